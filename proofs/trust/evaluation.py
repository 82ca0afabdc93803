"""The values of terms by fractions: what is not rational is refused, not approximated."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce
from math import isqrt
from typing import Any

from .ring import MOST_BITS
from .rules import LARGEST, rounded
from .terms import NORM, Function, Term, at, fits, flat, fold, is_space, number, substitute
from .wrong import need, spend

Value = Fraction | tuple[Fraction, ...]
MOST_TERMS = 10_000
_NUMBER = re.compile(r"-?[0-9]{1,4000}(/[0-9]{1,4000})?\Z")
_KNOWN = {"exp": (0, "1"), "log": (1, "0"), "tanh": (0, "0"), "sigmoid": (0, "1/2")}
"""Where these functions are rational, and what they are there."""


class Undefined(ArithmeticError):
    """A term has no value: a division by 0, the root of a negative number."""


def fraction(text: Any) -> Fraction:
    """The number that is written; raises `Wrong` for what is none."""
    need(type(text) is str and _NUMBER.match(text), "no number")
    top, _, below = text.partition("/")
    over = int(below or 1)
    need(over, "a number over 0")
    return Fraction(int(top), over)


class Evaluator:
    """What symbols and functions are, and what terms are then."""

    def __init__(self) -> None:
        self.values: dict[Any, Value] = {}
        self.read: dict[object, Any] = {}
        """What functions are everywhere: parameters, and a term in them."""
        self.lengths: dict[str, int] = {}
        """How long the vectors of a space are; 1 for those that are not named."""
        self.done: dict[Term, Any] = {}

    def set(self, t: Term, value: Value) -> None:
        """The value of a symbol, or of an opaque function at arguments that have values."""
        key: Any = t
        if t.op == "apply" and t.data.kind == "opaque" and t.data not in self.read:
            key = t.data, *map(self.value, t.args)
        need(key is not t or t.op == "symbol", "a value of what has none of its own")
        need(key not in self.values, "two values of one thing")
        if isinstance(value, tuple):
            same = is_space(t.sort) and self.lengths.get(t.sort) == len(value)
            need(same, "a vector of another space")
        else:
            need(fits(number(value).sort, t.sort), "a value of another sort")
        self.values[key] = value

    def value(self, t: Term) -> Any:
        """The value of a number or vector; raises `Undefined` where it has none."""
        found = fold(t, self._of, self.done)
        if found is None:
            raise Undefined
        return found

    def _of(self, t: Term, below: tuple[Any, ...]) -> Any:
        """The value of a term, from those of its parts; none if it or one of them has none."""
        if t.loose or None in (below[:1] if t.op == "total" else below):
            return None  # what a sum is over is opened at each index: of 1/b over nothing it is 0
        if t.op == "apply" and t.data in self.read:
            names, body = self.read[t.data]
            again = substitute(body, dict(zip(names, t.args, strict=True)))
            return fold(again, self._of, self.done)
        nothing = Fraction(0) if flat(t) else (Fraction(0),) * self.lengths.get(t.sort, 1)
        match t.op:
            case "number":
                return t.data
            case "zero":
                return nothing
            case "symbol":
                need(t in self.values, f"{t.data} has no value")
                return self.values[t]
            case "sum":
                return reduce(_plus, below)
            case "quotient" if not below[1]:
                return None
            case "product" | "quotient":
                return reduce(_times, below if t.op == "product" else (1 / below[1], below[0]))
            case "power":
                need(below[1] * _bits(below[0]) <= MOST_BITS, "a number is too large")
                return below[0] ** int(below[1])
            case "dot":
                return _inner(*below)
            case "total":
                need(below[0] <= MOST_TERMS, "a sum of too many terms")
                spend(100 * int(below[0]))  # each of its terms is made anew, and kept
                each = (at(t, number(k)) for k in range(int(below[0])))
                terms = [fold(body, self._of, self.done) for body in each]
                return None if None in terms else reduce(_plus, terms, nothing)
        return self._applied(t.data, below)

    def _applied(self, f: Function, below: tuple[Any, ...]) -> Any:
        if f.kind != "known":
            need((f, *below) in self.values, f"{f.name} has no value there")
            return self.values[(f, *below)]
        x = _inner(below[0], below[0]) if f == NORM else below[0]
        if f.name in ("abs", "max", "min"):
            return abs(x) if f.name == "abs" else max(below) if f.name == "max" else min(below)
        if f.name == "threshold":
            return below[1 + (x >= 0) + (x > 0)]
        if (f.name == "sqrt" and x < 0) or (f.name == "log" and x <= 0):
            return None
        if f.name == "fl64":
            return rounded(x) if abs(x) <= LARGEST else None
        if f.name in ("sqrt", "norm"):
            root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
            need(root * root == x, "a root is not rational")
            return root
        point, there = _KNOWN[f.name]
        need(x == point, f"{f.name} is not rational there")
        return Fraction(there)


def _bits(x: Fraction) -> int:
    return x.numerator.bit_length() + x.denominator.bit_length()


def _small(x: Fraction) -> Fraction:
    need(_bits(x) <= MOST_BITS, "a number is too large")
    spend(1 + _bits(x))
    return x


def _plus(a: Any, b: Any) -> Any:
    return tuple(map(_plus, a, b)) if type(a) is tuple else _small(a + b)


def _times(a: Any, b: Any) -> Any:
    if type(a) is tuple or type(b) is tuple:
        v, k = (a, b) if type(a) is tuple else (b, a)
        return tuple([_small(k * x) for x in v])
    return _small(a * b)


def _inner(u: Any, v: Any) -> Fraction:
    return reduce(_plus, map(_times, u, v), Fraction(0))
