"""Runs of gradient descent on trials, and what their laws read off them.

Limits become finite and exact on data whose eigenvectors are known: the part of an error along an
eigenvector of eigenvalue lambda is multiplied by exactly 1 - eta lambda in every step, so a bound
rho^t with rho < 1 holds at every t that is tried, or a part never shrinks. What a gradient is the
gradient of is settled by Taylor's formula with its exact or bounded remainder. Of the logistic
loss everything at zero is rational; elsewhere enclosures decide, never a float.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeAlias

from hypothesis.strategies import SearchStrategy

from numeric import enclosures, gradient_descent, learners, strategies
from numeric.enclosures import Enclosure
from numeric.law import Note
from numeric.matrices import Matrix, Vector, added, inner, rank, scaled, subtracted, times
from numeric.strategies import RegressionTrial, SpectralTrial

HALF = Fraction(1, 2)
ZERO = Fraction(0)


AnyTrial: TypeAlias = RegressionTrial | SpectralTrial


def zeros(trial: AnyTrial) -> Vector:
    return (ZERO,) * len(trial.X[0])


def squared(
    trial: AnyTrial, start: Vector, rate: Fraction, steps: int | None = None
) -> tuple[Vector, ...]:
    """The exact path of descent on squares, w(0) to w(steps)."""
    steps = trial.steps if steps is None else steps
    return gradient_descent.exact_run(trial.X, trial.y, rate, steps, start)


def by_rule(
    name: str, trial: AnyTrial, start: Vector, rate: Fraction, steps: int = 1
) -> learners.Run:
    """A run of the rule as it is written, on rationals."""
    rule = gradient_descent.RULES[name](learning_rate=rate)
    return learners.run(rule, start, trial.X, trial.y, steps)


def first_step(name: str, trial: AnyTrial, start: Vector, rate: Fraction) -> Vector:
    """The weights after one step of the rule."""
    return tuple([Fraction(w) for w in by_rule(name, trial, start, rate).weights[0]])


def gradient(name: str, trial: AnyTrial, start: Vector, rate: Fraction) -> Vector:
    """The gradient that the rule's first step from ``start`` goes against."""
    after = first_step(name, trial, start, rate)
    return scaled(1 / rate, subtracted(start, after))


def enclosed_gradient(
    trial: RegressionTrial, start: Vector, rate: Fraction, precision: int
) -> list[Enclosure]:
    """The gradient of the logistic loss that the first step from ``start`` goes against."""
    path = gradient_descent.enclosed_run(trial.X, trial.y, rate, 1, start, precision)
    return [(before - after) * (1 / rate) for before, after in zip(*path, strict=True)]


def mean_along_columns(X: Matrix, values: Sequence[Fraction]) -> Vector:
    """X'v/m, written again here so that the learners' own is put to the test."""
    return tuple(
        sum((x[j] * v for x, v in zip(X, values, strict=True)), ZERO) / len(X)
        for j in range(len(X[0]))
    )


def squares(X: Matrix, y: Vector, weights: Vector, power: int = 2) -> Fraction:
    """The sum of the residuals' powers, over power times m."""
    residuals = [inner(x, weights) - label for x, label in zip(X, y, strict=True)]
    return sum((r**power for r in residuals), ZERO) / (power * len(X))


def squared_length(vector: Sequence[Fraction]) -> Fraction:
    """The squared Euclidean length."""
    return inner(vector, vector)


def minors(left: Vector, right: Vector) -> list[Fraction]:
    """All 2 x 2 minors of two rows: all zero iff the rows are linearly dependent."""
    return [left[i] * right[j] - left[j] * right[i] for i, j in combinations(range(len(left)), 2)]


def note_data(note: Note, trial: AnyTrial) -> None:
    d = len(trial.X[0])
    note("rank deficient" if rank(trial.X) < d else "full column rank")
    note("fewer samples than features" if len(trial.X) < d else "as many samples as features")
    if not any(map(any, trial.X)):
        note("no features")


def note_start(note: Note, start: Vector) -> None:
    note("non-zero start" if any(start) else "zero start")


