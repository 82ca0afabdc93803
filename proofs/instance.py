"""Instances of what a theorem speaks of, and whether its claims hold in one, exactly.

An instance gives numbers to whatever a theorem leaves free: to symbols, to functions of a step
(what comes last goes on for ever), to linear maps, and formulas to other functions.  Everything
else is what definitions say: a run is evaluated step by step.  `judged` says in which of its
conclusions a theorem fails in an instance once one hypothesis is dropped; it refuses an instance in
which something else that is given does not hold, or cannot be decided.  Equations for all numbers
and vectors are decided as identities of polynomials, inequalities up to degree 2 by exact
elimination, claims for all steps by looking at every step until the data repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, reduce
from math import isqrt
from operator import add, mul
from typing import Any

from proofs.enclosure import enclosure
from proofs.evaluation import rounded
from proofs.polynomials import Polynomial, constant, never_negative, unknown
from proofs.trust import terms as T
from proofs.trust.rules import LARGEST

Number = Any
"""A fraction; an interval, or a polynomial, where one is evaluated with them."""
Value = Any
"""A number, or the coordinates of a vector."""
PRECISIONS = (60, 120)
"""Binary digits of the intervals that are tried in turn."""
DEEPEST = 400


class Undecided(Exception):
    """The evaluation does not tell; the message says what is in the way."""


class Undefined(Undecided):
    """A part has no value: a division by 0, or the square root of a negative number."""


class Irrational(Undecided):
    """A value that plain fractions cannot hold."""


class Missing(Undecided):
    """The instance says nothing of a symbol or a function."""

    def __init__(self, what: T.Term | T.Function) -> None:
        super().__init__(f"the instance does not say what {_called(what)} is")
        self.what = what


class Rejected(ValueError):
    """An instance that shows nothing: the message says why."""


def _called(what: T.Term | T.Function) -> str:
    return what.name if isinstance(what, T.Function) else str(what)


@dataclass(frozen=True, slots=True)
class Steps:
    """A function of the step: some values, the last of which goes on for ever."""

    values: tuple[Value, ...]
    first: int = 0
    """The step of the first value, which holds before it, too."""

    def at(self, index: int) -> Value:
        """The value at a step."""
        return self.values[min(max(index - self.first, 0), len(self.values) - 1)]


@dataclass(frozen=True, slots=True)
class Formula:
    """A function by what it is of its parameters."""

    parameters: tuple[T.Term, ...]
    body: T.Term


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear map by its rows."""

    rows: tuple[tuple[Fraction, ...], ...]


Meaning = Any
"""A value, a `Steps`, a `Formula` or a `Matrix`."""
UNIT = T.symbol("e^unit", "vector")
"""The first unit vector, in formulas."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What the symbols and functions that a theorem leaves free are taken to be."""

    dimension: int
    meanings: Mapping[T.Term | T.Function, Meaning]
    steps: int
    """How many steps of a run are looked at."""

    def as_data(self) -> dict[str, Any]:
        """The instance as plain data, numbers as strings."""
        named = sorted(self.meanings.items(), key=lambda pair: _called(pair[0]))
        taken = {_called(what): plain(meaning) for what, meaning in named}
        return {"dimension": self.dimension, "steps": self.steps, "values": taken}


def plain(meaning: Meaning) -> Any:
    """What something is taken to be, as plain data."""
    match meaning:
        case Steps(values, first):
            return {"from step": first, "values, the last for ever": [plain(v) for v in values]}
        case Formula(parameters, body):
            return {"of": [str(p) for p in parameters], "is": str(body)}
        case Matrix(rows):
            return {"rows": [plain(row) for row in rows]}
        case tuple():
            return [plain(v) for v in meaning]
    return str(meaning)


# Definitions -------------------------------------------------------------------------------------


