"""The law of further.dropout-at-zero."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.laws.further import _masks
from numeric.laws.further._masks import Masks
from numeric.strategies import NetworkTrial

ASLEEP = (*strategies.PIECEWISE_LINEAR, "square", "cube")
Dropout: TypeAlias = tuple[NetworkTrial, tuple[Masks, Masks]]


def _data() -> SearchStrategy[Dropout]:
    def masked(trial: NetworkTrial) -> SearchStrategy[Dropout]:
        one = _masks.masks(len(trial.X), len(trial.v))
        return st.tuples(st.just(trial), st.tuples(one, one))

    trials = strategies.network_trials(activations=ASLEEP, least_units=2)
    return trials.flatmap(masked)


def _units_rest(data: Dropout, note: Note = lambda event: None) -> bool:
    """Whether all units are at zero after each of two steps, with other masks each time."""
    trial, rounds = data
    start = network = layers.zero(trial)
    for kept in rounds:
        network = _masks.step(network, trial, kept)
        if networks.units(network) != networks.units(start):
            return False
    note("the output bias moves" if network != start else "nothing moves")
    note("masks differ" if any(len(set(row)) > 1 for row in rounds[0]) else "masks agree")
    return True


def _awake(data: Dropout) -> bool:
    """The same with an activation that is not 0 at 0."""
    trial, rounds = data
    return _units_rest((replace(trial, activation="affine"), rounds))


LAW = Law(
    "further.dropout-at-zero",
    "From all zero, with an activation that is 0 at 0, no unit ever moves, whatever the masks.",
    _data,
    _units_rest,
    "So it is with an activation that is not 0 at 0.",
    _awake,
    ("the output bias moves", "masks differ"),
)
