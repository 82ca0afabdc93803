"""The proofs of the real ledger, made once in a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corrupt import Judged

from proofs import formal, proposals, registry
from proofs.derivation import ProofError
from proofs.trust.check import Proof, Theorem, theorem


@cache
def proofs() -> list[Proof]:
    """Every theorem that the registry's parts become, with all that they cite, in order."""
    ledger = formal.ledger()
    with proposals.used():
        for name in list(registry.CLAIMS):
            for part in registry.CLAIMS[name].parts:
                try:
                    ledger.formal(part.build())
                except ProofError as why:  # runs that are looked at by numbers are no theorems
                    if "no form that the checker knows" not in str(why):
                        raise
    return list(ledger.proofs)


@cache
def theorems() -> Mapping[str, Theorem]:
    """All of them, checked in turn."""
    known: dict[str, Theorem] = {}
    for p in proofs():
        known[p.name] = theorem(p, known)
    return known


@cache
def judged() -> list[Judged]:
    """All of them, each with the theorems that come before it."""
    known: dict[str, Theorem] = {}
    result = []
    for p in proofs():
        result.append(Judged(p, dict(known)))
        known[p.name] = theorems()[p.name]
    return result