class Laws:
    """Equations that are read as what their left side is: at most one for each thing and step."""

    def __init__(self, given: Iterable[T.Term], numbers: Mapping[T.Term, int]) -> None:
        self.symbols: dict[T.Term, T.Term] = {}
        self.at: dict[T.Function, dict[int, T.Term]] = {}
        self.after: dict[T.Function, tuple[int, T.Term]] = {}
        """For a function of the step: from which step on, and the law for all steps."""
        self.maps: dict[T.Function, T.Term] = {}
        self.taken: set[T.Term] = set()
        for p in sorted(given, key=lambda p: p.op != "all"):
            if self._read(p, numbers):
                self.taken.add(p)

    def _read(self, p: T.Term, numbers: Mapping[T.Term, int]) -> bool:
        """Whether it defines something that nothing before it defines."""
        if p.op == "all":
            return self._for_all(p)
        if p.op != "=":
            return False
        left, right = p.args
        if left.op == "symbol":
            if left in self.symbols or left in T.free(right) or left.sort == "natural":
                return False
            self.symbols[left] = right
            return True
        f = left.data
        if left.op != "apply" or f.kind != "opaque" or f.takes != ("natural",):
            return False
        index = numbers[left.args[0]]
        if index in self.at.get(f, {}) or (f in self.after and index >= self.after[f][0]):
            return False
        self.at.setdefault(f, {})[index] = right
        return True

    def _for_all(self, p: T.Term) -> bool:
        x = T.fresh(p.data)
        body = T.at(p, x)
        if body.op != "=" or body.args[0].op != "apply":
            return False
        left, right = body.args
        f, argument = left.data, left.args[0]
        if f.kind == "linear" and argument is x and f not in self.maps | {f.adjoint: None}:
            if f in T.free(right) or f.adjoint in T.free(right):
                return False
            self.maps[f] = p
            return True
        if f.kind != "opaque" or f.takes != ("natural",) or f in self.after:
            return False
        if argument.op == "sum" and len(argument.args) == 2 and argument.args[0] is x:
            later = argument.args[1]
            if later.op != "number" or not _looks_back(right, x, int(later.data)):
                return False
            self.after[f] = (int(later.data), p)
            return True
        return False


def _named_steps(given: tuple[T.Term, ...]) -> list[T.Term]:
    """The steps that equations name for which something on their left is taken."""
    lefts = (p.args[0] for p in given if p.op == "=")
    return [t.args[0] for t in lefts if t.op == "apply" and t.data.takes == ("natural",)]


@lru_cache(maxsize=512)
def _laws(given: tuple[T.Term, ...], numbers: tuple[tuple[T.Term, int], ...]) -> Laws:
    return Laws(given, dict(numbers))


@lru_cache(maxsize=8192)
def _step(binder: T.Term, index: int) -> T.Term:
    """What is said of every step, at one."""
    return T.at(binder, index)


@lru_cache(maxsize=1024)
def _data_in(p: T.Term) -> frozenset[T.Function] | None:
    """The functions of the step in a claim for all steps, if it speaks of the step in no other way.

    Each is taken at the step or at a number of steps after it.
    """
    x = T.fresh("natural")
    body = T.at(p, x)
    found: set[T.Function] = set()
    later = set()
    for part in T.inside(body):
        if part.op in T.BINDERS:
            return None
        if part.op == "sum" and x in part.args:
            if part.args[0] is not x or len(part.args) != 2 or part.args[1].op != "number":
                return None
            later.add(part)
    for part in T.inside(body):
        about = [a for a in part.args if a is x or a in later]
        if about and part not in later:
            if part.op != "apply" or part.data.takes != ("natural",):
                return None
            found.add(part.data)
    return frozenset(found)


def _looks_back(body: T.Term, x: T.Term, by: int) -> bool:
    """Whether a law for all steps speaks of this step and the one that it defines alone."""
    return all(
        any(a is at for at in (x, x + by)) or x not in T.free(a)
        for part in T.inside(body)
        if part.op == "apply"
        for a, sort in zip(part.args, part.data.takes, strict=True)
        if sort == "natural"
    )


# Evaluation --------------------------------------------------------------------------------------


