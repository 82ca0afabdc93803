"""Exact runs side by side in words: rows of a table, what is seen, and what the theorem says."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from proofs.judge.beside import Beside, Step
from proofs.judge.numbers import Ball, ends
from proofs.judge.verdict import Judgement

LONGEST = 9
"""Characters of a number that is written as a fraction; longer ones are decimals, and marked."""


def short(value: Any) -> str:
    """A number, or the numbers of a vector, in little room; what is rounded is marked.

    >>> short((Fraction(1, 2), Fraction(-3))), short(Fraction(123456789, 1000000007))
    ('(1/2, −3)', '≈0.123457')
    """
    if value is None:
        return "no value"
    if isinstance(value, tuple):
        return f"({', '.join(map(short, value))})"
    if isinstance(value, Ball):
        low, high = ends(value)
        return "≈" + _decimal((low + high) / 2)
    digits = max(abs(value.numerator), value.denominator).bit_length()
    text = str(value) if digits < 100 else "long number"
    text = text if len(text) <= LONGEST else "≈" + _decimal(value)
    return text.replace("-", "−")


def _decimal(value: Fraction) -> str:
    try:
        return f"{float(value):.6g}".replace("-", "−")
    except OverflowError:
        whole = abs(value.numerator // value.denominator)
        return f"{'−' * (value < 0)}2^{whole.bit_length()}"


def row(found: Beside, step: Step) -> Iterator[str]:
    """A cell for each run: what it predicts for one sample, and its weights."""
    several = len(found.rule.weights) > 1
    for predicted, state in zip(step.predicted, step.states, strict=True):
        weights = ", ".join(
            f"{s.name} = {short(state[s.name])}" if several else short(state[s.name])
            for s in found.rule.weights
        )
        alone = step.sample is not None and found.rule.predict is not None
        said = f"{short(predicted)} → " if alone else ""
        yield f"{said}{weights}"


def seen(found: Beside) -> Iterator[str]:
    """What these runs show."""
    rate = found.rule.rate
    others = ", ".join(map(str, found.rates[1:]))
    if found.ended:
        yield f"The runs ended early: {found.ended}."
    if len(found.rates) == 1 or not found.steps:
        return
    so = "" if found.exact else "As far as intervals tell: "
    if found.rule.predict is not None:
        first = found.first_difference
        if first is not None:
            yield (
                f"First difference: at step {first.number} they predict "
                f"{' and '.join(dict.fromkeys(map(short, first.predicted)))}."
            )
        elif found.predictions_agree:
            yield _begun(
                so, "All predictions agree, at every step and for every sample in the end."
            )
        else:
            yield "At every step the predictions agree; in the end, not for every sample."
    runs = range(1, len(found.rates))
    (power, *more) = {found.power(k) if found.exact else found.likely(k) for k in runs}
    if not more and power == 0:
        yield _begun(so, "At every step the weights of all runs are the same.")
    elif not more and power is not None:
        shared = f"the weights are {_times(power, rate)} weights that all runs share."
        yield _begun(so, f"At every step {shared}")
    elif all(map(found.multiple, runs)):
        yield _begun(so, f"The weights at {rate} = {others} are multiples of the first, at every "
                     "step the same one, which is no whole power of the rate.")  # fmt: skip
    else:
        yield f"The weights at {rate} = {others} are no power of the rate times the first."
        yield (
            _begun(so, "Their directions agree.") if found.directions_agree
            else "Their directions differ as well."
        )  # fmt: skip


def _begun(so: str, text: str) -> str:
    """A sentence, with what it is said under before it."""
    return f"{so}{text[0].lower()}{text[1:]}" if so else text


def _times(power: Any, rate: str) -> str:
    return f"{rate} times" if power == 1 else f"{rate}^{power} times"


def theorem(found: Beside, judged: Judgement | None) -> Iterator[str]:
    """What is proved of the rule from its start, and whether these runs show it."""
    if judged is None:
        yield "From another start than the rule's the theorem claims nothing of the rate."
        return
    if judged.zero == "blocked":
        yield "Theorem: from this start the rule never moves, whatever the data."
    if judged.zero == "undefined":
        yield "Theorem: from this start the first step has no value."
    silent = len(found.rates) == 1 or not found.steps
    for question, said, agrees in (
        ("weights", "the weights are {times} weights free of the rate", _weights(found, judged)),
        ("predictions", "predictions are free of the rate", found.predictions_agree),
        ("direction", "the direction of the weights is free of the rate", found.directions_agree),
    ):
        answer = judged.answers.get(question)
        if answer is None or (question == "predictions" and found.rule.predict is None):
            continue
        if answer.verdict == "proved":
            power = 0 if answer.power is None else answer.power
            filled = said.format(times=_times(power, found.rule.rate))
            now = "" if silent else ": so it is here" if agrees else ": NOT SEEN HERE"
            yield f"Theorem, for all data: {filled}{now}."
        elif answer.verdict == "refuted":
            other = said.format(times="some power of the rate times")
            now = "" if silent else f"; on these it is{'' if agrees else ' not'}"
            yield f"It is not so for all data that {other} (see proofs judge){now}."
        else:
            yield f"Unknown: whether {said.format(times='some power of the rate times')}."


def contradicts(found: Beside, judged: Judgement | None) -> bool:
    """Whether runs from the rule's start show what was proved to be otherwise."""
    if judged is None or len(found.rates) == 1:
        return False
    shown = {
        "weights": _weights(found, judged), "predictions": found.predictions_agree,
        "direction": found.directions_agree,
    }  # fmt: skip
    return any(
        judged.answers[q].verdict == "proved" and not shown[q] for q in shown if q in judged.answers
    )


def _weights(found: Beside, judged: Judgement) -> bool:
    """Whether the weights are as a power of the rate says: the proved one, or any."""
    answer = judged.answers.get("weights")
    powers = {
        found.power(k) if found.exact else found.likely(k) for k in range(1, len(found.rates))
    }
    if answer is not None and answer.verdict == "proved" and not answer.empty:
        exponents = answer.powers or {}
        if any(isinstance(v, Ball) for s in found.steps for st in s.states for v in _numbers(st)):
            return found.directions_agree  # intervals do not show equality
        return all(
            _scaled_by(found, k, exponents, answer.power) for k in range(1, len(found.rates))
        )
    one_power = len(powers) == 1 and None not in powers
    return one_power or (len(found.rates) == 2 and found.multiple(1))


def _numbers(state: Any) -> Iterator[Any]:
    from proofs.judge.search import flat

    yield from flat(tuple(state.values()))


def _scaled_by(found: Beside, which: int, exponents: Any, power: Fraction | None) -> bool:
    """Whether every weight is its power of the ratio of rates times that of the first run."""
    from proofs.judge.search import flat

    ratio = found.rates[which] / found.rates[0]
    for s in found.rule.weights:
        exponent = exponents.get(s.name, power)
        if exponent is None or Fraction(exponent).denominator != 1:
            return found.directions_agree
        factor = ratio ** int(exponent)
        for step in found.steps:
            pairs = zip(flat(step.states[0][s.name]), flat(step.states[which][s.name]), strict=True)
            if any(a * factor != b for a, b in pairs):
                return False
    return True


__all__ = ["contradicts", "row", "seen", "short", "theorem"]
