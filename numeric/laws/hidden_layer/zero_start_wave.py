"""The law of hidden.zero-start-wave."""

from __future__ import annotations

import itertools
from fractions import Fraction

from numeric import networks, strategies
from numeric.enclosures import Undecided, any_not_zero, sign
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import Network
from numeric.strategies import WaveTrial

ZERO = Fraction(0)


def _wave_run(trial: WaveTrial) -> tuple[Network, ...]:
    # Scaled by the first step's gain, the rates meet the cases where the wave is held up.
    width = trial.widths[-1]
    return networks.descend(
        networks.zero_network(trial.widths),
        trial.X,
        trial.y,
        activation=layers.activation(trial),
        loss=layers.loss(trial),
        learning_rate=trial.share / (len(trial.y) * layers.gain(trial, width)),
        steps=len(trial.widths),
    )


def _wakes(trial: WaveTrial, network: Network, layer: int) -> bool:
    """Whether a step must move a layer: itself and all below it zero, all units above it equal.

    It does just when no factor of the error that reaches it is zero.
    """
    activation, loss = layers.activation(trial), layers.loss(trial)
    passes = [networks.forward(network, activation, x) for x in trial.X]
    residuals = [loss.slope(seen.output, y) for seen, y in zip(passes, trial.y, strict=True)]
    pulled = layers.weighted(residuals, trial.X if layer == 0 else [()] * len(trial.X))
    # Layers below the first one that moved send one constant on, so any sample's pass will do.
    slopes = [activation.slope(z[0]) for z in passes[0].net_inputs[layer:-1]]
    outgoing = [above.weights[0][0] for above in network[layer + 1 :]]
    return any_not_zero(pulled) and all(map(sign, (*slopes, *outgoing)))


def _zero_start_wave(trial: WaveTrial, note: Note) -> bool:
    run, n = _wave_run(trial), len(trial.widths)
    note(f"{n} weight layers")
    for t, (before, after) in enumerate(itertools.pairwise(run), 1):
        layer = n - t
        if any(value != 0 for value in networks.numbers(after[:layer])):
            return False
        try:
            wakes = _wakes(trial, before, layer)
            moved = any_not_zero(networks.numbers(after[layer : layer + 1]))
        except Undecided:
            note("undecided")
            continue
        if moved is not wakes:
            return False
        note(f"layer {layer + 1} of {n} {'wakes' if wakes else 'sleeps on'}")
        if wakes and t > 2:
            note(f"{trial.activation}: a layer wakes after step 2")
        if not wakes and t > 1 and _wakes(trial, run[0], n - 1):
            note("held up on the way")
    return True


def _zero_start_wave_twin(trial: WaveTrial) -> bool:
    run, n = _wave_run(trial), len(trial.widths)
    if not layers.added(trial.y) or not layers.activation(trial).slope(ZERO):
        return True
    try:
        return all(any_not_zero(networks.numbers(run[t][n - t : n - t + 1])) for t in range(1, n))
    except Undecided:
        return True


LAW = Law(
    "hidden.zero-start-wave",
    "From all zero, if sigma(0) is not 0, after t steps the layers below n - t + 1 are zero, "
    "and layer n - t + 1 moves at step t just when no factor of its error is zero.",
    strategies.wave_trials,
    _zero_start_wave,
    "It moves at step t < n whenever the residuals at zero do not sum to 0.",
    _zero_start_wave_twin,
    (
        "4 weight layers",
        "layer 1 of 4 wakes",
        "layer 1 of 2 wakes",
        "held up on the way",
        "logistic: a layer wakes after step 2",
    ),
)
