"""Claims for all numbers under conditions: seen by the signs of coefficients, or not at all.

A number is an unknown that is at least 0, or minus one.  A condition that is linear in an unknown
says what it is by a further one; a polynomial without minus signs is then at least 0, and above 0
if its constant is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from proofs.instance.evaluation import Evaluation
from proofs.instance.polynomials import Polynomial, coefficients, constant, replaced, unknown
from proofs.instance.values import Missing, Number, Undecided, Value
from proofs.trust import terms as T

_ROUNDS = 4
"""How many conditions may be solved."""


class Signed(Evaluation):
    """Terms with unknowns that are at least 0."""

    def _known(self, name: str, xs: list[Value]) -> Value:
        if name == "abs" and isinstance(xs[0], Polynomial):
            signs = _signs(xs[0])
            if len(signs) > 1:
                raise Undecided("a sign depends on an unknown")
            return xs[0] if True in signs else -xs[0]
        return super()._known(name, xs)


def _signs(p: Number) -> set[bool]:
    return {q > 0 for q in coefficients(p).values()}


def shown(evaluation: Evaluation, p: T.Term) -> bool | None:
    """True where a claim for all numbers is seen to hold in an instance, else None."""
    try:
        return _shown(evaluation, p, [])
    except Missing:
        raise
    except Undecided:
        return None


def _shown(evaluation: Evaluation, p: T.Term, xs: list[T.Term]) -> bool | None:
    while p.op == "all" and p.data == "scalar":
        xs = [*xs, T.fresh("scalar")]
        p = T.at(p, xs[-1])
    if p.op == "all" and p.data == "natural":
        until = evaluation.repeats(p, runs=not xs)  # of unknowns no run is made
        each = until is not None and all(_shown(evaluation, T.at(p, k), xs) for k in range(until))
        return each or None
    conditions = []
    while p.op == "imply":
        conditions.append(p.args[0])
        p = p.args[1]
    if p.op not in ("=", "<", "<=") or any(c.op not in ("<", "<=") for c in conditions):
        return None
    signs = product((1, -1), repeat=len(xs))
    starts = (
        {x: unknown(str(x)) * Fraction(s) for x, s in zip(xs, row, strict=True)} for row in signs
    )
    return all(_in_case(evaluation, values, conditions, p) for values in starts) or None


def _in_case(
    evaluation: Evaluation, values: Mapping[T.Term, Any], conditions: Sequence[T.Term], p: T.Term
) -> bool:
    """Whether the claim is seen to hold where the unknowns are at least 0."""
    for solved in range(_ROUNDS):
        inner = evaluation.with_values(values, Signed)
        rooms = []
        for c in conditions:
            low, high = inner.sides(c)
            if isinstance(low, tuple):
                raise Undecided("a condition about vectors")
            rooms.append((c.op, high - low))
        if any(_never(op, room) for op, room in rooms):
            return True
        found = [s for _, room in rooms if (s := _solved(room, f"more{solved}")) is not None]
        if not found:
            break
        name, by = found[0]
        values = {x: replaced(value, name, by) for x, value in values.items()}
    left, right = evaluation.with_values(values, Signed).sides(p)
    if p.op == "=":
        pairs = zip(left, right, strict=True) if isinstance(left, tuple) else ((left, right),)
        return all(constant(a - b) == 0 for a, b in pairs)
    if p.op == "<" and coefficients(right - left).get((), 0) <= 0:
        return False
    return False not in _signs(right - left)


def _never(op: str, room: Number) -> bool:
    """Whether what is to be positive, or at least 0, never is."""
    return True not in _signs(room) and (op == "<" or coefficients(room).get((), 0) < 0)


def _solved(room: Number, called: str) -> tuple[str, Number] | None:
    """An unknown, and what it is if this difference is at least 0; None where nothing is to do."""
    terms = coefficients(room)
    if len(_signs(room)) < 2:
        none = [m[0][0] for m, q in terms.items() if q < 0 and len(m) == 1 and m[0][1] == 1]
        return (none[0], room * 0) if none else None
    for monomial, q in terms.items():
        if q > 0 and len(monomial) == 1 and monomial[0][1] == 1:
            name = monomial[0][0]
            if sum(name in dict(m) for m in terms) == 1:
                rest = room - q * unknown(name)
                return name, (unknown(called) - rest) * (1 / q)
    return None


__all__ = ["shown"]
