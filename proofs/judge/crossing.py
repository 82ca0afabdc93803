"""Two starts that runs come back to, of one weight whose steps do not jump: by where signs change.

After some passes over the data a run from a has grown and one from b has not: in between is a
start at which it is back where it began.  Such circles need not be ones that runs are drawn to.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from proofs.judge.numbers import Ball, Context, Uncertain, Undefined, between, ends, sign
from proofs.judge.runs import Machine, Sample, machine
from proofs.judge.search import Witness, flat, small
from proofs.judge.syntax import Node, names, parts

if TYPE_CHECKING:
    from proofs.judge.remembered import Trial

SMOOTH = (
    "number", "name", "at", "+", "neg", "*", "**", "dot", "exp", "tanh", "sigmoid", "relu", "abs",
    "max", "min", "clip", "total", "coordinates", "norm", "normmax", "count", "index",
)  # fmt: skip
"""Operations that do not jump, of what has a value everywhere."""
PRECISION = 120
GRID = tuple(Fraction(n, 4) + Fraction(1, 50) for n in range(-60, 61))
"""Where signs are looked at: no number that a circle may well have."""
BISECTIONS, SLOWER = 40, 3
MOST_SETS = 48


def crossing(trial: Trial, data_sets: Iterable[tuple[Sample, ...]], end: float) -> Witness | None:
    """Two circles, at this rate and at much smaller ones."""
    slower = list(_slower(trial))
    if len(slower) < SLOWER or not _smooth(trial) or not trial.same_at_all_steps:
        return None
    for count, data in enumerate(data_sets):
        if count == MOST_SETS or time.process_time() > end:
            return None
        for passes in (1, 2):
            found = _circles(trial, data, passes)
            if found is not None and all(_circles(r, data, passes) for r in slower):
                return _witness(trial, data, passes, found)
    return None


def _slower(trial: Trial) -> Iterator[Trial]:
    """The same at smaller rates: at large ones, runs do not come to rest for another reason."""
    for _ in range(SLOWER):
        smaller = trial.slower()
        if smaller is None:
            return
        trial = smaller
        yield trial


def _smooth(trial: Trial) -> bool:
    """Whether there is one weight, and what speaks of it does not jump."""
    if len(trial.states) != 1 or trial.states[0].index:
        return False
    (s,) = trial.states

    def known(part: Node) -> bool:
        if s.name not in names(part) or part.op in SMOOTH[2:]:
            return True
        if part.op == "/":
            return s.name not in names(part.args[1]) or _above(part.args[1])
        return part.op in SMOOTH

    whole = all(p.op != "**" or (p.data.denominator == 1 and p.data > 0) for p in parts(s.update))
    return whole and all(map(known, parts(s.update)))


def _above(part: Node) -> bool:
    """Whether it is 1 and something that is never below 0."""
    if part.op == "exp":
        return True
    if part.op == "+":
        return all(_above(a) or (a.op == "number" and a.data >= 0) for a in part.args)
    return False


def _circles(
    trial: Trial, data: tuple[Sample, ...], passes: int
) -> tuple[Ball | Fraction, Ball | Fraction] | None:  # fmt: skip
    """Two starts that runs come back to after so many passes."""
    values = {**trial.values, trial.rule.rate: trial.rate}
    made = machine(trial.rule, data, values, dimension=1, precision=PRECISION)
    context = Context(PRECISION)
    found: list[Ball | Fraction] = [
        v for v in map(Fraction, (0, 1, -1)) if _moved(trial, made, data, v, passes) == 0
    ]
    for a, b in _roughly(trial, data, passes):
        one, two = (_moved(trial, made, data, v, passes) for v in (a, b))
        if one and two and one != two:
            near = [ends(v) for v in found]
            if any(a <= high and low <= b for low, high in near):
                continue
            found.append(_between(trial, made, data, passes, (a, one, b), context))
    return next(iter(combinations(found, 2)), None)


def _roughly(
    trial: Trial, data: tuple[Sample, ...], passes: int
) -> Iterator[tuple[Fraction, Fraction]]:  # fmt: skip
    """Between which neighbours signs seem to change, in floats."""
    made, rough = trial.roughly(data)
    (s,) = trial.states
    signs: list[tuple[Fraction, int]] = []
    for start in GRID:
        number = float(start)
        state = {**trial.floats(made.start()), s.name: (number,) if s.kind == "vector" else number}
        try:
            for sample in trial.seen(rough, passes):
                state = made.step(state, sample, 1)
            (after,) = flat(state[s.name])
            signs.append((start, sign(after - number)))
        except (Undefined, Uncertain, ArithmeticError, ValueError, TypeError):
            signs.append((start, 0))
    yield from ((a, b) for (a, one), (b, two) in pairwise(signs) if one * two < 0)


def _between(
    trial: Trial, made: Machine, data: tuple[Sample, ...], passes: int,
    ends_: tuple[Fraction, int, Fraction], context: Context,
) -> Ball:  # fmt: skip
    """Where it changes, in a small interval."""
    a, one, b = ends_
    for _ in range(BISECTIONS):
        middle = (a + b) / 2
        here = _moved(trial, made, data, middle, passes)
        if not here:
            break
        a, b = (middle, b) if here == one else (a, middle)
    return between(a, b, context)


def _moved(
    trial: Trial, made: Machine, data: tuple[Sample, ...], start: Fraction, passes: int
) -> int | None:
    """The sign of what so many passes add to a start; None where that is not certain."""
    (s,) = trial.states
    number = between(start, start, made.functions.context) if start else start
    state = {**made.start(), s.name: (number,) if s.kind == "vector" else number}
    try:
        for sample in trial.seen(data, passes):
            state = made.step(state, sample, 1)
            if not all(map(small, flat(tuple(state.values())))):
                return None
        (after,) = flat(state[s.name])
        return sign(after - start)
    except (Undefined, Uncertain):
        return None


def _witness(
    trial: Trial, data: tuple[Sample, ...], passes: int,
    found: tuple[Ball | Fraction, Ball | Fraction],
) -> Witness:  # fmt: skip
    (s,) = trial.states
    starts = tuple({s.name: (v,) if s.kind == "vector" else v} for v in found)
    step = passes * trial.steps(data)
    shown = tuple(start[s.name] for start in starts)
    return Witness(data, trial.values, (trial.rate,), step, shown, s.name, starts=starts)


__all__ = ["crossing"]
