"""Decay that is multiplied by the rate breaks the symmetry; decay that is not does not."""

from fractions import Fraction

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import COUPLED_DECAY, DECAY, NONZERO_START, two_runs
from proofs.chapters.perceptron.setting import (
    LABEL, POSITIVE_RATE, SAMPLE, ZERO_START, commutes, error, eta, scaling, v_before, w_before,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by_run
from proofs.terms import PHI, equals, say

HALF, FREE = {DECAY: Fraction(1, 2)}, "decay free of the rate"
RUN = ("decay 1/2 times the rate, from zero", COUPLED_DECAY, (-2, -1, -2), (-1, 1, -1))
WITNESS = two_runs(*RUN, more=HALF, drops=FREE)

entry = Entry(
    "perceptron.weight-decay",
    place=210,
    title="From zero, weight decay that the rate multiplies can keep the rate from factoring out; "
    "decay free of it does not",
    idea="To multiply the weights by a number free of the rate goes well with stretching them. If "
    "the rate is in that number, old updates fade faster at one rate than at another, and the "
    "balance of old and new can turn a sign.",
    says=say(
        "If the weights are multiplied by {} before each update, two rates can give different "
        "predictions from zero. If they are multiplied by {}, the rate factors out as before.",
        *(1 - eta * DECAY, 1 - DECAY),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(shown_by_run(NONZERO_START, "With decay 0:"), shown_by_run(WITNESS)),
    built_in=((FREE, say("the decay is not multiplied by the rate")),),
)
entry.figure(figures.decays)
entry.runs("witness", "Decay multiplied by the rate", WITNESS)


@entry.part("Decay free of the rate", name="symmetry")
@scaling(
    FREE,
    update=(1 - DECAY) * v_before + error(v_before) * SAMPLE,
    image_update=(1 - DECAY) * w_before + eta * error(w_before) * SAMPLE,
)
def decoupled() -> Lines:
    """One update with decay commutes with scaling."""
    return commutes(lambda net: (1 - DECAY) * (eta * v_before) + eta * (LABEL - PHI(net)) * SAMPLE)


coupled = equals(eta * ((1 - DECAY) * v_before), (1 - eta * DECAY) * (eta * v_before))
entry.twin("Decay multiplied by the rate changes nothing.", coupled, POSITIVE_RATE)
entry.symbol(DECAY, "the decay")
