"""One relation under premises: proved by lines that were checked, refuted by numbers, or unknown.

Nothing here is believed: `Proved` carries the lines, which `proofs.trust` checks again in a process
of its own; `Refuted` carries numbers, which are evaluated again by whoever doubts them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from proofs import proposals
from proofs.displayed import Displayed, told
from proofs.enclosure import Enclosure
from proofs.evaluation import Value, evaluate, holds
from proofs.find import atoms
from proofs.find.asked import Asked
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.claims import goals, supplied, values
from proofs.find.exhaustive import one_of
from proofs.find.prove import Unproved
from proofs.find.translate import N, Translator, one_thing_a_name, self_adjoint, translator
from proofs.terms import (
    Apply,
    Function,
    Hypothesis,
    Number,
    Relation,
    Symbol,
    Term,
    equals,
    parts,
    short,
    symbols,
)  # fmt: skip
from proofs.trust import check, rules
from proofs.trust import terms as T
from proofs.trust.check import Line, Proof
from proofs.trusted import TRUSTED

RULES: Mapping[str, str] = {
    **{name: " ".join((rule.__doc__ or "").split()) for name, rule in check.RULES.items()},
    **{name: row.words for name, row in rules.TABLE.items()},
    "symmetry.trajectory": "The lemma proved under that name, along a run: a step that commutes "
    "with an action has trajectories that do.",
    "enclosure": "Two numbers in intervals without a common point differ (Moore 1966). Used to "
    "refute where values are irrational; the intervals are rounded outward.",
    "exact evaluation": "Terms evaluated at rational numbers by plain fractions.",
}
"""Every rule that a proof can rest on: what it takes left of |-, what it gives right of it."""

SECONDS = 10.0
"""The work that one question may take."""
FIRST = 1.0
"""The part of it after which numbers are looked for that refute it, before the rest is taken."""


class HypothesisError(ValueError):
    """Premises that contradict each other, or for which no model was found."""


@dataclass(frozen=True, slots=True, repr=False)
class Proved(Displayed):
    """A relation holds wherever its premises do: here are the lines that show it."""

    rules: frozenset[str]
    """The rules that the lines rest on, those of the theorems that they cite included."""
    premises: frozenset[str]
    """The names of the premises that were used."""
    relations: tuple[Relation, ...] = field(repr=False, default=())
    """What was proved: one relation, or cases of which one always holds."""
    given: tuple[Hypothesis, ...] = field(repr=False, default=())
    """All premises that it was proved under."""
    question: Question | None = field(repr=False, default=None, compare=False)
    place: int = field(repr=False, default=-1, compare=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that show it, the last of which says it."""
        if self.question is None:
            return ()
        return self.question.book.proof("", (), self.question.shown_by(self.place)).lines


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which all premises hold and the relation does not, in exact numbers."""

    relation: Relation
    values: tuple[tuple[Symbol, Value], ...]
    left: Value | Enclosure | None
    """The left side: its value, what encloses it if that is irrational, or None if it has none."""
    right: Value | Enclosure | None
    functions: tuple[tuple[Function, tuple[Symbol, ...], Term], ...] = ()
    """What opaque functions are taken to be: name, parameters, value."""
    meanings: tuple[tuple[Symbol, Term], ...] = field(default=(), repr=False)
    """What the other symbols are, where premises define them."""

    @property
    def stated(self) -> tuple[tuple[Symbol, Value], ...]:
        """The values of the point, and of the symbols in the relation that premises fix."""
        met = {*symbols(*self.relation.terms)}
        fixed = [(s, m.value) for s, m in self.meanings if s in met and isinstance(m, Number)]
        return (*fixed, *self.values)

    def __str__(self) -> str:
        taken = [
            f"{f.name}({', '.join(map(short, ps))}) := {short(body)}"
            for f, ps, body in self.functions
        ]
        given = [f"{short(symbol)} = {show(value)}" for symbol, value in self.stated]
        return (
            f"{', '.join(taken + given) or 'these numbers'}: "
            f"left side {show(self.left)}, right side {show(self.right)}"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Refuted(Displayed):
    """A relation that does not follow: here is where it fails."""

    witness: Witness
    premises: tuple[Hypothesis, ...] = field(default=(), repr=False)
    """What holds there."""

    def __repr__(self) -> str:
        return told("refuted", "", f"{self.witness.relation} at {self.witness}")


@dataclass(frozen=True, slots=True, repr=False)
class Unknown(Displayed):
    """Neither proved nor refuted; never counted as proved."""

    why: str

    def __repr__(self) -> str:
        return told("unknown", "", self.why)


Verdict = Proved | Refuted | Unknown


def show(value: Value | Enclosure | None) -> str:
    """A value as plain text.

    >>> show((Fraction(1, 2), Fraction(0)))
    '(1/2, 0)'
    """
    if value is None:
        return "undefined"
    return f"({', '.join(map(str, value))})" if isinstance(value, tuple) else str(value)


# Questions ---------------------------------------------------------------------------------------


class Question:
    """Premises as the checker's claims, and the lines found under them so far."""

    def __init__(self, premises: tuple[Hypothesis, ...], shift: int) -> None:
        self.premises, self.shift = premises, shift
        self.translator = translator(T.plus(N, T.number(1)) if shift else N)
        self.book = Book({}, atoms.now())
        self.claims: dict[T.Term, str] = {}
        """What is assumed, with the name of the premise that says it."""
        for premise in premises:
            self.claims.setdefault(claim(self.translator, premise), premise.name)
        for own in self_adjoint(p.relation for p in premises):
            self.claims.setdefault(own, "")
        self.budget = Budget(SECONDS)
        self._sessions: dict[tuple[T.Term, ...], Asked] = {}
        self._supplied: list[T.Term] | None = None
        self._values: dict[int, tuple[int, ...]] = {}

    def again(self) -> None:
        """Search anew, without what was left half way; lines found so far stay."""
        for session in self._sessions.values():
            session.begin_anew()

    def session(self, relation: Relation) -> Asked:
        """The claims that this relation may rest on, read once."""
        extra = [p for p in self_adjoint([relation]) if p not in self.claims]
        key = tuple(extra)
        if key not in self._sessions:
            hyps = [self.book.assume(p) for p in (*self._with_values(), *extra)]
            self._sessions[key] = Asked(self.book, hyps, self.budget)
        return self._sessions[key]

    def _with_values(self) -> list[T.Term]:
        """The claims, and what gives their terms values: whoever assumes sqrt(b) < 5 assumes that
        sqrt(b) is a number."""
        if self._supplied is None:
            self._supplied = supplied(self.book, list(self.claims), self.budget)
            for p in self._supplied:
                for goal in values(p):
                    if goal in self._supplied:
                        self.claims.setdefault(goal, self.claims.get(p, ""))
        return self._supplied

    def prove(self, relation: Relation) -> int:
        """The line that says it; raises `Unproved` or `OutOfBudget`."""
        one_thing_a_name((*(p.relation for p in self.premises), relation))
        session = self.session(relation)
        goal = self.translator.relation(relation)
        line = session.prove(goal)
        allowed = frozenset(self.book.says(h) for h in session.hyps)
        values = []
        for wanted in goals(goal):
            known = self.book.first(wanted, allowed)
            try:
                values.append(session.prove(wanted) if known is None else known)
            except Unproved:
                raise Unproved(
                    f"a side may have no value: it was not shown that {wanted}"
                ) from None
        self._values[line] = (line, *values)
        return line

    def shown_by(self, place: int) -> tuple[int, ...]:
        """A line, and those that give its sides values."""
        return self._values.get(place, (place,))

    def used(self, place: int) -> frozenset[str]:
        """The names of the premises that a line rests on, and what gives its sides values."""
        rests = [p for k in self.shown_by(place) for p in self.book.done[k].open]
        return frozenset(self.claims.get(p, "") for p in rests) - {""}


