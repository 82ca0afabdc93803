"""Where all features are zero the weights never move, from any start."""

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE, FIRST, NOW, SAMPLES, XT, X, design_step, squared, u, v, y, m,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, assume, define, dot, equals, say

NO_FEATURES = assume("no features", equals(X(u), ZERO), (u,))
STEP = define("gradient descent", w(NOW), design_step(w(BEFORE)))
STAYS = equals(w(NOW), w(0))

entry = Entry(
    "linear.no-features-no-learning",
    place=50,
    title="Where all features are zero nothing is learned, from any start",
    idea="If every feature is zero, the predictions do not depend on the weights, and neither does "
    "the loss. Its gradient is zero everywhere, so no step moves anything.",
    says=say(
        "If {} for every {}, then {} for every number of steps, whatever {} is.",
        *(NO_FEATURES.relation, u, STAYS, w(0)),
    ),
    given=(SAMPLES, NO_FEATURES),
)


@entry.part("The adjoint of a zero map is zero", equals(squared(XT(v)), 0))
def adjoint() -> Lines:
    yield "=", dot(v, X(XT(v))), "the adjoint moves"
    yield "=", dot(v, ZERO), "all features are zero", NO_FEATURES.at(XT(v))
    yield "=", ..., "the inner product with zero is 0"


@entry.part("The weights stay where they are", name="induction")
@induction(STAYS, start=at_once("the start", "nothing has happened yet"), name="the weights stay")
def never(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", design_step(w(BEFORE)), "gradient descent", STEP, SAMPLES
    yield "=", design_step(w(0)), "the induction hypothesis", assumed
    none = (NO_FEATURES.at(w(0)), NO_FEATURES.at(XT(y)))
    yield "=", w(0) - eta * (XT(ZERO - y) / m), "all features are zero", *none
    yield "=", ..., "the adjoint is zero as well"


entry.twin(
    "Zero weights do the same: nothing is learned from them.", equals(w(1), ZERO), ZERO_START, FIRST
)
