"""What two starts differ by decays in the row space and stays in the null space."""

from __future__ import annotations

from functools import cache

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.limits import (
    CONTRACTION_PARTS,
    DIFFERENCE,
    DIFFERENCE_NEEDS,
    DIFFERENCE_NOTATION,
    EVERY_VECTOR,
    LIMIT_NEEDS,
    LIMIT_NOTATION,
    NULL,
    RATE_NEEDS,
    RATE_PARTS,
    SPECTRUM_NEEDS,
    SPECTRUM_NOTATION,
    VANISHING_PARTS,
    coefficients,
    largest,
    split,
)
from proofs.chapters.linear.setting import (
    AXLER,
    BEFORE,
    NOW,
    OTHER_STEP,
    STEP,
    XT,
    A,
    X,
    b,
    decayed,
    n,
    squared,
)
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Derivation, Induction, assumed_before, by_induction, cite, derive
from proofs.terms import define, dot, equals, say, scalar


@entry("linear.start-is-forgotten", place=130)
def start_is_forgotten() -> Claim:
    """What two starts differ by decays in the row space and stays in the null space."""
    difference, zero_power, one_power = decayed("decayed_difference", w(0) - other(0))

    @cache
    def differ() -> Induction:
        statement = equals(w(NOW) - other(NOW), difference(NOW))
        (before,) = assumed_before("induction hypothesis", statement)
        base = derive("the starts", w(0) - other(0), [zero_power]).eq(difference(0), "power 0")
        step = (
            derive("one more step", w(NOW) - other(NOW), [before, STEP, OTHER_STEP, one_power])
            .eq(
                (w(BEFORE) - eta * (A(w(BEFORE)) - b))
                - (other(BEFORE) - eta * (A(other(BEFORE)) - b)),
                "gradient descent, twice",
            )
            .eq((w(BEFORE) - other(BEFORE)) - eta * A(w(BEFORE) - other(BEFORE)), b, " cancels")
            .eq(difference(BEFORE) - eta * A(difference(BEFORE)), "the induction hypothesis")
            .eq(difference(NOW), "one more power")
        )
        return by_induction("the difference decays", [statement], base=[base], step=[step])

    @cache
    def remembers() -> Derivation:
        return (
            derive("what is never forgotten", squared(w(NOW) - other(NOW)), [NULL, cite(split())])
            .eq(squared(XT(coefficients(NOW)) + n), "the two parts of the difference")
            .eq(
                squared(XT(coefficients(NOW))) + 2 * dot(coefficients(NOW), X(n)) + squared(n),
                "multiply out; the adjoint moves",
            )
            .eq(squared(XT(coefficients(NOW))) + squared(n), NULL.relation)
            .ge(squared(n), "a square is not negative")
        )

    @cache
    def predictions() -> Derivation:
        return (
            derive("the fitted values", X(w(NOW)) - X(other(NOW)), [NULL, cite(split())])
            .eq(X(XT(coefficients(NOW)) + n), "the two parts of the difference")
            .eq(X(XT(coefficients(NOW))), NULL.relation)
        )

    return Claim(
        "linear.start-is-forgotten",
        "What two starts differ by is forgotten in the row space and kept in the null space",
        say(
            "After {} steps two runs differ by {}. Let {} lie between 0 and {}. If the starts "
            "differ by {}, with {} in the row space and {} in the null space, the runs differ by "
            "{} in the limit: they agree exactly if {} is zero, and their fitted values agree "
            "always.",
            scalar("t"),
            difference(NOW),
            eta,
            2 / largest,
            XT(coefficients(0)) + n,
            XT(coefficients(0)),
            n,
            n,
            n,
        ),
        (),
        (
            Part("difference", differ, say("The difference of two runs")),
            *RATE_PARTS,
            *CONTRACTION_PARTS,
            *VANISHING_PARTS,
            Part(
                "null-space",
                remembers,
                say("Conversely: the difference is never shorter than its null-space part"),
                DIFFERENCE,
            ),
            Part(
                "predictions",
                predictions,
                say("The fitted values see the row-space part alone, and that vanishes"),
                DIFFERENCE,
            ),
        ),
        (*RATE_NEEDS, *SPECTRUM_NEEDS, *DIFFERENCE_NEEDS, *LIMIT_NEEDS),
        Twin(
            say("Two runs come closer with every step."),
            squared(w(1) - other(1)) <= squared(w(0) - other(0)),
            (
                POSITIVE_RATE,
                define("a step", w(1), w(0) - eta * (A(w(0)) - b)),
                define("a step of the other run", other(1), other(0) - eta * (A(other(0)) - b)),
            ),
        ),
        notation=(
            (say(other(NOW)), say("the weights of the run from the other start")),
            (say(largest), say("the largest eigenvalue of {}", A)),
            *SPECTRUM_NOTATION,
            *DIFFERENCE_NOTATION,
            *LIMIT_NOTATION,
        ),
        remarks=(
            say(
                "If the design has full column rank, the row space is everything, {} is zero and "
                "every start is forgotten. That small random starts give nearly the result of zero "
                "is then true for the reason that all starts do.",
                n,
            ),
            EVERY_VECTOR,
        ),
        citations=(AXLER,),
    )
