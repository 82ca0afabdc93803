"""What every theorem trusts, and how every sentence is ruled on, pinned in `tests/pins`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import formal, registry, verdicts
from proofs.claim import Ruled
from proofs.derivation import Theorem
from proofs.page import text
from proofs.trusted import TRUSTED

Pinned = Callable[[str, str, Any], Any]
PINS = Path(__file__).parents[1] / "pins"


def trusted(claim_id: str) -> dict[str, list[str]]:
    """The rules that each proof of a claim rests on, those of cited theorems included."""
    return {
        o.name: sorted(o.shows.rules)
        for o in registry.settle(registry.CLAIMS[claim_id]).obligations
        if isinstance(o.shows, Theorem)
    }


@pytest.mark.parametrize("claim_id", registry.CLAIMS)
def test_the_rules_are_those_pinned(claim_id: str, pinned: Pinned) -> None:
    """Nothing is taken for granted, and no induction made, but what was agreed on."""
    found = trusted(claim_id)
    known = pinned(claim_id, "rules", found)
    assert found == known


def told(ruled: Ruled) -> list[str]:
    """The words of a ruling with all numbers in them, and its grounds, reading by reading."""
    texts = (ruled.says, ruled.condition, ruled.instead)
    grounds = ruled.grounds
    rests_on = {"holds": grounds.holds_by, "fails": grounds.fails_by, "beside": grounds.told_by}
    named = [f"{how}: {name}" for how, names in rests_on.items() for name in names]
    own = [ruled.ruling, *map(text.words, texts), *named]
    return [*own, *(w for reading in ruled.readings for w in told(reading))]


def test_the_words_of_the_rulings_are_those_pinned(pinned: Pinned) -> None:
    """No word and no number of a ruling changes unseen."""
    found = {name: told(registry.ruled(said)) for name, said in registry.SENTENCES.items()}
    assert found == pinned("sentences", "words", found)


def test_every_pin_is_of_an_entry() -> None:
    """A pin whose entry is gone, or has another name now, would never be looked at again."""
    names = {path.stem for path in PINS.glob("*.json")}
    assert names == {*registry.CLAIMS, "sentences"}


def test_the_rules_are_rules_of_the_kernel() -> None:
    """Every rule or fact that a theorem rests on is stated in words, and no fact is idle."""
    used = {
        rule for claim in registry.CLAIMS for rules in trusted(claim).values() for rule in rules
    }
    assert used <= {*verdicts.RULES, *TRUSTED}
    assert not TRUSTED.keys() & verdicts.RULES.keys()  # a name means one thing
    assert set(TRUSTED) <= used  # nothing is trusted that no proof needs
    assert "ring" in used


def test_what_justifies_the_positive_factor_does_not_use_it() -> None:
    """perceptron.sign-only proves what the finders' lemma says, so it must not cite it."""
    lemma = "lemma.a positive factor"

    def cited(claim_id: str) -> set[str]:
        settled = registry.settle(registry.CLAIMS[claim_id])
        names = [o.formal.name for o in settled.obligations if o.formal is not None]
        return {proof.name for proof in formal.ledger().closure(names)}

    assert lemma not in cited("perceptron.sign-only")
    assert lemma in cited("perceptron.predictions-same")
