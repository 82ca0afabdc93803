"""From zero the weights stay in the row space and tend to the solution of least norm."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.descent import NONE, STEP, k, n, w
from proofs.chapters.linear.setting import (
    AXLER, SAMPLES, SECOND_MOMENT, XT, A, X, b, m, squared, v, y,
)  # fmt: skip
from proofs.chapters.linear.solution import (
    ANY_OTHER, BEST, FITS, MOMENT, NORMS, SHARES, SOLUTION_PARTS, also, p, stationary,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    AN_ORTHONORMAL_BASIS, CURVED, DIFFERENCE, EIGEN, FACTOR, FROM_SOLUTION,
    LENGTH_PARTS, ONE_OF_THEM, OTHER_STEP, RATE_PARTS, REST, REST_PARTS, ROW_SPACE,
    ROW_SPACE_NOTATION, SIZE, SMALL, a, eigenvalue, family_needs, limit, other, r, s,
    small_rates, u, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    ZERO, Hypothesis, assume, define, dot, equals, finite_sum, function, say,
)  # fmt: skip

PENROSE = (
    "R. Penrose, A generalized inverse for matrices, Mathematical Proceedings of the Cambridge "
    "Philosophical Society 51, 406-413, 1955."
)
combination = function("g", ("step",), "vector")
EMPTY = define("no combination yet", combination(NONE), ZERO)
_MADE = XT(combination(n))
GROWS = define(
    "one step of the combination",
    *(combination(n + 1), combination(n) - eta * ((X(_MADE) - y) / m), (n,)),
)
IN_ROWS = equals(w(n), XT(combination(n)))
START = w(NONE) - s
AFTER = finite_sum(k, r, dot(START, u(k)) ** 2 / (1 - FACTOR**2)) / (n + 1)
REACHES = squared(w(n) - (s + z)) <= AFTER

entry = Entry(
    "linear.minimum-norm",
    place=120,
    title="At small rates the limit from zero is the least-squares solution of least norm",
    idea="Every step adds a combination of the samples, so from zero the weights stay in the space "
    "that the samples span. It holds one best fit, the shortest of all; and at small rates what is "
    "missing from it shrinks along every eigenvector.",
    says=say(
        "Let {} and {} for every {}, and {} for every {}. Then {} is a least-squares solution: {} "
        "for every {}. It has the least norm of all: any {} with {} for every {} solves the "
        "normal equations, {}, and {}. From {} every {} lies in the row space, {}. For {} and {} "
        "the run from any start tends to {}, with {}: {}. From zero {}, and the limit is {}.",
        *(EIGEN.relation, CURVED.relation, k < r, ROW_SPACE.relation, a, BEST.relation, FITS, v),
        *(v, ANY_OTHER.relation, p),
        *also.proves,
        *(NORMS, ZERO_START.relation, w(n), IN_ROWS),
        *(POSITIVE_RATE.relation, SMALL.relation, s + z, equals(X(z), ZERO), REACHES),
        *(equals(z, ZERO), s),
    ),
    given=(SAMPLES, SECOND_MOMENT, EIGEN, CURVED, ROW_SPACE),
    aside=(k < r,),
    remarks=(
        say(
            "The least-squares solution of least norm is {}, the pseudo-inverse of the design "
            "applied to the targets (Penrose 1955).",
            s,
        ),
        AN_ORTHONORMAL_BASIS,
    ),
    citations=(PENROSE, AXLER),
)
entry.figure(figures.least_norm)


@entry.part("The weights are combinations of the samples", name="row-space")
@induction(IN_ROWS, start=at_once("no steps", "the start is zero", ZERO_START, EMPTY), over=n)
def the_weights_stay_in_the_row_space(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", w(n) - eta * (A(w(n)) - b), STEP.at(n)
    yield "=", _MADE - eta * (A(_MADE) - b), "the ", assumed
    known = (SECOND_MOMENT.at(_MADE), MOMENT, SAMPLES)
    yield "=", XT(combination(n) - eta * ((X(_MADE) - y) / m)), "what A and b are", *known
    yield "=", ..., GROWS.at(n)


entry.shares(*SOLUTION_PARTS)


@entry.part("So it is a run that stands still")
@induction(equals(other(n), s), start=at_once("the start", FROM_SOLUTION), over=n)
def stands_still(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", other(n) - eta * (A(other(n)) - b), OTHER_STEP.at(n)
    yield "=", s - eta * (A(s) - b), "the ", assumed
    yield "=", ..., stationary, BEST


entry.shares(*REST_PARTS, *LENGTH_PARTS, *RATE_PARTS)


@entry.part("The weights tend to it, plus the rest", REACHES)
def reaches_the_solution() -> Lines:
    yield "=", squared(DIFFERENCE - z), stands_still, FROM_SOLUTION, BEST
    yield "<=", SIZE / (n + 1), limit, REST, small_rates.of({}, every=(k,))
    yield "=", ..., FROM_SOLUTION


@entry.part("Components of the solution", equals(dot(s, u(k)), SHARES))
def shares() -> Lines:
    yield "=", dot(s, A(u(k))) / eigenvalue(k), EIGEN.at(k), CURVED.at(k), ONE_OF_THEM
    yield "=", ..., stationary, BEST


@entry.part("From zero nothing is left", equals(z, ZERO))
def from_zero() -> Lines:
    yield "=", finite_sum(k, r, dot(s, u(k)) * u(k)) - s, REST, FROM_SOLUTION, ZERO_START
    yield "=", finite_sum(k, r, SHARES * u(k)) - s, shares.of({}, every=(k,))
    yield "=", ..., BEST


family_needs(entry)
entry.twin(
    "The limit is the solution of least norm from any start.",
    equals(w(1), ZERO),
    define("a step for targets 0", w(1), w(NONE) - eta * (XT(X(w(NONE))) / m)),
    assume("a start that no feature sees", equals(X(w(NONE)), ZERO)),
    SAMPLES,
)
entry.symbol(combination(n), "coefficients with {}", IN_ROWS)
entry.symbol(z, "what is left of {} without its components", START)
entry.symbols(*ROW_SPACE_NOTATION)
