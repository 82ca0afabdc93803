"""Runs of a rule as straight-line programs on whole numbers, made from the rule's own parts.

All steps of a run are written out for one shape of data.  Every value is a whole number over a
denominator that is known beforehand, and between bounds that are known beforehand, so that int64
cannot overflow: a program that could is refused.  Nothing is ever compiled from text: a program is
a list of instructions, which `sweep` carries out over many data sets at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

from proofs.judge.language import family_of
from proofs.judge.runs import DEFAULT_SIZE
from proofs.judge.syntax import BINDERS, Node, Rule, parts

LIMIT = 2**62
MOST_INSTRUCTIONS = 20_000
ADD, SUB, MUL, MULC, ADDC, POSITIVE, NONNEGATIVE, NOUGHT = range(8)
SELECT, AND, OR, NOT, MAX, MIN, ABS, SIGN = range(8, 16)
"""a + b, a - b, a b, a times a number, a plus a number, a > 0, a >= 0, a = 0; b if a else c, ..."""
_OF_TWO = (ADD, SUB, MUL, AND, OR, MAX, MIN)


class NotCompiled(ValueError):
    """A rule that has no program: the message says which part, or how large a number can become."""


@dataclass(frozen=True)
class Reg:
    """A value of the program: a whole number between bounds, over a denominator."""

    place: int
    """Of the instruction or input that makes it; -1 for a number known beforehand."""
    below: int
    low: int
    high: int

    @property
    def known(self) -> Fraction | None:
        """The number, where it is known beforehand."""
        return Fraction(self.low, self.below) if self.place < 0 else None


@dataclass(frozen=True)
class Program:
    """Instructions (operation, slot of the result, slots or numbers of operands), and its slots."""

    code: tuple[tuple[int, int, int, int, int], ...]
    slots: int
    inputs: tuple[tuple[int, int], ...]
    """For each input its slot and the sample's entry that it is."""
    result: int
    """The slot that is not 0 where the runs differ."""
    operations: int
    """How many there were before slots were given."""


