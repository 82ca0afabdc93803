"""Within one unit the weights of two inputs move in the ratio of the inputs."""

from proofs.chapters.hidden.setting import ETA_MEANS, RUMELHART, SIGMA_MEANS, SLOPE, eta
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import SIGMOID, assume, define, equals, number, say, scalar

w_1, w_2 = scalar("w", "", "1"), scalar("w", "", "2")
x_1, x_2 = scalar("x", "", "1"), scalar("x", "", "2")
d_1, d_2 = scalar("Delta_w", "", "1"), scalar("Delta_w", "", "2")
rest, v, error, f = scalar("r"), scalar("v"), scalar("delta"), scalar("f")
BACK = error * v * SLOPE(w_1 * x_1 + w_2 * x_2 + rest)
FIRST = define("what input 1 gets", d_1, -(eta * BACK * x_1))
SECOND = define("what input 2 gets", d_2, -(eta * BACK * x_2))
EQUAL_WEIGHTS = equals(w_1, w_2)
RATIO = equals(x_2 * d_1, x_1 * d_2)

entry = Entry(
    "hidden.inputs-separate",
    place=50,
    title="Within one unit, equal weights of two inputs need not get equal updates",
    idea="One number comes back to a unit as its error, and each of its weights moves by that "
    "number times its own input. So two weights of one unit move in the ratio of their inputs, "
    "whether they were equal or not.",
    says=say(
        "For every sample {}: within one unit the updates of two weights are in the ratio of the "
        "inputs. Equal weights {} with the inputs 1 and 2 are moved by {} and {}, the "
        "second twice the first. What ties units together does not tie inputs.",
        *(RATIO, EQUAL_WEIGHTS, number(-1, 8), number(-1, 4)),
    ),
    aside=(EQUAL_WEIGHTS,),
    citations=(RUMELHART,),
)


@entry.part(say("Two inputs of a unit; {} is what all others and the bias add", rest), RATIO)
def ratio() -> Lines:
    yield "=", x_2 * FIRST.relation.right, "one step for input 1", FIRST, SECOND
    yield "=", x_1 * SECOND.relation.right, "exchange the factors"
    yield "=", ..., "one step for input 2"


BEND = SIGMOID(number(0)) * (1 - SIGMOID(number(0)))
y = scalar("y")
EXAMPLE = (
    define("the first input", x_1, 1),
    define("the second input", x_2, 2),
    define("the label", y, 0),
    define("the outgoing weight", v, 1),
    define("the rate", eta, 1),
    define("the output", f, v * SIGMOID(number(0) * x_1 + number(0) * x_2)),
    define("the error", error, f - y),
    define("what input 1 gets", d_1, -(eta * (error * v * BEND) * x_1)),
    define("what input 2 gets", d_2, -(eta * (error * v * BEND) * x_2)),
)


@chain(equals(d_1, number(-1, 8)))
def input_1() -> Lines:
    values = ("the error is ", number(1, 2), ", the slope ", number(1, 4))
    yield "=", -(number(1, 2) * 1 * number(1, 4) * 1), *values, *EXAMPLE
    yield "=", ..., "multiply"


@chain(equals(d_2, number(-1, 4)))
def input_2() -> Lines:
    again = "the same, times the other input"
    yield "=", -(number(1, 2) * 1 * number(1, 4) * 2), again, *EXAMPLE
    yield "=", ..., "multiply"


entry.shows(
    "in-numbers",
    "In numbers: one logistic unit with weights 0, bias 0, outgoing weight 1, output bias 0; one "
    "sample with inputs 1 and 2 and label 0, loss half the square of the error, rate 1",
    conjunction("inputs 1 and 2, equal weights 0", input_1, input_2),
)
entry.twin(
    "Equal weights of one unit get equal updates.",
    equals(FIRST.relation.right, SECOND.relation.right),
    assume("equal weights of two inputs", EQUAL_WEIGHTS),
)
entry.symbol(say("{}, {}", w_1, w_2), "the weights of two inputs of one unit")
entry.symbol(say("{}, {}", x_1, x_2), "these inputs")
entry.symbol(say("{}, {}", d_1, d_2), "what one step with this sample adds to the weights")
outgoing = "the outgoing weight of the unit, and the error at the output"
entry.symbol(say("{}, {}", v, error), outgoing)
entry.symbol(*SIGMA_MEANS)
entry.symbol(*ETA_MEANS)
