"""Lines of proof that the difference of two runs shrinks, for the checker.

Of the step of the difference only its coefficients are used; what is free of states is some
function of the steps, the same in both runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from proofs.find import polynomial as P
from proofs.judge.certificate import BY_LINES, Certificate
from proofs.judge.syntax import ONE, Node, Rule, names, node

if TYPE_CHECKING:
    from proofs.judge.forgetting import Difference


def number_term(value: int) -> Any:
    from proofs.trust.terms import number as term

    return term(value)


def clock() -> Any:
    """The number of steps."""
    from proofs.trust.terms import symbol

    return symbol("t.n", "natural")


def function(name: str, kind: str) -> Any:
    from proofs.trust.terms import Function

    return Function(name, ("natural",), "vector" if kind == "vector" else "scalar")


def checked(book: Any, name: str, goals: Sequence[int], given: Sequence[Any] = ()) -> Certificate:
    """The lines as a theorem that the checker accepts, or why it does not."""
    from proofs.find.budget import OutOfBudget
    from proofs.find.claims import with_values
    from proofs.find.prove import Unproved
    from proofs.trust.check import theorem
    from proofs.trust.wrong import Wrong

    try:
        open = dict.fromkeys([*given, *(p for k in goals for p in book.done[k].open)])
        order = [x.says for x in book.lines if x.rule == "assume" and x.says in open]
        made = with_values(book, name, tuple(dict.fromkeys(order)), goals, supply=True)
        theorem(made, book.known)
    except Wrong as error:
        return Certificate("", why=f"the checker refused: {error}", refused=True)
    except (Unproved, OutOfBudget) as error:
        return Certificate("", why=str(error))
    return Certificate(BY_LINES, len(made.lines), made, cites=_cited(made))


def _cited(proof: Any) -> tuple[Any, ...]:
    """The lemmas that a proof cites, each after those that it cites itself."""
    from proofs.find.lemmas import PROVED

    found: dict[Any, None] = {}
    for line in proof.lines:
        kind, _, name = line.rule.partition(" ")
        if kind == "theorem":
            found |= dict.fromkeys((*_cited(PROVED[name]), PROVED[name]))
    return tuple(found)


class Terms:
    """Parts that are free of states as the checker's terms, at step t + 1."""

    def __init__(self, rule: Rule, t: Any, scalars: bool = False) -> None:
        self.rule, self.t, self.scalars = rule, t, scalars
        self.opaque: dict[Node, str] = {}

    def of(self, part: Node) -> Any:
        """The term; what the checker knows nothing of is some function of the steps."""
        from proofs.trust import terms as T

        args = part.args
        kinds = {d.name: d.kind for d in self.rule.data}
        vector = part.kind == "vector" and not self.scalars
        match part.op:
            case "number":
                return T.number(part.data)
            case "clock":
                return self.t + 1
            case "name" if part.data in kinds and part.kind != "index":
                return function(part.data, part.kind if vector else "scalar")(self.t)
            case "name" if part.data not in kinds:
                return T.symbol(part.data)
            case "+" if not vector:
                return T.plus(*map(self.of, args))
            case "*" if not vector:
                return T.times(*map(self.of, args))
            case "neg":
                return -self.of(args[0])
            case "/" if not vector:
                return T.quotient(*map(self.of, args))
            case "**" if part.data.denominator == 1 and 0 < part.data <= 12 and not vector:
                return T.power(self.of(args[0]), T.number(part.data))
            case "dot" if not self.scalars and all(a.op == "name" for a in args):
                return T.dot(*map(self.of, args))
        name = self.opaque.setdefault(part, f"part.{len(self.opaque) + 1}")
        return function(name, "vector" if vector else "scalar")(self.t)


def given_terms(rule: Rule, terms: Terms, more: Sequence[Node] = ()) -> list[Any]:
    """What is given as relations: those of rate and parameters."""
    from proofs.trust import terms as T

    data = {d.name for d in rule.data}
    found = []
    for g in (*rule.given, *more):
        if g.op not in ("<", "<=", "=", "!=") or (set(names(g)) & data and g not in more):
            continue
        a, b = g.args
        if g.op == "<" and a.op == "abs":  # |a| < 1, as two
            inner, above = terms.of(a.args[0]), terms.of(b)
            found += [T.relation("<", -above, inner), T.relation("<", inner, above)]
            continue
        found.append(T.relation(g.op, terms.of(a), terms.of(b)))
    return found


def below_one(a: Node) -> Node:
    """That a number is smaller than 1 in size."""
    return node("<", a if a.op == "abs" else node("abs", a), ONE)


