"""From zero the first step moves exactly if zero is not a minimiser."""

from proofs.chapters.gradient_descent.setting import BOYD, LOSS, POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE, NO_SAMPLES, NOW, SAMPLES, m, sample, sequence, summed, target,
)  # fmt: skip
from proofs.chapters.logistic.setting import COX, HALF, HALF_SUM, half_sum
from proofs.chapters.logistic.tangent import tangent_of_one
from proofs.readings import reading
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    EXP, LOG, ZERO, Hypothesis, assume, define, differs, dot, equals, number, say, scalar,
    vector,
)  # fmt: skip

u, s, balance = vector("u"), scalar("s"), vector("h")
SLOPE = balance / m
STEP = define("the first step", w(1), w(0) - eta * SLOPE)
UNBALANCED = assume("unbalanced labels", differs(balance, ZERO))
BALANCED = assume("balanced labels", equals(balance, ZERO))
IN_THE_END = assume("labels balanced in the end", equals(half_sum(NOW), ZERO))
SMALL = assume("small step", s > 0)
LESS = LOSS(ZERO) - s * dot(SLOPE, SLOPE) / 2
SMOOTH = assume("differentiable at zero", LOSS(-s * SLOPE) <= LESS)

loss_at, loss_at_zero = sequence("S"), sequence("Z")
net = dot(u, sample)
ONE_LOSS = LOG(1 + EXP(net)) - target * net
EMPTY, MORE = zip(
    summed("loss", loss_at, ONE_LOSS, "losses"),
    summed("loss at zero", loss_at_zero, LOG(number(2)), "losses at zero"),
    HALF_SUM,
    strict=True,
)

entry = Entry(
    "logistic.starts-iff-correlated",
    place=40,
    title="Logistic regression starts from zero exactly if there is something to learn",
    says=say(
        "From {} the first step moves if and only if {}, the sum of {} over the samples, is not "
        "zero; and that is so if and only if zero weights are not a minimiser.",
        *(ZERO_START.relation, balance, HALF),
    ),
    given=(SAMPLES,),
    needs=(NO_SAMPLES,),
    remarks=(
        say(
            "That {} is the gradient at zero is logistic.gradient-at-zero; that the loss lies "
            "above all its tangents is logistic.convex.",
            SLOPE,
        ),
    ),
    citations=(COX, BOYD),
)


@entry.part(say("If {}, the first step moves", UNBALANCED.relation), dot(w(1), w(1)) > 0)
def moves() -> Lines:
    known = ("gradient descent from zero", ZERO_START, SAMPLES, STEP)
    yield "=", eta**2 * dot(balance, balance) / m**2, *known
    yield ">", ..., UNBALANCED, POSITIVE_RATE


@entry.part(say("If {}, the first step stays at zero", BALANCED.relation), equals(w(1), ZERO))
def stays() -> Lines:
    yield "=", STEP.relation.right, "gradient descent", STEP
    yield "=", ZERO - eta * (ZERO / m), BALANCED, ZERO_START, SAMPLES
    yield "=", ..., "zero"


one_title = "The loss on one sample lies above its tangent at net input 0"
entry.shows("tangent-of-one", one_title, tangent_of_one)


@entry.part(
    say(
        "The sum {} of the losses at {} over the first {} samples lies above its tangent at zero",
        *(loss_at(NOW), u, scalar("t")),
    )
)
@induction(
    loss_at(NOW) >= loss_at_zero(NOW) + dot(half_sum(NOW), u),
    start=at_once("no samples", "all sums are empty", *EMPTY),
    name="above the tangent at zero",
)
def tangent(assumed: Hypothesis) -> Lines:
    """One more sample."""
    below = loss_at_zero(BEFORE) + dot(half_sum(BEFORE), u)
    line = LOG(number(2)) + (number(1, 2) - target) * net
    yield "=", loss_at(BEFORE) + ONE_LOSS, "one more loss", *MORE
    yield ">=", below + ONE_LOSS, "the ", assumed
    yield ">=", below + line, reading(tangent_of_one(), z=net, y=target)
    yield "=", ..., "one more of each sum"


@entry.part(
    say("If {}, zero is a minimiser", IN_THE_END.relation), loss_at(NOW) >= loss_at_zero(NOW)
)
def then_optimal() -> Lines:
    yield ">=", loss_at_zero(NOW) + dot(half_sum(NOW), u), tangent
    yield "=", loss_at_zero(NOW) + dot(ZERO, u), IN_THE_END
    yield "=", ..., "the inner product with zero is 0"


@entry.part(
    say(
        "If {}, zero is no minimiser: a small step against the gradient fits better",
        UNBALANCED.relation,
    ),
    LOSS(-s * SLOPE) < LOSS(ZERO),
)
def else_not_optimal() -> Lines:
    yield "<=", LESS, "a small step against the gradient", SMOOTH
    yield "<", ..., UNBALANCED, SAMPLES, SMALL


entry.twin(
    "The first step moves from zero whatever the data are.",
    differs(w(1), ZERO),
    *(ZERO_START, POSITIVE_RATE, SAMPLES, STEP),
)
entry.symbol(balance, "the sum of {} over all samples", HALF)
entry.symbol(s, "the length of a small step against the gradient")
entry.symbol(
    say("{}, {}, {}", loss_at(NOW), loss_at_zero(NOW), half_sum(NOW)),
    "the sums over the first {} samples of the losses at {} and at zero, and of {}: {} in the end",
    *(scalar("t"), u, HALF, balance),
)
