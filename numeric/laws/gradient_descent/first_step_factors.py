"""The law of gd.first-step-factors."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import scaled
from numeric.strategies import RegressionTrial

HALF = Fraction(1, 2)
ZERO = Fraction(0)


def _slope_at_zero(name: str) -> Callable[[Fraction], Fraction]:
    """The derivative by the net input at 0, as a function of the label."""
    slopes: dict[str, Callable[[Fraction], Fraction]] = {
        "squared-loss": lambda y: -y,
        "quartic-loss": lambda y: -(y**3),
        "logistic-loss": lambda y: HALF - y,
    }
    return slopes[name]


def _first_step_factors(trial: RegressionTrial, note: Note) -> bool:
    zeros = descent.zeros(trial)
    descent.note_data(note, trial)
    note("rate above one" if trial.rates[0] > 1 else "rate at most one")
    for name in gradient_descent.RULES:
        gradient = descent.mean_along_columns(trial.X, [_slope_at_zero(name)(y) for y in trial.y])
        steps = [descent.first_step(name, trial, zeros, rate) for rate in trial.rates]
        expected = [scaled(-rate, gradient) for rate in trial.rates]
        note("moves" if any(gradient) else "stays")
        if steps != expected:
            return False

    def slope(z: Fraction, y: Fraction) -> Fraction:  # of a loss that none of the rules has
        return z * z + trial.factor * z + 3 * y - trial.factor

    steps = [gradient_descent.descend(zeros, trial.X, trial.y, r, slope) for r in trial.rates]
    gradient = descent.mean_along_columns(trial.X, [slope(ZERO, y) for y in trial.y])
    return steps == [scaled(-rate, gradient) for rate in trial.rates]


LAW = Law(
    "gd.first-step-factors",
    "From zero the first step is minus the rate times the gradient, for squares, fourth "
    "powers, the logistic loss and a loss that is not convex.",
    strategies.labelled_trials,
    _first_step_factors,
    "So are two steps.",
    descent.second_step_factors,
    ("moves", "stays", "rate above one", "rank deficient"),
)
