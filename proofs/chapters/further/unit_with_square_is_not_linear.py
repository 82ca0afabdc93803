"""Equal units leave one unit, not a linear model: with the activation z² it bends."""

from proofs.chapters.hidden.setting import RUMELHART
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import (
    Operand, Term, assume, define, differs, equals, finite_sum, natural, number, say,
    scalar,
)  # fmt: skip

w, beta, v, c = (scalar(name) for name in ("w", "beta", "v", "c"))
h, k = natural("h"), natural("k")
x, d = scalar("x"), scalar("d")
f, error = scalar("f"), scalar("delta")
AFTER = scalar("w", "1"), scalar("beta", "1"), scalar("v", "1"), scalar("c", "1")


def output(at: Term, units: Operand = h, weights: tuple[Term, ...] = (w, beta, v, c)) -> Term:
    """What equal units with the activation z² and an output bias come to."""
    incoming, bias, outgoing, last = weights
    return units * (outgoing * (incoming * at + bias) ** 2) + last


def bend(units: Operand = h, weights: tuple[Term, ...] = (w, beta, v, c), apart: Term = d) -> Term:
    """The second difference of the output: 0 for every linear model."""
    ends = output(x + apart, units, weights) + output(x - apart, units, weights)
    return ends - 2 * output(x, units, weights)


BENDS, CURVATURE = bend(), 2 * h * v * w**2 * d**2
INCOMING = assume("incoming weight not zero", differs(w, 0))
OUTGOING = assume("outgoing weight not zero", differs(v, 0))
APART = assume("two inputs", differs(d, 0))
UNITS = assume("some units", h > 0)
NOTHING_SENT = assume("outgoing weight zero", equals(v, 0))
ONE = number(1)
eta, at, label = scalar("eta"), scalar("x", "1"), scalar("y", "1")
FIRST = scalar("w", "0"), scalar("beta", "0"), scalar("v", "0"), scalar("c", "0")
_SUM = FIRST[0] * at + FIRST[1]
STEP = (
    define("the weights", FIRST[0], 1),
    define("the biases", FIRST[1], 0),
    define("the weights", FIRST[2], 1),
    define("the output bias", FIRST[3], 0),
    define("the input", at, 1),
    define("the label", label, 1),
    define("the rate", eta, number(1, 4)),
    define("the output", f, output(at, 2, FIRST)),
    define("the error", error, f - label),
    define("the incoming weights", AFTER[0], FIRST[0] - eta * (error * FIRST[2] * (2 * _SUM) * at)),
    define("the biases", AFTER[1], FIRST[1] - eta * (error * FIRST[2] * (2 * _SUM))),
    define("the outgoing weights", AFTER[2], FIRST[2] - eta * (error * _SUM**2)),
    define("the output bias", AFTER[3], FIRST[3] - eta * error),
)

entry = Entry(
    "further.unit-with-square-is-not-linear",
    place=60,
    title="Equal units with the activation z² are one unit, but no linear model unless a weight "
    "is zero",
    idea="Equal units add up to a multiple of a single one, and with the square as activation a "
    "single one draws a parabola. A parabola bends and a straight line does not; only weights of "
    "zero make it flat.",
    says=say(
        "What {} equal units with the activation z² put out bends: {}, which is 0 for every linear "
        "model, is {}, and that is not 0 unless a weight is. Two units with weights 1 and biases 0 "
        "bend by 4 between inputs 1 apart, and by {} after a step on the input 1 with the label 1, "
        "half the square of the error and the rate {}. Where {}, as from all zero, the output is "
        "constant.",
        *(h, BENDS, CURVATURE, number(3, 4), number(1, 4), NOTHING_SENT.relation),
    ),
    remarks=(
        say(
            "That equal units stay equal, whatever the activation, is settled in "
            "hidden.equal-units-stay-equal; that from all zero these never move, since the square "
            "is 0 at 0, in hidden.zero-start-stuck."
        ),
    ),
    citations=(RUMELHART,),
)


SQUARE = (w * x + beta) ** 2


@entry.part(
    "Equal units are one unit, with the sum of their outgoing weights",
    equals(finite_sum(k, h, v * SQUARE), (h * v) * SQUARE),
)
def one_unit() -> Lines:
    yield "=", ..., "each of them adds the same"


@entry.part("The second difference", equals(BENDS, CURVATURE))
def second_difference() -> Lines:
    yield "=", ..., "multiply out"


@entry.part("It is not 0: its square is positive", CURVATURE**2 > 0)
def bends() -> Lines:
    yield ">", ..., "no factor is 0", UNITS, OUTGOING, INCOMING, APART


slope, intercept = scalar("a"), scalar("b")


@entry.part(
    say("For a linear model, {}, it is 0", slope * x + intercept),
    equals(
        (slope * (x + d) + intercept) + (slope * (x - d) + intercept)
        - 2 * (slope * x + intercept),
        0,
    ),
)  # fmt: skip
def linear() -> Lines:
    yield "=", ..., "multiply out"


@entry.part(say("Where ", NOTHING_SENT.relation), equals(output(x), c))
def constant() -> Lines:
    yield "=", h * (number(0) * (w * x + beta) ** 2) + c, NOTHING_SENT
    yield "=", ..., "0 times anything"


@chain(equals(bend(2, FIRST, ONE), 4), name="before the step")
def before() -> Lines:
    yield "=", ..., "multiply out", *STEP


@chain(equals(bend(2, AFTER, ONE), number(3, 4)), name="after the step")
def after() -> Lines:
    yield "=", 4 * AFTER[2] * AFTER[0] ** 2, "multiply out", *STEP
    yield "=", 4 * number(3, 4) * number(1, 2) ** 2, "the error is 1"
    yield "=", ..., "multiply"


entry.shows(
    "in-numbers",
    "In numbers: two equal units with weights 1 and biases 0, before and after the step",
    conjunction("two equal units bend", before, after),
)
entry.twin("Equal units leave a linear model.", equals(BENDS, 0))
entry.symbol(h, "the number of units, all equal")
each = "incoming weight, bias and outgoing weight of each unit, and the output bias"
entry.symbol(say("{}, {}, {}, {}", w, beta, v, c), each)
entry.symbol(say("{}, {}, {}, {}", *AFTER), "these after the step, in the example")
entry.symbol(say("{}, {}, {}", FIRST[0], at, label), "the same before it, the input and the label")
entry.symbol(say("{}, {}", f, error), "the output and the error before the step, in the example")
entry.symbol(say("{}, {}", x, d), "an input, and how far the inputs on its two sides are from it")
entry.symbol(say("{}, {}", slope, intercept), "slope and intercept of a linear model")
