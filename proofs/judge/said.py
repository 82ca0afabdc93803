"""The sentences of the ledger that rules can be written for, and what the judge says of each.

A rule that is asked about zero has one quantity that is 0 as long as the sentence, or what the
sentence denies, is so: it moves in an exact run, or never moves for any data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from proofs.judge import library
from proofs.judge.language import read
from proofs.judge.record import ASKS
from proofs.judge.syntax import Rule
from proofs.judge.verdict import Judgement, judge

FOLDER = library.FOLDER / "said"
BUDGET = 60.0
"""Seconds for the search of a rule, by the clock; none needs more than one of a free processor."""
Side = Literal["holds", "fails"]


@dataclass(frozen=True)
class Asked:
    """One question to one rule, and which answer speaks for a sentence, or against it."""

    rule: str
    question: str
    means: Mapping[str, Side]
    """From answers to what they say of the sentence; others say nothing of it."""


@dataclass(frozen=True)
class Said:
    """What the judge answers for a sentence, or for one reading of it."""

    ruling: str
    """As the ledger would rule by these answers alone: holds, holds if, fails or unknown."""
    answers: tuple[tuple[Asked, Judgement], ...]


_AS_SAID: Mapping[str, Side] = {"proved": "holds", "refuted": "fails"}
_DENIED: Mapping[str, Side] = {"proved": "fails", "refuted": "holds"}
_MOVES_FOR: Mapping[str, Side] = {"moves": "holds", "blocked": "fails"}
_MOVES_AGAINST: Mapping[str, Side] = {"moves": "fails"}
_BLOCKED_AGAINST: Mapping[str, Side] = {"blocked": "fails"}
_BESIDE: Mapping[str, Side] = {}

TABLE: Mapping[str, tuple[tuple[Asked, ...], ...]] = {
    "F01": (
        (Asked("perceptron-bias", "weights", _AS_SAID),),
        (
            Asked("perceptron-bias", "predictions", _DENIED),
            Asked("perceptron-bias", "direction", _DENIED),
        ),
    ),
    "F02": ((
        Asked("features-scaled", "predictions", _AS_SAID),
        Asked("features-scaled-bias-left", "predictions", _AS_SAID),
        Asked("one-feature-scaled", "predictions", _AS_SAID),
    ),),
    "F03": ((
        Asked("distinct-biases", "zero", _MOVES_FOR), Asked("silent-units", "zero", _MOVES_FOR),
    ),),
    "F04": ((
        Asked("dropout", "zero", _MOVES_FOR), Asked("dropout-from-zero", "zero", _MOVES_FOR),
    ),),
    "F05": ((Asked("softmax", "zero", {"moves": "fails", "blocked": "holds"}),),),
    "F06": ((Asked("equal-units-with-squares", "zero", _MOVES_AGAINST),),),
    "F07": ((
        Asked("one-factor-at-zero", "zero", _MOVES_AGAINST), Asked("linear-net", "zero", _BESIDE),
    ),),
    "F08": ((Asked("squares-in-a-circle", "zero", _MOVES_AGAINST),),),
    "F09": ((Asked("weight-by-weight", "zero", _MOVES_AGAINST),),),
    "F10": ((
        Asked("momentum", "weights", _AS_SAID), Asked("momentum", "predictions", _AS_SAID),
        Asked("weight-averaging", "weights", _AS_SAID),
        Asked("weight-averaging", "predictions", _AS_SAID),
        Asked("momentum-with-velocity", "predictions", _AS_SAID),
    ),),
    "F11": ((Asked("hinge", "predictions", _AS_SAID),),),
    "F12": ((
        Asked("multiclass", "weights", _AS_SAID), Asked("multiclass", "predictions", _AS_SAID),
        Asked("multiclass-with-a-constant", "predictions", _AS_SAID),
    ),),
    "F13": ((Asked("farther-from-a-separator", "zero", _MOVES_AGAINST),),),
    "F14": ((
        Asked("adam", "weights", _AS_SAID), Asked("adam", "predictions", _AS_SAID),
        Asked("adamw", "predictions", _BESIDE),
    ),),
}  # fmt: skip
"""For each sentence what is asked, reading by reading."""


@cache
def _written() -> Mapping[str, Rule]:
    """The rules that were written for sentences, by name."""
    files = sorted(FOLDER.glob("*.rule"))
    return {rule.name: rule for path in files for rule in read(path.read_text(encoding="utf-8"))}


def rule(name: str) -> Rule:
    """A rule of the library, or one that was written for a sentence."""
    return _written()[name] if name in _written() else library.rule(name)


def known(written: Rule) -> bool:
    """Whether a rule is, word for word, one of the library or written for a sentence."""
    names = (*library.ids(), *_written())
    return written.name in names and rule(written.name).source == written.source


def rules(sentence: str) -> tuple[Rule, ...]:
    """The rules that are asked about for a sentence, each once."""
    names = dict.fromkeys(a.rule for part in TABLE[sentence] for a in part)
    return tuple(map(rule, names))


def about(name: str) -> tuple[str, ...]:
    """The sentences that a rule is asked about for."""
    asked = {key: {a.rule for part in parts for a in part} for key, parts in TABLE.items()}
    return tuple(sentence for sentence, names in asked.items() if name in names)


def word(found: Judgement, question: str) -> str:
    """The answer to a question in a word."""
    return found.zero if question == "zero" else found.answers[question].verdict


_ZERO = {
    "moves": "{} moves from zero", "blocked": "{} never moves from zero, whatever the data",
    "undefined": "the first step has no value",
    "unknown": "whether {} moves from zero is unknown",
}  # fmt: skip


def told(asked: Asked, answer: str) -> str:
    """A question with its answer.

    >>> told(TABLE["F02"][0][0], "proved")
    'predictions are free of c: proved'
    """
    if asked.question == "zero":
        return _ZERO[answer].format(", ".join(s.name for s in rule(asked.rule).weights))
    rate = rule(asked.rule).rate
    asks = ASKS[asked.question]
    return f"{asks if rate == 'eta' else asks.replace('the rate', rate)}: {answer}"


def about_it(name: str) -> str:
    """Of a rule that was written for a sentence what it is."""
    return rule(name).note if name in _written() else ""


@cache
def _judged(name: str) -> Judgement:
    asked = {a.question for parts in TABLE.values() for p in parts for a in p if a.rule == name}
    return judge(rule(name), budget=BUDGET, ask={"zero", *asked})


def judged(sentence: str) -> tuple[Said, ...]:
    """What the judge says of a sentence, reading by reading; nothing where no rule says it."""
    found = []
    for part in TABLE.get(sentence, ()):
        answers = tuple((asked, _judged(asked.rule)) for asked in part)
        sides = {asked.means.get(word(each, asked.question)) for asked, each in answers}
        found.append(Said(_RULINGS[frozenset(sides - {None})], answers))
    return tuple(found)


_RULINGS: Mapping[frozenset[Side | None], str] = {
    frozenset(): "unknown",
    frozenset({"holds"}): "holds",
    frozenset({"fails"}): "fails",
    frozenset({"holds", "fails"}): "holds if",
}

__all__ = [
    "TABLE", "Asked", "Said", "about", "about_it", "judged", "known", "rule", "rules", "told",
    "word",
]  # fmt: skip
