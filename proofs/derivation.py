"""Proofs as people write them, each line judged by the kernel when it is added.

Four forms: a chain of lines (`Derivation`), a case distinction (`Cases`), induction over the
updates (`Induction`), and, in `symmetry`, an instance of the one lemma.  All are theorems: they
have hypotheses, conclusions and the set of kernel rules that they rest on, and a later proof may
cite them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from proofs import verdicts
from proofs.displayed import Displayed
from proofs.terms import (
    Hypothesis,
    Operand,
    Relation,
    Role,
    Sign,
    Symbol,
    Term,
    Words,
    as_term,
    say,
    short,
    substitute,
    substitute_in,
    symbols,
)
from proofs.trusted import TRUSTED, trust

_Form = TypeVar("_Form")

_UPDATES = re.compile(r"[0-9]+|[A-Za-z]\w*([+][0-9]+)?|t-1")
"""The indices at which a run has a state: no index is another symbol, -1 is before the start."""


class ProofError(ValueError):
    """A proof that is not one: the message says where it breaks and shows a witness if any."""


@runtime_checkable
class Theorem(Protocol):
    """What every form of proof offers to the pages, to pytest and to later proofs."""

    form: ClassVar[str]

    @property
    def name(self) -> str: ...
    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]: ...
    @property
    def conclusions(self) -> tuple[Relation, ...]: ...
    @property
    def rules(self) -> frozenset[str]: ...
    @property
    def derivations(self) -> tuple[Derivation, ...]: ...


FORMS: set[type] = set()


def theorem_form(form: type[_Form]) -> type[_Form]:
    """Register a class whose objects may be cited: they check themselves when they are made."""
    FORMS.add(form)
    return form


def only(name: str, given: Any, kinds: Collection[type]) -> None:
    """Raise `ProofError` unless this is a tuple of objects of exactly these classes.

    They checked themselves when they were made; something that merely looks like them did not.
    """
    if type(given) is not tuple or any(type(one) not in kinds for one in given):
        wanted = " or ".join(sorted(kind.__name__ for kind in kinds))
        raise ProofError(f"{name}: it takes a tuple of {wanted}")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a chain: how it compares with the line before, why, and the kernel's verdict."""

    sign: Sign
    term: Term
    reason: Words
    verdict: verdicts.Proved


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Derivation(Displayed):
    """A chain of lines; one that the kernel did not prove cannot be in it."""

    form: ClassVar[str] = "derivation"
    name: str
    premises: tuple[Hypothesis, ...]
    start: Term
    steps: tuple[Step, ...] = ()
    withheld: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse premises that are not what they say, and verdicts about something else."""
        only(self.name, self.premises, {Hypothesis})
        for premise in self.premises:
            check_source(premise)
        only(self.name, self.steps, {Step})
        only(self.name, tuple(step.verdict for step in self.steps), {verdicts.Proved})
        before = self.start
        for place, step in enumerate(self.steps, 1):
            if step.verdict.rules & self.withheld:
                raise ProofError(f"{self.name}: step {place} rests on a rule that is withheld")
            about = (Relation(before, step.sign, step.term),)
            if not _is_about(step.verdict, about, self.premises):
                raise ProofError(
                    f"{self.name}: the verdict of step {place} is about something else"
                )
            before = step.term

    def then(self, sign: Sign, line: Operand, *reason: str | Term | Relation) -> Derivation:
        """The chain with one more line; raises `ProofError` unless the kernel proves it."""
        before, term = (self.steps[-1].term if self.steps else self.start), as_term(line)
        relation = Relation(before, sign, term)
        verdict = verdicts.decide(relation, self.premises, withhold=self.withheld, owner=self.name)
        if not isinstance(verdict, verdicts.Proved):
            raise ProofError(_complaint(self, relation, say(*reason), verdict))
        return replace(self, steps=(*self.steps, Step(sign, term, say(*reason), verdict)))

    def eq(self, line: Operand, *reason: str | Term | Relation) -> Derivation:
        """One more line, equal to the one before."""
        return self.then("=", line, *reason)

    def le(self, line: Operand, *reason: str | Term | Relation) -> Derivation:
        """One more line, at least the one before."""
        return self.then("<=", line, *reason)

    def ge(self, line: Operand, *reason: str | Term | Relation) -> Derivation:
        """One more line, at most the one before."""
        return self.then(">=", line, *reason)

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """What the chain assumes; a case or an induction hypothesis too, while it stands alone."""
        return _assumed_by(self)

    @property
    def conclusion(self) -> Relation:
        """The first line related to the last."""
        if not self.steps:
            raise ProofError(f"{self.name}: a chain of one line proves nothing")
        return Relation(self.start, chained(s.sign for s in self.steps), self.steps[-1].term)

    @property
    def conclusions(self) -> tuple[Relation, ...]:
        return (self.conclusion,)

    @property
    def rules(self) -> frozenset[str]:
        return frozenset().union(*(step.verdict.rules for step in self.steps))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return (self,)


def derive(
    name: str, start: Operand, premises: Iterable[Hypothesis] = (), *, withhold: Iterable[str] = ()
) -> Derivation:
    """Begin a chain; premises must be satisfiable, and proved ones must really have been proved."""
    premises = tuple(premises)
    chain = Derivation(name, premises, as_term(start), (), frozenset(withhold))
    verdicts.check_satisfiable(verdicts.sure(premises))
    if any(inherited(premise) for premise in premises):
        meanings = tuple(p for p in premises if p.role == "definition")
        assumed = _at_every_index(verdicts.sure(chain.hypotheses))
        verdicts.check_satisfiable((*meanings, *assumed))
    return chain


@lru_cache(maxsize=4096)
def _assumed_by(chain: Derivation) -> tuple[Hypothesis, ...]:
    """What a chain assumes, found once for each: those who cite it ask again."""
    return assumptions(chain.premises, ("assumption", "case", "induction"))


def _at_every_index(hypotheses: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Hypotheses that hold for every t, also where t is an index that they name."""
    taken = {i for h in hypotheses for i in _indices(h.relation)} - {"", "0", "t", "t-1"}
    return (
        *hypotheses,
        *(
            Hypothesis(h.name, reindexed(h.relation, "t", index), h.for_all, h.role, h.source)
            for index in sorted(taken)
            for h in hypotheses
            if "t" in _indices(h.relation)
        ),
    )


