"""Directions that are free of the rate though the weights do not scale: w(t) = s(t) r, s(t) > 0.

A step w' = a w + c r from w = 0, the same at all steps, where a and c are of rate and parameters
and r is of the data: then s' = a s + c from s = 0, and s(t + 1) > 0 wherever a > -1 and c > 0.
Newton's method on squares is one, s(t) = 1 - (1 - eta)^t.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proofs.find import polynomial as P
from proofs.judge.certificate import Certificate
from proofs.judge.collected import Forms, not_zero
from proofs.judge.contraction import Terms, checked, given_terms
from proofs.judge.forgetting import Difference, NotAffine
from proofs.judge.syntax import ZERO, Node, Rule, counts, names, node, rebuilt


@dataclass(frozen=True)
class OneRay:
    """The weights are a positive multiple of one vector at every rate that is given."""

    says: str
    proof: Certificate


def one_ray(rule: Rule) -> OneRay | None:
    """Why the direction of the weights is free of the rate; None where this does not show it."""
    if rule.sample_index is None or len(rule.weights) != 1 or rule.weights[0].start is not ZERO:
        return None
    try:
        step = Difference(rule)
    except NotAffine:
        return None
    (name,) = step.names if len(step.names) == 1 else ("",)
    if not name or step.sums or step.dots[name] or rule.weights[0].index:
        return None
    if not _stays_otherwise(step, rule.weights[0].update):
        return None
    a = step.own.get((name, name), {})
    split = _split(step, step.rest[name])
    if not step.free(a) or split is None:
        return None
    c, r = split
    proof = _lines(step, name, a, c)
    if proof is None:
        return None
    one = f"s' = {step.node(P.plus(P.times(a, _letter(step)), c))!r}"
    says = f"at each rate {name}(t) = s(t) r with r = {step.node(r)!r} and {one} from s = 0"
    return OneRay(f"{says}, so that s(t + 1) > 0", proof)


def _stays_otherwise(step: Difference, update: Node) -> bool:
    """Whether the data alone choose, for all steps, and the other side moves nothing."""
    if not step.under:
        return True
    if len(step.under) > 1 or any(step.rule.rate in names(t) or counts(t) for t in step.under):
        return False

    def other(part: Node) -> Node | None:
        if part.op != "where" or part.args[0] not in step.under:
            return None
        return part.args[2]

    left = Forms(not_zero(step.rule)).plain(rebuilt(update, other))
    return left.op == "name" and left.data == step.names[0]


def _letter(step: Difference) -> P.Poly:
    return P.generator(step.forms.generator(node("name", data="s", kind="scalar")))


def _split(step: Difference, rest: P.Poly) -> tuple[P.Poly, P.Poly] | None:
    """c and r: the power of the rate that all terms have, and what is left."""
    found: set[P.Monomial] = set()
    left: P.Poly = {}
    for m, c in rest.items():
        rate = tuple((g, e) for g, e in m if step.rule.rate in names(step.forms.nodes[g]))
        if any(step.forms.nodes[g].op != "name" for g, _ in rate):
            return None
        if any(counts(step.forms.nodes[g]) for g, _ in m):
            return None
        found.add(rate)
        left[tuple(f for f in m if f not in rate)] = c
    return ({found.pop(): 1}, left) if len(found) == 1 else None


def _lines(step: Difference, name: str, a: P.Poly, c: P.Poly) -> Certificate | None:
    """Two runs at two rates: s2 w1 = s1 w2 after any number of steps, both s being positive."""
    from proofs.find.book import Book
    from proofs.find.budget import Budget, OutOfBudget
    from proofs.find.prove import Search
    from proofs.trust import terms as T
    from proofs.trust.wrong import Wrong

    book, t = Book({}), T.symbol("t.n", "natural")
    rule = step.rule
    kind = "vector" if rule.state(name).kind == "vector" else "scalar"
    r = T.symbol(f"r.{name}", kind)
    made = []
    try:
        for mark in ("", "'"):
            terms = Terms(rule, t)
            other: dict[object, Any] = {T.symbol(rule.rate): T.symbol(f"{rule.rate}{mark}")}
            one, two = (T.substitute(terms.of(step.node(p)), other) for p in (a, c))
            hyps = [book.assume(T.substitute(p, other)) for p in given_terms(rule, terms)]
            search = Search(book, Budget(5.0))
            above, positive = (search.prove(tuple(hyps), p) for p in (one + 1 > 0, two > 0))
            if above is None or positive is None:
                return None
            w, s = (T.Function(f"{n}{mark}", ("natural",), k)
                    for n, k in ((name, kind), (f"s.{name}", "scalar")))  # fmt: skip
            made.append(_one_run(book, t, w, s, r, one, two, above, positive))
    except (Wrong, OutOfBudget):
        return None
    (w1, s1, line1, up1), (w2, s2, line2, up2) = made
    first, second = book.at(line1, t), book.at(line2, t)
    # s2 w1 - s1 w2 = s2 (w1 - s1 r) - s1 (w2 - s2 r)
    goal = T.eq(s2(t) * w1(t), s1(t) * w2(t))
    same = book.equal(goal, (s2(t), first), (-s1(t), second))
    goals = [book.general(t, same), up1, up2]
    return checked(book, f"{rule.name}, one direction", goals)


def _one_run(
    book: Any, t: Any, w: Any, s: Any, r: Any, a: Any, c: Any, above: int, positive: int
) -> tuple[Any, Any, int, int]:
    """w(t) = s(t) r and s(t + 1) > 0, for all t."""
    from proofs.trust import terms as T

    nought, one = T.number(0), T.number(1)
    zero = T.zero() if T.is_space(w.gives) else nought
    began = book.assume(T.eq(w(nought), zero))
    s_began = book.assume(T.eq(s(nought), nought))
    moved = book.at(book.assume(T.forall(t, T.eq(w(t + 1), a * w(t) + c * r))), t)
    given = book.assume(T.forall(t, T.eq(s(t + 1), a * s(t) + c)))
    here, later = book.at(given, t), book.at(given, t + 1)
    claim = T.forall(t, T.eq(w(t), s(t) * r))
    factor = T.times(-one, r) if T.is_space(w.gives) else -r
    base = book.add(T.at(claim, nought), "ring", (one, factor), (began, s_began))
    before = book.assume(T.at(claim, t))
    after = book.add(T.at(claim, t + 1), "ring", (one, a, factor), (moved, before, here))
    line = book.add(claim, "induction", (t,), (base, after))
    # s(t) >= 0 and s(t + 1) > 0: s(t + 2) = a a s(t) + (1 + a) c
    both = T.forall(t, T.both(s(t) >= 0, s(t + 1) > 0))
    first = book.add(s(nought) >= 0, "positive", (one,), (s_began,))
    at_zero = book.at(given, nought)
    second = book.add(s(nought + 1) > 0, "positive", (one, a, one), (at_zero, s_began, positive))
    start = book.add(T.at(both, nought), "all of", (), (first, second))
    hypothesis = book.assume(T.at(both, t))
    low, up = (book.add(p, "part", (), (hypothesis,)) for p in T.at(both, t).args)
    weak = book.add(s(t + 1) >= 0, "positive", (one,), (up,))
    square = book.row("square", a)
    kept = book.add((a * a) * s(t) >= 0, "product", (), (square, low))
    grown = book.add((a + 1) * c > 0, "product", (), (above, positive))
    more = book.add(s(t + 1 + 1) > 0, "positive", (one, a, one, one), (later, here, kept, grown))
    step = book.add(T.at(both, t + 1), "all of", (), (weak, more))
    every = book.add(both, "induction", (t,), (start, step))
    up_here = book.at(every, t)
    last = book.add(s(t + 1) > 0, "part", (), (up_here,))
    return w, s, line, book.general(t, last)


__all__ = ["OneRay", "one_ray"]
