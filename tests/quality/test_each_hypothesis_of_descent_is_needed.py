"""Random data finds out what happens when a hypothesis on gradient descent is dropped.

Every hypothesis that the chapters on gradient descent declare has a row here: the claim's
statement on one data set, without that hypothesis and with all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, matrices, strategies
from numeric.enclosures import Enclosure, decided_sign
from numeric.gradient_descent import exact_run, moments, squared_slope
from numeric.laws import LAWS
from numeric.matrices import Matrix, Vector, added, inner, scaled, subtracted, times
from numeric.strategies import RegressionTrial, SpectralTrial
from proofs.claim import Claim

CHAPTERS = ("gd", "convex", "linear", "logistic")
ZERO, ONE = Fraction(0), Fraction(1)
AnyTrial = RegressionTrial | SpectralTrial
Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]
Instanced = Callable[[Iterable[Claim]], set[str]]


@dataclass(frozen=True)
class Dropped:
    """A claim's statement on one data set, without one of the claim's hypotheses."""

    hypothesis: str
    claim: str
    data: Data
    holds: Callable[[Any], bool]


def twin_of(hypothesis: str, claim: str) -> Dropped:
    """A row whose statement is the law's own false twin."""
    return Dropped(hypothesis, claim, LAWS[claim].data, LAWS[claim].twin)


# What is read off the data -----------------------------------------------------------------------


def zeros(t: AnyTrial) -> Vector:
    """The zero weights."""
    return (ZERO,) * len(t.X[0])


def b(t: AnyTrial) -> Vector:
    """X'y/m."""
    return moments(t.X, t.y)[1]


def pulled(t: AnyTrial, vector: Vector) -> Vector:
    """X'X/m times a vector."""
    return times(moments(t.X, t.y)[0], vector)


def back(t: AnyTrial, targets: Vector) -> Vector:
    """X' times some targets."""
    return times(matrices.transpose(t.X), targets)


def loss(t: AnyTrial, weights: Vector) -> Fraction:
    """The squared loss |Xw - y|^2 / (2m)."""
    residuals = subtracted(times(t.X, weights), t.y)
    return inner(residuals, residuals) / (2 * len(t.X))


def best(t: AnyTrial) -> Vector:
    """The least-squares solution of least norm."""
    return gradient_descent.minimum_norm(t.X, t.y)


def step(t: AnyTrial, start: Vector, rate: Fraction) -> Vector:
    """One step at any rate, negative ones too, which the runs themselves refuse."""
    return gradient_descent.descend(start, t.X, t.y, rate, squared_slope)


def path(t: AnyTrial, start: Vector, rate: Fraction | None = None) -> tuple[Vector, ...]:
    """A run on a trial's samples, at the spectral trial's own rate unless told otherwise."""
    chosen = t.rate if rate is None and isinstance(t, SpectralTrial) else rate
    assert chosen is not None
    return exact_run(t.X, t.y, chosen, t.steps, start)


def steps_along(eigenvalue: Fraction, rate: Fraction, count: int) -> list[Fraction]:
    """How many times b the weights are after each step, where A b is a multiple of b."""
    multiples = [ZERO]
    for _ in range(count):
        multiples.append((1 - rate * eigenvalue) * multiples[-1] + rate)
    return multiples


def same_direction(left: Sequence[Fraction], right: Sequence[Fraction]) -> bool:
    """Whether two vectors have directions, and the same one."""
    return matrices.rank((tuple(left), tuple(right))) == 1 and inner(left, right) > 0


def is_multiple(vector: Vector, of: Vector) -> bool:
    """Whether a vector is a multiple of another."""
    return matrices.rank((vector, of)) == matrices.rank((of,))


def is_eigenvector(t: AnyTrial) -> bool:
    """Whether A b is a multiple of b, and b not zero."""
    return any(b(t)) and is_multiple(pulled(t, b(t)), b(t))


