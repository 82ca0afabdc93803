"""Where all features are zero the weights never move, from any start."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE,
    FIRST,
    NO_SAMPLES,
    NOW,
    SAMPLES,
    XT,
    X,
    m,
    squared,
    u,
    v,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, derive
from proofs.terms import ZERO, assume, define, dot, equals, number, say


@entry("linear.no-features-no-learning", place=50)
def no_features_no_learning() -> Claim:
    """Where all features are zero the weights never move, from any start."""
    no_features = assume("no features", equals(X(u), ZERO), (u,))
    step = define("gradient descent", w(NOW), w(BEFORE) - eta * (XT(X(w(BEFORE)) - y) / m))

    @cache
    def adjoint() -> Derivation:
        return (
            derive("the adjoint is zero as well", squared(XT(v)), [no_features.at(XT(v))])
            .eq(dot(v, X(XT(v))), "the adjoint moves")
            .eq(dot(v, ZERO), "all features are zero")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def never() -> Induction:
        statement = equals(w(NOW), w(0))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the start", w(0)).eq(w(0), "nothing has happened yet")
        one_more = (
            derive(
                "one more step",
                w(NOW),
                [before, step, SAMPLES, no_features.at(w(0)), no_features.at(XT(y))],
            )
            .eq(w(BEFORE) - eta * (XT(X(w(BEFORE)) - y) / m), "gradient descent")
            .eq(w(0) - eta * (XT(X(w(0)) - y) / m), "the induction hypothesis")
            .eq(w(0) - eta * (XT(ZERO - y) / m), "all features are zero")
            .eq(w(0), "the adjoint is zero as well")
        )
        return by_induction("the weights stay", [statement], base=[base], step=[one_more])

    return Claim(
        "linear.no-features-no-learning",
        "Where all features are zero nothing is learned, from any start",
        say(
            "If {} for every {}, then {} for every number of steps, whatever {} is.",
            no_features.relation,
            u,
            equals(w(NOW), w(0)),
            w(0),
        ),
        (SAMPLES, no_features),
        (
            Part("adjoint", adjoint, say("The adjoint of a zero map is zero")),
            Part("induction", never, say("The weights stay where they are")),
        ),
        (needs_step("no features", adjoint), NO_SAMPLES),
        Twin(
            say("Zero weights do the same: nothing is learned from them."),
            equals(w(1), ZERO),
            (ZERO_START, FIRST),
        ),
    )
