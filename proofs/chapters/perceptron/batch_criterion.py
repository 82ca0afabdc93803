"""Subgradient descent on the perceptron criterion, its gradient derived from the loss."""

from fractions import Fraction

from proofs.calculus import slope
from proofs.chapters.perceptron.runs import CRITERION, two_runs
from proofs.chapters.perceptron.setting import (
    BEFORE, DISTRIBUTE, INTO_DOT, LABEL, NOW, POSITIVE_RATE, SAMPLE, ZERO_START,
    both_start_at_zero, eta, v_before, v_now, w_before, w_now, z,
)  # fmt: skip
from proofs.instance import Steps
from proofs.statement import Entry, Lines, line, shown_by_run, symmetry
from proofs.terms import (
    MAX, Term, assume, define, dot, equals, number, say, scalar, threshold, vector,
)  # fmt: skip

COUNTS = threshold("h", 1, scalar("kappa"), 0)
"""1 for a mistake, kappa at the kink, 0 else: minus the slope of max(0, -z)."""
g_now, g_before, g_0 = (vector("g", index) for index in (NOW, BEFORE, "0"))
r_now, r_before, r_0 = (vector("r", index) for index in (NOW, BEFORE, "0"))
flag, move, size = scalar("s", NOW), vector("q"), scalar("epsilon")
weights, sample, label = vector("w"), vector("x"), scalar("y")
MARGIN_HERE, MOVED = label * dot(weights, sample), weights + size * move
MARGIN_THERE = label * dot(MOVED, sample)
WRONG = assume("misclassified", MARGIN_HERE < 0)
STILL_WRONG = assume("misclassified after a move", MARGIN_THERE < 0)
RIGHT = assume("classified correctly", MARGIN_HERE > 0)
STILL_RIGHT = assume("classified correctly after a move", MARGIN_THERE > 0)
COUNTED = COUNTS(MARGIN_HERE) * label * sample


def _loss(at: Term) -> Term:
    return MAX(number(0), -(label * dot(at, sample)))


def _summand(at: Term) -> Term:
    return COUNTS(LABEL * dot(at, SAMPLE)) * LABEL * SAMPLE


GRADIENT = slope(-MARGIN_HERE, weights)
"""Where a sample is misclassified, by SymPy's derivative of the loss."""
FLAT = slope(number(0), weights)

ELSEWHERE = ("a batch of one, from a start that is not zero", CRITERION, (-2,), (1,))
SINGLE = say("The batch is one sample, and a tie counts as a mistake.")
BATCHES_OF_ONE = two_runs(*ELSEWHERE, start=1, passes=2, drops="zero start", remark=SINGLE)

entry = Entry(
    "perceptron.batch-criterion",
    place=160,
    title="Gradient descent on the perceptron criterion: from zero the rate factors out of every "
    "step",
    idea="Each misclassified sample pulls the weights by label times input, and whether it is "
    "misclassified is told by a sign. So stretched weights have the gradient of the unstretched "
    "ones, and every step is the rate times a step at rate 1.",
    says=say(
        "For the loss {}, summed over the samples, each mistake contributes {} to minus the "
        "gradient. Descent from zero with any choice {} at the kink has {} at every step, for "
        "batches of any size.",
        *(_loss(weights), label * sample, COUNTS.values[1], equals(w_now, eta * v_now)),
    ),
    given=(ZERO_START, POSITIVE_RATE),
    needs=(shown_by_run(BATCHES_OF_ONE),),
)


@entry.part(
    say("The gradient, where a sample is misclassified and stays so under a small move ",
        size * move),
    equals(_loss(MOVED), _loss(weights) + size * dot(GRADIENT, move)),
)  # fmt: skip
def gradient_at_a_mistake() -> Lines:
    agrees = "multiply out; the slope agrees with SymPy's derivative"
    yield "=", -MARGIN_THERE, "a mistake at the moved weights", WRONG, STILL_WRONG
    yield "=", -MARGIN_HERE + size * dot(GRADIENT, move), agrees
    yield "=", ..., "a mistake here"


@entry.part(
    "The gradient, where a sample is classified correctly",
    equals(_loss(MOVED), _loss(weights) + size * dot(FLAT, move)),
)
def gradient_elsewhere() -> Lines:
    yield "=", number(0), "no mistake at the moved weights", RIGHT, STILL_RIGHT
    yield "=", ..., "none here either: the slope is 0"


@entry.part("What is summed is minus the gradient: at a mistake", equals(COUNTED, -GRADIENT))
def count_at_a_mistake() -> Lines:
    yield "=", number(1) * label * sample, "here ", WRONG
    yield "=", ..., "minus the slope, SymPy's derivative of the loss"


@entry.part(
    "What is summed is minus the gradient: where there is no mistake", equals(COUNTED, -FLAT)
)
def count_elsewhere() -> Lines:
    yield "=", number(0) * label * sample, "here ", RIGHT
    yield "=", ..., "minus the slope, SymPy's derivative of the loss"


def _sum() -> Lines:
    """The sum over samples does not change."""
    scaled = COUNTS(eta * (LABEL * dot(v_before, SAMPLE))) * LABEL * SAMPLE
    sees = say("{} sees the sign alone, and {}", COUNTS(z), eta > 0)
    yield "=", (1 - flag) * (r_before + scaled), *sees, POSITIVE_RATE
    yield "=", ..., *INTO_DOT


SAME_SUM = define("the sum at rate 1 starts there too", r_0, g_0)
entry.shows(
    "symmetry",
    say("Descent: {} adds a sample to the sum {}, {} takes the step and clears the sum",
        equals(flag, 0), g_now, equals(flag, 1)),
    symmetry(
        "descent on whole batches",
        action={w_now: eta * v_now, g_now: r_now},
        update={
            v_now: v_before + flag * r_before,
            r_now: (1 - flag) * (r_before + _summand(v_before)),
        },
        image_update={
            w_now: w_before + eta * flag * g_before,
            g_now: (1 - flag) * (g_before + _summand(w_before)),
        },
        start=(both_start_at_zero, line("both runs start with the same sum", SAME_SUM)),
        step=(line(*DISTRIBUTE, POSITIVE_RATE), _sum),
    ),
)  # fmt: skip
turned = equals(_loss(MOVED), _loss(weights) + size * dot(label * sample, move))
entry.twin("The gradient points the other way.", turned, WRONG, STILL_WRONG)
kinds = (z < 0, COUNTS.values[1], equals(z, 0), z > 0)
entry.symbol(COUNTS(z), "1 for {}, {} for {} and 0 for {}", *kinds)
so_far = "the sum over the samples of the batch so far, and that of the run at rate 1"
entry.symbol(say("{}, {}", g_now, r_now), so_far)
entry.symbol(say("{}, {}", move, size), "the direction of a move and its length")
ADDS, TAKES = Fraction(0), Fraction(1)
entry.without(
    POSITIVE_RATE, "A sample is added, a step is taken, and the sample is added again:",
    fixed={"s^": Steps((ADDS, TAKES, ADDS), 1)}, steps=3,
)  # fmt: skip
