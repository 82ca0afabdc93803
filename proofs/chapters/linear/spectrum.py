"""Eigenvectors that make up the row space, and two runs followed along them.

A finite family u of eigenvectors of A with positive eigenvalues is given, by which every vector of
the row space is the sum of its components: an orthonormal basis of eigenvectors is one.  Nothing
else is assumed of them.  What two starts differ by is then the sum of its components and of a rest,
which the features do not see.
"""

from fractions import Fraction
from typing import Any

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta
from proofs.chapters.linear.descent import NONE, STEP, k, n, w
from proofs.chapters.linear.setting import (
    SAMPLES, SECOND_MOMENT, XT, A, X, b, m, rho, squared, v,
)  # fmt: skip
from proofs.instance import Matrix, Steps
from proofs.statement import Entry, Lines, Parts, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, assume, define, dot, equals, finite_sum, function, natural, say,
    scalar, vector,
)  # fmt: skip

r = natural("r")
u, eigenvalue = function("u", ("index",), "vector"), function("lambda", ("index",))
other = function("w'", ("step",), "vector")
a, z, s = vector("a"), vector("z"), vector("s")
x, c = scalar("x"), scalar("c")
OTHER_STEP = define("the other run", other(n + 1), other(n) - eta * (A(other(n)) - b), (n,))

EIGEN = assume("eigenvectors", equals(A(u(k)), eigenvalue(k) * u(k)), (k,), k < r)
CURVED = assume("positive eigenvalues", eigenvalue(k) > 0, (k,), k < r)
ROW_SPACE = assume("the row space", equals(XT(a), finite_sum(k, r, dot(XT(a), u(k)) * u(k))), (a,))
SMALL = assume("small rate", eta * eigenvalue(k) < 2, (k,), k < r)
CONTRACTION = assume("rate of contraction", (1 - eta * eigenvalue(k)) ** 2 <= rho**2, (k,), k < r)
ONE_OF_THEM = assume("one of them", k < r)
FACTOR = 1 - eta * eigenvalue(k)
"""What one step does to a component."""
GAP, DIFFERENCE = w(NONE) - other(NONE), w(n) - other(n)
"""What two runs differ by, at the start and after any number of steps."""
SHARE = dot(GAP, u(k))
REST = define("the rest", z, GAP - finite_sum(k, r, SHARE * u(k)))
SIZE = finite_sum(k, r, SHARE**2 / (1 - FACTOR**2))

# The row space -----------------------------------------------------------------------------------


@chain(equals(A(v), finite_sum(k, r, dot(A(v), u(k)) * u(k))))
def in_the_row_space() -> Lines:
    yield "=", XT(X(v) / m), SECOND_MOMENT.at(v), SAMPLES
    yield "=", finite_sum(k, r, dot(XT(X(v) / m), u(k)) * u(k)), ROW_SPACE.at(X(v) / m)
    yield "=", ..., "what A is"


@chain(equals(A(v), finite_sum(k, r, eigenvalue(k) * dot(v, u(k)) * u(k))), name="by components")
def by_components() -> Lines:
    yield "=", finite_sum(k, r, dot(A(v), u(k)) * u(k)), in_the_row_space
    yield "=", finite_sum(k, r, dot(v, A(u(k))) * u(k)), "A is its own adjoint"
    yield "=", ..., EIGEN


@chain(equals(A(z), ZERO), name="A takes the rest to zero")
def rest_unmoved() -> Lines:
    yield "=", A(GAP - finite_sum(k, r, SHARE * u(k))), REST
    yield "=", A(GAP) - finite_sum(k, r, SHARE * A(u(k))), "a linear map"
    yield "=", A(GAP) - finite_sum(k, r, SHARE * (eigenvalue(k) * u(k))), EIGEN
    yield "=", ..., by_components.of({v: GAP})


@chain(equals(squared(X(z)), 0))
def rest_length() -> Lines:
    yield "=", m * dot(A(z), z), "the adjoint moves; what A is", SECOND_MOMENT.at(z), SAMPLES
    yield "=", ..., rest_unmoved, REST


@chain(equals(X(z), ZERO), name="the features do not see the rest")
def rest_unseen() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", rest_length, REST


NULL = assume("a null direction", equals(A(v), ZERO))


@chain(equals(dot(v, A(u(k))), 0))
def no_image() -> Lines:
    yield "=", dot(A(v), u(k)), "A is its own adjoint"
    yield "=", ..., NULL


