"""Two rates, two directions after two steps: decided by intervals, never by a float."""

from fractions import Fraction

from proofs.chapters.gradient_descent.two_weights import determinant, one, two, weight, written_out
from proofs.chapters.linear.setting import A as MOMENTS
from proofs.chapters.logistic import figures
from proofs.chapters.logistic.setting import COX
from proofs.chapters.logistic.two_steps import (
    ERRORS, EXPONENTIALS, above, below, parted, two_steps,
)  # fmt: skip
from proofs.statement import Entry, Lines, conjunction, shown_by
from proofs.terms import EXP, LOG, Term, define, equals, number, say, scalar

x_1, x_2 = (scalar("x", "", of) for of in "12")
LOTS = [(scalar("m", "", of), scalar("y", "", of)) for of in "123"]
ROUND_DATA = {x_1: 1, x_2: 2} | dict(
    pair for lot, data in zip(LOTS, ((3, 1), (1, 0), (1, 1)), strict=True)
    for pair in zip(lot, data, strict=True)
)  # fmt: skip
"""Samples (1, 0) four times and (0, 2) once, labels 1, 1, 1, 0 and 1: sum x x' = diag(4, 4)."""


def _lot(of: int, net: Term) -> Term:
    """The loss of samples that are alike: how many, and their label."""
    many, label = LOTS[of]
    return many * (LOG(1 + EXP(net)) - label * net)


ROUND = _lot(0, x_1 * one) + _lot(1, x_1 * one) + _lot(2, x_2 * two)
LOSS = LOG(1 + EXP(one)) - one + (LOG(1 + EXP(2 * two)) - 2 * two)


SHARES = Fraction(1), Fraction(1, 2)
"""What one sample has in the loss, and so the first of two rates; the other is twice that."""
PARALLEL = equals(determinant(2), 0)
SUMMED, AVERAGED = (
    (*written_out("", LOSS, share), *written_out("'", LOSS, 2 * share)) for share in SHARES
)
AVERAGED_ROUND = (
    *(define("the samples", symbol, value) for symbol, value in ROUND_DATA.items()),
    *written_out("", ROUND, Fraction(1, 5)), *written_out("'", ROUND, Fraction(2, 5)),
)  # fmt: skip
round_design = say(
    "With two steps, the losses averaged over five samples, (1, 0) four times with the labels 1, "
    "1, 1 and 0, and (0, 2) with the label 1, for which {} is a multiple of the identity:",
    MOMENTS,
)
summed = "With two steps, the losses summed over the samples:"
averaged = "With two steps, the losses averaged over the samples:"

entry = Entry(
    "logistic.eta-does-not-factor",
    place=60,
    title="For the logistic loss the rate need not factor out of the second step",
    idea="After one step from zero the rate has only set the distance. The second gradient depends "
    "on how sure of each sample the model has become, and a longer first step makes it surer of "
    "some samples more than of others.",
    says=say(
        "Take the samples (1, 0) and (0, 2), both with the label 1, sum their losses and start "
        "from zero. After one step the weights at the rate 1 and at the rate 2 are parallel; after "
        "two steps they are not, {}. So it is for the mean of the losses, for which the rates 1 "
        "and 2 are the rates 1/2 and 1 for their sum.",
        determinant(2) < 0,
    ),
    needs=(
        shown_by("one step", "summed-loss", PARALLEL, *SUMMED, says=summed),
        shown_by("one step", "mean-loss", PARALLEL, *AVERAGED, says=averaged),
        shown_by("one step", "round-design", PARALLEL, *AVERAGED_ROUND, says=round_design),
    ),
    built_in=(("one step", say("the rate factors out of one step from zero, of one only")),),
    remarks=(
        say(
            "The values of the logistic function are irrational here. The proof bounds them by "
            "rational numbers, from tangents of the exponential; the counterexamples enclose them "
            "in intervals, at a precision that is raised until the interval of the determinant "
            "leaves 0 out. No floating-point number decides."
        ),
    ),
    citations=(COX,),
)
entry.figure(figures.two_steps)


@entry.part("One step, losses summed: parallel", equals(determinant(1), 0))
def first_step() -> Lines:
    rational = number(1, 2) * number(2) - number(1) * number(1)
    yield "=", rational, "the first steps are rational", *SUMMED
    yield "=", ..., "parallel"


powers = (bounded for x in sorted(EXPONENTIALS) for bounded in EXPONENTIALS[x])
entry.shows("exponentials", "Bounds of the exponential", conjunction("bounds", *powers))
missed = (bounded for x in sorted(ERRORS) if x >= Fraction(1, 4) for bounded in ERRORS[x])
entry.shows("errors", "Bounds of what is missed at a net input", conjunction("bounds", *missed))
AS_MEAN = "averaged: at the rates 1 and 2, which are 1/2 and 1 on the sum of the losses"
for loss, how, run, share, turn in (
    ("summed", "summed", SUMMED, SHARES[0], Fraction(11, 8)),
    ("mean", AS_MEAN, AVERAGED, SHARES[1], Fraction(3, 2)),
):
    here, there = two_steps("", run, share), two_steps("'", run, 2 * share)
    weights = conjunction("the weights", *(weight.comes for weight in (*here, *there)))
    entry.shows(f"{loss}-weights", f"The weights after two steps, losses {how}", weights)
    between = conjunction("a line between", above(turn, *here), below(turn, *there))
    told = say("The line {} lies between the two directions", equals(two, number(turn) * one))
    entry.shows(f"{loss}-directions", told, between)
    apart = parted(turn, here, there)
    entry.shows(f"{loss}-not-parallel", "So the directions differ: not parallel", apart)

entry.twin("After two steps the weights at the two rates are parallel.", PARALLEL, *SUMMED)
entry.symbol(
    say("{}, {}", weight("", 2, 1), weight("'", 2, 1)),
    "the first weight after two steps at the rate 1 and at the rate 2",
)
entry.symbol(say("{}, {}", weight("", 2, 2), weight("'", 2, 2)), "the second weight likewise")
