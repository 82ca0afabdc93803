"""All data sets of a box, run by a program that was written out for them.

Two engines carry a program out, over blocks of data sets: NumPy, and one loop that numba compiles
(extra ``fast``) once for all programs.  Both are equal by ``==``, and exact runs check a sample.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from math import lcm, prod
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from proofs.judge import programs as P
from proofs.judge.numbers import Uncertain, Undefined
from proofs.judge.programs import NotCompiled, Program, Shape, written_out
from proofs.judge.runs import Machine, Sample, machine, together
from proofs.judge.search import boxed_labels, chosen, differ, flat, one_direction, scales
from proofs.judge.syntax import Rule

Ints: TypeAlias = npt.NDArray[np.int64]
Engine: TypeAlias = Literal["numpy", "numba"]
BLOCK = 512
"""Data sets that the compiled loop carries through all instructions together."""
BATCH = 2**14
"""Data sets that NumPy does, at most."""
WORTH_COMPILING = 2**25
CHECKED = 50
"""How many data sets of a box are run again by fractions."""


@dataclass(frozen=True)
class Found:
    """What a sweep of a box comes to."""

    data_sets: int
    """How many were run, each at two rates."""
    witnesses: int
    first: int | None
    """The place of the first witness, in the box's order."""
    whole: bool
    """Whether all data sets of the box were run."""


def engine_for(data_sets: int) -> Engine:
    """numba where it is installed and compiling is worth its time."""
    worth = WORTH_COMPILING <= 2 * data_sets < 2**62
    return "numba" if worth and find_spec("numba") else "numpy"


def size(rule: Rule, shape: Shape) -> int:
    """How many data sets a box has."""
    return prod(map(len, shape.tables(rule)))


def data_set(rule: Rule, shape: Shape, place: int) -> tuple[Sample, ...]:
    """The data set at a place of the box; the last number changes fastest."""
    tables = shape.tables(rule)
    numbers: list[Fraction] = []
    for table in reversed(tables):
        place, digit = divmod(place, len(table))
        numbers.append(table[digit])
    numbers.reverse()
    made = []
    for _ in range(shape.samples):
        sample: dict[str, Any] = {}
        for datum in rule.data:
            if datum.kind == "vector":
                sample[datum.name] = tuple(numbers[: shape.features])
                numbers = numbers[shape.features :]
            else:
                value, *numbers = numbers
                sample[datum.name] = int(value) if datum.kind == "index" else value
        made.append(sample)
    return tuple(made)


def sweep(
    rule: Rule, shape: Shape, program: Program, *, engine: Engine | None = None,
    first_only: bool = False, until: float = float("inf"),
) -> Found:  # fmt: skip
    """Run all data sets of a box, or those before the first witness, or as many as there is time.

    Each is run at both rates; `until` is a time of `time.monotonic`.
    """
    tables = [np.array(_whole(t), dtype=np.int64) for t in shape.tables(rule)]
    total = prod(map(len, tables))
    made = _Compiled if (engine or engine_for(total)) == "numba" else _Arrays
    runner = made(program, tables)
    done = witnesses = 0
    first: int | None = None
    while done < total:
        count, place, ran = runner.next(done)
        witnesses += count
        if first is None and count:
            first = place
        done += ran
        if (first_only and first is not None) or time.monotonic() > until:
            break
    return Found(done, witnesses, first, done == total)


def _whole(table: Sequence[Fraction]) -> list[int]:
    """The values of a number as whole numbers over their common denominator."""
    below = lcm(*{q.denominator for q in table})
    return [int(q * below) for q in table]


