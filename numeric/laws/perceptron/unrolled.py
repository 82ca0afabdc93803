"""The law of perceptron.unrolled."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Vector
from numeric.strategies import Trial

ONE = Fraction(1)


def _nested_error(trial: Trial, start: Sequence[Number], rate: Number, t: int) -> Number:
    """The t-th error with all earlier updates substituted in: no weights, data alone."""
    z = online.inner(start, trial.X[t])
    for k in range(t):
        error = _nested_error(trial, start, rate, k)
        z += rate * error * online.inner(trial.X[k], trial.X[t])
    return trial.y[t] - online.phi(trial, z)


def _nested(
    trial: Trial, start: Sequence[Number], rate: Number, inner: Number
) -> tuple[Vector, ...]:
    """All updates written out, the rate inside the threshold function being ``inner``."""
    return tuple(
        online.times(rate * _nested_error(trial, start, inner, t), trial.X[t])
        for t in range(len(trial.X))
    )


def _unrolled(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    general = online.perceptron(trial, trial.start, rate)
    from_zero = online.perceptron(trial, zeros, rate)
    online.note_run(note, trial.start, general)
    online.note_rate(note, rate)
    note("four updates or more" if len(trial.X) >= 4 else "three updates or fewer")
    return (
        online.increments(trial.start, general.weights) == _nested(trial, trial.start, rate, rate)
        and online.increments(zeros, from_zero.weights) == _nested(trial, zeros, rate, rate)
        and online.increments(zeros, from_zero.weights) == _nested(trial, zeros, rate, ONE)
    )


def _unrolled_twin(trial: Trial) -> bool:
    run = online.perceptron(trial, trial.start, trial.rates[0])
    return online.increments(trial.start, run.weights) == _nested(
        trial, trial.start, trial.rates[0], ONE
    )


LAW = Law(
    "perceptron.unrolled",
    "The updates written out in start, rate and data alone are the updates of the run.",
    lambda: strategies.trials(most_updates=6),
    _unrolled,
    "The rate inside the threshold function may be dropped from every start.",
    _unrolled_twin,
    (*online.RUN_EVENTS, "four updates or more"),
)
