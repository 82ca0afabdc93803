"""The law of further.many-minimisers."""

from __future__ import annotations

from fractions import Fraction

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, added, null_projection, times
from numeric.strategies import RegressionTrial

NIL, ONE = Fraction(0), Fraction(1)
WANTED = [(ONE, NIL), (ONE, NIL), (ONE, ONE), (ONE, ONE)]
"""In the example, the weights after one step and two from (0, 0), and from (0, 1)."""


def _unseen(trial: RegressionTrial) -> Vector:
    """A vector that the features do not see."""
    return times(null_projection(trial.X), trial.direction)


def _many_minimisers(trial: RegressionTrial, note: Note) -> bool:
    n, rate = _unseen(trial), trial.rates[0]
    descent.note_data(note, trial)
    note("unseen part" if any(n) else "all is seen")
    path = descent.squared(trial, trial.start, rate)
    moved = descent.squared(trial, added(trial.start, n), rate)
    ends = [
        gradient_descent.exact_run(((1, 0),), (1,), 1, 2, start)[k]
        for start in ((0, 0), (0, 1))
        for k in (1, 2)
    ]
    return (
        all(there == added(here, n) for here, there in zip(path, moved, strict=True))
        and all(
            times(trial.X, here) == times(trial.X, there)
            and descent.squares(trial.X, trial.y, here) == descent.squares(trial.X, trial.y, there)
            for here, there in zip(path, moved, strict=True)
        )
        and ends == WANTED
    )


def _many_minimisers_twin(trial: RegressionTrial) -> bool:
    n, rate = _unseen(trial), trial.rates[0]
    path = descent.squared(trial, trial.start, rate)
    return descent.squared(trial, added(trial.start, n), rate)[-1] == path[-1]


LAW = Law(
    "further.many-minimisers",
    "Starts that differ by what the features do not see give runs that differ by it for ever, with "
    "equal predictions and losses.",
    strategies.regression_trials,
    _many_minimisers,
    "Such runs end alike.",
    _many_minimisers_twin,
    ("unseen part", "all is seen", "rank deficient"),
)
