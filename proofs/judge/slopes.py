"""Slopes of losses: `grad(loss, w)`, by the chain rule.

Where a loss has a kink the slope is that of the side that is flat, else of the first operand: of
max(0, 1 - z) at z = 1 it is 0.  A square of norm(w) has the slope 2 w, at w = 0 too, where norm(w)
has none.

The rule is our own and not SymPy's: SymPy has no slope by a vector, so that inner products, norms
and sums over units are half of the work in either case; a slope through max, abs or where comes
back with Heaviside or Piecewise, which leave the kink open, and it is the kink that rules differ
by; and to import SymPy costs as much as to judge a rule.  The tests compare every case with
differences of exact values, and with SymPy where it has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from proofs.judge.syntax import (
    BINDERS,
    ONE,
    ZERO,
    Node,
    free_indices,
    is_number,
    negative,
    node,
    number,
    parts,
    plus,
    times,
    with_index,
)


class NoSlope(ValueError):
    """What a loss may not be made of."""


def slope(loss: Node, by: Node) -> Node:
    """The gradient of a number by a state: a vector by a vector, a number by a number."""
    if loss.kind != "scalar":
        raise NoSlope("a gradient is of a number; this is a vector: write dot(u, u) or norm(u)")
    return _Slopes(by).of(loss)


class _Slopes:
    def __init__(self, by: Node) -> None:
        self.by = by
        self.done: dict[Node, Node] = {}
        self.named: dict[Node, bool] = {}

    def speaks(self, part: Node) -> bool:
        """Whether the state occurs in it, at any index."""
        if part not in self.named:
            own = self.by.op, self.by.data
            self.named[part] = any((p.op, p.data) == own for p in parts(part))
        return self.named[part]

    def of(self, f: Node) -> Node:
        """The gradient of a number."""
        if f not in self.done:
            self.done[f] = self._of(f) if self.speaks(f) else ZERO
        return self.done[f]

    def _of(self, f: Node) -> Node:
        if f is self.by:
            return ONE
        if f.op == self.by.op and f.data == self.by.data:
            return self._other_unit(f)
        args = f.args
        match f.op:
            case "+":
                return plus(*map(self.of, args))
            case "neg":
                return negative(self.of(args[0]))
            case "*":
                if len(set(args)) < len(args):
                    return self.of(_powers(args))
                pieces = []
                for place, factor in enumerate(args):
                    rest = args[:place] + args[place + 1 :]
                    pieces.append(times(*rest, self.of(factor)))
                return plus(*pieces)
            case "/":
                top, below = args
                first = _over(self.of(top), below)
                if not self.speaks(below):
                    return first
                second = times(_over(top, node("**", below, data=Fraction(2))), self.of(below))
                return plus(first, negative(second))
            case "**":
                q = f.data
                if args[0].op == "norm" and q >= 2:
                    u = args[0].args[0]
                    power = ONE if q == 2 else args[0] if q == 3 else _raised(args[0], q - 2)
                    return times(number(q), power, self._pulled(u, u))
                if args[0].op == "sqrt" and q >= 2:
                    return self.of(_raised(args[0].args[0], q / 2))
                inner = self.of(args[0])
                power = ONE if q == 1 else args[0] if q == 2 else node("**", args[0], data=q - 1)
                return times(number(q), power, inner)
            case "dot":
                return self._dot(args[0], args[1])
            case "norm":
                return _over(self._dot(args[0], args[0], half=True), f)
            case "where":
                return self._where(args[0], self.of(args[1]), self.of(args[2]))
            case "max" | "min":
                return self._largest(f.op, args)
            case "total":
                return self._total(f)
        return self._function(f)

    def _function(self, f: Node) -> Node:
        args = f.args
        if f.op in BINDERS or len(args) != 1 or args[0].kind != "scalar":
            raise NoSlope(f"the slope of {f!r} is not known; write the step without grad")
        (a,), inner = args, self.of(args[0])
        outer = {
            "exp": lambda: f,
            "log": lambda: node("/", ONE, a),
            "sqrt": lambda: node("/", ONE, times(number(2), f)),
            "sigmoid": lambda: times(f, plus(ONE, negative(f))),
            "tanh": lambda: plus(ONE, negative(node("**", f, data=Fraction(2)))),
            "abs": lambda: node("sign", a),
            "relu": lambda: node("where", node("<", ZERO, a), ONE, ZERO),
        }.get(f.op)
        if outer is None:
            raise NoSlope(f"the slope of {f!r} is not known; write the step without grad")
        return times(outer(), inner)

    def _largest(self, op: str, args: tuple[Node, ...]) -> Node:
        a, b = args
        if self.speaks(a) and not self.speaks(b):
            a, b = b, a  # at a tie the flat side counts
            first = node("<=", b, a) if op == "max" else node("<=", a, b)
            return self._where(first, self.of(a), self.of(b))
        first = node("<=", b, a) if op == "max" else node("<=", a, b)
        return self._where(first, self.of(a), self.of(b))

    def _where(self, condition: Node, a: Node, b: Node) -> Node:
        return a if a is b else node("where", condition, a, b)

    def _dot(self, u: Node, v: Node, half: bool = False) -> Node:
        if half:
            return self._pulled(u, v)
        if u is v:
            return times(number(2), self._pulled(u, v))
        return plus(
            self._pulled(u, v) if self.speaks(u) else ZERO,
            self._pulled(v, u) if self.speaks(v) else ZERO,
        )

    def _pulled(self, side: Node, other: Node) -> Node:
        """The gradient of side . other, the other being fixed."""
        if not self.speaks(side):
            return ZERO
        if side is self.by:
            return other
        if side.op == self.by.op and side.data == self.by.data:
            return times(self._same_unit(side), other)
        match side.op:
            case "+":
                return plus(*(self._pulled(a, other) for a in side.args))
            case "neg":
                return negative(self._pulled(side.args[0], other))
            case "*":
                vectors = [a for a in side.args if a.kind == "vector"]
                numbers = [a for a in side.args if a.kind != "vector"]
                if len(vectors) == 1:
                    fixed = times(*numbers, self._pulled(vectors[0], other))
                    if not any(map(self.speaks, numbers)):
                        return fixed
                    along = node("dot", vectors[0], other)
                    return plus(fixed, times(along, self.of(times(*numbers))))
            case "/" if side.args[1].kind == "scalar":
                top, below = side.args
                first = _over(self._pulled(top, other), below)
                if not self.speaks(below):
                    return first
                second = node("/", node("dot", top, other), node("**", below, data=Fraction(2)))
                return plus(first, negative(times(second, self.of(below))))
        raise NoSlope(f"the gradient of dot({side!r}, …) by {self.by!r} is not known")

    def _same_unit(self, part: Node) -> Node:
        """1 where two indices are the same, else 0."""
        if not part.args or not self.by.args:
            raise NoSlope(f"{part!r} and {self.by!r} cannot both be meant; give both an index")
        here, there = part.args[0], self.by.args[0]
        return node("where", node("=", here, there), ONE, ZERO)

    def _other_unit(self, part: Node) -> Node:
        return self._same_unit(part)

    def _total(self, f: Node) -> Node:
        """The slope of a sum over units: the unit's own summand, or each summand's."""
        if not self.by.args:
            return _summed(f.data, self.of(f.args[0]))
        body, own = f.args[0], self.by.args[0]
        if f.data in free_indices(self.by):
            raise NoSlope(f"the index {f.data} is summed over; take another letter for the sum")
        inner = node(self.by.op, node("index", data=f.data), data=self.by.data, kind=self.by.kind)
        others = {p for p in parts(body) if p.op == self.by.op and p.data == self.by.data} - {inner}
        mine = _Slopes(inner)
        if not others:
            return with_index(mine.of(body), f.data, own)
        if inner not in parts(body):
            return _summed(f.data, self.of(body))
        raise NoSlope(f"{self.by.data} has two indices in one sum; write the step without grad")


def _raised(base: Node, q: Fraction) -> Node:
    return base if q == 1 else node("**", base, data=q)


def _powers(factors: Sequence[Node]) -> Node:
    """A product whose equal factors are written as powers."""
    counted = Counter(factors)
    return times(*(_raised(factor, Fraction(n)) for factor, n in counted.items()))


def _over(top: Node, below: Node) -> Node:
    if is_number(top, 0):
        return top
    if below.op == "number" and below.data:
        return times(number(1 / below.data), top)
    return node("/", top, below)


def _summed(index: str, body: Node) -> Node:
    return body if is_number(body, 0) else node("total", body, data=index)


__all__ = ["NoSlope", "slope"]
