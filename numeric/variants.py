"""Learning rules that are variants of the perceptron, each written once for every kind of number.

What a variant carries besides its weights (a velocity, a running average, the weights of further
classes, moments of gradients) stands behind them in its state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from numeric import given
from numeric.learners import (
    PLUS_AT_ZERO,
    Number,
    Rule,
    State,
    Threshold,
    Vector,
    add_scaled,
    dot,
    perceptron,
    perceptron_bias,
)


def _scaled(plain: Rule, scale: Number) -> Rule:
    """The rule on samples whose features are all multiplied by ``scale``."""
    scale = given.number("scale", scale)

    def stretched(x: Vector) -> Vector:
        return tuple(scale * value for value in x)

    return replace(
        plain,
        name=plain.name.replace("perceptron", "perceptron-scaled"),
        net_input=lambda state, x: plain.net_input(state, stretched(x)),
        update=lambda state, x, y: plain.update(state, stretched(x), y),
        parameters={**plain.parameters, "scale": scale},
    )


def perceptron_scaled(
    *, learning_rate: Number, scale: Number, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron on samples times ``scale``.

    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    return _scaled(perceptron(learning_rate=learning_rate, threshold=threshold), scale)


def perceptron_scaled_bias(
    *, learning_rate: Number, scale: Number, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron with a bias on samples times ``scale``; the bias's input stays 1.

    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    return _scaled(perceptron_bias(learning_rate=learning_rate, threshold=threshold), scale)


def hinge(*, learning_rate: Number) -> Rule:
    """Subgradient descent on ``max(0, 1 - y (w . x))``, sample by sample.

    ``w + learning_rate * y * x`` where ``y * (w . x) < 1``, and at the kink the subgradient 0.
    Raises ``ValueError`` for a learning rate that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    plain = perceptron(learning_rate=learning_rate)

    def update(state: State, x: Vector, y: Number) -> State:
        if y * dot(state.weights, x) >= 1:
            return State(state.weights, state.step + 1)
        return State(add_scaled(state.weights, learning_rate * y, x), state.step + 1)

    return replace(plain, name="hinge", update=update, parameters={"learning_rate": learning_rate})


RULES: Mapping[str, Callable[..., Rule]] = MappingProxyType(
    {
        "perceptron-scaled": perceptron_scaled,
        "perceptron-scaled-bias": perceptron_scaled_bias,
        "hinge": hinge,
    }
)