def eigenvalue_of_b(t: AnyTrial) -> Fraction:
    """What A multiplies b by, where it is an eigenvector."""
    return inner(b(t), pulled(t, b(t))) / inner(b(t), b(t))


def kept(t: SpectralTrial) -> Vector:
    """1 - eta lambda for each eigenvector."""
    return tuple(1 - t.rate * value for value in t.eigenvalues)


def rho(t: SpectralTrial) -> Fraction:
    """The largest |1 - eta lambda| over the row space."""
    met = zip(kept(t), t.eigenvalues, strict=True)
    return max((abs(k) for k, value in met if value), default=ZERO)


def errors(t: SpectralTrial, start: Vector) -> list[Vector]:
    """What a run is away from the solution of least norm, step by step."""
    solution = best(t)
    return [subtracted(weights, solution) for weights in path(t, start)]


def at_most(vector: Vector, bound: Fraction, other: Vector) -> bool:
    """Whether |vector| <= bound |other|."""
    least = inner(other, other)
    return inner(vector, vector) <= bound**2 * least and (bound >= 0 or not least)


def bounded(t: SpectralTrial, factor: Fraction) -> bool:
    """Whether from zero the error is at most factor^t times the first, after every step."""
    run = errors(t, zeros(t))
    return all(at_most(error, factor**k, run[0]) for k, error in enumerate(run))


def differences(t: SpectralTrial) -> list[Vector]:
    """What the runs from two starts differ by, step by step."""
    runs = zip(path(t, t.start), path(t, t.other), strict=True)
    return [subtracted(one, other) for one, other in runs]


# Statements --------------------------------------------------------------------------------------


def falls(t: RegressionTrial, length: Fraction, *, promised: bool) -> bool:
    """Where the slope promises a fall by half of it, the loss falls."""
    gradient = scaled(-ONE, b(t))
    after, before = loss(t, scaled(-length, gradient)), loss(t, zeros(t))
    fell_enough = after <= before - length * inner(gradient, gradient) / 2
    return not any(gradient) or (promised and not fell_enough) or after < before


def has_gradient(t: RegressionTrial) -> bool:
    """Whether there is a mean gradient over the first samples, which may be none."""
    count = t.steps - 2
    try:
        moments(t.X[:count], t.y[:count])
    except ValueError:
        return False
    return True


def blocking(t: RegressionTrial) -> Vector:
    """Targets that no column is correlated with."""
    total = (ZERO,) * len(t.X)
    for target in matrices.null_space(matrices.transpose(t.X)):
        total = added(total, target)
    return total


def formula(t: SpectralTrial, vector: Vector, eigenvalue: Fraction) -> bool:
    """Whether with b = vector the weights are (1 - (1 - eta lambda)^t) / lambda times b."""
    if not eigenvalue:
        return False  # the formula has no value
    weights = zeros(t)
    for _ in range(t.steps):
        weights = added(weights, scaled(t.rate, subtracted(vector, pulled(t, weights))))
    return weights == scaled((1 - (1 - t.rate * eigenvalue) ** t.steps) / eigenvalue, vector)


def keeps_sign(t: SpectralTrial, rate: Fraction) -> bool:
    """Whether the multiple of an eigenvector b stays positive after every step."""
    if not is_eigenvector(t):
        return True
    return all(s > 0 for s in steps_along(eigenvalue_of_b(t), rate, t.steps)[1:])


def turns(t: SpectralTrial, *, parity: int | None, first: int = 1, large: bool = True) -> bool:
    """Whether the multiple of an eigenvector b is negative after these numbers of steps."""
    if not is_eigenvector(t) or (large and t.rate * eigenvalue_of_b(t) <= 2):
        return True
    multiples = steps_along(eigenvalue_of_b(t), t.rate, t.steps)
    counts = range(first, t.steps + 1)
    return all(multiples[k] < 0 for k in counts if parity is None or k % 2 == parity)


