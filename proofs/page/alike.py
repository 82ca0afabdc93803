"""Definitions that repeat others under new names, said once: the same with 2 for 1, with tildes.

Only what is another definition word for word, once its symbols are renamed, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from proofs.page.phrases import Phrase as P
from proofs.terms import Relation, Term, Words, substitute_in, symbols

_FEWEST = 3
"""So many definitions that repeat others are worth a phrase."""
_MARKS = (("_tilde", P("all of this with tildes as well")), ("'", P("all of this primed as well")))
"""What marks the symbols of a second run, and how that is said."""


def once(relations: Sequence[Relation]) -> list[list[Words]]:
    """The definitions in groups; what repeats a group under new names is a phrase at its end."""
    for renaming, words in _renamings(relations):
        sources, targets = _repeated(relations, renaming)
        if len(targets) >= _FEWEST:
            rest = [relation for relation in relations if relation not in {*sources, *targets}]
            *before, last = once(sources)
            return [*before, [*last, words], *(once(rest) if rest else ())]
    return [[(relation,) for relation in relations]]


def _repeated(
    relations: Sequence[Relation], renaming: dict[Term, Term]
) -> tuple[list[Relation], set[Relation]]:
    """Which relations are said again under other names, and what they then are."""
    met = set(relations)
    sources, targets = list[Relation](), set[Relation]()
    for relation in relations:
        again = substitute_in(relation, renaming)
        if again != relation and again in met and relation not in targets:
            sources.append(relation)
            targets.add(again)
    return sources, targets - {*sources}


def _renamings(relations: Iterable[Relation]) -> Iterator[tuple[dict[Term, Term], Words]]:
    """The ways to rename that symbols offer: by a mark, and by a lower index."""
    met = {(s.name, s.upper, s.lower): s for r in relations for s in symbols(*r.terms)}
    for mark, words in _MARKS:
        marked = {s: met.get((s.name + mark, s.upper, s.lower)) for s in met.values()}
        yield {s: other for s, other in marked.items() if other is not None}, (words,)
    for one, other in pairwise(sorted({s.lower for s in met.values() if s.lower.isdigit()})):
        changed = {s: met.get((s.name, s.upper, other)) for s in met.values() if s.lower == one}
        renaming: dict[Term, Term] = {s: to for s, to in changed.items() if to is not None}
        yield renaming, (P("the same with "), other, P(" in place of "), one)


def listed(things: Iterable[Words]) -> Words:
    """Several things in a row, with commas and an `and`."""
    whole = list(things)
    row: list[str | Term | Relation] = []
    for place, words in enumerate(whole):
        row += ["" if not place else P(" and ") if place == len(whole) - 1 else ", ", *words]
    return tuple(row)
