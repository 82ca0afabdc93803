"""The law of linear.random-start-costs-loss."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, scaled, times
from numeric.strategies import RegressionTrial


def _quartic(trial: RegressionTrial, weights: Vector) -> Fraction:
    """Another loss that is convex in the weights."""
    return descent.squares(trial.X, trial.y, weights, 4)


def _costs(trial: RegressionTrial, note: Note) -> bool:
    rate, opposite = trial.rates[0], scaled(Fraction(-1), trial.start)
    descent.note_data(note, trial)
    one, other, from_zero = (
        descent.squared(trial, start, rate)
        for start in (trial.start, opposite, descent.zeros(trial))
    )
    left = descent.powers_of_step(trial, rate, trial.start, trial.steps)
    costs: list[Fraction] = []
    for w, v, z, d in zip(one, other, from_zero, left, strict=True):
        losses = [descent.squares(trial.X, trial.y, weights) for weights in (w, v, z)]
        cost = (losses[0] + losses[1]) / 2 - losses[2]
        if cost != descent.squared_length(times(trial.X, d)) / (2 * len(trial.X)):
            return False
        costs.append(cost)
    note("it costs" if costs[0] else "it costs nothing")
    if bool(costs[0]) is not any(times(trial.X, trial.start)):
        return False
    ends = [_quartic(trial, weights) for weights in (trial.start, opposite, descent.zeros(trial))]
    note("single start better" if ends[0] < ends[2] else "single start no better")
    return ends[0] + ends[1] >= 2 * ends[2]


def _costs_twin(trial: RegressionTrial) -> bool:
    losses = [
        descent.squares(trial.X, trial.y, weights)
        for weights in (trial.start, descent.zeros(trial))
    ]
    return losses[0] >= losses[1]


LAW = Law(
    "linear.random-start-costs-loss",
    "The mean loss of the runs from a start and its opposite is that of the run from zero and half "
    "d'Ad more, d = (I - eta A)^t w(0); at the start the fourth powers have the sign as well.",
    strategies.regression_trials,
    _costs,
    "No start has a smaller loss than zero.",
    _costs_twin,
    ("it costs", "it costs nothing", "single start better", "rank deficient"),
)
