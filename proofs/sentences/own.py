"""Our own question, which both sources leave open."""

from proofs.claim import Sentence, Source
from proofs.quotes import Shown, said
from proofs.terms import linear_map, vector

SOURCE = Source("our own question", "what both sources leave open")

_FIRST = Shown("gd.first-step-factors::direction")
_CRITERION = Shown("perceptron.batch-criterion::symmetry")
_SECOND = Shown("linear.eta-does-not-factor::second-step")
_ENDS = Shown("linear.eta-does-not-factor::ends")
_RATES = Shown("linear.eta-does-not-factor::two-rates")
_EIGEN = Shown("linear.direction-iff-eigenvector::same-direction")
_ONLY_IF = Shown("linear.direction-iff-eigenvector::eigenvector")
_FLIPS = Shown("linear.direction-iff-eigenvector::sign-flips")
_LOGISTIC = Shown("logistic.eta-does-not-factor::needs-summed-loss")
_ROUND = Shown("logistic.eta-does-not-factor::needs-round-design")
_A = linear_map("A", "A")

SENTENCES = (
    Sentence(
        id="S35",
        source="our own question",
        says=said("From zero the rate factors out of the updates of gradient descent."),
        holds_by=(_FIRST.reference, _CRITERION.reference),
        fails_by=(_SECOND.reference, _RATES.reference, _ENDS.reference, _LOGISTIC.reference),
        told_by=(_EIGEN.reference, _ONLY_IF.reference, _FLIPS.reference, _ROUND.reference),
        condition=said("one step is made, or the loss is the perceptron criterion"),
        instead=said(
            "It is true of every first step of descent on a differentiable loss, and of every step "
            "on the perceptron criterion. For squares the second step ends at {}, with two powers "
            "of the rate: for the samples ({}, 0) and (0, {}) with the targets {} and {}, two "
            "steps from zero on the mean of half the squares lead to ({}, {}) at the rate {} and "
            "to ({}, {}) at {}, with the determinant {}. The direction alone stays, for small "
            "rates, exactly if {} is an eigenvector of {}, and is reversed beyond after an even "
            "number of steps. For the logistic loss that does not help: on samples ({}, 0), {} "
            "with the label {} and {} with the label {}, and (0, {}), {} with the label {}, {} is "
            "a multiple of the identity, yet the determinant of the two weight vectors after two "
            "steps from ({}, {}) is {}, at the rates {} and {} on the sum of the losses.",
            *(_SECOND.right(), _ENDS["x_1^(1)"], _ENDS["x_2^(2)"], _ENDS["y^(1)"], _ENDS["y^(2)"]),
            *(_ENDS["w_1^(2)"], _ENDS["w_2^(2)"], _ENDS["eta"]),
            *(_ENDS["w'_1^(2)"], _ENDS["w'_2^(2)"], _ENDS["eta'"]),
            *(_RATES.right(), vector("b"), _A),
            *(_ROUND["x_1"], _ROUND["m_1"], _ROUND["y_1"], _ROUND["m_2"], _ROUND["y_2"]),
            *(_ROUND["x_2"], _ROUND["m_3"], _ROUND["y_3"], _A),
            *(_ROUND["w_1^(0)"], _ROUND["w_2^(0)"], _ROUND.left()),
            *(_ROUND["eta"], _ROUND["eta'"]),
        ),
    ),
)
