"""The law of logistic.half-at-zero."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, gradient_descent, learners, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import inner
from numeric.strategies import RegressionTrial

HALF = Fraction(1, 2)
ZERO = Fraction(0)


def _half_at_zero(trial: RegressionTrial, note: Note) -> bool:
    note("features not all zero" if any(map(any, trial.X)) else "no features")
    run = descent.by_rule("logistic-loss", trial, descent.zeros(trial), trial.rates[0])
    rule = gradient_descent.RULES["logistic-loss"](learning_rate=float(trial.rates[0]))
    rows = [[float(value) for value in row] for row in trial.X]
    in_floats = learners.run(rule, [0.0] * len(rows[0]), rows, [float(y) for y in trial.y])
    return (
        # As it is written, since the float 0.5 equals the fraction.
        tuple(map(str, run.predictions)) == ("1/2",) * len(trial.X)
        and in_floats.predictions == (0.5,) * len(trial.X)
        and enclosures.logistic(ZERO, 40) == enclosures.point(HALF)
    )


def _half_at_zero_twin(trial: RegressionTrial) -> bool:
    return all(HALF in enclosures.logistic(inner(x, trial.start), 80) for x in trial.X)


LAW = Law(
    "logistic.half-at-zero",
    "From zero every first prediction is exactly 1/2.",
    strategies.labelled_trials,
    _half_at_zero,
    "It is from every start.",
    _half_at_zero_twin,
    ("features not all zero",),
)
