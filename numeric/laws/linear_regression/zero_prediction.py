"""The law of linear.zero-prediction."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import times
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _zero_prediction(trial: RegressionTrial, note: Note) -> bool:
    m = len(trial.X)
    run = descent.by_rule("squared-loss", trial, descent.zeros(trial), trial.rates[0])
    note("features not all zero" if any(map(any, trial.X)) else "no features")
    if any(trial.start) and not any(times(trial.X, trial.start)):
        note("another start predicts zero too")
    return run.net_inputs == run.predictions == (ZERO,) * m


def _zero_prediction_twin(trial: RegressionTrial) -> bool:
    run = descent.by_rule("squared-loss", trial, trial.start, trial.rates[0])
    return not any(run.predictions)


LAW = Law(
    "linear.zero-prediction",
    "From zero the first predictions are 0.",
    strategies.regression_trials,
    _zero_prediction,
    "From every start they are.",
    _zero_prediction_twin,
    ("features not all zero", "another start predicts zero too"),
)
