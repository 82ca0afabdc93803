"""Linear regression by gradient descent: what zero weights and the learning rate really do.

With the loss |Xw - y|^2 / (2m) the gradient is Aw - b for A = X'X/m and b = X'y/m.  That is derived
here sample by sample; A is then used as what it was shown to be, a linear map that is its own
adjoint.  Statements for every number of steps are inductions.  Powers such as (I - eta A)^t u are
runs of their own: u at the start, and each step takes v to v - eta A v.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, other, w
from proofs.statement import Lines, Proof, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, Symbol, Term, assume, define, dot, equals, linear_map, say, scalar, total,
    vector,
)  # fmt: skip

AXLER = "S. Axler, Linear Algebra Done Right, 3rd edition, Springer, 2015."

RICHARDSON = (
    "L. F. Richardson, The approximate arithmetical solution by finite differences of physical "
    "problems involving differential equations, Philosophical Transactions of the Royal Society A "
    "210, 307-357, 1911."
)

NOW, BEFORE = "t", "t-1"

# Symbols -----------------------------------------------------------------------------------------

A = linear_map("A", "A")
X = linear_map("X", "X'")
XT = X.transpose
b, y = vector("b"), vector("y")
u, v, q, n = vector("u"), vector("v"), vector("q"), vector("n")
m, lambda_, rho, c = scalar("m"), scalar("lambda"), scalar("rho"), scalar("c")
largest = scalar("lambda_max")
SAMPLES = assume("at least one sample", m > 0)
STEP = define("gradient descent", w(NOW), w(BEFORE) - eta * (A(w(BEFORE)) - b))
OTHER_STEP = define("the other run", other(NOW), other(BEFORE) - eta * (A(other(BEFORE)) - b))
SECOND_MOMENT = assume("second moment", equals(A(u), XT(X(u)) / m), (u,))
NO_MEAN = say(
    "Nothing can lack it and keep the rest. A number of samples is a natural number, so it could "
    "only be 0; of no samples there is no mean, and then {} has no value.",
    SECOND_MOMENT.relation,
)


def run(name: str) -> Callable[[str | int], Symbol]:
    """A sequence of vectors, by its name."""
    return lambda index: vector(name, str(index))


def sequence(name: str) -> Callable[[str | int], Symbol]:
    """A sequence of numbers, by its name."""
    return lambda index: scalar(name, str(index))


steps = sequence("steps")
"""How many steps were made: printed as the number itself."""

NO_STEPS = define("no steps yet", steps(0), 0)
ONE_MORE = define("one more step", steps(NOW), steps(BEFORE) + 1)


def one_more_made(*assumed: Hypothesis) -> Lines:
    """One more step made."""
    yield "=", steps(BEFORE) + 1, ONE_MORE
    yield ">=", ..., "the ", assumed[-1]


def decayed(name: str, start: Term) -> tuple[Callable[[str | int], Symbol], Hypothesis, Hypothesis]:
    """The run (I - eta A)^t applied to a vector: the symbol, its start, one step."""
    power = run(name)
    return (
        power,
        define("power 0", power(0), start),
        define("one more power", power(NOW), power(BEFORE) - eta * A(power(BEFORE))),
    )


def squared(term: Term) -> Term:
    """The squared length of a vector."""
    return dot(term, term)


def mean_loss(at: Term) -> Term:
    """Half the mean squared error on all samples."""
    return squared(X(at) - y) / (2 * m)


def cauchy_schwarz(one: Term, other: Term) -> Proof:
    """|a|^2 |b|^2 >= (a . b)^2."""
    name = "Cauchy and Schwarz"
    goal = squared(one) * squared(other) >= dot(one, other) ** 2
    return chain(goal, name=name)(at_once("", name))


# The gradient ------------------------------------------------------------------------------------

sample, target = vector("x", NOW), scalar("y", NOW)
weights, epsilon = vector("w"), scalar("epsilon")
ZERO_WEIGHTS = assume("zero weights", equals(weights, ZERO))
gradient_sum, curvature = run("g"), sequence("k")
mapped, correlated = run("p"), run("r")


def summed(
    what: str, run_of: Callable[[str | int], Symbol], one: Term, many: str = ""
) -> tuple[Hypothesis, Hypothesis]:
    """The sum over the samples of something: over none of them, and over one more."""
    empty = ZERO if one.kind == "vector" else 0
    return (
        define(f"the empty sum of {many or what + 's'}", run_of(0), empty),
        define(f"one more {what}", run_of(NOW), run_of(BEFORE) + one),
    )


PREDICTION = dot(weights, sample)


@cache
def gradient_parts(prediction: Term = PREDICTION) -> Proof:
    """The gradient summed over the samples is X' predictions less X' targets."""
    one = (prediction - target) * sample
    starts, rules = zip(
        summed("gradient", gradient_sum, one),
        summed("prediction", mapped, prediction * sample),
        summed("target", correlated, target * sample),
        strict=True,
    )
    parts = equals(gradient_sum(NOW), mapped(NOW) - correlated(NOW))

    @induction(
        parts,
        start=at_once("no samples", "all sums are empty", *starts),
        name="the gradient has two parts",
    )
    def two_parts(assumed: Hypothesis) -> Lines:
        """One more sample."""
        yield "=", gradient_sum(BEFORE) + one, "one more gradient", assumed, *rules
        yield "=", (mapped(BEFORE) - correlated(BEFORE)) + one, "the ", assumed
        yield "=", ..., "one more prediction and one more target"

    return two_parts


FIRST = define("the first step", w(1), w(0) - eta * (XT(X(w(0)) - y) / m))

# The rate ----------------------------------------------------------------------------------------


def numbered_step(index: int) -> Hypothesis:
    """One numbered step of descent."""
    return define(f"step {index}", w(index), w(index - 1) - eta * (A(w(index - 1)) - b))


def _power(times: int) -> Term:
    """A^k b."""
    image: Term = b
    for _ in range(times):
        image = A(image)
    return image


def polynomial(updates: int) -> Term:
    """The weights after so many steps from zero, as a polynomial in the rate."""
    terms: list[Term] = []
    binomial = 1
    for k in range(1, updates + 1):
        binomial = binomial * (updates - k + 1) // k
        rate: Term = eta if k == 1 else eta**k
        term = rate * _power(k - 1) if binomial == 1 else binomial * rate * _power(k - 1)
        terms.append(-term if k % 2 == 0 else term)
    return total(terms)


@cache
def expanded(updates: int) -> Proof:
    """The weights after one more step, multiplied out and collected by powers of the rate."""
    step, before = numbered_step(updates), polynomial(updates - 1) if updates > 1 else ZERO

    @chain(equals(w(updates), polynomial(updates)), name=f"step {updates} from zero")
    def written_out() -> Lines:
        last, known = w(updates - 1), ZERO_START if updates == 1 else expanded(updates - 1)
        start = ("the start is zero",) if updates == 1 else ()
        yield "=", last - eta * (A(last) - b), "gradient descent", ZERO_START, step
        yield "=", before - eta * (A(before) - b), *start, known
        linear = ("a linear map takes zero to zero",)
        yield "=", ..., *(linear if updates == 1 else ("collect the powers of ", eta))

    return written_out


def design_step(weights_before: Term, at_rate: Term = eta, targets: Term = y) -> Term:
    """One step of descent with the design written out."""
    return weights_before - at_rate * (XT(X(weights_before) - targets) / m)
