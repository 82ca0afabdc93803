"""From zero the prediction for any input is the same for all rates."""

from __future__ import annotations

from proofs.chapters.perceptron.setting import (
    BEFORE,
    BUILT_IN,
    BUILT_IN_NEEDS,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    ZERO_START,
    eta,
    labels_unseen,
    unseen,
    updated,
    v,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.terms import PHI, dot, equals, say


@entry("perceptron.predictions-same", place=60)
def predictions_same() -> Claim:
    """From zero the prediction for any input is the same for all rates."""
    return Claim(
        "perceptron.predictions-same",
        "From zero, every rate predicts the same labels, for seen and unseen inputs",
        say(
            "{} for every {} and after every number of updates.",
            equals(PHI(dot(w(NOW), unseen)), PHI(dot(v(NOW), unseen))),
            unseen,
        ),
        (ZERO_START, POSITIVE_RATE),
        (Part("predictions", labels_unseen, say("Any input")),),
        (*RUN_NEEDS, needs_step("positive rate", labels_unseen), *BUILT_IN_NEEDS),
        Twin(
            say("Doubling the rate keeps predictions from any start."),
            equals(
                PHI(dot(updated(w(BEFORE), 2 * eta), unseen)),
                PHI(dot(updated(w(BEFORE), eta), unseen)),
            ),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN,
    )
