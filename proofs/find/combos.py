"""What a simplification takes: multiples of equations, by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.find.atoms import Poly, generators, term_of_atom
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.terms import Term, flat, ne, number, plus, zero

if TYPE_CHECKING:
    from proofs.find.solver import Solver

Combo = dict[int, dict[Any, Any]]
"""Lines that say equations, each with its factor: a polynomial, or a vector."""


@dataclass(slots=True)
class Reduced:
    """What a normal form became, and by which multiples of which lines."""

    value: Any
    combo: Combo


def add_combo(total: Combo, line: int, factor: Mapping[Any, Any]) -> None:
    """total += factor times a line's equation."""
    mine = total.setdefault(line, {})
    for k, v in factor.items():
        if isinstance(v, dict):
            inner = mine.setdefault(k, {})
            accumulate(inner, v)
            if not inner:
                del mine[k]
        else:
            accumulate(mine, {k: v})
    if not mine:
        del total[line]


def scaled_combo(combo: Combo, p: Poly) -> Combo:
    """p times every factor."""
    if p == ONE:
        return combo
    return {line: times_any(factor, p) for line, factor in combo.items() if factor}


def times_any(n: Mapping[Any, Any], p: Poly) -> dict[Any, Any]:
    """A polynomial or a vector times a polynomial."""
    if n and isinstance(next(iter(n.values())), dict):
        return {a: q for a, r in n.items() if (q := multiplied(r, p))}
    return multiplied(dict(n), p)


def plus_any(n: Mapping[Any, Any], m: Mapping[Any, Any], c: int = 1) -> dict[Any, Any]:
    """n + c m, polynomials or vectors."""
    total: dict[Any, Any] = {k: dict(v) if isinstance(v, dict) else v for k, v in n.items()}
    for k, v in m.items():
        if isinstance(v, dict):
            mine = total.setdefault(k, {})
            accumulate(mine, v, c)
            if not mine:
                del total[k]
        else:
            accumulate(total, {k: v}, c)
    return total


class Chain:
    """One atom on its way to something simpler."""

    def __init__(self, s: Solver, a: int) -> None:
        self.s, self.start = s, a
        self.value: Poly = {((a, 1),): 1}
        self.combo: Combo = {}

    def by(self, a: int, q: Poly, line: int) -> None:
        """Replace an atom by what a line says that it is."""
        self.value, factor = replaced(self.value, a, q)
        add_combo(self.combo, line, factor)

    def become(self, value: Poly, combo: Combo) -> None:
        """The whole value becomes another, by these multiples of lines."""
        self.value = value
        for line, factor in combo.items():
            add_combo(self.combo, line, factor)

    def then(self, found: tuple[int, Any, int] | None) -> None:
        """One more replacement, if there is one."""
        if found is not None:
            self.by(*found)
            self.settle(skip=found[0] if found[0] in generators(found[1]) else None)

    def settle(self, skip: int | None = None) -> None:
        """Simplify what the value is made of."""
        del skip  # an atom on its way is not simplified again
        r = self.s.forms.reduce(self.value)
        self.become(r.value, r.combo)

    def result(self) -> tuple[Poly, int | None]:
        """The value, and the line that says so; None where nothing changed."""
        if self.value == {((self.start, 1),): 1}:
            return self.value, None
        t = term_of_atom(self.start)
        return self.value, self.s.forms.equation(t, self.value, self.combo)


def replaced(p: Poly, a: int, q: Poly) -> tuple[Poly, Poly]:
    """p with the atom a replaced by q; and the factor f with p - that = f (a - q)."""
    total: Poly = {}
    factor: Poly = {}
    powers: list[Poly] = [ONE]
    for m, c in p.items():
        e = next((n for i, n in m if i == a), 0)
        if not e:
            accumulate(total, {m: c})
            continue
        rest = {tuple((i, n) for i, n in m if i != a): c}
        while len(powers) <= e:
            powers.append(multiplied(powers[-1], q))
        accumulate(total, multiplied(rest, powers[e]))
        for k in range(e):
            lower = multiplied(rest, {((a, k),): 1} if k else ONE)
            accumulate(factor, multiplied(lower, powers[e - 1 - k]))
    return total, factor


def small(q: Any) -> int | Fraction:
    """A rational, as an integer where it is one."""
    exact = Fraction(q)
    return exact.numerator if exact.denominator == 1 else exact


def product_of(factors: Sequence[Term]) -> Term:
    """A product of one or more terms."""
    result = factors[0]
    for f in factors[1:]:
        result = result * f
    return result


def apart_from_0(t: Term) -> Term:
    """The claim that a number or a vector is not 0."""
    return ne(t, 0) if flat(t) else ne(t, zero(t.sort))


def sum_of(pieces: Sequence[Term]) -> Term:
    """A sum of any number of terms."""
    if not pieces:
        return number(0)
    return pieces[0] if len(pieces) == 1 else plus(*pieces)
