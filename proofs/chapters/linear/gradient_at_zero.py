"""The gradient of the squared loss, for any number of samples, and its value at zero."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.linear.setting import (
    BEFORE,
    NOW,
    PREDICTION,
    SAMPLES,
    XT,
    A,
    X,
    b,
    c,
    correlated,
    curvature,
    epsilon,
    gradient_parts,
    gradient_sum,
    m,
    mapped,
    q,
    run,
    sample,
    sequence,
    squared,
    summed,
    target,
    u,
    v,
    weights,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import (
    ZERO,
    Hypothesis,
    Symbol,
    Term,
    assume,
    define,
    dot,
    equals,
    number,
    say,
    scalar,
    vector,
)

GAUSS = (
    "C. F. Gauss, Theoria combinationis observationum erroribus minimis obnoxiae, Göttingen, 1823."
)

moved = weights + epsilon * q

loss_sum, moved_sum = sequence("S"), sequence("S'")


def one_loss(at: Term) -> Term:
    """Half the squared error on one sample."""
    return (dot(at, sample) - target) ** 2 / 2


@cache
def one_sample() -> Derivation:
    """The loss on one sample, moved: SymPy's gradient is what multiplies the move."""
    from proofs.calculus import slope

    return derive("the loss on one sample", one_loss(moved)).eq(
        one_loss(weights)
        + epsilon * dot(slope(one_loss(weights), weights), q)
        + epsilon**2 * dot(q, sample) ** 2 / 2,
        "SymPy's gradient, and what is left is of second order",
    )


