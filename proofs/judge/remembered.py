"""Two starts that are told apart for ever: both rest, or run in circles, or keep their difference.

The data are of full rank: as many different samples of one feature, not 0, as there are weights.
Weights that no step looks at, as Hebb's, keep their difference on all data; so does a sum of
weights that no step changes, as softmax's over its classes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, combinations, islice, permutations, product
from typing import Any

from proofs.judge.collected import Forms, not_zero
from proofs.judge.conserved import Conserved, conserved
from proofs.judge.crossing import crossing
from proofs.judge.ever import OneFeature
from proofs.judge.folding import NoValue
from proofs.judge.numbers import Ball, Uncertain, Undefined
from proofs.judge.runs import Machine, Sample, machine, together
from proofs.judge.search import Witness, chosen, differ, fits, flat, samples, small
from proofs.judge.structure import asked_about, closure
from proofs.judge.syntax import IRRATIONAL, Rule, State, counts, names, negative, parts, plus
from proofs.judge.trapped import trapped

MOST_RESTS, MOST_CIRCLES = 400, 60
"""On how many data sets two starts may rest, or run in circles."""
VALUES = tuple(map(Fraction, (3, 5, -3, -5, 1, -1, 0)))
WITHIN = Fraction(3, 4)
"""One more, for weights that are kept in a ball."""
STARTS = tuple(map(Fraction, ("1/7", "-1/7", "1", "-1", "7/2", "-7/2", "31/3", "-31/3")))
MOST_WORK = 300_000
"""Data sets times starts times parts of the rule."""
PASSES, LONGEST, SLOWER = 40, 6, 4
"""Passes before a circle is looked for, the most it may have, and how much slower it is again."""
SMALL = 1e-7
FEW = 8
MOST_FOUND = 8
"""How many circles are looked for again at a smaller rate."""


@dataclass(frozen=True)
class Trial:
    """A rule with values of its parameters, and the states that its weights depend on."""

    rule: Rule
    values: Mapping[str, Fraction]
    rate: Fraction
    states: tuple[State, ...]

    @property
    def same_at_all_steps(self) -> bool:
        """Whether no step counts."""
        return not counts(*(s.update for s in self.states))

    def slower(self) -> Trial | None:
        """The same at a smaller rate; None where that is not what is given."""
        rate = self.rate / SLOWER
        given = {**self.values, self.rule.rate: rate}
        return replace(self, rate=rate) if fits(self.rule, given) else None

    def machine(self, data: Sequence[Sample]) -> Machine:
        """The rule made ready for these data, of one feature."""
        return machine(self.rule, data, {**self.values, self.rule.rate: self.rate}, dimension=1)

    def steps(self, data: Sequence[Sample]) -> int:
        """How many steps a pass over the data has."""
        return 1 if self.rule.sample_index else len(data)

    def seen(self, data: tuple[Sample, ...], passes: int) -> Iterator[Sample]:
        """What the steps of so many passes see, one after the other."""
        whole = together(self.rule, data)
        for _ in range(passes):
            yield from (whole,) if whole else data

    def floats(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """States in floats, to look ahead."""

        def go(value: Any) -> Any:
            return tuple(map(go, value)) if isinstance(value, tuple) else float(value)

        return {n: go(v) for n, v in state.items()}

    def roughly(self, data: Sequence[Sample]) -> tuple[Machine, tuple[Sample, ...]]:
        """The machine and its data in floats."""
        classes = {d.name for d in self.rule.data if d.kind == "index"}
        made = self.machine(data)
        made.values = self.floats(made.values)
        return made, tuple(
            {**self.floats(s), **{n: v for n, v in s.items() if n in classes}} for s in data
        )


def remembered(rule: Rule, budget: float) -> Witness | None:
    """Two starts that rest for ever, or run in circles for ever, and differ."""
    found = chosen(rule)
    if found is None:
        return None
    parameters, rates = found
    own = asked_about(rule)
    trial = Trial(rule, parameters, rates[0], tuple(s for s in rule.states if s.name in own))
    if (state := _kept(rule)) is not None:
        return _both_kept(trial, state)
    if (sum_of := conserved(rule)) is not None:
        return _both_kept(trial, sum_of.of[0][0], sum_of)
    end = time.process_time() + budget * 2 / 3
    size = len(parts(*(s.update for s in trial.states)))
    size *= sum(1 for _ in _begins(trial, trial.machine(())))
    most = max(40, min(MOST_RESTS, MOST_WORK // size))
    if any(p.op in IRRATIONAL for s in trial.states for p in parts(s.update)):
        most = FEW  # an interval rests only where it is multiplied by 0
    slower = trial.slower()
    for data in islice(_data(trial), most):
        if time.process_time() > end:
            return None
        witness = _resting(trial, data)
        if witness is not None and (slower is None or _resting(slower, data) is not None):
            return witness
    if (circles := _circling(trial, end)) is not None:
        return circles
    end = max(end, time.process_time()) + budget / 3
    return crossing(trial, _full_rank(trial), end) or trapped(trial, _full_rank(trial), end)


def _inputs(trial: Trial) -> list[str]:
    """The data that weights are beside: vectors, or all where there is none."""
    every = trial.rule.data
    return [d.name for d in every if d.kind == "vector"] or [d.name for d in every]


def _single(trial: Trial) -> list[Sample]:
    """Samples of one feature whose inputs are not 0."""
    inputs = _inputs(trial)
    return [s for s in samples(trial.rule, 1, 2) if all(any(flat(s[v])) for v in inputs)]


def _count(trial: Trial) -> int:
    """How many weights there are, of one feature."""
    made = trial.machine(())
    return sum(made.counts[s.index] if s.index else 1 for s in trial.rule.weights)


def _data(trial: Trial) -> Iterator[tuple[Sample, ...]]:
    """Data of full rank: those with one label first, then as many as there are states."""
    inputs, count, single = _inputs(trial), _count(trial), _single(trial)

    def label(s: Sample) -> Any:
        return tuple((n, v) for n, v in s.items() if n not in inputs)

    def full(data: tuple[Sample, ...]) -> bool:
        return not any(a[v] == b[v] for v in inputs for a, b in combinations(data, 2))

    made = trial.machine(())
    every = sum(made.counts[s.index] if s.index else 1 for s in trial.states)
    for size in dict.fromkeys((count, every)):
        for one_label in dict.fromkeys(map(label, single)) if size > 1 else ():
            alike = [s for s in single if label(s) == one_label]
            yield from filter(full, islice(combinations(alike, size), 5))
    yield from filter(full, islice(product(single, repeat=count), 10 * MOST_RESTS))
    if count < every:
        yield from islice(filter(full, product(single, repeat=min(every, 3))), FEW)


# No step looks at it -----------------------------------------------------------------------------
def _kept(rule: Rule) -> State | None:
    """Weights to which every step adds what is free of them, and so is all that it is made of."""
    forms = Forms(not_zero(rule))
    for s in rule.weights:
        added = forms.plain(plus(s.update, negative(s.here)))
        feeding = [rule.state(n) for n in closure(rule, (s.name,)) if n != s.name]
        if s.name not in names(added, *(forms.plain(f.update) for f in feeding)):
            return s
    return None


def _both_kept(trial: Trial, state: State, sum_of: Conserved | None = None) -> Witness | None:
    """Some steps from two starts of these weights, on the first data on which all have values."""
    others = ((s,) for s in samples(trial.rule, 1, 1))
    for data in chain(islice(_data(trial), FEW), islice(others, FEW)):
        made = trial.machine(data)
        seen = together(trial.rule, data)
        starts = [made.start(begins_at([state], [v], made)) for v in (Fraction(0), Fraction(1))]
        runs = list(starts)
        try:
            for t in range(1, FEW + 1):
                sample = seen or data[(t - 1) % len(data)]
                runs = [made.step(run, sample, t) for run in runs]
        except (Undefined, Uncertain):
            continue
        if differ(runs[0][state.name], runs[1][state.name]):
            found = _witness(trial, data, 1, state.name, *starts)
            if sum_of is not None:
                shown = tuple(map(sum_of.of_states, found.starts))
                return replace(found, what=sum_of.words, shown=shown, kept=True, conserved=sum_of)
            return replace(found, shown=tuple(run[state.name] for run in starts), kept=True)
    return None


# Rest --------------------------------------------------------------------------------------------
def _resting(trial: Trial, data: tuple[Sample, ...]) -> Witness | None:
    """Two starts at which no step on these data moves what the weights depend on."""
    made = trial.machine(data)
    at_rest: list[dict[str, Any]] = []
    more = (False, True) if len(trial.states) > len(trial.rule.weights) else (False,)
    for begin, moved in product(_begins(trial, made), more):
        try:
            state = made.start(begin)
            if moved:
                state = _passed(trial, made, data, state, 1)
            if not _rests(trial, data, state):
                continue
        except (Undefined, Uncertain, NoValue):
            continue
        for other in at_rest:
            if not _spanned(trial, data, other, state):
                continue
            s = next((s for s in trial.rule.weights if differ(other[s.name], state[s.name])), None)
            if s is not None:
                return _witness(trial, data, 1, s.name, other, state)
        at_rest.append(state)
    return None


def _spanned(
    trial: Trial, data: Sequence[Sample], one: Mapping[str, Any], two: Mapping[str, Any]
) -> bool:
    """Whether there are as many different samples as numbers in which two states differ."""
    apart = sum(
        a is not b and differ(a, b)
        for a, b in zip(_numbers(trial, one), _numbers(trial, two), strict=True)
    )
    return all(len({s[v] for s in data}) >= apart for v in _inputs(trial))


def _rests(trial: Trial, data: tuple[Sample, ...], state: Mapping[str, Any]) -> bool:
    """Whether no step on these data moves the weights, ever."""
    made, seen = trial.machine(data), together(trial.rule, data)
    same = trial.same_at_all_steps
    for sample in (seen,) if seen else data:
        after = made.step(state, sample, 1)
        if any(differ(state[s.name], after[s.name]) for s in trial.rule.weights):
            return False
        same = same and _same(trial, state, after)
    return same or _rests_whenever(trial, state, data)


def _witness(
    trial: Trial, data: tuple[Sample, ...], step: int, name: str, one: Mapping[str, Any],
    two: Mapping[str, Any],
) -> Witness:  # fmt: skip
    starts = tuple({s.name: state[s.name] for s in trial.states} for state in (one, two))
    shown = one[name], two[name]
    return Witness(data, trial.values, (trial.rate,), step, shown, name, starts=starts)


def _begins(trial: Trial, made: Machine) -> Iterator[dict[str, Any]]:
    """Starts of the weights alone, then of all that they depend on."""
    weights = list(trial.rule.weights)
    others = [s for s in trial.states if s not in weights]
    for value in (*VALUES, WITHIN):
        yield begins_at(weights, [value] * len(weights), made)
    if 1 < len(weights) <= 3:
        for values in product(VALUES, repeat=len(weights)):
            yield begins_at(weights, values, made)
    if others:
        for value in VALUES:
            yield begins_at([*weights, *others], [value] * len(trial.states), made)
    if any(s.index for s in weights):
        for one, two in permutations(VALUES, 2):
            yield {
                n: (v if not trial.rule.state(n).index else (v[0], *other[n][1:]))
                for n, v in begins_at(weights, [one] * len(weights), made).items()
                for other in (begins_at(weights, [two] * len(weights), made),)
            }


def begins_at(states: Sequence[State], values: Sequence[Any], made: Machine) -> dict[str, Any]:
    """These states at these values, all coordinates and units alike."""
    begin: dict[str, Any] = {}
    for s, value in zip(states, values, strict=True):
        one: Any = (value,) * made.dimension if s.kind == "vector" else value
        begin[s.name] = (one,) * made.counts[s.index] if s.index else one
    return begin


def _same(trial: Trial, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether what the weights depend on is certainly equal: fractions alone."""
    own = [s.name for s in trial.states]
    one, other = (flat(tuple(run[n] for n in own)) for run in (a, b))
    return all(not isinstance(v, Ball) for v in (*one, *other)) and one == other


