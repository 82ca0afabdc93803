"""Whole claims: hypotheses, what they need to have a value, a goal, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from proofs.find.asked import Asked
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.prove import Search, Unproved
from proofs.trust.check import Proof
from proofs.trust.rules import asked
from proofs.trust.terms import RELATIONS, Term, Wrong
from proofs.trust.text import show


def decide_claim(
    goal: Term,
    given: Sequence[Term],
    budget: Budget | None = None,
    *,
    book: Book | None = None,
    name: str = "claim",
) -> Proof:
    """A proof of the goal under what is given; raises `Unproved` or `OutOfBudget`, nothing else.

    What a hypothesis needs to have a value is a hypothesis too, unless the others show it: who
    assumes sqrt(b) < 5 assumes b >= 0.
    """
    budget = Budget() if budget is None else budget
    book = Book({}) if book is None else book
    try:
        given = supplied(book, given, budget)
        line = Search(book, budget).prove(tuple(map(book.assume, given)), goal)
        if line is None:
            raise Unproved(f"no proof was found of {show(goal, 400)}")
        return with_values(book, name, given, [line], budget)
    except (Wrong, OverflowError) as why:
        raise Unproved(f"no proof was found of {show(goal, 400)}: {why}") from why
    except (RecursionError, MemoryError) as why:
        raise OutOfBudget(f"{budget.what} grew too deep: {type(why).__name__}") from why


def supplied(book: Book, given: Sequence[Term], budget: Budget | None = None) -> list[Term]:
    """The hypotheses, and what gives their terms values where the plain ones do not show it."""
    wanted = list(dict.fromkeys(given))
    search = Shown(book, budget)
    for p in wanted:
        for goal in values(p):
            plain = [q for q in wanted if not needs(q)]
            if goal not in wanted and not search.shows(plain, goal):
                wanted.append(goal)
    return wanted


class Shown:
    """Goals that give terms values, shown in a book under claims as they stand."""

    def __init__(self, book: Book, budget: Budget | None = None) -> None:
        self.book, self.budget = book, budget
        self._asked: dict[tuple[Term, ...], Asked] = {}

    def shows(self, given: Sequence[Term], goal: Term) -> bool:
        """Whether a line of the book says the goal under what is given, now or already."""
        book, key = self.book, tuple(given)
        if book.first(goal, frozenset(key)) is not None:
            return True
        if key not in self._asked:
            self._asked[key] = Asked(book, list(map(book.assume, key)), self.budget)
        try:
            self._asked[key].prove(goal)
        except Unproved:
            return False
        return True


def values(p: Term) -> list[Term]:
    """What whoever assumes p assumes too, since its terms have values."""
    spoken = p
    while spoken.op == "all":
        spoken = spoken.args[0]
    whole = spoken.op in RELATIONS or spoken.op == "and"
    return [*needs(p), *(goals(p) if whole else ())]


@cache
def needs(p: Term) -> tuple[Term, ...]:
    """What whoever assumes p is asked to show."""
    return tuple(asked(p, given=True))


@cache
def goals(p: Term) -> tuple[Term, ...]:
    """What whoever concludes p is asked to show, so that its terms have values."""
    return tuple(dict.fromkeys(asked(p)))


def with_values(
    book: Book, name: str, given: Sequence[Term], says: Sequence[int],
    budget: Budget | None = None, supply: bool = False,
) -> Proof:  # fmt: skip
    """A proof, with the lines that show that its terms have values; raises `Unproved`.

    With `supply`, what a hypothesis needs to have a value becomes one where it is not shown.
    """
    search = Shown(book, budget)
    given = supplied(book, given, budget) if supply else list(dict.fromkeys(given))
    plain = [q for q in given if not needs(q)]
    for p in given:
        for goal in needs(p):
            if not search.shows(plain, goal):
                raise Unproved(f"{p} is assumed, but it was not shown that {goal}")
    for place in says:
        for goal in goals(book.says(place)):
            if not search.shows(given, goal):
                raise Unproved(f"it was not shown that {goal}: a side may have no value")
    used = list(given)
    while True:  # what is not used is not assumed, and then needs no value
        kept = _places(book, used, says)
        rests = frozenset().union(*(book.done[k].open for k in kept))
        if rests == frozenset(used):
            return book.proof(name, used, says, kept)
        used = [p for p in used if p in rests]


def _places(book: Book, given: Sequence[Term], says: Sequence[int]) -> list[int]:
    """The lines that serve a theorem: its conclusions, and what gives its terms values."""
    whole = frozenset(given)
    plain = frozenset(p for p in given if not needs(p))
    places = [book.first(book.says(k), whole) for k in says]
    places += [book.first(g, plain) for p in given for g in needs(p)]
    places += [book.first(g, whole) for k in says for g in goals(book.says(k))]
    return [k for k in places if k is not None]


__all__ = ["Shown", "decide_claim", "goals", "needs", "supplied", "values", "with_values"]
