"""A schedule fixed beforehand changes nothing."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    DISTRIBUTE,
    INTO_DOT,
    LABEL,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SAMPLE,
    SIGN_ALONE,
    ZERO_START,
    error,
    eta,
    scaling,
    v,
    w,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.symmetry import Instance
from proofs.terms import PHI, dot, equals, function, norm, say, scalar


@entry("perceptron.schedules", place=180)
def schedules() -> Claim:
    """A schedule fixed beforehand changes nothing."""
    s = scalar("s", NOW)

    @cache
    def scheduled() -> Instance:
        before, product = eta * v(BEFORE), dot(v(BEFORE), SAMPLE)
        return scaling(
            "a schedule fixed beforehand",
            "one scheduled update commutes with scaling",
            update=v(BEFORE) + s * error(v(BEFORE)) * SAMPLE,
            image_update=w(BEFORE) + eta * s * error(w(BEFORE)) * SAMPLE,
            lines=(
                (before + eta * s * (LABEL - PHI(product)) * SAMPLE, DISTRIBUTE),
                (before + eta * s * (LABEL - PHI(eta * product)) * SAMPLE, SIGN_ALONE),
            ),
            last=INTO_DOT,
        )

    adaptive = function("a")
    return Claim(
        "perceptron.schedules",
        "A schedule of rates fixed beforehand changes nothing",
        say(
            "With rate {} at update {}, where {} is fixed beforehand, {} for every number of "
            "updates.",
            eta * s,
            scalar("t"),
            s,
            equals(w(NOW), eta * v(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE),
        (Part("symmetry", scheduled, say("One scheduled update commutes with scaling")),),
        (
            *RUN_NEEDS,
            needs_step("positive rate", scheduled),
            Need(
                "schedule fixed beforehand",
                "schedule-looks-at-weights",
                lambda: refutation(
                    equals(
                        eta * (v(BEFORE) + adaptive(norm(v(BEFORE))) * SAMPLE),
                        eta * v(BEFORE) + eta * adaptive(norm(eta * v(BEFORE))) * SAMPLE,
                    ),
                    (POSITIVE_RATE,),
                ),
                say("A rate that looks at the size of the weights:"),
            ),
        ),
        Twin(
            say("The schedule's factor may be left out."),
            equals(eta * (v(BEFORE) + s * SAMPLE), eta * v(BEFORE) + eta * SAMPLE),
            (POSITIVE_RATE,),
        ),
        built_in=(
            ("schedule fixed beforehand", say("the factors {} do not look at the weights", s)),
        ),
        notation=(
            (say(s), say("the factor of the rate at update {}, fixed beforehand", scalar("t"))),
        ),
    )
