"""The gradient of the logistic loss at zero is X'(1/2 - y)/m."""

from __future__ import annotations

from functools import cache

from proofs.chapters.linear.setting import (
    BEFORE,
    NO_SAMPLES,
    NOW,
    SAMPLES,
    gradient_sum,
    m,
    sample,
    target,
    weights,
)
from proofs.chapters.logistic.setting import COX, HALF_SUM, ZERO_WEIGHTS, half_sum
from proofs.claim import Claim, Need, Part, Twin, entry, refutation
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import SIGMOID, ZERO, define, dot, equals, number, say, scalar

ZERO_SUM = (
    define("the empty sum of gradients", gradient_sum(0), ZERO),
    define(
        "one more gradient at the weights",
        gradient_sum(NOW),
        gradient_sum(BEFORE) + (SIGMOID(dot(weights, sample)) - target) * sample,
    ),
)


@cache
def sum_at_zero() -> Induction:
    """At zero weights the gradients sum to X'(1/2 - y)."""
    statement = equals(gradient_sum(NOW), half_sum(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    base = derive("no samples", gradient_sum(0), [ZERO_SUM[0], HALF_SUM[0]]).eq(
        half_sum(0), "both sums are empty"
    )
    step = (
        derive(
            "one more sample", gradient_sum(NOW), [before, ZERO_SUM[1], HALF_SUM[1], ZERO_WEIGHTS]
        )
        .eq(
            gradient_sum(BEFORE) + (SIGMOID(dot(weights, sample)) - target) * sample,
            "one more gradient",
        )
        .eq(
            half_sum(BEFORE) + (SIGMOID(number(0)) - target) * sample,
            "the induction hypothesis; the weights are zero",
        )
        .eq(half_sum(BEFORE) + (number(1, 2) - target) * sample, "zero weights predict one half")
        .eq(half_sum(NOW), "one more half")
    )
    return by_induction("the gradients at zero", [statement], base=[base], step=[step])


@cache
def gradient_zero() -> Derivation:
    """The gradient at zero."""
    return derive("the gradient at zero", gradient_sum(NOW) / m, [SAMPLES, cite(sum_at_zero())]).eq(
        half_sum(NOW) / m, "the gradients at zero"
    )


HALF_NOTATION = (
    (
        say(half_sum(NOW)),
        say(
            "the sum of {} over the first {} samples", (number(1, 2) - target) * sample, scalar("t")
        ),
    ),
)


@entry("logistic.gradient-at-zero", place=30)
def gradient_at_zero() -> Claim:
    """The gradient of the logistic loss at zero is X'(1/2 - y)/m."""
    return Claim(
        "logistic.gradient-at-zero",
        "The gradient of the logistic loss at zero",
        say(
            "At {} the gradient of the mean logistic loss is the sum of {} over the samples, "
            "divided by {}.",
            ZERO_WEIGHTS.relation,
            (number(1, 2) - target) * sample,
            m,
        ),
        (ZERO_WEIGHTS, SAMPLES),
        (
            Part("all-samples", sum_at_zero, say("The sum over the samples")),
            Part("mean", gradient_zero, say("The mean")),
        ),
        (
            Need(
                "zero weights",
                "zero-weights",
                lambda: refutation(equals(SIGMOID(dot(weights, sample)), number(1, 2))),
                say("With other weights the predictions are not all one half:"),
            ),
            NO_SAMPLES,
        ),
        Twin(
            say("At zero the gradient vanishes."),
            equals(gradient_sum(1), ZERO),
            (
                define(
                    "one gradient",
                    gradient_sum(1),
                    (SIGMOID(dot(weights, sample)) - target) * sample,
                ),
                ZERO_WEIGHTS,
            ),
        ),
        notation=(
            (
                say(gradient_sum(NOW)),
                say("the sum of the gradients over the first {} samples", scalar("t")),
            ),
            *HALF_NOTATION,
        ),
        citations=(COX,),
    )
