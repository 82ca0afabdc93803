"""Networks with hidden layers and their gradient descent, for every kind of number.

A network is a tuple of n >= 1 layers; the last has one unit and no activation, so n = 2 is one
hidden layer, ``f(x) = sum_j v_j sigma(w_j . x + beta_j) + c``. The same code runs on ``int``,
``Fraction``, ``float``, enclosures and balls. Back-propagation is written once (Rumelhart, Hinton
and Williams, 1986). All sums go from left to right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from numeric import balls, given
from numeric.balls import Ball
from numeric.enclosures import Enclosure, any_not_zero
from numeric.learners import check_samples, dot

# Whatever has + - *: int, Fraction, float, Enclosure and Ball have no common type.
Scalar: TypeAlias = Any
Vector: TypeAlias = tuple[Scalar, ...]
Matrix: TypeAlias = tuple[Vector, ...]
Rates: TypeAlias = "Scalar | Sequence[tuple[Scalar, Scalar]]"


class Layer(NamedTuple):
    """The weights of a layer, one row for each of its units, and their biases."""

    weights: Matrix
    biases: Vector


Network: TypeAlias = tuple[Layer, ...]


@dataclass(frozen=True)
class Activation:
    """A function sigma with its derivative; where it has a kink, with the subgradient chosen."""

    name: str
    value: Callable[[Scalar], Scalar]
    slope: Callable[[Scalar], Scalar]

    def __post_init__(self) -> None:
        if not callable(self.value) or not callable(self.slope):
            raise ValueError(
                f"the activation {self.name!r} needs a value and a derivative, both functions of z"
            )


@dataclass(frozen=True)
class Loss:
    """A loss of one sample by its derivative in the output f, and its value where that is asked."""

    name: str
    slope: Callable[[Scalar, Scalar], Scalar]
    value: Callable[[Scalar, Scalar], Scalar] | None = None

    def __post_init__(self) -> None:
        if not callable(self.slope):
            raise ValueError(
                f"the loss {self.name!r} needs a derivative in the output, a function of f and y"
            )


def _number(name: str, value: Scalar) -> Scalar:
    return given.number(name, value, (Enclosure, Ball))


# Activations


def polynomial(name: str, *coefficients: int | Fraction) -> Activation:
    """The polynomial with the given coefficients, the constant first.

    Raises ``ValueError`` for no coefficients.

    >>> half = polynomial("half", Fraction(1, 2), Fraction(1, 4))
    >>> half.value(2), half.slope(2)
    (Fraction(1, 1), Fraction(1, 4))
    """
    if not coefficients:
        raise ValueError("a polynomial needs at least one coefficient, 0 for the zero function")
    factors_of_z = given.numbers("a coefficient", coefficients)
    slopes = tuple(k * a for k, a in enumerate(factors_of_z))[1:] or (0,)

    def at(z: Scalar, factors: tuple[int | Fraction, ...]) -> Scalar:
        total: Scalar = factors[-1]
        for factor in reversed(factors[:-1]):
            total = total * z + factor
        return total

    return Activation(name, lambda z: at(z, factors_of_z), lambda z: at(z, slopes))


def relu(at_zero: Scalar = None) -> Activation:
    """max(0, z), with the subgradient at 0 that is chosen.

    Raises ``ValueError`` for a choice outside 0 to 1 and, where none is made, when the slope at 0
    is asked for.
    """
    return _bent("relu", (0, 1), at_zero)


def absolute(at_zero: Scalar = None) -> Activation:
    """|z|, with the subgradient at 0 that is chosen.

    Raises ``ValueError`` for a choice outside -1 to 1 and, where none is made, when the slope at
    0 is asked for.
    """
    return _bent("absolute", (-1, 1), at_zero)


def leaky_relu(leak: Scalar, at_zero: Scalar = None) -> Activation:
    """z above 0 and ``leak * z`` below, with the subgradient at 0 that is chosen.

    Raises ``ValueError`` for a leak outside 0 to 1, for a choice outside leak to 1 and, where
    none is made, when the slope at 0 is asked for.
    """
    leak = _check_choice("the leak", leak, (0, 1))
    return _bent("leaky_relu", (leak, 1), at_zero)


def hard_tanh(at_kinks: Scalar = None) -> Activation:
    """min(1, max(-1, z)), with one subgradient chosen for both kinks, -1 and 1.

    Raises ``ValueError`` for a choice outside 0 to 1 and, where none is made, when the slope at a
    kink is asked for.
    """
    at_kinks = _check_choice("the slope of hard_tanh at -1 and 1", at_kinks, (0, 1))

    def slope(z: Scalar) -> Scalar:
        if abs(z) == 1:
            return _chosen(at_kinks, f"hard_tanh has no derivative at {z}", "at_kinks")
        return 1 if abs(z) < 1 else 0

    return Activation("hard_tanh", lambda z: -1 if z < -1 else 1 if z > 1 else z, slope)


def shifted(activation: Activation, by: Scalar) -> Activation:
    """The activation with a constant added: the same slopes and another value at 0."""
    by = _number("what is added", by)
    return Activation(
        f"{activation.name} + {by}", lambda z: activation.value(z) + by, activation.slope
    )


def _bent(name: str, sides: tuple[Scalar, Scalar], at_zero: Scalar) -> Activation:
    below, above = sides
    at_zero = _check_choice(f"the slope of {name} at 0", at_zero, sides)

    def slope(z: Scalar) -> Scalar:
        if z == 0:
            return _chosen(at_zero, f"{name} has no derivative at 0", "at_zero")
        return above if z > 0 else below

    return Activation(name, lambda z: (above if z > 0 else below) * z, slope)


def _check_choice(name: str, choice: Scalar, sides: tuple[Scalar, Scalar]) -> Scalar:
    if choice is None:
        return None
    chosen = _number(name, choice)
    if not sides[0] <= chosen <= sides[1]:
        raise ValueError(f"{name} must lie from {sides[0]} to {sides[1]}, not {chosen}")
    return chosen


def _chosen(choice: Scalar, problem: str, parameter: str) -> Scalar:
    if choice is None:
        raise ValueError(f"{problem}: choose a subgradient, as in {parameter}=0")
    return choice


def _logistic_slope(z: Scalar) -> Scalar:
    s = balls.logistic(z)
    return s * (1 - s)


def _tanh_slope(z: Scalar) -> Scalar:
    s = balls.tanh(z)
    return 1 - s * s


IDENTITY = polynomial("identity", 0, 1)
LOGISTIC = Activation("logistic", balls.logistic, _logistic_slope)
TANH = Activation("tanh", balls.tanh, _tanh_slope)
_HALF = Fraction(1, 2)

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        "identity": IDENTITY,
        "square": polynomial("square", 0, 0, 1),
        "cube": polynomial("cube", 0, 0, 0, 1),
        "climbing cube": polynomial("climbing cube", 0, 1, 0, 1),
        "affine": polynomial("affine", _HALF, Fraction(1, 4)),
        "bowl": polynomial("bowl", 1, 1, 1),
        "lifted square": polynomial("lifted square", 1, 0, 1),
        "relu, 0 at 0": relu(0),
        "relu, 1/2 at 0": relu(_HALF),
        "relu, 1 at 0": relu(1),
        "lifted relu": shifted(relu(_HALF), 1),
        "leaky relu": leaky_relu(_HALF, _HALF),
        "absolute": absolute(0),
        "hard tanh": hard_tanh(0),
        "logistic": LOGISTIC,
        "tanh": TANH,
    }
)


# Losses


def absolute_loss(at_zero: Scalar = None) -> Loss:
    """|f - y|, with the subgradient at f = y that is chosen.

    Raises ``ValueError`` for a choice outside -1 to 1 and, where none is made, when the slope at
    f = y is asked for.
    """
    bent = _bent("the absolute loss", (-1, 1), at_zero)
    return Loss("absolute", lambda f, y: bent.slope(f - y), lambda f, y: bent.value(f - y))


def _huber_slope(f: Scalar, y: Scalar) -> Scalar:
    return max(-1, min(1, f - y))


def _huber(f: Scalar, y: Scalar) -> Scalar:
    size = abs(f - y)
    return size * size / Fraction(2) if size <= 1 else size - Fraction(1, 2)


SQUARED = Loss("squared", lambda f, y: f - y, lambda f, y: _HALF * (f - y) * (f - y))

LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        "squared": SQUARED,
        "huber": Loss("huber", _huber_slope, _huber),
        "absolute": absolute_loss(0),
        "skew": Loss("skew", lambda f, y: (f - y) * (f - y) + y, None),
    }
)


# Building networks


def hidden_layer(
    w: Sequence[Sequence[Scalar]], beta: Sequence[Scalar], v: Sequence[Scalar], c: Scalar
) -> Network:
    """One hidden layer of h units: w has shape (h, d), beta and v shape (h,).

    Raises ``ValueError`` for a width of 0 and for shapes that do not match.

    >>> output(hidden_layer([[1, 2]], [3], [4], 5), IDENTITY, (1, 1))
    29
    """
    if len(v) != len(w):
        raise ValueError(f"w has {len(w)} units but v has {len(v)} outgoing weights")
    return check_network((Layer(tuple(map(tuple, w)), tuple(beta)), Layer((tuple(v),), (c,))))


def zero_network(widths: Sequence[int]) -> Network:
    """All weights and biases zero; ``widths`` are d, then the units of each hidden layer.

    Raises ``ValueError`` for a width below 1.

    >>> zero_network((2, 1))
    (Layer(weights=((0, 0),), biases=(0,)), Layer(weights=((0,),), biases=(0,)))
    """
    if len(widths) == 0:
        raise ValueError("a network needs at least one width, the number of features")
    made = [given.whole("every width", width, 1) for width in widths]
    pairs = zip(made, (*made[1:], 1), strict=True)
    return tuple(Layer(((0,) * fed,) * units, (0,) * units) for fed, units in pairs)


def check_network(network: Network) -> Network:
    """The network, of Python's numbers, or ``ValueError`` saying which layer is at fault and how.

    >>> check_network((Layer((), ()),))
    Traceback (most recent call last):
    ...
    ValueError: layer 1 has no units: a layer's width is at least 1
    """
    if not network:
        raise ValueError("a network needs at least one layer")
    made = []
    fed = None
    for number, (weights, biases) in enumerate(network, 1):
        if len(weights) == 0:
            raise ValueError(f"layer {number} has no units: a layer's width is at least 1")
        if len(biases) != len(weights):
            raise ValueError(f"layer {number} has {len(weights)} units but {len(biases)} biases")
        fed = len(weights[0]) if fed is None else fed
        for j, row in enumerate(weights):
            if len(row) != fed or len(row) == 0:
                raise ValueError(
                    f"unit {j} of layer {number} has {len(row)} weights, it is fed {fed} numbers"
                )
        made.append(
            Layer(
                tuple(
                    tuple(_number(f"a weight of layer {number}", value) for value in row)
                    for row in weights
                ),
                tuple(_number(f"a bias of layer {number}", value) for value in biases),
            )
        )
        fed = len(weights)
    if fed != 1:
        raise ValueError(f"the last layer has {fed} units: the output is one number")
    return tuple(made)


# The rule


@dataclass(frozen=True)
class ForwardPass:
    """What one sample does to a network, layer by layer.

    ``fed[k]`` is what layer k is fed (the sample itself for the first), ``net_inputs[k]`` what its
    units make of it before the activation; the last net input is the output.
    """

    fed: tuple[Vector, ...]
    net_inputs: tuple[Vector, ...]

    @property
    def output(self) -> Scalar:
        """The network's output f(x)."""
        return self.net_inputs[-1][0]


