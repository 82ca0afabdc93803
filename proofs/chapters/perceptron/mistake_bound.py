"""Novikoff's bound on the number of mistakes, free of the rate from zero."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.setting import (
    BEFORE, LABEL, NOW, POSITIVE_RATE, SAMPLE, TEXTBOOK, ZERO_START, error, eta, t, updated, w,
    w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, cases, induction
from proofs.terms import (
    SQRT, Hypothesis, assume, define, dot, equals, norm, number, one_of, say, scalar, vector,
)  # fmt: skip

NOVIKOFF = (
    "A. B. J. Novikoff, On convergence proofs on perceptrons, Symposium on the Mathematical "
    "Theory of Automata 12, 615-622, 1962."
)
u, gamma, R = vector("u"), scalar("gamma"), scalar("R")
m_now, m_before, m_0 = (scalar("M", index) for index in (NOW, BEFORE, "0"))
UNIT = assume("unit separator", equals(norm(u), 1))
MARGIN = assume("margin", LABEL * dot(u, SAMPLE) >= gamma)
BALL = assume("radius", dot(SAMPLE, SAMPLE) <= R**2)
LABELS = assume("labels -1 and 1", one_of(LABEL, -1, 1))
POSITIVE_MARGIN = assume("positive margin", gamma > 0)
GAP, COUNT = error(w_before, TEXTBOOK), (1 - LABEL * TEXTBOOK(dot(w_before, SAMPLE))) / 2
RULE = define("the update rule", w_now, updated(w_before, eta, TEXTBOOK))
COUNTING = define("one sample is counted", m_now, m_before + COUNT)
NO_MISTAKES = define("no mistakes yet", m_0, 0)
ALONG = dot(u, w_now) >= dot(u, w(0)) + 2 * eta * gamma * m_now
LENGTH = dot(w_now, w_now) <= dot(w(0), w(0)) + 4 * eta**2 * R**2 * m_now
BOUND = SQRT(norm(w(0)) ** 2 + 4 * eta**2 * R**2 * m_now)
ANY_START = 2 * eta * gamma * m_now - norm(w(0)) <= BOUND
FROM_ZERO = m_now <= R**2 / gamma**2
PRODUCT = eta * gamma * m_now
SOLVED = m_now <= R**2 / gamma**2 + norm(w(0)) / (eta * gamma)

entry = Entry(
    "perceptron.mistake-bound",
    place=190,
    title="With a positive margin the number of mistakes is bounded, from zero without the rate",
    idea="Each mistake takes the weights at least a fixed stretch farther along a separator, while "
    "their squared length grows by at most a fixed amount. A vector reaches no farther than its "
    "length, and steady growth overtakes that of a square root.",
    says=say(
        "Let the labels be ±1, every {} for a unit vector {}, and every {}. After any number of "
        "updates {}. So if {}, {}, and from zero {}.",
        *(MARGIN.relation, u, norm(SAMPLE) <= R, ANY_START, gamma > 0, SOLVED, FROM_ZERO),
    ),
    given=(POSITIVE_RATE, UNIT, MARGIN, BALL, LABELS),
    aside=(norm(SAMPLE) <= R,),
    citations=(NOVIKOFF,),
)
entry.figure(figures.bound)


def _at_start() -> Lines:
    """The start."""
    yield ">=", ..., "no mistakes yet: both sides are equal", NO_MISTAKES


@entry.part("Progress along the separator")
@induction(ALONG, start=_at_start, name="progress along the separator")
def progress(assumed: Hypothesis) -> Lines:
    """One more update."""
    earlier = dot(u, w(0)) + 2 * eta * gamma * m_before
    moves = ("a mistake moves by 2", eta, " times a margin of at least ", gamma)
    yield "=", dot(u, RULE.relation.right), "the update rule", RULE
    yield "=", dot(u, w_before) + eta * GAP * dot(u, SAMPLE), "multiply out the inner product"
    yield ">=", earlier + eta * GAP * dot(u, SAMPLE), "the induction hypothesis", assumed
    yield ">=", earlier + 2 * eta * COUNT * gamma, *moves, POSITIVE_RATE, MARGIN, LABELS
    yield "=", ..., "one more mistake is counted", COUNTING


def _at_start_too() -> Lines:
    """The start."""
    yield "<=", ..., "no mistakes yet: both sides are equal", NO_MISTAKES


@entry.part("Growth of the weights")
@induction(LENGTH, start=_at_start_too, name="growth of the weights")
def growth(assumed: Hypothesis) -> Lines:
    """One more update."""
    old, squared = dot(w_before, w_before), eta**2 * GAP**2 * dot(SAMPLE, SAMPLE)
    within, earlier = eta**2 * GAP**2 * R**2, dot(w(0), w(0)) + 4 * eta**2 * R**2 * m_before
    wrong = ("at a mistake the net input has the wrong sign", POSITIVE_RATE, LABELS)
    cross = 2 * eta * GAP * dot(w_before, SAMPLE)
    yield "=", old + cross + squared, "the update rule, multiplied out", RULE
    yield "<=", old + squared, *wrong
    yield "<=", old + within, BALL
    yield "<=", earlier + within, "the induction hypothesis", assumed
    counts = "the error is 0 or ±2, and a mistake counts 1"
    yield "=", earlier + 4 * eta**2 * R**2 * COUNT, counts
    yield "=", ..., "one more mistake is counted", COUNTING


def _none_yet() -> Lines:
    """The start."""
    yield ">=", ..., NO_MISTAKES


@entry.part("The count of mistakes")
@induction(m_now >= 0, start=_none_yet, name="the count is never negative")
def count(assumed: Hypothesis) -> Lines:
    """One more update."""
    yield "=", m_before + COUNT, "the count", COUNTING
    yield ">=", number(0) + COUNT, "the induction hypothesis", assumed
    yield ">=", ..., "the count of one sample is 0 or 1", LABELS


@entry.part("From any start", ANY_START)
def any_start() -> Lines:
    with_unit = ("Cauchy and Schwarz, with ", UNIT)
    yield "<=", 2 * eta * gamma * m_now + dot(u, w(0)), *with_unit, POSITIVE_RATE, NO_MISTAKES
    yield "<=", dot(u, w_now), "progress along the separator", progress
    yield "<=", norm(w_now), "Cauchy and Schwarz again"
    yield "<=", ..., "growth of the weights", growth, count


@entry.part("Squared", PRODUCT**2 <= (eta * R) ** 2 * m_now + PRODUCT * norm(w(0)))
@cases(
    PRODUCT**2 <= (eta * R) ** 2 * m_now + PRODUCT * norm(w(0)),
    ("few mistakes", 2 * PRODUCT <= norm(w(0))),
    ("many mistakes", 2 * PRODUCT >= norm(w(0))),
)
def squared(here: Hypothesis) -> Lines:
    if here.relation.sign == "<=":
        yield "<=", PRODUCT * (norm(w(0)) / 2), here, POSITIVE_RATE, POSITIVE_MARGIN, count
        yield "<=", ..., "what is left is not negative", POSITIVE_RATE, POSITIVE_MARGIN, count
        return
    rest = PRODUCT * norm(w(0)) - norm(w(0)) ** 2 / 4
    yield "=", (2 * PRODUCT - norm(w(0))) ** 2 / 4 + rest, "complete the square"
    yield "<=", BOUND**2 / 4 + rest, "from any start", any_start, here
    yield "=", ..., "the square of the root", count


@entry.part("Solved for the mistakes")
@cases(SOLVED, ("some mistakes", m_now > 0), ("no mistakes", equals(m_now, 0)))
def solved(here: Hypothesis) -> Lines:
    if here.relation.sign == "=":
        yield "=", number(0), here
        yield "<=", ..., "nothing in it is negative", POSITIVE_RATE, POSITIVE_MARGIN
        return
    known = (POSITIVE_RATE, POSITIVE_MARGIN, count, here)
    scale = (eta * gamma) ** 2 * m_now
    yield "=", PRODUCT**2 / scale, "multiply and divide", *known
    yield "<=", ((eta * R) ** 2 * m_now + PRODUCT * norm(w(0))) / scale, squared, *known
    yield "=", ..., "cancel", *known


@entry.part("From zero")
@cases(FROM_ZERO, ("some mistakes", m_now > 0), ("no mistakes", equals(m_now, 0)))
def from_zero(here: Hypothesis) -> Lines:
    if here.relation.sign == "=":
        yield "=", number(0), here
        yield "<=", ..., "a quotient of squares", POSITIVE_MARGIN
        return
    scale, moved = 4 * eta**2 * gamma**2 * m_now, 2 * eta * gamma * m_now
    known = (ZERO_START, POSITIVE_RATE, POSITIVE_MARGIN, UNIT, NO_MISTAKES, growth, count)
    yield "=", moved**2 / scale, "multiply and divide", *known
    along = ("progress along the separator", progress, growth, count)
    yield "<=", moved * dot(u, w_now) / scale, *along
    yield "<=", dot(u, w_now) ** 2 / scale, "progress along the separator once more"
    yield "<=", dot(w_now, w_now) / scale, "Cauchy and Schwarz, with ", UNIT.relation
    yield "<=", (4 * eta**2 * R**2 * m_now) / scale, "growth of the weights"
    yield "=", ..., "cancel"


for hypothesis in (POSITIVE_RATE, UNIT, MARGIN, BALL, LABELS, ZERO_START, POSITIVE_MARGIN):
    entry.without(hypothesis, "", from_zero, longest=1, work=20_000)
half, bound = m_now <= R**2 / (2 * gamma**2), assume("the bound", FROM_ZERO)
entry.twin("Half as many mistakes.", half, POSITIVE_MARGIN, bound)
entry.symbol(m_now, "the number of mistakes in the first {} updates", t)
entry.symbol(say("{}, {}", gamma, R), "the margin and the radius of the data")
entry.symbol(u, "a unit vector that separates the data")
