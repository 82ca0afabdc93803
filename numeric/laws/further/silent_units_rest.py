"""The law of further.silent-units-rest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.laws.further import _zero_weights as zero_weights
from numeric.networks import SQUARED
from numeric.strategies import NetworkTrial

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
RECTIFIERS = ("relu, 0 at 0", "relu, 1/2 at 0", "relu, 1 at 0")


def _silenced(trial: NetworkTrial) -> NetworkTrial:
    """The trial with biases at which its units send on 0."""
    rectified = trial.activation in RECTIFIERS
    return replace(trial, beta=tuple(-abs(b) if rectified else ZERO for b in trial.beta))


def _rest(trial: NetworkTrial, note: Note) -> bool:
    silent = _silenced(trial)
    start = zero_weights.start(silent)
    run = layers.run(silent, start)
    note("only the output bias moves" if run[-1] != start else "nothing moves")
    note("biases differ" if len(set(silent.beta)) > 1 else "biases agree")
    example = networks.hidden_layer([[ZERO]] * 2, [-ONE, -2 * ONE], [ZERO] * 2, ZERO)
    (moved,) = networks.descend(
        example, [[ONE]], [ONE], activation=networks.relu(0), loss=SQUARED, learning_rate=HALF
    )[1:]
    return (
        all(networks.units(n) == networks.units(start) for n in run)
        and networks.units(moved) == networks.units(example)
        and moved[1].biases == (HALF,)
    )


def _rest_twin(trial: NetworkTrial) -> bool:
    start = zero_weights.start(trial)
    return all(networks.units(n) == networks.units(start) for n in layers.run(trial, start))


LAW = Law(
    "further.silent-units-rest",
    "Units that start with zero weights and a bias at which they send on 0 never move.",
    lambda: strategies.network_trials(activations=(*RECTIFIERS, "identity", "square")),
    _rest,
    "Units that start with zero weights never move.",
    _rest_twin,
    ("only the output bias moves", "biases differ"),
)