def forward(network: Network, activation: Activation, x: Vector) -> ForwardPass:
    """Send one sample, shape (d,), through a network."""
    fed: list[Vector] = [x]
    net_inputs: list[Vector] = []
    for layer in network:
        if net_inputs:
            fed.append(tuple(activation.value(z) for z in net_inputs[-1]))
        rows = zip(layer.weights, layer.biases, strict=True)
        net_inputs.append(tuple(dot(row, fed[-1]) + bias for row, bias in rows))
    return ForwardPass(tuple(fed), tuple(net_inputs))


def output(network: Network, activation: Activation, x: Vector) -> Scalar:
    """The network's output f(x) for one sample, shape (d,)."""
    return forward(network, activation, x).output


def errors(
    network: Network, activation: Activation, seen: ForwardPass, output_error: Scalar
) -> tuple[Vector, ...]:
    """The derivative of the loss in each net input, sent back from the output through a pass."""
    sent: list[Vector] = [(output_error,)]
    for layer, below in zip(reversed(network[1:]), reversed(seen.net_inputs[:-1]), strict=True):
        columns = zip(*layer.weights, strict=True)
        sent.append(
            tuple(
                dot(column, sent[-1]) * activation.slope(z)
                for column, z in zip(columns, below, strict=True)
            )
        )
    return tuple(reversed(sent))


