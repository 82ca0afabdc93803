"""Numbers of an exact run: fractions, and intervals where exponentials and roots occur.

An interval surely holds the value; where its ends do not say which of two numbers is the greater,
`Uncertain` is raised and the run is done again with more digits.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import exp, isqrt, log, sqrt
from typing import Any

from proofs.enclosure import Enclosure, Uncertain, rational
from proofs.evaluation import Undefined

PRECISIONS = (64, 200, 600)
"""Binary digits carried, tried in turn."""
_LARGEST = 12
"""Exponentials are of numbers whose size is below this power of 2."""
_MOST_KEPT = 200_000


@lru_cache(maxsize=1)
def _operations() -> dict[str, Any]:
    """mpmath's interval arithmetic, rounded outward, on pairs of ends: without its objects."""
    from mpmath import libmp

    return {
        "+": libmp.mpi_add, "-": libmp.mpi_sub, "*": libmp.mpi_mul, "/": libmp.mpi_div,
        "exp": libmp.mpi_exp, "log": libmp.mpi_log, "sqrt": libmp.mpi_sqrt,
    }  # fmt: skip


@lru_cache(maxsize=8)
def _rationals(precision: int) -> dict[tuple[int, int], Any]:
    """Rational numbers as intervals of a precision, each made once."""
    return {}


class Context:
    """Intervals of one precision; one computation done twice is one number."""

    def __init__(self, precision: int) -> None:
        self.precision = precision
        self.made: dict[tuple[Any, ...], Ball] = {}
        self.rationals = _rationals(precision)

    def interval(self, value: Number) -> Any:
        """A number as a pair of mpmath's ends."""
        if isinstance(value, Ball):
            return value.v
        if isinstance(value, float):  # beside an interval, in a look ahead
            value = Fraction(value)
        pair = value.numerator, value.denominator
        found = self.rationals.get(pair)
        if found is None:
            if len(self.rationals) > _MOST_KEPT:
                self.rationals.clear()
            top, below = map(self._whole, pair)
            found = top if pair[1] == 1 else _operations()["/"](top, below, self.precision)
            self.rationals[pair] = found
        return found

    def _whole(self, n: int) -> Any:
        from mpmath.libmp import from_int

        return tuple(from_int(n, self.precision, rounding) for rounding in ("f", "c"))

    def ball(self, op: str, *parts: Any) -> Ball:
        """The value of an operation: the same object for the same operation of the same numbers."""
        key = (op, *parts)
        found = self.made.get(key)
        if found is None:
            if len(self.made) > _MOST_KEPT:
                self.made.clear()
            found = self.made[key] = Ball(self._made(op, parts), self)
        return found

    def _made(self, op: str, parts: tuple[Any, ...]) -> Any:
        if op in ("**", "neg"):
            from mpmath.libmp import mpi_neg, mpi_pow_int

            v = parts[0].v
            return mpi_neg(v) if op == "neg" else mpi_pow_int(v, parts[1], self.precision)
        return _operations()[op](*map(self.interval, parts), self.precision)


class Ball:
    """An interval that surely holds a number."""

    __slots__ = ("context", "v")

    def __init__(self, value: Any, context: Context) -> None:
        self.v, self.context = value, context

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, Ball) and other == 0:
            return self
        return self.context.ball("+", self, other)

    def __radd__(self, other: Any) -> Any:
        return self if other == 0 else self.context.ball("+", other, self)

    def __neg__(self) -> Ball:
        return self.context.ball("neg", self)

    def __sub__(self, other: Any) -> Any:
        return Fraction(0) if other is self else self.context.ball("-", self, other)

    def __rsub__(self, other: Any) -> Ball:
        return self.context.ball("-", other, self)

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Ball) and other in (0, 1):
            return self if other else Fraction(0)
        return self.context.ball("*", self, other)

    def __rmul__(self, other: Any) -> Any:
        if other in (0, 1):
            return self if other else Fraction(0)
        return self.context.ball("*", other, self)

    @property
    def sign(self) -> int:
        """-1, 0 or 1; raises `Uncertain`."""
        low, high = map(_sign_of, self.v)
        if low > 0 or high < 0 or low == high:
            return low
        raise Uncertain("the sign of a number is not certain")

    def ends(self) -> tuple[Fraction, Fraction]:
        """Rationals below and above; raises `Uncertain` where there are none."""
        low, high = map(rational, self.v)
        return low, high

    def below(self, power: int) -> bool:
        """Whether its size is surely below this power of 2."""
        return all((m and e + bits <= power) or not (m or e) for _, m, e, bits in self.v)

    def __repr__(self) -> str:
        return str(Enclosure(*self.ends()))


