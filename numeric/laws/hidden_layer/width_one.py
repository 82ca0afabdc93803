"""The law of hidden.width-one."""

from __future__ import annotations

from collections.abc import Sequence

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import Network
from numeric.strategies import NetworkTrial


def _width_one_runs(
    trial: NetworkTrial, rescaled: bool
) -> tuple[tuple[Network, ...], tuple[Network, ...]]:
    """h equal units, and one unit that sends on h times as much."""
    h = len(trial.v)
    wide = layers.run(trial, layers.start_of(trial, (0,) * h))
    one = networks.hidden_layer(trial.w[:1], trial.beta[:1], [h * trial.v[0]], trial.c)
    incoming = (trial.rate / h, trial.rate / h)
    rates = (incoming, (trial.rate * h, trial.rate)) if rescaled else trial.rate
    narrow = networks.descend(
        one,
        trial.X,
        trial.y,
        activation=layers.activation(trial),
        loss=layers.loss(trial),
        learning_rate=rates,
        steps=trial.steps,
    )
    return wide, narrow


def _same_as_one(trial: NetworkTrial, wide: Sequence[Network], narrow: Sequence[Network]) -> bool:
    h = len(trial.v)
    return all(
        networks.units(many) == ((w, beta, (u / h,)),) * h
        and many[1].biases == one[1].biases
        and networks.output(many, layers.activation(trial), trial.unseen)
        == networks.output(one, layers.activation(trial), trial.unseen)
        for many, one in zip(wide, narrow, strict=True)
        for w, beta, (u,) in networks.units(one)
    )


def _width_one(trial: NetworkTrial, note: Note) -> bool:
    wide, narrow = _width_one_runs(trial, rescaled=True)
    layers.note_run(note, trial, wide)
    note(f"{len(trial.v)} units")
    return _same_as_one(trial, wide, narrow)


def _width_one_twin(trial: NetworkTrial) -> bool:
    return _same_as_one(trial, *_width_one_runs(trial, rescaled=False))


LAW = Law(
    "hidden.width-one",
    "h equal units are one unit with outgoing weight h v, the rate times h there and over h "
    "on its incoming side.",
    lambda: strategies.network_trials(least_units=2),
    _width_one,
    "They are that unit at the same rates.",
    _width_one_twin,
    (*layers.RUN_EVENTS, "2 units", "3 units"),
)
