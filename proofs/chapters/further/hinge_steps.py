"""The hinge loss compares with 1, so that its steps depend on the rate even from zero."""

from proofs.calculus import slope
from proofs.chapters.further.runs import BELOW, HINGE, two_runs
from proofs.chapters.perceptron.setting import ZERO_START, eta, w, x, y, z
from proofs.statement import Entry, Lines
from proofs.terms import (
    MAX, ZERO, Term, assume, define, dot, equals, number, say, scalar, vector,
)  # fmt: skip

weights, sample, label = vector("w"), vector("x"), scalar("y")
move, size = vector("q"), scalar("epsilon")
MOVED = weights + size * move


def _margin(at: Term) -> Term:
    return label * dot(at, sample)


def _loss(at: Term) -> Term:
    return MAX(number(0), 1 - _margin(at))


HERE, THERE = (
    assume("margin below 1", _margin(weights) < 1),
    assume("margin below 1 after a move", _margin(MOVED) < 1),
)
CLEAR, STILL_CLEAR = (
    assume("margin above 1", _margin(weights) > 1),
    assume("margin above 1 after a move", _margin(MOVED) > 1),
)
GRADIENT = slope(1 - _margin(weights), weights)
"""Where the loss is not 0, by SymPy's derivative."""
COUNTED = BELOW(_margin(weights) - 1) * label * sample
LABELLED = y(1) * dot(w(0), x(1))
FIRST = define("one step", w(1), w(0) + eta * BELOW(LABELLED - 1) * y(1) * x(1))
WITNESS = two_runs(
    "the hinge loss, from zero", HINGE, ((-2,), (-1,)), (-1, 1), ((0,),), passes=3
)  # fmt: skip

entry = Entry(
    "further.hinge-steps",
    place=110,
    title="Steps on the hinge loss can depend on the rate, from zero too",
    idea="The hinge loss compares margins with a fixed 1. Margins are stretched by the rate and "
    "the 1 is not, so at a small rate a sample can still be learned from where at a large one it "
    "no longer counts.",
    says=say(
        "A step down the loss {} adds {} times {} to the weights where {}, and nothing where {}. "
        "From zero the first step is {}, the rate times what is free of it. But on the samples −2 "
        "with label −1 and −1 with label +1, shown three times, the fifth prediction at rate 1 is "
        "not that at rate 1/10.",
        *(_loss(weights), eta, label * sample, HERE.relation, CLEAR.relation),
        equals(w(1), eta * y(1) * x(1)),
    ),
    remarks=(
        say(
            "The 1 that margins are compared with is not scaled with the weights. What a margin "
            "that is scaled too does is settled for the perceptron in perceptron.margin-breaks-it."
        ),
    ),
)


@entry.part(
    say("The gradient where the loss is not 0, before and after a small move ", size * move),
    equals(_loss(MOVED), _loss(weights) + size * dot(GRADIENT, move)),
)
def gradient() -> Lines:
    agrees = "multiply out; the slope agrees with SymPy's derivative"
    yield "=", 1 - _margin(MOVED), "the margin is below 1 after the move", HERE, THERE
    yield "=", 1 - _margin(weights) + size * dot(GRADIENT, move), agrees
    yield "=", ..., "and before it"


@entry.part("What a step adds is minus the gradient, times the rate", equals(COUNTED, -GRADIENT))
def step_against_it() -> Lines:
    yield "=", number(1) * label * sample, "here ", HERE
    yield "=", ..., "minus the slope, SymPy's derivative of the loss"


@entry.part("Where the margin is above 1 the loss is flat", equals(_loss(MOVED), _loss(weights)))
def flat() -> Lines:
    yield "=", number(0), "the loss is 0 after the move", CLEAR, STILL_CLEAR
    yield "=", ..., "and before it"


@entry.part("There a step adds nothing", equals(COUNTED, ZERO))
def no_step() -> Lines:
    yield "=", number(0) * label * sample, "here ", CLEAR
    yield "=", ..., "0 times anything"


@entry.part("The first step from zero", equals(w(1), eta * y(1) * x(1)))
def first_step() -> Lines:
    yield "=", FIRST.relation.right, "one step", ZERO_START, FIRST
    yield "=", ..., "the margin at zero is 0, which is below 1"


entry.runs("witness", "Two rates, two predictions", WITNESS)
scaled = equals(BELOW(eta * z - 1), BELOW(z - 1))
entry.twin(
    "The comparison with 1 does not mind the rate.", scaled, assume("positive rate", eta > 0)
)
entry.symbol(BELOW(z), "1 for {}, else 0: at the kink the slope 0 is taken", z < 0)
entry.symbol(say("{}, {}", weights, sample), "any weights, and a sample with the label {}", label)
entry.symbol(say("{}, {}", move, size), "the direction of a move and its length")
