"""From zero the rate is a common factor of all weights and updates."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    BUILT_IN,
    BUILT_IN_NEEDS,
    LABEL,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SAMPLE,
    ZERO_START,
    change,
    eta,
    updated,
    v,
    w,
    weights_factor,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import PHI, define, dot, equals, say, scalar


@cache
def updates_factor() -> Derivation:
    """From zero: the t-th change of w is eta times that of v, for all t."""
    return (
        derive(
            "the rate factors out of the updates",
            change(NOW),
            [
                define("what an update adds", change(NOW), w(NOW) - w(BEFORE)),
                define("what an update at rate 1 adds", change(NOW, "v"), v(NOW) - v(BEFORE)),
                cite(weights_factor()),
                cite(weights_factor(), BEFORE),
            ],
        )
        .eq(w(NOW) - w(BEFORE), "what an update adds")
        .eq(
            eta * v(NOW) - eta * v(BEFORE),
            "the rate factors out of the weights, at ",
            scalar("t"),
            " and ",
            scalar("t") - 1,
        )
        .eq(eta * (v(NOW) - v(BEFORE)), "collect ", eta)
        .eq(eta * change(NOW, "v"), "what an update adds at rate 1")
    )


@entry("perceptron.eta-factors-out", place=40)
def eta_factors_out() -> Claim:
    """From zero the rate is a common factor of all weights and updates."""
    return Claim(
        "perceptron.eta-factors-out",
        "From zero, the rate is a common factor of everything learned",
        say(
            "{} and {} for every number of updates, where {} is the run at rate 1.",
            equals(w(NOW), eta * v(NOW)),
            equals(change(NOW), eta * change(NOW, "v")),
            v(NOW),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("symmetry", weights_factor, say("The weights")),
            Part("updates", updates_factor, say("The updates")),
        ),
        (*RUN_NEEDS, needs_step("positive rate", weights_factor), *BUILT_IN_NEEDS),
        Twin(
            say("The factor survives a change of sign of the error."),
            equals(
                updated(eta * v(BEFORE), eta),
                eta * (v(BEFORE) - (LABEL - PHI(dot(v(BEFORE), SAMPLE))) * SAMPLE),
            ),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN,
    )
