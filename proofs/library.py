"""What the library does with a theorem of one's own: have it checked, exported and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proofs.derivation import Theorem
from proofs.statement import Proof

if TYPE_CHECKING:
    from proofs.obligations.verified import Verdict


def _formal(*wanted: Proof | Theorem) -> tuple[list[str], list[Any]]:
    """The names that the checker has for theorems, and the proofs of all that they rest on."""
    from proofs import formal

    ledger = formal.ledger()
    names = [ledger.formal(w() if isinstance(w, Proof) else w).name for w in wanted]
    return names, ledger.closure(names)


def export(*wanted: Proof | Theorem) -> dict[str, Any]:
    """The proofs of theorems, and of all that they cite, as data for `proofs verify`.

    Raises `ProofError` where a line or the whole does not hold.
    """
    from proofs.trust.file import write

    return write(_formal(*wanted)[1])


def check(wanted: Proof | Theorem) -> Verdict:
    """What the checker says of a theorem, in a process of its own.

    `holds` is whether it, and all that it cites, was accepted; `given` and `says` are its
    hypotheses and what it states, as the checker has them.  Raises `ProofError` where a line or
    the whole does not hold.
    """
    import json
    from dataclasses import replace

    from proofs.obligations.verified import run
    from proofs.trust.file import write

    (name,), proofs = _formal(wanted)
    found = {v.name: v for v in run(json.dumps(write(proofs)).encode())}
    fallen = next((v for v in found.values() if not v.holds), None)
    own = found[name]
    return own if fallen is None else replace(own, holds=False, why=fallen.why or own.why)


def latex(wanted: Proof | Theorem, label: str = "") -> str:
    """A theorem for `\\input`, a reason beside each line; the document loads `amsmath`."""
    from proofs.page.latex import theorem

    return theorem(wanted() if isinstance(wanted, Proof) else wanted, label)


__all__ = ["check", "export", "latex"]