@chain(equals(dot(v, u(k)), 0))
def no_component() -> Lines:
    yield "=", dot(v, A(u(k))) / eigenvalue(k), EIGEN.at(k), CURVED.at(k), ONE_OF_THEM
    yield "=", ..., no_image


@chain(equals(dot(z, u(k)), 0), name="the rest has no component")
def rest_apart() -> Lines:
    yield "=", ..., "nothing that A takes to zero has", no_component.of({v: z}), rest_unmoved, REST


# Two runs ----------------------------------------------------------------------------------------


@induction(
    equals(dot(DIFFERENCE, u(k)), FACTOR**n * SHARE),
    start=at_once("no steps", "power 0 is 1"),
    name="one component",
    over=n,
)
def component(assumed: Hypothesis) -> Lines:
    """One more step."""
    twice = ("gradient descent, twice", STEP.at(n), OTHER_STEP.at(n))
    yield "=", dot(DIFFERENCE - eta * A(DIFFERENCE), u(k)), *twice
    yield "=", dot(DIFFERENCE, u(k)) - eta * dot(DIFFERENCE, A(u(k))), "A is its own adjoint"
    yield "=", FACTOR * dot(DIFFERENCE, u(k)), EIGEN.at(k), ONE_OF_THEM
    yield "=", ..., "the ", assumed


def _at_the_start() -> Lines:
    """No steps."""
    yield "=", z + finite_sum(k, r, SHARE * u(k)), REST
    yield "=", ..., "power 0 is 1"


@induction(
    equals(DIFFERENCE, z + finite_sum(k, r, FACTOR**n * SHARE * u(k))),
    start=_at_the_start,
    name="the difference of two runs",
    over=n,
)
def difference(assumed: Hypothesis) -> Lines:
    """One more step."""
    at = z + finite_sum(k, r, FACTOR**n * SHARE * u(k))
    moved = finite_sum(k, r, FACTOR**n * SHARE * A(u(k)))
    twice = ("gradient descent, twice", STEP.at(n), OTHER_STEP.at(n))
    yield "=", DIFFERENCE - eta * A(DIFFERENCE), *twice
    yield "=", at - eta * A(at), "the ", assumed
    yield "=", at - eta * moved, rest_unmoved, REST
    yield "=", ..., EIGEN


@chain(
    equals(squared(DIFFERENCE - z), finite_sum(k, r, (FACTOR**n * SHARE) ** 2)),
    name="the length of the difference",
)
def length() -> Lines:
    shares = finite_sum(k, r, FACTOR**n * SHARE * (dot(DIFFERENCE, u(k)) - dot(z, u(k))))
    whole = finite_sum(k, r, FACTOR**n * SHARE * u(k))
    yield "=", dot(whole, DIFFERENCE - z), difference, REST
    yield "=", shares, "the inner product of a sum"
    yield "=", ..., component.of({}, every=(k,)), " and ", rest_apart.of({}, every=(k,))


# Small rates -------------------------------------------------------------------------------------


@chain(FACTOR**2 < 1, name="every factor lies between −1 and 1")
def small_rates() -> Lines:
    yield "=", 1 - eta * eigenvalue(k) * (2 - eta * eigenvalue(k)), "multiply out"
    between = (POSITIVE_RATE, CURVED.at(k), SMALL.at(k), ONE_OF_THEM)
    yield "<", ..., "neither factor is 0 or negative", *between


