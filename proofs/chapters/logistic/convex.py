"""The logistic loss is convex; its second derivative is never negative, but can be 0."""

from proofs.calculus import along
from proofs.chapters.gradient_descent.setting import BOYD
from proofs.chapters.logistic.above_tangents import a, tangent_anywhere
from proofs.chapters.logistic.first_step import SAMPLES, i, m, x, y
from proofs.chapters.logistic.setting import COX, label, z
from proofs.chapters.logistic.starts_iff_correlated import loss
from proofs.statement import Entry, Lines, Proof, chain, conjunction
from proofs.terms import (
    EXP, LOG, SIGMOID, ZERO, Symbol, Term, assume, define, differs, dot, equals, finite_sum,
    number, say, scalar, vector,
)  # fmt: skip
from proofs.trusted import trust

u, v, w, q = vector("u"), vector("v"), vector("w"), vector("q")
s, r, SECOND = scalar("s"), scalar("r"), scalar("kappa")
NOT_LESS, NOT_MORE = assume("at least 0", s >= 0), assume("at most 1", s <= 1)
UNSEEN = assume("a direction that no sample sees", equals(dot(x(i), q), 0), (i,))
c, g = vector("c"), vector("g")
L_U, L_V, L_C = (scalar("ell", "", at.name) for at in (u, v, c))
LOSSES = [
    define(f"the loss at {at.name}", value, loss(at))
    for at, value in ((u, L_U), (v, L_V), (c, L_C))
]
BETWEEN = define("a point between", c, s * u + (1 - s) * v)
CONVEX = L_C <= s * L_U + (1 - s) * L_V


def gradient(at: Term) -> Term:
    """The sum of prediction minus label times sample, divided by their number."""
    return finite_sum(i, m, (SIGMOID(dot(at, x(i))) - y(i)) * x(i)) / m


TANGENT = loss(u) >= loss(v) + dot(gradient(v), u - v)
NET = dot(w, x(i))
SUMMED = finite_sum(i, m, LOG(1 + EXP(NET)) - y(i) * NET)
TWICE = along(along(SUMMED, w, q), w, q)
"""The second derivative along q, as the rules of differentiation give it."""
BENDS = EXP(z) / (EXP(z) + 1) - EXP(2 * z) / (EXP(z) + 1) ** 2
BEND = SIGMOID(NET) * (1 - SIGMOID(NET)) * dot(x(i), q) ** 2
FORM = finite_sum(i, m, BEND)

entry = Entry(
    "logistic.convex",
    place=50,
    title="The logistic loss is convex, but not always strictly",
    idea="In the net input the loss lies above its tangents, and net inputs are linear in the "
    "weights; so it does along any line of weights. On a line that changes no net input it does "
    "not bend at all.",
    says=say(
        "Let {}, {} and {} be the mean logistic loss {} over {} samples, at the weights {}, {} and "
        "{}. The loss lies above all its tangents, so it is convex: {} for {}, {}. Its second "
        "derivative along {} is {}, for any labels. That is never negative; and it is 0, at all "
        "weights, if {} for every {}.",
        *(L_U, L_V, L_C, loss(w), m, u, v, BETWEEN.relation, CONVEX, NOT_LESS.relation),
        *(NOT_MORE.relation, q, FORM / m, UNSEEN.relation, i),
    ),
    given=(SAMPLES,),
    citations=(BOYD, COX),
)
entry.shows(
    "one-sample", "One sample: the loss lies above its tangents in the net input", tangent_anywhere
)


@entry.part("So the loss lies above its tangents", TANGENT)
def tangent() -> Lines:
    here, there = dot(v, x(i)), dot(u, x(i))
    each = tangent_anywhere.of({z: there, a: here, label: y(i)}, every=[i])
    line = LOG(1 + EXP(here)) - y(i) * here + (SIGMOID(here) - y(i)) * (there - here)
    yield ">=", finite_sum(i, m, line) / m, "each loss lies above its tangent", each, SAMPLES
    yield "=", ..., "collect", SAMPLES


SLOPE = define("the gradient there", g, gradient(c))


def _above(at: Symbol, value: Symbol) -> Proof:
    """The loss at one of the two weights lies above the tangent between them."""

    @chain(value >= L_C + dot(g, at - c), name=f"the tangent, at {at.name}")
    def lines() -> Lines:
        known = (tangent.of({u: at, v: c}), *LOSSES, SLOPE)
        yield ">=", ..., "the loss lies above its tangent", *known

    return lines


BOTH = (_above(u, L_U), _above(v, L_V))
entry.shows("tangents", say("Above the tangent at {}", c), conjunction("two tangents", *BOTH))


@entry.part("So it is convex", CONVEX)
def convex() -> Lines:
    tangents = s * (L_C + dot(g, u - c)) + (1 - s) * (L_C + dot(g, v - c))
    yield "=", tangents, "the slopes cancel", BETWEEN
    known = (*BOTH, NOT_LESS, NOT_MORE, *LOSSES, SLOPE)
    yield "<=", ..., "both lie above the tangent", *known


@chain(
    equals(r * BENDS * r, SIGMOID(z) * (1 - SIGMOID(z)) * r**2), name="the logistic function, twice"
)
def twice() -> Lines:
    """How the loss on one sample bends in the net input."""
    yield "=", EXP(z) / (1 + EXP(z)) ** 2 * r**2, "collect"
    yield "=", ..., "the logistic function, twice"


@entry.part("Each sample bends as the slope of the logistic function says", equals(TWICE, FORM))
def each_sample() -> Lines:
    yield "=", ..., "sample by sample", twice.of({z: NET, r: dot(x(i), q)}, every=[i])


@entry.part(say("The second derivative along {}", q), equals(SECOND, FORM / m))
def second_derivative() -> Lines:
    found = trust("rules of differentiation", equals(SECOND, TWICE / m))
    yield "=", TWICE / m, "SymPy's derivative of the derivative", found
    yield "=", ..., each_sample, SAMPLES


@entry.part("It is never negative", SECOND >= 0)
def semidefinite() -> Lines:
    yield "=", FORM / m, second_derivative
    yield ">=", ..., "a probability lies between 0 and 1", SAMPLES


@entry.part("It can be 0", equals(SECOND, 0))
def not_definite() -> Lines:
    yield "=", FORM / m, second_derivative
    yield "=", ..., UNSEEN, SAMPLES


one = vector("x")
entry.twin(
    "The second derivative is positive, always.",
    SIGMOID(number(0)) * (1 - SIGMOID(number(0))) * dot(one, q) ** 2 > 0,
    assume("some direction", differs(q, ZERO)),
    assume("some sample", differs(one, ZERO)),
)
entry.symbols(
    (say("{}, {}", x(i), y(i)), "sample number {} of {} and its label", i, m),
    (g, "the gradient at {}", c),
    (say("{}, {}, {}", u, v, s), "any two weights, and a number between 0 and 1"),
    (SECOND, "the second derivative of the loss at {} along {}", w, q),
    (say("{}, {}", z, a), "a net input, and another"),
)