def _is_about(
    verdict: verdicts.Proved, relations: tuple[Relation, ...], premises: tuple[Hypothesis, ...]
) -> bool:
    """Whether these are the relations and premises of a verdict, to the theorems cited."""
    if verdict.relations != relations or verdict.given != premises:
        return False
    pairs = zip(verdict.given, premises, strict=True)
    return all(  # what is cited is one object: something else may claim to be equal to it
        given.source is premise.source
        or (isinstance(given.source, Hypothesis) and given.source.source is premise.source.source)
        for given, premise in pairs
    )


def chained(signs: Iterable[Sign]) -> Sign:
    """How the first of a chain of lines compares with the last.

    >>> chained(["=", "<=", "<"])
    '<'
    """
    kinds = set(signs)
    for strict, weak in (("<", "<="), (">", ">=")):
        if kinds <= {"=", strict, weak}:
            return strict if strict in kinds else weak if weak in kinds else "="
    raise ProofError(f"a chain cannot mix {' and '.join(sorted(kinds - {'='}))}")


def assumptions(
    premises: Iterable[Hypothesis], roles: tuple[Role, ...] = ("assumption",)
) -> tuple[Hypothesis, ...]:
    """The premises that a theorem must declare, those that its cited theorems declare included."""
    found: dict[Hypothesis, None] = {}
    for premise in premises:
        if premise.role in roles:
            found[universal_of(premise)] = None
        elif premise.role in ("proved", "trusted"):
            found |= dict.fromkeys(inherited(premise))
    return tuple(found)


