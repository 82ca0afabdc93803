"""An update over the rate depends on the data and the start over the rate alone."""

from __future__ import annotations

from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    LABEL,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SAMPLE,
    SECOND_POSITIVE,
    SECOND_RATE,
    SECOND_ZERO,
    SIGN_ALONE,
    ZERO_START,
    change,
    error,
    eta,
    factoring,
    other,
    second_run,
    unit_rate_run,
    v,
    w,
    weights_factor,
    x,
    y,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, cite, derive
from proofs.symmetry import Instance
from proofs.terms import PHI, ZERO, assume, define, dot, equals, say


@entry("perceptron.bracket-is-data-only", place=110)
def bracket_is_data_only() -> Claim:
    """An update over the rate depends on the data and the start over the rate alone."""
    second, positive = SECOND_RATE, SECOND_POSITIVE
    ratio = assume("same start over rate", equals(w(0) / eta, other(0) / second))

    @cache
    def second_ratio() -> Instance:
        start = (
            derive(
                "the second run starts at a multiple",
                other(0),
                [
                    POSITIVE_RATE,
                    positive,
                    ratio,
                    define("that is where the run at rate 1 starts", v(0), w(0) / eta),
                ],
            )
            .eq(second * (other(0) / second), second > 0, ", so it can be divided by")
            .eq(second * (w(0) / eta), "the starts over the rates agree")
            .eq(second * v(0), "that is how the run at rate 1 starts")
        )
        return factoring(
            "only the start over the second rate matters",
            rate=second,
            run=other,
            start=start,
            premises=(positive,),
        )

    def chain(name: str, first: Instance, other_run: Instance) -> Derivation:
        ours, theirs = (error(w(BEFORE)) * SAMPLE, error(other(BEFORE)) * SAMPLE)
        bracket = error(v(BEFORE)) * SAMPLE
        premises = [
            POSITIVE_RATE,
            positive,
            define("what an update adds", change(NOW), eta * ours),
            define("change at the second rate", change(NOW, "u"), second * theirs),
            cite(first, BEFORE),
            cite(other_run, BEFORE),
        ]
        return (
            derive(name, change(NOW) / eta, premises)
            .eq((eta * ours) / eta, "the update rule")
            .eq(ours, "cancel ", eta)
            .eq(
                (LABEL - PHI(dot(eta * v(BEFORE), SAMPLE))) * SAMPLE,
                "the rate factors out of the weights",
            )
            .eq(bracket, *SIGN_ALONE)
            .eq(
                (LABEL - PHI(dot(second * v(BEFORE), SAMPLE))) * SAMPLE,
                "the threshold function sees the sign alone, and ",
                second > 0,
            )
            .eq(theirs, "the second rate factors out of its weights")
            .eq((second * theirs) / second, "cancel ", second)
            .eq(change(NOW, "u") / second, "the update rule of the second run")
        )

    @cache
    def from_zero() -> Derivation:
        return chain("two rates, one bracket, from zero", weights_factor(), second_run())

    @cache
    def from_elsewhere() -> Derivation:
        return chain(
            "two rates, one bracket, from starts in proportion", unit_rate_run(), second_ratio()
        )

    return Claim(
        "perceptron.bracket-is-data-only",
        "What multiplies the rate is made of the data alone",
        say(
            "From zero {} is the same for any two rates, so it is a function of the samples and "
            "labels. From another start it is a function of those and of {}.",
            change(NOW) / eta,
            w(0) / eta,
        ),
        (POSITIVE_RATE, positive),
        (
            Part("from-zero", from_zero, say("From zero"), (ZERO_START, SECOND_ZERO)),
            Part("from-elsewhere", from_elsewhere, say("From any start"), (ratio,)),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", from_zero),
            needs_step("second positive rate", from_zero),
            Need(
                "second zero start",
                "second-zero-start",
                lambda: refutation(
                    equals(
                        (y(1) - PHI(dot(ZERO, x(1)))) * x(1),
                        (y(1) - PHI(dot(other(0), x(1)))) * x(1),
                    )
                ),
                say("Without it what multiplies the rates differs in the first update:"),
            ),
            needs_step("same start over rate", second_ratio),
        ),
        Twin(
            say("The bracket is the same from every start."),
            equals(error(w(BEFORE)) * SAMPLE, error(v(BEFORE)) * SAMPLE),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say("{}, {}", other(NOW), change(NOW, "u")),
                say("weights and update of the run at the second rate ", second),
            ),
            (say(v(NOW)), say("the weights of the run at rate 1, from {}", w(0) / eta)),
        ),
    )
