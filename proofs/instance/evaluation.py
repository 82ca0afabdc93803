"""Terms and claims in an instance: by fractions, with polynomials, and by intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from math import isqrt
from operator import add, mul
from typing import Any

from proofs.evaluation import rounded
from proofs.instance.laws import (
    Runs,
    at_step,
    below,
    data_in,
    has_runs,
    laws_of,
    named_steps,
    opened,
    places_in,
)  # fmt: skip
from proofs.instance.polynomials import Polynomial, constant, never, never_negative, unknown
from proofs.instance.values import (
    UNIT,
    Instance,
    Irrational,
    Missing,
    Number,
    Undecided,
    Undefined,
    Value,
)  # fmt: skip
from proofs.trust import terms as T
from proofs.trust.rules import LARGEST

PRECISIONS = (60, 120)
"""Binary digits of the intervals that are tried in turn."""
DEEPEST = 400
"""How far definitions may go back, and the largest step."""


class Evaluation:
    """Terms and claims in one instance, in plain fractions or with polynomials in unknowns."""

    def __init__(self, instance: Instance, given: Sequence[T.Term]) -> None:
        self.instance = instance
        self.done: dict[object, Value] = {}
        self.active: set[object] = set()
        self.outer: Evaluation | None = None
        """The same instance without values for further symbols, and what these are."""
        self.names: frozenset[object] = frozenset()
        self.laws = laws_of((), ())
        self.laws = laws_of(tuple(given), tuple(self._indices(tuple(given))))

    def _indices(self, given: tuple[T.Term, ...]) -> Iterator[tuple[T.Term, int]]:
        """The steps that definitions name, as numbers."""
        for t in named_steps(given):
            yield t, self.natural(t)

    # Numbers: what the evaluation by intervals does in another way

    def exact(self, q: Fraction) -> Number:
        """A fraction as a number of this evaluation."""
        return q

    def sign(self, x: Number) -> int:
        """-1, 0 or 1; raises where it is not known."""
        if isinstance(x, Polynomial):
            raise Undecided("a sign depends on an unknown")
        return int(x > 0) - int(x < 0)

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
        rational: dict[str, tuple[int, int | Fraction]] = {
            "exp": (0, 1),
            "log": (1, 0),
            "sigmoid": (0, Fraction(1, 2)),
            "tanh": (0, 0),
        }
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
            outer = self.outer
            own = outer is None or not self.names.isdisjoint(T.free(t))
            self.done[t] = self._value(t) if own else outer.value(t)  # type: ignore[union-attr]
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
        if {*f.takes} == {"natural"}:
            return self.at_point(f, tuple(map(self.natural, args)))
        values = [self.value(a) for a in args]
        if has_runs(f):
            return self.at_step_of(f, values)
        return self._by_formula(f, values)

    def _by_formula(self, f: T.Function, values: Sequence[Value]) -> Value:
        if f not in self.instance.meanings:
            raise Missing(f)
        formula = self.instance.meanings[f]
        return self._inside(dict(zip(formula.parameters, values, strict=True))).value(formula.body)

    def at_step_of(self, f: T.Function, values: Sequence[Value]) -> Value:
        """A function of the step and of something else, at one step."""
        place = f.takes.index("natural")
        index, others = int(values[place]), (*values[:place], *values[place + 1 :])
        runs = self.laws.runs.get(f, Runs())
        law = runs.law(index)
        if law is None:
            return self._by_formula(f, values)
        named: dict[object, Value] = dict(zip(law.parameters, others, strict=True))
        if law.step is not None:
            named[law.step] = self.exact(Fraction(index - runs.first))
        if len(self.active) > DEEPEST:
            raise Undecided("definitions that go too deep")
        key = (f, index, str(others))
        if key in self.active:
            raise Undecided(f"{f.name} is defined by itself")
        self.active.add(key)
        try:
            return self._inside(named).value(law.means)
        finally:
            self.active.discard(key)

    def everywhere(self, f: T.Function, index: int) -> Value:
        """The same for unknown values of everything else."""
        return self.at_step_of(
            f,
            [
                Fraction(index) if sort == "natural" else self._unknowns(T.fresh(sort))
                for sort in f.takes
            ],
        )

    def _inside(self, values: dict[object, Value]) -> Evaluation:
        """The same instance in the same numbers, with values for further symbols alone."""
        inner = Evaluation.__new__(type(self))
        inner.instance, inner.laws, inner.active = self.instance, self.laws, self.active
        self._share(inner)
        inner.done, inner.outer, inner.names = values, self, frozenset(values)
        return inner

    def _share(self, inner: Any) -> None:
        """Pass on what else an evaluation has."""

    def at_step(self, f: T.Function, index: int) -> Value:
        """A function of the step at one step."""
        if self.outer is not None:  # no run speaks of the further symbols
            return self.outer.at_step(f, index)
        key = (f, index)
        if key not in self.done:
            first, law = self.laws.after.get(f, (0, None))
            if index in self.laws.at.get(f, {}):
                if index - 40 in self.laws.at[f]:  # step by step, not from the end
                    self.at_step(f, index - 40)
                self.done[key] = self._defined(key, self.laws.at[f][index])
            elif law is not None and index >= first:
                if index > 40:  # step by step, not from the end
                    self.at_step(f, index - 40)
                self.done[key] = self._defined(key, at_step(law, index - first).args[1])
            elif (meaning := self._in_families(f, (index,))) is not None:
                self.done[key] = self._defined(key, meaning)
            elif f in self.instance.meanings:
                self.done[key] = self._lifted(self.instance.meanings[f].at(index))
            else:
                raise Missing(f)
        return self.done[key]

    def at_point(self, f: T.Function, point: tuple[int, ...]) -> Value:
        """A function of several naturals at some."""
        if self.outer is not None:
            return self.outer.at_point(f, point)
        key = (f, point)
        if key not in self.done:
            meaning = self._in_families(f, point)
            if meaning is not None:
                self.done[key] = self._defined(key, meaning)
            elif f in self.instance.meanings:
                self.done[key] = self._lifted(self.instance.meanings[f].at(*point))
            else:
                raise Missing(f)
        return self.done[key]

    def _in_families(self, f: T.Function, point: tuple[int, ...]) -> T.Term | None:
        """What definitions say of a function at a place; None where they say nothing."""
        said = (law.at(point, self.natural) for law in self.laws.families.get(f, ()))
        return next((term for term in said if term is not None), None)

    def _mapped(self, f: T.Function, x: Value) -> Value:
        linear = f if f.kind == "linear" else f.adjoint
        rows = self._rows(linear)
        if f.kind == "adjoint":
            rows = tuple(zip(*rows, strict=True))
        zero = self.exact(Fraction(0))
        return tuple(reduce(add, map(mul, map(self.exact, row), x), zero) for row in rows)

    def _rows(self, f: T.Function) -> tuple[tuple[Fraction, ...], ...]:
        """The matrix of a linear map: given, or what its definition does to unit vectors."""
        if self.outer is not None:
            return self.outer._rows(f)
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
            images.append(self.with_values({x: unit}).value(meaning))
        rows = tuple(zip(*images, strict=True))
        anything = self._unknowns(x)
        image = self.with_values({x: anything}).value(meaning)
        linear = tuple(reduce(_plus, map(mul, row, anything)) for row in rows)
        if any(constant(a - b) != 0 for a, b in zip(image, linear, strict=True)):
            raise Undecided(f"{f.name} is not linear here")
        return rows

    def with_values(
        self, values: Mapping[T.Term, Value], kind: type[Evaluation] | None = None
    ) -> Evaluation:
        """The same instance in fractions, with values for further symbols."""
        kind = kind or Evaluation
        inner = kind.__new__(kind)
        inner.instance, inner.laws, inner.active = self.instance, self.laws, self.active
        inner.done, inner.names = dict(values.items()), frozenset(values)
        inner.outer = self._in_fractions()
        return inner

    def _in_fractions(self) -> Evaluation:
        """The same in plain fractions."""
        return self

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
                squared = reduce(add, (q * q for q in x), self.exact(Fraction(0)))
                return self.special("sqrt", squared)
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
            except (Missing, Undefined):
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
            bound = below(p)
            until = self.repeats(p) if bound is None else self.natural(bound)
            looked = range(self.instance.steps + 1 if until is None else until)
            found = [self.truth(at_step(p, k)) for k in looked]
            return False if False in found else (None if until is None or None in found else True)
        whole, (xs, conditions, p) = p, opened(p)
        if p.op == "all":
            return self._shown(whole)
        inside = self.with_values({x: self._unknowns(x) for x in xs})
        try:
            if conditions and never([(c.op, *inside.sides(c)) for c in conditions]):
                return True
            found_so = self._everywhere(p, inside)
        except Missing:
            raise
        except Undecided:
            found_so = None
        return found_so if found_so or not conditions else self._shown(whole)

    def _shown(self, p: T.Term) -> bool | None:
        """Whether a claim under conditions is seen to hold for all numbers."""
        from proofs.instance.conditions import shown

        return shown(self, p)

    def _everywhere(self, p: T.Term, inside: Evaluation) -> bool | None:
        """Whether a relation holds for all values of unknowns."""
        if p.op not in ("=", "<="):
            return None
        left, right = inside.sides(p)
        if p.op == "=":
            pairs = zip(left, right, strict=True) if isinstance(left, tuple) else ((left, right),)
            return all(constant(a - b) == 0 for a, b in pairs)
        return never_negative(right - left)

    def repeats(self, p: T.Term, runs: bool = True) -> int | None:
        """After how many steps a claim for all steps says nothing new; None if it may for ever.

        Runs are looked at where its symbols have values.
        """
        data = data_in(p)
        if data is None or data & self.laws.families.keys():
            data = self._data_in(p)
        if data is None or data & (self.laws.after.keys() | self.laws.at.keys()):
            from proofs.instance.settled import settled

            return settled(self, p) if runs else None
        if unknown := data - self.instance.meanings.keys():
            raise Missing(min(unknown, key=lambda f: f.name))
        found = [self.instance.meanings[f] for f in data]
        return 1 + max((steps.first + len(steps.values) for steps in found), default=0)

    def _data_in(self, p: T.Term) -> frozenset[T.Function] | None:
        """The functions by which a claim for all naturals changes, if they are data where it looks.

        A function that definitions speak of is data at arguments that none of them is about.
        """
        places = places_in(p)
        for part in places or ():
            for law in self.laws.families.get(part.data, ()):
                if not any(
                    map(self._apart, map(law.shape, law.arguments), law.arguments, part.args)
                ):
                    return None
        return None if places is None else frozenset(part.data for part in places)

    def _apart(self, shape: tuple[T.Term | None, int], own: T.Term, argument: T.Term) -> bool:
        """Whether an argument is surely none of those that a definition is about."""
        if argument.loose or T.free(argument):
            return False
        index, (name, more) = self.natural(argument), shape
        return index < more if name is not None else self.natural(own) != index


class Intervals(Evaluation):
    """The same by intervals that surely hold each value, rounded outward."""

    def __init__(self, exact: Evaluation, precision: int) -> None:
        self.instance, self.laws, self.fractions = exact.instance, exact.laws, exact
        self.done, self.active, self.outer, self.names = {}, set(), None, frozenset()
        self.iv = _intervals(precision)

    def _share(self, inner: Any) -> None:
        inner.fractions, inner.iv = self.fractions, self.iv

    def exact(self, q: Fraction) -> Number:
        return self.iv.mpf(q.numerator) / self.iv.mpf(q.denominator)

    def _in_fractions(self) -> Evaluation:
        return self.fractions

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


@cache
def _intervals(precision: int) -> Any:
    from mpmath.ctx_iv import MPIntervalContext

    found = MPIntervalContext()
    found.prec = precision
    return found


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
        return bool((left == right) == (op == "="))
    return bool(left < right if op == "<" else left <= right)
