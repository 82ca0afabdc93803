"""From zero the rate is a common factor of all weights and updates."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import FROM_ZERO
from proofs.chapters.perceptron.setting import (
    BEFORE, FACTORS_OUT, NOW, POSITIVE_RATE, SAMPLE, change, error, eta, t, updated,
    v_before, v_now, w_before, w_now, weights_factor,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import define, equals, say

CHANGE = define("what an update adds", change(NOW), w_now - w_before)
CHANGE_AT_1 = define("what an update at rate 1 adds", change(NOW, "v"), v_now - v_before)
UPDATES = equals(change(NOW), eta * change(NOW, "v"))

entry = Entry(
    "perceptron.eta-factors-out",
    place=40,
    title="From zero, the rate is a common factor of everything learned",
    idea=say(
        "The threshold function sees on which side of zero a net input lies, and to stretch all "
        "weights by {} moves nothing across. So a run at rate {} is the run at rate 1, drawn on "
        "another scale, if the start does not notice the scale. Zero does not.",
        *(eta, eta),
    ),
    says=say(
        "{} and {} for every number of updates, where {} is the run at rate 1.",
        *(equals(w_now, eta * v_now), UPDATES, v_now),
    ),
    **FROM_ZERO,
)
entry.figure(figures.factors_out)
entry.shows("symmetry", "The weights", weights_factor)


@entry.part("The updates", UPDATES)
def updates() -> Lines:
    both = (weights_factor, weights_factor.at(BEFORE))
    yield "=", w_now - w_before, CHANGE
    yield "=", eta * v_now - eta * v_before, FACTORS_OUT, ", at ", t, " and ", t - 1, *both
    yield "=", eta * (v_now - v_before), "collect ", eta
    yield "=", ..., "what an update adds at rate 1", CHANGE_AT_1


entry.twin(
    "The factor survives a change of sign of the error.",
    equals(updated(eta * v_before, eta), eta * (v_before - error(v_before) * SAMPLE)),
    POSITIVE_RATE,
)
