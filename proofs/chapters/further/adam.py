"""Adam takes its steps from gradients alone, so that from zero the rate scales the weights."""

from fractions import Fraction

from proofs.chapters.further.adam_setting import (
    AT_1, AT_1_0, AT_1_BEFORE, MOMENTS, MOMENTS_0, MOMENTS_BEFORE, NOTATION, averaged, gradient,
    step,
)  # fmt: skip
from proofs.chapters.further.runs import (
    ADAM_DECAY, ADAM_SCALED, DECAY, EPSILON, SCALE, power, square, two_runs,
)  # fmt: skip
from proofs.chapters.perceptron.runs import OPPOSITE
from proofs.chapters.perceptron.setting import (
    BEFORE, FACTORS_OUT, POSITIVE_RATE, SAMPLE, ZERO_START, both_start_at_zero, eta, sees_sign,
    v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, line, shown_by_run, symmetry
from proofs.terms import PHI, Term, define, dot, equals, say

FREE, ONE_D = "decay free of the rate", ((1,), (1,), (1,))
FREE_RUN = {EPSILON: 1, SCALE: 1}
START = two_runs(
    "Adam, a start that is not zero", ADAM_SCALED, ONE_D, (-1, -1, -1), ((1,), (0,), 0, 1),
    more=FREE_RUN, drops="zero start",
)  # fmt: skip
NEGATIVE = two_runs(
    "Adam, a negative rate", ADAM_SCALED, ONE_D[:2], (-1, -1), ((0,), (0,), 0, 1),
    values=OPPOSITE, more=FREE_RUN, drops="positive rate",
)  # fmt: skip
COUPLED = two_runs(
    "Adam, decay 1/2 times the rate, from zero", ADAM_DECAY, ((1,), (-2,), (1,)), (-1, -1, -1),
    ((0,), (0,), 0, 1), more={EPSILON: 1, DECAY: Fraction(1, 2)}, drops=FREE,
    remark=say("The first moment keeps half of itself, the second nothing."),
)  # fmt: skip
NET_V, NET_W = dot(v_before, SAMPLE), dot(w_before, SAMPLE)
SAME = equals(PHI(NET_W), PHI(NET_V))

entry = Entry(
    "further.adam",
    place=140,
    title="On a perceptron Adam's rate too scales the weights from zero, and changes no prediction",
    idea="On a perceptron gradients depend on signs, so from zero they are the same at every rate, "
    "and so are their averages and what Adam makes of them. The rate multiplies only the result: "
    "it stretches the weights as a whole.",
    says=say(
        "Adam's moments are averages of gradients and of their squares; an update takes the rate "
        "times what it makes of them from the weights. On the perceptron from zero {}, {} and {} "
        "for every number of updates, and {}: whatever is made of the moments, and also if the "
        "weights are multiplied by {} before. If they are multiplied by {}, two rates can give "
        "different predictions.",
        *(equals(w_now, eta * v_now), *map(equals, MOMENTS, AT_1), SAME),
        *(1 - DECAY, 1 - eta * DECAY),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(shown_by_run(START), shown_by_run(NEGATIVE), shown_by_run(COUPLED)),
    built_in=((FREE, say("decay of the weights, if any, is not multiplied by the rate")),),
    citations=(
        "D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, International "
        "Conference on Learning Representations, 2015.",
    ),
)
AFTER, AFTER_AT_1 = (
    averaged(MOMENTS_BEFORE, gradient(NET_W)),
    averaged(AT_1_BEFORE, gradient(NET_V)),
)


def _starts_alike(which: int) -> Writer:
    same = define("the same averages at the start", AT_1_0[which], MOMENTS_0[which])
    return line("they start alike", same)


def _weights() -> Lines:
    """The weights commute with scaling."""

    def at(net: Term) -> Term:
        return (1 - DECAY) * (eta * v_before) - eta * step(averaged(AT_1_BEFORE, gradient(net)))

    yield "=", at(NET_V), "multiply out ", eta
    yield "=", at(eta * NET_V), *sees_sign()
    yield "=", ..., eta, " moves into the inner product"


def _moment(which: int) -> Writer:
    def lines() -> Lines:
        yield "=", averaged(AT_1_BEFORE, gradient(eta * NET_V))[which], *sees_sign()
        yield "=", ..., eta, " moves into the inner product"

    lines.__doc__ = ("The average of gradients", "The average of squares")[which] + " stays."
    return lines


scaled = symmetry(
    "Adam from zero",
    action={w_now: eta * v_now, **dict(zip(MOMENTS, AT_1, strict=True))},
    update={
        v_now: (1 - DECAY) * v_before - step(AFTER_AT_1),
        **dict(zip(AT_1, AFTER_AT_1, strict=True)),
    },
    image_update={
        w_now: (1 - DECAY) * w_before - eta * step(AFTER),
        **dict(zip(MOMENTS, AFTER, strict=True)),
    },
    start=(both_start_at_zero, _starts_alike(0), _starts_alike(1)),
    step=(_weights, _moment(0), _moment(1)),
)
entry.shows("symmetry", "Weights and moments", scaled)


@entry.part("The predictions", SAME)
def predictions() -> Lines:
    yield "=", PHI(dot(eta * v_before, SAMPLE)), FACTORS_OUT, scaled.at(BEFORE)
    yield "=", PHI(eta * NET_V), eta, " moves out of the inner product"
    yield "=", ..., *sees_sign()


entry.runs("decay", "Decay multiplied by the rate", COUPLED)
entry.twin(
    "Decay multiplied by the rate changes nothing.",
    equals(eta * ((1 - DECAY) * v_before), (1 - eta * DECAY) * (eta * v_before)),
    POSITIVE_RATE,
)
entry.symbols(*NOTATION, (DECAY, "the decay, 0 for none"))
entry.symbol(say("{}, {}", *AT_1), "these averages in the run at rate 1")
in_runs = "in the runs the squared slope, and the power of 1/2 that corrects the average"
entry.symbol(say("{}, {}", square, power), in_runs)
entry.symbol(SCALE, "in two of the runs a factor of all samples, 1")
