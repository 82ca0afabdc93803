"""The law of hidden.permutation-equivariance."""

from __future__ import annotations

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import TANH
from numeric.strategies import NetworkTrial


def _permutation(trial: NetworkTrial, note: Note) -> bool:
    start = layers.start_of(trial)
    run = layers.run(trial, start)
    layers.note_run(note, trial, run)
    note("units permuted" if trial.order != tuple(sorted(trial.order)) else "units kept")
    note(f"{len(trial.v)} units")
    moved = networks.permuted(start, trial.order)
    if len(trial.v) == 2:
        # A sum of two does not mind their order, so float64 is held to equality as well.
        floating, other = (layers.float_run(trial, network, TANH) for network in (start, moved))
        if other != tuple(networks.permuted(network, trial.order) for network in floating):
            return False
    return layers.run(trial, moved) == tuple(networks.permuted(n, trial.order) for n in run)


def _permutation_twin(trial: NetworkTrial) -> bool:
    start = layers.start_of(trial)
    incoming = networks.permuted(start, trial.order)[0]
    expected = [(networks.permuted(n, trial.order)[0], n[1]) for n in layers.run(trial, start)]
    return list(layers.run(trial, (incoming, start[1]))) == expected


LAW = Law(
    "hidden.permutation-equivariance",
    "Permuting the units of the start permutes those of the whole run; two units in float64 too.",
    strategies.network_trials,
    _permutation,
    "Permuting the incoming weights alone permutes them along the run.",
    _permutation_twin,
    (*layers.RUN_EVENTS, "units permuted", "2 units", "3 units"),
)
