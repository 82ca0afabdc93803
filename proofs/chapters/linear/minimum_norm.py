"""From zero the weights stay in the row space and tend to the solution of least norm."""

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, other, w
from proofs.chapters.linear.limits import (
    CONTRACTION_PARTS, DIFFERENCE_NOTATION, ENOUGH, EVERY_VECTOR, FROM_SOLUTION, LIMIT_NOTATION,
    START,
    VANISHING_PARTS, best, coefficients, dual, limit, stands_still, tolerance,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    AXLER, BEFORE, NOW, SAMPLES, SECOND_MOMENT, XT, A, X, b, design_step, m, n, run,
    squared, u, y,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    FROM_WHICH_STEP, LARGEST_NOTATION, NOT_SPANNED, ORTHOGONAL, RATE_PARTS, SPECTRUM_NOTATION,
    largest,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, assume, define, dot, equals, norm, say

PENROSE = (
    "R. Penrose, A generalized inverse for matrices, Mathematical Proceedings of the Cambridge "
    "Philosophical Society 51, 406-413, 1955."
)
combination = run("c")
_MADE = XT(combination(BEFORE))
_COMBINED = combination(BEFORE) - eta * ((X(_MADE) - y) / m)
IN_ROWS = equals(w(NOW), XT(combination(NOW)))
FARTHER, LEAST = squared(X(u - best)), squared(X(best) - y)
NORMAL = assume("least squares", equals(XT(X(best) - y), ZERO))
ALSO = assume("another solution", equals(XT(X(u) - y), ZERO))
DUAL = define("in the row space", best, XT(dual))
EMPTY = define("no combination yet", combination(0), ZERO)
GROWS = define("one step of the combination", combination(NOW), _COMBINED)
X_STEP = define("gradient descent", w(NOW), design_step(w(BEFORE)))
MOMENT = define("b", b, XT(y) / m)
AT_START = define("the coefficients at the start", coefficients(0), -dual)
NO_NULL = define("no part in the null space", n, ZERO)

entry = Entry(
    "linear.minimum-norm",
    place=120,
    title="From zero the limit is the least-squares solution of least norm",
    says=say(
        "From {} every {} lies in the row space of the design. If {} lies between 0 and {}, the "
        "weights tend to the least-squares solution {} in the row space, which has the least norm "
        "of all. From another start the limit is {} plus the part of {} in the null space.",
        *(ZERO_START.relation, w(NOW), eta, 2 / largest, best, best, w(0)),
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


@entry.part("The weights are combinations of the samples", name="row-space")
@induction(IN_ROWS, start=at_once("no steps", "the start is zero", ZERO_START, EMPTY))
def the_weights_stay_in_the_row_space(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", design_step(w(BEFORE)), X_STEP
    yield "=", design_step(_MADE), "the ", assumed
    yield "=", XT(_COMBINED), "a linear map of a sum", SAMPLES
    yield "=", ..., GROWS


@entry.part(say("What solves {} fits best", NORMAL.relation), squared(X(u) - y) >= LEAST)
def fits_best() -> Lines:
    apart = FARTHER + 2 * dot(u - best, NORMAL.relation.left) + LEAST
    yield "=", apart, "multiply out; the adjoint moves"
    yield "=", FARTHER + LEAST, NORMAL
    yield ">=", ..., "a square is not negative"


@entry.part(
    say("The difference of two solutions {} and {}", u, best), equals(XT(X(u - best)), ZERO)
)
def same_moments() -> Lines:
    yield "=", ALSO.relation.left - NORMAL.relation.left, "linear maps"
    yield "=", ZERO - ZERO, "both are solutions", NORMAL, ALSO
    yield "=", ..., "zero"


@entry.part("Any two solutions predict the same", equals(FARTHER, 0))
def same_fit() -> Lines:
    yield "=", dot(u - best, XT(X(u - best))), "the adjoint moves"
    yield "=", dot(u - best, ZERO), "two solutions", same_moments
    yield "=", ..., "the inner product with zero is 0"


@entry.part("They agree entry by entry", equals(X(u), X(best)))
def same_predictions() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", same_fit


@entry.part(say("The solution {} has the least norm", DUAL.relation), squared(u) >= squared(best))
def least_norm() -> Lines:
    apart = squared(best) + 2 * dot(dual, X(u) - X(best)) + squared(u - best)
    yield "=", apart, "multiply out; the adjoint moves", DUAL
    yield "=", squared(best) + squared(u - best), same_predictions
    yield ">=", ..., "a square is not negative"


entry.shares(*RATE_PARTS, *CONTRACTION_PARTS, *VANISHING_PARTS)


@entry.part("A least-squares solution is stationary", equals(A(best), b))
def stationary() -> Lines:
    yield "=", XT(X(best)) / m, "what A is", SECOND_MOMENT.at(best)
    yield "=", XT(y) / m, NORMAL, SAMPLES
    yield "=", ..., "what b is", MOMENT


entry.shares(("So it is a run that stands still", stands_still))


@entry.part(
    "Zero differs from it by a vector of the row space, and nothing else",
    equals(w(0), other(0) + START + n),
)
def from_zero() -> Lines:
    yield "=", XT(dual) - XT(dual), "the start is zero", ZERO_START
    solution = "the other run starts at the solution"
    yield "=", ..., solution, FROM_SOLUTION, DUAL, AT_START, NO_NULL


@entry.part(
    "The weights tend to it, plus the null-space part of the start",
    norm(w(NOW) - (best + n)) <= tolerance,
)
def reaches_the_solution() -> Lines:
    yield "=", norm(w(NOW) - other(NOW) - n), stands_still
    yield "<=", ..., limit


entry.in_words(ORTHOGONAL, NOT_SPANNED)
entry.in_words(ENOUGH, FROM_WHICH_STEP)
entry.twin(
    "The limit is the solution of least norm from any start.",
    equals(w(1), ZERO),
    define("a step for targets 0", w(1), w(0) - eta * (XT(X(w(0))) / m)),
    assume("a start that no feature sees", equals(X(w(0)), ZERO)),
    SAMPLES,
)
made = say("{}, {}", combination(NOW), dual)
entry.symbol(made, "coefficients with {} and {}", IN_ROWS, DUAL.relation)
entry.symbol(other(NOW), "the run that starts at {} and stands still", best)
entry.symbols(LARGEST_NOTATION, *SPECTRUM_NOTATION, *DIFFERENCE_NOTATION, *LIMIT_NOTATION)
