"""The verdict that counts: the checker's, in a process of its own, on a file of proofs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import proofs.trust
from proofs.trust.file import write

if TYPE_CHECKING:
    from proofs.claim import Settled

CHECKER = Path(proofs.trust.__file__).parent
"""The folder that is run."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker says of one theorem."""

    name: str
    holds: bool
    lines: int
    why: str
    given: tuple[str, ...]
    says: tuple[str, ...]
    rules: tuple[str, ...]
    theorems: tuple[str, ...]
    facts: tuple[str, ...]


def run(data: bytes) -> list[Verdict]:
    """The checker's verdicts on a file of proofs; raises `ValueError` if it is none."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(CHECKER), "--json", "-"],
        input=data, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise ValueError(done.stderr.decode("utf-8", "replace").strip() or "the checker failed")
    return [_verdict(row) for row in json.loads(done.stdout)["theorems"]]


def _verdict(row: Mapping[str, Any]) -> Verdict:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, ()))

    return Verdict(
        row["name"], row["holds"], row["lines"], row.get("why", ""),
        texts("given"), texts("says"), texts("rules"), texts("theorems"), texts("facts"),
    )  # fmt: skip


def exported(settled: Iterable[Settled]) -> dict[str, Any]:
    """The proofs of entries, as data: what they cite, and which theorem proves which part."""
    from proofs import formal

    made = formal.ledger()
    entries: dict[str, dict[str, str]] = {}
    for each in settled:
        parts = {o.name: o.formal.name for o in each.obligations if o.formal is not None}
        entries[each.claim.id] = parts
    names = [name for parts in entries.values() for name in parts.values()]
    return {**write(made.closure(names)), "entries": entries}


class Checked:
    """What the checker said of the parts of entries, each entry asked about once."""

    def __init__(self) -> None:
        self.parts: dict[tuple[str, str], Verdict] = {}

    def ask(self, settled: Iterable[Settled]) -> None:
        """Have these entries checked, all in one process."""
        data = exported(settled)
        found = {v.name: v for v in run(json.dumps(data).encode())}
        for entry, parts in data["entries"].items():
            for part, name in parts.items():
                below = [found[t] for t in found[name].theorems if t in found]
                bad = next((v for v in below if not v.holds), None)
                self.parts[entry, part] = found[name] if bad is None else bad

    def part(self, settled: Settled, part: str) -> Verdict | None:
        """What it says of one part; None where the part is no theorem."""
        key = (settled.claim.id, part)
        if key not in self.parts and any(o.formal for o in settled.obligations):
            self.ask([settled])
        return self.parts.get(key)


CHECKED = Checked()
"""What was checked in this process, so that nothing is checked twice."""
