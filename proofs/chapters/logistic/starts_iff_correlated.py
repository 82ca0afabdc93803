"""From zero the first step moves exactly if zero is not a minimiser."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import BOYD, POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE,
    NO_SAMPLES,
    NOW,
    SAMPLES,
    m,
    sample,
    sequence,
    target,
)
from proofs.chapters.logistic.setting import COX, HALF_SUM, LOGISTIC_LOSS, half_sum, label, z
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import (
    Derivation,
    Induction,
    apply_fact,
    assumed_before,
    by_induction,
    cite,
    derive,
    reading,
)
from proofs.terms import (
    EXP,
    LOG,
    ZERO,
    assume,
    define,
    differs,
    dot,
    equals,
    number,
    say,
    scalar,
    vector,
)

anywhere = vector("u")

loss_at, loss_at_zero = sequence("S"), sequence("Z")


@cache
def sample_tangent() -> Derivation:
    """log(1 + e^z) - y z >= log 2 + (1/2 - y) z: the loss on one sample and its tangent at 0."""
    half = EXP(z / 2)
    ratio = 2 * half / (1 + EXP(z))
    positive = derive("a positive ratio", ratio).then(">", number(0), "exponentials are positive")
    below = apply_fact(
        "tangent of the logarithm", LOG(ratio) <= ratio - 1, positive, for_all=(z,)
    ).at(z)
    tangent = LOG(number(2)) + (number(1, 2) - label) * z
    return (
        derive("the loss on one sample", LOGISTIC_LOSS, [below])
        .eq(tangent - LOG(ratio), "the logarithm of a product and of a quotient")
        .ge(tangent - (ratio - 1), "the logarithm lies below its tangent at 1")
        .eq(tangent + (half - 1) ** 2 / (1 + EXP(z)), "collect")
        .ge(tangent, "a square is not negative")
    )


@cache
def above_tangent() -> Induction:
    """The summed loss lies above its tangent at zero."""
    statement = loss_at(NOW) >= loss_at_zero(NOW) + dot(half_sum(NOW), anywhere)
    (before,) = assumed_before("induction hypothesis", statement)
    net = dot(anywhere, sample)
    starts = (
        define("the empty sum of losses", loss_at(0), 0),
        define("the empty sum of losses at zero", loss_at_zero(0), 0),
        HALF_SUM[0],
    )
    rules = (
        define("one more loss", loss_at(NOW), loss_at(BEFORE) + (LOG(1 + EXP(net)) - target * net)),
        define("one more loss at zero", loss_at_zero(NOW), loss_at_zero(BEFORE) + LOG(number(2))),
        HALF_SUM[1],
    )
    base = derive("no samples", loss_at(0), starts).ge(
        loss_at_zero(0) + dot(half_sum(0), anywhere), "all sums are empty"
    )
    step = (
        derive(
            "one more sample",
            loss_at(NOW),
            [before, *rules, reading(sample_tangent(), z=net, y=target)],
        )
        .eq(loss_at(BEFORE) + (LOG(1 + EXP(net)) - target * net), "one more loss")
        .ge(
            loss_at_zero(BEFORE)
            + dot(half_sum(BEFORE), anywhere)
            + (LOG(1 + EXP(net)) - target * net),
            "the induction hypothesis",
        )
        .ge(
            loss_at_zero(BEFORE)
            + dot(half_sum(BEFORE), anywhere)
            + (LOG(number(2)) + (number(1, 2) - target) * net),
            "the loss on one sample",
        )
        .eq(loss_at_zero(NOW) + dot(half_sum(NOW), anywhere), "one more of each sum")
    )
    return by_induction("above the tangent at zero", [statement], base=[base], step=[step])


@entry("logistic.starts-iff-correlated", place=40)
def starts_iff_correlated() -> Claim:
    """From zero the first step moves exactly if zero is not a minimiser."""
    from proofs.chapters.gradient_descent.setting import LOSS

    u, s = vector("u"), scalar("s")
    balance = vector("h")
    first = define("the first step", w(1), w(0) - eta * (balance / m))
    unbalanced = assume("unbalanced labels", differs(balance, ZERO))
    balanced = assume("balanced labels", equals(balance, ZERO))
    all_balanced = assume("labels balanced in the end", equals(half_sum(NOW), ZERO))
    small = assume("small step", s > 0)
    differentiable = assume(
        "differentiable at zero",
        LOSS(-s * (balance / m)) <= LOSS(ZERO) - s * dot(balance / m, balance / m) / 2,
    )

    @cache
    def moves() -> Derivation:
        premises = [ZERO_START, POSITIVE_RATE, SAMPLES, unbalanced, first]
        return (
            derive("the first step moves", dot(w(1), w(1)), premises)
            .eq(eta**2 * dot(balance, balance) / m**2, "gradient descent from zero")
            .then(">", number(0), unbalanced.relation)
        )

    @cache
    def stays() -> Derivation:
        return (
            derive("the first step does not move", w(1), [ZERO_START, SAMPLES, balanced, first])
            .eq(w(0) - eta * (balance / m), "gradient descent")
            .eq(ZERO - eta * (ZERO / m), balanced.relation)
            .eq(ZERO, "zero")
        )

    @cache
    def optimal() -> Derivation:
        return (
            derive("zero is a minimiser", loss_at(NOW), [all_balanced, cite(above_tangent())])
            .ge(loss_at_zero(NOW) + dot(half_sum(NOW), u), "above the tangent at zero")
            .eq(loss_at_zero(NOW) + dot(ZERO, u), all_balanced.relation)
            .eq(loss_at_zero(NOW), "the inner product with zero is 0")
        )

    @cache
    def not_optimal() -> Derivation:
        premises = [SAMPLES, unbalanced, small, differentiable]
        return (
            derive("something fits better", LOSS(-s * (balance / m)), premises)
            .le(
                LOSS(ZERO) - s * dot(balance / m, balance / m) / 2,
                "a small step against the gradient",
            )
            .then("<", LOSS(ZERO), unbalanced.relation)
        )

    return Claim(
        "logistic.starts-iff-correlated",
        "Logistic regression starts from zero exactly if there is something to learn",
        say(
            "From {} the first step moves if and only if {}, the sum of {} over the samples, is "
            "not zero; and that is so if and only if zero weights are not a minimiser.",
            equals(w(0), ZERO),
            balance,
            (number(1, 2) - target) * sample,
        ),
        (SAMPLES,),
        (
            Part(
                "moves",
                moves,
                say("If {}, the first step moves", unbalanced.relation),
                (ZERO_START, POSITIVE_RATE, unbalanced),
            ),
            Part(
                "stays",
                stays,
                say("If {}, the first step stays at zero", balanced.relation),
                (ZERO_START, balanced),
            ),
            Part(
                "tangent-of-one",
                sample_tangent,
                say("The loss on one sample lies above its tangent at net input 0"),
            ),
            Part(
                "tangent",
                above_tangent,
                say(
                    "The sum {} of the losses at {} over the first {} samples lies above its "
                    "tangent at zero",
                    loss_at(NOW),
                    u,
                    scalar("t"),
                ),
            ),
            Part(
                "then-optimal",
                optimal,
                say("If {}, zero is a minimiser", all_balanced.relation),
                (all_balanced,),
            ),
            Part(
                "else-not-optimal",
                not_optimal,
                say(
                    "If {}, zero is no minimiser: a small step against the gradient fits better",
                    unbalanced.relation,
                ),
                (unbalanced, small, differentiable),
            ),
        ),
        (
            needs_step("zero start", stays),
            needs_step("positive rate", moves),
            NO_SAMPLES,
            needs_step("unbalanced labels", moves),
            needs_step("balanced labels", stays),
            needs_step("labels balanced in the end", optimal),
            needs_step("small step", not_optimal),
            needs_step("differentiable at zero", not_optimal),
        ),
        Twin(
            say("The first step moves from zero whatever the data are."),
            differs(w(1), ZERO),
            (ZERO_START, POSITIVE_RATE, SAMPLES, first),
        ),
        notation=(
            (say(balance), say("the sum of {} over all samples", (number(1, 2) - target) * sample)),
            (say(s), say("the length of a small step against the gradient")),
            (
                say("{}, {}, {}", loss_at(NOW), loss_at_zero(NOW), half_sum(NOW)),
                say(
                    "the sums over the first {} samples of the losses at {} and at zero, and of "
                    "{}: {} in the end",
                    scalar("t"),
                    u,
                    (number(1, 2) - target) * sample,
                    balance,
                ),
            ),
        ),
        remarks=(
            say(
                "That {} is the gradient at zero is logistic.gradient-at-zero; that the loss lies "
                "above all its tangents is logistic.convex.",
                balance / m,
            ),
        ),
        citations=(COX, BOYD),
    )
