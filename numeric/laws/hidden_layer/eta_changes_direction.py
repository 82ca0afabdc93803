"""The law of hidden.eta-changes-direction."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import LOGISTIC, SQUARED, Activation
from numeric.strategies import NetworkTrial

ONE = Fraction(1)
ZERO = Fraction(0)


Shares: TypeAlias = tuple[Fraction, Fraction]


def _one_sample(
    activation: Activation, x: Fraction, y: Fraction, rate: Fraction
) -> tuple[Any, ...]:
    """w, beta, v, c of one unit after two steps from zero on one sample."""
    run = networks.descend(
        networks.zero_network((1, 1)),
        [[x]],
        [y],
        activation=activation,
        loss=SQUARED,
        learning_rate=rate,
        steps=2,
    )
    return networks.numbers(run[-1])


def _parallel(first: Sequence[Any], second: Sequence[Any]) -> bool:
    pairs = list(zip(first, second, strict=True))
    return all(a * q == b * p for (a, p), (b, q) in itertools.combinations(pairs, 2))


def _direction_data() -> SearchStrategy[tuple[NetworkTrial, Shares]]:
    trials = strategies.network_trials(
        activations=strategies.NOT_ZERO_AT_ZERO, losses=("squared",), most_samples=1
    )
    return st.tuples(trials, strategies.rate_shares())


def _two_directions(data: tuple[NetworkTrial, Shares]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    trial, (s, t) = data
    x, y, gain = trial.X[0][0], trial.y[0], layers.gain(trial, 1)
    first, second = (_one_sample(layers.activation(trial), x, y, share / gain) for share in (s, t))
    return first, second


def _eta_changes_direction(data: tuple[NetworkTrial, Shares], note: Note) -> bool:
    trial, (s, t) = data
    x, y, gain = trial.X[0][0], trial.y[0], layers.gain(trial, 1)
    height, slope = layers.activation(trial).value(ZERO), layers.activation(trial).slope(ZERO)
    first, second = _two_directions(data)
    # With s = rate (1 + sigma(0)^2): (w, beta) ~ s^2 (1 - s) (x, 1) and (v, c) ~ s (2 - s).
    for share, made in ((s, first), (t, second)):
        rate = share / gain
        beta = rate**2 * height * slope * y**2 * (1 - share)
        c = rate * y * (2 - share)
        if made != (beta * x, beta, height * c, c):
            return False
    alike = not (y and slope) or s * (1 - s) * (2 - t) == t * (1 - t) * (2 - s)
    note("directions differ" if not alike else "target zero" if y == 0 else "directions agree")
    note("slope zero at zero" if slope == 0 else "slope at zero")
    note("rate above one" if max(s, t) > gain else "rates at most one")
    # The ledger's numbers.
    w, beta, v, c = _one_sample(LOGISTIC, ONE, ONE, ONE)
    other = _one_sample(LOGISTIC, ONE, ONE, Fraction(1, 2))
    return (
        _parallel(first, second) is alike
        and (w, beta, v, c) == (Fraction(-1, 32), Fraction(-1, 32), Fraction(3, 8), Fraction(3, 4))
        and (*other, v * other[0] - w * other[2])
        == (
            *(Fraction(3, 256), Fraction(3, 256), Fraction(11, 32), Fraction(11, 16)),
            Fraction(31, 2048),
        )
    )


def _eta_changes_direction_twin(data: tuple[NetworkTrial, Shares]) -> bool:
    return _parallel(*_two_directions(data))


LAW = Law(
    "hidden.eta-changes-direction",
    "After two steps from zero on one sample, the directions at two rates s / K and t / K, "
    "K = 1 + sigma(0)^2, agree just when s (1 - s) (2 - t) = t (1 - t) (2 - s).",
    _direction_data,
    _eta_changes_direction,
    "From zero the rate does not change the direction.",
    _eta_changes_direction_twin,
    ("directions differ", "directions agree", "rate above one", "slope at zero"),
)
