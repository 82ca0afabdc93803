"""From a start other than zero, the rate can change a prediction."""

from collections.abc import Callable
from fractions import Fraction

from proofs.chapters.perceptron import figures
from proofs.chapters.perceptron.runs import PLAIN, two_runs
from proofs.chapters.perceptron.setting import TEXTBOOK, eta, y
from proofs.statement import Entry, Lines, chain
from proofs.terms import Term, assume, equals, number, say, scalar

START = scalar("w", "0")
POSITIVE_START = assume("positive start", START > 0)
ONE, QUARTER = number(1), number(1, 4)
MOVED = (START + eta * (number(-1) - TEXTBOOK(START * 1)) * 1) * 1

EXAMPLE = (equals(START, 1), equals(scalar("x", "1"), 1), equals(y(1), -1))
RATES = (equals(eta, QUARTER), equals(eta, 1))

entry = Entry(
    "perceptron.nonzero-start-can-matter",
    place=90,
    title="From another start, the rate can change a prediction",
    idea="An update has to overcome what the start has put into the weights. A small rate moves "
    "the net input a little and leaves its sign as it was; a large one carries it across zero, and "
    "the next prediction turns.",
    says=say(
        "From {} the sample {}, {} makes the next prediction at 1 equal to +1 for {} and to −1 for "
        "{}. From any positive start the net input there is {}.",
        *EXAMPLE,
        *RATES,
        START - 2 * eta,
    ),
    given=(POSITIVE_START,),
    aside=(*EXAMPLE, *RATES),
    kind="exhibit",
)
entry.figure(figures.other_start)


def _predicted(rate: Term) -> Term:
    """The label predicted at 1 after the sample (1, -1), from the start 1."""
    return TEXTBOOK((ONE + rate * (-ONE - TEXTBOOK(ONE * ONE)) * ONE) * ONE)


def _lines(rate: Term, net: Term) -> Callable[[], Lines]:
    def lines() -> Lines:
        after = (ONE + rate * (-ONE - ONE) * ONE) * ONE
        yield "=", TEXTBOOK(after), equals(TEXTBOOK(ONE * ONE), 1)
        yield "=", TEXTBOOK(net), "arithmetic"
        yield "=", ..., "the sign of the net input"

    return lines


for _name, _rate, _at, _net, _label in (
    ("quarter-rate", QUARTER, RATES[0], number(1, 2), 1),
    ("unit-rate", ONE, RATES[1], number(-1), -1),
):
    _goal = equals(_predicted(_rate), _label)
    entry.shows(_name, say("At ", _at), chain(_goal, name=f"rate {_rate}")(_lines(_rate, _net)))


@entry.part("The net input at any rate", equals(MOVED, START - 2 * eta))
def boundary() -> Lines:
    plus_one = ("the start predicts +1, since ", POSITIVE_START)
    yield "=", (START + eta * (number(-1) - 1) * 1) * 1, *plus_one
    yield "=", ..., "arithmetic"


entry.runs(
    "witness",
    "The two runs",
    two_runs(
        "w⁽⁰⁾ = 1 and the sample (1, −1), then x = 1", PLAIN, (1, 1), (-1, 1), start=1,
        rates=(Fraction(1, 4), Fraction(1)),
    ),
)  # fmt: skip
entry.twin(
    "The two rates agree on this sample.",
    equals(TEXTBOOK(1 + QUARTER * (-1 - ONE)), TEXTBOOK(1 + ONE * (-1 - ONE))),
)
