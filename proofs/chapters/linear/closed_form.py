"""The weights after any number of steps, and the first few as polynomials in the rate.

Raises `ValueError` outside 1 to 12 steps.

"""

from __future__ import annotations

from functools import cache, partial

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE,
    NOW,
    RICHARDSON,
    STEP,
    A,
    b,
    decayed,
    expanded,
    numbered_step,
    run,
    sequence,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Induction, apply_fact, assumed_before, by_induction, cite, derive
from proofs.terms import ZERO, define, equals, number, say, scalar
from proofs.trusted import trust

MOST_UPDATES = 12
"""The largest number of steps whose polynomial in the rate is written out."""

power_of_rate, after, same, shorter = run("g"), run("P"), run("Q"), run("R")

coefficient_after, coefficient_same = sequence("alpha"), sequence("beta")

coefficient_left = sequence("gamma")


@cache
def pascal_summed() -> Induction:
    """Term by term: the sum for T steps is that for T - 1, less eta A times it, plus eta b.

    The index counts terms, the first being number 0.
    """
    statement = equals(after(NOW), same(NOW) - eta * A(shorter(NOW)) + eta * b)
    (before,) = assumed_before("induction hypothesis", statement)
    starts = (
        trust("Pascal's rule", equals(coefficient_after(0), coefficient_same(0) + 1)),
        define("the first term, T steps", after(0), coefficient_after(0) * (eta * b)),
        define("the first term, T − 1 steps", same(0), coefficient_same(0) * (eta * b)),
        define("the sum without it", shorter(0), ZERO),
    )
    base = (
        derive("the first term", after(0), starts)
        .eq((coefficient_same(0) + 1) * (eta * b), "Pascal's rule")
        .eq(same(0) - eta * A(shorter(0)) + eta * b, "the sum without it is zero")
    )
    rules = (
        trust(
            "Pascal's rule",
            equals(coefficient_after(NOW), coefficient_same(NOW) + coefficient_left(NOW)),
        ),
        define("the next power", power_of_rate(NOW), -eta * A(power_of_rate(BEFORE))),
        define(
            "one more term, T steps",
            after(NOW),
            after(BEFORE) + coefficient_after(NOW) * power_of_rate(NOW),
        ),
        define(
            "one more term, T − 1 steps",
            same(NOW),
            same(BEFORE) + coefficient_same(NOW) * power_of_rate(NOW),
        ),
        define(
            "the term before",
            shorter(NOW),
            shorter(BEFORE) + coefficient_left(NOW) * power_of_rate(BEFORE),
        ),
    )
    step = (
        derive("one more term", after(NOW), [before, *rules])
        .eq(after(BEFORE) + coefficient_after(NOW) * power_of_rate(NOW), "one more term")
        .eq(
            (same(BEFORE) - eta * A(shorter(BEFORE)) + eta * b)
            + (coefficient_same(NOW) + coefficient_left(NOW)) * power_of_rate(NOW),
            "the induction hypothesis and Pascal's rule",
        )
        .eq(same(NOW) - eta * A(shorter(NOW)) + eta * b, "the next power")
    )
    return by_induction("Pascal's rule, summed", [statement], base=[base], step=[step])


