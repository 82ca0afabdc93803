"""The law of linear.minimum-norm."""

from __future__ import annotations

from numeric import gradient_descent
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, added, inner, null_projection, row_projection, scaled, times
from numeric.strategies import SpectralTrial


def _solution_by_eigenvectors(trial: SpectralTrial) -> Vector:
    """X^+ y as the sum over lambda > 0 of (q . b / lambda) q."""
    b = descent.mean_along_columns(trial.X, trial.y)
    total = descent.zeros(trial)
    for vector, value in zip(trial.basis, trial.eigenvalues, strict=True):
        if value > 0:
            total = added(total, scaled(inner(vector, b) / value, vector))
    return total


def _minimum_norm(trial: SpectralTrial, note: Note) -> bool:
    descent.note_data(note, trial)
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    b = descent.mean_along_columns(trial.X, trial.y)
    in_rows, in_null = row_projection(trial.X), null_projection(trial.X)
    null_part = times(in_null, trial.start)
    note("start outside the row space" if any(null_part) else "start in the row space")
    from_zero = descent.squared(trial, descent.zeros(trial), trial.rate)
    from_start = descent.squared(trial, trial.start, trial.rate)
    limit = added(solution, null_part)
    to_zero, to_start = descent.errors(from_zero, solution), descent.errors(from_start, limit)
    rho = descent.rho(trial)
    return (
        # the least-squares solution of least norm, twice
        solution == _solution_by_eigenvectors(trial) == times(in_rows, solution)
        and descent.mean_along_columns(trial.X, times(trial.X, limit)) == b
        and descent.squared_length(limit)
        == descent.squared_length(solution) + descent.squared_length(null_part)
        # never out of the row space, and ever nearer to the limit
        and all(times(in_rows, weights) == weights for weights in from_zero)
        and all(times(in_null, weights) == null_part for weights in from_start)
        and rho < 1
        and descent.multiplied_each_step(trial, to_zero)
        and descent.multiplied_each_step(trial, to_start)
        and descent.within(to_zero, rho)
        and descent.within(to_start, rho)
    )


def _minimum_norm_twin(trial: SpectralTrial) -> bool:
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    return descent.within(
        descent.errors(descent.squared(trial, trial.start, trial.rate), solution),
        descent.rho(trial),
    )


LAW = Law(
    "linear.minimum-norm",
    "For rates below 2/largest the run closes in on X^+ y, from elsewhere than zero on that "
    "plus the start's null-space part, by a factor below 1 in each step.",
    descent.stable,
    _minimum_norm,
    "It closes in on X^+ y from every start.",
    _minimum_norm_twin,
    ("rank deficient", "fewer samples than features", "start outside the row space"),
)
