"""The smallest data on which a rule does not do what was asked, found by exact runs.

Data sets are tried in a fixed order, the smallest first: few samples, small entries, one feature
before two.  Every difference is certain: of fractions, or of intervals that do not meet.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from proofs.judge.conserved import Conserved
from proofs.judge.numbers import PRECISIONS, Ball, Uncertain, Undefined, sign
from proofs.judge.runs import Machine, Sample, machine, together
from proofs.judge.syntax import IRRATIONAL, Node, Rule, counts, names, parts

RATES = (Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(2), Fraction(3), Fraction(10))
FURTHER = (Fraction(1, 100), Fraction(100))
"""Rates that are tried, on fewer data, where those before show nothing."""
FURTHER_SETS = 220
MOST_TURNS = 600
"""How many turned runs are tried on one sample, and then on two."""
MOST_SMALL = 40
"""Of how many samples these two are taken."""
LATE = 9
"""The first step that no turned run makes, of a rule whose steps count."""
STEPS, LATER = 6, 24
"""Of each run; and of a few more, of a rule whose steps count."""
MOST_WORK = 60_000
"""Data sets times parts of the rule: a count, so that no verdict hangs on the clock."""
_USUAL = {
    "lam": "1/4", "beta": "1/2", "beta1": "1/2", "beta2": "3/4", "eps": "1/8", "epsilon": "1/8",
    "rho": "1/2", "gamma": "1/2", "lambda": "1/4", "alpha": "1/2", "delta": "1/8",
}  # fmt: skip
_TRIED = tuple(map(Fraction, ("1", "1/2", "1/4", "1/8", "3/4", "2", "3", "-1", "0", "1/100", "10")))

OTHERS = tuple(map(Fraction, ("3", "2/3", "1/3", "9/10")))
"""Values of parameters, where the usual ones show nothing."""


@dataclass(frozen=True)
class Witness:
    """Runs on one data set, side by side, that show something."""

    data: tuple[Sample, ...]
    values: Mapping[str, Fraction]
    """Of the parameters."""
    rates: tuple[Fraction, ...]
    step: int
    shown: tuple[Any, ...]
    """What differs after that step, at each rate."""
    what: str
    sample: Sample | None = None
    """What is predicted for."""
    start: Mapping[str, Any] | None = None
    smaller: int = 0
    """How many smaller data sets were run, all of them in the box; none surely shows it."""
    unsure: int = 0
    """Of how many of these not all signs were certain."""
    starts: tuple[Mapping[str, Any], ...] = ()
    """Two starts that are told apart for ever."""
    kept: bool = False
    """Whether their difference stays as it is; else both are come back to."""
    conserved: Conserved | None = None
    """What no step changes, if that is why it is kept."""
    stays: int = 0
    """After every so many steps, from that step on, runs are where is shown, surely."""


@dataclass
class Asked:
    """What is still looked for, and what was found."""

    open: set[str]
    found: dict[str, Witness] = field(default_factory=dict)
    tried: int = 0
    uncertain: int = 0
    ended: str = ""
    """Where the search ended: the last box that was finished."""

    def add(self, question: str, witness: Witness) -> None:
        """Keep the first witness."""
        if question in self.open:
            self.open.discard(question)
            self.found[question] = witness


# Values that satisfy what is given ---------------------------------------------------------------
def chosen(
    rule: Rule, other: bool = False
) -> tuple[dict[str, Fraction], tuple[Fraction, ...]] | None:
    """Values of the parameters, and rates, that satisfy what is given; None if none were found.

    Asked for others, parameters have values that are not usual, as far as what is given lets them.
    """
    labels = {d.name for d in rule.data}
    needed = [(g, set(names(g))) for g in rule.given if not set(names(g)) & labels]
    order = [*rule.parameters]

    def fit(values: dict[str, Fraction]) -> bool:
        return all(_true(rule, g, values) for g, spoken in needed if spoken <= set(values))

    def fill(values: dict[str, Fraction], left: list[str]) -> dict[str, Fraction] | None:
        if not left:
            return values
        name, *rest = left
        usual = Fraction(_USUAL.get(name, "1"))
        for value in dict.fromkeys((*(OTHERS if other else ()), usual, *_TRIED)):
            made = {**values, name: value}
            if fit(made) and (whole := fill(made, rest)) is not None:
                return whole
        return None

    for rate in (*RATES, Fraction(1, 4)):
        values = fill({rule.rate: rate}, order)
        if values is None or not fit(values):
            continue
        rates = [rate, *(r for r in RATES if r != rate and fit({**values, rule.rate: r}))]
        parameters = {n: values[n] for n in rule.parameters}
        return parameters, tuple(rates)
    return None


def fits(rule: Rule, values: Mapping[str, Fraction]) -> bool:
    """Whether values of rate and parameters satisfy what is given."""
    return all(_true(rule, g, values) for g in rule.given if set(names(g)) <= set(values))


def _true(rule: Rule, given: Node, values: Mapping[str, Fraction]) -> bool:
    from proofs.judge.runs import holds

    try:
        return holds(rule, given, values)
    except (Undefined, Uncertain, ArithmeticError):
        return False


# Boxes -------------------------------------------------------------------------------------------
def boxes(rule: Rule) -> Iterator[tuple[str, Iterator[tuple[Sample, ...]]]]:
    """Data sets in order, box by box, each box with its words."""
    vectors = any(d.kind == "vector" for d in rule.data)
    shapes = [(1, 1, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2), (3, 1, 1), (3, 1, 2)]
    if vectors:
        shapes[2:2] = [(1, 2, 1)]
        shapes[5:5] = [(1, 2, 2), (2, 2, 1)]
    for n, d, bound in shapes:
        words = (
            f"{n} sample{'s' * (n > 1)}, {d} feature{'s' * (d > 1)}, "
            f"entries from {-bound} to {bound}"
        )
        single = list(samples(rule, d, bound))
        yield words, product(single, repeat=n)


def samples(rule: Rule, d: int, bound: int) -> Iterator[Sample]:
    """All samples of so many features with entries up to a bound, the smallest first."""
    entries = [Fraction(0)]
    for size in range(1, bound + 1):
        entries = [Fraction(size), Fraction(-size), *entries]
    entries.sort(key=lambda e: (e == 0, abs(e), e < 0))
    choices: list[list[Any]] = []
    for datum in rule.data:
        if datum.kind == "vector":
            choices.append(list(product(entries, repeat=d)))
        elif datum.kind == "index":
            choices.append(list(range(_classes(rule, datum.name))))
        elif (values := _labels(rule, datum.name)) is not None:
            choices.append(list(values))
        else:
            choices.append(list(entries))
    for row in product(*choices):
        yield dict(zip((datum.name for datum in rule.data), row, strict=True))


def _classes(rule: Rule, name: str) -> int:
    """How many classes a label may name."""
    sizes = dict(rule.sizes)
    for root in rule.roots():
        for part in parts(root):
            about = [a for a in part.args if a.op in ("name", "at") and a.data == name]
            if part.op == "at" and about:
                index = next(s.index for s in rule.states if s.name == part.data)
                return sizes.get(index or "") or 3
    counts = [size or 3 for index, size in rule.sizes if index != rule.sample_index]
    return min(counts, default=2)


def _labels(rule: Rule, name: str) -> tuple[Fraction, ...] | None:
    """The values of a label: those that are declared, or small ones that satisfy what is given."""
    datum = next(d for d in rule.data if d.name == name)
    if datum.values is not None:
        return tuple(sorted(datum.values))
    needed = [g for g in rule.given if set(names(g)) == {name}]
    if not needed:
        return None
    fitting = [v for v in _TRIED if all(_true(rule, g, {name: v}) for g in needed)]
    return tuple(fitting) or None


def boxed_labels(rule: Rule, name: str, entries: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The values that a label or number of a box takes: its own, classes, or the entries."""
    datum = next(d for d in rule.data if d.name == name)
    if datum.kind == "index":
        return tuple(map(Fraction, range(_classes(rule, name))))
    return _labels(rule, name) or tuple(entries)


