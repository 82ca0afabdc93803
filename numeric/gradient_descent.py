"""Gradient descent on losses of a linear model: exact runs, enclosed runs, bounded float runs.

A loss is the mean over m samples of a function of net input z = w . x and label y, so one step is

    w - learning_rate * (1/m) * sum_i slope(z_i, y_i) x_i

with its derivative by z as slope: z - y for squares |Xw - y|^2 / (2m), sigma(z) - y for the
logistic loss. `descend` is that step for every kind of number. For squares the gradient is
A w - b with A = X'X/m and b = X'y/m, and `exact_run` goes by that, in integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, gcd, lcm
from operator import mul
from types import MappingProxyType
from typing import Any, TypeAlias

from numeric import enclosures, given, matrices
from numeric.enclosures import Enclosure
from numeric.floats import round_up
from numeric.learners import Number, Rule, State, check_samples, dot
from numeric.matrices import Matrix, Vector

Rational: TypeAlias = int | Fraction
Rows: TypeAlias = Sequence[Sequence[Number]]
Slope: TypeAlias = Callable[[Any, Any], Any]

HALF = Fraction(1, 2)


# One step, for every kind of number


def squared_slope(z: Any, y: Any) -> Any:
    """The derivative of (z - y)^2 / 2 by z."""
    return z - y


def quartic_slope(z: Any, y: Any) -> Any:
    """The derivative of (z - y)^4 / 4 by z: one more convex loss that rationals can follow."""
    residual = z - y
    return residual * residual * residual


def logistic_slope(z: Any, y: Any) -> Any:
    """The derivative of log(1 + e^z) - y z by z, for floats and wherever it is rational."""
    return logistic(z) - y


def logistic(z: Number) -> Number:
    """The logistic function 1 / (1 + e^-z) of a float, and of the rational 0.

    At every other rational its value is irrational (Lindemann, 1882), so ``ValueError`` is raised
    rather than a float handed back that looks exact.

    >>> logistic(0), logistic(0.0)
    (Fraction(1, 2), 0.5)
    """
    z = given.number("z", z)
    if isinstance(z, float):
        # e^-z overflows for z < -709, and so would e^z on the other side.
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    if z == 0:
        return HALF
    raise ValueError(f"the logistic function is irrational at {z}: take floats or enclosed_run")


def descend(
    weights: Sequence[Any],
    rows: Sequence[Sequence[Any]],
    labels: Sequence[Any],
    learning_rate: Any,
    slope: Slope,
) -> tuple[Any, ...]:
    """One step of gradient descent: int or Fraction, float, or enclosures with rational data.

    Sums go from left to right over features and then over samples; the rate is divided by m
    before it multiplies the sum.
    """
    m = len(rows)
    step = learning_rate / m if isinstance(learning_rate, float) else Fraction(learning_rate) / m
    slopes = [slope(dot(weights, x), y) for x, y in zip(rows, labels, strict=True)]
    return tuple(
        w - step * dot(slopes, column)
        for w, column in zip(weights, zip(*rows, strict=True), strict=True)
    )


def _rule(name: str, slope: Slope, predict: Callable[[Number], Number], rate: Number) -> Rule:
    rate = check_rate(rate)

    def update(state: State, rows: Any, labels: Any) -> State:
        return State(descend(state.weights, rows, labels, rate, slope), state.step + 1)

    return Rule(
        name,
        lambda start: State(tuple(start)),
        lambda state, x: dot(state.weights, x),
        update,
        predict,
        {"learning_rate": rate},
        whole_data_set=True,
    )


def squared_loss(*, learning_rate: Number) -> Rule:
    """Gradient descent on |Xw - y|^2 / (2m), predicting the net input (Gauss, 1809; Cauchy, 1847).

    Raises ``ValueError`` for a learning rate that is not a finite number above zero.
    """
    return _rule("squared-loss", squared_slope, lambda z: z, learning_rate)


def quartic_loss(*, learning_rate: Number) -> Rule:
    """Gradient descent on sum_i (w . x_i - y_i)^4 / (4m), predicting the net input.

    Raises ``ValueError`` for a learning rate that is not a finite number above zero.
    """
    return _rule("quartic-loss", quartic_slope, lambda z: z, learning_rate)


def logistic_loss(*, learning_rate: Number) -> Rule:
    """Gradient descent on the mean logistic loss, predicting the probability of label 1.

    Labels are 0 and 1 (Cox, 1958). On rationals only one step, from zero, can be run: see
    ``logistic``. Raises ``ValueError`` for a learning rate that is not a finite number above zero.
    """
    return _rule("logistic-loss", logistic_slope, logistic, learning_rate)


RULES: Mapping[str, Callable[..., Rule]] = MappingProxyType(
    {"squared-loss": squared_loss, "quartic-loss": quartic_loss, "logistic-loss": logistic_loss}
)


# What is accepted


def check_rate(learning_rate: Number, *, exact: bool = False) -> Number:
    """The learning rate, or ``ValueError`` for one that is not a finite number above zero.

    A float is refused where ``exact``.

    >>> check_rate(0)
    Traceback (most recent call last):
    ...
    ValueError: learning_rate must be above 0, not 0
    """
    rate: Number = given.rate("learning_rate", learning_rate)
    if exact and isinstance(rate, float):
        raise ValueError(f"learning_rate is the float {rate}: an exact run takes int or Fraction")
    return rate


def _check_start(start: Sequence[Number] | None, features: int) -> tuple[Number, ...]:
    weights = (Fraction(0),) * features if start is None else tuple(start)
    if len(weights) != features:
        raise ValueError(f"start has {len(weights)} weights, X has {features} features")
    return tuple([given.number(f"weight {j} of start", w) for j, w in enumerate(weights)])


def _refuse_floats(name: str, values: Sequence[Number]) -> None:
    for value in values:
        if isinstance(value, float):
            raise ValueError(f"{name} holds the float {value}: an exact run takes int or Fraction")


def _exact_rate(learning_rate: Rational) -> Rational:
    rate = check_rate(learning_rate, exact=True)
    return rate if isinstance(rate, int) else Fraction(rate)


def _exact_samples(X: Rows, y: Sequence[Number]) -> tuple[Matrix, Vector]:
    rows, labels = check_samples(X, y)
    for row in rows:
        _refuse_floats("X", row)
    _refuse_floats("y", labels)
    return tuple([_fractions(row) for row in rows]), _fractions(labels)


def _exact_start(start: Sequence[Number] | None, features: int) -> Vector:
    weights = _check_start(start, features)
    _refuse_floats("start", weights)
    return _fractions(weights)


def _fractions(values: Sequence[Number]) -> Vector:
    # Making a Fraction of a Fraction costs more than a step of a run does.
    return tuple([v if type(v) is Fraction else Fraction(v) for v in values])


# Squares, exactly


@dataclass(frozen=True)
class _Integers:
    """A = ``matrix / denominator`` and b = ``vector / denominator``, in integers."""

    matrix: tuple[tuple[int, ...], ...]
    vector: tuple[int, ...]
    denominator: int


def _over_one_denominator(rows: Sequence[Sequence[Any]]) -> tuple[list[list[int]], int]:
    """Integers and the denominator that all entries share."""
    denominator = lcm(*[value.denominator for row in rows for value in row])
    return [
        [value.numerator * (denominator // value.denominator) for value in row] for row in rows
    ], denominator


def _integers(rows: Sequence[Sequence[Any]], labels: Sequence[Any]) -> _Integers:
    whole_rows, row_denominator = _over_one_denominator(rows)
    (whole_labels,), label_denominator = _over_one_denominator([labels])
    columns = list(zip(*whole_rows, strict=True))
    gram = tuple(
        tuple([sum(map(mul, left, right)) * label_denominator for right in columns])
        for left in columns
    )
    against = tuple([sum(map(mul, column, whole_labels)) * row_denominator for column in columns])
    return _Integers(gram, against, len(rows) * row_denominator**2 * label_denominator)


def moments(X: Rows, y: Sequence[Number]) -> tuple[Matrix, Vector]:
    """A = X'X/m, shape (d, d), and b = X'y/m, shape (d,): the gradient of squares is A w - b.

    Raises ``ValueError`` for malformed samples and for floats.

    >>> moments([[1, 0], [0, 2]], [1, 1])[1]
    (Fraction(1, 2), Fraction(1, 1))
    """
    whole = _integers(*_exact_samples(X, y))
    return (
        tuple(tuple(Fraction(v, whole.denominator) for v in row) for row in whole.matrix),
        tuple(Fraction(v, whole.denominator) for v in whole.vector),
    )


def exact_run(
    X: Rows,
    y: Sequence[Number],
    learning_rate: Rational,
    steps: int,
    start: Sequence[Rational] | None = None,
) -> tuple[Vector, ...]:
    """The weights w(0), ..., w(steps) of gradient descent on squares, in exact arithmetic.

    X has shape (m, d), y shape (m,), start shape (d,), zeros by default. Denominators grow with
    every step, in proportion to their number. Raises ``ValueError`` for
    malformed samples, floats, a rate that is not above zero, and fewer than 0 steps.

    >>> exact_run([[1, 0], [0, 2]], [1, 1], 1, 2)[2]
    (Fraction(3, 4), Fraction(0, 1))
    """
    rows, labels = _exact_samples(X, y)
    learning_rate, steps = _exact_rate(learning_rate), given.whole("steps", steps, 0)
    first = _exact_start(start, len(rows[0]))
    whole, rate = _integers(rows, labels), Fraction(learning_rate)
    # One step on W / D gives (growth W - pull W + push D) / (growth D), all of it integers.
    growth = rate.denominator * whole.denominator
    pull = [[rate.numerator * value for value in row] for row in whole.matrix]
    push = [rate.numerator * value for value in whole.vector]
    common = gcd(growth, *push, *[value for row in pull for value in row])
    growth //= common
    map_rows = [[-value // common for value in row] for row in pull]
    for j, row_ in enumerate(map_rows):
        row_[j] += growth
    push = [value // common for value in push]
    (weights,), denominator = _over_one_denominator([first])
    path = [first]
    for _ in range(steps):
        weights = [
            sum(map(mul, row, weights)) + force * denominator
            for row, force in zip(map_rows, push, strict=True)
        ]
        denominator *= growth
        path.append(tuple([Fraction(value, denominator) for value in weights]))
    return tuple(path)


def closed_form(
    A: Matrix, b: Vector, learning_rate: Rational, t: int, start: Sequence[Rational] | None = None
) -> Vector:
    """The weights w(t) by the formula in binomials, without running.

    (I - eta A)^t w(0) + sum over k = 1..t of C(t, k) (-1)^(k-1) eta^k A^(k-1) b, with A of shape
    (d, d) and b of shape (d,). Raises ``ValueError`` for shapes that do not match, a rate that is
    not above zero, and t < 0.

    >>> A, b = moments([[1, 0], [0, 2]], [1, 1])
    >>> closed_form(A, b, 1, 2)
    (Fraction(3, 4), Fraction(0, 1))
    """
    learning_rate, t = _exact_rate(learning_rate), given.whole("t", t, 0)
    if {len(row) for row in A} != {len(b)} or len(A) != len(b):
        raise ValueError(f"A must have {len(b)} rows of {len(b)} entries, one for each of b")
    rate = Fraction(learning_rate)
    A, (b,) = matrices.rational_matrix(A), matrices.rational_matrix([b])
    from_start = _exact_start(start, len(b))
    total = from_start
    from_data = tuple(b)
    for k in range(1, t + 1):
        coefficient = comb(t, k) * (-rate) ** k
        from_start = matrices.times(A, from_start)  # A^k w(0), beside A^(k-1) b
        change = matrices.subtracted(from_start, from_data)
        total = matrices.added(total, matrices.scaled(coefficient, change))
        from_data = matrices.times(A, from_data)
    return total


def minimum_norm(X: Rows, y: Sequence[Number]) -> Vector:
    """The least-squares solution X^+ y of least norm, shape (d,) (Penrose, 1956).

    Raises ``ValueError`` for malformed samples and for floats.

    >>> minimum_norm([[1, 1]], [2])
    (Fraction(1, 1), Fraction(1, 1))
    """
    rows, labels = _exact_samples(X, y)
    return matrices.times(matrices.pseudo_inverse(rows), labels)


# Squares in float64


@dataclass(frozen=True)
class BoundedRun:
    """A float64 run and bounds: ``|weights[t][j] - exact w(t)[j]| <= bounds[t][j]`` for all t, j.

    Exact is the run in exact arithmetic on the numbers that were passed in.
    """

    weights: tuple[tuple[float, ...], ...]
    bounds: tuple[tuple[float, ...], ...]


def float_run(
    X: Rows,
    y: Sequence[Number],
    learning_rate: Number,
    steps: int,
    start: Sequence[Number] | None = None,
) -> BoundedRun:
    """Gradient descent on squares in float64, with a bound on the error of every weight.

    Every number is first rounded to float64; the bounds cover that too. Shapes are those of
    ``exact_run``. Raises ``ValueError`` for malformed samples, numbers out of the range of
    float64, a rate that is not above zero or that rounds to zero, and fewer than 0 steps;
    ``OverflowError`` when the run leaves the range of float64.

    >>> made = float_run([[1]], [1], Fraction(1, 10), 2)
    >>> made.weights[2], 0 < made.bounds[2][0] < 1e-15
    ((0.19,), True)
    """
    rows, labels = check_samples(X, y)
    learning_rate, steps = check_rate(learning_rate), given.whole("steps", steps, 0)
    weights = _check_start(start, len(rows[0]))
    float_rows = tuple(tuple(_rounded("X", value) for value in row) for row in rows)
    float_labels = tuple(_rounded("y", label) for label in labels)
    rate = _rounded("learning_rate", learning_rate)
    if rate == 0:
        raise ValueError(f"learning_rate {learning_rate} is too small for float64: it rounds to 0")
    path = [tuple(_rounded("start", weight) for weight in weights)]
    for _ in range(steps):
        path.append(descend(path[-1], float_rows, float_labels, rate, squared_slope))
        if not all(map(math.isfinite, path[-1])):
            raise OverflowError("the run left the range of float64")
    return BoundedRun(tuple(path), error_bounds(path, X, y, learning_rate, start))


def error_bounds(
    path: Sequence[Sequence[float]],
    X: Rows,
    y: Sequence[Number],
    learning_rate: Number,
    start: Sequence[Number] | None = None,
) -> tuple[tuple[float, ...], ...]:
    """Bounds on the error of each weight of a float path, whoever computed it and in what order.

    Let F be the exact step w -> w - eta (A w - b). The float step went from u to F(u) + r, and
    the defect r is found exactly, from u and the float after it: their numbers stay short, unlike
    those of the exact run. As F is affine, errors follow e -> (I - eta A) e + r, so

        E(t + 1) = |I - eta A| E(t) + |r|,    E(0) = |path[0] - start|

    bounds them entry by entry; it is evaluated exactly and rounded up once for each entry.

    >>> error_bounds([(0.0,), (0.1,)], [[1]], [1], Fraction(1, 10))[1] > (0,)
    True
    """
    rows, labels = check_samples(X, y)
    rate = Fraction(check_rate(learning_rate))
    A, b = moments(
        [[Fraction(value) for value in row] for row in rows], [Fraction(v) for v in labels]
    )
    exact_start = [Fraction(weight) for weight in _check_start(start, len(b))]
    spread = [
        [abs(int(i == j) - rate * value) for j, value in enumerate(row)] for i, row in enumerate(A)
    ]
    before = [Fraction(weight) for weight in path[0]]
    bounds = [tuple(map(round_up, _distances(before, exact_start)))]
    for after_floats in path[1:]:
        after = [Fraction(weight) for weight in after_floats]
        gradient = matrices.subtracted(matrices.times(A, before), b)
        landed = matrices.subtracted(before, matrices.scaled(rate, gradient))
        held = [Fraction(bound) for bound in bounds[-1]]
        inherited = [matrices.inner(row, held) for row in spread]
        defects = _distances(after, landed)
        bounds.append(tuple(map(round_up, matrices.added(inherited, defects))))
        before = after
    return tuple(bounds)


def _distances(left: Sequence[Fraction], right: Sequence[Fraction]) -> Vector:
    return tuple(map(abs, matrices.subtracted(left, right)))


def _rounded(name: str, value: Number) -> float:
    try:
        return float(value)
    except OverflowError:
        raise ValueError(f"{name} must be in the range of float64, not {value}") from None


# The logistic loss, enclosed


def enclosed_run(
    X: Rows,
    y: Sequence[Number],
    learning_rate: Rational,
    steps: int,
    start: Sequence[Rational] | None = None,
    precision: int = 80,
) -> tuple[tuple[Enclosure, ...], ...]:
    """The weights w(0), ..., w(steps) on the mean logistic loss, each between two rationals.

    X has shape (m, d), y holds labels 0 and 1, shape (m,), start has shape (d,), zeros by default;
    ``precision`` is the number of binary digits that logistic values carry. Raises ``ValueError``
    for malformed samples, other labels, floats, a rate that is not above zero, fewer than 0
    steps, and a precision below 1.

    >>> first, second = enclosed_run([[1, 0], [0, 2]], [1, 1], 1, 2)[2]
    >>> Fraction(468, 1000) < first.low < first.high < Fraction(469, 1000)
    True
    """
    rows, labels = _binary_samples(X, y)
    learning_rate, steps = _exact_rate(learning_rate), given.whole("steps", steps, 0)
    if precision < 1:
        raise ValueError(f"precision must be at least 1 binary digit, not {precision}")

    def slope(z: Enclosure, label: Fraction) -> Enclosure:
        return enclosures.logistic(z, precision) - label

    path = [tuple(map(enclosures.point, _exact_start(start, len(rows[0]))))]
    for _ in range(steps):
        path.append(descend(path[-1], rows, labels, learning_rate, slope))
    return tuple(path)


def logistic_mean_loss(
    X: Rows, y: Sequence[Number], weights: Sequence[Rational], precision: int
) -> Enclosure:
    """An enclosure of the mean over samples of log(1 + e^z) - y z, with z = w . x.

    Shapes, labels and errors are those of ``enclosed_run``.

    >>> logistic_mean_loss([[1]], [0], [0], 40) == enclosures.softplus(0, 40)
    True
    """
    rows, labels = _binary_samples(X, y)
    point = _exact_start(weights, len(rows[0]))
    total = enclosures.point(0)
    for x, label in zip(rows, labels, strict=True):
        z = matrices.inner(point, x)
        total = total + enclosures.softplus(z, precision) - label * z
    mean: Enclosure = total * Fraction(1, len(rows))
    return mean


def _binary_samples(X: Rows, y: Sequence[Number]) -> tuple[Matrix, Vector]:
    rows, labels = _exact_samples(X, y)
    for i, label in enumerate(labels):
        if label not in (0, 1):
            raise ValueError(f"label {i} is {label}: the logistic loss takes labels 0 and 1")
    return rows, labels
