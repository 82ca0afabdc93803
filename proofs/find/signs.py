"""Hypotheses read, and the signs of what they speak of, each with its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from proofs.find import polynomial as P
from proofs.find import search
from proofs.find.atoms import (
    Poly, deep, generators, key, normal, single, term_of, term_of_atom, thaw,
)  # fmt: skip
from proofs.find.forms import Combo, Context, _small, add_combo, scaled_combo, times_any
from proofs.find.lemmas import lemma
from proofs.trust import ring
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.terms import EXP, LOG, SQRT, Term, apply, eq, flat, inside, number, zero

MINUS: Poly = {(): -1}
ZERO = number(0)


class Solver(Context):
    """A context that has read its hypotheses."""

    squares: Sequence[Term] = ()
    """Vectors whose products with themselves are written in what is to be proved."""

    def read(self) -> None:
        """Make the hypotheses ready for use, definitions first, then signs, then equations."""
        equal: list[int] = []
        unequal: list[int] = []
        waiting = list(self.hyps)
        while waiting:
            h = waiting.pop(0)
            p = self.book.says(h)
            match p.op:
                case "and":
                    waiting[:0] = [self.book.add(q, "part", (), (h,)) for q in p.args]
                case "or":
                    self.choices.append(h)
                case "all" | "imply":
                    self.general.append(h)
                    self._own_adjoint(h, p)
                case "=":
                    equal.append(h)
                case _:
                    unequal.append(h)
        mentioned: set[int] = set()
        equal = [h for h in equal if not self._define(h, mentioned)]
        equal = [h for h in equal if not self._application(h)]
        self._inequalities(unequal)
        self.forget()
        for h in equal:
            if not self._application(h):
                self._equation(h)
        if len(self.hyps) > 1:  # what is divided by may be known not to be 0 by now
            self.facts.clear()
            self.unequal.clear()
            self.vectors_apart.clear()
            self.forget()
            self._inequalities(unequal)
            self.forget()

    def _own_adjoint(self, h: int, p: Term) -> None:
        """Remember that a linear map is its own adjoint: for all u, A'(u) = A(u)."""
        if p.op != "all" or p.args[0].op != "=":
            return
        a, b = p.args[0].args
        linear = all(x.op == "apply" and x.data.kind in ("linear", "adjoint") for x in (a, b))
        if linear and a.data.kind == "adjoint" and a.data == b.data.adjoint:
            if a.args[0].op == "bound" and a.args == b.args:
                self.own[a.data] = h

    # Equations -----------------------------------------------------------------------------------

    def _define(self, h: int, mentioned: set[int]) -> bool:
        """Read an equation as the meaning of a symbol, unless that leads in a circle."""
        left, right = self.book.says(h).args
        for what, meaning, turned in ((left, right, False), (right, left, True)):
            opaque = what.op == "apply" and what.data.kind == "opaque"
            if what.op != "symbol" and not opaque:
                continue
            if opaque and turned:
                continue
            value = normal(what)
            a = single(value) if flat(what) else next(iter(value), None)
            if a is None or a in self.rules or a in self.vector_rules:
                continue
            met = _mentions(meaning)
            if a in met or (a in mentioned and self._reaches(met, a)):
                continue
            if opaque and a in _mentions_of_arguments(what):
                continue
            mentioned |= met
            line = self.book.ring(what, meaning, (number(-1), h)) if turned else h
            if flat(what):
                self.rules[a] = (normal(meaning), line)
            else:
                self.vector_rules[a] = (normal(meaning), line)
            return True
        return False

    def _reaches(self, starts: Iterable[int], goal: int) -> bool:
        waiting, seen = list(starts), set(starts)
        while waiting:
            a = waiting.pop()
            if a == goal:
                return True
            found = self.rules.get(a) or self.vector_rules.get(a)
            if found is not None:
                met = _mentions(self.book.says(found[1]).args[1])
                waiting.extend(met - seen)
                seen |= met
        return False

    def _application(self, h: int) -> bool:
        """Read an equation as the value of an application: a linear map's, or a function's."""
        left, right = self.book.says(h).args
        for what, other in ((left, right), (right, left)):
            if what.op != "apply" or what.data.kind == "known":
                continue
            a, b = self.of(what), self.of(other)
            if flat(what):
                atom = single(a.value)
                if atom is None or atom in deep(b.value) or atom in self.rules:
                    continue
            else:
                if len(a.value) != 1:
                    continue
                ((atom, c),) = a.value.items()
                if c != ONE or atom in self.vector_rules or atom in deep(b.value):
                    continue
            sign = 1 if what is left else -1
            combo: Combo = {}
            add_combo(combo, h, {(): sign})
            for line, factor in a.combo.items():
                add_combo(combo, line, times_any(factor, MINUS))
            for line, factor in b.combo.items():
                add_combo(combo, line, factor)
            t = term_of_atom(atom)
            line = self.equation(t, b.value, combo)
            if flat(what):
                self.rules[atom] = (b.value, line)
            else:
                self.vector_rules[atom] = (b.value, line)
            self.forget()
            return True
        return False

    def _equation(self, h: int) -> None:
        left, right = self.book.says(h).args
        gap = self.of(left - right)
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
        line = self.equation(term_of(p), {}, combo)
        self.add_equation(p, line)

    def add_equation(self, p: Poly, line: int) -> None:
        """Use p = 0 to replace an atom that it determines, and keep it for certificates."""
        p, line = self._cleared_equation(p, line)
        if not p:
            return
        if set(p) == {()}:
            one = self.book.add(ZERO < number(abs(Fraction(p[()]))), "positive")
            sign = number(1 if p[()] < 0 else -1)
            self.false = self.book.add(self.book.false(), "positive", (number(1), sign), (one, line))
            return
        p, line = self._without_nonzero_factor(p, line)
        self.equations.append((p, line))
        for m, c in sorted(p.items(), key=lambda x: -_depth(x[0])):
            if len(m) != 1 or m[0][1] != 1:
                continue
            a = m[0][0]
            rest = {k: v for k, v in p.items() if k != m}
            if a in self.rules or a in deep(rest):
                continue
            if key(a)[0] == "dot" and any(_is_root(b) for b in deep(rest)):
                continue
            value = P.scaled(rest, -Fraction(1) / Fraction(c))
            value = {k: _small(v) for k, v in value.items()}
            t = term_of_atom(a)
            known = self.equation(t, value, {line: {(): _small(1 / Fraction(c))}})
            self.rules[a] = (value, known)
            self.forget()
            if _is_root(a):
                self._root_known(a, value, known)
            return

    def _root_known(self, a: int, value: Poly, line: int) -> None:
        """q = c c, where sqrt(q) = c."""
        q = term_of_atom(a).args[0]
        p = normal(q)
        weak = self.nonnegative(p)
        if weak is None:
            return
        square = self.book.row("square root", q, uses=(self._about(q, p, weak),))
        root, c = term_of_atom(a), term_of(value)
        same = self.book.ring(q, c * c, (number(-1), square), (root + c, line))
        r = self.number(q - c * c)
        if r.value:
            combo: Combo = {}
            add_combo(combo, same, ONE)
            for k, f in r.combo.items():
                add_combo(combo, k, times_any(f, MINUS))
            self.add_equation(r.value, self.equation(term_of(r.value), {}, combo))

    def _cleared_equation(self, p: Poly, line: int) -> tuple[Poly, int]:
        cur, d, combo, _ = self.clear(p, even=False)
        if d == ONE:
            return p, line
        pairs = [(term_of(d), line), *((-f, k) for f, k in self.pairs(combo))]
        return cur, self.book.ring(term_of(cur), ZERO, *pairs)

    def _without_nonzero_factor(self, p: Poly, line: int) -> tuple[Poly, int]:
        for a, e in P.common_factor(p):
            one = self.nonzero({((a, 1),): 1})
            if one is None:
                continue
            for _ in range(e):
                t = term_of_atom(a)
                unit = self.book.row("inverse", t, uses=(one,))
                core = P.shifted(p, ((a, -1),))
                # core = (1/a) p - core (a (1/a) - 1)
                line = self.book.ring(term_of(core), ZERO, (1 / t, line), (-term_of(core), unit))
                p = core
        return p, line

    def _vector_equation(self, h: int, sort: str, v: Any, combo: Combo) -> None:
        if not v:
            return
        line = self.book.ring(term_of(v, sort), zero(sort), *self.pairs(combo, sort))
        self.vector_equations.append((v, line))
        order = sorted(v, key=lambda a: (key(a)[0] != "symbol", key(a)[0] != "map"))
        for a in order:
            if key(a)[0] not in ("symbol", "map", "apply"):
                continue
            c = v[a]
            others = {b: q for b, q in v.items() if b != a}
            if a in deep(others) or a in self.vector_rules or a in deep(c):
                continue
            t = term_of_atom(a)
            if set(c) == {()}:
                k = Fraction(c[()])
                value = {b: P.scaled(q, _small(-1 / k)) for b, q in others.items()}
                known = self.equation(t, value, {line: {(): _small(1 / k)}})
            else:
                one = self.nonzero(c) if len(c) == 1 else None
                if one is None:
                    continue
                unit = self.book.row("inverse", term_of(c), uses=(self._said(term_of(c), c, one, "!="),))
                over = normal(1 / term_of(c))
                value = {b: multiplied(P.scaled(q, -1), over) for b, q in others.items()}
                pairs = [(1 / term_of(c), line), (-t, unit)]
                known = self.book.ring(t, term_of(value, sort), *pairs)
            self.vector_rules[a] = (value, known)
            self.forget()
            return

    # Inequalities --------------------------------------------------------------------------------

    def _inequalities(self, lines: Sequence[int]) -> None:
        for h in lines:
            p = self.book.says(h)
            a, b = p.args
            if not flat(a):
                self._vectors_apart(h, a, b)
            elif p.op == "!=":
                self._numbers_apart(h, a, b)
            else:
                r = self.number(b - a)
                self.add_fact(*self._fact(r.value, r.combo, p.op == "<", h))

    def _fact(self, p: Poly, combo: Combo, strict: bool, h: int) -> tuple[Poly, bool, int]:
        """0 < p (or <=), from a line whose gap is p and a sum of multiples of equations."""
        t = term_of(p)
        says = t > 0 if strict else t >= 0
        pairs = self.pairs(combo)
        line = self.book.add(says, "positive", [number(1), *(-f for f, _ in pairs)],
                             [h, *(k for _, k in pairs)])  # fmt: skip
        return p, strict, line

    def add_fact(self, p: Poly, strict: bool, line: int) -> None:
        """A line 0 < p (or <=), made ready for certificates."""
        if set(p) <= {()}:
            value = p.get((), 0)
            if value < 0 or (strict and value <= 0):
                self.false = self.book.add(self.book.false(), "positive", (number(1),), (line,))
            return
        p, line = self.cleared_fact(p, strict, line)
        p, line = self._without_positive_factor(p, strict, line)
        if len(p) == 1:
            ((m, c),) = p.items()
            if len(m) == 1 and m[0][1] % 2:
                self._learn(m, c, strict, line)
        self.facts.append((p, strict, line))

    def _learn(self, m: Any, c: Any, strict: bool, line: int) -> None:
        ((a, e),) = m
        if e != 1:
            return
        t = term_of_atom(a)
        up = c > 0
        says = (t > 0 if strict else t >= 0) if up else (t < 0 if strict else t <= 0)
        scaled = number(_fraction(1 / Fraction(abs(c))))
        known = self.book.add(says, "positive", (scaled,), (line,))
        kind = (">" if up else "<") + ("" if strict else "=")
        self._know(a, kind, known)

    def _know(self, a: int, kind: str, line: int) -> None:
        old = self.signs.get(a)
        t = term_of_atom(a)
        if old is not None:
            kinds = {old[0], kind}
            lines = {old[0]: old[1], kind: line}
            if old[0] in (">", "<"):
                return
            if kinds == {">=", "!="}:
                kind = ">"
                line = lemma(self.book, "positive or negative", [t], [lines[">="], lines["!="]])
            elif kinds == {"<=", "!="}:
                kind = "<"
                turned = self.book.add(-t >= 0, "positive", (number(1),), (lines["<="],))
                apart = self.book.add(_ne(-t), "apart", (number(-1),), (lines["!="],))
                up = lemma(self.book, "positive or negative", [-t], [turned, apart])
                line = self.book.add(t < 0, "positive", (number(1),), (up,))
            elif kind not in (">", "<"):
                return
        self.signs[a] = (kind, line)
        self._sure.clear()

    def cleared_fact(self, p: Poly, strict: bool, line: int) -> tuple[Poly, int]:
        """A fact times squares of its denominators."""
        cur, d, combo, steps = self.clear(p, even=True)
        if d == ONE:
            return p, line
        up = self._positive_steps(steps)
        product = self._product(line, up)
        pairs = self.pairs(combo)
        t = term_of(cur)
        return cur, self.book.add(t > 0 if strict else t >= 0, "positive",
                                  [number(1), *(-f for f, _ in pairs)],
                                  [product, *(k for _, k in pairs)])  # fmt: skip

    def _positive_steps(self, steps: Sequence[tuple[Poly, int, int]]) -> int:
        """0 < the product of the powers that were multiplied out."""
        total: int | None = None
        for d, n, line in steps:
            t = term_of(d)
            says = self.book.says(line)
            if says.op == "!=":
                square = lemma(self.book, "square is positive", [t], [line])
                parts = [square] * (n // 2)
            else:
                parts = [line] * n
            for part in parts:
                total = part if total is None else self._product(total, part)
        assert total is not None
        return total

    def _product(self, one: int, two: int) -> int:
        """0 < a, 0 < b |- 0 < a b, weak where one is."""
        a, b = self.book.says(one), self.book.says(two)
        t = a.args[1] * b.args[1]
        strict = a.op == b.op == "<"
        return self.book.add(t > 0 if strict else t >= 0, "product", (), (one, two))

    def _without_positive_factor(self, p: Poly, strict: bool, line: int) -> tuple[Poly, int]:
        factor, core = self.positive_factor(p)
        if factor == ONE or set(core) <= {()}:
            return p, line
        up = self.plainly(factor, strict=True)
        assert up is not None
        over = lemma(self.book, "inverse of a positive", [term_of(factor)], [up])
        product = self._product(line, over)
        unit = self.book.row("inverse", term_of(factor),
                             uses=(self._apart_from(up, term_of(factor)),))  # fmt: skip
        t = term_of(core)
        # core = p (1/f) - core (f (1/f) - 1)
        return core, self.book.add(t > 0 if strict else t >= 0, "positive",
                                   (number(1), -t), (product, unit))  # fmt: skip

    def _apart_from(self, positive: int, t: Term) -> int:
        """t != 0 from 0 < t or t < 0."""
        says = self.book.says(positive)
        if says.op == "!=":
            return positive
        k = number(-1) if says.args[0] is ZERO else number(1)
        return self.book.add(_ne(t), "apart", (k,), (positive,))

    def _numbers_apart(self, h: int, a: Term, b: Term) -> None:
        r = self.number(a - b)
        pairs = self.pairs(r.combo)
        if not r.value:
            self.false = self.book.add(self.book.false(), "absurd", [f for f, _ in pairs],
                                       [h, *(k for _, k in pairs)])  # fmt: skip
            return
        t = term_of(r.value)
        line = self.book.add(_ne(t), "apart", [number(1), *(f for f, _ in pairs)],
                             [h, *(k for _, k in pairs)])  # fmt: skip
        self.unequal.append((r.value, line))
        if len(r.value) == 1:
            ((m, c),) = r.value.items()
            for x, _ in m:
                rest = {tuple((i, e - (i == x)) for i, e in m if e > (i == x)): c}
                s = term_of_atom(x)
                self._know(x, "!=", self.book.add(_ne(s), "apart", (term_of(rest),), (line,)))

    def _vectors_apart(self, h: int, a: Term, b: Term) -> None:
        r = self.of(a - b)
        pairs = self.pairs(r.combo, a.sort)
        if not r.value:
            self.false = self.book.add(self.book.false(), "absurd", [f for f, _ in pairs],
                                       [h, *(k for _, k in pairs)])  # fmt: skip
            return
        t = term_of(r.value, a.sort)
        line = self.book.add(
            _ne_vector(t), "apart", [number(1), *(f for f, _ in pairs)],
            [h, *(k for _, k in pairs)])  # fmt: skip
        self.vectors_apart.append((r.value, line))
        if len(r.value) == 1:
            ((x, c),) = r.value.items()
            u = term_of_atom(x)
            if c != ONE:
                line = self._vector_alone(u, c, line)
            if line is not None:
                up = lemma(self.book, "length is positive", [u], [line])
                dot_atom = single(ring.single("dot", x, x))
                assert dot_atom is not None
                self._know(dot_atom, ">", up)
                self.facts.append((ring.single("dot", x, x), True, up))
                return
        up = lemma(self.book, "length is positive", [t], [line])
        square = self.number(self.book.says(up).args[1])
        self.add_fact(*self._fact(square.value, square.combo, True, up))

    def _vector_alone(self, u: Term, c: Poly, line: int) -> int:
        """u != 0, since c u != 0."""
        k = term_of(c)
        t = k * u
        h = self.book.assume(eq(u, zero(u.sort)))
        nothing = self.book.ring(t, zero(u.sort), (k, h))
        first = self.book.says(line).args[0]
        equation = (number(1), nothing) if first is t else (k, h)
        no = self.book.add(self.book.false(), "absurd", equation[:1], (line, equation[1]))
        return self.book.add(_ne_vector(u), "contradiction", (), (no,))

    # Denominators --------------------------------------------------------------------------------

    def clear(
        self, p: Poly, *, even: bool
    ) -> tuple[Poly, Poly, Combo, list[tuple[Poly, int, int]]]:
        """p times powers of its denominators: what that is, the factor, and p factor - that as
        multiples of lines; with `even`, only factors that are positive."""
        total, combo = ONE, Combo()
        steps: list[tuple[Poly, int, int]] = []
        skipped: set[int] = set()
        while True:
            found = None
            for a in sorted(generators(p), key=lambda a: -a):
                if key(a)[0] == "inverse" and a not in skipped:
                    d = thaw(key(a)[1])
                    line = self.nonzero(d)
                    if line is None:
                        skipped.add(a)
                        continue
                    found = (a, d, line)
                    break
            if found is None:
                return p, total, combo, steps
            a, d, line = found
            most = max(dict(m).get(a, 0) for m in p)
            n = most
            if even:
                up = self._quick_positive(d)
                if up is not None:
                    line = up
                elif n % 2:
                    n += 1
            unit = self.book.row("inverse", term_of(d), uses=(self._nonzero_as(d, line),))
            powers = [ONE]
            for _ in range(n):
                powers.append(multiplied(powers[-1], d))
            new: Poly = {}
            factor: Poly = {}
            for m, c in p.items():
                j = dict(m).get(a, 0)
                rest = {tuple((i, e) for i, e in m if i != a): c}
                accumulate(new, multiplied(rest, powers[n - j]))
                for i in range(j):
                    lower = {((a, i),): 1} if i else ONE
                    accumulate(factor, multiplied(multiplied(rest, lower), powers[n - j + i]))
            combo = scaled_combo(combo, powers[n])
            combo = {k: dict(v) for k, v in combo.items()}
            add_combo(combo, unit, factor)
            total = multiplied(total, powers[n])
            r = self.reduce(new)
            for k, v in r.combo.items():
                add_combo(combo, k, v)
            steps.append((d, n, line))
            p = r.value
            self.budget.check("the denominators")

    def _nonzero_as(self, d: Poly, line: int) -> int:
        return self._apart_from(line, term_of(d))

    def _quick_positive(self, d: Poly) -> int | None:
        return self.plainly(d, strict=True)

    def _nonzero_steps(self, steps: Sequence[tuple[Poly, int, int]]) -> int:
        """The product of the powers is not 0."""
        total: int | None = None
        for d, n, line in steps:
            part = self._nonzero_as(d, line)
            for _ in range(n):
                if total is None:
                    total = part
                else:
                    a, b = self.book.says(total).args[0], self.book.says(part).args[0]
                    total = lemma(self.book, "product is not 0", [a, b], [total, part])
        assert total is not None
        return total

    def zero(self, p: Poly) -> int | None:
        """The line p = 0, where clearing denominators shows it."""
        r = self.reduce(p)
        t = term_of(p)
        if not r.value:
            return self.book.ring(t, ZERO, *self.pairs(r.combo))
        cur, d, combo, steps = self.clear(r.value, even=False)
        if cur:
            return None
        if d == ONE:
            return None
        q = term_of(r.value)
        nonzero = self._nonzero_steps(steps)
        big = self.book.says(nonzero).args[0]
        product = self.book.ring(q * big, ZERO, *self.pairs(combo))
        unit = self.book.row("inverse", big, uses=(nonzero,))
        # q = (1/D) (q D) - q (D (1/D) - 1)
        same = self.book.ring(q, ZERO, (1 / big, product), (-q, unit))
        return self.book.ring(t, ZERO, *self.pairs(r.combo), (number(1), same))

    # Signs of atoms and of polynomials -----------------------------------------------------------

    def atom_sign(self, a: int) -> tuple[str, int] | None:
        """">", ">=", "<", "<=" or "!=", and the line that says so."""
        known = self.signs.get(a)
        if known is not None and known[0] in (">", "<"):
            return known
        found = self._sure_once(("sign", a), lambda: self._own_sign(a))
        if found is None:
            return known
        says = self.book.says(found)
        kind = _kind(says)
        if known is not None and kind == ">=" and known[0] == "!=":
            t = term_of_atom(a)
            return ">", lemma(self.book, "positive or negative", [t], [found, known[1]])
        if known is not None and kind == "!=":
            return known if known[0] != "!=" else (kind, found)
        return kind, found

    def _sure_once(self, what: Any, look: Callable[[], int | None]) -> int | None:
        if what in self._sure:
            return self._sure[what]
        self._sure[what] = None
        result = look()
        self._sure[what] = result
        if result is None:
            self._sure.pop(what, None)
            self._sure[what] = None
        return result

    def _own_sign(self, a: int) -> int | None:
        k, t = key(a), term_of_atom(a)
        book = self.book
        match k[0]:
            case "dot" if k[1] == k[2]:
                u = term_of_atom(k[1])
                for v, line in self.vectors_apart:
                    if set(v) == {k[1]} and v[k[1]] == ONE:
                        return lemma(book, "length is positive", [u], [line])
                return book.row("positive definite", u)
            case "inverse":
                d = thaw(k[1])
                s = term_of(d)
                up = self.plainly(d, strict=True)
                if up is not None:
                    return lemma(book, "inverse of a positive", [s], [up])
                down = self.plainly(P.scaled(d, -1), strict=True)
                if down is not None:
                    neg = book.add(s < 0, "positive", (number(1),), (down,))
                    return lemma(book, "inverse of a negative", [s], [neg])
                nonzero = self.nonzero(d)
                if nonzero is not None:
                    return lemma(book, "inverse is not 0", [s], [nonzero])
                return None
            case "apply" if k[1] == EXP:
                return book.row("exp is positive", t.args[0])
            case "apply" if k[1] == SQRT:
                q = t.args[0]
                p = normal(q)
                up = self.plainly(p, strict=True)
                if up is None and set(p) != {()}:
                    up = self._sure_once(("positive", ring.frozen(p)), lambda: self._positive(p))
                if up is not None:
                    return lemma(book, "root is positive", [q], [self._about(q, p, up)])
                weak = self.nonnegative(p)
                if weak is not None:
                    return book.row("root not negative", q, uses=(self._about(q, p, weak),))
                return None
            case "apply" if k[1] == LOG:
                q = t.args[0]
                p = normal(q - 1)
                up = self.plainly(p, strict=True) if p else None
                if up is not None:
                    above = book.add(q > 1, "positive", (number(1),), (up,))
                    return lemma(book, "log is positive", [q], [above])
                return None
        if t.sort == "natural":
            return book.row("natural", t)
        return None

    def known_sign(self, p: Poly) -> tuple[int, int] | None:
        t = term_of(p)
        for q, strict, line in self.facts:
            if strict and len(q) == len(p) and (k := _ratio(p, q)) is not None:
                weight = number(abs(k))
                if k > 0:
                    return 1, self.book.add(t > 0, "positive", (weight,), (line,))
                return -1, self.book.add(t < 0, "positive", (weight,), (line,))
        for q, line in self.equations:
            if len(q) == len(p) and (k := _ratio(p, q)) is not None:
                return 0, self.book.ring(t, ZERO, (number(k), line))
        return None

    def positive_atom(self, a: int) -> int | None:
        found = self.atom_sign(a)
        return found[1] if found is not None and found[0] == ">" else None

    def plainly(self, p: Poly, *, strict: bool) -> int | None:
        if not p:
            return None if strict else self.book.add(ZERO <= term_of(p), "positive")
        pieces: list[tuple[Any, int]] = []
        positive = False
        for m, c in p.items():
            found = self._monomial(m, c)
            if found is None:
                return None
            line, sure = found
            positive |= sure
            if line is not None:
                pieces.append((number(1), line))
        if strict and not positive:
            return None
        t = term_of(p)
        says = t > 0 if strict else t >= 0
        if len(pieces) == 1 and self.book.says(pieces[0][1]) is says:
            return pieces[0][1]
        return self.book.add(says, "positive", [w for w, _ in pieces], [k for _, k in pieces])

    def _monomial(self, m: Any, c: Any) -> tuple[int | None, bool] | None:
        """The line 0 < c m (or <=), and whether it is strict; None for a line where m = 1."""
        signs = []
        total = 1 if c > 0 else -1
        for a, e in m:
            found = self.atom_sign(a)
            if e % 2:
                if found is None or found[0] == "!=":
                    return None
                total *= 1 if found[0][0] == ">" else -1
            signs.append((a, e, found))
        if total < 0:
            return None
        if not m:
            return None, True
        lines: list[int] = []
        for a, e, found in signs:
            t = term_of_atom(a)
            if found is not None and found[0] in (">", ">="):
                lines += [found[1]] * e
                continue
            if found is not None and found[0] in ("<", "<="):
                up = -t > 0 if found[0] == "<" else -t >= 0
                lines += [self.book.add(up, "positive", (number(1),), (found[1],))] * e
                continue
            if found is not None:
                square = lemma(self.book, "square is positive", [t], [found[1]])
            else:
                square = self.book.row("square", t)
            lines += [square] * (e // 2)
        line = lines[0]
        for other in lines[1:]:
            line = self._product(line, other)
        strict = self.book.says(line).op == "<"
        t = term_of({m: c})
        says = t > 0 if strict else t >= 0
        if self.book.says(line) is says:
            return line, strict
        return self.book.add(says, "positive", (number(_fraction(abs(c))),), (line,)), strict

    def positive_factor(self, p: Poly) -> tuple[Poly, Poly]:
        shared = []
        for a, e in P.common_factor(p):
            found = self.atom_sign(a)
            if found is None:
                continue
            if found[0] == ">":
                shared.append((a, e))
            elif found[0] in ("<", "!=") and e // 2:
                shared.append((a, 2 * (e // 2)))
        core = P.shifted(p, P.inverse(tuple(shared))) if shared else p
        c = P.content(core) if core else Fraction(1)
        if c != 1:
            core = {m: _small(Fraction(x) / c) for m, x in core.items()}
        return {tuple(shared): _small(c)}, core

    def positive(self, p: Poly) -> int | None:
        return self._sure_once(("positive", ring.frozen(p)), lambda: self._positive(p))

    def nonnegative(self, p: Poly) -> int | None:
        return self._sure_once(("nonnegative", ring.frozen(p)), lambda: self._nonnegative(p))

    def nonnegative_quickly(self, p: Poly) -> int | None:
        line = self.plainly(p, strict=False)
        return line if line is not None else self._squares(p, strict=False)

    def nonzero(self, p: Poly) -> int | None:
        return self._sure_once(("nonzero", ring.frozen(p)), lambda: self._nonzero(p))

    def _said(self, t: Term, p: Poly, line: int, sign: str) -> int:
        del sign
        return line if self.book.says(line).args[0] is t else self.book.add(
            _ne(t), "apart", (number(1),), (line,))  # fmt: skip

    def _back(self, p: Poly, r: Any, line: int, strict: bool) -> int:
        """A line on the reduced form, as one on p."""
        t = term_of(p)
        pairs = self.pairs(r.combo)
        says = t > 0 if strict else t >= 0
        if self.book.says(line) is says:
            return line
        return self.book.add(says, "positive", [number(1), *(f for f, _ in pairs)],
                             [line, *(k for _, k in pairs)])  # fmt: skip

    def _uncleared(self, p: Poly, strict: bool, prove: Callable[[Poly], int | None]) -> int | None:
        """0 < p from 0 < p D, where D > 0 is what clears the denominators."""
        cur, d, combo, steps = self.clear(p, even=True)
        line = prove(cur)
        if line is None or d == ONE:
            return line
        up = self._positive_steps(steps)
        big = self.book.says(up).args[1]
        over = lemma(self.book, "inverse of a positive", [big], [up])
        product = self._product(line, over)  # 0 < cur (1/D)
        unit = self.book.row("inverse", big, uses=(self._apart_from(up, big),))
        t = term_of(p)
        # p = cur (1/D) + (1/D) (p D - cur) - p (D (1/D) - 1)
        pairs = [((1 / big) * f, k) for f, k in self.pairs(combo)]
        return self.book.add(t > 0 if strict else t >= 0, "positive",
                             [number(1), *(f for f, _ in pairs), -t],
                             [product, *(k for _, k in pairs), unit])  # fmt: skip

    def _positive(self, p: Poly) -> int | None:
        self.budget.check("the signs")
        line = self.plainly(p, strict=True)
        if line is not None:
            return line
        r = self.reduce(p)
        line = self._uncleared(r.value, True, self._positive_core)
        return None if line is None else self._back(p, r, line, True)

    def _positive_core(self, p: Poly) -> int | None:
        if not p:
            return None
        line = self.plainly(p, strict=True)
        if line is None:
            line = self._squares(p, strict=True)
        if line is None:
            factor, core = self.positive_factor(p)
            if core != p:
                inner = self.plainly(core, strict=True)
                inner = self._squares(core, strict=True) if inner is None else inner
                inner = self._by_contradiction(core, strict=True) if inner is None else inner
                up = self.plainly(factor, strict=True)
                if inner is None or up is None:
                    return None
                product = self._product(up, inner)
                return self.book.add(term_of(p) > 0, "positive", (number(1),), (product,))
            line = self._by_contradiction(p, strict=True)
        return line

    def _nonnegative(self, p: Poly) -> int | None:
        self.budget.check("the signs")
        line = self.plainly(p, strict=False)
        if line is not None:
            return line
        r = self.reduce(p)
        line = self._uncleared(r.value, False, self._nonnegative_core)
        return None if line is None else self._back(p, r, line, False)

    def _nonnegative_core(self, p: Poly) -> int | None:
        line = self.plainly(p, strict=False)
        if line is None:
            line = self._squares(p, strict=False)
        if line is None:
            line = self._by_contradiction(p, strict=False)
        if line is None:
            shared = []
            for a, e in P.common_factor(p):
                found = self.atom_sign(a)
                if found is not None and found[0] in (">", ">="):
                    shared.append((a, e))
                elif e > 1:
                    shared.append((a, e - e % 2))
            if shared:
                factor: Poly = {tuple(shared): 1}
                core = P.shifted(p, P.inverse(tuple(shared)))
                up = self.plainly(factor, strict=False)
                inner = self.plainly(core, strict=False)
                inner = self._squares(core, strict=False) if inner is None else inner
                inner = self._by_contradiction(core, strict=False) if inner is None else inner
                if up is not None and inner is not None:
                    product = self._product(up, inner)
                    return self.book.add(term_of(p) >= 0, "positive", (number(1),), (product,))
        return line

    def _nonzero(self, p: Poly) -> int | None:
        if not p:
            return None
        t = term_of(p)
        if set(p) == {()}:
            up = p[()] > 0
            line = self.book.add(t > 0 if up else t < 0, "positive")
            return self._apart_from(line, t)
        for q, line in self.unequal:
            factor = _ratio(q, p)
            if factor is not None:
                return self.book.add(_ne(t), "apart", (number(_fraction(factor)),), (line,))
        common = P.common_factor(p)
        parts: list[int] = []
        rest = p
        for a, e in common:
            found = self.atom_sign(a)
            if found is None or found[0] in (">=", "<="):
                continue
            rest = P.shifted(rest, ((a, -e),))
            parts += [self._apart_from(found[1], term_of_atom(a))] * e
        if rest != p:
            if rest != ONE:
                inner = self.nonzero(rest)
                if inner is None:
                    return None
                parts.append(inner)
            total = parts[0]
            for part in parts[1:]:
                a_, b_ = self.book.says(total).args[0], self.book.says(part).args[0]
                total = lemma(self.book, "product is not 0", [a_, b_], [total, part])
            return self._said(t, p, total, "!=")
        r = self.reduce(p)
        if r.combo:
            inner = self.nonzero(r.value) if r.value else None
            if inner is None:
                return None
            pairs = self.pairs(r.combo)
            # reduced - 0 = (p - 0) - sum
            return self.book.add(_ne(t), "apart", [number(1), *(-f for f, _ in pairs)],
                                 [inner, *(k for _, k in pairs)])  # fmt: skip
        for sign in (1, -1):
            q = p if sign == 1 else P.scaled(p, -1)
            up = self.positive(q)
            if up is not None:
                line = up if sign == 1 else self.book.add(t < 0, "positive", (number(1),), (up,))
                return self._apart_from(line, t)
        return None

    # Squares and certificates --------------------------------------------------------------------

    def _squares(self, p: Poly, *, strict: bool) -> int | None:
        """0 <= p (or <) as a sum of squares with positive weights, and a positive number."""
        root = search.square_root(p)
        if root is not None and P.times(root, root) == p:
            t = term_of(root)
            if strict:
                nonzero = self.nonzero(root)
                if nonzero is None:
                    return None
                square = lemma(self.book, "square is positive", [t], [nonzero])
            else:
                square = self.book.row("square", t)
            says = term_of(p) > 0 if strict else term_of(p) >= 0
            return self.book.add(says, "positive", (number(1),), (square,))
        found = completed_squares(p)
        if found is None:
            return None
        squares, constant = found
        if strict and constant <= 0:
            return None
        lines = [self.book.row("square", term_of(root)) for _, root in squares]
        says = term_of(p) > 0 if strict else term_of(p) >= 0
        return self.book.add(says, "positive", [number(w) for w, _ in squares], lines)

    def _by_contradiction(self, p: Poly, *, strict: bool) -> int | None:
        """0 < p (or <=): its opposite contradicts what is known."""
        self.budget.check("the certificates")
        t = term_of(p)
        goal = t > 0 if strict else t >= 0
        opposite = t <= 0 if strict else t < 0
        h = self.book.assume(opposite)
        q = P.scaled(p, -1)
        fact = self._fact(q, {}, not strict, h)
        false = self.contradiction([fact])
        if false is None:
            return None
        return self.book.add(goal, "contradiction", (), (false,))

    def contradiction(self, extra: list[tuple[Poly, bool, int]]) -> int | None:
        """0 < 0 from what is known and more facts, or None."""
        if self.false is not None:
            return self.false
        facts = [*extra, *self._available([p for p, _, _ in extra])]
        for p, strict, line in facts:
            if set(p) <= {()} and (p.get((), 0) < 0 or (strict and p.get((), 0) <= 0)):
                return self.book.add(self.book.false(), "positive", (number(1),), (line,))
        equations = list(self.equations)
        proposal = search.certificate(
            [(p, strict) for p, strict, _ in facts], [p for p, _ in equations], len(extra),
            lambda p: self.reduce(p).value, self.budget,
        )  # fmt: skip
        return None if proposal is None else self._written(proposal, facts, equations)

    def _written(self, proposal: search.Certificate, facts: Sequence[tuple[Poly, bool, int]],
                 equations: Sequence[tuple[Poly, int]]) -> int | None:  # fmt: skip
        """A certificate as lines that end in 0 < 0."""
        weights: list[Term] = []
        lines: list[int] = []
        combo: Combo = {}

        def reduced(p: Poly, c: Any) -> None:
            for line, factor in self.reduce(p).combo.items():
                add_combo(combo, line, times_any(factor, {(): _small(Fraction(c))}))

        for weight, members in proposal.products:
            if not members:
                continue  # a positive number: the slack of the last line
            line = facts[members[0]][2]
            p = facts[members[0]][0]
            for place in members[1:]:
                line = self._product(line, facts[place][2])
                # between factors the certificate is reduced: multiples of equations
                p = multiplied(p, facts[place][0])
            weights.append(number(_fraction(weight)))
            lines.append(line)
            reduced(p, weight)
        for weight, root in proposal.squares:
            weights.append(number(_fraction(weight)))
            lines.append(self.book.row("square", term_of(root)))
            reduced(multiplied(root, root), weight)
        for factor, place in proposal.equations:
            p, line = equations[place]
            add_combo(combo, line, times_any(factor, MINUS))
            for k, f in self.reduce(multiplied(p, factor)).combo.items():
                add_combo(combo, k, f)
        # 0 = sum of products + sum of factor equations, each reduced: subtract what reduces them
        total = [(w, k) for w, k in zip(weights, lines, strict=True)]
        total += [(-f, k) for f, k in self.pairs(combo)]
        try:
            return self.book.add(self.book.false(), "positive", [w for w, _ in total],
                                 [k for _, k in total])  # fmt: skip
        except ValueError:
            return None

    def _available(self, polys: Sequence[Poly]) -> list[tuple[Poly, bool, int]]:
        """The facts, and what is always true of the roots, exponentials and vectors that occur."""
        facts = list(self.facts)
        met = set()
        for p in [*polys, *(f[0] for f in facts), *(e[0] for e in self.equations)]:
            met |= generators(p)
        vectors: set[int] = set()
        roots: dict[int, int] = {}
        for a in sorted(met):
            k = key(a)
            if k[0] == "dot":
                vectors |= {k[1], k[2]}
            if k[0] == "apply" and k[1] == SQRT:
                found = self._norm_of(a)
                if found is not None:
                    roots[found] = a
                    vectors.add(found)
                else:
                    vectors |= self._vectors_in(a)
            if k[0] == "apply" and k[1] == EXP:
                facts += self._about_exp(a)
            if k[0] in ("apply", "inverse") or (a not in self.signs and term_of_atom(a).sort == "natural"):
                sign = self.atom_sign(a)
                if sign is not None and sign[0] in (">", ">=", "<", "<="):
                    facts.append(self._signed(a, sign))
        for monomial in self._products(polys, facts):
            for strict in (True, False):
                line = self.plainly({monomial: 1}, strict=strict)
                if line is not None:
                    facts.append(({monomial: 1}, strict, line))
                    break
        even = dict.fromkeys(a for p in polys if len(facts) > 6 for m in p for a, e in m if e == 2)
        for a in [a for a in even if self.atom_sign(a) is None][:4]:
            facts.append((({((a, 2),): 1}), False, self.book.row("square", term_of_atom(a))))
        facts += self._about_vectors(vectors, roots, met)
        for v in self.squares:
            line = self.book.row("positive definite", v)
            r = self.number(self.book.says(line).args[1])
            facts.append(self._fact(r.value, r.combo, False, line))
        return [f for f in facts if f[0]]

    def _signed(self, a: int, sign: tuple[str, int]) -> tuple[Poly, bool, int]:
        t = term_of_atom(a)
        strict = sign[0] in (">", "<")
        if sign[0][0] == ">":
            return {((a, 1),): 1}, strict, sign[1]
        line = self.book.add(-t > 0 if strict else -t >= 0, "positive", (number(1),), (sign[1],))
        return {((a, 1),): -1}, strict, line

    def _about_exp(self, a: int) -> list[tuple[Poly, bool, int]]:
        x = term_of_atom(a).args[0]
        result = []
        for line in (self.book.row("tangent of exp", x), lemma(self.book, "exp from below", [x])):
            low, high = self.book.says(line).args
            r = self.number(high - low)
            result.append(self._fact(r.value, r.combo, False, line))
        return result

    def _products(self, polys: Sequence[Poly], facts: Sequence[Any]) -> list[Any]:
        found = dict.fromkeys(sorted(m for p in polys for m in p if len(m) > 1 or (m and m[0][1] == 2)))
        found |= dict.fromkeys(sorted(m for f in facts for m in f[0] if len(m) > 1))
        return list(found)[:8]

    def _norm_of(self, a: int) -> int | None:
        """The vector atom that a root is the length of."""
        p = normal(term_of_atom(a).args[0])
        i = single(p)
        if i is not None and key(i)[0] == "dot" and key(i)[1] == key(i)[2]:
            return int(key(i)[1])
        return None

    def _vectors_in(self, a: int) -> set[int]:
        found = set()
        for i in deep({((a, 1),): 1}):
            if key(i)[0] == "dot":
                found |= {key(i)[1], key(i)[2]}
        return found

    def _about_vectors(self, vectors: set[int], roots: dict[int, int], met: set[int]
                       ) -> list[tuple[Poly, bool, int]]:  # fmt: skip
        facts = []
        ordered = sorted(vectors)
        for x in ordered:
            line = self.book.row("positive definite", term_of_atom(x))
            r = self.number(self.book.says(line).args[1])
            facts.append(self._fact(r.value, r.combo, False, line))
        for place, x in enumerate(ordered):
            for y in ordered[place + 1 :]:
                u, v = term_of_atom(x), term_of_atom(y)
                inner = self.reduce(ring.single("dot", min(x, y), max(x, y)))
                if not generators(inner.value) & met and not roots:
                    continue
                if roots:
                    lines = [lemma(self.book, name, [u, v])
                             for name in ("product of lengths", "product of lengths, below")]  # fmt: skip
                else:
                    lines = [self.book.row("Cauchy-Schwarz", u, v)]
                for line in lines:
                    low, high = self.book.says(line).args
                    r = self.number(high - low)
                    facts.append(self._fact(r.value, r.combo, False, line))
        return facts


def completed_squares(p: Poly) -> tuple[list[tuple[Fraction, Poly]], Fraction] | None:
    """p as a sum of squares with positive weights and a number >= 0, for degree 2 in something."""
    if not p or len(p) > 40:
        return None
    basis: list[Any] = sorted({half for m in p if (half := _half(m)) is not None} | {()})
    if len(basis) > 8:
        return None
    place = {}
    for i, a in enumerate(basis):
        for j in range(i, len(basis)):
            m = P.monomial_times(a, basis[j])
            if m in place and m in p:
                if basis[i] == basis[j]:
                    place[m] = (i, j)
                continue
            place.setdefault(m, (i, j))
    n = len(basis)
    q = [[Fraction(0)] * n for _ in range(n)]
    for m, c in p.items():
        if m not in place:
            return None
        i, j = place[m]
        if i == j:
            q[i][i] += Fraction(c)
        else:
            q[i][j] += Fraction(c) / 2
            q[j][i] += Fraction(c) / 2
    squares: list[tuple[Fraction, Poly]] = []
    order = [i for i in range(n) if basis[i] != ()]
    for i in order:
        d = q[i][i]
        if d < 0 or (d == 0 and any(q[i][j] for j in range(n) if j != i)):
            return None
        if d == 0:
            continue
        row = [q[i][j] / d for j in range(n)]
        root: Poly = {}
        for j in range(n):
            if row[j]:
                accumulate(root, {basis[j]: _small(row[j])})
        squares.append((d, root))
        for j in range(n):
            for k in range(n):
                q[j][k] -= d * row[j] * row[k]
    unit = basis.index(())
    if q[unit][unit] < 0:
        return None
    return squares, q[unit][unit]


def _half(m: Any) -> Any:
    return tuple((a, e // 2) for a, e in m) if all(e % 2 == 0 for _, e in m) else None


def _ratio(q: Poly, p: Poly) -> Fraction | None:
    """k with q = k p."""
    if set(q) != set(p):
        return None
    m = next(iter(p))
    k = Fraction(q[m]) / Fraction(p[m])
    return k if all(Fraction(q[n]) == k * Fraction(p[n]) for n in p) else None


def _kind(says: Term) -> str:
    a, b = says.args
    if says.op == "!=":
        return "!="
    up = a is ZERO and b is not ZERO
    return (">" if up else "<") + ("" if says.op == "<" else "=")


def _is_root(a: int) -> bool:
    return bool(key(a)[0] == "apply" and key(a)[1] == SQRT)


def _depth(m: Any) -> int:
    return sum(e for _, e in m)


def _fraction(c: Any) -> Fraction:
    return Fraction(c)


def _ne(t: Term) -> Term:
    from proofs.trust.terms import ne

    return ne(t, 0)


def _ne_vector(t: Term) -> Term:
    from proofs.trust.terms import ne

    return ne(t, zero(t.sort))


_MENTIONS: dict[Term, frozenset[int]] = {}


def _mentions(t: Term) -> frozenset[int]:
    """The atoms that are symbols or opaque applications, wherever they stand in a term."""
    if t not in _MENTIONS:
        found = set()
        for part in inside(t):
            if part.loose:
                continue
            if part.op == "symbol" or (part.op == "apply" and part.data.kind != "known"):
                value = normal(part)
                if flat(part):
                    a = single(value)
                    if a is not None:
                        found.add(a)
                else:
                    found |= set(value)
        _MENTIONS[t] = frozenset(found)
    return _MENTIONS[t]


def _mentions_of_arguments(t: Term) -> set[int]:
    found: set[int] = set()
    for x in t.args:
        found |= _mentions(x)
    return found


__all__ = ["Solver", "completed_squares"]
_ = apply