# Runs side by side -------------------------------------------------------------------------------
def flat(value: Any) -> tuple[Any, ...]:
    """All numbers of a state, in order."""
    if isinstance(value, tuple):
        return tuple(n for v in value for n in flat(v))
    return (value,)


def part_of(state: Mapping[str, Any], what: str) -> Any:
    """A state by its name; of several names, all their numbers in a row."""
    if what in state:
        return state[what]
    return flat(tuple(state[name] for name in what.split(", ")))


def shown(value: Any) -> str:
    """A number or a vector, as it is written."""
    return f"({', '.join(map(shown, value))})" if isinstance(value, tuple) else str(value)


def _sign(a: Any) -> int | None:
    try:
        return sign(a)
    except Uncertain:
        return None


def differ(a: Any, b: Any) -> bool:
    """Whether two values are certainly different."""
    if isinstance(a, int) and isinstance(b, int):
        return a != b
    return any(_sign(p - q) in (1, -1) for p, q in zip(flat(a), flat(b), strict=True))


def scales(a: tuple[Any, ...], b: tuple[Any, ...], kept: dict[str, Any], name: str) -> bool:
    """Whether b may be a positive multiple of a, the same as before; False is certain."""
    for p, q in zip(a, b, strict=True):
        s, r = _sign(p), _sign(q)
        if s is None or r is None:
            continue
        if s != r:
            return False
        if s == 0:
            continue
        before = kept.get(name)
        if before is None:
            kept[name] = (p, q)
        elif _sign(before[0] * q - before[1] * p) in (1, -1):
            return False
    return True


