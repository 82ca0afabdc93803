"""The law of perceptron.mistakes-same."""

from __future__ import annotations

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial


def _mistakes_same(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    first, second = (online.perceptron(trial, zeros, rate) for rate in trial.rates)
    online.note_run(note, zeros, first)
    online.note_rate(note, trial.rates[0])
    note("mistake" if first.mistake_count else "no mistake")
    return first.predictions == second.predictions and first.mistakes == second.mistakes


def _mistakes_same_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    positive = online.perceptron(trial, zeros, trial.rates[0])
    negative = online.perceptron(trial, zeros, -trial.rates[0])
    return positive.predictions == negative.predictions


LAW = Law(
    "perceptron.mistakes-same",
    "From zero two positive rates predict the same labels in training and err together.",
    strategies.trials,
    _mistakes_same,
    "A positive and a negative rate predict the same labels.",
    _mistakes_same_twin,
    (*online.RUN_EVENTS, "mistake"),
)
