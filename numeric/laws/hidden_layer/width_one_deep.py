"""The law of hidden.width-one-deep."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.networks import Layer, Network
from numeric.strategies import Matrix, Vector


@dataclass(frozen=True)
class DeepTrial:
    """One unit of each hidden layer, how many such units there are, and samples to train on.

    ``first`` has the weights of the inputs, ``weights`` one number from each hidden layer to the
    next and to the output, ``biases`` one for each layer, the output's among them.
    """

    widths: tuple[int, ...]
    first: Vector
    weights: Vector
    biases: Vector
    X: Matrix
    y: Vector
    activation: str
    loss: str
    rate: Fraction
    steps: int
    unseen: Vector


@st.composite
def deep_trials(draw: st.DrawFn) -> DeepTrial:
    """One to three hidden layers of one to three equal units on one or two features."""
    widths = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    layers, d, m = len(widths), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    bent = draw(st.booleans())
    names = strategies.PIECEWISE_LINEAR if bent else ("affine", "square", "bowl")
    # The digits of exact weights multiply with layers and steps where activations are curved.
    steps = draw(st.integers(1, 3 if bent else 2 if layers < 3 else 1))
    return DeepTrial(
        widths=widths,
        first=draw(strategies.vectors(d, 1, 2)),
        weights=draw(strategies.vectors(layers, 2, 2)),
        biases=draw(strategies.vectors(layers + 1, 2, 2)),
        X=draw(strategies.matrices(m, d, 1, 2)),
        y=draw(strategies.vectors(m, 1, 2)),
        activation=draw(st.sampled_from(names)),
        loss=draw(st.sampled_from(("squared", "huber", "skew"))) if bent else "squared",
        rate=draw(strategies.small_rates()),
        steps=steps,
        unseen=draw(strategies.vectors(d, 1)),
    )


def _network(trial: DeepTrial, widths: tuple[int, ...], weights: Vector) -> Network:
    """Equal units in each layer, with these weights between the layers."""
    made = [Layer((trial.first,) * widths[0], (trial.biases[0],) * widths[0])]
    rest = zip(weights, trial.biases[1:], pairwise((*widths, 1)), strict=True)
    for weight, bias, (below, units) in rest:
        made.append(Layer(((weight,) * below,) * units, (bias,) * units))
    return networks.check_network(tuple(made))


def _runs(trial: DeepTrial, rescaled: bool) -> tuple[tuple[Network, ...], tuple[Network, ...]]:
    """The wide network, and the one with a single unit a layer."""
    sizes = (1, *trial.widths, 1)
    one = tuple(h * w for h, w in zip(trial.widths, trial.weights, strict=True))
    rates = [(trial.rate * below / units, trial.rate / units) for below, units in pairwise(sizes)]
    starts = (
        (_network(trial, trial.widths, trial.weights), trial.rate),
        (_network(trial, (1,) * len(trial.widths), one), rates if rescaled else trial.rate),
    )
    wide, narrow = (
        networks.descend(
            start,
            trial.X,
            trial.y,
            activation=networks.ACTIVATIONS[trial.activation],
            loss=networks.LOSSES[trial.loss],
            learning_rate=rate,
            steps=trial.steps,
        )
        for start, rate in starts
    )
    return wide, narrow


def _same(trial: DeepTrial, wide: Network, narrow: Network) -> bool:
    """Whether equal units are, layer by layer, the single one with the weights of all below."""
    activation = networks.ACTIVATIONS[trial.activation]
    below = (1, *trial.widths)
    return all(
        tuple(tuple(h * weight for weight in row) for row in many.weights) == (spread,) * units
        and many.biases == one.biases * units
        for many, one, h, units in zip(wide, narrow, below, (*trial.widths, 1), strict=True)
        for spread in [one.weights[0] * (len(many.weights[0]) // len(one.weights[0]))]
    ) and networks.output(wide, activation, trial.unseen) == networks.output(
        narrow, activation, trial.unseen
    )


def _deep(trial: DeepTrial, note: Note) -> bool:
    wide, narrow = _runs(trial, rescaled=True)
    note(f"{len(trial.widths)} hidden layers")
    note("moved" if wide[-1] != wide[0] else "nothing moved")
    bent = trial.activation in strategies.PIECEWISE_LINEAR
    note(f"{trial.loss} loss, activation {'bent' if bent else 'smooth'}")
    if trial.steps > 1:
        note("two steps or more")
    if len(set(trial.widths)) > 1:
        note("widths differ")
    if max(trial.widths) > 1 and wide[-1][0] != wide[0][0]:
        note("the first of several layers moved" if len(trial.widths) > 1 else "one layer moved")
    return all(_same(trial, *pair) for pair in zip(wide, narrow, strict=True))


def _twin(trial: DeepTrial) -> bool:
    return all(_same(trial, *pair) for pair in zip(*_runs(trial, rescaled=False), strict=True))


LAW = Law(
    "hidden.width-one-deep",
    "Layers of h_1, h_2, ... equal units are one unit a layer with h times the weights from the "
    "layer below, and rates times h below over h above.",
    deep_trials,
    _deep,
    "They are those units at the same rates.",
    _twin,
    (
        "1 hidden layers",
        "3 hidden layers",
        "moved",
        "two steps or more",
        "widths differ",
        "the first of several layers moved",
    ),
)
