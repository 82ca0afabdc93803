"""Networks by hand, back-propagation against exact differences, floats against enclosures."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numeric import balls, enclosures, networks, strategies
from numeric.balls import Ball
from numeric.enclosures import Enclosure, Undecided
from numeric.networks import (
    ACTIVATIONS,
    IDENTITY,
    LOGISTIC,
    LOSSES,
    SQUARED,
    TANH,
    Activation,
    Layer,
    Loss,
    Network,
    descend,
    hidden_layer,
    numbers,
    zero_network,
    zero_start_wave,
)
from numeric.strategies import NetworkTrial, WaveTrial

EXAMPLES = settings(
    max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
NAN = float("nan")


def start_of(trial: NetworkTrial) -> Network:
    """The trial's network."""
    return hidden_layer(trial.w, trial.beta, trial.v, trial.c)


def run(
    start: Any, X: Any = ((1,),), y: Any = (1,), rate: Any = 1, steps: Any = 1, **functions: Any
) -> tuple[Network, ...]:
    """Gradient descent on the squared loss with the identity, unless told otherwise."""
    functions = {"activation": IDENTITY, "loss": SQUARED, **functions}
    return descend(start, X, y, learning_rate=rate, steps=steps, **functions)


# By hand


def test_output_by_hand() -> None:
    """3 relu(2 - 1) - 2 relu(-2 + 1) + 5, on paper."""
    network = hidden_layer([[2], [-2]], [-1, 1], [3, -2], 5)
    assert networks.output(network, ACTIVATIONS["relu, 0 at 0"], (1,)) == 8


def test_one_step_by_hand() -> None:
    """One square unit: f = 4, error 3, and each derivative by the chain rule."""
    start = hidden_layer([[1, 0]], [1], [1], 0)
    (_, after) = run(start, [[1, 2]], [1], F(1, 10), activation=ACTIVATIONS["square"])
    assert numbers(after) == (1 - F(12, 10), -F(24, 10), 1 - F(12, 10), 1 - F(12, 10), -F(3, 10))


def test_ledger_numbers() -> None:
    """Two steps of one logistic unit from zero, at the rates 1 and 1/2; the determinant too."""
    ends = [
        numbers(run(zero_network((1, 1)), rate=rate, steps=2, activation=LOGISTIC)[-1])
        for rate in (1, F(1, 2))
    ]
    assert ends[0] == (F(-1, 32), F(-1, 32), F(3, 8), F(3, 4))
    assert ends[1] == (F(3, 256), F(3, 256), F(11, 32), F(11, 16))
    assert ends[0][2] * ends[1][0] - ends[0][0] * ends[1][2] == F(31, 2048)
    assert all(type(value) is F for end in ends for value in end)


def test_two_rates_can_share_a_direction() -> None:
    """At 2/5 and 8/15 the weights after two steps are parallel: the rate need not matter."""
    first, second = (
        numbers(run(zero_network((1, 1)), rate=rate, steps=2, activation=LOGISTIC)[-1])
        for rate in (F(2, 5), F(8, 15))
    )
    assert first == (F(1, 100), F(1, 100), F(3, 10), F(3, 5))
    assert tuple(F(32, 27) * value for value in first) == second


@pytest.mark.parametrize(
    ("rate", "after"), [(F(79, 100), -1), (F(4, 5), 0), (F(81, 100), 1), (F(-4, 5), None)]
)
def test_how_small_the_rate_must_be(rate: F, after: int | None) -> None:
    """With two samples and one logistic unit the loss falls just below 2 / (2 (1 + 1/4)) = 4/5."""
    if after is None:
        with pytest.raises(ValueError, match="learning_rate must be positive, not -4/5"):
            run(zero_network((1, 1)), [[1], [2]], [1, 3], rate, activation=LOGISTIC)
        return
    losses = [
        networks.total_loss(network, LOGISTIC, SQUARED, ((1,), (2,)), (1, 3))
        for network in run(zero_network((1, 1)), [[1], [2]], [1, 3], rate, activation=LOGISTIC)
    ]
    assert enclosures.sign(losses[1] - losses[0]) == after


def test_different_units_can_meet() -> None:
    """Units that start different may become equal: (3, 4, 5) joins (0, 0, 0) in one step."""
    start = hidden_layer([[0], [3]], [0, 4], [0, 5], 0)
    (_, after) = run(start, [[F(3, 4)]], [F(609, 20)], 1)
    assert len(set(networks.units(start))) == 2
    assert len(set(networks.units(after))) == 1


