"""The perceptron in float64: a certified run, a plain loop, and many runs at once.

All of them sum a net input from left to right, so they agree bit for bit. The certified run
carries, beside each net input, a bound on its distance from the exact one (running error
analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapters 2 to 4).

What is certified. The *shadow* of a float run is the run in exact arithmetic, on the rationals
that were passed in, that makes the decisions the float run made. For every step t, and for every
order in which the products of a net input may be summed,

    |net input in float64 - net input of the shadow| <= bounds[t].

A sign is certified when the bound is 0 or smaller than the float net input; it is then the sign
of the shadow's net input and of the float net input in every order of summation. As long as all
signs so far are certified, the shadow made the decisions that exact arithmetic makes, so it *is*
the exact run and the float labels are the exact labels. From the first uncertified sign on the
bounds still hold, but of the shadow only: of the exact run nothing is claimed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from numeric import given
from numeric.learners import PLUS_AT_ZERO, Number, Threshold, Vector, check_samples, check_threshold

Floats: TypeAlias = tuple[float, ...]
Array: TypeAlias = npt.NDArray[np.float64]

UNIT_ROUNDOFF = Fraction(1, 2**53)
SMALLEST_NORMAL = 2.0**-1022
SMALLEST_SUBNORMAL = 2.0**-1074


@dataclass(frozen=True)
class FloatRun:
    """A float64 run; one entry for each sample shown, weights after the update it led to."""

    net_inputs: Floats
    predictions: Floats
    mistakes: tuple[bool, ...]
    weights: tuple[Floats, ...]


@dataclass(frozen=True)
class CertifiedRun:
    """A float64 run with an error bound and a certified sign for each net input.

    ``signs`` holds -1, 0, +1, or None where the sign is not certified; ``weight_bounds`` bounds
    the distance of each final weight from the shadow's.
    """

    run: FloatRun
    bounds: Floats
    signs: tuple[int | None, ...]
    weight_bounds: Floats

    @property
    def certified_prefix(self) -> int:
        """For how many leading steps the labels are certified to be those of exact arithmetic."""
        for step, sign in enumerate(self.signs):
            if sign is None:
                return step
        return len(self.signs)

    @property
    def certified_share(self) -> Fraction:
        """The share of steps whose labels are certified to be those of exact arithmetic."""
        return Fraction(self.certified_prefix, len(self.signs))

    @property
    def shadow_share(self) -> Fraction:
        """The share of steps whose sign is certified, given the decisions made before it."""
        return Fraction(sum(sign is not None for sign in self.signs), len(self.signs))


@dataclass(frozen=True)
class Batch:
    """R float64 runs over the same T samples, as arrays.

    ``net_inputs`` and ``predictions`` have shape (T, R), ``weights`` shape (T, d, R), or
    (1, d, R) where only the last were kept.
    """

    net_inputs: Array
    predictions: Array
    weights: Array


def loop(
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    learning_rate: Number,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
) -> FloatRun:
    """Run the perceptron in float64 in plain Python, each number rounded to float64 first.

    X has shape (m, d), y shape (m,), start shape (d,). Raises ``ValueError`` for malformed
    samples, a start of the wrong length, or fewer than one pass; ``OverflowError`` when a net
    input leaves the range of float64.

    >>> loop((0,), ((1,), (1,)), (-1, 1), 0.5).net_inputs
    (0.0, -1.0)
    """
    passes = given.whole("passes", passes, 1)
    rows, labels = _rounded_samples(start, X, y)
    rate = _rounded("learning_rate", learning_rate)
    minus, zero, plus = (_rounded("threshold", value) for value in check_threshold(threshold))
    weights = [_rounded("start", weight) for weight in start]
    net_inputs: list[float] = []
    predictions: list[float] = []
    kept_weights: list[Floats] = []
    for _ in range(passes):
        for row, label in zip(rows, labels, strict=True):
            z = weights[0] * row[0]
            for j in range(1, len(row)):
                z += weights[j] * row[j]
            predicted = plus if z > 0 else minus if z < 0 else zero
            step = rate * (label - predicted)
            weights = [w + step * x for w, x in zip(weights, row, strict=True)]
            net_inputs.append(z)
            predictions.append(predicted)
            kept_weights.append(tuple(weights))
    _check_range(net_inputs, weights)
    mistakes = tuple(p != label for p, label in zip(predictions, labels * passes, strict=True))
    return FloatRun(tuple(net_inputs), tuple(predictions), mistakes, tuple(kept_weights))


def batch(
    starts: Sequence[Sequence[Number]] | Array,
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    learning_rates: Sequence[Number] | Array,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
    compiled: bool = False,
    only_last_weights: bool = False,
) -> Batch:
    """Run R perceptrons at once, bit for bit the runs of ``loop``.

    starts has shape (R, d), learning_rates shape (R,), X shape (m, d), y shape (m,). ``compiled``
    has numba do it (extra ``fast``), which takes seconds the first time for each d. With
    ``only_last_weights`` those after the last sample are kept alone, which takes d times less
    memory, and less time. Raises what ``loop`` raises, ``ValueError`` when there is not one start
    for each rate, and ``compiled.NotInstalled``.

    >>> batch([[0], [0]], [[1], [1]], [-1, 1], [0.5, 1]).net_inputs.tolist()
    [[0.0, 0.0], [-1.0, -2.0]]
    """
    if len(starts) != len(learning_rates) or len(starts) == 0:
        raise ValueError(
            f"there are {len(starts)} starts and {len(learning_rates)} learning rates: "
            "give one of each to every run, and at least one run"
        )
    passes = given.whole("passes", passes, 1)
    rows, labels = _rounded_samples(starts[0], X, y)
    rates = _rounded_array("learning_rate", learning_rates)
    values = tuple(_rounded("threshold", value) for value in check_threshold(threshold))
    d, runs, total = len(rows[0]), len(rates), len(rows) * passes
    if any(len(start) != d for start in starts):
        raise ValueError(f"every start needs {d} weights")
    # One row for each feature: the sum over features then runs along whole rows, in their order.
    weights = np.ascontiguousarray(_rounded_array("start", starts, rows=True).T)
    kept = 1 if only_last_weights else total
    made = Batch(np.empty((total, runs)), np.empty((total, runs)), np.empty((kept, d, runs)))
    with np.errstate(over="ignore", invalid="ignore"):
        if compiled:
            from numeric.compiled import float_batch

            float_batch(d)(
                weights, np.array(rows), np.array(labels), rates, *values,
                made.net_inputs, made.predictions, made.weights,
            )  # fmt: skip
        else:
            for first in range(0, runs, _AT_ONCE):
                part = slice(first, first + _AT_ONCE)
                _run_part(made, part, weights[:, part], rows, labels, rates[part], values)
    _check_range(made.net_inputs.ravel(), made.weights[-1].ravel())
    return made


_AT_ONCE = 8192
"""Runs that go together: enough that calls cost little, few enough for a processor's cache."""


