"""Models and counterexamples: what `points` proposes, evaluated again before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from proofs import proposals
from proofs.enclosure import certain, parted
from proofs.evaluation import Evaluator, Undefined, Value, holds, interpreted
from proofs.find import marks, points
from proofs.find.budget import Budget
from proofs.find.translate import N, Untranslatable, translator
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
    parts,
    substitute_in,
    symbols,
    unfolded,
)  # fmt: skip
from proofs.trust import terms as T
from proofs.trust.evaluation import fraction
from proofs.verdicts import Witness

SECONDS = 10.0
"""Of work, after which nothing further is tried: every question ends."""
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


def point(
    relation: Relation, premises: tuple[Hypothesis, ...], *, refute: bool, seconds: float = SECONDS
) -> Witness | None:
    """A point where the premises hold and, to refute, the relation does not."""
    asked = _Asked(relation, premises, refute)
    found = asked.kept() or asked.searched(Budget(seconds))
    if found is None:
        return None
    if proposals.active():
        proposals.put(asked.key, [found.reading, [_as_text(v) for _, v in found.witness.values]])
    return found.witness


def extended(premises: tuple[Hypothesis, ...], known: Witness) -> Witness | None:
    """A model of premises in which what a point says of symbols and functions stays, if any."""
    anything = equals(Number(Fraction(0)), Number(Fraction(0)))
    asked = _Asked(anything, premises, False)
    have = {row[0]: row for row in known.functions}
    missing = [f for f in asked.opaque if f not in have]
    if any(f.transpose in have for f in missing if f.adjoint):
        return None
    fixed = dict(known.values)
    for more in islice(points.interpretations(missing), _FEW):
        readings = have | {row[0]: row for row in more}
        functions = tuple(readings[f] for f in asked.opaque)
        question = asked._read(functions)
        if question is None:
            continue
        found = points.point(*question, refute=False, tries=_FEW, fixed=fixed)
        witness = None if found is None else asked._judged(functions, question, found[0])
        if witness is not None:
            return witness
    return None


def kept_model(premises: tuple[Hypothesis, ...]) -> Witness | None:
    """A model that an earlier search found, if it is one."""
    if not proposals.active():
        return None
    anything = equals(Number(Fraction(0)), Number(Fraction(0)))
    found = _Asked(anything, premises, False).kept()
    return None if found is None else found.witness


def kept_refutation(relation: Relation, premises: tuple[Hypothesis, ...]) -> Witness | None:
    """A point that an earlier search found where a relation fails, if it does fail there."""
    found = _Asked(relation, premises, True).kept() if proposals.active() else None
    return None if found is None else found.witness


@dataclass(frozen=True, slots=True)
class _Found:
    reading: int
    """The place of what opaque functions are taken to be; -1 where values are enclosed."""
    witness: Witness


class _Asked:
    """What is asked for a point, in numbers alone once opaque functions are read as something."""

    def __init__(self, relation: Relation, premises: tuple[Hypothesis, ...], refute: bool) -> None:
        self.relation, self.premises, self.refute = relation, premises, refute
        self.meaning = meanings(premises)
        general = [p.source if isinstance(p.source, Hypothesis) else p for p in premises]
        self.general = [p for p in general if _is_general(p) and p.role != "trusted"]
        self.bound = [p for p in self.general if _spoken(p) - set(p.for_all)]
        self.checked = [  # a counterexample must also be a point where everything has a value
            p.relation
            for p in premises
            if not _is_general(p) and (refute or not is_meaning(p, self.meaning))
        ]
        self.checked += [r for p in self.bound for r in _samples(p)]
        starts = [*relation.terms, *(t for r in self.checked for t in r.terms)]
        starts += [t for p in self.general for t in p.relation.terms]
        self.reached = _reachable(starts, self.meaning)
        opaque = {
            part.function
            for part in self.reached
            if isinstance(part, Apply)
            and not part.function.values
            and KNOWN_FUNCTIONS.get(part.function.name) is not part.function
        }
        self.opaque = sorted(opaque, key=lambda f: f.name)
        self._seen: dict[object, bool] = {}
        """What was found out for some functions read so: other readings share it."""

    @cached_property
    def key(self) -> bytes:
        """The name under which a point is kept; of what cannot be translated there is none."""
        from proofs.verdicts import claim, shifted

        shift = shifted(self.relation, *(p.relation for p in self.premises))
        reader = translator(T.plus(N, T.number(1)) if shift else N)
        try:
            said = [reader.relation(self.relation)]
            for p in self.premises:
                said.append(claim(reader, p))
                if isinstance(p.source, Hypothesis):
                    said.append(claim(reader, p.source))
        except (T.Wrong, Untranslatable):
            return b""
        roles = (f"{p.role} {isinstance(p.source, Hypothesis)}" for p in self.premises)
        return marks.joined("a point", str(self.refute), marks.of_all("", said), *roles)

    def searched(self, budget: Budget) -> _Found | None:
        """The first point that is found before the budget is spent."""
        tries = points.TRIES_EACH if self.opaque else points.TRIES
        for place, functions in enumerate(self._readings()):
            if budget.over():
                return None
            question = self._read(functions)
            if question is None:
                continue
            found = points.point(*question, refute=self.refute, tries=tries, budget=budget)
            witness = None if found is None else self._judged(functions, question, found[0])
            if witness is not None:
                return _Found(place, witness)
        if self._may_be_enclosed() and not budget.over():
            enclosed = self._enclosed_points(budget)
            witness = None if enclosed is None else self._judged_enclosed(enclosed)
            if witness is not None:
                return _Found(-1, witness)
        return None

    def kept(self) -> _Found | None:
        """The point that an earlier search found, if it is one."""
        match proposals.get(self.key):
            case [int(place), [*texts]]:
                pass
            case _:
                return None
        if place < 0:
            relations = (self.relation, *self.checked) if self.refute else self.checked
            values = _of_texts(texts, points.free(relations, self.meaning))
            if values is None or not self._may_be_enclosed():
                return None
            witness = self._judged_enclosed(values)
        else:
            functions = next(islice(self._readings(), place, None), None)
            question = None if functions is None else self._read(functions)
            if functions is None or question is None:
                return None
            relation, checked, meaning = question
            values = _of_texts(texts, points.free((relation, *checked), meaning))
            witness = None if values is None else self._judged(functions, question, values)
        return None if witness is None else _Found(place, witness)

    def _readings(self) -> Iterator[points.Functions]:
        return points.interpretations(self.opaque, refute=self.refute)

    def _read(self, functions: points.Functions) -> _InNumbers | None:
        """The question with functions read so; None where a universal premise does not hold."""
        reading = {f: (parameters, body) for f, parameters, body in functions}
        if not all(self._is_adjoint(f, reading) for f in reading if f.adjoint):
            return None
        free = (p for p in self.general if p not in self.bound)
        if not all(self._holds_generally(p, reading) for p in free):
            return None
        meaning: Mapping[Symbol, Term] = self.meaning
        if reading:
            meaning = {s: _read(term, reading) for s, term in meaning.items()}
        checked = [_read_relation(r, reading) for r in self.checked]
        return _read_relation(self.relation, reading), checked, meaning

    def _is_adjoint(self, linear: Function, reading: _Reading) -> bool:
        key = (linear, reading[linear], reading.get(linear.transpose))
        if key not in self._seen:
            self._seen[key] = _is_adjoint(linear, reading)
        return self._seen[key]

    def _holds_generally(self, premise: Hypothesis, reading: _Reading) -> bool:
        met = parts(*(t for r in (premise.relation, *premise.where) for t in r.terms))
        functions = dict.fromkeys(part.function for part in met if isinstance(part, Apply))
        key = (premise, *((f, reading[f]) for f in functions if f in reading))
        if key not in self._seen:
            self._seen[key] = _holds_generally(*_renamed(premise), reading)
        return self._seen[key]

    def _judged(
        self, functions: points.Functions, question: _InNumbers, values: _Values
    ) -> Witness | None:
        """The witness that these values make, evaluated again; None where they make none."""
        relation, checked, meaning = question
        at = dict(values)
        if not _stands(relation, checked, meaning, at, refute=self.refute):
            return None
        reading = {f: (parameters, body) for f, parameters, body in functions}
        numbers: dict[Term, Term] = {
            s: Number(value) for s, value in values if not isinstance(value, tuple)
        }
        open_ones = [p for p in self.bound if not _is_constant(p, reading)]
        if not all(_holds_generally(*_renamed(p), reading, numbers) for p in open_ones):
            return None
        left, right = points.sides(relation, at, meaning)
        named = tuple(self.meaning.items())
        return Witness(self.relation, values, left, right, functions, named)

    def _may_be_enclosed(self) -> bool:
        return not (self.opaque or self.general) and _may_be_irrational(self.reached)

    def _enclosed_points(self, budget: Budget) -> _Values | None:
        if not self.refute:
            return points.enclosed_model(self.checked, self.meaning, budget)
        found = points.enclosed_point(self.relation, self.checked, self.meaning, budget)
        return None if found is None else found[0]

    def _judged_enclosed(self, values: _Values) -> Witness | None:
        at = dict(values)
        if not all(certain(premise, at, self.meaning) for premise in self.checked):
            return None
        if not self.refute:
            return Witness(self.relation, values, Fraction(0), Fraction(0))
        sides = parted(self.relation, at, self.meaning)
        if sides is None:
            return None
        return Witness(self.relation, values, *sides, (), tuple(self.meaning.items()))


_Values = tuple[tuple[Symbol, Value], ...]
_Reading = dict[Function, tuple[tuple[Symbol, ...], Term]]
_InNumbers = tuple[Relation, list[Relation], Mapping[Symbol, Term]]


def _as_text(value: Value) -> Any:
    return list(map(str, value)) if isinstance(value, tuple) else str(value)


def _of_texts(texts: list[Any], free: tuple[Symbol, ...]) -> _Values | None:
    """Values of symbols as they were kept; None for what are none."""
    if len(texts) != len(free):
        return None
    values: list[tuple[Symbol, Value]] = []
    try:
        for symbol, text in zip(free, texts, strict=True):
            if symbol.kind == "vector":
                values.append((symbol, tuple(map(fraction, text))))
                continue
            number = fraction(text)
            if symbol.of_kind == "natural" and (number < 0 or number.denominator != 1):
                return None
            values.append((symbol, number))
    except (ValueError, TypeError):
        return None
    lengths = {len(v) for _, v in values if isinstance(v, tuple)}
    return tuple(values) if lengths <= {1} or lengths <= {2} else None


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


def _is_constant(premise: Hypothesis, reading: Any) -> bool:
    """Whether it is the same everywhere once functions are read so: its samples have shown it."""
    read = _read_relation(premise.relation, reading)
    named = {s for s in premise.for_all if s.kind != "vector"}
    return (
        not premise.where
        and len(named) == len(premise.for_all)
        and not (named & {*symbols(*read.terms)})
    )


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
