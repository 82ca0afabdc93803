"""Intervals that surely hold a value which plain fractions cannot: how e is told from 3.

A refutation needs no exact values: it is enough that the two sides lie in intervals that do not
meet.  The arithmetic is that of mpmath's interval context, which rounds outward; the working
precision is raised until the intervals part, or the attempt is given up.  Nothing is ever proved
here.  Source: R. E. Moore, Interval Analysis, 1966.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from proofs.evaluation import Evaluator, Irrational, Undefined, Value, holds, rounded
from proofs.terms import (
    KNOWN_FUNCTIONS,
    Apply,
    Dot,
    Function,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
    unfolded,
)

PRECISIONS = (60, 120, 240)
"""Binary digits carried, tried in turn."""


class Uncertain(ArithmeticError):
    """The intervals are too wide to say, as where the sign of an argument is not known."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A number known to lie between two rationals."""

    low: Fraction
    high: Fraction
    digits: int = 6
    """How many decimals are written of it."""

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        low = _decimal(self.low, down=True, digits=self.digits)
        return f"between {low} and {_decimal(self.high, down=False, digits=self.digits)}"


def _decimal(value: Fraction, *, down: bool, digits: int = 6) -> str:
    """A decimal on the safe side of a value.

    >>> _decimal(Fraction(1, 3), down=True), _decimal(Fraction(1, 3), down=False)
    ('0.333333', '0.333334')
    """
    scaled = value * 10**digits
    whole = scaled.numerator // scaled.denominator
    if not down and whole != scaled:
        whole += 1
    sign, size = ("-" if whole < 0 else ""), abs(whole)
    return f"{sign}{size // 10**digits}.{size % 10**digits:0{digits}d}"


def parted(
    relation: Relation, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term]
) -> tuple[Enclosure | None, Enclosure | None] | None:
    """Enclosures of both sides that show the relation to be false at a point, or None.

    A side that surely has no value, such as the logarithm of a negative number, is None.

    >>> from proofs.terms import EXP, equals, scalar
    >>> a = scalar("a")
    >>> print(*parted(equals(EXP(a), 1 + a), {a: Fraction(1)}, {}))
    between 2.718281 and 2.718282 2
    """
    for left, right in _enclosed(relation, values, meanings):
        if left is None or right is None:
            return left, right
        apart = {
            "=": left.high < right.low or right.high < left.low,
            "<": left.low >= right.high,
            "<=": left.low > right.high,
            ">": left.high <= right.low,
            ">=": left.high < right.low,
        }
        if apart.get(relation.sign, False):
            return _written_apart(left, right)
    return None


def _written_apart(left: Enclosure, right: Enclosure) -> tuple[Enclosure, Enclosure]:
    """Two enclosures with so many digits that what is written of them shows that they differ.

    >>> print(*_written_apart(*(Enclosure(Fraction(n, 3**20), Fraction(n + 1, 3**20))
    ...                         for n in (3**19, 3**19 + 9))))  # doctest: +NORMALIZE_WHITESPACE
    between 0.333333333333 and 0.333333333621 between 0.333333335914 and 0.333333336202
    """
    for digits in (left.digits, 12, 24, 48):
        (a, b), (c, d) = (
            (floor(side.low * 10**digits), ceil(side.high * 10**digits)) for side in (left, right)
        )
        if b < c or d < a:
            return replace(left, digits=digits), replace(right, digits=digits)
    return left, right


def certain(
    relation: Relation, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term]
) -> bool:
    """Whether the relation surely holds at a point: by fractions, or by intervals that part."""
    try:
        evaluator = Evaluator(values, meanings)
        left, *rights = (evaluator.value(term) for term in relation.terms)
    except Irrational:
        pass
    except Undefined:
        return False
    else:
        return any(holds(relation.sign, left, right) for right in rights)
    for left_side, right_side in _enclosed(relation, values, meanings):
        if left_side is None or right_side is None:
            return False
        if isinstance(relation.left, Symbol) and meanings.get(relation.left) is relation.right:
            return relation.sign == "="  # a definition, and what is defined has a value
        if relation.sign in ("<", "<=") and left_side.high < right_side.low:
            return True
        if relation.sign in (">", ">=") and left_side.low > right_side.high:
            return True
        apart = left_side.high < right_side.low or right_side.high < left_side.low
        if relation.sign == "!=" and apart:
            return True
    return False


def _enclosed(
    relation: Relation, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term]
) -> Iterator[tuple[Enclosure | None, Enclosure | None]]:
    """Ever closer enclosures of the two sides; None for one that has no value."""
    if relation.others or relation.left.kind == "vector":
        return
    for precision in PRECISIONS:
        sides: list[Enclosure | None] = []
        for term in (relation.left, relation.right):
            try:
                sides.append(_Intervals(values, meanings, precision).enclosure(term))
            except Undefined:
                sides.append(None)
            except (Uncertain, TermError):
                break
        else:
            yield sides[0], sides[1]


