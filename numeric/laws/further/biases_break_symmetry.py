"""The law of further.biases-break-symmetry."""

from __future__ import annotations

import itertools
from fractions import Fraction

from numeric import networks
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.laws.further import _zero_weights as zero_weights
from numeric.networks import SQUARED, Network
from numeric.strategies import NetworkTrial, network_trials

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


def _outgoing(network: Network) -> tuple[Fraction, ...]:
    return network[1].weights[0]


def _parted(trial: NetworkTrial, note: Note) -> bool:
    start, sigma = zero_weights.start(trial), layers.activation(trial)
    after = layers.run(trial, start)[1]
    total = layers.added([layers.loss(trial).slope(trial.c, y) for y in trial.y])
    for j, k in itertools.combinations(range(len(trial.v)), 2):
        sends = sigma.value(trial.beta[j]) - sigma.value(trial.beta[k])
        gap = _outgoing(after)[j] - _outgoing(after)[k]
        note("errors cancel" if not total else "parted" if gap else "equal values")
        if not gap and trial.beta[j] != trial.beta[k]:
            note("distinct biases do not help")
        if gap != -trial.rate * total * sends:
            return False
    example = networks.hidden_layer([[ZERO]] * 2, [ONE, 2 * ONE], [ZERO] * 2, ZERO)
    (moved,) = networks.descend(
        example, [[ONE]], [ONE], activation=networks.relu(0), loss=SQUARED, learning_rate=HALF
    )[1:]
    return after[0] == start[0] and _outgoing(moved) == (HALF, ONE)


def _parted_twin(trial: NetworkTrial) -> bool:
    after = layers.run(trial, zero_weights.start(trial))[1]
    units = zip(trial.beta, _outgoing(after), strict=True)
    return all(v != u for (b, v), (a, u) in itertools.combinations(units, 2) if a != b)


LAW = Law(
    "further.biases-break-symmetry",
    "From zero weights the outgoing weights of two units differ after a step by minus the rate "
    "times the summed errors times the difference of what the units send on.",
    lambda: network_trials(least_units=2),
    _parted,
    "Units with distinct biases always part.",
    _parted_twin,
    ("parted", "errors cancel", "equal values", "distinct biases do not help"),
)
