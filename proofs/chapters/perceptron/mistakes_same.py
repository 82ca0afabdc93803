"""From zero the sequence of training predictions is the same for all rates."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    BUILT_IN,
    BUILT_IN_NEEDS,
    POSITIVE_RATE,
    RUN_NEEDS,
    SAMPLE,
    ZERO_START,
    error,
    eta,
    same_sign,
    v,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import PHI, define, dot, equals, say


@cache
def labels_seen() -> Derivation:
    """The label predicted before each update does not depend on the rate."""
    return same_sign("the predicted labels agree", BEFORE, SAMPLE)


@entry("perceptron.mistakes-same", place=50)
def mistakes_same() -> Claim:
    """From zero the sequence of training predictions is the same for all rates."""

    @cache
    def errors() -> Derivation:
        return derive(
            "the errors agree", error(w(BEFORE)), [POSITIVE_RATE, cite(labels_seen())]
        ).eq(error(v(BEFORE)), "the predicted labels agree")

    return Claim(
        "perceptron.mistakes-same",
        "From zero, every rate makes the same mistakes",
        say(
            "The predictions made during training, and so the errors, are the same for every {}: "
            "{}.",
            eta > 0,
            equals(PHI(dot(w(BEFORE), SAMPLE)), PHI(dot(v(BEFORE), SAMPLE))),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("predictions", labels_seen, say("The predictions")),
            Part("errors", errors, say("The errors")),
        ),
        (*RUN_NEEDS, needs_step("positive rate", labels_seen), *BUILT_IN_NEEDS),
        Twin(
            say("The net inputs themselves agree."),
            equals(dot(w(BEFORE), SAMPLE), dot(v(BEFORE), SAMPLE)),
            (POSITIVE_RATE, define("the rate factors out", w(BEFORE), eta * v(BEFORE))),
        ),
        built_in=BUILT_IN,
    )
