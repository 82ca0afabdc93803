"""The law of logistic.gradient-at-zero."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import scaled
from numeric.strategies import RegressionTrial

ONE = Fraction(1)


def _logistic_gradient_at_zero(trial: RegressionTrial, note: Note) -> bool:
    zeros, rate = descent.zeros(trial), trial.rates[0]
    expected = descent.mean_along_columns(trial.X, descent.centred_labels(trial))
    note("gradient not zero" if any(expected) else "gradient zero")
    descent.note_data(note, trial)
    enclosed = gradient_descent.enclosed_run(trial.X, trial.y, rate, 1)[1]
    return (
        descent.gradient("logistic-loss", trial, zeros, rate) == expected
        and enclosed == tuple(enclosures.point(-rate * g) for g in expected)
        and descent.is_logistic_gradient(trial, zeros, lambda precision: expected)
    )


def _logistic_gradient_at_zero_twin(trial: RegressionTrial) -> bool:
    b = descent.mean_along_columns(trial.X, trial.y)
    return descent.gradient("logistic-loss", trial, descent.zeros(trial), trial.rates[0]) == scaled(
        -ONE, b
    )


LAW = Law(
    "logistic.gradient-at-zero",
    "The gradient at zero is X'(1/2 - y)/m, the one in Taylor's formula of the loss.",
    strategies.labelled_trials,
    _logistic_gradient_at_zero,
    "It is -b, as for squares.",
    _logistic_gradient_at_zero_twin,
    ("gradient not zero", "gradient zero", "rank deficient"),
)
