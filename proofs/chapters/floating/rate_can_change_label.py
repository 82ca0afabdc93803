"""In binary64, from zero, two rates can predict different labels."""

from collections.abc import Callable
from fractions import Fraction

from proofs.chapters.floating.setting import IEEE, exact, rounded_value
from proofs.chapters.perceptron.setting import TEXTBOOK
from proofs.statement import Entry, Lines
from proofs.terms import FL64, Term, equals, number, say, scalar

ONE, TENTH, eta = number(1), number(1, 10), scalar("eta")
NEAR_TENTH = FL64(TENTH)


def _exactly(value: Term) -> Term:
    return value


def _second_input(rate: Term) -> Term:
    """The net input of (3, -5) after the sample (-5, -3), label -1, summed left to right."""
    step = FL64(rate * -2)
    first, second = FL64(step * -5), FL64(step * -3)
    return FL64(FL64(first * 3) + FL64(second * -5))


def _fourth_input(rate: Term, rounding: Callable[[Term], Term] = FL64) -> Term:
    """The net input of -1 after -3, -2, -1 with labels -1, +1, +1, in one dimension."""
    first = rounding(rounding(rate * -2) * -3)
    second = rounding(first + rounding(rounding(rate * 2) * -2))
    third = rounding(second + rounding(rounding(rate * 2) * -1))
    return rounding(third * -1)


entry = Entry(
    "float.rate-can-change-label",
    place=10,
    title="On a machine, two rates can predict different labels even from zero",
    idea="Without rounding a tie is a tie at every rate. One tenth is not a binary fraction, so "
    "with it products are rounded, and two numbers that ought to cancel leave a tiny rest, whose "
    "sign becomes the label.",
    says=say(
        "With the samples (−5, −3), (3, −5) and first label −1, from zero, in binary64 and summed "
        "left to right: rate 1 predicts +1 for the second sample and rate {} predicts −1. Without "
        "rounding every rate meets a tie and predicts +1.",
        TENTH,
    ),
    citations=(IEEE,),
    kind="exhibit",
)


@entry.part("Rate 1", equals(TEXTBOOK(_second_input(ONE)), 1))
def rate_one() -> Lines:
    net = FL64(FL64(number(10) * 3) + FL64(number(6) * -5))
    yield "=", TEXTBOOK(net), "the weights are 10 and 6, exactly"
    yield "=", TEXTBOOK(number(0)), "the two products cancel: a tie"
    yield "=", ..., "a tie predicts +1"


@entry.part(say("Rate ", TENTH), equals(TEXTBOOK(_second_input(NEAR_TENTH)), -1))
def rate_tenth() -> Lines:
    step = Fraction(float(Fraction(1, 10)))
    six = Fraction(float(6 * step))
    thirty = Fraction(float(-5 * six))
    nearest = TEXTBOOK(_second_input(exact(step)))
    products = TEXTBOOK(FL64(FL64(number(1) * 3) + FL64(exact(six) * -5)))
    unlike = ("10 times it rounds to 1, 6 times it does not round to ", number(3, 5))
    yield "=", nearest, "the binary64 number nearest to ", TENTH
    yield "=", products, *unlike
    yield "=", TEXTBOOK(FL64(number(3) + exact(thirty))), "5 times that is rounded again"
    yield "=", TEXTBOOK(exact(3 + thirty)), "the tie is broken by rounding"
    yield "=", ..., "a negative net input predicts −1"


NET = ((eta * -2) * -5) * 3 + ((eta * -2) * -3) * -5


@entry.part("Without rounding", equals(TEXTBOOK(NET), 1))
def without_rounding() -> Lines:
    yield "=", TEXTBOOK(number(0)), "the two products cancel for every rate: a tie"
    yield "=", ..., "a tie predicts +1"


@entry.part(
    "In one dimension, with the samples −3, −2, −1, −1 and labels −1, 1, 1: rate 1",
    equals(TEXTBOOK(_fourth_input(ONE)), 1),
)
def line_rate_one() -> Lines:
    yield "=", TEXTBOOK(rounded_value(_fourth_input(ONE))), "every operation rounded"
    yield "=", ..., "a tie predicts +1"


@entry.part(
    say("In one dimension: rate {}", TENTH), equals(TEXTBOOK(_fourth_input(NEAR_TENTH)), -1)
)
def line_rate_tenth() -> Lines:
    yield "=", TEXTBOOK(rounded_value(_fourth_input(NEAR_TENTH))), "every operation rounded"
    yield "=", ..., "a negative net input"


@entry.part("In one dimension: without rounding", equals(TEXTBOOK(_fourth_input(eta, _exactly)), 1))
def line_without_rounding() -> Lines:
    yield "=", TEXTBOOK(number(0)), "6, 4 and 2 times the rate cancel: a tie"
    yield "=", ..., "a tie predicts +1"


entry.twin(
    "Rounding keeps the tie.",
    equals(TEXTBOOK(_second_input(NEAR_TENTH)), TEXTBOOK(_second_input(ONE))),
)
entry.symbol(FL64(scalar("a")), "the binary64 number nearest to {}, ties to even", scalar("a"))
