"""Numbers that carry their own error: enclosures of exact values, and floats with a bound.

An `Interval` surely holds the exact value; a `Ball` is the float that a machine computes and a
bound on its distance from the exact value. Both have the arithmetic that the learning rules use,
so a rule runs on them as it stands (Moore, Interval Analysis, 1966).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeAlias

from numeric.floats import round_up

BITS = 160
"""Binary places that an interval's ends keep."""

Exact: TypeAlias = "int | Fraction | Interval"


class Undecided(ArithmeticError):
    """An interval is too wide to tell its value from 0."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A real number known to lie between ``low / 2**BITS`` and ``high / 2**BITS``.

    Sums and products with int and Fraction work; a product with an exact 0 is the exact 0.

    >>> third = Interval.around(Fraction(1, 3))
    >>> third.lower < Fraction(1, 3) < third.upper
    True
    >>> third * 0
    Fraction(0, 1)
    """

    low: int
    high: int

    @classmethod
    def around(cls, value: int | Fraction) -> Interval:
        """The least interval that holds a rational."""
        return cls(_floor(value), _ceiling(value))

    @property
    def lower(self) -> Fraction:
        """The lower end."""
        return Fraction(self.low, 1 << BITS)

    @property
    def upper(self) -> Fraction:
        """The upper end."""
        return Fraction(self.high, 1 << BITS)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Exact) -> Interval:
        if isinstance(other, Interval):
            return Interval(self.low + other.low, self.high + other.high)
        if isinstance(other, (int, Fraction)):
            return self + Interval.around(other)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Exact) -> Interval:
        if isinstance(other, (int, Fraction, Interval)):
            return self + (-other)
        return NotImplemented

    def __rsub__(self, other: Exact) -> Interval:
        return -self + other

    # Any: the product with an exact 0 is exact, so the type depends on the value.
    def __mul__(self, other: Exact) -> Any:
        if isinstance(other, Interval):
            ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
            return Interval(min(ends) >> BITS, -(-max(ends) >> BITS))
        if isinstance(other, (int, Fraction)):
            if other == 0:
                return Fraction(0)
            ends = [self.low * other.numerator, self.high * other.numerator]
            return Interval(min(ends) // other.denominator, -(-max(ends) // other.denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __lt__(self, other: Exact) -> bool:
        return sign(self - other) < 0

    def __gt__(self, other: Exact) -> bool:
        return sign(self - other) > 0

    def __bool__(self) -> bool:
        return sign(self) != 0  # never True by default, as an object would be


def sign(value: Exact) -> int:
    """-1, 0 or 1; raises `Undecided` where an interval does not tell.

    >>> sign(Interval(1, 2)), sign(Fraction(0)), sign(Interval(0, 0))
    (1, 0, 0)
    """
    if not isinstance(value, Interval):
        return (value > 0) - (value < 0)
    if value.low > 0:
        return 1
    if value.high < 0:
        return -1
    if value.low == value.high == 0:
        return 0
    raise Undecided(f"0 lies within the interval from {value.low} to {value.high} over 2**{BITS}")


def any_not_zero(values: Iterable[Exact]) -> bool:
    """Whether one of the numbers is surely not 0; `Undecided` where only undecided ones might be.

    >>> any_not_zero([Interval(-1, 1), Fraction(1)]), any_not_zero([0, Interval(0, 0)])
    (True, False)
    """
    undecided: Undecided | None = None
    for value in values:
        try:
            if sign(value):
                return True
        except Undecided as problem:
            undecided = problem
    if undecided:
        raise undecided
    return False


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

    def holds(self, exact: Exact) -> bool:
        """Whether the exact number may be what this float stands for: its error is within bound."""
        value, radius = Fraction(self.value), Fraction(self.radius)
        lower, upper = _ends(exact)
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
    if isinstance(z, float):
        grown = math.exp(-abs(z))
        return 1 / (1 + grown) if z >= 0 else grown / (1 + grown)
    if isinstance(z, Ball):
        return _rounded(logistic, z, Fraction(1, 4))
    if not isinstance(z, Interval) and z == 0:
        return Fraction(1, 2)
    lower, upper = _ends(z)
    return Interval(_enclosed_logistic(lower).low, _enclosed_logistic(upper).high)


def tanh(z: Any) -> Any:
    """The hyperbolic tangent, of the kind of number that z is; exactly 0 at an exact 0.

    >>> tanh(0), tanh(0.0)
    (Fraction(0, 1), 0.0)
    """
    if isinstance(z, float):
        return math.tanh(z)
    if isinstance(z, Ball):
        return _rounded(tanh, z, Fraction(1))
    if not isinstance(z, Interval) and z == 0:
        return Fraction(0)
    return 2 * logistic(2 * z) - 1


def _rounded(function: Any, z: Ball, steepest: Fraction) -> Ball:
    """What the machine makes of a function whose slope is at most ``steepest`` in magnitude."""
    value = function(z.value)
    lower, upper = _ends(function(Fraction(z.value)))
    # Nothing is assumed of the machine's exponential: its value is held against an enclosure.
    farther = max(lower, upper, key=lambda end: abs(end - Fraction(value)))
    return _ball(value, farther, steepest * Fraction(z.radius))


def _ball(value: float, exact: Fraction, inherited: Fraction) -> Ball:
    if not math.isfinite(value):
        raise OverflowError("the run left the range of float64")
    return Ball(value, round_up(inherited + abs(exact - Fraction(value))))


def _ends(value: Exact) -> tuple[Fraction, Fraction]:
    if isinstance(value, Interval):
        return value.lower, value.upper
    return Fraction(value), Fraction(value)


def _floor(value: int | Fraction) -> int:
    return (value.numerator << BITS) // value.denominator


def _ceiling(value: int | Fraction) -> int:
    return -(-(value.numerator << BITS) // value.denominator)


_FLAT = 128
"""Beyond this the logistic function is within 2**-BITS of its limit, as e^128 > 2**184."""


@cache
def _context() -> Any:
    from mpmath.ctx_iv import MPIntervalContext

    context: Any = MPIntervalContext()  # one of our own: the shared one's precision is not ours
    context.prec = BITS + 40
    return context


@lru_cache(4096)  # value and slope ask at the same argument
def _enclosed_logistic(z: Fraction) -> Interval:
    if abs(z) > _FLAT:
        one = 1 << BITS
        return Interval(one - 1, one) if z > 0 else Interval(0, 1)
    from mpmath import libmp

    iv = _context()
    argument = iv.mpf(z.numerator) / iv.mpf(z.denominator)
    lower, upper = (
        Fraction(*map(int, libmp.to_rational(end))) for end in (1 / (1 + iv.exp(-argument)))._mpi_
    )
    return Interval(_floor(lower), _ceiling(upper))
