"""The law of perceptron.joint-scaling."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)


def _joint_scaling(trial: Trial, note: Note) -> bool:
    rate, c, start = trial.rates[0], trial.factor, trial.start
    run = online.perceptron(trial, start, rate)
    scaled = online.perceptron(trial, online.times(c, start), c * rate)
    unit = online.perceptron(trial, online.times(1 / rate, start), ONE)
    online.note_run(note, start, run)
    online.note_rate(note, rate)
    note("non-zero start" if any(start) else "zero start")
    return (
        scaled.weights == online.all_times(c, run.weights)
        and scaled.predictions == run.predictions == unit.predictions
        and run.weights == online.all_times(rate, unit.weights)
    )


def _joint_scaling_twin(trial: Trial) -> bool:
    c = -trial.factor
    run = online.perceptron(trial, trial.start, trial.rates[0])
    scaled = online.perceptron(trial, online.times(c, trial.start), c * trial.rates[0])
    return scaled.weights == online.all_times(c, run.weights)


LAW = Law(
    "perceptron.joint-scaling",
    "Scaling start and rate by c > 0 scales the run, so only their ratio matters.",
    strategies.trials,
    _joint_scaling,
    "So it is for c < 0.",
    _joint_scaling_twin,
    (*online.RUN_EVENTS, "non-zero start"),
)
