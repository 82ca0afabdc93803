"""The law of linear.no-features-no-learning."""

from __future__ import annotations

from fractions import Fraction

from numeric import gradient_descent, learners, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _no_features(trial: RegressionTrial, note: Note) -> bool:
    empty = tuple(descent.zeros(trial) for _ in trial.X)
    descent.note_start(note, trial.start)
    note("targets not zero" if any(trial.y) else "targets zero")
    path = gradient_descent.exact_run(empty, trial.y, trial.rates[0], trial.steps, trial.start)
    rule = gradient_descent.RULES["squared-loss"](learning_rate=trial.rates[0])
    run = learners.run(rule, trial.start, empty, trial.y, 2)
    met = (*path, *run.weights)
    return met == (trial.start,) * len(met)


def _no_features_twin(trial: RegressionTrial) -> bool:
    rows = tuple((ZERO, *row[1:]) for row in trial.X)
    path = gradient_descent.exact_run(rows, trial.y, trial.rates[0], trial.steps, trial.start)
    return set(path) == {trial.start}


LAW = Law(
    "linear.no-features-no-learning",
    "For X = 0 the weights never move, from any start.",
    strategies.regression_trials,
    _no_features,
    "They never move where one feature is 0 in all samples.",
    _no_features_twin,
    ("non-zero start", "targets not zero"),
)
