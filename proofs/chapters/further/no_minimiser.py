"""On separable data the logistic loss has no minimiser: along a separator it falls for ever."""

from proofs.chapters.gradient_descent.setting import BOYD
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, LOG, Function, Hypothesis, Term, assume, define, dot, finite_sum, function, natural, say,
    scalar, vector,
)  # fmt: skip

w, u, s, a, b = vector("w"), vector("u"), scalar("s"), scalar("a"), scalar("b")
i, n = natural("i"), natural("n")
x, y = function("x", ("index",), "vector"), function("y", ("index",))
SEPARATES = assume("separator", y(i) * dot(u, x(i)) > 0, (i,))
FARTHER = assume("a step along it", s > 0)
MOVED = w + s * u


def cost(against: Term) -> Term:
    """The logistic loss of one sample with labels −1 and 1, by minus its margin."""
    return LOG(1 + EXP(against))


def loss(weights: Term) -> Term:
    """The logistic loss, summed over one sample and n more."""
    return finite_sum(i, n + 1, cost(-(y(i) * dot(weights, x(i)))))


here, there = function("l", ("index",)), function("k", ("index",))
HERE = define("the loss of a sample", here(i), cost(-(y(i) * dot(w, x(i)))), (i,))
THERE = define("after the step", there(i), cost(-(y(i) * dot(MOVED, x(i)))), (i,))
FALLS = loss(MOVED) < loss(w)
LARGER = y(i) * dot(MOVED, x(i)) > y(i) * dot(w, x(i))

entry = Entry(
    "further.no-minimiser",
    place=80,
    title="On separable data the logistic loss has no minimiser",
    idea="To add a bit of a separator to the weights makes every margin larger, and the logistic "
    "loss falls as margins grow. So whatever the weights are, there are better ones.",
    says=say(
        "Let {} separate the data, {} for every sample {} of {}, with labels −1 and 1. Then at any "
        "weights {} a step along it, {} with {}, lowers the logistic loss: {}. So no weights are a "
        "minimiser, and descent reaches none.",
        *(u, SEPARATES.relation, i, n + 1, w, MOVED, FARTHER.relation, FALLS),
    ),
    given=(SEPARATES, FARTHER),
    citations=(BOYD,),
)


@entry.part("Along a separator every margin is larger", LARGER)
def along() -> Lines:
    yield "=", y(i) * dot(w, x(i)) + s * (y(i) * dot(u, x(i))), "multiply out"
    yield ">", ..., SEPARATES.at(i), " and ", FARTHER


@entry.part("A larger margin costs less", cost(b) < cost(a))
def one_sample() -> Lines:
    yield "<", ..., "exponential and logarithm increase", assume("a larger margin", b < a)


def _sum(of: Function, count: Term) -> Term:
    return finite_sum(i, count, of(i))


BOTH = (HERE.at(i), THERE.at(i))


@entry.part("So every sample costs less", there(i) < here(i))
def each_sample() -> Lines:
    margins = {a: -(y(i) * dot(w, x(i))), b: -(y(i) * dot(MOVED, x(i)))}
    yield "=", cost(margins[b]), *BOTH
    yield "<", cost(margins[a]), one_sample.of(margins), along
    yield "=", ..., *BOTH


@entry.part("So their sum does not grow")
@induction(_sum(there, n) <= _sum(here, n), start=at_once("no sample", "both are empty"), over=n)
def no_growth(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", _sum(there, n) + there(n), "the last sample apart"
    yield "<=", _sum(here, n) + here(n), "the ", assumed, each_sample.of({i: n})
    yield "=", ..., "all samples"


@entry.part("With one sample or more the loss falls", FALLS)
def falls() -> Lines:
    yield "=", _sum(there, n) + there(n), "the last sample apart", THERE
    yield "<", _sum(here, n) + here(n), no_growth, each_sample.of({i: n})
    yield "=", ..., "all samples", HERE


entry.without(SEPARATES, "", along)
entry.without(FARTHER, "", along)
entry.twin("Somewhere it stops falling.", cost(a - s) >= cost(a), FARTHER)
entry.symbols(
    (say("{}, {}", x(i), y(i)), "sample number {} of {} and its label", i, n + 1),
    (say("{}, {}", u, s), "a separator and a positive number"),
    (say("{}, {}", a, b), "minus the margin of a sample, at two weights"),
    (w, "any weights"),
    (say("{}, {}", here(i), there(i)), "the loss of a sample at {} and at {}", w, MOVED),
)
