"""Gradient descent on a polynomial loss, with slopes from differences of the loss alone.

Five equally spaced values give the slope of a polynomial of degree 4 at the middle one exactly (B.
Fornberg, Generation of finite difference formulas on arbitrarily spaced grids, 1988), so that no
derivative is written down, by hand or otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

Vector: TypeAlias = tuple[Fraction, ...]
Cost: TypeAlias = Callable[[Vector], Fraction]


def gradient(cost: Cost, weights: Vector) -> Vector:
    """The gradient of a loss that has degree 4 at most in each of the weights.

    >>> gradient(lambda w: w[0] ** 4 * w[1], (Fraction(1), Fraction(3)))
    (Fraction(12, 1), Fraction(1, 1))
    """

    def along(place: int, by: int) -> Fraction:
        return cost((*weights[:place], weights[place] + by, *weights[place + 1 :]))

    return tuple(
        Fraction(8 * (along(k, 1) - along(k, -1)) - (along(k, 2) - along(k, -2))) / 12
        for k in range(len(weights))
    )


def step(cost: Cost, weights: Vector, rate: Fraction) -> Vector:
    """The weights after one step of descent."""
    return tuple(w - rate * g for w, g in zip(weights, gradient(cost, weights), strict=True))


def descend(cost: Cost, start: Vector, rate: Fraction, steps: int) -> tuple[Vector, ...]:
    """The weights at the start and after each step.

    >>> descend(lambda w: w[0] ** 2 / 2, (Fraction(1),), Fraction(1, 2), 2)[-1]
    (Fraction(1, 4),)
    """
    made = [start]
    for _ in range(steps):
        made.append(step(cost, made[-1], rate))
    return tuple(made)
