"""The weight of a feature that is always zero stays at its start, and the others do not notice."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta, other, w
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, XT, X, design_step, m, squared, u, v, y,
)  # fmt: skip
from proofs.chapters.gradient_descent.two_weights import j
from proofs.statement import Entry, Lines, at_once, induction, line, symmetry
from proofs.terms import ZERO, Hypothesis, Term, assume, define, dot, equals, linear_map, say

E, DROP = linear_map("E", "E"), linear_map("D", "D'")
PAD = DROP.transpose
ZERO_COLUMNS = assume("columns of zeros", equals(X(E(u)), ZERO), (u,))
UNSEEN = assume("a direction without features", equals(X(j), ZERO))
DROPPED = assume("dropping their weights", equals(PAD(DROP(u)), u - E(u)), (u,))
STEP = define("gradient descent", w(NOW), design_step(w(BEFORE)))
STAYS, ALONG = equals(E(w(NOW)), E(w(0))), equals(dot(j, w(NOW)), dot(j, w(0)))
SAME = equals(other(NOW), DROP(w(NOW)))
FORCE = X(w(BEFORE)) - y


def _without(before: Term) -> Term:
    """One step of the run on the features without that column."""
    return before - eta * (DROP(XT(X(PAD(before)) - y)) / m)


SAME_START = define("the same start", other(0), DROP(w(0)))
STEP_1 = define("a step", w(1), design_step(w(0)))

entry = Entry(
    "linear.zero-column-never-moves",
    place=55,
    title="The weight of a feature that is always zero never moves, and the others do without it",
    idea="The slope of the loss in a weight is a sum of errors times values of its feature. Where "
    "these values are all zero, so is the slope, at every step; and no prediction contains the "
    "weight, so the others never notice it.",
    says=say(
        "Let the columns of one or more features be zero: {} for every {}. From any start, at any "
        "rate and for every number of steps their weights stay where they were: {}. The other "
        "weights are those of the run on the other features alone, from the same start: {}.",
        *(ZERO_COLUMNS.relation, u, STAYS, SAME),
    ),
    given=(SAMPLES, ZERO_COLUMNS),
    remarks=(
        say(
            "Of one such feature with the unit vector {}, {} is {}, and {} is its column {} times "
            "its weight. That its column is zero is {}, and its weight stays: {}.",
            *(j, E(u), dot(j, u) * j, X(E(u)), X(j), UNSEEN.relation, ALONG),
        ),
    ),
)
entry.without(ZERO_COLUMNS, "The weight of another feature moves:")
entry.without(DROPPED, "A map that does more than drop these weights changes the others:")


@entry.part("Their part of the gradient is zero", equals(squared(E(XT(v))), 0))
def no_gradient() -> Lines:
    yield "=", dot(v, X(E(E(XT(v))))), "the adjoints move"
    yield "=", ..., ZERO_COLUMNS.at(E(XT(v)))


@entry.part("Their weights stay where they are", name="stays")
@induction(STAYS, start=at_once("the start", "nothing has happened yet"), name="their weights stay")
def never(assumed: Hypothesis) -> Lines:
    """One more step."""
    none = no_gradient.of({v: FORCE})
    yield "=", E(design_step(w(BEFORE))), "gradient descent", STEP, SAMPLES
    yield "=", E(w(BEFORE)) - eta * (E(XT(FORCE)) / m), "a linear map of a sum"
    yield "=", E(w(BEFORE)), "their part of the gradient is zero", none
    yield "=", ..., "the ", assumed


@entry.part("So it is along every direction that no sample sees", name="direction")
@induction(ALONG, start=at_once("the start", "nothing has happened yet"), name="a direction stays")
def along(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", dot(j, design_step(w(BEFORE))), "gradient descent", STEP, SAMPLES
    yield "=", dot(j, w(BEFORE)) - eta * (dot(X(j), FORCE) / m), "the adjoint moves"
    yield "=", dot(j, w(BEFORE)), UNSEEN
    yield "=", ..., "the ", assumed


@entry.part("The predictions do without them", equals(X(PAD(DROP(u))), X(u)))
def predictions() -> Lines:
    yield "=", X(u) - X(E(u)), DROPPED.at(u)
    yield "=", ..., ZERO_COLUMNS.at(u)


def _step() -> Lines:
    """One step commutes with dropping the weights."""
    yield "=", DROP(w(BEFORE)) - eta * (DROP(XT(FORCE)) / m), "a linear map of a sum", SAMPLES
    yield (
        "=",
        ...,
        "the predictions do without them",
        DROPPED.at(w(BEFORE)),
        ZERO_COLUMNS.at(w(BEFORE)),
    )


entry.shows(
    "symmetry",
    "The other weights: an instance of the symmetry lemma",
    symmetry(
        "the other weights are those without them",
        action={other(NOW): DROP(w(NOW))},
        update={w(NOW): design_step(w(BEFORE))},
        image_update={other(NOW): _without(other(BEFORE))},
        start=(line("the same start", SAME_START),),
        step=(_step,),
    ),
)
entry.twin(
    "The weight of a feature whose inner product with the targets is 0 never moves.",
    equals(dot(j, w(1)), dot(j, w(0))),
    *(SAMPLES, POSITIVE_RATE, assume("inner product 0", equals(dot(j, XT(y)), 0))),
    STEP_1,
)
entry.symbol(E(u), "the weights {} with all those of other features put to 0", u)
entry.symbol(j, "a direction in the space of the weights, such as the unit vector of a feature")
entry.symbol(
    say("{}, {}", DROP(u), PAD(v)),
    "the weights {} without those of the features, and {} with zeros put back in their places",
    *(u, v),
)
entry.symbol(
    other(NOW), "the weights of the run on the other features, {}{}, from {}", X, PAD, DROP(w(0))
)
