"""Float runs agree bit for bit, and their error bounds hold."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings

from numeric import exact, floats, learners, strategies
from numeric.strategies import Trial


def samples(seed: int, m: int, d: int) -> tuple[tuple[tuple[F, ...], ...], tuple[int, ...]]:
    """m random samples with decimal features, and their labels."""
    draw = random.Random(seed)
    X = tuple(tuple(F(draw.randint(-50, 50), 10) for _ in range(d)) for _ in range(m))
    return X, tuple(draw.choice((-1, 1)) for _ in range(m))


def bits(values: learners.Vector) -> list[str]:
    """Each float with all its digits and the sign of a zero."""
    return [float(value).hex() for value in values]


def test_loop_is_the_rule_in_floats() -> None:
    """The plain loop gives the bits of the rule written once for all numbers."""
    X, y = samples(1, 60, 5)
    rows = tuple(tuple(map(float, row)) for row in X)
    rule = learners.RULES["perceptron"](learning_rate=0.1)
    expected = learners.run(rule, (0.0,) * 5, rows, y, passes=2)
    made = floats.loop((0,) * 5, X, y, F(1, 10), passes=2)
    assert bits(made.net_inputs) == bits(expected.net_inputs)
    assert [bits(w) for w in made.weights] == [bits(w) for w in expected.weights]
    assert made.predictions == expected.predictions
    assert made.mistakes == expected.mistakes


@pytest.fixture(params=[False, True], ids=["arrays", "compiled"])
def compiled(request: pytest.FixtureRequest) -> bool:
    """How a batch is run; a test is skipped where numba is not there."""
    if request.param:
        pytest.importorskip("numba", reason='the extra "fast" is not installed')
    return bool(request.param)


@pytest.mark.parametrize("runs", [1, 2, 3, 40, 300])
def test_batch_is_the_loop_bit_for_bit(runs: int, compiled: bool) -> None:
    """Runs with rates and starts of their own have the bytes of as many loops."""
    X, y = samples(2, 20, 10)
    draw = random.Random(3)
    rates = [draw.uniform(0.001, 9) for _ in range(runs)]
    starts = [[draw.choice((0.0, -0.0, draw.gauss(0, 1))) for _ in range(10)] for _ in rates]
    made = floats.batch(starts, X, y, rates, passes=2, compiled=compiled)
    for r, (start, rate) in enumerate(zip(starts, rates, strict=True)):
        one = floats.loop(start, X, y, rate, passes=2)
        assert made.net_inputs[:, r].tobytes() == np.array(one.net_inputs).tobytes()
        assert made.weights[:, :, r].tobytes() == np.array(one.weights).tobytes()
        assert made.predictions[:, r].tobytes() == np.array(one.predictions).tobytes()
    last = floats.batch(starts, X, y, rates, passes=2, compiled=compiled, only_last_weights=True)
    assert last.weights.shape == (1, 10, runs)
    assert last.weights[0].tobytes() == made.weights[-1].tobytes()
    assert last.net_inputs.tobytes() == made.net_inputs.tobytes()
    assert last.predictions.tobytes() == made.predictions.tobytes()


def test_batch_keeps_every_threshold(compiled: bool) -> None:
    """The batch takes all three values of the threshold function, ties included."""
    X, y = ((1, 0), (0, 1), (-1, 0)), (0, 1, 0)
    threshold = (-1, 0, 1)
    made = floats.batch([(0, 0), (1, -1)], X, y, [1, 0.1], threshold, compiled=compiled)
    for r, (start, rate) in enumerate((((0, 0), 1), ((1, -1), 0.1))):
        one = floats.loop(start, X, y, rate, threshold)
        assert tuple(made.predictions[:, r]) == one.predictions
        assert made.net_inputs[:, r].tobytes() == np.array(one.net_inputs).tobytes()


def test_batches_are_cut_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that do not fit together are run in parts, each as if alone."""
    X, y = samples(5, 10, 3)
    starts, rates = np.arange(21.0).reshape(7, 3), np.arange(1, 8) / 3
    whole = floats.batch(starts, X, y, rates)
    monkeypatch.setattr(floats, "_AT_ONCE", 2)
    parts = floats.batch(starts, X, y, rates)
    for name in ("net_inputs", "predictions", "weights"):
        assert getattr(parts, name).tobytes() == getattr(whole, name).tobytes()


