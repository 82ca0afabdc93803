"""The law of further.softmax-absent-classes."""

from __future__ import annotations

from numeric.law import Law, Note
from numeric.laws.further import _softmax as trials
from numeric.laws.further._softmax import SoftmaxTrial


def _tied(trial: SoftmaxTrial, note: Note) -> bool:
    runs = [trials.run(start, trial, 2) for start in (trials.zeros(trial), trial.start)]
    note("rows move" if runs[1][-1][-1] != trial.start[-1] else "rows rest")
    note("other rows part" if runs[0][-1][0] != runs[0][-1][-1] else "no other row parts")
    return all(rows[-1] == rows[-2] for run in runs for rows in run)


def _tied_twin(trial: SoftmaxTrial) -> bool:
    return all(len(set(rows)) == 1 for rows in trials.run(trials.zeros(trial), trial, 1))


LAW = Law(
    "further.softmax-absent-classes",
    "Two classes that start equal and that no sample has stay equal.",
    lambda: trials.trials(least=3, absent=2),
    _tied,
    "All classes that start equal stay equal.",
    _tied_twin,
    ("rows move", "other rows part"),
)
