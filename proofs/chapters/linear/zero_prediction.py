"""From zero weights every prediction is 0."""

from proofs.chapters.linear.setting import ZERO_WEIGHTS, X, weights, y
from proofs.statement import Entry, Lines
from proofs.terms import ZERO, equals, say

ALL_ZERO = equals(X(weights), ZERO)

entry = Entry(
    "linear.zero-prediction",
    place=10,
    title="Zero weights predict zero",
    idea="A prediction is a sum of features times weights, and with all weights zero every term of "
    "it is zero. All that is left of an error is the target, with its sign turned.",
    says=say("If {}, every prediction is 0: {}.", ZERO_WEIGHTS.relation, ALL_ZERO),
    given=(ZERO_WEIGHTS,),
    remarks=(
        say(
            "That the predictions are 0 says nothing about the gradient, which sees the targets "
            "too: linear.gradient-at-zero."
        ),
    ),
)


@entry.part("The predictions", ALL_ZERO)
def predictions() -> Lines:
    yield "=", X(ZERO), "the weights are zero", ZERO_WEIGHTS
    yield "=", ..., "a linear map takes zero to zero"


@entry.part("The errors are minus the targets", equals(X(weights) - y, -y))
def errors() -> Lines:
    yield "=", ZERO - y, "the predictions", predictions
    yield "=", ..., "zero adds nothing"


entry.twin("Predictions are zero from any weights.", ALL_ZERO)