def gradient(network: Network, activation: Activation, loss: Loss, X: Matrix, y: Vector) -> Network:
    """The gradient of the sum of the losses of all samples, in the shape of the network."""
    total: Network | None = None
    for x, target in zip(X, y, strict=True):
        seen = forward(network, activation, x)
        sent = errors(network, activation, seen, loss.slope(seen.output, target))
        one = tuple(
            Layer(tuple(tuple(e * a for a in fed) for e in error), error)
            for error, fed in zip(sent, seen.fed, strict=True)
        )
        total = one if total is None else combine(total, one, lambda a, b: a + b)
    if total is None:
        raise ValueError("X has no rows: a gradient needs at least one sample")
    return total


def combine(
    first: Network, second: Network, operation: Callable[[Scalar, Scalar], Scalar]
) -> Network:
    """Two networks of one shape, number by number."""
    return tuple(
        Layer(
            tuple(
                tuple(map(operation, row, other))
                for row, other in zip(a.weights, b.weights, strict=True)
            ),
            tuple(map(operation, a.biases, b.biases)),
        )
        for a, b in zip(first, second, strict=True)
    )


def step(network: Network, slope: Network, rates: Sequence[tuple[Scalar, Scalar]]) -> Network:
    """One step of descent; each layer has a rate for its weights and one for its biases."""
    return tuple(
        Layer(
            tuple(
                tuple(w - weight_rate * g for w, g in zip(row, other, strict=True))
                for row, other in zip(layer.weights, part.weights, strict=True)
            ),
            tuple(b - bias_rate * g for b, g in zip(layer.biases, part.biases, strict=True)),
        )
        for layer, part, (weight_rate, bias_rate) in zip(network, slope, rates, strict=True)
    )


