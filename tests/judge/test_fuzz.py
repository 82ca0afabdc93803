"""No verdict on a random rule of the grammar is contradicted by exact runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

import pytest

from proofs.judge.verdict import judge

sys.path.insert(0, str(Path(__file__).parent))
import fuzz

NIGHTLY = 20_500

SAMPLED = 60


def test_no_verdict_on_a_random_rule_is_contradicted() -> None:
    """Proved is never denied by a run; most texts are rules, and much is proved of them."""
    found = fuzz.portion(0, SAMPLED)
    assert found["contradicted"] == []
    assert found["rules"] > SAMPLED * 0.9
    assert found["proved"] + found["scalings"] > found["rules"]


def test_the_record_is_of_these_rules() -> None:
    """Portion by portion from seed 0, none contradicted; its rules are those that are written."""
    rows = fuzz.recorded()
    assert [row["first"] for row in rows] == list(range(0, rows[-1]["last"], fuzz.PORTION))
    assert all(row["contradicted"] == [] for row in rows)
    last = rows[-1]
    assert fuzz.texts(last["first"], last["last"]) == last["texts"]


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="20,500 rules take half an hour")
@pytest.mark.parametrize("first", range(0, NIGHTLY, fuzz.PORTION))
def test_no_verdict_is_contradicted_on_many(first: int) -> None:
    """The same on 20,500 seeds, more than 20,000 rules; as much is proved as on record."""
    found = fuzz.portion(first, first + fuzz.PORTION)
    assert found["contradicted"] == []
    for row in fuzz.recorded():
        if row["first"] == first:
            assert found["texts"] == row["texts"]
            assert found["rules"] == row["rules"]
            assert found["proved"] + found["scalings"] >= row["proved"] + row["scalings"]


def test_a_wrong_verdict_is_contradicted() -> None:
    """The runs would notice: coupled decay is told to be free of the rate."""
    from dataclasses import replace
    from fractions import Fraction

    from proofs.judge import library
    from proofs.judge.verdict import Answer

    found = judge(library.rule("decay-coupled"), budget=0.05)
    for question in ("weights", "direction", "predictions"):
        answers = dict(found.answers)
        answers[question] = Answer("proved", powers={"w": Fraction(1)})
        wrong = replace(found, answers=answers)
        assert any(
            what.startswith(question) for what in fuzz.contradictions(wrong, Random(1), cases=40)
        )
    wrong = replace(found, groups=({"eta": Fraction(1), "w": Fraction(1)},))
    assert any(what.startswith("group") for what in fuzz.contradictions(wrong, Random(1)))
    assert not list(fuzz.contradictions(found, Random(1)))
