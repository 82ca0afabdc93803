"""Networks whose weights are zero and whose biases are not."""

from __future__ import annotations

from fractions import Fraction

from numeric import networks
from numeric.networks import Network
from numeric.strategies import NetworkTrial

ZERO = Fraction(0)


def start(trial: NetworkTrial) -> Network:
    """The trial's network with all its weights zero, its biases kept."""
    h, d = len(trial.v), len(trial.X[0])
    return networks.hidden_layer([[ZERO] * d] * h, trial.beta, [ZERO] * h, trial.c)
