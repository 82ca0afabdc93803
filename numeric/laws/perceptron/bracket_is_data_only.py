"""The law of perceptron.bracket-is-data-only."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Vector
from numeric.strategies import Trial


def _bracket(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    first, second = trial.rates

    def brackets(start: Sequence[Number], rate: Fraction) -> tuple[Vector, ...]:
        run = online.perceptron(trial, start, rate)
        return online.all_times(1 / rate, online.increments(start, run.weights))

    online.note_run(note, zeros, online.perceptron(trial, zeros, first))
    online.note_rate(note, first)
    note("non-zero start" if any(trial.start) else "zero start")
    # With the start over the rate held fixed, the rate is not seen.
    same_ratio = online.times(second / first, trial.start)
    return brackets(zeros, first) == brackets(zeros, second) and brackets(
        trial.start, first
    ) == brackets(same_ratio, second)


def _bracket_twin(trial: Trial) -> bool:
    first, second = trial.rates
    one = online.increments(trial.start, online.perceptron(trial, trial.start, first).weights)
    other = online.increments(trial.start, online.perceptron(trial, trial.start, second).weights)
    return online.all_times(1 / first, one) == online.all_times(1 / second, other)


LAW = Law(
    "perceptron.bracket-is-data-only",
    "An update over the rate is a function of the data from zero, and else of w0 / rate too.",
    strategies.trials,
    _bracket,
    "It is a function of the data and w0 alone from every start.",
    _bracket_twin,
    (*online.RUN_EVENTS, "non-zero start"),
)
