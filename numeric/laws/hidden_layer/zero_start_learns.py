"""The law of hidden.zero-start-learns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import Network
from numeric.strategies import NetworkTrial

ZERO = Fraction(0)


def _learning_run(trial: NetworkTrial) -> tuple[Fraction, tuple[Network, ...]]:
    """Two steps from zero, at a rate in units of that which makes the output right on average."""
    rate = trial.rate / (len(trial.y) * layers.gain(trial, len(trial.v)))
    run = networks.descend(
        layers.zero(trial),
        trial.X,
        trial.y,
        activation=layers.activation(trial),
        loss=layers.loss(trial),
        learning_rate=rate,
        steps=2,
    )
    return rate, run


def _loss_falls(trial: NetworkTrial, run: Sequence[Network]) -> bool:
    before, after = (
        networks.total_loss(n, layers.activation(trial), layers.loss(trial), trial.X, trial.y)
        for n in run[:2]
    )
    return bool(after < before)


def _learns(trial: NetworkTrial, note: Note) -> bool:
    activation, loss, h = layers.activation(trial), layers.loss(trial), len(trial.v)
    # The logistic function too is asked at 0 alone: neither is an enclosure.
    height, slope = Fraction(activation.value(ZERO)), Fraction(activation.slope(ZERO))
    rate, (_, first, second) = run = _learning_run(trial)
    total = layers.added([loss.slope(ZERO, y) for y in trial.y])
    v, c = -rate * height * total, -rate * total
    f = h * v * height + c
    residuals = [loss.slope(f, y) for y in trial.y]
    pulled = layers.weighted(residuals, trial.X)
    row = tuple(-rate * v * slope * g for g in pulled)
    expected = networks.hidden_layer(
        [row[:-1]] * h, [row[-1]] * h, [v - rate * height * pulled[-1]] * h, c - rate * pulled[-1]
    )
    note("outgoing weights move" if total else "residuals cancel")
    woken = bool(total and slope and any(pulled[:-1]))
    note("incoming weights move" if woken else "incoming weights stay")
    note(trial.activation)
    falls, fell = bool(total) and trial.rate < 2, _loss_falls(trial, run[1])
    if loss.name == "squared":
        note("loss falls" if falls else "loss flat" if trial.rate == 2 else "loss does not fall")
    # Huber's loss bends no more than the squared one, so it falls where that does.
    if falls is not fell and (falls or loss.name == "squared"):
        return False
    return (
        # As rate and height are not 0, v moves just when the total is not 0, and w when woken.
        first == (layers.zero(trial)[0], networks.Layer(((v,) * h,), (c,)))
        and second == expected
        and any(row[:-1]) is woken
    )


def _learns_twin(trial: NetworkTrial) -> bool:
    return not layers.added(trial.y) or _loss_falls(trial, _learning_run(trial)[1])


LAW = Law(
    "hidden.zero-start-learns",
    "From all zero, if sigma(0) is not 0, v moves just when the loss's slopes at 0 do not sum "
    "to 0, then w; the squared loss falls just when rate m (1 + h sigma(0)^2) < 2.",
    lambda: strategies.network_trials(
        activations=strategies.NOT_ZERO_AT_ZERO, losses=("squared", "huber")
    ),
    _learns,
    "If v moves the loss falls, whatever the rate.",
    _learns_twin,
    (
        "outgoing weights move",
        "residuals cancel",
        "incoming weights move",
        "incoming weights stay",
        "loss falls",
        "loss flat",
        "loss does not fall",
        "logistic",
    ),
)
