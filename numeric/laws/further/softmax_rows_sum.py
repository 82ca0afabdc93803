"""The law of further.softmax-rows-sum."""

from __future__ import annotations

from typing import Any

from numeric.law import Law, Note
from numeric.laws.further import _softmax as trials
from numeric.laws.further._softmax import SoftmaxTrial
from numeric.softmax import Rows


def _sums(rows: Rows) -> list[Any]:
    """The rows, added up."""
    totals = list(rows[0])
    for row in rows[1:]:
        totals = [total + value for total, value in zip(totals, row, strict=True)]
    return totals


def _kept(trial: SoftmaxTrial, note: Note) -> bool:
    from_zero = trials.run(trials.zeros(trial), trial, 2)
    run = trials.run(trial.start, trial, 2)
    note("rows move" if from_zero[1] != from_zero[0] else "rows rest")
    note("three classes or more" if len(trial.start) > 2 else "two classes")
    begun = _sums(trial.start)
    return (
        not any(_sums(from_zero[1]))
        and all(map(trials.surely_zero, _sums(from_zero[2])))
        and all(
            trials.surely_zero(now - then)
            for rows in run
            for now, then in zip(_sums(rows), begun, strict=True)
        )
    )


def _kept_twin(trial: SoftmaxTrial) -> bool:
    return trials.run(trials.zeros(trial), trial, 1)[1] == trials.zeros(trial)


LAW = Law(
    "further.softmax-rows-sum",
    "The sum of the rows is what it was at the start: exactly after the first step from zero, "
    "within enclosures after any other.",
    trials.trials,
    _kept,
    "No row ever changes.",
    _kept_twin,
    ("rows move", "three classes or more"),
)
