"""Equal weights of two features do not stay equal unless the features are alike."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.gradient_descent.two_weights import FEATURES_NOTATION, ORTHONORMAL, i, j
from proofs.chapters.linear.setting import SAMPLES, m
from proofs.chapters.logistic.setting import HALF
from proofs.statement import Entry, Lines
from proofs.terms import assume, define, differs, dot, equals, say, vector

balance = vector("h")
PRODUCTS = dot(i, balance), dot(j, balance)
GAP, DIFFERENCE = dot(i, w(1)) - dot(j, w(1)), dot(i, balance) - dot(j, balance)
STEP = define("the first step", w(1), w(0) - eta * (balance / m))
APART = assume("different inner products", differs(*PRODUCTS))
ALIKE = assume("equal inner products", equals(*PRODUCTS))

entry = Entry(
    "logistic.no-symmetry-to-break",
    place=70,
    title="Under the logistic loss too zero weights of two features part at the first step "
    "exactly if the loss has different slopes in them",
    says=say(
        "From {}, at a rate {}, the weights of two features differ after the first step if and "
        "only if {}.",
        *(ZERO_START.relation, POSITIVE_RATE.relation, APART.relation),
    ),
    given=(ZERO_START, SAMPLES),
)


@entry.part("The first step", equals(GAP, -eta / m * DIFFERENCE))
def first_step() -> Lines:
    yield "=", dot(i - j, STEP.relation.right), "gradient descent", SAMPLES, STEP
    yield "=", ..., "the start is zero", ZERO_START


@entry.part("If the inner products differ, the weights part", GAP**2 > 0)
def differ() -> Lines:
    yield "=", (eta / m * DIFFERENCE) ** 2, first_step, POSITIVE_RATE
    yield ">", ..., APART


@entry.part("If the inner products agree, the weights stay equal", equals(GAP, 0))
def agree() -> Lines:
    yield "=", -eta / m * DIFFERENCE, first_step
    yield "=", ..., ALIKE


entry.twin(
    "Weights that start equal stay equal.",
    equals(dot(i, w(1)), dot(j, w(1))),
    *(ZERO_START, SAMPLES, STEP, *ORTHONORMAL),
)
entry.symbol(*FEATURES_NOTATION)
entry.symbol(balance, "the sum of {} over all samples", HALF)
