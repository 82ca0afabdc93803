"""A unit that sends on nothing, through a weight of zero, never moves."""

from proofs.chapters.further.resting import (
    SILENT, START_V, START_W, bias, now, resting, zero,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP, READS_THEN_STEPS, SAMPLES_MEAN,
    SIGMA_MEANS, SUMS_SINCE, T, delta, eta, relu, stepped,
)  # fmt: skip
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import ZERO, assume, define, equals, number, say, scalar

HALF, NIL, c, f, error = number(1, 2), number(0), scalar("c", "1"), scalar("f"), scalar("delta")
v_1, v_2 = scalar("v", "1", "1"), scalar("v", "1", "2")
NEGATIVE = assume("negative bias", bias < 0)
UNIT_MEANS = (
    say("{}, {}, {}", *now[:3]),
    say("incoming weights, bias and outgoing weight of the unit after {} updates", T),
)
rests = resting("a silent unit rests", delta(NOW))
STEPPED_W, _, STEPPED_V = stepped(zero, error)

entry = Entry(
    "further.silent-units-rest",
    place=32,
    title="Distinct biases do not help units with zero weights that send on nothing",
    idea="A bias helps a unit to start by making it send something on. A unit that still sends on "
    "0 teaches its outgoing weight nothing, and gets no error back while that weight is 0: it "
    "rests, whatever the other units do.",
    says=say(
        "If a unit starts with zero weights and its bias {} is one at which {}, as every negative "
        "bias is for the rectifier, then {}, {} and {} after every number of updates, whatever the "
        "data, the loss, the rate and the other units are.",
        *(bias, SILENT.relation, equals(now.w, ZERO), equals(now.beta, bias)),
        equals(now.v, 0),
    ),
    given=(START_W, START_V, SILENT),
    citations=(GLOROT,),
)
entry.shows("never-moves", "Nothing of the unit ever moves", rests)


@entry.part("The rectifier sends on 0 at every negative bias", equals(relu(bias), 0))
def rectifier() -> Lines:
    yield "=", ..., NEGATIVE


beta_1, beta_2, label = scalar("beta", "0", "1"), scalar("beta", "0", "2"), scalar("y")
MINUS = number(-1)
EXAMPLE = (
    define("the biases", beta_1, MINUS),
    define("the biases", beta_2, -2),
    define("the label", label, 1),
    define("the rate", eta, HALF),
    define("the output", f, NIL * relu(beta_1) + NIL * relu(beta_2) + 0),
    define("the error", error, f - label),
    define("unit 1 after a step", v_1, NIL - eta * (error * relu(beta_1))),
    define("unit 2 after a step", v_2, NIL - eta * (error * relu(beta_2))),
    define("the output bias after a step", c, NIL - eta * error),
)


@chain(equals(v_1, 0))
def unit_1() -> Lines:
    yield "=", NIL - HALF * (MINUS * 0), "the error is −1, the unit sends on 0", *EXAMPLE
    yield "=", ..., "0 times anything"


@chain(equals(v_2, 0))
def unit_2() -> Lines:
    yield "=", NIL - HALF * (MINUS * 0), "the same error, and this one sends on 0", *EXAMPLE
    yield "=", ..., "0 times anything"


@chain(equals(c, HALF))
def output_bias() -> Lines:
    yield "=", NIL - HALF * MINUS, "the error is −1", *EXAMPLE
    yield "=", ..., "multiply"


entry.shows(
    "in-numbers",
    "In numbers: rectified units with biases −1 and −2, input and label 1, output bias 0, half the "
    "square of the error as loss, rate 1/2: one step moves the output bias, and no outgoing weight",
    conjunction("biases −1 and −2", unit_1, unit_2, output_bias),
)
entry.without(SILENT, "The outgoing weight moves:", fixed=READS_THEN_STEPS)
entry.twin(
    "A rectified unit with weights zero never moves, whatever its bias.",
    equals(NIL - eta * error * relu(bias), 0),
)
entry.symbol(*UNIT_MEANS)
entry.symbol(bias, "the bias of the unit at the start")
entry.symbol(say("{}, {}, {}", *now[3:]), SUMS_SINCE)
after = "output and error of the example, and what its units and its output bias are after a step"
entry.symbol(say("{}, {}, {}, {}, {}", f, error, v_1, v_2, c), after)
entry.symbol(say("{}, {}, {}", beta_1, beta_2, label), "biases and label of the example")
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