def _rests_whenever(trial: Trial, state: Mapping[str, Any], data: Sequence[Sample]) -> bool:
    """Whether each step has a value and none moves the weights, whatever else moves.

    Of one feature, where a step sees one sample, and units are alike.
    """
    if trial.rule.sample_index:
        return False
    values = {s.name: flat(state[s.name]) for s in trial.states}
    rest = {
        n: v[0] for n, v in values.items() if not any(isinstance(a, Ball) or a != v[0] for a in v)
    }  # one value stands for all units
    if any(s.name not in rest for s in trial.rule.weights):
        return False
    fixed = {**trial.values, trial.rule.rate: trial.rate}
    while True:
        moved = set()
        ways = [
            OneFeature({**fixed, **rest, **{n: Fraction(flat(v)[0]) for n, v in sample.items()}})
            for sample in data
        ]
        for way in ways:
            moved |= {n for n in rest if way.value(trial.rule.state(n).update) != rest[n]}
        if not moved:
            return all(way.certain(s.update) for way in ways for s in trial.states)
        if moved & {s.name for s in trial.rule.weights}:
            return False
        rest = {n: v for n, v in rest.items() if n not in moved}


# Circles -----------------------------------------------------------------------------------------
def _circling(trial: Trial, end: float) -> Witness | None:
    """Two circles of passes over the data, each exact, whose weights differ at the same sample."""
    every = parts(*(s.update for s in trial.rule.states))
    if any(p.op in (*IRRATIONAL, "clock", "sqrt", "pow", "argmax") for p in every):
        return None
    if any(p.op == "**" and p.data.denominator != 1 for p in every):
        return None
    single, inputs, count = _single(trial), _inputs(trial), _count(trial)
    tried = 0
    for n in range(count, 4):
        found = 0
        for data in product(single, repeat=n):
            if min(len({s[v] for s in data}) for v in inputs) < count:
                continue
            tried += 1
            if tried > MOST_CIRCLES * n or time.process_time() > end:
                break
            witness = _circles(trial, data)
            if witness is None:
                continue
            if _also_slower(trial, data):
                return witness
            found += 1
            if found == MOST_FOUND:
                break
    return None


