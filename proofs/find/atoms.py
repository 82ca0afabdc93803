"""The ring's atoms as terms again, and polynomials in them as terms."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import comb, prod
from typing import Any

from proofs.trust import ring
from proofs.trust.terms import (
    BINDERS,
    Function,
    Term,
    Wrong,
    apply,
    dot,
    flat,
    fold,
    is_space,
    number,
    plus,
    power,
    quotient,
    times,
    zero,
)  # fmt: skip
from proofs.trust.text import show

Poly = dict[ring.Monomial, Any]
Vector = dict[int, Poly]
MINUS: Poly = {(): -1}
ZERO = number(0)


class Numbering:
    """Numbers of atoms, and what is remembered by them.

    A search takes atoms in the order of their numbers.  Each book has a numbering of its own, so
    that what is found does not depend on what was looked at before.
    """

    def __init__(self) -> None:
        self.atoms: dict[Hashable, int] = {}
        self.normal: dict[Term, Any] = {}
        self.keys: list[Any] = []
        self.terms: dict[int, Term] = {}
        self.seen: set[Term] = set()
        self.checked: dict[Term, None] = {}
        self.factors: dict[Any, Any] = {}
        self.mentions: dict[Term, frozenset[int]] = {}

        self._before: list[Numbering] = []

    def __enter__(self) -> None:
        """The ring numbers atoms so, until the end of the block."""
        self._before.append(now())
        _use(self)

    def __exit__(self, *_: object) -> None:
        _use(self._before.pop())


def _use(numbering: Numbering) -> None:
    _NOW[0] = numbering
    ring._ATOMS, ring._NORMAL = numbering.atoms, numbering.normal


_NOW = [Numbering()]
_use(_NOW[0])


def now() -> Numbering:
    """The numbering in use."""
    return _NOW[0]


def forget() -> None:
    """Number atoms anew, as after a search that was stopped at any moment."""
    _use(Numbering())


def key(atom: int) -> Any:
    """What an atom is known by."""
    keys = _NOW[0].keys
    if atom >= len(keys):
        keys[:] = ring._ATOMS
    return keys[atom]


MOST_TERMS, MOST_POWER_TERMS = 100_000, 20_000


def _check(t: Term, _: tuple[None, ...]) -> None:
    """Remember what becomes an atom; raise `Wrong` for what has too many products."""
    if t.op == "power" and t.args[1].op == "number" and 2 < t.args[1].data <= ring.MOST_POWER:
        n = int(t.args[1].data)
        size = len(ring.normal(t.args[0]))
        if size and comb(size + n - 1, n) > MOST_POWER_TERMS:
            raise Wrong(f"{show(t, 60)} is too large to multiply out")
    elif (
        t.op in ("product", "dot")
        and not t.loose
        and prod(max(1, len(ring.normal(a))) for a in t.args) > MOST_TERMS
    ):
        raise Wrong(f"{show(t, 60)} is too large to multiply out")
    if t.op in BINDERS or t.op in ("apply", "power"):
        _remember(t)


def normal(t: Term) -> Any:
    """The ring's normal form; the parts that become atoms are remembered."""
    here = _NOW[0]
    if t not in here.seen:
        fold(t, _check, here.checked)
        here.seen.add(t)
    return ring.normal(t)


def _remember(part: Term) -> None:
    if part.sort == "claim" or part.loose:
        return
    value = ring.normal(part)
    if len(value) != 1:
        return
    ((m, c),) = value.items()
    if flat(part):
        if c == 1 and len(m) == 1 and m[0][1] == 1:
            _NOW[0].terms.setdefault(m[0][0], part)
    elif c == ring.ONE:
        _NOW[0].terms.setdefault(m, part)


def term_of_atom(atom: int) -> Term:
    """An atom as a term."""
    found = _NOW[0].terms.get(atom)
    if found is not None:
        return found
    k = key(atom)
    match k[0]:
        case "dot":
            t = dot(term_of_atom(k[1]), term_of_atom(k[2]))
        case "map":
            t = apply(k[1], term_of_atom(k[2]))
        case "inverse":
            t = quotient(number(1), term_of(thaw(k[1])))
        case "power":
            t = power(term_of(thaw(k[1])), term_of(thaw(k[2])))
        case "apply":
            args = zip(k[2:], k[1].takes, strict=True)
            t = apply(k[1], *(term_of(thaw(a), sort) for a, sort in args))
        case "symbol":
            t = k[1]
        case _:
            raise KeyError(f"no term is known for {k[0]}")
    _NOW[0].terms[atom] = t
    return t


def thaw(f: Hashable) -> Any:
    """A frozen normal form as it was."""
    return {k: thaw(v) if isinstance(v, frozenset) else v for k, v in f}  # type: ignore[attr-defined]


def term_of(n: Mapping[Any, Any], sort: str = "scalar") -> Term:
    """A normal form as a term of the given sort."""
    if is_space(sort):
        pieces = []
        for a, p in n.items():
            v = term_of_atom(a)
            pieces.append(v if p == ring.ONE else term_of(p) * v)
        return _summed(pieces) if pieces else zero(sort)
    pieces = []
    for m, c in n.items():
        factors = [] if c == 1 and m else [number(Fraction(c))]
        for a, e in m:
            t = term_of_atom(a)
            factors.extend([t] * e if e <= 2 else [power(t, number(e))])
        pieces.append(_multiplied(factors))
    return _summed(pieces) if pieces else number(0)


def _summed(pieces: list[Term]) -> Term:
    return pieces[0] if len(pieces) == 1 else plus(*pieces)


def _multiplied(factors: list[Term]) -> Term:
    return factors[0] if len(factors) == 1 else times(*factors)


def generators(p: Mapping[ring.Monomial, Any]) -> set[int]:
    """The atoms of a polynomial."""
    return {a for m in p for a, _ in m}


def deep(n: Mapping[Any, Any], seen: set[int] | None = None) -> set[int]:
    """The atoms of a normal form, those inside others included."""
    found: set[int] = set() if seen is None else seen
    waiting = list(_direct(n))
    while waiting:
        a = waiting.pop()
        if a not in found:
            found.add(a)
            waiting.extend(_inside_key(key(a)))
    return found


def has_bound(atom: int) -> bool:
    """Whether a variable that something binds stands in an atom."""
    return any(key(a)[0] == "bound" for a in deep({((atom, 1),): 1}))


def _direct(n: Mapping[Any, Any]) -> Iterable[int]:
    for k, v in n.items():
        if isinstance(k, int):
            yield k
            yield from _direct(v)
        else:
            for a, _ in k:
                yield a


def _inside_key(k: Any) -> list[int]:
    match k[0]:
        case "dot":
            return [k[1], k[2]]
        case "map":
            return [k[2]]
        case "symbol" | "bound" | "zero":
            return []
    found: list[int] = []
    for part in k[1:]:
        if isinstance(part, frozenset):
            found.extend(_direct(thaw(part)))
    return found


def single(p: Mapping[ring.Monomial, Any]) -> int | None:
    """The atom that a polynomial is, if it is one."""
    if len(p) == 1:
        ((m, c),) = p.items()
        if c == 1 and len(m) == 1 and m[0][1] == 1:
            return m[0][0]
    return None


def is_function(k: Any, f: Function) -> bool:
    """Whether a key is that of an application of f."""
    return bool(k[0] == "apply" and k[1] == f)
