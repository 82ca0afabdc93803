"""The one idea: an update that commutes with a symmetry has trajectories that do.

The lemma is proved once, on an abstract state and abstract maps; every chapter that speaks of all
numbers of updates is an instance of it, made by `by_symmetry`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from proofs.derivation import (
    Derivation,
    Induction,
    ProofError,
    assumed_before,
    assumptions,
    by_induction,
    derive,
    inherited,
    only,
    reindexed,
    theorem_form,
)
from proofs.displayed import Displayed
from proofs.terms import (
    Hypothesis,
    Relation,
    Symbol,
    Term,
    assume,
    define,
    equals,
    function,
    short,
    substitute,
    symbols,
    vector,
)

ACT = function("g", ("vector",), "vector")
UPDATE = function("U", ("vector", "vector"), "vector")
IMAGE_UPDATE = function("U_g", ("vector", "vector"), "vector")


def state(index: str) -> Symbol:
    """The abstract state after `index` updates."""
    return vector("theta", index)


def image(index: str) -> Symbol:
    """The state of the other run, started from the image of the first one's start."""
    return vector("tau", index)


EQUIVARIANCE = assume(
    "one step is equivariant",
    equals(
        ACT(UPDATE(vector("theta"), vector("z"))), IMAGE_UPDATE(ACT(vector("theta")), vector("z"))
    ),
    (vector("theta"), vector("z")),
)


@cache
def trajectory_lemma() -> Induction:
    """If g(U(theta; z)) = U_g(g(theta); z) always, then tau(t) = g(theta(t)) for all t."""
    statement = equals(image("t"), ACT(state("t")))
    (before,) = assumed_before("induction hypothesis", statement)
    sample = vector("z", "t")
    start = derive("the start", image("0"), [define("start", image("0"), ACT(state("0")))]).eq(
        ACT(state("0")), "the second run starts at the image of the first start"
    )
    step = (
        derive(
            "one more step",
            image("t"),
            [
                before,
                EQUIVARIANCE.at(state("t-1"), sample),
                define("first run", state("t"), UPDATE(state("t-1"), sample)),
                define("second run", image("t"), IMAGE_UPDATE(image("t-1"), sample)),
            ],
        )
        .eq(IMAGE_UPDATE(image("t-1"), sample), "one update of the second run")
        .eq(IMAGE_UPDATE(ACT(state("t-1")), sample), "the induction hypothesis")
        .eq(ACT(UPDATE(state("t-1"), sample)), "one step is equivariant")
        .eq(ACT(state("t")), "one update of the first run")
    )
    return by_induction("symmetry.trajectory", [statement], base=[start], step=[step])


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Instance(Displayed):
    """The lemma read with a concrete update, its image and a concrete action."""

    form: ClassVar[str] = "instance"
    name: str
    conclusions: tuple[Relation, ...]
    """For each component of the state: image(t) = action on the state(t)."""
    updates: tuple[Relation, ...]
    """One update of the run, component by component."""
    image_updates: tuple[Relation, ...]
    """One update of the image run."""
    start: tuple[Derivation, ...]
    equivariance: tuple[Derivation, ...]

    def __post_init__(self) -> None:
        for chains in (self.start, self.equivariance):
            only(self.name, chains, {Derivation})
        _check_instance(
            self.name,
            _meanings(self.name, self.conclusions),
            _meanings(self.name, self.updates),
            _meanings(self.name, self.image_updates),
            self.start,
            self.equivariance,
        )

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        return assumptions(p for d in self.derivations for p in d.premises)

    @property
    def rules(self) -> frozenset[str]:
        own = frozenset({"symmetry.trajectory"}) | trajectory_lemma().rules
        return own.union(*(d.rules for d in self.derivations))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return (*self.start, *self.equivariance)


def equivariance_of(
    action: Mapping[Symbol, Term],
    update: Mapping[Symbol, Term],
    image_update: Mapping[Symbol, Term],
) -> tuple[Relation, ...]:
    """What one step must satisfy: g(U(theta; z)) = U_g(g(theta); z), for each component.

    Symbols of index t stand for the state after the update, of t - 1 for the one before it.
    """
    acted: dict[Term, Term] = {}
    for component, meaning in action.items():
        before = reindexed(equals(component, meaning), "t", "t-1")
        acted[before.left] = before.right
    stepped: dict[Term, Term] = dict(update.items())
    return tuple(
        equals(substitute(meaning, stepped), substitute(image_update[component], acted))
        for component, meaning in action.items()
    )


def by_symmetry(
    name: str,
    *,
    action: Mapping[Symbol, Term],
    update: Mapping[Symbol, Term],
    image_update: Mapping[Symbol, Term],
    start: Iterable[Derivation],
    equivariance: Iterable[Derivation],
) -> Instance:
    """The lemma for one update, its image and an action, once start and step are proved."""
    return Instance(
        name,
        tuple(equals(c, m) for c, m in action.items()),
        tuple(equals(c, m) for c, m in update.items()),
        tuple(equals(c, m) for c, m in image_update.items()),
        tuple(start),
        tuple(equivariance),
    )


def _meanings(name: str, relations: tuple[Relation, ...]) -> dict[Symbol, Term]:
    meanings: dict[Symbol, Term] = {}
    only(name, relations, {Relation})
    for relation in relations:
        equation = relation.sign == "=" and not relation.others
        if not isinstance(relation.left, Symbol) or relation.left in meanings or not equation:
            raise ProofError(f"{name}: {relation} is not what one component becomes")
        meanings[relation.left] = relation.right
    return meanings


def _check_instance(
    name: str,
    action: Mapping[Symbol, Term],
    update: Mapping[Symbol, Term],
    image_update: Mapping[Symbol, Term],
    start: tuple[Derivation, ...],
    equivariance: tuple[Derivation, ...],
) -> None:
    """Raise unless there is a start and a step for each component, given at index t."""
    if any(component.upper != "t" for component in (*action, *update, *image_update)):
        raise ProofError(f"{name}: every component of the state is given at index t")
    if set(action) != set(image_update):
        raise ProofError(f"{name}: the action and the image update have other components")
    if not len(action) == len(start) == len(equivariance):
        raise ProofError(f"{name}: {len(action)} components need as many proofs")
    moving = {component.name for component in (*action, *update)}
    for chain in equivariance:
        for premise in _assumed(chain):
            general = premise.source if isinstance(premise.source, Hypothesis) else premise
            free = {s for term in general.relation.terms for s in symbols(term)}
            named = {symbol.name for symbol in free - set(general.for_all)}
            if named & moving or premise.role in ("case", "induction"):
                raise ProofError(f"{name}: the step assumes {premise.relation} of the state")
    for component, meaning in {**update, **image_update}.items():
        if any(s.upper == "t" and s.name in moving for s in symbols(meaning)):
            raise ProofError(f"{name}: the update of {short(component)} uses the state after it")


def _assumed(chain: Derivation) -> Iterator[Hypothesis]:
    """The premises of a chain, and what the theorems that it cites assume."""
    for premise in chain.premises:
        yield from inherited(premise)
        if premise.role != "proved":
            yield premise
