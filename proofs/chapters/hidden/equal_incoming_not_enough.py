"""Units with equal incoming but different outgoing weights separate at the first step."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.setting import (
    EQUAL_BIASES, EQUAL_INCOMING, ETA_MEANS, RUMELHART, SIGMA_MEANS, SLOPE, eta, net, stepped,
    unit, x,
)  # fmt: skip
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import SIGMOID, define, equals, number, say, scalar, vector

one, two, error = unit("0", "1"), unit("0", "2"), scalar("delta")
NEW_ONE, NEW_TWO = stepped(one, error)[0], stepped(two, error)[0]
w_1, w_2 = vector("w", "1", "1"), vector("w", "1", "2")
FIRST = define("unit 1 after a step", w_1, NEW_ONE)
SECOND = define("unit 2 after a step", w_2, NEW_TWO)
DIFFERENCE = -(eta * error * (one.v - two.v) * SLOPE(net(one, x)) * x)

entry = Entry(
    "hidden.equal-incoming-not-enough",
    place=40,
    title="Equal incoming weights are not enough: different outgoing weights can pull units apart",
    idea="Two units that compute the same need not be told the same. The error comes back through "
    "the outgoing weight, so units with different outgoing weights get different shares of it, and "
    "their incoming weights can move by different amounts.",
    says=say(
        "Two units with equal incoming weights and biases, which compute the same, have incoming "
        "weights that differ by {} after one step with one sample: they part at once unless the "
        "outgoing weights are equal too, or the error, the slope or the input is zero. So equal "
        "incoming weights and biases alone do not keep units equal.",
        DIFFERENCE,
    ),
    given=(EQUAL_INCOMING, EQUAL_BIASES),
    citations=(RUMELHART,),
)
entry.figure(figures.incoming_equal)


@entry.part("The difference after one step", equals(w_1 - w_2, DIFFERENCE))
def difference() -> Lines:
    known = (EQUAL_INCOMING, EQUAL_BIASES, FIRST, SECOND)
    alike = one.w - eta * (error * two.v * SLOPE(net(one, x))) * x
    yield "=", NEW_ONE - NEW_TWO, "one step of each unit", *known
    yield "=", NEW_ONE - alike, "the incoming weights and biases are equal"
    yield "=", ..., one.w, " cancels"


f, u_1, u_2 = scalar("f"), scalar("w", "1", "1"), scalar("w", "1", "2")
HALF, BEND = number(1, 2), SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
v_1, v_2, s, y = scalar("v", "0", "1"), scalar("v", "0", "2"), scalar("x"), scalar("y")
EXAMPLE = (
    define("outgoing weight of unit 1", v_1, 1),
    define("outgoing weight of unit 2", v_2, 2),
    define("the input", s, 1),
    define("the label", y, 0),
    define("the rate", eta, 1),
    define("the output", f, v_1 * SIGMOID(number(0)) + v_2 * SIGMOID(number(0))),
    define("the error", error, f - y),
    define("unit 1 after a step", u_1, 0 - eta * (error * v_1 * BEND * s)),
    define("unit 2 after a step", u_2, 0 - eta * (error * v_2 * BEND * s)),
)


@chain(equals(error, number(3, 2)))
def the_error() -> Lines:
    yield "=", number(1) * HALF + 2 * HALF - 0, "each unit sends ", HALF, *EXAMPLE
    yield "=", ..., "add up"


@chain(equals(u_1, number(-3, 8)))
def unit_1() -> Lines:
    slope = ("the slope of the logistic function at 0 is ", number(1, 4))
    yield "=", -(number(3, 2) * 1 * number(1, 4)), *slope, *EXAMPLE
    yield "=", ..., "multiply"


@chain(equals(u_2, number(-3, 4)))
def unit_2() -> Lines:
    twice = "the same error, twice the outgoing weight"
    yield "=", -(number(3, 2) * 2 * number(1, 4)), twice, *EXAMPLE
    yield "=", ..., "multiply"


together = "incoming weights 0, biases 0, outgoing weights 1 and 2"
entry.shows(
    "in-numbers",
    "In numbers: two logistic units with weight and bias 0, outgoing weights 1 and 2, output bias "
    "0, one sample with input 1 and label 0, loss half the square of the error, rate 1",
    conjunction(together, the_error, unit_1, unit_2),
)
entry.twin(
    "Units with equal incoming weights and biases get equal updates.",
    equals(NEW_ONE, NEW_TWO),
    EQUAL_INCOMING,
    EQUAL_BIASES,
)
entry.symbol(
    say("{}, {}, {}", one.w, one.beta, one.v),
    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 likewise",
)
entry.symbol(w_1, "the incoming weights of unit 1 after one step")
entry.symbol(error, "the error: the slope of the loss at the output")
entry.symbol(*SIGMA_MEANS)
entry.symbol(x, "the input of the one sample")
entry.symbol(*ETA_MEANS)
