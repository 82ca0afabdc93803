"""Judgements as plain data, for machines, and as lines, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from proofs.judge.certificate import BY_CHECKER, BY_LAWS, BY_LINES
from proofs.judge.numbers import Ball
from proofs.judge.runs import run
from proofs.judge.search import Witness, part_of
from proofs.judge.search import shown as number
from proofs.judge.syntax import Rule
from proofs.judge.verdict import Answer, Judgement

BY = (BY_LAWS, BY_LINES, BY_CHECKER)
ASKS = {
    "weights": "the rate factors out of the weights",
    "predictions": "predictions are free of the rate",
    "direction": "the direction of the weights is free of the rate",
    "units": "equal units or classes stay equal",
    "rotation": "steps commute with rotations",
    "forgotten": "the start is forgotten",
}
"""What each question asks, as a statement."""


def plain(value: Any) -> Any:
    """Numbers as strings, vectors as lists of them."""
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, Ball):
        return str(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)


def record(found: Judgement) -> dict[str, Any]:
    """What `judge --json` prints of one rule.

    `zero` is a word: moves, blocked, undefined, unknown; the others have a verdict each.
    """
    made: dict[str, Any] = {
        "rule": found.rule.name, "zero": found.zero,
        "zero_why": answer(found.zero_answer, found.rule, True),
    }  # fmt: skip
    made |= {question: answer(a, found.rule) for question, a in found.answers.items()}
    if found.asked_groups:
        made["groups"] = [{n: str(e) for n, e in g.items()} for g in found.groups]
        made["groups_by"] = [proof.by for proof in found.group_proofs]
    return made


def answer(a: Answer, rule: Rule, zero: bool = False) -> dict[str, Any]:
    """One answer; keys that do not apply are left out."""
    made: dict[str, Any] = {} if zero else {"verdict": a.verdict}
    if a.power is not None:
        made["power"] = str(a.power)
    if a.powers:
        made["exponents"] = {n: str(e) for n, e in a.powers.items()}
    told = (
        ("by", a.by), ("why", a.why), ("says", a.says), ("example", a.example),
        ("empty", a.empty), ("searched", a.searched),
    )  # fmt: skip
    made |= {key: value for key, value in told if value}
    if a.under:
        made["under"] = list(a.under)
    if a.lines:
        made["lines"] = a.lines
    if a.witness is not None:
        made["witness"] = witness(a.witness, rule)
    if a.clash:
        made["clash"] = list(a.clash)
    return made


def witness(w: Witness, rule: Rule) -> dict[str, Any]:
    """The runs side by side."""
    made: dict[str, Any] = {
        "data": [_sample(s) for s in w.data],
        "rates": [str(r) for r in w.rates],
        "parameters": {n: str(v) for n, v in w.values.items()},
        "step": w.step, "of": w.what, "shown": [plain(v) for v in w.shown],
        "smaller": w.smaller, "unsure": w.unsure,
    }  # fmt: skip
    if len(w.rates) > 1:
        made["runs"] = [_course(w, rule, r) for r in w.rates]
    if w.sample is not None:
        made["sample"] = _sample(w.sample)
    if w.starts:
        made["starts"] = [_sample(s) for s in w.starts]
        made["kept"] = w.kept
        if w.stays:
            made["stays"] = w.stays
    if w.start is not None:
        made["start"] = {n: plain(v) for n, v in w.start.items()}
    return made


def _course(w: Witness, rule: Rule, rate: Fraction) -> list[Any]:
    """The weights after each step at a rate, up to the step at which the runs differ."""
    made = run(rule, w.data, {**w.values, rule.rate: rate}, w.step)
    return [{s.name: plain(state[s.name]) for s in rule.weights} for state in made.states[1:]]


def _sample(s: Mapping[str, Any]) -> dict[str, Any]:
    return {n: plain(v) for n, v in s.items()}


# Lines -------------------------------------------------------------------------------------------


def sample(s: Mapping[str, Any]) -> str:
    """One sample: x = (1), y = -1."""
    return ", ".join(f"{n} = {number(v)}" for n, v in s.items())


def group(g: Mapping[str, Fraction], rule: Rule) -> str:
    """A scaling by c > 0: eta -> c eta, w -> c w; by another letter where the rule has a c."""
    c = factor(rule)

    def power(e: Fraction) -> str:
        return c if e == 1 else f"{c}^{e}" if e.denominator == 1 and e > 0 else f"{c}^({e})"

    return ", ".join(f"{n} -> {power(e)} {n}" for n, e in g.items())


def factor(rule: Rule) -> str:
    """A letter for a factor, which the rule does not use."""
    taken = {rule.rate, *rule.parameters, *(s.name for s in rule.states),
             *(d.name for d in rule.data)}  # fmt: skip
    return next(n for n in ("c", "a", "r", "q", "scale_c") if n not in taken)


def shown_witness(found: Judgement, w: Witness) -> Iterator[str]:
    """A witness, a line for each fact."""
    rate = found.rule.rate
    yield "data: " + "; ".join(map(sample, w.data))
    values = {**w.values, rate: w.rates[0]} if w.starts else w.values
    if values:
        yield "with " + ", ".join(f"{n} = {v}" for n, v in values.items())
    if w.start is not None:
        turn = w.start["turn"]
        starts = ", ".join(f"{n} = {number(v)}" for n, v in w.start.items() if n != "turn")
        yield f"from {starts}, data and start turned by {number(turn)}"
        yield f"after step {w.step} {w.what} is {number(w.shown[1])}, not {number(w.shown[0])}"
        return
    after = f"after step {w.step}"
    what = w.what if w.sample is None else f"the prediction for {sample(w.sample)}"
    if w.starts:
        one, two = (sample(s) for s in w.starts)
        before, between, behind = told_apart(w)
        yield f"{before}{one}{between}{two}{behind}"
        return
    if len(w.rates) > 1 and w.sample is None and w.step > 1:
        for r in w.rates:
            made = run(found.rule, w.data, {**w.values, rate: r}, w.step)
            course = "; ".join(number(part_of(state, what)) for state in made.states[1:])
            yield f"at {rate} = {r}: after steps 1 to {w.step} {what} is {course}"
        if w.smaller:
            yield none_before(w.smaller, w.unsure)
        return
    for r, value in zip(w.rates, w.shown, strict=True):
        yield f"at {rate} = {r}: {after} {what} is {number(value)}"
    if w.smaller:
        yield none_before(w.smaller, w.unsure)


def told_apart(w: Witness) -> tuple[str, str, str]:
    """What is said before, between and after two starts that are told apart for ever."""
    if w.kept:
        why = f"no step {'looks at' if w.conserved is None else 'changes'} {w.what}"
        behind = f" keep their difference in {w.what}, on all data: {why}"
        return "runs from ", " and from ", behind
    if w.stays:
        one, two = map(number, w.shown)
        behind = (
            f" runs do not come together: after {w.step} steps, and after every {w.stays} from "
            f"there on, {w.what} is {one} in the first and {two} in the second"
        )
        return "from ", " and from ", behind
    if w.step == 1:
        return "from ", f" {w.what} never moves, and from ", " neither"
    behind = (
        f" runs are back where they began after {w.step} steps, and in between {w.what} differs "
        "after each pass over the data"
    )
    return "from ", " and from ", behind


def none_before(count: int, unsure: int = 0) -> str:
    """What was seen of the data sets that come before a witness, by size.

    >>> none_before(1)
    '1 data set comes before it by size, and does not show it'
    """
    if unsure:
        return (
            f"{count:,} data sets come before it by size; {unsure:,} have signs that are not "
            "certain, and none of the others shows it"
        )
    if count == 1:
        return "1 data set comes before it by size, and does not show it"
    return f"{count:,} data sets come before it by size, and none of them shows it"


def lines(found: Judgement) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A question, its verdict, and what is said of it."""
    own = found.zero_answer
    about: list[str] = []
    if own.witness is not None:
        about += shown_witness(found, own.witness)
        about += [own.searched] if own.searched else []
    elif own.by or own.searched:
        about += [own.says] if own.says else []
        about.append(_reason(own) if own.by else own.searched)
        about += _not_checked(own.why)
    yield "zero", found.zero, tuple(about)
    for question, a in found.answers.items():
        yield question, a.verdict, tuple(_about(found, question, a))
    if found.asked_groups:
        for g, proof in zip(found.groups, found.group_proofs, strict=True):
            said = (group(g, found.rule), f"by {proof.by}", *_not_checked(proof.why))
            yield "scaling", "proved", said


