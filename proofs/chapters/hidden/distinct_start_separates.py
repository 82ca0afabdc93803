"""Two units that start different get different updates."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.setting import (
    ETA_MEANS, GLOROT, POSITIVE_RATE, SIGMA, SIGMA_MEANS, SLOPE, T, eta, net, relu, unit,
    x, z,
)  # fmt: skip
from proofs.chapters.hidden.silent_units import RELU_SLOPE, kappa, outgoing, silent_units, t_error
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import assume, define, differs, equals, number, say, scalar, vector

one, two, error, f = unit("0", "1"), unit("0", "2"), scalar("delta"), scalar("f")
d_1, d_2 = scalar("Delta_v", "1", "1"), scalar("Delta_v", "1", "2")
dw_1, dw_2 = vector("Delta_w", "1", "1"), vector("Delta_w", "1", "2")
NET_1, NET_2 = net(one, x), net(two, x)
OUT_1 = define("what one step adds", d_1, -(eta * error * SIGMA(NET_1)))
OUT_2 = define("what one step adds", d_2, -(eta * error * SIGMA(NET_2)))
IN_1 = define("what one step adds", dw_1, -(eta * error * one.v * SLOPE(NET_1) * x))
IN_2 = define("what one step adds", dw_2, -(eta * error * two.v * SLOPE(NET_2) * x))
NO_ZERO = assume("error not zero", differs(error, 0))
ALIKE = assume("equal updates", equals(d_1, d_2))
OUTGOING = equals(d_1 - d_2, -(eta * error * (SIGMA(NET_1) - SIGMA(NET_2))))
INCOMING = equals(dw_1 - dw_2, -(eta * error * (one.v * SLOPE(NET_1) - two.v * SLOPE(NET_2)) * x))
SAME_OUTPUT = equals(SIGMA(NET_1), SIGMA(NET_2))

entry = Entry(
    "hidden.distinct-start-separates",
    place=130,
    title="Units that send on different values get different updates, where the error is not zero",
    idea="What moves an outgoing weight is the error at the output times what its unit sends on. "
    "The error is common to all units; where it is not zero, units that send on different values "
    "are moved by different amounts.",
    says=say(
        "The updates of the outgoing weights of two units differ by {} for each sample: they are "
        "different whenever the error is not zero and the two units send on different values. So "
        "units that start different need not follow one path, as equal units must.",
        OUTGOING.right,
    ),
    remarks=(
        say(
            "Nothing here says that units which start different can never meet: for some data and "
            "rates a step can make two units equal. What random starts do is to leave the set of "
            "equal units, in which descent would stay for ever: equal units form a proper "
            "subspace, of volume 0, so that a start drawn from any density has none."
        ),
    ),
    citations=(GLOROT,),
)
entry.figure(figures.sent_on)


@chain(OUTGOING)
def outgoing_weights() -> Lines:
    yield "=", OUT_1.relation.right - OUT_2.relation.right, "one step", OUT_1, OUT_2
    yield "=", ..., "collect"


@chain(INCOMING)
def incoming_weights() -> Lines:
    yield "=", IN_1.relation.right - IN_2.relation.right, "one step", IN_1, IN_2
    yield "=", ..., "collect"


both = conjunction("the difference of the updates", outgoing_weights, incoming_weights)
entry.shows("difference", "The difference of the updates", both)


@entry.part("Units that get equal updates send on equal values", SAME_OUTPUT)
def only_if() -> Lines:
    known = ("one step of unit 1; neither rate nor error is 0", OUT_1, OUT_2)
    yield "=", d_1 / -(eta * error), *known, POSITIVE_RATE, NO_ZERO, ALIKE
    yield "=", d_2 / -(eta * error), "the updates are equal"
    yield "=", ..., "unit 2 after a step"


inputs, label, rate = scalar("x", "1"), scalar("y"), scalar("eta")
starts = [scalar(name, "0", which) for which in "12" for name in ("w", "beta", "v")]
w_1, beta_1, v_1, w_2, beta_2, v_2 = starts
SENT_1, SENT_2 = relu(w_1 * inputs + beta_1), relu(w_2 * inputs + beta_2)
ONE = number(1)
EXAMPLE = (
    *(define("the start", at, value) for at, value in zip(starts, (1, 0, 1, 2, 0, 1), strict=True)),
    define("the input", inputs, 1),
    define("the label", label, 0),
    define("the rate", rate, 1),
    define("the output", f, v_1 * SENT_1 + v_2 * SENT_2 + 0),
    define("the error", error, f - label),
    define("what unit 1 gets", d_1, -(rate * error * SENT_1)),
    define("what unit 2 gets", d_2, -(rate * error * SENT_2)),
)


@chain(equals(d_1, number(-3)))
def unit_1() -> Lines:
    yield "=", -(ONE * (ONE + 2) * 1), "the error is 3, the unit sends 1", *EXAMPLE
    yield "=", ..., "multiply"


@chain(equals(d_2, number(-6)))
def unit_2() -> Lines:
    yield "=", -(ONE * (ONE + 2) * 2), "the same error, the unit sends 2", *EXAMPLE
    yield "=", ..., "multiply"


entry.shows(
    "in-numbers",
    "In numbers: two rectified units with incoming weights 1 and 2, biases 0 and outgoing weights "
    "1, output bias 0; one sample with input 1 and label 0, loss half the square of the error, "
    "rate 1",
    conjunction("incoming weights 1 and 2", unit_1, unit_2),
)
entry.shows(
    "silent-units-in-numbers",
    "Units that start different need not move: two rectified units with incoming weights −1 and −2 "
    "and biases 0, and an input of 1, at any rate, with any errors, whatever slope is chosen at 0",
    silent_units,
)
entry.twin(
    "The two units get the same update, since the error at the output is the same.",
    ALIKE.relation,
    OUT_1,
    OUT_2,
)
entry.symbol(
    say("{}, {}, {}", one.w, one.beta, one.v),
    "incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 likewise",
)
added = "what one step with one sample adds to the outgoing and the incoming weights of unit 1"
entry.symbol(say("{}, {}", d_1, dw_1), added)
entry.symbol(error, "the error: the slope of the loss at the output")
entry.symbol(x, "the input of the sample")
entry.symbol(say("{}, {}", inputs, label), "input and label of the example")
entry.symbol(say("{}, {}", outgoing(1), outgoing(2)), "any outgoing weights at the start")
entry.symbol(t_error, "the error of update {}, any number", T)
kinds = (z > 0, kappa, equals(z, 0), z < 0)
rectifier_slope = "the slope of the rectifier: 1 for {}, any {} for {} and 0 for {}"
entry.symbol(RELU_SLOPE(z), rectifier_slope, *kinds)
entry.symbol(*SIGMA_MEANS)
entry.symbol(*ETA_MEANS)
