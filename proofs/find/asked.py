"""Goals under the same claims: what was found before is checked again, the rest is searched for.

A search goes on in a book of its own; of its lines those that a goal needs are written into the
book of whoever asks, where each is checked.  So that book is the same whether a search was made
or what an earlier one found was kept, and what was kept is believed no more than a search is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from proofs import proposals
from proofs.find import marks
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.lemmas import STATEMENTS, prove
from proofs.find.prove import Unproved
from proofs.find.session import Session
from proofs.trust.check import Line
from proofs.trust.file import dump, load
from proofs.trust.terms import Term, Wrong

_LEMMA = "theorem lemma."
_NOT_ONE = (Wrong, ValueError, TypeError, LookupError, RecursionError)
"""What comes of reading something that nobody here wrote."""


class Asked:
    """Claims, each said by a line of a book, and the goals asked for under them so far."""

    def __init__(self, book: Book, hyps: Sequence[int], budget: Budget | None = None) -> None:
        self.book, self.hyps = book, tuple(hyps)
        self.budget = Budget() if budget is None else budget
        self.claims = {book.says(h): h for h in reversed(self.hyps)}
        self._mark = marks.of_all("claims", map(book.says, self.hyps))
        self._before: list[Term] = []
        """The goals whose search ended."""
        self._sought = 0
        """How many of those were searched for here."""
        self._own: Book | None = None
        self._session: Session | None = None

    def prove(self, goal: Term) -> int:
        """The line that says it; raises `Unproved` or `OutOfBudget`."""
        key = self.name(goal)
        place = self.again(goal)
        if place is None:
            session = self._searching()
            try:
                found = session.prove(goal)
            except Unproved:
                self._ended(key, goal)
                self._sought += 1
                raise
            place = self._kept(key, goal, found)
            self._sought += 1
        self._ended(key, goal)
        return place

    def name(self, goal: Term) -> bytes:
        """Under which the lines of a goal are kept, after the goals that came before."""
        return marks.joined("goal", self._mark, marks.mark(goal))

    def again(self, goal: Term) -> int | None:
        """The line that says the goal, by lines that were kept; None where they do not show it."""
        kept = proposals.get(self.name(goal))
        if kept is None:
            return None
        before = len(self.book.lines)
        try:
            nodes, rows = kept
            terms = load(nodes)
            lines = [
                Line(terms[says], rule, tuple(terms[k] for k in ts), tuple(uses))
                for says, rule, ts, uses in rows
            ]
            return self._written(lines, goal)
        except _NOT_ONE:
            self.book.back_to(before)
            return None

    def begin_anew(self) -> None:
        """Search without what was left half way; lines found so far stay."""
        self._session = None

    def simplified(self, t: Term) -> Term:
        """A term in normal form under the claims."""
        return self._searching().simplified(t)

    def _ended(self, key: bytes, goal: Term) -> None:
        self._before.append(goal)
        self._mark = key

    # Searching -----------------------------------------------------------------------------------

    def _searching(self) -> Session:
        """The session of the search, after the goals that came before."""
        if self._own is None:
            self._own = Book(self.book.known)
        if self._session is None:
            own = self._own
            hyps = [own.assume(self.book.says(h)) for h in self.hyps]
            self._session = Session(own, hyps, self.budget)
        for goal in self._before[self._sought :]:  # a search depends on those before it
            with suppress(Unproved, OutOfBudget):
                self._session.prove(goal)
            self._sought += 1
        return self._session

    def _kept(self, key: bytes, goal: Term, place: int) -> int:
        """The lines that a search found, written into the book and kept."""
        assert self._own is not None
        lines = self._own.needed([place])
        nodes, at = dump(t for line in lines for t in (line.says, *line.terms))
        rows = [
            [at[line.says], line.rule, [at[t] for t in line.terms], list(line.uses)]
            for line in lines
        ]
        found = self._written(lines, goal)
        proposals.put(key, [nodes, rows])
        return found

    # Writing what was found ----------------------------------------------------------------------

    def _written(self, lines: Sequence[Line], goal: Term) -> int:
        """The last of these lines in the book; raises `Wrong` where they do not show the goal."""
        book = self.book
        new: list[int] = []
        for line in lines:
            if line.says in self.claims and line == Line(line.says, "assume"):
                new.append(self.claims[line.says])
                continue
            if line.rule.startswith(_LEMMA) and line.rule[8:] not in book.known:
                name = line.rule.removeprefix(_LEMMA)
                if name not in STATEMENTS:
                    raise Wrong(f"there is no lemma {name}")
                prove(book, name)
            elif line.rule.startswith(("theorem ", "fact ")) and not line.rule.startswith(_LEMMA):
                raise Wrong("a search cites lemmas alone")
            if not all(type(k) is int and 0 <= k < len(new) for k in line.uses):
                raise Wrong("uses a later line")
            new.append(book.add(line.says, line.rule, line.terms, [new[k] for k in line.uses]))
        place = new[-1]
        allowed = frozenset().union(*(book.done[h].open for h in self.hyps))
        if book.says(place) is not goal or not book.done[place].open <= allowed:
            raise Wrong("the lines show something else")
        return place


__all__ = ["Asked"]
