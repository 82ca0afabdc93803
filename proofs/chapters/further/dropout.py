"""Dropout parts equal units exactly if what they do not share does not cancel."""

from collections.abc import Sequence
from fractions import Fraction

from proofs.chapters.further.masked_units import (
    ADDED, ALL, APART, D, MOVES, SUMS, at, difference, gaps, m_1, m_2, step, u,
)  # fmt: skip
from proofs.chapters.further.network_setting import SRIVASTAVA
from proofs.chapters.hidden.setting import (
    ERROR_MEANS, ETA_MEANS, NOW, POSITIVE_RATE, SAMPLES_MEAN, SIGMA_MEANS, T, eta, nothing,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines, Proof, calculation, conjunction
from proofs.terms import Term, assume, define, equals, number, say, scalar

LEFT_OVER = assume("not everything cancels", ALL > 0)
CANCELS = tuple(
    assume(f"what is not shared cancels, by {name}", equals(gap, nothing(gap)))
    for name, gap in zip(("incoming weights", "bias", "outgoing weight"), D, strict=True)
)
HALF, ONE = number(1, 2), number(1)


entry = Entry(
    "further.dropout",
    place=40,
    title="Dropout parts equal units unless what they do not share cancels",
    idea="Equal units get equal updates from every sample in which their masks agree. Where the "
    "masks differ, a sample counts for one unit and against the other; the units part unless all "
    "these contributions cancel.",
    says=say(
        "Two units are equal before a step, and in each sample of the batch they have masks {} and "
        "{}. Let {}, {} and {} be the sums of {}, {} and {}, each times {}: samples with equal "
        "masks add nothing, and those with different masks count for unit 1 and against unit 2. "
        "For {} the units are different after the step if {}, and equal if all three are 0.",
        *(m_1, m_2, *D, *ADDED, m_1 - m_2, POSITIVE_RATE.relation, LEFT_OVER.relation),
    ),
    citations=(SRIVASTAVA,),
)


entry.shows("difference", "The difference of the gradients of the two units", difference)
entry.shows("step", "How far the two units are apart", step)


@entry.part("If not everything cancels, the units are different", APART > 0)
def breaks() -> Lines:
    yield "=", eta**2 * ALL, "the step", *gaps
    yield ">", ..., POSITIVE_RATE, LEFT_OVER


@entry.part("If everything cancels, the units stay equal", equals(APART, 0))
def stays() -> Lines:
    yield "=", eta**2 * ALL, "the step", *gaps
    yield "=", ..., "all three are 0", *CANCELS


one_input, one_label, start = scalar("x"), scalar("y"), scalar("v", "0")
EXAMPLE = (
    define("the rate", eta, HALF),
    define("the input", one_input, 1),
    define("the label", one_label, 0),
    define("all weights", start, 1),
)


def _after(masks: Sequence[tuple[int, int]], own: int) -> Term:
    """A unit's outgoing weight after a step on so many samples, all the same."""
    moved: Term = start
    sent = start * one_input
    """With the incoming weights, too."""
    for mask in masks:
        output = number(mask[0]) * (start * sent) + number(mask[1]) * (start * sent)
        moved = moved - eta * ((output - one_label) * mask[own] * sent)
    return moved


def _units(name: str, masks: Sequence[tuple[int, int]], *why: tuple[Term, str]) -> Proof:
    return conjunction(
        name,
        *(
            calculation(f"unit {k + 1}", _after(masks, k), [("=", value, reason, *EXAMPLE)])
            for k, (value, reason) in enumerate(why)
        ),
    )


ONCE, TWICE = ((1, 0),), ((1, 0), (0, 1))
EXACT = (HALF, "the error is 1, so is what the unit sends")
entry.shows(
    "in-numbers",
    "In numbers: units with the identity as activation, weights 1 and bias 0, one input 1 with "
    "label 0, half the square of the error as loss, rate 1/2. The outgoing weights after a step in "
    "which unit 1 alone takes part",
    _units("unit 1 alone", ONCE, EXACT, (ONE, "it takes no part")),
)
entry.shows(
    "cancels-in-numbers",
    "The same sample twice, with one of the units each time: their masks differ in both, yet the "
    "outgoing weights stay equal",
    _units("one unit, then the other", TWICE, EXACT, EXACT),
)
entry.without(POSITIVE_RATE, "At rate 0 nothing parts them:", breaks, longest=1, work=20_000)
ALONE = {"r_1^": Steps((Fraction(1),)), "r_2^": Steps((Fraction(0),)), "m^": Fraction(2)}
ALONE |= {"v": Fraction(1), "beta": Fraction(0)}
entry.without(CANCELS[0], "", stays, longest=2, fixed=ALONE)
entry.twin("What units with different masks do not share never cancels.", ALL > 0)
entry.symbol(say("{}, {}, {}", *u[:3]), "incoming weights, bias and outgoing weight of both units")
entry.symbol(
    say("{}, {}", m_1, m_2),
    "the masks of the two units in sample {}, any numbers: 0 for a unit that is left out",
    T,
)
entry.symbol(
    say("{}, {}, …", SUMS[0][0], SUMS[2][0]),
    "capital letters: gradients by the small letter of unit 1, summed over {} samples",
    T,
)
entry.symbol(
    say("{}, {}, {}", *(at(d, NOW) for d in D)),
    "the sums over {} samples of what is not shared, by incoming weights, bias and outgoing weight",
    T,
)
entry.symbol(
    say("{}, {}, …", *MOVES[0]),
    "what the step adds to the incoming weights of unit 1 and of unit 2, and so on",
)
entry.symbol(
    say("{}, {}, {}", one_input, one_label, start), "input, label and all weights of the example"
)
for meaning in (ERROR_MEANS, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
