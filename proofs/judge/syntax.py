"""What a learning rule is made of: immutable expressions, equal ones shared, and the rule itself.

An expression is one `Node`: its operation, operands, data and kind.  Operations:

    number  data: Fraction            name    data: str; a role says what it is
    index   data: str, bound by total, argmax or largest, or the unit that an update is of
    clock   t, 1 at the first step    count   data: str, how many units or samples an index has
    at      args: index; data: str    a state or datum with an index: w[k], x[i]
    +       two or more               *  two or more       /  two       neg  one
    **      data: Fraction exponent   pow  base and exponent
    dot, norm, normmax, total of coordinates (coordinates)
    exp log sigmoid tanh sqrt abs sign phi relu max min clip soft
    where   condition, then, else: the other branch need have no value
    < <= = !=  and or not
    total, largest, argmax   args: body; data: str, the index that runs

A vector among the operands of any operation but dot, norm, normmax and coordinates means:
coordinate by coordinate, scalars being the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal
from weakref import WeakValueDictionary

Kind = Literal["scalar", "vector", "index", "truth", "truths"]
"""`truths`: one for each coordinate; an index is the number of a unit, a class or a sample."""
Role = Literal["data", "rate", "parameter", "state"]

COMPARISONS = ("<", "<=", "=", "!=")
BINDERS = ("total", "largest", "argmax")
REDUCING = ("dot", "norm", "normmax", "coordinates")
"""From vectors to a number."""
IRRATIONAL = ("exp", "log", "sigmoid", "tanh")


@dataclass(frozen=True, eq=False, repr=False)
class Node:
    """One part of a rule; equal parts are one object, so `is` compares."""

    op: str
    args: tuple[Node, ...]
    data: Any
    kind: Kind

    def __repr__(self) -> str:
        from proofs.judge.printing import text

        return text(self)


_made: WeakValueDictionary[tuple[Any, ...], Node] = WeakValueDictionary()


def node(op: str, *args: Node, data: Any = None, kind: Kind | None = None) -> Node:
    """The part with this operation, operands and data; its kind follows where none is given."""
    kind = kind or _kind(op, args)
    key = (op, args, data, kind)
    found = _made.get(key)
    if found is None:
        found = object.__new__(Node)
        for name, value in (("op", op), ("args", args), ("data", data), ("kind", kind)):
            object.__setattr__(found, name, value)
        _made[key] = found
    return found


def _kind(op: str, args: tuple[Node, ...]) -> Kind:
    spread = any(a.kind in ("vector", "truths") for a in args)
    if op in (*COMPARISONS, "and", "or", "not"):
        return "truths" if spread else "truth"
    if op in ("argmax", "index"):
        return "index"
    if op in REDUCING or not spread:
        return "scalar"
    return "vector"


def number(value: int | Fraction) -> Node:
    """An exact number."""
    return node("number", data=Fraction(value))


ZERO, ONE = number(0), number(1)


def is_number(part: Node, value: int | None = None) -> bool:
    """Whether it is a number, or that number."""
    return part.op == "number" and (value is None or part.data == value)


def plus(*parts: Node) -> Node:
    """A sum without zeros, as a person would write it."""
    flat = [p for part in parts for p in (part.args if part.op == "+" else (part,))]
    kept = [p for p in flat if not is_number(p, 0)]
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else node("+", *kept)


def times(*parts: Node) -> Node:
    """A product without ones, and 0 where a factor is 0."""
    flat = [p for part in parts for p in (part.args if part.op == "*" else (part,))]
    factor = Fraction(1)
    kept = []
    for p in flat:
        while p.op == "neg":
            factor, (p,) = -factor, p.args
        if p.op == "number":
            factor *= p.data
        else:
            kept.append(p)
    if factor == 0:
        return ZERO
    if abs(factor) != 1 or not kept:
        kept.insert(0, number(abs(factor)))
    made = kept[0] if len(kept) == 1 else node("*", *kept)
    return made if factor > 0 else negative(made)


def negative(part: Node) -> Node:
    """Minus a part."""
    if part.op == "neg":
        return part.args[0]
    if part.op == "number":
        return number(-part.data)
    return node("neg", part)


def counts(*roots: Node) -> bool:
    """Whether the number of the step occurs in one of them."""
    return any(part.op == "clock" for part in parts(*roots))


def parts(*roots: Node) -> tuple[Node, ...]:
    """Every different part, each once, operands first."""
    seen: dict[Node, None] = {}
    waiting = list(reversed(roots))
    while waiting:
        top = waiting[-1]
        if top in seen:
            waiting.pop()
            continue
        missing = [a for a in top.args if a not in seen]
        if missing:
            waiting.extend(reversed(missing))
        else:
            seen[top] = None
            waiting.pop()
    return tuple(seen)


def rebuilt(root: Node, change: Callable[[Node], Node | None]) -> Node:
    """Parts replaced where `change` gives another; what it gives is not looked into."""
    done: dict[Node, Node] = {}

    def go(part: Node) -> Node:
        if part not in done:
            new = change(part)
            if new is None:
                args = tuple(go(a) for a in part.args)
                new = part if args == part.args else made_again(part, args)
            done[part] = new
        return done[part]

    return go(root)


def made_again(part: Node, args: tuple[Node, ...]) -> Node:
    """The same operation on other operands."""
    kept = part.kind if part.op == "at" else None
    return node(part.op, *args, data=part.data, kind=kept)


def with_index(root: Node, index: str, becomes: Node) -> Node:
    """The expression for another unit: a free index replaced."""

    def change(part: Node) -> Node | None:
        if part.op == "index" and part.data == index:
            return becomes
        if part.op in BINDERS and part.data == index:
            return part
        if part.op in BINDERS and part.data in taken and index in free_indices(part):
            other = fresh_letter(part.data, taken | free_indices(part.args[0]))
            body = with_index(part.args[0], part.data, node("index", data=other))
            return node(part.op, with_index(body, index, becomes), data=other)
        return None

    taken = free_indices(becomes)
    return rebuilt(root, change)


def fresh_letter(like: str, taken: frozenset[str]) -> str:
    """A name of an index that is not taken yet."""
    return next(f"{like}_{n}" for n in range(1, len(taken) + 2) if f"{like}_{n}" not in taken)


def free_indices(root: Node) -> frozenset[str]:
    """The indices that it speaks of and does not bind."""
    done: dict[Node, frozenset[str]] = {}
    for part in parts(root):
        found = frozenset[str]().union(*(done[a] for a in part.args))
        if part.op == "index":
            found |= {part.data}
        done[part] = found - {part.data} if part.op in BINDERS else found
    return done[root]


def names(*roots: Node) -> tuple[str, ...]:
    """The names that occur, in order of appearance."""
    return tuple(dict.fromkeys(p.data for p in parts(*roots) if p.op in ("name", "at")))


# Rules -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Datum:
    """What a step is handed of each sample."""

    name: str
    kind: Kind
    index: str | None = None
    """Where a step sees all samples: the index that runs over them."""
    values: tuple[Fraction, ...] | None = None
    """Where it has one of some values only."""


@dataclass(frozen=True)
class State:
    """What a rule keeps from step to step: its start, and what one step makes of it."""

    name: str
    kind: Kind
    index: str | None
    """The index of its unit or class, where there are several."""
    start: Node
    update: Node
    """In terms of states before the step, of data, parameters and t."""

    @property
    def here(self) -> Node:
        """It as it is written, of the unit at hand where there are several."""
        at = (node("index", data=self.index),) if self.index else ()
        return node("at" if at else "name", *at, data=self.name, kind=self.kind)


@dataclass(frozen=True)
class Written:
    """A line of the text."""

    number: int
    name: str
    """What it defines or updates; predict for the prediction."""
    text: str
    means: Node


@dataclass(frozen=True)
class Rule:
    """A learning rule, read from text or traced from Python."""

    name: str
    data: tuple[Datum, ...]
    rate: str
    parameters: tuple[str, ...]
    given: tuple[Node, ...]
    """Comparisons that parameters, the rate and labels satisfy."""
    states: tuple[State, ...]
    predict: Node | None
    sizes: tuple[tuple[str, int | None], ...]
    """The indices of units or classes, and how many there are where that is said."""
    lines: tuple[Written, ...] = ()
    source: str = ""
    note: str = ""
    """What its comments say."""

    def state(self, name: str) -> State:
        """The state of that name."""
        return next(s for s in self.states if s.name == name)

    @property
    def weights(self) -> tuple[State, ...]:
        """The states that are asked about: those that predictions speak of; else w, or all."""
        spoken = set(names(self.predict)) if self.predict is not None else {"w"}
        return tuple(s for s in self.states if s.name in spoken) or self.states

    @property
    def sample_index(self) -> str | None:
        """The index over samples, where one step sees all of them."""
        return next((d.index for d in self.data if d.index), None)

    def roots(self) -> Iterator[Node]:
        """All expressions of the step."""
        yield from (s.update for s in self.states)
        if self.predict is not None:
            yield self.predict
