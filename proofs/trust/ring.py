"""Normal forms: a number is a polynomial in its atoms, a vector a combination of its atoms.

What is not +, *, a number, a power or an inner product is an atom, known by its function and the
normal forms of its arguments, so that f(a + b) and f(b + a) are one atom.  A linear map goes
through sums.  Nothing here asks whether a quotient has a value: 1/b is an atom, whatever b is.
Terms with equal normal forms are equal in every model; the other way round nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Any

from .terms import BINDERS, Term, flat, fold
from .wrong import Wrong, need, spend

Monomial = tuple[tuple[int, int], ...]
Poly = dict[Monomial, Any]
Vector = dict[int, Poly]
ONE: Poly = {(): 1}
MOST_WORK = 4_000_000
"""Products of two monomials that one normal form may take."""
MOST_BITS = 20_000
MOST_POWER = 64
MOST_EXPONENT = 10**6
MOST_KEPT = 1_000_000
"""Factors, over all monomials, that one normal form may have."""

_ATOMS: dict[Hashable, int] = {}
_NORMAL: dict[Term, Any] = {}
_work = [0]


def atom(*key: Hashable) -> int:
    """The number of an atom."""
    return _ATOMS.setdefault(key, len(_ATOMS))


def single(*key: Hashable) -> Poly:
    """An atom as a polynomial."""
    return {((atom(*key), 1),): 1}


def accumulate(total: Poly, p: Mapping[Monomial, Any], c: Any = 1) -> None:
    """total += c p."""
    spend(len(p))
    for m, x in p.items():
        value = total.get(m, 0) + c * x
        if value:
            total[m] = value if type(value) is int or value.denominator != 1 else int(value)
        else:
            total.pop(m, None)


def joined(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials."""
    if not a or not b:
        return a or b
    exponents = dict(a)
    for k, n in b:
        exponents[k] = exponents.get(k, 0) + n
        need(exponents[k] <= MOST_EXPONENT, "an exponent is too large")
    return tuple(sorted(exponents.items()))


def multiplied(p: Poly, q: Poly) -> Poly:
    """p q; raises `Wrong` where it would be too large to look at."""
    if p == ONE:
        return q
    if q == ONE:
        return p
    if not p or not q:
        return {}
    _work[0] += len(p) * len(q)
    spend(len(p) * len(q) * (max(map(len, p)) + max(map(len, q)) + 2))
    if _work[0] > MOST_WORK:
        raise Wrong("a normal form is too large")
    total: Poly = {}
    for a, x in p.items():
        if len(q) > 1:
            accumulate(total, {joined(a, b): y for b, y in q.items()}, x)
        else:
            ((b, y),) = q.items()
            accumulate(total, {joined(a, b): y}, x)
        need(len(total) * (len(a) + 1) <= MOST_KEPT, "a normal form is too large")
    for x in total.values():
        need(x.numerator.bit_length() + x.denominator.bit_length() <= MOST_BITS,
             "a number is too large")  # fmt: skip
    return total


def _along(total: Vector, v: Vector, p: Poly) -> None:
    """total += p v."""
    for a, q in v.items():
        mine = total.setdefault(a, {})
        accumulate(mine, multiplied(p, q))
        if not mine:
            del total[a]


def frozen(n: Any) -> Hashable:
    """A normal form that can be looked up."""
    return frozenset((k, frozen(v) if type(v) is dict else v) for k, v in n.items())


def normal(t: Term) -> Any:
    """The normal form of a number (a polynomial) or a vector (polynomials by atom)."""
    if t not in _NORMAL:
        _work[0] = 0
        fold(t, _kept, _NORMAL)
    return _NORMAL[t]


def _kept(t: Term, below: tuple[Any, ...]) -> Any:
    """One part's normal form; what is kept counts as work several times over, for its room."""
    form = _combine(t, below)
    spend(4 * sum(len(x) + 1 for x in (form if flat(t) else form.values())))
    return form


def vanishes(t: Term) -> bool:
    """Whether the normal form is 0."""
    return not normal(t)


def _combine(t: Term, below: tuple[Any, ...]) -> Any:
    scalar = flat(t)
    match t.op:
        case "number":
            value: Fraction = t.data
            return {(): value.numerator if value.denominator == 1 else value} if value else {}
        case "zero":
            return {}
        case "sum" if scalar:
            total: Poly = {}
            for p in below:
                accumulate(total, p)
            return total
        case "sum":
            combined: Vector = {}
            for v in below:
                _along(combined, v, ONE)
            return combined
        case "product":
            product: Poly = ONE
            vector: Vector | None = None
            for a, b in zip(t.args, below, strict=True):
                if flat(a):
                    product = multiplied(product, b)
                else:
                    vector = b
            return product if vector is None else _times(vector, product)
        case "quotient":
            top, d = below
            over: Poly = (
                {(): Fraction(1) / d[()]} if set(d) == {()} else single("inverse", frozen(d))
            )
            return multiplied(top, over) if scalar else _times(top, over)
        case "power":
            return _power(*below)
        case "dot":
            inner: Poly = {}
            for a, p in below[0].items():
                for b, q in below[1].items():
                    pair = single("dot", min(a, b), max(a, b))
                    accumulate(inner, multiplied(multiplied(p, q), pair))
            return inner
        case "apply" if t.data.kind in ("linear", "adjoint"):
            image: Vector = {}
            for a, p in below[0].items():
                _along(image, {atom("map", t.data, a): ONE}, p)
            return image
    # A bound variable, or the sort of one, is a part of the key: so are symbols by themselves.
    itself: Hashable = t.data if t.op in BINDERS or t.op == "apply" else t
    key = (t.op, itself, *map(frozen, below))
    return single(*key) if scalar else {atom(*key): ONE}


def _times(v: Vector, p: Poly) -> Vector:
    total: Vector = {}
    _along(total, v, p)
    return total


def _power(base: Poly, exponent: Poly) -> Poly:
    whole = exponent.get((), 0)
    rest = {m: c for m, c in exponent.items() if m}
    if type(whole) is not int or not 0 <= whole <= MOST_POWER:
        return single("power", frozen(base), frozen(exponent))
    p = single("power", frozen(base), frozen(rest)) if rest else ONE
    for _ in range(whole):
        p = multiplied(p, base)
    return p