def one_line_is_enough(t: SpectralTrial, count: int) -> bool:
    """If after these many steps the weights are multiples of b at many rates, b is eigenvector."""
    ends = [exact_run(t.X, t.y, t.rate / k, count)[-1] for k in range(1, count + 2)]
    return not all(is_multiple(end, b(t)) for end in ends) or not any(b(t)) or is_eigenvector(t)


def contracts_by(t: SpectralTrial, values: Vector) -> bool:
    """Whether one step contracts a vector by the largest |1 - eta lambda| of these values."""
    shrunk = subtracted(t.start, scaled(t.rate, pulled(t, t.start)))
    return at_most(shrunk, max(abs(1 - t.rate * value) for value in values), t.start)


def peels(t: SpectralTrial, basis: Matrix) -> bool:
    """Whether taking components off leaves the bound: |(I - eta A)u|^2 <= rho^2 |u|^2 + ..."""
    largest = max(abs(k) for k in kept(t)) ** 2
    rest = t.start
    for vector in basis:
        rest = subtracted(rest, scaled(inner(vector, rest), vector))

    def excess(u: Vector) -> Fraction:
        shrunk = subtracted(u, scaled(t.rate, pulled(t, u)))
        return inner(shrunk, shrunk) - largest * inner(u, u)

    return excess(t.start) <= excess(rest)


def diagonal(t: SpectralTrial) -> Vector:
    """e . A e for the unit vectors e: eigenvalues, if these were eigenvectors."""
    matrix, _ = moments(t.X, t.y)
    return tuple(row[j] for j, row in enumerate(matrix))


def stays_inside(t: RegressionTrial) -> bool:
    """Whether a step with another self-adjoint map than X'X/m leaves the row space alone."""
    error = back(t, t.y)
    along = scaled(inner(t.direction, error), t.direction)
    after = subtracted(error, scaled(t.rates[0], along))
    return matrices.rank((*t.X, after)) == matrices.rank(t.X)


def differ_by_rows(t: SpectralTrial) -> bool:
    """Whether two runs differ by what steps make of X'y, from whatever starts."""
    part = back(t, t.y)
    for difference in differences(t):
        if difference != part:
            return False
        part = subtracted(part, scaled(t.rate, pulled(t, part)))
    return True


def below_two(t: SpectralTrial) -> Fraction:
    """The rate times some positive eigenvalue, which need not be the largest."""
    return t.rate * min((value for value in t.eigenvalues if value), default=ZERO)


def seen(t: SpectralTrial, vector: Vector) -> Vector:
    """The part of a vector in the row space."""
    return times(matrices.row_projection(t.X), vector)


def one_eigenvector_contracts(t: SpectralTrial) -> bool:
    """Whether the factor of one eigenvector of the row space bounds all of a step."""
    positive = [value for value in t.eigenvalues if value]
    inside = seen(t, t.start)
    shrunk = subtracted(inside, scaled(t.rate, pulled(t, inside)))
    return not positive or at_most(shrunk, abs(1 - t.rate * positive[0]), inside)


def bounded_from(t: SpectralTrial, other: Vector) -> bool:
    """Whether the distance from the solution is at most rho^t times the one between two starts."""
    between = subtracted(seen(t, t.start), seen(t, other))
    run = errors(t, seen(t, t.start))
    return all(at_most(error, rho(t) ** k, between) for k, error in enumerate(run))


def moves_for_ever(t: SpectralTrial) -> bool:
    """Whether along eigenvectors with eta lambda >= 2 every step moves."""
    run = path(t, zeros(t))
    last = subtracted(run[-1], run[-2])
    large = zip(t.basis, t.eigenvalues, strict=True)
    return all(inner(q, last) != 0 for q, value in large if t.rate * value >= 2)


Limit = tuple[SpectralTrial, Fraction, Fraction]


def limits() -> SearchStrategy[Limit]:
    """A trial, a number h and a tolerance, of either sign."""
    values = st.sampled_from([Fraction(n, 2) for n in (1, -1, 2, 3, 0, -2, 6, 12)])
    return st.tuples(strategies.spectral_trials(), values, values)


