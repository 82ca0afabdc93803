"""The law of further.convex-descent-can-fail."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import inner
from numeric.strategies import SpectralTrial

ZERO = Fraction(0)


def _missing(trial: SpectralTrial, place: int, rate: Fraction) -> list[Fraction]:
    """Along one eigenvector, what is missing to where the slope is 0, for each step."""
    q, value = trial.basis[place], trial.eigenvalues[place]
    best = inner(q, descent.mean_along_columns(trial.X, trial.y)) / value
    return [inner(q, w) - best for w in descent.squared(trial, trial.start, rate)]


def _losses(trial: SpectralTrial, rate: Fraction) -> list[Fraction]:
    path = descent.squared(trial, trial.start, rate)
    return [descent.squares(trial.X, trial.y, w) for w in path]


def _convex_descent_can_fail(trial: SpectralTrial, note: Note) -> bool:
    known = SpectralTrial(
        ((Fraction(1),),), (Fraction(1),), ((Fraction(1),),), (Fraction(1),), (ZERO,), (ZERO,),
        Fraction(2), 3,
    )  # fmt: skip
    two, three = ([w[0] for w in descent.squared(known, (ZERO,), Fraction(r))] for r in (2, 3))
    if two != [0, 2, 0, 2] or three != [0, 3, -3, 9]:
        return False
    for place, value in enumerate(trial.eigenvalues):
        if not value:
            note("flat direction")
            continue
        cycle, away = (_missing(trial, place, Fraction(k) / value) for k in (2, 3))
        note("off the minimiser" if cycle[0] else "at it")
        if cycle != [(-1) ** t * cycle[0] for t in range(len(cycle))]:
            return False
        if away != [(-2) ** t * away[0] for t in range(len(away))]:
            return False
    return True


def _convex_descent_can_fail_twin(trial: SpectralTrial) -> bool:
    return all(after <= before for before, after in pairwise(_losses(trial, trial.rate)))


LAW = Law(
    "further.convex-descent-can-fail",
    "Along an eigenvector the rate 2/lambda turns what is missing over for ever, the rate "
    "3/lambda doubles it in each step.",
    strategies.spectral_trials,
    _convex_descent_can_fail,
    "The loss never rises.",
    _convex_descent_can_fail_twin,
    ("off the minimiser", "at it", "flat direction"),
)
