"""The law of hidden.distinct-start-separates."""

from __future__ import annotations

import itertools

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.strategies import NetworkTrial


def _distinct(trial: NetworkTrial, note: Note) -> bool:
    (x,), start = trial.X, layers.start_of(trial)
    nets = [layers.net_input(w, x, b) for w, b in zip(trial.w, trial.beta, strict=True)]
    f = networks.output(start, layers.activation(trial), x)
    error = layers.loss(trial).slope(f, trial.y[0])
    note("error" if error else "output right")
    updates, units = networks.units(layers.first_update(trial)), networks.units(start)
    for j, k in itertools.combinations(range(len(units)), 2):
        unlike = nets[j] != nets[k] or trial.v[j] != trial.v[k]
        if units[j] == units[k]:
            note("start equal")
        elif not unlike:
            note("different, yet the sample does not tell them apart")
        else:
            note("incoming differ" if nets[j] != nets[k] else "outgoing differ")
        if (updates[j] != updates[k]) is not bool(unlike and error):
            return False
    return True


def _distinct_twin(trial: NetworkTrial) -> bool:
    return len(set(networks.units(layers.first_update(trial)))) == 1


LAW = Law(
    "hidden.distinct-start-separates",
    "On one sample, sigma climbing everywhere, two units get different updates just when "
    "their net inputs or outgoing weights differ and the output is wrong.",
    lambda: strategies.network_trials(
        activations=strategies.INJECTIVE, least_units=2, most_samples=1
    ),
    _distinct,
    "All units get the same update, however they start.",
    _distinct_twin,
    (
        "error",
        "incoming differ",
        "outgoing differ",
        "start equal",
        "different, yet the sample does not tell them apart",
    ),
)
