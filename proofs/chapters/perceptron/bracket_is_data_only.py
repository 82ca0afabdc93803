"""An update over the rate depends on the data and the start over the rate alone."""

from collections.abc import Callable

from proofs.chapters.perceptron.runs import RUN_NEEDS
from proofs.chapters.perceptron.setting import (
    AT_RATIO, BEFORE, FACTORS_OUT, NOW, POSITIVE_RATE, SAMPLE, SECOND_POSITIVE, SECOND_RATE,
    SIGN_ALONE, change, divided, error, eta, factoring, other, other_before, other_now,
    second_run, sees_sign, unit_rate_run, v_before, v_now, w, w_before, weights_factor,
)  # fmt: skip
from proofs.statement import Entry, Lines, Proof
from proofs.terms import assume, define, equals, say

RATIO = assume("same start over rate", equals(w(0) / eta, other(0) / SECOND_RATE))
OURS, THEIRS = error(w_before) * SAMPLE, error(other_before) * SAMPLE
CHANGE = define("what an update adds", change(NOW), eta * OURS)
SECOND_CHANGE = define("change at the second rate", change(NOW, "u"), SECOND_RATE * THEIRS)
SAME_BRACKET = equals(change(NOW) / eta, change(NOW, "u") / SECOND_RATE)

entry = Entry(
    "perceptron.bracket-is-data-only",
    place=110,
    title="From zero, what multiplies the rate is made of the data alone",
    idea="Divide a run by its rate, and what is left is a run at rate 1. Its start is the old "
    "start over the rate; zero over any rate is zero, and so from zero the rate leaves no trace.",
    says=say(
        "From zero {} is the same for any two rates, so it is a function of the samples and "
        "labels. From another start it is a function of those and of {}.",
        *(change(NOW) / eta, w(0) / eta),
    ),
    given=(POSITIVE_RATE, SECOND_POSITIVE),
    needs=RUN_NEEDS,
)


def _second_starts_at_ratio() -> Lines:
    """The second run starts at a multiple."""
    yield "=", SECOND_RATE * (other(0) / SECOND_RATE), *divided(SECOND_POSITIVE)
    yield "=", SECOND_RATE * (w(0) / eta), "the starts over the rates agree", RATIO, POSITIVE_RATE
    yield "=", ..., "that is how the run at rate 1 starts", AT_RATIO


second_at_ratio = factoring(
    "only the start over the second rate matters",
    positive=SECOND_POSITIVE,
    run=other,
    start=_second_starts_at_ratio,
)


def _bracket(first: Proof, second: Proof) -> Callable[[], Lines]:
    def lines() -> Lines:
        yield "=", (eta * OURS) / eta, "the update rule", POSITIVE_RATE, CHANGE
        yield "=", OURS, "cancel ", eta
        yield "=", error(eta * v_before) * SAMPLE, FACTORS_OUT, first.at(BEFORE)
        yield "=", error(v_before) * SAMPLE, *SIGN_ALONE
        yield "=", error(SECOND_RATE * v_before) * SAMPLE, *sees_sign(SECOND_POSITIVE)
        yield "=", THEIRS, "the second rate factors out of its weights", second.at(BEFORE)
        yield "=", (SECOND_RATE * THEIRS) / SECOND_RATE, "cancel ", SECOND_RATE
        yield "=", ..., "the update rule of the second run", SECOND_CHANGE

    return lines


entry.part("From zero", SAME_BRACKET, name="from-zero")(_bracket(weights_factor, second_run))
entry.part("From any start", SAME_BRACKET, name="from-elsewhere")(
    _bracket(unit_rate_run, second_at_ratio)
)
same = equals(OURS, error(v_before) * SAMPLE)
entry.twin("The bracket is the same from every start.", same, POSITIVE_RATE)
second = "weights and update of the run at the second rate {}"
entry.symbol(say("{}, {}", other_now, change(NOW, "u")), second, SECOND_RATE)
entry.symbol(v_now, "the weights of the run at rate 1, from {}", w(0) / eta)
