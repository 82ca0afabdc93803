"""The error shrinks by rho at least in every step, so good starts have good bounds."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.limits import (
    CONTRACTION_PARTS, DIFFERENCE_NOTATION, EVERY_VECTOR, NONNEGATIVE, PART, START, best, bound,
    rho_power, stands_still, two_parts,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    AXLER, NOW, RICHARDSON, A, n, squared,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    CONTRACTION, NOT_SPANNED, ORTHOGONAL, ROWS, SPECTRUM_NOTATION, UNIT, component_by_component,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import assume, define, norm, say

GOAL = best + n
BOUND = norm(w(NOW) - GOAL) <= rho_power(NOW) * norm(w(0) - GOAL)

entry = Entry(
    "linear.warm-start-bound",
    place=150,
    title="A start near the solution has a smaller bound on its error",
    says=say(
        "Let {} be a least-squares solution and let the start differ from it by a vector of the "
        "row space, plus {} in the null space. With {} for every eigenvalue of the row space, and "
        "{}, {} for every number of steps.",
        *(best, n, CONTRACTION.relation, NONNEGATIVE.relation, BOUND),
    ),
    remarks=(
        say(
            "With independent columns {} is zero. With dependent ones the point that is approached "
            "is the solution {}, which shares its null-space part with the start.",
            *(n, GOAL),
        ),
        say(
            "A bound is a promise about the worst case. Step by step the order of two starts can "
            "turn: linear.closer-start-can-end-farther."
        ),
        EVERY_VECTOR,
    ),
    citations=(AXLER, RICHARDSON),
)
entry.shares(*CONTRACTION_PARTS, ("A solution is a run that stands still", stands_still))


@entry.part("The bound on the error", BOUND)
def error_bound() -> Lines:
    still, at_start = (stands_still, stands_still.at("0")), two_parts.at("0")
    yield "=", norm(other(NOW) + PART + n - GOAL), two_parts
    yield "=", norm(PART), *still
    yield "<=", rho_power(NOW) * norm(START), bound
    yield "=", ..., "the two parts of the difference, at the start", at_start


_NEXT, _OTHER_NEXT = (start - eta * A(start) for start in (w(0), other(0)))
for hypothesis in (ORTHOGONAL, ROWS):
    entry.in_words(hypothesis, NOT_SPANNED)
entry.without(UNIT, "", component_by_component, longest=1)
entry.twin(
    "Of two starts the one nearer to the solution is nearer after a step as well.",
    squared(other(1)) <= squared(w(1)),
    *(POSITIVE_RATE, assume("nearer", squared(other(0)) <= squared(w(0)))),
    define("a step", w(1), _NEXT),
    define("a step from the other start", other(1), _OTHER_NEXT),
)
entry.symbol(other(NOW), "the run that starts at {} and stands still", best)
entry.symbols(*SPECTRUM_NOTATION, *DIFFERENCE_NOTATION)
