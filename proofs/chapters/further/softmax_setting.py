"""Softmax regression: a row of weights for each class, gradients summed sample by sample."""

from proofs.chapters.hidden.setting import BEFORE, NOW, SAMPLE, STEP, T, eta
from proofs.terms import EXP, Symbol, Term, assume, dot, say, scalar, vector

BISHOP = "C. M. Bishop, Pattern Recognition and Machine Learning, Springer, 2006, section 4.3.4."

total = scalar("N", NOW)
"""The exponentials of all classes, for the sample that is read, added up."""
TOTAL_POSITIVE = assume("exponentials add up to a positive number", total > 0)
TOTAL_MEANS = (say(total), say("the sum of the exponentials of all classes for that sample"))
LABELS_MEAN = (
    say("{}, {}", SAMPLE, scalar("e", NOW)),
    say("the sample that is read at update {}, and whether it is of the class: 1 or 0", T),
)


def row(index: str, which: str = "") -> Symbol:
    """The weights of a class."""
    return vector("w", index, which)


def row_sum(index: str, which: str = "") -> Symbol:
    """The gradient by the weights of a class, summed over the samples since the last step."""
    return vector("G", index, which)


def belongs(which: str = "") -> Symbol:
    """1 where the sample that is read is of the class, else 0."""
    return scalar("e", NOW, which)


def learned(which: str, share: Term, label: Term) -> dict[Symbol, Term]:
    """One update of a class's weights: a sample is read, or a step is taken."""
    before, so_far = row(BEFORE, which), row_sum(BEFORE, which)
    return {
        row(NOW, which): before - eta * STEP * so_far,
        row_sum(NOW, which): (1 - STEP) * (so_far + (share - label) * SAMPLE),
    }


def exponential(which: str = "") -> Term:
    """What a class has for the sample that is read, before it is divided by the sum."""
    return EXP(dot(row(BEFORE, which), SAMPLE))


SUMS_MEAN = "their gradients, summed over the samples read since the last step"
