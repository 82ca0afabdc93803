"""No upper bound on the rate is needed."""

from proofs.chapters.perceptron.runs import RUN_NEEDS
from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, SAMPLE, SECOND_POSITIVE, SECOND_RATE, ZERO_START, divided,
    error, eta, other_now, second_run, updated, v_before, v_now, w_before, w_now,
    weights_factor,
)  # fmt: skip
from proofs.statement import Entry, Lines, induction, line
from proofs.terms import ZERO, Hypothesis, assume, define, differs, equals, number, say

MULTIPLES = equals(other_now, (SECOND_RATE / eta) * w_now)
STILL = line("the start is zero", ZERO_START)
RATE_0 = define("the update rule", w_now, w_before + number(0) * error(w_before) * SAMPLE)

entry = Entry(
    "perceptron.any-positive-rate",
    place=120,
    title="From zero no upper bound on the rate is needed",
    idea="From zero no step is too long for a perceptron: a longer step makes a larger picture of "
    "the same run. Two positive rates are two sizes of one picture; rate 0 shrinks it to a point.",
    says=say(
        "From zero the runs at any two positive rates {} and {} are multiples of each other, {}: "
        "rates above 1 do nothing that rates below 1 do not. At rate 0 the weights stay zero and "
        "have no direction.",
        *(eta, SECOND_RATE, MULTIPLES),
    ),
    given=(ZERO_START, POSITIVE_RATE, SECOND_POSITIVE),
    needs=RUN_NEEDS,
)


@entry.part("Any two positive rates", MULTIPLES)
def two_rates() -> Lines:
    yield "=", SECOND_RATE * v_now, "the second rate factors out", SECOND_POSITIVE, second_run
    yield "=", (SECOND_RATE / eta) * (eta * v_now), *divided()
    yield "=", ..., "the first rate factors out", weights_factor


@entry.part("Rate 0")
@induction(equals(w_now, ZERO), start=STILL, name="rate 0 learns nothing")
def rate_zero(assumed: Hypothesis) -> Lines:
    """One more update at rate 0."""
    yield "=", RATE_0.relation.right, "the update rule with ", equals(eta, 0), RATE_0
    yield "=", w_before, "0 times anything"
    yield "=", ..., "the induction hypothesis", assumed


scaled = equals(updated(eta * v_before, eta), eta * updated(v_before, None))
not_zero = assume("rate not zero", differs(eta, 0))
entry.twin("Positive and negative rates agree in the same way.", scaled, not_zero)
entry.symbol(other_now, "the weights of the run at the second rate ", SECOND_RATE)
