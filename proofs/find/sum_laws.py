"""How the laws of finite sums are proved: by induction on the number of terms."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.book import Book
from proofs.find.lemmas import SUM_LAWS, added, f, j, k, lemma, n
from proofs.trust.terms import (
    Term,
    build,
    eq,
    forall,
    imply,
    inside,
    number,
    plus,
    substitute,
    symbol,
)

LAWS = frozenset(SUM_LAWS)


def opened(book: Book, claim: Term) -> list[int]:
    """For each sum of a claim, what it is: nothing where it is empty, one term more than before."""
    lines = []
    for t in inside(claim):
        if t.op != "total" or t.loose:
            continue
        before = fewer(t)
        if t.args[0] is number(0):
            lines.append(book.row("empty sum", t))
        elif before is not None:
            lines.append(book.row("last term", before))
    return lines


def fewer(t: Term) -> Term | None:
    """The same sum without its last term, where its bound is something + 1."""
    bound, body = t.args
    if bound.op != "sum" or bound.args[-1] is not number(1):
        return None
    before = bound.args[:-1]
    less = before[0] if len(before) == 1 else plus(*before)
    return build("total", t.sort, (less, body), t.data)


def shown(book: Book, name: str, given: Sequence[int]) -> int:
    """The last line of the proof of a law."""
    _, _, says = SUM_LAWS[name]
    if name == "a term of a sum":
        return _one_term(book, says, given)
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


def _one_term(book: Book, says: Term, given: Sequence[int]) -> int:
    """A term is at most the sum: by induction on how many are added up, the term among them."""
    count = symbol("count", "natural")
    f_j, whole = says.args
    some = substitute(f_j <= whole, {n: count})
    claim = imply(count <= n, imply(j < count, some))
    lines = []
    for value, before in ((number(0), None), (count + 1, book.assume(claim))):
        wanted = substitute(some, {count: value})
        within, among = book.assume(value <= n), book.assume(j < value)
        hyps = [given[0], within, among]
        if before is None:
            hyps.append(book.row("natural", j))
        else:
            line = _to_here(book, before, count, j, given[0], within, among)
            hyps = [line, within, among]
        line = _line(book, wanted, hyps)
        inner = book.add(imply(j < value, wanted), "suppose", (), (line,))
        lines.append(book.add(imply(value <= n, book.says(inner)), "suppose", (), (inner,)))
    every = book.at(book.add(forall(count, claim), "induction", (count,), lines), n)
    same = book.add(n <= n, "positive", (), ())
    at_n = book.add(book.says(every).args[1], "detach", (), (every, same))
    return book.add(says, "detach", (), (at_n, given[1]))


def _to_here(
    book: Book, before: int, count: Term, j: Term, given: int, within: int, among: int
) -> int:
    """That the term is at most the sum of one more: it is among those before, or it is the last."""
    one = number(1)
    fewer = book.add(count <= n, "positive", (one,), (within,))
    term = book.at(given, count)
    strictly = book.add(book.says(term).args[0], "positive", (one,), (within,))
    last = book.add(book.says(term).args[1], "detach", (), (term, strictly))  # 0 <= f(count)
    opened_ = book.row("last term", substitute(added(f(k)), {n: count}))
    goal = f(j) <= book.says(opened_).args[0]
    cases = []
    gap = j - count
    h = book.assume(gap < 0)
    here = book.add(j < count, "positive", (one,), (h,))
    inner = book.add(book.says(before).args[1], "detach", (), (before, fewer))
    inner = book.add(book.says(inner).args[1], "detach", (), (inner, here))
    cases.append(book.add(goal, "positive", (one, one, one), (inner, last, opened_)))
    h = book.assume(eq(gap, 0))
    same = book.add(eq(j, count), "ring", (one,), (h,))
    equal = book.add(eq(f(j), f(count)), "congruence", (), (same,))
    index = symbol("index0", "natural")
    small = book.assume(index < count)
    below = book.at(given, index)
    near = book.add(book.says(below).args[0], "positive", (one, one), (small, fewer))
    kept = book.add(book.says(below).args[1], "detach", (), (below, near))
    under = book.add(imply(index < count, book.says(kept)), "suppose", (), (kept,))
    rest = lemma(book, "sum of terms that are not negative",
                 [count, ((index,), f(index))], [book.general(index, under)])  # fmt: skip
    cases.append(book.add(goal, "positive", (one, -one, one), (rest, equal, opened_)))
    h = book.assume(gap > 0)
    later = book.row("discrete", count, j, uses=(book.add(count < j, "positive", (one,), (h,)),))
    cases.append(book.add(goal, "absurd", (), (
        book.add(book.false(), "positive", (one, one), (later, among)),)))  # fmt: skip
    return book.add(goal, "cases", (gap,), cases)


__all__ = ["LAWS", "fewer", "opened", "shown"]