def _run_part(
    made: Batch,
    part: slice,
    weights: Array,
    rows: Sequence[Floats],
    labels: Floats,
    rates: Array,
    values: Sequence[float],
) -> None:
    """Fill in some of the runs; weights has shape (d, number of them)."""
    minus, zero, plus = values
    # A run has few labels: what an update multiplies is worked out once for each.
    steps = {label: [rates * (label - value) for value in values] for label in set(labels)}
    columns = [np.array(row)[:, np.newaxis] for row in rows]
    products = np.empty(weights.shape)
    net_inputs, last = made.net_inputs[:, part], len(made.weights) - 1
    for t, z in enumerate(net_inputs):
        x = columns[t % len(rows)]
        np.multiply(weights, x, out=products)
        if z.size > 1:
            np.add.reduce(products, axis=0, out=z)  # row after row, as rows are not what is summed
        else:  # of a single number each, they would be: pair after pair
            z[:] = sum(products[1:], products[0])
        below, at, above = steps[labels[t % len(rows)]]
        step = np.where(z < 0, below, above)
        if zero != plus:
            np.copyto(step, at, where=z == 0)
        np.multiply(step, x, out=products)
        weights = np.add(weights, products, out=made.weights[min(t, last), :, part])
    predictions = made.predictions[:, part]
    predictions[:] = plus
    np.copyto(predictions, zero, where=net_inputs == 0)
    np.copyto(predictions, minus, where=net_inputs < 0)