@entry("linear.closed-form", place=70, updates=True)
@cache
def closed_form(updates: int = 3) -> Claim:
    """The weights after any number of steps, and the first few as polynomials in the rate.

    Raises `ValueError` outside 1 to 12 steps.
    """
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    start_power, start_zero, start_step = decayed("decayed_start", w(0))
    b_power, b_zero, b_step = decayed("decayed_b", b)
    powers = run("power_sum")
    powers_zero = define("the empty sum", powers(0), ZERO)
    powers_step = define("one more power in the sum", powers(NOW), powers(BEFORE) + b_power(BEFORE))
    binomials = run("binomial_sum")
    binomials_zero = define("the empty sum of binomials", binomials(0), ZERO)

    @cache
    def telescope() -> Induction:
        statement = equals(eta * A(powers(NOW)), b - b_power(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("the empty sum", eta * A(powers(0)), [powers_zero, b_zero])
            .eq(eta * A(ZERO), "the sum is empty")
            .eq(b - b_power(0), "both sides are zero")
        )
        step = (
            derive("one more power", eta * A(powers(NOW)), [before, powers_step, b_step])
            .eq(eta * A(powers(BEFORE)) + eta * A(b_power(BEFORE)), "one more power in the sum")
            .eq((b - b_power(BEFORE)) + eta * A(b_power(BEFORE)), "the induction hypothesis")
            .eq(b - b_power(NOW), "one more power")
        )
        return by_induction("the sum of powers telescopes", [statement], base=[base], step=[step])

    @cache
    def general() -> Induction:
        statement = equals(w(NOW), start_power(NOW) + eta * powers(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("no steps", w(0), [start_zero, powers_zero])
            .eq(start_power(0), "power 0")
            .eq(start_power(0) + eta * powers(0), "the sum is empty")
        )
        step = (
            derive(
                "one more step",
                w(NOW),
                [before, STEP, start_step, powers_step, cite(telescope(), BEFORE)],
            )
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(
                (start_power(BEFORE) + eta * powers(BEFORE))
                - eta * (A(start_power(BEFORE)) + eta * A(powers(BEFORE)) - b),
                "the induction hypothesis",
            )
            .eq(
                start_power(NOW) + eta * powers(BEFORE) - eta * (eta * A(powers(BEFORE)) - b),
                "one more power of the start",
            )
            .eq(
                start_power(NOW) + eta * powers(BEFORE) + eta * b_power(BEFORE),
                "the sum of powers telescopes",
            )
            .eq(start_power(NOW) + eta * powers(NOW), "one more power in the sum")
        )
        return by_induction("the weights in closed form", [statement], base=[base], step=[step])

    @cache
    def binomial() -> Induction:
        pascal = apply_fact(
            "Pascal's rule",
            equals(binomials(NOW), binomials(BEFORE) - eta * A(binomials(BEFORE)) + eta * b),
            pascal_summed(),
        )
        statement = equals(w(NOW), binomials(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no steps", w(0), [ZERO_START, binomials_zero]).eq(
            binomials(0), "the start is zero, and the sum is empty"
        )
        step = (
            derive("one more step", w(NOW), [before, STEP, pascal])
            .eq(w(BEFORE) - eta * (A(w(BEFORE)) - b), "gradient descent")
            .eq(binomials(BEFORE) - eta * (A(binomials(BEFORE)) - b), "the induction hypothesis")
            .eq(binomials(NOW), "Pascal's rule, for each power of ", eta)
        )
        return by_induction("binomial coefficients", [statement], base=[base], step=[step])

    expansions = tuple(
        Part(f"step-{t}", partial(expanded, t), say("From zero, step {}", number(t)), (ZERO_START,))
        for t in range(1, updates + 1)
    )
    return Claim(
        "linear.closed-form",
        "The weights after any number of steps",
        say(
            "From any start {}. From {} that is {}, a polynomial in {} with {} in front of {}.",
            equals(w(NOW), start_power(NOW) + eta * powers(NOW)),
            equals(w(0), ZERO),
            equals(w(NOW), binomials(NOW)),
            eta,
            scalar("t"),
            eta * b,
        ),
        (),
        (
            Part("telescope", telescope, say("A sum of powers")),
            Part("any-start", general, say("From any start")),
            Part(
                "pascal-summed",
                pascal_summed,
                say(
                    "Pascal's rule, summed: {} and {} are the sums for {} and {} steps, {} is the "
                    "latter without its last term",
                    after(NOW),
                    same(NOW),
                    scalar("T"),
                    scalar("T") - 1,
                    shorter(NOW),
                ),
            ),
            Part(
                "from-zero", binomial, say("From zero, with binomial coefficients"), (ZERO_START,)
            ),
            *expansions,
        ),
        (needs_step("zero start", binomial),),
        Twin(
            say("All powers of the rate have positive coefficients."),
            equals(w(2), 2 * eta * b + eta**2 * A(b)),
            (ZERO_START, numbered_step(1), numbered_step(2)),
        ),
        notation=(
            (
                say(
                    "{}, {}, {}",
                    coefficient_after(NOW),
                    coefficient_same(NOW),
                    coefficient_left(NOW),
                ),
                say(
                    "the binomial coefficients of {} over {}, of {} over {} and of {} over {}, the "
                    "terms being counted from 0",
                    scalar("T"),
                    scalar("t") + 1,
                    scalar("T") - 1,
                    scalar("t") + 1,
                    scalar("T") - 1,
                    scalar("t"),
                ),
            ),
            (
                say(power_of_rate(NOW)),
                say("the power of {} and of {} in term {}, with its sign", eta, A, scalar("t")),
            ),
        ),
        remarks=(
            say(
                "Summed to the end, where the coefficient of {} over {} is 0, Pascal's rule says "
                "that the sums with binomial coefficients satisfy the recursion of descent. The "
                "sums for {} steps and fewer are multiplied out above without it.",
                scalar("T") - 1,
                scalar("T"),
                number(updates),
            ),
        ),
        citations=(RICHARDSON,),
    )
