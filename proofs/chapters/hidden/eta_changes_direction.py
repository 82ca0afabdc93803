"""From zero two rates lead a network in different directions after two steps."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.logistic_unit import X, Y, run
from proofs.chapters.hidden.setting import POSITIVE_RATE, RUMELHART, eta, z
from proofs.statement import Entry, Lines, Proof, calculation, conjunction
from proofs.terms import SIGMOID, Term, equals, number, say, scalar, substitute

NAMES, HALF = ("w", "beta", "v", "c"), number(1, 2)
ERROR = 5 * eta / 4 - 1
SENT_BACK = ERROR * (eta / 2) * number(1, 4)
BEFORE_MULTIPLYING = (
    0 - eta * SENT_BACK * 1,
    0 - eta * SENT_BACK,
    eta / 2 - eta * ERROR * HALF,
    eta - eta * ERROR,
)
INCOMING = eta**2 / 8 - 5 * eta**3 / 32
AFTER = (INCOMING, INCOMING, eta - 5 * eta**2 / 8, 2 * eta - 5 * eta**2 / 4)
AT_ONE = (number(-1, 32), number(-1, 32), number(3, 8), number(3, 4))
AT_HALF = (number(3, 256), number(3, 256), number(11, 32), number(11, 16))
w, beta, v, c = (scalar(name, "2") for name in NAMES)
w_half, v_half = scalar("w_tilde", "2"), scalar("v_tilde", "2")

entry = Entry(
    "hidden.eta-changes-direction",
    place=100,
    title="In a network the rate can change the direction of the weights, even from zero",
    idea="The first step moves the outer weights alone, and the rate says how far. Has the output "
    "then passed the label, or not yet reached it? That decides the sign of the next error, and so "
    "the way in which the inner weights first move.",
    says=say(
        "One logistic unit, all weights and biases zero, one sample with input 1 and label 1, "
        "loss half the square of the error: after two steps ({}, {}, {}, {}) is ({}, {}, {}, {}) "
        "at rate 1 and ({}, {}, {}, {}) at rate {}. These are not parallel: the one network has a "
        "negative incoming weight and a positive outgoing one, the other has both positive.",
        *(w, beta, v, c, *AT_ONE, *AT_HALF, HALF),
    ),
    remarks=(
        say(
            "After one step the direction is the same for every rate: only the outgoing weight and "
            "the output bias have moved, in the ratio of {} to 1. It is the second step that meets "
            "the slope of the loss at a place that the rate has chosen.",
            HALF,
        ),
    ),
    citations=(RUMELHART,),
)
entry.figure(figures.two_rates)


def _any_rate(name: str, line: Term, after: Term) -> Proof:
    """One component after two steps at any rate."""
    first = "the first step makes {} and {}, so the error is {}"
    moved = (equals(scalar("v", "1"), eta / 2), equals(scalar("c", "1"), eta))
    lines = (("=", line, *say(first, *moved, ERROR), *run(eta)), ("=", after, "multiply out"))
    return calculation(f"{name} after two steps", scalar(name, "2"), lines)


def _at(rate: Term, mark: str, values: tuple[Term, ...]) -> Proof:
    """All components after two steps, in numbers."""
    members = []
    for name, after, value in zip(NAMES, AFTER, values, strict=True):
        at_rate = substitute(after, {eta: rate})
        lines = (
            ("=", at_rate, "two steps, as at any rate", *run(rate, mark)),
            ("=", value, "exactly"),
        )
        members.append(calculation(name + mark, scalar(name + mark, "2"), lines))
    return conjunction(f"two steps at rate {rate}", *members)


entry.shows(
    "any-rate",
    "Two steps at any rate",
    conjunction(
        "two steps at any rate",
        *(_any_rate(*row) for row in zip(NAMES, BEFORE_MULTIPLYING, AFTER, strict=True)),
    ),
)
at_one = entry.shows("rate-one", "At rate 1", _at(number(1), "", AT_ONE))
at_half = entry.shows("rate-half", say("At rate {}", HALF), _at(HALF, "_tilde", AT_HALF))


@entry.part(
    "The determinant of the two directions", equals(v * w_half - w * v_half, number(31, 2048))
)
def not_parallel() -> Lines:
    runs = [proof.at(which=place) for proof in (at_one, at_half) for place in (0, 2)]
    yield "=", AT_ONE[2] * AT_HALF[0] - AT_ONE[0] * AT_HALF[2], "the two runs", *runs
    yield "=", ..., "not 0, so the two are not parallel"


entry.twin(
    "As for a perceptron from zero, the weights after two steps are those at rate 1 times the "
    "rate.",
    *(equals(INCOMING, eta * AT_ONE[0]), POSITIVE_RATE),
)
components = "incoming weight, bias, outgoing weight and output bias after two steps"
entry.symbol(say("{}, {}, {}, {}", w, beta, v, c), components)
first = say("{}, {}, {}", *(scalar(name, "0") for name in ("a", "f", "delta")))
entry.symbol(first, "what the unit receives, the output and the error before the first step")
entry.symbol(say("{}, …", w_half), "the run at rate {}", HALF)
slope = SIGMOID(z) * (1 - SIGMOID(z))
entry.symbol(SIGMOID(z), "the logistic function, {} at 0, with slope {}", HALF, slope)
entry.symbol(say("{}, {}", X, Y), "the input and the label of the sample")
entry.symbol(say("{}, {}", eta, scalar("eta_tilde")), "the learning rates of the two runs")
