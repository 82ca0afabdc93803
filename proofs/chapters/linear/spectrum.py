"""The row space by its eigenvectors: one step contracts it, and which rates are small enough."""

from typing import Any

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, SECOND_MOMENT, XT, A, X, cauchy_schwarz, m, rho, run, sequence, squared,
    steps, v,
)  # fmt: skip
from proofs.derivation import apply_fact
from proofs.statement import Lines, Parts, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, Relation, Term, assume, define, dot, equals, say, scalar,
)  # fmt: skip

RANK = "r"
eigen, rows, remainder = run("q"), run("p"), run("z")
eigenvalue, largest = sequence("lambda"), scalar("lambda_max")
WHOLE, LAMBDA = XT(v), eigenvalue(NOW)

_APART = (steps(NOW) - steps("k")) * dot(eigen(NOW), eigen("k"))
UNIT = assume("unit eigenvectors", equals(squared(eigen(NOW)), 1))
ORTHOGONAL = assume("orthogonal eigenvectors", equals(_APART, 0))
EIGEN = assume("eigenvectors", equals(A(eigen(NOW)), LAMBDA * eigen(NOW)))
ROWS = assume("eigenvectors of the row space", equals(eigen(NOW), XT(rows(NOW))))
CONTRACTION = assume("rate of contraction", (1 - eta * LAMBDA) ** 2 <= rho**2)
BELOW_LARGEST = assume("largest eigenvalue", LAMBDA <= largest)
SMALL_RATE = assume("small rate", eta * largest < 2)

_share = dot(eigen(NOW), remainder(BEFORE))
PEEL_START = define("nothing taken off yet", remainder(0), WHOLE)
PEEL = define("one component taken off", remainder(NOW), remainder(BEFORE) - _share * eigen(NOW))
SPECTRAL = apply_fact(
    "spectral theorem", equals(remainder(RANK), ZERO),
    *(UNIT, ORTHOGONAL, EIGEN, ROWS), for_all=(v,),
).at(v)  # fmt: skip


def shrunk(at: Term) -> Term:
    """(I - eta A) u."""
    return at - eta * A(at)


def _bounded(index: str) -> Relation:
    """|(I - eta A) u| is at most rho |u|, but for what is left."""
    rest = remainder(index)
    room = rho**2 * squared(WHOLE) + squared(shrunk(rest)) - rho**2 * squared(rest)
    return squared(shrunk(WHOLE)) <= room


@induction(_bounded(NOW), start=at_once("nothing taken off", "both sides are equal", PEEL_START))
def component_by_component(assumed: Hypothesis) -> Lines:
    """One component."""
    taken = squared(shrunk(remainder(NOW))) + (1 - eta * LAMBDA) ** 2 * _share**2
    apart = rho**2 * squared(WHOLE) + taken - rho**2 * (squared(remainder(NOW)) + _share**2)
    twice = "Pythagoras, twice: what is left is perpendicular to the component"
    yield "<=", _bounded(BEFORE).right, "the ", assumed, PEEL, UNIT, EIGEN
    yield "=", apart, twice
    yield "<=", ..., CONTRACTION


@chain(squared(shrunk(WHOLE)) <= rho**2 * squared(WHOLE), name="one step contracts")
def one_step() -> Lines:
    known = (UNIT, EIGEN, CONTRACTION, SPECTRAL)
    yield "<=", _bounded(RANK).right, component_by_component.at(RANK), *known
    yield "=", ..., "the spectral theorem: nothing is left in the end"


# Small rates -------------------------------------------------------------------------------------

IMAGE = X(eigen(NOW))


@chain(equals(squared(IMAGE), m * LAMBDA), name="the length of an image")
def image_length() -> Lines:
    moved = "the adjoint moves; what A is"
    yield "=", m * dot(A(eigen(NOW)), eigen(NOW)), moved, SAMPLES, SECOND_MOMENT.at(eigen(NOW))
    yield "=", ..., EIGEN, " and ", UNIT


@chain(equals(dot(rows(NOW), IMAGE), 1))
def seen_by_its_rows() -> Lines:
    yield "=", dot(XT(rows(NOW)), eigen(NOW)), "the adjoint moves"
    yield "=", squared(eigen(NOW)), ROWS
    yield "=", ..., UNIT


@chain(squared(rows(NOW)) * (m * LAMBDA) >= 1, name="an image")
def long_images() -> Lines:
    yield "=", squared(rows(NOW)) * squared(IMAGE), image_length
    yield ">=", dot(rows(NOW), IMAGE) ** 2, cauchy_schwarz(rows(NOW), IMAGE)
    yield "=", ..., seen_by_its_rows


@chain(LAMBDA > 0, name="eigenvalues")
def positive_eigenvalues() -> Lines:
    positive = ("the product with a square and ", m, " is positive")
    yield ">", ..., *positive, SAMPLES, long_images


@chain((1 - eta * LAMBDA) ** 2 < 1, name="small rates contract")
def small_rates() -> Lines:
    known = (POSITIVE_RATE, BELOW_LARGEST, SMALL_RATE, positive_eigenvalues)
    yield "=", 1 - eta * LAMBDA * (2 - eta * LAMBDA), "multiply out", *known
    yield "<", ..., "neither factor is 0 or negative"


# What entries share ------------------------------------------------------------------------------

RATE_PARTS: Parts = (
    ("The length of the image of an eigenvector", image_length),
    ("An eigenvector of the row space is seen by the features", seen_by_its_rows),
    ("No eigenvector of the row space is taken to zero by the features", long_images),
    ("So its eigenvalue is positive", positive_eigenvalues),
    (
        say(
            "Rates between 0 and {}: every factor lies strictly between −1 and 1, and so does the "
            "largest of finitely many, which {} can be",
            *(2 / largest, rho),
        ),
        small_rates,
    ),
)


NOT_SPANNED = (
    "A trusted fact is applied under it: that what is left after all these eigenvectors is zero. "
    "The statement takes what that says as given, so no instance can lack this and keep the rest."
)
FROM_WHICH_STEP = (
    "It says from which step on the bound is small. No instance is shown: the statement takes as "
    "given, from a trusted fact, what is not decided of a run at every step."
)
SPECTRUM_NOTATION: tuple[tuple[Any, ...], ...] = (
    (
        say("{}, {}", eigen(NOW), LAMBDA),
        "the eigenvectors of {} that make an orthonormal basis of the row space, and their "
        "eigenvalues, for {} from 1 to the rank {}; {} is another of them",
        *(A, scalar("t"), scalar(RANK), eigen("k")),
    ),
    (rows(NOW), "coefficients with {}", ROWS.relation),
    (
        remainder(NOW),
        "what is left of {} without its components along the first {} of them",
        *(WHOLE, scalar("t")),
    ),
    (
        rho,
        "a bound for the size of {} over the eigenvalues of the row space, such as the largest of "
        "these sizes",
        1 - eta * LAMBDA,
    ),
)
LARGEST_NOTATION = (largest, "the largest eigenvalue of {}", A)
