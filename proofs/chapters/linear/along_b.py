"""Where b is an eigenvector of A its eigenvalue is positive, and the weights are its multiples."""

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.descent import n
from proofs.chapters.linear.one_line import MET, STEP, ZERO_START, w
from proofs.chapters.linear.setting import (
    SAMPLES, SECOND_MOMENT, XT, A, X, b, cauchy_schwarz, lambda_, m, squared, y,
)  # fmt: skip
from proofs.statement import Lines, Parts, at_once, chain, induction
from proofs.terms import Hypothesis, assume, dot, equals, say

EIGENVECTOR = assume("eigenvector", equals(A(b), lambda_ * b))
MOMENT = assume("moments of the targets", equals(b, XT(y) / m))
FACTOR = 1 - eta * lambda_
FORMULA = equals(w(eta, n), (1 - FACTOR**n) / lambda_ * b)


@chain(equals(squared(X(b)), m * lambda_ * squared(b)))
def image_of_b() -> Lines:
    yield "=", m * dot(A(b), b), "the adjoint moves; what A is", SAMPLES, SECOND_MOMENT.at(b)
    yield "=", ..., EIGENVECTOR


@chain(equals(dot(y, X(b)), m * squared(b)))
def seen_by_targets() -> Lines:
    yield "=", dot(XT(y), b), "the adjoint moves"
    yield "=", ..., "what b is", MOMENT, SAMPLES


@chain(squared(y) * (m * lambda_ * squared(b)) >= (m * squared(b)) ** 2)
def large_image() -> Lines:
    yield "=", squared(y) * squared(X(b)), "the length of ", X(b), image_of_b
    yield ">=", dot(y, X(b)) ** 2, cauchy_schwarz(y, X(b))
    yield "=", ..., X(b), " and the targets", seen_by_targets


@chain(lambda_ > 0)
def eigenvalue_positive() -> Lines:
    yield ">", ..., X(b), " is not zero", MET, SAMPLES, large_image


@induction(
    FORMULA,
    start=at_once("no steps", "power 0 is 1", ZERO_START.at(eta), eigenvalue_positive),
    over=n,
)
def formula(assumed: Hypothesis) -> Lines:
    """One more step."""
    multiple = (1 - FACTOR**n) / lambda_
    yield "=", w(eta, n) - eta * (A(w(eta, n)) - b), STEP.at(eta, n)
    yield "=", multiple * b - eta * (multiple * A(b) - b), "the ", assumed
    yield "=", multiple * b - eta * (multiple * (lambda_ * b) - b), EIGENVECTOR
    yield "=", ..., "collect ", b, eigenvalue_positive


ALONG_B_PARTS: Parts = (
    (say("The length of {}", X(b)), image_of_b),
    (say("Its inner product with the targets"), seen_by_targets),
    (say("By Cauchy and Schwarz the length of {} is bounded from below", X(b)), large_image),
    ("So the eigenvalue is positive", eigenvalue_positive),
    ("The weights at every rate", formula),
)
