"""Exact polynomials with integer exponents, negative ones included, over the rationals.

A polynomial is a dict from monomials to non-zero coefficients; a monomial is a tuple of
(generator, exponent) pairs in the order of the generators.  The kernel gives the generators their
meaning and sees to it that one with a negative exponent is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

Rational = int | Fraction
Monomial = tuple[tuple[int, int], ...]
Poly = dict[Monomial, Rational]

ONE: Monomial = ()


def constant(value: Rational) -> Poly:
    """The polynomial with this value everywhere."""
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return {ONE: value} if value else {}


def generator(index: int, exponent: int = 1) -> Poly:
    """A power of one generator."""
    return {((index, exponent),): 1}


def accumulate(into: Poly, other: Mapping[Monomial, Rational], factor: Rational = 1) -> None:
    """Add `factor` times a polynomial to `into`, in place."""
    for monomial, coefficient in other.items():
        value = into.get(monomial, 0) + coefficient * factor
        if value:
            into[monomial] = value
        else:
            into.pop(monomial, None)


def plus(*terms: Mapping[Monomial, Rational]) -> Poly:
    """The sum of polynomials.

    >>> plus(generator(0), generator(0))
    {((0, 1),): 2}
    """
    total: Poly = dict(terms[0])
    for term in terms[1:]:
        accumulate(total, term)
    return total


def scaled(p: Mapping[Monomial, Rational], factor: Rational) -> Poly:
    """A rational multiple of a polynomial."""
    return {m: c * factor for m, c in p.items()} if factor else {}


def minus(p: Mapping[Monomial, Rational], q: Mapping[Monomial, Rational]) -> Poly:
    """The difference of two polynomials."""
    total: Poly = dict(p)
    accumulate(total, q, -1)
    return total


def monomial_times(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials.

    >>> monomial_times(((0, 1), (2, 1)), ((0, -1), (1, 3)))
    ((1, 3), (2, 1))
    """
    if not a:
        return b
    if not b:
        return a
    if a[-1][0] < b[0][0]:
        return a + b
    if b[-1][0] < a[0][0]:
        return b + a
    exponents = dict(a)
    for index, exponent in b:
        exponents[index] = exponents.get(index, 0) + exponent
    return tuple(sorted([pair for pair in exponents.items() if pair[1]]))


def times(p: Mapping[Monomial, Rational], q: Mapping[Monomial, Rational]) -> Poly:
    """The product of two polynomials."""
    if len(p) > len(q):
        p, q = q, p
    product: Poly = {}
    for a, x in p.items():
        for b, y in q.items():
            monomial = monomial_times(a, b)
            value = product.get(monomial, 0) + x * y
            if value:
                product[monomial] = value
            else:
                del product[monomial]
    return product


def power(p: Mapping[Monomial, Rational], exponent: int) -> Poly:
    """A natural power of a polynomial."""
    result = constant(1)
    for _ in range(exponent):
        result = times(result, p)
    return result


def common_factor(p: Mapping[Monomial, Rational]) -> Monomial:
    """The largest monomial that divides every term; exponents may be negative.

    >>> common_factor({((0, 2), (1, 1)): 1, ((0, 1),): 3})
    ((0, 1),)
    """
    monomials = iter(p)
    first = next(monomials, ONE)
    above = {index: exponent for index, exponent in first if exponent > 0}
    below = {index: exponent for index, exponent in first if exponent < 0}
    for monomial in monomials:
        if above:
            here = dict(monomial)
            above = {i: min(e, here[i]) for i, e in above.items() if here.get(i, 0) > 0}
        for index, exponent in monomial:
            if exponent < 0:
                below[index] = min(below.get(index, 0), exponent)
    return tuple(sorted((above | below).items()))


def content(p: Mapping[Monomial, Rational]) -> Fraction:
    """The positive rational c such that p/c has coprime integer coefficients."""
    if all(isinstance(c, int) for c in p.values()):
        return Fraction(gcd(*(int(c) for c in p.values())) or 1)
    values = [Fraction(c) for c in p.values()]
    return Fraction(gcd(*(v.numerator for v in values)) or 1, lcm(*(v.denominator for v in values)))


def inverse(monomial: Monomial) -> Monomial:
    """One over a monomial."""
    return tuple((i, -e) for i, e in monomial)


def shifted(p: Mapping[Monomial, Rational], monomial: Monomial) -> Poly:
    """A polynomial times a monomial."""
    return {monomial_times(m, monomial): c for m, c in p.items()}


def quotient(p: Mapping[Monomial, Rational], d: Mapping[Monomial, Rational]) -> Poly | None:
    """The polynomial q with p = q d, or None where there is none.

    >>> quotient({((0, 2),): 1, (): -1}, {((0, 1),): 1, (): 1})
    {((0, 1),): 1, (): -1}
    """
    order = sorted(generators([p, d]))

    def place(monomial: Monomial) -> tuple[int, ...]:
        exponents = dict(monomial)
        return tuple(exponents.get(index, 0) for index in order)

    lead = max(d, key=place)
    last = min(d, key=place)
    if not _divides(last, min(p, key=place)):
        return None
    under, rest, result = inverse(lead), dict(p), {}
    while rest:
        top = max(rest, key=place)
        if not _divides(lead, top):
            return None
        c = Fraction(rest[top]) / Fraction(d[lead])
        value = c.numerator if c.denominator == 1 else c
        part = monomial_times(top, under)
        result[part] = value
        accumulate(rest, shifted(d, part), -value)
    return result


def _divides(a: Monomial, b: Monomial) -> bool:
    exponents = dict(b)
    return all(exponents.get(index, 0) >= e for index, e in a)


def generators(polynomials: Iterable[Mapping[Monomial, Rational]]) -> set[int]:
    """The generators that occur."""
    return {index for p in polynomials for monomial in p for index, _ in monomial}