def vanishes(data: Limit, *drop: str) -> bool:
    """With rho = 1/(1 + h) the error is below the tolerance after enough steps."""
    t, h, tolerance = data
    run = errors(t, zeros(t))
    room = tolerance * (1 + t.steps * h)
    given = {
        "gap": h > 0,
        "below one": h != -1 and 1 + h > 0 and rho(t) * (1 + h) <= 1,
        "enough steps": room >= 0 and inner(run[0], run[0]) <= room**2,
    }
    if not all(holds for name, holds in given.items() if name not in drop):
        return True
    return tolerance >= 0 and inner(run[-1], run[-1]) <= tolerance**2


def shrinks(t: SpectralTrial) -> bool:
    """Whether what the run from zero adds gets smaller along every eigenvector that b meets."""
    met = [k for k, q in zip(kept(t), t.basis, strict=True) if inner(q, b(t))]
    run = path(t, zeros(t))
    first, second = subtracted(run[1], run[0]), subtracted(run[2], run[1])
    parts = [(inner(q, first), inner(q, second)) for q in t.basis if inner(q, b(t))]
    assert [k * before for k, (before, _) in zip(met, parts, strict=True)] == [a for _, a in parts]
    return all(abs(after) < abs(before) for before, after in parts)


def jumps(t: SpectralTrial) -> bool:
    """Whether along eigenvectors of positive eigenvalue each step jumps by 2 |q . b| / lambda."""
    run = path(t, zeros(t))
    last = subtracted(run[-1], run[-2])
    return all(
        abs(inner(q, last)) >= 2 * abs(inner(q, b(t))) / value
        for q, value in zip(t.basis, t.eigenvalues, strict=True)
        if value
    )


def component(t: SpectralTrial, q: Vector) -> bool:
    """Whether q . w(t) is the geometric sum times q . b, with q . A q as eigenvalue."""
    value = inner(q, pulled(t, q)) / inner(q, q)
    return inner(q, path(t, zeros(t))[-1]) == (
        steps_along(value, t.rate, t.steps)[-1] * inner(q, b(t))
    )


def first_unit(t: AnyTrial) -> Vector:
    """The first unit vector."""
    return (ONE, *zeros(t)[1:])


def squares() -> SearchStrategy[tuple[RegressionTrial, Matrix]]:
    """Regression data and any square matrix that could turn its samples."""
    return strategies.regression_trials().flatmap(
        lambda t: st.tuples(st.just(t), strategies.matrices(len(t.X[0]), len(t.X[0]), 1))
    )


def turned_alike(data: tuple[RegressionTrial, Matrix]) -> bool:
    """Whether samples times a matrix give weights times that matrix, from zero."""
    t, matrix = data
    rows = tuple(times(matrix, row) for row in t.X)
    run = exact_run(rows, t.y, t.rates[0], t.steps)
    return run == tuple(times(matrix, weights) for weights in path(t, zeros(t), t.rates[0]))


def separated(t: RegressionTrial) -> list[bool]:
    """For each two weights, whether they differ after the first step from zero."""
    after = step(t, zeros(t), t.rates[0])
    return [after[i] != after[j] for i in range(len(after)) for j in range(i)]


def no_farther(t: SpectralTrial, rate: Fraction) -> bool:
    """Whether one step brings two runs no farther apart."""
    apart = subtracted(step(t, t.start, rate), step(t, t.other, rate))
    return at_most(apart, ONE, subtracted(t.start, t.other))


def cost(t: RegressionTrial, other: Vector) -> Fraction:
    """What the losses of two starts are together above twice the loss of zero."""
    return loss(t, t.start) + loss(t, other) - 2 * loss(t, zeros(t))


def without_the_first(t: RegressionTrial) -> bool:
    """Whether a step of the others is one without the first feature, zeros or not."""
    rows, others = tuple(row[1:] for row in t.X), t.start[1:]
    rate, after = t.rates[0], step(t, t.start, t.rates[0])[1:]
    return not others or gradient_descent.descend(others, rows, t.y, rate, squared_slope) == after


