"""The law of linear.direction-iff-eigenvector."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import inner, rank, scaled, times
from numeric.strategies import SpectralTrial


def _direction_iff_eigenvector(trial: SpectralTrial, note: Note) -> bool:
    zeros, rate, t = descent.zeros(trial), trial.rate, trial.steps
    b = descent.mean_along_columns(trial.X, trial.y)
    a_b = descent.mean_along_columns(trial.X, times(trial.X, b))
    if not any(b):
        note("b is zero")
        return set(descent.squared(trial, zeros, rate)) == {zeros}
    if any(descent.minors(b, a_b)):
        note("b is no eigenvector")
        # b /\ w(t) over eta^2 is a polynomial in eta of degree t - 2 that is not zero: of any
        # t - 1 rates, however small, one gives another direction than the limit, that of b.
        ends = [descent.squared(trial, zeros, rate / k)[-1] for k in range(1, t)]
        return any(any(descent.minors(b, end)) for end in ends)
    note("b is an eigenvector")
    eigenvalue = inner(b, a_b) / descent.squared_length(b)
    kept = 1 - rate * eigenvalue
    for k, weights in enumerate(descent.squared(trial, zeros, rate)):
        if weights != scaled((1 - kept**k) / eigenvalue, b):
            return False
        along = inner(weights, b)
        if k and along <= 0:
            note("flips" if along < 0 else "back at zero")
        elif k:
            note("keeps the direction")
        # Below 2/lambda always; beyond, for odd k alone.
        if k and (along > 0) is not (rate * eigenvalue < 2 or k % 2 == 1):
            return False
        if (along < 0) is not (rate * eigenvalue > 2 and k % 2 == 0 and k > 0):
            return False
    return eigenvalue > 0


def _direction_iff_eigenvector_twin(trial: SpectralTrial) -> bool:
    if rank(trial.X) < len(trial.X[0]):
        return True
    first, second = (
        descent.squared(trial, descent.zeros(trial), trial.rate / k)[-1] for k in (1, 2)
    )
    return not any(descent.minors(first, second))


LAW = Law(
    "linear.direction-iff-eigenvector",
    "Where A b = lambda b the weights are (1 - (1 - eta lambda)^t) / lambda times b, with the "
    "signs that follow; elsewhere some of t - 1 rates turns them away from b.",
    strategies.spectral_trials,
    _direction_iff_eigenvector,
    "The direction is free of the rate whenever X has full column rank.",
    _direction_iff_eigenvector_twin,
    ("flips", "back at zero", "keeps the direction", "b is no eigenvector", "b is zero"),
)
