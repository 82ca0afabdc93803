"""Intervals with rational ends that surely hold a number which no rational is.

The one interval arithmetic of this package; learning rules and networks run on it as it stands.
It is exact, so nothing is rounded but exponentials and logarithms, which come from mpmath's
interval context, rounded outward, and are widened to a grid of 2^-precision, and ends that have
become very long. Signs are decided by raising the precision, never by a float. Source: R. E.
Moore, Interval Analysis, 1966.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeAlias

PRECISIONS = (40, 80, 160, 320, 640)
"""Binary digits behind the point, tried in turn."""

LONGEST = 2048
"""Ends of a product whose denominators have more binary digits are rounded to half as many."""

ZERO, ONE = Fraction(0), Fraction(1)


class Undecided(ArithmeticError):
    """What is known of a number does not tell its sign: it may well be zero."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A number known to lie between two rationals, both possible.

    Sums and products with int and Fraction work; a product with an exact 0 is the exact 0.

    >>> third = Enclosure(Fraction(333, 1000), Fraction(334, 1000))
    >>> Fraction(1, 3) in third, third < 1, third * 0
    (True, True, Fraction(0, 1))
    """

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
        if not isinstance(other, (Enclosure, int, Fraction)):
            return NotImplemented
        low, high = ends(other)
        return Enclosure(self.low + low, self.high + high)

    def __sub__(self, other: Inexact) -> Enclosure:
        if not isinstance(other, (Enclosure, int, Fraction)):
            return NotImplemented
        return self + (-other)

    def __rsub__(self, other: int | Fraction) -> Enclosure:
        return -self + other

    # Any: the product with an exact 0 is exact, so the type depends on the value.
    def __mul__(self, other: Inexact) -> Any:
        if isinstance(other, Enclosure):
            corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
            return _rounded_where_long(min(corners), max(corners))
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        if other == 0:
            return ZERO
        first, second = sorted((self.low * other, self.high * other))
        return _rounded_where_long(first, second)

    __radd__ = __add__
    __rmul__ = __mul__

    def __lt__(self, other: Inexact) -> bool:
        return sign(self - other) < 0

    def __gt__(self, other: Inexact) -> bool:
        return sign(self - other) > 0

    def __bool__(self) -> bool:
        return sign(self) != 0  # never True by default, as an object would be


Inexact: TypeAlias = Enclosure | int | Fraction


def point(value: int | Fraction) -> Enclosure:
    """The enclosure of a rational by itself."""
    return Enclosure(Fraction(value), Fraction(value))


def sign(value: Inexact) -> int:
    """-1, 0 or 1; raises `Undecided` where an enclosure does not tell.

    >>> sign(Enclosure(Fraction(1), Fraction(2))), sign(Fraction(0)), sign(point(0))
    (1, 0, 0)
    """
    if not isinstance(value, Enclosure):
        return (value > 0) - (value < 0)
    if value.sign is None:
        raise Undecided("0 lies within the enclosure of a number, whose sign is left open")
    return value.sign


def any_not_zero(values: Iterable[Inexact]) -> bool:
    """Whether one of the numbers is surely not 0; `Undecided` where only undecided ones might be.

    >>> wide = Enclosure(Fraction(-1), Fraction(1))
    >>> any_not_zero([wide, Fraction(1)]), any_not_zero([0, point(0)])
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
        found = enclose(precision).sign
        if found is not None:
            return found
    raise Undecided(f"{PRECISIONS[-1]} binary digits do not tell the sign")


def ends(value: Inexact) -> tuple[Fraction, Fraction]:
    """The lower and the upper end, one and the same for a rational."""
    if isinstance(value, Enclosure):
        return value.low, value.high
    exactly = Fraction(value)
    return exactly, exactly


def _rounded_where_long(low: Fraction, high: Fraction) -> Enclosure:
    """The enclosure with these ends, rounded outward where they are too long to go on with."""
    if max(low.denominator.bit_length(), high.denominator.bit_length()) <= LONGEST:
        return Enclosure(low, high)
    return Enclosure(*_outward(low, high, LONGEST // 2))


def _outward(low: Fraction, high: Fraction, places: int) -> tuple[Fraction, Fraction]:
    """Ends with so many binary places, the lower one rounded down and the upper one up."""
    below, above = low * 2**places, high * 2**places
    return (
        Fraction(below.numerator // below.denominator, 2**places),
        Fraction(-(-above.numerator // above.denominator), 2**places),
    )


@lru_cache(4096)  # a network asks for value and slope at the same argument
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
    low, high = ends(value)
    first = at(low, precision)
    return first if low == high else Enclosure(first.low, at(high, precision).high)


def _on_grid(interval: Any, precision: int) -> Enclosure:
    low, high = (_rational(interval, end) for end in (0, 1))
    return Enclosure(*_outward(low, high, precision))


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
    negative, mantissa, exponent, _ = interval._mpi_[end]
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -value if negative else value
