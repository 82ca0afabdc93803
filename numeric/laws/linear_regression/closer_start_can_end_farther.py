"""The law of linear.closer-start-can-end-farther."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, added, row_projection, scaled, times
from numeric.strategies import SpectralTrial

ZERO = Fraction(0)


def _distances(trial: SpectralTrial, start: Vector, rate: Fraction) -> list[Fraction]:
    """Squared distances of a run from the nearest least-squares solution, for each step."""
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    in_rows = row_projection(trial.X)
    errors = descent.errors(descent.squared(trial, start, rate), solution)
    return [descent.squared_length(times(in_rows, error)) for error in errors]


def _closer_can_end_farther(trial: SpectralTrial, note: Note) -> bool:
    values = sorted({value for value in trial.eigenvalues if value > 0})
    if len(values) < 2:
        note("one curvature: the order is kept")
        one, other = (_distances(trial, start, trial.rate) for start in (trial.start, trial.other))
        kept = (1 - trial.rate * values[0]) ** 2 if values else ZERO
        return all(a == kept * b for path in (one, other) for b, a in pairwise(path))
    note("two curvatures: the order is turned round")
    slow, fast = values[0], values[-1]
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    along_slow, along_fast = (trial.basis[trial.eigenvalues.index(value)] for value in (slow, fast))
    near = _distances(trial, added(solution, along_slow), 1 / fast)
    far = _distances(trial, added(solution, scaled(Fraction(2), along_fast)), 1 / fast)
    return (
        near == [(1 - slow / fast) ** (2 * t) for t in range(trial.steps + 1)]
        and far == [4, *[0] * trial.steps]
        and near[0] < far[0]
        and all(a > b for a, b in zip(near[1:], far[1:], strict=True))
    )


def _closer_can_end_farther_twin(trial: SpectralTrial) -> bool:
    one, other = (_distances(trial, start, trial.rate) for start in (trial.start, trial.other))
    return one[-1] <= other[-1] if one[0] <= other[0] else other[-1] <= one[-1]


LAW = Law(
    "linear.closer-start-can-end-farther",
    "With two curvatures a start nearer to the solutions can be farther after every step; "
    "with one the order is kept.",
    strategies.spectral_trials,
    _closer_can_end_farther,
    "The nearer of two starts ends nearer.",
    _closer_can_end_farther_twin,
    ("two curvatures: the order is turned round", "one curvature: the order is kept"),
)
