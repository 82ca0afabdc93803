"""Where certificates come from; nothing here is believed.

What is proposed here is written out as lines, which the checker recomputes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import gcd, lcm

from proofs.evaluation import Irrational, exact_root
from proofs.find import polynomial as P
from proofs.find.budget import Budget
from proofs.find.polynomial import Monomial, Poly, Rational

# Certificates ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Certificate:
    """Products of facts, squares and multiples of equations whose sum is said to be 0.

    Facts and equations are named by their place.  One product of strict facts has positive weight.
    """

    products: tuple[tuple[Fraction, tuple[int, ...]], ...]
    weighted: tuple[tuple[Fraction, tuple[int, ...], Poly], ...]
    """Products of facts and a square, which is given by its root."""
    squares: tuple[tuple[Fraction, Poly], ...]
    equations: tuple[tuple[Poly, int], ...]


_MOST_COLUMNS = 110
_MOST_TERMS = 200


@dataclass(slots=True)
class _Column:
    poly: Poly
    strict: bool
    free: bool
    product: tuple[int, ...] | None = None
    root: Poly | None = None
    equation: tuple[Poly, int] | None = None


def certificate(
    facts: Sequence[tuple[Poly, bool]],
    equations: Sequence[Poly],
    goals: int,
    reduce: Callable[[Poly], Poly],
    budget: Budget,
    names: Sequence[int],
    known: dict[tuple[int, ...], Poly],
) -> Certificate | None:
    """Propose why facts (p >= 0, or p > 0 where strict) and equations contradict each other.

    The first `goals` facts are negated goals; products with them are tried before all others.
    Products of facts that were made before are known by the names of these.
    """
    if any(len(f) > _MOST_TERMS for f, _ in facts):
        return None
    everything = range(len(facts))
    pairs_with_goal = [(i, j) for i in range(goals) for j in everything if j >= i or j >= goals]
    all_pairs = list(combinations_with_replacement(everything, 2))
    triples = [(i, j, k) for i, j in all_pairs for k in range(j, len(facts)) if len(facts) <= 6]
    singles = [(), *((i,) for i in everything)]
    levels: list[tuple[list[tuple[int, ...]], bool | None]] = [
        (list(singles), False),
        (list(singles), True),
        ([*singles, *pairs_with_goal], False),
        ([*singles, *all_pairs], True),
    ]
    if triples:
        levels.append(([*singles, *all_pairs, *triples], True))
    if goals and len(facts) <= 10:
        levels.append((list(singles), None))  # squares with weights that are facts

    @cache
    def product(chosen: tuple[int, ...]) -> Poly:
        if not chosen:
            return P.constant(1)
        called = tuple(names[place] for place in chosen)
        if called not in known:
            known[called] = reduce(P.times(product(chosen[:-1]), facts[chosen[-1]][0]))
        return known[called]

    met = sorted(P.generators([*(f for f, _ in facts), *equations]))
    factors = [P.constant(1), *(P.generator(i) for i in met[:12]), *(f for f, _ in facts[:6])]

    @cache
    def multiple(place: int, which: int) -> Poly:
        return reduce(P.times(equations[place], factors[which]))

    @cache
    def square(*parts: tuple[int | None, int]) -> tuple[Poly, Poly]:
        root = P.plus(
            *(P.constant(c) if a is None else P.scaled(P.generator(a), c) for a, c in parts)
        )
        return root, reduce(P.times(root, root))

    tried = 0
    wide: list[tuple[set[tuple[int, ...]], bool | None]] = []
    for members, with_squares in levels:
        if any(s in (False, with_squares) and few <= {*members} for few, s in wide):
            continue  # there are more columns than at a level that had too many
        columns = []
        for chosen in members:
            poly, strict = product(chosen), all(facts[place][1] for place in chosen)
            if poly or strict:
                columns.append(_Column(poly, strict, False, product=chosen))
        rooted = met if len(met) <= 5 else sorted(P.generators(f for f, _ in facts[:goals]))
        if with_squares and len(rooted) <= 5:
            for a, b in combinations_with_replacement(rooted, 2):
                if a != b:
                    for sign in (1, -1):
                        root, squared = square((a, 1), (b, sign))
                        columns.append(_Column(squared, False, False, root=root))
            for a in rooted:
                for sign in (1, 0, -1):
                    root, squared = square((a, 1), (None, sign))
                    columns.append(_Column(squared, False, False, root=root))
        if with_squares is None:
            columns += _weighted(facts, goals, reduce)
        several = len(members) > len(singles)
        for place in range(len(equations)):
            for which, factor in enumerate(factors if several else factors[:1]):
                poly = multiple(place, which)
                if poly:
                    columns.append(_Column(poly, False, True, equation=(factor, place)))
        budget.check("the certificates")
        columns = _useful(columns)
        if len(columns) == tried or not any(c.strict for c in columns):
            continue
        tried = len(columns)
        if len(columns) > _MOST_COLUMNS:
            wide.append(({*members}, with_squares))
            continue
        weights = _solve(columns, budget)
        if weights is not None:
            return _assembled(columns, weights)
    return None


def _weighted(
    facts: Sequence[tuple[Poly, bool]], goals: int, reduce: Callable[[Poly], Poly]
) -> list[_Column]:
    """Facts, and products of two, times squares of differences of what the goal has squares of."""
    goal = [f for f, _ in facts[:goals]]
    squared = sorted({a for f in goal for m in f for a, e in m if e == 2})
    met = P.generators(goal)
    places = [k for k in range(goals, len(facts)) if P.generators([facts[k][0]]) <= met]
    weights = [(k,) for k in places] + list(combinations_with_replacement(places, 2))
    columns = []
    for place, a in enumerate(squared[:6]):
        for b in squared[place + 1 : 6]:
            root = P.minus(P.generator(a), P.generator(b))
            for chosen in weights:
                poly = P.times(root, root)
                for k in chosen:
                    poly = reduce(P.times(poly, facts[k][0]))
                columns.append(_Column(poly, False, False, product=chosen, root=root))
    return columns


def _useful(columns: list[_Column]) -> list[_Column]:
    """Without those that hold a monomial which nothing can cancel."""
    above: dict[Monomial, int] = {}
    below: dict[Monomial, int] = {}
    """How many columns have a monomial with a positive, and with a negative coefficient."""

    def count(column: _Column, by: int) -> None:
        for monomial, c in column.poly.items():
            if c > 0 or column.free:
                above[monomial] = above.get(monomial, 0) + by
            if c < 0 or column.free:
                below[monomial] = below.get(monomial, 0) + by

    for column in columns:
        count(column, 1)
    while True:
        kept: list[_Column] = []
        for column in columns:
            if all(above.get(m) and below.get(m) for m in column.poly):
                kept.append(column)
            else:
                count(column, -1)
        if len(kept) == len(columns):
            return kept
        columns = kept


def _solve(columns: list[_Column], budget: Budget) -> list[Fraction] | None:
    """Weights, non-negative where not free, with sum 0 and strict products of total weight 1."""
    wide = [(place, 1) for place in range(len(columns))]
    wide += [(place, -1) for place, c in enumerate(columns) if c.free]
    monomials = sorted({m for c in columns for m in c.poly})
    rows = [
        [Fraction(columns[place].poly.get(m, 0)) * sign for place, sign in wide] + [Fraction(0)]
        for m in monomials
    ]
    rows.append([Fraction(columns[place].strict) for place, _ in wide] + [Fraction(1)])
    solution = feasible(rows, budget)
    if solution is None:
        return None
    weights = [Fraction(0)] * len(columns)
    for (place, sign), value in zip(wide, solution, strict=True):
        weights[place] += sign * value
    return weights


def feasible(rows: list[list[Fraction]], budget: Budget | None = None) -> list[Fraction] | None:
    """A non-negative solution of linear equations, each row ending in its right side >= 0.

    The first phase of the simplex method with Bland's rule, which cannot cycle (Bland 1977,
    theorem 2.1).  SymPy's own simplex runs for ever on some systems of three equations.

    >>> one, two = Fraction(1), Fraction(2)
    >>> feasible([[one, -one, 0 * one], [one, one, two]])
    [Fraction(1, 1), Fraction(1, 1)]
    """
    width = len(rows[0]) - 1
    table = [_whole(row) for row in rows]
    basis = [width + 1 + place for place in range(len(rows))]  # one artificial unknown a row
    totals: dict[int, Fraction] = {}
    for wanted in rows:
        for k, q in enumerate(wanted):
            if q:
                totals[k] = totals.get(k, Fraction(0)) + q
    bottom = lcm(*(q.denominator for q in totals.values()))
    excess = {k: int(q * bottom) for k, q in totals.items() if q}
    least = (0, 1)
    while True:
        if budget is not None:
            budget.check("the certificates")
        enter = min((k for k, v in excess.items() if v > 0 and k < width), default=None)
        if enter is None:
            break
        leave = -1
        for place, row in enumerate(table):  # the least ratio, of the unknown that comes first
            below = row.get(enter, 0)
            if below > 0:
                above = row.get(width, 0)
                if leave >= 0:
                    gap = above * least[1] - least[0] * below
                    if gap > 0 or (gap == 0 and basis[place] > basis[leave]):
                        continue
                leave, least = place, (above, below)
        pivot = table[leave]
        basis[leave] = enter
        for place, row in enumerate(table):
            if place != leave and enter in row:
                table[place] = _without(row, enter, pivot)
        excess = _without(excess, enter, pivot)
    if excess.get(width):
        return None
    solution = [Fraction(0)] * width
    for place, unknown in enumerate(basis):
        if unknown < width:
            solution[unknown] = Fraction(table[place].get(width, 0), table[place][unknown])
    return solution


def _whole(row: list[Fraction]) -> dict[int, int]:
    """A row as whole numbers, without what is 0."""
    below = lcm(*(q.denominator for q in row))
    return {k: int(q * below) for k, q in enumerate(row) if q}


def _without(row: dict[int, int], enter: int, pivot: dict[int, int]) -> dict[int, int]:
    """A positive multiple of a row, minus a multiple of the pivot's row, without one unknown."""
    factor, scale = row[enter], pivot[enter]
    shared = gcd(factor, scale)
    factor, scale = factor // shared, scale // shared
    result = dict(row) if scale == 1 else {k: v * scale for k, v in row.items()}
    for k, v in pivot.items():
        value = result.get(k, 0) - factor * v
        if value:
            result[k] = value
        else:
            result.pop(k, None)
    shared = gcd(*result.values())
    return {k: v // shared for k, v in result.items()} if shared > 1 else result


def _assembled(columns: list[_Column], weights: list[Fraction]) -> Certificate:
    products: list[tuple[Fraction, tuple[int, ...]]] = []
    weighted: list[tuple[Fraction, tuple[int, ...], Poly]] = []
    squares: list[tuple[Fraction, Poly]] = []
    equations: list[tuple[Poly, int]] = []
    for column, weight in zip(columns, weights, strict=True):
        if not weight:
            continue
        if column.product is not None and column.root is not None:
            weighted.append((weight, column.product, column.root))
        elif column.product is not None:
            products.append((weight, column.product))
        elif column.root is not None:
            squares.append((weight, column.root))
        elif column.equation is not None:
            factor, place = column.equation
            equations.append((P.scaled(factor, weight), place))
    return Certificate(tuple(products), tuple(weighted), tuple(squares), tuple(equations))


def square_root(p: Poly) -> Poly | None:
    """A polynomial whose square might be p.

    >>> square_root({((0, 2),): 1, ((0, 1), (1, 1)): 2, ((1, 2),): 1})
    {((0, 1),): 1, ((1, 1),): 1}
    """
    if not p:
        return {}
    order = sorted(P.generators([p]))

    def place(monomial: Monomial) -> tuple[int, ...]:
        exponents = dict(monomial)
        return tuple(exponents.get(index, 0) for index in order)

    lead = max(p, key=place)
    if not _even(lead) or p[lead] <= 0:
        return None
    try:
        value = exact_root(Fraction(p[lead]))
    except Irrational:
        return None
    top = tuple((i, e // 2) for i, e in lead)
    root: Poly = {top: value.numerator if value.denominator == 1 else value}
    rest = P.minus(p, P.times(root, root))
    for _ in range(len(p)):
        if not rest:
            return root
        lead = max(rest, key=place)
        coefficient = Fraction(rest[lead]) / (2 * value)
        whole = coefficient.numerator if coefficient.denominator == 1 else coefficient
        part = P.monomial_times(lead, P.inverse(top))
        if part in root or any(e < 0 for _, e in part):
            return None
        P.accumulate(rest, P.shifted(root, part), -2 * whole)
        P.accumulate(rest, {P.monomial_times(part, part): whole * whole}, -1)
        root[part] = whole
    return None


def _even(monomial: Monomial) -> bool:
    return all(e % 2 == 0 for _, e in monomial)


_LARGEST_PRIME = 10**5


def prime_factors(value: Fraction) -> list[tuple[Rational, int]]:
    """The small primes of a positive rational with their exponents, and what is left."""
    if value == 1:
        return []
    from sympy import factorint

    above = {int(q): int(e) for q, e in factorint(value.numerator, _LARGEST_PRIME).items()}
    for q, e in factorint(value.denominator, _LARGEST_PRIME).items():
        above[int(q)] = above.get(int(q), 0) - int(e)
    return sorted((q, e) for q, e in above.items() if e and q != 1)


__all__ = [
    "Certificate",
    "Irrational",
    "certificate",
    "exact_root",
    "feasible",
    "prime_factors",
    "square_root",
]
