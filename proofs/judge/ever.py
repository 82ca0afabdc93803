"""What is the same at all steps, and between which numbers the rest is, where t is 1 or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

from proofs.judge.folding import Folding, Known
from proofs.judge.syntax import Node

Bounds = tuple[Fraction | None, Fraction | None]
NOWHERE: Bounds = None, None
FINE = 10**6


class OneFeature(Folding):
    """Constants folded where vectors have one feature; comparisons that hold at all steps."""

    def __init__(self, known: Mapping[str, Fraction], t: int | None = None) -> None:
        super().__init__(known, t)
        self._certain: dict[Node, bool] = {}

    def _number(self, part: Node, below: list[Fraction | None]) -> Known:
        if part.op in ("norm", "normmax", "coordinates", "dot") and None not in below:
            a, *rest = [b for b in below if b is not None]
            if part.op == "dot":
                return a * rest[0]
            return a if part.op == "coordinates" else abs(a)
        if part.op == "soft" and None not in below:
            a, b = (v for v in below if v is not None)
            size = max(abs(a) - b, Fraction(0))
            return size if a > 0 else -size if a < 0 else Fraction(0)
        known = super()._number(part, below)
        if known is None and part.op in ("<", "<="):
            (low, high), (first, last) = map(self.bounds, part.args)
            if high is not None and first is not None and high < first:
                return True
            if low is not None and last is not None and last < low:
                return False
        return known

    def bounds(self, part: Node) -> Bounds:
        """Between which numbers a part is at all steps; None where there is none."""
        if part.op == "clock":
            return Fraction(1), None
        known = self.value(part)
        if known is not None:
            return Fraction(known), Fraction(known)
        match part.op:
            case "+":
                lows, highs = zip(*map(self.bounds, part.args), strict=True)
                return _sum(lows), _sum(highs)
            case "neg":
                low, high = self.bounds(part.args[0])
                return None if high is None else -high, None if low is None else -low
            case "*":
                made: Bounds = Fraction(1), Fraction(1)
                for a in part.args:
                    made = _product(made, self.bounds(a))
                return made
            case "/":
                above, (low, high) = map(self.bounds, part.args)
                if low is None or low <= 0:
                    return NOWHERE
                return _product(above, (Fraction(0) if high is None else 1 / high, 1 / low))
            case "sqrt":
                low, high = self.bounds(part.args[0])
                if low is None or low < 0:
                    return NOWHERE
                return _root(low, 0), None if high is None else _root(high, 1)
            case "pow":
                base, (low, _) = self.value(part.args[0]), self.bounds(part.args[1])
                if base is not None and 0 <= base < 1 and low is not None and low >= 1:
                    return Fraction(0), Fraction(base)
            case "abs" | "norm" | "normmax" | "relu":
                return Fraction(0), None
            case "**" if part.data > 0 and part.data % 2 == 0:
                return Fraction(0), None
        return NOWHERE

    def certain(self, part: Node) -> bool:
        """Whether a part is seen to have a value at all steps."""
        if part not in self._certain:
            self._certain[part] = self._has_value(part)
        return self._certain[part]

    def _has_value(self, part: Node) -> bool:
        args = part.args
        if part.op == "where" and (test := self.value(args[0])) is not None:
            return self.certain(args[0]) and self.certain(args[1 if test else 2])
        if not all(map(self.certain, args)):
            return False
        match part.op:
            case "/":
                low, high = self.bounds(args[1])
                return (low is not None and low > 0) or (high is not None and high < 0)
            case "sqrt" | "log":
                low, _ = self.bounds(args[0])
                return low is not None and (low > 0 or (part.op == "sqrt" and low == 0))
            case "**" if part.data < 0 or part.data.denominator > 1:
                low, _ = self.bounds(args[0])
                return low is not None and (low > 0 or (part.data > 0 and low == 0))
            case "pow":
                return (base := self.value(args[0])) is not None and base > 0
        return True


def _sum(ends: Sequence[Fraction | None]) -> Fraction | None:
    known = [e for e in ends if e is not None]
    return sum(known, Fraction(0)) if len(known) == len(ends) else None


def _product(a: Bounds, b: Bounds) -> Bounds:
    """Of numbers that are not below 0, or where one is the same at all steps."""
    if a[0] is None or a[0] != a[1]:
        a, b = b, a
    factor = a[0]
    if factor is not None and factor == a[1]:
        low, high = (None if e is None else factor * e for e in b)
        return (low, high) if factor >= 0 else (high, low)
    if a[0] is None or b[0] is None or min(a[0], b[0]) < 0:
        return NOWHERE
    return a[0] * b[0], None if a[1] is None or b[1] is None else a[1] * b[1]


def _root(a: Fraction, more: int) -> Fraction:
    """The root, or a number below it or above it."""
    root = Fraction(isqrt(a.numerator * a.denominator * FINE**2), a.denominator * FINE)
    return root if root * root == a else root + Fraction(more, a.denominator * FINE)


__all__ = ["OneFeature"]