# NumPy -------------------------------------------------------------------------------------------
class _Arrays:
    """Each instruction over a block, in which the last numbers take all their values."""

    def __init__(self, program: Program, tables: Sequence[Ints]) -> None:
        self.program, self.tables = program, tables
        inner = len(tables)
        while inner and (
            inner == len(tables) or prod(len(t) for t in tables[inner - 1 :]) <= BATCH
        ):
            inner -= 1
        self.inner = inner
        self.block = prod(len(t) for t in tables[inner:])
        self.fixed: dict[int, Ints] = {}
        after = self.block
        for k, table in enumerate(tables[inner:], inner):  # a grid may have too many dimensions
            after //= len(table)
            self.fixed[k] = np.tile(np.repeat(table, after), self.block // (after * len(table)))
        self.outer = {k: np.empty(self.block, np.int64) for k in range(inner)}
        self.buffers = np.empty((program.slots, self.block), np.int64)

    def next(self, start: int) -> tuple[int, int, int]:
        """Witnesses of the block that begins there, the first of them, and the block's size."""
        rest = start // self.block
        for k in reversed(range(self.inner)):
            rest, digit = divmod(rest, len(self.tables[k]))
            self.outer[k].fill(self.tables[k][digit])
        held: list[Any] = list(self.buffers)
        for slot, k in self.program.inputs:
            held[slot] = self.fixed[k] if k >= self.inner else self.outer[k]
        for op, to, a, b, c in self.program.code:
            self._do(op, held, self.buffers[to], a, b, c)
            held[to] = self.buffers[to]
        found = held[self.program.result] != 0
        count = int(np.count_nonzero(found))
        return count, start + int(found.argmax()) if count else -1, self.block

    def _do(self, op: int, held: list[Any], out: Ints, a: int, b: int, c: int) -> None:
        """One instruction; the place of its result may be that of an operand."""
        if op in _UFUNCS:
            _UFUNCS[op](held[a], held[b], out=out)
        elif op == P.MULC:
            np.multiply(held[a], c, out=out)
        elif op == P.ADDC:
            np.add(held[a], c, out=out)
        elif op in _TESTS:
            out[:] = _TESTS[op](held[a], 0)
        elif op == P.SELECT:
            out[:] = np.where(held[a] != 0, held[b], held[c])
        elif op == P.NOT:
            np.subtract(1, held[a], out=out)
        elif op == P.ABS:
            np.absolute(held[a], out=out)
        else:
            np.sign(held[a], out=out)


_UFUNCS: Mapping[int, Any] = {
    P.ADD: np.add, P.SUB: np.subtract, P.MUL: np.multiply, P.AND: np.bitwise_and,
    P.OR: np.bitwise_or, P.MAX: np.maximum, P.MIN: np.minimum,
}  # fmt: skip
_TESTS: Mapping[int, Any] = {
    P.POSITIVE: np.greater, P.NONNEGATIVE: np.greater_equal, P.NOUGHT: np.equal,
}  # fmt: skip


# numba -------------------------------------------------------------------------------------------
class _Compiled:
    """The same by one loop that was compiled once, for all programs."""

    def __init__(self, program: Program, tables: Sequence[Ints]) -> None:
        self.code = np.array(program.code, dtype=np.int64).reshape(-1, 5)
        self.inputs = np.array(program.inputs, dtype=np.int64).reshape(-1, 2)
        self.sizes = np.array([len(t) for t in tables], dtype=np.int64)
        self.values = np.zeros((len(tables), max(map(len, tables))), np.int64)
        for k, table in enumerate(tables):
            self.values[k, : len(table)] = table
        strides = [prod(map(len, tables[k + 1 :])) for k in range(len(tables))]
        self.strides = np.array(strides, dtype=np.int64)
        self.held = np.empty((program.slots, BLOCK), np.int64)
        self.result, self.total = program.result, prod(map(len, tables))
        self.loop = _loop()

    def next(self, start: int) -> tuple[int, int, int]:
        """Witnesses among the next data sets, the first of them, and how many were run."""
        stop = min(self.total, start + 2**20)
        count, first = self.loop(
            self.code, self.inputs, self.sizes, self.strides, self.values, self.held, self.result,
            start, stop,
        )  # fmt: skip
        return int(count), int(first), stop - start


@cache
def _loop() -> Any:
    """The loop, compiled: for each block, each instruction over all of its data sets."""
    import numba

    def run(  # type: ignore[no-untyped-def]  # numba finds the types
        code, inputs, sizes, strides, values, held, result, start, stop
    ):
        count, first = 0, -1
        for begin in range(start, stop, BLOCK):
            n = min(BLOCK, stop - begin)
            for k in range(len(inputs)):
                row, which = held[inputs[k, 0]], inputs[k, 1]
                stride, many = strides[which], sizes[which]
                digit = begin // stride % many
                left = stride - begin % stride
                at = 0
                while at < n:
                    end = min(n, at + left)
                    value = values[which, digit]
                    for i in range(at, end):
                        row[i] = value
                    at, left = end, stride
                    digit += 1
                    if digit == many:
                        digit = 0
            for j in range(len(code)):
                op, to, number = code[j, 0], held[code[j, 1]], code[j, 4]
                a, b = held[code[j, 2]], held[code[j, 3]]
                if op == 0:
                    for i in range(n):
                        to[i] = a[i] + b[i]
                elif op == 1:
                    for i in range(n):
                        to[i] = a[i] - b[i]
                elif op == 2:
                    for i in range(n):
                        to[i] = a[i] * b[i]
                elif op == 3:
                    for i in range(n):
                        to[i] = a[i] * number
                elif op == 4:
                    for i in range(n):
                        to[i] = a[i] + number
                elif op == 5:
                    for i in range(n):
                        to[i] = 1 if a[i] > 0 else 0
                elif op == 6:
                    for i in range(n):
                        to[i] = 1 if a[i] >= 0 else 0
                elif op == 7:
                    for i in range(n):
                        to[i] = 1 if a[i] == 0 else 0
                elif op == 8:
                    c = held[number]
                    for i in range(n):
                        to[i] = b[i] if a[i] != 0 else c[i]
                elif op == 9:
                    for i in range(n):
                        to[i] = a[i] & b[i]
                elif op == 10:
                    for i in range(n):
                        to[i] = a[i] | b[i]
                elif op == 11:
                    for i in range(n):
                        to[i] = 1 - a[i]
                elif op == 12:
                    for i in range(n):
                        to[i] = max(a[i], b[i])
                elif op == 13:
                    for i in range(n):
                        to[i] = min(a[i], b[i])
                elif op == 14:
                    for i in range(n):
                        to[i] = abs(a[i])
                else:
                    for i in range(n):
                        to[i] = (1 if a[i] > 0 else 0) - (1 if a[i] < 0 else 0)
            found = held[result]
            for i in range(n):
                if found[i] != 0:
                    if first < 0:
                        first = begin + i
                    count += 1
        return count, first

    return numba.njit(nogil=True)(run)


# Exact runs --------------------------------------------------------------------------------------
def exactly(rule: Rule, shape: Shape, data: Sequence[Sample]) -> bool:
    """Whether two exact runs on a data set differ in what is asked: by fractions, in Python."""
    made = [
        machine(
            rule,
            data,
            {**shape.values, rule.rate: rate},
            counts=shape.counts,
            dimension=shape.features,
        )
        for rate in shape.rates
    ]
    states: list[Mapping[str, Any]] = [m.start() for m in made]
    everything = together(rule, data)
    ratios: dict[str, Any] = {}
    for t in range(1, shape.steps + 1):
        sample = everything or data[(t - 1) % len(data)]
        seen = data if everything else (sample,)
        if shape.asks == "predictions" and _predict_apart(made, states, seen, t):
            return True
        states = [m.step(s, sample, t) for m, s in zip(made, states, strict=True)]
        if shape.asks == "direction":
            own = [tuple(state[s.name] for s in rule.weights) for state in states]
            if not one_direction(*map(flat, own)):
                return True
        for s in rule.weights if shape.asks == "weights" else ():
            one, other = (flat(state[s.name]) for state in states)
            if not scales(one, other, ratios, s.name):
                return True
    further = (*data, *shape.further) if shape.further else ()
    return shape.asks == "predictions" and _predict_apart(made, states, further, shape.steps + 1)


def _predict_apart(
    made: Sequence[Machine], states: Sequence[Mapping[str, Any]], samples: Sequence[Sample], t: int
) -> bool:
    for sample in samples:
        one, other = (m.predict(s, sample, t) for m, s in zip(made, states, strict=True))
        if differ(one, other):
            return True
    return False


def checked(rule: Rule, shape: Shape, program: Program, *, sample: int = CHECKED) -> None:
    """Raise `AssertionError` unless both engines and exact runs agree on data sets of the box."""
    total = size(rule, shape)
    draw = random.Random(0)
    for _ in range(sample):
        place = draw.randrange(total)
        data = data_set(rule, shape, place)
        said = _alone(rule, shape, program, place)
        if said != exactly(rule, shape, data):
            raise AssertionError(f"{rule.name}: the program is wrong on {data}")


def _alone(rule: Rule, shape: Shape, program: Program, place: int) -> bool:
    """What the program says of one data set, instruction by instruction on Python's numbers."""
    rest, digits = place, []
    for table in reversed(shape.tables(rule)):
        rest, digit = divmod(rest, len(table))
        digits.append(int(table[digit] * lcm(*{q.denominator for q in table})))
    digits.reverse()
    runner = _Arrays(program, [np.array([d]) for d in digits])
    return runner.next(0)[0] == 1


# Refutations -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Refutation:
    """The smallest data set, in the order of boxes, on which two runs differ."""

    shape: Shape
    data: tuple[Sample, ...]
    smaller: int
    """How many data sets came before it."""
    seconds: float


SHAPES = ((1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1), (2, 1, 2), (2, 2, 1), (3, 1, 1), (3, 1, 2),
          (2, 2, 2), (3, 2, 1), (3, 2, 2))  # fmt: skip
"""Samples, features and the largest entry of boxes, one after another."""
OTHERS = tuple(map(Fraction, ("1/10", "1/2", "2", "3", "10")))
"""Rates that rate 1 is compared with, if they are allowed."""


def refuted(
    rule: Rule, asks: str, *, seconds: float = 5.0, values: Mapping[str, Fraction] | None = None
) -> Refutation | None:
    """Data on which the rate matters, checked by exact runs; None if none was found in the time.

    `asks` is predictions, direction or weights.  Raises `NotCompiled` for a rule that has no
    program.
    """
    began = time.monotonic()
    found = chosen(rule)
    if found is None:
        raise NotCompiled("no values of its parameters were found that satisfy what is given")
    parameters, rates = found
    tried = 0
    vectors = any(d.kind == "vector" for d in rule.data)
    for samples, features, largest in SHAPES:
        if features > 1 and not vectors:
            continue
        for other in (r for r in OTHERS if r in rates):
            blank = box(rule, samples, features, largest, asks, (rates[0], other))
            shape = replace(blank, values=values or parameters)
            program = written_out(rule, shape)
            until = began + seconds
            swept = sweep(rule, shape, program, engine="numpy", first_only=True, until=until)
            if swept.first is not None:
                data = data_set(rule, shape, swept.first)
                if not exactly(rule, shape, data):
                    raise AssertionError(f"{rule.name}: the program is wrong on {data}")
                return Refutation(shape, data, tried + swept.first, time.monotonic() - began)
            tried += swept.data_sets
            if time.monotonic() > until:
                return None
    return None


def box(
    rule: Rule, samples: int, features: int, largest: int, asks: str,
    rates: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1, 10)), steps: int = 0,
) -> Shape:  # fmt: skip
    """A box of whole entries up to a size, small ones first; steps are two passes if not said."""
    entries = [Fraction(0)]
    for k in range(1, largest + 1):
        entries += [Fraction(k), Fraction(-k)]
    entries = entries[1:] + entries[:1]
    labels = {d.name: boxed_labels(rule, d.name, entries) for d in rule.data if d.kind != "vector"}
    further: list[Mapping[str, Any]] = []
    for k in range(features):
        unit = tuple(Fraction(int(j == k)) for j in range(features))
        one = {d.name: unit if d.kind == "vector" else labels[d.name][0] for d in rule.data}
        further.append(one)
    count = steps or (2 * samples if not rule.sample_index else 3)
    parameters = (chosen(rule) or ({}, ()))[0]
    return Shape(
        samples, features, tuple(entries), labels, rates, parameters, count, asks, {},
        tuple(further) if asks == "predictions" else (),
    )  # fmt: skip


__all__ = [
    "Found", "NotCompiled", "Refutation", "Uncertain", "Undefined", "box", "checked", "data_set",
    "engine_for", "exactly", "refuted", "size", "sweep",
]  # fmt: skip
