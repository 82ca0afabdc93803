"""Two starts whose runs come to stay in two boxes that do not meet, whatever happens in them.

Where circles of passes have no rational numbers, as Adam's, runs from two starts are followed in
intervals until each is in a box which some passes over the data surely map into itself.  Powers of
the number of the step that vanish, as beta**t, are then any number between 0 and what they are.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, islice
from math import isfinite, lcm
from typing import TYPE_CHECKING, Any

from proofs.judge.numbers import Ball, Context, Uncertain, Undefined, between, ends
from proofs.judge.runs import Machine, Sample, machine
from proofs.judge.search import Witness, flat, small
from proofs.judge.syntax import Node, Rule, counts, node, parts, rebuilt

if TYPE_CHECKING:
    from proofs.judge.remembered import Trial

STARTS = tuple(map(Fraction, ("1/7", "-1/7", "3", "-3")))
PASSES, LONGEST, PRECISION = 40, 4, 120
MOST_SETS = 48
FAR, NEAR = 1e-3, 1e-9
"""By how much two boxes are apart, and what comes back comes near."""
INFLATIONS = 40
WIDER = Fraction(5, 4)
TINY = Fraction(1, 10**10)


@dataclass(frozen=True)
class _Box:
    """A box that so many passes map into itself, and the start from which a run comes there."""

    start: Mapping[str, Any]
    period: int
    state: Mapping[str, Any]


def trapped(trial: Trial, data_sets: Iterable[tuple[Sample, ...]], end: float) -> Witness | None:
    """Two starts whose runs stay apart, at this rate and at a smaller one."""
    slower = trial.slower()
    if slower is None or vanishing(trial, 1) is None:
        return None
    for data in islice(data_sets, MOST_SETS):
        if time.process_time() > end:
            return None
        seem = _ends(trial, data, PASSES)
        if len(seem) < 2 or len(slow := _ends(slower, data, 4 * PASSES)) < 2:
            continue
        found = _boxes(trial, data, PASSES, seem)
        if found is not None and _boxes(slower, data, 4 * PASSES, slow) is not None:
            return _witness(trial, data, *found)
    return None


def _witness(
    trial: Trial, data: tuple[Sample, ...], one: _Box, two: _Box, name: str, at: int
) -> Witness:
    steps = trial.steps(data)
    shown = tuple(flat(box.state[name])[at] for box in (one, two))
    starts = tuple({s.name: box.start[s.name] for s in trial.states} for box in (one, two))
    return Witness(
        data, trial.values, (trial.rate,), PASSES * steps, shown, name, starts=starts,
        stays=lcm(one.period, two.period) * steps,
    )  # fmt: skip


# Roughly -----------------------------------------------------------------------------------------
def _ends(
    trial: Trial, data: tuple[Sample, ...], passes: int
) -> list[tuple[Fraction, int]]:  # fmt: skip
    """Starts from which runs in floats come to circles that are apart, and how long these are."""
    made, rough = trial.roughly(data)
    found: list[tuple[Fraction, int, tuple[Any, ...]]] = []
    for value in STARTS:
        try:
            state = _followed(trial, made, rough, trial.floats(_start(trial, made, value)), passes)
            before, period = _weights(trial, state), 0
            for n in range(1, LONGEST + 1):
                state = _followed(trial, made, rough, state, 1, n + passes)
                after = _weights(trial, state)
                if all(abs(a - b) < NEAR for a, b in zip(before, after, strict=True)):
                    period = n
                    break
        except (Undefined, Uncertain, ArithmeticError, ValueError, TypeError):
            continue
        if period and all(map(isfinite, before)) and all(
            max(abs(a - b) for a, b in zip(before, other, strict=True)) > FAR
            for *_, other in found
        ):  # fmt: skip
            found.append((value, period, before))
    return [(value, period) for value, period, _ in found]


def _start(trial: Trial, made: Machine, value: Fraction) -> dict[str, Any]:
    """The declared start, but for the weights."""
    from proofs.judge.remembered import begins_at

    weights = list(trial.rule.weights)
    return made.start(begins_at(weights, [value] * len(weights), made))


def _weights(trial: Trial, state: Mapping[str, Any]) -> tuple[Any, ...]:
    return flat(tuple(state[s.name] for s in trial.rule.weights))


def _followed(
    trial: Trial, made: Machine, data: tuple[Sample, ...], state: Mapping[str, Any], passes: int,
    first: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """The states after so many passes, the first of them being of this number."""
    now = dict(state)
    begin = (first - 1) * trial.steps(data) + 1
    for t, sample in enumerate(trial.seen(data, passes), begin):
        now = made.step(now, sample, t)
    return now


# Surely ------------------------------------------------------------------------------------------
def _boxes(
    trial: Trial, data: tuple[Sample, ...], passes: int, seem: Iterable[tuple[Fraction, int]]
) -> tuple[_Box, _Box, str, int] | None:  # fmt: skip
    """Two boxes that are apart in a weight."""
    found = []
    for value, period in seem:
        try:
            box = _box(trial, data, value, period, passes)
        except (Undefined, Uncertain):
            continue
        if box is not None:
            found.append(box)
    for one, two in combinations(found, 2):
        for s in trial.rule.weights:
            pairs = zip(flat(one.state[s.name]), flat(two.state[s.name]), strict=True)
            for at, (a, b) in enumerate(pairs):
                (low, high), (first, last) = ends(a), ends(b)
                if high < first or last < low:
                    return one, two, s.name, at
    return None


def _box(
    trial: Trial, data: tuple[Sample, ...], value: Fraction, period: int, passes: int
) -> _Box | None:
    """A box around where a run is after so many passes, which it never leaves."""
    context = Context(PRECISION)
    values = {**trial.values, trial.rule.rate: trial.rate}
    made = machine(trial.rule, data, values, dimension=1, precision=PRECISION)
    begins = _start(trial, made, value)
    state = _followed(trial, made, data, _balls(trial, begins, context), passes)
    steps = passes * trial.steps(data)
    later = vanishing(trial, steps)
    if later is None:
        return None
    rule, more = later
    within = machine(
        rule, data, {**values, **{n: between(*v, context) for n, v in more.items()}}, dimension=1,
        precision=PRECISION,
    )  # fmt: skip
    box = {s.name: state[s.name] for s in trial.states}
    rest = {n: v for n, v in state.items() if n not in box}
    for _ in range(INFLATIONS):
        after = _followed(trial, within, data, {**rest, **box}, period)
        if all(_inside(after[n], box[n]) for n in box):
            return _Box(begins, period, box)
        if not all(map(small, flat(tuple(after.values())))):
            return None
        box = {n: _hull(box[n], after[n], context) for n in box}
    return None


def vanishing(trial: Trial, steps: int) -> tuple[Rule, dict[str, tuple[Fraction, Fraction]]] | None:
    """The rule with names for what vanishes, after so many steps; None where steps count else."""
    rule = trial.rule
    known: dict[Node, str] = {}
    values: dict[str, tuple[Fraction, Fraction]] = {}

    def change(part: Node) -> Node | None:
        if part.op != "pow" or not counts(part.args[1]):
            return None
        base, exponent = part.args
        b = base.data if base.op == "number" else trial.values.get(base.data)
        added = list(exponent.args) if exponent.op == "+" else [exponent]
        later = [a for a in added if a.op != "clock"]
        if b is None or not 0 <= b < 1 or len(later) != len(added) - 1:
            return None
        if any(a.op != "number" or a.data < 0 for a in later):
            return None
        if part not in known:
            known[part] = f"vanishing {len(known)}"  # no name that can be written
            values[known[part]] = Fraction(0), Fraction(b) ** steps
        return node("name", data=known[part], kind="scalar")

    states = tuple(replace(s, update=rebuilt(s.update, change)) for s in rule.states)
    if any(p.op == "clock" for s in states for p in parts(s.update)):
        return None
    parameters = (*rule.parameters, *values)
    return replace(rule, states=states, parameters=parameters, predict=None), values


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_each(v, change) for v in value)
    return change(value)


def _balls(trial: Trial, state: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """The start as intervals, so that no number of the run gets long; 0 stays what it is."""
    return {
        n: _each(v, lambda a: a if a == 0 or isinstance(a, Ball) else between(a, a, context))
        for n, v in state.items()
    }


def _inside(a: Any, b: Any) -> bool:
    """Whether all numbers of a are surely within those of b."""
    return all(
        ends(q)[0] <= ends(p)[0] and ends(p)[1] <= ends(q)[1]
        for p, q in zip(flat(a), flat(b), strict=True)
    )


def _hull(a: Any, b: Any, context: Context) -> Any:
    """What holds both, and a little more."""
    if isinstance(a, tuple):
        return tuple(_hull(p, q, context) for p, q in zip(a, b, strict=True))
    (low, high), (first, last) = ends(a), ends(b)
    low, high = min(low, first), max(high, last)
    if low == high == 0:
        return a
    middle, radius = (low + high) / 2, (high - low) / 2
    radius = radius * WIDER + TINY
    return between(middle - radius, middle + radius, context)


__all__ = ["trapped", "vanishing"]
