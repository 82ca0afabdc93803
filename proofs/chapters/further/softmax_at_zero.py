"""Softmax regression from zero: what the gradient is there, and which rows part."""

from proofs.chapters.further.softmax_gradient import (
    LOSS, SHARE, G, H, K, S, at_zero, by_one_row, c_1, count, d_1, d_2,
    e, exponentials, first_step, m_1, m_2, one, other, q, two_rows, w, x,
)  # fmt: skip
from proofs.chapters.further.softmax_setting import BISHOP
from proofs.chapters.hidden.setting import ETA_MEANS, NOW, POSITIVE_RATE, SAMPLE, T, eta
from proofs.statement import Entry, Lines, calculation, chain, conjunction
from proofs.terms import EXP, Term, assume, differs, dot, equals, number, one_of, say, scalar

GAP, MOVED = d_1 - d_2, eta * (m_1 - m_2)
z, UNEQUAL = scalar("z"), "At another net input than 0 the share need not be that:"
UNLIKE = assume("sums of inputs differ", differs(m_1, m_2))
ALIKE = assume("sums of inputs agree", equals(m_1, m_2))

entry = Entry(
    "further.softmax-at-zero",
    place=50,
    title="Softmax regression at zero: the gradient, and which rows part at the first step",
    idea="At zero weights all classes are equally likely, so a class is pulled by the inputs of "
    "its own samples less an equal share of all inputs. The share is the same for all classes: two "
    "rows part by the inputs of their own samples.",
    says=say(
        "At zero weights, with {} classes, the gradient of the summed cross-entropy by the weights "
        "of a class is the sum of {} over the samples, where {} is 1 for samples of the class and "
        "0 for others. The first step takes the weights of two classes apart by {}, where {} and "
        "{} are the sums of the inputs of the samples of either: for {} they part exactly if {}.",
        *(K, SHARE * SAMPLE, scalar("e", NOW), MOVED, m_1, m_2, POSITIVE_RATE.relation),
        UNLIKE.relation,
    ),
    citations=(BISHOP,),
)
by_row = "The loss on one sample, {}: its gradient by the weights of one class"
entry.shows("gradient", say(by_row, LOSS), by_one_row)
entry.shows(
    "others",
    say("With zero weights the exponentials of {} other classes add up to that number", count),
    exponentials,
)
entry.shows(
    "at-zero",
    say("So over {} samples, with {} classes, the gradient at zero weights is as said", T, K),
    at_zero,
)
entry.shows("two-rows", "The gradients of two classes, and the inputs of their samples", two_rows)
entry.shows("first-step", "How far the first step takes two rows apart", first_step)


@entry.part("If the sums of the inputs differ, the rows part", dot(GAP, GAP) > 0)
def part() -> Lines:
    yield "=", eta**2 * dot(m_1 - m_2, m_1 - m_2), "the first step", first_step
    yield ">", ..., POSITIVE_RATE, UNLIKE


@entry.part("If they agree, the rows do not", equals(dot(GAP, GAP), 0))
def stay() -> Lines:
    yield "=", eta**2 * dot(m_1 - m_2, m_1 - m_2), "the first step", first_step
    yield "=", ..., ALIKE


ONE, THIRD = number(1), number(1, 3)


def _row(label: int) -> Term:
    """The weight of a class after a step at rate 1 on one sample with input 1."""
    return 0 - ONE * ((THIRD - label) * 1)


LEARNED = EXP(_row(1)) / (EXP(_row(1)) + EXP(_row(0)) + EXP(_row(0)))


@chain(LEARNED > THIRD, name="the probability of its class")
def rises() -> Lines:
    yield "=", 1 / (1 + 2 * EXP(-ONE)), "divide by the first exponential"
    yield ">", ..., "the exponential of −1 is below 1"


AFTER = ((1, number(2, 3)), (0, number(-1, 3)))
rows = (calculation(f"weight {k}", _row(k), [("=", value, "exactly")]) for k, value in AFTER)
entry.shows(
    "in-numbers",
    "In numbers: three classes, one sample with input 1, rate 1. After one step the weight of its "
    "class is 2/3 and the others are −1/3: the sample's class has more than a third",
    conjunction("three classes", *rows, rises),
)
LABELS = (assume("two classes or more", K >= 2), assume("labels", one_of(scalar("e", NOW), 0, 1)))
entry.twin("At zero weights the gradient is 0.", equals(SHARE, 0), *LABELS)
entry.symbol(
    say("{}, {}", w, e), "the weights of one class, and whether the sample {} is of it: 1 or 0", x
)
others = (
    "what the exponentials of the other classes add up to, and the net input of the sample's class "
    "if it is one of them: neither depends on {}"
)
entry.symbol(say("{}, {}", S, q), others, w)
entry.symbol(K, "the number of classes")
entry.symbol(one, "the gradient by {} for one sample", w)
entry.symbol(
    say("{}, {}", other, count),
    "the weights of another class, the number {}, and how many there are",
    T,
)
entry.symbol(
    say("{}, {}", SAMPLE, scalar("e", NOW)), "sample number {}, and whether it is of the class", T
)
entry.symbol(
    say("{}, {}", G, H), "the gradient over {} samples, and the sum of {}", T, SHARE * SAMPLE
)
entry.symbol(c_1, "the inputs of the samples of class 1, summed over {} samples", T)
entry.symbol(d_1, "what the first step adds to the weights of class 1; class 2 likewise")
entry.symbol(*ETA_MEANS)
