"""The law of perceptron.first-update."""

from __future__ import annotations

from numeric import learners, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial


def _first_update(trial: Trial, note: Note) -> bool:
    rate, x, y = trial.rates[0], trial.X[0], trial.y[0]
    zeros = online.zeros(trial.X)
    general = online.perceptron(trial, trial.start, rate)
    from_zero = online.perceptron(trial, zeros, rate)
    source = online.perceptron(trial, zeros, rate, threshold=learners.PLUS_AT_ZERO)
    z = online.inner(trial.start, x)
    note("tie with non-zero weights" if z == 0 and any(trial.start) else "other net input")
    note("first label +1" if y == 1 else "first label not +1")
    note("update" if general.weights[0] != trial.start else "no update")
    (first,) = online.increments(trial.start, general.weights[:1])
    return (
        first == online.times(rate * (y - online.phi(trial, z)), x)
        and from_zero.weights[0] == online.times(rate * (y - trial.threshold[1]), x)
        and (y != 1 or source.weights[0] == zeros)
    )


def _first_update_twin(trial: Trial) -> bool:
    run = online.perceptron(trial, trial.start, trial.rates[0])
    (first,) = online.increments(trial.start, run.weights[:1])
    return first == online.times(trial.rates[0] * (trial.y[0] - trial.threshold[1]), trial.X[0])


LAW = Law(
    "perceptron.first-update",
    "The first update is rate (y - phi(w0 . x)) x, and rate (y - phi(0)) x from zero.",
    strategies.trials,
    _first_update,
    "The first update is rate (y - phi(0)) x from every start.",
    _first_update_twin,
    ("tie with non-zero weights", "first label +1", "update", "no update"),
)
