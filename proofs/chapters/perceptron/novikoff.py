"""Novikoff's two inductions: mistakes move the weights along a separator, and not by much."""

from proofs.chapters.perceptron.setting import (
    BEFORE, LABEL, NOW, POSITIVE_RATE, SAMPLE, TEXTBOOK, error, eta, updated, w, w_before, w_now,
)  # fmt: skip
from proofs.statement import Lines, induction
from proofs.terms import Hypothesis, assume, define, dot, number, one_of, scalar, vector

NOVIKOFF = (
    "A. B. J. Novikoff, On convergence proofs on perceptrons, Symposium on the Mathematical "
    "Theory of Automata 12, 615-622, 1962."
)
u, gamma, R = vector("u"), scalar("gamma"), scalar("R")
m_now, m_before, m_0 = (scalar("M", index) for index in (NOW, BEFORE, "0"))
MARGIN = assume("margin", LABEL * dot(u, SAMPLE) >= gamma)
BALL = assume("radius", dot(SAMPLE, SAMPLE) <= R**2)
LABELS = assume("labels -1 and 1", one_of(LABEL, -1, 1))
GAP, COUNT = error(w_before, TEXTBOOK), (1 - LABEL * TEXTBOOK(dot(w_before, SAMPLE))) / 2
RULE = define("the update rule", w_now, updated(w_before, eta, TEXTBOOK))
COUNTING = define("one sample is counted", m_now, m_before + COUNT)
NO_MISTAKES = define("no mistakes yet", m_0, 0)
ALONG = dot(u, w_now) >= dot(u, w(0)) + 2 * eta * gamma * m_now
LENGTH = dot(w_now, w_now) <= dot(w(0), w(0)) + 4 * eta**2 * R**2 * m_now


def _at_start() -> Lines:
    """The start."""
    yield ">=", ..., "no mistakes yet: both sides are equal", NO_MISTAKES


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


@induction(m_now >= 0, start=_none_yet, name="the count is never negative")
def count(assumed: Hypothesis) -> Lines:
    """One more update."""
    yield "=", m_before + COUNT, "the count", COUNTING
    yield ">=", number(0) + COUNT, "the induction hypothesis", assumed
    yield ">=", ..., "the count of one sample is 0 or 1", LABELS
