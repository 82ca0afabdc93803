"""The law of logistic.no-symmetry-to-break."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.strategies import RegressionTrial


def _logistic_no_symmetry(trial: RegressionTrial, note: Note) -> bool:
    first = descent.first_step("logistic-loss", trial, descent.zeros(trial), trial.rates[0])
    pull = descent.mean_along_columns(trial.X, descent.centred_labels(trial))
    descent.note_data(note, trial)
    return descent.separate_where(first, pull, note)


def _logistic_no_symmetry_twin(trial: RegressionTrial) -> bool:
    first = descent.first_step("logistic-loss", trial, descent.zeros(trial), trial.rates[0])
    return len(set(first)) == 1


LAW = Law(
    "logistic.no-symmetry-to-break",
    "From zero two weights separate at the first step just where X'(1/2 - y) differs between them.",
    strategies.labelled_trials,
    _logistic_no_symmetry,
    "Weights that start equal stay equal.",
    _logistic_no_symmetry_twin,
    ("separate at the first step", "together at first", "rank deficient"),
)