def descend(
    network: Network,
    X: Sequence[Sequence[Scalar]],
    y: Sequence[Scalar],
    *,
    activation: Activation,
    loss: Loss,
    learning_rate: Rates,
    steps: int = 1,
) -> tuple[Network, ...]:
    """The network before the first and after each of the steps of gradient descent.

    X has shape (m, d), y shape (m,). ``learning_rate`` is one positive number, or one pair for each
    layer: the rate of its weights and the rate of its biases. Raises ``ValueError`` for malformed
    samples or networks, rates that are not positive numbers, fewer than one step, an activation
    or a loss met where it has no derivative, and for Fractions mixed with floats;
    ``OverflowError`` when floats leave their range.

    >>> start = hidden_layer([[0]], [0], [0], 0)
    >>> once, twice = descend(start, [[1]], [1], activation=LOGISTIC, loss=SQUARED,
    ...                       learning_rate=1, steps=2)[1:]
    >>> twice[0].weights, twice[1].weights
    (((Fraction(-1, 32),),), ((Fraction(3, 8),),))
    """
    network, rows, targets, rates = _checked(network, X, y, learning_rate)
    steps = given.whole("steps", steps, 1)
    _check_functions(activation, loss)
    _check_one_kind(
        [*numbers(network), *(v for row in rows for v in row), *targets, *sum(rates, ())]
    )
    made = _trajectory(network, rows, targets, activation, loss, rates, steps)
    # A weight that is no number once is none ever after, so the last network tells of all.
    if any(isinstance(v, float) and not math.isfinite(v) for v in numbers(made[-1])):
        raise OverflowError("the run left the range of float64")
    return made