class Evaluation:
    """Terms and claims in one instance, in plain fractions or with polynomials in unknowns."""

    def __init__(self, instance: Instance, given: Sequence[T.Term]) -> None:
        self.instance = instance
        self.done: dict[object, Value] = {}
        self.active: set[object] = set()
        self.laws = _laws((), ())
        self.laws = _laws(tuple(given), tuple(self._indices(tuple(given))))

    def _indices(self, given: tuple[T.Term, ...]) -> Iterator[tuple[T.Term, int]]:
        """The steps that definitions name, as numbers."""
        for t in _named_steps(given):
            yield t, self.natural(t)

    # Numbers: what the evaluation by intervals does in another way

    def exact(self, q: Fraction) -> Number:
        """A fraction as a number of this evaluation."""
        return q

    def sign(self, x: Number) -> int:
        """-1, 0 or 1; raises where it is not known."""
        if isinstance(x, Polynomial):
            raise Undecided(f"the sign of {x} depends on an unknown")
        return (x > 0) - (x < 0)

    def inverse(self, x: Number) -> Number:
        """One over a number."""
        if self.sign(x) == 0:
            raise Undefined("a division by 0")
        return 1 / x

    def special(self, name: str, x: Number) -> Number:
        """The value of a function that is rational at few places only."""
        if self.sign(x) < 0 and name == "sqrt":
            raise Undefined("the square root of a negative number")
        if self.sign(x) <= 0 and name == "log":
            raise Undefined("the logarithm of a number that is not positive")
        if name == "sqrt":
            root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
            if root * root == x:
                return root
        rational = {"exp": (0, 1), "log": (1, 0), "sigmoid": (0, Fraction(1, 2)), "tanh": (0, 0)}
        if name in rational and x == rational[name][0]:
            return Fraction(rational[name][1])
        if name == "fl64" and abs(x) <= LARGEST:
            return rounded(x)
        raise Irrational(f"{name} of {x}")

    # Terms

    def natural(self, t: T.Term) -> int:
        """A natural number, such as the step that something is looked at."""
        value = self.value(t)
        if not isinstance(value, Fraction) or value.denominator != 1 or value < 0:
            raise Undecided(f"{t} is not a natural number that is known")
        if value > DEEPEST:
            raise Undecided(f"{t} is more than {DEEPEST}")
        return int(value)

    def value(self, t: T.Term) -> Value:
        """The value of a term; raises `Undecided`, and `Undefined` where it has none."""
        if t not in self.done:
            self.done[t] = self._value(t)
        return self.done[t]

    def _value(self, t: T.Term) -> Value:
        match t.op:
            case "number":
                return self.exact(t.data)
            case "zero":
                return (self.exact(Fraction(0)),) * self.instance.dimension
            case "symbol":
                return self._symbol(t)
            case "total":
                count = self.natural(t.args[0])
                start: Value = self.exact(Fraction(0)) if T.flat(t) else self.value(T.zero(t.sort))
                return reduce(_plus, (self.value(T.at(t, k)) for k in range(count)), start)
            case "apply":
                return self._apply(t.data, t.args)
            case "power":
                return self.value(t.args[0]) ** self.natural(t.args[1])
            case "sum":
                return reduce(_plus, map(self.value, t.args))
            case "product":
                return reduce(_times, map(self.value, t.args))
            case "quotient":
                top, below = map(self.value, t.args)
                return _times(self.inverse(below), top)
            case "dot":
                u, v = map(self.value, t.args)
                return reduce(add, map(mul, u, v), self.exact(Fraction(0)))
        raise Undecided(f"{t} is no term")

    def _symbol(self, t: T.Term) -> Value:
        if t is UNIT:
            first, *others = (self.exact(Fraction(i == 0)) for i in range(self.instance.dimension))
            return (first, *others)
        if t in self.laws.symbols:
            return self._defined(t, self.laws.symbols[t])
        if t not in self.instance.meanings:
            raise Missing(t)
        return self._lifted(self.instance.meanings[t])

    def _lifted(self, value: Value) -> Value:
        return tuple(map(self.exact, value)) if isinstance(value, tuple) else self.exact(value)

    def _defined(self, key: object, meaning: T.Term) -> Value:
        """What a definition says; raises where it comes back to itself."""
        if key in self.active:
            raise Undecided(f"{key} is defined by itself")
        if len(self.active) > DEEPEST:
            raise Undecided("definitions that go too deep")
        self.active.add(key)
        try:
            return self.value(meaning)
        finally:
            self.active.discard(key)

    def _apply(self, f: T.Function, args: tuple[T.Term, ...]) -> Value:
        if f.kind in ("linear", "adjoint"):
            return self._mapped(f, self.value(args[0]))
        if f.kind == "known":
            return self._known(f.name, [self.value(a) for a in args])
        if f.takes == ("natural",):
            return self.at_step(f, self.natural(args[0]))
        if f not in self.instance.meanings:
            raise Missing(f)
        formula = self.instance.meanings[f]
        inner = Evaluation.__new__(type(self))
        inner.instance, inner.laws, inner.active = self.instance, self.laws, self.active
        self._share(inner)
        inner.done = dict(zip(formula.parameters, map(self.value, args), strict=True))
        return inner.value(formula.body)

    def _share(self, inner: Any) -> None:
        """Pass on what else an evaluation has."""

    def at_step(self, f: T.Function, index: int) -> Value:
        """A function of the step at one step."""
        key = (f, index)
        if key not in self.done:
            first, law = self.laws.after.get(f, (0, None))
            if index in self.laws.at.get(f, {}):
                self.done[key] = self._defined(key, self.laws.at[f][index])
            elif law is not None and index >= first:
                if index > 40:  # step by step, not from the end
                    self.at_step(f, index - 40)
                self.done[key] = self._defined(key, _step(law, index - first).args[1])
            elif f in self.instance.meanings:
                self.done[key] = self._lifted(self.instance.meanings[f].at(index))
            else:
                raise Missing(f)
        return self.done[key]

    def _mapped(self, f: T.Function, x: Value) -> Value:
        linear = f if f.kind == "linear" else f.adjoint
        rows = self._rows(linear)
        if f.kind == "adjoint":
            rows = tuple(zip(*rows, strict=True))
        zero = self.exact(Fraction(0))
        return tuple(reduce(add, map(mul, map(self.exact, row), x), zero) for row in rows)

    def _rows(self, f: T.Function) -> tuple[tuple[Fraction, ...], ...]:
        """The matrix of a linear map: what is given, or what its definition does to unit vectors."""
        if f not in self.laws.maps:
            if f not in self.instance.meanings:
                raise Missing(f)
            rows: tuple[tuple[Fraction, ...], ...] = self.instance.meanings[f].rows
            return rows
        key = ("rows", f)
        if key not in self.done:
            if key in self.active:
                raise Undecided(f"{f.name} is defined by itself")
            self.active.add(key)
            try:
                self.done[key] = self._rows_defined(f)
            finally:
                self.active.discard(key)
        return self.done[key]  # type: ignore[no-any-return]

    def _rows_defined(self, f: T.Function) -> tuple[tuple[Fraction, ...], ...]:
        x = T.fresh("vector")
        meaning = T.at(self.laws.maps[f], x).args[1]
        places = range(self.instance.dimension)
        images = []
        for i in places:
            unit = tuple(Fraction(i == j) for j in places)
            images.append(self._with({x: unit}).value(meaning))
        rows = tuple(zip(*images, strict=True))
        anything = self._unknowns(x)
        image = self._with({x: anything}).value(meaning)
        linear = tuple(reduce(_plus, map(mul, row, anything)) for row in rows)
        if any(constant(a - b) != 0 for a, b in zip(image, linear, strict=True)):
            raise Undecided(f"{f.name} is not linear here")
        return rows

    def _with(self, values: Mapping[T.Term, Value]) -> Evaluation:
        """The same instance in fractions, with values for further symbols."""
        inner = Evaluation(Instance(self.instance.dimension, self.instance.meanings,
                                    self.instance.steps), ())  # fmt: skip
        inner.laws, inner.active = self.laws, self.active
        inner.done = dict(values)
        return inner

    def _unknowns(self, x: T.Term) -> Value:
        if T.flat(x):
            return unknown(str(x))
        return tuple(unknown(f"{x}.{i}") for i in range(self.instance.dimension))

    def _known(self, name: str, xs: list[Value]) -> Value:
        x = xs[0]
        match name:
            case "abs":
                return x if self.sign(x) >= 0 else -x
            case "max" | "min":
                larger = self.sign(x - xs[1]) >= 0
                return x if larger is (name == "max") else xs[1]
            case "threshold":
                return xs[2 + self.sign(x)]
            case "norm":
                return self.special("sqrt", reduce(add, (q * q for q in x), self.exact(Fraction(0))))
        return self.special(name, x)

    # Claims

    def truth(self, p: T.Term) -> bool | None:
        """Whether a claim holds in the instance; None where that is not decided."""
        if p in self.laws.taken:
            return True
        match p.op:
            case "all":
                return self._for_all(p)
            case "imply":
                a, b = map(self.truth, p.args)
                return True if a is False or b is True else (b if a else None)
            case "and" | "or":
                found = [self.truth(q) for q in p.args]
                ends = p.op == "or"
                return ends if ends in found else (None if None in found else not ends)
        try:
            sides = self.sides(p)
        except Irrational:
            return self._by_intervals(p)
        return _related(p.op, *sides)

    def sides(self, p: T.Term) -> tuple[Value, Value]:
        """The values of the two sides of a relation."""
        left, right = map(self.value, p.args)
        return left, right

    def _by_intervals(self, p: T.Term) -> bool | None:
        for precision in PRECISIONS:
            try:
                left, right = Intervals(self, precision).sides(p)
            except Undefined:
                raise
            except Undecided:
                continue
            if isinstance(left, tuple):
                pairs = list(zip(left, right, strict=True))
            else:
                pairs = [(left, right)]
            below = [a.b < b.a for a, b in pairs]
            above = [b.b < a.a for a, b in pairs]
            if p.op in ("=", "!=") and any(below + above):
                return p.op == "!="
            if p.op in ("<", "<=") and (below[0] or above[0]):
                return bool(below[0])
        return None

    def _for_all(self, p: T.Term) -> bool | None:
        if p.data == "natural":
            until = self._repeats(p)
            found = [self.truth(_step(p, k)) for k in range(until or self.instance.steps + 1)]
            return False if False in found else (None if until is None or None in found else True)
        xs = []
        while p.op == "all" and p.data != "natural":
            xs.append(T.fresh(p.data))
            p = T.at(p, xs[-1])
        if p.op not in ("=", "<="):
            return None
        try:
            left, right = self._with({x: self._unknowns(x) for x in xs}).sides(p)
        except Missing:
            raise
        except Undecided:
            return None
        if p.op == "=":
            pairs = zip(left, right, strict=True) if isinstance(left, tuple) else ((left, right),)
            return all(constant(a - b) == 0 for a, b in pairs)
        return never_negative(right - left)

    def _repeats(self, p: T.Term) -> int | None:
        """After how many steps a claim for all steps says nothing new; None if it may for ever."""
        data = _data_in(p)
        if data is None or data & (self.laws.after.keys() | self.laws.at.keys()):
            return None
        if unknown := data - self.instance.meanings.keys():
            raise Missing(min(unknown, key=lambda f: f.name))
        found = [self.instance.meanings[f] for f in data]
        return 1 + max((steps.first + len(steps.values) for steps in found), default=0)


