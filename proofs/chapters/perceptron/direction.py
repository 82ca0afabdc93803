"""From zero the direction of the weights is free of the rate."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BUILT_IN,
    BUILT_IN_NEEDS,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    ZERO_START,
    eta,
    v,
    w,
    weights_factor,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, assume, define, differs, equals, norm, say


@entry("perceptron.direction", place=70)
def direction() -> Claim:
    """From zero the direction of the weights is free of the rate."""
    not_zero = assume("weights not zero", differs(w(NOW), ZERO))

    @cache
    def unit() -> Derivation:
        return (
            derive(
                "the directions agree",
                w(NOW) / norm(w(NOW)),
                [POSITIVE_RATE, not_zero, cite(weights_factor())],
            )
            .eq((eta * v(NOW)) / norm(eta * v(NOW)), "the rate factors out of the weights")
            .eq((eta * v(NOW)) / (eta * norm(v(NOW))), "a positive factor moves out of the norm")
            .eq(v(NOW) / norm(v(NOW)), "cancel ", eta)
        )

    @cache
    def together_zero() -> Derivation:
        vanishing = assume("weights at rate 1 are zero", equals(v(NOW), ZERO))
        return (
            derive(
                "zero at rate 1, zero at every rate", w(NOW), [vanishing, cite(weights_factor())]
            )
            .eq(eta * v(NOW), "the rate factors out of the weights")
            .eq(eta * ZERO, "they are zero at rate 1")
            .eq(ZERO, "any multiple of zero is zero")
        )

    @cache
    def zero_together() -> Derivation:
        vanishing = assume("weights are zero", equals(w(NOW), ZERO))
        return (
            derive(
                "zero at one rate, zero at rate 1",
                v(NOW),
                [POSITIVE_RATE, vanishing, cite(weights_factor())],
            )
            .eq((eta * v(NOW)) / eta, eta > 0, ", so it can be divided by")
            .eq(w(NOW) / eta, "the rate factors out of the weights")
            .eq(ZERO / eta, "they are zero")
            .eq(ZERO, "any multiple of zero is zero")
        )

    vanishing_v = assume("weights at rate 1 are zero", equals(v(NOW), ZERO))
    vanishing_w = assume("weights are zero", equals(w(NOW), ZERO))
    return Claim(
        "perceptron.direction",
        "From zero, the rate does not change the direction of the weights",
        say(
            "If {} then {}; and {} exactly if {}.",
            differs(w(NOW), ZERO),
            equals(w(NOW) / norm(w(NOW)), v(NOW) / norm(v(NOW))),
            equals(w(NOW), ZERO),
            equals(v(NOW), ZERO),
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("unit-vectors", unit, say("The direction"), (not_zero,)),
            Part(
                "zero-at-rate-one", together_zero, say("If ", equals(v(NOW), ZERO)), (vanishing_v,)
            ),
            Part(
                "zero-at-any-rate", zero_together, say("If ", equals(w(NOW), ZERO)), (vanishing_w,)
            ),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", unit),
            needs_step("weights not zero", unit, "A zero vector has no direction:"),
            needs_step("weights at rate 1 are zero", together_zero),
            needs_step("weights are zero", zero_together),
            *BUILT_IN_NEEDS,
        ),
        Twin(
            say("The weights themselves agree."),
            equals(w(NOW), v(NOW)),
            (POSITIVE_RATE, define("the rate factors out", w(NOW), eta * v(NOW))),
        ),
        built_in=BUILT_IN,
    )
