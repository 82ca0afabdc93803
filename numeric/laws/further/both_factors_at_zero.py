"""The law of further.both-factors-at-zero."""

from __future__ import annotations

from numeric.law import Law, Note
from numeric.laws.further import _factors as factors
from numeric.laws.further._factors import FactorTrial


def _stuck(trial: FactorTrial, note: Note) -> bool:
    start = A, B = factors.zero(trial.A), factors.zero(trial.B)
    note("not optimal" if factors.loss(A, B, trial) else "nothing to learn")
    elsewhere = trial.A, trial.B
    note("moves from elsewhere" if factors.step(*elsewhere, trial) != elsewhere else "rests there")
    note("rank two" if len(A) > 1 else "rank one")
    return factors.run(A, B, trial, 2) == [start] * 3


def _stuck_twin(trial: FactorTrial) -> bool:
    start = trial.A, factors.zero(trial.B)
    return factors.step(*start, trial) == start


LAW = Law(
    "further.both-factors-at-zero",
    "Where both factors start at zero neither moves.",
    factors.trials,
    _stuck,
    "Neither moves where one of them starts at zero.",
    _stuck_twin,
    ("not optimal", "moves from elsewhere", "rank two"),
)
