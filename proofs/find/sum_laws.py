"""How the laws of finite sums are proved: by induction on the number of terms."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.book import Book
from proofs.find.lemmas import SUM_LAWS, n
from proofs.trust.terms import Term, forall, imply, inside, number, plus, substitute

LAWS = frozenset(SUM_LAWS)


def opened(book: Book, claim: Term) -> list[int]:
    """For each sum of a claim, what it is: nothing where it is empty, one term more than before."""
    lines = []
    for t in sorted(inside(claim), key=repr):
        if t.op != "total" or t.loose:
            continue
        bound = t.args[0]
        if bound is number(0):
            lines.append(book.row("empty sum", t))
        elif bound.op == "sum" and bound.args[-1] is number(1):
            lines.append(book.row("last term", _fewer(t)))
    return lines


def _fewer(t: Term) -> Term:
    """The same sum without its last term."""
    from proofs.trust.terms import build

    before = t.args[0].args[:-1]
    bound = before[0] if len(before) == 1 else plus(*before)
    return build("total", t.sort, (bound, t.args[1]), t.data)


def shown(book: Book, name: str, given: Sequence[int]) -> int:
    """The last line of the proof of a law."""
    _, _, says = SUM_LAWS[name]
    if given:
        return _of_terms(book, says, given[0])
    return book.at(_by_induction(book, says, says), n)


def _by_induction(book: Book, claim: Term, wanted: Term) -> int:
    base, step = (substitute(claim, {n: value}) for value in (number(0), n + 1))
    first = _line(book, base, _reopened(book, base))
    before = book.assume(claim)
    more = _line(book, step, [before, *_reopened(book, step)])
    return book.add(forall(n, wanted), "induction", (n,), (first, more))


def _line(book: Book, goal: Term, hyps: Sequence[int]) -> int:
    """A goal, by the finders of sums too."""
    from proofs.find.session import Session

    return Session(book, hyps).prove(goal)


def _reopened(book: Book, claim: Term) -> list[int]:
    """What the sums of a claim are, and the sums in what they are."""
    lines = opened(book, claim)
    for line in tuple(lines):
        lines += opened(book, book.says(line).args[1])
    return lines


def _of_terms(book: Book, says: Term, given: int) -> int:
    """A law of what holds of each term: by induction on how many are added up, up to n."""
    from proofs.find.prove import lines_for
    from proofs.trust.terms import symbol

    count = symbol("count", "natural")
    some = substitute(says, {n: count})
    goal = forall(count, imply(count <= n, some))
    base = imply(number(0) <= n, substitute(some, {count: number(0)}))
    nothing = substitute(some, {count: number(0)})
    first = book.add(base, "suppose", (), (lines_for(book, nothing, _reopened(book, nothing)),))
    here = book.assume(imply(count <= n, some))
    within = book.assume(count + 1 <= n)
    fewer = book.add(count <= n, "positive", (number(1),), (within,))
    before = book.add(some, "detach", (), (here, fewer))
    term = book.at(given, count)
    strictly = book.add(book.says(term).args[0], "positive", (number(1),), (within,))
    holds = book.add(book.says(term).args[1], "detach", (), (term, strictly))
    later = substitute(some, {count: count + 1})
    line = lines_for(book, later, [before, holds, *_reopened(book, later)])
    step = book.add(imply(count + 1 <= n, later), "suppose", (), (line,))
    whole = book.at(book.add(goal, "induction", (count,), (first, step)), n)
    same = book.add(n <= n, "positive", (), ())
    return book.add(says, "detach", (), (whole, same))


__all__ = ["LAWS", "opened", "shown"]
