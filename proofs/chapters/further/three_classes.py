"""The perceptron for three classes, the first of the largest scores being chosen."""

from collections.abc import Callable

from proofs.chapters.further.multi_class import CLASSES_DIFFER
from proofs.chapters.further.runs import ABOVE, AT_LEAST, Three, first_of_largest
from proofs.chapters.perceptron.setting import BEFORE, NOW, POSITIVE_RATE, SAMPLE, eta, z
from proofs.statement import Entry, Lines, Writer, chain, conjunction, symmetry
from proofs.terms import ZERO, Symbol, Term, define, dot, equals, say, scalar, vector

CLASSES = (0, 1, 2)
ONE_HOT = tuple(scalar("y", NOW, str(k + 1)) for k in CLASSES)
SEES = ("comparisons see the sign alone, and ", POSITIVE_RATE)


def weights(name: str, index: str) -> tuple[Symbol, Symbol, Symbol]:
    """The weights of the three classes after so many updates."""
    one, two, three = (vector(name, index, which) for which in "123")
    return one, two, three


def scores(of: tuple[Symbol, Symbol, Symbol]) -> Three:
    """The net inputs of the three classes."""
    one, two, three = (dot(each, SAMPLE) for each in of)
    return one, two, three


V_BEFORE, W_BEFORE = weights("v", BEFORE), weights("w", BEFORE)
V_SCORES, W_SCORES = scores(V_BEFORE), scores(W_BEFORE)
V_NOW, W_NOW = weights("v", NOW), weights("w", NOW)
SCALED_SCORES = (eta * V_SCORES[0], eta * V_SCORES[1], eta * V_SCORES[2])
PICKED, PICKED_AT_1 = first_of_largest(W_SCORES), first_of_largest(V_SCORES)
AGREE = tuple(equals(PICKED[k], PICKED_AT_1[k]) for k in CLASSES)

entry = Entry(
    "further.three-classes",
    place=125,
    title="A perceptron with three classes: from zero the rate scales the weights of each and "
    "changes no choice",
    idea="Which of three scores is largest is told by the signs of their differences, and these "
    "stay when all weights are stretched by the rate. So each mistake moves the same two classes "
    "by the same sample, times the rate.",
    says=say(
        "Three classes learn from zero; the first of the largest net inputs is chosen. At a "
        "mistake the sample, times the rate, is added to the weights of its own class and taken "
        "from those of the chosen one. Then {}, {} and {} for every number of updates, and the "
        "same class is chosen: {} and so for the others.",
        *(equals(W_NOW[k], eta * V_NOW[k]) for k in CLASSES),
        AGREE[0],
    ),
    given=(POSITIVE_RATE,),
    needs=CLASSES_DIFFER,
    built_in=(("zero start", say("all weights start at zero")),),
)


def _updated(before: tuple[Symbol, Symbol, Symbol], k: int, picked: Three, rated: bool) -> Term:
    """The weights of one class after an update."""
    error = ONE_HOT[k] - picked[k]
    return before[k] + (eta * error if rated else error) * SAMPLE


def _both_zero(k: int) -> Writer:
    def lines() -> Lines:
        zeros = [define(f"{run} starts at zero", weights(run, "0")[k], ZERO) for run in "wv"]
        yield "=", ..., "any multiple of zero is zero", *zeros

    lines.__doc__ = f"Class {k + 1} starts at zero."
    return lines


def _class(k: int) -> Writer:
    def at(shown: Three) -> Term:
        return eta * V_BEFORE[k] + eta * (ONE_HOT[k] - first_of_largest(shown)[k]) * SAMPLE

    def lines() -> Lines:
        yield "=", at(V_SCORES), "multiply out ", eta
        yield "=", at(SCALED_SCORES), *SEES
        yield "=", ..., eta, " moves into the inner products"

    lines.__doc__ = f"The weights of class {k + 1} commute with scaling."
    return lines


three = symmetry(
    "three classes",
    action={W_NOW[k]: eta * V_NOW[k] for k in CLASSES},
    update={V_NOW[k]: _updated(V_BEFORE, k, PICKED_AT_1, rated=False) for k in CLASSES},
    image_update={W_NOW[k]: _updated(W_BEFORE, k, PICKED, rated=True) for k in CLASSES},
    start=tuple(map(_both_zero, CLASSES)),
    step=tuple(map(_class, CLASSES)),
)
entry.shows("symmetry", "The weights", three)


def _picked(k: int) -> Callable[[], Lines]:
    def lines() -> Lines:
        known = ("the rate factors out", *(three.at(BEFORE, which=j) for j in CLASSES))
        yield "=", first_of_largest(SCALED_SCORES)[k], *known
        yield "=", ..., *SEES

    return lines


entry.shows(
    "choices",
    "The choices",
    conjunction(
        "the same class is chosen",
        *(chain(AGREE[k], name=f"class {k + 1} is chosen")(_picked(k)) for k in CLASSES),
    ),
)
entry.twin(
    "So it is if 1 is added to one of the scores.",
    equals(AT_LEAST(eta * z + 1), AT_LEAST(z + 1)),
    POSITIVE_RATE,
)
entry.symbol(W_NOW[0], "the weights of the first class; the others likewise")
entry.symbol(V_NOW[0], "the weights of the first class in the run at rate 1")
entry.symbol(ONE_HOT[0], "1 if the sample belongs to the first class, else 0")
entry.symbol(say("{}, {}", AT_LEAST(z), ABOVE(z)), "1 for {} and for {}, else 0", z >= 0, z > 0)
