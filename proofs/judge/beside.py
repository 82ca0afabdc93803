"""Exact runs of one rule on the same data at several rates, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.judge.numbers import PRECISIONS, Ball, Uncertain, Undefined
from proofs.judge.runs import Machine, Sample, exact_sample, holds, machine, together
from proofs.judge.search import differ, flat, one_direction, scales
from proofs.judge.syntax import Rule, names

MOST_BITS = 10_000
"""Binary digits of a number; longer ones are not gone on with."""
POWERS = range(-4, 5)


class Impossible(ValueError):
    """What cannot be run: the message says why, and what to change."""


@dataclass(frozen=True)
class Step:
    """One step of all runs."""

    number: int
    sample: int | None
    """Which sample it sees, from 0 on; None where it sees all."""
    predicted: tuple[Any, ...]
    """What each run predicts for it before the step; None where that has no value."""
    states: tuple[Mapping[str, Any], ...]
    """Of each run after the step."""


@dataclass(frozen=True)
class Beside:
    """Runs at several rates."""

    rule: Rule
    rates: tuple[Fraction, ...]
    data: tuple[Sample, ...]
    start: Mapping[str, Any]
    steps: tuple[Step, ...]
    ended: str
    """Why they ended before their time, or nothing."""
    final: tuple[tuple[Any, ...], ...] = ()
    """For each sample, what each run predicts for it in the end."""

    @property
    def first_difference(self) -> Step | None:
        """The first step at which two rates predict different things."""
        return next((s for s in self.steps if _apart(s.predicted)), None)

    @property
    def predictions_agree(self) -> bool:
        """Whether all runs predict the same at every step, and in the end for every sample."""
        return self.first_difference is None and not any(map(_apart, self.final))

    @property
    def exact(self) -> bool:
        """Whether all weights and predictions are fractions, and none an interval."""
        rows = [*(s.predicted for s in self.steps), *self.final, *(
            tuple(state[s.name] for s in self.rule.weights)
            for step in self.steps for state in step.states
        )]  # fmt: skip
        return not any(isinstance(n, Ball) for row in rows for n in flat(row))

    def _pairs(self, which: int) -> list[tuple[Any, Any]]:
        """The weights of the first run beside those of another, at every step."""
        return [
            (flat(step.states[0][s.name]), flat(step.states[which][s.name]))
            for step in self.steps for s in self.rule.weights
        ]  # fmt: skip

    def power(self, which: int) -> int | None:
        """The p for which the weights of a run are, at every step, (rate/first rate)^p times those
        of the first one; none where there is no such p, or where intervals do not tell."""
        ratio, pairs = self.rates[which] / self.rates[0], self._pairs(which)
        return next((p for p in _POWERS if _scaled(pairs, ratio**p)), None)

    def likely(self, which: int) -> int | None:
        """The same, where intervals do not say otherwise."""
        ratio, pairs = self.rates[which] / self.rates[0], self._pairs(which)
        return next((p for p in _POWERS if _may_be_scaled(pairs, ratio**p)), None)

    def multiple(self, which: int) -> bool:
        """Whether the weights may be one positive multiple of the first run's; False is certain."""
        kept: dict[str, Any] = {}
        return all(scales(one, other, kept, "") for one, other in self._pairs(which))

    @property
    def directions_agree(self) -> bool:
        """Whether at every step the weights of all runs, each run's taken together, are positive
        multiples of each other."""
        own = [s.name for s in self.rule.weights]
        return all(
            one_direction(*(flat(tuple(state[n] for n in own)) for state in (first, other)))
            for first, *others in (step.states for step in self.steps) for other in others
        )  # fmt: skip


_POWERS = sorted(POWERS, key=lambda p: (p != 1, p != 0, abs(p), -p))


def _scaled(pairs: Sequence[tuple[Any, Any]], factor: Fraction) -> bool:
    """Whether the second of each pair is so many times the first, with certainty."""
    for one, other in pairs:
        for a, b in zip(one, other, strict=True):
            if isinstance(a, Ball) or isinstance(b, Ball) or a * factor != b:
                return False
    return True


