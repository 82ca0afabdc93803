"""The law of perceptron.any-threshold-convention."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)


def _any_threshold(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    run, unit = (
        online.perceptron(trial, zeros, trial.rates[0]),
        online.perceptron(trial, zeros, ONE),
    )
    online.note_run(note, zeros, run)
    online.note_rate(note, trial.rates[0])
    minus, zero, plus = trial.threshold
    note("three values" if len({minus, zero, plus}) == 3 else "two values or one")
    note("labels of 0 and 1" if set(trial.y) == {0, 1} else "other labels")
    expected = tuple(online.phi(trial, z) for z in run.net_inputs)
    return (
        run.predictions == expected
        and run.predictions == unit.predictions
        and run.weights == online.all_times(trial.rates[0], unit.weights)
    )


def _any_threshold_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    run = online.perceptron(trial, zeros, trial.rates[0], location=1)
    unit = online.perceptron(trial, zeros, ONE, location=1)
    return run.predictions == unit.predictions


LAW = Law(
    "perceptron.any-threshold-convention",
    "The rate only scales the run from zero, whatever values the threshold function takes.",
    strategies.trials,
    _any_threshold,
    "So it does when the threshold function jumps at 1.",
    _any_threshold_twin,
    (*online.RUN_EVENTS, "three values", "labels of 0 and 1"),
)
