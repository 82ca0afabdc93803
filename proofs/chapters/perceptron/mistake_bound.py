"""Novikoff's bound on the number of mistakes, free of the rate from zero."""

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.novikoff import (
    BALL, LABELS, MARGIN, NO_MISTAKES, NOVIKOFF, R, count, gamma, growth, m_now, progress, u,
)  # fmt: skip
from proofs.chapters.perceptron.setting import (
    POSITIVE_RATE, SAMPLE, ZERO_START, eta, t, w, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, cases
from proofs.terms import SQRT, Hypothesis, assume, dot, equals, norm, number, say

UNIT = assume("unit separator", equals(norm(u), 1))
POSITIVE_MARGIN = assume("positive margin", gamma > 0)
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
entry.shares(
    ("Progress along the separator", progress),
    ("Growth of the weights", growth),
    ("The count of mistakes", count),
)


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


NEVER = {LABELS: "A label of −2 is never predicted, and a mistake on it counts for 3/2:"}
for hypothesis in (POSITIVE_RATE, UNIT, MARGIN, BALL, LABELS, ZERO_START, POSITIVE_MARGIN):
    entry.without(hypothesis, NEVER.get(hypothesis, ""), from_zero, longest=1, work=20_000)
half, bound = m_now <= R**2 / (2 * gamma**2), assume("the bound", FROM_ZERO)
entry.twin("Half as many mistakes.", half, POSITIVE_MARGIN, bound)
entry.symbol(m_now, "the number of mistakes in the first {} updates", t)
entry.symbol(say("{}, {}", gamma, R), "the margin and the radius of the data")
entry.symbol(u, "a unit vector that separates the data")
