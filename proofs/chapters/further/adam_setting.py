"""Adam on the perceptron: its moments, and what it makes of them."""

from proofs.chapters.further.runs import EPSILON
from proofs.chapters.perceptron.setting import BEFORE, LABEL, NOW, SAMPLE, t
from proofs.terms import PHI, Term, function, say, scalar, vector

SQUARED = function("S", ("vector",), "vector")
RATIO = function("D", ("vector", "vector", "scalar"), "vector")
beta_1, beta_2 = scalar("beta", "", "1"), scalar("beta", "", "2")
k_1, k_2 = scalar("k", NOW, "1"), scalar("k", NOW, "2")
MOMENTS, MOMENTS_BEFORE, MOMENTS_0, AT_1, AT_1_BEFORE, AT_1_0 = (
    (vector(first, index), vector(second, index))
    for first, second in (("m", "r"), ("n", "q"))
    for index in (NOW, BEFORE, "0")
)


def gradient(net: Term, sample: Term = SAMPLE) -> Term:
    """Minus the error times the sample."""
    return -((LABEL - PHI(net)) * sample)


def averaged(before: tuple[Term, Term], slope: Term) -> tuple[Term, Term]:
    """Both moments after a gradient."""
    first, second = before
    return (beta_1 * first + (1 - beta_1) * slope, beta_2 * second + (1 - beta_2) * SQUARED(slope))


def step(moments: tuple[Term, Term], epsilon: Term = EPSILON) -> Term:
    """What the rate multiplies: the quotient of the corrected moments, entry by entry."""
    first, second = moments
    return RATIO(k_1 * first, k_2 * second, epsilon)


NOTATION = (
    (say("{}, {}", *MOMENTS), "the averages of gradients and of their squares after {} updates", t),
    (say("{}, {}", beta_1, beta_2), "which part of its average each of them keeps"),
    (say("{}, {}", k_1, k_2), "the corrections of the averages, which are fixed beforehand"),
    (SQUARED(vector("u")), "the vector of the squared entries"),
    (
        RATIO(vector("m"), vector("r"), EPSILON),
        "entry by entry the first, over the root of the second plus {}", EPSILON,
    ),
    (EPSILON, "the number that keeps quotients small"),
)  # fmt: skip