def claim(translator: Translator, premise: Hypothesis) -> T.Term:
    """A premise as the checker's claim."""
    if premise.for_all:
        return translator.universal(premise.relation, premise.for_all, premise.where)
    return translator.relation(premise.relation)


def shifted(*relations: Relation) -> int:
    """1 where something speaks of t - 1, so that t is one after some step; else 0."""
    return int(any(_steps_back(t) for r in relations for t in r.terms))


_BACK: dict[Term, bool] = {}


def _steps_back(t: Term) -> bool:
    """Whether a term speaks of t - 1."""
    if t not in _BACK:
        _BACK[t] = any(s.upper == "t-1" for s in symbols(t))
    return _BACK[t]


@lru_cache(maxsize=64)
def question(premises: tuple[Hypothesis, ...], shift: int, owner: str = "") -> Question:
    """The question of these premises, with what its owner found under them before.

    What others found is not shared: a proof would depend on which of them came first.
    """
    return Question(premises, shift)


def _question_of(premises: tuple[Hypothesis, ...], shift: int, owner: str) -> Question:
    """The question of an owner; what nobody owns is asked by itself where proofs are kept."""
    if owner or not proposals.active():
        return question(premises, shift, owner)
    return Question(premises, shift)


def forget() -> None:
    """Forget what was found so far, as after a search that was stopped half way."""
    question.cache_clear()
    model.cache_clear()
    atoms.forget()


