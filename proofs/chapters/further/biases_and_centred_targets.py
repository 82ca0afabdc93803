"""With errors that cancel, as for centred targets, no biases help: nothing ever moves."""

from collections.abc import Callable

from proofs.chapters.further.network_setting import (
    GRADIENT_TITLE, NOTATION, SUMMED, ZERO_IN, ZERO_OUT, c, errors, gradient,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, GLOROT, LOSS_MEANS, NOW, SAMPLES_MEAN, SIGMA_MEANS, eta, half_square,
    nothing, relu,
)  # fmt: skip
from proofs.statement import Entry, Lines, Proof, chain, conjunction, induction, line
from proofs.terms import (
    ZERO, Hypothesis, Symbol, Term, assume, define, equals, function, number, say, vector,
)  # fmt: skip

E, theta, start, data = errors("m"), vector("theta", NOW), vector("p"), vector("s")
before, SLOPE = vector("theta", BEFORE), function("Gamma", ("vector", "vector"), "vector")
CANCEL = assume("errors cancel", equals(E, 0))
BEGINS = define("where it starts", vector("theta", "0"), start)
FLAT = assume("gradient 0 at the start", equals(SLOPE(start, data), ZERO))

entry = Entry(
    "further.biases-and-centred-targets",
    place=31,
    title="Where the errors cancel, full-batch descent never moves zero weights, whatever the "
    "biases",
    idea="With all weights zero the output is one constant for all samples, and so is what each "
    "unit sends on. Every slope of the loss is then zero or a multiple of the summed errors, and "
    "where these cancel nothing can begin.",
    says=say(
        "If all weights start at zero and the slopes of the loss at the output bias {} sum to 0 "
        "over the samples, {}, then every gradient is 0, those by the biases too, and full-batch "
        "descent never moves: for every activation, all biases, every rate and number of steps. "
        "Squared loss with targets whose mean is {} is such a case.",
        *(c, CANCEL.relation, c),
    ),
    given=(*ZERO_IN, *ZERO_OUT, CANCEL),
    citations=(GLOROT,),
)
entry.shows("sums", GRADIENT_TITLE, gradient)


def _is_zero(place: int, summed: Symbol) -> Proof:
    symbol = Symbol(summed.name, summed.of_kind, "m", summed.lower)
    found = line("the gradient at zero weights; the errors cancel", CANCEL, gradient.at("m", place))
    return chain(equals(symbol, nothing(symbol)), name=f"gradient {place + 1}")(found)


every = conjunction("every gradient is 0", *(_is_zero(*row) for row in enumerate(SUMMED)))
entry.shows("gradient-is-zero", "Over all the samples every gradient is 0", every)


@entry.part(
    say(
        "Then nothing ever moves: {} are all weights and biases together, {} where they start, {} "
        "is the gradient on the data",
        *(theta, start, SLOPE(theta, data)),
    ),
    name="never-moves",
)
@induction(equals(theta, start), start=line("where it starts", BEGINS), name="nothing ever moves")
def one_more_step(assumed: Hypothesis) -> Lines:
    """One more step."""
    step = define("one step", theta, before - eta * SLOPE(before, data))
    yield "=", step.relation.right, "one step", assumed, FLAT, step
    yield "=", start - eta * SLOPE(start, data), "the induction hypothesis"
    yield "=", start - eta * ZERO, "the gradient is 0 there"
    yield "=", ..., "nothing moves"


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
for meaning in (*NOTATION, SIGMA_MEANS, LOSS_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
