"""Terms and claims: immutable, sorted, shared.

Equal terms are one object, up to the names of bound variables, which have none: a bound variable
is the number of binders between it and its own.  Every node is made by a constructor that checks
it, also when it is read from a file.

Sorts: "natural" (goes wherever a scalar is wanted), "scalar", "vector" or "vector NAME" (a real
inner-product space of any finite dimension, 0 included), and "claim".  Naturals are never
subtracted: t - 1 is a scalar, so nothing speaks of the state before the start.
"""

from __future__ import annotations  # noqa: I001 (imports on few lines)

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import count
from typing import Any, TypeVar

from .wrong import Wrong as Wrong, need as need, spend

Result = TypeVar("Result")


@dataclass(frozen=True)
class Function:
    """A function's name and what it takes and gives.

    Kinds: "known" (its laws are rows of the table), "opaque" (nothing is known but what is
    assumed), "linear" and "adjoint" (a linear map and its adjoint bear one name).
    """

    name: str
    takes: tuple[str, ...]
    gives: str
    kind: str = "opaque"

    def __call__(self, *arguments: Term | int) -> Term:
        return apply(self, *map(term, arguments))

    @property
    def adjoint(self) -> Function:
        """The adjoint of a linear map, and back."""
        need(self.kind in ("linear", "adjoint"), f"{self.name} is no linear map")
        other = "adjoint" if self.kind == "linear" else "linear"
        return Function(self.name, (self.gives,), self.takes[0], other)


def _operator(made: Callable[[Term, Term], Term]) -> Callable[[Term, Term | int], Term]:
    return lambda a, b: made(a, term(b))


class Term:
    """One node; `loose` has the sorts of the bound variables that it speaks of and does not bind,
    the innermost first, "" for one that it does not speak of."""

    __slots__ = ("args", "data", "loose", "op", "sort")
    op: str
    sort: str
    args: tuple[Term, ...]
    data: Any
    loose: tuple[str, ...]

    def __setattr__(self, *_: object) -> None:
        raise AttributeError("a term is frozen")

    __add__ = _operator(lambda a, b: plus(a, b))
    __radd__ = _operator(lambda b, a: plus(a, b))
    __sub__ = _operator(lambda a, b: plus(a, -b))
    __rsub__ = _operator(lambda b, a: plus(a, -b))
    __mul__ = _operator(lambda a, b: times(a, b))
    __rmul__ = _operator(lambda b, a: times(a, b))
    __truediv__ = _operator(lambda a, b: quotient(a, b))
    __rtruediv__ = _operator(lambda b, a: quotient(a, b))
    __pow__ = _operator(lambda a, n: power(a, n))
    __lt__ = _operator(lambda a, b: relation("<", a, b))
    __gt__ = _operator(lambda b, a: relation("<", a, b))
    __le__ = _operator(lambda a, b: relation("<=", a, b))
    __ge__ = _operator(lambda b, a: relation("<=", a, b))

    def __neg__(self) -> Term:
        return times(number(-1), self)

    def __bool__(self) -> bool:
        raise Wrong("a claim is neither true nor false before it is proved")

    def __repr__(self) -> str:
        from .text import show

        return show(self)


RELATIONS = ("=", "!=", "<", "<=")
BINDERS = ("total", "all")
MOST_BINDERS = 64
"""Binders around one bound variable."""
_NAME = re.compile(r"[^\W\d][\w.^']*\Z")
_TABLE: dict[object, Term] = {}
_fresh = count()


def _make(op: str, sort: str, args: tuple[Term, ...] = (), data: object = None) -> Term:
    key = (op, sort, args, data)
    found = _TABLE.get(key)
    if found is None:
        spend(5)
        found = Term.__new__(Term)
        values = (args, data, _loose(op, sort, args, data), op, sort)
        for slot, value in zip(Term.__slots__, values, strict=True):
            object.__setattr__(found, slot, value)
        _TABLE[key] = found
    return found


def _loose(op: str, sort: str, args: tuple[Term, ...], data: Any) -> tuple[str, ...]:
    sorts = [*[""] * data, sort] if op == "bound" else []
    need(len(sorts) <= MOST_BINDERS, "too many binders")
    for i, a in enumerate(args):
        reach = a.loose[1:] if op in BINDERS and i == len(args) - 1 else a.loose
        sorts += [""] * (len(reach) - len(sorts))
        for k, s in enumerate(reach):
            need(not s or sorts[k] in ("", s), "a bound variable of two sorts")
            sorts[k] = s or sorts[k]
    return tuple(sorts)


