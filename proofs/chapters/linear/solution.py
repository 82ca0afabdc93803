"""The least-squares solution in the row space, by its components: it has the least norm."""

from proofs.chapters.linear.descent import k
from proofs.chapters.linear.setting import SAMPLES, SECOND_MOMENT, XT, A, X, b, m, squared, v, y
from proofs.chapters.linear.spectrum import (
    CURVED,
    EIGEN,
    ONE_OF_THEM,
    ROW_SPACE,
    eigenvalue,
    r,
    s,
    u,
)
from proofs.statement import Lines, Parts, chain
from proofs.terms import ZERO, assume, define, dot, equals, finite_sum, say, scalar, vector

MOMENT = assume("moments of the targets", equals(b, XT(y) / m))
SHARES = dot(b, u(k)) / eigenvalue(k)
BEST = define("the solution", s, finite_sum(k, r, SHARES * u(k)))
p, g, step = vector("p"), vector("g"), scalar("epsilon")
ANY_OTHER = assume("another solution", squared(X(p) - y) >= squared(X(v) - y), (p,))
"""Some v that minimises the loss."""
ALONG = define("its gradient", g, XT(X(v) - y))
_PULL, _BEND = squared(g), squared(X(g))
STEP_BACK = define("a step against it", step, _PULL / (1 + _BEND))
DUAL = finite_sum(k, r, SHARES / (m * eigenvalue(k)) * X(u(k)))
FITS = squared(X(v) - y) >= squared(X(s) - y)
NORMS = equals(squared(v), squared(s) + squared(v - s))


@chain(equals(b, finite_sum(k, r, dot(b, u(k)) * u(k))))
def moments() -> Lines:
    yield "=", XT(y / m), MOMENT, SAMPLES
    yield "=", finite_sum(k, r, dot(XT(y / m), u(k)) * u(k)), ROW_SPACE.at(y / m)
    yield "=", ..., "what b is"


@chain(equals(A(s), b))
def stationary() -> Lines:
    yield "=", A(finite_sum(k, r, SHARES * u(k))), BEST
    yield "=", finite_sum(k, r, SHARES * A(u(k))), "a linear map"
    yield "=", finite_sum(k, r, dot(b, u(k)) * u(k)), EIGEN, " and ", CURVED
    yield "=", ..., moments


@chain(equals(u(k), XT(X(u(k))) / (m * eigenvalue(k))))
def image() -> Lines:
    yield "=", A(u(k)) / eigenvalue(k), EIGEN.at(k), CURVED.at(k), ONE_OF_THEM
    yield "=", ..., SECOND_MOMENT.at(u(k)), SAMPLES


@chain(equals(s, XT(DUAL)))
def dual() -> Lines:
    images = finite_sum(k, r, SHARES * (XT(X(u(k))) / (m * eigenvalue(k))))
    yield "=", images, BEST, image.of({}, every=(k,))
    yield "=", ..., "a linear map of a sum", SAMPLES, CURVED


NORMAL = equals(XT(X(s) - y), ZERO)


@chain(NORMAL)
def normal() -> Lines:
    yield "=", m * (A(s) - b), SECOND_MOMENT.at(s), MOMENT, SAMPLES
    yield "=", ..., stationary, BEST


@chain(FITS)
def fits_best() -> Lines:
    apart = squared(X(v - s)) + 2 * dot(v - s, XT(X(s) - y)) + squared(X(s) - y)
    yield "=", apart, "multiply out; the adjoint moves"
    yield "=", squared(X(v - s)) + squared(X(s) - y), normal, BEST
    yield ">=", ..., "a square is not negative"


BOTH = dot(v - s, XT(X(v) - y) - XT(X(s) - y))


@chain(equals(squared(X(v - s)), BOTH), name="the adjoint moves")
def moved() -> Lines:
    yield "=", ..., "the adjoint moves"


@chain(_PULL**2 <= 0, name="nothing lies lower along its gradient")
def no_lower() -> Lines:
    lower = squared(X(v) - y) - squared(X(v - step * g) - y)
    known = (ALONG, STEP_BACK)
    yield "=", (1 + _BEND) ** 2 / (2 + _BEND) * lower, "multiply out; the adjoint moves", *known
    yield "<=", ..., "no weights fit better", ANY_OTHER.at(v - step * g)


@chain(equals(XT(X(v) - y), ZERO), name="another solution solves the normal equations")
def also() -> Lines:
    yield "=", g, ALONG
    yield "=", ..., "a vector of length 0 is zero", no_lower, ALONG, STEP_BACK


@chain(equals(squared(X(v - s)), 0))
def same_fit() -> Lines:
    yield "=", BOTH, moved
    yield "=", dot(v - s, ZERO - ZERO), "both are solutions", normal, also, BEST
    yield "=", ..., "the inner product with zero is 0"


@chain(equals(X(v - s), ZERO))
def same_predictions() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", same_fit, BEST


@chain(NORMS)
def least_norm() -> Lines:
    yield "=", squared(s) + 2 * dot(s, v - s) + squared(v - s), "multiply out"
    yield "=", squared(s) + 2 * dot(DUAL, X(v - s)) + squared(v - s), dual, BEST
    yield "=", ..., same_predictions


SOLUTION_PARTS: Parts = (
    ("b lies in the row space", moments),
    (say("{} is stationary", s), stationary),
    ("An eigenvector is the image of samples", image),
    (say("{} lies in the row space", s), dual),
    ("It solves the normal equations", normal),
    ("So it fits best", fits_best),
    ("Along the gradient of another solution nothing lies lower", no_lower),
    ("So it solves the normal equations, too", also),
    ("Another solution predicts the same", same_fit),
    ("Entry by entry", same_predictions),
    ("It is longer by what it differs by", least_norm),
)