def test_equal_units_over_many_steps() -> None:
    """Eight exact steps of ReLU: the copies are equal, the other unit is not."""
    start = hidden_layer([[F(1, 2)], [F(1, 2)], [-1]], [0, 0, 1], [1, 1, F(1, 2)], 0)
    made = run(start, [[1], [-1]], [1, 0], F(1, 8), 8, activation=ACTIVATIONS["relu, 0 at 0"])
    assert [len(set(networks.units(network))) for network in made] == [2] * 9
    assert len(set(made)) == 9


# Back-propagation against exact differences


def derivative_at_zero(values: Sequence[Any]) -> Any:
    """The derivative at 0 of the polynomial through the values at 0, 1, 2, ... (Newton)."""
    total, row = F(0), list(values)
    for k in range(1, len(values)):
        row = [b - a for a, b in itertools.pairwise(row)]
        total += F((-1) ** (k - 1), k) * row[0]
    return total


def nudged(network: Network, place: int, by: int) -> Network:
    """The network with one of its numbers moved."""
    count = iter(range(len(numbers(network))))
    # `each` passes over the rows of a layer before its biases, as `numbers` does.
    return networks.each(network, lambda value: value + by if next(count) == place else value)


@st.composite
def deep_networks(draw: st.DrawFn) -> tuple[Network, Any, Any, Activation]:
    """One to three weight layers of one or two units, two samples, a polynomial activation."""
    widths = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    entries = st.integers(-2, 2).map(lambda n: F(n, 2))
    network = networks.each(zero_network(widths), lambda _: draw(entries))
    X = draw(strategies.matrices(2, widths[0], 2, 2))
    name = draw(st.sampled_from(("identity", "affine", "square", "bowl", "climbing cube")))
    return network, X, draw(strategies.vectors(2, 2, 2)), ACTIVATIONS[name]


DEGREE = {"identity": 1, "affine": 1, "square": 2, "bowl": 2, "climbing cube": 3}


@EXAMPLES
@given(deep_networks())
def test_backpropagation_is_the_derivative(data: tuple[Network, Any, Any, Activation]) -> None:
    """Along every single weight the loss is a polynomial, its derivative the gradient's entry."""
    network, X, y, activation = data
    slope = numbers(networks.gradient(network, activation, SQUARED, X, y))
    points = 2 * DEGREE[activation.name] ** (len(network) - 1) + 1
    for place, expected in enumerate(slope):
        values = [
            networks.total_loss(nudged(network, place, s), activation, SQUARED, X, y)
            for s in range(points)
        ]
        assert derivative_at_zero(values) == expected


def test_backpropagation_is_sympys_derivative() -> None:
    """With every number a symbol and sigma = exp, a network of 2, 2, 2 and 1 units."""
    sympy = pytest.importorskip("sympy")
    names = iter(sympy.symbols("a:99"))
    network = networks.each(zero_network((2, 2, 2)), lambda _: next(names))
    x, y = (next(names), next(names)), next(names)
    activation = Activation("exp", sympy.exp, sympy.exp)
    slope = networks.gradient(network, activation, SQUARED, (x,), (y,))
    loss = networks.total_loss(network, activation, SQUARED, (x,), (y,))
    assert len(numbers(network)) == 15
    for symbol, entry in zip(numbers(network), numbers(slope), strict=True):
        assert sympy.expand(sympy.diff(loss, symbol) - entry) == 0


GRID = [F(n, 4) for n in range(-9, 10)]
KINKS = {"relu": (0,), "leaky": (0,), "absolute": (0,), "lifted relu": (0,), "hard": (-1, 1)}


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in ("logistic", "tanh")])
def test_slopes_are_the_derivatives(name: str) -> None:
    """On each straight piece the difference quotient, for polynomials the exact derivative."""
    activation = ACTIVATIONS[name]
    bends = next((kinks for start, kinks in KINKS.items() if name.startswith(start)), None)
    for z in GRID:
        if bends is None:
            assert derivative_at_zero([activation.value(z + s) for s in range(5)]) == (
                activation.slope(z)
            )
        elif z not in bends:
            step = F(1, 8)
            assert activation.value(z + step) - activation.value(z) == step * activation.slope(z)
            assert activation.value(z) - activation.value(z - step) == step * activation.slope(z)


