"""What a step surely does at zero: constants folded, everything else unknown.

A part is a known number, the zero vector, or unknown.  From that follow two things for all data:
that zero stays zero, and that the first step has no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs.judge.numbers import Functions, Uncertain, Undefined, over, sign
from proofs.judge.syntax import BINDERS, COMPARISONS, IRRATIONAL, Node, Rule, State

Known = Fraction | bool | None
"""A number (0 stands for the zero vector, too, and for what is 0 at all units); None: unknown."""


class NoValue(Exception):
    """The part surely has no value: `where` is what it is divided by, or a root or logarithm of."""

    def __init__(self, why: str, where: Node | None = None) -> None:
        super().__init__(why)
        self.where = where


class Folding:
    """Constants folded, where some names are known."""

    def __init__(self, known: Mapping[str, Fraction], t: int | None = None) -> None:
        self.known, self.t = known, t
        self.functions = Functions()
        self.done: dict[Node, Known] = {}

    def value(self, part: Node) -> Known:
        """What is known of a part; raises `NoValue` where it surely has none."""
        if part not in self.done:
            self.done[part] = self._value(part)
        return self.done[part]

    def _value(self, part: Node) -> Known:
        op, args = part.op, part.args
        if op == "number":
            return Fraction(part.data)
        if op in ("name", "at"):
            return self.known.get(part.data)
        if op == "clock":
            return None if self.t is None else Fraction(self.t)
        if part.kind == "index" or op == "count":
            return None
        if op == "where":
            return self._where(*args)
        if op in ("and", "or"):
            return self._joined(op == "or", *args)
        below = [self.value(a) for a in args]
        if op == "not":
            return None if below[0] is None else not below[0]
        return self._number(part, [b if b is None else Fraction(b) for b in below])

    def _joined(self, decides: bool, a: Node, b: Node) -> Known:
        """And, or: the second is not looked at where the first decides."""
        first = self.value(a)
        if first is None:
            return None
        return decides if first is decides else self.value(b)

    def _where(self, condition: Node, a: Node, b: Node) -> Known:
        test = self.value(condition)
        if test is not None:
            return self.value(a if test else b)
        found = []
        for branch in (a, b):
            try:
                found.append(self.value(branch))
            except NoValue:
                return None  # the other branch may be taken
        return found[0] if found[0] == found[1] else None

    def _number(self, part: Node, below: list[Fraction | None]) -> Known:
        op = part.op
        first = below[0] if below else None
        if op == "/" and below[1] == 0:
            raise NoValue("a division by 0", part.args[1])
        if op == "log" and first is not None and first <= 0:
            raise NoValue("the logarithm of a number that is not positive")
        if op in ("*", "dot") and 0 in below:
            return Fraction(0)
        if op == "/" and first == 0:
            return Fraction(0)
        if op in BINDERS:
            return Fraction(0) if first == 0 and op != "argmax" else None
        if op in ("total", "norm", "normmax", "coordinates", "dot"):
            return Fraction(0) if first == 0 else None
        if op == "soft" and first == 0:
            return Fraction(0)
        if any(b is None for b in below):
            return None
        values = [b for b in below if b is not None]
        try:
            return self._folded(op, part, values)
        except Undefined as error:
            raise NoValue(str(error)) from None
        except Uncertain:
            return None

    def _folded(self, op: str, part: Node, v: list[Fraction]) -> Known:
        if op in COMPARISONS:
            s = sign(v[0] - v[1])
            return {"<": s < 0, "<=": s <= 0, "=": s == 0, "!=": s != 0}[op]
        if op in IRRATIONAL or op in ("sqrt", "**", "pow"):
            f = self.functions
            if op == "**":
                made = f.power(v[0], part.data)
            elif op == "pow":
                made = f.raised(v[0], v[1])
            else:
                made = getattr(f, op)(v[0])
            return made if isinstance(made, Fraction) else None
        match op:
            case "+":
                return sum(v, Fraction(0))
            case "*":
                made = Fraction(1)
                for factor in v:
                    made *= factor
                return made
            case "/":
                made = over(v[0], v[1])
                return made if isinstance(made, Fraction) else None
            case "neg":
                return -v[0]
            case "abs":
                return abs(v[0])
            case "relu":
                return max(v[0], Fraction(0))
            case "sign":
                return Fraction(sign(v[0]))
            case "phi":
                return Fraction(1 if v[0] >= 0 else -1)
            case "max":
                return max(v)
            case "min":
                return min(v)
            case "clip":
                low = max(v[0], v[1])
                return min(low, v[2])
        return None


def resting(rule: Rule) -> frozenset[str]:
    """States that start at 0 and surely stay there, for all data, wherever steps have values."""
    zeros = {s.name for s in rule.states if Folding({}).value(s.start) == 0}
    while True:
        folding = Folding(dict.fromkeys(zeros, Fraction(0)))
        left = set()
        for s in rule.states:
            if s.name not in zeros:
                continue
            try:
                if folding.value(s.update) != 0:
                    left.add(s.name)
            except NoValue:
                pass  # no step, so nothing moves
        if not left:
            return frozenset(zeros)
        zeros -= left


def no_first_step(rule: Rule) -> tuple[State, NoValue] | None:
    """The first state whose first step has no value, whatever the data; None: not known."""
    folding = Folding(starts(rule), 1)
    for s in rule.states:
        try:
            folding.value(s.update)
        except NoValue as error:
            return s, error
    return None


def starts(rule: Rule) -> dict[str, Fraction]:
    """The states whose start is a number."""
    found = ((s.name, Folding({}).value(s.start)) for s in rule.states)
    return {name: start for name, start in found if isinstance(start, Fraction)}


__all__ = ["Folding", "NoValue", "no_first_step", "resting", "starts"]
