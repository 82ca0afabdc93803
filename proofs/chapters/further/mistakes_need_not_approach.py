"""A mistake can take the weights away from a separator; not from one that is far enough out."""

from fractions import Fraction

from proofs.chapters.perceptron.novikoff import LABELS, NOVIKOFF
from proofs.chapters.perceptron.setting import (
    LABEL, POSITIVE_RATE, SAMPLE, TEXTBOOK, eta, updated, w_before,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import ZERO, Term, assume, define, dot, equals, number, say, scalar, vector

s, u, gamma, R, c = vector("s"), vector("u"), scalar("gamma"), scalar("R"), scalar("c")
NET, LENGTH = dot(w_before, SAMPLE), dot(SAMPLE, SAMPLE)
MOVED = w_before + 2 * eta * LABEL * SAMPLE
PREDICTS_WRONG = assume("the other label is predicted", equals(TEXTBOOK(NET), -LABEL))
MISTAKE = assume("a mistake", LABEL * NET <= 0)
FAR_OUT = assume("far enough out", LABEL * dot(s, SAMPLE) >= eta * LENGTH)
MORE = assume("farther out", LABEL * dot(s, SAMPLE) > eta * LENGTH)
MARGIN, BALL = assume("margin", LABEL * dot(u, SAMPLE) >= gamma), assume("radius", LENGTH <= R**2)
MULTIPLE = assume("a multiple far enough out", c * gamma >= eta * R**2)
POSITIVE_MULTIPLE = assume("positive multiple", c > 0)


def distance(weights: Term) -> Term:
    """The squared distance of weights from the vector s."""
    return dot(weights - s, weights - s)


WITHOUT_NET = distance(w_before) - 4 * eta * (LABEL * dot(s, SAMPLE) - eta * LENGTH)
AT_A_MISTAKE = WITHOUT_NET + 4 * eta * (LABEL * NET)
NOT_FARTHER, NEARER = distance(MOVED) <= distance(w_before), distance(MOVED) < distance(w_before)
MULTIPLE_FAR_OUT = LABEL * dot(c * u, SAMPLE) >= eta * LENGTH

entry = Entry(
    "further.mistakes-need-not-approach",
    place=130,
    title="A mistake can take the weights away from a separator",
    idea="A mistake moves the weights by a whole step, however near a separator is. One that is "
    "close to zero can be overshot; one that is far enough out still lies ahead after the step, "
    "which has not led away from it.",
    says=say(
        "With {} and the sample −1 with label −1, which {} separates, the mistake at {} takes the "
        "squared distance from {} to {}. A mistake, {}, takes the weights to {}: not farther from "
        "a vector {} with {}, and nearer where {}. So far out are the multiples {} of a separator "
        "with the margin {} if {}: {}.",
        *(equals(eta, 1), number(1, 4), equals(w_before, ZERO), number(1, 16), number(49, 16)),
        *(MISTAKE.relation, MOVED, s, FAR_OUT.relation, MORE.relation),
        *(c * u, gamma, MULTIPLE.relation, MULTIPLE_FAR_OUT),
    ),
    given=(POSITIVE_RATE,),
    aside=(equals(eta, 1), equals(w_before, ZERO)),
    citations=(NOVIKOFF,),
)


@entry.part("What a mistake adds", equals(updated(w_before, eta, TEXTBOOK), MOVED))
def adds() -> Lines:
    yield "=", w_before + eta * (LABEL - -LABEL) * SAMPLE, PREDICTS_WRONG
    yield "=", ..., "collect"


@entry.part("At a mistake the net input is 0 or has the other sign", MISTAKE.relation)
def wrong_sign() -> Lines:
    yield "<=", ..., "the label is minus what is predicted", PREDICTS_WRONG


@entry.part("The squared distance after a mistake", equals(distance(MOVED), AT_A_MISTAKE))
def after_a_mistake() -> Lines:
    yield "=", ..., "multiply out; the square of a label is 1", LABELS


@entry.part("It has not grown where the vector is far enough out", NOT_FARTHER)
def not_farther() -> Lines:
    yield "=", AT_A_MISTAKE, "after a mistake", after_a_mistake
    yield "<=", WITHOUT_NET, MISTAKE, ", and ", POSITIVE_RATE
    yield "<=", ..., FAR_OUT


@entry.part("It has fallen where the vector is farther out", NEARER)
def nearer() -> Lines:
    yield "=", AT_A_MISTAKE, "after a mistake", after_a_mistake
    yield "<=", WITHOUT_NET, MISTAKE, ", and ", POSITIVE_RATE
    yield "<", ..., MORE


@entry.part("A multiple of a separator with a margin is far enough out", MULTIPLE_FAR_OUT)
def multiple() -> Lines:
    yield "=", c * (LABEL * dot(u, SAMPLE)), "multiply out"
    yield ">=", c * gamma, MARGIN, POSITIVE_MULTIPLE
    yield ">=", eta * R**2, MULTIPLE
    yield ">=", ..., BALL, POSITIVE_RATE


ONE = Fraction(1)
AT_ONE = {"y^": Steps((ONE,)), "x^": Steps(((ONE,),)), "u": (ONE,), "R": ONE}
entry.without(POSITIVE_MULTIPLE, "", multiple, fixed=AT_ONE)
entry.without(MULTIPLE, "", multiple, fixed=AT_ONE | {"gamma": ONE})
q, at, wrong_label, start = scalar("q"), scalar("x", "1"), scalar("y", "1"), scalar("w", "0")
DATA = (
    define("the separator", q, number(1, 4)),
    define("the sample", at, -1),
    define("its label", wrong_label, -1),
    define("the weights", start, 0),
    define("the rate", eta, 1),
)


def _squared_distance(weights: Term) -> Term:
    return (weights - q) ** 2


AFTER = start + eta * (wrong_label - TEXTBOOK(start * at)) * at


@chain(wrong_label * (q * at) > 0, name="it separates")
def separates() -> Lines:
    yield "=", number(1, 4), "label times net input of the separator", *DATA
    yield ">", ..., "it is positive"


@chain(equals(_squared_distance(AFTER), number(49, 16)), name="the distance after")
def after() -> Lines:
    yield "=", (number(2) - number(1, 4)) ** 2, "zero predicts +1, so the error is −2", *DATA
    yield "=", ..., "subtract and square"


@chain(equals(_squared_distance(start), number(1, 16)), name="the distance before")
def before() -> Lines:
    yield "=", ..., "subtract and square", *DATA


@chain(_squared_distance(AFTER) > _squared_distance(start), name="it grows")
def grows() -> Lines:
    yield "=", number(49, 16), after, *DATA
    yield ">", number(1, 16), "more than before"
    yield "=", ..., before


entry.shows(
    "farther",
    "In numbers: rate 1, weights 0, the sample −1 with the label −1, the separator 1/4",
    conjunction("a mistake that leads away", separates, after, before, grows),
)
separating = assume("it separates", LABEL * dot(s, SAMPLE) > 0)
every = "Each mistake brings the weights nearer to every separator."
entry.twin(every, NEARER, LABELS, MISTAKE, POSITIVE_RATE, separating)
entry.symbol(say("{}, {}, {}", u, gamma, R), "a separator, its margin, and the radius of the data")
entry.symbols((s, "a vector, such as the weights of a separator"), (c, "a factor"))
entry.symbol(say("{}, {}", q, at), "the separator and the sample of the example")
