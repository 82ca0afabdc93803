"""The law of linear.eta-does-not-factor."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import scaled, subtracted, times
from numeric.strategies import RegressionTrial


def _eta_does_not_factor(trial: RegressionTrial, note: Note) -> bool:
    b = descent.mean_along_columns(trial.X, trial.y)
    a_b = descent.mean_along_columns(trial.X, times(trial.X, b))
    one, other = trial.rates
    first, second = (
        descent.squared(trial, descent.zeros(trial), rate, 2)[2] for rate in trial.rates
    )
    wedge = descent.minors(b, a_b)
    descent.note_data(note, trial)
    note("b is no eigenvector" if any(wedge) else "b is an eigenvector" if any(b) else "b is zero")
    note("directions differ" if any(descent.minors(first, second)) else "directions agree")
    return (
        first == subtracted(scaled(2 * one, b), scaled(one**2, a_b))
        and second == subtracted(scaled(2 * other, b), scaled(other**2, a_b))
        and descent.minors(first, second) == [2 * one * other * (one - other) * w for w in wedge]
    )


LAW = Law(
    "linear.eta-does-not-factor",
    "From zero w(2) = 2 eta b - eta^2 A b, and at two rates these are parallel just where b "
    "and A b are.",
    strategies.regression_trials,
    _eta_does_not_factor,
    "The rate factors out of w(2).",
    descent.second_step_factors,
    ("directions differ", "b is an eigenvector", "b is no eigenvector", "rank deficient"),
)
