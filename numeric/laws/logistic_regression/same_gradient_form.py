"""The law of logistic.same-gradient-form."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, added, inner, subtracted, times, transpose
from numeric.strategies import RegressionTrial


def _same_gradient_form(trial: RegressionTrial, note: Note) -> bool:
    rate, u, start = trial.rates[0], trial.direction, trial.start
    descent.note_data(note, trial)
    descent.note_start(note, start)
    seen = times(trial.X, u)
    note("the data see the direction" if any(seen) else "the data do not see the direction")
    # Squares, exactly: the form with the net input as prediction, and Taylor's formula.
    squared = descent.gradient("squared-loss", trial, start, rate)
    residuals = subtracted(times(trial.X, start), trial.y)
    risen = descent.squares(trial.X, trial.y, added(start, u)) - descent.squares(
        trial.X, trial.y, start
    )
    if squared != descent.mean_along_columns(trial.X, residuals):
        return False
    if risen != inner(squared, u) + descent.squared_length(seen) / (2 * len(trial.X)):
        return False
    # The logistic loss: the form with the probability as prediction is the gradient of the loss.
    for precision in (40, 80):
        by_step = descent.enclosed_gradient(trial, start, rate, precision)
        by_form = _logistic_form(trial, start, precision)
        if not all(
            a.low <= b.high and b.low <= a.high for a, b in zip(by_step, by_form, strict=True)
        ):
            return False
    return descent.is_logistic_gradient(
        trial, start, lambda precision: descent.enclosed_gradient(trial, start, rate, precision)
    )


def _logistic_form(trial: RegressionTrial, weights: Vector, precision: int) -> list[Enclosure]:
    """X'(sigma(Xw) - y)/m, written again here."""
    residuals = [
        enclosures.logistic(inner(x, weights), precision) - y
        for x, y in zip(trial.X, trial.y, strict=True)
    ]
    total = []
    for column in transpose(trial.X):
        entry = enclosures.point(0)
        for value, residual in zip(column, residuals, strict=True):
            entry = entry + value * residual
        total.append(entry * Fraction(1, len(residuals)))
    return total


def _same_gradient_form_twin(trial: RegressionTrial) -> bool:
    squared = descent.gradient("squared-loss", trial, trial.start, trial.rates[0])
    return descent.is_logistic_gradient(trial, trial.start, lambda precision: squared)


LAW = Law(
    "logistic.same-gradient-form",
    "X'(prediction - y)/m is the gradient of both losses: Taylor's formula holds with it.",
    strategies.labelled_trials,
    _same_gradient_form,
    "The gradient of the logistic loss is that of squares.",
    _same_gradient_form_twin,
    ("the data see the direction", "the data do not see the direction", "non-zero start"),
)
