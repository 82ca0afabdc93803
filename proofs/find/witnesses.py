"""Models and counterexamples: what `points` proposes, evaluated again before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from proofs.enclosure import certain, parted
from proofs.evaluation import Evaluator, Undefined, Value, holds, interpreted
from proofs.find import points
from proofs.terms import (
    KNOWN_FUNCTIONS,
    Apply,
    Function,
    Hypothesis,
    Number,
    Relation,
    Symbol,
    Term,
    TermError,
    dot,
    equals,
    fold,
    substitute_in,
    symbols,
    unfolded,
)  # fmt: skip
from proofs.verdicts import Witness

_FEW = 12
"""How many points an identity is tried at before it is proved."""


def meanings(premises: Iterable[Hypothesis]) -> dict[Symbol, Term]:
    """What premises say that symbols are: equations that lead in no circle."""
    found: dict[Symbol, Term] = {}
    mentioned: set[Symbol] = set()
    for premise in premises:
        relation = premise.relation
        if premise.for_all or relation.sign != "=" or relation.others:
            continue
        for left, right in ((relation.left, relation.right), (relation.right, relation.left)):
            if not isinstance(left, Symbol) or left in found:
                continue
            met = set(symbols(right))
            if left in met or (left in mentioned and _reaches(found, met, left)):
                continue
            mentioned |= met
            found[left] = right
            break
    return found


def _reaches(found: Mapping[Symbol, Term], starts: set[Symbol], goal: Symbol) -> bool:
    waiting, seen = list(starts), set(starts)
    while waiting:
        symbol = waiting.pop()
        if symbol is goal:
            return True
        if symbol in found:
            for below in symbols(found[symbol]):
                if below not in seen:
                    seen.add(below)
                    waiting.append(below)
    return False


def point(relation: Relation, premises: tuple[Hypothesis, ...], *, refute: bool) -> Witness | None:
    """A point where the premises hold and, to refute, the relation does not."""
    meaning = meanings(premises)
    general = [p.source if isinstance(p.source, Hypothesis) else p for p in premises]
    general = [p for p in general if _is_general(p) and p.role != "trusted"]
    bound = [p for p in general if _spoken(p) - set(p.for_all)]
    checked = [  # a counterexample must also be a point where everything defined has a value
        p.relation
        for p in premises
        if not _is_general(p) and (refute or not is_meaning(p, meaning))
    ]
    checked += [r for p in bound for r in _samples(p)]
    starts = [*relation.terms, *(t for r in checked for t in r.terms)]
    reached = _reachable([*starts, *(t for p in general for t in p.relation.terms)], meaning)
    opaque = {
        part.function
        for part in reached
        if isinstance(part, Apply)
        and not part.function.values
        and KNOWN_FUNCTIONS.get(part.function.name) is not part.function
    }
    for functions in points.interpretations(sorted(opaque, key=lambda f: f.name), refute=refute):
        reading = {f: (parameters, body) for f, parameters, body in functions}
        if not all(_is_adjoint(f, reading) for f in reading if f.adjoint):
            continue
        if not all(_holds_generally(*_renamed(p), reading) for p in general if p not in bound):
            continue
        question = (
            _read_relation(relation, reading),
            [_read_relation(r, reading) for r in checked],
            {s: _read(term, reading) for s, term in meaning.items()} if reading else meaning,
        )
        tries = points.TRIES_EACH if opaque else points.TRIES
        found = points.point(*question, refute=refute, tries=tries)
        if found is not None and _stands(*question, dict(found[0]), refute=refute):
            values, left, right = found
            numbers: dict[Term, Term] = {
                s: Number(value) for s, value in values if not isinstance(value, tuple)
            }
            if not all(_holds_generally(*_renamed(p), reading, numbers) for p in bound):
                continue
            return Witness(relation, values, left, right, functions, tuple(meaning.items()))
    if opaque or general or not _may_be_irrational(reached):
        return None
    if not refute:
        model_found = points.enclosed_model(checked, meaning)
        if model_found is not None:
            at = dict(model_found)
            if all(certain(premise, at, meaning) for premise in checked):
                return Witness(relation, model_found, Fraction(0), Fraction(0))
    else:
        enclosed = points.enclosed_point(relation, checked, meaning)
        if enclosed is not None:
            at = dict(enclosed[0])
            sure = all(certain(premise, at, meaning) for premise in checked)
            if sure and parted(relation, at, meaning) is not None:
                return Witness(relation, *enclosed, (), tuple(meaning.items()))
    return None


def _stands(
    relation: Relation,
    premises: list[Relation],
    meaning: Mapping[Symbol, Term],
    values: Mapping[Symbol, Value],
    *,
    refute: bool,
) -> bool:
    """Whether a proposed point is one: the premises hold there and, to refute, the relation not."""
    evaluator = Evaluator(values, meaning)
    for premise in premises:
        left, *rights = (evaluator.value(term) for term in premise.terms)
        if not any(holds(premise.sign, left, right) for right in rights):
            return False
    if not refute:
        return True
    try:
        left, right = (evaluator.value(term) for term in (relation.left, relation.right))
    except Undefined:
        return True
    return not holds(relation.sign, left, right)


def _may_be_irrational(reached: Iterable[Term]) -> bool:
    rational = ("abs", "max", "min", "fl64")
    return any(
        isinstance(part, Apply) and not part.function.values and part.function.name not in rational
        for part in reached
    )


def _is_general(premise: Hypothesis) -> bool:
    """Whether a premise speaks of what it says is arbitrary, other than through definitions."""
    return bool({*premise.for_all} & {*symbols(*premise.relation.terms)})


def is_meaning(premise: Hypothesis, meaning: Mapping[Symbol, Term]) -> bool:
    """Whether a premise says just what a symbol means."""
    left, right = premise.relation.left, premise.relation.right
    says_what_it_is = premise.relation.sign == "=" and not premise.relation.others
    return says_what_it_is and isinstance(left, Symbol) and meaning.get(left) is right


def _reachable(terms: Iterable[Term], meaning: Mapping[Symbol, Term]) -> tuple[Term, ...]:
    seen: dict[Term, None] = {}
    for term in terms:
        fold(term, lambda part, _: None, seen, unfolded(meaning))
    return tuple(seen)


def _read(term: Term, reading: Any) -> Term:
    return interpreted(term, reading) if reading else term


def _read_relation(relation: Relation, reading: Any) -> Relation:
    left, right, *others = (_read(term, reading) for term in relation.terms)
    return Relation(left, relation.sign, right, tuple(others))


def _spoken(premise: Hypothesis) -> set[Symbol]:
    """The symbols that a premise and its conditions speak of."""
    return {s for r in (premise.relation, *premise.where) for s in symbols(*r.terms)}


def _samples(premise: Hypothesis) -> list[Relation]:
    """A universal premise at some numbers, where what it is universal in are numbers alone.

    Of one with conditions, only that what it speaks of has values.
    """
    if premise.where or any(s.kind == "vector" for s in premise.for_all):
        rest = _spoken(premise) - set(premise.for_all)
        return [equals(s, s) for s in sorted(rest, key=str)]
    numbers: list[dict[Term, Term]] = [
        {s: Number(Fraction(k + place)) for place, s in enumerate(premise.for_all)}
        for k in range(3)
    ]
    return [substitute_in(premise.relation, each) for each in numbers]


def _renamed(premise: Hypothesis) -> tuple[Relation, tuple[Relation, ...]]:
    """A universal premise, and its conditions, in symbols that no reading of a function has."""
    fresh: dict[Term, Term] = {
        s: Symbol(s.name, s.of_kind, "", f"any{place}") for place, s in enumerate(premise.for_all)
    }
    where = tuple(substitute_in(r, fresh) for r in premise.where)
    return substitute_in(premise.relation, fresh), where


def _is_adjoint(linear: Function, reading: Any) -> bool:
    """Whether a map and its adjoint are read as such; a map that has an adjoint is linear."""
    u, v = Symbol("u", "vector", "", "left"), Symbol("u", "vector", "", "right")
    return linear.transpose in reading and _holds_generally(
        equals(dot(linear(u), v), dot(u, linear.transpose(v))), (), reading
    )


def _holds_generally(
    relation: Relation,
    where: tuple[Relation, ...],
    reading: Any,
    numbers: Mapping[Term, Term] | None = None,
) -> bool:
    """Whether a universal premise always holds once functions and numbers are read so."""
    read, *conditions = (
        substitute_in(_read_relation(r, reading), numbers or {}) for r in (relation, *where)
    )
    given = tuple(conditions)
    return not _fails_somewhere(read, given) and _identity(read, given)


@lru_cache(maxsize=512)
def _fails_somewhere(relation: Relation, where: tuple[Relation, ...]) -> bool:
    """Whether one of a few points, where the conditions hold, shows that it does not."""
    try:
        return points.point(relation, where, {}, refute=True, tries=_FEW) is not None
    except TermError:  # something in it is not read as anything
        return False


@lru_cache(maxsize=512)
def _identity(relation: Relation, where: tuple[Relation, ...]) -> bool:
    from proofs.verdicts import identity

    return identity(relation, where)
