"""A mistake can take the weights away from a separator; not from one that is far enough out."""

from proofs.chapters.perceptron.setting import (
    LABEL, POSITIVE_RATE, SAMPLE, TEXTBOOK, error, eta, updated, w_before, w_now,
)  # fmt: skip
from proofs.chapters.perceptron.mistake_bound import NOVIKOFF
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import (
    ZERO, Term, assume, define, dot, equals, number, one_of, say, scalar, vector,
)  # fmt: skip

s, u, gamma, R, c = vector("s"), vector("u"), scalar("gamma"), scalar("R"), scalar("c")
PREDICTED = TEXTBOOK(dot(w_before, SAMPLE))
LENGTH = dot(SAMPLE, SAMPLE)
LABELS = assume("labels −1 and 1", one_of(LABEL, -1, 1))
MISTAKE = assume("a mistake", equals(PREDICTED, -LABEL))
FAR_OUT = assume("far enough out", LABEL * dot(s, SAMPLE) >= eta * LENGTH)
MARGIN = assume("margin", LABEL * dot(u, SAMPLE) >= gamma)
BALL = assume("radius", LENGTH <= R**2)
MULTIPLE = assume("a multiple far enough out", c * gamma >= eta * R**2)
RULE = define("the update rule", w_now, updated(w_before, eta, TEXTBOOK))


def distance(weights: Term) -> Term:
    """The squared distance of weights from the vector s."""
    return dot(weights - s, weights - s)


MORE = assume("farther out", LABEL * dot(s, SAMPLE) > eta * LENGTH)
POSITIVE_MULTIPLE = assume("positive multiple", c > 0)
GAIN = LABEL * dot(s, SAMPLE) - eta * LENGTH
AT_A_MISTAKE = distance(w_before) + 4 * eta * LABEL * dot(w_before, SAMPLE) - 4 * eta * GAIN
NEARER = distance(w_now) < distance(w_before)
NOT_FARTHER = distance(w_now) <= distance(w_before)

entry = Entry(
    "further.mistakes-need-not-approach",
    place=130,
    title="A mistake can take the weights away from a separator",
    says=say(
        "With {} and the sample −1 with label −1, which {} separates, the mistake at {} takes the "
        "squared distance from {} to {}. From a vector {} with {} no update leads away: {}; "
        "and where {}, a mistake leads nearer: {}. So far out are the multiples {} of a separator "
        "with the margin {} if {}: then {}.",
        *(equals(eta, 1), number(1, 4), equals(w_before, ZERO), number(1, 16), number(49, 16)),
        *(s, FAR_OUT.relation, NOT_FARTHER, MORE.relation, NEARER),
        *(c * u, gamma, MULTIPLE.relation, LABEL * dot(c * u, SAMPLE) >= eta * LENGTH),
    ),
    given=(POSITIVE_RATE, LABELS),
    aside=(equals(eta, 1), equals(w_before, ZERO)),
    citations=(NOVIKOFF,),
)


@entry.part("The squared distance after a mistake", equals(distance(w_now), AT_A_MISTAKE))
def at_a_mistake() -> Lines:
    moved = w_before + eta * (LABEL - -LABEL) * SAMPLE
    yield "=", distance(moved), "the update rule, and a mistake", RULE, MISTAKE
    yield "=", ..., "multiply out; the square of a label is 1", LABELS


@entry.part(say("Not farther after any update, where the separator is far enough out"), NOT_FARTHER)
def not_farther() -> Lines:
    gap = error(w_before, TEXTBOOK)
    cross = 2 * eta * gap * (dot(w_before, SAMPLE) - dot(s, SAMPLE))
    yield "=", distance(w_before) + cross + eta**2 * gap**2 * LENGTH, "multiply out", RULE
    why = "the error is 0 or twice the label, of the sign that the net input lacks"
    yield "<=", ..., why, FAR_OUT, LABELS, POSITIVE_RATE


@entry.part("Nearer after a mistake, where it is farther out", NEARER)
def nearer() -> Lines:
    wrong = ("a mistake has the wrong sign", MISTAKE, LABELS, POSITIVE_RATE)
    yield "=", AT_A_MISTAKE, "after a mistake", at_a_mistake, RULE
    yield "<=", distance(w_before) - 4 * eta * GAIN, *wrong
    yield "<", ..., MORE


@entry.part(
    say("A multiple of a separator with a margin is far enough out"),
    LABEL * dot(c * u, SAMPLE) >= eta * LENGTH,
)
def multiple() -> Lines:
    yield "=", c * (LABEL * dot(u, SAMPLE)), "multiply out"
    yield ">=", c * gamma, MARGIN, POSITIVE_MULTIPLE
    yield ">=", eta * R**2, MULTIPLE
    yield ">=", ..., BALL, POSITIVE_RATE


def _squared_distance(at: Term) -> Term:
    return (at - number(1, 4)) ** 2


ERROR = number(-1) - TEXTBOOK(number(0) * number(-1))
AFTER = number(0) + 1 * ERROR * number(-1)


@chain(number(-1) * (number(1, 4) * number(-1)) > 0, name="it separates")
def separates() -> Lines:
    yield "=", number(1, 4), "label times net input of the separator"
    yield ">", ..., "it is positive"


@chain(equals(_squared_distance(AFTER), number(49, 16)), name="the distance after")
def after() -> Lines:
    yield "=", _squared_distance(number(2)), "zero predicts +1, so the error is −2"
    yield "=", ..., "subtract and square"


@chain(_squared_distance(AFTER) > _squared_distance(number(0)), name="it grows")
def grows() -> Lines:
    yield "=", number(49, 16), "after the mistake"
    yield ">", number(1, 16), "more than before"
    yield "=", ..., "the squared distance from zero"


entry.shows(
    "farther",
    "In numbers: rate 1, weights 0, the sample −1 with the label −1, the separator 1/4",
    conjunction("a mistake that leads away", separates, after, grows),
)
entry.twin("Each mistake brings the weights nearer to every separator.",
           distance(w_now) < distance(w_before), *(RULE, LABELS, MISTAKE, POSITIVE_RATE),
           assume("it separates", LABEL * dot(s, SAMPLE) > 0))  # fmt: skip
entry.symbol(s, "a vector, such as the weights of a separator")
entry.symbol(say("{}, {}, {}", u, gamma, R), "a separator, its margin, and the radius of the data")
entry.symbol(c, "a positive factor")