def test_numbers_of_a_batch_are_rounded_one_by_one_where_they_must_be() -> None:
    """Fractions, large integers and mixtures become the floats nearest to them."""
    for starts in (
        [[F(1, 3), 1]], [[2**70, 0.5]], [[2**53 + 1, 0]], [[True, 2]], [[np.float32(0.1), 1]],
        [(1, 2.5)], np.array([[1, 2]]), np.array([[1, 2]], dtype=np.float32),
    ):  # fmt: skip
        made = floats.batch(starts, [[1, 1]], [-1], [F(1, 3)])
        one = floats.loop(list(starts[0]), [[1, 1]], [-1], F(1, 3))
        assert tuple(made.weights[0, :, 0]) == one.weights[0]
    for starts in ([[10**400, 0.5]], [[math.inf, 0]], [["1", 0]], [[None, 0]], [[10**400, 1]]):
        with pytest.raises(ValueError, match="start must be"):
            floats.batch(starts, [[1, 1]], [-1], [1])


def shadow_errors(
    X: tuple[tuple[F, ...], ...], y: tuple[int, ...], start: tuple[F, ...], rate: F
) -> tuple[floats.CertifiedRun, list[F]]:
    """A certified run, and how far each of its net inputs really is from the shadow's."""
    made = floats.certified(start, X, y, rate)
    weights = list(start)
    errors = []
    for t, (x, label) in enumerate(zip(X, y, strict=True)):
        z = sum((w * v for w, v in zip(weights, x, strict=True)), F(0))
        errors.append(abs(F(made.run.net_inputs[t]) - z))
        step = rate * (label - F(made.run.predictions[t]))
        weights = [w + step * v for w, v in zip(weights, x, strict=True)]
    return made, errors


@pytest.mark.parametrize("rate", [F(1, 10), F(1, 3), F(7), F(1, 10**6)])
def test_bound_holds_on_random_data(rate: F) -> None:
    """No net input of 400 is farther from the shadow's than its bound."""
    X, y = samples(4, 400, 6)
    made, errors = shadow_errors(X, y, (F(1, 3),) * 6, rate)
    assert all(error <= F(bound) for error, bound in zip(errors, made.bounds, strict=True))
    assert max(errors) > 0
    # A bound of no use would hold too: most signs must be certified.
    assert made.shadow_share > F(9, 10)


def test_bound_is_not_wildly_larger_than_the_error() -> None:
    """The largest bound is within a factor of 200 of the largest error met."""
    X, y = samples(5, 400, 6)
    made, errors = shadow_errors(X, y, (F(0),) * 6, F(1, 10))
    assert max(made.bounds) < 200 * max(errors)


@pytest.mark.parametrize("scale", [-1060, -1030, -540, 400])
def test_bound_holds_near_underflow(scale: int) -> None:
    """With products among the subnormal numbers the subnormal term keeps the bound true."""
    X, y = samples(6, 40, 3)
    X = tuple(tuple(value * F(2) ** min(scale, 0) for value in row) for row in X)
    rate = F(1, 10) * F(2) ** max(scale, -1060 - scale)
    made, errors = shadow_errors(X, y, (F(0),) * 3, rate)
    assert all(error <= F(bound) for error, bound in zip(errors, made.bounds, strict=True))


def test_subnormal_term_is_needed() -> None:
    """The least positive rate loses its update, and the sign is left uncertified."""
    made = floats.certified((0,), ((F(1, 4),), (1,)), (-1, 1), F(1, 2**1074))
    assert made.run.weights[0] == (0,)
    assert made.signs == (0, None)
    assert made.bounds[1] > 0
    truth = exact.run((0,), ((F(1, 4),), (1,)), (-1, 1), F(1, 2**1074))
    assert truth.predictions == (1, -1)
    assert made.run.predictions == (1, 1)


def test_each_source_of_error_alone_is_bounded() -> None:
    """One source of error at a time, everything else exact: its own term must cover it."""
    # A product of a net input that rounds among the subnormal numbers.
    start, x = (1.5 * 2.0**-540,), (1.25 * 2.0**-535,)
    made = floats.certified(start, (x,), (1,), 1)
    error = abs(F(made.run.net_inputs[0]) - F(start[0]) * F(x[0]))
    assert 0 < error <= F(made.bounds[0])
    # Twenty products that underflow to zero, each losing a little under half a unit.
    lost = floats.certified((1.75 * 2.0**-540,) * 20, ((2.0**-536,) * 20,), (1,), 1)
    assert lost.run.net_inputs == (0,)
    assert F(35, 2**1076) <= F(lost.bounds[0])
    # A rate that is no float64 number.
    made = floats.certified((0,), ((1,),), (-1,), F(1, 10))
    assert 0 < abs(F(made.run.weights[0][0]) + F(1, 5)) <= F(made.weight_bounds[0])
    # A sum that swallows its smaller term.
    made = floats.certified((1,), ((1,),), (-1,), F(1, 2**60))
    assert made.run.weights[0] == (1,)
    assert F(1, 2**59) <= F(made.weight_bounds[0])
    # Two inexact factors whose values are zero.
    assert floats._inherited(floats._Ball(0.0, 1.0), floats._Ball(0.0, 1.0)) >= 1


