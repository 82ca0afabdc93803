"""Scaling groups of a rule: which exponents of c > 0 map its runs to runs.

Each name gets an unknown exponent, and each part of a formula a law: the terms of a sum scale
alike, a product adds exponents, phi and sign take any, exp and log only 0; a literal 0 scales as
one likes.  What solves these equations is what the text shows; no solution refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from proofs.judge.syntax import COMPARISONS, Node, Rule, names

ORDER = ("<", "<=", "!=")
Form = dict[str, Fraction]
"""An exponent: so many times the exponent of each name."""


@dataclass(frozen=True)
class Demand:
    """That a combination of exponents is 0, and which piece of text asks it."""

    form: tuple[tuple[str, Fraction], ...]
    where: Node | None
    why: str


def _plus(a: Form, b: Form, sign: int = 1) -> Form:
    made = {k: a.get(k, Fraction(0)) + sign * b.get(k, Fraction(0)) for k in {**a, **b}}
    return {k: v for k, v in made.items() if v}


class Exponents:
    """The equations between exponents that a rule's text asks."""

    def __init__(self, rule: Rule, states: Iterable[str] | None = None) -> None:
        self.rule = rule
        self.demands: list[Demand] = []
        self._forms: dict[Node, Form | None] = {}
        wanted = set(states) if states is not None else {s.name for s in rule.states}
        self.states = [s for s in rule.states if s.name in wanted]
        self._classes = {d.name for d in rule.data if d.kind == "index"}
        for s in self.states:
            becomes = self.form(s.update)
            self._same({s.name: Fraction(1)}, becomes, s.update, f"{s.name}' scales as {s.name}")
        spoken = {n for s in self.states for n in names(s.update)} | {rule.rate}
        self.names = tuple(
            n for n in (
                rule.rate, *(s.name for s in self.states), *rule.parameters,
                *(d.name for d in rule.data if d.kind != "index"),
            ) if n in spoken or n in wanted
        )  # fmt: skip
        for d in rule.data:
            if d.values and any(d.values):
                one = {d.name: Fraction(1)}
                self._same(one, {}, None, f"{d.name} has one of some values only")
        for given in rule.given:
            if set(names(given)) & set(self.names) and given.op not in ORDER:
                self.form(given)  # a range is left by some c only; a value by all of them

    def _same(self, a: Form | None, b: Form | None, where: Node | None, why: str) -> Form | None:
        if a is not None and b is not None and (row := _plus(a, b, -1)):
            self.demands.append(Demand(tuple(row.items()), where, why))
        return b if a is None else a

    def _fixed(self, a: Form | None, where: Node, why: str) -> None:
        self._same(a, {}, where, why)

    def form(self, part: Node) -> Form | None:
        """The exponent of a part; None for what is 0 and scales as one likes."""
        if part not in self._forms:
            self._forms[part] = self._form(part)
        return self._forms[part]

    def _form(self, part: Node) -> Form | None:
        op, data = part.op, part.data
        below = [self.form(a) for a in part.args]
        match op:
            case "number":
                return None if data == 0 else {}
            case "name" | "at":
                return {} if data in self._classes else {data: Fraction(1)}
            case "+" | "max" | "min" | "clip" | "soft":
                return self._alike(part, below)
            case "neg" | "abs" | "relu" | "norm" | "normmax" | "total" | "largest" | "coordinates":
                return below[0]
            case "*" | "dot":
                if any(b is None for b in below):
                    return None
                made: Form = {}
                for b in below:
                    made = _plus(made, b or {})
                return made
            case "/":
                top, under = below
                return None if top is None else _plus(top, under or {}, -1)
            case "**" | "sqrt":
                q = Fraction(1, 2) if op == "sqrt" else data
                if below[0] is None:
                    return None if q > 0 else {}
                return {k: v * q for k, v in below[0].items() if v * q}
            case "where":
                return self._alike(part, below[1:])
            case "exp" | "log" | "sigmoid" | "tanh" | "pow":
                for b, a in zip(below, part.args, strict=True):
                    self._fixed(b, part, f"{a!r} must not scale")
                return {}
        if op in COMPARISONS and part.args[0].kind != "index":
            self._alike(part, below)
        return {}

    def _alike(self, part: Node, below: Sequence[Form | None]) -> Form | None:
        made: Form | None = None
        args = part.args[-len(below) :]
        first: Node | None = None
        for a, b in zip(args, below, strict=True):
            if b is not None and first is None:
                first = a
            made = self._same(made, b, part, f"{_of(first)} and {_of(a)} must scale alike")
        return made

    # Solving -------------------------------------------------------------------------------------
    def solution(
        self, fixed: Mapping[str, int | Fraction], more: Iterable[Demand] = ()
    ) -> dict[str, Fraction] | None:
        """Exponents of all names, with some given; those left free are 0.  None: there are none."""
        solved = _reduced(self.names, [*self.demands, *more], fixed)
        if solved is None:
            return None
        rows, pivots = solved
        made = dict.fromkeys(self.names, Fraction(0))
        for row, p in zip(rows, pivots, strict=True):
            made[self.names[p]] = row[-1]
        return made

    def basis(self) -> tuple[dict[str, Fraction], ...]:
        """A basis of the scaling group, in whole numbers, 0 left out."""
        solved = _reduced(self.names, self.demands, {})
        if solved is None:
            return ()
        rows, pivots = solved
        made = []
        for free in (c for c in range(len(self.names)) if c not in pivots):
            g = {self.names[free]: Fraction(1)}
            for row, p in zip(rows, pivots, strict=True):
                if row[free]:
                    g[self.names[p]] = -row[free]
            made.append({n: g[n] for n in self.names if n in g})
        return tuple(made)

    def clash(
        self, fixed: Mapping[str, int | Fraction], more: Iterable[Demand] = ()
    ) -> tuple[Demand, ...]:
        """The fewest demands that cannot be met together: none of them can be left out."""
        core = [*self.demands, *more]
        if _reduced(self.names, core, fixed) is not None:
            return ()
        for demand in list(core):
            left = [d for d in core if d is not demand]
            if _reduced(self.names, left, fixed) is None:
                core = left
        return tuple(core)


def _of(part: Node | None) -> str:
    text = repr(part)
    return text if len(text) <= 44 else text[:41] + "..."


def demand(form: Form | None, why: str, where: Node | None = None) -> tuple[Demand, ...]:
    """That an exponent be 0; nothing for what scales as one likes."""
    return () if not form else (Demand(tuple(form.items()), where, why),)


def _reduced(
    names: Sequence[str], demands: Sequence[Demand], fixed: Mapping[str, int | Fraction]
) -> tuple[Sequence[Sequence[Fraction]], Sequence[int]] | None:
    """Reduced echelon form over the names, with some exponents given; None for a contradiction."""
    from numeric.matrices import reduced

    place = {n: i for i, n in enumerate(names)}
    width = len(names)
    matrix: list[tuple[Fraction, ...]] = []
    for d in demands:
        row = [Fraction(0)] * (width + 1)
        for n, v in d.form:
            if n in place:
                row[place[n]] += v
        matrix.append(tuple(row))
    for n, value in fixed.items():
        if n in place:
            row = [Fraction(0)] * (width + 1)
            row[place[n]], row[-1] = Fraction(1), Fraction(value)
            matrix.append(tuple(row))
    if not matrix:
        return (), ()
    rows, pivots = reduced(tuple(matrix))
    return None if pivots and pivots[-1] == width else (rows, pivots)


__all__ = ["Demand", "Exponents", "Form", "demand"]
