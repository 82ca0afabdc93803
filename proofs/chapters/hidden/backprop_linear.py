"""The error sent back to a unit is linear in its outgoing weight."""

from proofs import chain_rule as rules
from proofs.chapters.hidden.setting import (
    LOSS, LOSS_MEANS, LOSS_SLOPE, REST, RUMELHART, SIGMA_MEANS, SLOPE, SLOPES, net, sent,
    unit, x, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, calculation, conjunction, shown_by
from proofs.terms import Term, assume, define, dot, equals, number, say, scalar, vector

u, w, rho, c = unit(), vector("w"), vector("rho"), scalar("c")
a, error, k, m = scalar("a"), scalar("delta"), scalar("k"), scalar("m")
first, second = scalar("v", "", "1"), scalar("v", "", "2")
ZERO_OUTGOING = assume("zero outgoing weight", equals(u.v, 0))
OUTPUT = sent(u, x) + REST(rho, x) + c
RECEIVED = define("what the unit receives", a, net(u, x))
ERROR = define("the error at the output", error, LOSS_SLOPE(OUTPUT, y))
BY_SYMPY = rules.partial(LOSS(OUTPUT, y), u.beta, SLOPES)


def _back(v: Term) -> Term:
    return v * SLOPE(a) * error


def _followed(v: Term) -> Term:
    """What is sent back by a logistic unit that receives 0, if the error follows."""
    return v * number(1, 4) * (v * number(1, 2) - y)


entry = Entry(
    "hidden.backprop-linear",
    place=60,
    title="The error sent back to a unit is proportional to its outgoing weight",
    idea="The chain rule goes back by the way the signal came: the error at the output passes the "
    "outgoing weight and then the slope of the activation. With the same forward pass, twice the "
    "weight lets twice as much through, and zero nothing.",
    says=say(
        "A unit that receives {} and has outgoing weight {} is sent back {}: linear in {} while "
        "the forward pass, that is {} and {}, is held fixed, and zero if {}. It is not linear in "
        "the incoming weights.",
        *(a, u.v, _back(u.v), u.v, a, error, ZERO_OUTGOING.relation),
    ),
    needs=(
        shown_by(
            "forward pass held fixed",
            "forward-pass-held-fixed",
            equals(_followed(2 * u.v), 2 * _followed(u.v)),
            says=say(
                "If the error follows the weight, twice the weight does not send back twice as "
                "much. One logistic unit that receives 0 has slope {} and output {}, so with half "
                "the square of the error as loss:",
                *(number(1, 4), u.v * number(1, 2)),
            ),
        ),
    ),
    built_in=(
        (
            "forward pass held fixed",
            say(
                "the errors compared come from one forward pass: {} and {} do not change", a, error
            ),
        ),
    ),
    citations=(RUMELHART,),
)


@entry.part(
    "Where it comes from: the slope of the loss by what the unit receives",
    equals(_back(u.v), BY_SYMPY),
)
def chain_rule() -> Lines:
    out = u.v * SLOPE(net(u, x)) * LOSS_SLOPE(OUTPUT, y)
    yield "=", out, "written out", RECEIVED, ERROR
    by = say("SymPy's derivative of the loss by {}, that is by what the unit receives", u.beta)
    yield "=", ..., *by


SUM = equals(_back(k * first + m * second), k * _back(first) + m * _back(second))


@entry.part(say("Linear in the outgoing weight, with {} and {} held fixed", a, error), SUM)
def linear() -> Lines:
    apart = k * first * SLOPE(a) * error + m * second * SLOPE(a) * error
    yield "=", apart, "multiply out"
    yield "=", ..., "collect"


@entry.part("Nothing comes back through a weight of zero", equals(_back(u.v), 0))
def zero() -> Lines:
    yield "=", 0 * SLOPE(a) * error, "the outgoing weight is zero", ZERO_OUTGOING
    yield "=", ..., "0 times anything"


biases, sent_back = ([scalar(n, "", k) for k in "12"] for n in ("beta", "p"))
x_1, w_1 = scalar("x"), scalar("w")
EXAMPLE = (
    *(define("equal for both units", symbol, 1) for symbol in (x_1, w_1, u.v)),
    *(
        definition
        for k, beta, back in zip((0, 1), biases, sent_back, strict=True)
        for definition in (
            define("the bias", beta, k),
            # The slope of z² at what the unit receives.
            define("what is sent back", back, u.v * (2 * (w_1 * x_1 + beta)) * error),
        )
    ),
)
entry.shows(
    "unequal-biases-in-numbers",
    say(
        "In numbers: two units with activation {}, input, incoming and outgoing weight 1, and the "
        "biases 0 and 1",
        scalar("z") ** 2,
    ),
    conjunction(
        "two biases",
        *(
            calculation(
                f"unit {k}",
                scalar("p", "", str(k)),
                [("=", 2 * k * error, "the slope is twice what the unit receives", *EXAMPLE)],
            )
            for k in (1, 2)
        ),
    ),
)
entry.twin(
    "The error sent back is linear in the incoming weights.",
    equals(u.v * SLOPE(dot(k * w, x)) * error, k * (u.v * SLOPE(dot(w, x)) * error)),
)
entry.symbol(a, "what the unit receives, {}", net(u, x))
outgoing = say("{}, {}, {}", u.v, first, second)
entry.symbol(outgoing, "outgoing weights; {} and {} are numbers", k, m)
entry.symbol(error, "the error: the slope of the loss at the output")
rest = "what all other units add to the output, and its bias"
entry.symbol(say("{}, {}", REST(rho, x), c), rest)
entry.symbol(say("{}, {}", x, y), "the sample and its label")
entry.symbol(*SIGMA_MEANS)
entry.symbol(*LOSS_MEANS)
