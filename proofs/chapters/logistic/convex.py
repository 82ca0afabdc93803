"""The Hessian of the logistic loss is positive semidefinite; it need not be definite."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import BOYD
from proofs.chapters.linear.setting import BEFORE, NOW, sample, sequence, weights
from proofs.chapters.logistic.setting import LOGISTIC_LOSS, SECOND, z
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, derive
from proofs.terms import (
    EXP,
    SIGMOID,
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
from proofs.trusted import trust

q = vector("q")

curvature = sequence("k")


@entry("logistic.convex", place=50)
def convex() -> Claim:
    """The Hessian of the logistic loss is positive semidefinite; it need not be definite."""
    p = SIGMOID(dot(weights, sample))
    bend = p * (1 - p)
    empty = define("the empty sum of curvatures", curvature(0), 0)
    more = define(
        "one more curvature", curvature(NOW), curvature(BEFORE) + bend * dot(sample, q) ** 2
    )

    @cache
    def second_derivative() -> Derivation:
        from proofs.calculus import derivative

        slope = derivative(LOGISTIC_LOSS, z)
        found = trust("rules of differentiation", equals(SECOND, derivative(slope, z)))
        return (
            derive("the second derivative", SECOND, [found])
            .eq(derivative(slope, z), "SymPy's derivative of the derivative")
            .eq(EXP(z) / (1 + EXP(z)) ** 2, "collect")
            .eq(SIGMOID(z) * (1 - SIGMOID(z)), "the logistic function, twice")
        )

    @cache
    def sums() -> Induction:
        statement = curvature(NOW) >= 0
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", curvature(0), [empty]).ge(number(0), "the sum is empty")
        step = (
            derive("one more sample", curvature(NOW), [before, more])
            .eq(curvature(BEFORE) + bend * dot(sample, q) ** 2, "one more curvature")
            .ge(bend * dot(sample, q) ** 2, "the induction hypothesis")
            .ge(number(0), "a probability lies between 0 and 1")
        )
        return by_induction("the curvatures", [statement], base=[base], step=[step])

    unseen = assume("a direction that no sample sees", equals(dot(sample, q), 0))

    @cache
    def flat() -> Induction:
        statement = equals(curvature(NOW), 0)
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("no samples", curvature(0), [empty]).eq(number(0), "the sum is empty")
        step = (
            derive("one more sample", curvature(NOW), [before, more, unseen])
            .eq(curvature(BEFORE) + bend * dot(sample, q) ** 2, "one more curvature")
            .eq(0 + bend * number(0) ** 2, "the induction hypothesis, and ", unseen.relation)
            .eq(number(0), "nothing is added")
        )
        return by_induction("flat directions", [statement], base=[base], step=[step])

    return Claim(
        "logistic.convex",
        "The logistic loss is convex, but not always strictly",
        say(
            "In every direction {} the second derivative of the mean logistic loss is the mean of "
            "{} over the samples. It is never negative; and it is 0, at all weights, in directions "
            "that no sample sees.",
            q,
            bend * dot(sample, q) ** 2,
        ),
        (),
        (
            Part(
                "second-derivative",
                second_derivative,
                say("The second derivative in the net input"),
            ),
            Part("semidefinite", sums, say("The sum over the samples is never negative")),
            Part("not-definite", flat, say("The second derivative can be 0"), (unseen,)),
        ),
        (needs_step("a direction that no sample sees", flat),),
        Twin(
            say("The Hessian is positive definite, always."),
            SIGMOID(number(0)) * (1 - SIGMOID(number(0))) * dot(sample, q) ** 2 > 0,
            (
                assume("some direction", differs(q, ZERO)),
                assume("some sample", differs(sample, ZERO)),
            ),
        ),
        notation=(
            (say(z), say("a net input {}", dot(weights, vector("x")))),
            (say(SECOND), say("the second derivative of the loss in the net input")),
            (
                say(curvature(NOW)),
                say(
                    "the sum of {} over the first {} samples",
                    bend * dot(sample, q) ** 2,
                    scalar("t"),
                ),
            ),
        ),
        citations=(BOYD,),
    )