def rules_of(book: Book, places: Iterable[int]) -> frozenset[str]:
    """The rules that lines rest on, those inside the lemmas that they cite included."""
    found: set[str] = set()
    waiting = list(places)
    seen = set(waiting)
    while waiting:
        line = book.lines[waiting.pop()]
        found |= _rules_named(line.rule)
        waiting.extend(k for k in line.uses if k not in seen)
        seen.update(line.uses)
    return frozenset(found) or frozenset({"assume"})


def _rules_named(rule: str) -> frozenset[str]:
    from proofs.find.lemmas import PROVED

    if not rule.startswith("theorem "):
        return frozenset({rule}) - {"assume"}
    return _rules_in(PROVED[rule.removeprefix("theorem ")])


@lru_cache(maxsize=512)
def _rules_in(proof: Proof) -> frozenset[str]:
    return frozenset().union(*(_rules_named(line.rule) for line in proof.lines))


# Decisions ---------------------------------------------------------------------------------------


def decide(
    relation: Relation,
    premises: Iterable[Hypothesis] = (),
    *,
    withhold: Iterable[str] = (),
    budget: float = SECONDS,
    owner: str = "",
) -> Verdict:
    """Judge one relation under premises, within a budget of seconds of work.

    The model of the premises, the proof and the counterexample have that budget each.  A proof may
    rest on any rule but those withheld; the owner, a chain, asks several.  Raises
    `HypothesisError` for premises that contradict each other.

    >>> from proofs.terms import PHI, assume, scalar
    >>> c, z = scalar("c"), scalar("z")
    >>> decide(equals(PHI(c * z), PHI(z)), [assume("c > 0", c > 0)]).premises
    frozenset({'c > 0'})
    >>> print(decide(equals(PHI(c * z), PHI(z))).witness)
    c = -1, z = 1, phi_minus = 1, phi_zero = 1, phi_plus = -1: left side 1, right side -1
    """
    premises, withhold = _named(premises), frozenset(withhold)
    try:
        check_satisfiable(sure(premises), budget)
    except NoModel as error:
        if budget >= SECONDS:
            raise
        return Unknown(f"{error} within {budget:g} seconds of work")
    witness = _kept_refutation(relation, premises)
    if witness is not None:
        return Refuted(witness, premises)
    asked = _question_of(premises, shifted(relation, *(p.relation for p in premises)), owner)
    sought, cut = False, ""
    for seconds in dict.fromkeys((min(FIRST, budget), budget)):
        asked.budget.seconds = seconds
        try:
            place = asked.prove(relation)
        except OutOfBudget as error:
            why = str(error)
            asked.again()
        except (Unproved, T.Wrong) as error:
            why, seconds = str(error), budget
        else:
            verdict = _proved(asked, place, (relation,))
            if not verdict.rules & withhold:
                return verdict
            why = f"the only proof found rests on {', '.join(sorted(verdict.rules & withhold))}"
            seconds = budget
        if not sought:
            numbers = Budget(budget)
            witness = find_witness(relation, premises, budget)
            if witness is not None:
                return Refuted(witness, premises)
            sought = True
            if numbers.over():
                cut = f"; numbers that refute it were looked for {budget:.3g} seconds of work"
        why += cut
        if seconds == budget:
            break
    return Unknown(why)


