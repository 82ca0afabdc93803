"""The gradient of softmax regression, by differentiation, and what it is at zero weights.

A class k has classes before it, and p after it. What the others have in the loss on a sample is
written out, so that anyone can see that it does not speak of the weights of class k.
"""

from collections.abc import Callable

from proofs.calculus import slope
from proofs.chapters.hidden.setting import eta
from proofs.statement import Lines, Proof, at_once, chain, induction, line
from proofs.terms import (
    EXP, LOG, ZERO, Hypothesis, Term, assume, define, dot, equals, finite_sum, function, natural,
    scalar, vector,
)  # fmt: skip
from proofs.trusted import trust

# One sample, as the weights of one class see it --------------------------------------------------

one_row, at, slope_there = vector("w"), vector("x"), vector("g")
S, own, q = scalar("S"), scalar("e"), scalar("q")
NET = dot(one_row, at)
LOSS = LOG(EXP(NET) + S) - (own * NET + q)
GRADIENT = slope(LOSS, one_row)
OTHERS = assume("other exponentials not negative", S >= 0)


@chain(equals(slope_there, (EXP(NET) / (EXP(NET) + S) - own) * at), name="the gradient by one row")
def by_one_row() -> Lines:
    """The gradient of the loss on one sample by the weights of one class."""
    found = trust("rules of differentiation", equals(slope_there, GRADIENT))
    yield "=", GRADIENT, "SymPy's gradient, by the chain rule", OTHERS, found
    yield "=", ..., "probability minus label"


# All classes -------------------------------------------------------------------------------------

i, j, k, el, m, n, p = (natural(letter) for letter in "ijklmnp")
w, x, e = (
    function("w", ("index",), "vector"),
    function("x", ("step",), "vector"),
    function("e", ("index", "step")),
)


def score(which: Term) -> Term:
    """The exponential of the net input of a class on sample i."""
    return EXP(dot(w(which), x(i)))


def vote(which: Term) -> Term:
    """The net input of a class if sample i is of it, else 0."""
    return e(which, i) * dot(w(which), x(i))


def whole(of: Callable[[Term], Term]) -> Term:
    """Over all classes."""
    return finite_sum(j, k + 1 + p, of(j))


def others(of: Callable[[Term], Term]) -> Term:
    """Over the classes before class k, and over those after it."""
    return finite_sum(j, k, of(j)) + finite_sum(j, p, of(k + 1 + j))


def _apart(of: Callable[[Term], Term], name: str) -> Proof:
    last = chain(equals(finite_sum(j, m + 1, of(j)), finite_sum(j, m, of(j)) + of(m)))(
        line("the last class apart")
    )

    @induction(
        equals(whole(of), of(k) + others(of)),
        start=at_once("no class after it", "the last class apart"),
        over=p,
        name=name,
    )
    def apart(assumed: Hypothesis) -> Lines:
        """One more class."""
        yield "=", whole(of) + of(k + 1 + p), "the last class apart", last.of({m: k + 1 + p})
        yield "=", of(k) + others(of) + of(k + 1 + p), "the ", assumed
        yield "=", ..., "one more class after it"

    return apart


scores_apart, votes_apart = _apart(score, "the exponentials"), _apart(vote, "the labels")
CROSS_ENTROPY = LOG(whole(score)) - whole(vote)
SEEN = LOG(score(k) + others(score)) - (vote(k) + others(vote))


@chain(equals(CROSS_ENTROPY, SEEN), name="the loss as class k sees it")
def seen() -> Lines:
    """The cross-entropy on a sample, with what one class has in it apart."""
    yield "=", LOG(score(k) + others(score)) - whole(vote), scores_apart
    yield "=", ..., votes_apart


# At zero weights ---------------------------------------------------------------------------------

ZERO_START = assume("zero weights", equals(w(k), ZERO), (k,))
TOTAL = finite_sum(j, m + 1, score(j))
GRADIENT_OF = function("G", ("index",), "vector")
SUMMED = define(
    "the gradient over the samples",
    GRADIENT_OF(k),
    finite_sum(i, n, (score(k) / TOTAL - e(k, i)) * x(i)),
    (k,),
)
SHARE = 1 / (m + 1) - e(k, i)
AT_ZERO = finite_sum(i, n, SHARE * x(i))


@induction(
    equals(finite_sum(j, m, score(j)), m),
    start=at_once("no class", "the sum is empty"),
    over=m,
    name="the exponentials at zero weights",
)
def exponentials(assumed: Hypothesis) -> Lines:
    """One more class."""
    yield "=", finite_sum(j, m, score(j)) + score(m), "the last class apart"
    yield "=", m + score(m), "the ", assumed
    yield "=", ..., "zero weights: the exponential of 0 is 1", ZERO_START.at(m)


@chain(equals(score(k) / TOTAL - e(k, i), SHARE))
def share() -> Lines:
    """What a sample has in it."""
    yield "=", score(k) / (m + 1) - e(k, i), exponentials.of({m: m + 1})
    yield "=", ..., "zero weights: the exponential of 0 is 1", ZERO_START.at(k)


@chain(equals(GRADIENT_OF(k), AT_ZERO), name="the gradient at zero weights")
def at_zero() -> Lines:
    """The gradient over all samples by the weights of a class."""
    yield "=", SUMMED.relation.right, SUMMED.at(k)
    yield "=", ..., "zero weights", share.of({}, every=(i,))


# Two rows ----------------------------------------------------------------------------------------

after = function("v", ("index",), "vector")
FIRST_STEP = define("the first step", after(k), w(k) - eta * GRADIENT_OF(k), (k,))


def inputs(of: Term) -> Term:
    """The inputs of the samples of a class, added up."""
    return finite_sum(i, n, e(of, i) * x(i))


GAP, INPUTS_GAP = after(k) - after(el), inputs(k) - inputs(el)


@chain(equals(GAP, eta * INPUTS_GAP), name="the first step of two rows")
def first_step() -> Lines:
    """How far the first step takes two rows apart."""
    other_share = 1 / (m + 1) - e(el, i)
    rows = w(k) - eta * GRADIENT_OF(k) - (w(el) - eta * GRADIENT_OF(el))
    moved = -(eta * (AT_ZERO - finite_sum(i, n, other_share * x(i))))
    both_zero = ZERO_START.at(k), ZERO_START.at(el)
    yield "=", rows, FIRST_STEP.at(k), FIRST_STEP.at(el)
    yield "=", moved, "zero weights", *both_zero, at_zero, at_zero.of({k: el})
    yield "=", ..., "the equal shares cancel"
