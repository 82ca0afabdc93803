"""For a convex loss the gradient at zero vanishes exactly if zero is a minimiser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.gradient_descent.setting import BOYD, GRADIENT, LOSS
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, Symbol, assume, define, dot, equals, number, say, scalar, vector


@entry("convex.stationary-iff-optimal", place=20)
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