def _full_rank(trial: Trial) -> Iterator[tuple[Sample, ...]]:
    """Some data sets of each size that are of full rank."""
    single, inputs, count = _single(trial), _inputs(trial), _count(trial)
    for n in range(count, 4):
        full = (
            data for data in product(single, repeat=n)
            if min(len({s[v] for s in data}) for v in inputs) >= count
        )  # fmt: skip
        yield from islice(full, 2 * FEW)


def _also_slower(trial: Trial, data: tuple[Sample, ...]) -> bool:
    """Whether it is the same at a smaller rate: else the larger one may only be unstable."""
    slower = trial.slower()
    return slower is not None and _circles(slower, data, SLOWER) is not None


def _circles(trial: Trial, data: tuple[Sample, ...], times: int = 1) -> Witness | None:
    """Two circles; so many times as many passes are allowed."""
    try:
        made, rough = trial.roughly(data)
        ends: list[tuple[float, ...]] = []
        for value in STARTS:
            begin = {s.name: begins_at([s], [value], made)[s.name] for s in trial.states}
            state = {**made.start(begin)}
            last = _numbers(trial, _passed(trial, made, rough, trial.floats(state), PASSES * times))
            if all(max(abs(a - b) for a, b in zip(last, e, strict=True)) > SMALL for e in ends):
                ends.append(last)
    except (Undefined, Uncertain, ZeroDivisionError, OverflowError, ValueError, TypeError):
        return None
    if len(ends) < 2:
        return None
    exact: list[Mapping[str, Any]] = []
    for one in ends[:8]:
        try:
            found = _exactly(trial, data, one, LONGEST * times**2)
        except (Undefined, Uncertain, ValueError, OverflowError, ZeroDivisionError):
            continue
        if found is not None:
            exact.append(found)
    return _apart(trial, data, exact, (LONGEST * times**2) ** 2)


