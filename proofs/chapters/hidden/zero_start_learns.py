"""From all zero with sigma(0) not 0: who moves when, and when the loss falls."""

from proofs.chapters.hidden import all_zero, logistic_unit
from proofs.chapters.hidden import first_steps as steps
from proofs.chapters.hidden import loss_of_a_step as loss
from proofs.chapters.hidden.all_zero import ALL_ZERO, SENT, E, c, u
from proofs.chapters.hidden.first_steps import (
    ERRORS, GAIN, K, SENDS, SLOPE_AT_ZERO, d,
    dw, f1, g, sum_d, v1, w1, w2,
)  # fmt: skip
from proofs.chapters.hidden.loss_of_a_step import L0, L1, SHIFT, curvature, f, m, slope
from proofs.chapters.hidden.setting import (
    ETA_MEANS, LABEL, LOSS_MEANS, LOSS_SLOPE, NOW, POSITIVE_RATE, RUMELHART, SIGMA_MEANS, SLOPE,
    T, eta, h,
)  # fmt: skip
from proofs.statement import Entry
from proofs.terms import ZERO, assume, equals, number, say, scalar

NOT_ALL, BEND = ERRORS.relation, SLOPE(number(0))
RATES = eta < 2 / (m * K)
delta, n = scalar("delta"), loss.count(NOW)
STILL = assume("outgoing weight did not move", equals(v1, 0))
BALANCED = assume("errors times inputs sum to 0", equals(sum_d, ZERO))

entry = Entry(
    "hidden.zero-start-learns",
    place=80,
    title="From all zero a network learns, if its units send something on",
    says=say(
        "Let all weights and biases start at zero, {}, and {} be the sum of the slopes {} of the "
        "loss over the {} samples. The first step adds {} to {} in every one of the {} units and "
        "{} to {}, and nothing to anything else: the outgoing weights move exactly if {}. The "
        "second step moves the incoming weights, exactly if {}, {} and the errors times inputs do "
        "not sum to 0. With half the squares of the errors as loss and {}, the loss falls at the "
        "first step exactly if {}, where {}; with their mean in place of their sum, {} falls away. "
        "For every differentiable loss it falls, if {}, for all small enough {}.",
        *(SENDS.relation, E, LOSS_SLOPE(number(0), LABEL), m),
        *(-(eta * SENT * E), u.v, h, -(eta * E), c, NOT_ALL, SLOPE_AT_ZERO.relation, NOT_ALL),
        *(NOT_ALL, RATES, GAIN.relation, m, NOT_ALL, eta),
    ),
    given=(*ALL_ZERO, POSITIVE_RATE),
    aside=(RATES,),
    citations=(RUMELHART,),
)
entry.shows("sums", all_zero.GRADIENT_TITLE, all_zero.gradient)
entry.shows("first-step", "The first step", steps.first_step)
moves = say("The outgoing weights move, unless {}", equals(E, 0))
entry.shows("moves-if", moves, steps.moves_if)
gradient = say(
    "The gradient by the incoming weights after the first step: {} is the sum of the slopes of the "
    "loss times the inputs",
    d,
)
entry.shows("second-sums", gradient, steps.second_sums)
entry.shows("second-step", "The second step of the incoming weights", steps.second_step)
second_moves = say("The incoming weights move, unless {} or {}", BALANCED.relation, STILL.relation)
entry.shows("second-moves-if", second_moves, steps.second_moves_if)
entry.shows("gain", "How far the output moves", steps.gain)
same = "The output after the first step is the same for every input"
entry.shows("output", same, steps.output)
constant = say(
    "The loss at a constant output {}: half the squares of the errors, summed over {} samples", f, n
)
entry.shows("loss-at-a-constant", constant, loss.squares)
small_rates = say(
    "With half squares the loss falls at small rates: {} is the number of samples, {} the sum of "
    "the errors at zero",
    *(m, E),
)
entry.shows("loss-falls", small_rates, loss.falls)
no_others = "With half squares the loss falls at no other rates"
entry.shows("loss-does-not-fall", no_others, loss.does_not_fall)
differentiable = say(
    "For any differentiable loss: {} is its slope between the outputs 0 and {}, summed over the "
    "samples. As {} goes to 0, {} goes to {}, so for all small enough {} it has the sign of {}",
    *(slope, SHIFT, eta, slope, E, eta, E),
)
entry.shows("any-loss", differentiable, loss.any_loss)
how_small = say(
    "How small is enough: for a loss of curvature at most {} in the output, summed over the "
    "samples",
    curvature,
)
entry.shows("smooth-loss", how_small, loss.smooth)
for_the_run = "For the run: the slope of the logistic function at 0"
entry.shows("logistic-slope", for_the_run, logistic_unit.slope_at_zero)
in_numbers = say(
    "In numbers: one logistic unit, one sample with input 1 and label 1, loss half the square of "
    "the error, rate 1. The loss falls from {} to {}, and after two steps everything has moved",
    *(number(1, 2), number(1, 32)),
)
entry.shows("run", in_numbers, logistic_unit.two_steps)
entry.twin(
    "Zero weights prevent learning, with the logistic function too: the outgoing weight of a unit "
    "does not move in the first step.",
    equals(logistic_unit.at("v", 1), logistic_unit.at("v", 0)),
    *logistic_unit.RUN,
)
for meaning in all_zero.NOTATION:
    entry.symbol(*meaning)
entry.symbol(E, "the slopes of the loss at output 0, summed over the {} samples", m)
added = "what the first and the second step add to the incoming weights, and so on"
entry.symbol(say("{}, {}, …", dw, w2), added)
sums = (
    "the gradient by {} after the first step, and the slopes of the loss there times the inputs, "
    "both summed over {} samples"
)
entry.symbol(say("{}, {}", g, d), sums, w1, T)
after = "weights after the first step; {} is the output then"
entry.symbol(say("{}, {}, …", w1, v1), after, f1)
losses = "the loss at output {} and at output 0, summed over {} samples"
entry.symbol(say("{}, {}", loss.loss(NOW), loss.loss_zero(NOW)), losses, f, n)
whole = "the loss over all samples before and after the first step"
entry.symbol(say("{}, {}", L0, L1), whole)
entry.symbol(say("{}, {}", m, K), "the number of samples, and {}", GAIN.relation.right)
for meaning in (SIGMA_MEANS, LOSS_MEANS, all_zero.SAMPLE_MEANS, ETA_MEANS):
    entry.symbol(*meaning)
