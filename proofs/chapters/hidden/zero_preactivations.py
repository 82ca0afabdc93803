"""With zero weights and bias a unit receives 0, whatever the input."""

from proofs.chapters.hidden.setting import (
    RUMELHART, SIGMA, ZERO_BIAS, ZERO_WEIGHTS, net, unit, x, z,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import SIGMOID, ZERO, dot, equals, number, say

u = unit()
NET = net(u, x)
NOTHING = equals(NET, 0)

entry = Entry(
    "hidden.zero-preactivations",
    place=10,
    title="With zero weights and a zero bias a hidden unit receives zero, whatever the input",
    idea="The input reaches a unit through its incoming weights alone. Where they are all zero, "
    "and the bias with them, the unit receives 0 from every input and can send on one constant "
    "only.",
    says=say(
        "If {} and {}, then {} for every input {}. So the unit sends on {} whatever the input: a "
        "constant, which is 0 for some activations and {} for the logistic function.",
        *(ZERO_WEIGHTS.relation, ZERO_BIAS.relation, NOTHING, x, SIGMA(number(0)), number(1, 2)),
    ),
    given=(ZERO_WEIGHTS, ZERO_BIAS),
    citations=(RUMELHART,),
)


@entry.part("What the unit receives", NOTHING)
def receives_zero() -> Lines:
    yield "=", dot(ZERO, x) + u.beta, "the incoming weights are zero", ZERO_WEIGHTS
    yield "=", dot(ZERO, x) + 0, "so is the bias", ZERO_BIAS
    yield "=", ..., "the inner product with zero is 0"


@entry.part("What the unit sends on", equals(SIGMA(NET), SIGMA(number(0))))
def sends_a_constant() -> Lines:
    yield "=", ..., "it receives 0", ZERO_WEIGHTS, ZERO_BIAS, receives_zero


entry.twin(
    "A unit that receives 0 sends on 0, with the logistic function as activation.",
    equals(SIGMOID(NET), 0),
    ZERO_WEIGHTS,
    ZERO_BIAS,
)
entry.symbol(say("{}, {}", u.w, u.beta), "the incoming weights and the bias of the unit")
entry.symbol(x, "the input")
entry.symbol(SIGMA(z), "the activation, any function")
