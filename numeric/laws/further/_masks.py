"""Dropout: a mask for every unit and sample, by networks whose outgoing weights are masked."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks
from numeric.laws import _layers as layers
from numeric.networks import Layer, Network
from numeric.strategies import NetworkTrial, Vector

Masks = tuple[Vector, ...]


def masks(samples: int, units: int) -> SearchStrategy[Masks]:
    """Zeros and ones, one of each sample's for every unit; or zeros and twos."""
    bits = st.tuples(*[st.tuples(*[st.integers(0, 1)] * units)] * samples)
    scales = st.sampled_from((1, 1, 2))
    return st.tuples(bits, scales).map(
        lambda pair: tuple(tuple(Fraction(bit * pair[1]) for bit in row) for row in pair[0])
    )


def step(network: Network, trial: NetworkTrial, kept: Sequence[Vector]) -> Network:
    """One step on all samples, each with its masks."""
    total: Network | None = None
    for x, y, mask in zip(trial.X, trial.y, kept, strict=True):
        hidden, (row, bias) = network[0], network[1]
        masked = tuple(r * v for r, v in zip(mask, row[0], strict=True))
        slope = networks.gradient(
            (hidden, Layer((masked,), bias)),
            layers.activation(trial),
            layers.loss(trial),
            (x,),
            (y,),
        )
        # What reaches an outgoing weight passes its mask once more.
        outgoing = tuple(r * g for r, g in zip(mask, slope[1].weights[0], strict=True))
        one = (slope[0], Layer((outgoing,), slope[1].biases))
        total = one if total is None else networks.combine(total, one, lambda a, b: a + b)
    assert total is not None
    return networks.step(network, total, [(trial.rate, trial.rate)] * 2)
