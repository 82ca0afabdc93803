"""From zero the first step is the rate times something free of it, for every loss."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import (
    GRADIENT,
    LOSS,
    POSITIVE_RATE,
    ZERO_START,
    eta,
    other,
    other_eta,
    w,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, derive
from proofs.terms import ZERO, assume, define, differs, equals, norm, say, vector

CAUCHY = (
    "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, "
    "Comptes rendus de l'Académie des sciences 25, 536-538, 1847."
)

OTHER_RATE = assume("positive other rate", other_eta > 0)


@entry("gd.first-step-factors", place=10)
def first_step_factors() -> Claim:
    """From zero the first step is the rate times something free of it, for every loss."""
    slope_at_zero = GRADIENT(ZERO)
    first = define("the first step", w(1), w(0) - eta * GRADIENT(w(0)))
    second = define("the second step", w(2), w(1) - eta * GRADIENT(w(1)))
    other_zero = define("the other run starts at zero", other(0), ZERO)
    other_first = define(
        "the first step at the other rate", other(1), other(0) - other_eta * GRADIENT(other(0))
    )
    moves = assume("not stationary", differs(slope_at_zero, ZERO))

    @cache
    def step() -> Derivation:
        return (
            derive("the first step from zero", w(1), [ZERO_START, first])
            .eq(w(0) - eta * GRADIENT(w(0)), "gradient descent")
            .eq(ZERO - eta * slope_at_zero, "the start is zero")
            .eq(-eta * slope_at_zero, "zero adds nothing")
        )

    @cache
    def direction() -> Derivation:
        premises = [
            ZERO_START, other_zero, first, other_first, POSITIVE_RATE, OTHER_RATE, moves,
        ]  # fmt: skip
        return (
            derive("the direction of the first step", w(1) / norm(w(1)), premises)
            .eq(-eta * slope_at_zero / norm(-eta * slope_at_zero), "the first step from zero")
            .eq(
                -eta * slope_at_zero / (eta * norm(slope_at_zero)),
                "lengths scale by the size of the factor, and ",
                eta > 0,
            )
            .eq(-slope_at_zero / norm(slope_at_zero), eta, " cancels")
            .eq(
                -other_eta * slope_at_zero / (other_eta * norm(slope_at_zero)),
                "the same with ",
                other_eta,
            )
            .eq(other(1) / norm(other(1)), "the first step from zero at the other rate")
        )

    return Claim(
        "gd.first-step-factors",
        "From zero the rate factors out of the first step, whatever the loss",
        say(
            "For every differentiable loss {}, gradient descent from {} has {}. If {}, the "
            "direction of {} is the same for all positive rates.",
            LOSS(vector("w")),
            equals(w(0), ZERO),
            equals(w(1), -eta * slope_at_zero),
            moves.relation,
            w(1),
        ),
        (ZERO_START,),
        (
            Part("first-step", step, say("The first step")),
            Part(
                "direction",
                direction,
                say("The direction of the first step"),
                (POSITIVE_RATE, OTHER_RATE, moves),
            ),
        ),
        (
            needs_step("zero start", step),
            needs_step("positive rate", direction),
            needs_step("positive other rate", direction),
            needs_step(
                "not stationary", direction, "Where the gradient is zero there is no direction:"
            ),
        ),
        Twin(
            say("The second step is the first one once more."),
            equals(w(2), -2 * eta * slope_at_zero),
            (ZERO_START, first, second),
        ),
        remarks=(
            say(
                "One step is all that holds for every loss: from the second on the gradient is "
                "taken at {}, which depends on the rate. What then becomes of the direction is "
                "settled for the squared loss in linear.eta-does-not-factor and "
                "linear.direction-iff-eigenvector, for the logistic loss in "
                "logistic.eta-does-not-factor, and for the perceptron criterion, where the rate "
                "factors out of every step, in perceptron.batch-criterion.",
                w(1),
            ),
        ),
        citations=(CAUCHY,),
    )
