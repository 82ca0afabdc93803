"""Squared and logistic loss have one gradient form: X'(prediction - y)/m."""

from __future__ import annotations

from functools import cache

from proofs.chapters.linear.setting import (
    NOW,
    correlated,
    gradient_parts,
    gradient_sum,
    m,
    sample,
    target,
    weights,
)
from proofs.chapters.linear.setting import mapped as predicted
from proofs.chapters.logistic.setting import COX, LOGISTIC_LOSS, SLOPE, label, z
from proofs.claim import Claim, Part, Twin, entry
from proofs.derivation import Derivation, Induction, derive
from proofs.terms import EXP, LOG, SIGMOID, dot, equals, number, say, scalar, vector
from proofs.trusted import trust

SQUARED_LOSS = (z - label) ** 2 / 2


@cache
def squared_slope() -> Derivation:
    """The slope of the squared loss in the net input."""
    from proofs.calculus import derivative

    found = trust("rules of differentiation", equals(SLOPE, derivative(SQUARED_LOSS, z)))
    return (
        derive("the slope of the squared loss", SLOPE, [found])
        .eq(derivative(SQUARED_LOSS, z), "SymPy's derivative")
        .eq(z - label, "prediction minus target")
    )


@cache
def logistic_slope() -> Derivation:
    """The slope of the logistic loss in the net input."""
    from proofs.calculus import derivative

    found = trust("rules of differentiation", equals(SLOPE, derivative(LOGISTIC_LOSS, z)))
    return (
        derive("the slope of the logistic loss", SLOPE, [found])
        .eq(derivative(LOGISTIC_LOSS, z), "SymPy's derivative")
        .eq(1 / (1 + EXP(-z)) - label, "divide both by the exponential")
        .eq(SIGMOID(z) - label, "prediction minus label")
    )


@cache
def chain_rule() -> Derivation:
    """The gradient of the logistic loss on one sample, with respect to the weights."""
    from proofs.calculus import slope

    net, one = dot(weights, vector("x")), vector("g", "", "1")
    loss = LOG(1 + EXP(net)) - label * net
    found = trust("rules of differentiation", equals(one, slope(loss, weights)))
    return (
        derive("the gradient on one sample", one, [found])
        .eq(slope(loss, weights), "SymPy's gradient, by the chain rule")
        .eq((SIGMOID(net) - label) * vector("x"), "prediction minus label")
    )


prediction = scalar("y_hat", NOW)


@cache
def two_parts() -> Induction:
    """Whatever the predictions are, the gradient is X' predictions less X' labels."""
    return gradient_parts(prediction)


@entry("logistic.same-gradient-form", place=20)
def same_gradient_form() -> Claim:
    """Squared and logistic loss have one gradient form: X'(prediction - y)/m."""
    return Claim(
        "logistic.same-gradient-form",
        "Squared and logistic loss have one gradient: the samples times prediction minus target",
        say(
            "In the net input {} the slope of the squared loss {} is {}, and that of the logistic "
            "loss {} is {}: prediction minus target, both times. So both gradients are the sum of "
            "{} over the samples, divided by {}.",
            z,
            SQUARED_LOSS,
            z - label,
            LOGISTIC_LOSS,
            SIGMOID(z) - label,
            (prediction - target) * sample,
            m,
        ),
        (),
        (
            Part("squared", squared_slope, say("The squared loss")),
            Part("logistic", logistic_slope, say("The logistic loss")),
            Part("chain-rule", chain_rule, say("The gradient with respect to the weights")),
            Part(
                "all-samples",
                two_parts,
                say(
                    "All samples: by the chain rule each one adds its slope, {}, times {}",
                    prediction - target,
                    sample,
                ),
            ),
        ),
        (),
        Twin(
            say("The slope of the logistic loss is label minus prediction."),
            equals(EXP(number(0)) / (1 + EXP(number(0))) - label, label - SIGMOID(number(0))),
        ),
        notation=(
            (
                say("{}, {}", z, SLOPE),
                say("a net input {}, and the slope of a loss in it", dot(weights, vector("x"))),
            ),
            (
                say("{}, {}, {}", gradient_sum(NOW), predicted(NOW), correlated(NOW)),
                say(
                    "the sums over the first {} samples of gradients, of {} and of {}",
                    scalar("t"),
                    prediction * sample,
                    target * sample,
                ),
            ),
        ),
        remarks=(
            say(
                "For labels 0 and 1 the loss {} is the negative logarithm of the probability that "
                "the model gives to the label.",
                LOGISTIC_LOSS,
            ),
        ),
        citations=(COX,),
    )
