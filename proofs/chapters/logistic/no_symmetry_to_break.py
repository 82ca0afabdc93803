"""Equal weights of two features do not stay equal unless the features are alike."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.gradient_descent.two_weights import (
    FEATURES_NOTATION, ORTHONORMAL, UNIT_VECTORS, i, j,
)  # fmt: skip
from proofs.chapters.logistic.first_step import (
    BALANCE, HALF, SAMPLES, STEP, first_step, h, m, x, y,
)  # fmt: skip
from proofs.chapters.logistic.first_step import i as sample
from proofs.statement import Entry, Lines
from proofs.terms import assume, differs, dot, equals, say

PRODUCTS = dot(i, h), dot(j, h)
GAP, DIFFERENCE = dot(i, w(1)) - dot(j, w(1)), dot(i, h) - dot(j, h)
APART = assume("different inner products", differs(*PRODUCTS))
ALIKE = assume("equal inner products", equals(*PRODUCTS))

entry = Entry(
    "logistic.no-symmetry-to-break",
    place=70,
    title="Under the logistic loss too zero weights of two features part at the first step "
    "exactly if the loss has different slopes in them",
    idea="At zero the model misses each label by one half, up or down. A weight is pulled by the "
    "sum of these errors times its own feature, so two weights part at once if their features make "
    "different sums, and not if they make one sum.",
    says=say(
        "From {}, at a rate {}, the weights of two features, along {} and {}, differ after the "
        "first step if and only if {}, where {}.",
        *(ZERO_START.relation, POSITIVE_RATE.relation, i, j, APART.relation, BALANCE.relation),
    ),
    given=(ZERO_START, SAMPLES),
)


@entry.part("The first step", equals(GAP, -eta / m * DIFFERENCE), name="first-step")
def parted() -> Lines:
    yield (
        "=",
        dot(i - j, -(eta / m) * h),
        "gradient descent from zero",
        first_step,
        BALANCE,
        SAMPLES,
    )
    yield "=", ..., SAMPLES


@entry.part("If the inner products differ, the weights part", GAP**2 > 0)
def differ() -> Lines:
    yield "=", (eta / m * DIFFERENCE) ** 2, parted, BALANCE, POSITIVE_RATE
    yield ">", ..., APART, POSITIVE_RATE, SAMPLES


@entry.part("If the inner products agree, the weights stay equal", equals(GAP, 0))
def agree() -> Lines:
    yield "=", -eta / m * DIFFERENCE, parted, BALANCE
    yield "=", ..., ALIKE


for each in (ZERO_START, SAMPLES, POSITIVE_RATE, APART, ALIKE):
    entry.without(each, "", fixed=UNIT_VECTORS, weights=(0, 8))
entry.twin(
    "Weights that start equal stay equal.",
    equals(dot(i, w(1)), dot(j, w(1))),
    *(ZERO_START, SAMPLES, STEP, *ORTHONORMAL),
)
entry.symbol(*FEATURES_NOTATION)
entry.symbol(h, "the sum of {} over all samples", HALF)
entry.symbol(say("{}, {}", x(sample), y(sample)), "sample number {} and its label", sample)
