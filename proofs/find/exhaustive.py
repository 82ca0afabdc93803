"""That one of several relations always holds: relation by relation, by the sign of a difference."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.asked import Asked
from proofs.find.book import Book
from proofs.find.budget import Budget
from proofs.trust.terms import Term, either, eq, flat, ne, number, zero

_HOLDS = {"=": "=", "!=": "<>", "<": "<", "<=": "<="}
"""For each relation a ? b the signs of a - b at which it holds."""


def one_of(book: Book, hyps: Sequence[int], goals: Sequence[Term], budget: Budget) -> int:
    """The line that says "one of these"; raises `Unproved` where none of them may hold."""
    goal = either(*goals) if len(goals) > 1 else goals[0]
    return _from(book, tuple(hyps), list(goals), goal, budget)


def _from(book: Book, hyps: tuple[int, ...], goals: list[Term], goal: Term, budget: Budget) -> int:
    if not goals:
        false = Asked(book, hyps, budget).prove(book.false())
        return book.add(goal, "absurd", (), (false,))
    first, *rest = goals
    a, b = first.args
    d = a - b
    nothing = number(0) if flat(d) else zero(d.sort)
    split = (d < 0, eq(d, 0), d > 0) if flat(d) else (eq(d, nothing), ne(d, nothing))
    signs = "<=>" if flat(d) else "=>"
    lines = []
    for p, sign in zip(split, signs, strict=True):
        h = book.assume(p)
        if sign not in _HOLDS[first.op]:
            lines.append(_from(book, (*hyps, h), rest, goal, budget))
            continue
        if first.op == "=":
            line = book.ring(a, b, (number(1), h))
        elif first.op == "!=":
            k = -1 if flat(d) and sign == ">" else 1
            line = book.add(first, "apart", (number(k),), (h,))
        else:
            line = book.add(first, "positive", (number(1 if sign == "<" else -1),), (h,))
        lines.append(line if line_is(book, line, goal) else book.add(goal, "one of", (), (line,)))
    return book.add(goal, "cases", (d,), lines)


def line_is(book: Book, line: int, goal: Term) -> bool:
    """Whether a line says the goal itself."""
    return book.says(line) is goal