def certified(
    network: Network,
    X: Sequence[Sequence[Scalar]],
    y: Sequence[Scalar],
    *,
    activation: Activation,
    loss: Loss,
    learning_rate: Scalar,
    steps: int = 1,
) -> tuple[Network, ...]:
    """The float64 run of ``descend`` as balls: each float with a bound on its error.

    The numbers passed in are the exact ones, int or Fraction; the error of rounding them is part
    of the bounds. Raises what ``descend`` raises, and ``OverflowError`` beyond float64.
    """
    network, rows, targets, rates = _checked(network, X, y, learning_rate)
    steps = given.whole("steps", steps, 1)
    used = [*numbers(network), *(v for row in rows for v in row), *targets, *rates[0]]
    if not all(isinstance(value, (int, Fraction)) for value in used):
        raise ValueError("a certified run takes exact numbers, int or Fraction")
    _check_functions(activation, loss)
    return _trajectory(
        each(network, Ball.around),
        tuple(tuple(Ball.around(value) for value in row) for row in rows),
        tuple(Ball.around(value) for value in targets),
        activation,
        loss,
        tuple((Ball.around(first), Ball.around(second)) for first, second in rates),
        steps,
    )


def _checked(
    network: Network, X: Sequence[Sequence[Scalar]], y: Sequence[Scalar], learning_rate: Rates
) -> tuple[Network, Matrix, Vector, tuple[tuple[Scalar, Scalar], ...]]:
    samples, targets = check_samples(X, y)
    rows: Matrix = samples
    made = check_network(network)
    fed = len(made[0].weights[0])
    if len(rows[0]) != fed:
        raise ValueError(f"X has {len(rows[0])} features, layer 1 is fed {fed}")
    return made, rows, targets, _check_rates(learning_rate, len(made))


def _trajectory(
    network: Network,
    X: Matrix,
    y: Vector,
    activation: Activation,
    loss: Loss,
    rates: Sequence[tuple[Scalar, Scalar]],
    steps: int,
) -> tuple[Network, ...]:
    made = [network]
    for _ in range(steps):
        made.append(step(made[-1], gradient(made[-1], activation, loss, X, y), rates))
    return tuple(made)


def total_loss(
    network: Network, activation: Activation, loss: Loss, X: Matrix, y: Vector
) -> Scalar:
    """The sum of the losses of all samples; ``ValueError`` where the loss is only its slope."""
    if loss.value is None:
        raise ValueError(f"the loss {loss.name!r} is given by its derivative alone, without values")
    total: Scalar = 0
    for x, target in zip(X, y, strict=True):
        total = total + loss.value(output(network, activation, x), target)
    return total


def each(network: Network, operation: Callable[[Scalar], Scalar]) -> Network:
    """A network with every number replaced."""
    return tuple(
        Layer(tuple(tuple(map(operation, row)) for row in weights), tuple(map(operation, biases)))
        for weights, biases in network
    )


def numbers(network: Network) -> Vector:
    """All weights and biases of a network, layer by layer, the weights before the biases.

    >>> numbers(hidden_layer([[1, 2]], [3], [4], 5))
    (1, 2, 3, 4, 5)
    """
    return tuple(
        value for weights, biases in network for part in (*weights, biases) for value in part
    )


def units(network: Network, layer: int = 0) -> tuple[tuple[Vector, Scalar, Vector], ...]:
    """The units of a hidden layer: incoming weights, bias and outgoing weights of each.

    >>> units(hidden_layer([[1, 2], [3, 4]], [5, 6], [7, 8], 9))
    (((1, 2), 5, (7,)), ((3, 4), 6, (8,)))
    """
    here, above = network[layer], network[layer + 1]
    return tuple(zip(here.weights, here.biases, zip(*above.weights, strict=True), strict=True))


def permuted(network: Network, order: Sequence[int], layer: int = 0) -> Network:
    """The network with the units of a hidden layer in another order: the same function.

    >>> permuted(hidden_layer([[1], [2]], [3, 4], [5, 6], 7), (1, 0))[1].weights
    ((6, 5),)
    """
    here, above = network[layer], network[layer + 1]
    moved = Layer(tuple(here.weights[j] for j in order), tuple(here.biases[j] for j in order))
    fed = Layer(tuple(tuple(row[j] for j in order) for row in above.weights), above.biases)
    return (*network[:layer], moved, fed, *network[layer + 2 :])


# Which layer wakes when