def _about(found: Judgement, question: str, a: Answer) -> Iterator[str]:
    rate = found.rule.rate
    yield ASKS[question]
    if a.empty:
        yield f"emptily: {a.empty}"
    if a.power is not None and not a.empty:
        yield f"the weights are {rate}^{a.power} times what they are at rate 1"
    elif a.powers and question == "weights":
        yield "exponents: " + ", ".join(f"{n}: {e}" for n, e in a.powers.items())
    if a.by and not a.empty:
        yield _reason(a)
    for text in a.under:
        yield f"if: {text}"
    if a.example:
        yield f"as at: {a.example}"
    if a.says:
        yield a.says
    if not a.empty:
        yield from _not_checked(a.why)
    if a.witness is not None:
        yield from shown_witness(found, a.witness)
    for text in a.clash:
        yield f"clash: {text}"
    if a.searched:
        yield f"searched: {a.searched}"


def _not_checked(why: str) -> tuple[str, ...]:
    """Why the checker does not have it, said where something is proved otherwise."""
    return (f"not by the checker: {why}",) if why else ()


def _reason(a: Answer) -> str:
    """What an answer rests on, and whether the checker has it."""
    if a.by in BY:
        return f"by {a.by}"
    lines = f" ({a.lines} lines that the checker accepts)" if a.lines else ""
    return f"since {a.by}{lines}"


__all__ = [
    "ASKS",
    "BY",
    "answer",
    "factor",
    "group",
    "lines",
    "number",
    "plain",
    "record",
    "sample",
    "shown_witness",
    "witness",
]
