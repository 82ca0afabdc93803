"""The law of hidden.zero-start-centred."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from numeric import networks, strategies
from numeric.enclosures import sign
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import LOGISTIC, SQUARED, Activation, Loss
from numeric.strategies import NetworkTrial, Vector

ONE = Fraction(1)
ZERO = Fraction(0)


def _betters_zero(
    activation: Activation, loss: Loss, X: Sequence[Vector], y: Sequence[Fraction]
) -> bool:
    """Whether a step away from the constant 0 along the first input, either way, costs less."""
    along = [(1, *(0 for _ in X[0][1:]))]
    constant = activation.value(ZERO)
    small = [
        networks.hidden_layer(along, [0], [v], -v * constant)
        for v in (Fraction(1, 8), Fraction(-1, 8))
    ]
    zero = networks.zero_network((len(X[0]), 1))
    cost, *others = (
        networks.total_loss(n, activation, loss, tuple(X), tuple(y)) for n in (zero, *small)
    )
    return any(other < cost for other in others)


def _centred(trial: NetworkTrial, note: Note) -> bool:
    activation = layers.activation(trial)
    mean = layers.added(trial.y) / len(trial.y)
    # A mean of zero will do for the squared loss; mirrored targets will for any even loss.
    mirrored = trial.loss != "squared"
    X = (*trial.X, *(tuple(-a for a in x) for x in trial.X)) if mirrored else trial.X
    y = (*trial.y, *(-t for t in trial.y)) if mirrored else tuple(t - mean for t in trial.y)
    start, loss = layers.deep_zero(trial), layers.loss(trial)
    options: dict[str, Any] = {"activation": activation, "learning_rate": trial.rate}
    run = networks.descend(start, X, y, loss=loss, steps=trial.steps, **options)
    note("targets not zero" if any(y) else "targets zero")
    note("mirrored" if mirrored else "mean removed")
    note(trial.activation)
    witness = (((-ONE,), (ONE,)), (-ONE, ONE))
    still = networks.descend(networks.zero_network((1, 1)), *witness, loss=SQUARED, **options)
    # With the logistic function 4 sigma(x) - 2 fits the witness better than 0 does.
    fit = networks.hidden_layer([[1]], [0], [4], -2)
    gap = networks.total_loss(still[1], LOGISTIC, SQUARED, *witness) - networks.total_loss(
        fit, LOGISTIC, SQUARED, *witness
    )
    if trial.activation not in ("logistic", "tanh"):
        better = _betters_zero(activation, loss, X, y)
        note("zero is not optimal" if better else "no better network at hand")
    return (
        all(network == start for network in run)
        and not any(networks.numbers(still[1]))
        and sign(gap) > 0
    )


def _centred_twin(trial: NetworkTrial) -> bool:
    start = layers.deep_zero(trial)
    return all(network == start for network in layers.run(trial, start))


LAW = Law(
    "hidden.zero-start-centred",
    "From all zero nothing ever moves if the loss's slopes at 0 sum to 0, whatever sigma.",
    lambda: strategies.network_trials(
        activations=strategies.ZERO_AT_ZERO + strategies.NOT_ZERO_AT_ZERO,
        losses=("squared", "huber", "absolute"),
    ),
    _centred,
    "Nothing ever moves, whatever the targets.",
    _centred_twin,
    ("targets not zero", "mirrored", "mean removed", "zero is not optimal", "logistic", "tanh"),
)
