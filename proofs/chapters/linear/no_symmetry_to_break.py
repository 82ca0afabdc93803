"""Equal weights of two features part unless their columns meet the targets alike."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.gradient_descent.two_weights import FEATURES_NOTATION, ORTHONORMAL, i, j
from proofs.chapters.linear.setting import b, expanded, numbered_step
from proofs.statement import Entry, Lines
from proofs.terms import assume, differs, dot, equals, say

GAP, DIFFERENCE = dot(i, w(1)) - dot(j, w(1)), dot(i, b) - dot(j, b)
APART = assume("different inner products", differs(dot(i, b), dot(j, b)))
ALIKE = assume("equal inner products", equals(dot(i, b), dot(j, b)))

entry = Entry(
    "linear.no-symmetry-to-break",
    place=110,
    title="Zero weights of two features part at the first step exactly if the inner products of "
    "their columns with the targets differ",
    idea="Two weights of a linear model belong to two columns of the data, and each is pulled by "
    "its own. At the first step from zero they move alike only if both columns have one inner "
    "product with the targets, not because both are zero.",
    says=say(
        "From {}, at a rate {}, the weights of two features differ after the first step if and "
        "only if {}: if their columns have different inner products with the targets. So zero "
        "weights are not tied to each other, unless their columns say the same of the targets.",
        *(ZERO_START.relation, POSITIVE_RATE.relation, APART.relation),
    ),
    given=(ZERO_START,),
)


@entry.part("The first step", equals(GAP, eta * DIFFERENCE))
def first_step() -> Lines:
    yield "=", dot(i, eta * b) - dot(j, eta * b), expanded(1)
    yield "=", ..., "collect ", eta


@entry.part("If the inner products differ, the weights part", GAP**2 > 0)
def differ() -> Lines:
    yield "=", (eta * DIFFERENCE) ** 2, first_step, POSITIVE_RATE
    yield ">", ..., APART


@entry.part("If the inner products agree, the weights stay equal", equals(GAP, 0))
def agree() -> Lines:
    yield "=", eta * DIFFERENCE, first_step
    yield "=", ..., ALIKE


entry.twin(
    "Weights that start equal stay equal.",
    equals(dot(i, w(1)), dot(j, w(1))),
    *(ZERO_START, numbered_step(1), *ORTHONORMAL),
)
entry.symbol(*FEATURES_NOTATION)