def inherited(premise: Hypothesis) -> tuple[Hypothesis, ...]:
    """What a cited theorem assumes, or what a trusted fact is applied under."""
    if premise.role == "proved":
        return unread(premise.source.hypotheses, premise.for_all)
    grounds = grounds_of(premise)
    return () if grounds is None else grounds.hypotheses


def grounds_of(premise: Hypothesis) -> Grounds | None:
    """What a trusted premise, or the universal one of which it is an instance, rests on."""
    source = premise.source if premise.role == "trusted" else None
    if isinstance(source, Hypothesis):
        source = source.source
    return source if isinstance(source, Grounds) else None


def universal_of(premise: Hypothesis) -> Hypothesis:
    """The universal hypothesis of which a premise is an instance, or the premise itself."""
    return premise.source if isinstance(premise.source, Hypothesis) else premise


def cite(
    theorem: Theorem, index: str = "t", which: int = 0, every: tuple[Symbol, ...] = ()
) -> Hypothesis:
    """A conclusion of a theorem as a premise; one that holds for all t, at the index asked for.

    With `every`, it holds for all values of these symbols of which what it assumes of them is true.
    """
    relation = theorem.conclusions[which]
    if every:
        where = conditions(theorem, every)
        return Hypothesis(theorem.name, relation, every, "proved", theorem, where)
    if index != "t":
        if not _speaks_of_every_t(theorem):
            raise ProofError(f"{theorem.name} does not speak of every t")
        if not _UPDATES.fullmatch(index):
            raise ProofError(f"{theorem.name} does not speak of the index {index!r}")
        relation = reindexed(relation, "t", index)
    return Hypothesis(theorem.name, relation, (), "proved", theorem)


def unread(hypotheses: Iterable[Hypothesis], values: Iterable[Symbol]) -> tuple[Hypothesis, ...]:
    """The hypotheses that say nothing of some symbols."""
    read = set(values)
    return tuple(
        h
        for h in hypotheses
        if not read & {s for r in (h.relation, *h.where) for s in symbols(*r.terms)} - {*h.for_all}
    )


def conditions(theorem: Theorem, every: tuple[Symbol, ...]) -> tuple[Relation, ...]:
    """What a theorem assumes of some symbols; raises `ProofError` where it is for all of others."""
    left = set(unread(theorem.hypotheses, every))
    assumed = [h for h in theorem.hypotheses if h not in left]
    for hypothesis in assumed:
        if hypothesis.for_all:
            raise ProofError(f"{theorem.name}, for all of some, assumes {hypothesis}")
    return tuple(h.relation for h in assumed)


def check_source(premise: Hypothesis) -> None:
    """Raise `ProofError` for a premise that is not what it says it is.

    An instance must be one of the universal hypothesis that it names; a proved premise must be a
    conclusion of a theorem that left no case and no induction hypothesis open.
    """
    if premise.role != "proved":
        general = premise.source
        if isinstance(general, Hypothesis) and not is_instance(premise, general):
            raise ProofError(f"{premise.relation} is not an instance of {general}")
        if premise.role == "trusted" and premise.name not in TRUSTED:
            raise ProofError(f"{premise.name} is not among the trusted facts")
        if type(general) not in {NoneType, Hypothesis, Grounds}:
            raise ProofError(f"{premise.name} rests on {general}, which is no proof")
        if isinstance(general, Grounds) and premise.role != "trusted":
            raise ProofError(f"{premise.name} is no trusted fact")
        return
    theorem = premise.source
    if type(theorem) not in FORMS:
        raise ProofError(f"{premise.name} is cited as proved, but names no theorem")
    if premise.for_all and premise.where != conditions(theorem, premise.for_all):
        raise ProofError(f"{premise.name} is cited under other conditions than it has")
    open_ends = [h for h in theorem.hypotheses if h.role in ("case", "induction")]
    if open_ends:
        raise ProofError(f"{premise.name} still assumes {open_ends[0].relation}")
    if premise.relation in theorem.conclusions:
        return
    for relation in theorem.conclusions if _speaks_of_every_t(theorem) else ():
        indices = filter(_UPDATES.fullmatch, _indices(premise.relation))
        if any(premise.relation == reindexed(relation, "t", i) for i in indices):
            return
    raise ProofError(f"{premise.name} does not conclude {premise.relation}")


