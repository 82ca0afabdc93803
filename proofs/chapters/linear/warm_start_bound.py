"""The error shrinks by rho at least in every step, so good starts have good bounds."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.limits import (
    CONTRACTION,
    CONTRACTION_PARTS,
    DIFFERENCE,
    DIFFERENCE_NEEDS,
    DIFFERENCE_NOTATION,
    EVERY_VECTOR,
    FROM_SOLUTION,
    NONNEGATIVE,
    SOLUTION,
    SPECTRUM,
    SPECTRUM_NEEDS,
    SPECTRUM_NOTATION,
    best,
    bound,
    coefficients,
    rho_nonnegative,
    rho_power,
    split,
    stands_still,
)
from proofs.chapters.linear.setting import AXLER, NOW, RICHARDSON, XT, A, n, rho, squared
from proofs.claim import Claim, Part, Twin, entry, needs_step
from proofs.derivation import Derivation, cite, derive
from proofs.terms import assume, define, norm, say


@cache
def distance_bound() -> Derivation:
    """|w(t) - (w* + n)| <= rho^t |w(0) - (w* + n)|."""
    goal = best + n
    premises = [
        cite(split()), cite(split(), "0"), cite(bound()), cite(stands_still()),
        cite(stands_still(), "0"),
    ]  # fmt: skip
    return (
        derive("the distance from the solution", norm(w(NOW) - goal), premises)
        .eq(
            norm(other(NOW) + XT(coefficients(NOW)) + n - goal), "the two parts of the difference"
        )
        .eq(norm(XT(coefficients(NOW))), "a solution stands still")
        .le(rho_power(NOW) * norm(XT(coefficients(0))), "the bound")
        .eq(rho_power(NOW) * norm(w(0) - goal), "the two parts of the difference, at the start")
    )  # fmt: skip


@entry("linear.warm-start-bound", place=150)
def warm_start_bound() -> Claim:
    """The error shrinks by rho at least in every step, so good starts have good bounds."""
    return Claim(
        "linear.warm-start-bound",
        "A start near the solution has a smaller bound on its error",
        say(
            "Let {} be a least-squares solution and let the start differ from it by a vector of "
            "the row space, plus {} in the null space. With {} for every eigenvalue of the row "
            "space, and {}, {} for every number of steps.",
            best,
            n,
            CONTRACTION.relation,
            rho >= 0,
            norm(w(NOW) - (best + n)) <= rho_power(NOW) * norm(w(0) - (best + n)),
        ),
        (),
        (
            *CONTRACTION_PARTS,
            Part(
                "stands-still",
                stands_still,
                say("A solution is a run that stands still"),
                (SOLUTION, FROM_SOLUTION),
            ),
            Part(
                "error-bound",
                distance_bound,
                say("The bound on the error"),
                (*SPECTRUM, *DIFFERENCE, NONNEGATIVE, SOLUTION, FROM_SOLUTION),
            ),
        ),
        (
            *SPECTRUM_NEEDS,
            *DIFFERENCE_NEEDS,
            needs_step("not negative", rho_nonnegative),
            needs_step("a stationary point", stands_still),
            needs_step("the other run starts there", stands_still),
        ),
        Twin(
            say("Of two starts the one nearer to the solution is nearer after a step as well."),
            squared(other(1)) <= squared(w(1)),
            (
                POSITIVE_RATE,
                assume("nearer", squared(other(0)) <= squared(w(0))),
                define("a step", w(1), w(0) - eta * A(w(0))),
                define("a step from the other start", other(1), other(0) - eta * A(other(0))),
            ),
        ),
        notation=(
            (say(other(NOW)), say("the run that starts at {} and stands still", best)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
        ),
        remarks=(
            say(
                "With independent columns {} is zero. With dependent ones the point that is "
                "approached is the solution {}, which shares its null-space part with the start.",
                n,
                best + n,
            ),
            say(
                "A bound is a promise about the worst case. Step by step the order of two starts "
                "can turn: linear.closer-start-can-end-farther."
            ),
            EVERY_VECTOR,
        ),
        citations=(AXLER, RICHARDSON),
    )
