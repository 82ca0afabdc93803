"""How the loss changes when the output moves from 0 to one number for every sample."""

from proofs.chapters.hidden.all_zero import E, errors_at_zero
from proofs.chapters.hidden.first_steps import ERRORS, K
from proofs.chapters.hidden.setting import BEFORE, LABEL, NOW, POSITIVE_RATE, eta
from proofs.statement import Lines, chain, induction
from proofs.terms import Hypothesis, Symbol, Term, assume, define, equals, number, scalar

f, m = scalar("f"), scalar("m")


def loss(index: str) -> Symbol:
    """Half the squares of the errors at output f, summed over so many samples."""
    return scalar("L", index)


def loss_zero(index: str) -> Symbol:
    """The same at output 0."""
    return scalar("L", index, "0")


def count(index: str) -> Symbol:
    """How many samples were read."""
    return scalar("n", index)


def _at_constant(index: str) -> Term:
    return loss_zero(index) + f * errors_at_zero(index) + count(index) * f**2 / 2


HALF_SQUARE, AT_ZERO = (f - LABEL) ** 2 / 2, (0 - LABEL) ** 2 / 2
SUMS = (
    define("the loss at output f", loss(NOW), loss(BEFORE) + HALF_SQUARE),
    define("the loss at zero output", loss_zero(NOW), loss_zero(BEFORE) + AT_ZERO),
    define("the errors at zero", errors_at_zero(NOW), errors_at_zero(BEFORE) + (0 - LABEL)),
    define("one more sample is counted", count(NOW), count(BEFORE) + 1),
)


def _no_sample() -> Lines:
    """No sample."""
    sums = (loss("0"), loss_zero("0"), errors_at_zero("0"), count("0"))
    empty = (define("nothing yet", symbol, 0) for symbol in sums)
    yield "=", number(0), "no sample has been read", *empty
    yield "=", ..., "all are 0"


@induction(
    equals(loss(NOW), _at_constant(NOW)), start=_no_sample, name="the loss at a constant output"
)
def squares(assumed: Hypothesis) -> Lines:
    """One more sample."""
    errors = f * (errors_at_zero(BEFORE) + (0 - LABEL))
    sorted_out = (loss_zero(BEFORE) + AT_ZERO) + errors + (count(BEFORE) + 1) * f**2 / 2
    yield "=", loss(BEFORE) + HALF_SQUARE, "the next sample", assumed, *SUMS
    yield "=", _at_constant(BEFORE) + HALF_SQUARE, "the induction hypothesis"
    yield "=", sorted_out, "multiply out and sort"
    yield "=", ..., "one more sample"


MOVES = assume("the output moves", K > 0)
SMALL = assume("small rate", eta * m * K < 2)
LARGE = assume("large rate", eta * m * K >= 2)
SHIFT = -(eta * K * E)
CHANGE = SHIFT * E + m * SHIFT**2 / 2


@chain(CHANGE < 0, name="the loss after the first step, less the loss at zero")
def falls() -> Lines:
    """With half squares the loss falls at small rates."""
    known = (POSITIVE_RATE, ERRORS, MOVES)
    yield "=", -(eta * K * E**2 * (1 - eta * m * K / 2)), "collect", *known
    yield "<", ..., "the rate is positive, and ", SMALL


@chain(CHANGE >= 0, name="the same at a larger rate")
def does_not_fall() -> Lines:
    """With half squares the loss falls at no other rates."""
    known = (POSITIVE_RATE, ERRORS, MOVES)
    yield "=", eta * K * E**2 * (eta * m * K - 2) / 2, "collect", *known
    yield ">=", ..., LARGE


L0, L1, slope, curvature = (
    scalar("L", "", "0"), scalar("L", "", "1"), scalar("Lambda"), scalar("M"),
)  # fmt: skip
SLOPE_BETWEEN = assume("slope of the whole loss", equals(L1, L0 + slope * SHIFT))
SAME_SIGN = assume("slope keeps its sign", slope * E > 0)
AT_MOST = L0 + E * SHIFT + curvature * SHIFT**2 / 2
BOUNDED = assume("curvature at most M", AT_MOST >= L1)
SMALL_FOR_CURVATURE = assume("rate small for the curvature", eta * curvature * K < 2)


@chain(L1 < L0, name="the loss after the first step")
def any_loss() -> Lines:
    """Any differentiable loss falls, while its slope keeps its sign."""
    known = (POSITIVE_RATE, MOVES, SLOPE_BETWEEN, SAME_SIGN)
    between = (slope, " is the slope between the outputs 0 and ", SHIFT)
    yield "=", L0 + slope * SHIFT, *between, *known
    yield "=", L0 - eta * K * (slope * E), "collect ", eta, " and ", K
    yield "<", ..., "the slope still has the sign of ", E


@chain(L1 < L0, name="the loss after the first step, curvature at most M")
def smooth() -> Lines:
    """A loss of bounded curvature falls at small rates."""
    known = (POSITIVE_RATE, MOVES, ERRORS, BOUNDED, SMALL_FOR_CURVATURE)
    yield "<=", AT_MOST, "the curvature is at most ", curvature, *known
    yield "=", L0 - eta * K * E**2 * (1 - eta * curvature * K / 2), "collect"
    yield "<", ..., "the rate is positive, and ", SMALL_FOR_CURVATURE