@cache
def all_samples() -> Induction:
    """The same for the sum over any number of samples."""
    from proofs.calculus import slope

    def right(index: str) -> Term:
        return (
            loss_sum(index)
            + epsilon * dot(gradient_sum(index), q)
            + epsilon**2 * curvature(index) / 2
        )

    statement = equals(moved_sum(NOW), right(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    empty = (
        define("the empty sum of losses", loss_sum(0), 0),
        define("the empty sum of losses, moved", moved_sum(0), 0),
        define("the empty sum of gradients", gradient_sum(0), ZERO),
        define("the empty sum of curvatures", curvature(0), 0),
    )
    one_more = (
        define("one more loss", loss_sum(NOW), loss_sum(BEFORE) + one_loss(weights)),
        define("one more loss, moved", moved_sum(NOW), moved_sum(BEFORE) + one_loss(moved)),
        define(
            "one more gradient",
            gradient_sum(NOW),
            gradient_sum(BEFORE) + slope(one_loss(weights), weights),
        ),
        define("one more curvature", curvature(NOW), curvature(BEFORE) + dot(q, sample) ** 2),
    )
    base = derive("no samples", moved_sum(0), empty).eq(right("0"), "all sums are empty")
    step = (
        derive("one more sample", moved_sum(NOW), [before, *one_more])
        .eq(moved_sum(BEFORE) + one_loss(moved), "one more loss")
        .eq(
            right(BEFORE)
            + (
                one_loss(weights)
                + epsilon * dot(slope(one_loss(weights), weights), q)
                + epsilon**2 * dot(q, sample) ** 2 / 2
            ),
            "the induction hypothesis, and the loss on one sample",
        )
        .eq(right(NOW), "one more of each sum")
    )
    return by_induction("the sum of the losses", [statement], base=[base], step=[step])


MAPPED = summed("prediction", mapped, PREDICTION * sample)

of_u, of_v = run("p_u"), run("p_v")


def _sum_for(run_of: Callable[[str | int], Symbol], at: Symbol) -> tuple[Hypothesis, ...]:
    return (
        define(f"the empty sum for {at.name}", run_of(0), ZERO),
        define(
            f"one more product for {at.name}",
            run_of(NOW),
            run_of(BEFORE) + dot(at, sample) * sample,
        ),
    )


@cache
def is_linear() -> Induction:
    """The sum for c u + v is c times that for u plus that for v."""
    of_both = run("p_s")
    statement = equals(of_both(NOW), c * of_u(NOW) + of_v(NOW))
    (before,) = assumed_before("induction hypothesis", statement)
    both = (
        define("the empty sum for both", of_both(0), ZERO),
        define(
            "one more product for both",
            of_both(NOW),
            of_both(BEFORE) + dot(c * u + v, sample) * sample,
        ),
    )
    pairs = (both, _sum_for(of_u, u), _sum_for(of_v, v))
    base = derive("no samples", of_both(0), [pair[0] for pair in pairs]).eq(
        c * of_u(0) + of_v(0), "all sums are empty"
    )
    step = (
        derive("one more sample", of_both(NOW), [before, *(pair[1] for pair in pairs)])
        .eq(of_both(BEFORE) + dot(c * u + v, sample) * sample, "one more product")
        .eq(
            (c * of_u(BEFORE) + of_v(BEFORE)) + (c * dot(u, sample) + dot(v, sample)) * sample,
            "the induction hypothesis, and the inner product multiplied out",
        )
        .eq(c * of_u(NOW) + of_v(NOW), "one more product for each")
    )
    return by_induction("the sums are linear", [statement], base=[base], step=[step])


@cache
def is_self_adjoint() -> Induction:
    """The sum for u times v is the sum for v times u."""
    statement = equals(dot(of_u(NOW), v), dot(u, of_v(NOW)))
    (before,) = assumed_before("induction hypothesis", statement)
    pairs = (_sum_for(of_u, u), _sum_for(of_v, v))
    base = derive("no samples", dot(of_u(0), v), [pair[0] for pair in pairs]).eq(
        dot(u, of_v(0)), "both sums are empty"
    )
    step = (
        derive("one more sample", dot(of_u(NOW), v), [before, *(pair[1] for pair in pairs)])
        .eq(dot(of_u(BEFORE), v) + dot(u, sample) * dot(sample, v), "one more product")
        .eq(dot(u, of_v(BEFORE)) + dot(u, sample) * dot(v, sample), "the induction hypothesis")
        .eq(dot(u, of_v(NOW)), "one more product")
    )
    return by_induction("the sums are self-adjoint", [statement], base=[base], step=[step])


@cache
def is_nonnegative() -> Induction:
    """The sum for u times u is never negative."""
    statement = dot(of_u(NOW), u) >= 0
    (before,) = assumed_before("induction hypothesis", statement)
    empty, one_more = _sum_for(of_u, u)
    base = derive("no samples", dot(of_u(0), u), [empty]).ge(number(0), "the sum is empty")
    step = (
        derive("one more sample", dot(of_u(NOW), u), [before, one_more])
        .eq(dot(of_u(BEFORE), u) + dot(u, sample) ** 2, "one more product")
        .ge(dot(u, sample) ** 2, "the induction hypothesis")
        .ge(number(0), "a square is not negative")
    )
    return by_induction("the sums are not negative", [statement], base=[base], step=[step])


@entry("linear.gradient-at-zero", place=20)
def gradient_at_zero() -> Claim:
    """The gradient of the squared loss, for any number of samples, and its value at zero."""
    zero = assume("zero weights", equals(weights, ZERO))

    @cache
    def vanishes() -> Induction:
        statement = equals(mapped(NOW), ZERO)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", mapped(0), [MAPPED[0]]).eq(ZERO, "the sum is empty")
        step = (
            derive("one more sample", mapped(NOW), [before, MAPPED[1], zero])
            .eq(mapped(BEFORE) + dot(weights, sample) * sample, "one more prediction")
            .eq(ZERO + dot(ZERO, sample) * sample, "the induction hypothesis; the weights are zero")
            .eq(ZERO, "the inner product with zero is 0")
        )
        return by_induction("nothing is predicted", [statement], base=[base], step=[step])

    @cache
    def at_zero() -> Derivation:
        premises = [zero, SAMPLES, cite(gradient_parts()), cite(vanishes())]
        return (
            derive("the gradient at zero", gradient_sum(NOW) / m, premises)
            .eq((mapped(NOW) - correlated(NOW)) / m, "the gradient has two parts")
            .eq((ZERO - correlated(NOW)) / m, "the predictions are 0")
            .eq(-correlated(NOW) / m, "zero adds nothing")
        )

    return Claim(
        "linear.gradient-at-zero",
        "The gradient of the squared loss, and its value at zero",
        say(
            "The loss {} has the gradient {} with {} and {}. At zero it is {}.",
            squared(X(weights) - y) / (2 * m),
            A(weights) - b,
            equals(A(weights), XT(X(weights)) / m),
            equals(b, XT(y) / m),
            -b,
        ),
        (),
        (
            Part(
                "one-sample",
                one_sample,
                say("One sample: moved from {} by {}", weights, epsilon * q),
            ),
            Part(
                "all-samples",
                all_samples,
                say(
                    "Any number of samples: {} and {} are the sums of the losses on the first {} "
                    "of them, at {} and at {}; {} and {} are those of the gradients and of the "
                    "squares of {}",
                    loss_sum(NOW),
                    moved_sum(NOW),
                    scalar("t"),
                    weights,
                    moved,
                    gradient_sum(NOW),
                    curvature(NOW),
                    dot(q, sample),
                ),
            ),
            Part(
                "two-parts",
                gradient_parts,
                say(
                    "The sum of the gradients has two parts: {} sums {}, after all {} samples {}; "
                    "{} sums {}, after all samples {}",
                    mapped(NOW),
                    dot(weights, sample) * sample,
                    m,
                    XT(X(weights)),
                    correlated(NOW),
                    target * sample,
                    XT(y),
                ),
            ),
            Part(
                "linear",
                is_linear,
                say(
                    "{} is linear: {}, {} and {} sum {}, {} and {}; after all {} samples they are "
                    "{} times {}, {} and {}",
                    A,
                    of_u(NOW),
                    of_v(NOW),
                    run("p_s")(NOW),
                    dot(u, sample) * sample,
                    dot(v, sample) * sample,
                    dot(c * u + v, sample) * sample,
                    m,
                    m,
                    A(u),
                    A(v),
                    A(c * u + v),
                ),
            ),
            Part("self-adjoint", is_self_adjoint, say("{} is its own adjoint", A)),
            Part("nonnegative", is_nonnegative, say("{} is never negative", dot(A(u), u))),
            Part("at-zero", at_zero, say("At zero"), (zero, SAMPLES)),
        ),
        (needs_step("zero weights", vanishes), needs_step("at least one sample", at_zero)),
        Twin(
            say("The gradient at zero is {}.", b),
            equals(gradient_sum(1), target * sample),
            (
                define("one gradient", gradient_sum(1), (dot(weights, sample) - target) * sample),
                zero,
            ),
        ),
        remarks=(
            say(
                "Here {} counts samples. The rows of {} are the samples, so {} has the entries {}, "
                "and {} is the sum of the samples with the entries of {} as factors.",
                scalar("t"),
                X,
                X(weights),
                dot(weights, vector("x", "i")),
                XT(v),
                v,
            ),
        ),
        citations=(GAUSS,),
    )