class _Intervals:
    """Evaluates terms by intervals at one point and one precision."""

    def __init__(
        self, values: Mapping[Symbol, Value], meanings: Mapping[Symbol, Term], precision: int
    ) -> None:
        from mpmath.ctx_iv import MPIntervalContext

        self.iv: Any = MPIntervalContext()
        self.iv.prec = precision
        self.values, self.meanings = values, meanings
        vectors = [value for value in values.values() if isinstance(value, tuple)]
        self.dimension = len(vectors[0]) if vectors else 1

    def enclosure(self, term: Term) -> Enclosure:
        """The interval of a scalar term, as rationals."""
        return enclosure(fold(term, self._combine, {}, unfolded(self.meanings)))

    def _exact(self, value: Fraction) -> Any:
        return self.iv.mpf(value.numerator) / self.iv.mpf(value.denominator)

    def _combine(self, term: Term, parts: tuple[Any, ...]) -> Any:
        match term:
            case Number(value):
                return self._exact(value)
            case Symbol():
                if parts:
                    return parts[0]
                return self._given(self.values[term])
            case Zero():
                return (self.iv.mpf(0),) * self.dimension
            case Sum():
                total = parts[0]
                for part in parts[1:]:
                    total = _each(lambda a, b: a + b, total, part)
                return total
            case Negative():
                return _each(lambda a: -a, parts[0])
            case Product():
                factor, vector = self.iv.mpf(1), None
                for part in parts:
                    if isinstance(part, tuple):
                        vector = part
                    else:
                        factor = factor * part
                return factor if vector is None else tuple(factor * x for x in vector)
            case Quotient():
                if self._sign(parts[1]) == 0:
                    raise Undefined("a division by 0")
                return _each(lambda a: a / parts[1], parts[0])
            case Power(_, exponent):
                return parts[0] ** exponent
            case Dot():
                return sum((x * y for x, y in zip(*parts, strict=True)), self.iv.mpf(0))
            case Apply(function, _):
                return self._apply(function, parts)
        raise TermError(f"{type(term).__name__} has no value")

    def _given(self, value: Value) -> Any:
        if isinstance(value, tuple):
            return tuple(self._exact(x) for x in value)
        return self._exact(value)

    def _sign(self, value: Any) -> int:
        if value.a > 0:
            return 1
        if value.b < 0:
            return -1
        if value.a == 0 and value.b == 0:
            return 0
        raise Uncertain("the sign is not known")

    def _apply(self, function: Function, parts: tuple[Any, ...]) -> Any:
        first = parts[0]
        if function.values:
            return parts[2 + self._sign(first)]
        if KNOWN_FUNCTIONS.get(function.name) is not function:
            raise TermError(f"{function.name} has no known values")
        one = self.iv.mpf(1)
        match function.name:
            case "norm":
                return self.iv.sqrt(sum((x**2 for x in first), self.iv.mpf(0)))
            case "abs":
                return first if self._sign(first) >= 0 else -first
            case "max" | "min":
                larger = self._sign(first - parts[1]) >= 0
                return first if larger is (function.name == "max") else parts[1]
            case "sqrt":
                if self._sign(first) < 0:
                    raise Undefined("the square root of a negative number")
                return self.iv.sqrt(first)
            case "exp":
                return self.iv.exp(first)
            case "log":
                if self._sign(first) <= 0:
                    raise Undefined("the logarithm of a number that is not positive")
                return self.iv.log(first)
            case "sigmoid":
                return one / (one + self.iv.exp(-first))
            case "tanh":
                grown = self.iv.exp(2 * first)
                return (grown - 1) / (grown + 1)
            case "fl64" if first.a == first.b:
                return self._exact(rounded(rational(first.a._mpi_[0])))
        raise Uncertain(f"{function.name} is not enclosed")


def enclosure(interval: Any) -> Enclosure:
    """An interval of mpmath's as rationals; raises `Uncertain` where it has no end."""
    low, high = map(rational, interval._mpi_)
    return Enclosure(low, high)


def _each(apply: Any, *values: Any) -> Any:
    if isinstance(values[0], tuple):
        return tuple(apply(*row) for row in zip(*values, strict=True))
    return apply(*values)


_FARTHEST = 20000
"""The largest binary exponent of an end of an interval that is looked at."""


def rational(end: Any) -> Fraction:
    """The exact rational value of one of mpmath's numbers; infinite ones are not certain."""
    sign, mantissa, exponent, _ = end
    if not mantissa and exponent:
        raise Uncertain("an interval without end")
    if abs(int(exponent)) > _FARTHEST:
        raise Uncertain("an end too large or too small to be written out")
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -value if sign else value


__all__ = ["Enclosure", "Uncertain", "certain", "enclosure", "parted", "rational"]
