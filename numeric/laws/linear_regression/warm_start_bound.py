"""The law of linear.warm-start-bound."""

from __future__ import annotations

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import added, null_projection, times
from numeric.strategies import SpectralTrial


def _warm_start_bound(trial: SpectralTrial, note: Note) -> bool:
    descent.note_data(note, trial)
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    target = added(solution, times(null_projection(trial.X), trial.start))
    errors = descent.errors(descent.squared(trial, trial.start, trial.rate), target)
    rho = descent.rho(trial)
    if (
        any(errors[0])
        and rho > 0
        and descent.squared_length(errors[-1])
        == rho ** (2 * trial.steps) * descent.squared_length(errors[0])
    ):
        note("bound attained")
    note("bound below the first error" if rho < 1 else "bound not below the first error")
    return descent.within(errors, rho)


def _warm_start_bound_twin(trial: SpectralTrial) -> bool:
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    return descent.within(
        descent.errors(descent.squared(trial, trial.start, trial.rate), solution),
        descent.rho(trial),
    )


LAW = Law(
    "linear.warm-start-bound",
    "The distance from the solution with the start's own null-space part is at most rho^t "
    "times the first, rho being the largest |1 - eta lambda| over the row space.",
    strategies.spectral_trials,
    _warm_start_bound,
    "So is the distance from X^+ y, from every start.",
    _warm_start_bound_twin,
    ("bound attained", "rank deficient", "bound below the first error"),
)