@pytest.mark.parametrize("activation", [LOGISTIC, TANH], ids=lambda a: a.name)
def test_slopes_of_smooth_activations(activation: Activation) -> None:
    """The difference quotient is within its remainder of the slope; both are enclosed."""
    step = F(1, 10**6)
    for z in GRID:
        quotient = (activation.value(z + step) - activation.value(z)) * (1 / step)
        # The second derivatives are below 1/10 and 4/5.
        assert enclosures.sign(quotient - activation.slope(z) + step) == 1
        assert enclosures.sign(activation.slope(z) - quotient + step) == 1


def test_chosen_subgradients() -> None:
    """At a kink the slope is the one that was chosen."""
    for choice in (0, F(1, 3), 1):
        assert networks.relu(choice).slope(F(0)) == choice
        assert networks.hard_tanh(choice).slope(1) == networks.hard_tanh(choice).slope(-1) == choice
    assert networks.absolute(-1).slope(0) == -1
    assert networks.leaky_relu(F(1, 2), 1).slope(0) == 1


@pytest.mark.parametrize("name", ["squared", "huber", "absolute"])
def test_losses_fit_their_slopes(name: str) -> None:
    """The slope lies between the difference quotients to the left and to the right: convexity."""
    loss = LOSSES[name]
    assert loss.value is not None
    for f, y in itertools.product(GRID, (F(0), F(1, 2))):
        for step in (F(1, 8), F(1, 64)):
            left = (loss.value(f, y) - loss.value(f - step, y)) / step
            right = (loss.value(f + step, y) - loss.value(f, y)) / step
            assert left <= loss.slope(f, y) <= right


def test_deep_permutations() -> None:
    """Permuting the units of any hidden layer commutes with descent, and with the output."""
    counted = itertools.count(1)
    network = networks.each(zero_network((2, 3, 3)), lambda _: F(next(counted) % 7 - 3, 2))
    X, y = ((1, F(1, 2)), (-1, 1)), (1, 0)
    made = run(network, X, y, F(1, 4), 2, activation=ACTIVATIONS["leaky relu"])
    assert made[-1] != network
    for layer, order in itertools.product((0, 1), itertools.permutations(range(3))):
        moved = networks.permuted(network, order, layer)
        again = run(moved, X, y, F(1, 4), 2, activation=ACTIVATIONS["leaky relu"])
        assert again == tuple(networks.permuted(n, order, layer) for n in made)
        assert networks.output(moved, IDENTITY, X[0]) == networks.output(network, IDENTITY, X[0])


# Which layer wakes when


def test_wave_of_four_layers() -> None:
    """One more layer moves at each step, from the last to the first; below all is exactly zero."""
    wave = zero_start_wave()
    assert wave.moved == (
        (False, False, False, True),
        (False, False, True, True),
        (False, True, True, True),
        (True, True, True, True),
    )
    assert wave.wakes == (4, 3, 2, 1)
    for t, network in enumerate(wave.networks):
        assert all(type(value) is not Enclosure for value in numbers(network[: 4 - t]))
        assert not any(numbers(network[: 4 - t]))


def test_where_the_logistic_function_is_asked() -> None:
    """At 0 alone in the first two steps of n = 4; then in layer 3, and then in layers 2 and 3."""
    wave = zero_start_wave()
    assert wave.zero_arguments == (
        (True, True, True),
        (True, True, True),
        (True, True, False),
        (True, False, False),
    )
    assert wave.rational == (True, True, False, False)


@pytest.mark.parametrize("widths", [(1,), (2, 3), (1, 2, 2), (2, 2, 1, 3), (1, 1, 1, 1, 1)])
def test_wave_of_any_depth(widths: tuple[int, ...]) -> None:
    """Layer n - t + 1 wakes at step t, for two samples whose residuals do not cancel."""
    n = len(widths)
    X = ((1, 2)[: widths[0]], (0, 1)[: widths[0]])
    wave = zero_start_wave(widths, X, (1, F(1, 3)), learning_rate=F(1, 4))
    assert wave.wakes == tuple(range(n, 0, -1))


