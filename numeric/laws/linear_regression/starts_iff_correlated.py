"""The law of linear.starts-iff-correlated."""

from __future__ import annotations

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.strategies import RegressionTrial


def _starts_iff_correlated(trial: RegressionTrial, note: Note) -> bool:
    zeros = descent.zeros(trial)
    first = descent.squared(trial, zeros, trial.rates[0], 1)[1]
    correlated = any(descent.mean_along_columns(trial.X, trial.y))
    best = descent.squares(trial.X, trial.y, gradient_descent.minimum_norm(trial.X, trial.y))
    note("starts" if correlated else "does not start")
    if not correlated and any(trial.y) and any(map(any, trial.X)):
        note("blocked, with features and targets")
    return any(first) is correlated is (best < descent.squares(trial.X, trial.y, zeros))


def _starts_iff_correlated_twin(trial: RegressionTrial) -> bool:
    first = descent.squared(trial, descent.zeros(trial), trial.rates[0], 1)[1]
    return any(first) is (any(trial.y) and any(map(any, trial.X)))


LAW = Law(
    "linear.starts-iff-correlated",
    "From zero the first step moves just where X'y is not 0, just where another point has "
    "less loss.",
    strategies.regression_trials,
    _starts_iff_correlated,
    "It moves just where neither X nor y is 0.",
    _starts_iff_correlated_twin,
    ("starts", "does not start", "blocked, with features and targets"),
)