@dataclass(frozen=True)
class Wave:
    """How a network of n weight layers that starts at zero wakes up, layers numbered from 1.

    ``moved[t][k]`` tells whether layer k + 1 moved in step t + 1; ``zero_arguments[t][k]`` whether
    every argument of the activation in hidden layer k + 1 was exactly zero in that step;
    ``rational[t]`` whether every number after the step is a rational rather than an enclosure.
    """

    networks: tuple[Network, ...]
    moved: tuple[tuple[bool, ...], ...]
    zero_arguments: tuple[tuple[bool, ...], ...]
    rational: tuple[bool, ...]

    @property
    def wakes(self) -> tuple[int | None, ...]:
        """The step in which each layer first moved, or None."""
        return tuple(
            next((t for t, row in enumerate(self.moved, 1) if row[k]), None)
            for k in range(len(self.networks[0]))
        )


def zero_start_wave(
    widths: Sequence[int] = (1, 1, 1, 1),
    X: Sequence[Sequence[Scalar]] = ((1,),),
    y: Sequence[Scalar] = (1,),
    *,
    activation: Activation = LOGISTIC,
    loss: Loss = SQUARED,
    learning_rate: Scalar = 1,
    steps: int | None = None,
) -> Wave:
    """Watch a network wake from zero; ``widths`` are d and the hidden widths, so n of them.

    Zeros are exact and non-zeros proved: numbers are rational as long as the activation is asked
    only at 0, and enclosures after. Runs n steps unless told otherwise. Raises what ``descend``
    raises, and ``enclosures.Undecided`` should an enclosure not tell a number from zero.

    >>> zero_start_wave().wakes
    (4, 3, 2, 1)
    """
    start = zero_network(widths)
    made = descend(
        start,
        X,
        y,
        activation=activation,
        loss=loss,
        learning_rate=learning_rate,
        steps=len(start) if steps is None else steps,
    )
    rows, targets = check_samples(X, y)
    return Wave(
        made,
        tuple(moving_layers(n, activation, loss, rows, targets) for n in made[:-1]),
        tuple(_zero_arguments(n, activation, rows) for n in made[:-1]),
        tuple(not any(isinstance(v, Enclosure) for v in numbers(n)) for n in made[1:]),
    )


def moving_layers(
    network: Network, activation: Activation, loss: Loss, X: Matrix, y: Vector
) -> tuple[bool, ...]:
    """Which layers the next step of descent will change, at whatever rate."""
    slope = gradient(network, activation, loss, X, y)
    return tuple(any_not_zero(numbers((layer,))) for layer in slope)


def _zero_arguments(network: Network, activation: Activation, X: Matrix) -> tuple[bool, ...]:
    seen = [forward(network, activation, x) for x in X]
    return tuple(
        not any_not_zero([z for one in seen for z in one.net_inputs[k]])
        for k in range(len(network) - 1)
    )


# Checks


def _check_functions(activation: Any, loss: Any) -> None:
    if not isinstance(activation, Activation):
        raise ValueError(
            f"activation must be an Activation, a function with its derivative, not {activation!r}"
        )
    if not isinstance(loss, Loss):
        raise ValueError(f"loss must be a Loss, which has a derivative, not {loss!r}")


def _check_rates(rates: Rates, layers: int) -> tuple[tuple[Scalar, Scalar], ...]:
    if isinstance(rates, (list, tuple)):
        pairs = tuple(tuple(pair) if isinstance(pair, (list, tuple)) else () for pair in rates)
        if len(pairs) != layers or any(len(pair) != 2 for pair in pairs):
            raise ValueError(
                f"learning_rate is one number, or {layers} pairs for {layers} layers: the rate of "
                f"a layer's weights and that of its biases; not {rates!r}"
            )
    else:
        pairs = ((rates, rates),) * layers
    return tuple((_check_rate(first), _check_rate(second)) for first, second in pairs)


def _check_rate(value: Scalar) -> Scalar:
    rate = _number("learning_rate", value)
    if not rate > 0:
        raise ValueError(f"learning_rate must be positive, not {rate}")
    return rate


def _check_one_kind(values: Sequence[Scalar]) -> None:
    inexact = any(isinstance(value, float) for value in values)
    if inexact and any(isinstance(value, (Fraction, Enclosure)) for value in values):
        raise ValueError("Fractions and floats are mixed: make all of them one or the other")
