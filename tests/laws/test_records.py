"""Every law has a record, and meets what is in it; written anew when `PROOFS_PIN` is set."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from numeric import laws, record
from numeric.law import Law, attack, attack_faults, drawn
from numeric.laws import LAWS


def modules() -> dict[str, str]:
    """The module of each law."""
    found = {}
    for module in walk_packages(laws.__path__, f"{laws.__name__}."):
        law = getattr(import_module(module.name), "LAW", None)
        if isinstance(law, Law):
            found[law.claim] = module.name
    return found


def file_of(claim: str) -> Path:
    """Where the record of a law is kept."""
    return Path(import_module(modules()[claim]).__file__ or "").with_suffix(".json")


@pytest.mark.parametrize("claim", LAWS)
def test_a_law_meets_its_record(claim: str) -> None:
    """The law meets every event and kind of data, and every wrong result refutes it."""
    law = LAWS[claim]
    if os.environ.get("PROOFS_PIN"):
        law = replace(law, record=record.made(law.holds, drawn(law.data())))
        assert law.record is not None
        file_of(claim).write_text(record.written(law.record), encoding="utf-8")
    assert law.record is not None, "no record; PROOFS_PIN=1 pytest tests/laws writes it"
    assert law.record.faults
    assert law.record.draws
    assert attack(law).missed == ()
    assert attack_faults(law) == []


def test_every_record_is_of_a_law() -> None:
    """A record whose law is gone would never be looked at again."""
    kept = set(Path(laws.__file__).parent.rglob("*.json"))
    assert kept == {file_of(claim) for claim in LAWS}
