"""On separable data the logistic loss has no minimiser: along a separator it falls for ever."""

from proofs.chapters.gradient_descent.setting import BOYD
from proofs.chapters.perceptron.setting import BEFORE, LABEL, NOW, SAMPLE, t
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, LOG, Hypothesis, Term, assume, define, dot, say, scalar, vector,
)  # fmt: skip

w, v, u, s = vector("w"), vector("v"), vector("u"), scalar("s")
AGAINST = vector("n", NOW)
here, before, at_0 = (scalar("L", index) for index in (NOW, BEFORE, "0"))
there, there_before, there_0 = (scalar("K", index) for index in (NOW, BEFORE, "0"))
SEPARATES = assume("separator", LABEL * dot(u, SAMPLE) > 0)
FARTHER = assume("a step along it", s > 0)
SIGNED = define("minus label times sample", AGAINST, -(LABEL * SAMPLE))
LARGER = assume("larger margins", dot(v, AGAINST) < dot(w, AGAINST))
MOVED = w + s * u


def loss(weights: Term) -> Term:
    """The logistic loss of one sample, for labels −1 and 1."""
    return LOG(1 + EXP(dot(weights, AGAINST)))


EMPTY = define("the empty sum", at_0, 0), define("the empty sum there", there_0, 0)
MORE = define("one more loss", here, before + loss(w))
MORE_THERE = define("one more loss there", there, there_before + loss(v))
ALONG = dot(MOVED, AGAINST) < dot(w, AGAINST)

entry = Entry(
    "further.no-minimiser",
    place=80,
    title="On separable data the logistic loss has no minimiser",
    idea="To add a bit of a separator to the weights makes every margin larger, and the logistic "
    "loss falls as margins grow. So whatever the weights are, there are better ones.",
    says=say(
        "If at weights {} the margin of every sample is larger than at {}, {}, the logistic loss, "
        "summed over one sample or more, is lower there: {}. A separator {} with {} makes every "
        "margin larger at {}: {}. So on separable data no weights are a minimiser, and descent "
        "reaches none.",
        *(v, w, LARGER.relation, there < here, u, SEPARATES.relation, MOVED, ALONG),
    ),
    citations=(BOYD,),
)


@entry.part("Along a separator every margin is larger", ALONG)
def along() -> Lines:
    yield "=", dot(w, AGAINST) - s * (LABEL * dot(u, SAMPLE)), "multiply out", SIGNED
    yield "<", ..., SEPARATES, " and ", FARTHER


@entry.part("One sample", loss(v) < loss(w))
def one_sample() -> Lines:
    yield "<", ..., "exponential and logarithm increase, and ", LARGER


@entry.part("The sum does not grow", name="no-growth")
@induction(there <= here, start=at_once("no samples", "both are 0", *EMPTY))
def no_growth(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", there_before + loss(v), MORE_THERE
    yield "<=", before + loss(v), "the ", assumed
    yield "<=", before + loss(w), "one sample", one_sample
    yield "=", ..., MORE


@entry.part("With one sample or more it falls", there < here)
def falls() -> Lines:
    lower = (one_sample, no_growth.at(BEFORE), *EMPTY)
    yield "=", there_before + loss(v), MORE_THERE
    yield "<", before + loss(w), "one sample, and the sum of those before it", *lower
    yield "=", ..., MORE


entry.twin("Somewhere it stops falling.", loss(v) >= loss(w), LARGER)
entry.symbol(say("{}, {}", u, s), "a separator and a positive number")
entry.symbol(say("{}, {}", w, v), "any weights, and other weights")
entry.symbol(say("{}, {}", SAMPLE, LABEL), "sample number {} and its label", t)
entry.symbol(AGAINST, "sample number {} times minus its label: {} is minus its margin", t,
             dot(w, AGAINST))  # fmt: skip
losses = "the losses of the first {} samples at {} and at {}"
entry.symbol(say("{}, {}", here, there), losses, t, w, v)
