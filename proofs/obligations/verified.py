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
    """The checker's verdicts on the theorems of a file; raises `ValueError` if it is none."""
    return run_all(data)[0]


def run_all(data: bytes) -> tuple[list[Verdict], dict[str, str]]:
    """Its verdicts on theorems, and for each refutation why it is none, or nothing."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(CHECKER), "--json", "-"],
        input=data, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise ValueError(done.stderr.decode("utf-8", "replace").strip() or "the checker failed")
    told = json.loads(done.stdout)
    refuted = {r["name"]: "" if r["holds"] else r["why"] for r in told["refutations"]}
    return [_verdict(row) for row in told["theorems"]], refuted


def _verdict(row: Mapping[str, Any]) -> Verdict:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, ()))

    return Verdict(
        row["name"], row["holds"], row["lines"], row.get("why", ""),
        texts("given"), texts("says"), texts("rules"), texts("theorems"), texts("facts"),
    )  # fmt: skip


def exported(settled: Iterable[Settled]) -> dict[str, Any]:
    """The proofs and refutations of entries, as data, and which of them meets which obligation.

    What stays in this process, such as refutations by intervals, is listed with the reason.
    """
    from proofs import formal
    from proofs.obligations.refuted import numbers

    made = formal.ledger()
    entries: dict[str, dict[str, str]] = {}
    refuted: dict[str, dict[str, str]] = {}
    refutations, in_process = [], []
    for each in settled:
        name = each.claim.id
        entries[name] = {o.name: o.formal.name for o in each.obligations if o.formal is not None}
        refuted[name] = {}
        for found in numbers(each):
            if found.refutation is None:
                row = {"entry": name, "obligation": found.obligation, "why": found.why}
                in_process.append(row)
            else:
                refutations.append(found.refutation)
                refuted[name][found.obligation] = found.refutation.name
    names = [name for parts in entries.values() for name in parts.values()]
    data = write(made.closure(names), refutations)
    return {**data, "entries": entries, "refuted": refuted, "in_process": in_process}


class Checked:
    """What the checker said of the parts of entries, each entry asked about once."""

    def __init__(self) -> None:
        self.parts: dict[tuple[str, str], Verdict] = {}
        self.refuted: dict[tuple[str, str], str] = {}
        """For each obligation that a refutation meets, why the checker refuses it, or nothing."""
        self.asked: set[str] = set()

    def ask(self, settled: Iterable[Settled]) -> None:
        """Have these entries checked, all in one process."""
        data = exported(settled)
        theorems, refuted = run_all(json.dumps(data).encode())
        self.asked.update(data["entries"])
        for entry, parts in data["refuted"].items():
            self.refuted |= {(entry, part): refuted[name] for part, name in parts.items()}
        found = {v.name: v for v in theorems}
        for entry, parts in data["entries"].items():
            for part, name in parts.items():
                below = [found[t] for t in found[name].theorems if t in found]
                bad = next((v for v in below if not v.holds), None)
                self.parts[entry, part] = found[name] if bad is None else bad

    def numbers(self, settled: Settled, obligation: str) -> str | None:
        """Why it refuses a refutation, or nothing; None where it is not for it to say."""
        if settled.claim.id not in self.asked:
            self.ask([settled])
        return self.refuted.get((settled.claim.id, obligation))

    def part(self, settled: Settled, part: str) -> Verdict | None:
        """What it says of one part; None where the part is no theorem."""
        key = (settled.claim.id, part)
        if key not in self.parts and any(o.formal for o in settled.obligations):
            self.ask([settled])
        return self.parts.get(key)


CHECKED = Checked()
"""What was checked in this process, so that nothing is checked twice."""