@dataclass
class _Maker:
    """Writes instructions; what was computed once is not computed again."""

    code: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Operation and operands; result is the place."""
    made: dict[tuple[int, int, int, int], Reg] = field(default_factory=dict)
    entries: int = 0

    def constant(self, value: Fraction | int) -> Reg:
        q = Fraction(value)
        return Reg(-1, q.denominator, q.numerator, q.numerator)

    def entry(self, low: int, high: int, below: int = 1) -> Reg:
        """An input."""
        self.entries += 1
        return Reg(self.entries - 1, below, low, high)

    def emit(self, op: int, a: int, b: int, c: int, below: int, low: int, high: int) -> Reg:
        largest = max(abs(low), abs(high), abs(c))
        if largest >= LIMIT:
            raise NotCompiled(
                f"a whole number of these runs can reach 2**{largest.bit_length() - 1}"
            )
        key = (op, a, b, c)
        found = self.made.get(key)
        if found is None or found.below != below:
            if len(self.code) >= MOST_INSTRUCTIONS:
                raise NotCompiled("the runs take too many operations to be written out")
            self.code.append(key)
            found = self.made[key] = Reg(self.entries + len(self.code) - 1, below, low, high)
        return found

    # Arithmetic ----------------------------------------------------------------------------------

    def over(self, a: Reg, below: int) -> Reg:
        """The same number over a multiple of its denominator."""
        if a.below == below:
            return a
        factor = below // a.below
        if a.place < 0:
            return Reg(-1, below, a.low * factor, a.high * factor)
        return self.emit(MULC, a.place, 0, factor, below, a.low * factor, a.high * factor)

    def alike(self, *regs: Reg) -> tuple[Reg, ...]:
        below = lcm(*(r.below for r in regs))
        return tuple(self.over(r, below) for r in regs)

    def plus(self, a: Reg, b: Reg) -> Reg:
        if a.known == 0:
            return b
        if b.known == 0:
            return a
        a, b = self.alike(a, b)
        if a.place < 0 and b.place < 0:
            return Reg(-1, a.below, a.low + b.low, a.low + b.low)
        if a.place < 0:
            a, b = b, a
        low, high = a.low + b.low, a.high + b.high
        if b.place < 0:
            return self.emit(ADDC, a.place, 0, b.low, a.below, low, high)
        first, second = sorted((a.place, b.place))
        return self.emit(ADD, first, second, 0, a.below, low, high)

    def minus(self, a: Reg, b: Reg) -> Reg:
        if b.place < 0:
            return self.plus(a, Reg(-1, b.below, -b.low, -b.low))
        if a.known == 0:
            return self.times(self.constant(-1), b)
        if a.place == b.place and a.below == b.below:
            return self.constant(0)
        a, b = self.alike(a, b)
        if a.place < 0:
            return self.plus(self.times(self.constant(-1), b), a)
        return self.emit(SUB, a.place, b.place, 0, a.below, a.low - b.high, a.high - b.low)

    def times(self, a: Reg, b: Reg) -> Reg:
        if a.place >= 0 and b.place < 0:
            a, b = b, a
        if (factor := a.known) is not None:
            if factor == 0:
                return self.constant(0)
            if b.place < 0:
                return self.constant(factor * (b.known or 0))
            if factor == 1:
                return b
            below = b.below * factor.denominator
            low, high = sorted((b.low * factor.numerator, b.high * factor.numerator))
            if factor.numerator == 1:  # only its denominator grows
                return Reg(b.place, below, b.low, b.high)
            return self.emit(MULC, b.place, 0, factor.numerator, below, low, high)
        ends = [p * q for p in (a.low, a.high) for q in (b.low, b.high)]
        first, second = sorted((a.place, b.place))
        low = 0 if first == second else min(ends)
        return self.emit(MUL, first, second, 0, a.below * b.below, low, max(ends))

    def over_number(self, a: Reg, b: Reg) -> Reg:
        if (by := b.known) is None:
            raise NotCompiled("it divides by what the data decide")
        if by == 0:
            raise NotCompiled("it divides by 0")
        return self.times(self.constant(1 / by), a)

    # Truths, as 0 and 1 --------------------------------------------------------------------------

    def test(self, op: int, a: Reg) -> Reg:
        """Whether a is above 0, at least 0, or 0."""
        always, never = {
            POSITIVE: (a.low > 0, a.high <= 0),
            NONNEGATIVE: (a.low >= 0, a.high < 0),
            NOUGHT: (a.low == a.high == 0, a.low > 0 or a.high < 0),
        }[op]
        if always or never:
            return self.constant(int(always))
        return self.emit(op, a.place, 0, 0, 1, 0, 1)

    def neither(self, a: Reg) -> Reg:
        if (known := a.known) is not None:
            return self.constant(int(not known))
        return self.emit(NOT, a.place, 0, 0, 1, 0, 1)

    def joined(self, op: int, a: Reg, b: Reg) -> Reg:
        """Both, or one of them."""
        for one, other in ((a, b), (b, a)):
            if (known := one.known) is not None:
                decided = bool(known) is (op == OR)
                return one if decided else other
        first, second = sorted((a.place, b.place))
        return a if first == second else self.emit(op, first, second, 0, 1, 0, 1)

    def choice(self, test: Reg, a: Reg, b: Reg) -> Reg:
        if (known := test.known) is not None:
            return a if known else b
        if (a.place, a.below, a.low) == (b.place, b.below, b.low) and a.high == b.high:
            return a
        a, b = self.alike(a, b)
        low, high = min(a.low, b.low), max(a.high, b.high)
        if a.place < 0 and b.place < 0:  # both known: b + (a - b) where the test holds
            jump = Reg(-1, a.below, a.low - b.low, a.low - b.low)
            return self.plus(self.times(test, jump), b)
        held = [r if r.place >= 0 else self.held(r, test) for r in (a, b)]
        return self.emit(SELECT, test.place, held[0].place, held[1].place, a.below, low, high)

    def held(self, a: Reg, like: Reg) -> Reg:
        """A known number as a value of the program."""
        nought = self.emit(MULC, like.place, 0, 0, a.below, 0, 0)
        return self.emit(ADDC, nought.place, 0, a.low, a.below, a.low, a.low)

    def one_of(self, op: int, a: Reg, b: Reg) -> Reg:
        """The larger or the smaller."""
        a, b = self.alike(a, b)
        pick = max if op == MAX else min
        if a.place < 0 and b.place < 0:
            return Reg(-1, a.below, pick(a.low, b.low), pick(a.low, b.low))
        if a.place < 0:
            a, b = b, a
        if b.place < 0:
            b = self.held(b, a)
        low, high = pick(a.low, b.low), pick(a.high, b.high)
        first, second = sorted((a.place, b.place))
        return self.emit(op, first, second, 0, a.below, low, high)

    def size(self, a: Reg) -> Reg:
        if (known := a.known) is not None:
            return self.constant(abs(known))
        if a.low >= 0:
            return a
        return self.emit(ABS, a.place, 0, 0, a.below, 0, max(-a.low, a.high))

    def sign(self, a: Reg) -> Reg:
        if (known := a.known) is not None:
            return self.constant((known > 0) - (known < 0))
        return self.emit(SIGN, a.place, 0, 0, 1, -1, 1)

    # The whole -----------------------------------------------------------------------------------

    def program(self, result: Reg) -> Program:
        """The instructions that the result needs, each result in a slot that is free."""
        if result.place < 0:
            held = self.held(result, Reg(0, 1, 0, 0)) if self.entries else None
            if held is None:
                raise NotCompiled("there are no data")
            result = held
        first = self.entries
        needed = {result.place}
        for place in range(first + len(self.code) - 1, first - 1, -1):
            if place in needed:
                needed.update(_operands(self.code[place - first]))
        last = {result.place: first + len(self.code)}
        for place in sorted(needed, reverse=True):
            if place >= first:
                for k in _operands(self.code[place - first]):
                    last.setdefault(k, place)
        slots: dict[int, int] = {}
        free: list[int] = []
        inputs = []
        for k in range(first):
            if k in needed:
                slots[k] = len(slots)
                inputs.append((slots[k], k))
        count = len(slots)
        code = []
        for place in sorted(needed):
            if place < first:
                continue
            op, a, b, c = self.code[place - first]
            own = _operands(self.code[place - first])
            for k in {*own}:  # the result may take the place of what is used for the last time
                if last[k] == place:
                    free.append(slots[k])
            if free:
                slot = free.pop()
            else:
                slot, count = count, count + 1
            if op == SELECT:
                code.append((op, slot, slots[a], slots[b], slots[c]))
            else:
                code.append((op, slot, slots[a], slots[b] if op in _OF_TWO else 0, c))
            slots[place] = slot
        return Program(tuple(code), count, tuple(inputs), slots[result.place], len(code))


def _operands(instruction: tuple[int, int, int, int]) -> tuple[int, ...]:
    op, a, b, c = instruction
    if op == SELECT:
        return a, b, c
    return (a, b) if op in _OF_TWO else (a,)


# A rule's parts as instructions ------------------------------------------------------------------
Value = Any
"""A register; a tuple of them for a vector; a tuple of either for units."""


class _Run:
    """Evaluates the parts of a rule, for one step of one run."""

    def __init__(
        self, make: _Maker, rule: Rule, names: dict[str, Value], t: int, counts: Mapping[str, int]
    ) -> None:
        self.make, self.rule, self.names, self.t, self.counts = make, rule, names, t, counts
        self.index: dict[str, int] = {}
        self.kept: dict[tuple[Node, tuple[tuple[str, int], ...]], Value] = {}

    def value(self, part: Node) -> Value:
        """The value of a part, worked out once for each value of the indices."""
        key = (part, tuple(sorted(self.index.items())))
        if key not in self.kept:
            self.kept[key] = self._value(part)
        return self.kept[key]

    def _value(self, part: Node) -> Value:
        op, data, make = part.op, part.data, self.make
        if op in BINDERS:
            return self._bound(part)
        match op:
            case "number":
                return make.constant(data)
            case "name":
                return self.names[data]
            case "index":
                return make.constant(self.index[data])
            case "clock":
                return make.constant(self.t)
            case "count":
                return make.constant(self.counts[data])
            case "at":
                return self._picked(self.names[data], self.value(part.args[0]))
            case "dot":
                u, v = map(self.value, part.args)
                return self._inner(u, v)
            case "where":
                test, a, b = map(self.value, part.args)
                return self._spread(make.choice, test, a, b)
        below = list(map(self.value, part.args))
        if op in ("norm", "normmax", "coordinates"):
            return self._reduced(op, below[0])
        return self._spread(lambda *regs: self._number(op, data, regs), *below)

    def _spread(self, f: Callable[..., Value], *values: Value) -> Value:
        size = next((len(v) for v in values if isinstance(v, tuple)), None)
        if size is None:
            return f(*values)
        rows = [v if isinstance(v, tuple) else (v,) * size for v in values]
        return tuple(f(*row) for row in zip(*rows, strict=True))

    def _inner(self, u: Value, v: Value) -> Reg:
        total = self.make.constant(0)
        for a, b in zip(u, v, strict=True):
            total = self.make.plus(total, self.make.times(a, b))
        return total

    def _picked(self, units: Value, index: Reg) -> Value:
        """A unit; where its number is not known, the one that is asked for among all."""
        if (known := index.known) is not None:
            if not 0 <= known < len(units):
                raise NotCompiled("it asks for a unit that is not there")
            return units[int(known)]
        found = units[0]
        for k in range(1, len(units)):
            here = self.make.test(NOUGHT, self.make.minus(index, self.make.constant(k)))
            found = self._spread(lambda a, b, h=here: self.make.choice(h, a, b), units[k], found)
        return found

    def _bound(self, part: Node) -> Value:
        """A sum, a largest or the place of the largest, over an index."""
        make, index = self.make, part.data
        before = self.index.get(index)
        found = []
        for k in range(self.counts[family_of(self.rule, part)]):
            self.index[index] = k
            found.append(self.value(part.args[0]))
        self.index.pop(index, None)
        if before is not None:
            self.index[index] = before
        best, place = found[0], make.constant(0)
        for k, value in enumerate(found[1:], 1):
            if part.op == "total":
                best = self._spread(make.plus, best, value)
            elif part.op == "largest":
                best = self._spread(lambda a, b: make.one_of(MAX, a, b), best, value)
            else:
                more = make.test(POSITIVE, make.minus(value, best))
                place = make.choice(more, make.constant(k), place)
                best = make.choice(more, value, best)
        return place if part.op == "argmax" else best

    def _reduced(self, op: str, u: Value) -> Reg:
        make = self.make
        if op == "norm":
            raise NotCompiled("it takes a root")
        total = make.constant(0)
        for a in u:
            total = (
                make.one_of(MAX, total, make.size(a)) if op == "normmax" else make.plus(total, a)
            )
        return total

    def _number(self, op: str, data: Any, regs: Sequence[Reg]) -> Reg:
        make = self.make
        a, b = regs[0], regs[-1]
        match op:
            case "+" | "*":
                total = a
                for reg in regs[1:]:
                    total = make.plus(total, reg) if op == "+" else make.times(total, reg)
                return total
            case "neg":
                return make.times(make.constant(-1), a)
            case "/":
                return make.over_number(a, b)
            case "**" | "pow":
                return self._power(a, Fraction(data) if op == "**" else b.known)
            case "abs":
                return make.size(a)
            case "sign":
                return make.sign(a)
            case "phi":
                at_least = make.test(NONNEGATIVE, a)
                return make.choice(at_least, make.constant(1), make.constant(-1))
            case "relu":
                return make.one_of(MAX, a, make.constant(0))
            case "max" | "min":
                return make.one_of(MAX if op == "max" else MIN, a, b)
            case "clip":
                return make.one_of(MIN, make.one_of(MAX, a, regs[1]), b)
            case "soft":
                left = make.one_of(MAX, make.minus(make.size(a), b), make.constant(0))
                return make.times(make.sign(a), left)
            case "<":
                return make.test(POSITIVE, make.minus(b, a))
            case "<=":
                return make.test(NONNEGATIVE, make.minus(b, a))
            case "=":
                return make.test(NOUGHT, make.minus(a, b))
            case "!=":
                return make.neither(make.test(NOUGHT, make.minus(a, b)))
            case "and" | "or":
                return make.joined(AND if op == "and" else OR, a, b)
            case "not":
                return make.neither(a)
        raise NotCompiled(f"{op} has values that are no fractions")

    def _power(self, a: Reg, exponent: Fraction | None) -> Reg:
        if exponent is None or exponent.denominator != 1:
            raise NotCompiled("it raises to a power that is no whole number known beforehand")
        n = int(exponent)
        if (known := a.known) is not None and abs(n) <= 64 and (known or n >= 0):
            return self.make.constant(known**n)
        if not 0 <= n <= 8:
            raise NotCompiled("it divides by what the data decide, or takes a high power")
        total = self.make.constant(1)
        for _ in range(n):
            total = self.make.times(total, a)
        return total


# Runs side by side -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Shape:
    """What data sets a program is for, and what of two runs on them is compared."""

    samples: int
    features: int
    entries: tuple[Fraction, ...]
    labels: Mapping[str, tuple[Fraction, ...]]
    """For each datum that is no vector, the values that it takes."""
    rates: tuple[Fraction, Fraction]
    values: Mapping[str, Fraction]
    """Of the parameters."""
    steps: int
    asks: str
    """predictions, direction or weights"""
    counts: Mapping[str, int]
    further: tuple[Mapping[str, Any], ...] = ()
    """Samples for which predictions are compared in the end, beside those that were seen."""

    def tables(self, rule: Rule) -> list[tuple[Fraction, ...]]:
        """The values of each number of a data set, sample by sample."""
        one: list[tuple[Fraction, ...]] = []
        for datum in rule.data:
            vector = datum.kind == "vector"
            one += [self.entries] * self.features if vector else [self.labels[datum.name]]
        return one * self.samples


def written_out(rule: Rule, shape: Shape) -> Program:
    """The program whose result is not 0 exactly on the data sets on which two runs differ.

    Raises `NotCompiled` for a rule with values that are no fractions, or whose whole numbers could
    leave int64.
    """
    make = _Maker()
    tables = shape.tables(rule)
    regs = []
    for table in tables:
        below = lcm(*(q.denominator for q in table))
        numbers = [int(q * below) for q in table]
        regs.append(make.entry(min(numbers), max(numbers), below))
    data = _samples(rule, shape, regs)
    runs = [_states(make, rule, shape, rate, data) for rate in shape.rates]
    return make.program(_apart(make, rule, shape, runs))


def _samples(rule: Rule, shape: Shape, regs: Sequence[Reg]) -> list[dict[str, Value]]:
    left = list(regs)
    made = []
    for _ in range(shape.samples):
        sample: dict[str, Value] = {}
        for datum in rule.data:
            taken = shape.features if datum.kind == "vector" else 1
            own, left = left[:taken], left[taken:]
            sample[datum.name] = tuple(own) if datum.kind == "vector" else own[0]
        made.append(sample)
    return made


_Seen = tuple[list[Value], list[Mapping[str, Value]]]
"""What is predicted, step after step and in the end, and the states after each step."""


def _states(
    make: _Maker, rule: Rule, shape: Shape, rate: Fraction, data: Sequence[dict[str, Value]]
) -> _Seen:
    """One run."""
    counts = {index: size or DEFAULT_SIZE for index, size in rule.sizes} | dict(shape.counts)
    if rule.sample_index:
        counts[rule.sample_index] = shape.samples
    fixed: dict[str, Value] = {n: make.constant(v) for n, v in shape.values.items()}
    fixed[rule.rate] = make.constant(rate)
    together = {d.name: tuple(s[d.name] for s in data) for d in rule.data}
    everything = together if rule.sample_index else None

    def whole(kind: str, value: Value) -> Value:
        vector = kind == "vector" and not isinstance(value, tuple)
        return (value,) * shape.features if vector else value

    def states(run: _Run, start: bool) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for s in rule.states:
            formula = s.start if start else s.update
            if s.index is None:
                made[s.name] = whole(s.kind, run.value(formula))
                continue
            units = []
            for k in range(counts[s.index]):
                run.index[s.index] = k
                units.append(whole(s.kind, run.value(formula)))
            del run.index[s.index]
            made[s.name] = tuple(units)
        return made

    def predicted(
        state: Mapping[str, Value], samples: Sequence[Mapping[str, Value]], t: int
    ) -> None:
        if rule.predict is not None and shape.asks == "predictions":
            for sample in samples:
                run = _Run(make, rule, {**fixed, **sample, **state}, t, counts)
                shown.append(run.value(rule.predict))

    state = states(_Run(make, rule, fixed, 0, counts), True)
    shown: list[Value] = []
    after: list[Mapping[str, Value]] = []
    for t in range(1, shape.steps + 1):
        sample = everything or data[(t - 1) % len(data)]
        predicted(state, data if everything else [sample], t)
        state = states(_Run(make, rule, {**fixed, **sample, **state}, t, counts), False)
        after.append(state)
    further = [
        {n: tuple(map(make.constant, v)) if isinstance(v, tuple) else make.constant(v)
         for n, v in sample.items()}
        for sample in shape.further
    ]  # fmt: skip
    if shape.further:
        predicted(state, [*data, *further], shape.steps + 1)
    return shown, after


def _flat(value: Value) -> list[Reg]:
    return [r for v in value for r in _flat(v)] if isinstance(value, tuple) else [value]


def _apart(make: _Maker, rule: Rule, shape: Shape, runs: Sequence[_Seen]) -> Reg:
    """Whether the two runs differ in what is asked."""
    (shown, after), (other_shown, other_after) = runs
    differ = make.constant(0)

    def note(test: Reg) -> None:
        nonlocal differ
        differ = make.joined(OR, differ, test)

    def unless_nought(a: Reg) -> None:
        note(make.neither(make.test(NOUGHT, a)))

    if shape.asks == "predictions":
        for one, other in zip(shown, other_shown, strict=True):
            for a, b in zip(_flat(one), _flat(other), strict=True):
                unless_nought(make.minus(a, b))
        return differ

    def weights(states: Mapping[str, Value], *names: str) -> list[Reg]:
        return [reg for name in names for reg in _flat(states[name])]

    own = [s.name for s in rule.weights]
    if shape.asks == "direction":  # of all weights together, step by step
        pairs = [
            (weights(one, *own), weights(other, *own))
            for one, other in zip(after, other_after, strict=True)
        ]
    else:  # one factor for all steps, for each state its own
        pairs = [
            ([r for one in after for r in weights(one, name)],
             [r for other in other_after for r in weights(other, name)])
            for name in own
        ]  # fmt: skip
    for first, second in pairs:
        _parallel(make, first, second, note, unless_nought)
    return differ


def _parallel(
    make: _Maker, one: Sequence[Reg], other: Sequence[Reg],
    note: Callable[[Reg], None], unless_nought: Callable[[Reg], None],
) -> None:  # fmt: skip
    """Note where the second is no positive multiple of the first."""
    pivot, its_other = one[0], other[0]
    for a, b in zip(one, other, strict=True):
        unless_nought(make.minus(make.sign(a), make.sign(b)))
    for a, b in zip(one[1:], other[1:], strict=True):
        missing = make.test(NOUGHT, pivot)
        pivot, its_other = make.choice(missing, a, pivot), make.choice(missing, b, its_other)
    for a, b in zip(one, other, strict=True):
        unless_nought(make.minus(make.times(pivot, b), make.times(its_other, a)))


def operations(rule: Rule) -> int:
    """How many operations a step of the rule has, as it is written."""
    counted = parts(*(s.update for s in rule.states))
    return sum(p.op not in ("number", "name", "index", "clock", "count") for p in counted)


__all__ = [
    "ABS", "ADD", "ADDC", "AND", "MAX", "MIN", "MUL", "MULC", "NONNEGATIVE", "NOT", "NOUGHT", "OR",
    "POSITIVE", "SELECT", "SIGN", "SUB", "NotCompiled", "Program", "Shape", "operations",
    "written_out",
]  # fmt: skip
