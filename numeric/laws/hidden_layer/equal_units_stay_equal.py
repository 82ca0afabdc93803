"""The law of hidden.equal-units-stay-equal."""

from __future__ import annotations

import itertools

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import LOGISTIC, TANH, Network
from numeric.strategies import NetworkTrial


def _copies_equal(trial: NetworkTrial, network: Network, parts: slice = slice(None)) -> bool:
    """Whether units that copy the same unit are equal, in these of: weights, bias, outgoing."""
    units = networks.units(network)
    return all(
        units[j][parts] == units[k][parts]
        for j, k in itertools.combinations(range(len(units)), 2)
        if trial.copies[j] == trial.copies[k]
    )


def _equal_units(trial: NetworkTrial, note: Note) -> bool:
    start = layers.start_of(trial, trial.copies)
    run = layers.run(trial, start)
    layers.note_run(note, trial, run)
    note(f"{len(trial.v)} units")
    kinds = len(set(trial.copies))
    note("all different" if kinds == len(trial.copies) else "some equal" if kinds > 1 else "equal")
    floating = [layers.float_run(trial, start, activation) for activation in (TANH, LOGISTIC)]
    return all(_copies_equal(trial, network) for network in itertools.chain(run, *floating))


def _equal_units_twin(trial: NetworkTrial) -> bool:
    copied = layers.start_of(trial, trial.copies)
    outgoing = layers.start_of(trial)[1]
    run = layers.run(trial, (copied[0], outgoing))
    return all(_copies_equal(trial, network, slice(2)) for network in run)


LAW = Law(
    "hidden.equal-units-stay-equal",
    "Units that start equal in incoming weights, bias and outgoing weight stay equal.",
    lambda: strategies.network_trials(least_units=2),
    _equal_units,
    "Units that start equal in incoming weights and bias stay equal in them.",
    _equal_units_twin,
    (*layers.RUN_EVENTS, "some equal", "equal"),
)