class Intervals(Evaluation):
    """The same by intervals that surely hold each value, rounded outward."""

    def __init__(self, exact: Evaluation, precision: int) -> None:
        from mpmath.ctx_iv import MPIntervalContext

        self.instance, self.laws, self.fractions = exact.instance, exact.laws, exact
        self.done, self.active = {}, set()
        self.iv: Any = MPIntervalContext()
        self.iv.prec = precision

    def _share(self, inner: Any) -> None:
        inner.fractions, inner.iv = self.fractions, self.iv

    def exact(self, q: Fraction) -> Number:
        return self.iv.mpf(q.numerator) / self.iv.mpf(q.denominator)

    def natural(self, t: T.Term) -> int:
        return self.fractions.natural(t)

    def _rows(self, f: T.Function) -> tuple[tuple[Fraction, ...], ...]:
        return self.fractions._rows(f)

    def sign(self, x: Number) -> int:
        if x.a > 0 or x.b < 0:
            return 1 if x.a > 0 else -1
        if x.a == x.b == 0:
            return 0
        raise Undecided("the sign is not known")

    def special(self, name: str, x: Number) -> Number:
        if name in ("sqrt", "log") and self.sign(x) < (name == "log"):
            raise Undefined(f"the {name} of a number that has none")
        if name in ("sqrt", "log", "exp"):
            return getattr(self.iv, name)(x)
        one = self.iv.mpf(1)
        if name == "sigmoid":
            return one / (one + self.iv.exp(-x))
        if name == "tanh":
            grown = self.iv.exp(2 * x)
            return (grown - 1) / (grown + 1)
        raise Undecided(f"{name} is not enclosed")