def logistic_step(t: RegressionTrial) -> Vector:
    """The weights after one step from zero on the logistic loss, which are rational."""
    return gradient_descent.descend(zeros(t), t.X, t.y, t.rates[0], gradient_descent.logistic_slope)


def nothing_lower(t: RegressionTrial) -> bool:
    """Whether a short step against the gradient at zero does not lower the logistic loss."""
    steepest = sum((inner(x, x) for x in t.X), ZERO) / (4 * len(t.X))
    against = scaled(1 / (steepest * t.rates[0]), logistic_step(t)) if steepest else zeros(t)

    def rise(precision: int) -> Enclosure:
        here, there = (
            gradient_descent.logistic_mean_loss(t.X, t.y, point, precision)
            for point in (against, zeros(t))
        )
        return here - there

    return not any(against) or decided_sign(rise) >= 0


regression = strategies.regression_trials
spectral = strategies.spectral_trials
labelled = strategies.labelled_trials


def stable() -> SearchStrategy[SpectralTrial]:
    """Trials whose rate is below 2 over the largest eigenvalue."""
    return strategies.spectral_trials(stable=True)


FIRST, CONVEX = "gd.first-step-factors", "convex.stationary-iff-optimal"
STARTS, SURELY = "linear.starts-iff-correlated", "linear.almost-surely-starts"
DIRECTION, NORM = "linear.direction-iff-eigenvector", "linear.minimum-norm"
FORGOTTEN, RATES = "linear.start-is-forgotten", "linear.stable-rates"
WARM, SYMMETRY = "linear.warm-start-bound", "linear.no-symmetry-to-break"
LOGISTIC = "logistic.starts-iff-correlated"
NEVER, COSTS = "linear.start-differences-never-grow", "linear.random-start-costs-loss"
COLUMN, UNIT = "linear.zero-column-never-moves", "linear.is-one-neuron"

