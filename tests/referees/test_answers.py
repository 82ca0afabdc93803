"""What a referee may say, and what counts as a pass."""

import pytest

from proofs.referees.answers import WORDS, Answer, joined


def test_only_agreement_passes_and_only_contradiction_falls() -> None:
    """Not asked is no pass."""
    answers = [Answer(w, "" if w == "agrees" else "why") for w in WORDS]
    assert [a.word for a in answers if a.passes] == ["agrees"]
    assert [a.word for a in answers if a.falls] == ["disagrees"]


@pytest.mark.parametrize(
    ("word", "reason"), [("agrees", "why"), ("unknown", ""), ("not asked", ""), ("passed", "why")]
)
def test_an_answer_that_says_nothing_is_refused(word: str, reason: str) -> None:
    """What agrees has no reason, all else has one."""
    with pytest.raises(ValueError, match=r"no answer|does not agree"):
        Answer(word, reason)  # type: ignore[arg-type]


def test_the_worst_answer_counts() -> None:
    """An entry agrees where all its theorems do."""
    agrees, unknown = Answer("agrees"), Answer("unknown", "too long")
    assert joined([agrees, unknown, agrees]) == unknown
    assert joined([agrees, agrees]) == agrees
    assert joined([unknown, Answer("disagrees", "false")]).falls
    assert joined([]).word == "unknown"
