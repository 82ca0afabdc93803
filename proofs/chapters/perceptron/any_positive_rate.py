"""No upper bound on the rate is needed."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SAMPLE,
    SECOND_POSITIVE,
    SECOND_RATE,
    SECOND_ZERO,
    ZERO_START,
    error,
    eta,
    other,
    second_run,
    updated,
    v,
    w,
    weights_factor,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import ZERO, assume, define, differs, equals, number, say


@entry("perceptron.any-positive-rate", place=120)
def any_positive_rate() -> Claim:
    """No upper bound on the rate is needed."""
    second, positive = SECOND_RATE, SECOND_POSITIVE

    @cache
    def two_rates() -> Derivation:
        return (
            derive(
                "any two rates",
                other(NOW),
                [POSITIVE_RATE, positive, cite(weights_factor()), cite(second_run())],
            )
            .eq(second * v(NOW), "the second rate factors out")
            .eq((second / eta) * (eta * v(NOW)), eta > 0, ", so it can be divided by")
            .eq((second / eta) * w(NOW), "the first rate factors out")
        )

    @cache
    def rate_zero() -> Induction:
        statement = equals(w(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the start", w(0), [ZERO_START]).eq(ZERO, "the start is zero")
        step = (
            derive(
                "one more update at rate 0",
                w(NOW),
                [
                    before,
                    define(
                        "the update rule", w(NOW), w(BEFORE) + number(0) * error(w(BEFORE)) * SAMPLE
                    ),
                ],
            )
            .eq(
                w(BEFORE) + number(0) * error(w(BEFORE)) * SAMPLE,
                "the update rule with ",
                equals(eta, 0),
            )
            .eq(w(BEFORE), "0 times anything")
            .eq(ZERO, "the induction hypothesis")
        )
        return by_induction("rate 0 learns nothing", [statement], base=[base], step=[step])

    return Claim(
        "perceptron.any-positive-rate",
        "No upper bound on the rate is needed",
        say(
            "From zero the runs at any two positive rates {} and {} are multiples of each other, "
            "{}: rates above 1 do nothing that rates below 1 do not. At rate 0 the weights stay "
            "zero and have no direction.",
            eta,
            second,
            equals(other(NOW), (second / eta) * w(NOW)),
        ),
        (ZERO_START, POSITIVE_RATE, positive, SECOND_ZERO),
        (
            Part("two-rates", two_rates, say("Any two positive rates")),
            Part("rate-zero", rate_zero, say("Rate 0")),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", two_rates),
            needs_step("second positive rate", second_run),
            Need(
                "second zero start",
                "second-zero-start",
                lambda: refutation(
                    equals(other(0), (second / eta) * w(0)), (ZERO_START, POSITIVE_RATE, positive)
                ),
                say("Without it the starts are no multiples of each other:"),
            ),
        ),
        Twin(
            say("Positive and negative rates agree in the same way."),
            equals(updated(eta * v(BEFORE), eta), eta * updated(v(BEFORE), None)),
            (assume("rate not zero", differs(eta, 0)),),
        ),
        notation=((say(other(NOW)), say("the weights of the run at the second rate ", second)),),
    )
