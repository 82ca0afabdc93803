"""From zero the sequence of training predictions is the same for all rates."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import FROM_ZERO
from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, SAMPLE, error, eta, labels_seen, v_before, w_before,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import define, dot, equals, say

entry = Entry(
    "perceptron.mistakes-same",
    place=50,
    title="From zero, every rate makes the same mistakes",
    idea="The weights at any positive rate are the rate times those at rate 1. So at every update "
    "a net input has the same sign in both runs, and both are right or wrong about the same "
    "samples.",
    says=say(
        "The predictions made during training, and so the errors, are the same for every {}: {}.",
        eta > 0,
        *labels_seen.proves,
    ),
    **FROM_ZERO,
)
entry.figure(figures.same_mistakes)
entry.shows("predictions", "The predictions", labels_seen)


@entry.part("The errors", equals(error(w_before), error(v_before)))
def errors() -> Lines:
    yield "=", ..., "the predicted labels agree", labels_seen, POSITIVE_RATE


entry.twin(
    "The net inputs themselves agree.",
    equals(dot(w_before, SAMPLE), dot(v_before, SAMPLE)),
    POSITIVE_RATE,
    define("the rate factors out", w_before, eta * v_before),
)
