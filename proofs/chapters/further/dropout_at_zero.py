"""Where units send on nothing through weights of zero, dropout has nothing to leave out."""

from proofs.chapters.further.network_setting import SRIVASTAVA
from proofs.chapters.further.resting import (
    SILENT, START_V, START_W, bias, now, resting, zero,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ERROR_MEANS, ETA_MEANS, NOW, READ_OR_STEP, READS_THEN_STEPS, SAMPLES_MEAN, SIGMA,
    SIGMA_MEANS, SUMS_SINCE, T, delta, stepped,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import SIGMOID, ZERO, assume, equals, number, say, scalar

mask = scalar("r", NOW)
ZERO_BIAS = assume("bias zero", equals(bias, 0))
AT_ZERO = assume("activation 0 at 0", equals(SIGMA(number(0)), 0))
STEPPED_W, _, STEPPED_V = stepped(zero, scalar("r") * scalar("delta"))
rests = resting("with dropout a silent unit rests", mask * delta(NOW))

entry = Entry(
    "further.dropout-at-zero",
    place=41,
    title="Dropout never moves, and so never parts, units that start with zero weights and send on "
    "nothing",
    idea="A mask scales or leaves out what a unit gives and gets. A unit that sends on 0 through "
    "an outgoing weight of 0 gives nothing and gets no error, so there is nothing for the mask to "
    "change.",
    says=say(
        "If a unit starts with zero weights and its bias {} is one at which {}, then {}, {} and {} "
        "after every number of updates, whatever its masks {}; two of them that start equal stay "
        "equal. So it is from all zero with {}: all units stay at zero.",
        *(bias, SILENT.relation, equals(now.w, ZERO), equals(now.beta, bias), equals(now.v, 0)),
        *(mask, AT_ZERO.relation),
    ),
    given=(START_W, START_V),
    citations=(SRIVASTAVA,),
)
entry.shows("never-moves", "Nothing of the unit ever moves, with a mask for each sample", rests)


@entry.part("From all zero the unit sends on 0", equals(SIGMA(bias), 0))
def from_all_zero() -> Lines:
    yield "=", SIGMA(number(0)), "the bias is zero", ZERO_BIAS
    yield "=", ..., AT_ZERO


entry.without(SILENT, "The outgoing weight moves:", fixed=READS_THEN_STEPS)
entry.twin(
    "The same holds for the logistic function: the outgoing weight does not move.",
    equals(zero.v - mask * delta(NOW) * SIGMOID(bias), zero.v),
    START_V,
)
means = (
    "incoming weights, bias and outgoing weight of the unit after {} updates; {} is the first bias"
)
entry.symbol(say("{}, {}, {}", *now[:3]), means, T, bias)
entry.symbol(mask, "the mask of the unit in sample {}, any number: 0 where it is left out", T)
entry.symbol(say("{}, {}, {}", *now[3:]), SUMS_SINCE)
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