def _sign_of(end: Any) -> int:
    """The sign of an end; raises `Uncertain` where it is no number."""
    negative, mantissa, exponent, _ = end
    if exponent and not mantissa:
        raise Uncertain("an interval without end")
    return (-1 if negative else 1) if mantissa else 0


Number = Fraction | Ball


def sign(a: Number) -> int:
    """-1, 0 or 1; raises `Uncertain` where an interval does not say."""
    if isinstance(a, Ball):
        return a.sign
    return (a > 0) - (a < 0)


def between(low: Fraction, high: Fraction, context: Context) -> Ball:
    """An interval that holds both and all that is between them."""
    return Ball((context.interval(low)[0], context.interval(high)[1]), context)


def ends(a: Number) -> tuple[Fraction, Fraction]:
    """Rationals between which a number lies."""
    return a.ends() if isinstance(a, Ball) else (a, a)


def over(a: Number, b: Number) -> Number:
    """A quotient; raises `Undefined` for a division by 0."""
    if sign(b) == 0:
        raise Undefined("a division by 0")
    if isinstance(b, Ball):
        return b.context.ball("/", a, b)
    if isinstance(a, Ball):
        return a.context.ball("/", a, b)
    return a / b


class Functions:
    """Functions with irrational values, at a precision; exact wherever the value is rational."""

    def __init__(self, precision: int = PRECISIONS[0]) -> None:
        self.context = Context(precision)

    def exp(self, a: Number) -> Number:
        if not isinstance(a, Ball) and a == 0:
            return Fraction(1)
        if not (a.below(_LARGEST) if isinstance(a, Ball) else abs(a) < 2**_LARGEST):
            raise Uncertain("an exponential too large or too small to look at")
        if isinstance(a, float):  # a look ahead, where numbers need not be exact
            return exp(a)
        return self.context.ball("exp", a)

    def log(self, a: Number) -> Number:
        if sign(a) <= 0:
            raise Undefined("the logarithm of a number that is not positive")
        if not isinstance(a, Ball) and a == 1:
            return Fraction(0)
        if isinstance(a, float):
            return log(a)
        return self.context.ball("log", a)

    def sqrt(self, a: Number) -> Number:
        if sign(a) < 0:
            raise Undefined("the square root of a negative number")
        if isinstance(a, float):
            return sqrt(a)
        if not isinstance(a, Ball):
            top, below = isqrt(a.numerator), isqrt(a.denominator)
            if top * top == a.numerator and below * below == a.denominator:
                return Fraction(top, below)
        return self.context.ball("sqrt", a)

    def sigmoid(self, a: Number) -> Number:
        return over(Fraction(1), Fraction(1) + self.exp(-a))

    def tanh(self, a: Number) -> Number:
        grown = self.exp(Fraction(2) * a)
        return over(grown - Fraction(1), grown + Fraction(1))

    def power(self, a: Number, q: Fraction) -> Number:
        """A power; of a negative number only whole ones, of 0 only those above 0, and 0**0 = 1."""
        if q.denominator == 1:
            n = int(q)
            if abs(n) > 10_000:
                raise Uncertain("a power too large to look at")
            if n < 0:
                return over(Fraction(1), self.power(a, Fraction(-n)))
            if n == 0:
                return Fraction(1)
            if isinstance(a, Ball):
                return a.context.ball("**", a, n)
            if isinstance(a, float):  # a look ahead, where numbers need not be exact
                return a**n
            bits = max(abs(a.numerator), a.denominator).bit_length() * n
            if bits > 200_000:
                raise Uncertain("a number too long to look at")
            return Fraction(a**n)
        if q.denominator == 2:
            root = self.sqrt(a)
            return self.power(root, q * 2)
        s = sign(a)
        if s < 0:
            raise Undefined("a root of a negative number")
        if s == 0:
            if q < 0:
                raise Undefined("a division by 0")
            return Fraction(0)
        if not isinstance(a, Ball) and a == 1:
            return Fraction(1)
        return self.exp(q * self.log(a))

    def raised(self, a: Number, b: Number) -> Number:
        """A power whose exponent is a number of the run."""
        if isinstance(b, float):  # a look ahead: as near a fraction as can be
            b = Fraction(b).limit_denominator(10**6)
        if not isinstance(b, Ball):
            return self.power(a, b)
        s = sign(a)
        if s < 0:
            raise Undefined("a negative number to a power that is not whole")
        if s == 0:
            if sign(b) > 0:
                return Fraction(0)
            raise Undefined("a power of 0")
        return self.exp(b * self.log(a))


__all__ = [
    "PRECISIONS",
    "Ball",
    "Functions",
    "Number",
    "Uncertain",
    "Undefined",
    "ends",
    "over",
    "sign",
]
