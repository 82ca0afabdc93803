"""A bias is covered if it starts at zero and its step carries the rate."""

from functools import partial

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import BIASED, OPPOSITE, SCALED_BIAS, UNSCALED_STEP, two_runs
from proofs.chapters.perceptron.setting import (
    BEFORE, LABEL, NOW, POSITIVE_RATE, SAMPLE, SIGN_ALONE, ZERO_START,
    both_start_at_zero, commutes, eta, t, unseen, v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run, symmetry
from proofs.terms import PHI, assume, define, dot, equals, number, say, scalar

b_now, b_before, b_0 = (scalar("b", index) for index in (NOW, BEFORE, "0"))
a_now, a_before, a_0 = (scalar("a", index) for index in (NOW, BEFORE, "0"))
ZERO_BIAS = assume("zero bias at the start", equals(b_0, 0))
SAME_BIAS = define("the bias at rate 1 starts there too", a_0, b_0)
NET_V, NET_W = dot(v_before, SAMPLE) + a_before, dot(w_before, SAMPLE) + b_before
inside = partial(commutes, net=NET_V, into=say("multiply out {} inside", eta))

RUNS = (
    two_runs("weights that do not start at zero", BIASED, (-2, -2), (1, -1), start=1,
        drops="zero start"),
    two_runs("a bias that does not start at 0", BIASED, (-2, -2), (-1, -1), bias=1,
        drops="zero bias at the start"),
    two_runs("a negative rate", BIASED, (1, 1), (-1, 1), rates=OPPOSITE, drops="positive rate"),
)  # fmt: skip

entry = Entry(
    "perceptron.bias",
    place=140,
    title="From zero, the rate factors out of weights and bias together",
    idea="A bias is the weight of an input that is always 1. If it starts at zero too and learns "
    "at the same rate, it is stretched with the other weights, and every net input keeps its sign.",
    says=say(
        "With net input {} and a bias that starts at 0 and is updated by {} times the error, "
        "weights and bias are {} times those at rate 1.",
        *(NET_W, eta, eta),
    ),
    given=(ZERO_START, ZERO_BIAS, POSITIVE_RATE),
    needs=(*map(shown_by_run, RUNS), shown_by_run(UNSCALED_STEP)),
    built_in=(SCALED_BIAS,),
)
entry.figure(figures.bias)


def _weights() -> Lines:
    """The weights commute with scaling."""
    return inside(lambda net: eta * v_before + eta * (LABEL - PHI(net)) * SAMPLE)


def _bias() -> Lines:
    """The bias commutes with scaling."""
    return inside(lambda net: eta * a_before + eta * (LABEL - PHI(net)))


def _bias_start() -> Lines:
    """The bias starts at zero."""
    yield "=", number(0), "the bias starts at 0", ZERO_BIAS
    yield "=", eta * 0, "any multiple of 0 is 0"
    yield "=", ..., "the bias of the run at rate 1 starts at 0 too", SAME_BIAS


weights_and_bias = symmetry(
    "weights and bias",
    action={w_now: eta * v_now, b_now: eta * a_now},
    update={
        v_now: v_before + (LABEL - PHI(NET_V)) * SAMPLE,
        a_now: a_before + (LABEL - PHI(NET_V)),
    },
    image_update={
        w_now: w_before + eta * (LABEL - PHI(NET_W)) * SAMPLE,
        b_now: b_before + eta * (LABEL - PHI(NET_W)),
    },
    start=(both_start_at_zero, _bias_start),
    step=(_weights, _bias),
)
entry.shows("symmetry", "Weights and bias", weights_and_bias)


@entry.part(
    "The predicted labels", equals(PHI(dot(w_now, unseen) + b_now), PHI(dot(v_now, unseen) + a_now))
)
def predictions() -> Lines:
    both = (weights_and_bias, weights_and_bias.at(which=1))
    scaled = PHI(dot(eta * v_now, unseen) + eta * a_now)
    yield "=", scaled, "the rate factors out of weights and bias", *both
    yield "=", PHI(eta * (dot(v_now, unseen) + a_now)), "collect ", eta
    yield "=", ..., *SIGN_ALONE


without = eta * a_before + (LABEL - PHI(eta * a_before))
unscaled = equals(eta * (a_before + (LABEL - PHI(a_before))), without)
entry.twin("The bias may be updated without the rate.", unscaled, POSITIVE_RATE)
entry.symbol(b_now, "the bias after {} updates", t)
entry.symbol(a_now, "the bias of the run at rate 1")
