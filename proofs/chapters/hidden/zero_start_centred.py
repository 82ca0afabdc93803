"""All zero and errors that sum to 0, as with centred targets: nothing ever moves."""

from collections.abc import Callable

from proofs.chapters.hidden.at_rest import NIL, ONE_STEP, SYMBOLS, at_rest
from proofs.chapters.hidden.network import h, j, n
from proofs.chapters.hidden.setting import (
    GLOROT, SIGMA, half_square, relu,
)  # fmt: skip
from proofs.chapters.hidden.zero_start import ALL_ZERO, ZERO_BETA, ZERO_C, m
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import Term, equals, number, say

LEFT, RIGHT = number(-1), number(1)
rest = at_rest("errors at zero sum to 0", NIL, NIL, ZERO_BETA, ZERO_BETA.at(j), ZERO_C)

entry = Entry(
    "hidden.zero-start-centred",
    place=90,
    title="From all zero full-batch descent never moves if the errors cancel, as they do for "
    "squared loss and centred targets",
    idea="At all zero the network treats all samples alike, so all that the gradient can see of "
    "the data is the sum of the errors. Where they cancel the gradient is zero, and full-batch "
    "descent meets the same zero at every step.",
    says=say(
        "If all weights and biases of a network of {} units start at zero and the slopes of the "
        "loss at output 0 sum to 0 over the {} samples, {}, then every gradient is 0 and "
        "full-batch descent moves nothing, {}, {}, {} and {} for every unit {} and every number of "
        "steps {}, every activation, every width and rate. For half the squared error targets "
        "with {} are enough, and people do centre their targets. The zero start need not be "
        "anywhere near the best fit.",
        *(h, m),
        *(rest.cancel.relation, *rest.still.proves),
        *(j, n),
        rest.mean.relation,
    ),
    given=ALL_ZERO,
    remarks=(
        say(
            "Steps on single samples or small batches do move: there the errors of one batch "
            "need not sum to 0. So does the smallest random start."
        ),
    ),
    citations=(GLOROT,),
)
entry.shows("gradient-is-zero", "Every gradient is 0 at the start", rest.gradient)
entry.shows("never-moves", "Full-batch descent never moves", rest.still)
entry.shows("squares", "Half squares of errors cancel if the targets sum to 0", rest.squares)


def two(network: Callable[[Term], Term]) -> Term:
    """The loss of a network on the two samples."""
    return half_square(network(LEFT), -1) + half_square(network(RIGHT), 1)


def at_zero(sample: Term) -> Term:
    """The output from all zero."""
    return 0 * SIGMA(0 * sample + 0) + 0


def good(sample: Term) -> Term:
    """The output of two rectified units."""
    return relu(sample) - relu(-sample)


@chain(equals((at_zero(LEFT) - -1) + (at_zero(RIGHT) - 1), 0), name="the errors at zero sum to")
def errors() -> Lines:
    yield "=", ..., "1 − 1"


@chain(equals(two(at_zero), 1), name="the loss at zero, for any activation")
def loss_at_zero() -> Lines:
    yield "=", half_square(NIL, -1) + half_square(NIL, 1), "the output is 0 everywhere"
    yield "=", ..., "half a square each"


@chain(equals(two(good), 0), name="the loss of another network: two rectified units")
def loss_of_another() -> Lines:
    weights = "incoming weights 1 and −1, outgoing 1 and −1"
    yield "=", half_square(LEFT, -1) + half_square(RIGHT, 1), weights
    yield "=", ..., "a perfect fit"


entry.shows(
    "in-numbers",
    "In numbers: with inputs −1 and 1 and labels −1 and 1 the loss is 1 for ever, though 0 can be "
    "reached",
    conjunction("x = (−1, 1), y = (−1, 1)", errors, loss_at_zero, loss_of_another),
)
entry.twin(
    "With these samples the zero start is a best fit: no network has a smaller loss.",
    two(good) >= two(lambda sample: 0 * sample),
)
for each in (*ALL_ZERO, rest.cancel):
    entry.without(each, "", rest.still, fixed=ONE_STEP)
entry.symbols(*SYMBOLS)