def second_step_factors(trial: RegressionTrial) -> bool:
    first, second = (squared(trial, zeros(trial), rate, 2)[2] for rate in trial.rates)
    return scaled(trial.rates[1], first) == scaled(trial.rates[0], second)


def powers_of_step(trial: AnyTrial, rate: Fraction, vector: Vector, t: int) -> list[Vector]:
    """(I - eta A)^k times a vector, for k = 0..t."""
    powers = [vector]
    for _ in range(t):
        pulled = mean_along_columns(trial.X, times(trial.X, powers[-1]))
        powers.append(subtracted(powers[-1], scaled(rate, pulled)))
    return powers


def parts(trial: SpectralTrial, vector: Vector) -> Vector:
    """The components along the eigenvectors."""
    return times(trial.basis, vector)


def kept_parts(trial: SpectralTrial) -> Vector:
    """1 - eta lambda for each eigenvector: what one step leaves of an error along it."""
    return tuple(1 - trial.rate * value for value in trial.eigenvalues)


def rho(trial: SpectralTrial) -> Fraction:
    """The largest |1 - eta lambda| over the row space; 0 where that is {0}."""
    kept = zip(kept_parts(trial), trial.eigenvalues, strict=True)
    return max((abs(k) for k, value in kept if value > 0), default=ZERO)


def multiplied_each_step(trial: SpectralTrial, errors: Sequence[Vector]) -> bool:
    """Whether each step multiplies every component by exactly 1 - eta lambda."""
    kept = kept_parts(trial)
    return all(
        parts(trial, after) == tuple(k * p for k, p in zip(kept, parts(trial, before), strict=True))
        for before, after in pairwise(errors)
    )


def within(errors: Sequence[Vector], rho: Fraction) -> bool:
    """Whether the error at step t is at most rho^t times the first, for every t."""
    return all(
        squared_length(e) <= rho ** (2 * t) * squared_length(errors[0])
        for t, e in enumerate(errors)
    )


def errors(path: Iterable[Vector], target: Vector) -> list[Vector]:
    return [subtracted(weights, target) for weights in path]


def separate_where(first: Sequence[Fraction], pull: Vector, note: Note) -> bool:
    """Whether two weights differ after the first step just where the pulls on them differ."""
    for i, j in combinations(range(len(pull)), 2):
        note("separate at the first step" if pull[i] != pull[j] else "together at first")
        if (first[i] != first[j]) is not (pull[i] != pull[j]):
            return False
    return True


STEP = Fraction(1, 2**10)


def is_logistic_gradient(
    trial: RegressionTrial,
    weights: Vector,
    gradient: Callable[[int], Sequence[Enclosure | Fraction]],
) -> bool:
    """Whether L(w + su) - L(w) - s g . u lies between 0 and s^2 |Xu|^2 / (8m), for s small.

    It does for the gradient g, as the logistic function's derivative lies between 0 and 1/4.
    Any other g.u is told from it, unless they differ by less than s |Xu|^2 / (8m).
    """
    u = trial.direction
    moved = added(weights, scaled(STEP, u))
    largest = STEP**2 * squared_length(times(trial.X, u)) / (8 * len(trial.X))

    def remainder(precision: int) -> Enclosure:
        after, before = (
            gradient_descent.logistic_mean_loss(trial.X, trial.y, point, precision)
            for point in (moved, weights)
        )
        slope = enclosures.point(0)
        for part, along in zip(gradient(precision), u, strict=True):
            slope = slope + part * along
        beyond: Enclosure = after - before - STEP * slope
        return beyond

    if not largest:  # the data do not see u: the loss and its slope along u are 0
        return ZERO in remainder(80)
    return (
        enclosures.decided_sign(remainder) > 0
        and enclosures.decided_sign(lambda precision: largest - remainder(precision)) > 0
    )


def centred_labels(trial: RegressionTrial) -> Vector:
    """1/2 - y, the slopes of the logistic loss at zero."""
    return tuple(HALF - y for y in trial.y)


def stable() -> SearchStrategy[SpectralTrial]:
    return strategies.spectral_trials(stable=True)
