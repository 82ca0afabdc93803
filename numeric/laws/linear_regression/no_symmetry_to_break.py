"""The law of linear.no-symmetry-to-break."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.strategies import RegressionTrial


def _no_symmetry(trial: RegressionTrial, note: Note) -> bool:
    first = descent.squared(trial, descent.zeros(trial), trial.rates[0])[1]
    b = descent.mean_along_columns(trial.X, trial.y)
    descent.note_data(note, trial)
    return descent.separate_where(first, b, note)


def _no_symmetry_twin(trial: RegressionTrial) -> bool:
    return all(
        len(set(weights)) == 1
        for weights in descent.squared(trial, descent.zeros(trial), trial.rates[0])
    )


LAW = Law(
    "linear.no-symmetry-to-break",
    "From zero two weights separate at the first step just where b differs between them.",
    strategies.regression_trials,
    _no_symmetry,
    "Weights that start equal stay equal.",
    _no_symmetry_twin,
    ("separate at the first step", "together at first", "rank deficient"),
)
