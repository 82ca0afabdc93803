"""Small parts of `formal`: lines that say the same in other terms, and what chains assume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from proofs import proposals
from proofs.derivation import Derivation, ProofError, Theorem, assumptions
from proofs.find import marks
from proofs.find.asked import Asked
from proofs.find.book import Book
from proofs.find.budget import OutOfBudget
from proofs.find.exhaustive import line_is
from proofs.find.prove import Unproved
from proofs.find.translate import N
from proofs.find.translate import translator as reader
from proofs.readings import Reading
from proofs.signature import LATER
from proofs.terms import Hypothesis, Relation, Role, symbols
from proofs.trust import terms as T
from proofs.verdicts import Question, claim, question, shifted

Change = Mapping[object, object]
"""What symbols and functions are read as."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A chain or a case distinction as a theorem under its premises."""

    name: str
    shift: int
    """1 where t stands for step + 1."""
    given: tuple[T.Term, ...]
    says: tuple[T.Term, ...]
    sources: Mapping[T.Term, Hypothesis]
    """For each of what is given, the premise that says it."""


@dataclass(frozen=True, slots=True)
class Formal:
    """A theorem that the checker has accepted."""

    name: str
    shift: int | None
    """0 or 1 where t stands for step or step + 1; None where it holds for all steps."""
    given: tuple[T.Term, ...]
    says: tuple[T.Term, ...]


@dataclass(slots=True)
class Mode:
    """How premises are supplied: for one step, or for every step."""

    every: bool = False
    before: dict[T.Term, int] = field(default_factory=dict)
    """What holds at the step before, by line."""
    cited: dict[tuple[int, frozenset[tuple[object, object]]], int] = field(default_factory=dict)
    """The lines of chains cited so far in one book: what they rest on is supplied once."""


def lifted(value: Any, lift: Change) -> object:
    """What something is read as, read once more."""
    if type(value) is tuple:
        return value[0], read(value[1], lift)
    return read(value, lift)


def read(p: T.Term, change: Change) -> T.Term:
    """A claim with symbols and functions read as other things."""
    return T.substitute(p, change) if change else p  # type: ignore[arg-type]


@cache
def as_text(p: T.Term) -> str:
    """A claim as text, by which claims are put in order."""
    return repr(p)


def later_by(by: int) -> dict[object, object]:
    """What a theorem about step is read at, to speak of one step later."""
    return {N: LATER} if by == 1 else {}


def asked_by(form: Derivation, shift: int) -> Question:
    """The question that the steps of a chain answered, unless another step is now."""
    for step in form.steps:
        found = step.verdict.question
        if found is not None and (found.shift, found.premises) == (shift, form.premises):
            return found
    return question(form.premises, shift, form.name)


def stands_alone(source: Hypothesis | None) -> bool:
    """Whether a premise is assumed as it stands."""
    return source is None or (source.role != "proved" and not isinstance(source.source, Hypothesis))


def same(book: Book, line: int, wanted: T.Term) -> int:
    """A line that says the same in other terms, as wanted; raises `ProofError`."""
    says = book.says(line)
    if line_is(book, line, wanted):
        return line
    if says.op == wanted.op == "all" and says.data == wanted.data:
        taken = {x.data for p in (says, wanted) for x in T.free(p) if isinstance(x, T.Term)}
        names = (f"same{k}" for k in range(len(taken) + 1))
        x = T.symbol(next(name for name in names if name not in taken), says.data)
        return book.general(x, same(book, book.at(line, x), T.at(wanted, x)))
    try:
        if wanted.op == "=" == says.op:
            return book.equal(wanted, (T.number(1), line))
        if wanted.op in ("<", "<="):
            return book.add(wanted, "positive", (T.number(1),), (line,))
    except T.Wrong:
        pass
    raise ProofError(f"{says} is proved, and {wanted} is wanted")


def joined(book: Book, goal: T.Term, places: Sequence[int]) -> int:
    """The first of a chain of lines related to the last."""
    one = T.number(1)
    if len(places) == 1:
        return places[0] if line_is(book, places[0], goal) else same(book, places[0], goal)
    if goal.op == "=":
        return book.equal(goal, *((one, k) for k in places))
    weights = []
    for k in places:
        says = book.says(k)
        turned = says.op == "=" and says.args  # b - a = ... - (l - r), for equations
        weights.append(-one if turned and _rising(book, goal, places) else one)
    return book.add(goal, "positive", weights, places)


def _rising(book: Book, goal: T.Term, places: Sequence[int]) -> bool:
    """Whether a chain of lines rises from its first to its last."""
    return book.says(places[0]).args[0] is goal.args[0] or (
        book.says(places[-1]).args[1] is goal.args[1] and _is_up(book, places)
    )


def _is_up(book: Book, places: Sequence[int]) -> bool:
    return any(book.says(k).op != "=" for k in places)


def indices_of(relation: Relation) -> list[str]:
    """The indices that a relation speaks of."""
    found = {s.upper: None for t in relation.terms for s in symbols(t) if s.upper}
    return list(found)


def without(book: Book, place: int, p: T.Term, shown: int) -> int:
    """A line that does not rest on p any more, since p is shown."""
    if p not in book.done[place].open:
        return place
    says = book.says(place)
    under = book.add(T.imply(p, says), "suppose", (), (place,))
    return book.add(says, "detach", (), (under, shown))


def own_of(*forms: Theorem) -> list[T.Term]:
    """What chains assume, and what they cite does, of no step in particular."""
    roles: tuple[Role, ...] = ("assumption", "case")
    premises = (p for form in forms for d in form.derivations for p in d.premises)
    plain = (h for h in assumptions(premises, roles) if not h.for_all)
    return [claim(reader(N), h) for h in plain if not shifted(h.relation)]


def found_in(session: Asked, goal: T.Term) -> int | None:
    """The line that says it, if one is found."""
    try:
        return session.prove(goal)
    except (Unproved, OutOfBudget):
        return None


def found_by(ways: Sequence[Asked], goal: T.Term) -> int | None:
    """The line that the first of several ways finds; the one that found it before comes first."""
    key = marks.joined("the way that finds", *(way.name(goal) for way in ways))
    kept = proposals.get(key)
    if type(kept) is int and 0 <= kept < len(ways) and (line := ways[kept].again(goal)) is not None:
        return line
    for turn, way in enumerate(ways):
        line = found_in(way, goal)
        if line is not None:
            proposals.put(key, turn)
            return line
    return None


def has_conditions(source: Hypothesis) -> bool:
    """Whether a premise is read at terms of which something must be shown."""
    general = source.source
    return isinstance(general, Reading) or (isinstance(general, Hypothesis) and bool(general.where))
