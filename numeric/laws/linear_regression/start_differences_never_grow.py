"""The law of linear.start-differences-never-grow."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import identity, is_positive_semidefinite, scaled, subtracted
from numeric.strategies import SpectralTrial

Shared: TypeAlias = tuple[SpectralTrial, Fraction]
"""Data, and a share of the largest rate that the theorem allows."""


def _shared_data() -> SearchStrategy[Shared]:
    shares = [Fraction(share, 6) for share in (1, 2, 3, 5, 6, 6)]
    return st.tuples(strategies.spectral_trials(), st.sampled_from(shares))


def _distances(trial: SpectralTrial, rate: Fraction) -> list[Fraction]:
    """The squared distance of the two runs after each step."""
    paths = (descent.squared(trial, start, rate) for start in (trial.start, trial.other))
    apart = (subtracted(w, v) for w, v in zip(*paths, strict=True))
    return [descent.squared_length(difference) for difference in apart]


def _never_grow(data: Shared, note: Note) -> bool:
    trial, share = data
    largest = max(trial.eigenvalues)
    rate = 2 * share / largest if largest else trial.rate
    if largest and share == 1:
        note("rate at the bound")
    descent.note_data(note, trial)
    A, _ = gradient_descent.moments(trial.X, trial.y)
    bounded = tuple(
        subtracted(scaled(largest, unit), row)
        for unit, row in zip(identity(len(A)), A, strict=True)
    )
    apart = _distances(trial, rate)
    if apart[0]:
        note("distance kept" if apart[-1] == apart[0] else "distance falls")
    return is_positive_semidefinite(bounded) and all(
        after <= before for before, after in pairwise(apart)
    )


def _never_grow_twin(data: Shared) -> bool:
    apart = _distances(data[0], data[0].rate)
    return all(distance <= apart[0] for distance in apart)


LAW = Law(
    "linear.start-differences-never-grow",
    "At rates up to 2 over the largest eigenvalue no step brings two runs farther apart.",
    _shared_data,
    _never_grow,
    "At no rate are two runs ever farther apart than their starts.",
    _never_grow_twin,
    ("rate at the bound", "rank deficient", "no features", "distance kept", "distance falls"),
)
