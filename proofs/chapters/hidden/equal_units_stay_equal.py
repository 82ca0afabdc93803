"""Units that start equal stay equal: the symmetry lemma with the run as its own image."""

from proofs.chapters.hidden.setting import (
    BEFORE, EQUAL_BIASES, EQUAL_INCOMING, ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP,
    RUMELHART, SAMPLES_MEAN, SIGMA_MEANS, SUMS_SINCE, UNIT_1_MEANS, delta, learned,
    nothing, stepped, unit,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, line, symmetry
from proofs.terms import Symbol, assume, define, equals, say, scalar

one, two, mine, other = unit("0", "1"), unit("0", "2"), unit(NOW, "1"), unit(NOW, "2")
EQUAL_OUTGOING = assume("equal outgoing weights", equals(one.v, two.v))
EQUAL = (EQUAL_INCOMING, EQUAL_BIASES, EQUAL_OUTGOING)
SAME_W = equals(stepped(one, scalar("delta"))[0], stepped(two, scalar("delta"))[0])

entry = Entry(
    "hidden.equal-units-stay-equal",
    place=30,
    title="Hidden units that start equal stay equal",
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
entry.twin(
    "Equal incoming weights and biases are enough: they are equal after one step.",
    *(SAME_W, EQUAL_INCOMING, EQUAL_BIASES),
)
entry.symbol(*UNIT_1_MEANS)
entry.symbol(say("{}, {}, {}", *mine[3:]), SUMS_SINCE)
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
