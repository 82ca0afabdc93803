"""The law of linear.target-scaling."""

from __future__ import annotations

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import scaled
from numeric.strategies import RegressionTrial


def _target_scaling(trial: RegressionTrial, note: Note) -> bool:
    c, rate = trial.factor, trial.rates[0]
    note("negative factor" if c < 0 else "positive factor" if c > 0 else "zero factor")
    descent.note_data(note, trial)
    path = descent.squared(trial, descent.zeros(trial), rate)
    moved = gradient_descent.exact_run(trial.X, scaled(c, trial.y), rate, trial.steps)
    return moved == tuple(scaled(c, weights) for weights in path)


def _target_scaling_twin(trial: RegressionTrial) -> bool:
    c, rate = trial.factor, trial.rates[0]
    path = descent.squared(trial, trial.start, rate)
    moved = gradient_descent.exact_run(trial.X, scaled(c, trial.y), rate, trial.steps, trial.start)
    return moved == tuple(scaled(c, weights) for weights in path)


LAW = Law(
    "linear.target-scaling",
    "From zero, targets times c give weights times c.",
    strategies.regression_trials,
    _target_scaling,
    "So they do from every start.",
    _target_scaling_twin,
    ("negative factor", "positive factor", "zero factor", "rank deficient"),
)
