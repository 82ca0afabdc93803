"""What no step changes: a sum of weights over units, or of two weights, such as softmax's or Elo's.

The increments of a step are polynomials.  Over units, a choice of one unit adds what it chooses,
and parts that are divided by their sum add 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from proofs.find import polynomial as P
from proofs.judge.collected import Forms, not_zero
from proofs.judge.syntax import (
    Node,
    Rule,
    State,
    free_indices,
    negative,
    node,
    number,
    plus,
    times,
    with_index,
)


@dataclass(frozen=True)
class Conserved:
    """A combination of weights, over all units, that every step keeps on all data."""

    of: tuple[tuple[State, Fraction], ...]

    @property
    def words(self) -> str:
        """As it is written: sum(k, w[k]), a + b."""
        return repr(self.part)

    @property
    def part(self) -> Node:
        """As a part of the rule."""
        return plus(*(times(number(c), _whole(s)) for s, c in self.of))

    def of_states(self, states: Mapping[str, Any]) -> tuple[Any, ...]:
        """Its numbers: coordinates, if the weights are vectors."""
        columns = []
        for s, c in self.of:
            for unit in states[s.name] if s.index else (states[s.name],):
                columns.append([c * v for v in (unit if isinstance(unit, tuple) else (unit,))])
        return tuple(sum(row[1:], row[0]) for row in zip(*columns, strict=True))


def conserved(rule: Rule) -> Conserved | None:
    """The first combination that is found to be conserved."""
    forms = Forms(not_zero(rule))
    changes = {s: made for s in rule.weights if (made := _change(rule, forms, s)) is not None}
    for s, made in changes.items():
        if not made:
            return Conserved(((s, Fraction(1)),))
    for (a, one), (b, two) in combinations(changes.items(), 2):
        if a.kind == b.kind and one.keys() == two.keys():
            monomial = next(iter(one))
            ratio = Fraction(one[monomial]) / Fraction(two[monomial])
            if one == P.scaled(two, ratio):
                return Conserved(((a, Fraction(1)), (b, -ratio)))
    return None


def _whole(s: State) -> Node:
    return node("total", s.here, data=s.index) if s.index else s.here


def _change(rule: Rule, forms: Forms, s: State) -> P.Poly | None:
    """What a step adds to a state, in all units together; None where that is not seen."""
    poly, _ = forms.form(plus(s.update, negative(s.here)))
    if s.index is None:
        return poly
    made: P.Poly = {}
    for m, c in poly.items():
        whole = _over_units(rule, forms, m, s.index)
        if whole is None:
            return None
        P.accumulate(made, whole, c)
    return made


def _over_units(rule: Rule, forms: Forms, m: P.Monomial, index: str) -> P.Poly | None:
    """The sum of a monomial over units."""
    own = tuple((g, e) for g, e in m if index in free_indices(forms.nodes[g]))
    rest = tuple(f for f in m if f not in own)
    size = dict(rule.sizes).get(index)
    count = number(size) if size else node("count", data=index)
    if not own:
        return P.shifted(forms.form(count)[0], rest)
    for g, e in rest:  # 1/sum(j, f[j]) beside f[k]
        n = forms.nodes[g]
        if e == 1 and n.op == "/" and n.args[1].op == "total":
            body = n.args[1]
            here = with_index(body.args[0], body.data, node("index", data=index))
            if forms.form(here)[0] == {own: 1}:
                return {tuple(f for f in rest if f != (g, e)): 1}
    ((g, e), *more) = own
    n = forms.nodes[g]
    if more or e != 1 or n.op != "where" or not _chooses(n.args[0], index):
        return None
    if {k for k, _ in rule.sizes} - {rule.sample_index} != {index}:
        return None  # another kind of units might have one that is none of these
    _, chosen, others = n.args
    if index in free_indices(chosen) | free_indices(others):
        return None
    others_too = times(plus(count, number(-1)), others)
    return P.shifted(forms.form(plus(chosen, others_too))[0], rest)


def _chooses(test: Node, index: str) -> bool:
    """Whether it says that the unit at hand is one that is named: k = y, k = argmax(j, ...)."""
    if test.op != "=" or any(a.kind != "index" for a in test.args):
        return False
    return [_is(a, index) for a in test.args].count(True) == 1 and not any(
        index in free_indices(a) for a in test.args if not _is(a, index)
    )


def _is(part: Node, index: str) -> bool:
    return part.op == "index" and part.data == index


__all__ = ["Conserved", "conserved"]
