"""The ledger as files for Rocq: what is in which, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofs.reach import reached
from proofs.trust.check import Proof
from proofs.trust.file import read

from .theorems import Ledger, cited

THEORIES = Path(__file__).parent / "theories"
BASE = ("Space", "Normal", "Rules", "Rounding")
"""What is written by hand and everything else rests on, in this order."""
LONGEST = 600_000
"""Characters after which another file is begun."""
HEAD = """From Coq Require Import QArith List.
From Ledger Require Import Rules Rounding.
{imports}Import ListNotations.
Open Scope R_scope.
Notation ok := (eq_refl true).
"""


@dataclass
class Part:
    """One file: its name, its theorems in order, and the files that it rests on."""

    name: str
    theorems: dict[str, str] = field(default_factory=dict)
    """Texts by the names that the ledger gives."""
    below: dict[str, None] = field(default_factory=dict)

    def text(self, called: Mapping[str, str] | None = None, without: Iterable[str] = ()) -> str:
        """The file, where others bear the names that are told."""
        called, left = called or {}, set(without)
        imports = "".join(f"From Ledger Require Import {called.get(b, b)}.\n" for b in self.below)
        texts = [t for name, t in self.theorems.items() if name not in left]
        return "\n".join([HEAD.format(imports=imports), *texts])


@dataclass
class Book:
    """All files, which theorems each entry rests on, and what is not stated, with why."""

    parts: list[Part]
    rests: dict[str, frozenset[str]]
    """For each entry the theorems that it needs, with all that these cite."""
    not_stated: dict[str, str]
    cites: dict[str, tuple[str, ...]]
    lines: dict[str, int]
    """How many lines each theorem has."""


def book(exported: Mapping[str, Any]) -> Book:
    """Files for Rocq from what `proofs export` writes, and from nothing else."""
    proofs, _ = read(dict(exported))
    by_name = {p.name: p for p in proofs}
    cites = {p.name: tuple(cited(p)) for p in proofs}
    rests = {
        entry: frozenset(reached(names.values(), cites.__getitem__))
        for entry, names in exported["entries"].items()
    }
    home: dict[str, str] = {}
    for entry, names in rests.items():
        for name in names:
            home.setdefault(name, entry)
    ledger = Ledger()
    texts = {p.name: ledger.add(p) for p in proofs if p.name in home}
    parts = _parts(texts, home, list(rests), cites)
    lines = {name: len(by_name[name].lines) for name in home}
    return Book(parts, rests, ledger.not_stated, cites, lines)


def _parts(texts: Mapping[str, str], home: Mapping[str, str], entries: Sequence[str],
           cites: Mapping[str, Iterable[str]]) -> list[Part]:  # fmt: skip
    """A file for each chapter, or several; each rests only on those before it."""
    parts: list[Part] = []
    place: dict[str, str] = {}
    count: dict[str, int] = {}
    order = {entry: k for k, entry in enumerate(entries)}
    size, chapter = 0, ""
    for name, text in sorted(texts.items(), key=lambda x: order[home[x[0]]]):
        if not text:
            continue
        here = home[name].partition(".")[0]
        if here != chapter or size > LONGEST:
            chapter, size = here, 0
            count[here] = count.get(here, 0) + 1
            stem = "".join(c if c.isalnum() else "_" for c in here).capitalize()
            parts.append(Part(f"{stem}{count[here]}"))
        parts[-1].theorems[name] = text
        place[name] = parts[-1].name
        size += len(text)
    for part in parts:
        below = {place[c] for name in part.theorems for c in cites[name]} - {part.name}
        part.below = {p.name: None for p in parts if p.name in below}
    return parts


__all__ = ["BASE", "THEORIES", "Book", "Part", "Proof", "book"]
