"""The law of further.coordinate-descent-norm."""

from __future__ import annotations

from fractions import Fraction

from numeric import gradient_descent, strategies, variants
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, inner, times
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _sweep(X: tuple[Vector, ...], y: Vector) -> list[Vector]:
    """From zero along each weight once, the first one first."""
    path: list[Vector] = [(ZERO,) * len(X[0])]
    for j in range(len(X[0])):
        path.append(variants.coordinate_step(path[-1], X, y, j))
    return path


def _slopes(trial: RegressionTrial, weights: Vector) -> Vector:
    missing = [a - b for a, b in zip(times(trial.X, weights), trial.y, strict=True)]
    return descent.mean_along_columns(trial.X, missing)


def _coordinate_descent_norm(trial: RegressionTrial, note: Note) -> bool:
    path = _sweep(trial.X, trial.y)
    losses = [descent.squares(trial.X, trial.y, weights) for weights in path]
    for j, weights in enumerate(path[1:]):
        if _slopes(trial, weights)[j] != 0 or losses[j + 1] > losses[j]:
            return False
    note("loss falls" if losses[-1] < losses[0] else "loss stays")
    if not any(_slopes(trial, path[-1])):
        least = gradient_descent.minimum_norm(trial.X, trial.y)
        longer = inner(path[-1], path[-1]) - inner(least, least)
        note("solved, longer" if longer else "solved, of least norm")
        if longer < 0:
            return False
    X, y = ((Fraction(1), Fraction(2)),), (Fraction(1),)
    least = gradient_descent.minimum_norm(X, y)
    reached, shortest = (Fraction(1), ZERO), (Fraction(1, 5), Fraction(2, 5))
    return [*_sweep(X, y)[1:], least] == [reached, reached, shortest]


def _coordinate_descent_norm_twin(trial: RegressionTrial) -> bool:
    end = _sweep(trial.X, trial.y)[-1]
    return any(_slopes(trial, end)) or end == gradient_descent.minimum_norm(trial.X, trial.y)


LAW = Law(
    "further.coordinate-descent-norm",
    "Descent along one weight after the other never raises the loss, and where it ends at a "
    "solution that may be longer than the shortest, as on (1, 2).",
    strategies.regression_trials,
    _coordinate_descent_norm,
    "A solution at which it ends is the shortest.",
    _coordinate_descent_norm_twin,
    ("loss falls", "solved, longer", "solved, of least norm"),
)
