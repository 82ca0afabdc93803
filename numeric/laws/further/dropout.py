"""The law of further.dropout."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.laws import _layers as layers
from numeric.laws.further import _masks
from numeric.laws.further._masks import Masks
from numeric.networks import Network
from numeric.strategies import NetworkTrial, Vector

Dropout: TypeAlias = tuple[NetworkTrial, Masks]
ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def _mirrored(data: Dropout) -> Dropout:
    """Every sample once more, with the masks exchanged."""
    trial, kept = data
    twice = replace(trial, X=trial.X * 2, y=trial.y * 2)
    return twice, (*kept, *(row[::-1] for row in kept))


def _data() -> SearchStrategy[Dropout]:
    drawn = strategies.network_trials(least_units=2).flatmap(
        lambda trial: st.tuples(st.just(trial), _masks.masks(len(trial.X), 2))
    )
    return st.one_of(drawn, drawn.map(_mirrored))


def _two_equal(trial: NetworkTrial) -> Network:
    w, beta, v = trial.w[0], trial.beta[0], trial.v[0]
    return networks.hidden_layer([w, w], [beta, beta], [v, v], trial.c)


def _not_shared(data: Dropout) -> Vector:
    """The sums by incoming weights, bias and outgoing weight, masks counted with their signs."""
    trial, kept = data
    sigma, v, sums = layers.activation(trial), trial.v[0], [ZERO] * (len(trial.X[0]) + 2)
    for x, y, (first, second) in zip(trial.X, trial.y, kept, strict=True):
        z = layers.net_input(trial.w[0], x, trial.beta[0])
        error = layers.loss(trial).slope((first + second) * v * sigma.value(z) + trial.c, y)
        back = error * v * sigma.slope(z)
        added = (*(back * a for a in x), back, error * sigma.value(z))
        sums = [s + (first - second) * a for s, a in zip(sums, added, strict=True)]
    return tuple(sums)


def _flat(unit: tuple[Vector, Fraction, Vector]) -> Vector:
    w, beta, v = unit
    return (*w, beta, *v)


def _parts(data: Dropout, note: Note) -> bool:
    trial, kept = data
    first, second = map(_flat, networks.units(_masks.step(_two_equal(trial), trial, kept)))
    gap, sums = tuple(a - b for a, b in zip(first, second, strict=True)), _not_shared(data)
    note(
        "parted"
        if any(gap)
        else "masks agree"
        if all(a == b for a, b in kept)
        else "equal though the masks differ"
    )
    example = replace(
        trial, X=((ONE,),), y=(ZERO,), w=((ONE,),), beta=(ZERO,), v=(ONE,), c=ZERO, rate=HALF,
        activation="identity", loss="squared",
    )  # fmt: skip
    once = _masks.step(_two_equal(example), example, ((ONE, ZERO),))
    both = replace(example, X=example.X * 2, y=example.y * 2)
    twice = _masks.step(_two_equal(both), both, ((ONE, ZERO), (ZERO, ONE)))
    return (
        gap == tuple(-trial.rate * s for s in sums)
        and once[1].weights == ((HALF, ONE),)
        and twice[1].weights == ((HALF, HALF),)
    )


def _parts_twin(data: Dropout) -> bool:
    trial, kept = data
    first, second = networks.units(_masks.step(_two_equal(trial), trial, kept))
    return first != second or all(a == b for a, b in kept)


LAW = Law(
    "further.dropout",
    "Two equal units differ after a step by minus the rate times what they do not share, masks "
    "counted with their signs.",
    _data,
    _parts,
    "Units with different masks are different after a step.",
    _parts_twin,
    ("parted", "masks agree", "equal though the masks differ"),
)
