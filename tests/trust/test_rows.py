"""Each row of the table, at random numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import exp, isclose, log, sqrt, tanh
from random import Random
from typing import Any

import pytest
from helpers import A, F, k, n, sum_of, u, v

from proofs.trust.rules import TABLE, rounded
from proofs.trust.terms import Term, symbol

VALUES = [-3.0, -1.5, -1.0, -0.25, 0.0, 0.0, 0.5, 1.0, 2.0, 3.5]
KNOWN: dict[str, Callable[..., float]] = {
    "sqrt": lambda x: sqrt(x) if x >= 0 else -1.0,
    "log": lambda x: log(x) if x > 0 else -7.0, "exp": exp, "abs": abs, "max": max, "min": min,
    "tanh": tanh, "sigmoid": lambda x: 1 / (1 + exp(-x)), "fl64": float,
    "norm": lambda u: sqrt(sum(x * x for x in u)),
    "threshold": lambda z, a, b, c: a if z < 0 else b if z == 0 else c,
}  # fmt: skip


class World:
    """Floats for symbols, and for functions of naturals."""

    def __init__(self, R: Random) -> None:
        self.R = R
        self.dims = R.choice((0, 1, 2, 3))
        self.kept: dict[Any, Any] = {}
        self.matrix = [[R.choice(VALUES) for _ in range(self.dims)] for _ in range(self.dims)]

    def some(self, sort: str) -> Any:
        """A value of a sort."""
        if sort == "natural":
            return float(self.R.randrange(5))
        if sort == "scalar":
            return self.R.choice(VALUES)
        return tuple(self.R.choice(VALUES) for _ in range(self.dims))

    def of(self, t: Term) -> Any:
        """The value of a term without bound variables but a sum's."""
        if t.op in ("symbol", "bound"):
            return self.kept.setdefault(t, self.some(t.sort))
        if t.op == "number":
            return float(t.data)
        if t.op == "zero":
            return (0.0,) * self.dims
        if t.op == "total":
            count, total = int(self.of(t.args[0])), 0.0
            for i in range(count):
                self.kept[_bound()] = float(i)
                total += self.of(t.args[1])
            return total
        xs = [self.of(x) for x in t.args]
        match t.op:
            case "sum":
                return sum(xs)
            case "product":
                return xs[0] * xs[1]
            case "quotient":
                return xs[0] / xs[1] if xs[1] else 5.0
            case "dot":
                return sum(p * q for p, q in zip(*xs, strict=True))
        f = t.data
        if f.kind == "known":
            return KNOWN[f.name](*xs)
        if f.kind in ("linear", "adjoint"):
            m = self.matrix if f.kind == "linear" else list(zip(*self.matrix, strict=True))
            return tuple(sum(p * q for p, q in zip(row, xs[0], strict=True)) for row in m)
        key = (f, *xs)
        return self.kept.setdefault(key, self.some(f.gives))

    def holds(self, p: Term) -> bool:
        """Whether a relation holds, to within rounding."""
        a, b = map(self.of, p.args)
        if p.op in ("=", "!="):
            if isinstance(a, tuple):
                same = a == b
            else:
                same = isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
            return same == (p.op == "=")
        return bool(a < b) if p.op == "<" else bool(a <= b + 1e-9)


def _bound() -> Term:
    return next(t for t in _parts(sum_of(F(k))) if t.op == "bound")


def _parts(t: Term) -> list[Term]:
    return [t, *(p for a in t.args for p in _parts(a))]


def specimen(name: str, R: Random) -> tuple[Term, ...]:
    """Terms for a row."""
    if name == "adjoint":
        return (A(u), v) if R.random() < 0.5 else (A.adjoint(u), v)
    if name in ("empty sum", "last term"):
        return (sum_of(F(k) * F(n)),)
    if name == "rounding":
        from proofs.trust.terms import number

        return (number(Fraction(R.randrange(-999, 999), R.choice((1, 2, 4)))),)
    return tuple(symbol(f"{s[0]}{i}", s) for i, s in enumerate(TABLE[name].takes))


@pytest.mark.parametrize("name", TABLE)
def test_true_where_its_side_goals_hold(name: str) -> None:
    """Hundreds of times."""
    R = Random(name)
    met = 0
    for _ in range(600):
        world = World(R)
        sides, says = TABLE[name].law(*specimen(name, R))
        if all(world.holds(p) for p in sides):
            met += 1
            assert world.holds(says), (name, world.kept)
    assert met > 40


@pytest.mark.parametrize("name", [r for r in TABLE if TABLE[r].law(*specimen(r, Random(0)))[0]])
def test_false_where_a_side_goal_is_dropped(name: str) -> None:
    """There is a reason for each side goal."""
    R = Random(name)
    (_,) = TABLE[name].law(*specimen(name, R))[0]
    for _ in range(600):
        world = World(R)
        sides, says = TABLE[name].law(*specimen(name, R))
        if not world.holds(sides[0]) and not world.holds(says):
            return
    pytest.fail(f"{name}: the side goal is needed for nothing")


def test_rounding_is_to_even() -> None:
    """As IEEE 754 has it, at ties and at the ends."""
    half = Fraction(1, 2**53)
    assert rounded(1 + half) == 1
    assert rounded(1 + 3 * half) == 1 + 4 * half
    assert rounded(Fraction(1, 2**1075)) == 0
    assert rounded(Fraction(3, 2**1075)) == Fraction(1, 2**1073)
    for q in (Fraction(1, 3), Fraction(1, 10), Fraction(2**60 + 1, 7)):
        best = rounded(q)
        ulp = max(abs(q) / 2**53, Fraction(1, 2**1074))
        assert abs(best - q) <= ulp
    with pytest.raises(OverflowError):
        rounded(Fraction(2**1024))


def test_every_row_has_words() -> None:
    """And no two say the same."""
    words = [row.words for row in TABLE.values()]
    assert all(words)
    assert len(set(words)) == len(words)
