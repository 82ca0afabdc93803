"""With errors that cancel, as for centred targets, no biases help: nothing ever moves."""

from collections.abc import Callable

from proofs.chapters.hidden.at_rest import ONE_STEP, SYMBOLS, at_rest
from proofs.chapters.hidden.network import beta, c, h, j, n
from proofs.chapters.hidden.setting import (
    GLOROT, half_square, relu,
)  # fmt: skip
from proofs.chapters.hidden.zero_start import ZERO_V, ZERO_W, m
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import Term, equals, number, say

rest = at_rest("errors cancel", beta(j, 0), c(0))

entry = Entry(
    "further.biases-and-centred-targets",
    place=31,
    title="Where the errors cancel, full-batch descent never moves zero weights, whatever the "
    "biases",
    idea="With all weights zero the output is one constant for all samples, and so is what each "
    "unit sends on. Every slope of the loss is then zero or a multiple of the summed errors, and "
    "where these cancel nothing can begin.",
    says=say(
        "If all weights of a network of {} units start at zero and the slopes of the loss at the "
        "output bias {} sum to 0 over the {} samples, {}, then every gradient is 0, those by the "
        "biases too, and full-batch descent never moves, {}, {}, {} and {} for every unit {} and "
        "every number of steps {}: for every activation, all biases and every rate. For half the "
        "squared error targets with {} are enough.",
        *(h, c(0), m),
        *(rest.cancel.relation, *rest.still.proves),
        *(j, n),
        rest.mean.relation,
    ),
    given=(ZERO_W, ZERO_V),
    citations=(GLOROT,),
)
entry.shows("gradient-is-zero", "Every gradient is 0 at the start", rest.gradient)
entry.shows("never-moves", "Full-batch descent never moves", rest.still)
entry.shows(
    "squares", "Half squares of errors cancel if the mean of the targets is the output bias",
    rest.squares,
)  # fmt: skip


LEFT, RIGHT = number(-1), number(1)


def _sent(sample: Term) -> Term:
    """The output of two rectified units with biases 1 and 2 and all weights zero."""
    return 0 * relu(0 * sample + 1) + 0 * relu(0 * sample + 2) + 0


def _good(sample: Term) -> Term:
    """The output of two other rectified units, with incoming weights 1 and −1, outgoing too."""
    return 1 * relu(1 * sample + 0) - 1 * relu(-1 * sample + 0)


def _loss(network: Callable[[Term], Term]) -> Term:
    """The loss on the two samples."""
    return half_square(network(LEFT), LEFT) + half_square(network(RIGHT), RIGHT)


@chain(equals((_sent(LEFT) - LEFT) + (_sent(RIGHT) - RIGHT), 0), name="the errors sum to")
def errors_cancel() -> Lines:
    yield "=", (0 - LEFT) + (0 - RIGHT), "the output is 0 for both samples"
    yield "=", ..., "1 − 1"


@chain(equals(_loss(_sent), 1), name="the loss with biases 1 and 2")
def loss_at_start() -> Lines:
    yield "=", half_square(number(0), LEFT) + half_square(number(0), RIGHT), "the output is 0"
    yield "=", ..., "half a square each"


@chain(equals(_loss(_good), 0), name="the loss of another network of two such units")
def loss_of_another() -> Lines:
    yield "=", half_square(LEFT, LEFT) + half_square(RIGHT, RIGHT), "it sends on its input"
    yield "=", ..., "a perfect fit"


entry.shows(
    "in-numbers",
    "In numbers: rectified units with biases 1 and 2, inputs −1 and 1, labels the same: the loss "
    "is 1 for ever, though two such units can reach 0",
    conjunction("inputs −1 and 1", errors_cancel, loss_at_start, loss_of_another),
)
entry.twin("Here zero weights are a best choice.", _loss(_good) >= _loss(_sent))
for each in (ZERO_W, ZERO_V, rest.cancel):
    entry.without(each, "", rest.still, fixed=ONE_STEP)
entry.symbols(*SYMBOLS)
