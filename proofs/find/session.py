"""Many goals under the same hypotheses, which are read once."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.atoms import term_of
from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.find.prove import Search, Unproved
from proofs.find.sums import spoken, with_sums
from proofs.trust.terms import RELATIONS, Term, Wrong, at


class Session:
    """Hypotheses, by line, and what has been simplified under them so far."""

    def __init__(self, book: Book, hyps: Sequence[int], budget: Budget | None = None) -> None:
        self.book, self.hyps = book, tuple(hyps)
        self.budget = Budget() if budget is None else budget
        self._search = Search(book, self.budget)

    def prove(self, goal: Term, more: Sequence[int] = ()) -> int:
        """The line that says the goal under the hypotheses (and more lines, for this goal only).

        Each goal has the whole budget; raises `Unproved` or `OutOfBudget`.
        """
        self.budget.start()
        try:
            with self.book.numbering:
                line = self._search.prove((*self.hyps, *more), goal)
                if line is None and self._of_sums(goal):
                    line = self._summed(goal, tuple(more))
        except (Wrong, RecursionError) as why:
            raise Unproved(f"no proof was found of {goal}: {why}") from why
        if line is None:
            raise Unproved(f"no proof was found of {goal}")
        return line

    def _summed(self, goal: Term, more: tuple[int, ...]) -> int | None:
        """A relation about sums, perhaps for all of something and under conditions."""
        hyps = (*self.hyps, *more)
        if goal.op in RELATIONS:
            return with_sums(self.book, hyps, goal, self._shown, self._simpler)
        if goal.op == "all":
            x = self._search.new(goal, hyps)
            line = self._summed(at(goal, x), more)
            return None if line is None else self.book.add(goal, "general", (x,), (line,))
        if goal.op == "imply":
            condition, then = goal.args
            line = self._summed(then, (*more, self.book.assume(condition)))
            return None if line is None else self.book.add(goal, "suppose", (), (line,))
        return None

    def _of_sums(self, goal: Term) -> bool:
        return spoken(goal, *(p for p in map(self.book.says, self.hyps) if p.op == "="))

    def _shown(self, goal: Term, more: Sequence[int]) -> int | None:
        """What `with_sums` asks for on its way."""
        try:
            return self._search.prove((*self.hyps, *more), goal)
        except Wrong:
            return None

    def _simpler(self, t: Term, more: Sequence[int]) -> Term:
        value = self._search.solver((*self.hyps, *more)).forms.of(t).value
        try:
            return term_of(value, t.sort)
        except KeyError:
            return t

    def simplified(self, t: Term) -> Term:
        """A term in normal form under the hypotheses."""
        self.budget.start()
        with self.book.numbering:
            return term_of(self._search.solver(self.hyps).forms.of(t).value, t.sort)


__all__ = ["Session"]
