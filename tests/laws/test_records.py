"""Every law has a record, and notices what is wrong in it; written anew when `PROOFS_PIN` is set.

That the law meets the events and kinds of data is asked wherever it is attacked. A record is
written in some minutes, for a law by `-k CLAIM`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from numeric import laws, record
from numeric.law import attack_faults
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
def test_a_law_notices_the_faults_of_its_record(claim: str) -> None:
    """Every wrong result of the record refutes the law."""
    law = LAWS[claim]
    if os.environ.get("PROOFS_PIN"):
        law = replace(law, record=ENTRIES[claim].made())
        assert law.record is not None
        keep(ENTRIES[claim], law.record)
    assert law.record is not None, "no record; PROOFS_PIN=1 pytest tests/laws writes it"
    assert law.record.faults
    assert attack_faults(law) == []


def test_every_record_is_of_a_law() -> None:
    """A record whose law is gone would never be looked at again."""
    kept = Path(laws.__file__).parent.rglob("*.json")
    packages = {f"{laws.__name__}.{path.parent.name}" for path in kept}
    found = {f"{package}.{name}" for package in packages for name in record.of_package(package)}
    assert found == {entry.module for entry in entries()}