def test_wave_held_up() -> None:
    """Residuals at zero that do not cancel are not enough: the rate can hold the wave up.

    At 4/5 the first step fits the sample and nothing moves again; at 8/5 the third step finds the
    last layer back at zero, and the first layer wakes a step late.
    """
    fitted = zero_start_wave((1, 1, 1), learning_rate=F(4, 5), steps=5)
    assert fitted.wakes == (None, None, 1)
    late = zero_start_wave((1, 1, 1), learning_rate=F(8, 5), steps=4)
    assert late.wakes == (4, 2, 1)
    assert not any(late.networks[2][2].weights[0])


def test_no_wave_from_a_centred_start() -> None:
    """Targets that cancel wake nothing, whatever the activation."""
    for name in ("logistic", "tanh", "affine", "relu, 1 at 0"):
        wave = zero_start_wave((1, 2, 2), ((-1,), (1,)), (-1, 1), activation=ACTIVATIONS[name])
        assert wave.wakes == (None, None, None)


# Enclosures and floats


rationals = st.fractions(min_value=-50, max_value=50, max_denominator=1000)


@EXAMPLES
@given(rationals, rationals, rationals)
def test_enclosures_hold_what_they_should(a: F, b: F, c: F) -> None:
    """Sums, differences and products of enclosures enclose, and are narrow."""
    tiny = F(1, 2**150)
    p, q = Enclosure(a - tiny, a + tiny / 3), Enclosure(b - tiny / 7, b)
    pairs = [
        (p + q, a + b),
        (p - q, a - b),
        (p * q, a * b),
        (c + p, c + a),
        (c - p, c - a),
        (c * p, c * a),
        (-p, -a),
        (p * 3, a * 3),
    ]
    for enclosure, exact in pairs:
        if isinstance(enclosure, Enclosure):
            assert exact in enclosure
            assert enclosure.width < F(1, 2**140)
        else:
            assert enclosure == exact == 0


@pytest.mark.parametrize("z", [F(1, 3), F(-7, 2), F(40), F(-100), F(127), F(129), F(-(10**9))])
def test_logistic_and_tanh_are_enclosed(z: F) -> None:
    """Against mpmath with twice the digits; the enclosures are narrow, also far out."""
    mpmath = pytest.importorskip("mpmath")
    with mpmath.workprec(2000):
        exact = 1 / (1 + mpmath.exp(-mpmath.mpf(z.numerator) / z.denominator))
        for value, true in ((LOGISTIC.value(z), exact), (TANH.value(z / 2), 2 * exact - 1)):
            lower, upper = (
                mpmath.mpf(end.numerator) / end.denominator for end in (value.low, value.high)
            )
            assert lower <= true <= upper
            assert value.width <= F(8, 2**balls.BITS)


def test_long_ends_are_rounded_outward() -> None:
    """Products do not grow without end, and hold what they held."""
    held, exact = Enclosure(F(1, 3), F(10, 29)), F(12, 35)
    product, power = Enclosure(F(1), F(1)), F(1)
    for _ in range(3000):
        product, power = product * held, power * exact
        assert product.low.denominator.bit_length() <= enclosures.LONGEST
        assert product.high.denominator.bit_length() <= enclosures.LONGEST
    assert product.low <= power <= product.high
    minus = -1 * product
    assert -power in minus


def test_enclosures_decide_or_say_that_they_cannot() -> None:
    """An enclosure of zero is neither zero nor not."""
    wide = Enclosure(F(-1), F(1))
    with pytest.raises(Undecided, match="0 lies within the enclosure"):
        bool(wide)
    with pytest.raises(Undecided):
        enclosures.any_not_zero([0, wide])
    assert enclosures.any_not_zero([wide, F(1)])
    assert not enclosures.any_not_zero([enclosures.point(0), 0])
    third = balls.logistic(F(1, 3)) - F(1, 2)
    assert 0 < third < F(1, 3)
    assert not third > 1
    for mix in (lambda: wide + 0.5, lambda: wide * 0.5, lambda: wide - 0.5):
        with pytest.raises(TypeError):
            mix()