def _apart(
    trial: Trial, data: tuple[Sample, ...], exact: Sequence[Mapping[str, Any]], most: int
) -> Witness | None:
    """Two circles whose weights differ after every pass: they never come together."""
    made = trial.machine(data)
    for a, b in combinations(exact, 2):
        one, two = dict(a), dict(b)
        passes, name = 0, ""
        while passes == 0 or not (_same(trial, one, a) and _same(trial, two, b)):
            if passes == most:
                break
            apart = [s.name for s in trial.rule.weights if differ(one[s.name], two[s.name])]
            if not apart:
                break
            name = name or apart[0]
            one, two = (_passed(trial, made, data, s, 1) for s in (one, two))
            passes += 1
        else:
            return _witness(trial, data, passes * trial.steps(data), name, a, b)
    return None


def _passed(
    trial: Trial, made: Machine, data: tuple[Sample, ...], state: Mapping[str, Any], passes: int
) -> dict[str, Any]:
    """The states after so many passes over the data."""
    now = dict(state)
    for sample in trial.seen(data, passes):
        now = made.step(now, sample, 1)
    return now


def _numbers(trial: Trial, state: Mapping[str, Any]) -> tuple[Any, ...]:
    return flat(tuple(state[s.name] for s in trial.states))


def _state(trial: Trial, made: Machine, numbers: Sequence[Any]) -> dict[str, Any]:
    """The states with these numbers."""
    left = list(numbers)

    def fill(value: Any) -> Any:
        return tuple(map(fill, value)) if isinstance(value, tuple) else left.pop(0)

    state = made.start()
    return {**state, **{s.name: fill(state[s.name]) for s in trial.states}}


