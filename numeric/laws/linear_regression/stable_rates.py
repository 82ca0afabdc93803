"""The law of linear.stable-rates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, subtracted
from numeric.strategies import SpectralTrial

ZERO = Fraction(0)


def _settles(trial: SpectralTrial, increments: Sequence[Vector]) -> bool:
    """Whether the first two increments shrink along every eigenvector they have a part along."""
    first, second = (descent.parts(trial, increment) for increment in increments[:2])
    return all(
        abs(after) < abs(before) for before, after in zip(first, second, strict=True) if before
    )


def _stable_rates(trial: SpectralTrial, note: Note) -> bool:
    descent.note_data(note, trial)
    path = descent.squared(trial, descent.zeros(trial), trial.rate)
    increments = [subtracted(after, before) for before, after in pairwise(path)]
    b = descent.parts(trial, descent.mean_along_columns(trial.X, trial.y))
    met = [abs(k) for k, part in zip(descent.kept_parts(trial), b, strict=True) if part]
    converges = max(met, default=ZERO) < 1
    note("converges" if converges else "keeps its size" if max(met) == 1 else "diverges")
    if converges and descent.rho(trial) >= 1:
        note("converges at a rate that some eigenvalue forbids")
    if _settles(trial, increments) is not converges:
        return False
    # Each step multiplies each part of an increment by 1 - eta lambda, so two steps tell all.
    if not descent.multiplied_each_step(trial, increments):
        return False
    if converges:
        solution = gradient_descent.minimum_norm(trial.X, trial.y)
        return descent.within(descent.errors(path, solution), max(met, default=ZERO))
    unstable = [j for j, k in enumerate(descent.kept_parts(trial)) if abs(k) >= 1]
    least = sum(((trial.rate * b[j]) ** 2 for j in unstable), ZERO)
    return all(descent.squared_length(increment) >= least > 0 for increment in increments)


def _stable_rates_twin(trial: SpectralTrial) -> bool:
    path = descent.squared(trial, descent.zeros(trial), trial.rate, 2)
    increments = [subtracted(after, before) for before, after in pairwise(path)]
    return _settles(trial, increments) is (descent.rho(trial) < 1)


LAW = Law(
    "linear.stable-rates",
    "From zero the run converges just where |1 - eta lambda| < 1 for the eigenvalues whose "
    "eigenvectors b has a part along.",
    strategies.spectral_trials,
    _stable_rates,
    "Just where |1 - eta lambda| < 1 for every positive eigenvalue.",
    _stable_rates_twin,
    (
        "converges",
        "keeps its size",
        "diverges",
        "converges at a rate that some eigenvalue forbids",
        "rank deficient",
    ),
)
