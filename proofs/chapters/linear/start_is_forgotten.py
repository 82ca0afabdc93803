"""What two starts differ by decays in the row space and stays in the null space."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.limits import (
    CONTRACTION_PARTS, DIFFERENCE_NOTATION, ENOUGH, EVERY_VECTOR, LIMIT_NOTATION, NULL, PART, START,
    VANISHING_PARTS, coefficients, two_parts,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    AXLER, BEFORE, NOW, OTHER_STEP, STEP, A, X, b, decayed, n, squared,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    FROM_WHICH_STEP, LARGEST_NOTATION, NOT_SPANNED, ORTHOGONAL, RATE_PARTS, SPECTRUM_NOTATION,
    largest,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import Hypothesis, define, dot, equals, say, scalar

difference, POWER_ZERO, ONE_POWER = decayed("decayed_difference", w(0) - other(0))
FITTED = equals(X(w(NOW)) - X(other(NOW)), X(PART))

entry = Entry(
    "linear.start-is-forgotten",
    place=130,
    title="What two starts differ by is forgotten in the row space and kept in the null space",
    says=say(
        "After {} steps two runs differ by {}. Let {} lie between 0 and {}. If the starts differ "
        "by {}, with {} in the row space and {} in the null space, the runs differ by {} in the "
        "limit: they agree exactly if {} is zero, and their fitted values agree always.",
        *(scalar("t"), difference(NOW), eta, 2 / largest, START + n, START, n, n, n),
    ),
    remarks=(
        say(
            "If the design has full column rank, the row space is everything, {} is zero and every "
            "start is forgotten. That small random starts give nearly the result of zero is then "
            "true for the reason that all starts do.",
            n,
        ),
        EVERY_VECTOR,
    ),
    citations=(AXLER,),
)


@entry.part("The difference of two runs", name="difference")
@induction(equals(w(NOW) - other(NOW), difference(NOW)), start=at_once("the starts", POWER_ZERO))
def the_difference_decays(assumed: Hypothesis) -> Lines:
    """One more step."""
    before, twice = w(BEFORE) - other(BEFORE), STEP.relation.right - OTHER_STEP.relation.right
    yield "=", twice, "gradient descent, twice", assumed, STEP, OTHER_STEP
    yield "=", before - eta * A(before), b, " cancels"
    yield "=", difference(BEFORE) - eta * A(difference(BEFORE)), "the ", assumed
    yield "=", ..., ONE_POWER


entry.shares(*RATE_PARTS, *CONTRACTION_PARTS, *VANISHING_PARTS)


@entry.part(
    "Conversely: the difference is never shorter than its null-space part",
    squared(w(NOW) - other(NOW)) >= squared(n),
)
def null_space() -> Lines:
    apart = squared(PART) + 2 * dot(coefficients(NOW), X(n)) + squared(n)
    yield "=", squared(PART + n), two_parts
    yield "=", apart, "multiply out; the adjoint moves"
    yield "=", squared(PART) + squared(n), NULL
    yield ">=", ..., "a square is not negative"


@entry.part("The fitted values see the row-space part alone, and that vanishes", FITTED)
def predictions() -> Lines:
    yield "=", X(PART + n), two_parts
    yield "=", ..., NULL


entry.in_words(ORTHOGONAL, NOT_SPANNED)
entry.in_words(ENOUGH, FROM_WHICH_STEP)
entry.twin(
    "Two runs come closer with every step.",
    squared(w(1) - other(1)) <= squared(w(0) - other(0)),
    POSITIVE_RATE,
    define("a step", w(1), w(0) - eta * (A(w(0)) - b)),
    define("a step of the other run", other(1), other(0) - eta * (A(other(0)) - b)),
)
entry.symbol(other(NOW), "the weights of the run from the other start")
entry.symbols(LARGEST_NOTATION, *SPECTRUM_NOTATION, *DIFFERENCE_NOTATION, *LIMIT_NOTATION)
