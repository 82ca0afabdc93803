"""From zero weights every prediction is 0."""

from __future__ import annotations

from functools import cache

from proofs.chapters.linear.setting import X, weights, y
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, assume, equals, say


@entry("linear.zero-prediction", place=10)
def zero_prediction() -> Claim:
    """From zero weights every prediction is 0."""
    zero = assume("zero weights", equals(weights, ZERO))

    @cache
    def predicts() -> Derivation:
        return (
            derive("the predictions", X(weights), [zero])
            .eq(X(ZERO), "the weights are zero")
            .eq(ZERO, "a linear map takes zero to zero")
        )

    @cache
    def errors() -> Derivation:
        return (
            derive("the errors", X(weights) - y, [cite(predicts())])
            .eq(ZERO - y, "the predictions")
            .eq(-y, "zero adds nothing")
        )

    return Claim(
        "linear.zero-prediction",
        "Zero weights predict zero",
        say("If {}, every prediction is 0: {}.", zero.relation, equals(X(weights), ZERO)),
        (zero,),
        (
            Part("predictions", predicts, say("The predictions")),
            Part("errors", errors, say("The errors are not zero, but minus the targets")),
        ),
        (needs_step("zero weights", predicts),),
        Twin(say("Predictions are zero from any weights."), equals(X(weights), ZERO)),
        remarks=(
            say(
                "That the predictions are 0 says nothing about the gradient, which sees the "
                "targets too: linear.gradient-at-zero."
            ),
        ),
    )
