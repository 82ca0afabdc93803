"""The Hessian of the logistic loss is positive semidefinite; it need not be definite."""

from proofs.calculus import derivative
from proofs.chapters.gradient_descent.setting import BOYD
from proofs.chapters.linear.setting import BEFORE, NOW, curvature, sample, summed, weights
from proofs.chapters.logistic.setting import LOGISTIC_LOSS, SECOND, z
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, SIGMOID, ZERO, Hypothesis, assume, differs, dot, equals, number, say, scalar,
    vector,
)  # fmt: skip
from proofs.trusted import trust

q, p = vector("q"), SIGMOID(dot(weights, sample))
BEND = p * (1 - p)
ONE = BEND * dot(sample, q) ** 2
EMPTY, MORE = summed("curvature", curvature, ONE)
NONE = at_once("no samples", "the sum is empty", EMPTY)
UNSEEN = assume("a direction that no sample sees", equals(dot(sample, q), 0))
SECOND_SLOPE = derivative(derivative(LOGISTIC_LOSS, z), z)

entry = Entry(
    "logistic.convex",
    place=50,
    title="The logistic loss is convex, but not always strictly",
    idea="In the net input the loss never bends downwards, and net inputs are linear in the "
    "weights; so it does not along any line of weights. On a line that changes no net input it "
    "does not bend at all.",
    says=say(
        "In every direction {} the second derivative of the mean logistic loss is the mean of {} "
        "over the samples. It is never negative; and it is 0, at all weights, in directions that "
        "no sample sees.",
        *(q, ONE),
    ),
    remarks=(
        say(
            "That a loss whose second derivative is never negative in any direction is convex "
            "(Boyd and Vandenberghe 2004, section 3.1.4), and not strictly so along a line on "
            "which it is 0, is said here and not proved."
        ),
    ),
    citations=(BOYD,),
)


@entry.part("The second derivative in the net input", equals(SECOND, SIGMOID(z) * (1 - SIGMOID(z))))
def second_derivative() -> Lines:
    found = trust("rules of differentiation", equals(SECOND, SECOND_SLOPE))
    yield "=", SECOND_SLOPE, "SymPy's derivative of the derivative", found
    yield "=", EXP(z) / (1 + EXP(z)) ** 2, "collect"
    yield "=", ..., "the logistic function, twice"


@entry.part("The sum over the samples is never negative")
@induction(curvature(NOW) >= 0, start=NONE, name="the curvatures")
def semidefinite(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", curvature(BEFORE) + ONE, MORE
    yield ">=", ONE, "the induction hypothesis", assumed
    yield ">=", ..., "a probability lies between 0 and 1"


@entry.part("The second derivative can be 0")
@induction(equals(curvature(NOW), 0), start=NONE, name="flat directions")
def not_definite(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", curvature(BEFORE) + ONE, MORE
    known = ("the induction hypothesis, and ", UNSEEN, assumed)
    yield "=", 0 + BEND * number(0) ** 2, *known
    yield "=", ..., "nothing is added"


entry.twin(
    "The Hessian is positive definite, always.",
    SIGMOID(number(0)) * (1 - SIGMOID(number(0))) * dot(sample, q) ** 2 > 0,
    assume("some direction", differs(q, ZERO)),
    assume("some sample", differs(sample, ZERO)),
)
entry.symbol(z, "a net input {}", dot(weights, vector("x")))
entry.symbol(SECOND, "the second derivative of the loss in the net input")
entry.symbol(curvature(NOW), "the sum of {} over the first {} samples", ONE, scalar("t"))