def _exactly(
    trial: Trial, data: tuple[Sample, ...], near: Sequence[float], longest: int
) -> Mapping[str, Any] | None:
    """The circle near some numbers: a pass is affine there, so it is solved for exactly."""
    made = trial.machine(data)
    about, rough = trial.roughly(data)
    start = [Fraction(a).limit_denominator(10**9) for a in near]
    now: Mapping[str, Any] = _state(trial, made, [float(a) for a in start])
    for period in range(1, longest + 1):
        now = _passed(trial, about, rough, now, 1)
        after = _numbers(trial, now)
        if max(abs(a - float(b)) for a, b in zip(after, start, strict=True)) > SMALL:
            continue

        def image(numbers: Sequence[Fraction], n: int = period) -> tuple[Fraction, ...]:
            state: Mapping[str, Any] = _state(trial, made, numbers)
            for _ in range(n):
                state = _passed(trial, made, data, state, 1)
                if not all(map(small, _numbers(trial, state))):
                    raise Uncertain("numbers too long: the steps are not affine")
            return tuple(_numbers(trial, state))

        middle = image(start)
        if middle == tuple(start) and len(start) == _count(trial):
            return _state(trial, made, start)
        step = Fraction(1, 10**9)
        columns = []
        for k in range(len(start)):
            moved = image([a + step * (j == k) for j, a in enumerate(start)])
            columns.append([(b - a) / step for a, b in zip(middle, moved, strict=True)])
        size = range(len(start))
        matrix = tuple(tuple(Fraction(i == j) - columns[j][i] for j in size) for i in size)
        linear = [sum(columns[j][i] * start[j] for j in size) for i in size]
        fixed = _solved(matrix, [a - b for a, b in zip(middle, linear, strict=True)], start)
        if fixed is not None and tuple(image(fixed)) == tuple(fixed):
            return _state(trial, made, fixed)
    return None


def _solved(
    matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction], near: Sequence[Fraction]
) -> tuple[Fraction, ...] | None:
    """The solution of linear equations that is near: numbers that are free stay what they are."""
    from numeric.matrices import reduced

    size = len(near)
    whole = tuple((*row, value) for row, value in zip(matrix, right, strict=True))
    rows, leads = reduced(whole)
    if size in leads:
        return None
    free = [k for k in range(size) if k not in leads]
    found = list(near)
    for row, k in zip(rows, leads, strict=False):
        found[k] = row[size] - sum((row[f] * near[f] for f in free), Fraction(0))
    return tuple(found)


__all__ = ["remembered"]
