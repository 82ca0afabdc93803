"""With n layers the layers wake one after the other, from the last to the first."""

from proofs.chapters.hidden.deep_run import LAYERS, at, first_step, tangent, wakes
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, GLOROT, NOW, RUMELHART, SIGMA, T, eta, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, induction, line
from proofs.terms import (
    ZERO, Hypothesis, assume, define, differs, equals, function, number, say, scalar, vector,
)  # fmt: skip

zeta, zeta_before, other, q = vector("Z", NOW), vector("Z", BEFORE), vector("o", NOW), vector("q")
KEEP, BACK = (function(name, ("vector", "vector"), "vector") for name in ("Q", "B"))
SEND = function("A", ("vector", "vector"), "vector")
START = assume("all layers start at zero", equals(vector("Z", "0"), ZERO))
PART = assume("part of zero", equals(KEEP(ZERO, q), ZERO), (q,))
NOTHING_BACK = assume("nothing comes back through zero weights", equals(BACK(ZERO, q), ZERO), (q,))
UPDATE = KEEP(zeta_before, other) - eta * BACK(zeta_before, other)
p, p_before, omega, error = (
    scalar("p", NOW), scalar("p", BEFORE), scalar("omega", NOW), scalar("delta", NOW),
)  # fmt: skip
ABOVE = assume("zero weights above", equals(omega, 0))
d, d_before = vector("d", NOW), vector("d", BEFORE)
LINEAR = assume("zero error sends nothing back", equals(SEND(ZERO, q), ZERO), (q,))
n, k, WAKING = scalar("n"), scalar("k"), scalar("n") - T + 1

entry = Entry(
    "hidden.zero-start-wave",
    place=120,
    title="From all zero a deep network wakes layer by layer, the last one first",
    says=say(
        "With {} layers of weights, all weights and biases zero and any activation, the layers "
        "below number {} are exactly zero after {} steps, for every {} up to {}. Layer {} "
        "moves at step {}, the first at which the layer above it is not zero, if an error "
        "reaches it: with {} layers and one sample, layers 4, 3, 2 and 1 move first at steps "
        "1, 2, 3 and 4. Of back-propagation this uses that nothing is sent back through zero "
        "weights.",
        *(n, WAKING, T, T, n, WAKING, T, number(LAYERS)),
    ),
    given=(START, PART, NOTHING_BACK),
    remarks=(
        say(
            "The activation of the exact run is the tangent of the logistic function at 0, so "
            "that all numbers are rational; the first two steps are those of the logistic "
            "function itself."
        ),
    ),
    citations=(RUMELHART, GLOROT),
)


@entry.part(
    say(
        "Why nothing comes back through zero weights: a unit is sent back {}, the sum over the "
        "first {} units above it of weight {} times error {}, times the slope of its activation",
        *(p, T, omega, error),
    ),
    name="unit",
)
@induction(
    equals(p, 0),
    start=line("no unit above", define("an empty sum", scalar("p", "0"), 0)),
    name="nothing comes back",
)
def one_more_unit(assumed: Hypothesis) -> Lines:
    """One more unit above."""
    sent_back = define("what it sends back", p, p_before + omega * error)
    yield "=", sent_back.relation.right, "what it sends back", assumed, ABOVE, sent_back
    yield "=", 0 + 0 * error, "the induction hypothesis; the weight is zero"
    yield "=", ..., "0 times anything"


@entry.part(
    say(
        "Nor does anything reach the layers further down: {} are the errors in the layer {} layers "
        "down, so their gradients are 0",
        *(d, T),
    ),
    name="layers-below",
)
@induction(
    equals(d, ZERO),
    start=line("nothing came back", define("nothing came back", vector("d", "0"), ZERO)),
    name="no error in any layer below",
)
def one_layer_down(assumed: Hypothesis) -> Lines:
    """One layer further down."""
    sent_back = define("it is sent back", d, SEND(d_before, other))
    yield "=", SEND(d_before, other), "it is sent back", assumed, LINEAR.at(other), sent_back
    yield "=", SEND(ZERO, other), "the induction hypothesis"
    yield "=", ..., "no error, nothing sent back"


@entry.part(
    say(
        "The sleeping layers: {} are the weights and biases of the layers below number {} after {} "
        "steps, a part of {}; the errors that move them come through layer {}, which is part of {}",
        *(zeta, WAKING, T, zeta_before, WAKING, zeta_before),
    ),
    name="induction",
)
@induction(
    equals(zeta, ZERO), start=line("all layers start at zero", START), name="the sleeping layers"
)
def one_more_step(assumed: Hypothesis) -> Lines:
    """One more step."""
    step = define("one step of the layers that are left", zeta, UPDATE)
    known = (assumed, PART.at(other), NOTHING_BACK.at(other), step)
    yield "=", UPDATE, "one step of the layers that are left", *known
    yield "=", KEEP(ZERO, other) - eta * BACK(ZERO, other), "the induction hypothesis"
    yield "=", ZERO - eta * BACK(ZERO, other), "a part of zero is zero"
    yield "=", ZERO - eta * ZERO, "nothing comes back through zero weights"
    yield "=", ..., "nothing moves"


entry.shows(
    "run",
    say(
        "In numbers: {} layers of one unit, activation {}, one sample with input 1 and label 1, "
        "loss half the square of the error, rate 1. Layers that still sleep are zero and send on "
        "{}; only the others are written out",
        *(number(LAYERS), equals(SIGMA(z), tangent(z)), number(1, 2)),
    ),
    wakes,
)
entry.twin(
    "All four layers move in the first step, with the logistic function.",
    differs(at("b", 1, 1), 0),
    *first_step(),
)
entry.symbol(n, "the number of layers of weights; the last one computes the output")
kept = (
    "what remains of these weights when the uppermost layer is left out, and their gradient; {} is "
    "all else at step {}"
)
entry.symbol(say("{}, {}", KEEP(zeta_before, other), BACK(zeta_before, other)), kept, other, T)
entry.symbol(SEND(d_before, other), "the errors of one layer, sent back to the one below it")
weight, received = (scalar(name, NOW, "k") for name in ("w", "z"))
weights = say("{}, {}", weight, scalar("b", NOW, "k"))
entry.symbol(weights, "weight and bias of layer {} after {} steps", k, T)
errors = say("{}, {}", received, scalar("delta", NOW, "k"))
entry.symbol(errors, "what layer {} receives, and the error there", k)
entry.symbol(*ETA_MEANS)
