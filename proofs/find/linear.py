"""A polynomial as a combination of others, with polynomial factors of low degree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from proofs.find import polynomial as P
from proofs.find.atoms import Poly, generators
from proofs.find.budget import Budget

_MOST_COLUMNS = 240


def combination(p: Poly, others: Sequence[Poly], budget: Budget) -> list[tuple[Poly, int]] | None:
    """Factors f_k with p = sum of f_k times others[k], or None where none were found."""
    if not p:
        return []
    if not others:
        return None
    atoms = sorted(generators(p).union(*map(generators, others)))
    degree = 0
    while True:
        monomials = _monomials(atoms, degree)
        columns = [(m, k, P.shifted(q, m)) for k, q in enumerate(others) for m in monomials]
        if len(columns) > _MOST_COLUMNS or degree > 4:
            return None
        found = _solve(p, [c for _, _, c in columns], budget)
        if found is not None:
            factors: dict[int, Poly] = {}
            for (m, k, _), weight in zip(columns, found, strict=True):
                if weight:
                    w = weight.numerator if weight.denominator == 1 else weight
                    P.accumulate(factors.setdefault(k, {}), {m: w})
            return [(f, k) for k, f in factors.items() if f]
        degree += 1


def _monomials(atoms: list[int], degree: int) -> list[P.Monomial]:
    found: list[P.Monomial] = [()]
    layer: list[P.Monomial] = [()]
    for _ in range(degree):
        layer = list(dict.fromkeys(P.monomial_times(m, ((a, 1),)) for m in layer for a in atoms))
        found += layer
        if len(found) > _MOST_COLUMNS:
            break
    return found


def _solve(p: Poly, columns: list[Poly], budget: Budget) -> list[Fraction] | None:
    """Rational weights with sum of weight_k columns[k] = p, by elimination."""
    rows: dict[P.Monomial, dict[int, Fraction]] = {}
    for k, column in enumerate(columns):
        for m, c in column.items():
            rows.setdefault(m, {})[k] = Fraction(c)
    right = len(columns)
    for m, c in p.items():
        if m not in rows:
            return None
        rows[m][right] = Fraction(c)
    table = list(rows.values())
    pivots: list[tuple[int, dict[int, Fraction]]] = []
    for row in table:
        budget.check("an elimination")
        for k, other in pivots:
            factor = row.get(k)
            if factor:
                _subtract(row, other, factor)
        lead = min((k for k in row if k < right), default=None)
        if lead is None:
            if row.get(right):
                return None
            continue
        c = row[lead]
        row = {k: v / c for k, v in row.items()}
        for _, other in pivots:
            factor = other.get(lead)
            if factor:
                _subtract(other, row, factor)
        pivots.append((lead, row))
    weights = [Fraction(0)] * len(columns)
    for k, row in pivots:
        weights[k] = row.get(right, Fraction(0))
    return weights


def _subtract(row: dict[int, Fraction], other: dict[int, Fraction], factor: Fraction) -> None:
    for k, v in other.items():
        value = row.get(k, Fraction(0)) - factor * v
        if value:
            row[k] = value
        else:
            row.pop(k, None)
