"""Sentences of the ledger by the judge: where it can say anything, it rules as the ledger does."""

from __future__ import annotations

import pytest

from proofs import registry
from proofs.judge import said

EVERY = pytest.mark.parametrize("name", said.TABLE)


def test_every_further_sentence_is_asked() -> None:
    """F01 to F14, with as many readings as the ledger has."""
    further = [name for name in registry.SENTENCES if name.startswith("F")]
    assert list(said.TABLE) == further
    for name, parts in said.TABLE.items():
        assert len(parts) == len(registry.SENTENCES[name].parts)


@EVERY
def test_the_judge_rules_as_the_ledger_does(name: str) -> None:
    """By its own answers alone, reading by reading; the ledger's grounds are given as expected."""
    ruled = [
        "holds if" if g.holds_by and g.fails_by else "holds" if g.holds_by else "fails"
        for g in registry.SENTENCES[name].parts
    ]
    assert [each.ruling for each in said.judged(name)] == ruled


def test_another_answer_would_be_another_ruling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ruling follows from the answers: were momentum not free of the rate, F10 would fail."""
    answers = {"momentum": "refuted", "weight-averaging": "refuted"}
    monkeypatch.setattr(said, "word", lambda found, _: answers.get(found.rule.name, "refuted"))
    (found,) = said.judged("F10")
    assert found.ruling == "fails"
    monkeypatch.setattr(said, "word", lambda found, _: "unknown")
    (found,) = said.judged("F10")
    assert found.ruling == "unknown"


def test_every_rule_written_for_a_sentence_is_asked() -> None:
    """And stands in the file of its sentence."""
    for path in said.FOLDER.glob("*.rule"):
        names = {rule.name for rule in said.read(path.read_text("utf-8"))}
        assert names <= {rule.name for rule in said.rules(path.stem)}
        assert all(said.rule(name).note for name in names)


def test_a_disagreement_falls_in_the_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the hinge loss free of the rate to the judge, the sentence would have fallen."""
    from dataclasses import replace

    from proofs.report import audit

    ledger = replace(audit.ledger(), learners={})
    sentence = ledger.sentences["F11"]
    assert audit.sentence(ledger, sentence)["fallen"] == []
    (found,) = said.judged("F11")
    monkeypatch.setattr(said, "judged", lambda _: (replace(found, ruling="holds"),))
    assert audit.sentence(ledger, sentence)["fallen"] == ["judge"]
