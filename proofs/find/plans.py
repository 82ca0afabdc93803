"""Relations made ready to be judged at many points: each part once, whole numbers as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from proofs.evaluation import MOST_TERMS, Irrational, Undefined, Value, exact_power, holds
from proofs.evaluation import _apply as applied
from proofs.terms import (
    KNOWN_FUNCTIONS,
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
    symbols,
    unfolded,
)  # fmt: skip

Step = tuple[int, Callable[..., Any], tuple[int, ...]]


class Plan:
    """The first relation is in question, the others are premises."""

    def __init__(self, relations: Sequence[Relation], meaning: Mapping[Symbol, Term]) -> None:
        self.relations = tuple(relations)
        self._place: dict[Term, int] = {}
        self._unfolded = unfolded(meaning)
        self._start: list[Any] = []
        self._symbols: dict[Symbol, int] = {}
        self._zeros: list[int] = []
        self._steps: list[list[list[Step]]] = []
        self._sides: list[list[int]] = []
        self.free: list[dict[Symbol, None]] = []
        """The symbols that each relation speaks of, other than by definition, in order."""
        for r in self.relations:
            self._read(r)
        self._at: Mapping[Symbol, Value] | None = None
        self._values: list[Any] = []
        self._dimension = 1

    def _below(self, part: Term) -> tuple[Term, ...]:
        """What a part is made of; a sum of its bound and of what its terms speak of."""
        return (part.bound, *_spoken(part)) if isinstance(part, FiniteSum) else self._unfolded(part)

    def _read(self, r: Relation) -> None:
        found: dict[Symbol, None] = {}
        self._steps.append([self._steps_of(t, found) for t in r.terms])
        self._sides.append([self._place[t] for t in r.terms])
        self.free.append(found)

    def _steps_of(self, t: Term, found: dict[Symbol, None]) -> list[Step]:
        """What is to be done for the value of a term; the symbols in it are added to `found`."""
        steps: list[Step] = []

        def combine(part: Term, _: Any) -> None:
            if isinstance(part, Symbol) and not self._below(part):
                found[part] = None
            step = self._step(part)
            if step is not None:
                steps.append(step)

        fold(t, combine, {}, self._below)
        return steps

    def _step(self, part: Term) -> Step | None:
        place = self._place.get(part)
        if place is None:
            place = self._place[part] = len(self._start)
            self._start.append(None)
            if isinstance(part, Number):
                self._start[place] = _small(part.value)
            elif isinstance(part, Zero):
                self._zeros.append(place)
            elif isinstance(part, Symbol) and not self._below(part):
                self._symbols[part] = place
        operation = self._total(part) if isinstance(part, FiniteSum) else _operation(part)
        below = self._below(part)
        if operation is None or (isinstance(part, Symbol) and not below):
            return None
        return place, operation, tuple(self._place[p] for p in below)

    def _total(self, part: FiniteSum) -> Callable[..., Any]:
        """The value of a sum, from its bound and what its terms speak of."""
        inside = Plan((), {})
        steps = inside._steps_of(part.body, {})
        index, result = inside._symbols.get(part.index), inside._place[part.body]
        varying = {index}
        for place, _, below in steps:
            if not varying.isdisjoint(below):
                varying.add(place)
        again = [place for place, _, _ in steps if place in varying]
        spoken, vector = _spoken(part), part.kind == "vector"

        def added(bound: Any, *values: Any) -> Any:
            if bound.denominator != 1 or not 0 <= bound <= MOST_TERMS:
                raise Irrational(f"a sum of {bound} terms")
            v = inside._load(dict(zip(spoken, values, strict=True)), self._dimension)
            total: Any = (0,) * self._dimension if vector else 0
            for k in range(int(bound)):
                if index is not None:
                    v[index] = k
                for place in again:
                    v[place] = None
                for place, operation, below in steps:
                    if v[place] is None:
                        v[place] = operation(*[v[i] for i in below])
                total = _sum(total, v[result])
            return tuple(map(_small, total)) if vector else _small(total)

        return added

    def _load(self, values: Mapping[Symbol, Value], dimension: int = 1) -> list[Any]:
        """The numbers at a point, as far as they were found."""
        if self._at is not values:
            self._at = values
            v = self._values = list(self._start)
            for s, value in values.items():
                if isinstance(value, tuple):
                    dimension = len(value)
                place = self._symbols.get(s)
                if place is not None:
                    v[place] = (
                        tuple(map(_small, value)) if isinstance(value, tuple) else _small(value)
                    )
            for place in self._zeros:
                v[place] = (0,) * dimension
            self._dimension = dimension
        return self._values

    def judge(
        self, which: int, values: Mapping[Symbol, Value], *, undefined: bool | None = None
    ) -> bool | None:
        """Whether a relation holds at a point; None where plain fractions cannot say."""
        v = self._load(values)
        try:
            for steps in self._steps[which]:
                for place, operation, below in steps:
                    if v[place] is None:
                        v[place] = operation(*[v[k] for k in below])
        except Undefined:
            return undefined
        except Irrational:
            return None
        left, *rights = (v[k] for k in self._sides[which])
        sign = self.relations[which].sign
        return any(holds(sign, left, right) for right in rights)

    def unmet(self, values: Mapping[Symbol, Value], which: Iterable[int]) -> list[int]:
        """The relations among some that do not hold at a point."""
        return [i for i in which if self.judge(i, values) is not True]

    def shows(self, values: Mapping[Symbol, Value], wanted: str) -> bool:
        """Whether the premises hold at a point, and not what is in question; "model": whichever."""
        for i in range(1, len(self.relations)):
            if self.judge(i, values) is not True:
                return False
        if wanted == "model":
            return True
        undefined = False if wanted == "undefined" else None
        return self.judge(0, values, undefined=undefined) is False and self._can_be_told(values)

    def _can_be_told(self, values: Mapping[Symbol, Value]) -> bool:
        """Whether each side is a rational number or undefined, so that a witness can hold it."""
        v = self._load(values)
        for steps in self._steps[0]:
            try:
                for place, operation, below in steps:
                    if v[place] is None:
                        v[place] = operation(*[v[k] for k in below])
            except Undefined:
                continue
            except Irrational:
                return False
        return True


def _small(q: Any) -> Any:
    """A rational, as an integer where it is one."""
    return q.numerator if q.denominator == 1 else q


def _operation(part: Term) -> Callable[..., Any] | None:
    match part:
        case Symbol():
            return _itself
        case Number() | Zero() | Function():
            return None
        case Sum():
            return _sum
        case Negative():
            return _negative
        case Product():
            return _product
        case Quotient():
            return _quotient
        case Power(_, exponent):
            return lambda a: _small(Fraction(a) ** exponent) if exponent < 0 else a**exponent
        case NaturalPower():
            return lambda a, n: _small(exact_power(Fraction(a), Fraction(n)))
        case Dot():
            return _dot
        case Apply(function, _):
            return _application(function)
    raise TermError(f"{type(part).__name__} has no value")


def _spoken(part: FiniteSum) -> tuple[Symbol, ...]:
    """What the terms of a sum speak of, but for its index."""
    return tuple(s for s in symbols(part.body) if s is not part.index)


def _itself(a: Any) -> Any:
    return a


def _sum(a: Any, *more: Any) -> Any:
    if type(a) is tuple:
        return tuple(map(sum, zip(a, *more, strict=True)))
    return a + sum(more)


def _scaled(c: Any, a: Any) -> Any:
    return tuple(c * x for x in a) if type(a) is tuple else c * a


def _negative(a: Any) -> Any:
    return _scaled(-1, a)


def _product(*parts: Any) -> Any:
    factor: Any = 1
    vector = None
    for part in parts:
        if type(part) is tuple:
            vector = part
        else:
            factor *= part
    return factor if vector is None else _scaled(factor, vector)


def _quotient(a: Any, b: Any) -> Any:
    if b == 0:
        raise Undefined("a division by 0")
    if type(a) is tuple:
        return tuple(_small(Fraction(x) / b) for x in a)
    return _small(Fraction(a) / b)


def _dot(a: Any, b: Any) -> Any:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _application(function: Function) -> Callable[..., Any]:
    if function.values:
        return lambda z, below, at, above: below if z < 0 else above if z > 0 else at
    quick: Any = {"max": max, "min": min, "abs": abs}.get(function.name)
    if quick is not None and KNOWN_FUNCTIONS.get(function.name) is function:
        return quick  # type: ignore[no-any-return]
    return lambda *parts: _small(applied(function, parts))


__all__ = ["Plan"]
