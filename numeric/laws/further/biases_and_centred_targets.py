"""The law of further.biases-and-centred-targets."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.laws.further import _zero_weights as zero_weights
from numeric.networks import SQUARED
from numeric.strategies import NetworkTrial

ONE, ZERO = Fraction(1), Fraction(0)


def _centred(trial: NetworkTrial, note: Note) -> bool:
    mean = layers.added(trial.y) / len(trial.y)
    centred = replace(trial, y=tuple(y - mean + trial.c for y in trial.y))
    start = zero_weights.start(trial)
    note("targets differ" if len(set(trial.y)) > 1 else "targets agree")
    note("biases differ" if len(set(trial.beta)) > 1 else "biases agree")
    note(trial.activation)
    inputs = ((-ONE,), (ONE,))
    rest, fit = (
        networks.hidden_layer(w, beta, v, ZERO)
        for w, beta, v in (
            ([[ZERO]] * 2, [ONE, 2 * ONE], [ZERO] * 2),
            ([[ONE], [-ONE]], [ZERO] * 2, [ONE, -ONE]),
        )
    )
    costs = [
        networks.total_loss(n, networks.relu(0), SQUARED, inputs, (-ONE, ONE)) for n in (rest, fit)
    ]
    return all(n == start for n in layers.run(centred, start)) and costs == [1, 0]


def _centred_twin(trial: NetworkTrial) -> bool:
    start = zero_weights.start(trial)
    return all(network == start for network in layers.run(trial, start))


LAW = Law(
    "further.biases-and-centred-targets",
    "From zero weights nothing ever moves if the mean of the targets is the output bias, whatever "
    "the activation and the biases.",
    lambda: strategies.network_trials(losses=("squared",)),
    _centred,
    "Nothing ever moves, whatever the targets.",
    _centred_twin,
    ("targets differ", "biases differ", "affine", "bowl"),
)
