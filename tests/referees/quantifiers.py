"""Quantifiers in another order: what may depend on what is changed in theorems that say "for all".

Where hypotheses describe a run, exact numbers show that the new statement is false: the run is
reckoned for a few steps, and its data stay what they are after these.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from falsehoods import RATIONAL, Guess, Statement, definitions, pools_of, put

from proofs.trust.check import Proof
from proofs.trust.evaluation import Undefined
from proofs.trust.refutation import Refutation, refute
from proofs.trust.terms import (
    RELATIONS,
    Function,
    Term,
    at,
    build,
    forall,
    free,
    fresh,
    inside,
    is_space,
    number,
    substitute,
    symbol,
)
from proofs.trust.wrong import Wrong

STEPS = 3
OWN = "each its own, for one that serves all"
ONE = "one that serves all, for each its own"


def _names(p: Term) -> tuple[list[Term], Term]:
    """The variables that stand first in a claim, and the rest of it."""
    names = []
    while p.op == "all":
        names.append(fresh(p.data))
        p = at(p, names[-1])
    return names, p


def _again(names: list[Term], p: Term) -> Term:
    for x in reversed(names):
        p = forall(x, p)
    return p


def _own(p: Term) -> Iterator[tuple[Term, Term]]:
    """There is a c such that for all n: ...; now for all n there is a c: (c, the new claim)."""
    names, body = _names(p)
    naturals = [x for x in names if x.sort == "natural"][-1:]
    for c in sorted((x for x in free(body) if isinstance(x, Term)), key=lambda x: x.data):
        if naturals and c not in names and c.sort == "scalar":
            each = Function(f"{c.data}_each", ("natural",), c.sort)
            yield c, _again(names, substitute(body, {c: each(*naturals)}))


def _one(p: Term) -> Iterator[Term]:
    """For all n there is an f(n), where n stands elsewhere too; now one for all n."""
    names, body = _names(p)
    if len(names) != 1 or body.op != "=" or names[0].sort != "natural":
        return
    (n,) = names
    if n not in free(body.args[0]):
        return
    for t in inside(body.args[1]):
        if t.op == "apply" and t.data.kind == "opaque" and t.args == (n,):
            one = t.data(symbol("one", "natural"))
            yield forall(n, build("=", "claim", (body.args[0], put(body.args[1], t, one)), None))


def reordered(proofs: Iterable[Proof], seed: int) -> list[Statement]:
    """Of each theorem that says "for all", one hypothesis and one conclusion changed."""
    found: dict[tuple[object, ...], Statement] = {}
    for proof in proofs:
        for says in proof.says[:1]:
            pools: dict[str, list[Statement]] = {OWN: [], ONE: []}
            for i, p in enumerate(proof.given):
                rest = (*proof.given[:i], *proof.given[i + 1 :])
                for c, new in _own(p):
                    if c in free(says):  # else nothing is said of the one that serves all
                        pools[OWN].append(Statement(proof.name, OWN, (*rest, new), says))
            pools[ONE] = [Statement(proof.name, ONE, proof.given, new) for new in _one(says)]
            for kind, pool in pools.items():
                if pool:
                    s = random.Random(f"{seed} {kind} {proof.name}").choice(pool)
                    found.setdefault((frozenset(s.given), s.says), s)
    return list(found.values())


# Runs --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Run:
    """What hypotheses say of the first steps, where data stay what they are after these."""

    given: tuple[Term, ...]
    says: tuple[Term, ...]
    """Its instances: one that fails is enough."""


def _reckoned(p: Term) -> Term:
    """The same where 0 + 1 is written as 1."""
    for t in inside(p):
        if t.op == "sum" and t.sort == "natural" and all(a.op == "number" for a in t.args):
            return _reckoned(put(p, t, number(sum(a.data for a in t.args))))
    return p


def run(s: Statement) -> Run | None:
    """The hypotheses at the first steps, if that is all there is to them.

    It is where those for all n say what f(n + 1), or f(n), is, and else speak of data alone:
    then the run goes on for ever, and so do the data, which repeat themselves.
    """
    heads: dict[Function, tuple[Term, bool]] = {}
    others: list[Term] = []
    given = [p for p in s.given if p.op != "all"]
    for p in (p for p in s.given if p.op == "all"):
        left = p.args[0].args[0] if p.args[0].op == "=" else None
        index = left.args[0] if left is not None and left.op == "apply" and left.args else None
        if p.data != "natural" or p.args[0].op in ("all", "imply"):
            return None
        if index is None or len(left.args) != 1 or left.data.kind != "opaque":
            others.append(p)
            continue
        if index.op not in ("sum", "bound") or left.data in heads:
            return None
        heads[left.data] = (p, index.op == "sum")
    if any(f in heads for p in others for f in free(p)):
        return None
    for p, later in heads.values():
        given += [at(p, number(k)) for k in range(STEPS if later else STEPS + 1)]
    for p in others:
        given += [_kept(at(p, number(k)), heads) for k in range(STEPS + 1)]
    says = [at(s.says, number(k)) for k in range(STEPS, -1, -1)] if s.says.op == "all" else [s.says]
    bound = [p for p in inside(*given, *says) if p.op in ("all", "total", "imply")]
    known = [t.data for t in inside(*given, *says) if t.op == "apply" and t.data.kind != "opaque"]
    if bound or not set(known) <= set(RATIONAL) or any(p.op not in RELATIONS for p in says):
        return None
    return Run(tuple(dict.fromkeys(map(_reckoned, given))), tuple(map(_reckoned, says)))


def _kept(p: Term, heads: Iterable[Function]) -> Term:
    """A claim on data, which are at later steps what they are at the last one."""
    last = number(STEPS)
    p = _reckoned(p)
    for t in inside(p):
        if t.op == "apply" and t.data.kind == "opaque" and t.data not in heads:
            (n,) = t.args if len(t.args) == 1 else (last,)
            if n.op == "number" and n.data > STEPS:
                p = put(p, t, t.data(last))
    return p


def _choices(given: Iterable[Term]) -> dict[Term, tuple[Fraction, ...]]:
    """What a term may be, where it is one of some numbers."""
    found: dict[Term, tuple[Fraction, ...]] = {}
    for p in (p for p in given if p.op == "or"):
        if all(q.op == "=" and q.args[1].op == "number" for q in p.args):
            terms = {q.args[0] for q in p.args}
            found |= {t: tuple(q.args[1].data for q in p.args) for t in terms if len(terms) == 1}
    return found


def witness(s: Statement, tries: int = 200) -> tuple[bool, Refutation | None]:
    """Whether it speaks of a run, and one that refutes it; checked as any refutation."""
    steps = [x for x in _naturals(s) if x.op == "symbol"]
    there = False
    for n in range(tries):
        chance = random.Random(f"{n}")
        change = {x: number(chance.randrange(STEPS)) for x in steps}
        found = run(replace(s, given=tuple(substitute(p, change) for p in s.given),
                            says=substitute(s.says, change)))  # fmt: skip
        if found is None:
            return False, None
        there = True
        refutation = _tried(s.of, found, chance, 1 + n % 2)
        if refutation is not None:
            return True, refutation
    return there, None


def _naturals(s: Statement) -> list[Term]:
    terms = inside(*s.given, s.says)
    return [x for x in terms if x.op == "symbol" and x.sort == "natural"]


def _tried(name: str, found: Run, chance: random.Random, dimension: int) -> Refutation | None:
    """Numbers by chance, and what follows from them."""
    guess = Guess(chance, dimension)
    guess.wants = definitions(found.given)
    guess.pools = {**pools_of(found.given), **_choices(found.given)}
    guess.lengths = {t.sort: dimension for t in inside(*found.given, *found.says)
                     if is_space(t.sort)}  # fmt: skip
    for says in found.says:
        try:
            for p in (*found.given, says):
                guess.know(p)
            refutation = Refutation(name, found.given, says, tuple(guess.told.items()))
            refute(refutation)
        except (Wrong, Undefined):
            continue
        return refutation
    return None


__all__ = ["ONE", "OWN", "reordered", "run", "witness"]
