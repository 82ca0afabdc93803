"""The law of hidden.unequal-units-can-merge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.networks import IDENTITY, SQUARED, Network
from numeric.strategies import NetworkTrial

ONE, ZERO = Fraction(1), Fraction(0)
ODD = ("identity", "cube", "climbing cube", "hard tanh")


@dataclass(frozen=True)
class Merging:
    """Legs of a right triangle, an outgoing weight and a rate; and a trial for mirror images."""

    legs: tuple[int, int]
    v: Fraction
    rate: Fraction
    trial: NetworkTrial


def _data() -> SearchStrategy[Merging]:
    return st.builds(
        Merging,
        st.sampled_from(((3, 4), (4, 3), (5, 12), (8, 15), (0, 1))),
        strategies.signed_rationals().map(lambda v: v or ONE),
        strategies.small_rates(),
        strategies.network_trials(activations=ODD),
    )


def _step_of_two(data: Merging) -> tuple[Network, ...]:
    """Two units of which the second is all 0, and one step that was made to end the first."""
    a, b = data.legs
    x = Fraction(a, b)
    # The rate times the error, whose square is 1 / (1 + x * x).
    share = Fraction(b, math.isqrt(a * a + b * b))
    w, beta, v = share * data.v * x, share * data.v, data.v
    target = v * (w * x + beta) - share / data.rate
    start = networks.hidden_layer([[w], [ZERO]], [beta, ZERO], [v, ZERO], ZERO)
    return networks.descend(
        start, [[x]], [target], activation=IDENTITY, loss=SQUARED, learning_rate=data.rate, steps=2
    )


def _mirrored(trial: NetworkTrial) -> tuple[Network, ...]:
    """Units and after them their mirror images."""
    w, beta, v = trial.w, trial.beta, trial.v
    start = networks.hidden_layer(
        [*w, *(tuple(-a for a in row) for row in w)],
        [*beta, *(-b for b in beta)],
        [*v, *(-u for u in v)],
        trial.c,
    )
    return layers.run(trial, start)


def _are_mirrored(network: Network) -> bool:
    made = networks.units(network)
    half = len(made) // 2
    return all(
        (tuple(-a for a in w), -beta, tuple(-u for u in v)) == other
        for (w, beta, v), other in zip(made[:half], made[half:], strict=True)
    )


def _merge(data: Merging, note: Note) -> bool:
    before, after, later = _step_of_two(data)
    one, two = networks.units(before)
    note("start different" if one != two else "start equal")
    note(data.trial.activation)
    run = _mirrored(data.trial)
    note("mirror images move" if run[-1] != run[0] else "mirror images rest")
    nothing = ((ZERO,), ZERO, (ZERO,))
    # The ledger's numbers.
    ledger = Merging((3, 4), ONE, Fraction(4, 5), data.trial)
    (unit, idle), target = networks.units(_step_of_two(ledger)[0]), Fraction(1, 4)
    return (
        one != two
        and all(networks.units(network) == (nothing,) * 2 for network in (after, later))
        and all(map(_are_mirrored, run))
        and unit == ((Fraction(3, 5),), Fraction(4, 5), (ONE,))
        and idle == nothing
        and networks.output(_step_of_two(ledger)[0], IDENTITY, (Fraction(3, 4),)) - 1 == target
    )


def _merge_twin(data: Merging) -> bool:
    return all(len(set(networks.units(network))) == 2 for network in _step_of_two(data))


LAW = Law(
    "hidden.unequal-units-can-merge",
    "Linear units that start different are equal after a step, for x where 1 + x^2 is a square; "
    "mirror images stay so where the activation is odd.",
    _data,
    _merge,
    "Units that start different stay different.",
    _merge_twin,
    ("start different", "mirror images move", *ODD),
)
