"""From zero weights every predicted probability is one half."""

from __future__ import annotations

from functools import cache

from proofs.chapters.linear.setting import weights
from proofs.chapters.logistic.setting import COX, ZERO_WEIGHTS
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.terms import EXP, SIGMOID, ZERO, dot, equals, number, say, vector


@entry("logistic.half-at-zero", place=10)
def half_at_zero() -> Claim:
    """From zero weights every predicted probability is one half."""

    @cache
    def half() -> Derivation:
        return (
            derive("the prediction", SIGMOID(dot(weights, vector("x"))), [ZERO_WEIGHTS])
            .eq(SIGMOID(dot(ZERO, vector("x"))), "the weights are zero")
            .eq(SIGMOID(number(0)), "the inner product with zero is 0")
            .eq(1 / (1 + EXP(number(0))), "the logistic function")
            .eq(number(1, 2), "the exponential of 0 is 1")
        )

    return Claim(
        "logistic.half-at-zero",
        "Zero weights predict one half",
        say(
            "If {}, the predicted probability {} is {} for every {}.",
            ZERO_WEIGHTS.relation,
            SIGMOID(dot(weights, vector("x"))),
            number(1, 2),
            vector("x"),
        ),
        (ZERO_WEIGHTS,),
        (Part("prediction", half, say("The prediction")),),
        (needs_step("zero weights", half),),
        Twin(say("Zero weights predict 0."), equals(SIGMOID(dot(ZERO, vector("x"))), 0)),
        citations=(COX,),
    )