def _speaks_of_every_t(theorem: Theorem) -> bool:
    return theorem.form in ("induction", "instance") and getattr(theorem, "over", None) is None


def is_instance(premise: Hypothesis, general: Hypothesis) -> bool:
    """Whether a premise is a universal hypothesis read at the terms that it names."""
    values = premise.values
    if len(values) != len(general.for_all):
        return False
    if any(s.kind != t.kind for s, t in zip(general.for_all, values, strict=True)):
        return False
    read: dict[Term, Term] = dict(zip(general.for_all, values, strict=True))
    return premise.relation == substitute_in(general.relation, read)


def reindexed(relation: Relation, old: str, new: str) -> Relation:
    """The relation with every symbol of index `old` taken at index `new`."""
    mapping: dict[Term, Term] = {
        s: Symbol(s.name, s.of_kind, new, s.lower)
        for term in relation.terms
        for s in symbols(term)
        if s.upper == old
    }
    return substitute_in(relation, mapping)


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cases(Displayed):
    """One conclusion, proved under each of several premises of which one must hold."""

    form: ClassVar[str] = "cases"
    name: str
    branches: tuple[Derivation, ...]
    exhaustive: verdicts.Proved

    def __post_init__(self) -> None:
        only(self.name, self.branches, {Derivation})
        only(self.name, (self.exhaustive,), {verdicts.Proved})
        cases, shared = _cases_of(self.name, self.branches)
        if not _is_about(self.exhaustive, cases, shared):
            raise ProofError(f"{self.name}: other cases were proved to be exhaustive")

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """What the branches share; an induction hypothesis too, while this stands alone."""
        premises = (p for branch in self.branches for p in branch.premises)
        return assumptions(premises, ("assumption", "induction"))

    @property
    def conclusions(self) -> tuple[Relation, ...]:
        return self.branches[0].conclusions

    @property
    def rules(self) -> frozenset[str]:
        return self.exhaustive.rules.union(*(branch.rules for branch in self.branches))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return self.branches


def by_cases(name: str, *branches: Derivation) -> Cases:
    """Join chains with one conclusion, each under its case, once the cases are exhaustive."""
    cases, shared = _cases_of(name, branches)
    verdict = verdicts.decide_exhaustive(cases, shared, name)
    if not isinstance(verdict, verdicts.Proved):
        raise ProofError(f"{name}: the cases {', '.join(map(str, cases))} leave something out")
    return Cases(name, branches, verdict)


def _cases_of(
    name: str, branches: tuple[Derivation, ...]
) -> tuple[tuple[Relation, ...], tuple[Hypothesis, ...]]:
    """The case of each branch and the premises that all share; raises where they do not."""
    conclusions = {branch.conclusion for branch in branches}
    if len(conclusions) != 1:
        raise ProofError(f"{name}: the cases do not reach one conclusion")
    cases, shared = [], []
    for branch in branches:
        own = [p for p in branch.premises if p.role == "case"]
        if len(own) != 1:
            raise ProofError(f"{name}: {branch.name} must assume exactly one case")
        cases.append(own[0].relation)
        shared.append(verdicts.sure(branch.premises))
    if any(premises != shared[0] for premises in shared):
        raise ProofError(f"{name}: the cases must share their other premises")
    return tuple(cases), shared[0]


def case(name: str, relation: Relation) -> Hypothesis:
    """The premise of one branch of a case distinction."""
    return Hypothesis(name, relation, (), "case")


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Conjunction(Displayed):
    """Several theorems that are told together, each with its own conclusion."""

    form: ClassVar[str] = "conjunction"
    name: str
    members: tuple[Theorem, ...]

    def __post_init__(self) -> None:
        only(self.name, self.members, FORMS)

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        return tuple(dict.fromkeys(h for member in self.members for h in member.hypotheses))

    @property
    def conclusions(self) -> tuple[Relation, ...]:
        return tuple(r for member in self.members for r in member.conclusions)

    @property
    def rules(self) -> frozenset[str]:
        return frozenset().union(*(member.rules for member in self.members))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return tuple(d for member in self.members for d in member.derivations)