def _named(premises: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The premises; raises `HypothesisError` for a trusted one whose name nobody could look up."""
    premises = tuple(premises)
    for premise in premises:
        if premise.role == "trusted" and premise.name not in TRUSTED:
            raise HypothesisError(f"{premise.name} is not among the trusted facts")
    return premises


def decide_exhaustive(
    cases: tuple[Relation, ...], premises: tuple[Hypothesis, ...], owner: str = ""
) -> Verdict:
    """Whether one of several relations always holds."""
    premises = _named(premises)
    check_satisfiable(sure(premises))
    if any(r.others for r in cases):
        return Unknown("a membership cannot be a case")
    asked = _question_of(premises, shifted(*cases, *(p.relation for p in premises)), owner)
    asked.budget.seconds = SECONDS
    asked.budget.start()
    goals = [asked.translator.relation(r) for r in cases]
    try:
        hyps = asked.session(cases[0]).hyps
        place = one_of(asked.book, hyps, goals, asked.budget)
    except (Unproved, OutOfBudget, T.Wrong):
        return Unknown("the cases may leave something out")
    return _proved(asked, place, cases)


def difference(relation: Relation, premises: Iterable[Hypothesis] = ()) -> str:
    """Left minus right in normal form, as plain text."""
    premises = tuple(premises)
    asked = question(premises, shifted(relation, *(p.relation for p in premises)))
    left, right = (asked.translator.term(t) for t in (relation.left, relation.right))
    return str(asked.session(relation).simplified(left - right))


def _proved(asked: Question, place: int, relations: tuple[Relation, ...]) -> Proved:
    """The verdict, with the rules of every theorem that a used premise cites."""
    used = asked.used(place)
    found = set(rules_of(asked.book, asked.shown_by(place)))
    for premise in asked.premises:
        if premise.name not in used:
            continue
        if premise.role == "proved":
            if not hasattr(premise.source, "rules"):
                raise HypothesisError(f"{premise.name} is cited as proved, but names no theorem")
            found |= premise.source.rules
        if premise.role == "trusted":
            source = premise.source
            grounds = source.source if isinstance(source, Hypothesis) else source
            found |= {premise.name} | getattr(grounds, "rules", frozenset())
    return Proved(frozenset(found), used, relations, asked.premises, asked, place)


# Models ------------------------------------------------------------------------------------------


def sure(premises: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """Premises that hold in some model: a case may never occur, nor what is read under it."""
    return tuple(
        p
        for p in premises
        if p.role != "case"
        and not (p.role == "proved" and getattr(p.source, "form", "") == "reading")
    )


class NoModel(HypothesisError):
    """Premises of which no model was found, though nothing says that there is none."""


def check_satisfiable(premises: Iterable[Hypothesis], seconds: float = SECONDS) -> None:
    """Raise `HypothesisError` unless a model of the premises is found, in so much work."""
    premises = tuple(premises)
    wanted = frozenset(premises)
    if not any(wanted <= met for met in _MODELLED):
        found = _model_at_hand(premises)
        if found is None:
            found = model(premises) if seconds >= SECONDS else model(premises, seconds)
        if found.values or found.functions:
            _MODELS.appendleft(found)
        _MODELLED.append(wanted)


_MODELLED: deque[frozenset[Hypothesis]] = deque(maxlen=64)
"""Premises that a model was found of: it is one of any part of them too."""
_MODELS: deque[Witness] = deque(maxlen=3)
"""The models found last: premises that say a little more often hold in much the same."""


def _model_at_hand(premises: tuple[Hypothesis, ...]) -> Witness | None:
    """A model that was kept, or found by adding to one of the last ones.

    Which one it is depends on what was asked before, so that none of these is ever shown.
    """
    from proofs.find import witnesses

    assumed = _assumed(premises)
    if not assumed:
        return None
    found = witnesses.kept_model(assumed)
    if found is None:
        tried = (witnesses.extended(assumed, known) for known in tuple(_MODELS))
        found = next((w for w in tried if w is not None), None)
    return found


def _assumed(premises: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Those of some premises that a model is looked for of: what is defined by recursion exists,
    and what is proved follows."""
    from proofs.find import witnesses

    meaning = witnesses.meanings(premises)
    roles = ("definition", "proved")
    if all(p.role in roles and witnesses.is_meaning(p, meaning) for p in premises):
        return ()
    own = tuple(p for p in premises if p.role in ("assumption", "case"))
    if own != premises and any(_of_naturals(p.relation) for p in premises):
        return _assumed(own)
    return premises


@lru_cache(maxsize=512)
def model(premises: tuple[Hypothesis, ...], seconds: float = SECONDS) -> Witness:
    """A point at which all premises hold; raises `HypothesisError` where none is found.

    >>> from proofs.terms import assume, scalar
    >>> a = scalar("a")
    >>> model((assume("positive", a > 0), assume("negative", a < 0)))
    Traceback (most recent call last):
        ...
    proofs.verdicts.HypothesisError: the hypotheses a > 0; a < 0 contradict each other
    """
    from proofs.find import witnesses

    anything = equals(Number(Fraction(0)), Number(Fraction(0)))
    own = _assumed(premises)
    if not own:
        return Witness(anything, (), Fraction(0), Fraction(0))
    if own != premises:
        return model(own, seconds)
    budget = Budget(seconds)
    found = witnesses.point(anything, premises, refute=False, seconds=seconds)
    if found is not None:
        return found
    assumed = [p for p in premises if p.role != "definition"] or premises
    stated = "; ".join(map(str, assumed))
    asked = question(premises, shifted(*(p.relation for p in premises)))
    asked.budget.seconds = budget.left() if seconds < SECONDS else SECONDS
    try:
        asked.session(anything).prove(T.relation("<", T.number(0), T.number(0)))
    except (Unproved, OutOfBudget, T.Wrong):
        raise NoModel(f"no numbers were found for which the hypotheses {stated} hold") from None
    raise HypothesisError(f"the hypotheses {stated} contradict each other")


def _of_naturals(relation: Relation) -> bool:
    """Whether a relation speaks of a function of indices or steps."""
    met = (part for part in parts(*relation.terms) if isinstance(part, Apply))
    return any({"index", "step"} & {*part.function.takes} for part in met)


def find_witness(
    relation: Relation, premises: Iterable[Hypothesis] = (), seconds: float = SECONDS
) -> Witness | None:
    """Exact numbers at which the premises hold and the relation does not, if any are found.

    They are looked for with this many seconds of work.
    """
    from proofs.find import witnesses

    return witnesses.point(relation, tuple(premises), refute=True, seconds=seconds)


def _kept_refutation(relation: Relation, premises: tuple[Hypothesis, ...]) -> Witness | None:
    from proofs.find import witnesses

    return witnesses.kept_refutation(relation, premises)


def identity(relation: Relation, where: Iterable[Relation] = ()) -> bool:
    """Whether a relation is proved without any premise, or where some relations hold."""
    where = tuple(where)
    conditions = tuple(Hypothesis("a condition", r) for r in where)
    asked = _question_of(conditions, shifted(relation, *where), "")
    asked.budget.seconds = SECONDS
    try:
        asked.prove(relation)
    except (Unproved, OutOfBudget, T.Wrong):
        return False
    return True


__all__ = [
    "RULES", "HypothesisError", "Proved", "Question", "Refuted", "Unknown", "Value", "Verdict",
    "Witness", "check_satisfiable", "claim", "decide", "decide_exhaustive", "difference",
    "evaluate", "find_witness", "forget", "holds", "identity", "model", "question", "rules_of",
    "shifted", "show", "sure",
]  # fmt: skip