ROWS = (
    Dropped("zero start", FIRST, regression,
            lambda t: step(t, t.start, t.rates[0]) == scaled(t.rates[0], b(t))),
    Dropped("positive rate", FIRST, regression, lambda t: not any(b(t)) or same_direction(
        step(t, zeros(t), -t.rates[0]), step(t, zeros(t), t.rates[1]))),
    Dropped("positive other rate", FIRST, regression, lambda t: not any(b(t)) or same_direction(
        step(t, zeros(t), t.rates[0]), step(t, zeros(t), -t.rates[1]))),
    Dropped("not stationary", FIRST, regression, lambda t: same_direction(
        step(t, zeros(t), t.rates[0]), step(t, zeros(t), t.rates[1]))),
    twin_of("convex", CONVEX),
    Dropped("stationary", CONVEX, regression, lambda t: loss(t, zeros(t)) <= loss(t, best(t))),
    Dropped("minimiser", CONVEX, regression, lambda t: not any(b(t))),
    Dropped("small step", CONVEX, regression, lambda t: falls(t, t.factor, promised=True)),
    Dropped("differentiable at zero", CONVEX, regression,
            lambda t: falls(t, t.rates[0], promised=False)),
    Dropped("zero weights", "linear.zero-prediction", regression,
            lambda t: not any(times(t.X, t.start))),
    Dropped("zero weights", "linear.gradient-at-zero", regression,
            lambda t: subtracted(pulled(t, t.start), b(t)) == scaled(-ONE, b(t))),
    Dropped("at least one sample", "linear.gradient-at-zero", regression, has_gradient),
    Dropped("a column meets the targets", STARTS, regression,
            lambda t: any(step(t, zeros(t), t.rates[0]))),
    Dropped("no column meets the targets", STARTS, regression,
            lambda t: not any(step(t, zeros(t), t.rates[0]))),
    Dropped("first target", SURELY, regression,
            lambda t: not any(back(t, added(scaled(t.factor, t.y), blocking(t))))),
    Dropped("second target", SURELY, regression,
            lambda t: not any(back(t, added(scaled(t.factor, blocking(t)), t.y)))),
    Dropped("some feature", SURELY, regression,
            lambda t: any(any(back(t, column)) for column in matrices.transpose(t.X))),
    twin_of("some feature", SURELY),
    twin_of("no features", "linear.no-features-no-learning"),
    Dropped("zero start", "linear.eta-does-not-factor", regression,
            lambda t: exact_run(t.X, t.y, t.rates[0], 2, t.start)[2] == subtracted(
                scaled(2 * t.rates[0], b(t)), scaled(t.rates[0] ** 2, pulled(t, b(t))))),
    twin_of("zero start", "linear.closed-form"),
    Dropped("zero start", DIRECTION, spectral, lambda t: not is_eigenvector(t) or path(t, t.start)[
        -1] == scaled(steps_along(eigenvalue_of_b(t), t.rate, t.steps)[-1], b(t))),
    Dropped("eigenvector", DIRECTION, spectral,
            lambda t: not any(b(t)) or formula(t, b(t), eigenvalue_of_b(t))),
    Dropped("positive eigenvalue", DIRECTION, spectral,
            lambda t: all(map(lambda q, value: formula(t, q, value), t.basis, t.eigenvalues))),
    Dropped("positive rate", DIRECTION, spectral, lambda t: keeps_sign(t, -t.rate)),
    Dropped("small rate", DIRECTION, spectral, lambda t: keeps_sign(t, t.rate)),
    Dropped("large rate", DIRECTION, spectral, lambda t: turns(t, parity=0, first=2, large=False)),
    Dropped("even number of steps", DIRECTION, spectral, lambda t: turns(t, parity=None)),
    Dropped("some steps", DIRECTION, spectral, lambda t: turns(t, parity=0, first=0)),
    Dropped("one direction", DIRECTION, spectral, lambda t: not any(b(t)) or is_eigenvector(t)),
    Dropped("a direction", DIRECTION, spectral,
            lambda t: not is_eigenvector(t) or is_multiple(b(t), path(t, zeros(t))[-1])),
    Dropped("something to learn", DIRECTION, spectral,
            lambda t: not is_multiple(pulled(t, b(t)), b(t)) or same_direction(
                exact_run(t.X, t.y, t.rate / 9, 2)[2], exact_run(t.X, t.y, t.rate / 8, 2)[2])),
    Dropped("at every small rate", DIRECTION, spectral,
            lambda t: not any(path(t, zeros(t))[-1]) or not any(b(t)) or is_eigenvector(t)),
    Dropped("moments of the targets", DIRECTION, spectral, lambda t: min(t.eigenvalues) > 0),
    Dropped("two steps", DIRECTION, spectral, lambda t: one_line_is_enough(t, 1)),
    Dropped("zero start", NORM, spectral, lambda t: all(
        times(matrices.row_projection(t.X), w) == w for w in path(t, t.start))),
    Dropped("least squares", NORM, spectral, lambda t: loss(t, t.start) <= loss(t, t.other)),
    Dropped("another solution", NORM, spectral,
            lambda t: times(t.X, t.start) == times(t.X, best(t))),
    Dropped("null space", NORM, spectral, lambda t: path(t, added(t.start, t.other)) == tuple(
        added(w, t.other) for w in path(t, t.start))),
    twin_of("null space", NORM),
    twin_of("null space", WARM),
    twin_of("null space", FORGOTTEN),
    Dropped("the starts differ so", NORM, spectral, differ_by_rows),
    Dropped("eigenvectors of the row space", NORM, spectral, lambda t: min(t.eigenvalues) > 0),
    Dropped("largest eigenvalue", NORM, spectral, lambda t: below_two(t) >= 2 or rho(t) < 1),
    Dropped("small rate", NORM, spectral, lambda t: rho(t) < 1),
    Dropped("positive rate", NORM, spectral,
            lambda t: all(abs(1 + t.rate * value) < 1 for value in t.eigenvalues if value)),
    Dropped("orthogonal eigenvectors", WARM, spectral, one_eigenvector_contracts),
    Dropped("the other run starts there", WARM, spectral, lambda t: bounded_from(t, t.other)),
    Dropped("second moment", NORM, regression, stays_inside),
    Dropped("eigenvectors", WARM, spectral, lambda t: contracts_by(t, diagonal(t))),
    Dropped("unit eigenvectors", WARM, spectral,
            lambda t: peels(t, tuple(scaled(Fraction(2), q) for q in t.basis))),
    Dropped("rate of contraction", WARM, spectral, lambda t: bounded(t, Fraction(1, 2))),
    Dropped("not negative", WARM, spectral, lambda t: bounded(t, -rho(t))),
    Dropped("a stationary point", WARM, spectral, lambda t: all(
        at_most(subtracted(w, t.other), rho(t) ** k, subtracted(t.start, t.other))
        for k, w in enumerate(path(t, t.start)))),
    Dropped("gap", NORM, limits, lambda d: vanishes(d, "gap")),
    Dropped("below one", NORM, limits, lambda d: vanishes(d, "below one")),
    Dropped("enough steps", NORM, limits, lambda d: vanishes(d, "enough steps")),
    Dropped("null space", FORGOTTEN, spectral, lambda t: len(
        {inner(t.start, difference) for difference in differences(t)}) == 1),
    Dropped("null space", FORGOTTEN, spectral, lambda t: times(t.X, t.start) == times(
        t.X, times(matrices.row_projection(t.X), t.other))),
    Dropped("between −1 and 1", RATES, spectral, shrinks),
    Dropped("large rate", RATES, spectral, jumps),
    Dropped("eigenvector of A", RATES, spectral, lambda t: component(t, first_unit(t))),
    Dropped("met by b", RATES, spectral, moves_for_ever),
    Dropped("zero start", RATES, spectral, lambda t: all(
        inner(q, path(t, t.start)[-1])
        == steps_along(value, t.rate, t.steps)[-1] * inner(q, b(t))
        for q, value in zip(t.basis, t.eigenvalues, strict=True))),
    Dropped("null direction", RATES, spectral, lambda t: not inner(t.start, b(t))),
    twin_of("zero start", "linear.target-scaling"),
    twin_of("zero start", "linear.rotation"),
    Dropped("orthogonal", "linear.rotation", squares, turned_alike),
    Dropped("different inner products", SYMMETRY, regression, lambda t: all(separated(t))),
    Dropped("equal inner products", SYMMETRY, regression, lambda t: not any(separated(t))),
    Dropped("rate not negative", NEVER, stable, lambda t: no_farther(t, -t.rate)),
    Dropped("small rate", NEVER, spectral, lambda t: no_farther(t, t.rate)),
    Dropped("the other run starts at zero", NEVER, stable, lambda t: at_most(
        differences(t)[-1], ONE, t.start)),
    Dropped("opposite starts", COSTS, regression, lambda t: cost(t, t.direction) >= 0),
    Dropped("predictions of zero", COSTS, regression,
            lambda t: cost(t, scaled(-ONE, t.start)) == 0),
    Dropped("other predictions", COSTS, regression, lambda t: cost(t, scaled(-ONE, t.start)) > 0),
    Dropped("columns of zeros", COLUMN, regression,
            lambda t: step(t, t.start, t.rates[0])[0] == t.start[0]),
    Dropped("a direction without features", COLUMN, regression,
            lambda t: inner(t.direction, step(t, t.start, t.rates[0])) == inner(
                t.direction, t.start)),
    Dropped("dropping their weights", COLUMN, regression, without_the_first),
    twin_of("identity activation", UNIT),
    Dropped("slope of the identity", UNIT, regression, lambda t: step(
        t, t.start, 2 * t.rates[0]) == step(t, t.start, t.rates[0])),
    Dropped("squared loss", UNIT, regression, lambda t: gradient_descent.descend(
        t.start, t.X, t.y, t.rates[0], gradient_descent.quartic_slope) == step(
            t, t.start, t.rates[0])),
    twin_of("zero weights", "logistic.half-at-zero"),
    Dropped("unbalanced labels", LOGISTIC, labelled, lambda t: any(logistic_step(t))),
    Dropped("balanced labels", LOGISTIC, labelled, lambda t: not any(logistic_step(t))),
    Dropped("a direction that no sample sees", "logistic.convex", labelled,
            lambda t: not any(times(t.X, t.direction))),
    twin_of("one step", "logistic.eta-does-not-factor"),
)  # fmt: skip