def _plus(a: Value, b: Value) -> Value:
    if isinstance(a, tuple):
        return tuple(map(add, a, b))
    return a + b


def _times(a: Value, b: Value) -> Value:
    if isinstance(b, tuple):
        a, b = b, a
    return tuple(q * b for q in a) if isinstance(a, tuple) else a * b


def _related(op: str, left: Value, right: Value) -> bool | None:
    if op in ("=", "!="):
        return (left == right) == (op == "=")
    return bool(left < right if op == "<" else left <= right)


# The judgement -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A theorem without one of its hypotheses: what is given, what of it is dropped, what it says."""

    given: tuple[T.Term, ...]
    dropped: tuple[T.Term, ...]
    says: tuple[T.Term, ...]

    @property
    def kept(self) -> list[T.Term]:
        """What is given still."""
        gone = set(self.dropped)
        return [p for p in self.given if p not in gone]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a theorem fails in an instance."""

    which: int
    """The conclusion that fails, by its place."""
    step: int | None
    """The step at which it fails, where it is said of every step."""
    says: T.Term
    """The conclusion, at that step."""
    left: Value | None
    """The left side: a value, an interval, or None where it has none."""
    right: Value | None
    facts: tuple[T.Term, ...] = field(default=())
    """What is given of known functions alone, and was not looked at: it is true or false
    whatever the instance is."""


def judged(question: Question, instance: Instance) -> Judged:
    """The first conclusion that fails in an instance of everything given but what is dropped.

    Raises `Rejected` where something else does not hold or cannot be decided, or where every
    conclusion holds.
    """
    if not set(question.dropped) <= set(question.given):
        raise Rejected("what is dropped is not given")
    kept = question.kept
    try:
        evaluation = Evaluation(instance, kept)
        failed = failing(evaluation, question.says)
        facts = []
        for p in kept:
            found = evaluation.truth(p)
            if found is None and not T.free(p):
                facts.append(p)
            elif not found:
                raise Rejected(f"{p} does not hold, or is not decided")
        if failed is not None and None not in failed[3:]:
            runs_exist(evaluation)
    except Undecided as why:
        raise Rejected(str(why)) from why
    if failed is None:
        raise Rejected("every conclusion holds")
    return Judged(*failed, tuple(facts))


def failing(
    evaluation: Evaluation, says: Sequence[T.Term]
) -> tuple[int, int | None, T.Term, Value | None, Value | None] | None:
    """The first conclusion that fails: its place, the step, what it says there, both sides."""
    for which, p in enumerate(says):
        for step, q in _at_steps(evaluation, p):
            if q.op not in T.RELATIONS:
                if evaluation.truth(q) is False:
                    return which, step, q, None, None
                continue
            try:
                if evaluation.truth(q) is False:
                    return which, step, q, *_shown_sides(evaluation, q)
            except Undefined:
                return which, step, q, *_shown_sides(evaluation, q)
    return None


def _at_steps(evaluation: Evaluation, p: T.Term) -> Iterator[tuple[int | None, T.Term]]:
    if p.op != "all" or p.data != "natural":
        yield None, p
        return
    for k in range(evaluation.instance.steps + 1):
        yield k, _step(p, k)


def _shown_sides(evaluation: Evaluation, q: T.Term) -> tuple[Value | None, Value | None]:
    return _side(evaluation, q.args[0]), _side(evaluation, q.args[1])


def _side(evaluation: Evaluation, t: T.Term) -> Value | None:
    """A side as a value or as an interval, None where it has none."""
    try:
        return evaluation.value(t)
    except Undefined:
        return None
    except Irrational:
        found = Intervals(evaluation, PRECISIONS[-1]).value(t)
        return tuple(map(enclosure, found)) if isinstance(found, tuple) else enclosure(found)


def runs_exist(evaluation: Evaluation) -> None:
    """Evaluate all that is defined, at every step that is looked at; raises where that fails."""
    laws = evaluation.laws
    for t in laws.symbols:
        _exists(evaluation, lambda e, t=t: e.value(t))  # type: ignore[misc]
    for f in laws.at:
        for index in laws.at[f]:
            _exists(evaluation, lambda e, f=f, i=index: e.at_step(f, i))  # type: ignore[misc]
    for f in laws.after:
        for index in range(evaluation.instance.steps + 2):
            _exists(evaluation, lambda e, f=f, i=index: e.at_step(f, i))  # type: ignore[misc]


def _exists(evaluation: Evaluation, value: Callable[[Evaluation], Value]) -> None:
    try:
        value(evaluation)
    except Irrational:
        value(Intervals(evaluation, PRECISIONS[-1]))


__all__ = [
    "Evaluation", "Formula", "Instance", "Judged", "Matrix", "Missing", "Question", "Rejected", "Steps",
    "Undecided", "Undefined", "judged", "plain",
]  # fmt: skip
