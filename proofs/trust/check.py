"""The checker: a proof is a list of lines, and nothing is searched.

A line holds, in every model, wherever the assumptions that it rests on hold (`open`, as in HOL's
sequents): symbols and functions may be anything.  Each rule below is drawn in its docstring, what
it takes left of |- and what it gives right of it.
"""

from __future__ import annotations  # noqa: I001 (imports on few lines)

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .facts import FACTS, Fact
from .ring import normal, vanishes
from .rules import TABLE, asked
from .terms import (
    KNOWN, RELATIONS, Function, Term, at, dot, eq, fits, flat, forall, free, fresh, inside,
    is_space, ne, negated, number, plus, relation, substitute, times, zero,
)  # fmt: skip
from .text import called
from .wrong import Wrong, need, spend


@dataclass(frozen=True)
class Line:
    """One line: what it says, by which rule, at which terms, from which earlier lines."""

    says: Term
    rule: str
    terms: tuple[Term, ...] = ()
    uses: tuple[int, ...] = ()


@dataclass(frozen=True)
class Holds:
    """A line that was checked, and the assumptions that it rests on."""

    says: Term
    open: frozenset[Term]


@dataclass(frozen=True)
class Proof:
    """What is claimed (given |- each of says, every term with a value), and the lines."""

    name: str
    given: tuple[Term, ...]
    says: tuple[Term, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Theorem:
    """A proof that was checked."""

    name: str
    given: tuple[Term, ...]
    says: tuple[Term, ...]


Open = frozenset[Term]
NONE: Open = frozenset()


def _resting(used: Sequence[Holds]) -> Open:
    return NONE.union(*(h.open for h in used))


def _takes(line: Line, used: Sequence[Holds], terms: int, uses: int) -> None:
    need((len(line.terms), len(used)) == (terms, uses), f"takes {terms} terms and {uses} lines")


# Equations and inequalities ----------------------------------------------------------------------
def assume(line: Line, used: list[Holds]) -> Open:
    """|- p, under p"""
    _takes(line, used, 0, 0)
    return frozenset({line.says})


def _less(gap: Term, factors: Sequence[Term], used: Sequence[Holds]) -> Term:
    """gap - sum of factor_i (a_i - b_i), over equations a_i = b_i."""
    need(len(factors) == len(used), "a factor for each equation")
    pieces = [gap]
    for factor, h in zip(factors, used, strict=True):
        need(h.says.op == "=", "an equation is wanted")
        a, b = h.says.args
        times_gap = dot if is_space(factor.sort) and is_space(a.sort) else times
        pieces.append(-times_gap(factor, a - b))
    return plus(*pieces)


def ring(line: Line, used: list[Holds]) -> Open:
    """a_i = b_i |- a = b, where a - b = sum of factor_i (a_i - b_i)"""
    need(line.says.op == "=", "an equation is wanted")
    a, b = line.says.args
    need(vanishes(_less(a - b, line.terms, used)), "the sides differ")
    return _resting(used)


def _size(p: Term) -> tuple[Term, bool]:
    """What an inequality says is not negative, and whether it is positive."""
    need(p.op in ("<", "<="), "an inequality is wanted")
    return p.args[1] - p.args[0], p.op == "<"


def positive(line: Line, used: list[Holds]) -> Open:
    """a_i < b_i, c_j = d_j |- a < b, where b - a = sum of weight_i (b_i - a_i) and of
    factor_j (c_j - d_j) and a number >= 0; a weight is a number >= 0; <= for < throughout"""
    gap, strict = _size(line.says)
    need(len(line.terms) == len(used), "a weight for each line")
    pieces, equations, factors, gained = [gap], [], [], False
    for weight, h in zip(line.terms, used, strict=True):
        if h.says.op == "=":
            equations.append(h)
            factors.append(weight)
            continue
        amount, more = _size(h.says)
        need(weight.op == "number" and weight.data >= 0, "a weight is a number >= 0")
        pieces.append(-(weight * amount))
        gained |= more and weight.data > 0
    left = normal(_less(plus(*pieces), factors, equations))
    need(set(left) <= {()}, "the sides differ")
    slack = left.get((), 0)
    need(slack >= 0 and (gained or slack > 0 or not strict), "not enough")
    return _resting(used)


def product(line: Line, used: list[Holds]) -> Open:
    """0 <= a, 0 <= b |- 0 <= a b, and with < throughout"""
    _takes(line, used, 0, 2)
    (a, p), (b, q), (c, strict) = _size(used[0].says), _size(used[1].says), _size(line.says)
    need(vanishes(c - a * b), "not the product")
    need((p and q) or not strict, "not known to be positive")
    return _resting(used)


def apart(line: Line, used: list[Holds]) -> Open:
    """a != b (or a < b), c_j = d_j |- c != d, where a - b = k (c - d) + sum of
    factor_j (c_j - d_j); the terms are k and the factors"""
    need(used and line.terms and used[0].says.op in ("<", "!="), "an inequality is wanted")
    need(line.says.op == "!=", "an inequation is wanted")
    (a, b), (c, d) = used[0].says.args, line.says.args
    need(flat(line.terms[0]), "a number is wanted")
    left = _less((a - b) - line.terms[0] * (c - d), line.terms[1:], used[1:])
    need(vanishes(left), "not that difference")
    return _resting(used)


def congruence(line: Line, used: list[Holds]) -> Open:
    """a_i = b_i |- f(a_1, a_2, ...) = f(b_1, b_2, ...); for operands with one normal form no
    equation is needed"""
    need(line.says.op == "=" and not line.terms, "an equation is wanted, and no terms")
    a, b = line.says.args
    alike = (a.op, a.data, len(a.args)) == (b.op, b.data, len(b.args))
    need(alike and a.args and a.op != "total", "not one function")
    left = list(used)
    for x, y in zip(a.args, b.args, strict=True):
        same = x.sort == y.sort or (flat(x) and flat(y))
        if x is not y and not (same and vanishes(x - y)):
            need(left and left[0].says is eq(x, y), "operands that are not known to be equal")
            left.pop(0)
    need(not left, "an equation too many")
    return _resting(used)


def instance(line: Line, used: list[Holds]) -> Open:
    """side goals |- a row of the table, at given terms"""
    sides, says = TABLE[line.rule].at(*line.terms)
    need([h.says for h in used] == list(sides), "not its side goals")
    need(line.says is says, "not what that row says")
    return _resting(used)


# Logic -------------------------------------------------------------------------------------------
def absurd(line: Line, used: list[Holds]) -> Open:
    """a < b (or a != b), a_i = b_i |- anything, where a - b = sum of factor_i (a_i - b_i)"""
    need(used and used[0].says.op in ("<", "!="), "an inequality is wanted")
    a, b = used[0].says.args
    need(vanishes(_less(a - b, line.terms, used[1:])), "not absurd")
    return _resting(used)


def contradiction(line: Line, used: list[Holds]) -> Open:
    """0 < 0, under p |- not p"""
    _takes(line, used, 0, 1)
    need(used[0].says is relation("<", number(0), number(0)), "0 < 0 is wanted")
    need(line.says.op in RELATIONS, "a relation is wanted")
    return used[0].open - {negated(line.says)}


def cases(line: Line, used: list[Holds]) -> Open:
    """p under x < 0, p under x = 0, p under 0 < x |- p; for a vector x = 0 and x != 0"""
    need(len(line.terms) == 1 and all(h.says is line.says for h in used), "other conclusions")
    (x,) = line.terms
    split = (x < 0, eq(x, 0), x > 0) if flat(x) else (eq(x, zero(x.sort)), ne(x, zero(x.sort)))
    need(len(used) == len(split), "a line for each case")
    return NONE.union(*(h.open - {p} for h, p in zip(used, split, strict=True)))


def alternatives(line: Line, used: list[Holds]) -> Open:
    """p_1 or p_2 ..., q under p_1, q under p_2, ... |- q"""
    need(used and not line.terms and used[0].says.op == "or", "a line with 'or' is wanted")
    parts, rest = used[0].says.args, used[1:]
    need(len(rest) == len(parts) and all(h.says is line.says for h in rest), "other conclusions")
    return used[0].open.union(*(h.open - {p} for h, p in zip(rest, parts, strict=True)))


def one_of(line: Line, used: list[Holds]) -> Open:
    """p_i |- p_1 or p_2 ..."""
    _takes(line, used, 0, 1)
    need(line.says.op == "or" and used[0].says in line.says.args, "not one of these")
    return used[0].open


def all_of(line: Line, used: list[Holds]) -> Open:
    """p_1, p_2, ... |- p_1 and p_2 ..."""
    need(line.says.op == "and" and not line.terms, "a line with 'and' is wanted")
    need([h.says for h in used] == list(line.says.args), "not these")
    return _resting(used)


def part(line: Line, used: list[Holds]) -> Open:
    """p_1 and p_2 ... |- p_i"""
    _takes(line, used, 0, 1)
    need(used[0].says.op == "and" and line.says in used[0].says.args, "not a part of that")
    return used[0].open


def suppose(line: Line, used: list[Holds]) -> Open:
    """q, under p |- p => q"""
    _takes(line, used, 0, 1)
    need(line.says.op == "imply" and line.says.args[1] is used[0].says, "not that implication")
    return used[0].open - {line.says.args[0]}


def detach(line: Line, used: list[Holds]) -> Open:
    """p => q, p |- q"""
    _takes(line, used, 0, 2)
    p = used[0].says
    need(p.op == "imply" and p.args == (used[1].says, line.says), "not that implication")
    return _resting(used)


def general(line: Line, used: list[Holds]) -> Open:
    """p |- for all x: p, where no assumption that is open speaks of x"""
    _takes(line, used, 1, 1)
    (x,) = line.terms
    need(x.op == "symbol" and all(x not in free(p) for p in used[0].open), "x is spoken of")
    need(line.says is forall(x, used[0].says), "not that statement")
    return used[0].open


def special(line: Line, used: list[Holds]) -> Open:
    """for all x, y, ...: p |- p at terms"""
    need(len(used) == 1, "takes one line")
    need(line.says is at(used[0].says, *line.terms), "not that instance")
    return used[0].open


def induction(line: Line, used: list[Holds]) -> Open:
    """p(0), and p(n + 1) under p(n) |- for all n: p(n), where no other assumption that is open
    speaks of n, and the conclusion does not"""
    _takes(line, used, 1, 2)
    (n,), (base, step), goal = line.terms, used, line.says
    over = n.op == "symbol" and n.sort == "natural"
    need(over and goal.op == "all" and goal.data == "natural", "for all naturals")
    here = at(goal, n)
    left = step.open - {here}
    need(n not in free(goal) and all(n not in free(p) for p in left), "n is spoken of")
    need(base.says is at(goal, 0), "the base is another statement")
    need(step.says is at(goal, n + 1), "the step is another statement")
    return base.open | left


# Definitions and citations -----------------------------------------------------------------------
def _peeled(p: Term) -> tuple[list[Term], Term, Term]:
    """The variables and the sides of: for all x, y, ...: a = b."""
    names: list[Term] = []
    body = p
    while body.op == "all":
        names.append(fresh(body.data))
        body = body.args[0]
    p = at(p, *names)
    need(p.op == "=", "an equation is wanted")
    return names, p.args[0], p.args[1]


def definition(line: Line, used: list[Holds]) -> Open:
    """p, under equations that define f (the terms), where nothing else speaks of f |- p

    Each equation says f(patterns) = right side: a pattern is a variable, or 0 or n + 1 of a
    natural; no two equations meet; f stands on the right only as f(n, ...) where the first
    pattern is n + 1.  Such an f exists in every model.
    """
    need(len(used) == 1 and line.terms, "takes one line, and equations")
    shapes: list[tuple[Term, ...]] = []
    head = _defined(line.terms[0])
    for p in line.terms:
        need(_defined(p) == head, "one function at a time")
        names, left, right = _peeled(p)
        need(fits(right.sort, left.sort), "of another sort")
        seen = []
        for t, sort in zip(left.args, head.takes if left.args else (), strict=True):
            after = t.op == "sum" and len(t.args) == 2 and t.args[1] is number(1)
            need(sort == "natural" or not (t is number(0) or after), "a pattern of no natural")
            if t is not number(0):
                seen.append(t.args[0] if after else t)
                need(seen[-1].sort == sort, "a variable of another sort")
        need(len(seen) == len(set(seen)) and set(seen) == set(names), "each variable once")
        for t in inside(right):
            need(t is not head, "a constant in terms of itself")
            if t.op == "apply" and t.data == head:
                first = left.args[0]
                need(first.op == "sum" and t.args[0] is first.args[0], "not at the one before")
        for other in shapes:
            kinds = [{t.op for t in pair} for pair in zip(left.args, other, strict=True)]
            need({"number", "sum"} in kinds, "two equations meet")
        shapes.append(left.args)
    rest = used[0].open - set(line.terms)
    need(all(head not in free(p) for p in (*rest, line.says)), "still spoken of")
    need(line.says is used[0].says, "another conclusion")
    return rest


def _defined(p: Term) -> Any:
    """The symbol or function that an equation is about."""
    _, left, _ = _peeled(p)
    opaque = left.op == "apply" and left.data.kind == "opaque"
    need(opaque or left.op == "symbol", "defines nothing")
    return left.data if opaque else left


def cite(line: Line, used: list[Holds], theorem: Theorem | Fact) -> Open:
    """what it assumes |- one of its conclusions; the terms say x = t, or for all x, y:
    f(x, y) = t, for what its symbols and functions are read as"""
    change: dict[object, Any] = {}
    spoken = NONE.union(*map(free, (*theorem.given, *theorem.says)))
    for p in line.terms:
        names, left, right = _peeled(p)
        need(fits(right.sort, left.sort), "of another sort")
        if left.op == "symbol":
            need(not names and left not in change, "a symbol once")
            change[left] = right
            continue
        need(left.op == "apply" and left.args == tuple(names), "a function of its variables")
        f = left.data
        need(f not in change and [n.sort for n in names] == list(f.takes), "a function once")
        need(f.kind in ("opaque", "linear"), "only an opaque or linear function is replaced")
        need(f.kind == "opaque" or _is_linear(names[0], right), "not linear")
        need(f.kind == "opaque" or f.adjoint not in spoken, "its adjoint is spoken of")
        change[f] = (left.args, right)
    done: dict[Term, Term] = {}
    says = (substitute(p, change, done) for p in theorem.says)
    need(any(line.says is p for p in says), "not that instance")
    given = {substitute(p, change, done) for p in theorem.given}
    need({h.says for h in used} <= given, "a line that it does not assume")
    return _resting(used) | (given - {h.says for h in used})


def _is_linear(x: Term, image: Term) -> bool:
    u, v, c = fresh(x.sort), fresh(x.sort), fresh("scalar")
    at_sum, at_u, at_v = (substitute(image, {x: t}) for t in (u + c * v, u, v))
    return vanishes(at_sum - at_u - c * at_v)


RULES = {rule.__name__.replace("_", " "): rule for rule in (
    assume, ring, positive, product, apart, congruence, absurd, contradiction, cases, alternatives,
    one_of, all_of, part, suppose, detach, general, special, induction, definition,
)}  # fmt: skip


# Proofs ------------------------------------------------------------------------------------------
def step(line: Line, done: Sequence[Holds], known: Mapping[str, Theorem]) -> Holds:
    """One line after those that are done; raises `Wrong` if it does not follow."""
    try:
        need(all(type(k) is int and 0 <= k < len(done) for k in line.uses), "uses a later line")
        need(line.says.sort == "claim", "no claim")
        need(not any(t.loose for t in (line.says, *line.terms)), "a variable set free")
        used = [done[k] for k in line.uses]
        spend(8 * (1 + sum(len(h.open) for h in used)))
        kind, _, name = line.rule.partition(" ")
        if kind in ("theorem", "fact"):
            need(name in (known if kind == "theorem" else FACTS), f"no such {kind} before it")
            cited = known[name] if kind == "theorem" else FACTS[name]
            return Holds(line.says, cite(line, used, cited))
        need(line.rule in RULES or line.rule in TABLE, "no such rule")
        return Holds(line.says, RULES.get(line.rule, instance)(line, used))
    except Wrong as why:
        rule = line.rule if line.rule.isprintable() else ascii(line.rule)
        raise Wrong(f"line {len(done)}, {line.says}, by {rule[:100]}: {why}") from None


def judge(lines: Sequence[Line], known: Mapping[str, Theorem]) -> list[Holds]:
    """Every line in turn; raises `Wrong` at the first that does not follow."""
    done: list[Holds] = []
    for line in lines:
        done.append(step(line, done, known))
    return done


def theorem(proof: Proof, known: Mapping[str, Theorem]) -> Theorem:
    """What is claimed, if the lines show it and its terms have values; else raises `Wrong`."""
    try:
        need(proof.name not in known and proof.says, "a name twice, or nothing said")
        given = frozenset(proof.given)
        need(len(given) == len(proof.given), "something is given twice")
        need(all(p.sort == "claim" and not p.loose for p in (*given, *proof.says)), "no claim")
        one_thing_a_name(*proof.given, *proof.says)
        _shown(proof, given, judge(proof.lines, known))
    except Wrong as why:
        raise Wrong(f"{proof.name}: {why}") from None
    return Theorem(proof.name, proof.given, proof.says)


def _shown(proof: Proof, given: Open, done: list[Holds]) -> None:
    """That the lines show what is said, and that its terms and those given have values."""
    # What a hypothesis needs rests on hypotheses that need nothing, or 1/b = 1/b gives b != 0.
    plain = frozenset(p for p in given if not asked(p, given=True))
    goals = [(p, given) for p in proof.says]
    goals += [(g, plain) for p in proof.given for g in asked(p, given=True)]
    goals += [(g, given) for p in proof.says for g in asked(p)]
    serves = {k for line in proof.lines for k in line.uses}
    rests = NONE
    shown: dict[Term, list[int]] = {}
    for place, h in enumerate(done):
        shown.setdefault(h.says, []).append(place)
    for goal, allowed in dict.fromkeys(goals):
        places = [k for k in shown.get(goal, ()) if done[k].open <= allowed]
        need(places, "" if places else f"{goal} is not shown")
        serves.add(places[0])
        rests |= done[places[0]].open
    need(rests == given, "something given is not used")
    need(len(serves) == len(done), "a line serves nothing")


def one_thing_a_name(*claims: Term) -> None:
    """x is not a number here and a vector there, and nothing opaque is called sqrt."""
    things: dict[str, object] = dict(KNOWN)
    for x in NONE.union(*map(free, claims)):
        pair = (x, x.adjoint) if type(x) is Function and x.kind != "opaque" else (x,)
        for y in pair:
            need(things.setdefault(called(y), y) == y, f"{called(y)!r} names two things")
