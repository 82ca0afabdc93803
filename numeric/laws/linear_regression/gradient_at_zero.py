"""The law of linear.gradient-at-zero."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import inner, scaled, times
from numeric.strategies import RegressionTrial

ONE = Fraction(1)


def _gradient_at_zero(trial: RegressionTrial, note: Note) -> bool:
    zeros, rate, u = descent.zeros(trial), trial.rates[0], trial.direction
    b = descent.mean_along_columns(trial.X, trial.y)
    note("gradient not zero" if any(b) else "gradient zero")
    descent.note_data(note, trial)
    # Taylor's formula for a quadratic: the remainder is exactly s^2 |Xu|^2 / (2m).
    curved = rate**2 * descent.squared_length(times(trial.X, u)) / (2 * len(trial.X))
    risen = descent.squares(trial.X, trial.y, scaled(rate, u)) - descent.squares(
        trial.X, trial.y, zeros
    )
    return (
        descent.gradient("squared-loss", trial, zeros, rate) == scaled(-ONE, b)
        and descent.squared(trial, zeros, rate, 1)[1] == scaled(rate, b)
        and risen == -rate * inner(b, u) + curved
    )


def _gradient_at_zero_twin(trial: RegressionTrial) -> bool:
    b = descent.mean_along_columns(trial.X, trial.y)
    return descent.gradient("squared-loss", trial, trial.start, trial.rates[0]) == scaled(-ONE, b)


LAW = Law(
    "linear.gradient-at-zero",
    "The gradient at zero is -b, the one in Taylor's formula of the loss.",
    strategies.regression_trials,
    _gradient_at_zero,
    "It is -b everywhere.",
    _gradient_at_zero_twin,
    ("gradient not zero", "gradient zero", "rank deficient"),
)