def one_direction(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    """Whether b may be a positive multiple of a; False is certain."""
    return scales(a, b, {}, "")


class Search:
    """All questions about rates at once, on one data set after another."""

    def __init__(self, rule: Rule, questions: set[str], budget: float) -> None:
        self.rule = rule
        self.asked = Asked(set(questions))
        self.end = time.process_time() + budget
        self.work = MOST_WORK // max(60, len(parts(*rule.roots())))
        if any(p.op in (*IRRATIONAL, "sqrt", "pow", "norm") for p in parts(*rule.roots())):
            self.work //= 4
        self.found = chosen(rule)
        self.parameters, self.rates = self.found or ({}, ())
        self.steps = STEPS
        spoken = set() if rule.predict is None else set(names(rule.predict))
        self.unseen: dict[int, list[Sample]] = {}
        for d in (1, 2):
            seen: dict[Any, Sample] = {}
            for s in samples(rule, d, 1):
                seen.setdefault(tuple(v for n, v in s.items() if n in spoken), s)
            self.unseen[d] = list(seen.values())

    def run(self) -> Asked:
        """Search until all is found, the boxes are through or the time is up.

        Then the smallest data sets once more at rates that are much smaller and much larger, and
        with other values of the parameters.
        """
        asked = self.all_boxes()
        if self.found is not None and _about_rates(asked.open):
            first, *_ = self.rates
            further = [
                r for r in FURTHER if fits(self.rule, {**self.parameters, self.rule.rate: r})
            ]
            self.rates = (first, *further)
            self.few_boxes()
        if asked.open and (others := chosen(self.rule, other=True)) not in (None, self.found):
            self.parameters, self.rates = others
            self.few_boxes()
        if asked.open and counts(*self.rule.roots()) and self.found is not None:
            self.parameters, self.rates = self.found
            self.steps = LATER
            self.few_boxes(FURTHER_SETS // 4)
        return asked

    def few_boxes(self, most: int = FURTHER_SETS) -> None:
        """The smallest data sets once more; what is said of the search is of the first time."""
        asked = self.asked
        self.work, tried, ended, unsure = most, asked.tried, asked.ended, asked.uncertain
        asked.tried = asked.uncertain = 0
        self.all_boxes()
        asked.tried, asked.ended = tried, ended
        asked.uncertain += unsure

    def all_boxes(self) -> Asked:
        """All boxes at the rates at hand, within the work that is allowed."""
        asked = self.asked
        if self.found is None:
            asked.ended = "no values of the parameters were found that satisfy what is given"
            return asked
        for words, box in boxes(self.rule):
            for data in box:
                if not asked.open:
                    return asked
                if asked.tried >= self.work or time.process_time() > self.end:
                    return asked
                self.look(data)
                asked.tried += 1
            asked.ended = words
        return asked

    def look(self, data: tuple[Sample, ...]) -> None:
        """Run one data set at all rates, in step."""
        for precision in PRECISIONS[:2]:
            try:
                _Look(self, data, precision).go()
                return
            except Uncertain:
                continue
        self.asked.uncertain += 1


class _Look:
    def __init__(self, search: Search, data: tuple[Sample, ...], precision: int) -> None:
        self.search, self.data, self.rule = search, data, search.rule
        self.rates = search.rates if _about_rates(search.asked.open) else search.rates[:1]
        self.machines = [
            machine(self.rule, data, {**search.parameters, self.rule.rate: r}, precision=precision)
            for r in self.rates
        ]
        self.all = together(self.rule, data)

    def go(self) -> None:
        """Until the questions are answered or a run has no further step."""
        try:
            states = [m.start() for m in self.machines]
        except Undefined:
            return
        start = states[0]
        ratios: list[dict[str, Any]] = [{} for _ in self.rates]
        alive = [True] * len(states)
        for t in range(1, self.search.steps + 1):
            sample = self.all or self.data[(t - 1) % len(self.data)]
            for i, m in enumerate(self.machines):
                if not alive[i]:
                    continue
                try:
                    states[i] = m.step(states[i], sample, t)
                    alive[i] = all(map(small, flat(tuple(states[i].values()))))
                except (Undefined, Uncertain):
                    alive[i] = False
            if not alive[0]:
                return
            self.alone(start, states[0], t)
            for i in range(1, len(states)):
                if alive[i]:
                    self.compare(states[0], states[i], i, t, ratios[i])
            if "predictions" in self.search.asked.open and t > 1:
                self.predictions(states, alive, t)
            if "weights" in self.search.asked.open:
                self.powers(states, alive, ratios, t)
            if not self.search.asked.open:
                return

    def witness(self, t: int, which: Sequence[int], shown: tuple[Any, ...], what: str,
                sample: Sample | None = None) -> Witness:  # fmt: skip
        search = self.search
        return Witness(
            self.data, search.parameters, tuple(self.rates[i] for i in which), t, shown, what,
            sample, None, search.asked.tried, search.asked.uncertain,
        )  # fmt: skip

    def alone(self, start: Mapping[str, Any], state: Mapping[str, Any], t: int) -> None:
        """What one run shows: that weights move, that equal units part."""
        asked = self.search.asked
        if "zero" in asked.open:
            for s in self.rule.weights:
                if differ(start[s.name], state[s.name]):
                    asked.add("zero", self.witness(t, (0,), (state[s.name],), s.name))
        if "units" in asked.open:
            for s in self.rule.states:
                if s.index and any(differ(state[s.name][0], u) for u in state[s.name][1:]):
                    asked.add("units", self.witness(t, (0,), (state[s.name],), s.name))

    def compare(self, a: Mapping[str, Any], b: Mapping[str, Any], i: int, t: int,
                ratio: dict[str, Any]) -> None:  # fmt: skip
        """What two runs show."""
        asked = self.search.asked
        for s in self.rule.weights:
            one, other = flat(a[s.name]), flat(b[s.name])
            shown = a[s.name], b[s.name]
            if "weights" in asked.open and not scales(one, other, ratio, s.name):
                asked.add("weights", self.witness(t, (0, i), shown, s.name))
        if "direction" in asked.open:
            self.direction(a, b, i, t)

    def direction(self, a: Mapping[str, Any], b: Mapping[str, Any], i: int, t: int) -> None:
        """Whether the weights of two runs, taken together, have one direction."""
        weights = [s.name for s in self.rule.weights]
        joined = tuple(flat(tuple(run[n] for n in weights)) for run in (a, b))
        if one_direction(*joined):
            return
        name = next((n for n in weights if not one_direction(flat(a[n]), flat(b[n]))), None)
        shown, what = ((a[name], b[name]), name) if name else (joined, ", ".join(weights))
        self.search.asked.add("direction", self.witness(t, (0, i), shown, what))

    def predictions(self, states: Sequence[Mapping[str, Any]], alive: Sequence[bool],
                    t: int) -> None:  # fmt: skip
        """Whether two runs predict different things, of seen samples or of others."""
        for x in (*self.data, *self.unseen()):
            first = self.predicted(0, states, x, t)
            if first is None:
                continue
            for i in range(1, len(states)):
                other = self.predicted(i, states, x, t) if alive[i] else None
                if other is not None and differ(first, other):
                    made = self.witness(t, (0, i), (first, other), "prediction", x)
                    self.search.asked.add("predictions", made)
                    return

    def predicted(self, i: int, states: Sequence[Mapping[str, Any]], x: Sample, t: int) -> Any:
        """What a run predicts after step t; None where that is not certain."""
        try:
            return self.machines[i].predict(states[i], x, t + 1)
        except (Undefined, Uncertain):
            return None

    def unseen(self) -> list[Sample]:
        """Further samples, of the dimension at hand."""
        vector = next((d.name for d in self.rule.data if d.kind == "vector"), None)
        return self.search.unseen[1 if vector is None else len(self.data[0][vector])]

    def powers(self, states: Sequence[Mapping[str, Any]], alive: Sequence[bool],
               ratios: list[dict[str, Any]], t: int) -> None:  # fmt: skip
        """Whether the factors at several rates are powers of them: those at 2 and 1/2 are inverse.

        With r1 = c and r2 = 1/c relative to the first rate, c**p times c**-p is 1.
        """
        base = self.rates[0]
        for i, j in combinations(range(1, len(states)), 2):
            if self.rates[i] * self.rates[j] != base * base or not (alive[i] and alive[j]):
                continue
            for s in self.rule.weights:
                one, other = ratios[i].get(s.name), ratios[j].get(s.name)
                if one is None or other is None:
                    continue
                if _sign(one[1] * other[1] - one[0] * other[0]) in (1, -1):
                    shown = tuple(states[k][s.name] for k in (i, 0, j))
                    self.search.asked.add("weights", self.witness(t, (i, 0, j), shown, s.name))
                    return


def _about_rates(open: set[str]) -> bool:
    return bool(open & {"weights", "direction", "predictions"})


def small(a: Any) -> bool:
    """Whether a number is short enough to go on with."""
    if isinstance(a, Ball):
        return a.below(200)
    return bool(max(abs(a.numerator), a.denominator).bit_length() < 4000)


# Rotations ---------------------------------------------------------------------------------------
TURNS = (((Fraction(0), Fraction(-1)), (Fraction(1), Fraction(0))),
         ((Fraction(3, 5), Fraction(-4, 5)), (Fraction(4, 5), Fraction(3, 5))))  # fmt: skip
STARTS = tuple(tuple(map(Fraction, s)) for s in ((0, 0), (1, 0), (1, 1), (2, -1), (1, 3)))


def turned(value: Any, kind: str, turn: Any) -> Any:
    """A vector, or the vectors of units, turned in the plane."""
    if kind != "vector":
        return value
    if isinstance(value[0], tuple):
        return tuple(turned(v, kind, turn) for v in value)
    return tuple(turn[i][0] * value[0] + turn[i][1] * value[1] for i in (0, 1))


def rotation(rule: Rule, budget: float) -> tuple[Witness | None, int]:
    """A turn of the plane with which one step does not commute, and how many were tried."""
    found = chosen(rule)
    if found is None:
        return None, 0
    parameters, rates = found
    end = time.process_time() + budget
    tried = 0
    single = list(samples(rule, 2, 1)) + list(samples(rule, 2, 2))
    few = [s for s in single[:MOST_SMALL] if any(map(any, _vectors(rule, s)))]
    every = [((s,) for s in single), product(few, repeat=2)]  # what a step remembers needs two
    for most, sets in zip((MOST_TURNS, 2 * MOST_TURNS), every, strict=True):
        for data in sets:
            for start, turn in product(STARTS, TURNS):
                if time.process_time() > end:
                    return None, tried
                if tried >= most:
                    break
                tried += 1
                made = machine(rule, data, {**parameters, rule.rate: rates[0]}, dimension=2)
                try:
                    witness = _turned_run(rule, made, data, start, turn, parameters, rates[0])
                except (Undefined, Uncertain):
                    continue
                if witness is not None:
                    return witness, tried
            if tried >= most:
                break
    return None, tried


def _vectors(rule: Rule, sample: Sample) -> list[Any]:
    return [sample[d.name] for d in rule.data if d.kind == "vector"]


def _turned_run(
    rule: Rule, made: Machine, data: tuple[Sample, ...], start: Any, turn: Any,
    parameters: Mapping[str, Fraction], rate: Fraction,
) -> Witness | None:  # fmt: skip
    kinds = {d.name: d.kind for d in rule.data}
    around = tuple({n: turned(v, kinds[n], turn) for n, v in s.items()} for s in data)
    begin = {
        s.name: (start,) * made.counts[s.index] if s.index else start
        for s in rule.weights if s.kind == "vector"
    }  # fmt: skip
    a = made.start(begin)
    b = {s.name: turned(a[s.name], s.kind, turn) for s in rule.states}
    for t in range(1, LATE if counts(*rule.roots()) else 4):
        i = (t - 1) % len(data)
        a = made.step(a, together(rule, data) or data[i], t)
        b = made.step(b, together(rule, around) or around[i], t)
        for s in rule.weights:
            image = turned(a[s.name], s.kind, turn)
            if differ(image, b[s.name]):
                return Witness(
                    data, parameters, (rate,), t, (image, b[s.name]), s.name, None,
                    {**begin, "turn": turn},
                )  # fmt: skip
    return None


def resting_samples(rule: Rule) -> str:
    """Of which samples by themselves weights stay where they start, in words."""
    found = chosen(rule)
    if found is None:
        return ""
    parameters, rates = found
    stay: list[Sample] = []
    every = list(samples(rule, 1, 1))
    for sample in every:
        made = machine(rule, (sample,), {**parameters, rule.rate: rates[0]}, dimension=1)
        try:
            first = state = made.start()
            for t in range(1, 4):
                state = made.step(state, together(rule, (sample,)) or sample, t)
            moved = any(differ(first[s.name], state[s.name]) for s in rule.weights)
        except (Undefined, Uncertain):
            moved = True
        if not moved:
            stay.append(sample)
    if not stay:
        return f"weights move on each of {len(every)} samples by itself"
    shown = "; ".join(
        ", ".join(f"{n} = {v[0] if isinstance(v, tuple) else v}" for n, v in s.items())
        for s in stay[:4]
    )
    more = f" and {len(stay) - 4} more" if len(stay) > 4 else ""
    return f"of {len(every)} samples by themselves, weights stay on {len(stay)}: {shown}{more}"


__all__ = [
    "Asked", "Search", "Witness", "boxed_labels", "boxes", "chosen", "differ", "flat",
    "one_direction", "rotation", "samples", "scales", "small",
]  # fmt: skip
