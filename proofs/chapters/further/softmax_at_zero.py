"""Softmax regression from zero: what the gradient is there, and which rows part."""

from collections.abc import Sequence
from fractions import Fraction

from proofs.chapters.further.softmax_gradient import (
    AT_ZERO, GAP, INPUTS_GAP, LOSS, S, SHARE, GRADIENT_OF, after,
    at_zero, by_one_row, e, el, exponentials, first_step, i, inputs, k, m, n, one_row, others, own,
    p, q, score, seen, slope_there, vote, w, x,
)  # fmt: skip
from proofs.chapters.further.softmax_gradient import at as input_there
from proofs.chapters.further.softmax_setting import BISHOP
from proofs.chapters.hidden.setting import ETA_MEANS, POSITIVE_RATE, eta
from proofs.instance import Steps
from proofs.statement import Entry, Lines, Writer, chain, conjunction
from proofs.terms import (
    EXP, Term, assume, define, differs, dot, equals, number, one_of, say, scalar,
)  # fmt: skip

MOVED = eta * INPUTS_GAP
UNLIKE = assume("sums of inputs differ", differs(inputs(k), inputs(el)))
ALIKE = assume("sums of inputs agree", equals(inputs(k), inputs(el)))

entry = Entry(
    "further.softmax-at-zero",
    place=50,
    title="Softmax regression at zero: the gradient, and which rows part at the first step",
    idea="At zero weights all classes are equally likely, so a class is pulled by the inputs of "
    "its own samples less an equal share of all inputs. The share is the same for all classes: two "
    "rows part by the inputs of their own samples.",
    says=say(
        "At zero weights, with {} classes, the gradient of the summed cross-entropy by the weights "
        "of class {} is {}. The first step takes the weights of two classes apart by {}: for {} "
        "they part exactly if {}.",
        *(m + 1, k, AT_ZERO, MOVED, POSITIVE_RATE.relation, UNLIKE.relation),
    ),
    citations=(BISHOP,),
)
entry.shows(
    "loss",
    say(
        "The cross-entropy on sample {} of {} classes, and what class {} has in it: in {} and {} "
        "nothing depends on its weights",
        *(i, k + 1 + p, k, others(score), others(vote)),
    ),
    seen,
)
by_row = "So, as one class sees it, the loss on a sample is {}: its gradient by the weights of it"
entry.shows("gradient", say(by_row, LOSS), by_one_row)
counted = say("With zero weights {} exponentials add up to that number", m)
entry.shows("others", counted, exponentials)
entry.shows(
    "at-zero",
    say("So over {} samples, with {} classes, the gradient is as said", n, m + 1),
    at_zero,
)
entry.shows("first-step", "How far the first step takes two rows apart", first_step)


@entry.part("If the sums of the inputs differ, the rows part", dot(GAP, GAP) > 0)
def part() -> Lines:
    yield "=", eta**2 * dot(INPUTS_GAP, INPUTS_GAP), "the first step", first_step
    yield ">", ..., POSITIVE_RATE, UNLIKE


@entry.part("If they agree, the rows do not", equals(dot(GAP, GAP), 0))
def stay() -> Lines:
    yield "=", eta**2 * dot(INPUTS_GAP, INPUTS_GAP), "the first step", first_step
    yield "=", ..., ALIKE


ONE, THIRD, equal, y = number(1), number(1, 3), scalar("P"), scalar("x", "1")
START, AFTER = ([scalar("w", at, k) for k in "123"] for at in "01")
DATA = {y: 1, eta: 1, **dict.fromkeys(START, 0)}


def _share(weights: Sequence[Term]) -> Term:
    """The probability of the first class."""
    first, second, third = (EXP(weight * y) for weight in weights)
    return first / (first + second + third)


EXAMPLE = (
    *(define("the example", symbol, value) for symbol, value in DATA.items()),
    define("what each class has at zero", equal, _share(START)),
    *(
        define("one step", there, before - eta * ((equal - int(there is AFTER[0])) * y))
        for before, there in zip(START, AFTER, strict=True)
    ),
)


def _moved(own: int) -> Writer:
    """A class's weight after the step."""

    def lines() -> Lines:
        yield "=", 0 - ONE * ((THIRD - own) * 1), "the exponential of 0 is 1", *EXAMPLE
        yield "=", ..., "exactly"

    return lines


@chain(_share(AFTER) > THIRD, name="the probability of its class")
def rises() -> Lines:
    yield "=", 1 / (1 + 2 * EXP(-ONE)), "divide by the first exponential", *EXAMPLE
    yield ">", ..., "the exponential of −1 is below 1"


MOVED_TO = (1, number(2, 3)), (0, number(-1, 3)), (0, number(-1, 3))
rows = (
    chain(equals(weight, value), name=f"weight {k}")(_moved(own))
    for k, (weight, (own, value)) in enumerate(zip(AFTER, MOVED_TO, strict=True), 1)
)
entry.shows(
    "in-numbers",
    "In numbers: three classes, one sample with input 1, rate 1. After one step the weight of its "
    "class is 2/3 and the others are −1/3: the sample's class has more than a third",
    conjunction("three classes", *rows, rises),
)
NONE, SINGLE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
ONE_SAMPLE = {
    "k": NONE, "l": SINGLE, "m": SINGLE, "n": SINGLE,
    "w^": Steps(((NONE,),)), "x^": Steps(((SINGLE,),)), "e^": Steps((SINGLE, NONE), places=(1,)),
    "G^": Steps(((-HALF,), (HALF,))),
}  # fmt: skip
"""Two classes, and one sample of the first."""
MOVES, RESTS = Steps(((HALF,), (-HALF,))), Steps(((NONE,),))
NO_INPUT = {"x^": RESTS, "G^": RESTS, "v^": RESTS, "eta": SINGLE}
entry.without(UNLIKE, "", part, fixed=ONE_SAMPLE | NO_INPUT)
entry.without(POSITIVE_RATE, "", part, fixed=ONE_SAMPLE | {"eta": NONE, "v^": RESTS})
entry.without(ALIKE, "", stay, fixed=ONE_SAMPLE | {"eta": SINGLE, "v^": MOVES})
entry.twin(
    "At zero weights the gradient is 0.",
    equals(SHARE, 0),
    assume("two classes or more", m >= 1),
    assume("labels", one_of(e(k, i), 0, 1)),
)
entry.symbols(
    (say("{}, {}", w(k), after(k)), "the weights of class {}, the classes counted from 0, before "
     "and after the first step", k),
    (say("{}, {}", x(i), e(k, i)), "sample {}, and whether it is of class {}: 1 or 0", i, k),
    (GRADIENT_OF(k), "the gradient by the weights of class {}, summed over the samples", k),
    (say("{}, {}, {}, {}", one_row, input_there, own, slope_there), "the weights of one class, a "
     "sample, whether it is of the class, and the gradient by these weights for it"),
    (say("{}, {}", S, q), "what the exponentials of the other classes add up to, and what the "
     "other classes have in the second sum of the loss"),
    (say("{}, {}, {}, {}", m, n, k, p), "numbers of classes and of samples; a class, or how many "
     "come before it; how many come after it"),
)  # fmt: skip
entry.symbol(*ETA_MEANS)
