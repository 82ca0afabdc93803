"""Runs of networks on trials, and what their laws read off them.

The formulas of the ledger are written again here for one hidden layer, so that back-propagation in
`numeric.networks` is put to the test.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from numeric import networks, strategies
from numeric.law import Note
from numeric.networks import SQUARED, Activation, Loss, Network
from numeric.strategies import NetworkTrial, Vector, WaveTrial

ZERO = Fraction(0)


def activation(trial: NetworkTrial | WaveTrial) -> Activation:
    return networks.ACTIVATIONS[trial.activation]


def loss(trial: NetworkTrial | WaveTrial) -> Loss:
    return networks.LOSSES[trial.loss]


def start_of(trial: NetworkTrial, units: Sequence[int] | None = None) -> Network:
    """The trial's network, with these of its units in this order."""
    js = range(len(trial.v)) if units is None else units
    return networks.hidden_layer(
        [trial.w[j] for j in js], [trial.beta[j] for j in js], [trial.v[j] for j in js], trial.c
    )


def zero(trial: NetworkTrial) -> Network:
    return networks.zero_network((len(trial.X[0]), len(trial.v)))


def run(trial: NetworkTrial, start: Network) -> tuple[Network, ...]:
    return networks.descend(
        start,
        trial.X,
        trial.y,
        activation=activation(trial),
        loss=loss(trial),
        learning_rate=trial.rate,
        steps=trial.steps,
    )


def float_run(trial: NetworkTrial, start: Network, activation: Activation) -> tuple[Network, ...]:
    """The run in float64, with another activation, written bit for bit."""
    made = networks.descend(
        networks.each(start, float),
        [[float(value) for value in x] for x in trial.X],
        [float(value) for value in trial.y],
        activation=activation,
        loss=SQUARED,
        learning_rate=float(trial.rate),
        steps=trial.steps,
    )
    # Adding 0.0 makes -0.0, which is no other number, print as 0.0.
    return tuple(networks.each(network, lambda value: (value + 0.0).hex()) for network in made)


def added(values: Sequence[Any]) -> Any:
    total: Any = ZERO
    for value in values:
        total = total + value
    return total


def net_input(w: Vector, x: Vector, bias: Fraction) -> Fraction:
    return bias + Fraction(added([a * b for a, b in zip(w, x, strict=True)]))


def weighted(factors: Sequence[Any], rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """The sum of the rows, each times its factor, and the sum of the factors: (x_i, 1)."""
    columns = zip(*rows, strict=True)
    sums = [added([f * a for f, a in zip(factors, c, strict=True)]) for c in columns]
    return (*sums, added(factors))


def change(before: Network, after: Network) -> Network:
    return networks.combine(after, before, lambda a, b: a - b)


def note_run(note: Note, trial: NetworkTrial, run: Sequence[Network]) -> None:
    """Note what matters to every law: whether something moved, and whether a kink was met."""
    note("moved" if run[-1] != run[0] else "nothing moved")
    note("rate above one" if trial.rate > 1 else "rate at most one")
    if len(run) > 2:
        note("two steps or more")
    kinks = {"hard tanh": (-1, 1)}.get(trial.activation, (0,))
    first = run[0]
    if trial.activation in strategies.PIECEWISE_LINEAR[1:] and any(
        z in kinks
        for x in trial.X
        for z in networks.forward(first, activation(trial), x).net_inputs[0]
    ):
        note("at a kink")


RUN_EVENTS = ("moved", "rate above one", "two steps or more", "at a kink")


def first_update(trial: NetworkTrial) -> Network:
    start = start_of(trial)
    return change(start, run(trial, start)[1])


def deep_zero(trial: NetworkTrial) -> Network:
    """Zero, with one hidden layer or, where the trial's units are three, with two."""
    h = len(trial.v)
    return networks.zero_network((len(trial.X[0]), h) if h < 3 else (len(trial.X[0]), h, 2))


def gain(trial: NetworkTrial | WaveTrial, width: int) -> Fraction:
    """1 + h sigma(0)^2: how far the output moves at zero for a unit step along its gradient."""
    return 1 + width * Fraction(activation(trial).value(ZERO)) ** 2