def _seems(rule: Rule, claim: Node) -> bool:
    """Whether a claim about rate and parameters holds at all values tried that are as given."""
    from proofs.judge.search import FURTHER, RATES, chosen, fits

    usual = chosen(rule)
    if usual is None:
        return False
    asked = replace(rule, given=(claim,))
    tried = {n: (v, Fraction(3), Fraction(1, 100)) for n, v in usual[0].items()}
    for rate, *others in product((*RATES, *FURTHER), *tried.values()):
        values = {rule.rate: rate, **dict(zip(tried, others, strict=True))}
        if fits(rule, values) and not fits(asked, values):
            return False
    return True


def below_one_proved(step: Difference, a: P.Poly) -> bool:
    """Whether what is given keeps the square of a factor below 1."""
    if not _seems(step.rule, below_one(step.node(a))):
        return False
    from proofs.find.book import Book
    from proofs.find.budget import Budget, OutOfBudget
    from proofs.find.prove import Search
    from proofs.trust.wrong import Wrong

    book = Book({})
    terms = Terms(step.rule, clock())
    try:
        term = terms.of(step.node(a))
        hyps = tuple(map(book.assume, given_terms(step.rule, terms)))
        return Search(book, Budget(5.0)).prove(hyps, term * term < 1) is not None
    except (Wrong, OutOfBudget):
        return False


def same_after_one(rule: Rule) -> Certificate | None:
    """Steps that overwrite the weights: two runs are the same after one."""
    from proofs.find.book import Book

    book = Book({})
    t, goals = clock(), []
    for s in rule.weights:
        a, b, made = (function(n, s.kind)(t + k) for n, k in
                      ((s.name, 1), (f"{s.name}'", 1), (f"new.{s.name}", 0)))  # fmt: skip
        from proofs.trust.terms import eq, forall

        one, two = (book.at(book.assume(forall(t, eq(run, made))), t) for run in (a, b))
        line = book.equal(eq(b, a), (number_term(1), two), (number_term(-1), one))
        goals.append(book.general(t, line))
    return checked(book, f"{rule.name}, the start is overwritten", goals)


def decays(step: Difference, name: str, sure: bool) -> Certificate | None:
    """w' - v' = a (w - v), a a <= q < 1 |- |w - v|^2 (1 + t (1 - q)) <= |w0 - v0|^2."""
    from proofs.find.book import Book
    from proofs.trust import terms as T

    s = step.rule.state(name)
    book, t = Book({}), clock()
    terms = Terms(step.rule, t)
    a = terms.of(step.node(step.own.get((name, name), {})))
    constant = step.free(step.own.get((name, name), {}))
    q = a * a if constant else T.symbol("q")
    two = [function(n, s.kind) for n in (name, f"{name}'")]
    rest = function(f"rest.{name}", s.kind)(t)
    steps = [book.at(book.assume(T.forall(t, T.eq(f(t + 1), a * f(t) + rest))), t) for f in two]
    if constant:
        more = [] if sure else [below_one(step.node(step.own[name, name]))]
        hyps = [book.assume(p) for p in given_terms(step.rule, terms, more)]
        smaller = book.add(a * a <= q, "positive")
    else:
        hyps = [book.assume(p) for p in (q < 1, q >= 0)]
        smaller = book.at(book.assume(T.forall(t, a * a <= q)), t)
    gap, after = two[1](t) - two[0](t), two[1](t + 1) - two[0](t + 1)
    moved = book.equal(T.eq(after, a * gap), (T.number(1), steps[1]), (T.number(-1), steps[0]))
    return _bounded(book, two, q, hyps, [moved, smaller], f"{step.rule.name}, the start")


