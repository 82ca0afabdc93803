"""Units that start different: some are equal after one step, others stay mirror images."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.setting import (
    BEFORE, ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP, RUMELHART, SAMPLES_MEAN, SIGMA,
    SIGMA_MEANS, SLOPE, SUMS_SINCE, UNIT_1_MEANS, delta, learned, net, nothing, stepped,
    unit, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, calculation, chain, conjunction, line, symmetry
from proofs.terms import (
    Hypothesis, Symbol, Term, assume, define, differs, equals, number, say, scalar,
)  # fmt: skip

one, two, mine, other = unit("0", "1"), unit("0", "2"), unit(NOW, "1"), unit(NOW, "2")
ODD = assume("odd activation", equals(SIGMA(-z), -SIGMA(z)), (z,))
EVEN = assume("even slope", equals(SLOPE(-z), SLOPE(z)), (z,))
MIRRORED = (
    assume("mirrored incoming weights", equals(two.w, -one.w)),
    assume("mirrored biases", equals(two.beta, -one.beta)),
    assume("mirrored outgoing weights", equals(two.v, -one.v)),
)
STEPS = zip(stepped(one, scalar("delta")), stepped(two, scalar("delta")), strict=True)
STILL_W, _, STILL_V = (equals(second, -first) for first, second in STEPS)
X, Y, RATE = number(3, 4), number(1, 4), number(4, 5)
W, BETA, V, NIL = number(3, 5), number(4, 5), number(1), number(0)
FULL, IDLE = (W, BETA, V), (NIL, NIL, NIL)
f, error, x, y, eta = map(scalar, ("f", "delta", "x", "y", "eta"))
c = scalar("c", "0")

entry = Entry(
    "hidden.unequal-units-can-merge",
    place=140,
    title="Units that start different can be equal after one step, or stay mirror images",
    idea="A step moves each unit by an amount of its own, and nothing forbids that two different "
    "units land on the same place. And an odd activation treats a unit and its negative alike but "
    "for the sign, so mirror images get mirrored updates.",
    says=say(
        "Different starts are not enough to keep units apart. Two units with the identity as "
        "activation, one with incoming weight {}, bias {} and outgoing weight {}, the other with "
        "all of these 0, are both all 0 after one step at rate {} with input {} and label {}, "
        "output bias 0 and half the square of the error as loss. And where the activation is odd, "
        "two units that start as mirror images stay so: {}, {} and {} after every number of "
        "updates.",
        *(*FULL, RATE, X, Y),
        *map(equals, other[:3], (-mine.w, -mine.beta, -mine.v)),
    ),
    remarks=(
        say(
            "Units that are equal once stay "
            "so: hidden.equal-units-stay-equal, with the run begun there."
        ),
    ),
    citations=(RUMELHART, GLOROT),
)
entry.figure(figures.merge_or_mirror)


def after(which: str) -> tuple[Symbol, Symbol, Symbol]:
    """Incoming weight, bias and outgoing weight of a unit of the example after one step."""
    w, beta, v = (scalar(name, "1", which) for name in ("w", "beta", "v"))
    return w, beta, v


def start(which: str) -> tuple[Symbol, Symbol, Symbol]:
    """The same at the start."""
    w, beta, v = (scalar(name, "0", which) for name in ("w", "beta", "v"))
    return w, beta, v


def _started(which: str, values: tuple[Term, Term, Term]) -> tuple[Hypothesis, ...]:
    """Where a unit starts."""
    pairs = zip(start(which), values, strict=True)
    return tuple(define(f"unit {which} at the start", symbol, value) for symbol, value in pairs)


def _step(which: str) -> tuple[Hypothesis, ...]:
    """One step of a unit whose activation is the identity."""
    w, beta, v = start(which)
    back = error * v
    moved = (w - eta * (back * x), beta - eta * back, v - eta * (error * (w * x + beta)))
    pairs = zip(after(which), moved, strict=True)
    return tuple(define(f"unit {which} after a step", symbol, term) for symbol, term in pairs)


def _sends(which: str) -> Term:
    """What a unit adds to the output."""
    w, beta, v = start(which)
    return v * (w * x + beta)


SENT, NONE = V * (W * X + BETA), NIL * (NIL * X + NIL)
EXAMPLE = (
    define("the input", x, X),
    define("the label", y, Y),
    define("the rate", eta, RATE),
    *_started("1", FULL),
    *_started("2", IDLE),
    define("the output bias", c, 0),
    define("the output", f, _sends("1") + _sends("2") + c),
    define("the error", error, f - y),
    *_step("1"),
    *_step("2"),
)


@chain(equals(error, 1))
def the_error() -> Lines:
    yield "=", SENT + NONE + 0 - Y, "the two units, less the label", *EXAMPLE
    yield "=", ..., "add up"


(w_1, beta_1, v_1), (w_2, beta_2, v_2) = after("1"), after("2")
VANISHING = (
    ("incoming weight of unit 1", w_1, W - RATE * X, "the error is 1"),
    ("bias of unit 1", beta_1, BETA - RATE, "the error is 1"),
    ("outgoing weight of unit 1", v_1, V - RATE * (W * X + BETA), "the error is 1"),
    ("incoming weight of unit 2", w_2, NIL - RATE * (NIL * X), "nothing comes back through 0"),
    ("bias of unit 2", beta_2, NIL - RATE * NIL, "nothing comes back through 0"),
    ("outgoing weight of unit 2", v_2, NIL - RATE * NIL, "the unit sends on 0"),
)
vanish = (
    calculation(name, symbol, [("=", term, reason, *EXAMPLE), ("=", NIL, "exactly")])
    for name, symbol, term, reason in VANISHING
)
entry.shows(
    "in-numbers",
    "In numbers: the error is 1, and after one step both units are all 0",
    conjunction("two units that merge", the_error, *vanish),
)


def _sum(sum_1: Symbol, sum_2: Symbol) -> Writer:
    """The sums of both units begin at zero."""

    def lines() -> Lines:
        yield "=", nothing(sum_2), "no sample has been read", define("empty", sum_2, nothing(sum_2))
        yield "=", ..., "nor by the other unit", define("also empty", sum_1, nothing(sum_1))

    return lines


HERE = net(unit(BEFORE, "1"))
SAME = line("minus a step is a step of minus the weights")
entry.shows(
    "mirror-images",
    "Mirror images for ever: an instance of the symmetry lemma; unit 2 is minus unit 1",
    symmetry(
        "two mirrored units",
        action={theirs: -own for theirs, own in zip(other, mine, strict=True)},
        update=learned(mine, unit(BEFORE, "1"), delta(NOW)),
        image_update=learned(other, unit(BEFORE, "2"), delta(NOW)),
        start=[
            *(line("they start as mirror images", h) for h in MIRRORED),
            *map(_sum, one[3:], two[3:]),
        ],
        step=[
            *[SAME] * 3,
            *[line("minus as much comes back: the slope is even", EVEN.at(HERE))] * 2,
            line("minus as much is sent on", ODD.at(HERE)),
        ],
    ),
)
entry.in_words(
    EVEN,
    "The slope of a differentiable odd function is even, so nothing can lack it and keep the rest.",
)
entry.twin("Units that start different are different after a step.", differs(v_1, v_2), *EXAMPLE)
entry.symbol(*UNIT_1_MEANS)
entry.symbol(say("{}, {}, {}", *mine[3:]), SUMS_SINCE)
entry.symbol(say("{}, {}", x, y), "the input and the label of the example")
entry.symbol(say("{}, {}", f, error), "the output and the error of the example before the step")
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
