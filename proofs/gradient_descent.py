"""Gradient descent on any loss: the first step from zero, and what zero means to a convex loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from proofs.claim import Claim, Need, Part, Twin, needs_step, refutation
from proofs.derivation import Derivation, cite, derive
from proofs.terms import (
    ZERO,
    Symbol,
    assume,
    define,
    differs,
    dot,
    equals,
    function,
    norm,
    number,
    say,
    scalar,
    vector,
)

BOYD = "S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004."
CAUCHY = (
    "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, "
    "Comptes rendus de l'Académie des sciences 25, 536-538, 1847."
)

# Symbols -----------------------------------------------------------------------------------------

eta, other_eta = scalar("eta"), scalar("eta'")
LOSS = function("L", ("vector",))
GRADIENT = function("grad_L", ("vector",), "vector")


def w(index: str | int) -> Symbol:
    """The weights after so many steps."""
    return vector("w", str(index))


def other(index: str | int) -> Symbol:
    """The weights of another run: another rate, or another start."""
    return vector("w'", str(index))


ZERO_START = assume("zero start", equals(w(0), ZERO))
POSITIVE_RATE = assume("positive rate", eta > 0)
OTHER_RATE = assume("positive other rate", other_eta > 0)


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


def stationary_iff_optimal() -> Claim:
    """For a convex loss the gradient at zero vanishes exactly if zero is a minimiser."""
    u, v, s, delta = vector("u"), vector("v"), scalar("s"), scalar("delta")
    g = GRADIENT(ZERO)
    convex = assume("convex", LOSS(u) >= LOSS(v) + dot(GRADIENT(v), u - v), (u, v))
    stationary = assume("stationary", equals(g, ZERO))
    minimiser = assume("minimiser", LOSS(u) >= LOSS(ZERO), (u,))
    small = assume("small step", s > 0)
    differentiable = assume(
        "differentiable at zero", LOSS(-s * g) <= LOSS(ZERO) - s * dot(g, g) / 2
    )

    fall = define("the fall of the loss", delta, LOSS(ZERO) - LOSS(-s * g))

    @cache
    def optimal() -> Derivation:
        return (
            derive("a stationary point is a minimiser", LOSS(u), [convex.at(u, ZERO), stationary])
            .ge(LOSS(ZERO) + dot(g, u - ZERO), "a convex function lies above its tangents")
            .eq(LOSS(ZERO) + dot(ZERO, u), "the gradient at zero is zero")
            .eq(LOSS(ZERO), "the inner product with zero is 0")
        )

    @cache
    def promised() -> Derivation:
        return (
            derive("what differentiability promises", s * dot(g, g) / 2, [fall, differentiable])
            .le(LOSS(ZERO) - LOSS(-s * g), "for this step")
            .eq(delta, "the fall of the loss")
        )

    @cache
    def no_fall() -> Derivation:
        return (
            derive("the loss cannot fall", delta, [fall, minimiser.at(-s * g)])
            .eq(LOSS(ZERO) - LOSS(-s * g), "the fall of the loss")
            .le(number(0), "zero is a minimiser")
        )

    @cache
    def falls() -> Derivation:
        premises = [small, fall, cite(promised()), cite(no_fall())]
        return (
            derive("the gradient at a minimiser has length 0", dot(g, g), premises)
            .le(2 * delta / s, "what differentiability promises, and ", s > 0)
            .le(number(0), "the loss cannot fall")
        )

    @cache
    def vanishes() -> Derivation:
        return derive("a minimiser is stationary", g, [cite(falls())]).eq(
            ZERO, "a vector of length 0 is zero"
        )

    a, b = scalar("u", "", "1"), scalar("u", "", "2")
    saddle = (1 - a * b) ** 2
    at_zero = (define("the first weight", a, 0), define("the second weight", b, 0))

    def stationary_saddle(by: Symbol) -> Callable[[], Derivation]:
        @cache
        def build() -> Derivation:
            from proofs.calculus import derivative

            return (
                derive(f"the slope along weight {by.lower}", derivative(saddle, by), at_zero)
                .eq(number(0), equals(a, 0), " and ", equals(b, 0))
            )  # fmt: skip

        return build

    return Claim(
        "convex.stationary-iff-optimal",
        "For a convex loss zero can block only where nothing is left to learn",
        say(
            "Let {} be convex and differentiable. Then {} if and only if {} for every {}: descent "
            "that starts at zero stays there exactly if zero is already a best choice.",
            LOSS(u),
            stationary.relation,
            LOSS(u) >= LOSS(ZERO),
            u,
        ),
        (),
        (
            Part(
                "stationary-then-optimal",
                optimal,
                say("If the gradient at zero vanishes, zero is a minimiser"),
                (convex, stationary),
            ),
            Part(
                "promise",
                promised,
                say(
                    "If zero is a minimiser, the gradient vanishes: a small step against it would "
                    "lower the loss, by at least half of what its slope promises"
                ),
                (differentiable,),
            ),
            Part("no-fall", no_fall, say("Nothing is below a minimum"), (minimiser,)),
            Part(
                "gradient-has-length-zero",
                falls,
                say("So the gradient has length 0"),
                (minimiser, small, differentiable),
            ),
            Part(
                "optimal-then-stationary",
                vanishes,
                say("A vector of length 0 is zero"),
                (minimiser, small, differentiable),
            ),
            Part(
                "saddle-first-weight",
                stationary_saddle(a),
                say(
                    "Convexity matters: two linear layers in a row, with the loss {}, have slope 0 "
                    "at zero along the first weight",
                    saddle,
                ),
            ),
            Part(
                "saddle-second-weight",
                stationary_saddle(b),
                say("The slope along the other weight is 0 as well"),
            ),
        ),
        (
            Need(
                "convex",
                "convex",
                lambda: refutation(saddle >= 1),
                say(
                    "The loss {} of two linear layers on one sample, with input and target 1, is "
                    "stationary at zero, as shown above, with the value 1; but lower elsewhere:",
                    saddle,
                ),
            ),
            needs_step("convex", optimal),
            needs_step("stationary", optimal),
            needs_step("minimiser", no_fall),
            needs_step("small step", falls),
            needs_step("differentiable at zero", promised),
        ),
        Twin(
            say(
                "What is stationary at zero is least there, convex or not, as {} would be.", saddle
            ),
            saddle >= 1,
        ),
        notation=(
            (
                say("{}, {}", s, delta),
                say("the length of a small step against the gradient, and what it lowers the loss"),
            ),
        ),
        remarks=(
            say(
                "For a differentiable function, to lie above its tangents is to be convex (Boyd "
                "and Vandenberghe 2004, section 3.1.3)."
            ),
            say(
                "Differentiability at zero says that the loss along {} falls as its slope {} "
                "says, but for an error that is small beside {}: for {} small enough, less than "
                "half of it. That is the hypothesis as it is used.",
                -s * g,
                -dot(g, g),
                s,
                s,
            ),
        ),
        citations=(BOYD,),
    )


ENTRIES: Mapping[str, Callable[[], Claim]] = {
    "gd.first-step-factors": first_step_factors,
    "convex.stationary-iff-optimal": stationary_iff_optimal,
}
"""The chapter, in the ledger's order."""