@induction(
    (1 + n * (1 - x**2)) * (x**n) ** 2 <= 1,
    start=at_once("no steps", "power 0 is 1"),
    name="Bernoulli's inequality",
    over=n,
)
def bernoulli(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "<=", (1 + n * (1 - x**2)) * (x**n) ** 2, "what is left out is a square, or two of them"
    yield "<=", ..., "the ", assumed


INSIDE = assume("between −1 and 1", x**2 < 1)


@chain((n + 1) * (x**n * c) ** 2 <= c**2 / (1 - x**2), name="powers vanish")
def powers_vanish() -> Lines:
    left_out = ("more, by the square of ", x)
    yield "<=", (1 + n * (1 - x**2)) * (x**n) ** 2 * c**2 / (1 - x**2), *left_out, INSIDE
    yield "<=", ..., bernoulli


@chain((n + 1) * (FACTOR**n * SHARE) ** 2 <= SHARE**2 / (1 - FACTOR**2), name="each component")
def components_vanish() -> Lines:
    yield "<=", ..., powers_vanish.of({x: FACTOR, c: SHARE}), small_rates


@chain((n + 1) * squared(DIFFERENCE - z) <= SIZE, name="the components together")
def together() -> Lines:
    yield "=", finite_sum(k, r, (n + 1) * (FACTOR**n * SHARE) ** 2), length, REST
    yield "<=", ..., components_vanish.of({}, every=(k,)), small_rates.of({}, every=(k,))


@chain(squared(DIFFERENCE - z) <= SIZE / (n + 1), name="the limit")
def limit() -> Lines:
    yield "<=", ..., together, REST, small_rates.of({}, every=(k,))


# A bound for the factors -------------------------------------------------------------------------

BOUNDED = assume("a bound", x**2 <= rho**2)


@induction(
    (x**n) ** 2 <= (rho**n) ** 2,
    start=at_once("no steps", "both are 1"),
    name="powers keep the order",
    over=n,
)
def powers_in_order(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", x**2 * (x**n) ** 2, "one more factor"
    yield "<=", rho**2 * (x**n) ** 2, BOUNDED
    yield "<=", rho**2 * (rho**n) ** 2, "the ", assumed
    yield "=", ..., "one more factor"


# A solution stands still -------------------------------------------------------------------------

SOLUTION = assume("a stationary point", equals(A(s), b))
FROM_SOLUTION = define("the other run starts there", other(NONE), s)


@induction(
    equals(other(n), s),
    start=at_once("the start", FROM_SOLUTION),
    name="a solution stands still",
    over=n,
)
def stands_still(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", other(n) - eta * (A(other(n)) - b), OTHER_STEP.at(n)
    yield "=", s - eta * (A(s) - b), "the ", assumed
    yield "=", ..., SOLUTION


# What hypotheses are for -------------------------------------------------------------------------

BLIND = Matrix(((Fraction(0),),))
"""The features of samples that are all zero."""


def family_needs(entry: Entry) -> None:
    """Say where is looked for what lacks a hypothesis on the family of eigenvectors."""
    where = {"X": BLIND, "r": Fraction(0)}
    entry.without(
        SAMPLES, "Of no samples there is no mean:", in_the_row_space,
        fixed=where | {"m": Fraction(0)}, weights=(10,),
    )  # fmt: skip
    entry.without(
        SECOND_MOMENT, "What another map makes is not of the row space:", in_the_row_space,
        fixed=where, weights=(10,),
    )  # fmt: skip
    flat = {"X": BLIND, "r": Fraction(1), "lambda^": Steps((Fraction(0),))}
    entry.without(
        CURVED, "What is taken to zero has components where eigenvalues are 0:", no_component,
        fixed=flat, weights=(10,),
    )  # fmt: skip


# What entries share ------------------------------------------------------------------------------

REST_PARTS: Parts = (
    (say("What {} makes of a vector is the sum of its components", A), in_the_row_space),
    ("Component by component", by_components),
    (say("{} takes the rest to zero", A), rest_unmoved),
    ("The length of what the features see of the rest", rest_length),
    ("The features do not see the rest", rest_unseen),
)
LENGTH_PARTS: Parts = (
    ("The difference of two runs", difference),
    ("Each component by itself", component),
    (say("What {} takes to zero is apart from every image", A), no_image),
    ("It has no component", no_component),
    ("So the rest has none", rest_apart),
    ("The length of the difference without the rest", length),
)
RATE_PARTS: Parts = (
    ("At small rates every factor lies strictly between −1 and 1", small_rates),
    ("Bernoulli's inequality", bernoulli),
    ("Powers vanish", powers_vanish),
    ("Each component vanishes", components_vanish),
    ("So do all together", together),
    ("The limit: the difference tends to the rest", limit),
)
ROW_SPACE_NOTATION: tuple[tuple[Any, ...], ...] = (
    (
        say("{}, {}", u(k), eigenvalue(k)),
        "eigenvectors of {} and their eigenvalues, for {}, such as make an orthonormal basis of "
        "the row space",
        *(A, k < r),
    ),
    (other(n), "the weights of the other run"),
)
AN_ORTHONORMAL_BASIS = say(
    "The row space has an orthonormal basis of eigenvectors of {}, and their eigenvalues are "
    "positive (Axler 2015, theorem 7.29): it is such a family, with {} its dimension.",
    *(A, r),
)
