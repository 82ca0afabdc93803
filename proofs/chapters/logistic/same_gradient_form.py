"""Squared and logistic loss have one gradient form: X'(prediction - y)/m."""

from proofs.calculus import derivative, slope
from proofs.chapters.linear.setting import (
    NOW, correlated, gradient_parts, gradient_sum, m, sample, target, weights,
)  # fmt: skip
from proofs.chapters.linear.setting import mapped as predicted
from proofs.chapters.logistic.setting import COX, LOGISTIC_LOSS, SLOPE, label, z
from proofs.statement import Entry, Lines
from proofs.terms import EXP, LOG, SIGMOID, dot, equals, number, say, scalar, vector
from proofs.trusted import trust

SQUARED_LOSS = (z - label) ** 2 / 2
prediction = scalar("y_hat", NOW)
(one, other), net = (vector("g", "", which) for which in "12"), dot(weights, vector("x"))
BY_RULES = "rules of differentiation"
SQUARED, LOGISTIC = derivative(SQUARED_LOSS, z), derivative(LOGISTIC_LOSS, z)
GRADIENT = slope(LOG(1 + EXP(net)) - label * net, weights)
"""That of the logistic loss on one sample, with respect to the weights."""
SQUARED_GRADIENT = slope((net - label) ** 2 / 2, weights)
"""That of the squared loss."""

entry = Entry(
    "logistic.same-gradient-form",
    place=20,
    title="Squared and logistic loss have one form of gradient: the samples times prediction "
    "minus target",
    idea="Each of the two losses suits the prediction that it comes with: its slope in the net "
    "input is prediction minus target. From there to the weights the way is the same, for the net "
    "input depends on them through the sample alone.",
    says=say(
        "In the net input {} the slope of the squared loss {} is {}, and that of the logistic loss "
        "{} is {}: prediction minus target, both times. So both gradients are the sum of {} over "
        "the samples, divided by {}.",
        *(z, SQUARED_LOSS, z - label, LOGISTIC_LOSS, SIGMOID(z) - label),
        *((prediction - target) * sample, m),
    ),
    remarks=(
        say(
            "For labels 0 and 1 the loss {} is the negative logarithm of the probability that the "
            "model gives to the label.",
            LOGISTIC_LOSS,
        ),
    ),
    citations=(COX,),
)


@entry.part(say("The slope of the squared loss {}", SQUARED_LOSS), equals(SLOPE, z - label))
def squared() -> Lines:
    yield "=", SQUARED, "SymPy's derivative", trust(BY_RULES, equals(SLOPE, SQUARED))
    yield "=", ..., "prediction minus target"


@entry.part(
    say("The slope of the logistic loss {}", LOGISTIC_LOSS), equals(SLOPE, SIGMOID(z) - label)
)
def logistic() -> Lines:
    yield "=", LOGISTIC, "SymPy's derivative", trust(BY_RULES, equals(SLOPE, LOGISTIC))
    yield "=", 1 / (1 + EXP(-z)) - label, "divide both by the exponential"
    yield "=", ..., "prediction minus label"


@entry.part(
    "The gradient of the logistic loss on one sample, with respect to the weights",
    equals(one, (SIGMOID(net) - label) * vector("x")),
)
def chain_rule() -> Lines:
    found = trust(BY_RULES, equals(one, GRADIENT))
    yield "=", GRADIENT, "SymPy's gradient, by the chain rule", found
    yield "=", ..., "prediction minus label"


@entry.part("And that of the squared loss", equals(other, (net - label) * vector("x")))
def squared_by_weights() -> Lines:
    found = trust(BY_RULES, equals(other, SQUARED_GRADIENT))
    yield "=", SQUARED_GRADIENT, "SymPy's gradient, by the chain rule", found
    yield "=", ..., "prediction minus target"


all_samples = say(
    "All samples: by the chain rule each one adds its slope, {}, times {}",
    prediction - target,
    sample,
)
entry.shows("all-samples", all_samples, gradient_parts(prediction))
entry.twin(
    "The slope of the logistic loss is label minus prediction.",
    equals(EXP(number(0)) / (1 + EXP(number(0))) - label, label - SIGMOID(number(0))),
)
of_one = "the gradients of the logistic and of the squared loss on one sample"
entry.symbol(say("{}, {}", one, other), of_one)
entry.symbol(say("{}, {}", z, SLOPE), "a net input {}, and the slope of a loss in it", net)
entry.symbol(
    say("{}, {}, {}", gradient_sum(NOW), predicted(NOW), correlated(NOW)),
    "the sums over the first {} samples of gradients, of {} and of {}",
    *(scalar("t"), prediction * sample, target * sample),
)
