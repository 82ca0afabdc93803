"""From all zero with sigma(0) not 0: who moves when, and when the loss falls."""

from fractions import Fraction

from proofs.chapters.hidden import logistic_unit
from proofs.chapters.hidden import loss_falls as loss
from proofs.chapters.hidden import zero_start as steps
from proofs.chapters.hidden import figures
from proofs.chapters.hidden.loss_falls import BOUND, SMALL, radius
from proofs.chapters.hidden.network import beta, c, f, h, i, j, n, v, w
from proofs.chapters.hidden.setting import (
    ETA_MEANS, LOSS, LOSS_MEANS, POSITIVE_RATE, RUMELHART, SIGMA_MEANS,
)  # fmt: skip
from proofs.chapters.hidden.zero_start import (
    AFTER, ALL_ZERO, BENDS, ERRORS, FOUND, GAIN, NIL, PULLED, SENDS, D, E, K, count, m,
    over_samples, x, y,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, conjunction
from proofs.terms import number, say

FIRST = (steps.after_w, steps.after_beta, steps.after_v, steps.after_c)

entry = Entry(
    "hidden.zero-start-learns",
    place=80,
    title="From all zero a network learns, if its units send something on and the errors do not "
    "cancel",
    idea="Units with zero weights still send on a constant. If it is not 0 and the errors do not "
    "cancel, the outgoing weights learn from it at the first step; then errors come back through "
    "them, and can move the incoming weights at the second.",
    says=say(
        "Let all weights and biases of a network of {} units start at zero, and let {} be the sum "
        "of the slopes of the loss at output 0 over the {} samples. The first step moves nothing "
        "but the outgoing weights, {} for every unit {}, and the output bias, {}: if {}, the "
        "outgoing weights move exactly if {}. Then the output is {} for every sample, where {}, "
        "and the second step moves the incoming weights, {}, if {} and {}, where {}. Where {}, "
        "half the squares of the errors as loss fall at the first step exactly if {}, and every "
        "loss that is differentiable at output 0 falls at the first step for all rates up to {}, "
        "which is positive.",
        *(h, FOUND.relation, m, steps.after_v.proves[0], j, steps.after_c.proves[0]),
        *(SENDS.relation, ERRORS.relation, AFTER, GAIN.relation, steps.second_step.proves[0]),
        *(BENDS.relation, PULLED.relation, steps.WEIGHTED.relation, ERRORS.relation),
        *(SMALL.relation, BOUND),
    ),
    given=ALL_ZERO,
    remarks=(
        say(
            "Differentiable is meant as it is defined: for every tolerance there is a radius, {} "
            "of it, within which the loss of each sample differs from its tangent at output 0 by "
            "at most the tolerance times the distance. One radius serves all samples, since they "
            "are finitely many.",
            radius(loss.epsilon),
        ),
    ),
    citations=(RUMELHART,),
)
entry.figure(figures.learns_and_stuck)
entry.shows("first-step", "The first step", conjunction("the first step from all zero", *FIRST))
entry.shows("moves-if", "The outgoing weights move if the errors do not sum to 0", steps.moves)
entry.shows("waits-if", "If they do, the outgoing weights wait", steps.waits)
entry.shows("sent", "What the units send after the first step, added up", steps.sent)
entry.shows("output", "The output after the first step is the same for every sample", steps.output)
entry.shows("second-sums", "The gradient after the first step, sample by sample", steps.second_sums)
entry.shows("second-step", "The second step of the incoming weights", steps.second_step)
entry.shows("second-moves-if", "The incoming weights move", steps.second_moves)
entry.shows("gain", "How far the output moves", loss.gain)
entry.shows("loss-at-a-constant", "Half squares, at one output for all samples", loss.at_a_constant)
entry.shows("loss-falls", "Half squares fall at small rates", loss.falls)
entry.shows("loss-does-not-fall", "Half squares fall at no other rates", loss.does_not_fall)
entry.shows("near", "Any differentiable loss, one sample near its tangent", loss.one_sample)
entry.shows("near-summed", "All samples", loss.near_tangent)
entry.shows("small-enough", "There are rates that are small enough", loss.small_enough)
entry.shows("within", "At such a rate the output stays within the radius", loss.within)
entry.shows("slope-wins", "The slope is more than what is tolerated", loss.slope_wins)
entry.shows("any-loss", "So any differentiable loss falls at small rates", loss.any_loss)
entry.shows(
    "logistic-slope", "For the run: the slope of the logistic function at 0",
    logistic_unit.slope_at_zero,
)  # fmt: skip
entry.shows(
    "run",
    say(
        "In numbers: one logistic unit, one sample with input 1 and label 1, loss half the square "
        "of the error, rate 1. The loss falls from {} to {}, and after two steps all has moved",
        *(number(1, 2), number(1, 32)),
    ),
    logistic_unit.two_steps,
)
ONE = {"h": Fraction(1), "m": Fraction(1), "i": Fraction(0), "j": Fraction(0)}
HALF = Steps((Fraction(1, 2),))
for each in (*ALL_ZERO, POSITIVE_RATE, SENDS, ERRORS, steps.NO_ERRORS, loss.LARGE):
    entry.without(each, "", fixed=ONE)
for each in (BENDS, PULLED):
    entry.without(each, "", steps.second_moves, fixed={**ONE, "eta": Fraction(1)})
entry.without(loss.WITHIN, "", loss.one_sample, fixed={**ONE, "u": Fraction(3)})
entry.without(loss.DIFFERENTIABLE, "", loss.any_loss, fixed={**ONE, "eta": Fraction(2), "y^": HALF})
entry.twin(
    "Zero weights prevent learning, with the logistic function too: the outgoing weight of a unit "
    "does not move in the first step.",
    logistic_unit.unmoved,
    *logistic_unit.RUN,
)
entry.symbols(
    (say("{}, {}, {}", w(j, n), beta(j, n), v(j, n)),
     "incoming weights, bias and outgoing weight of unit {} of {} after {} steps", j, h, n),
    (say("{}, {}", c(n), f(i, n)), "the output bias, and the output for sample {}", i),
    (say("{}, {}", x(i), y(i)), "sample {} of {} and its label", i, m),
    (say("{}, {}", E, D), "errors at output 0, and those after one step times inputs, summed"),
    (radius(loss.epsilon), "a radius for the tolerance {}", loss.epsilon),
    (K, "how far a step of rate 1 moves the output, in units of {}", E),
    (count, "how many units, or samples, are summed"),
    (over_samples(LOSS(NIL, y(i))), "the loss at output 0"),
    SIGMA_MEANS, LOSS_MEANS, ETA_MEANS,
)  # fmt: skip
