"""With n layers the layers wake one after the other, from the last to the first."""

from fractions import Fraction

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.deep_run import LAYERS, at, logistic_steps, tangent, wakes
from proofs.chapters.hidden.setting import (
    ETA_MEANS, GLOROT, POSITIVE_RATE, RUMELHART, SIGMA, SIGMA_MEANS, eta,
)  # fmt: skip
from proofs.chapters.hidden.setting import z as argument
from proofs.chapters.hidden.sleeping_layers import (
    ASLEEP, ERRORS, NIL, SENT, ZERO_BETA, ZERO_W, asleep, beta, bias, constant, delta, h, i, j, k,
    m, n, p, r, read, s, w, weights, z,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines
from proofs.terms import assume, differs, equals, number, say

REACHED = assume("errors do not sum to 0", differs(ERRORS, 0))
BALANCED = assume("errors sum to 0", equals(ERRORS, 0))
MOVED = beta(n, j, n + 1) ** 2 > 0

entry = Entry(
    "hidden.zero-start-wave",
    place=120,
    title="From all zero a deep network can wake only layer by layer, the last one first",
    idea="A layer learns from errors, and these come back through the weights of the layer above. "
    "While those are zero the layer sleeps; so each step can wake one layer more, beginning at the "
    "output.",
    says=say(
        "Count the layers from the output, which is layer 0, and let all weights and biases start "
        "at zero. After {} steps of full-batch descent all layers from number {} on are exactly "
        "zero, {} and {} for every {}: for every number of layers, all widths, any activation and "
        "loss. Step {} is the first that can move layer {}. It moves the bias of its unit {} "
        "exactly if the errors that reach this unit do not sum to 0 over the samples, {}; the "
        "weights move with it, all by {} times as much, {}, except in the first layer, where the "
        "samples themselves take the place of {}. With four layers of one logistic unit, input and "
        "label 1, half squares and rate 1, the layers wake at the steps 1, 2, 3 and 4.",
        *(n, n, *ASLEEP[:2], r, n + 1, n, j, REACHED.relation, SIGMA(NIL)),
        *(equals(w(n, j, k, n + 1), -(eta * SIGMA(NIL) * ERRORS)), SIGMA(NIL)),
    ),
    given=(ZERO_W, ZERO_BETA),
    remarks=(
        say(
            "The activation of the exact run is the tangent of the logistic function at 0, so "
            "that all numbers are rational; the first two steps are those of the logistic "
            "function itself. That the first layer moves at step 4 with the logistic function, "
            "too, is shown by intervals: see what is false. It could not, had not every layer "
            "above it moved in its turn."
        ),
    ),
    citations=(RUMELHART, GLOROT),
)
entry.figure(figures.wave)
entry.shows("induction", "The layers that sleep, and what they receive", asleep)
entry.shows("bias", say("Layer {} at step {}: the bias of a unit", n, n + 1), bias)
entry.shows("weights", "Its weights", weights)
entry.shows(
    "constant",
    "What enters a layer that is not the first is one constant for all samples",
    constant,
)


@entry.part(
    "So the weights move as the bias does, in a layer that is not the first",
    equals(w(n, j, k, n + 1), -(eta * SIGMA(NIL) * ERRORS)),
)
def weights_with_bias() -> Lines:
    yield "=", weights.proves[0].right, weights
    yield "=", ..., "one constant enters", constant.of({read: m})


@entry.part("If the errors do not sum to 0, the bias moves", MOVED)
def moves() -> Lines:
    yield "=", (eta * ERRORS) ** 2, bias, POSITIVE_RATE, REACHED
    yield ">", ..., "neither factor is 0"


@entry.part("If they do, the bias stays zero", equals(beta(n, j, n + 1), 0))
def bias_stays() -> Lines:
    yield "=", -(eta * ERRORS), bias
    yield "=", ..., BALANCED


@entry.part("And so do the weights, in a layer that is not the first", equals(w(n, j, k, n + 1), 0))
def weights_stay() -> Lines:
    yield "=", -(eta * SIGMA(NIL) * ERRORS), weights_with_bias
    yield "=", ..., BALANCED


entry.shows(
    "run",
    say(
        "In numbers: {} layers of one unit, here numbered from the first to the last, activation "
        "{}, one sample with input 1 and label 1, loss half the square of the error, rate 1. "
        "Layers that still sleep are zero and send on {}; only the others are written out",
        *(number(LAYERS), equals(SIGMA(argument), tangent(argument)), number(1, 2)),
    ),
    wakes,
)
ONE = Fraction(1)
CHAIN = {"h^": Steps((ONE,)), "m": ONE, "n": ONE, "r": Fraction(0)}
"""One unit a layer, one sample, after one step."""
for each in (ZERO_W, ZERO_BETA, SENT, REACHED, BALANCED):
    entry.without(each, "", fixed=CHAIN)
entry.without(POSITIVE_RATE, "", fixed={**CHAIN, "n": Fraction(0)})
entry.twin(
    "With the logistic function the first of four layers still sleeps after step 4.",
    equals(10**12 * at("b", 1, LAYERS), 0),
    *logistic_steps(LAYERS),
)
weight = "weight from input {} of layer {} to its unit {}, and the unit's bias, after {} steps"
entry.symbols(
    (say("{}, {}", w(p, j, k, n), beta(p, j, n)), weight, k, p, j, n),
    (h(p), "how many units layer {} has; the last index is that of the inputs", p),
    (say("{}, {}", s(p, k, i, n), z(p, j, i, n)),
     "what enters layer {} for sample {}, and what its unit {} receives", p, i, j),
    (delta(p, j, i, n), "the slope of the loss by that, the error that reaches the unit"),
    (m, "the number of samples"),
    (say("{}, {}, …", at("w", 1, 0), at("b", 1, 0)), "in the run: of layer 1, at step 0"),
    SIGMA_MEANS, ETA_MEANS,
)  # fmt: skip
