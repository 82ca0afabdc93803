"""Distinct biases tell units apart from zero weights, if there is an error and they send it on."""

from proofs.chapters.further.network_setting import (
    GRADIENT_TITLE, NOTATION, ZERO_IN, ZERO_OUT, c, errors, gradient, one, two,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ETA_MEANS, GLOROT, LOSS_MEANS, POSITIVE_RATE, SAMPLES_MEAN, SIGMA, SIGMA_MEANS, eta,
    relu, unit,
)  # fmt: skip
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import assume, define, differs, equals, number, say, scalar

E, sums = errors("m"), (unit("m", "1"), unit("m", "2"))
d_1, d_2 = scalar("Delta_v", "1", "1"), scalar("Delta_v", "1", "2")
STEPS = (
    define("the first step of unit 1", d_1, -(eta * sums[0].sum_v)),
    define("the first step of unit 2", d_2, -(eta * sums[1].sum_v)),
)
v_1, v_2 = one.v + d_1, two.v + d_2
APART = equals(v_1 - (v_2), -(eta * E * (SIGMA(one.beta) - SIGMA(two.beta))))
ERRORS = assume("errors do not sum to 0", differs(E, 0))
UNLIKE = assume("units send on different values", differs(SIGMA(one.beta), SIGMA(two.beta)))
GONE = assume("errors at zero sum to 0", equals(E, 0))
DISTINCT = assume("distinct biases", differs(one.beta, two.beta))
ALIKE = assume("units send on equal values", equals(SIGMA(one.beta), SIGMA(two.beta)))

entry = Entry(
    "further.biases-break-symmetry",
    place=30,
    title="Distinct biases alone can break the symmetry of zero weights",
    idea="A unit with zero weights still has its bias and sends on a constant made of it. If two "
    "units send on different constants and the errors do not cancel, their outgoing weights move "
    "by different amounts at the first step.",
    says=say(
        "Let all weights be zero, and {} be the sum of the slopes of the loss at the output bias "
        "{}. After the first step the outgoing weights of two units differ by {}. So for {} they "
        "part exactly if {} and {}: distinct biases are enough where the activation takes "
        "different values at them and the errors do not cancel.",
        *(E, c, APART.right, POSITIVE_RATE.relation, ERRORS.relation, UNLIKE.relation),
    ),
    given=(*ZERO_IN, *ZERO_OUT),
    citations=(GLOROT,),
)
entry.shows("sums", GRADIENT_TITLE, gradient)


@entry.part("The first step of the outgoing weights", APART)
def difference() -> Lines:
    summed = (gradient.at("m", 2), gradient.at("m", 5))
    moved = (one.v - eta * sums[0].sum_v) - (two.v - eta * sums[1].sum_v)
    found = (0 - eta * (SIGMA(one.beta) * E)) - (0 - eta * (SIGMA(two.beta) * E))
    yield "=", moved, "one step", *STEPS
    yield "=", found, "the gradient at zero weights", *ZERO_OUT[:2], *summed
    yield "=", ..., "collect"


@entry.part(
    "If the errors do not cancel and the units send on different values, they part",
    (v_1 - v_2) ** 2 > 0,
)
def part() -> Lines:
    yield "=", (eta * E * (SIGMA(one.beta) - SIGMA(two.beta))) ** 2, "the first step", difference
    yield ">", ..., "none of the three factors is 0", POSITIVE_RATE, ERRORS, UNLIKE


@entry.part("If the errors cancel, they do not", equals(v_1 - v_2, 0))
def no_error() -> Lines:
    yield "=", APART.right, "the first step", difference
    yield "=", ..., GONE


@entry.part("If the units send on equal values, they do not", equals(v_1 - v_2, 0))
def equal_values() -> Lines:
    yield "=", APART.right, "the first step", difference
    yield "=", ..., ALIKE


NEGATIVE, HALF = number(-1), number(1, 2)


@chain(equals(0 - HALF * (NEGATIVE * relu(number(1))), HALF), name="bias 1")
def bias_one() -> Lines:
    yield "=", HALF * 1, "the error is −1, the unit sends on 1"
    yield "=", ..., "multiply"


@chain(equals(0 - HALF * (NEGATIVE * relu(number(2))), 1), name="bias 2")
def bias_two() -> Lines:
    yield "=", HALF * 2, "the same error, the unit sends on 2"
    yield "=", ..., "multiply"


entry.shows(
    "in-numbers",
    "In numbers: rectified units with biases 1 and 2, output bias 0, one sample with label 1, loss "
    "half the square of the error, rate 1/2: the outgoing weights after the first step",
    conjunction("biases 1 and 2", bias_one, bias_two),
)
entry.twin(
    "Where the errors do not cancel, distinct biases are always enough.",
    differs(APART.right, 0),
    *(POSITIVE_RATE, ERRORS, DISTINCT),
)
entry.symbol(say("{}, {}", d_1, d_2), "what the first step adds to the outgoing weights")
for meaning in (*NOTATION, SIGMA_MEANS, LOSS_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
