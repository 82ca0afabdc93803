"""Classes that no sample has stay tied: the symmetry lemma with the run as its own image."""

from fractions import Fraction

from proofs.chapters.further.softmax_setting import (
    BISHOP, LABELS_MEAN, SUMS_MEAN, TOTAL_MEANS, TOTAL_POSITIVE, belongs, exponential, learned, row,
    row_sum, total,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    ETA_MEANS, NOW, READ_OR_STEP, READS_THEN_STEPS, SAMPLE, T,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines, line, symmetry
from proofs.terms import EXP, ZERO, assume, define, dot, equals, one_of, say, vector

w_1, w_2, e_1, e_2 = row(NOW, "1"), row(NOW, "2"), belongs("1"), belongs("2")
EQUAL = assume("equal rows at the start", equals(row("0", "1"), row("0", "2")))
ABSENT = (
    assume("no sample of class 1", equals(e_1, 0)),
    assume("no sample of class 2", equals(e_2, 0)),
)
share = EXP(dot(vector("w"), SAMPLE)) / total
ADDED = equals((share - e_1) * SAMPLE, (share - e_2) * SAMPLE)

entry = Entry(
    "further.softmax-absent-classes",
    place=51,
    title="In softmax regression classes that no sample has stay tied for ever",
    idea="A class that no sample has is only pushed away, in proportion to its probability. Two "
    "such classes with equal weights have equal probabilities, so both are pushed alike and are "
    "equal again.",
    says=say(
        "If the weights of two classes start equal, at zero or elsewhere, and no sample is of "
        "either, then {} after every number of updates, for any rate and number of classes.",
        equals(w_1, w_2),
    ),
    given=(EQUAL, *ABSENT),
    citations=(BISHOP,),
)


def _empty() -> Lines:
    """Both sums begin at zero."""
    own, other = row_sum("0", "1"), row_sum("0", "2")
    yield "=", ZERO, "no sample has been read", define("an empty sum", own, ZERO)
    yield "=", ..., "nor for the other class", define("also empty", other, ZERO)


updates = (learned("2", exponential("2") / total, e_2), learned("1", exponential("1") / total, e_1))
absent = line(
    "the same rule for both classes, neither of which the sample is of", TOTAL_POSITIVE, *ABSENT
)
entry.shows(
    "symmetry",
    "An instance of the symmetry lemma: an exchange of the two classes changes nothing at the "
    "start, and so nothing later",
    symmetry(
        "two classes without samples",
        action={w_1: w_2, row_sum(NOW, "1"): row_sum(NOW, "2")},
        update=updates[0],
        image_update=updates[1],
        start=(line("they start equal", EQUAL), _empty),
        step=(line("the same rule for both classes"), absent),
    ),
)
TWO_CLASSES = {"N^": Steps((Fraction(2),))}
"""What the exponentials of two classes add up to where both have the net input 0."""
entry.without(EQUAL, "", fixed=TWO_CLASSES)
for each, name in zip(ABSENT, ("e_1^", "e_2^"), strict=True):
    has = TWO_CLASSES | READS_THEN_STEPS | {name: Steps((Fraction(1),))}
    entry.without(each, "A sample does not pull its class and the other alike:", fixed=has)
labels = (assume(f"label {k}", one_of(mark, 0, 1)) for k, mark in ((1, e_1), (2, e_2)))
entry.twin("All classes that start equal stay equal.", ADDED, TOTAL_POSITIVE, *labels)
entry.symbol(say("{}, {}", w_1, w_2), "the weights of classes 1 and 2 after {} updates", T)
entry.symbol(say("{}, {}", row_sum(NOW, "1"), row_sum(NOW, "2")), SUMS_MEAN)
for meaning in (LABELS_MEAN, TOTAL_MEANS, READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
