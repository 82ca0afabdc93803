"""Polynomials as products, proposed by SymPy; whoever uses them multiplies out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proofs.find import polynomial as P
from proofs.find.atoms import Poly, generators, now
from proofs.find.combos import small
from proofs.trust import ring
from proofs.trust.ring import ONE, multiplied

_MOST_TERMS, _MOST_ATOMS, _MOST_DEGREE = 60, 8, 16


def factored(p: Poly) -> tuple[Any, list[tuple[Poly, int]]] | None:
    """A number and irreducible factors with their powers; None for what has fewer than two.

    >>> factored({((0, 2),): 1, (): -1})
    (1, [({((0, 1),): 1, (): -1}, 1), ({((0, 1),): 1, (): 1}, 1)])
    """
    what, known = ring.frozen(p), now().factors
    if what not in known:
        known[what] = _factored(p)
    found: tuple[Any, list[tuple[Poly, int]]] | None = known[what]
    return found


def _factored(p: Poly) -> tuple[Any, list[tuple[Poly, int]]] | None:
    atoms = sorted(generators(p))
    degree = max((sum(e for _, e in m) for m in p), default=0)
    if len(p) < 2 or len(p) > _MOST_TERMS or len(atoms) > _MOST_ATOMS or not degree >= 2:
        return None
    if degree > _MOST_DEGREE:
        return None
    from sympy import Poly as SympyPoly
    from sympy import Rational, symbols

    names = symbols(f"x:{len(atoms)}")
    place = {a: k for k, a in enumerate(atoms)}
    table = {}
    for m, c in p.items():
        exponents = [0] * len(atoms)
        for a, e in m:
            exponents[place[a]] = e
        q = Fraction(c)
        table[tuple(exponents)] = Rational(q.numerator, q.denominator)
    lead, found = SympyPoly.from_dict(table, *names).factor_list()
    factors = []
    for f, e in found:
        q_: Poly = {}
        for exponents, c in f.terms():
            m = tuple((atoms[k], int(n)) for k, n in enumerate(exponents) if n)
            q_[m] = small(Fraction(int(c.p), int(c.q)))
        factors.append((q_, int(e)))
    constant = small(Fraction(int(lead.p), int(lead.q)))
    if sum(e for _, e in factors) < 2:
        return None
    total: Poly = {(): constant}
    for f_, e in factors:
        for _ in range(e):
            total = multiplied(total, f_)
    return (constant, factors) if P.minus(total, p) == {} else None


def product(factors: list[tuple[Poly, int]]) -> Poly:
    """What factors with their powers multiply out to."""
    total: Poly = ONE
    for f, e in factors:
        for _ in range(e):
            total = multiplied(total, f)
    return total


__all__ = ["factored", "product"]
