"""Whether what a page lists of a theorem is what its formal proof assumes and concludes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from proofs.definitions import NoDefinition, check_definitions, left_of
from proofs.derivation import ProofError, Theorem
from proofs.find.claims import values
from proofs.find.translate import N, translator
from proofs.signature import LATER
from proofs.terms import Hypothesis
from proofs.trust import terms as T
from proofs.verdicts import claim


@dataclass(frozen=True, slots=True)
class Aside:
    """What is given and listed elsewhere: definitions, trusted facts, and other readings."""

    definitions: Collection[T.Term]
    facts: Collection[T.Term]
    lifts: Mapping[object, object]


def compare(
    theorem: Theorem, given: Collection[T.Term], says: Collection[T.Term], aside: Aside
) -> None:
    """Raise unless what is given is what the page lists, definitions and trusted facts aside.

    What gives the terms of a hypothesis values belongs to it.  Definitions must be no more than
    that: one meaning each, none by way of itself, and what is spoken of is defined here.
    """
    for r in theorem.conclusions:
        if {*says}.isdisjoint(ways(Hypothesis("", r), {})):
            raise ProofError(f"{theorem.name}: its page concludes {r}, which is not proved")
    listed = {p for h in theorem.hypotheses for p in ways(h, aside.lifts)}
    defined = [p for p in given if p in aside.definitions and p not in listed]
    try:
        check_definitions(defined)
    except NoDefinition as why:
        raise ProofError(f"{theorem.name}: {why}") from why
    here = {
        p for d in theorem.derivations for h in d.premises if h.role == "definition"
        for p in ways(h, {})
    }  # fmt: skip
    spoken = frozenset[object]().union(*(T.free(p) for p in (*says, *given) if p not in defined))
    for p in defined:
        if left_of(p).op == "symbol" and left_of(p) in spoken and p not in here:
            raise ProofError(f"{theorem.name}: a theorem is cited in which {p}; define it here")
    known = {*listed, *defined, *(p for p in given if p in aside.facts)}
    known |= {q for p in known for q in values(p)}
    for p in given:
        if p not in known:
            raise ProofError(f"{theorem.name}: it assumes {p}, which its page does not list")


def ways(h: Hypothesis, lifts: Mapping[object, object]) -> Iterator[T.Term]:
    """A hypothesis as the claims that it may become: at this step, at the next one, at all."""
    for now in (N, LATER):
        try:
            stated = claim(translator(now), h)
        except T.Wrong:  # t - 1 is spoken of, so that t is no first step
            continue
        lifted = T.substitute(stated, lifts) if lifts else stated  # type: ignore[arg-type]
        for p in dict.fromkeys((stated, lifted)):
            yield p
            if N in T.free(p):
                k = T.symbol("k^", "natural")
                yield T.forall(k, T.substitute(p, {N: k}))


def of_every_step(h: Hypothesis, given: Collection[T.Term]) -> bool:
    """Whether a theorem that is given this is given it of all steps, and not of one."""
    return any(p.op == "all" and p in given for p in ways(h, {}))
