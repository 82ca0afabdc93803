"""The law of perceptron.weight-decay."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run, Vector
from numeric.strategies import Trial

ONE = Fraction(1)
ZERO = Fraction(0)


def _decay_run(
    start: Sequence[Number],
    X: Sequence[Vector],
    y: Sequence[Number],
    rate: Number,
    decay: Number,
    coupled: bool,
) -> Run:
    return online.run(
        "perceptron-decay", start, X, y, learning_rate=rate, decay=decay, coupled=coupled
    )


def _weight_decay(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, decay = data
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    X, y = ((Fraction(-2),), (Fraction(-1),), (Fraction(-2),)), (-1, 1, -1)
    one, tenth = (
        _decay_run((ZERO,), X, y, eta, Fraction(1, 2), True) for eta in (ONE, Fraction(1, 10))
    )
    if one.predictions != (1, -1, 1) or tenth.predictions != (1, -1, -1):
        return False
    run, unit = (_decay_run(zeros, trial.X, trial.y, eta, decay, False) for eta in (rate, ONE))
    # Coupled decay of decay / rate is the decay that does not couple, from any start.
    apart = _decay_run(trial.start, trial.X, trial.y, rate, decay, False)
    coupled = _decay_run(trial.start, trial.X, trial.y, rate, decay / rate, True)
    online.note_run(note, zeros, run)
    online.note_rate(note, rate)
    first, second = (_decay_run(zeros, trial.X, trial.y, eta, decay, True) for eta in trial.rates)
    note("rate matters" if first.predictions != second.predictions else "rate does not matter")
    return (
        run.weights == online.all_times(rate, unit.weights)
        and run.predictions == unit.predictions
        and apart == coupled
    )


def _weight_decay_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, decay = data
    zeros = online.zeros(trial.X)
    run, unit = (
        _decay_run(zeros, trial.X, trial.y, eta, decay, True) for eta in (trial.rates[0], ONE)
    )
    return run.weights == online.all_times(trial.rates[0], unit.weights)


LAW = Law(
    "perceptron.weight-decay",
    "A decay that carries the rate makes it matter; one that does not leaves it a scale.",
    lambda: st.tuples(strategies.trials(source_labels=True), strategies.decays()),
    _weight_decay,
    "A decay that carries the rate leaves it a scale.",
    _weight_decay_twin,
    (*online.RUN_EVENTS, "rate matters"),
)