def _may_be_scaled(pairs: Sequence[tuple[Any, Any]], factor: Fraction) -> bool:
    """Whether the second of each pair may be so many times the first; False is certain."""
    return not any(differ(tuple(a * factor for a in one), other) for one, other in pairs)


def _apart(values: Sequence[Any]) -> bool:
    """Whether some certainly differ from the first; no value differs from any."""
    first = values[0]
    return any(
        (value is None) != (first is None) or (value is not None and differ(first, value))
        for value in values[1:]
    )


def run(
    rule: Rule, data: Sequence[Sample], rates: Sequence[Fraction], steps: int, *,
    values: Mapping[str, Fraction], start: Mapping[str, Any], counts: Mapping[str, int],
    go_on: Callable[[int], bool] = lambda _: True,
) -> Beside:  # fmt: skip
    """Run a rule at each rate; `go_on`, asked before each step, may end it all.

    Raises `Impossible` for parameters without values, for values that the rule does not allow, and
    where there is nothing at the start.
    """
    exact = tuple(exact_sample(rule, s) for s in data)
    for rate in rates:
        _allowed(rule, {**values, rule.rate: rate})
    for precision in PRECISIONS:
        made = [
            machine(rule, exact, {**values, rule.rate: r}, counts=counts, precision=precision)
            for r in rates
        ]
        try:
            return _run(rule, made, rates, exact, start, steps, go_on)
        except Uncertain as error:
            if precision == PRECISIONS[-1]:
                raise Impossible(
                    f"with {precision} digits it is not certain how the runs go on: {error}"
                ) from None
    raise AssertionError


def _allowed(rule: Rule, values: Mapping[str, Fraction]) -> None:
    """Raise `Impossible` where what the rule is given is not so."""
    known = set(values)
    for given in rule.given:
        if set(names(given)) <= known and not holds(rule, given, values):
            said = ", ".join(f"{n} = {values[n]}" for n in names(given))
            raise Impossible(f"{rule.name} is given {given!r}, which is not so at {said}")


def _run(
    rule: Rule, made: Sequence[Machine], rates: Sequence[Fraction], data: tuple[Sample, ...],
    start: Mapping[str, Any], steps: int, go_on: Callable[[int], bool],
) -> Beside:  # fmt: skip
    try:
        states: list[Mapping[str, Any]] = [m.start(start) for m in made]
    except Undefined as error:
        raise Impossible(f"the start has no value: {error}") from None
    begin, everything = states[0], together(rule, data)
    found: list[Step] = []
    ended = ""
    for t in range(1, steps + 1):
        if not go_on(t):
            ended = (
                f"the time was spent {f'after step {t - 1}' if t > 1 else 'before the first step'}"
            )
            break
        place = None if everything is not None else (t - 1) % len(data)
        sample = everything if place is None else data[place]
        asked = data if place is None else (data[place],)
        predicted = tuple(_predicted(m, s, asked, t) for m, s in zip(made, states, strict=True))
        try:
            states = [m.step(s, sample, t) for m, s in zip(made, states, strict=True)]
        except Undefined as error:
            if t == 1:
                raise Impossible(f"the first step has no value: {error}") from None
            ended = f"step {t} has no value: {error}"
            break
        if any(_long(n) for s in states for n in flat(tuple(s.values()))):
            ended = f"numbers have more than {MOST_BITS:,} binary digits after step {t}"
            break
        found.append(Step(t, place, predicted, tuple(states)))
    last = found[-1].states if found else tuple(states)
    final = tuple(
        tuple(_predicted(m, s, (x,), len(found) + 1) for m, s in zip(made, last, strict=True))
        for x in data
    )
    return Beside(rule, tuple(rates), data, begin, tuple(found), ended, final)


def _predicted(made: Machine, state: Mapping[str, Any], samples: Sequence[Sample], t: int) -> Any:
    """What is predicted for one sample, or for each of several; None where it has no value."""
    try:
        values = tuple(made.predict(state, sample, t) for sample in samples)
    except Undefined:
        return None
    return values[0] if len(values) == 1 else values


def _long(value: Any) -> bool:
    if isinstance(value, Ball):
        return False
    return bool(max(abs(value.numerator), value.denominator).bit_length() > MOST_BITS)


__all__ = ["Beside", "Impossible", "Step", "run"]
