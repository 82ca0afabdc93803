"""On separable data the logistic loss has no minimiser: along a separator it falls for ever."""

from proofs.chapters.gradient_descent.setting import BOYD
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, LOG, Hypothesis, Term, assume, dot, finite_sum, function, natural, say, scalar, vector,
)  # fmt: skip

w, u, s, a, b = vector("w"), vector("u"), scalar("s"), scalar("a"), scalar("b")
i, n = natural("i"), natural("n")
x, y = function("x", ("index",), "vector"), function("y", ("index",))
SEPARATES = assume("separator", y(i) * dot(u, x(i)) > 0, (i,))
FARTHER = assume("a step along it", s > 0)
MOVED = w + s * u


def cost(margin: Term) -> Term:
    """The logistic loss of one sample with labels −1 and 1, by minus its margin."""
    return LOG(1 + EXP(margin))


def against(weights: Term, which: Term) -> Term:
    """Minus the margin of a sample."""
    return -(y(which) * dot(weights, x(which)))


def loss(weights: Term, count: Term) -> Term:
    """The logistic loss, summed over so many samples."""
    return finite_sum(i, count, cost(against(weights, i)))


FALLS = loss(MOVED, n + 1) < loss(w, n + 1)
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


@entry.part("So every sample costs less", cost(against(MOVED, i)) < cost(against(w, i)))
def each_sample() -> Lines:
    yield "<", ..., one_sample.of({a: against(w, i), b: against(MOVED, i)}), along


@entry.part("So their sum does not grow")
@induction(loss(MOVED, n) <= loss(w, n), start=at_once("no sample", "both are empty"), over=n)
def no_growth(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", loss(MOVED, n) + cost(against(MOVED, n)), "the last sample apart"
    yield "<=", loss(w, n) + cost(against(w, n)), "the ", assumed, each_sample.of({i: n})
    yield "=", ..., "all samples"


@entry.part("With one sample or more the loss falls", FALLS)
def falls() -> Lines:
    yield "=", loss(MOVED, n) + cost(against(MOVED, n)), "the last sample apart"
    yield "<", loss(w, n) + cost(against(w, n)), no_growth, each_sample.of({i: n})
    yield "=", ..., "all samples"


entry.without(SEPARATES, "A step along what does not separate can raise the loss:")
entry.without(FARTHER, "A step backwards raises it:")
entry.twin("Somewhere it stops falling.", cost(a - s) >= cost(a), FARTHER)
entry.symbols(
    (say("{}, {}", x(i), y(i)), "sample number {} of {} and its label", i, n + 1),
    (say("{}, {}", u, s), "a separator and a positive number"),
    (say("{}, {}", a, b), "minus the margin of a sample, at two weights"),
    (w, "any weights"),
)