# Constructors: each refuses what means nothing ---------------------------------------------------
def fits(given: str, wanted: str) -> bool:
    """Whether a term of one sort may stand where another is wanted."""
    return given == wanted or (given, wanted) == ("natural", "scalar")


def flat(t: Term) -> bool:
    """Whether it is a number."""
    return t.sort in ("natural", "scalar")


def is_space(sort: str) -> bool:
    """Whether it is the sort of vectors of some space."""
    return sort == "vector" or sort.startswith("vector ")


def _is_sort(sort: object) -> bool:
    named = type(sort) is str and sort.startswith("vector ") and _is_name(sort[7:])
    return named or sort in ("natural", "scalar", "vector")


def _is_name(name: object) -> bool:
    return type(name) is str and len(name) <= 100 and _NAME.match(name) is not None


def number(value: int | Fraction, below: int = 1) -> Term:
    """An exact rational number."""
    need(type(value) in (int, Fraction) and type(below) is int and below, "no exact number")
    q = Fraction(value, below)
    return _make("number", "natural" if q >= 0 and q.denominator == 1 else "scalar", (), q)


def term(t: Term | int | Fraction) -> Term:
    """A term, or the term of an exact number."""
    return t if type(t) is Term else number(t)  # type: ignore[arg-type]


def symbol(name: str, sort: str = "scalar") -> Term:
    """A number or vector of which nothing is known but what is assumed."""
    need(_is_name(name), f"{name!r} is no name")
    need(_is_sort(sort), f"{sort!r} is no sort")
    return _make("symbol", sort, (), name)


def fresh(sort: str) -> Term:
    """A symbol that occurs nowhere else."""
    return _make("symbol", sort, (), f"?{next(_fresh)}")


def zero(sort: str = "vector") -> Term:
    """The zero vector of a space."""
    need(_is_sort(sort) and is_space(sort), "zero of what is no space")
    return _make("zero", sort)


def plus(*ts: Term) -> Term:
    """A sum of numbers, or of vectors of one space."""
    sorts = {t.sort for t in ts}
    need(ts and "claim" not in sorts, "a sum of nothing, or of claims")
    need(len(sorts) == 1 or sorts == {"natural", "scalar"}, f"a sum of {sorted(sorts)}")
    return _make("sum", "scalar" if len(sorts) > 1 else ts[0].sort, ts)


def times(*ts: Term) -> Term:
    """A product of numbers and at most one vector."""
    vectors = [t.sort for t in ts if not flat(t)]
    need(ts and len(vectors) <= 1 and "claim" not in vectors, "a product of vectors or claims")
    whole = "natural" if all(t.sort == "natural" for t in ts) else "scalar"
    return _make("product", vectors[0] if vectors else whole, ts)


def quotient(a: Term, b: Term) -> Term:
    """A number or vector over a number; that it has a value is asked of statements."""
    need(a.sort != "claim" and flat(b), "a quotient by what is no number, or of claims")
    return _make("quotient", "scalar" if flat(a) else a.sort, (a, b))


def power(a: Term, n: Term) -> Term:
    """A number to a natural power."""
    need(flat(a) and n.sort == "natural", "a power that is not natural, or of what is no number")
    return _make("power", a.sort, (a, n))


def dot(u: Term, v: Term) -> Term:
    """The inner product of two vectors of one space."""
    need(u.sort == v.sort and is_space(u.sort), "an inner product of what are not two vectors")
    return _make("dot", "scalar", (u, v))


def apply(f: Function, *args: Term) -> Term:
    """A function of arguments."""
    need(type(f) is Function and _is_name(f.name), "no function with a name")
    need(all(map(_is_sort, (*f.takes, f.gives))) and f.takes, f"{f.name}: no sorts")
    need(f.kind in ("opaque", "known", "linear", "adjoint"), f"{f.name}: no kind of function")
    need(f.kind != "known" or KNOWN.get(f.name) == f, f"{f.name}: the table has no such function")
    linear = len(f.takes) == 1 and all(map(is_space, (*f.takes, f.gives)))
    need(f.kind in ("opaque", "known") or linear, f"{f.name}: a linear map takes one vector")
    need(len(args) == len(f.takes), f"{f.name} of {len(args)} arguments")
    need(all(fits(a.sort, s) for a, s in zip(args, f.takes, strict=True)),
         f"{f.name} of arguments of other sorts")  # fmt: skip
    return _make("apply", f.gives, args, f)


def total(k: Term, n: Term | int, body: Term) -> Term:
    """The sum of the body over the naturals k < n."""
    return build("total", "", (term(n), _closed(body, k)), k.sort)


