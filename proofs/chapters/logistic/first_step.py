"""The first step from zero on the mean logistic loss: what counts is the sum of (1/2 - y) x."""

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.statement import Lines, chain
from proofs.terms import (
    SIGMOID, Term, assume, define, dot, equals, finite_sum, function, natural, number, vector,
)  # fmt: skip

i, m, h = natural("k"), natural("m"), vector("h")
x, y = function("x", ("index",), "vector"), function("y", ("index",))
SAMPLES = assume("at least one sample", m > 0)
HALF = (number(1, 2) - y(i)) * x(i)
BALANCE = define("the sum of the halves", h, finite_sum(i, m, HALF))


def gradient(weights: Term) -> Term:
    """The gradient of the mean logistic loss: logistic.gradient-at-zero derives it."""
    return finite_sum(i, m, (SIGMOID(dot(weights, x(i))) - y(i)) * x(i)) / m


STEP = define("gradient descent", w(1), w(0) - eta * gradient(w(0)))


@chain(equals(w(1), -(eta / m) * h), name="the first step")
def first_step() -> Lines:
    """From zero the first step is -eta h / m."""
    halves = finite_sum(i, m, (SIGMOID(number(0)) - y(i)) * x(i))
    yield "=", -(eta / m) * halves, "the start is zero", STEP, ZERO_START, SAMPLES
    yield "=", -(eta / m) * finite_sum(i, m, HALF), equals(SIGMOID(number(0)), number(1, 2))
    yield "=", ..., BALANCE
