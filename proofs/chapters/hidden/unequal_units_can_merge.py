"""Units that start different: some are equal after one step, others stay mirror images."""

from proofs.chapters.hidden import figures
from proofs.chapters.hidden.setting import (
    BEFORE, ERROR_MEANS, ETA_MEANS, GLOROT, NOW, READ_OR_STEP, READS_THEN_STEPS, RUMELHART,
    SAMPLES_MEAN, SIGMA, SIGMA_MEANS, SLOPE, SUMS_SINCE, UNIT_1_MEANS, delta, learned, net,
    nothing, stepped, unit, z,
)  # fmt: skip
from proofs.chapters.hidden.merging_units import (
    EXAMPLE, FULL, RATE, X, Y, error, f, merging, v_1, v_2, x, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, line, symmetry
from proofs.terms import (
    Symbol, assume, define, differs, equals, say, scalar,
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
entry.shows(
    "in-numbers", "In numbers: the error is 1, and after one step both units are all 0", merging
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
entry.without(ODD, "The outgoing weights move alike:", fixed=READS_THEN_STEPS)
entry.twin("Units that start different are different after a step.", differs(v_1, v_2), *EXAMPLE)
entry.symbol(*UNIT_1_MEANS)
entry.symbol(say("{}, {}, {}", *mine[3:]), SUMS_SINCE)
entry.symbol(say("{}, {}", x, y), "the input and the label of the example")
entry.symbol(say("{}, {}", f, error), "the output and the error of the example before the step")
for meaning in (ERROR_MEANS, READ_OR_STEP, SIGMA_MEANS, SAMPLES_MEAN, ETA_MEANS):
    entry.symbol(*meaning)
