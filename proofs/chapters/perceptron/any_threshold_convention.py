"""It holds for every three values of the threshold function."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BUILT_IN,
    JUMP_ELSEWHERE,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SIGN_ALONE,
    ZERO_START,
    _need,
    eta,
    factoring,
    v,
    w,
    weights_factor,
    z,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.symmetry import Instance
from proofs.terms import PHI, SIGN, equals, say, scalar, threshold


@entry("perceptron.any-threshold-convention", place=130)
def any_threshold_convention() -> Claim:
    """It holds for every three values of the threshold function."""
    step, shift = threshold("H", 0, 1, 1), scalar("theta")

    @cache
    def unit_step() -> Instance:
        return factoring("the unit step, labels 0 and 1", phi=step)

    @cache
    def zero_at_zero() -> Instance:
        return factoring("a threshold function that is 0 at 0", phi=SIGN)

    @cache
    def elsewhere() -> Derivation:
        return (
            derive(
                "a jump elsewhere must move with the rate",
                PHI(eta * z - eta * shift),
                [POSITIVE_RATE],
            )
            .eq(PHI(eta * (z - shift)), "collect ", eta)
            .eq(PHI(z - shift), *SIGN_ALONE)
        )

    return Claim(
        "perceptron.any-threshold-convention",
        "Whatever the three values of the threshold function, the rate factors out",
        say(
            "From zero {} for any values {}, {}, {} of the threshold function: +1 or −1 or 0 at "
            "the "
            "tie, or 0 and 1 for labels 0 and 1. What matters is that the jump is at 0.",
            equals(w(NOW), eta * v(NOW)),
            PHI.values[0],
            PHI.values[1],
            PHI.values[2],
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part("any-values", weights_factor, say("Any three values")),
            Part(
                "unit-step",
                unit_step,
                say("The unit step {}, which is 0 below 0 and 1 from 0 on", step(z)),
            ),
            Part("sign", zero_at_zero, say("The sign function, which is 0 at 0")),
            Part(
                "jump-elsewhere",
                elsewhere,
                say("A jump at {} is harmless only if it moves with the rate", shift),
            ),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", unit_step),
            _need("threshold at 0", JUMP_ELSEWHERE),
        ),
        Twin(
            say("A jump elsewhere may stay where it is."),
            equals(PHI(eta * z - shift), PHI(z - shift)),
            (POSITIVE_RATE,),
        ),
        built_in=BUILT_IN[:1],
    )
