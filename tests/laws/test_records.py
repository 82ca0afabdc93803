"""Every law has a record, and meets what is in it; written anew when `PROOFS_PIN` is set."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from numeric import laws, record
from numeric.law import attack, attack_faults
from numeric.laws import LAWS
from numeric.record import Record

sys.path.insert(0, str(Path(__file__).parent))
from trials import Entry, entries

ENTRIES = {entry.law.claim: entry for entry in entries()}


def keep(entry: Entry, kept: Record) -> None:
    """Write a record into its chapter's file."""
    package, _, name = entry.module.rpartition(".")
    record.of_package.cache_clear()
    path = Path(import_module(package).__file__ or "").with_name(record.FILE)
    path.write_text(record.written({**record.of_package(package), name: kept}), encoding="utf-8")


@pytest.mark.parametrize("claim", LAWS)
def test_a_law_meets_its_record(claim: str) -> None:
    """The law meets every event and kind of data, and every wrong result refutes it."""
    law = LAWS[claim]
    if os.environ.get("PROOFS_PIN"):
        law = replace(law, record=ENTRIES[claim].made())
        assert law.record is not None
        keep(ENTRIES[claim], law.record)
    assert law.record is not None, "no record; PROOFS_PIN=1 pytest tests/laws writes it"
    assert law.record.faults
    assert law.record.draws
    assert attack(law).missed == ()
    assert attack_faults(law) == []


def test_every_record_is_of_a_law() -> None:
    """A record whose law is gone would never be looked at again."""
    kept = Path(laws.__file__).parent.rglob("*.json")
    packages = {f"{laws.__name__}.{path.parent.name}" for path in kept}
    found = {f"{package}.{name}" for package in packages for name in record.of_package(package)}
    assert found == {entry.module for entry in entries()}
