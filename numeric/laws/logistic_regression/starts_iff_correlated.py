"""The law of logistic.starts-iff-correlated."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, gradient_descent, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, scaled, times
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _sign_of_rise_from_zero(trial: RegressionTrial, weights: Vector) -> int:
    """The sign of L(w) - L(0), for weights whose predictions are not all 1/2."""

    def difference(precision: int) -> Enclosure:
        here, there = (
            gradient_descent.logistic_mean_loss(trial.X, trial.y, point, precision)
            for point in (weights, descent.zeros(trial))
        )
        return here - there

    return enclosures.decided_sign(difference)


def _logistic_starts(trial: RegressionTrial, note: Note) -> bool:
    gradient = descent.mean_along_columns(trial.X, descent.centred_labels(trial))
    first = descent.first_step("logistic-loss", trial, descent.zeros(trial), trial.rates[0])
    note("starts" if any(gradient) else "does not start")
    if any(first) is not any(gradient):
        return False
    if any(gradient):
        # A step of 1/steepest is short enough to lower the loss: its second derivative along any
        # unit vector is at most trace(X'X) / (4m).
        steepest = sum(map(descent.squared_length, trial.X), ZERO) / (4 * len(trial.X))
        return _sign_of_rise_from_zero(trial, scaled(-1 / steepest, gradient)) < 0
    if any(map(any, trial.X)):
        note("blocked, with features")
    tried = [p for p in (trial.start, trial.direction) if any(times(trial.X, p))]
    return all(_sign_of_rise_from_zero(trial, point) > 0 for point in tried)


def _logistic_starts_twin(trial: RegressionTrial) -> bool:
    first = descent.first_step("logistic-loss", trial, descent.zeros(trial), trial.rates[0])
    return any(first) is any(descent.mean_along_columns(trial.X, trial.y))


LAW = Law(
    "logistic.starts-iff-correlated",
    "From zero the first step moves just where X'(1/2 - y) is not 0, just where another point "
    "has less loss.",
    strategies.labelled_trials,
    _logistic_starts,
    "It moves just where X'y is not 0.",
    _logistic_starts_twin,
    ("starts", "does not start", "blocked, with features"),
)
