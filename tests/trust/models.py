"""Small random models in exact numbers: a second opinion on what a line says.

Spaces have 0, 1 or 2 dimensions, 1/0 is any number, opaque functions are random tables, linear maps
random matrices, and what an assumption defines is what it says.  A model that cannot tell
(an irrational root, a "for all" that would have to be known to hold) says `Unknown`; so an alarm is
never false: the assumptions hold in that model, and the line does not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from math import isqrt
from random import Random
from typing import Any

from proofs.trust.check import Holds
from proofs.trust.rules import LARGEST, rounded
from proofs.trust.terms import Function, Term, at, flat, free, fresh, inside, is_space, number

Value = Any
ZERO = number(0)
NUMBERS = [Fraction(q) for q in (-2, -1, -1, 0, 0, 1, 1, 2, 4)] + [Fraction(1, 4), Fraction(-1, 2)]


class Unknown(Exception):
    """This model does not tell."""


class Model:
    """Values for everything, chosen when they are first asked for."""

    def __init__(self, R: Random, given: Iterable[Term] = ()) -> None:
        self.R = R
        self.kept: dict[Hashable, Value] = {}
        self.laws: dict[Hashable, list[tuple[Term, Term, frozenset[Term]]]] = {}
        self.defining: set[Term] = set()
        self.depth = 0
        for p in given:
            self._define(p)

    def _define(self, p: Term) -> None:
        """Read an equation as what its left side is, where that can be."""
        body, names = p, []
        while body.op == "all":
            x = fresh(body.data)
            names.append(x)
            body = at(body, x)
        if body.op != "=":
            return
        left, right = body.args
        head: Hashable = left
        if left.op == "apply" and left.data.kind == "opaque":
            seen = []
            for t in left.args:
                x = (
                    t.args[0]
                    if t.op == "sum" and len(t.args) == 2 and t.args[1] is number(1)
                    else t
                )
                if x in names:
                    seen.append(x)
                elif x.op != "number" or (t is x and names):
                    return
            if len(set(seen)) != len(names) or len(seen) != len(names):
                return
            head = left.data
        elif left.op != "symbol" or names or left in free(right):
            return
        if flat(left) and left.sort == "natural" != right.sort:
            return
        if any(_meet(left, other) for other, _, _ in self.laws.get(head, ())):
            return
        self.laws.setdefault(head, []).append((left, right, frozenset(names)))
        self.defining.add(p)

    def some(self, sort: str) -> Value:
        """Any value of a sort."""
        if sort == "natural":
            return Fraction(self.R.randrange(4))
        if sort == "scalar":
            return self.R.choice(NUMBERS)
        dims = self.keep(("dimension", sort), lambda: self.R.choice((0, 1, 1, 2)))
        return tuple(self.R.choice(NUMBERS) for _ in range(dims))

    def keep(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What was chosen before, or is chosen now."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def _zero(self, sort: str) -> Value:
        return tuple(Fraction(0) for _ in self.keep(("zero", sort), lambda: self.some(sort)))

    def holds(self, p: Term, env: dict[Term, Value] | None = None, known: bool = False) -> bool:
        """Whether it is true; where `known` is asked for, "for all" has to be known to hold."""
        env = env or {}
        match p.op:
            case "all":
                return self._all(p, env, known)
            case "imply":
                if not self.holds(p.args[0], env, not known):
                    return True
                return self.holds(p.args[1], env, known)
            case "and" | "or":
                found = [self.holds(q, env, known) for q in p.args]
                return all(found) if p.op == "and" else any(found)
        a, b = (self.value(t, env) for t in p.args)
        if p.op in ("=", "!="):
            return bool((a == b) == (p.op == "="))
        return bool(a < b if p.op == "<" else a <= b)

    def _all(self, p: Term, env: dict[Term, Value], known: bool) -> bool:
        if known:
            if p in self.defining:
                return True
            raise Unknown
        x = fresh(p.data)
        body = at(p, x)
        tries = range(4) if p.data == "natural" else range(5)
        looked = 0
        for k in tries:
            value = Fraction(k) if p.data == "natural" else self.some(p.data)
            try:
                if not self.holds(body, {**env, x: value}, known):
                    return False
                looked += 1
            except Unknown:
                continue
        if not looked:
            raise Unknown
        return True

    def value(self, t: Term, env: dict[Term, Value]) -> Value:
        """A number, or the coordinates of a vector."""
        self.depth += 1
        try:
            if self.depth > 60:
                raise Unknown
            result = self._value(t, env)
        finally:
            self.depth -= 1
        for q in result if type(result) is tuple else (result,):
            if q.numerator.bit_length() + q.denominator.bit_length() > 3000:
                raise Unknown
        return result

    def _value(self, t: Term, env: dict[Term, Value]) -> Value:
        match t.op:
            case "number":
                return t.data
            case "zero":
                return self._zero(t.sort)
            case "symbol":
                if t in env:
                    return env[t]
                if t in self.laws:
                    ((_, right, _),) = self.laws[t]
                    return self.keep(t, lambda: self.value(right, {}))
                return self.keep(t, lambda: self.some(t.sort))
            case "total":
                n = self.value(t.args[0], env)
                if n > 40:
                    raise Unknown
                k = fresh("natural")
                body = at(t, k)
                terms = [self.value(body, {**env, k: Fraction(i)}) for i in range(int(n))]
                return self._sum(t.sort, terms)
            case "apply":
                return self._call(t.data, tuple(self.value(a, env) for a in t.args))
        args = [self.value(a, env) for a in t.args]
        match t.op:
            case "sum":
                return self._sum(t.sort, args)
            case "product":
                c, v = Fraction(1), None
                for a, x in zip(t.args, args, strict=True):
                    if is_space(a.sort):
                        v = x
                    else:
                        c *= x
                return c if v is None else tuple(c * q for q in v)
            case "quotient":
                top, below = args
                c = 1 / below if below else self.keep("1/0", lambda: self.some("scalar"))
                return tuple(c * q for q in top) if is_space(t.sort) else c * top
            case "power":
                if args[1] > 60:
                    raise Unknown
                return args[0] ** int(args[1])
        u, v = args
        return sum((p * q for p, q in zip(u, v, strict=True)), Fraction(0))

    def _sum(self, sort: str, xs: list[Value]) -> Value:
        if not is_space(sort):
            return sum(xs, Fraction(0))
        zero = self._zero(sort)
        return tuple(sum((x[i] for x in xs), Fraction(0)) for i in range(len(zero)))

    def _call(self, f: Function, xs: tuple[Value, ...]) -> Value:
        if f.kind in ("linear", "adjoint"):
            return self._map(f, xs[0])
        if f.kind == "known":
            return self._known(f.name, xs)
        for left, right, names in self.laws.get(f, ()):
            found = _matched(left, xs, names)
            if found is not None:
                return self.keep((f, xs), lambda: self.value(right, found))  # noqa: B023
        return self.keep((f, xs), lambda: self.some(f.gives))

    def _map(self, f: Function, x: Value) -> Value:
        base = f if f.kind == "linear" else f.adjoint
        rows, columns = len(self._zero(base.gives)), len(self._zero(base.takes[0]))
        m = self.keep(("matrix", base), lambda: [
            [self.R.choice(NUMBERS) for _ in range(columns)] for _ in range(rows)])  # fmt: skip
        if f.kind == "linear":
            return tuple(sum((m[i][j] * x[j] for j in range(columns)), Fraction(0))
                         for i in range(rows))  # fmt: skip
        return tuple(sum((m[i][j] * x[i] for i in range(rows)), Fraction(0))
                     for j in range(columns))  # fmt: skip

    def _known(self, name: str, xs: tuple[Value, ...]) -> Value:
        x = xs[0]
        match name:
            case "abs":
                return abs(x)
            case "max":
                return max(xs)
            case "min":
                return min(xs)
            case "threshold":
                return xs[1 if x < 0 else 2 if x == 0 else 3]
            case "sqrt" if x < 0:
                return self.keep(("sqrt", x), lambda: self.some("scalar"))
            case "sqrt":
                return _root(x)
            case "norm":
                return _root(sum((q * q for q in x), Fraction(0)))
            case "fl64" if abs(x) <= LARGEST:
                return rounded(x)
            case "fl64":
                return self.keep(("fl64", x), lambda: self.some("scalar"))
            case "log" if x <= 0:
                return self.keep(("log", x), lambda: self.some("scalar"))
        values = {"exp": (0, 1), "log": (1, 0), "sigmoid": (0, Fraction(1, 2)), "tanh": (0, 0)}
        place, value = values[name]
        if x != place:
            raise Unknown
        return Fraction(value)


def _root(x: Fraction) -> Fraction:
    q = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    if q * q != x:
        raise Unknown
    return q


def _meet(left: Term, other: Term) -> bool:
    if left.op == "symbol":
        return True

    def kinds(a: Term, b: Term) -> bool:
        one = "number" in (a.op, b.op) and a is not b
        return one and ("sum" in (a.op, b.op) or a.op == b.op)

    return not any(kinds(a, b) for a, b in zip(left.args, other.args, strict=True))


def _matched(left: Term, xs: tuple[Value, ...],
             names: frozenset[Term]) -> dict[Term, Value] | None:  # fmt: skip
    env: dict[Term, Value] = {}
    for t, x in zip(left.args, xs, strict=True):
        if t in names:
            env[t] = x
        elif t.op == "number":
            if x != t.data:
                return None
        elif t.op == "sum" and t.args[0] in names:
            if x < 1:
                return None
            env[t.args[0]] = x - 1
        elif t.op == "sum" and x != t.args[0].data + 1:
            return None
    return env


def refuted(h: Holds, R: Random, tries: int) -> tuple[int, Model | None]:
    """In how many models a line was looked at, and one in which it is false."""
    looked = 0
    for _ in range(tries):
        model = Model(R, sorted(h.open, key=repr))
        try:
            if not all(model.holds(p, known=True) for p in h.open):
                continue
            if not model.holds(h.says):
                return looked + 1, model
            looked += 1
        except (Unknown, RecursionError, OverflowError):
            continue
    return looked, None


__all__ = ["Model", "Unknown", "inside", "refuted"]