def test_bound_holds_the_rounding_of_two_orders() -> None:
    """The bound covers two roundings of the inner product, so no order can change the sign."""
    start, n = (1.0, 2.0**-53, 2.0**-53), 3
    bound = floats.certified(start, ((1, 1, 1),), (1,), 1).bounds[0]
    gamma = F(n, 2**53) / (1 - F(n, 2**53))
    assert F(floats._gamma(n)) >= gamma
    assert F(bound) >= 2 * gamma * sum(map(F, start))


def test_net_input_equal_to_its_bound_is_not_certified() -> None:
    """A net input as large as its error may be zero in truth."""
    made = floats.certified((1,), ((F(8, 5) / 2**1074,),), (1,), 1)
    assert made.run.net_inputs == made.bounds
    assert made.bounds[0] > 0
    assert made.signs == (None,)


def test_whole_numbers_are_certified_exactly() -> None:
    """On whole numbers nothing rounds, so all bounds are 0 and ties are certified."""
    made = floats.certified((0, 0), ((-5, -3), (3, -5)), (-1, 1), 1)
    assert made.bounds == (0, 0)
    assert made.signs == (0, 0)
    assert made.certified_share == 1


def test_broken_tie_is_not_certified() -> None:
    """At rate 1/10 the second sign of the exhibit stays uncertified, and the prefix ends there."""
    made = floats.certified((0, 0), ((-5, -3), (3, -5), (1, 1)), (-1, 1, 1), F(1, 10))
    assert made.signs[:2] == (0, None)
    assert made.certified_prefix == 1
    assert made.certified_share == F(1, 3)
    assert made.shadow_share >= made.certified_share


def test_rounded_inputs_are_part_of_the_bound() -> None:
    """1/10 is no float: the same run has a bound for the Fraction and none for the float."""
    start, X, y = (1,), ((F(1, 10),),), (1,)
    assert floats.certified(start, X, y, 1).bounds[0] > 0
    assert floats.certified(start, ((0.1,),), y, 1).bounds == (0,)


@settings(max_examples=60, derandomize=True)
@given(strategies.trials(rounding=True))
def test_every_order_of_summation_has_the_certified_label(trial: Trial) -> None:
    """Permuting the features leaves all labels of the certified prefix as they are."""
    rate, threshold = trial.rates[0], trial.threshold
    made = floats.certified(trial.start, trial.X, trial.y, rate, threshold)
    prefix = made.certified_prefix
    for order in itertools.permutations(range(len(trial.start))):
        other = floats.loop(
            [trial.start[j] for j in order],
            [[x[j] for j in order] for x in trial.X],
            trial.y,
            rate,
            threshold,
        )
        assert other.predictions[:prefix] == made.run.predictions[:prefix]


def test_an_order_can_change_an_uncertified_label() -> None:
    """Without the certificate the order of summation does decide a label."""
    X = ((-5, -3, 0), (3, -5, 0))
    assert floats.loop((0, 0, 0), X, (-1, 1), 0.1).predictions[1] == -1
    # The same numbers with an addition that swallows the small difference.
    start, x = (1.0, 2.0**-53, 2.0**-53), (1, 1, 1)
    forward = floats.loop(start, (x,), (1,), 1).net_inputs[0]
    backward = floats.loop(start[::-1], (x,), (1,), 1).net_inputs[0]
    assert forward != backward
    bound = floats.certified(start, (x,), (1,), 1).bounds[0]
    assert abs(forward - backward) <= bound


def test_rounding_up_never_rounds_down() -> None:
    """The bound's own arithmetic is checked against exact arithmetic."""
    draw = random.Random(7)
    for _ in range(500):
        a, b = (abs(draw.gauss(0, 1)) * 2.0 ** draw.randint(-600, 300) for _ in range(2))
        assert F(floats._add_up(a, b)) >= F(a) + F(b)
        assert F(floats._times_up(a, b)) >= F(a) * F(b)
        third = F(a) / 3
        assert F(floats.round_up(third)) >= third
    assert floats._add_up(0.0, 0.0) == floats._times_up(0.0, 1.0) == 0
    assert floats._times_up(5e-324, 5e-324) > 0


def test_exact_sums_are_recognised() -> None:
    """Sums on a common grid are exact in every order, sums beyond 53 bits are not."""
    assert floats._sums_exactly([(0.5, 3.0), (0.25, 7.0)])
    assert floats._sums_exactly([(0.0, 3.0)])
    assert not floats._sums_exactly([(1.0, 1.0), (2.0**-53, 1.0)])
    assert not floats._sums_exactly([(0.1, 0.1)])
    assert not floats._sums_exactly([(2.0**-600, 2.0**-600)])


