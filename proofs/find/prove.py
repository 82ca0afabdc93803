"""One claim under hypotheses: found here, written as lines, and checked as they are written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from proofs.find import polynomial as P
from proofs.find.atoms import (
    Poly,
    deep,
    generators,
    key,
    normal,
    term_of,
    term_of_atom,
    thaw,
)  # fmt: skip
from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.find.combos import product_of
from proofs.find.factors import factored, product
from proofs.find.lemmas import lemma
from proofs.find.linear import combination
from proofs.find.reading import mentions
from proofs.find.solver import Solver
from proofs.trust import ring
from proofs.trust.terms import (
    RELATIONS,
    THRESHOLD,
    Term,
    Wrong,
    dot,
    either,
    eq,
    flat,
    free,
    inside,
    number,
    symbol,
    times,
)  # fmt: skip

DEEP = 100_000
"""How deep a search may call itself: hypotheses may define one another in a long row."""


class Unproved(Exception):
    """No proof was found; the message says what is missing."""


def lines_for(book: Book, goal: Term, hyps: Sequence[int], budget: Budget | None = None) -> int:
    """The line that says the goal under the hypotheses; raises `Unproved` where none is found."""
    budget = Budget() if budget is None else budget
    line = Search(book, budget).prove(tuple(hyps), goal)
    if line is None:
        raise Unproved(f"no proof was found of {goal}")
    return line


class Search:
    """Proofs of claims; hypotheses are read once and kept."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self.book, self.budget = book, budget
        self.solvers: dict[tuple[int, ...], Solver] = {}
        self.split: set[Any] = set()
        """Polynomials whose factors are distinguished already."""

    def solver(self, hyps: tuple[int, ...]) -> Solver:
        """The hypotheses, read; those used last are kept."""
        found = self.solvers.get(hyps)
        if found is None:
            with self.book.numbering:
                found = Solver(self.book, hyps, self.budget)
            self.solvers[hyps] = found
        return found

    def tried(self, hyps: tuple[int, ...], goal: Term) -> int | None:
        """A claim of any form; None too where a step does not follow."""
        try:
            return self.prove(hyps, goal)
        except Wrong:
            return None

    def prove(self, hyps: tuple[int, ...], goal: Term) -> int | None:
        """A claim of any form."""
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, DEEP))
        try:
            with self.book.numbering:
                return self._claim(hyps, goal)
        finally:
            sys.setrecursionlimit(limit)

    def _claim(self, hyps: tuple[int, ...], goal: Term) -> int | None:
        book = self.book
        for h in hyps:
            if book.says(h) is goal:
                return h
        match goal.op:
            case "and":
                parts = [self.prove(hyps, q) for q in goal.args]
                if any(k is None for k in parts):
                    return None
                return book.add(goal, "all of", (), [k for k in parts if k is not None])
            case "imply":
                h = book.assume(goal.args[0])
                met = [k for k in hyps if book.says(k).op == "imply"]
                met = [k for k in met if book.says(k).args[0] is goal.args[0]]
                then = [book.add(book.says(k).args[1], "detach", (), (k, h)) for k in met]
                line = self.prove((*hyps, h, *then), goal.args[1])
                return None if line is None else book.add(goal, "suppose", (), (line,))
            case "all":
                x = self.new(goal, hyps)
                from proofs.trust.terms import at

                same = [k for k in hyps if (p := book.says(k)).op == "all" and p.data == goal.data]
                here = [book.at(k, x) for k in same if goal.data == "natural"]
                line = self.prove((*hyps, *here), at(goal, x))
                return None if line is None else book.add(goal, "general", (x,), (line,))
            case "or":
                return self._either(hyps, goal, goal.args)
        for h in hyps:
            if book.says(h).op == "and":
                for q in book.says(h).args:
                    if q is goal:
                        return book.add(q, "part", (), (h,))
        return self.relation(hyps, goal)

    def new(self, goal: Term, hyps: tuple[int, ...]) -> Term:
        """A symbol that nothing here speaks of."""
        taken = {x.data for p in (goal, *map(self.book.says, hyps)) for x in free(p)
                 if isinstance(x, Term)}  # fmt: skip
        k = 1
        while f"any{k}" in taken:
            k += 1
        return symbol(f"any{k}", goal.data)

    def _either(self, hyps: tuple[int, ...], goal: Term, parts: Sequence[Term]) -> int | None:
        """One of several claims: as it stands, or by the sign of a difference, and so on."""
        book = self.book
        for q in parts:
            line = self.prove(hyps, q)
            if line is not None:
                return book.add(goal, "one of", (), (line,))
        first, *rest = parts
        if not rest or first.op not in RELATIONS or not flat(first.args[0]):
            return None
        d = first.args[0] - first.args[1]
        lines = []
        for p in (d < 0, eq(d, 0), d > 0):
            self.budget.case()
            h = book.assume(p)
            line = self.tried((*hyps, h), first)
            if line is not None:
                line = book.add(goal, "one of", (), (line,))
            else:
                line = self._either((*hyps, h), goal, rest)
            if line is None:
                return None
            lines.append(line)
        return book.add(goal, "cases", (d,), lines)

    # Relations -----------------------------------------------------------------------------------

    def relation(self, hyps: tuple[int, ...], goal: Term) -> int | None:
        """A relation, distinguishing cases where that helps."""
        self.budget.check("the search")
        if goal.op == "=" and not normal(goal.args[0] - goal.args[1]):
            return self.book.equal(goal)
        s = self.solver(hyps)
        s.squares = _squares(goal)
        if s.false is not None:
            return self.book.add(goal, "absurd", (), (s.false,))
        line = self._quick(s, goal)
        if line is not None:
            return line
        polys = self._polys(s, goal)
        before = set(self.split)
        choice = self._choice(s, {b for p in polys for b in deep(p)})
        if choice is not None:
            line = self._choose(hyps, choice, goal)
            self.split = before
            return line
        z = self._innermost(polys)
        if z is None:
            line = self._leaf(s, goal)
            if line is not None:
                return line
            choice = self._choice(s, None)
            if choice is not None:
                line = self._choose(hyps, choice, goal)
                self.split = before
                return line
            z = self._innermost([*(f[0] for f in s.facts), *(e[0] for e in s.equations)])
            if z is None:
                return None
        return self._cases(hyps, term_of(z), goal)

    def _cases(self, hyps: tuple[int, ...], z: Term, goal: Term) -> int | None:
        lines = []
        for p in (z < 0, eq(z, 0), z > 0):
            self.budget.case()
            line = self.relation((self.book.assume(p), *hyps), goal)
            if line is None:
                return None
            lines.append(line)
        return self.book.add(goal, "cases", (z,), lines)

    def _choice(self, s: Solver, atoms: set[int] | None) -> int | None:
        """A line with "or": a hypothesis, or an equation whose factors are polynomials."""
        for h in s.choices:
            if atoms is None or not atoms.isdisjoint(mentions(self.book.says(h))):
                return h
        for p, line in s.equations:
            if len(p) > 12 or not (atoms is None or any(a in atoms for a in generators(p))):
                continue
            what = ring.frozen(p)
            found = None if what in self.split else factored(p)
            if found is not None and len(found[1]) > 1:
                self.split.add(what)
                c, factors = found
                parts = [term_of(product([f])) for f in factors]
                whole = product_of(parts)
                same = self.book.ring(whole, number(0), (number(1 / Fraction(c)), line))
                return self._factors(parts, same)
        return None

    def _factors(self, parts: Sequence[Term], line: int) -> int:
        """One of several factors is 0, since their product is."""
        book = self.book
        *before, last = parts
        first = product_of(before)
        one = lemma(book, "a factor is 0", [first, last], [line])
        if len(before) == 1:
            return one
        goal = either(*(eq(f, 0) for f in parts))
        inner = self._factors(before, book.assume(eq(first, 0)))
        lines = [book.add(goal, "one of", (), (book.assume(eq(f, 0)),)) for f in before]
        nested = book.add(goal, "alternatives", (), (inner, *lines))
        other = book.add(goal, "one of", (), (book.assume(eq(last, 0)),))
        return book.add(goal, "alternatives", (), (one, nested, other))

    def _choose(self, hyps: tuple[int, ...], choice: int, goal: Term) -> int | None:
        rest = tuple(h for h in hyps if h != choice)
        lines = [choice]
        for p in self.book.says(choice).args:
            self.budget.case()
            line = self.relation((self.book.assume(p), *rest), goal)
            if line is None:
                return None
            lines.append(line)
        return self.book.add(goal, "alternatives", (), lines)

    def _quick(self, s: Solver, goal: Term) -> int | None:
        """What needs no cases."""
        a, b = goal.args
        book = self.book
        if goal.op == "=":
            line = s.lazy.equal(a, b)
            if line is not None:
                return line
        if not flat(a):
            return self._vectors(s, goal) if goal.op == "=" else None
        if goal.op == "=":
            r = s.forms.number(a - b)
            pairs = s.forms.pairs(r.combo)
            if not r.value:
                return book.ring(a, b, *pairs)
            line = s.denominators.zero(r.value)
            return None if line is None else book.ring(a, b, *pairs, (number(1), line))
        if goal.op == "!=":
            p = normal(a - b)
            line = s.signs.nonzero(p)
            return None if line is None else book.add(goal, "apart", (number(1),), (line,))
        p = normal(b - a)
        line = s.signs.positive(p) if goal.op == "<" else s.signs.nonnegative(p)
        if line is None and goal.op == "<=":
            line = self._nothing(s, p)
        return None if line is None else book.add(goal, "positive", (number(1),), (line,))

    def _nothing(self, s: Solver, p: Poly) -> int | None:
        return s.denominators.zero(p)

    def _vectors(self, s: Solver, goal: Term) -> int | None:
        a, b = goal.args
        r = s.forms.of(a - b)
        pairs = s.forms.pairs(r.combo, a.sort)
        for atom, p in r.value.items():
            line = s.denominators.zero(p)
            if line is None:
                return None
            pairs.append((term_of_atom(atom), line))
        return self.book.ring(a, b, *pairs)

    def _polys(self, s: Solver, goal: Term) -> list[Poly]:
        a, b = goal.args
        r = s.forms.of(a - b)
        return [r.value] if flat(a) else list(r.value.values())

    def _innermost(self, polys: Sequence[Poly]) -> Poly | None:
        """The argument of a threshold function that has no other one inside."""
        for p in polys:
            for a in sorted(generators(p), reverse=True):
                found = _threshold_inside(a)
                if found is not None:
                    return found
        return None

    def _leaf(self, s: Solver, goal: Term) -> int | None:
        """In a case with nothing left to distinguish: certificates."""
        book = self.book
        a, b = goal.args
        closed = s.certificates.contradiction([])
        if closed is not None:
            return book.add(goal, "absurd", (), (closed,))
        for p, line in s.unequal[:3]:
            closed = self._squeezed_out(s, p, line)
            if closed is not None:
                return book.add(goal, "absurd", (), (closed,))
        if not flat(a):
            return self._leaf_vectors(s, goal)
        if goal.op == "=":
            r = s.forms.number(a - b)
            none = self._zero(s, r.value)
            if none is None:
                return None
            line = none
            return book.ring(a, b, *s.forms.pairs(r.combo), (number(1), line))
        if goal.op == "!=":
            h = book.assume(eq(a, b))
            found = self._false((*s.hyps, h))
            return None if found is None else book.add(goal, "contradiction", (), (found,))
        return None

    def _false(self, hyps: tuple[int, ...]) -> int | None:
        s = self.solver(hyps)
        return s.false if s.false is not None else s.certificates.contradiction([])

    def _squeezed_out(self, s: Solver, p: Poly, apart: int) -> int | None:
        line = self._squeezed(s, p)
        if line is None:
            return None
        return self.book.add(self.book.false(), "absurd", (number(1),), (apart, line))

    def _squeezed(self, s: Solver, p: Poly) -> int | None:
        """p = 0, since it is neither positive nor negative."""
        up = s.certificates.by_contradiction(p, strict=False)
        if up is None:
            return None
        down = s.certificates.by_contradiction(P.scaled(p, -1), strict=False)
        if down is None:
            return None
        t = term_of(p)
        under = self.book.add(t <= 0, "positive", (number(1),), (down,))
        return lemma(self.book, "squeezed", [t], [up, under])

    def _zero(self, s: Solver, p: Poly) -> int | None:
        """p = 0: from equations alone, or squeezed."""
        cur, d, combo, steps = s.denominators.clear(p, even=False)
        line = self._from_equations(s, cur)
        if line is None:
            line = self._squeezed(s, cur)
        if line is None or d == ring.ONE:
            return line
        nonzero = s.denominators.nonzero_steps(steps)
        big = self.book.says(nonzero).args[0]
        q = term_of(p)
        product = self.book.ring(q * big, number(0), *s.forms.pairs(combo), (number(1), line))
        unit = self.book.row("inverse", big, uses=(nonzero,))
        return self.book.ring(q, number(0), (1 / big, product), (-q, unit))

    def _from_equations(self, s: Solver, p: Poly) -> int | None:
        found = combination(p, [e for e, _ in s.equations], self.budget)
        if found is None:
            return None
        pairs = [(term_of(f), s.equations[k][1]) for f, k in found]
        return self.book.ring(term_of(p), number(0), *pairs)

    def _multiple(self, s: Solver, a: Term, b: Term) -> int | None:
        """Two vectors that differ as the sides of a hypothesis, perhaps one of multiples."""
        for k in s.hyps:
            says = self.book.says(k)
            if says.op == "=" and says.args[0].sort == a.sort:
                for sign in (number(1), number(-1)):
                    if not normal((a - b) - times(sign, says.args[0] - says.args[1])):
                        return self.book.ring(a, b, (sign, k))
        return None

    def _leaf_vectors(self, s: Solver, goal: Term) -> int | None:
        a, b = goal.args
        book = self.book
        if goal.op == "!=":
            h = book.assume(eq(a, b))
            found = self._false((*s.hyps, h))
            return None if found is None else book.add(goal, "contradiction", (), (found,))
        if (same := self._multiple(s, a, b)) is not None:
            return same
        r = s.forms.of(a - b)
        pairs = s.forms.pairs(r.combo, a.sort)
        lines = []
        for atom, p in r.value.items():
            line = s.denominators.zero(p)
            line = self._zero(s, p) if line is None else line
            if line is None:
                break
            lines.append((term_of_atom(atom), line))
        else:
            return book.ring(a, b, *pairs, *lines)
        d = a - b
        square = s.forms.number(dot(d, d))
        line = self._zero(s, square.value) if square.value else None
        if square.value and line is None:
            return None
        more = [] if line is None else [(number(1), line)]
        nothing = book.ring(dot(d, d), number(0), *s.forms.pairs(square.combo), *more)
        gone = book.row("definite", d, uses=(nothing,))
        return book.ring(a, b, (number(1), gone))


def _squares(goal: Term) -> list[Term]:
    """The vectors v of the products v . v that are written in a goal."""
    found = [p.args[0] for p in inside(goal) if p.op == "dot" and p.args[0] is p.args[1]]
    return [v for v in found if v.args and not v.loose]


def _threshold_inside(a: int) -> Poly | None:
    k = key(a)
    if k[0] == "apply" and k[1] == THRESHOLD:
        z = thaw(k[2])
        for b in sorted(generators(z), reverse=True):
            inner = _threshold_inside(b)
            if inner is not None:
                return inner
        return z  # type: ignore[no-any-return]
    if k[0] in ("inverse", "apply", "power"):
        for b in sorted(deep({((a, 1),): 1}) - {a}, reverse=True):
            if key(b)[0] == "apply" and key(b)[1] == THRESHOLD:
                return _threshold_inside(b)
    return None


__all__ = ["Search", "Unproved", "lines_for"]