def _rounded_array(name: str, values: Sequence[Any] | Array, rows: bool = False) -> Array:
    """Numbers, or rows of them, in float64; what NumPy does not hold as such goes one by one."""
    try:
        held = np.array(values)
    except (ValueError, OverflowError):  # numbers that have no type in common
        held = np.array(None)
    if held.dtype in (np.float64, np.int64):
        rounded = held.astype(np.float64)
        if np.isfinite(rounded).all():
            return rounded
    each = [[_rounded(name, v) for v in row] if rows else _rounded(name, row) for row in values]
    return np.array(each)


def certified(
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    learning_rate: Number,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
) -> CertifiedRun:
    """The run of ``loop`` with an error bound and a certified sign for every net input.

    The numbers passed in are taken as the exact ones: where a Fraction is no float64, the error
    of rounding it is part of the bounds. The module says what exactly is certified. Shapes and
    errors are those of ``loop``.

    >>> certified((0,), ((1,), (1,)), (-1, 1), Fraction(1, 10)).signs
    (0, -1)
    """
    run = loop(start, X, y, learning_rate, threshold, passes)
    samples, labels = check_samples(X, y)
    rows = tuple(tuple(_input(value) for value in row) for row in samples)
    steps = _Steps(given.number("learning_rate", learning_rate), check_threshold(threshold))
    weights = [_input(weight) for weight in given.numbers("start", start)]
    gamma = _gamma(len(rows[0]))
    bounds: list[float] = []
    signs: list[int | None] = []
    for t, z in enumerate(run.net_inputs):
        row = rows[t % len(rows)]
        bound = _net_input_bound(weights, row, gamma)
        bounds.append(bound)
        signs.append(_sign(z) if bound == 0 or abs(z) > bound else None)
        step = steps.after(labels[t % len(rows)], _sign(z))
        weights = [
            _updated(weight, step, x, value)
            for weight, x, value in zip(weights, row, run.weights[t], strict=True)
        ]
    return CertifiedRun(run, tuple(bounds), tuple(signs), tuple(w.radius for w in weights))


@dataclass(frozen=True)
class _Ball:
    """A float and an upper bound on its distance from the exact number it stands for."""

    value: float
    radius: float


def _input(exact: Number) -> _Ball:
    value = _rounded("a number", exact)
    return _Ball(value, round_up(abs(Fraction(exact) - Fraction(value))))


class _Steps:
    """The factor of x in an update, learning_rate * (label - prediction), for each case once."""

    def __init__(self, learning_rate: Number, threshold: Threshold) -> None:
        self._rate = learning_rate
        self._threshold = threshold
        self._known: dict[tuple[Number, int], _Ball] = {}

    def after(self, label: Number, sign: int) -> _Ball:
        """The factor for a sample with this label whose net input has this sign."""
        key = (label, sign)
        if key not in self._known:
            predicted = self._threshold[sign + 1]
            value = float(self._rate) * (float(label) - float(predicted))
            exact = Fraction(self._rate) * (Fraction(label) - Fraction(predicted))
            self._known[key] = _Ball(value, round_up(abs(exact - Fraction(value))))
        return self._known[key]


def _updated(weight: _Ball, step: _Ball, x: _Ball, value: float) -> _Ball:
    """The weight after an update that gave the float ``value``."""
    product = step.value * x.value
    radius = _add_up(
        weight.radius,
        _inherited(step, x),
        0.0 if _is_product(step.value, x.value, product) else _product_error(product),
        # An addition never underflows (Higham, 2002, section 2.1), so it has no subnormal term.
        0.0 if _is_sum(weight.value, product, value) else _times_up(_ROUNDOFF_UP, abs(value)),
    )
    return _Ball(value, radius)


