"""The chapter on hidden layers: what zero and equal weights really do.

A network with one hidden layer of h units computes f(x) = sum_j v_j sigma(w_j . x + beta_j) + c.
Two units are followed by name and all others are one opaque state `rho` that adds R(rho, x) to the
output: exchanging two units leaves the others as they are, and every permutation of any number of
units is made of such exchanges.  Gradients are summed sample by sample, so that one update either
reads a sample or takes a step: that covers batches of any size.  sigma, the loss l and their
derivatives are opaque functions.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from proofs.instance import Steps
from proofs.statement import Writer, line
from proofs.terms import (
    MAX, ZERO, Hypothesis, Operand, Symbol, Term, assume, define, dot, equals, function,
    number, say, scalar, vector,
)  # fmt: skip

RUMELHART = (
    "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning representations by "
    "back-propagating errors, Nature 323, 533-536, 1986."
)
GLOROT = (
    "X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural "
    "networks, Proceedings of AISTATS, PMLR 9, 249-256, 2010."
)

# Symbols -----------------------------------------------------------------------------------------

NOW, BEFORE = "t", "t-1"
T = scalar("t")
eta = scalar("eta")
SAMPLE, LABEL = vector("x", NOW), scalar("y", NOW)
STEP, BACK = scalar("s", NOW), scalar("p", NOW)
SIGMA, SLOPE = function("sigma"), function("sigma'")
LOSS = function("l", ("scalar", "scalar"))
LOSS_SLOPE = function("l'", ("scalar", "scalar"))
REST = function("R", ("vector", "vector"))
REST_SLOPE = function("R'", ("vector", "vector"), "vector")
SLOPES = {SIGMA: SLOPE, LOSS: LOSS_SLOPE, REST: REST_SLOPE}
x, y = vector("x"), scalar("y")
z, h = scalar("z"), scalar("h")


class Unit(NamedTuple):
    """One hidden unit: its weights, and its part of the gradient summed over samples so far."""

    w: Symbol
    beta: Symbol
    v: Symbol
    sum_w: Symbol
    sum_beta: Symbol
    sum_v: Symbol


def unit(index: str | int = "", which: str = "", mark: str = "") -> Unit:
    """Unit number `which` after `index` updates; `mark` tells a second run from the first."""
    at = (str(index), which)
    return Unit(
        vector("w" + mark, *at),
        scalar("beta" + mark, *at),
        scalar("v" + mark, *at),
        vector("W" + mark, *at),
        scalar("B" + mark, *at),
        scalar("V" + mark, *at),
    )


def net(u: Unit, sample: Term = SAMPLE) -> Term:
    """What a unit receives."""
    return dot(u.w, sample) + u.beta


def sent(u: Unit, sample: Term = SAMPLE) -> Term:
    """What a unit adds to the output."""
    return u.v * SIGMA(net(u, sample))


def delta(index: str | int, mark: str = "") -> Symbol:
    """The slope of the loss at the output: the error that is sent back."""
    return scalar("delta" + mark, str(index))


def learned(
    now: Unit, before: Unit, error: Term, *, rates: tuple[Term, Term] = (eta, eta)
) -> dict[Symbol, Term]:
    """One update of a unit, given the error at the output: a sample is read, or a step is taken.

    `rates` are that of the incoming weights and bias, and that of the outgoing weight.
    """
    incoming, outgoing = rates

    def summed(so_far: Symbol, more: Term) -> Term:
        return (1 - STEP) * (so_far + more)

    back = error * before.v * SLOPE(net(before))
    return {
        now.w: before.w - incoming * STEP * before.sum_w,
        now.beta: before.beta - incoming * STEP * before.sum_beta,
        now.v: before.v - outgoing * STEP * before.sum_v,
        now.sum_w: summed(before.sum_w, back * SAMPLE),
        now.sum_beta: summed(before.sum_beta, back),
        now.sum_v: summed(before.sum_v, error * SIGMA(net(before))),
    }


def relu(argument: Term) -> Term:
    """The rectifier."""
    return MAX(number(0), argument)


def half_square(output: Term, label: Operand) -> Term:
    """Half the square of the error."""
    return (output - label) ** 2 / 2


# What the symbols mean ---------------------------------------------------------------------------

SIGMA_MEANS = (
    say("{}, {}", SIGMA(z), SLOPE(z)),
    say("the activation of the hidden units, any differentiable function, and its slope"),
)
LOSS_MEANS = (
    say("{}, {}", LOSS(scalar("f"), y), LOSS_SLOPE(scalar("f"), y)),
    say(
        "the loss of the output {} at label {}, differentiable in {}, and its slope there",
        *(scalar("f"), y, scalar("f")),
    ),
)
ETA_MEANS = (say(eta), say("the learning rate"))
SAMPLES_MEAN = (
    say("{}, {}", SAMPLE, LABEL),
    say("the sample that is read at update {} and its label", T),
)
READ_OR_STEP = (
    say(STEP),
    say(
        "whether update {} takes a step: {} adds a sample to the sums, {} takes a step "
        "and clears them",
        *(T, equals(STEP, 0), equals(STEP, 1)),
    ),
)
THREE_KINDS = (
    say("{}, {}", STEP, BACK),
    say(
        "what update {} does: {} takes a step and clears the sums; else it reads a sample to find "
        "its error {} and, with {}, sends the error found before it back, to be added to the sums",
        *(T, equals(STEP, 1), delta(NOW), equals(BACK, 1)),
    ),
)
SUMS_MEAN = "capital letters: gradients by the small letter, summed over samples so far"
SUMS_SINCE = "the gradients by these, summed over the samples read since the last step"
UNIT_1_MEANS = (
    say("{}, {}, {}", *unit(NOW, "1")[:3]),
    say(
        "incoming weights, bias and outgoing weight of unit 1 after {} updates; unit 2 likewise", T
    ),
)
ERROR_MEANS = (
    say(delta(NOW)),
    say(
        "the slope of the loss at the output for that sample: one number, the same for all units, "
        "whatever it may be"
    ),
)


# What proofs are made of -------------------------------------------------------------------------


def nothing(symbol: Symbol) -> Term:
    """Zero, as a number or a vector."""
    return ZERO if symbol.kind == "vector" else number(0)


def empty(symbol: Symbol) -> Hypothesis:
    """A sum begins at zero."""
    return define("an empty sum", symbol, nothing(symbol))


def starting(images: Mapping[Symbol, Term], reason: str) -> list[Writer]:
    """For each component of a second run: it starts at the image of the first one's start."""
    return [line(reason, define("where it starts", s, at)) for s, at in images.items()]


READS_THEN_STEPS = {"s^": Steps((Fraction(0), Fraction(1)), 1)}
"""A run that reads a sample and takes a step."""


# Hypotheses, and one step ------------------------------------------------------------------------

POSITIVE_RATE = assume("positive rate", eta > 0)
ZERO_WEIGHTS = assume("zero incoming weights", equals(unit().w, ZERO))
ZERO_BIAS = assume("zero bias", equals(unit().beta, 0))
_first, _second = unit("0", "1"), unit("0", "2")
EQUAL_INCOMING = assume("equal incoming weights", equals(_first.w, _second.w))
EQUAL_BIASES = assume("equal biases", equals(_first.beta, _second.beta))


def stepped(u: Unit, error: Term) -> tuple[Term, Term, Term]:
    """A unit's weights after one step with one sample."""
    back = error * u.v * SLOPE(net(u, x))
    return u.w - eta * back * x, u.beta - eta * back, u.v - eta * error * SIGMA(net(u, x))
