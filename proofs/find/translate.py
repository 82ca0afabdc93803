"""From expressions as people write them to the checker's terms, part by part.

A symbol with an index is a function of a natural: w^(t) is w^(step + 1) and w^(t-1) is
w^(step); where nothing speaks of t - 1, w^(t) is w^(step).  Names are kept, with
"^" for an indexed one, since w and w^(t) are two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from proofs import terms as S
from proofs.trust import terms as T

N = T.symbol("step", "natural")
_LATER = re.compile(r"([A-Za-z]\w*)[+]([0-9]+)\Z")


class Untranslatable(ValueError):
    """An expression that the checker's language has no term for."""


class Translator:
    """Expressions to terms; `now` is what t stands for."""

    def __init__(self, now: T.Term) -> None:
        self.now = now
        self._done: dict[S.Term, T.Term] = {}

    def index(self, upper: str) -> T.Term:
        """An index as a natural."""
        if upper.isdigit():
            return T.number(int(upper))
        if upper == "t":
            return self.now
        if upper == "t-1":
            T.need(self.now.op == "sum", "t - 1 is spoken of where t may be 0")
            return self.now.args[0]
        later = _LATER.match(upper)
        if later:
            return T.plus(self.index(later[1]), T.number(int(later[2])))
        return T.symbol(f"{upper}^", "natural")

    def term(self, t: S.Term) -> T.Term:
        """One expression."""
        return S.fold(t, self._combine, self._done, _made_of)

    def _combine(self, t: S.Term, below: tuple[T.Term, ...]) -> T.Term:
        match t:
            case S.Number(value):
                return T.number(Fraction(value))
            case S.Symbol():
                return self.symbol(t)
            case S.Zero():
                return T.zero()
            case S.Sum():
                return T.plus(*below)
            case S.Negative():
                return -below[0]
            case S.Product():
                return T.times(*below)
            case S.Quotient():
                return T.quotient(*below)
            case S.Power(_, exponent):
                return T.power(below[0], T.number(exponent))
            case S.NaturalPower():
                return T.power(*below)
            case S.FiniteSum(index):
                return T.total(self.symbol(index), *below)
            case S.Dot():
                return T.dot(*below)
            case S.Apply(function, arguments):
                return self._apply(function, below[: len(arguments)], below[len(arguments) :])
        raise Untranslatable(f"{type(t).__name__} has no term")

    def symbol(self, t: S.Symbol) -> T.Term:
        """A symbol, or a function at an index."""
        name = t.name + (f"_{t.lower}" if t.lower else "")
        if not t.upper:
            return T.symbol(name, t.of_kind)
        return T.Function(f"{name}^", ("natural",), t.kind)(self.index(t.upper))

    def _apply(self, f: S.Function, args: tuple[T.Term, ...], values: tuple[T.Term, ...]) -> T.Term:
        if f.values:
            return T.THRESHOLD(*args, *values)
        if S.KNOWN_FUNCTIONS.get(f.name) is f:
            return T.KNOWN[f.name](*args)
        if f.adjoint:
            own = f.adjoint == f.name
            first = min(f.name, f.adjoint)
            linear = T.Function(first, ("vector",), "vector", "linear")
            if own:
                return linear(*args)
            return (linear if f.name == first else linear.adjoint)(*args)
        if "step" in f.takes or "index" in f.takes:
            return self._indexed(f, args)
        return T.Function(f.name, tuple(map(_sort, f.takes)), f.gives)(*args)

    def _indexed(self, f: S.Function, args: tuple[T.Term, ...]) -> T.Term:
        """A function of naturals; the step first, since a recursion goes by the first argument."""
        places = sorted(range(len(args)), key=lambda i: (f.takes[i] != "step", i))
        takes = tuple(_sort(f.takes[i]) for i in places)
        return T.Function(f"{f.name}^", takes, f.gives)(*(args[i] for i in places))

    def relation(self, r: S.Relation) -> T.Term:
        """One relation."""
        a, b, *others = (self.term(t) for t in r.terms)
        if others:
            return T.either(*(T.eq(a, x) for x in (b, *others)))
        if r.sign in (">", ">="):
            return T.relation("<" if r.sign == ">" else "<=", b, a)
        return T.relation(r.sign, a, b)

    def universal(
        self, r: S.Relation, for_all: Iterable[S.Symbol], where: Iterable[S.Relation] = ()
    ) -> T.Term:
        """A relation for all values of some symbols, of those for which all of `where` holds."""
        names = list(for_all)
        plain: dict[S.Term, S.Symbol] = {
            x: S.Symbol(x.name, x.of_kind, "", f"any{k}") for k, x in enumerate(names)
        }
        body = self.relation(S.substitute_in(r, plain))
        for condition in reversed(list(where)):
            body = T.imply(self.relation(S.substitute_in(condition, plain)), body)
        return T.forall([self.symbol(x) for x in plain.values()], body)


def _sort(place: S.Place) -> str:
    return "natural" if place in ("index", "step") else place


def _made_of(t: S.Term) -> tuple[S.Term, ...]:
    if isinstance(t, S.Apply) and t.function.values:
        return (*t.arguments, *t.function.values)
    return t.children


_OWN: dict[S.Term, frozenset[str]] = {}


def _own(t: S.Term, below: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The maps in a term that are their own adjoints."""
    found = [names for names in below if names]
    if isinstance(t, S.Apply) and t.function.adjoint == t.function.name != "":
        found.append(frozenset({t.function.name}))
    return frozenset().union(*found) if found else _NONE


_NONE: frozenset[str] = frozenset()


def self_adjoint(relations: Iterable[S.Relation]) -> list[T.Term]:
    """For each map that is its own adjoint, that it is: A'(u) = A(u) for all u."""
    u = T.symbol("u_any0", "vector")
    names = sorted({n for r in relations for t in r.terms for n in S.fold(t, _own, _OWN, _made_of)})
    maps = [T.Function(name, ("vector",), "vector", "linear") for name in names]
    return [T.forall(u, T.eq(a.adjoint(u), a(u))) for a in maps]


_TRANSLATORS: dict[T.Term, Translator] = {}


def translator(now: T.Term) -> Translator:
    """The one that reads t so, with what it has translated before."""
    if now not in _TRANSLATORS:
        _TRANSLATORS[now] = Translator(now)
    return _TRANSLATORS[now]


@lru_cache(maxsize=4096)
def _called(t: S.Term) -> frozenset[tuple[str, frozenset[S.Function]]]:
    """The functions in a term by their names, a linear map together with its adjoint."""
    found = set()
    for part in S.parts(t):
        if isinstance(part, S.Apply):
            f = part.function
            pair = frozenset((f, f.transpose)) if f.adjoint else frozenset((f,))
            found |= {(g.name, pair) for g in pair}
    return frozenset(found)


def one_thing_a_name(relations: Iterable[S.Relation]) -> None:
    """Raise `Wrong` where two functions have one name."""
    seen: dict[str, frozenset[S.Function]] = {}
    for r in relations:
        for t in r.terms:
            for name, pair in _called(t):
                T.need(seen.setdefault(name, pair) == pair, f"{name!r} is two functions")