def together(name: str, *members: Theorem) -> Conjunction:
    """Tell several theorems together."""
    return Conjunction(name, members)


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What the hypotheses of a trusted fact are, where it is applied, and what proves them."""

    given: tuple[Hypothesis, ...]
    """Those that are assumed."""
    theorems: tuple[Theorem, ...]
    """Those that are proved."""

    def __post_init__(self) -> None:
        only("a trusted fact", self.given, {Hypothesis})
        only("a trusted fact", self.theorems, FORMS)
        for premise in self.given:
            if premise.role != "assumption":
                raise ProofError(f"{premise.name} is not assumed, but {premise.role}")
            check_source(premise)
        for theorem in self.theorems:
            open_ends = [h for h in theorem.hypotheses if h.role in ("case", "induction")]
            if open_ends:
                raise ProofError(f"{theorem.name} still assumes {open_ends[0].relation}")

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        found = dict.fromkeys(map(universal_of, self.given))
        for theorem in self.theorems:
            found |= dict.fromkeys(theorem.hypotheses)
        return tuple(found)

    @property
    def rules(self) -> frozenset[str]:
        return frozenset().union(*(theorem.rules for theorem in self.theorems))


def apply_fact(
    name: str, relation: Relation, *grounds: Hypothesis | Theorem, for_all: tuple[Symbol, ...] = ()
) -> Hypothesis:
    """A trusted fact as a premise, with the assumptions and theorems that it is applied under.

    Whatever rests on it declares those assumptions and reports the fact's name among its rules.
    Raises `ValueError` for a name that is not among the trusted facts.
    """
    given = tuple(g for g in grounds if isinstance(g, Hypothesis))
    theorems = tuple(g for g in grounds if not isinstance(g, Hypothesis))
    return replace(trust(name, relation, for_all), source=Grounds(given, theorems))


@theorem_form
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Induction(Displayed):
    """A statement for every number of updates t: at t = 0, and from t - 1 to t."""

    form: ClassVar[str] = "induction"
    name: str
    conclusions: tuple[Relation, ...]
    base: tuple[Derivation | Cases, ...]
    step: tuple[Derivation | Cases, ...]
    over: Symbol | None = None
    """The natural that it is about: shown at 0, and at one more than any; none for the index t."""
    every: tuple[Symbol, ...] = ()
    """Of what else it is assumed, at the natural before, for all values."""

    def __post_init__(self) -> None:
        only(self.name, self.conclusions, {Relation})
        for forms in (self.base, self.step):
            only(self.name, forms, {Derivation, Cases})
        if self.over is None:
            _check_induction(self.name, self.conclusions, self.base, self.step)

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        return assumptions(p for d in self.derivations for p in d.premises)

    @property
    def rules(self) -> frozenset[str]:
        return frozenset({"induction"}).union(*(d.rules for d in (*self.base, *self.step)))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return tuple(d for form in (*self.base, *self.step) for d in form.derivations)


def ends(
    over: Symbol, statement: tuple[Relation, ...]
) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
    """A statement about any natural at 0, and at one more than it."""
    first: dict[Term, Term] = {over: as_term(0)}
    then: dict[Term, Term] = {over: over + 1}
    return tuple(substitute_in(r, first) for r in statement), tuple(
        substitute_in(r, then) for r in statement
    )


def assumed_before(
    name: str, *statement: Relation, over: Symbol | None = None, every: tuple[Symbol, ...] = ()
) -> tuple[Hypothesis, ...]:
    """The induction hypothesis: the statement assumed at t - 1, or as it stands of a natural."""
    return tuple(
        Hypothesis(
            name, reindexed(r, "t", "t-1") if over is None else r, spoken_of(r, every), "induction"
        )
        for r in statement
    )


def spoken_of(relation: Relation, every: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Those of some symbols that a relation speaks of."""
    met = symbols(*relation.terms)
    return tuple(s for s in every if s in met)


