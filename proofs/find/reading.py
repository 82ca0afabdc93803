"""Hypotheses read: definitions, equations, inequalities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find.atoms import (
    MINUS,
    ZERO,
    Poly,
    deep,
    key,
    normal,
    now,
    single,
    term_of,
    term_of_atom,  # fmt: skip,
)
from proofs.find.combos import Combo, add_combo, apart_from_0, small, times_any
from proofs.find.lemmas import lemma
from proofs.trust import ring
from proofs.trust.ring import ONE, multiplied
from proofs.trust.terms import SQRT, Term, eq, flat, fold, number, zero  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Reading:
    """What the hypotheses say, made ready for use."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def read(self) -> None:
        """Make the hypotheses ready for use, definitions first, then signs, then equations."""
        equal: list[int] = []
        unequal: list[int] = []
        waiting = list(self.s.hyps)
        while waiting:
            h = waiting.pop(0)
            p = self.s.book.says(h)
            match p.op:
                case "and":
                    waiting[:0] = [self.s.book.add(q, "part", (), (h,)) for q in p.args]
                case "or":
                    self.s.choices.append(h)
                case "all" | "imply":
                    self.s.general.append(h)
                    self._own_adjoint(h, p)
                case "=":
                    equal.append(h)
                case _:
                    unequal.append(h)
        mentioned: set[int] = set()
        equal = [h for h in equal if not self._define(h, mentioned)]
        equal = [h for h in equal if not self._application(h)]
        self._inequalities(unequal)
        self.s.forget()
        for h in sorted(equal, key=self._degree):
            if not self._application(h):
                self._equation(h)
        if len(self.s.hyps) > 1:  # what is divided by may be known not to be 0 by now
            self.s.facts.clear()
            self.s.unequal.clear()
            self.s.vectors_apart.clear()
            self.s.forget()
            self._inequalities(unequal)
            self.s.forget()

    def _degree(self, h: int) -> bool:
        """Whether an equation is one between numbers that is not linear: such come last."""
        left, right = self.s.book.says(h).args
        return flat(left) and any(_depth(m) > 1 for m in normal(left - right))

    def _own_adjoint(self, h: int, p: Term) -> None:
        """Remember that a linear map is its own adjoint: for all u, A'(u) = A(u)."""
        if p.op != "all" or p.args[0].op != "=":
            return
        a, b = p.args[0].args
        linear = all(x.op == "apply" and x.data.kind in ("linear", "adjoint") for x in (a, b))
        own = linear and a.data.kind == "adjoint" and a.data == b.data.adjoint
        if own and a.args[0].op == "bound" and a.args == b.args:
            self.s.own[a.data] = h

    def _define(self, h: int, mentioned: set[int]) -> bool:
        """Read an equation as the meaning of a symbol, unless that leads in a circle."""
        left, right = self.s.book.says(h).args
        for what, meaning, turned in ((left, right, False), (right, left, True)):
            opaque = what.op == "total" or (what.op == "apply" and what.data.kind == "opaque")
            if what.op != "symbol" and not opaque:
                continue
            if opaque and turned:
                continue
            value = normal(what)
            a = single(value) if flat(what) else next(iter(value), None)
            if a is None or a in self.s.rules or a in self.s.vector_rules:
                continue
            met = mentions(meaning)
            if a in met or (a in mentioned and self._reaches(met, a)):
                continue
            if opaque and a in _mentions_of_arguments(what):
                continue
            mentioned |= met
            line = self.s.book.ring(what, meaning, (number(-1), h)) if turned else h
            if flat(what):
                self.s.rules[a] = (normal(meaning), line)
            else:
                self.s.vector_rules[a] = (normal(meaning), line)
            return True
        return False

    def _reaches(self, starts: Iterable[int], goal: int) -> bool:
        waiting, seen = list(starts), set(starts)
        while waiting:
            a = waiting.pop()
            if a == goal:
                return True
            found = self.s.rules.get(a) or self.s.vector_rules.get(a)
            if found is not None:
                met = mentions(self.s.book.says(found[1]).args[1])
                waiting.extend(met - seen)
                seen |= met
        return False

    def _application(self, h: int) -> bool:
        """Read an equation as the value of an application: a linear map's, or a function's."""
        left, right = self.s.book.says(h).args
        for what, other in ((left, right), (right, left)):
            if what.op != "apply" or what.data.kind == "known":
                continue
            a, b = self.s.forms.of(what), self.s.forms.of(other)
            if flat(what):
                atom = single(a.value)
                if atom is None or atom in deep(b.value) or atom in self.s.rules:
                    continue
            else:
                if len(a.value) != 1:
                    continue
                ((atom, c),) = a.value.items()
                if c != ONE or atom in self.s.vector_rules or atom in deep(b.value):
                    continue
            sign = 1 if what is left else -1
            combo: Combo = {}
            add_combo(combo, h, {(): sign})
            for line, factor in a.combo.items():
                add_combo(combo, line, times_any(factor, MINUS))
            for line, factor in b.combo.items():
                add_combo(combo, line, factor)
            t = term_of_atom(atom)
            line = self.s.forms.equation(t, b.value, combo)
            if flat(what):
                self.s.rules[atom] = (b.value, line)
            else:
                self.s.vector_rules[atom] = (b.value, line)
            self.s.forget()
            return True
        return False

    def _equation(self, h: int) -> None:
        left, right = self.s.book.says(h).args
        gap = self.s.forms.of(left - right)
        combo: Combo = {}
        add_combo(combo, h, ONE)
        for line, factor in gap.combo.items():
            add_combo(combo, line, times_any(factor, MINUS))
        if not flat(left):
            self._vector_equation(h, left.sort, gap.value, combo)
            return
        p = gap.value
        if not p:
            return
        line = self.s.forms.equation(term_of(p), {}, combo)
        self.add_equation(p, line)

    def add_equation(self, p: Poly, line: int) -> None:
        """Use p = 0 to replace an atom that it determines, and keep it for certificates."""
        p, line = self.s.denominators.cleared_equation(p, line)
        if not p:
            return
        if set(p) == {()}:
            one = self.s.book.add(number(abs(Fraction(p[()]))) > ZERO, "positive")
            sign = number(1 if p[()] < 0 else -1)
            self.s.false = self.s.book.add(
                self.s.book.false(), "positive", (number(1), sign), (one, line)
            )
            return
        p, line = self.s.denominators.without_nonzero_factor(p, line)
        self.s.equations.append((p, line))
        twin = self.s.monotone.twin(p)
        if twin is not None and all(twin[0] != known for known, _ in self.s.equations):
            self.add_equation(twin[0], self.s.monotone.forth(p, twin, line))
        for m, c in sorted(p.items(), key=lambda x: -_depth(x[0])):
            if len(m) != 1 or m[0][1] != 1:
                continue
            a = m[0][0]
            rest = {k: v for k, v in p.items() if k != m}
            if a in self.s.rules or a in deep(rest):
                continue
            if key(a)[0] == "dot" and any(_is_root(b) for b in deep(rest)):
                continue
            value = P.scaled(rest, -Fraction(1) / Fraction(c))
            value = {k: small(v) for k, v in value.items()}
            t = term_of_atom(a)
            known = self.s.forms.equation(t, value, {line: {(): small(1 / Fraction(c))}})
            self.s.rules[a] = (value, known)
            self.s.forget()
            if _is_root(a):
                self._root_known(a, value, known)
            return

    def _root_known(self, a: int, value: Poly, line: int) -> None:
        """q = c c, where sqrt(q) = c."""
        q = term_of_atom(a).args[0]
        p = normal(q)
        weak = self.s.signs.nonnegative(p)
        if weak is None:
            return
        square = self.s.book.row("square root", q, uses=(self.s.signs.about(q, p, weak),))
        root, c = term_of_atom(a), term_of(value)
        same = self.s.book.ring(q, c * c, (number(-1), square), (root + c, line))
        r = self.s.forms.number(q - c * c)
        if r.value:
            combo: Combo = {}
            add_combo(combo, same, ONE)
            for k, f in r.combo.items():
                add_combo(combo, k, times_any(f, MINUS))
            self.add_equation(r.value, self.s.forms.equation(term_of(r.value), {}, combo))

    def _vector_equation(self, h: int, sort: str, v: Any, combo: Combo) -> None:
        if not v:
            return
        line = self.s.book.ring(term_of(v, sort), zero(sort), *self.s.forms.pairs(combo, sort))
        self.s.vector_equations.append((v, line))
        order = sorted(v, key=lambda a: (key(a)[0] != "symbol", key(a)[0] != "map"))
        for a in order:
            if key(a)[0] not in ("symbol", "map", "apply", "total"):
                continue
            c = v[a]
            others = {b: q for b, q in v.items() if b != a}
            if a in deep(others) or a in self.s.vector_rules or a in deep(c):
                continue
            t = term_of_atom(a)
            if set(c) == {()}:
                k = Fraction(c[()])
                value = {b: P.scaled(q, small(-1 / k)) for b, q in others.items()}
                known = self.s.forms.equation(t, value, {line: {(): small(1 / k)}})
            else:
                one = self.s.signs.nonzero(c) if len(c) == 1 else None
                if one is None:
                    continue
                unit = self.s.book.row(
                    "inverse", term_of(c), uses=(self.s.signs.said(term_of(c), c, one, "!="),)
                )
                over = normal(1 / term_of(c))
                value = {b: multiplied(P.scaled(q, -1), over) for b, q in others.items()}
                pairs = [(1 / term_of(c), line), (-t, unit)]
                known = self.s.book.ring(t, term_of(value, sort), *pairs)
            self.s.vector_rules[a] = (value, known)
            self.s.forget()
            return

    def _inequalities(self, lines: Sequence[int]) -> None:
        for h in lines:
            p = self.s.book.says(h)
            a, b = p.args
            if not flat(a):
                self._vectors_apart(h, a, b)
            elif p.op == "!=":
                self._numbers_apart(h, a, b)
            else:
                r = self.s.forms.number(b - a)
                self.add_fact(*self.s.certificates.fact(r.value, r.combo, p.op == "<", h))

    def add_fact(self, p: Poly, strict: bool, line: int) -> None:
        """A line 0 < p (or <=), made ready for certificates."""
        if set(p) <= {()}:
            value = p.get((), 0)
            if value < 0 or (strict and value <= 0):
                self.s.false = self.s.book.add(
                    self.s.book.false(), "positive", (number(1),), (line,)
                )
            return
        p, line = self.s.denominators.cleared_fact(p, strict, line)
        p, line = self.s.denominators.without_positive_factor(p, strict, line)
        if any(p == known and strict == sure for known, sure, _ in self.s.facts):
            return
        if len(p) == 1:
            ((m, c),) = p.items()
            if len(m) == 1 and m[0][1] % 2:
                self._learn(m, c, strict, line)
        self.s.facts.append((p, strict, line))
        twin = self.s.monotone.twin(p)
        if twin is not None and all(twin[0] != known for known, _, _ in self.s.facts):
            self.add_fact(twin[0], strict, self.s.monotone.forth(p, twin, line))

    def _learn(self, m: Any, c: Any, strict: bool, line: int) -> None:
        ((a, e),) = m
        if e != 1:
            return
        t = term_of_atom(a)
        up = c > 0
        says = (t > 0 if strict else t >= 0) if up else (t < 0 if strict else t <= 0)
        scaled = number(Fraction(1 / Fraction(abs(c))))
        known = self.s.book.add(says, "positive", (scaled,), (line,))
        kind = (">" if up else "<") + ("" if strict else "=")
        self._know(a, kind, known)

    def _know(self, a: int, kind: str, line: int) -> None:
        old = self.s.known_signs.get(a)
        t = term_of_atom(a)
        if old is not None:
            kinds = {old[0], kind}
            lines = {old[0]: old[1], kind: line}
            if old[0] in (">", "<"):
                return
            if kinds == {">=", "!="}:
                kind = ">"
                line = lemma(self.s.book, "positive or negative", [t], [lines[">="], lines["!="]])
            elif kinds == {"<=", "!="}:
                kind = "<"
                turned = self.s.book.add(-t >= 0, "positive", (number(1),), (lines["<="],))
                apart = self.s.book.add(apart_from_0(-t), "apart", (number(-1),), (lines["!="],))
                up = lemma(self.s.book, "positive or negative", [-t], [turned, apart])
                line = self.s.book.add(t < 0, "positive", (number(1),), (up,))
            elif kind not in (">", "<"):
                return
        self.s.learned += 1
        self.s.known_signs[a] = (kind, line)
        self.s.unsure()

    def _numbers_apart(self, h: int, a: Term, b: Term) -> None:
        r = self.s.forms.number(a - b)
        pairs = self.s.forms.pairs(r.combo)
        if not r.value:
            self.s.false = self.s.book.add(self.s.book.false(), "absurd", [f for f, _ in pairs],
                                       [h, *(k for _, k in pairs)])  # fmt: skip
            return
        t = term_of(r.value)
        line = self.s.book.add(apart_from_0(t), "apart", [number(1), *(f for f, _ in pairs)],
                             [h, *(k for _, k in pairs)])  # fmt: skip
        self.s.unequal.append((r.value, line))
        if len(r.value) == 1:
            ((m, c),) = r.value.items()
            for x, _ in m:
                rest = {tuple((i, e - (i == x)) for i, e in m if e > (i == x)): c}
                s = term_of_atom(x)
                self._know(
                    x, "!=", self.s.book.add(apart_from_0(s), "apart", (term_of(rest),), (line,))
                )

    def _vectors_apart(self, h: int, a: Term, b: Term) -> None:
        r = self.s.forms.of(a - b)
        pairs = self.s.forms.pairs(r.combo, a.sort)
        if not r.value:
            self.s.false = self.s.book.add(self.s.book.false(), "absurd", [f for f, _ in pairs],
                                       [h, *(k for _, k in pairs)])  # fmt: skip
            return
        t = term_of(r.value, a.sort)
        line = self.s.book.add(
            apart_from_0(t), "apart", [number(1), *(f for f, _ in pairs)],
            [h, *(k for _, k in pairs)])  # fmt: skip
        self.s.vectors_apart.append((r.value, line))
        if len(r.value) == 1:
            ((x, c),) = r.value.items()
            u = term_of_atom(x)
            if c != ONE:
                line = self._vector_alone(u, c, line)
            if line is not None:
                up = lemma(self.s.book, "length is positive", [u], [line])
                dot_atom = single(ring.single("dot", x, x))
                assert dot_atom is not None
                self._know(dot_atom, ">", up)
                self.s.facts.append((ring.single("dot", x, x), True, up))
                return
        up = lemma(self.s.book, "length is positive", [t], [line])
        square = self.s.forms.number(self.s.book.says(up).args[1])
        self.add_fact(*self.s.certificates.fact(square.value, square.combo, True, up))

    def _vector_alone(self, u: Term, c: Poly, line: int) -> int:
        """u != 0, since c u != 0."""
        k = term_of(c)
        t = k * u
        h = self.s.book.assume(eq(u, zero(u.sort)))
        nothing = self.s.book.ring(t, zero(u.sort), (k, h))
        first = self.s.book.says(line).args[0]
        equation = (number(1), nothing) if first is t else (k, h)
        no = self.s.book.add(self.s.book.false(), "absurd", equation[:1], (line, equation[1]))
        return self.s.book.add(apart_from_0(u), "contradiction", (), (no,))


def _is_root(a: int) -> bool:
    return bool(key(a)[0] == "apply" and key(a)[1] == SQRT)


def _depth(m: Any) -> int:
    return sum(e for _, e in m)


def mentions(t: Term) -> frozenset[int]:
    """The atoms that are symbols or opaque applications, wherever they stand in a term."""
    return fold(t, _mentioned, now().mentions)


def _mentioned(t: Term, below: tuple[frozenset[int], ...]) -> frozenset[int]:
    opaque = t.op == "apply" and t.data.kind != "known"
    if t.loose or not (t.op == "symbol" or opaque):
        return below[0] if len(below) == 1 else frozenset().union(*below)
    value = normal(t)
    if not flat(t):
        return frozenset().union(*below, value)
    a = single(value)
    return frozenset().union(*below, () if a is None else (a,))


def _mentions_of_arguments(t: Term) -> set[int]:
    found: set[int] = set()
    for x in t.args:
        found |= mentions(x)
    return found
