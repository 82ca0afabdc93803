"""One thing changed in a proof: a sign, a weight, a term, a premise, a rule, an order, a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from random import Random

from proofs.trust import check
from proofs.trust.check import RULES, Holds, Line, Proof, Theorem, judge, step
from proofs.trust.rules import TABLE
from proofs.trust.terms import RELATIONS, Term, Wrong, build, fold, number, relation

RULE_NAMES = (*RULES, *TABLE)
KINDS = (
    "sign", "sides", "term", "number", "weight", "multiplier", "terms dropped", "terms turned",
    "premise", "premise dropped", "premise more", "premises turned", "rule", "cited", "says",
    "given dropped", "given changed", "claim", "line dropped",
)  # fmt: skip


class Nothing(Exception):
    """This proof has nothing of that kind to change."""


class Judged:
    """A proof that is accepted, with what a change may be made of."""

    def __init__(self, proof: Proof, known: Mapping[str, Theorem]) -> None:
        self.proof, self.known = proof, known
        self.done: list[Holds] = judge(proof.lines, known)

    @cached_property
    def pool(self) -> dict[str, list[Term]]:
        """The terms in its lines, by sort."""
        found: dict[str, list[Term]] = {}
        done: dict[Term, None] = {}

        def keep(t: Term, _: object) -> None:
            if not t.loose and t.sort != "claim":
                found.setdefault(t.sort, []).append(t)

        for line in self.proof.lines:
            for t in (line.says, *line.terms):
                fold(t, keep, done)
        return found


def swapped(t: Term, pool: Mapping[str, Sequence[Term]], R: Random) -> Term:
    """A term with one part replaced by another of its sort."""
    if t.sort != "claim" and (not t.args or R.random() < 0.3):
        others = pool.get(t.sort, ())
        if not others:
            raise Nothing
        return R.choice(others)
    i = R.randrange(len(t.args))
    args = (*t.args[:i], swapped(t.args[i], pool, R), *t.args[i + 1 :])
    return build(t.op, t.sort, args, t.data)


@cache
def _numbers(t: Term) -> bool:
    return t.op == "number" or any(map(_numbers, t.args))


def moved(t: Term, R: Random) -> Term:
    """A term with one number in it changed."""
    if t.op == "number":
        return R.choice([number(t.data + 1), number(t.data - 1), number(-t.data - 1)])
    places = [i for i, a in enumerate(t.args) if _numbers(a)]
    if not places:
        raise Nothing
    i = R.choice(places)
    return build(t.op, t.sort, (*t.args[:i], moved(t.args[i], R), *t.args[i + 1 :]), t.data)


def resigned(t: Term, R: Random) -> Term:
    """A claim with one relation in it turned into another, or its sides exchanged."""
    if t.op in RELATIONS:
        signs = [s for s in RELATIONS if s != t.op]
        return relation(R.choice(signs), *t.args)
    places = [i for i, a in enumerate(t.args) if a.sort == "claim"]
    i = R.choice(places)
    return build(t.op, t.sort, (*t.args[:i], resigned(t.args[i], R), *t.args[i + 1 :]), t.data)


def _line(j: Judged, i: int, kind: str, R: Random) -> Line:
    line = j.proof.lines[i]
    terms, uses = list(line.terms), list(line.uses)
    numbers = [k for k, t in enumerate(terms) if t.op == "number"]
    others = [k for k, t in enumerate(terms) if t.op != "number"]
    match kind:
        case "sign":
            return replace(line, says=resigned(line.says, R))
        case "sides" if line.says.op in RELATIONS and line.says.op not in ("=", "!="):
            return replace(line, says=build(line.says.op, "claim", line.says.args[::-1], None))
        case "term":
            return replace(line, says=swapped(line.says, j.pool, R))
        case "number":
            return replace(line, says=moved(line.says, R))
        case "weight" if numbers:
            k = R.choice(numbers)
            q = terms[k].data
            terms[k] = number(R.choice([-q, q + 1, q - 1, 2 * q]))
        case "multiplier" if others:
            k = R.choice(others)
            old = terms[k]
            again = swapped(old, j.pool, R)
            terms[k] = again if old.sort == "claim" else R.choice([-old, again])
        case "terms dropped" if terms:
            del terms[R.randrange(len(terms))]
        case "terms turned" if len(terms) > 1:
            a, b = R.sample(range(len(terms)), 2)
            terms[a], terms[b] = terms[b], terms[a]
        case "premise" if uses and i > 1:
            uses[R.randrange(len(uses))] = R.randrange(i)
        case "premise dropped" if uses:
            del uses[R.randrange(len(uses))]
        case "premise more" if i:
            uses.insert(R.randrange(len(uses) + 1), R.randrange(i))
        case "premises turned" if len(uses) > 1:
            a, b = R.sample(range(len(uses)), 2)
            uses[a], uses[b] = uses[b], uses[a]
        case "rule":
            return replace(line, rule=R.choice(RULE_NAMES))
        case "cited" if line.rule.startswith("theorem "):
            return replace(line, rule="theorem " + R.choice(list(j.known)))
        case "says":
            return replace(line, says=R.choice(j.proof.lines).says)
        case _:
            raise Nothing
    return replace(line, terms=tuple(terms), uses=tuple(uses))


def corrupted(j: Judged, kind: str, R: Random) -> tuple[Proof, int | None]:
    """The proof with one thing changed, and the line that was; raises `Nothing` or `Wrong`."""
    p = j.proof
    if kind == "given dropped" and p.given:
        k = R.randrange(len(p.given))
        return replace(p, given=(*p.given[:k], *p.given[k + 1 :])), None
    if kind == "given changed" and p.given:
        k = R.randrange(len(p.given))
        new = R.choice([resigned, lambda t, R: swapped(t, j.pool, R)])(p.given[k], R)
        return replace(p, given=(*p.given[:k], new, *p.given[k + 1 :])), None
    if kind == "claim":
        k = R.randrange(len(p.says))
        new = R.choice([resigned, lambda t, R: swapped(t, j.pool, R)])(p.says[k], R)
        return replace(p, says=(*p.says[:k], new, *p.says[k + 1 :])), None
    i = R.randrange(len(p.lines))
    if kind == "line dropped":
        new_ = Line(p.lines[i].says, "assume")  # what it showed is taken for granted
        return replace(p, lines=(*p.lines[:i], new_, *p.lines[i + 1 :])), i
    line = _line(j, i, kind, R)
    return replace(p, lines=(*p.lines[:i], line, *p.lines[i + 1 :])), i


def outcome(j: Judged, p: Proof, i: int | None) -> tuple[Holds | None, bool]:
    """What the changed line shows, if it follows, and whether the proof is accepted all the same.

    This is `check.theorem`, but for the lines that rest on nothing changed, which are not judged
    again; a test holds the two against each other.
    """
    done = list(j.done)
    shows = None
    try:
        if i is None:
            check.theorem(p, j.known) if len(p.lines) < 20 else _claimed(p, done)
            return None, True
        shows = done[i] = step(p.lines[i], done[:i], j.known)
        changed = {i} if shows != j.done[i] else set()
        for k in range(i + 1, len(done)) if changed else ():
            line = p.lines[k]
            if not changed.isdisjoint(line.uses):
                done[k] = step(line, done[:k], j.known)
                if done[k] != j.done[k]:
                    changed.add(k)
        _claimed(p, done)
    except Wrong:
        return shows, False
    return shows, True


def _claimed(p: Proof, done: list[Holds]) -> None:
    if any(q.sort != "claim" or q.loose for q in (*p.given, *p.says)):
        raise Wrong("no claim")
    given = frozenset(p.given)
    if len(given) != len(p.given):
        raise Wrong("something is given twice")
    check.one_thing_a_name(*p.given, *p.says)
    check._shown(p, given, done)


def stream(
    judged: Sequence[Judged], seed: int
) -> Iterator[tuple[str, Judged, Proof | None, int | None]]:
    """Corruptions without end, of every kind in turn; None where no term can be made of it."""
    R = Random(seed)
    weights = [min(len(j.proof.lines), 60) for j in judged]
    while True:
        for j in R.choices(judged, weights, k=256):
            kind = KINDS[R.randrange(len(KINDS))]
            try:
                p, i = corrupted(j, kind, R)
            except Nothing:
                continue
            except Wrong:
                yield kind, j, None, None
                continue
            if p != j.proof:
                yield kind, j, p, i
