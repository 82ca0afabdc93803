"""The signs of numbers, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find.atoms import (
    ZERO,
    Poly,
    key,
    normal,
    term_of,
    term_of_atom,
    thaw,  # fmt: skip,
)
from proofs.find.combos import apart_from_0, small
from proofs.find.factors import factored
from proofs.find.lemmas import lemma
from proofs.find.squares import Squares
from proofs.trust import ring
from proofs.trust.ring import ONE
from proofs.trust.terms import EXP, LOG, SQRT, Term, eq, number  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Signs:
    """What is positive, not negative, or not 0."""

    def __init__(self, s: Solver) -> None:
        self.s = s
        self.depth = 0
        self._squares = Squares(s)

    def sign(self, p: Poly) -> tuple[int, int] | None:
        """-1, 0 or 1 where the sign of p is plain, and the line that says so."""
        t = term_of(p)
        if not p:
            return 0, self.s.book.ring(t, number(0))
        if set(p) == {()}:
            up = p[()] > 0
            says = t > 0 if up else t < 0
            return (1 if up else -1), self.s.book.add(says, "positive")
        for sign in (1, -1):
            line = self.plainly(p if sign == 1 else P.scaled(p, -1), strict=True)
            if line is not None:
                if sign == 1:
                    return 1, line
                return -1, self.s.book.add(t < 0, "positive", (number(1),), (line,))
        return self.known_sign(p)

    def about(self, t: Term, p: Poly, line: int) -> int:
        """A line on term_of(p) as one on t, which has that normal form."""
        says = self.s.book.says(line)
        z = number(0)
        if says.op == "=":
            return line if says is eq(t, 0) else self.s.book.ring(t, z, (number(1), line))
        up = says.args[0] is z
        wanted = (
            (t > 0 if says.op == "<" else t >= 0) if up else (t < 0 if says.op == "<" else t <= 0)
        )
        return (
            line if says is wanted else self.s.book.add(wanted, "positive", (number(1),), (line,))
        )

    def apart_from(self, positive: int, t: Term) -> int:
        """t != 0 from 0 < t or t < 0."""
        says = self.s.book.says(positive)
        if says.op == "!=":
            return positive
        k = number(-1) if says.args[0] is ZERO else number(1)
        return self.s.book.add(apart_from_0(t), "apart", (k,), (positive,))

    def atom_sign(self, a: int) -> tuple[str, int] | None:
        """ ">", ">=", "<", "<=" or "!=", and the line that says so."""
        known = self.s.known_signs.get(a)
        if known is not None and known[0] in (">", "<"):
            return known
        found = self._sure_once(("sign", a), lambda: self._own_sign(a))
        if found is None:
            return known
        says = self.s.book.says(found)
        kind = _kind(says)
        if known is not None and kind == ">=" and known[0] == "!=":
            t = term_of_atom(a)
            return ">", lemma(self.s.book, "positive or negative", [t], [found, known[1]])
        if known is not None and kind == "!=":
            return known if known[0] != "!=" else (kind, found)
        return kind, found

    def _sure_once(self, what: Any, look: Callable[[], int | None]) -> int | None:
        if what in self.s.sure:
            return self.s.sure[what]
        self.s.sure[what] = None
        result = look()
        self.s.sure[what] = result
        self.s.learned += result is not None
        return result

    def _own_sign(self, a: int) -> int | None:
        k, t = key(a), term_of_atom(a)
        book = self.s.book
        match k[0]:
            case "dot" if k[1] == k[2]:
                u = term_of_atom(k[1])
                for v, line in self.s.vectors_apart:
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
                    return lemma(book, "root is positive", [q], [self.about(q, p, up)])
                weak = self.nonnegative(p)
                if weak is not None:
                    return book.row("root not negative", q, uses=(self.about(q, p, weak),))
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
        for q, strict, line in self.s.facts:
            if strict and len(q) == len(p) and (k := _ratio(p, q)) is not None:
                weight = number(abs(k))
                if k > 0:
                    return 1, self.s.book.add(t > 0, "positive", (weight,), (line,))
                return -1, self.s.book.add(t < 0, "positive", (weight,), (line,))
        for q, line in self.s.equations:
            if len(q) == len(p) and (k := _ratio(p, q)) is not None:
                return 0, self.s.book.ring(t, ZERO, (number(k), line))
        return None

    def plainly(self, p: Poly, *, strict: bool) -> int | None:
        if not p:
            return None if strict else self.s.book.add(term_of(p) >= ZERO, "positive")
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
        if len(pieces) == 1 and self.s.book.says(pieces[0][1]) is says:
            return pieces[0][1]
        return self.s.book.add(says, "positive", [w for w, _ in pieces], [k for _, k in pieces])

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
                lines += [self.s.book.add(up, "positive", (number(1),), (found[1],))] * e
                continue
            if found is not None:
                square = lemma(self.s.book, "square is positive", [t], [found[1]])
            else:
                square = self.s.book.row("square", t)
            lines += [square] * (e // 2)
        line = lines[0]
        for other in lines[1:]:
            line = self.s.denominators.product(line, other)
        strict = self.s.book.says(line).op == "<"
        t = term_of({m: c})
        says = t > 0 if strict else t >= 0
        if self.s.book.says(line) is says:
            return line, strict
        return self.s.book.add(says, "positive", (number(Fraction(abs(c))),), (line,)), strict

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
            core = {m: small(Fraction(x) / c) for m, x in core.items()}
        return {tuple(shared): small(c)}, core

    def positive(self, p: Poly) -> int | None:
        return self._sure_once(("positive", ring.frozen(p)), lambda: self._positive(p))

    def nonnegative(self, p: Poly) -> int | None:
        return self._sure_once(("nonnegative", ring.frozen(p)), lambda: self._nonnegative(p))

    def nonnegative_quickly(self, p: Poly) -> int | None:
        line = self.plainly(p, strict=False)
        return line if line is not None else self._squares.shown(p, False)

    def nonzero(self, p: Poly) -> int | None:
        return self._sure_once(("nonzero", ring.frozen(p)), lambda: self._nonzero(p))

    def said(self, t: Term, p: Poly, line: int, sign: str) -> int:
        del sign
        return line if self.s.book.says(line).args[0] is t else self.s.book.add(
            apart_from_0(t), "apart", (number(1),), (line,))  # fmt: skip

    def _back(self, p: Poly, r: Any, line: int, strict: bool) -> int:
        """A line on the reduced form, as one on p."""
        t = term_of(p)
        pairs = self.s.forms.pairs(r.combo)
        says = t > 0 if strict else t >= 0
        if self.s.book.says(line) is says:
            return line
        return self.s.book.add(says, "positive", [number(1), *(f for f, _ in pairs)],
                             [line, *(k for _, k in pairs)])  # fmt: skip

    def _positive(self, p: Poly) -> int | None:
        return self._shown(p, True)

    def _nonnegative(self, p: Poly) -> int | None:
        return self._shown(p, False)

    def _shown(self, p: Poly, strict: bool) -> int | None:
        self.s.budget.check("the signs")
        line = self.plainly(p, strict=strict)
        if line is not None:
            return line
        r = self.s.forms.reduce(p)
        line = self.s.denominators.uncleared(r.value, strict, lambda q: self._core(q, strict))
        return None if line is None else self._back(p, r, line, strict)

    def _core(self, p: Poly, strict: bool) -> int | None:
        """0 < p (or <=) for what has no denominator that can be cleared."""
        line = self._at_once(p, strict)
        if line is not None or not p:
            return line
        factor, core = self.positive_factor(p)
        line = self._searched(core, strict, core is not p and core != p)
        if line is None and not strict:
            factor, core = self._weak_factor(p)
            if factor != ONE:
                line = self._searched(core, strict, True)
        elif core == p:
            return line
        up = None if line is None else self.plainly(factor, strict=strict)
        if line is not None and up is not None:
            product = self.s.denominators.product(up, line)
            says = term_of(p) > 0 if strict else term_of(p) >= 0
            return self.s.book.add(says, "positive", (number(1),), (product,))
        return self._by_factors(p, strict)

    def _at_once(self, p: Poly, strict: bool) -> int | None:
        line = self.plainly(p, strict=strict)
        return self._squares.shown(p, strict) if line is None and p else line

    def _searched(self, p: Poly, strict: bool, new: bool) -> int | None:
        """By signs and squares (where that is new), by something alike, or by a certificate."""
        line = self._at_once(p, strict) if new else None
        if line is not None:
            return line
        twin = self.s.monotone.twin(p)
        if twin is not None:
            line = self.positive(twin[0]) if strict else self.nonnegative(twin[0])
            if line is not None:
                back = self.s.monotone.back(p, twin, self.about(term_of(twin[0]), twin[0], line))
                return self.about(term_of(p), p, back)
        return self.s.certificates.by_contradiction(p, strict=strict)

    def _weak_factor(self, p: Poly) -> tuple[Poly, Poly]:
        """A factor that is plainly not negative, and the rest."""
        shared = []
        for a, e in P.common_factor(p):
            found = self.atom_sign(a)
            if found is not None and found[0] in (">", ">="):
                shared.append((a, e))
            elif e > 1:
                shared.append((a, e - e % 2))
        if not shared:
            return ONE, p
        return {tuple(shared): 1}, P.shifted(p, P.inverse(tuple(shared)))

    def _by_factors(self, p: Poly, strict: bool) -> int | None:
        """0 < p (or <=) from the signs of its factors."""
        found = factored(p) if self.depth < 3 else None
        if found is None:
            return None
        self.depth += 1
        try:
            return self._of_factors(p, *found, strict)
        finally:
            self.depth -= 1

    def _of_factors(
        self, p: Poly, c: Any, factors: Sequence[tuple[Poly, int]], strict: bool
    ) -> int | None:
        book = self.s.book
        lines: list[int] = []
        sign = 1 if c > 0 else -1
        for f, e in factors:
            t = term_of(f)
            if e > 1:
                apart = self.nonzero(f)
                if apart is not None:
                    square = lemma(book, "square is positive", [t], [apart])
                elif strict:
                    return None
                else:
                    square = book.row("square", t)
                lines += [square] * (e // 2)
            if e % 2:
                one = self.positive(f) if strict else self.nonnegative(f)
                if one is None:
                    sign, g = -sign, P.scaled(f, -1)
                    one = self.positive(g) if strict else self.nonnegative(g)
                if one is None:
                    return None
                lines.append(one)
        if sign < 0:
            return None
        line = lines[0]
        for other in lines[1:]:
            line = self.s.denominators.product(line, other)
        says = term_of(p) > 0 if strict else term_of(p) >= 0
        return book.add(says, "positive", (number(abs(Fraction(c))),), (line,))

    def _nonzero(self, p: Poly) -> int | None:
        if not p:
            return None
        t = term_of(p)
        if set(p) == {()}:
            up = p[()] > 0
            line = self.s.book.add(t > 0 if up else t < 0, "positive")
            return self.apart_from(line, t)
        for q, line in self.s.unequal:
            factor = _ratio(q, p)
            if factor is not None:
                return self.s.book.add(
                    apart_from_0(t), "apart", (number(Fraction(factor)),), (line,)
                )
        common = P.common_factor(p)
        parts: list[int] = []
        rest = p
        for a, e in common:
            found = self.atom_sign(a)
            if found is None or found[0] in (">=", "<="):
                continue
            rest = P.shifted(rest, ((a, -e),))
            parts += [self.apart_from(found[1], term_of_atom(a))] * e
        if rest != p:
            if rest != ONE:
                inner = self.nonzero(rest)
                if inner is None:
                    return None
                parts.append(inner)
            total = parts[0]
            for part in parts[1:]:
                a_, b_ = self.s.book.says(total).args[0], self.s.book.says(part).args[0]
                total = lemma(self.s.book, "product is not 0", [a_, b_], [total, part])
            return self.said(t, p, total, "!=")
        r = self.s.forms.reduce(p)
        if r.combo:
            inner = self.nonzero(r.value) if r.value else None
            if inner is None:
                return None
            pairs = self.s.forms.pairs(r.combo)
            # reduced - 0 = (p - 0) - sum
            return self.s.book.add(apart_from_0(t), "apart", [number(1), *(-f for f, _ in pairs)],
                                 [inner, *(k for _, k in pairs)])  # fmt: skip
        twin = self.s.monotone.twin(p)
        if twin is not None:
            line2 = self.nonzero(twin[0])
            if line2 is not None:
                return self.s.monotone.back(p, twin, line2)
        for sign in (1, -1):
            q = p if sign == 1 else P.scaled(p, -1)
            up = self.positive(q)
            if up is not None:
                line = up if sign == 1 else self.s.book.add(t < 0, "positive", (number(1),), (up,))
                return self.apart_from(line, t)
        return self._nonzero_factors(p)

    def _nonzero_factors(self, p: Poly) -> int | None:
        found = factored(p) if self.depth < 3 else None
        if found is None:
            return None
        book = self.s.book
        c, factors = found
        total = None
        self.depth += 1
        try:
            for f, e in factors:
                part = self.nonzero(f)
                if part is None:
                    return None
                for _ in range(e):
                    if total is None:
                        total = part
                    else:
                        a, b = book.says(total).args[0], book.says(part).args[0]
                        total = lemma(book, "product is not 0", [a, b], [total, part])
        finally:
            self.depth -= 1
        assert total is not None
        return book.add(apart_from_0(term_of(p)), "apart", (number(1 / Fraction(c)),), (total,))


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
