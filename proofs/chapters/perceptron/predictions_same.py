"""From zero the prediction for any input is the same for all rates."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import FROM_ZERO
from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, eta, labels_unseen, unseen, updated, w_before,
)  # fmt: skip
from proofs.statement import Entry
from proofs.terms import PHI, dot, equals, say

entry = Entry(
    "perceptron.predictions-same",
    place=60,
    title="From zero, every rate predicts the same labels, for seen and unseen inputs",
    idea="The labels are parted by a boundary, where the net input is zero. From zero the rate "
    "only stretches the weight vector, and a stretched vector has the same boundary and the same "
    "sides: no input, seen or new, is moved across.",
    says=say("{} for every {} and after every number of updates.", *labels_unseen.proves, unseen),
    **FROM_ZERO,
)
entry.figure(figures.boundaries)
entry.shows("predictions", "Any input", labels_unseen)
entry.twin(
    "Doubling the rate keeps predictions from any start.",
    equals(PHI(dot(updated(w_before, 2 * eta), unseen)), PHI(dot(updated(w_before, eta), unseen))),
    POSITIVE_RATE,
)
