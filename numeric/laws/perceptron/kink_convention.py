"""The law of perceptron.kink-convention."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial


def _kink_convention(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    total = zeros
    for x, label in zip(trial.X, trial.y, strict=True):
        total = tuple(a + label * b for a, b in zip(total, x, strict=True))
    started = online.batch_run(trial, zeros, rate, "mistake", passes=1)
    blocked = online.batch_run(trial, zeros, rate, "zero")
    note("starts" if any(total) else "labels and samples cancel")
    note("zero is not optimal" if online.criterion(total, trial.X, trial.y) == 0 else "other data")
    return started.final_weights == online.times(rate, total) and set(blocked.weights) == {zeros}


def _kink_convention_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    started = online.batch_run(trial, zeros, trial.rates[0], "mistake")
    blocked = online.batch_run(trial, zeros, trial.rates[0], "zero")
    return started.weights == blocked.weights


LAW = Law(
    "perceptron.kink-convention",
    "At zero the mistake convention moves by rate times the sum of y x, the other not at all.",
    lambda: strategies.trials(source_labels=True),
    _kink_convention,
    "Both conventions make the same run.",
    _kink_convention_twin,
    ("starts", "labels and samples cancel", "zero is not optimal"),
)
