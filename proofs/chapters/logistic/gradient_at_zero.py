"""The gradient of the logistic loss at zero is X'(1/2 - y)/m."""

from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, ZERO_WEIGHTS, gradient_sum, m, sample, summed,
    target, weights,
)  # fmt: skip
from proofs.chapters.logistic.setting import COX, HALF, HALF_SUM, half_sum
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import SIGMOID, ZERO, Hypothesis, define, dot, equals, number, say, scalar

ONE = (SIGMOID(dot(weights, sample)) - target) * sample
EMPTY, MORE = summed("gradient", gradient_sum, ONE)
NO_HALF, MORE_HALF = HALF_SUM

entry = Entry(
    "logistic.gradient-at-zero",
    place=30,
    title="The gradient of the logistic loss at zero",
    idea="At zero weights every sample is given the probability one half, so its error is one half "
    "minus its label. The gradient is the mean of these errors times the samples.",
    says=say(
        "At {} the gradient of the mean logistic loss is the sum of {} over the samples, divided "
        "by {}.",
        *(ZERO_WEIGHTS.relation, HALF, m),
    ),
    given=(ZERO_WEIGHTS, SAMPLES),
    citations=(COX,),
)


@entry.part("The sum over the samples")
@induction(
    equals(gradient_sum(NOW), half_sum(NOW)),
    start=at_once("no samples", "both sums are empty", EMPTY, NO_HALF),
    name="the gradients at zero",
)
def all_samples(assumed: Hypothesis) -> Lines:
    """One more sample."""
    at_zero = half_sum(BEFORE) + (SIGMOID(number(0)) - target) * sample
    yield "=", gradient_sum(BEFORE) + ONE, MORE
    yield "=", at_zero, "the ", assumed, "; the weights are zero", ZERO_WEIGHTS
    yield "=", half_sum(BEFORE) + HALF, "zero weights predict one half"
    yield "=", ..., MORE_HALF


@entry.part("The mean", equals(gradient_sum(NOW) / m, half_sum(NOW) / m))
def mean() -> Lines:
    yield "=", ..., "the gradients at zero", SAMPLES, all_samples


entry.twin(
    "At zero the gradient vanishes.",
    equals(gradient_sum(1), ZERO),
    define("one gradient", gradient_sum(1), ONE),
    ZERO_WEIGHTS,
)
t = scalar("t")
entry.symbol(gradient_sum(NOW), "the sum of the gradients over the first {} samples", t)
entry.symbol(half_sum(NOW), "the sum of {} over the first {} samples", HALF, t)
