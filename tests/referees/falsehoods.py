"""Falsehoods made from theorems by changing one thing, and exact numbers that show that they are.

A statement is taken where exact numbers can show something: nothing in it is for all, and its
functions are rational.  Most changes make it false; some do not, and have to be recognised.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.trust.check import Proof
from proofs.trust.evaluation import Evaluator, Undefined, Value
from proofs.trust.refutation import Refutation, refute
from proofs.trust.terms import (
    ABS,
    MAX,
    MIN,
    NORM,
    RELATIONS,
    SQRT,
    THRESHOLD,
    Function,
    Term,
    build,
    dot,
    eq,
    flat,
    free,
    inside,
    is_space,
    ne,
    number,
    plus,
    power,
    relation,
    substitute,
    symbol,
    times,
)
from proofs.trust.wrong import Wrong

SMALL = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "1/2", "3", "-1/2")))
RATIONAL = (ABS, MAX, MIN, THRESHOLD)


@dataclass(frozen=True)
class Statement:
    """given |- says, where it comes from, and what was changed."""

    of: str
    change: str
    given: tuple[Term, ...]
    says: Term


def usable(given: Sequence[Term], says: Term) -> bool:
    """Whether exact numbers can be put in for all that it speaks of."""
    for p in (*given, says):
        for t in inside(p):
            if t.op in ("all", "total", "imply", "and", "or", "bound"):
                return False
            known = t.op == "apply" and t.data.kind != "opaque"
            if known and t.data not in RATIONAL:
                return False
    return says.op in RELATIONS


# Changes -----------------------------------------------------------------------------------------
def _inner(t: Term) -> Iterator[tuple[str, Term]]:
    """What one part may be changed into."""
    if t.op == "sum":
        yield "a sign", plus(*t.args[:-1], -t.args[-1])
        yield "a sign, the first", plus(-t.args[0], *t.args[1:])
    if t.op == "product" and t.args[0] is number(-1) and len(t.args) == 2:
        yield "a minus dropped", t.args[1]
    if t.op == "product" and len(set(t.args)) < len(t.args):
        yield "an exponent", times(*t.args, t.args[-1]) if flat(t.args[-1]) else t
    if t.op == "product" and len(t.args) > 1 and flat(t.args[0]) and t.args[0].op == "symbol":
        yield "a factor squared", times(t.args[0], *t.args)
        yield "a factor dropped", t.args[1] if len(t.args) == 2 else times(*t.args[1:])
    if t.op == "power" and t.args[1].op == "number":
        yield "an exponent", power(t.args[0], t.args[1] + 1)
    if t.op == "apply" and t.data.kind == "opaque":
        for i, a in enumerate(t.args):
            if a.sort == "natural":
                later = number(a.data + 1) if a.op == "number" else a + 1
                args = (*t.args[:i], later, *t.args[i + 1 :])
                yield "a step off by one", build("apply", t.sort, args, t.data)
    if t.op == "apply" and t.data == THRESHOLD:
        z, a, b, c = t.args
        yield "the threshold upside down", THRESHOLD(z, c, b, a)
        yield "the threshold at the wrong side", THRESHOLD(-z, a, b, c)
    if t.op == "dot" and t.args[0] is not t.args[1]:
        yield "a vector for another", dot(t.args[0], t.args[0])


def put(p: Term, old: Term, new: Term) -> Term:
    """A claim with one part, wherever it stands, replaced."""
    done: dict[Term, Term] = {}
    for t in inside(p):
        args = tuple([done[a] for a in t.args])
        done[t] = new if t is old else t if args == t.args else build(t.op, t.sort, args, t.data)
    return done[p]


def _claims(p: Term) -> Iterator[tuple[str, Term]]:
    """What a claim may be changed into."""
    a, b = p.args
    if p.op == "<=":
        yield "< for <=", relation("<", a, b)
        yield "turned round", relation("<=", b, a)
    if p.op == "<":
        yield "turned round", relation("<", b, a)
    if p.op == "=":
        yield "!= for =", ne(a, b)
        yield "a side negated", eq(a, -b)
        if flat(a):
            yield "a side plus one", eq(a, b + 1)
    if p.op == "!=":
        yield "= for !=", eq(a, b)
    for t in inside(p):
        if t.sort != "claim":
            for what, new in _inner(t):
                yield what, put(p, t, new)
    symbols = sorted((x for x in free(p) if isinstance(x, Term)), key=lambda x: x.data)
    for i, x in enumerate(symbols):
        for y in symbols[i + 1 :]:
            if x.sort == y.sort:
                yield f"{x.data} and {y.data} swapped", substitute(p, {x: y, y: x})


def changed(name: str, given: tuple[Term, ...], says: Term) -> Iterator[Statement]:
    """Every statement that one change makes of a theorem."""
    for i, p in enumerate(given):
        rest = (*given[:i], *given[i + 1 :])
        yield Statement(name, "a hypothesis dropped", rest, says)
        if p.op == "<":
            weaker = relation("<=", *p.args)
            yield Statement(name, "a hypothesis weakened", (*rest, weaker), says)
        if p.op == "<=":
            yield Statement(name, "a hypothesis turned round",
                            (*rest, relation("<=", *p.args[::-1])), says)  # fmt: skip
    for what, new in _claims(says):
        if new is not says and new not in given:
            yield Statement(name, what, given, new)


def made(proofs: Iterable[Proof], each: int, seed: int) -> list[Statement]:
    """A few changes of each theorem, by chance, but the same ones each time."""
    found: dict[tuple[object, ...], Statement] = {}
    seen: set[tuple[object, ...]] = set()
    for proof in proofs:
        for says in proof.says[:2]:
            key = (frozenset(proof.given), says)
            if key in seen or not usable(proof.given, says):
                continue
            seen.add(key)
            pool = []
            try:
                pool = list(changed(proof.name, proof.given, says))
            except Wrong:
                continue
            kinds: dict[str, list[Statement]] = {}
            for s in pool:
                kinds.setdefault(s.change, []).append(s)
            chance = random.Random(f"{seed} {proof.name} {len(found)}")
            for kind in chance.sample(sorted(kinds), min(each, len(kinds))):
                s = chance.choice(kinds[kind])
                found.setdefault((frozenset(s.given), s.says), s)
    return list(found.values())


# Numbers -----------------------------------------------------------------------------------------
class Guess(Evaluator):
    """Values by chance where nothing defines them."""

    def __init__(self, chance: random.Random, dimension: int) -> None:
        super().__init__()
        self.chance, self.dimension = chance, dimension
        self.pools: dict[Term, tuple[Fraction, ...]] = {}
        self.told: dict[Term, Value] = {}
        """The values of symbols and of functions at arguments, as a refutation has them."""
        self.wants: dict[Term, Term] = {}
        """What defines them, if anything does."""
        self.busy: set[Term] = set()

    def fresh(self, t: Term) -> Value:
        """A value of the sort of a term."""
        if is_space(t.sort):
            self.lengths[t.sort] = self.dimension
            return tuple(self.chance.choice(SMALL) for _ in range(self.dimension))
        if t.sort == "natural":
            return Fraction(self.chance.randrange(4))
        return self.chance.choice(self.pools.get(t, SMALL))

    def know(self, t: Term) -> None:
        """Give everything inside a term a value."""
        for s in inside(t):
            if s.op != "symbol" and not (s.op == "apply" and s.data.kind == "opaque"):
                continue
            if s in self.told or s in self.busy:
                continue
            key = s if s.op == "symbol" else (s.data, *map(self.value, s.args))
            if key in self.values:
                continue
            self.busy.add(s)
            if s in self.wants:
                self.know(self.wants[s])
                value = self.value(self.wants[s])
            else:
                value = self.fresh(s)
            if is_space(s.sort):
                self.lengths[s.sort] = self.dimension
            if key not in self.values:
                self.set(s, value)
                self.told[s] = value


def definitions(given: Iterable[Term]) -> dict[Term, Term]:
    """What is said to be equal to what: the first time decides."""
    found: dict[Term, Term] = {}
    for p in given:
        if p.op != "=":
            continue
        for a, b in (p.args, p.args[::-1]):
            own = a.op == "symbol" or (a.op == "apply" and a.data.kind == "opaque")
            if own and a not in found and not _reaches(b, a, found):
                found[a] = b
                break
    return found


def _reaches(start: Term, goal: Term, found: dict[Term, Term]) -> bool:
    waiting, seen = [start], set()
    while waiting:
        for t in inside(waiting.pop()):
            if t is goal:
                return True
            if t in found and t not in seen:
                seen.add(t)
                waiting.append(found[t])
    return False


def pools_of(given: Iterable[Term]) -> dict[Term, tuple[Fraction, ...]]:
    """The small numbers that a term may be, where its sign is given."""
    pools: dict[Term, tuple[Fraction, ...]] = {}
    zero = number(0)
    for p in given:
        if p.op in ("<", "<=") and p.args[0] is zero:
            pools[p.args[1]] = tuple(q for q in SMALL if q > 0 or (q == 0 and p.op == "<="))
        if p.op in ("<", "<=") and p.args[1] is zero:
            pools[p.args[0]] = tuple(q for q in SMALL if q < 0 or (q == 0 and p.op == "<="))
    return pools


def witness(s: Statement, tries: int = 300, seed: int = 0) -> Refutation | None:
    """Numbers at which what is given holds and what is said does not; checked as any refutation."""
    wants, pools = definitions(s.given), pools_of(s.given)
    for n in range(tries):
        guess = Guess(random.Random(f"{seed} {n}"), 1 + n % 2)
        guess.wants, guess.pools = wants, pools
        try:
            for p in (*s.given, s.says):
                guess.know(p)
            found = Refutation(s.of, s.given, s.says, tuple(guess.told.items()))
            refute(found)
        except (Wrong, Undefined):
            continue
        return found
    return None


# The classics ------------------------------------------------------------------------------------
A, B, C, X, Z = (symbol(name) for name in "abcxz")
U, V = symbol("u", "vector"), symbol("v", "vector")
F = Function("f", ("scalar",), "scalar")
W = Function("w", ("natural",), "vector")


def _phi(z: Any) -> Term:
    return THRESHOLD(z, -1, 1, 1)


CLASSICS = tuple(
    Statement(what, "a classic", tuple(given), says)
    for what, given, says in (
        ("the square of a sum", (), eq(power(A + B, number(2)), A * A + B * B)),
        ("the size of a sum", (), eq(ABS(A + B), ABS(A) + ABS(B))),
        ("the threshold of any multiple", (), eq(_phi(C * Z), _phi(Z))),
        ("the threshold of a multiple that may be 0", (C >= 0,), eq(_phi(C * Z), _phi(Z))),
        ("the threshold of a sum", (), eq(_phi(A + B), _phi(A))),
        ("the threshold is odd", (), eq(_phi(-Z), -_phi(Z))),
        ("the root of a square", (), eq(SQRT(A * A), A)),
        ("division by anything", (), eq(A / A, 1)),
        ("the inverse of a sum", (A > 0, B > 0), eq(1 / (A + B), 1 / A + 1 / B)),
        ("an inequality multiplied", (A < B,), C * A < C * B),
        ("an inequality inverted", (A < B,), 1 / B < 1 / A),
        ("squares keep order", (A < B,), A * A < B * B),
        ("a product that is 0", (eq(A * B, 0),), eq(A, 0)),
        ("the length of a multiple", (), eq(NORM(C * U), C * NORM(U))),
        ("the length of a sum", (), eq(NORM(U + V), NORM(U) + NORM(V))),
        ("an inner product that is 0", (eq(dot(U, V), 0),), eq(U, 0 * U)),
        ("Cauchy-Schwarz turned round", (), dot(U, U) * dot(V, V) <= dot(U, V) * dot(U, V)),
        ("Cauchy-Schwarz is strict", (), dot(U, V) * dot(U, V) < dot(U, U) * dot(V, V)),
        ("every function is additive", (), eq(F(A + B), F(A) + F(B))),
        ("every function is one to one", (eq(F(A), F(B)),), eq(A, B)),
        ("the larger one", (), eq(MAX(A, B), A)),
        ("a step changes something", (), ne(W(number(1)), W(number(0)))),
        ("a rate that is not 0 moves", (ne(A, 0),), ne(W(number(0)) + A * U, W(number(0)))),
        ("a loss falls at any rate", (A > 0,), (1 - A) * (1 - A) * X * X <= X * X),
    )
)
