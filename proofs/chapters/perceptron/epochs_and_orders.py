"""Any sequence of samples; a rule that reads mistakes only stops at the same time."""

from proofs.chapters.perceptron.runs import FIXED_ORDER, LOOKS_AT_WEIGHTS, RUN_NEEDS
from proofs.chapters.perceptron.setting import (
    BEFORE, FACTORS_OUT, INTO_DOT, NOW, POSITIVE_RATE, SIGN_ALONE, ZERO_START,
    both_start_at_zero, commutes, eta, unseen, v_before, v_now, w_before, w_now, x, y, z,
)  # fmt: skip
from proofs.chapters.perceptron.tolerance import (
    ONE, every_epoch_is_the_same, goes_on, goes_on_at, loss_of_the_epoch,
)  # fmt: skip
from proofs.statement import Entry, Lines, shown_by, shown_by_run, symmetry
from proofs.terms import MAX, PHI, Term, define, dot, equals, function, number, say, scalar

memory, stop = function("r", ("scalar", "scalar", "scalar")), function("s")
BEGIN = scalar("rho")
m_now, m_before, m_0 = (scalar("m", index) for index in (NOW, BEFORE, "0"))
n_now, n_before, n_0 = (scalar("n", index) for index in (NOW, BEFORE, "0"))
sample, label = x("i_t"), y("i_t")


def _predicted(weights: Term) -> Term:
    return PHI(dot(weights, sample))


def _loss(weights: Term) -> Term:
    return MAX(number(0), -(scalar("y") * dot(weights, unseen)))


entry = Entry(
    "perceptron.epochs-and-orders",
    place=150,
    title="Any order of the samples, any number of epochs, any rule that stops on mistakes",
    idea="The argument is about one update with whatever sample comes next, so it holds for any "
    "list of samples. What reads labels and predictions alone sees nothing of the rate; a loss is "
    "stretched by it, and a fixed tolerance notices.",
    says=say(
        "The samples may come in any order fixed beforehand, {} being sample number {}: epochs and "
        "shuffles included. A rule that decides when to stop from a record of the mistakes stops "
        "at the same time for every {}. A rule with an absolute tolerance on a loss need not: the "
        "loss is scaled by {}.",
        sample,
        scalar("i", "", "t"),
        eta > 0,
        eta,
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(
        *RUN_NEEDS,
        shown_by_run(LOOKS_AT_WEIGHTS),
        shown_by(
            "reads mistakes only",
            "absolute-tolerance",
            equals(goes_on_at(ONE), goes_on_at(number(1, 10))),
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


def _weights() -> Lines:
    """The weights commute with scaling."""
    net = dot(v_before, sample)
    return commutes(lambda at: eta * v_before + eta * (label - PHI(at)) * sample, net)


def _record() -> Lines:
    """The record of mistakes does not change."""
    yield "=", memory(n_before, label, PHI(eta * dot(v_before, sample))), *SIGN_ALONE
    yield "=", ..., *INTO_DOT


def _record_start() -> Lines:
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
def stopping() -> Lines:
    yield "=", ..., "the records agree", POSITIVE_RATE, recorded.at(which=1)


@entry.part(
    "The loss of any sample is scaled, so the rate acts as an inverse tolerance",
    equals(_loss(w_now), eta * _loss(v_now)),
)
def loss_is_scaled() -> Lines:
    yield "=", _loss(eta * v_now), FACTORS_OUT, recorded
    yield "=", ..., "a positive factor moves out of the maximum", POSITIVE_RATE


title = "The loss of an epoch over (1, −1), (1, +1), for which a tolerance is not free of the rate"
entry.shows("epoch-loss", title, loss_of_the_epoch)
entry.shows("epochs-repeat", "Every epoch over them is the same", every_epoch_is_the_same)
entry.twin(
    "Comparing the loss of an epoch with a fixed tolerance is free of the rate.",
    equals(goes_on_at(eta), goes_on_at(ONE)),
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
