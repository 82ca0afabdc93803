"""An epoch over the samples (1, -1), (1, +1): a tolerance on its loss is not free of the rate."""

from proofs.chapters.perceptron.setting import POSITIVE_RATE, TEXTBOOK, eta
from proofs.statement import Lines, chain
from proofs.terms import MAX, Term, equals, number, threshold

ONE = number(1)
goes_on = threshold("g", 0, 0, 1)
"""1 where its argument is positive, which is to go on, else 0."""


def epoch_loss(rate: Term) -> Term:
    """The loss of the first epoch over (1, -1) and (1, +1), from zero, in one dimension."""
    second = (0 + rate * (-ONE - TEXTBOOK(0 * ONE)) * ONE) * ONE
    return MAX(number(0), -(-ONE * (0 * ONE))) + MAX(number(0), -(ONE * second))


def goes_on_at(rate: Term) -> Term:
    """Whether a rule goes on that stops once the loss of an epoch is at most 1."""
    return goes_on(epoch_loss(rate) - 1)


@chain(equals(epoch_loss(eta), 2 * eta))
def loss_of_the_epoch() -> Lines:
    loss = MAX(number(0), -(0 + eta * (number(-1) - 1) * 1))
    yield "=", 0 + loss, "a tie predicts +1, so the first sample is a mistake"
    yield "=", MAX(number(0), 2 * eta), "the second net input is ", -2 * eta
    yield "=", ..., POSITIVE_RATE


AFTER_ONE = 0 + eta * (-ONE - TEXTBOOK(0 * ONE)) * ONE
AFTER_BOTH = AFTER_ONE + eta * (ONE - TEXTBOOK(AFTER_ONE * ONE)) * ONE


@chain(equals(AFTER_BOTH, 0))
def every_epoch_is_the_same() -> Lines:
    moved = -2 * eta + eta * (ONE - TEXTBOOK(-2 * eta))
    yield "=", moved, "the first sample is a mistake"
    yield "=", -2 * eta + eta * (ONE - -ONE), "so is the second", POSITIVE_RATE
    yield "=", ..., "the weight is zero again, so every epoch is the same"
