"""With two classes the difference of the rows is logistic regression at twice the rate."""

from proofs.chapters.further.softmax_setting import (
    BISHOP, SUMS_MEAN, exponential, learned, row, row_sum,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, NOW, READ_OR_STEP, SAMPLE, STEP, T, eta,
)  # fmt: skip
from proofs.derivation import reading
from proofs.statement import Entry, Lines, line, symmetry
from proofs.terms import (
    EXP, SIGMOID, ZERO, Symbol, Term, define, dot, equals, say, scalar, vector,
)  # fmt: skip

a, b, label = scalar("a"), scalar("b"), scalar("y", NOW)
w_1, w_2, g_1, g_2 = row(NOW, "1"), row(NOW, "2"), row_sum(NOW, "1"), row_sum(NOW, "2")
single, single_sum = vector("u", NOW), vector("U", NOW)
BOTH = exponential("1") + exponential("2")
FIRST = equals(EXP(a) / (EXP(a) + EXP(b)), SIGMOID(a - b))

entry = Entry(
    "further.softmax-two-classes",
    place=53,
    title="Softmax regression with two classes is logistic regression at twice the rate",
    says=say(
        "Let {} be the weights of logistic regression for class 1 at rate {}, started at the "
        "difference of the two rows. Then {} after every number of updates, where the rows learn "
        "at rate {}: from any start, zero too, for batches of any size. And the probability of "
        "class 1 is that of logistic regression, since {}.",
        *(single, 2 * eta, equals(single, w_1 - w_2), eta, FIRST),
    ),
    citations=(BISHOP,),
)


@entry.part("The probability of class 1, with net inputs a and b", FIRST)
def probability() -> Lines:
    yield "=", 1 / (1 + EXP(b) / EXP(a)), "divide by the exponential of ", a
    yield "=", 1 / (1 + EXP(-(a - b))), "the quotient of two exponentials"
    yield "=", ..., "the logistic function"


def _logistic() -> dict[Symbol, Term]:
    """One update of logistic regression at twice the rate."""
    w, so_far = vector("u", BEFORE), vector("U", BEFORE)
    return {
        single: w - 2 * eta * STEP * so_far,
        single_sum: (1 - STEP) * (so_far + (SIGMOID(dot(w, SAMPLE)) - label) * SAMPLE),
    }


def _empty() -> Lines:
    """All sums begin at zero."""
    sums = (vector("U", "0"), row_sum("0", "1"), row_sum("0", "2"))
    yield "=", ZERO, "no sample has been read", *(define("empty", s, ZERO) for s in sums)
    yield "=", ..., "all sums are empty"


def _half() -> Lines:
    """Half the difference of the gradients is that of logistic regression."""
    one, two = exponential("1") / BOTH, exponential("2") / BOTH
    before = (row_sum(BEFORE, "1") - row_sum(BEFORE, "2")) / 2
    together = (1 - STEP) * (before + (one - two + 1 - 2 * label) / 2 * SAMPLE)
    yield "=", together, "collect; a sample is of one class or of the other"
    yield "=", (1 - STEP) * (before + (one - label) * SAMPLE), "the two probabilities add up to 1"
    net = dot(row(BEFORE, "1"), SAMPLE) - dot(row(BEFORE, "2"), SAMPLE)
    found = reading(probability(), a=dot(row(BEFORE, "1"), SAMPLE), b=dot(row(BEFORE, "2"), SAMPLE))
    yield (
        "=",
        (1 - STEP) * (before + (SIGMOID(net) - label) * SAMPLE),
        "the probability of class 1",
        found,
    )
    yield "=", ..., "the net input of the difference"


entry.shows(
    "symmetry",
    "An instance of the symmetry lemma: the difference of the rows, and half the difference of "
    "their gradients, follow logistic regression",
    symmetry(
        "two classes",
        action={single: w_1 - w_2, single_sum: (g_1 - g_2) / 2},
        update={
            **learned("1", exponential("1") / BOTH, label),
            **learned("2", exponential("2") / BOTH, 1 - label),
        },
        image_update=_logistic(),
        start=(
            line(
                "logistic regression starts there",
                define("the start", vector("u", "0"), row("0", "1") - row("0", "2")),
            ),
            _empty,
        ),
        step=(line("twice the rate times half the difference"), _half),
    ),
)
entry.twin(
    "It is logistic regression at the same rate.",
    equals(w_1 - eta * g_1 - (w_2 - eta * -g_1), w_1 - w_2 - eta * g_1),
)
entry.symbol(say("{}, {}", w_1, w_2), "the weights of the two classes after {} updates", T)
entry.symbol(say("{}, {}", g_1, g_2), SUMS_MEAN)
entry.symbol(
    say("{}, {}", single, single_sum),
    "the weights of logistic regression, and their gradient likewise",
)
entry.symbol(
    say("{}, {}", SAMPLE, label),
    "the sample that is read at update {}, and whether it is of class 1: 1 or 0",
    T,
)
entry.symbol(say("{}, {}", a, b), "two net inputs, any numbers")
for meaning in (READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
