"""The law of hidden.backprop-linear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.strategies import NetworkTrial

ONE = Fraction(1)


def _sent_back(trial: NetworkTrial, outgoing: Sequence[Fraction], scale: Fraction) -> Any:
    """The errors at the units, for any outgoing weights but with the trial's own forward pass."""
    start = layers.start_of(trial)
    seen = networks.forward(start, layers.activation(trial), trial.X[0])
    network = (start[0], start[1]._replace(weights=(tuple(outgoing),)))
    return networks.errors(network, layers.activation(trial), seen, scale)[0]


def _backprop_linear(trial: NetworkTrial, note: Note) -> bool:
    x, y, v, other = trial.X[0], trial.y[0], trial.v, trial.beta
    activation, start = layers.activation(trial), layers.start_of(trial)
    nets = [layers.net_input(w, x, b) for w, b in zip(trial.w, trial.beta, strict=True)]
    f = layers.added([a * activation.value(z) for a, z in zip(v, nets, strict=True)]) + trial.c
    error = layers.loss(trial).slope(f, y)
    sent = _sent_back(trial, v, error)
    mixed = [a + trial.scale * b for a, b in zip(v, other, strict=True)]
    slope = networks.gradient(start, activation, layers.loss(trial), (x,), (y,))
    for a, z, e in zip(v, nets, sent, strict=True):
        note("nothing sent on" if a == 0 else "error" if e else "no error")
        if e != a * activation.slope(z) * error:
            return False
    others = _sent_back(trial, other, error)
    mixture = tuple(a + trial.scale * b for a, b in zip(sent, others, strict=True))
    scaled = tuple(trial.scale * e for e in sent)
    of_mixed, of_scaled = (
        _sent_back(trial, mixed, error),
        _sent_back(trial, v, trial.scale * error),
    )
    return bool(slope[0].biases == sent and of_mixed == mixture and of_scaled == scaled)


def _backprop_linear_twin(trial: NetworkTrial) -> bool:
    doubled = replace(
        trial,
        w=tuple(tuple(2 * a for a in row) for row in trial.w),
        beta=tuple(2 * b for b in trial.beta),
    )
    sent = _sent_back(trial, trial.v, ONE)
    return bool(_sent_back(doubled, trial.v, ONE) == tuple(2 * e for e in sent))


LAW = Law(
    "hidden.backprop-linear",
    "The error sent back to a unit is v sigma'(a) times the output's: linear in the outgoing "
    "weights, the forward pass held fixed.",
    strategies.network_trials,
    _backprop_linear,
    "It is linear in the incoming weights.",
    _backprop_linear_twin,
    ("nothing sent on", "error", "no error"),
)