def shrinks(
    step: Difference, name: str, a: P.Poly, c: P.Poly, x: Node, under: tuple[Node, ...], bound: bool
) -> Certificate | None:
    """w' - v' = a (w - v) + c (x.(w - v)) x: its length at stable rates."""
    from proofs.find.book import Book
    from proofs.trust import terms as T

    book, t = Book({}), clock()
    terms = Terms(step.rule, t)
    one, factor, sample = (terms.of(n) for n in (step.node(a), step.node(c), x))
    two = [function(n, "vector") for n in (name, f"{name}'")]
    rest = function(f"rest.{name}", "vector")(t)
    steps = [
        book.at(book.assume(T.forall(t, T.eq(
            f(t + 1), one * f(t) + factor * T.dot(sample, f(t)) * sample + rest))), t)
        for f in two
    ]  # fmt: skip
    gap, after = two[1](t) - two[0](t), two[1](t + 1) - two[0](t + 1)
    seen = T.dot(sample, gap)
    moved = book.equal(
        T.eq(after, one * gap + factor * seen * sample), (T.number(1), steps[1]),
        (T.number(-1), steps[0]),
    )  # fmt: skip
    length = T.dot(sample, sample)
    stable = factor * (2 * one + factor * length)
    held = book.at(book.assume(T.forall(t, stable <= 0 if bound else stable < 0)), t)
    image = one * gap + factor * seen * sample
    same = book.equal(T.eq(T.dot(after, after), one * one * T.dot(gap, gap) + stable * seen * seen),
                      (after + image, moved))  # fmt: skip
    title = f"{step.rule.name}, the start"
    square = book.row("square", seen)
    weak = book.add(-stable >= 0, "positive", (T.number(1),), (held,))
    grown = book.add((-stable) * (seen * seen) >= 0, "product", (), (weak, square))
    line = book.add(T.dot(after, after) <= one * one * T.dot(gap, gap), "positive",
                    (T.number(-1), T.number(1)), (same, grown))  # fmt: skip
    if bound:
        hyps = [book.assume(p) for p in given_terms(step.rule, terms, [
            u for u in under if not set(names(u)) & {d.name for d in step.rule.data}])]  # fmt: skip
        return _bounded(book, two, one * one, hyps, [line], title)
    return checked(book, title, [book.general(t, same), book.general(t, line)])


def _bounded(
    book: Any, two: Sequence[Any], q: Any, hyps: list[int], more: list[int], title: str
) -> Certificate | None:  # fmt: skip
    """From E' <= q E and 0 <= q < 1: E (1 + t (1 - q)) <= E0, by induction."""
    from proofs.find.budget import Budget, OutOfBudget
    from proofs.find.prove import Search
    from proofs.trust import terms as T
    from proofs.trust.wrong import Wrong

    t = clock()

    def size(n: Any) -> Any:
        gap = two[1](n) - two[0](n)
        return T.dot(gap, gap) if T.is_space(gap.sort) else gap * gap

    def claim(n: Any) -> Any:
        return size(n) * (1 + n * (1 - q)) <= size(T.number(0))

    try:
        search = Search(book, Budget(3.0))

        def shown(goal: Any, uses: Sequence[int]) -> int:
            line = search.prove(tuple(uses), goal)
            if line is None:
                raise Wrong(f"no proof was found of {goal}")
            return line

        below = shown(q < 1, hyps)
        above = shown(q >= 0, hyps)
        here = book.row("positive definite", two[1](t) - two[0](t)) if T.is_space(
            two[0].gives) else book.row("square", two[1](t) - two[0](t))  # fmt: skip
        smaller = shown(size(t + 1) <= q * size(t), [*more, here, above])
        natural = book.row("natural", t)
        room = book.add(1 - q > 0, "positive", (T.number(1),), (below,))
        weak = book.add(1 - q >= 0, "positive", (T.number(1),), (below,))
        after = book.add(t + 1 >= 0, "positive", (T.number(1),), (natural,))
        grown = book.add((t + 1) * (1 - q) >= 0, "product", (), (after, weak))
        times_ = book.add(1 + (t + 1) * (1 - q) >= 0, "positive", (T.number(1),), (grown,))
        left = book.add(q * size(t) - size(t + 1) >= 0, "positive", (T.number(1),), (smaller,))
        first = book.add((q * size(t) - size(t + 1)) * (1 + (t + 1) * (1 - q)) >= 0,
                         "product", (), (left, times_))  # fmt: skip
        twice = book.add((1 - q) * (1 - q) >= 0, "product", (), (weak, weak))
        bare = book.add(((1 - q) * (1 - q)) * (t + 1) >= 0, "product", (), (twice, after))
        second = book.add(size(t) * (((1 - q) * (1 - q)) * (t + 1)) >= 0, "product", (),
                          (here, bare))  # fmt: skip
        before = book.assume(claim(t))
        step_line = book.add(claim(t + 1), "positive", (T.number(1),) * 3, (before, first, second))
        base = book.add(claim(T.number(0)), "positive")
        goal = T.forall(t, claim(t))
        last = book.add(goal, "induction", (t,), (base, step_line))
        del room
    except (Wrong, OutOfBudget) as error:
        return Certificate("", why=str(error))
    return checked(book, title, [last])


__all__ = [
    "Terms",
    "below_one",
    "below_one_proved",
    "checked",
    "clock",
    "decays",
    "given_terms",
    "same_after_one",
    "shrinks",
]
