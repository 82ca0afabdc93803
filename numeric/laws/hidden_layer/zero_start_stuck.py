"""The law of hidden.zero-start-stuck."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import TANH, Network
from numeric.strategies import NetworkTrial

ONE = Fraction(1)
ZERO = Fraction(0)


def _only_the_last_bias_moves(run: Sequence[Network]) -> bool:
    return not any(value for network in run for value in networks.numbers(network)[:-1])


def _stuck(trial: NetworkTrial, note: Note) -> bool:
    start = layers.deep_zero(trial)
    run = layers.run(trial, start)
    note("output bias moved" if run[-1] != run[0] else "nothing moved")
    note(f"{len(start)} weight layers")
    note("relu" if "relu" in trial.activation else trial.activation)
    c: Any = ZERO
    for network in run:
        if networks.numbers(network)[-1] != c:
            return False
        c = c - trial.rate * layers.added([layers.loss(trial).slope(c, y) for y in trial.y])
    floating = layers.float_run(trial, start, TANH)
    zero = (0.0).hex()
    return _only_the_last_bias_moves(run) and all(
        value == zero for network in floating for value in networks.numbers(network)[:-1]
    )


def _stuck_twin(trial: NetworkTrial) -> bool:
    lifted = networks.shifted(layers.activation(trial), ONE)
    run = networks.descend(
        layers.deep_zero(trial),
        trial.X,
        trial.y,
        activation=lifted,
        loss=layers.loss(trial),
        learning_rate=trial.rate,
        steps=trial.steps,
    )
    return _only_the_last_bias_moves(run)


LAW = Law(
    "hidden.zero-start-stuck",
    "From all zero, if sigma(0) = 0, nothing but the output bias ever moves.",
    lambda: strategies.network_trials(activations=strategies.ZERO_AT_ZERO),
    _stuck,
    "So it is if sigma(0) = 1.",
    _stuck_twin,
    ("output bias moved", "2 weight layers", "3 weight layers", "relu", "tanh"),
)