@EXAMPLES
@given(rationals, rationals)
def test_balls_hold_what_they_should(a: F, b: F) -> None:
    """The value is what floats give, and the exact number is within the radius."""
    p, q = Ball.around(a), Ball.around(b)
    for ball, value, exact in [
        (p + q, float(a) + float(b), a + b),
        (p - q, float(a) - float(b), a - b),
        (p * q, float(a) * float(b), a * b),
        (b - p, float(b) - float(a), b - a),
        (b * p, float(a) * float(b), a * b),
        (-p, -float(a), -a),
    ]:
        assert ball.value == value
        assert ball.holds(exact)
        assert abs(F(ball.value) - exact) <= F(ball.radius)


def test_balls_see_underflow_and_overflow() -> None:
    """What underflow loses is in the radius; beyond float64 there is no number."""
    tiny = Ball.around(F(1, 2**1074))
    assert (tiny * F(1, 2)).value == 0
    assert (tiny * F(1, 2)).holds(F(1, 2**1075))
    with pytest.raises(OverflowError, match="left the range of float64"):
        Ball.around(2**1000) * Ball.around(2**1000)
    with pytest.raises(TypeError):
        tiny + 0.5  # type: ignore[operator]


def float_and_exact(trial: NetworkTrial, activation: Activation) -> tuple[Any, Any, Any]:
    """The run in floats, as balls, and as enclosures of the exact run."""
    start, options = start_of(trial), {"loss": SQUARED, "activation": activation}
    floating = descend(
        networks.each(start, float),
        [list(map(float, x)) for x in trial.X],
        list(map(float, trial.y)),
        learning_rate=float(trial.rate),
        steps=trial.steps,
        **options,
    )
    exact_options = {"learning_rate": trial.rate, "steps": trial.steps, **options}
    balls = networks.certified(start, trial.X, trial.y, **exact_options)
    return floating, balls, descend(start, trial.X, trial.y, **exact_options)


def within_bounds(made: tuple[Any, Any, Any]) -> bool:
    """Whether every float is its ball's value and within its ball's radius of the exact number."""
    triples = zip(*([v for n in one for v in numbers(n)] for one in made), strict=True)
    return all(
        value.hex() == ball.value.hex() and ball.holds(exact) for value, ball, exact in triples
    )


@pytest.mark.parametrize("activation", [LOGISTIC, TANH], ids=lambda a: a.name)
def test_floats_are_within_their_bounds(activation: Activation) -> None:
    """Every weight of every float network is within its bound of the exact one, always."""
    seen: Counter[str] = Counter()

    @EXAMPLES
    @given(strategies.network_trials(activations=("identity",)))
    def body(trial: NetworkTrial) -> None:
        made = float_and_exact(trial, activation)
        assert within_bounds(made)
        balls = [ball for network in made[1] for ball in numbers(network)]
        # Rates that are too large blow errors up as they do weights, so not every bound is sharp.
        sharp = all(ball.radius < 1e-13 * max(1, abs(ball.value)) for ball in balls)
        seen["sharp"] += sharp
        seen["rounded"] += any(ball.radius > 0 for ball in balls)

    body()
    assert seen["rounded"] > 80
    assert seen["sharp"] > 50


