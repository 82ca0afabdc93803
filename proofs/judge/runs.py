"""Exact runs of a rule: fractions, intervals where exponentials and roots occur.

    (rule,) = judge.read(text)
    found = run(rule, [{"x": (1, 2), "y": -1}], {"eta": Fraction(1, 2)}, 3)
    found.states[3]["w"], found.predict({"x": (1, 0)})

A sample is a mapping from the names of data to numbers, tuples (vectors) and, for classes, whole
numbers from 0.  Step t, counted from 1, sees sample t - 1, and the first again after the last; a
rule whose data have an index sees all of them at each step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from proofs.judge.language import family_of
from proofs.judge.numbers import (
    PRECISIONS,
    Ball,
    Functions,
    Number,
    Uncertain,
    Undefined,
    ends,
    over,
    sign,
)
from proofs.judge.syntax import BINDERS, Node, Rule, State, free_indices, parts

DEFAULT_SIZE = 3
"""Units or classes of an index, where the rule does not say how many."""
Value = Any
"""A number, a tuple for a vector, a tuple of either for units, a whole number for a class."""
Sample = Mapping[str, Value]
Point = Mapping[str, Value]


@dataclass(frozen=True)
class Run:
    """A run: the states from the start on, and where it ended for want of a value."""

    rule: Rule
    values: Mapping[str, Fraction]
    data: tuple[Sample, ...]
    states: tuple[Mapping[str, Value], ...]
    undefined: int | None
    """The step that has no value, counted from 1."""
    why: str
    machine: Machine

    def predict(self, sample: Sample, after: int | None = None) -> Value:
        """What is predicted for a sample after so many steps, by default at the end.

        Raises `Undefined` where the prediction has no value, `Uncertain` where it is not known.
        """
        state = self.states[-1 if after is None else after]
        return self.machine.predict(state, exact_sample(self.rule, sample), (after or 0) + 1)


class _Environment:
    __slots__ = ("cache", "counts", "dimension", "functions", "index", "names", "t")

    def __init__(
        self, names: dict[str, Value], t: int, counts: Mapping[str, int], f: Functions,
        dimension: int,
    ) -> None:  # fmt: skip
        self.names, self.t, self.counts, self.functions = names, Fraction(t), counts, f
        self.dimension = dimension
        self.index: dict[str, int] = {}
        self.cache: dict[Node, Value] = {}


Code = Callable[[_Environment], Value]


class Machine:
    """A rule made ready to be run with some values of its parameters."""

    def __init__(
        self, rule: Rule, values: Mapping[str, Fraction], dimension: int,
        counts: Mapping[str, int], functions: Functions,
    ) -> None:  # fmt: skip
        self.rule, self.functions, self.dimension = rule, functions, dimension
        self.values = dict(values)
        self.counts = dict(counts)
        self.code = _compiled(rule)

    def environment(self, names: dict[str, Value], t: int) -> _Environment:
        """What the code of an expression is run in."""
        return _Environment(names, t, self.counts, self.functions, self.dimension)

    def start(self, given: Point | None = None) -> dict[str, Value]:
        """The states at the start; some may be given."""
        env = self.environment(dict(self.values), 0)
        state: dict[str, Value] = {}
        for s in self.rule.states:
            if given is not None and s.name in given:
                state[s.name] = given[s.name]
                continue
            value = self.code[s.start](env)
            if s.kind == "vector" and not isinstance(value, tuple):
                value = (value,) * self.dimension
            state[s.name] = (value,) * self.counts[s.index] if s.index else value
        return state

    def step(self, state: Point, sample: Sample | None, t: int) -> dict[str, Value]:
        """The states after step t; raises `Undefined` and `Uncertain`."""
        env = self.environment({**self.values, **(sample or {}), **state}, t)
        after: dict[str, Value] = {}
        for s in self.rule.states:
            after[s.name] = self._updated(s, env)
        return after

    def _updated(self, s: State, env: _Environment) -> Value:
        code = self.code[s.update]
        if s.index is None:
            return self._whole(s, code(env))
        units = []
        for k in range(self.counts[s.index]):
            env.index[s.index] = k
            units.append(self._whole(s, code(env)))
        del env.index[s.index]
        return tuple(units)

    def _whole(self, s: State, value: Value) -> Value:
        if s.kind == "vector" and not isinstance(value, tuple):
            return (value,) * self.dimension
        return value

    def predict(self, state: Point, sample: Sample, t: int = 1) -> Value:
        """What is predicted for one sample."""
        if self.rule.predict is None:
            raise Undefined("the rule predicts nothing")
        env = self.environment({**self.values, **sample, **state}, t)
        return self.code[self.rule.predict](env)


def exact(value: Value) -> Value:
    """Numbers as fractions, sequences as tuples."""
    if isinstance(value, (tuple, list)):
        return tuple(exact(v) for v in value)
    if isinstance(value, float):
        raise TypeError("numbers of exact runs are whole numbers and fractions, not floats")
    return value if isinstance(value, Ball) else Fraction(value)


def exact_sample(rule: Rule, sample: Sample) -> dict[str, Value]:
    """A sample with exact numbers; classes stay whole numbers."""
    kinds = {d.name: d.kind for d in rule.data}
    return {name: int(v) if kinds.get(name) == "index" else exact(v) for name, v in sample.items()}


def machine(
    rule: Rule, data: Sequence[Sample], values: Mapping[str, Any], *,
    counts: Mapping[str, int] | None = None, precision: int = PRECISIONS[0],
    dimension: int | None = None,
) -> Machine:  # fmt: skip
    """A rule made ready for data of a dimension and values of its rate and parameters.

    Raises `ValueError` where a parameter has no value.
    """
    missing = [n for n in (rule.rate, *rule.parameters) if n not in values]
    if missing:
        raise ValueError(f"{rule.name}: {', '.join(missing)} has no value")
    if dimension is None:
        vectors = [d.name for d in rule.data if d.kind == "vector"]
        dimension = next((len(s[v]) for s in data for v in vectors if v in s), 1)
    sizes = {index: size or DEFAULT_SIZE for index, size in rule.sizes}
    sizes |= counts or {}
    if rule.sample_index:
        sizes[rule.sample_index] = len(data)
    exactly = {name: exact(v) for name, v in values.items()}
    return Machine(rule, exactly, dimension, sizes, Functions(precision))


def run(
    rule: Rule, data: Sequence[Sample], values: Mapping[str, Any], steps: int, *,
    start: Point | None = None, counts: Mapping[str, int] | None = None,
) -> Run:  # fmt: skip
    """Run a rule exactly for some steps; a step without a value ends it, and the run says so.

    `values` are the rate's and the parameters'; `start` replaces the start of some states.
    Raises `Uncertain` where intervals do not tell which branch is taken, however close.
    """
    samples = tuple(exact_sample(rule, s) for s in data)
    begin = None if start is None else {name: exact(v) for name, v in start.items()}
    for precision in PRECISIONS:
        made = machine(rule, samples, values, counts=counts, precision=precision)
        try:
            return _run(made, samples, begin, steps)
        except Uncertain:
            if precision == PRECISIONS[-1]:
                raise
    raise AssertionError


def _run(made: Machine, samples: Sequence[Sample], start: Point | None, steps: int) -> Run:
    states: list[Mapping[str, Value]] = []
    undefined, why = None, ""
    try:
        states.append(made.start(start))
        seen = together(made.rule, samples)
        for t in range(1, steps + 1):
            states.append(made.step(states[-1], seen or samples[(t - 1) % len(samples)], t))
    except Undefined as error:
        undefined, why = len(states), str(error)
    return Run(made.rule, made.values, tuple(samples), tuple(states), undefined, why, made)


def together(rule: Rule, samples: Sequence[Sample]) -> dict[str, Value] | None:
    """All samples as one, where a step sees all of them."""
    if rule.sample_index is None:
        return None
    return {d.name: tuple(s[d.name] for s in samples) for d in rule.data}


def holds(rule: Rule, given: Node, values: Mapping[str, Value]) -> bool:
    """Whether something given is true of these values; raises `Undefined` and `Uncertain`."""
    code = _compiled(rule)[given]
    return bool(code(_Environment(dict(values), 0, {}, Functions(), 1)))


# Code: each part as a function of an environment --------------------------------------------------
@lru_cache(maxsize=256)
def _compiled(rule: Rule) -> dict[Node, Code]:
    """The code of every expression of a rule."""
    roots = [*rule.roots(), *(s.start for s in rule.states), *rule.given]
    used: dict[Node, int] = {}
    for part in parts(*roots):
        for a in part.args:
            used[a] = used.get(a, 0) + 1
    code: dict[Node, Code] = {}
    units = any(s.index for s in rule.states)
    for part in parts(*roots):
        made = _code(rule, part, [code[a] for a in part.args])
        often = used.get(part, 0) > 1 or (units and part.op in BINDERS)  # once for each unit
        if often and part.args and not free_indices(part):
            made = _kept(part, made)
        code[part] = made
    return code


def _kept(part: Node, made: Code) -> Code:
    def keep(e: _Environment) -> Value:
        if part in e.cache:
            return e.cache[part]
        value = e.cache[part] = made(e)
        return value

    return keep


def _spread(f: Callable[..., Value], *values: Value) -> Value:
    """A function of numbers, coordinate by coordinate where some are vectors."""
    size = next((len(v) for v in values if isinstance(v, tuple)), None)
    if size is None:
        return f(*values)
    rows = [v if isinstance(v, tuple) else (v,) * size for v in values]
    return tuple(f(*row) for row in zip(*rows, strict=True))


def _inner(u: Value, v: Value) -> Number:
    if len(u) != len(v):
        raise Undefined("vectors of two lengths")
    total: Number = Fraction(0)
    for a, b in zip(u, v, strict=True):
        total = total + a * b
    return total


def _code(rule: Rule, part: Node, below: list[Code]) -> Code:
    op, data = part.op, part.data
    if op in BINDERS:
        return _binder(op, data, family_of(rule, part), below[0])
    match op:
        case "number":
            return lambda e: data
        case "name":
            return lambda e: e.names[data]
        case "index":
            return lambda e: e.index[data]
        case "clock":
            return lambda e: e.t
        case "count":
            return lambda e: Fraction(e.counts[data])
        case "at":
            return _at(data, below[0])
        case "dot":
            u, v = below
            return lambda e: _inner(u(e), v(e))
        case "where":
            return _chosen(part.kind == "vector", *below)
        case "and" | "or" | "not":
            return _joined(op, below)
    number = _NUMBERS[op](data)
    if len(below) == 1:
        (f,) = below
        if op in ("norm", "normmax", "coordinates") or part.kind in ("scalar", "truth"):
            return lambda e: number(e, f(e))
        return lambda e: _spread(lambda a: number(e, a), f(e))
    if part.kind in ("scalar", "truth"):
        if len(below) == 2:
            f, g = below
            return lambda e: number(e, f(e), g(e))
        return lambda e: number(e, *[f(e) for f in below])
    return lambda e: _spread(lambda *a: number(e, *a), *[f(e) for f in below])


def _at(name: str, index: Code) -> Code:
    def at(e: _Environment) -> Value:
        units, k = e.names[name], index(e)
        if not 0 <= k < len(units):
            raise Undefined(f"there is no {name}[{k}]")
        return units[k]

    return at


def _chosen(vector: bool, condition: Code, a: Code, b: Code) -> Code:
    """Only what is chosen needs a value; a 0 among vectors is the zero vector."""

    def choose(e: _Environment) -> Value:
        test = condition(e)
        if not isinstance(test, tuple):
            value = a(e) if test else b(e)
        elif all(test):
            value = a(e)
        elif not any(test):
            value = b(e)
        else:
            value = _spread(lambda c, p, q: p if c else q, test, a(e), b(e))
        return (value,) * e.dimension if vector and not isinstance(value, tuple) else value

    return choose


def _joined(op: str, below: list[Code]) -> Code:
    def join(e: _Environment) -> Value:
        if op == "not":
            return _spread(lambda a: not a, below[0](e))
        f, g = below
        first = f(e)
        if first is (op == "or"):
            return first
        second = g(e)
        if op == "and":
            return _spread(lambda a, b: a and b, first, second)
        return _spread(lambda a, b: a or b, first, second)

    return join


def _binder(op: str, index: str, family: str, body: Code) -> Code:
    def go(e: _Environment) -> Value:
        before = e.index.get(index)
        found = []
        for k in range(e.counts[family]):
            e.index[index] = k
            found.append(body(e))
        if before is None:
            e.index.pop(index, None)
        else:
            e.index[index] = before
        if op == "total":
            total = found[0]
            for value in found[1:]:
                total = _spread(lambda a, b: a + b, total, value)
            return total
        best = 0
        for k in range(1, len(found)):
            if op == "largest" and isinstance(found[k], tuple):
                found[0] = _spread(lambda a, b: a if sign(a - b) >= 0 else b, found[0], found[k])
                continue
            if sign(found[k] - found[best]) > 0:
                best = k
        return best if op == "argmax" else found[best]

    return go


def _compare(op: str) -> Callable[..., Any]:
    def compare(e: _Environment, a: Any, b: Any) -> bool:
        s = sign(a - b) if not isinstance(a, int) else (a > b) - (a < b)
        return {"<": s < 0, "<=": s <= 0, "=": s == 0, "!=": s != 0}[op]

    return compare


def _soft(e: _Environment, a: Number, b: Number) -> Number:
    s = sign(a)
    size = a if s >= 0 else -a
    left = size - b
    if sign(left) <= 0 or s == 0:
        return Fraction(0)
    return left if s > 0 else -left


def _clip(e: _Environment, a: Number, low: Number, high: Number) -> Number:
    a = low if sign(a - low) < 0 else a
    return high if sign(a - high) > 0 else a


def _sum(e: _Environment, *values: Number) -> Number:
    total = values[0]
    for v in values[1:]:
        total = total + v
    return total


def _product(e: _Environment, *values: Number) -> Number:
    total = values[0]
    for v in values[1:]:
        total = total * v
    return total


def _size(a: Number) -> Number:
    return a if sign(a) >= 0 else -a


def _largest_size(e: _Environment, u: Value) -> Number:
    best: Number = Fraction(0)
    for a in u:
        size = _size(a)
        if sign(size - best) > 0:
            best = size
    return best


_NUMBERS: dict[str, Callable[[Any], Callable[..., Any]]] = {
    "+": lambda d: _sum,
    "*": lambda d: _product,
    "neg": lambda d: lambda e, a: -a,
    "/": lambda d: lambda e, a, b: over(a, b),
    "**": lambda d: lambda e, a: e.functions.power(a, d),
    "pow": lambda d: lambda e, a, b: e.functions.raised(a, b),
    "norm": lambda d: lambda e, u: e.functions.sqrt(_inner(u, u)),
    "normmax": lambda d: _largest_size,
    "coordinates": lambda d: lambda e, u: _sum(e, *u) if u else Fraction(0),
    "exp": lambda d: lambda e, a: e.functions.exp(a),
    "log": lambda d: lambda e, a: e.functions.log(a),
    "sigmoid": lambda d: lambda e, a: e.functions.sigmoid(a),
    "tanh": lambda d: lambda e, a: e.functions.tanh(a),
    "sqrt": lambda d: lambda e, a: e.functions.sqrt(a),
    "abs": lambda d: lambda e, a: _size(a),
    "sign": lambda d: lambda e, a: Fraction(sign(a)),
    "phi": lambda d: lambda e, a: Fraction(1 if sign(a) >= 0 else -1),
    "relu": lambda d: lambda e, a: a if sign(a) > 0 else Fraction(0),
    "max": lambda d: lambda e, a, b: a if sign(a - b) >= 0 else b,
    "min": lambda d: lambda e, a, b: a if sign(a - b) <= 0 else b,
    "clip": lambda d: _clip,
    "soft": lambda d: _soft,
    "<": lambda d: _compare("<"),
    "<=": lambda d: _compare("<="),
    "=": lambda d: _compare("="),
    "!=": lambda d: _compare("!="),
}

__all__ = [
    "DEFAULT_SIZE", "Machine", "Run", "Sample", "Uncertain", "Undefined", "Value", "ends", "exact",
    "machine", "run",
]  # fmt: skip
