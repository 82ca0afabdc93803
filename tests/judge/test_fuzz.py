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

SAMPLED, NIGHTLY = 60, 20_000


def _asked(first: int, last: int) -> tuple[int, int, list[str]]:
    """How many rules were judged, how many verdicts proved, and what contradicts one."""
    read = proved = 0
    against: list[str] = []
    for seed in range(first, last):
        rule = fuzz.written(seed)
        if rule is None:
            continue
        read += 1
        found = judge(rule, budget=0.05)
        proved += sum(a.verdict == "proved" and not a.empty for a in found.answers.values())
        proved += len(found.groups)
        against += (
            f"{seed}: {what}\n{rule.source}" for what in fuzz.contradictions(found, Random(seed))
        )
    return read, proved, against


def test_no_verdict_on_a_random_rule_is_contradicted() -> None:
    """Proved is never denied by a run; most texts are rules, and much is proved of them."""
    read, proved, against = _asked(0, SAMPLED)
    assert against == []
    assert read > SAMPLED * 0.9
    assert proved > read


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="20,000 rules take half an hour")
@pytest.mark.parametrize("part", range(20))
def test_no_verdict_is_contradicted_on_many(part: int) -> None:
    """The same on 20,000 rules."""
    first = SAMPLED + part * NIGHTLY // 20
    assert _asked(first, first + NIGHTLY // 20)[2] == []


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
