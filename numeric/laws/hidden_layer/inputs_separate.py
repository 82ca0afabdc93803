"""The law of hidden.inputs-separate."""

from __future__ import annotations

import itertools

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import SQUARED
from numeric.strategies import NetworkTrial


def _inputs_separate(trial: NetworkTrial, note: Note) -> bool:
    (x,) = trial.X
    layer = layers.first_update(trial)[0]
    note("several units" if len(layer.biases) > 1 else "one unit")
    for row, bias in zip(layer.weights, layer.biases, strict=True):
        # The bias is the weight of an input that is always 1: its update is the common factor.
        if row != tuple(bias * value for value in x):
            return False
        for (a, p), (b, q) in itertools.combinations(zip(row, x, strict=True), 2):
            note("unlike updates" if a != b else "like inputs" if p == q else "no error comes back")
    witness = networks.descend(
        networks.hidden_layer([[0, 0]], [0], [1], 0),
        [[1, 2]],
        [-1],
        activation=networks.IDENTITY,
        loss=SQUARED,
        learning_rate=trial.rate,
    )
    return witness[1][0].weights == ((-trial.rate, -2 * trial.rate),)


def _inputs_separate_twin(trial: NetworkTrial) -> bool:
    return all(len(set(row)) == 1 for row in layers.first_update(trial)[0].weights)


LAW = Law(
    "hidden.inputs-separate",
    "On one sample the weights of a unit move in the ratio of its inputs.",
    lambda: strategies.network_trials(least_features=2, most_samples=1),
    _inputs_separate,
    "They all move alike.",
    _inputs_separate_twin,
    ("unlike updates", "like inputs", "no error comes back"),
)
