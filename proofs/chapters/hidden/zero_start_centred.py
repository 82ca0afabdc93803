"""All zero and errors that sum to 0, as with centred targets: nothing ever moves."""

from collections.abc import Callable

from proofs.chapters.hidden import all_zero
from proofs.chapters.hidden.all_zero import ALL_ZERO, SENT, E, sum_c, sums
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, GLOROT, LOSS_MEANS, NOW, SIGMA, SIGMA_MEANS, T, eta, half_square,
    nothing, relu,
)  # fmt: skip
from proofs.statement import Entry, Lines, chain, conjunction, induction, line
from proofs.terms import (
    ZERO, Hypothesis, Term, assume, define, equals, function, number, say, scalar, vector,
)  # fmt: skip

theta, data = vector("theta", NOW), vector("s")
before, start = vector("theta", BEFORE), vector("theta", "0")
SLOPE = function("Gamma", ("vector", "vector"), "vector")
NO_ERROR = assume("errors at zero sum to 0", equals(E, 0))
FLAT = assume("gradient 0 at zero", equals(SLOPE(ZERO, data), ZERO))
LEFT, RIGHT, NIL = number(-1), number(1), number(0)
START = assume("all starts at zero", equals(start, ZERO))

entry = Entry(
    "hidden.zero-start-centred",
    place=90,
    title="From all zero with centred targets full-batch descent never moves, whatever the "
    "activation",
    idea="At all zero the network treats all samples alike, so all that the gradient can see of "
    "the data is the sum of the errors. Where they cancel the gradient is zero, and full-batch "
    "descent meets the same zero at every step.",
    says=say(
        "If all weights and biases start at zero and the slopes of the loss at output 0 sum to 0 "
        "over the samples, {}, then every gradient is 0 and full-batch descent moves nothing, for "
        "every number of steps, every activation, every width and rate. Squared loss with targets "
        "of mean 0 is such a case, and people do centre their targets. The zero start need not be "
        "anywhere near the best fit.",
        NO_ERROR.relation,
    ),
    given=(*ALL_ZERO, NO_ERROR),
    remarks=(
        say(
            "Steps on single samples or small batches do move: there the errors of one batch "
            "need not sum to 0. So does the smallest random start."
        ),
    ),
    citations=(GLOROT,),
)
entry.shows("sums", all_zero.GRADIENT_TITLE, all_zero.gradient)


def _in_v() -> Lines:
    yield "=", SENT * E, AT_ALL_ZERO, all_zero.gradient.at("m", 2)
    yield "=", SENT * 0, "the errors sum to 0", NO_ERROR
    yield "=", ..., "0 times anything"


def _in_c() -> Lines:
    yield "=", E, AT_ALL_ZERO, all_zero.gradient.at("m", 3)
    yield "=", ..., "the errors sum to 0", NO_ERROR


AT_ALL_ZERO = "the gradient at all zero"
GRADIENTS = (
    (sums.sum_w, line(AT_ALL_ZERO, all_zero.gradient.at("m", 0))),
    (sums.sum_beta, line(AT_ALL_ZERO, all_zero.gradient.at("m", 1))),
    (sums.sum_v, _in_v),
    (sum_c, _in_c),
)
entry.shows(
    "gradient-is-zero",
    say("With errors that sum to 0 over the {} samples every gradient is 0", scalar("m")),
    conjunction(
        "every gradient is 0",
        *(
            chain(equals(symbol, nothing(symbol)), name=f"the gradient {symbol.name}")(lines)
            for symbol, lines in GRADIENTS
        ),
    ),
)


@entry.part(
    say(
        "Then full-batch descent never moves: {} are all weights and biases together, {} is the "
        "gradient",
        *(theta, SLOPE(theta, data)),
    ),
    name="never-moves",
)
@induction(equals(theta, ZERO), start=line("all starts at zero", START), name="nothing ever moves")
def one_more_step(assumed: Hypothesis) -> Lines:
    """One more step."""
    step = define("one step", theta, before - eta * SLOPE(before, data))
    yield "=", step.relation.right, "one step", assumed, FLAT, step
    yield "=", ZERO - eta * SLOPE(ZERO, data), "the induction hypothesis"
    yield "=", ZERO - eta * ZERO, "the gradient is 0 there"
    yield "=", ..., "nothing moves"


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
for meaning in all_zero.NOTATION:
    entry.symbol(*meaning)
total = "the slopes of the loss at output 0, summed over {} samples"
entry.symbol(all_zero.errors_at_zero(NOW), total, T)
for meaning in (SIGMA_MEANS, LOSS_MEANS, all_zero.SAMPLE_MEANS, ETA_MEANS):
    entry.symbol(*meaning)
