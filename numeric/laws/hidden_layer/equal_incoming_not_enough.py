"""The law of hidden.equal-incoming-not-enough."""

from __future__ import annotations

import itertools

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import SQUARED, Network
from numeric.strategies import NetworkTrial


def _equal_incoming(trial: NetworkTrial) -> tuple[Network, Network]:
    """A network whose units are fed alike and differ only in what they send on; one step."""
    incoming = layers.start_of(trial, (0,) * len(trial.v))[0]
    start = (incoming, layers.start_of(trial)[1])
    return start, layers.run(trial, start)[1]


def _not_enough(trial: NetworkTrial, note: Note) -> bool:
    start, after = _equal_incoming(trial)
    activation, loss = layers.activation(trial), layers.loss(trial)
    nets = [layers.net_input(trial.w[0], x, trial.beta[0]) for x in trial.X]
    outputs = [layers.added(trial.v) * activation.value(a) + trial.c for a in nets]
    errors = [
        loss.slope(f, y) * activation.slope(a)
        for f, y, a in zip(outputs, trial.y, nets, strict=True)
    ]
    common = layers.weighted(errors, trial.X)
    change = layers.change(start, after)[0]
    for v, row, bias in zip(trial.v, change.weights, change.biases, strict=True):
        if (*row, bias) != tuple(-trial.rate * v * g for g in common):
            return False
    units = [unit[:2] for unit in networks.units(after)]
    for (j, v), (k, u) in itertools.combinations(enumerate(trial.v), 2):
        separated = v != u and any(common)
        note("separated" if separated else "sent on alike" if v == u else "no error comes back")
        if (units[j] != units[k]) is not separated:
            return False
    witness = networks.descend(
        networks.hidden_layer([[0], [0]], [0, 0], [1, 2], 0),
        [[1]],
        [-1],
        activation=networks.IDENTITY,
        loss=SQUARED,
        learning_rate=trial.rate,
    )
    return witness[1][0].weights == ((-trial.rate,), (-2 * trial.rate,))


def _not_enough_twin(trial: NetworkTrial) -> bool:
    _, after = _equal_incoming(trial)
    return len({unit[:2] for unit in networks.units(after)}) == 1


LAW = Law(
    "hidden.equal-incoming-not-enough",
    "Units fed alike separate at the first step just when they send on unlike and an error "
    "comes back.",
    lambda: strategies.network_trials(least_units=2),
    _not_enough,
    "Units fed alike stay fed alike after the first step.",
    _not_enough_twin,
    ("separated", "sent on alike", "no error comes back"),
)
