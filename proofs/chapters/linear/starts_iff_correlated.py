"""From zero the first step moves exactly if some feature is correlated with the targets."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import FIRST, NO_SAMPLES, SAMPLES, XT, X, m, squared, u, y
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import ZERO, assume, define, differs, dot, equals, number, say, scalar

CORRELATION = assume("correlated", differs(XT(y), ZERO))

NO_CORRELATION = assume("uncorrelated", equals(XT(y), ZERO))


@entry("linear.starts-iff-correlated", place=30)
def starts_iff_correlated() -> Claim:
    """From zero the first step moves exactly if some feature is correlated with the targets."""
    s = scalar("s")
    better = define("a step along it", s, squared(XT(y)) / (squared(X(XT(y))) + squared(XT(y))))

    @cache
    def first() -> Derivation:
        return (
            derive("the first step from zero", w(1), [ZERO_START, SAMPLES, FIRST])
            .eq(w(0) - eta * (XT(X(w(0)) - y) / m), "gradient descent")
            .eq(ZERO - eta * (XT(ZERO - y) / m), "the start is zero, and so are its predictions")
            .eq(eta / m * XT(y), "two minus signs")
        )

    @cache
    def moves() -> Derivation:
        premises = [SAMPLES, POSITIVE_RATE, CORRELATION, cite(first())]
        return (
            derive("the first step moves", squared(w(1)), [*premises, ZERO_START])
            .eq((eta / m) ** 2 * squared(XT(y)), "the first step from zero")
            .then(">", number(0), CORRELATION.relation)
        )

    @cache
    def stays() -> Derivation:
        premises = [ZERO_START, SAMPLES, NO_CORRELATION, cite(first())]
        return (
            derive("the first step does not move", w(1), premises)
            .eq(eta / m * XT(y), "the first step from zero")
            .eq(ZERO, NO_CORRELATION.relation)
        )

    @cache
    def optimal() -> Derivation:
        return (
            derive("zero fits best", squared(X(u) - y), [NO_CORRELATION])
            .eq(squared(X(u)) - 2 * dot(u, XT(y)) + squared(y), "multiply out; the adjoint moves")
            .eq(squared(X(u)) + squared(y), NO_CORRELATION.relation)
            .ge(squared(y), "a square is not negative")
            .eq(squared(X(ZERO) - y), "zero weights predict zero")
        )

    @cache
    def not_optimal() -> Derivation:
        at = s * XT(y)
        return (
            derive("something fits better", squared(X(at) - y), [CORRELATION, better])
            .eq(
                s * (s * squared(X(XT(y))) - 2 * squared(XT(y))) + squared(y),
                "multiply out; the adjoint moves",
            )
            .then(
                "<",
                squared(y),
                equals(s * squared(X(XT(y))) + s * squared(XT(y)), squared(XT(y))),
                ", which is positive",
            )
            .eq(squared(X(ZERO) - y), "zero weights predict zero")
        )

    return Claim(
        "linear.starts-iff-correlated",
        "Descent from zero starts exactly if there is something to learn",
        say(
            "From {} the first step moves if and only if {}, and that is so if and only if zero "
            "weights are not a least-squares solution.",
            equals(w(0), ZERO),
            CORRELATION.relation,
        ),
        (ZERO_START, SAMPLES),
        (
            Part("first-step", first, say("The first step")),
            Part(
                "moves",
                moves,
                say("If {}, the first step moves", CORRELATION.relation),
                (POSITIVE_RATE, CORRELATION),
            ),
            Part(
                "stays",
                stays,
                say("If {}, the first step stays at zero", NO_CORRELATION.relation),
                (NO_CORRELATION,),
            ),
            Part(
                "then-optimal",
                optimal,
                say("If {}, zero is a least-squares solution", NO_CORRELATION.relation),
                (NO_CORRELATION,),
            ),
            Part(
                "else-not-optimal",
                not_optimal,
                say(
                    "If {}, zero is none: some multiple of {} fits better",
                    CORRELATION.relation,
                    XT(y),
                ),
                (CORRELATION,),
            ),
        ),
        (
            needs_step("zero start", first),
            NO_SAMPLES,
            needs_step("positive rate", moves),
            needs_step("correlated", moves),
            needs_step("uncorrelated", stays),
        ),
        Twin(
            say("The first step moves whenever the targets are not all zero."),
            differs(XT(y), ZERO),
            (assume("some target", differs(y, ZERO)),),
        ),
        notation=((say(s), say("the length of a step along {}", XT(y))),),
    )
