"""The law of convex.stationary-iff-optimal."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, inner, scaled
from numeric.strategies import RegressionTrial

ONE = Fraction(1)
ZERO = Fraction(0)


def _stationary_iff_optimal(trial: RegressionTrial, note: Note) -> bool:
    zeros = descent.zeros(trial)
    descent.note_data(note, trial)
    best = gradient_descent.minimum_norm(trial.X, trial.y)
    points = (trial.start, trial.direction, scaled(trial.factor, trial.direction), best)
    for name, power in (("squared-loss", 2), ("quartic-loss", 4)):

        def loss(weights: Vector, power: int = power) -> Fraction:
            return descent.squares(trial.X, trial.y, weights, power)

        gradient = descent.gradient(name, trial, zeros, trial.rates[0])
        at_zero = loss(zeros)
        if any(gradient):
            note("not stationary")
            if not _falls_along(loss, scaled(-ONE, gradient)):
                return False
        else:
            note("stationary")
            note("stationary, labels not fitted" if at_zero > 0 else "stationary, labels fitted")
            if any(loss(point) < at_zero for point in points):
                return False
        if power == 2 and (loss(best) < at_zero) is not any(gradient):
            return False
    return True


def _falls_along(loss: Callable[[Vector], Fraction], direction: Vector) -> bool:
    """Whether the loss is below its value at zero for some step 1, 1/4, ... along a direction."""
    at_zero = loss(scaled(ZERO, direction))
    return any(loss(scaled(Fraction(1, 4**k), direction)) < at_zero for k in range(40))


def _stationary_is_optimal_for_products(trial: RegressionTrial) -> bool:
    """The first weight is a product u v, as in a network: at u = v = 0 the gradient is 0."""
    column = [x[0] for x in trial.X]

    def loss(u: Fraction, v: Fraction) -> Fraction:
        return descent.squares(tuple((x,) for x in column), trial.y, (u * v,))

    # Along u alone and along v alone nothing changes at 0, so the gradient there is 0.
    flat = loss(ONE, ZERO) == loss(ZERO, ONE) == loss(ZERO, ZERO)
    sizes = descent.squared_length(column)
    best = inner(column, trial.y) / sizes if sizes else ZERO
    return flat and loss(ZERO, ZERO) <= loss(ONE, best)


LAW = Law(
    "convex.stationary-iff-optimal",
    "Squares and fourth powers: the gradient at zero is 0 just where no point has less loss.",
    strategies.regression_trials,
    _stationary_iff_optimal,
    "So it is where a weight is a product of two, as in a network.",
    _stationary_is_optimal_for_products,
    ("stationary, labels not fitted", "stationary", "not stationary", "rank deficient"),
)
