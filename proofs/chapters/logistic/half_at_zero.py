"""From zero weights every predicted probability is one half."""

from proofs.chapters.linear.setting import ZERO_WEIGHTS, weights
from proofs.chapters.logistic.setting import COX
from proofs.statement import Entry, Lines
from proofs.terms import EXP, SIGMOID, ZERO, dot, equals, number, say, vector

x = vector("x")
HALF = equals(SIGMOID(dot(weights, x)), number(1, 2))

entry = Entry(
    "logistic.half-at-zero",
    place=10,
    title="Zero weights predict one half",
    idea="With zero weights every net input is 0, and there the logistic function leans to neither "
    "side: it gives both classes one half, whatever the input.",
    says=say(
        "If {}, the predicted probability {} is {} for every {}.",
        *(ZERO_WEIGHTS.relation, HALF.left, HALF.right, x),
    ),
    given=(ZERO_WEIGHTS,),
    citations=(COX,),
)


@entry.part("The prediction", HALF)
def prediction() -> Lines:
    yield "=", SIGMOID(dot(ZERO, x)), "the weights are zero", ZERO_WEIGHTS
    yield "=", SIGMOID(number(0)), "the inner product with zero is 0"
    yield "=", 1 / (1 + EXP(number(0))), "the logistic function"
    yield "=", ..., "the exponential of 0 is 1"


entry.twin("Zero weights predict 0.", equals(SIGMOID(dot(ZERO, x)), 0))
