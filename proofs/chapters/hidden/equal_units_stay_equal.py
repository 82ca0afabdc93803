"""Units that start equal stay equal: the symmetry lemma with the run as its own image."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.setting import (
    BEFORE, EQUAL_BIASES, EQUAL_INCOMING, ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP,
    RUMELHART, SAMPLES_MEAN, SIGMA_MEANS, SUMS_SINCE, UNIT_1_MEANS, delta, learned,
    nothing, stepped, unit,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, calculation, conjunction, line, symmetry
from proofs.terms import Symbol, assume, define, equals, number, say, scalar

one, two, mine, other = unit("0", "1"), unit("0", "2"), unit(NOW, "1"), unit(NOW, "2")
EQUAL_OUTGOING = assume("equal outgoing weights", equals(one.v, two.v))
EQUAL = (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING)
SAME_W = equals(stepped(one, scalar("delta"))[0], stepped(two, scalar("delta"))[0])

entry = Entry(
    "hidden.equal-units-stay-equal",
    place=30,
    title="Hidden units that start equal stay equal",
    idea="Exchange two equal units, and nothing has changed. The gradient cannot tell one from the "
    "other, so it moves both alike; then they are equal again, and the same holds at the next "
    "step.",
    says=say(
        "Two units that start with equal incoming weights, equal biases and equal outgoing "
        "weights have {}, {} and {} after every number of updates, for any rate, any "
        "differentiable activation and loss, any data and whatever the other units do. A "
        "group of equal units is a group for ever.",
        *map(equals, mine[:3], other[:3]),
    ),
    given=EQUAL,
    citations=(RUMELHART, GLOROT),
)
entry.figure(figures.equal_units)


def _empty(sum_1: Symbol, sum_2: Symbol) -> Writer:
    """The sums of both units begin at zero."""
    own, others = "no sample has been read", "nor by the other unit"

    def lines() -> Lines:
        yield "=", nothing(sum_1), own, define(own, sum_1, nothing(sum_1))
        yield "=", ..., others, define(others, sum_2, nothing(sum_2))

    return lines


entry.shows(
    "symmetry",
    "An instance of the symmetry lemma: the exchange of two units changes nothing at the start, "
    "and so nothing later; the run of unit 1 is the image of that of unit 2",
    symmetry(
        "two equal units",
        action=dict(zip(mine, other, strict=True)),
        update=learned(other, unit(BEFORE, "2"), delta(NOW)),
        image_update=learned(mine, unit(BEFORE, "1"), delta(NOW)),
        start=[*(line("they start equal", h) for h in EQUAL), *map(_empty, one[3:], two[3:])],
        step=[line("the same rule for both units")] * len(mine),
    ),
)
f, error, x, y, eta, c = map(scalar, ("f", "delta", "x", "y", "eta", "c"))
weights, after = ([scalar(n, at, k) for k in "12"] for n, at in (("w", "0"), ("v", "1")))
received = [scalar("a", "0", "1"), scalar("a", "0", "2")]
EXAMPLE = (
    *(define("the data and the rate", symbol, 1) for symbol in (x, y, eta)),
    define("zero output bias", c, 0),
    *(define("zero outgoing weight", u.v, 0) for u in (one, two)),
    *(define("unequal biases", u.beta, k) for k, u in enumerate((one, two))),
    *(
        definition
        for u, w, a in zip((one, two), weights, received, strict=True)
        for definition in (
            define("zero incoming weight", w, 0),
            define("what the unit receives and sends on", a, w * x + u.beta),
        )
    ),
    define("the output", f, one.v * received[0] + two.v * received[1] + c),
    define("the error", error, f - y),
    *(
        define("one step", v, u.v - eta * error * a)
        for v, u, a in zip(after, (one, two), received, strict=True)
    ),
)
entry.shows(
    "unequal-biases-in-numbers",
    "In numbers: two units that send on what they receive, all weights 0, biases 0 and 1, one "
    "sample with input 1 and label 1, loss half the square of the error, rate 1",
    conjunction(
        "biases 0 and 1",
        *(
            calculation(
                f"the outgoing weight of unit {k}",
                scalar("v", "1", f"{k}"),
                [("=", number(k - 1), "the error is −1", *EXAMPLE)],
            )
            for k in (1, 2)
        ),
    ),
)
entry.twin(
    "Equal incoming weights and biases are enough: they are equal after one step.",
    *(SAME_W, EQUAL_INCOMING, EQUAL_BIASES),
)
entry.symbol(*UNIT_1_MEANS)
entry.symbol(say("{}, {}, {}", *mine[3:]), SUMS_SINCE)
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