def by_induction(
    name: str,
    statement: Iterable[Relation],
    *,
    base: Iterable[Derivation | Cases],
    step: Iterable[Derivation | Cases],
    over: Symbol | None = None,
    every: tuple[Symbol, ...] = (),
) -> Induction:
    """Join base and step chains, once they are exactly what induction asks for.

    The statement is given at index t.  The base chains conclude it at 0 and may use what defines
    the symbols of index 0.  The step chains conclude it at t; of the symbols of index t - 1 they
    may know the statement alone, and of those of index t only their definition by one update.
    """
    return Induction(name, tuple(statement), tuple(base), tuple(step), over, every)


def _check_induction(
    name: str,
    statement: tuple[Relation, ...],
    base: tuple[Derivation | Cases, ...],
    step: tuple[Derivation | Cases, ...],
) -> None:
    """Raise unless a step assumes what an arbitrary later step could assume."""
    if not len(statement) == len(base) == len(step):
        raise ProofError(f"{name}: {len(statement)} statements need as many proofs")
    hypothesis = {reindexed(r, "t", "t-1") for r in statement}
    defined = {
        p.relation.left for form in step for d in form.derivations for p in d.premises
        if p.role == "definition"
    }  # fmt: skip
    for form in step:
        for chain in form.derivations:
            for premise in chain.premises:
                _check_step_premise(name, premise, hypothesis, defined)


def _check_step_premise(
    name: str, premise: Hypothesis, hypothesis: set[Relation], defined: set[Term]
) -> None:
    """Raise unless an arbitrary later step could assume the same."""
    match premise.role:
        case "induction":
            if premise.relation not in hypothesis:
                raise ProofError(f"{name}: {premise.relation} is not the induction hypothesis")
        case "assumption":
            state = {s.name for s in defined if isinstance(s, Symbol)}
            general = universal_of(premise)
            met = [
                s for t in general.relation.terms for s in symbols(t) if s not in general.for_all
            ]
            if any(s.name in state for s in met):
                raise ProofError(f"{name}: {premise.relation} assumes something of the state at t")
            if any(s.upper == "t-1" for s in met):
                raise ProofError(f"{name}: {premise.relation} speaks of one step alone")
        case "proved" | "trusted":
            for needed_there in inherited(premise):
                _check_step_premise(name, needed_there, hypothesis, defined)
        case "case" | "definition":  # of a definition, `definitions` asks what must be asked
            pass


def _indices(relation: Relation) -> set[str]:
    return {s.upper for term in relation.terms for s in symbols(term)}


def _complaint(
    chain: Derivation, relation: Relation, reason: Words, verdict: verdicts.Verdict
) -> str:
    """What a failed step shows: both lines, the reason, the difference and the witness."""
    lines = [
        f"{chain.name}: step {len(chain.steps) + 1} is not proved",
        f"    line before  {short(relation.left)}",
        f"    line after {relation.sign} {short(relation.right)}",
        f"    reason given {plain(reason)}",
        f"    difference   {verdicts.difference(relation, chain.premises)}",
    ]
    match verdict:
        case verdicts.Refuted(witness):
            lines.append(f"    refuted at   {witness}")
        case verdicts.Unknown(why):
            lines.append(f"    unknown      {why}")
    return "\n".join(lines)


def plain(words: Words) -> str:
    """Running text as plain ASCII, for messages."""
    return "".join(
        piece if isinstance(piece, str) else short(piece) if isinstance(piece, Term) else str(piece)
        for piece in words
    )


__all__ = [
    "Cases",
    "Conjunction",
    "Derivation",
    "Grounds",
    "Induction",
    "ProofError",
    "Step",
    "Theorem",
    "apply_fact",
    "assumed_before",
    "assumptions",
    "by_cases",
    "by_induction",
    "case",
    "check_source",
    "cite",
    "derive",
    "inherited",
    "plain",
    "reindexed",
    "substitute",
    "together",
]  # fmt: skip
