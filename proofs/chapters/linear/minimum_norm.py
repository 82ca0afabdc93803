"""From zero the weights stay in the row space and tend to the solution of least norm."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, other, w
from proofs.chapters.linear.limits import (
    BELOW_ONE,
    CONTRACTION_PARTS,
    DIFFERENCE,
    DIFFERENCE_NEEDS,
    DIFFERENCE_NOTATION,
    ENOUGH,
    EVERY_VECTOR,
    FROM_SOLUTION,
    LIMIT_NEEDS,
    LIMIT_NOTATION,
    NONNEGATIVE,
    POSITIVE_H,
    RATE_NEEDS,
    RATE_PARTS,
    SOLUTION,
    SPECTRUM,
    SPECTRUM_NEEDS,
    SPECTRUM_NOTATION,
    VANISHING_PARTS,
    best,
    coefficients,
    dual,
    largest,
    limit,
    stands_still,
    tolerance,
)
from proofs.chapters.linear.setting import (
    AXLER,
    BEFORE,
    NOW,
    SAMPLES,
    SECOND_MOMENT,
    XT,
    A,
    X,
    b,
    design_step,
    m,
    n,
    run,
    squared,
    u,
    y,
)
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import ZERO, assume, define, dot, equals, norm, number, say

PENROSE = (
    "R. Penrose, A generalized inverse for matrices, Mathematical Proceedings of the Cambridge "
    "Philosophical Society 51, 406-413, 1955."
)

X_STEP = define("gradient descent", w(NOW), design_step(w(BEFORE)))


@cache
def reaches() -> Derivation:
    """|w(t) - (w* + n)| <= epsilon after enough steps."""
    return (
        derive(
            "the weights tend to the solution",
            norm(w(NOW) - (best + n)),
            [cite(limit()), cite(stands_still())],
        )
        .eq(norm(w(NOW) - other(NOW) - n), "a solution stands still")
        .le(tolerance, "the limit")
    )


@entry("linear.minimum-norm", place=120)
def minimum_norm() -> Claim:
    """From zero the weights stay in the row space and tend to the solution of least norm."""
    combination = run("c")
    empty = define("no combination yet", combination(0), ZERO)
    grows = define(
        "one step of the combination",
        combination(NOW),
        combination(BEFORE) - eta * ((X(XT(combination(BEFORE))) - y) / m),
    )
    in_rows = define("in the row space", best, XT(dual))
    normal = assume("least squares", equals(XT(X(best) - y), ZERO))
    also = assume("another solution", equals(XT(X(u) - y), ZERO))
    moment = define("b", b, XT(y) / m)

    @cache
    def row_space() -> Induction:
        statement = equals(w(NOW), XT(combination(NOW)))
        (before,) = assumed_before("induction hypothesis", statement)
        base = (
            derive("no steps", w(0), [ZERO_START, empty])
            .eq(ZERO, "the start is zero")
            .eq(XT(combination(0)), "of nothing")
        )
        step = (
            derive("one more step", w(NOW), [before, X_STEP, grows, SAMPLES])
            .eq(design_step(w(BEFORE)), "gradient descent")
            .eq(design_step(XT(combination(BEFORE))), "the induction hypothesis")
            .eq(
                XT(combination(BEFORE) - eta * ((X(XT(combination(BEFORE))) - y) / m)),
                "a linear map of a sum",
            )
            .eq(XT(combination(NOW)), "one step of the combination")
        )
        return by_induction(
            "the weights stay in the row space", [statement], base=[base], step=[step]
        )

    @cache
    def fits_best() -> Derivation:
        return (
            derive("nothing fits better", squared(X(u) - y), [normal])
            .eq(
                squared(X(u - best)) + 2 * dot(u - best, XT(X(best) - y)) + squared(X(best) - y),
                "multiply out; the adjoint moves",
            )
            .eq(squared(X(u - best)) + squared(X(best) - y), normal.relation)
            .ge(squared(X(best) - y), "a square is not negative")
        )

    @cache
    def same_moments() -> Derivation:
        return (
            derive("two solutions", XT(X(u - best)), [normal, also])
            .eq(XT(X(u) - y) - XT(X(best) - y), "linear maps")
            .eq(ZERO - ZERO, "both are solutions")
            .eq(ZERO, "zero")
        )

    @cache
    def same_fit() -> Derivation:
        return (
            derive("two solutions fit alike", squared(X(u - best)), [cite(same_moments())])
            .eq(dot(u - best, XT(X(u - best))), "the adjoint moves")
            .eq(dot(u - best, ZERO), "two solutions")
            .eq(number(0), "the inner product with zero is 0")
        )

    @cache
    def same_predictions() -> Derivation:
        return derive("the same predictions", X(u), [cite(same_fit())]).eq(
            X(best), "a vector of length 0 is zero"
        )

    @cache
    def least() -> Derivation:
        return (
            derive("least norm", squared(u), [in_rows, cite(same_predictions())])
            .eq(
                squared(best) + 2 * dot(dual, X(u) - X(best)) + squared(u - best),
                "multiply out; the adjoint moves",
            )
            .eq(squared(best) + squared(u - best), "the same predictions")
            .ge(squared(best), "a square is not negative")
        )

    @cache
    def is_stationary() -> Derivation:
        premises = [normal, moment, SAMPLES, SECOND_MOMENT.at(best)]
        return (
            derive("a least-squares solution is stationary", A(best), premises)
            .eq(XT(X(best)) / m, "what A is")
            .eq(XT(y) / m, normal.relation)
            .eq(b, "what b is")
        )

    @cache
    def zero_is_covered() -> Derivation:
        premises = [
            ZERO_START,
            FROM_SOLUTION,
            in_rows,
            define("the coefficients at the start", coefficients(0), -dual),
            define("no part in the null space", n, ZERO),
        ]
        return (
            derive("zero, seen from the solution", w(0), premises)
            .eq(XT(dual) - XT(dual), "the start is zero")
            .eq(other(0) + XT(coefficients(0)) + n, "the other run starts at the solution")
        )

    return Claim(
        "linear.minimum-norm",
        "From zero the limit is the least-squares solution of least norm",
        say(
            "From {} every {} lies in the row space of the design. If {} lies between 0 and {}, "
            "the weights tend to the least-squares solution {} in the row space, which has the "
            "least norm of all. From another start the limit is {} plus the part of {} in the null "
            "space.",
            equals(w(0), ZERO),
            w(NOW),
            eta,
            2 / largest,
            best,
            best,
            w(0),
        ),
        (),
        (
            Part(
                "row-space",
                row_space,
                say("The weights are combinations of the samples"),
                (ZERO_START, SAMPLES),
            ),
            Part(
                "fits-best", fits_best, say("What solves {} fits best", normal.relation), (normal,)
            ),
            Part(
                "same-moments",
                same_moments,
                say("The difference of two solutions {} and {}", u, best),
                (normal, also),
            ),
            Part("same-fit", same_fit, say("Any two solutions predict the same"), (normal, also)),
            Part(
                "same-predictions",
                same_predictions,
                say("They agree entry by entry"),
                (normal, also),
            ),
            Part(
                "least-norm",
                least,
                say("The solution {} has the least norm", in_rows.relation),
                (normal, also),
            ),
            *RATE_PARTS,
            *CONTRACTION_PARTS,
            *VANISHING_PARTS,
            Part(
                "stationary",
                is_stationary,
                say("A least-squares solution is stationary"),
                (normal, SAMPLES, SECOND_MOMENT),
            ),
            Part(
                "stands-still",
                stands_still,
                say("So it is a run that stands still"),
                (SOLUTION, FROM_SOLUTION),
            ),
            Part(
                "from-zero",
                zero_is_covered,
                say("Zero differs from it by a vector of the row space, and nothing else"),
                (ZERO_START, FROM_SOLUTION),
            ),
            Part(
                "reaches-the-solution",
                reaches,
                say("The weights tend to it, plus the null-space part of the start"),
                (
                    *SPECTRUM,
                    *DIFFERENCE,
                    NONNEGATIVE,
                    BELOW_ONE,
                    POSITIVE_H,
                    ENOUGH,
                    SOLUTION,
                    FROM_SOLUTION,
                ),
            ),
        ),
        (
            needs_step("zero start", row_space),
            needs_step("least squares", fits_best),
            needs_step("another solution", same_moments),
            *RATE_NEEDS,
            *SPECTRUM_NEEDS,
            *DIFFERENCE_NEEDS,
            *LIMIT_NEEDS,
            needs_step("a stationary point", stands_still),
            needs_step("the other run starts there", stands_still),
        ),
        Twin(
            say("The limit is the solution of least norm from any start."),
            equals(w(1), ZERO),
            (
                define("a step for targets 0", w(1), w(0) - eta * (XT(X(w(0))) / m)),
                assume("a start that no feature sees", equals(X(w(0)), ZERO)),
                SAMPLES,
            ),
        ),
        notation=(
            (
                say("{}, {}", combination(NOW), dual),
                say(
                    "coefficients with {} and {}",
                    equals(w(NOW), XT(combination(NOW))),
                    in_rows.relation,
                ),
            ),
            (say(other(NOW)), say("the run that starts at {} and stands still", best)),
            (say(largest), say("the largest eigenvalue of {}", A)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
            *LIMIT_NOTATION,
        ),
        remarks=(
            say(
                "The least-squares solution of least norm is {}, the pseudo-inverse of the design "
                "applied to the targets (Penrose 1955).",
                best,
            ),
            EVERY_VECTOR,
        ),
        citations=(PENROSE, AXLER),
    )
