"""The rows of softmax regression add up to what they added up to at the start."""

from proofs.chapters.further.softmax_classes import (
    EVERY, FACTOR, H, M, N, ONE_LABEL, POSITIVE, Q, R, added, at, e, g, step, w, x, z,
)  # fmt: skip
from proofs.chapters.further.softmax_setting import BISHOP, TOTAL_MEANS, TOTAL_POSITIVE, total
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, NOW, POSITIVE_RATE, READ_OR_STEP, SAMPLE, STEP, T, eta,
)  # fmt: skip
from proofs.statement import Entry, Lines, induction, line
from proofs.terms import EXP, ZERO, Hypothesis, assume, define, equals, say, scalar, vector

# Over the updates: the sum S of all rows and D of all their gradients
S, D, count = vector("S", NOW), vector("D", NOW), scalar("a", NOW)
ONE_EACH = assume("each sample has one label", equals(count, 1))
KEPT = equals(S, vector("S", "0"))

entry = Entry(
    "further.softmax-rows-sum",
    place=52,
    title="In softmax regression the sum of the rows never changes",
    idea="What one class gains the others lose: the probabilities of a sample add up to 1, and so "
    "do its labels. So the pulls on all rows cancel in every update, and the sum of the rows stays "
    "what it was.",
    says=say(
        "For every sample the factors {} of all classes add up to 0, since the probabilities do to "
        "1 and the sample has one label. So the gradients of the rows add up to 0, and for {}, the "
        "sum of the rows, {} after every number of updates, from any start and for any number of "
        "classes.",
        *(FACTOR, S, KEPT),
    ),
    citations=(BISHOP,),
)


entry.shows(
    "over-classes",
    say(
        "Over the first {} classes: {} is the sum of the factors, {} that of what a sample adds to "
        "the gradients, {} that of the rows after a step",
        *(T, Q, H, M),
    ),
    added,
)


@entry.part(
    say("Over all {} classes the factors add up to 0", scalar("n")), equals(scalar("Q", "n"), 0)
)
def factors_cancel() -> Lines:
    yield (
        "=",
        scalar("P", "n") / N - scalar("A", "n"),
        "added up over the classes",
        POSITIVE,
        added.at("n"),
    )
    yield "=", N / N - 1, "all classes, and one label", EVERY, ONE_LABEL
    yield "=", ..., "the probabilities add up to 1"


def _rows(*assumed: Hypothesis) -> Lines:
    """One more update of the rows."""
    now = at(S, BEFORE) - eta * STEP * at(D, BEFORE)
    yield "=", now, "one update", define("one update", S, now), *assumed
    yield "=", vector("S", "0") - eta * STEP * ZERO, "the induction hypothesis"
    yield "=", ..., "nothing was summed, so nothing moves"


def _gradients(*assumed: Hypothesis) -> Lines:
    """One more update of the gradients."""
    more = (1 - STEP) * (at(D, BEFORE) + (total / total - count) * SAMPLE)
    yield (
        "=",
        more,
        "one update, with the factors added up",
        define("one update", D, more),
        *assumed,
    )
    yield (
        "=",
        (1 - STEP) * (ZERO + (1 - 1) * SAMPLE),
        "the induction hypothesis; one label",
        TOTAL_POSITIVE,
        ONE_EACH,
    )
    yield "=", ..., "nothing is added"


kept = induction(
    KEPT,
    equals(D, ZERO),
    start=(
        line("the start"),
        line("no sample has been read", define("an empty sum", at(D, "0"), ZERO)),
    ),
    name="the sum of the rows",
)((_rows, _gradients))
entry.shows("never-changes", "Over the updates: the sum of the rows never changes", kept)
entry.twin("No row ever changes.", equals(w - eta * (FACTOR * x), w), *(POSITIVE, POSITIVE_RATE))
entry.symbol(
    say("{}, {}, {}, {}", z, e, w, g),
    "net input, label (1 or 0), weights and gradient of class number {}, for one sample {}",
    T,
    x,
)
entry.symbol(
    say("{}, {}", N, scalar("n")),
    "the sum of the exponentials of all classes for that sample, and their number",
)
entry.symbol(
    say("{}, {}, {}", scalar("P", NOW), scalar("A", NOW), R),
    "the sums of {}, {} and {} over the first {} classes; {} is that of {}",
    *(EXP(z), e, w, T, vector("C", NOW), g),
)
entry.symbol(step, "whether a step is taken, 1 or 0")
entry.symbol(
    say("{}, {}", S, D),
    "the sums over all classes of the weights and of the gradients after {} updates",
    T,
)
entry.symbol(
    count, "the labels of the sample that is read at update {}, added up over the classes", T
)
for meaning in (TOTAL_MEANS, READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
