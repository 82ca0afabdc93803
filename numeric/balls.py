"""Floats that carry a bound on their error, and sigmoids of every kind of number.

A `Ball` is the float that a machine computes and a bound on its distance from the exact value. It
has the arithmetic that the learning rules use, so a rule runs on it as it stands.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from numeric import enclosures, given
from numeric.enclosures import Enclosure, Inexact, ends
from numeric.floats import round_up

BITS = 160
"""Binary places of a sigmoid's enclosure, where the argument is exact or enclosed."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A float64 number, and an upper bound on its distance from the exact number it stands for.

    The value is what float64 computes; the rounding error of each operation is found exactly, in
    rationals, so that no law of floating point is taken on trust, underflow included.

    >>> tenth = Ball.around(Fraction(1, 10))
    >>> (tenth + tenth + tenth).value, (tenth + tenth + tenth).holds(Fraction(3, 10))
    (0.30000000000000004, True)
    """

    value: float
    radius: float

    @classmethod
    def around(cls, exact: int | Fraction) -> Ball:
        """The nearest float to a rational; raises ``OverflowError`` beyond float64."""
        return _ball(float(exact), Fraction(exact), Fraction(0))

    def holds(self, exact: Inexact) -> bool:
        """Whether the exact number may be what this float stands for: its error is within bound."""
        value, radius = Fraction(self.value), Fraction(self.radius)
        lower, upper = ends(exact)
        return lower - radius <= value <= upper + radius

    def __neg__(self) -> Ball:
        return Ball(-self.value, self.radius)

    def __add__(self, other: Ball | int | Fraction) -> Ball:
        if isinstance(other, (int, Fraction)):
            other = Ball.around(other)
        if not isinstance(other, Ball):
            return NotImplemented
        exact = Fraction(self.value) + Fraction(other.value)
        return _ball(
            self.value + other.value, exact, Fraction(self.radius) + Fraction(other.radius)
        )

    __radd__ = __add__

    def __sub__(self, other: Ball | int | Fraction) -> Ball:
        if isinstance(other, (int, Fraction, Ball)):
            return self + (-other)
        return NotImplemented

    def __rsub__(self, other: int | Fraction) -> Ball:
        return -self + other

    def __mul__(self, other: Ball | int | Fraction) -> Ball:
        if isinstance(other, (int, Fraction)):
            other = Ball.around(other)
        if not isinstance(other, Ball):
            return NotImplemented
        a, b = Fraction(self.value), Fraction(other.value)
        r, s = Fraction(self.radius), Fraction(other.radius)
        return _ball(self.value * other.value, a * b, abs(a) * s + r * abs(b) + r * s)

    __rmul__ = __mul__


def logistic(z: Any) -> Any:
    """1 / (1 + e^-z), of the kind of number that z is; exactly 1/2 at an exact 0.

    >>> logistic(0), logistic(0.0)
    (Fraction(1, 2), 0.5)
    """
    z = given.number("z", z, (Ball, Enclosure))
    if isinstance(z, float):
        grown = math.exp(-abs(z))
        return 1 / (1 + grown) if z >= 0 else grown / (1 + grown)
    if isinstance(z, Ball):
        return _rounded(logistic, z, Fraction(1, 4))
    if not isinstance(z, Enclosure) and z == 0:
        return Fraction(1, 2)
    return enclosures.logistic(z, BITS)


def tanh(z: Any) -> Any:
    """The hyperbolic tangent, of the kind of number that z is; exactly 0 at an exact 0.

    >>> tanh(0), tanh(0.0)
    (Fraction(0, 1), 0.0)
    """
    z = given.number("z", z, (Ball, Enclosure))
    if isinstance(z, float):
        return math.tanh(z)
    if isinstance(z, Ball):
        return _rounded(tanh, z, Fraction(1))
    if not isinstance(z, Enclosure) and z == 0:
        return Fraction(0)
    return 2 * logistic(2 * z) - 1


def _rounded(function: Any, z: Ball, steepest: Fraction) -> Ball:
    """What the machine makes of a function whose slope is at most ``steepest`` in magnitude."""
    value = function(z.value)
    lower, upper = ends(function(Fraction(z.value)))
    # Nothing is assumed of the machine's exponential: its value is held against an enclosure.
    farther = max(lower, upper, key=lambda end: abs(end - Fraction(value)))
    return _ball(value, farther, steepest * Fraction(z.radius))


def _ball(value: float, exact: Fraction, inherited: Fraction) -> Ball:
    if not math.isfinite(value):
        raise OverflowError("the run left the range of float64")
    return Ball(value, round_up(inherited + abs(exact - Fraction(value))))
