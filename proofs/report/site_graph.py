"""Which entry cites which, read off the proofs, and the drawing of it as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from proofs.derivation import Theorem

if TYPE_CHECKING:
    from proofs.claim import Claim, Settled

Graph = Mapping[str, tuple[str, ...]]
"""For each entry, the entries that its proofs cite."""


def owners(claims: Iterable[Claim]) -> dict[int, str]:
    """Whose part a theorem is, by the theorem's identity; those alone that were proved already."""
    found: dict[int, str] = {}
    for claim in claims:
        for part in claim.parts:
            theorem = vars(part.build).get("theorem") if hasattr(part.build, "__dict__") else None
            for each in (theorem, *getattr(theorem, "members", ())):
                if each is not None:
                    found.setdefault(id(each), claim.id)
    return found


def cites(settled: Settled, owned: Mapping[int, str]) -> tuple[str, ...]:
    """The other entries whose theorems the proofs of an entry cite, also by way of lemmas."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    waiting: list[Any] = [o.shows for o in settled.obligations if isinstance(o.shows, Theorem)]
    while waiting:
        theorem = waiting.pop()
        if id(theorem) in seen:
            continue
        seen.add(id(theorem))
        owner = owned.get(id(theorem))
        if owner not in (None, settled.claim.id):
            found[str(owner)] = None
            continue
        waiting += _cited(theorem)
    return tuple(sorted(found))


def _cited(theorem: Any) -> Iterator[Any]:
    """The theorems that the lines of a theorem cite."""
    yield from getattr(theorem, "members", ())
    if (inner := getattr(theorem, "theorem", None)) is not None:
        yield inner
    for chain in getattr(theorem, "derivations", ()):
        for premise in chain.premises:
            source = premise.source
            while source is not None and type(source).__name__ == "Hypothesis":
                source = source.source
            if source is not None and premise.role in ("proved", "trusted"):
                yield source
