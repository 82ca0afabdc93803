"""No answer to a stored question is lost; what was unknown may be proved.

All that the ledger asks; of the two files that ask thousands, one question in 48, and all with
PROOFS_NIGHTLY set.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache

import pytest
from yardstick import Question, load, read, written

from proofs import verdicts
from proofs.terms import Apply, Hypothesis, parts

CHUNKS = 24
NIGHTLY = bool(os.environ.get("PROOFS_NIGHTLY"))
SAMPLED = ("test:tests/meta/test_every_sign.py", "test:tests/meta/test_kernel_against_numbers.py")
ONE_IN = 48
ACCEPTED = {"unknown": {"unknown", "proved", "refuted"}}
OTHERWISE = {
    "test:tests/kernel/test_linear_maps.py": "maps of one name are one, or adjoint",
    "test:tests/meta/test_smuggling.py": "fl64 of what is not written as a number has some value",
}
"""Where the language differs: what was refuted there may be proved, and why."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Stands for the theorem that a premise cites: which one it was is not stored."""

    rules: frozenset[str] = frozenset()


CITED = Cited()


def _as_cited(premise: Hypothesis) -> Hypothesis:
    return replace(premise, source=CITED) if premise.role == "proved" else premise


def answered(question: Question) -> str:
    """What is answered now."""
    premises = tuple(map(_as_cited, question.premises))
    try:
        if question.kind == "exhaustive":
            verdict = verdicts.decide_exhaustive(question.relations, premises)
        else:
            verdict = verdicts.decide(question.relation, premises, withhold=question.withhold)
    except verdicts.HypothesisError:
        return "hypothesis-error"
    return type(verdict).__name__.lower()


def accepted(question: Question) -> set[str]:
    """The answers that lose nothing."""
    if question.answer == "refuted" and question.where in OTHERWISE:
        return {"refuted", "proved"}
    if _two_functions(question):
        return {question.answer, "unknown"}
    return ACCEPTED.get(question.answer, {question.answer})


def _two_functions(question: Question) -> bool:
    """Whether one name is that of two functions, which is no question any more."""
    relations = (*question.relations, *(p.relation for p in question.premises))
    terms = [term for relation in relations for term in relation.terms]
    met = {part.function for part in parts(*terms) if isinstance(part, Apply)}
    return len(met) > len({function.name for function in met})


@cache
def stored() -> list[Question]:
    """The stored questions, read once."""
    return load()


@cache
def to_ask() -> list[Question]:
    """The stored questions, or enough of them."""
    return [
        question
        for place, question in enumerate(stored())
        if NIGHTLY or question.where not in SAMPLED or place % ONE_IN == 0
    ]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_questions_are_answered_as_stored(chunk: int) -> None:
    """Proved, refuted, or premises that no numbers meet; unknown, or more by now."""
    questions = to_ask()
    size = -(-len(questions) // CHUNKS)
    wrong = [
        f"{question.where}: {', '.join(map(str, question.relations))[:200]} "
        f"was {question.answer}, is {answer}"
        for question in questions[chunk * size : (chunk + 1) * size]
        if (answer := answered(question)) not in accepted(question)
    ]
    assert not wrong, "\n".join(wrong)


def test_questions_come_back_as_they_were_written() -> None:
    """Equal, and their terms the same objects."""
    questions = stored()
    again = read(written(questions))
    assert again == questions
    assert all(
        ours is theirs
        for one, other in zip(questions, again, strict=True)
        for relation, same in zip(one.relations, other.relations, strict=True)
        for ours, theirs in zip(relation.terms, same.terms, strict=True)
    )


def test_no_question_is_stored_twice_and_those_of_the_ledger_come_first() -> None:
    """Each question is there once, but for a few that differed by the name of a fact alone."""
    questions = stored()
    assert len(questions) - len({question.key for question in questions}) == 8
    ledger = [question.in_ledger for question in questions]
    assert ledger == sorted(ledger, reverse=True)
    assert any(ledger)