@pytest.mark.parametrize("forgotten", ["rounding", "inheritance"])
def test_the_bound_is_put_to_the_test(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that forgets its rounding, or the errors it inherits, is found out."""
    whole = balls._ball

    def broken(value: float, exact: F, inherited: F) -> Ball:
        if forgotten == "rounding":
            return whole(value, F(value), inherited)
        return whole(value, exact, F(0))

    monkeypatch.setattr(balls, "_ball", broken)
    held: list[bool] = []

    @EXAMPLES
    @given(strategies.network_trials(activations=("identity",)))
    def body(trial: NetworkTrial) -> None:
        held.append(within_bounds(float_and_exact(trial, TANH)))

    body()
    assert not all(held)


def test_float_symmetry_of_two_units() -> None:
    """Two equal units stay bit for bit equal in float64, and so do two that change places."""
    start = hidden_layer([[0.1], [0.3]], [0.2, 0.7], [0.9, -0.4], 0.0)
    equal = hidden_layer([[0.1], [0.1]], [0.2, 0.2], [0.9, 0.9], 0.0)
    X, y = [[0.3], [-1.7]], [0.6, 1.1]
    for activation in (TANH, LOGISTIC):
        there, back = (
            run(network, X, y, 0.1, 50, activation=activation)
            for network in (start, networks.permuted(start, (1, 0)))
        )
        assert back == tuple(networks.permuted(network, (1, 0)) for network in there)
        made = run(equal, X, y, 0.1, 50, activation=activation)
        assert [len(set(networks.units(network))) for network in made] == [1] * 51
        assert math.isfinite(numbers(made[-1])[0])
        assert made[-1] != equal


# What is refused


GOOD = hidden_layer([[1]], [0], [1], 0)


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda: hidden_layer([], [], [], 0), "layer 1 has no units: a layer's width is at least"),
        (lambda: hidden_layer([[1]], [0], [1, 2], 0), "w has 1 units but v has 2 outgoing"),
        (lambda: hidden_layer([[1]], [0, 0], [1], 0), "layer 1 has 1 units but 2 biases"),
        (lambda: hidden_layer([[1], [1, 2]], [0, 0], [1, 1], 0), "unit 1 of layer 1 has 2 weights"),
        (lambda: hidden_layer([[]], [0], [1], 0), "unit 0 of layer 1 has 0 weights"),
        (lambda: hidden_layer([[NAN]], [0], [1], 0), "a weight of layer 1 must be finite, not nan"),
        (lambda: hidden_layer([["1"]], [0], [1], 0), "a weight of layer 1 must be an int"),
        (lambda: hidden_layer([[1]], [0], [1], None), "a bias of layer 2 must be an int"),
        (lambda: zero_network((2, 0)), "every width must be at least 1, not 0"),
        (lambda: zero_network(()), "a network needs at least one width"),
        (lambda: networks.check_network(()), "a network needs at least one layer"),
        (
            lambda: networks.check_network((Layer(((1,), (1,)), (0, 0)),)),
            "the last layer has 2 units: the output is one number",
        ),
        (lambda: Activation("step", lambda z: z, None), "'step' needs a value and a derivative"),  # type: ignore[arg-type]
        (lambda: Loss("zero-one", None), "'zero-one' needs a derivative in the output"),  # type: ignore[arg-type]
        (lambda: networks.polynomial("none"), "needs at least one coefficient"),
        (lambda: networks.relu(2), "slope of relu at 0 must lie from 0 to 1, not 2"),
        (lambda: networks.absolute(-2), "slope of absolute at 0 must lie from -1 to 1, not -2"),
        (lambda: networks.hard_tanh(-1), "slope of hard_tanh at -1 and 1 must lie from 0 to 1"),
        (lambda: networks.leaky_relu(2), "the leak must lie from 0 to 1, not 2"),
        (lambda: networks.relu("half"), "slope of relu at 0 must be an int"),
    ],
)
def test_malformed_networks(build: Callable[[], Any], complaint: str) -> None:
    """What is wrong is named, and what would be right."""
    with pytest.raises(ValueError, match=complaint):
        build()


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"rate": 0}, "learning_rate must be positive, not 0"),
        ({"rate": F(-1, 2)}, "learning_rate must be positive, not -1/2"),
        ({"rate": "fast"}, "learning_rate must be an int, a Fraction or a float, not 'fast'"),
        ({"rate": NAN}, "learning_rate must be finite, not nan"),
        ({"rate": ((1, 1),)}, "one number, or 2 pairs for 2 layers"),
        ({"rate": ((1, 1), (1,))}, "one number, or 2 pairs for 2 layers"),
        ({"rate": ((1, 1), (1, 0))}, "learning_rate must be positive, not 0"),
        ({"steps": 0}, "steps must be at least 1, not 0"),
        ({"steps": 1.5}, "steps must be a whole number, not 1.5"),
        ({"X": [[1, 2]]}, "X has 2 features, layer 1 is fed 1"),
        ({"X": []}, "X has no rows"),
        ({"X": [[NAN]]}, "row 0 of X must be finite, not nan"),
        ({"y": (1, 2)}, "X has 1 rows but y has 2 labels"),
        ({"y": ("1",)}, "label 0 must be an int"),
        ({"X": [[0.5]], "y": (F(1, 2),)}, "Fractions and floats are mixed"),
        ({"rate": 0.5, "X": [[F(1, 2)]]}, "Fractions and floats are mixed"),
        ({"activation": "relu"}, "activation must be an Activation, .* not 'relu'"),
        ({"loss": "squared"}, "loss must be a Loss, which has a derivative, not 'squared'"),
        ({"activation": networks.relu(), "X": [[0]]}, "relu has no derivative at 0: choose"),
        ({"activation": networks.absolute(), "X": [[0]]}, "absolute has no derivative at 0"),
        ({"activation": networks.hard_tanh()}, "hard_tanh has no derivative at 1: choose"),
        ({"loss": networks.absolute_loss()}, "the absolute loss has no derivative at 0: choose"),
    ],
)
def test_malformed_runs(given: dict[str, Any], complaint: str) -> None:
    """Bad rates, steps, samples, and functions met where they have no derivative."""
    with pytest.raises(ValueError, match=complaint):
        run(GOOD, **given)


def test_kinks_away_from_the_data_do_no_harm() -> None:
    """A ReLU without a subgradient is fine as long as no net input is 0."""
    for activation in (networks.relu(), networks.absolute()):
        made = run(GOOD, X=[[2]], activation=activation)
        assert made[1] != made[0]
    assert run(GOOD, X=[[2]], loss=networks.absolute_loss())[1] != GOOD


def test_overflow_is_no_result() -> None:
    """A float run that leaves the range of float64 raises instead of ending in nan."""
    with pytest.raises(OverflowError, match="the run left the range of float64"):
        run(networks.each(GOOD, float), [[9.0]], [1.0], 9.0, 20, activation=ACTIVATIONS["cube"])


def test_other_refusals() -> None:
    """A loss without values has no total, a certified run takes exact numbers alone."""
    with pytest.raises(ValueError, match="'skew' is given by its derivative alone"):
        networks.total_loss(GOOD, IDENTITY, LOSSES["skew"], ((1,),), (1,))
    functions: dict[str, Any] = {"activation": TANH, "loss": SQUARED}
    with pytest.raises(ValueError, match="takes exact numbers, int or Fraction"):
        networks.certified(GOOD, ((1,),), (1,), learning_rate=0.5, **functions)
    with pytest.raises(ValueError, match="learning_rate must be positive, not -1"):
        networks.certified(GOOD, ((1,),), (1,), learning_rate=-1, **functions)
    with pytest.raises(ValueError, match="needs at least one sample"):
        networks.gradient(GOOD, IDENTITY, SQUARED, (), ())


# The data of the laws


def test_names_in_the_strategies_are_what_they_say() -> None:
    """sigma(0) is 0 or not, slopes are positive, as the names of the lists promise."""
    zero, other = strategies.ZERO_AT_ZERO, strategies.NOT_ZERO_AT_ZERO
    assert all(ACTIVATIONS[name].value(F(0)) == 0 for name in zero)
    assert all(ACTIVATIONS[name].value(F(0)) != 0 for name in other)
    lists = (*strategies.PIECEWISE_LINEAR, *strategies.POLYNOMIAL, *zero, *other)
    assert set(lists) == set(ACTIVATIONS)
    for name in strategies.INJECTIVE:
        values = [ACTIVATIONS[name].value(z) for z in GRID]
        assert sorted(set(values)) == values
        assert min(ACTIVATIONS[name].slope(z) for z in GRID) > 0


@EXAMPLES
@given(strategies.network_trials(least_units=2, least_features=2, most_samples=2))
def test_network_trials_stay_small(trial: NetworkTrial) -> None:
    """Shapes fit, sizes keep to their bounds, rates are positive."""
    h, d = len(trial.w), len(trial.X[0])
    assert (2, 2) <= (h, d) <= (3, 2)
    assert {len(row) for row in (*trial.X, *trial.w, trial.unseen)} == {d}
    assert len(trial.beta) == len(trial.v) == len(trial.copies) == h
    assert sorted(trial.order) == list(range(h))
    assert 1 <= len(trial.X) == len(trial.y) <= 2
    assert 0 < trial.rate <= 4
    assert 1 <= trial.steps <= 3


@EXAMPLES
@given(strategies.wave_trials())
def test_wave_trials_stay_small(trial: WaveTrial) -> None:
    """Two to four layers, one or two samples that fit the first."""
    assert 2 <= len(trial.widths) <= 4
    assert {len(x) for x in trial.X} == {trial.widths[0]}
    assert 1 <= len(trial.X) == len(trial.y) <= 2
    assert trial.share > 0


@EXAMPLES
@given(strategies.rate_shares())
def test_rate_shares_differ(pair: tuple[F, F]) -> None:
    """Two different positive numbers."""
    assert min(pair) > 0
    assert pair[0] != pair[1]
