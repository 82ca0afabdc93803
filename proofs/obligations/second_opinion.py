"""The lines of entries that SymPy can state, decided again by its exact polynomials.

Nothing rests on it: a line that SymPy does not share is one to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from proofs.terms import Relation, Symbol

if TYPE_CHECKING:
    from proofs.claim import Settled
    from proofs.derivation import Derivation, Step
    from proofs.terms import Hypothesis

RING = frozenset({"ring", "inverse", "congruence", "assume"})
"""Laws that SymPy's polynomials know, quotients being taken where they have values."""


class Asked(NamedTuple):
    """A line of a chain, and the equations with which SymPy can state it; None where it cannot."""

    chain: str
    line: Relation
    given: tuple[Relation, ...] | None


def lines(settled: Iterable[Settled]) -> Iterator[Asked]:
    """Every line of every chain that shows a part of these entries, each chain once."""
    met: set[int] = set()
    for each in settled:
        for shown in (o.shows for o in each.obligations if o.verdict == "proved"):
            for chain in getattr(shown, "derivations", ()):
                if id(chain) not in met:
                    met.add(id(chain))
                    yield from _of_chain(chain)


def _of_chain(chain: Derivation) -> Iterator[Asked]:
    before = chain.start
    for step in chain.steps:
        yield Asked(chain.name, Relation(before, step.sign, step.term), _given(chain, step))
        before = step.term


def _given(chain: Derivation, step: Step) -> tuple[Relation, ...] | None:
    """What a line rests on, if that is ring laws and equations that say what symbols are."""
    used = [h for h in chain.premises if h.name in step.verdict.premises]
    if step.sign != "=" or not step.verdict.rules <= RING or not all(map(_is_meaning, used)):
        return None
    named = [h.relation.left for h in used]
    return tuple(h.relation for h in used) if len(set(named)) == len(named) else None


def _is_meaning(premise: Hypothesis) -> bool:
    relation = premise.relation
    plain = relation.sign == "=" and not relation.others and not premise.for_all
    return plain and isinstance(relation.left, Symbol)


class Opinion(NamedTuple):
    """Of how many lines SymPy says the same and of how many it says nothing; and the others."""

    agreed: int
    unstated: int
    differed: tuple[Asked, ...]


def opinion(settled: Iterable[Settled]) -> Opinion:
    """What SymPy says of all lines of these entries."""
    from proofs.find.sympy_bridge import redecide

    agreed, unstated, differed = 0, 0, []
    for asked in lines(settled):
        said = None if asked.given is None else redecide(asked.line, asked.given)
        agreed += said is True
        unstated += said is None
        if said is False:
            differed.append(asked)
    return Opinion(agreed, unstated, tuple(differed))


__all__ = ["Asked", "Opinion", "lines", "opinion"]
