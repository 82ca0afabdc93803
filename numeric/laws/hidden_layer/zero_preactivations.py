"""The law of hidden.zero-preactivations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import Network
from numeric.strategies import NetworkTrial

ZERO = Fraction(0)


def _all_net_inputs(trial: NetworkTrial, network: Network) -> list[Any]:
    activation = layers.activation(trial)
    return [
        z
        for x in (*trial.X, trial.unseen)
        for z in networks.forward(network, activation, x).net_inputs[0]
    ]


def _zero_preactivations(trial: NetworkTrial, note: Note) -> bool:
    layer, outgoing = layers.zero(trial)[0], layers.start_of(trial)[1]
    network = (layer, outgoing)
    value = layers.activation(trial).value(ZERO) * layers.added(trial.v) + trial.c
    note("sample not zero" if any(trial.unseen) else "sample zero")
    note("output not zero" if value else "output zero")
    return not any(_all_net_inputs(trial, network)) and all(
        networks.output(network, layers.activation(trial), x) == value
        for x in (*trial.X, trial.unseen)
    )


def _zero_preactivations_twin(trial: NetworkTrial) -> bool:
    layer, outgoing = layers.zero(trial)[0], layers.start_of(trial)[1]
    biased = layer._replace(biases=trial.beta)
    return not any(_all_net_inputs(trial, (biased, outgoing)))


LAW = Law(
    "hidden.zero-preactivations",
    "Units whose incoming weights and biases are zero get 0 whatever the sample.",
    strategies.network_trials,
    _zero_preactivations,
    "So they do whatever their biases.",
    _zero_preactivations_twin,
    ("sample not zero", "output not zero"),
)
