"""Intervals with rational ends that surely hold a number which no rational is.

The arithmetic is exact, so nothing is rounded but the exponentials and logarithms: these come from
mpmath's interval context, which rounds outward, and are widened to a grid of 2^-precision so that
denominators do not grow. Signs are decided by raising the precision, never by a float. Source:
R. E. Moore, Interval Analysis, 1966.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

PRECISIONS = (40, 80, 160, 320, 640)
"""Binary digits behind the point, tried in turn."""

ZERO, ONE = Fraction(0), Fraction(1)


class Undecided(ArithmeticError):
    """The highest precision does not tell the sign: the number may well be zero."""


@dataclass(frozen=True)
class Enclosure:
    """A number known to lie between two rationals, both possible."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"the lower end {self.low} lies above the upper end {self.high}")

    @property
    def width(self) -> Fraction:
        """How far the ends are apart."""
        return self.high - self.low

    @property
    def sign(self) -> int | None:
        """The sign of every number held, or None where they do not share one."""
        if self.low > 0 or self.high < 0:
            return 1 if self.low > 0 else -1
        return 0 if self.low == self.high else None

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def __neg__(self) -> Enclosure:
        return Enclosure(-self.high, -self.low)

    def __add__(self, other: Inexact) -> Enclosure:
        low, high = _ends(other)
        return Enclosure(self.low + low, self.high + high)

    def __sub__(self, other: Inexact) -> Enclosure:
        low, high = _ends(other)
        return Enclosure(self.low - high, self.high - low)

    def __mul__(self, other: Inexact) -> Enclosure:
        if isinstance(other, Enclosure):
            corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
            return Enclosure(min(corners), max(corners))
        first, second = self.low * other, self.high * other
        return Enclosure(first, second) if other >= 0 else Enclosure(second, first)

    def __rsub__(self, other: int | Fraction) -> Enclosure:
        return -self + other

    __radd__ = __add__
    __rmul__ = __mul__


Inexact: TypeAlias = Enclosure | int | Fraction


def point(value: int | Fraction) -> Enclosure:
    """The enclosure of a rational by itself."""
    return Enclosure(Fraction(value), Fraction(value))


def logistic(z: Inexact, precision: int) -> Enclosure:
    """An enclosure of 1 / (1 + e^-z), exactly 1/2 at zero.

    >>> logistic(Fraction(1), 40).width < Fraction(1, 2**38), logistic(0, 40).low
    (True, Fraction(1, 2))
    """
    return _increasing(_logistic_at, z, precision)


def softplus(z: Inexact, precision: int) -> Enclosure:
    """An enclosure of log(1 + e^z), whose derivative is the logistic function.

    >>> Fraction(693147, 10**6) < softplus(0, 40).low < Fraction(693148, 10**6)
    True
    """
    return _increasing(_softplus_at, z, precision)


def log_two(precision: int) -> Enclosure:
    """An enclosure of log 2, at whose multiples the logistic function is rational."""
    iv = _context(precision)
    return _on_grid(iv.log(iv.mpf(2)), precision)


def decided_sign(enclose: Callable[[int], Enclosure]) -> int:
    """The sign of the number that ``enclose`` encloses at every precision.

    Raises ``Undecided`` when the highest precision leaves it open.

    >>> decided_sign(lambda precision: log_two(precision) - Fraction(2, 3))
    1
    """
    for precision in PRECISIONS:
        sign = enclose(precision).sign
        if sign is not None:
            return sign
    raise Undecided(f"{PRECISIONS[-1]} binary digits do not tell the sign")


def _ends(value: Inexact) -> tuple[Fraction, Fraction]:
    if isinstance(value, Enclosure):
        return value.low, value.high
    exactly = Fraction(value)
    return exactly, exactly


def _logistic_at(z: Fraction, precision: int) -> Enclosure:
    if z == 0:
        return point(Fraction(1, 2))
    if abs(z) > precision:  # e^-|z| < 2^-|z|, and mpmath is spared numbers of a million digits
        edge = Fraction(1, 2**precision)
        return Enclosure(ZERO, edge) if z < 0 else Enclosure(1 - edge, ONE)
    iv = _context(precision)
    return _on_grid(1 / (1 + iv.exp(-_interval(iv, z))), precision)


def _softplus_at(z: Fraction, precision: int) -> Enclosure:
    if abs(z) > precision:  # max(z, 0) < log(1 + e^z) < max(z, 0) + e^-|z|
        large = max(z, ZERO)
        return Enclosure(large, large + Fraction(1, 2**precision))
    iv = _context(precision)
    return _on_grid(iv.log(1 + iv.exp(_interval(iv, z))), precision)


def _increasing(
    at: Callable[[Fraction, int], Enclosure], value: Inexact, precision: int
) -> Enclosure:
    """The enclosure of an increasing function's values, from enclosures at the two ends."""
    low, high = _ends(value)
    first = at(low, precision)
    return first if low == high else Enclosure(first.low, at(high, precision).high)


def _on_grid(interval: Any, precision: int) -> Enclosure:
    grid = 2**precision
    below, above = (_rational(interval, end) * grid for end in (0, 1))
    return Enclosure(
        Fraction(below.numerator // below.denominator, grid),
        Fraction(-(-above.numerator // above.denominator), grid),
    )


@cache
def _context(precision: int) -> Any:
    from mpmath.ctx_iv import MPIntervalContext

    # A context of its own for each precision: the shared one would change under other callers.
    context = MPIntervalContext()
    context.prec = precision + 20
    return context


def _interval(iv: Any, value: Fraction) -> Any:
    return iv.mpf(value.numerator) / iv.mpf(value.denominator)


def _rational(interval: Any, end: int) -> Fraction:
    """The exact value of an end, which is finite: the arguments are at most as large as 640."""
    sign, mantissa, exponent, _ = interval._mpi_[end]
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -value if sign else value
