"""With two classes the difference of the rows is logistic regression at twice the rate."""

from proofs.chapters.further.softmax_setting import BISHOP, SUMS_MEAN
from proofs.chapters.hidden.setting import (
    BEFORE, ETA_MEANS, NOW, READ_OR_STEP, SAMPLE, STEP, T, eta,
)  # fmt: skip
from proofs.statement import Entry, Lines, line, symmetry
from proofs.terms import (
    EXP, SIGMOID, ZERO, Symbol, Term, define, dot, equals, say, scalar, vector,
)  # fmt: skip

p, q, label = scalar("p"), scalar("q"), scalar("y", NOW)
a, b, sum_a, sum_b = (vector(name, NOW) for name in ("a", "b", "A", "B"))
old_a, old_b, old_sum_a, old_sum_b = (vector(name, BEFORE) for name in ("a", "b", "A", "B"))
single, single_sum = vector("u", NOW), vector("U", NOW)
EXP_A, EXP_B = EXP(dot(old_a, SAMPLE)), EXP(dot(old_b, SAMPLE))
SHARE_A, SHARE_B = EXP_A / (EXP_A + EXP_B), EXP_B / (EXP_A + EXP_B)
FIRST = equals(EXP(p) / (EXP(p) + EXP(q)), SIGMOID(p - q))

entry = Entry(
    "further.softmax-two-classes",
    place=53,
    title="Softmax regression with two classes is logistic regression at twice the rate",
    idea="With two classes the probability depends on the difference of the rows alone, and is its "
    "logistic function. Each update moves one row up and the other down by the same amount, so "
    "their difference moves twice as fast.",
    says=say(
        "Let {} be the weights of logistic regression for class 1 at rate {}, started at the "
        "difference of the two rows. Then {} after every number of updates, where the rows learn "
        "at rate {}: from any start, zero too, for batches of any size. And the probability of "
        "class 1 is that of logistic regression, since {}.",
        *(single, 2 * eta, equals(single, a - b), eta, FIRST),
    ),
    citations=(BISHOP,),
)


@entry.part(say("The probability of class 1, with net inputs {} and {}", p, q), FIRST)
def probability() -> Lines:
    yield "=", 1 / (1 + EXP(q) / EXP(p)), "divide by the exponential of ", p
    yield "=", 1 / (1 + EXP(-(p - q))), "the quotient of two exponentials"
    yield "=", ..., "the logistic function"


def _logistic() -> dict[Symbol, Term]:
    """One update of logistic regression at twice the rate."""
    w, so_far = vector("u", BEFORE), vector("U", BEFORE)
    return {
        single: w - 2 * eta * STEP * so_far,
        single_sum: (1 - STEP) * (so_far + (SIGMOID(dot(w, SAMPLE)) - label) * SAMPLE),
    }


START = define("the start", vector("u", "0"), vector("a", "0") - vector("b", "0"))


def _empty() -> Lines:
    """All sums begin at zero."""
    sums = (vector(name, "0") for name in ("U", "A", "B"))
    yield "=", ZERO, "no sample has been read", *(define("empty", s, ZERO) for s in sums)
    yield "=", ..., "all sums are empty"


def _half() -> Lines:
    """Half the difference of the gradients is that of logistic regression."""
    before = (old_sum_a - old_sum_b) / 2
    together = (1 - STEP) * (before + (SHARE_A - SHARE_B + 1 - 2 * label) / 2 * SAMPLE)
    yield "=", together, "collect; a sample is of one class or of the other"
    yield (
        "=",
        (1 - STEP) * (before + (SHARE_A - label) * SAMPLE),
        "the two probabilities add up to 1",
    )
    net = dot(old_a, SAMPLE) - dot(old_b, SAMPLE)
    found = probability.of({p: dot(old_a, SAMPLE), q: dot(old_b, SAMPLE)})
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
        action={single: a - b, single_sum: (sum_a - sum_b) / 2},
        update={
            a: old_a - eta * STEP * old_sum_a,
            b: old_b - eta * STEP * old_sum_b,
            sum_a: (1 - STEP) * (old_sum_a + (SHARE_A - label) * SAMPLE),
            sum_b: (1 - STEP) * (old_sum_b + (SHARE_B - (1 - label)) * SAMPLE),
        },
        image_update=_logistic(),
        start=(line("logistic regression starts there", START), _empty),
        step=(line("twice the rate times half the difference"), _half),
    ),
)
entry.twin(
    "It is logistic regression at the same rate.",
    equals(a - eta * sum_a - (b - eta * -sum_a), a - b - eta * sum_a),
)
entry.symbol(say("{}, {}", a, b), "the weights of classes 1 and 2 after {} updates", T)
entry.symbol(say("{}, {}", sum_a, sum_b), SUMS_MEAN)
entry.symbol(
    say("{}, {}", single, single_sum),
    "the weights of logistic regression, and their gradient likewise",
)
entry.symbol(
    say("{}, {}", SAMPLE, label),
    "the sample that is read at update {}, and whether it is of class 1: 1 or 0",
    T,
)
entry.symbol(say("{}, {}", p, q), "two net inputs, any numbers")
for meaning in (READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
