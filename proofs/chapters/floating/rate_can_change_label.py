"""In binary64, from zero, two rates can predict different labels."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from proofs.chapters.floating.rounded_runs import exactly, net_input, run
from proofs.chapters.floating.setting import IEEE, exact
from proofs.chapters.perceptron.setting import POSITIVE_RATE, TEXTBOOK, t
from proofs.statement import Entry, Lines
from proofs.terms import FL64, Hypothesis, Term, equals, number, say, scalar

TENTH = number(1, 10)
PLANE, LINE = ((-5, -3), (3, -5)), ((-3,), (-2,), (-1,), (-1,))
LABELS = (-1, 1, 1)


def _run(
    samples: Sequence[Sequence[int]], rate: Term | None, rounding: Callable[[Term], Term] = FL64
) -> tuple[Hypothesis, ...]:
    return run(samples, LABELS, rate, rounding)


LAST = net_input(PLANE[-1], 1)
LAST_ON_A_LINE = net_input(LINE[-1], 3)

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
        "rounding every positive rate meets a tie and predicts +1.",
        TENTH,
    ),
    citations=(IEEE,),
    kind="exhibit",
)


@entry.part("Rate 1", equals(TEXTBOOK(LAST), 1))
def rate_one() -> Lines:
    net = FL64(FL64(number(10) * 3) + FL64(number(6) * -5))
    yield "=", TEXTBOOK(net), "the weights are 10 and 6, exactly", *_run(PLANE, number(1))
    yield "=", TEXTBOOK(number(0)), "the two products cancel: a tie"
    yield "=", ..., "a tie predicts +1"


@entry.part(say("Rate ", TENTH), equals(TEXTBOOK(LAST), -1))
def rate_tenth() -> Lines:
    six = Fraction(float(6 * Fraction(0.1)))
    thirty = Fraction(float(-5 * six))
    products = TEXTBOOK(FL64(FL64(number(1) * 3) + FL64(exact(six) * -5)))
    unlike = ("10 times the rate rounds to 1, 6 times it does not round to ", number(3, 5))
    yield "=", products, *unlike, *_run(PLANE, FL64(TENTH))
    yield "=", TEXTBOOK(FL64(number(3) + exact(thirty))), "5 times that is rounded again"
    yield "=", TEXTBOOK(exact(3 + thirty)), "the tie is broken by rounding"
    yield "=", ..., "a negative net input predicts −1"


EXACT, EXACT_ON_A_LINE = net_input(PLANE[-1], 1, exactly), net_input(LINE[-1], 3, exactly)


@entry.part("Without rounding every rate meets a tie", equals(EXACT, 0))
def tie() -> Lines:
    yield "=", ..., "the two products cancel", *_run(PLANE, None, exactly)


@entry.part("So without rounding every rate predicts +1", equals(TEXTBOOK(EXACT), 1))
def without_rounding() -> Lines:
    yield "=", TEXTBOOK(number(0)), "the net input is 0", tie
    yield "=", ..., "a tie predicts +1"


@entry.part(
    "In one dimension, with the samples −3, −2, −1, −1 and labels −1, 1, 1: rate 1",
    equals(TEXTBOOK(LAST_ON_A_LINE), 1),
)
def line_rate_one() -> Lines:
    yield "=", TEXTBOOK(number(0)), "every operation rounded", *_run(LINE, number(1))
    yield "=", ..., "a tie predicts +1"


@entry.part(say("In one dimension: rate {}", TENTH), equals(TEXTBOOK(LAST_ON_A_LINE), -1))
def line_rate_tenth() -> Lines:
    weight = Fraction(0.1 * 6 - 0.1 * 4 - 0.1 * 2)
    yield "=", TEXTBOOK(exact(-weight)), "every operation rounded", *_run(LINE, FL64(TENTH))
    yield "=", ..., "a negative net input"


@entry.part(
    "In one dimension: without rounding every positive rate meets a tie", equals(EXACT_ON_A_LINE, 0)
)
def line_tie() -> Lines:
    cancel = "6, 4 and 2 times the rate cancel"
    yield "=", ..., cancel, POSITIVE_RATE, *_run(LINE, None, exactly)


@entry.part(
    "In one dimension: so without rounding every positive rate predicts +1",
    equals(TEXTBOOK(EXACT_ON_A_LINE), 1),
)
def line_without_rounding() -> Lines:
    yield "=", TEXTBOOK(number(0)), "the net input is 0", line_tie
    yield "=", ..., "a tie predicts +1"


def _second_label(rate: Term) -> Term:
    """The label that is predicted for (3, -5) after the first sample."""
    step = FL64(rate * -2)
    return TEXTBOOK(FL64(FL64(FL64(step * -5) * 3) + FL64(FL64(step * -3) * -5)))


entry.without(POSITIVE_RATE, "At a negative rate no tie is met:", line_tie, steps=3)
entry.twin("Rounding keeps the tie.", equals(_second_label(FL64(TENTH)), _second_label(number(1))))
entry.symbol(FL64(scalar("a")), "the binary64 number nearest to {}, ties to even", scalar("a"))
for hat, how in (("_hat", "computed"), ("", "exact")):
    both = say("{}, {}", scalar(f"w{hat}", "t"), scalar(f"e{hat}", "t"))
    entry.symbol(both, f"a weight after {{}} updates and the error before the last, {how}", t)
