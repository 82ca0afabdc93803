"""What the gradient is made of: A u is the mean of (u . x) x over the samples, sum by sample."""

from collections.abc import Callable

from proofs.chapters.linear.setting import (
    BEFORE, NOW, PREDICTION, ZERO_WEIGHTS, c, mapped, run, sample, summed, u, v, weights,
)  # fmt: skip
from proofs.statement import Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, Symbol, Term, dot, equals

of_u, of_v, of_both = run("p_u"), run("p_v"), run("p_s")


def _sum(run_of: Callable[[str | int], Symbol], at: Term, of: str) -> tuple[Hypothesis, ...]:
    """The sum over the samples of (at . x) x: over none of them, and over one more."""
    return summed(f"product for {of}", run_of, dot(at, sample) * sample, f"products for {of}")


FOR_U, FOR_V, FOR_BOTH = _sum(of_u, u, "u"), _sum(of_v, v, "v"), _sum(of_both, c * u + v, "both")
EMPTY, MORE = zip(FOR_BOTH, FOR_U, FOR_V, strict=True)


@induction(
    equals(of_both(NOW), c * of_u(NOW) + of_v(NOW)),
    start=at_once("no samples", "all sums are empty", *EMPTY),
    name="the sums are linear",
)
def is_linear(assumed: Hypothesis) -> Lines:
    """One more sample."""
    apart = (c * of_u(BEFORE) + of_v(BEFORE)) + (c * dot(u, sample) + dot(v, sample)) * sample
    known = "the induction hypothesis, and the inner product multiplied out"
    yield "=", of_both(BEFORE) + dot(c * u + v, sample) * sample, "one more product", assumed, *MORE
    yield "=", apart, known
    yield "=", ..., "one more product for each"


@induction(
    equals(dot(of_u(NOW), v), dot(u, of_v(NOW))),
    start=at_once("no samples", "both sums are empty", FOR_U[0], FOR_V[0]),
    name="the sums are self-adjoint",
)
def is_self_adjoint(assumed: Hypothesis) -> Lines:
    """One more sample."""
    more = dot(of_u(BEFORE), v) + dot(u, sample) * dot(sample, v)
    known = dot(u, of_v(BEFORE)) + dot(u, sample) * dot(v, sample)
    yield "=", more, "one more product", assumed, FOR_U[1], FOR_V[1]
    yield "=", known, "the induction hypothesis"
    yield "=", ..., "one more product"


@induction(
    dot(of_u(NOW), u) >= 0,
    start=at_once("no samples", "the sum is empty", FOR_U[0]),
    name="the sums are not negative",
)
def is_nonnegative(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", dot(of_u(BEFORE), u) + dot(u, sample) ** 2, "one more product", assumed, FOR_U[1]
    yield ">=", dot(u, sample) ** 2, "the induction hypothesis"
    yield ">=", ..., "a square is not negative"


NO_PREDICTION, MORE_PREDICTION = summed("prediction", mapped, PREDICTION * sample)


@induction(
    equals(mapped(NOW), ZERO),
    start=at_once("no samples", "the sum is empty", NO_PREDICTION),
    name="nothing is predicted",
)
def no_predictions(assumed: Hypothesis) -> Lines:
    """One more sample."""
    more = mapped(BEFORE) + dot(weights, sample) * sample
    known = "the induction hypothesis; the weights are zero"
    yield "=", more, "one more prediction", assumed, MORE_PREDICTION, ZERO_WEIGHTS
    yield "=", ZERO + dot(ZERO, sample) * sample, known
    yield "=", ..., "the inner product with zero is 0"
