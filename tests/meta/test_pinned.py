"""What every theorem trusts, and how every sentence is ruled on, pinned in `pinned.json`.

After a change that is meant, write the file anew with `PROOFS_PIN=1 pytest -k pinned` and read the
difference before it is committed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import kernel, registry
from proofs.trusted import TRUSTED

PINNED = Path(__file__).with_name("pinned.json")


def trusted() -> dict[str, dict[str, list[str]]]:
    """The rules that each proof of each claim rests on, those of cited theorems included."""
    return {
        claim_id: {
            o.name: sorted(o.shows.rules)
            for o in registry.settle(claim).obligations
            if o.shows is not None and not isinstance(o.shows, kernel.Refuted)
        }
        for claim_id, claim in registry.CLAIMS.items()
    }


def rulings() -> dict[str, str]:
    """The ruling on each sentence of the sources."""
    return {name: registry.rule_on(sentence) for name, sentence in registry.SENTENCES.items()}


NOW: dict[str, Callable[[], Any]] = {"rules": trusted, "rulings": rulings}


@pytest.mark.parametrize("what", NOW)
def test_nothing_pinned_has_changed(what: str) -> None:
    """Not a rule more or less than was agreed on, and no ruling other than the agreed one."""
    found = NOW[what]()
    if os.environ.get("PROOFS_PIN"):
        pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
        text = json.dumps({**pinned, what: found}, indent=1, sort_keys=True) + "\n"
        PINNED.write_text(text, encoding="utf-8")
    assert found == json.loads(PINNED.read_text(encoding="utf-8"))[what]


def test_the_rules_are_rules_of_the_kernel() -> None:
    """Every rule or fact that a theorem rests on is stated in words, and no fact is idle."""
    used = {rule for parts in trusted().values() for rules in parts.values() for rule in rules}
    assert used <= {*kernel.RULES, *TRUSTED}
    assert not TRUSTED.keys() & kernel.RULES.keys()  # a name means one thing
    assert set(TRUSTED) <= used  # nothing is trusted that no proof needs
    assert "ring" in used


def test_what_justifies_the_positive_factor_does_not_use_it() -> None:
    """perceptron.sign-only proves the rule "positive-factor", so it must not rest on it."""
    parts = trusted()["perceptron.sign-only"]
    assert parts
    assert all("positive-factor" not in rules for rules in parts.values())
    assert any("positive-factor" in r for p in trusted().values() for r in p.values())
