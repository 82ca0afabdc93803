"""Sums of squares, of numbers and of vectors."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.find import search
from proofs.find.atoms import Poly, Vector, generators, key, term_of, term_of_atom
from proofs.find.combos import small
from proofs.find.lemmas import lemma
from proofs.trust.ring import accumulate, atom
from proofs.trust.terms import Term, is_space, number

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Squares:
    """What is not negative, or positive, as a sum of squares."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def shown(self, p: Poly, strict: bool) -> int | None:
        """0 <= p (or <) as a sum of squares with positive weights, and a positive number."""
        q = _in_halves(p)
        if q is None:
            return None
        root = search.square_root(q)
        if root is not None:
            line = self._one(root, strict)
            pieces, constant = ([] if line is None else [(number(1), line)]), Fraction(0)
        else:
            found = completed_squares(q)
            if found is None:
                return None
            lines = [(w, self._one(r, False)) for w, r in found[0]]
            pieces = [(number(w), k) for w, k in lines if k is not None]
            constant = found[1]
            if len(pieces) < len(lines) or (strict and constant <= 0):
                return None
        if not pieces and constant <= 0:
            return None
        says = term_of(p) > 0 if strict else term_of(p) >= 0
        return self.s.book.add(says, "positive", [w for w, _ in pieces], [k for _, k in pieces])

    def _one(self, root: Poly, strict: bool) -> int | None:
        """0 <= root root (or <), for a number or a vector."""
        r = _whole(root)
        if r is None:
            return None
        book = self.s.book
        if is_space(r.sort):
            return None if strict else book.row("positive definite", r)
        if not strict:
            return book.row("square", r)
        apart = self.s.signs.nonzero(root)
        return None if apart is None else lemma(book, "square is positive", [r], [apart])


def _in_halves(p: Poly) -> Poly | None:
    """With two factors for each inner product: u . v is read as u v."""
    if not any(key(a)[0] == "dot" for a in generators(p)):
        return p
    result: Poly = {}
    for m, c in p.items():
        dots = [(a, e) for a, e in m if key(a)[0] == "dot"]
        if len(dots) > 1 or (dots and dots[0][1] > 1):
            return p
        rest = tuple((a, e) for a, e in m if key(a)[0] != "dot")
        for a, _ in dots:
            _, i, j = key(a)
            for v in (i, j):
                rest = P.monomial_times(rest, ((atom("half", v), 1),))
        accumulate(result, {rest: c})
    return result


def _whole(root: Poly) -> Term | None:
    """A number, or the vector that its halves stand for."""
    halves = {a for a in generators(root) if key(a)[0] == "half"}
    if not halves:
        return term_of(root)
    v: Vector = {}
    for m, c in root.items():
        own = [(a, e) for a, e in m if a in halves]
        if len(own) != 1 or own[0][1] != 1:
            return None
        rest = tuple((a, e) for a, e in m if a not in halves)
        accumulate(v.setdefault(key(own[0][0])[1], {}), {rest: c})
    return term_of(v, term_of_atom(next(iter(v))).sort)


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
                accumulate(root, {basis[j]: small(row[j])})
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


__all__ = ["Squares", "completed_squares"]