WHOLE: dict[Data, dict[str, Callable[[Any], bool]]] = {
    regression: {
        "a fall": lambda t: falls(t, abs(t.factor) or ONE, promised=True),
        "a cost": lambda t: cost(t, scaled(-ONE, t.start)) >= 0,
    },
    spectral: {
        "a formula": lambda t: not is_eigenvector(t) or formula(t, b(t), eigenvalue_of_b(t)),
        "a sign that turns": lambda t: turns(t, parity=0),
        "one direction": lambda t: one_line_is_enough(t, t.steps),
        "contraction": lambda t: contracts_by(t, t.eigenvalues),
        "component by component": lambda t: peels(t, t.basis),
        "a bound": lambda t: bounded(t, rho(t)),
        "the other run": lambda t: bounded_from(t, best(t)),
        "a component": lambda t: all(component(t, q) for q in t.basis),
        "jumps": lambda t: min(t.eigenvalues) * t.rate < 2 or jumps(t),
    },
    stable: {
        "a sign that stays": lambda t: keeps_sign(t, t.rate),
        "increments": shrinks,
        "two runs": lambda t: no_farther(t, t.rate),
    },
    limits: {"a limit": vanishes},
    squares: {"a turn": lambda d: turned_alike((d[0], matrices.identity(len(d[1]))))},
}


