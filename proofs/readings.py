"""A theorem about any vectors or numbers, read for given ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from proofs.derivation import (
    FORMS,
    Derivation,
    ProofError,
    Theorem,
    cite,
    grounds_of,
    only,
    theorem_form,
    unread,
)
from proofs.displayed import Displayed
from proofs.terms import Hypothesis, Relation, Symbol, Term, short, substitute_in, symbols


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reading(Displayed):
    """A theorem about any vectors or numbers, read for given ones."""

    form: ClassVar[str] = "reading"
    theorem: Theorem
    values: tuple[tuple[Symbol, Term], ...]
    """What each symbol that may be anything is taken to be."""

    def __post_init__(self) -> None:
        only(self.theorem.name, (self.theorem,), FORMS)
        name = self.theorem.name
        if type(self.values) is not tuple or any(type(pair) is not tuple for pair in self.values):
            raise ProofError(f"{name}: it is read for a tuple of pairs")
        definitions = _definitions_behind(self.theorem)
        # A plain definition stays what it is, unless it speaks of what is read otherwise.
        read = {symbol for symbol, _ in self.values}
        moving = {
            _name(r.left) for r in definitions
            if getattr(r.left, "upper", "") or read & set(symbols(*r.terms))
        }  # fmt: skip
        assumed = _assumed_through(self.theorem, definitions)
        for symbol, value in self.values:
            if symbol in assumed:
                raise ProofError(f"{name} assumes something of what {short(symbol)} defines")
            if type(symbol) is not Symbol or symbol.upper or symbol.name in moving:
                raise ProofError(f"{name}: {symbol} is not a symbol that may be anything")
            if not isinstance(value, Term) or symbol.kind != value.kind:
                raise ProofError(f"{name}: {short(symbol)} cannot be read as {value}")
            if moving & {_name(s) for s in symbols(value)}:
                raise ProofError(f"{name}: {short(symbol)} cannot be read as {short(value)}")
        for relation in self.theorem.conclusions:
            if moving & {_name(s) for s in symbols(*relation.terms)}:
                raise ProofError(f"{name} concludes {relation}, where something is defined")

    @property
    def name(self) -> str:
        return self.theorem.name

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Those that are assumed as they stand; others are shown of what it is read for."""
        return unread(self.theorem.hypotheses, (symbol for symbol, _ in self.values))

    @property
    def conclusions(self) -> tuple[Relation, ...]:
        return tuple(substitute_in(r, dict(self.values)) for r in self.theorem.conclusions)

    @property
    def rules(self) -> frozenset[str]:
        return self.theorem.rules

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return self.theorem.derivations


def _assumed_through(theorem: Theorem, definitions: Iterable[Relation]) -> set[Symbol]:
    """The symbols that define what a theorem assumes, or what its facts are applied under."""
    premises = (p for form in _behind([theorem]) for d in form.derivations for p in d.premises)
    grounds = (h for p in premises if (g := grounds_of(p)) is not None for h in g.hypotheses)
    assumed = {s for h in grounds for s in symbols(*h.relation.terms) if s not in h.for_all}
    for hypothesis in theorem.hypotheses:
        direct = met = set(symbols(*hypothesis.relation.terms))
        while True:
            names = {symbol.name for symbol in met}
            below = {s for r in definitions if _name(r.left) in names for s in symbols(r.right)}
            if below <= met:
                break
            met = met | below
        assumed |= met - direct - set(hypothesis.for_all)
    return assumed


def reading(theorem: Theorem, **values: Term) -> Hypothesis:
    """A theorem about any vectors or numbers as a premise about given ones, by their names.

    Raises `ProofError` for a symbol of which the theorem assumes or defines something.
    """
    met = {s.name: s for r in theorem.conclusions for t in r.terms for s in symbols(t)}
    if unmet := sorted(values.keys() - met.keys()):
        raise ProofError(f"{theorem.name} does not speak of {', '.join(unmet)}")
    return cite(Reading(theorem, tuple((met[name], term) for name, term in values.items())))


def _behind(theorems: Iterable[Theorem]) -> Iterator[Theorem]:
    """Theorems, their members and those that they cite, each once."""
    seen: set[int] = set()
    waiting = list(theorems)
    while waiting:
        form = waiting.pop()
        if id(form) in seen:
            continue
        seen.add(id(form))
        yield form
        waiting.extend(getattr(form, "members", ()))
        if isinstance(form, Reading):
            waiting.append(form.theorem)
        waiting.extend(t for d in form.derivations for p in d.premises for t in _cited_by(p))


def _cited_by(premise: Hypothesis) -> tuple[Theorem, ...]:
    """The theorem that a premise cites, or those that a trusted fact is applied under."""
    if premise.role == "proved":
        return (premise.source,)
    grounds = grounds_of(premise)
    return () if grounds is None else grounds.theorems


def _definitions_in(form: Theorem) -> dict[Relation, None]:
    """The definitions in a theorem itself, updates of runs included."""
    own = (p.relation for d in form.derivations for p in d.premises if p.role == "definition")
    updates = (*getattr(form, "updates", ()), *getattr(form, "image_updates", ()))
    return dict.fromkeys((*updates, *own))


def _definitions_behind(theorem: Theorem) -> dict[Relation, None]:
    """The definitions in a theorem and in those that it cites."""
    return {r: None for form in _behind([theorem]) for r in _definitions_in(form)}


def _name(symbol: Term) -> str:
    return symbol.name if isinstance(symbol, Symbol) else ""