def relation(sign: str, a: Term, b: Term) -> Term:
    """An equation or inequality between numbers, or an equation or inequation of vectors."""
    same = (flat(a) and flat(b)) or (a.sort == b.sort and is_space(a.sort) and sign in ("=", "!="))
    need(sign in RELATIONS and same, f"a {a.sort} {sign} a {b.sort}")
    return _make(sign, "claim", (a, b))


def eq(a: Term | int, b: Term | int) -> Term:
    """The equation a = b."""
    return relation("=", term(a), term(b))


def ne(a: Term | int, b: Term | int) -> Term:
    """The claim that a is not b."""
    return relation("!=", term(a), term(b))


def _joined(op: str, ps: tuple[Term, ...]) -> Term:
    need(len(ps) > 1 and all(p.sort == "claim" for p in ps), f"{op!r} joins two or more claims")
    return _make(op, "claim", ps)


def both(*ps: Term) -> Term:
    """All of the claims."""
    return _joined("and", ps)


def either(*ps: Term) -> Term:
    """One of the claims, or more."""
    return _joined("or", ps)


def imply(p: Term, q: Term) -> Term:
    """If p then q."""
    return _joined("imply", (p, q))


def forall(x: Term | Sequence[Term], p: Term) -> Term:
    """For all x, or all of several symbols: p."""
    xs: list[Term] = [x] if type(x) is Term else list(x)  # type: ignore[arg-type]
    p = _closed(p, *xs)
    for y in reversed(xs):
        p = build("all", "claim", (p,), y.sort)
    return p


def negated(p: Term) -> Term:
    """The relation that holds exactly where this one does not."""
    need(p.op in RELATIONS, "only a relation is turned into its opposite")
    other = {"=": "!=", "!=": "=", "<": "<=", "<=": "<"}[p.op]
    return relation(other, *(p.args if p.op in ("=", "!=") else p.args[::-1]))


_OF_TWO = {"quotient": quotient, "power": power, "dot": dot, "imply": imply}
_OF_MANY = {"sum": plus, "product": times, "and": both, "or": either}


def build(op: str, sort: str, args: tuple[Term, ...], data: Any) -> Term:
    """Any node, through what checks it: all that is made of parts already made, as in a file."""
    found = _TABLE.get((op, sort, args, data))
    if found is not None:  # it was checked when it was made
        return found
    if op in _OF_MANY:
        return _OF_MANY[op](*args)
    if op in RELATIONS or op in _OF_TWO:
        need(len(args) == 2, f"{op!r} of other than two")
        return _OF_TWO[op](*args) if op in _OF_TWO else relation(op, *args)
    if op == "apply":
        return apply(data, *args)
    if op in BINDERS:
        return _binder(op, args, data)
    need(not args and op in ("number", "zero", "symbol", "bound"), f"no such node: {op!r}")
    if op == "bound":
        inner = type(data) is int and 0 <= data < MOST_BINDERS
        need(inner and _is_sort(sort), "no bound variable")
        return _make("bound", sort, (), data)
    return number(data) if op == "number" else zero(sort) if op == "zero" else symbol(data, sort)


def _binder(op: str, args: tuple[Term, ...], sort: str) -> Term:
    """A binder around a body whose own variable is bound already."""
    need(_is_sort(sort) and args, "a variable without a sort, or a binder of nothing")
    body = args[-1]
    need(body.loose[:1] in ((), ("",), (sort,)), "a bound variable of another sort")
    if op == "all":
        need(len(args) == 1 and body.sort == "claim", "for all of what is not one claim")
        return _make("all", "claim", args, sort)
    need(len(args) == 2 and sort == args[0].sort == "natural", "a sum over what is no natural")
    need(body.sort != "claim", "a sum of claims")
    return _make("total", body.sort, args, sort)


# Walking -----------------------------------------------------------------------------------------
def fold(t: Term, combine: Callable[[Term, tuple[Result, ...]], Result],
         done: dict[Term, Result]) -> Result:  # fmt: skip
    """A result for each different part, children first, each once, without recursion."""
    waiting = [t]
    while waiting:
        top = waiting[-1]
        if top in done:
            waiting.pop()
            continue
        spend(1)
        missing = [a for a in top.args if a not in done]
        if missing:
            waiting.extend(missing)
        else:
            done[waiting.pop()] = combine(top, tuple([done[a] for a in top.args]))
    return done[t]


def inside(*ts: Term) -> tuple[Term, ...]:
    """All parts, each once, children first: as a tree they may be far more."""
    seen: dict[Term, None] = {}
    for t in ts:
        fold(t, lambda *_: None, seen)
    return tuple(seen)


