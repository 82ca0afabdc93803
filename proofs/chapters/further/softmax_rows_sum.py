"""The rows of softmax regression add up to what they added up to at the start."""

from fractions import Fraction

from proofs.chapters.further.softmax_setting import BISHOP
from proofs.chapters.hidden.setting import ETA_MEANS, eta
from proofs.instance import Steps
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, ZERO, Hypothesis, Term, assume, define, dot, equals, finite_sum, function, natural,
    one_of, say,
)  # fmt: skip

j, k, m, n = (natural(letter) for letter in "jkmn")
w, g = (function(letter, ("index", "step"), "vector") for letter in "wg")
x, e = function("x", ("step",), "vector"), function("e", ("index", "step"))
s = function("s", ("step",))


def score(which: Term) -> Term:
    """The exponential of the net input of a class."""
    return EXP(dot(w(which, n), x(n)))


TOTAL = finite_sum(j, m + 1, score(j))
FACTOR = score(k) / TOTAL - e(k, n)
ONE_LABEL = assume("each sample has one label", equals(finite_sum(k, m + 1, e(k, n)), 1), (n,))
STEP = define("a step of a row", w(k, n + 1), w(k, n) - eta * s(n) * g(k, n), (k, n))
READ = define("a sample", g(k, n + 1), (1 - s(n)) * (g(k, n) + FACTOR * x(n)), (k, n))
EMPTY = define("an empty sum", g(k, 0), ZERO, (k,))
ROWS, FIRST = finite_sum(k, m + 1, w(k, n)), finite_sum(k, m + 1, w(k, 0))
GRADIENTS = finite_sum(k, m + 1, g(k, n))
CANCEL, KEPT = equals(finite_sum(k, m + 1, FACTOR), 0), equals(ROWS, FIRST)
NO_GRADIENT = equals(GRADIENTS, ZERO)

entry = Entry(
    "further.softmax-rows-sum",
    place=52,
    title="In softmax regression the sum of the rows never changes",
    idea="What one class gains the others lose: the probabilities of a sample add up to 1, and so "
    "do its labels. So the pulls on all rows cancel in every update, and the sum of the rows stays "
    "what it was.",
    says=say(
        "Of {} classes each has a row of weights and, for every sample, the factor {}. The factors "
        "of all classes add up to 0, {}, since the probabilities do to 1 and the sample has one "
        "label. So the gradients of the rows add up to 0, {}, and the rows to what they did at "
        "the start, {}, after every number {} of updates, from any start and for any number of "
        "classes.",
        *(m + 1, FACTOR, CANCEL, NO_GRADIENT, KEPT, n),
    ),
    given=(ONE_LABEL,),
    citations=(BISHOP,),
)


@entry.part("The exponentials add up to a number that is not negative")
@induction(finite_sum(j, k, score(j)) >= 0, start=at_once("no class", "the sum is empty"), over=k)
def not_negative(assumed: Hypothesis) -> Lines:
    """One more class."""
    yield "=", finite_sum(j, k, score(j)) + score(k), "the last class apart"
    yield ">=", ..., "the ", assumed


@entry.part("Of one class or more, to a positive one", TOTAL > 0)
def positive() -> Lines:
    yield "=", finite_sum(j, m, score(j)) + score(m), "the last class apart"
    yield ">", ..., not_negative.of({k: m})


@entry.part("Over all classes the factors add up to 0", CANCEL)
def factors_cancel() -> Lines:
    yield (
        "=",
        finite_sum(k, m + 1, score(k)) / TOTAL - finite_sum(k, m + 1, e(k, n)),
        "class by class",
    )
    yield "=", TOTAL / TOTAL - 1, "one label", ONE_LABEL.at(n)
    yield "=", ..., "the probabilities add up to 1", positive


@entry.part("The gradients of all rows add up to 0", name="no-gradient")
@induction(
    NO_GRADIENT,
    start=at_once("no sample", "all are zero", EMPTY),
    over=n,
    name="the sum of the gradients",
)
def no_gradient(assumed: Hypothesis) -> Lines:
    """One more update."""
    each = finite_sum(k, m + 1, (1 - s(n)) * (g(k, n) + FACTOR * x(n)))
    yield "=", each, "one update of each", READ
    yield "=", (1 - s(n)) * GRADIENTS, "add them up: ", factors_cancel
    yield "=", ..., "the ", assumed


@entry.part("Over the updates: the sum of the rows never changes", name="never-changes")
@induction(KEPT, start=at_once("the start", "nothing was done"), over=n, name="the sum of the rows")
def never_changes(assumed: Hypothesis) -> Lines:
    """One more update."""
    yield "=", finite_sum(k, m + 1, w(k, n) - eta * s(n) * g(k, n)), "a step of each", STEP
    yield "=", ROWS - eta * s(n) * GRADIENTS, "add them up"
    yield "=", ..., "the ", assumed, " and ", no_gradient


ENDS = Steps((Fraction(0), Fraction(1)))
entry.without(ONE_LABEL, "", never_changes, fixed={"s^": ENDS, "e^": Steps((Fraction(0),))})
entry.twin(
    "No row ever changes.",
    equals(w(k, n) - eta * (FACTOR * x(n)), w(k, n)),
    assume("labels", one_of(e(k, n), 0, 1)),
)
entry.symbols(
    (say("{}, {}", w(k, n), g(k, n)), "row {} of {} after {} updates, and its gradient, summed "
     "over the samples read since the last step", k, m + 1, n),
    (say("{}, {}", x(n), e(k, n)), "the sample that is read next, and whether it is of class {}: "
     "1 or 0", k),
    (s(n), "whether a step is taken, 1, or the sample is read, 0: a step clears the sums"),
)  # fmt: skip
entry.symbol(*ETA_MEANS)
