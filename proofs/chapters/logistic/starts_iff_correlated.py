"""From zero the first step moves exactly if zero is not a minimiser."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.logistic.first_step import (
    BALANCE, HALF, SAMPLES, STEP, first_step, h, i, m, x, y,
)  # fmt: skip
from proofs.chapters.logistic.setting import COX, label, z
from proofs.chapters.logistic.tangent import parabola_of_one, tangent_of_one
from proofs.statement import Entry, Lines, chain
from proofs.terms import (
    EXP, LOG, ZERO, Term, assume, define, differs, dot, equals, finite_sum,
    number, say, scalar, vector,
)  # fmt: skip

u, v, c = vector("u"), vector("v"), scalar("c")


def loss(weights: Term) -> Term:
    """The mean logistic loss over the samples."""
    net = dot(weights, x(i))
    return finite_sum(i, m, LOG(1 + EXP(net)) - y(i) * net) / m


TOTAL = finite_sum(i, m, HALF)
spread, s = scalar("Q"), scalar("s")
SPREAD = define("the spread", spread, finite_sum(i, m, dot(h, x(i)) ** 2))
LENGTH = define("the length of a step", s, dot(h, h) / (1 + spread))
UNBALANCED = assume("unbalanced labels", differs(h, ZERO))
BALANCED = assume("balanced labels", equals(h, ZERO))
PARABOLA = loss(ZERO) + (-s * dot(h, h) + s**2 / 2 * spread) / m

entry = Entry(
    "logistic.starts-iff-correlated",
    place=40,
    title="Logistic regression starts from zero exactly if there is something to learn",
    idea="Along any line the logistic loss lies between its tangent at zero and a parabola that "
    "touches it there. If the tangent is level, nothing lies lower than zero; if it falls "
    "somewhere, so does the parabola at first, and the loss with it.",
    says=say(
        "Let {} be the mean logistic loss over {} samples. From {}, at a rate {}, the first step "
        "moves if and only if {}, the sum of {} over the samples, is not zero; and that is so if "
        "and only if zero is not a minimiser of the loss.",
        *(loss(u), m, ZERO_START.relation, POSITIVE_RATE.relation, h, HALF),
    ),
    given=(SAMPLES,),
    remarks=(say("That {} is the gradient at zero is logistic.gradient-at-zero.", h / m),),
    citations=(COX,),
)


@entry.part(say("If {}, the first step moves", UNBALANCED.relation), dot(w(1), w(1)) > 0)
def moves() -> Lines:
    yield "=", eta**2 * dot(h, h) / m**2, "gradient descent from zero", first_step, BALANCE, SAMPLES
    yield ">", ..., UNBALANCED, POSITIVE_RATE, SAMPLES


@entry.part(say("If {}, the first step stays at zero", BALANCED.relation), equals(w(1), ZERO))
def stays() -> Lines:
    yield "=", -(eta / m) * h, "gradient descent from zero", first_step, BALANCE, SAMPLES
    yield "=", ..., BALANCED, SAMPLES


one_title = "The loss on one sample lies above its tangent at net input 0"
entry.shows("tangent-of-one", one_title, tangent_of_one)


@entry.part("So the loss lies above its tangent at zero", loss(u) >= loss(ZERO) + dot(h, u) / m)
def tangent() -> Lines:
    line = LOG(number(2)) + (number(1, 2) - y(i)) * dot(u, x(i))
    each = tangent_of_one.of({z: dot(u, x(i)), label: y(i)}, every=[i])
    yield ">=", finite_sum(i, m, line) / m, "each loss lies above its tangent", each, SAMPLES
    yield "=", loss(ZERO) + dot(TOTAL, u) / m, "collect"
    yield "=", ..., BALANCE


@entry.part(say("If {}, zero is a minimiser", BALANCED.relation), loss(u) >= loss(ZERO))
def then_optimal() -> Lines:
    yield ">=", loss(ZERO) + dot(h, u) / m, tangent
    yield "=", ..., BALANCED, SAMPLES, BALANCE


@chain(spread >= 0, name="the spread is not negative")
def wide() -> Lines:
    """Q >= 0."""
    yield "=", SPREAD.relation.right, SPREAD
    yield ">=", ..., "squares are not negative"


@chain(s > 0, name="a positive step")
def forward() -> Lines:
    """s > 0."""
    yield "=", LENGTH.relation.right, LENGTH
    yield ">", ..., UNBALANCED, wide, SPREAD


@chain(s * spread <= dot(h, h), name="a short step")
def short() -> Lines:
    """s Q <= |h|^2."""
    yield "=", dot(h, h) * (spread / (1 + spread)), LENGTH, wide, SPREAD
    yield "<=", ..., "the quotient is at most 1", wide


@entry.part("Along any vector the loss lies below a parabola that touches it at zero")
@chain(
    loss(-c * v)
    <= loss(ZERO) + (-c * dot(h, v) + c**2 / 2 * finite_sum(i, m, dot(v, x(i)) ** 2)) / m,
    name="the loss lies below a parabola",
)
def parabola() -> Lines:
    """Along any vector the mean loss lies below a parabola that touches it at zero."""
    net = dot(-c * v, x(i))
    above = LOG(number(2)) + (number(1, 2) - y(i)) * net + net**2 / 2
    each = parabola_of_one.of({z: net, label: y(i)}, every=[i])
    squares = c**2 / 2 * finite_sum(i, m, dot(v, x(i)) ** 2)
    yield "<=", finite_sum(i, m, above) / m, "each loss lies below its parabola", each, SAMPLES
    yield "=", loss(ZERO) + (-c * dot(TOTAL, v) + squares) / m, "collect"
    yield "=", ..., BALANCE


@entry.part(
    say("If {}, zero is no minimiser: {} is better", UNBALANCED.relation, -s * h),
    loss(-s * h) < loss(ZERO),
)
def else_not_optimal() -> Lines:
    yield "<=", PARABOLA, parabola.of({v: h, c: s}), SPREAD, LENGTH, BALANCE
    yield "=", loss(ZERO) + s * (s * spread - 2 * dot(h, h)) / (2 * m), "collect", SAMPLES
    yield "<=", loss(ZERO) + s * (dot(h, h) - 2 * dot(h, h)) / (2 * m), short, forward, SAMPLES
    yield "<", ..., forward, UNBALANCED, SAMPLES


entry.twin(
    "The first step moves from zero whatever the data are.",
    differs(w(1), ZERO),
    *(ZERO_START, POSITIVE_RATE, SAMPLES, STEP),
)
entry.symbol(x(i), "sample number {}, of {}", i, m)
entry.symbol(y(i), "its label, 0 or 1")