def _net_input_bound(weights: Sequence[_Ball], row: Sequence[_Ball], gamma: float) -> float:
    """A bound that holds in every order of summation, and whose double is never needed.

    With D the bound on rounding the inner product, two orders differ by up to 2 D. The bound
    holds D twice, so a float net input beyond it keeps its sign in every order.
    """
    pairs = list(zip(weights, row, strict=True))
    inherited = _add_up(*(_inherited(weight, x) for weight, x in pairs))
    if _sums_exactly([(weight.value, x.value) for weight, x in pairs]):
        return inherited
    magnitude = _add_up(*(_times_up(abs(weight.value), abs(x.value)) for weight, x in pairs))
    underflows = sum(
        weight.value != 0 and x.value != 0 and abs(weight.value * x.value) < SMALLEST_NORMAL
        for weight, x in pairs
    )
    # Half the smallest subnormal for each product, doubled for the additions it goes through.
    rounding = _add_up(_times_up(gamma, magnitude), underflows * SMALLEST_SUBNORMAL)
    return _add_up(inherited, rounding, rounding)


def _inherited(left: _Ball, right: _Ball) -> float:
    """A bound on the error of left * right that comes from its factors."""
    return _add_up(
        _times_up(abs(left.value), right.radius),
        _times_up(left.radius, abs(right.value)),
        _times_up(left.radius, right.radius),
    )


def _product_error(product: float) -> float:
    relative = _times_up(_ROUNDOFF_UP, abs(product))
    return _add_up(relative, SMALLEST_SUBNORMAL if abs(product) < SMALLEST_NORMAL else 0.0)


