"""What a part of a proof assumes itself, apart from what comes with the parts that it cites."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from proofs.derivation import Theorem, inherited, universal_of
from proofs.terms import Hypothesis


def own(theorem: Theorem, earlier: Collection[Theorem]) -> set[Hypothesis]:
    """What the lines of a theorem assume themselves, those of lemmas that no page shows included.

    What is cited of the `earlier` theorems brings its own assumptions along.
    """
    names = {other.name for other in earlier}
    found: set[Hypothesis] = set()
    seen: set[int] = set()
    waiting = [theorem]
    while waiting:
        chosen = waiting.pop()
        if id(chosen) in seen:
            continue
        seen.add(id(chosen))
        for premise in _premises(chosen):
            if premise.role == "assumption":
                found.add(universal_of(premise))
            elif premise.role == "proved" and premise.source.name not in names:
                waiting.append(premise.source)
            elif premise.role == "trusted":
                found |= set(inherited(premise))
    return found & set(theorem.hypotheses)


def _premises(theorem: Theorem) -> Iterator[Hypothesis]:
    for chain in theorem.derivations:
        yield from chain.premises