@cache
def free(p: Term) -> frozenset[object]:
    """The symbols in it, and the functions that are not known ones."""
    parts = inside(p)
    functions = {t.data for t in parts if t.op == "apply" and t.data.kind != "known"}
    return frozenset(functions | {t for t in parts if t.op == "symbol"})


def _closed(body: Term, *xs: Term) -> Term:
    """The body with each x as the variable of a binder around it, the first one's outermost."""
    need(all(x.op == "symbol" for x in xs) and not body.loose, "only a symbol is bound")
    place = {x: len(xs) - 1 - i for i, x in enumerate(xs)}

    def change(t: Term, depth: int) -> Term | None:
        return _make("bound", t.sort, (), place[t] + depth) if t in place else None

    return _replaced(body, change)


def _lifted(t: Term, by: int) -> Term:
    """The same, at a place with this many more binders around it."""

    def change(part: Term, depth: int) -> Term | None:
        if part.op == "bound" and part.data >= depth:
            return _make("bound", part.sort, (), part.data + by)
        return part if len(part.loose) <= depth else None

    return _replaced(t, change)


def _replaced(body: Term, change: Callable[[Term, int], Term | None]) -> Term:
    """Parts replaced, each together with the number of binders around it."""
    done: dict[tuple[Term, int], Term] = {}
    waiting = [(body, 0)]
    while waiting:
        t, depth = top = waiting[-1]
        if top in done:
            waiting.pop()
            continue
        spend(1)
        changed = change(t, depth)
        if changed is not None or not t.args:
            done[waiting.pop()] = t if changed is None else changed
            continue
        inner = len(t.args) - 1 if t.op in BINDERS else len(t.args)
        below = [(a, depth + (i == inner)) for i, a in enumerate(t.args)]
        missing = [pair for pair in below if pair not in done]
        if missing:
            waiting.extend(missing)
            continue
        args = tuple([done[pair] for pair in below])
        done[waiting.pop()] = t if args == t.args else build(t.op, t.sort, args, t.data)
    return done[(body, 0)]


def at(binder: Term, *values: Term | int) -> Term:
    """The body of a sum or of nested for-alls, with values for the variables, outermost first."""
    need(not binder.loose, "a variable without its binder")
    body, given = binder, [term(value) for value in values]
    for value in given:
        need(body.op in BINDERS and fits(value.sort, body.data), "an instance of another sort")
        need(not value.loose, "a variable without its binder")
        body = body.args[-1]

    def change(t: Term, depth: int) -> Term | None:
        here = t.op == "bound" and t.data >= depth
        return given[depth - 1 - t.data] if here else t if len(t.loose) <= depth else None

    return _replaced(body, change)


Change = Mapping[object, "Term | tuple[tuple[Term, ...], Term]"]


def substitute(t: Term, change: Change, done: dict[Term, Term] | None = None) -> Term:
    """Symbols replaced by terms, functions by (parameters, body), all at once.

    Nothing is captured: values speak of no bound variable of `t`, and where the arguments of a
    replaced function do, they are lifted over the binders of its body.  What was `done` is kept.
    """

    def combine(t: Term, args: tuple[Term, ...]) -> Term:
        if t.op == "symbol" and t in change:
            value = change[t]
            fit = type(value) is Term and not value.loose and fits(value.sort, t.sort)
            need(fit, "a value of another sort")
            return value  # type: ignore[return-value]
        if t.op == "apply" and t.data in change:
            names, body = change[t.data]  # type: ignore[misc]
            given = dict(zip(names, args, strict=True))
            need(not body.loose, "a variable without its binder")
            return _replaced(body, lambda s, by: _lifted(given[s], by) if s in given else None)
        return t if args == t.args else build(t.op, t.sort, args, t.data)

    return fold(t, combine, {} if done is None else done) if change else t


# The functions with laws of their own ------------------------------------------------------------

_S = "scalar"
KNOWN: Mapping[str, Function] = {
    name: Function(name, takes, _S, "known")
    for name, takes in {
        "sqrt": (_S,), "exp": (_S,), "log": (_S,), "abs": (_S,), "max": (_S, _S),
        "min": (_S, _S), "sigmoid": (_S,), "tanh": (_S,), "fl64": (_S,), "norm": ("vector",),
        "threshold": (_S, _S, _S, _S),
    }.items()
}  # fmt: skip
"""threshold(z, a, b, c) is a where z < 0, b where z = 0 and c where z > 0."""
SQRT, EXP, LOG, ABS, MAX, MIN, SIGMOID, TANH, FL64, NORM, THRESHOLD = KNOWN.values()
