"""One unit on all samples: its gradients, read sample by sample, sum to that of the design."""

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, XT, X, design_step, m, run, weights, y,
)  # fmt: skip
from proofs.statement import Lines, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, Term, assume, define, dot, equals, function, scalar,
)  # fmt: skip

SIGMA, SLOPE = function("sigma"), function("sigma'")
z = scalar("z")
IDENTITY = assume("identity activation", equals(SIGMA(z), z), (z,))
SLOPE_ONE = assume("slope of the identity", equals(SLOPE(z), 1), (z,))
unit, entries, pulls = run("e"), run("r"), run("g")
ROW, LABEL, RESIDUALS = XT(unit(NOW)), dot(unit(NOW), y), X(weights) - y


def unit_gradient(at: Term, on: Term, wanted: Term) -> Term:
    """The gradient by the weights of half the squared error of the unit on one sample."""
    return (SIGMA(dot(at, on)) - wanted) * SLOPE(dot(at, on)) * on


def known(net_input: Term) -> tuple[Hypothesis, Hypothesis]:
    """The activation and its slope at a net input."""
    return IDENTITY.at(net_input), SLOPE_ONE.at(net_input)


ONE_ENTRY, ONE_GRADIENT = dot(unit(NOW), RESIDUALS) * unit(NOW), unit_gradient(weights, ROW, LABEL)
NONE = (define("no entry", entries(0), ZERO), define("no gradient", pulls(0), ZERO))
MORE_ENTRIES = define("one more entry", entries(NOW), entries(BEFORE) + ONE_ENTRY)
MORE = define("one more gradient", pulls(NOW), pulls(BEFORE) + ONE_GRADIENT)
ALL = assume("all entries", equals(entries("m"), RESIDUALS))
ONE_STEP = equals(weights - eta * (pulls("m") / m), design_step(weights))


@induction(
    equals(pulls(NOW), XT(entries(NOW))),
    start=at_once("no samples", "both sums are empty", *NONE),
    name="the gradients read so far",
)
def sums(assumed: Hypothesis) -> Lines:
    """One more sample."""
    error = dot(weights, ROW) - LABEL
    yield "=", pulls(BEFORE) + error * ROW, "one more gradient", MORE, *known(dot(weights, ROW))
    yield "=", XT(entries(BEFORE)) + dot(unit(NOW), RESIDUALS) * ROW, "the ", assumed
    yield "=", ..., MORE_ENTRIES


@chain(ONE_STEP)
def step() -> Lines:
    yield "=", weights - eta * (XT(entries("m")) / m), sums.at("m"), SAMPLES
    yield "=", ..., ALL