@pytest.mark.parametrize("data", WHOLE, ids=[data.__name__ for data in WHOLE])
def test_with_all_hypotheses_nothing_goes_wrong(data: Data, refuted: Refuted) -> None:
    """What the rows compute is the statement: with nothing dropped no example refutes it."""
    statements = WHOLE[data]

    def holds(drawn: Any) -> bool:
        wrong = [name for name, holds in statements.items() if not holds(drawn)]
        assert not wrong, f"{wrong} fail on {drawn}"
        return True

    assert not refuted(data.__name__, "nothing", data, holds)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.claim}: {r.hypothesis}" for r in ROWS])
def test_random_data_finds_what_goes_wrong(row: Dropped, refuted: Refuted) -> None:
    """Without the hypothesis the statement is refuted by an example of the proof profile."""
    assert refuted(row.claim, row.hypothesis, row.data, row.holds)


SAID_OTHERWISE = {
    "at every small rate",
    "below one",
    "eigenvector of A",
    "eigenvectors of the row space",
    "enough steps",
    "even number of steps",
    "gap",
    "least squares",
    "met by b",
    "null direction",
    "null space",
    "one direction",
    "orthogonal eigenvectors",
    "positive eigenvalue",
    "small step",
    "the other run starts there",
    "the starts differ so",
    "unit eigenvectors",
}
"""Hypotheses of rows that a theorem states in other words since, as of a whole family."""


def test_every_hypothesis_on_descent_has_a_row(instanced: Instanced) -> None:
    """What these chapters declare is dropped here by name, or in its own entry."""
    from proofs import registry

    claims = {c.id: c for c in registry.CLAIMS.values() if c.chapter in CHAPTERS}
    declared = {
        name
        for claim in claims.values()
        for name in (*(h.name for h in claim.all_hypotheses), *(name for name, _ in claim.built_in))
    }
    rows = {row.hypothesis for row in ROWS}
    assert declared - rows - instanced(claims.values()) == set()
    assert rows - declared == SAID_OTHERWISE
    assert {row.claim for row in ROWS} <= set(claims)
