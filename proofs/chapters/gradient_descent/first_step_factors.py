"""From zero the first step is the rate times something free of it, for every loss."""

from proofs.chapters.gradient_descent.setting import (
    GRADIENT, LOSS, OTHER_ZERO, POSITIVE_RATE, ZERO_START, eta, other, other_eta, w,
)  # fmt: skip
from proofs.statement import Entry, Lines
from proofs.terms import ZERO, assume, define, differs, equals, norm, say, vector

CAUCHY = (
    "A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, "
    "Comptes rendus de l'Académie des sciences 25, 536-538, 1847."
)
SLOPE = GRADIENT(ZERO)
OTHER_RATE = assume("positive other rate", other_eta > 0)
MOVES = assume("not stationary", differs(SLOPE, ZERO))
FIRST = define("the first step", w(1), w(0) - eta * GRADIENT(w(0)))
SECOND = define("the second step", w(2), w(1) - eta * GRADIENT(w(1)))
OTHER_FIRST = define(
    "the first step at the other rate", other(1), other(0) - other_eta * GRADIENT(other(0))
)
STEP = equals(w(1), -eta * SLOPE)
DIRECTION = equals(w(1) / norm(w(1)), other(1) / norm(other(1)))

entry = Entry(
    "gd.first-step-factors",
    place=10,
    title="From zero the rate factors out of the first step, whatever the loss",
    idea="At zero there is one gradient, whatever the rate. The first step is minus the rate times "
    "that gradient, so a positive rate decides how far the step goes and not where.",
    says=say(
        "For every differentiable loss {}, gradient descent from {} has {}. If {}, the direction "
        "of {} is the same for all positive rates.",
        *(LOSS(vector("w")), ZERO_START.relation, STEP, MOVES.relation, w(1)),
    ),
    given=(ZERO_START,),
    remarks=(
        say(
            "One step is all that holds for every loss: from the second on the gradient is taken "
            "at {}, which depends on the rate. What then becomes of the direction is settled for "
            "the squared loss in linear.eta-does-not-factor and linear.direction-iff-eigenvector, "
            "for the logistic loss in logistic.eta-does-not-factor, and for the perceptron "
            "criterion, where the rate factors out of every step, in perceptron.batch-criterion.",
            w(1),
        ),
    ),
    citations=(CAUCHY,),
)
entry.without(POSITIVE_RATE, "At a negative rate the step goes the other way:")
entry.without(OTHER_RATE, "So it does at a negative other rate:")
entry.without(ZERO_START, "From another start the first step ends elsewhere:")


@entry.part("The first step", STEP)
def first_step() -> Lines:
    yield "=", w(0) - eta * GRADIENT(w(0)), "gradient descent", FIRST
    yield "=", ZERO - eta * SLOPE, "the start is zero", ZERO_START
    yield "=", ..., "zero adds nothing"


@entry.part("The direction of the first step", DIRECTION)
def direction() -> Lines:
    scales = ("lengths scale by the size of the factor, and ", POSITIVE_RATE)
    again = -other_eta * SLOPE / (other_eta * norm(SLOPE))
    yield "=", -eta * SLOPE / norm(-eta * SLOPE), first_step
    yield "=", -eta * SLOPE / (eta * norm(SLOPE)), *scales
    yield "=", -SLOPE / norm(SLOPE), eta, " cancels", MOVES
    yield "=", again, "the same with ", other_eta, OTHER_RATE
    yield "=", ..., "the first step at the other rate", OTHER_ZERO, OTHER_FIRST


no_direction = "Where the gradient is zero there is no direction:"
entry.without(MOVES, no_direction)
entry.twin(
    "The second step is the first one once more.",
    equals(w(2), -2 * eta * SLOPE),
    *(ZERO_START, FIRST, SECOND),
)
