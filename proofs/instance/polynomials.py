"""Polynomials with rational coefficients, as far as claims for all numbers ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Monomial = tuple[tuple[str, int], ...]
"""Unknowns with their powers, in the order of their names."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A polynomial; one that is a number is written as a fraction instead."""

    terms: Mapping[Monomial, Fraction]

    def __add__(self, other: Polynomial | Fraction) -> Polynomial | Fraction:
        found = dict(self.terms)
        for monomial, q in _terms(other).items():
            found[monomial] = found.get(monomial, Fraction(0)) + q
        return _made(found)

    __radd__ = __add__

    def __mul__(self, other: Polynomial | Fraction) -> Polynomial | Fraction:
        found: dict[Monomial, Fraction] = {}
        for m, p in self.terms.items():
            for n, q in _terms(other).items():
                powers = dict(m)
                for name, power in n:
                    powers[name] = powers.get(name, 0) + power
                key = tuple(sorted(powers.items()))
                found[key] = found.get(key, Fraction(0)) + p * q
        return _made(found)

    __rmul__ = __mul__

    def __neg__(self) -> Polynomial | Fraction:
        return self * Fraction(-1)

    def __sub__(self, other: Polynomial | Fraction) -> Polynomial | Fraction:
        return self + other * Fraction(-1)

    def __rsub__(self, other: Polynomial | Fraction) -> Polynomial | Fraction:
        return other + self * Fraction(-1)

    def __pow__(self, power: int) -> Polynomial | Fraction:
        result: Polynomial | Fraction = Fraction(1)
        for _ in range(power):
            result = self * result
        return result


def _terms(p: Polynomial | Fraction) -> Mapping[Monomial, Fraction]:
    return p.terms if isinstance(p, Polynomial) else {(): Fraction(p)}


def _made(terms: Mapping[Monomial, Fraction]) -> Polynomial | Fraction:
    kept = {monomial: q for monomial, q in terms.items() if q}
    if set(kept) <= {()}:
        return kept.get((), Fraction(0))
    return Polynomial(kept)


def unknown(name: str) -> Polynomial:
    """One unknown.

    >>> a = unknown("a")
    >>> (a + 1) * (a - 1) - a**2
    Fraction(-1, 1)
    """
    return Polynomial({((name, 1),): Fraction(1)})


def coefficients(p: Polynomial | Fraction) -> Mapping[Monomial, Fraction]:
    """The coefficients that are not 0, by their monomials."""
    return {monomial: q for monomial, q in _terms(p).items() if q}


def replaced(
    p: Polynomial | Fraction, name: str, by: Polynomial | Fraction
) -> Polynomial | Fraction:
    """A polynomial with something else for an unknown.

    >>> a, b = unknown("a"), unknown("b")
    >>> replaced(a**2 - b**2, "a", b + 1) - 2 * b
    Fraction(1, 1)
    """
    result: Polynomial | Fraction = Fraction(0)
    for monomial, q in _terms(p).items():
        piece: Polynomial | Fraction = q
        for own, power in monomial:
            piece = piece * (by if own == name else unknown(own)) ** power
        result = result + piece
    return result


def constant(p: Polynomial | Fraction) -> Fraction | None:
    """The number that a polynomial is, or None.

    >>> constant(unknown("a")) is None
    True
    """
    return None if isinstance(p, Polynomial) else p


def never_negative(p: Polynomial | Fraction) -> bool | None:
    """Whether a polynomial of degree at most 2 is at least 0 everywhere; None beyond degree 2.

    It is exactly if the quadratic form is, in which a further unknown fills all monomials up to
    degree 2; that is found by elimination.

    >>> a, b = unknown("a"), unknown("b")
    >>> never_negative(a**2 - 2 * a * b + b**2), never_negative(a**2 - a), never_negative(a**4)
    (True, False, None)
    """
    terms = _terms(p)
    names = sorted({name for monomial in terms for name, _ in monomial})
    form = [[Fraction(0)] * (len(names) + 1) for _ in range(len(names) + 1)]
    for monomial, q in terms.items():
        places = [names.index(name) + 1 for name, power in monomial for _ in range(power)]
        if len(places) > 2:
            return None
        i, j = (*places, 0, 0)[:2]
        form[i][j] += q / 2
        form[j][i] += q / 2
    while form:
        (pivot, *row), rest = form[0], form[1:]
        if pivot < 0 or (pivot == 0 and any(row)):
            return False
        form = [
            [q - (line[0] * p / pivot if pivot else 0) for q, p in zip(line[1:], row, strict=True)]
            for line in rest
        ]
    return True


def never(conditions: Iterable[tuple[str, Any, Any]]) -> bool:
    """Whether conditions of one unknown each, or of none, surely exclude each other.

    >>> a = unknown("a")
    >>> never([("<", 0, a), ("<", a, 0)]), never([("<", 0, a), ("<", a, 1)])
    (True, False)
    """
    least: dict[str, tuple[Fraction, bool]] = {}
    most: dict[str, tuple[Fraction, bool]] = {}
    for sign, left, right in conditions:
        if sign not in ("<", "<="):
            continue
        terms = dict(_terms(right - left))  # it is positive, or at least 0
        level, strict = terms.pop((), Fraction(0)), sign == "<"
        if not terms and (level < 0 or (strict and level == 0)):
            return True
        if len(terms) != 1 or (names := next(iter(terms)))[1:] or names[0][1] != 1:
            continue
        (name, _), slope = names[0], terms[names]
        end = (-level / slope, strict)
        if slope > 0:
            least[name] = max(least.get(name, end), end)
        else:
            at, strictly = most.get(name, end)
            most[name] = (min(at, end[0]), strict if end[0] < at else strictly or strict)
    both = least.keys() & most.keys()
    return any(
        least[n][0] > most[n][0] or (least[n][0] == most[n][0] and (least[n][1] or most[n][1]))
        for n in both
    )
