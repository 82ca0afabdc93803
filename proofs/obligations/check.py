"""One obligation: how it is looked at, what that finds, and how it falls."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proofs.obligations.ledger import Ledger, Profile

if TYPE_CHECKING:
    from proofs.claim import Claim
    from proofs.claim import Obligation as SettledObligation

Evidence = list[tuple[str, str | int | float]]
"""What an obligation's check found: a name comes once for each of its values."""


class Fallen(Exception):
    """An obligation is not met: the message is what the item shows."""

    def __init__(self, message: str, evidence: Evidence | None = None) -> None:
        super().__init__(message)
        self.evidence = evidence or []


@dataclass(frozen=True, slots=True)
class Check:
    """One obligation: its name, the word for having met it, and how it is looked at."""

    name: str
    word: str
    run: Callable[[Profile], Evidence]
    """Returns what was found; raises `Fallen`."""


def found_out(ledger: Ledger, claim: Claim, name: str) -> SettledObligation | None:
    """What the symbolic half found out about one obligation; a claim is settled once.

    Where another obligation of the claim breaks the settling by an error that nobody foresaw, this
    one is settled without it.
    """
    settled = None
    with suppress(Exception):
        settled = ledger.settle(claim)
    if settled is None:
        parts = tuple(part for part in claim.parts if part.name == name)
        needs = tuple(need for need in claim.needs if f"needs-{need.name}" == name)
        settled = ledger.settle(replace(claim, parts=parts, needs=needs))
    return next((o for o in settled.obligations if o.name == name), None)
