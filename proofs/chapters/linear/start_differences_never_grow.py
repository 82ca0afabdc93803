"""At small rates two runs are never farther apart than their starts, whatever the design."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.setting import (
    AXLER, BEFORE, NO_MEAN, NOW, OTHER_STEP, SAMPLES, SECOND_MOMENT, STEP, A, X, b, largest, m,
    squared, u,
)  # fmt: skip
from proofs.instance import Matrix
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    ZERO, Hypothesis, Relation, Term, assume, define, dot, equals, norm, say, vector,
)  # fmt: skip

d = vector("d")
RATE = assume("rate not negative", eta >= 0)
SMALL = assume("small rate", eta * largest <= 2)
LARGEST = assume("largest eigenvalue", dot(u, A(u)) <= largest * squared(u), (u,))
OTHER_AT_ZERO = assume("the other run starts at zero", equals(other(0), ZERO))
APART = w(NOW) - other(NOW)
AT, LEFT = w(BEFORE) - other(BEFORE), d - eta * A(d)
OUT = 2 * d - eta * A(d)


def nearer(bound: Term) -> Relation:
    """The runs are not farther apart than this."""
    return norm(APART) <= bound


STEPS = (
    define("a step", w(1), w(0) - eta * (A(w(0)) - b)),
    define("a step of the other run", other(1), other(0) - eta * (A(other(0)) - b)),
)
ONE_STEP = squared(w(1) - other(1)) <= squared(w(0) - other(0))
GIVEN = (SAMPLES, SECOND_MOMENT, LARGEST, RATE, SMALL)


entry = Entry(
    "linear.start-differences-never-grow",
    place=125,
    title="At small rates two runs never get farther apart than their starts",
    idea="Two runs on the same data are pulled by the same targets, which cancel in their "
    "difference. What is left of a step multiplies the difference by a matrix that at small rates "
    "makes no vector longer.",
    says=say(
        "Let {} for every {}, as for the largest eigenvalue {} of {}. If {} and {}, then {} for "
        "every number of steps, any two starts, any targets and any design. So a run whose "
        "start is small stays as near to the run from {}: {}.",
        *(LARGEST.relation, u, largest, A, RATE.relation, SMALL.relation),
        *(nearer(norm(w(0) - other(0))), OTHER_AT_ZERO.relation, nearer(norm(w(0)))),
    ),
    given=GIVEN,
    remarks=(
        say(
            "The largest eigenvalue has that bound by the spectral theorem (Axler 2015, theorem "
            "7.29), and no smaller number has it, as an eigenvector shows. Where all features are "
            "zero it is 0, and {} holds at every rate.",
            SMALL.relation,
        ),
        say("What becomes of the difference in the limit: linear.start-is-forgotten."),
    ),
    citations=(AXLER,),
)
entry.in_words(SAMPLES, NO_MEAN)
DOWN = {"A": Matrix(((Fraction(-1),),)), "eta": Fraction(1), "lambda_max": Fraction(1)}
entry.without(SECOND_MOMENT, "Where the loss bends down, runs part:", fixed=DOWN)
entry.without(LARGEST, "A number that is no bound on the eigenvalues bounds no rate:")
entry.without(RATE, "At a negative rate the runs part:")
entry.without(SMALL, "At a large rate they part as well:")


@entry.part(say("{} is positive or zero along any vector", A), dot(OUT, A(OUT)) >= 0)
def positive() -> Lines:
    yield "=", squared(X(OUT)) / m, "what A is; the adjoint moves", SECOND_MOMENT.at(OUT), SAMPLES
    yield ">=", ..., "a square is not negative"


LENGTH = squared(A(d))
FALL = 2 * dot(d, A(d)) - eta * LENGTH


@entry.part(say("The largest eigenvalue, met at {}", A(d)), eta * dot(A(d), A(A(d))) <= 2 * LENGTH)
def bounded() -> Lines:
    yield "<=", eta * (largest * LENGTH), LARGEST.at(A(d)), " and ", RATE
    yield "<=", ..., SMALL


@entry.part("What one step takes off", FALL >= 0)
def falls() -> Lines:
    apart = dot(OUT, A(OUT)) / 2 + eta * (2 * LENGTH - eta * dot(A(d), A(A(d)))) / 2
    yield "=", apart, "multiply out; ", A, " is its own adjoint"
    yield ">=", ..., positive, bounded, RATE


@entry.part("One step brings no two points farther apart", squared(LEFT) <= squared(d))
def one_step() -> Lines:
    yield "=", squared(d) - eta * FALL, "multiply out"
    yield "<=", ..., "both factors are not negative", RATE, falls


@entry.part("Two runs", name="squares")
@induction(
    squared(APART) <= squared(w(0) - other(0)), start=at_once("the start", "both sides are equal")
)
def two_runs(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield (
        "=",
        squared(AT - eta * A(AT)),
        "gradient descent, twice; ",
        b,
        " cancels",
        STEP,
        OTHER_STEP,
    )
    yield "<=", squared(AT), one_step.of({d: AT})
    yield "<=", ..., "the ", assumed


@entry.part("So their distance", nearer(norm(w(0) - other(0))))
def distance() -> Lines:
    yield "<=", ..., "squares keep the order", two_runs


@entry.part("Beside the run from zero: a small start stays within its own size", nearer(norm(w(0))))
def small_start() -> Lines:
    yield "<=", norm(w(0) - other(0)), distance
    yield "=", ..., OTHER_AT_ZERO


entry.twin(
    "So it is at every positive rate.", ONE_STEP, *(SAMPLES, SECOND_MOMENT, POSITIVE_RATE, *STEPS)
)
entry.symbol(other(NOW), "the weights of the run from the other start")
