"""Any sequence of samples; a rule that reads mistakes only stops at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.chapters.perceptron.runs import FIXED_ORDER, LOOKS_AT_WEIGHTS, RUN_NEEDS
from proofs.chapters.perceptron.setting import (
    BEFORE, DISTRIBUTE, FACTORS_OUT, INTO_DOT, NOW, POSITIVE_RATE, SIGN_ALONE, TEXTBOOK,
    ZERO_START, both_start_at_zero, eta, v_before, v_now, w_before, w_now, x, y, z,
)  # fmt: skip
from proofs.statement import Entry, Line, shown_by, shown_by_run, symmetry
from proofs.terms import (
    MAX, PHI, Term, define, dot, equals, function, number, say, scalar, threshold,
)  # fmt: skip

memory, stop = function("r", ("scalar", "scalar", "scalar")), function("s")
BEGIN = scalar("rho")
m_now, m_before, m_0 = (scalar("m", index) for index in (NOW, BEFORE, "0"))
n_now, n_before, n_0 = (scalar("n", index) for index in (NOW, BEFORE, "0"))
sample, label, ONE = x("i_t"), y("i_t"), number(1)
goes_on = threshold("g", 0, 0, 1)


def _predicted(weights: Term) -> Term:
    return PHI(dot(weights, sample))


def _loss(weights: Term) -> Term:
    return MAX(number(0), -(label * dot(weights, sample)))


def _epoch_loss(rate: Term) -> Term:
    """The loss of the first epoch over (1, -1) and (1, +1), from zero, in one dimension."""
    second = (0 + rate * (-ONE - TEXTBOOK(0 * ONE)) * ONE) * ONE
    return MAX(number(0), -(-ONE * (0 * ONE))) + MAX(number(0), -(ONE * second))


def _goes_on(rate: Term) -> Term:
    """Whether a rule goes on that stops once the loss of an epoch is at most 1."""
    return goes_on(_epoch_loss(rate) - 1)


entry = Entry(
    "perceptron.epochs-and-orders",
    place=150,
    title="Any order of the samples, any number of epochs, any rule that stops on mistakes",
    says=say(
        "The samples may come in any order fixed beforehand, {} being sample number {}: epochs and "
        "shuffles included. A rule that decides when to stop from a record of the mistakes stops "
        "at the same time for every {}. A rule with an absolute tolerance on a loss does not: the "
        "loss is scaled by {}.",
        sample,
        scalar("i", "", "t"),
        eta > 0,
        eta,
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(
        *RUN_NEEDS,
        shown_by_run("order fixed beforehand", LOOKS_AT_WEIGHTS),
        shown_by(
            "reads mistakes only",
            "absolute-tolerance",
            equals(_goes_on(ONE), _goes_on(number(1, 10))),
            says=say(
                "With the samples (1, −1), (1, +1) every epoch has loss {}; a rule that stops once "
                "the loss of an epoch is at most 1 never stops at rate 1, and stops after the "
                "first epoch at rate {}",
                2 * eta,
                number(1, 10),
            ),
        ),
    ),
    built_in=(
        FIXED_ORDER,
        (
            "reads mistakes only",
            say("the rule to stop sees labels and predictions, not the size of a loss"),
        ),
    ),
)


def _weights() -> Iterator[Line]:
    """The weights commute with scaling."""
    scaled = PHI(eta * dot(v_before, sample))
    yield "=", eta * v_before + eta * (label - _predicted(v_before)) * sample, *DISTRIBUTE
    yield "=", eta * v_before + eta * (label - scaled) * sample, *SIGN_ALONE
    yield "=", ..., *INTO_DOT


def _record() -> Iterator[Line]:
    """The record of mistakes does not change."""
    yield "=", memory(n_before, label, PHI(eta * dot(v_before, sample))), *SIGN_ALONE
    yield "=", ..., *INTO_DOT


def _record_start() -> Iterator[Line]:
    """The records start alike."""
    empty = define("the record before any sample", m_0, BEGIN)
    same = define("the same record at rate 1, to begin with", n_0, BEGIN)
    yield "=", BEGIN, "the record before any sample", empty
    yield "=", ..., "the same record at rate 1", same


recorded = symmetry(
    "any sequence of samples, with a record of mistakes",
    action={w_now: eta * v_now, m_now: n_now},
    update={
        v_now: v_before + (label - _predicted(v_before)) * sample,
        n_now: memory(n_before, label, _predicted(v_before)),
    },
    image_update={
        w_now: w_before + eta * (label - _predicted(w_before)) * sample,
        m_now: memory(m_before, label, _predicted(w_before)),
    },
    start=(both_start_at_zero, _record_start),
    step=(_weights, _record),
)
entry.shows(
    "symmetry",
    say("Any sequence of samples, with a record {} of labels and predictions", m_now),
    recorded,
)


@entry.part(say("A rule {} that reads the record", stop(m_now)), equals(stop(m_now), stop(n_now)))
def stopping() -> Iterator[Line]:
    yield "=", ..., "the records agree", POSITIVE_RATE, recorded.at(which=1)


@entry.part(
    "A loss is scaled, so the rate acts as an inverse tolerance",
    equals(_loss(w_now), eta * _loss(v_now)),
)
def loss_is_scaled() -> Iterator[Line]:
    yield "=", _loss(eta * v_now), FACTORS_OUT, recorded
    yield "=", ..., "a positive factor moves out of the maximum", POSITIVE_RATE


@entry.part(
    "The loss of an epoch over (1, −1), (1, +1), for which a tolerance is not free of the rate",
    equals(_epoch_loss(eta), 2 * eta),
)
def epoch_loss() -> Iterator[Line]:
    loss = MAX(number(0), -(0 + eta * (number(-1) - 1) * 1))
    yield "=", 0 + loss, "a tie predicts +1, so the first sample is a mistake"
    yield "=", MAX(number(0), 2 * eta), "the second net input is ", -2 * eta
    yield "=", ..., POSITIVE_RATE.relation, POSITIVE_RATE


AFTER_ONE = 0 + eta * (-ONE - TEXTBOOK(0 * ONE)) * ONE
AFTER_BOTH = AFTER_ONE + eta * (ONE - TEXTBOOK(AFTER_ONE * ONE)) * ONE


@entry.part("Every epoch over them is the same", equals(AFTER_BOTH, 0))
def epochs_repeat() -> Iterator[Line]:
    moved = -2 * eta + eta * (ONE - TEXTBOOK(-2 * eta))
    yield "=", moved, "the first sample is a mistake"
    yield "=", -2 * eta + eta * (ONE - -ONE), "so is the second", POSITIVE_RATE
    yield "=", ..., "the weight is zero again, so every epoch is the same"


entry.twin(
    "Comparing the loss of an epoch with a fixed tolerance is free of the rate.",
    equals(_goes_on(eta), _goes_on(ONE)),
    POSITIVE_RATE,
)
entry.symbol(
    memory(m_before, label, _predicted(w_before)),
    "any rule to keep a record of labels and predictions",
)
entry.symbol(
    say("{}, {}, {}", m_now, n_now, BEGIN),
    "the record, that of the run at rate 1, and what both begin with",
)
entry.symbol(stop(m_now), "any rule to decide from the record whether to stop")
entry.symbol(goes_on(z), "1 for {}, which is to go on, else 0", z > 0)