def _sums_exactly(pairs: Sequence[tuple[float, float]]) -> bool:
    """Whether products and all partial sums are float64 numbers in every order of summation.

    They are when all products are multiples of one power of two and their magnitudes add up to
    at most 2**53 of it.
    """
    terms: list[tuple[int, int]] = []
    for left, right in pairs:
        a, b = left.as_integer_ratio()
        c, d = right.as_integer_ratio()
        terms.append((a * c, b * d))
    denominator = max(d for _, d in terms)  # all are powers of two
    numerators = [abs(n) * (denominator // d) for n, d in terms]
    any_bit = 0
    for n in numerators:
        any_bit |= n
    grid = any_bit & -any_bit
    return (
        sum(numerators) <= grid * 2**53
        and denominator <= grid * 2**1074
        and sum(numerators) <= denominator * 2**1023
    ) or any_bit == 0


def _is_product(left: float, right: float, product: float) -> bool:
    a, b = left.as_integer_ratio()
    c, d = right.as_integer_ratio()
    n, m = product.as_integer_ratio()
    return a * c * m == n * b * d


def _is_sum(left: float, right: float, total: float) -> bool:
    a, b = left.as_integer_ratio()
    c, d = right.as_integer_ratio()
    n, m = total.as_integer_ratio()
    return (a * d + c * b) * m == n * b * d


def _sign(z: float) -> int:
    return (z > 0) - (z < 0)


def round_up(exact: Fraction) -> float:
    """The least float that is not below a rational; raises `OverflowError` where there is none."""
    nearest = float(exact)
    return nearest if Fraction(nearest) >= exact else math.nextafter(nearest, math.inf)


def _add_up(*values: float) -> float:
    """An upper bound on a sum of numbers >= 0, exactly 0 when all of them are."""
    total = 0.0
    for value in values:
        if value:
            total = math.nextafter(total + value, math.inf) if total else value
    return total


def _times_up(left: float, right: float) -> float:
    """An upper bound on a product of numbers >= 0, exactly 0 when one of them is."""
    return math.nextafter(left * right, math.inf) if left and right else 0.0


def _gamma(n: int) -> float:
    """n u / (1 - n u), rounded up: an inner product of n terms in any order (Higham, 2002, 3.1)."""
    return round_up(n * UNIT_ROUNDOFF / (1 - n * UNIT_ROUNDOFF))


_ROUNDOFF_UP = round_up(UNIT_ROUNDOFF)


def _rounded(name: str, value: Number) -> float:
    try:
        rounded = float(given.number(name, value))
    except OverflowError:
        rounded = math.inf
    if not math.isfinite(rounded):
        raise ValueError(f"{name} must be in the range of float64, not {value}")
    return rounded


def _rounded_samples(
    start: Sequence[Number] | Array, X: Sequence[Sequence[Number]], y: Sequence[Number]
) -> tuple[tuple[Floats, ...], Floats]:
    rows, labels = check_samples(X, y)
    if len(start) != len(rows[0]):
        raise ValueError(f"start has {len(start)} weights, X has {len(rows[0])} features")
    return tuple([_rounded_row("X", row) for row in rows]), _rounded_row("y", labels)


def _rounded_row(name: str, values: Vector) -> Floats:
    """Numbers that were checked, in float64."""
    if {float}.issuperset(map(type, values)):
        return cast(Floats, values)
    return tuple([_rounded(name, value) for value in values])


def _check_range(net_inputs: Sequence[float] | Array, weights: Sequence[float] | Array) -> None:
    if not (np.isfinite(net_inputs).all() and np.isfinite(weights).all()):
        raise OverflowError("the run left the range of float64")


@dataclass(frozen=True)
class RateExhibit:
    """Samples on which two rates give different float labels, though no exact labels differ.

    ``y`` leaves out the last label: the run ends at the prediction of the last sample.
    """

    X: tuple[Vector, ...]
    y: Vector
    rates: tuple[float, float]

    def net_inputs(self) -> tuple[Floats, Floats]:
        """The float net inputs from zero, at the first and at the second rate."""
        first, second = (
            loop((0,) * len(self.X[0]), self.X, (*self.y, 1), rate).net_inputs
            for rate in self.rates
        )
        return first, second

    def last_labels(self) -> tuple[float, float]:
        """The labels predicted for the last sample, at the first and at the second rate."""
        first, second = (
            loop((0,) * len(self.X[0]), self.X, (*self.y, 1), rate).predictions[-1]
            for rate in self.rates
        )
        return first, second


RATE_CHANGES_LABEL = RateExhibit(((-5, -3), (3, -5)), (-1,), (1.0, 0.1))
RATE_CHANGES_LABEL_1D = RateExhibit(((-3,), (-2,), (-1,), (-1,)), (-1, 1, 1), (1.0, 0.1))
# Three samples on one feature: at 0.3 the two products round to one number and cancel. Unlike the
# exhibits above this is no tie: the exact net input is negative, and rounding loses it.
RATE_CHANGES_LABEL_1D_WIDE = RateExhibit(
    ((2 - 2.0**-52,), (2 - 2.0**-51,), (1.0,)), (-1, 1), (1.0, 0.3)
)


def equal_units(
    start: float,
    learning_rate: float,
    contributions: Sequence[float],
    orders: Sequence[Sequence[int]],
) -> tuple[float, ...]:
    """The weights of units that start equal and see the same gradient, after one step of descent.

    The gradient is the sum of the contributions of the samples; each unit adds them in an order of
    its own, as the columns of a matrix product may be.
    """
    weights = []
    for order in orders:
        gradient = 0.0
        for place in order:
            gradient += contributions[place]
        weights.append(start - learning_rate * gradient)
    return tuple(weights)


def product_of_equal_columns(contributions: Sequence[float], columns: int) -> tuple[float, ...]:
    """What this machine's matrix product makes of equal columns, each the same sum of products."""
    ones = np.ones((1, len(contributions)))
    equal = np.repeat(np.asarray(contributions, dtype=float)[:, None], columns, axis=1)
    return tuple(float(v) for v in (ones @ equal)[0])