def test_rate_can_change_a_label() -> None:
    """The two-sample exhibit: net inputs 0, 0 against 0, -4.4e-16, while exact labels agree."""
    exhibit = floats.RATE_CHANGES_LABEL
    assert exhibit.net_inputs() == ((0, 0), (0, -(2.0**-51)))
    assert exhibit.last_labels() == (1, -1)
    for rate in (F(1), F(1, 10)):
        assert exact.run((0, 0), exhibit.X, (*exhibit.y, 1), rate).predictions == (1, 1)


def test_rate_can_change_a_label_in_one_dimension() -> None:
    """The four-sample exhibit on one feature ends on 0 against -5.6e-17."""
    exhibit = floats.RATE_CHANGES_LABEL_1D
    assert [z[-1] for z in exhibit.net_inputs()] == [0, -(2.0**-54)]
    assert exhibit.last_labels() == (1, -1)


def labels_differ(xs: tuple[float, ...], y: tuple[int, ...], rates: tuple[float, ...]) -> bool:
    """Whether some two of the rates predict different labels from zero on one feature."""
    X = tuple((x,) for x in xs)
    return len({floats.loop((0,), X, y, rate).predictions for rate in rates}) > 1


def test_three_small_whole_samples_do_not_suffice_in_one_dimension() -> None:
    """No three samples from -4 to 4 with labels -1, +1 show it at twelve rates."""
    rates = (1.0, 0.1, 0.2, 0.3, 0.7, 0.01, 1 / 3, 0.9, 1.1, 3.0, 1e-3, 7.7)
    for xs in itertools.product(range(-4, 5), repeat=3):
        # The last label plays no part in the predictions.
        for y in itertools.product((-1, 1), repeat=2):
            assert not labels_differ(xs, (*y, 1), rates)


def test_three_samples_suffice_in_one_dimension_when_features_are_wide() -> None:
    """Neighbouring float64 features may round together: three samples are then enough."""
    exhibit = floats.RATE_CHANGES_LABEL_1D_WIDE
    assert len(exhibit.X) == 3
    assert exhibit.last_labels()[0] != exhibit.last_labels()[1]
    exactly = {
        exact.run((0,), [[F(x)] for (x,) in exhibit.X], (*exhibit.y, 1), F(rate)).predictions
        for rate in exhibit.rates
    }
    assert len(exactly) == 1


def test_one_sample_never_suffices() -> None:
    """From zero the first net input is zero at every rate."""
    for rate in (0.1, 1.0, 1e-300, 1e300):
        assert floats.loop((0, 0), ((0.1, -0.7),), (-1,), rate).net_inputs == (0,)


def test_power_of_two_scales_the_bits() -> None:
    """At rate 2**k every weight is the weight at rate 1 with k added to its exponent."""
    X, y = samples(8, 50, 4)
    unit = floats.loop((0,) * 4, X, y, 1)
    for k in (-300, -1, 5, 300):
        made = floats.loop((0,) * 4, X, y, F(2) ** k)
        scaled = [bits(tuple(math.ldexp(v, k) for v in row)) for row in unit.weights]
        assert [bits(row) for row in made.weights] == scaled


def test_leaving_the_range_is_an_error() -> None:
    """Overflow is reported by loop, batch and certified run alike."""
    start, X, y = (1e308,), ((10.0,),), (-1,)
    for attempt in (
        lambda: floats.loop(start, X, y, 1),
        lambda: floats.batch([start], X, y, [1]),
        lambda: floats.certified(start, X, y, 1),
    ):
        with pytest.raises(OverflowError, match="left the range of float64"):
            attempt()


def test_refusals() -> None:
    """Numbers beyond float64, wrong lengths and counts are refused with a reason."""
    with pytest.raises(ValueError, match="learning_rate must be in the range of float64"):
        floats.loop((0,), ((1,),), (1,), 10**400)
    with pytest.raises(ValueError, match="start has 2 weights, X has 1 features"):
        floats.loop((0, 0), ((1,),), (1,), 1)
    with pytest.raises(ValueError, match="passes must be at least 1"):
        floats.loop((0,), ((1,),), (1,), 1, passes=0)
    with pytest.raises(ValueError, match="1 starts and 2 learning rates"):
        floats.batch([(0,)], ((1,),), (1,), [1, 2])
    with pytest.raises(ValueError, match="every start needs 1 weights"):
        floats.batch([(0,), (0, 1)], ((1,),), (1,), [1, 2])
