"""The law of perceptron.predictions-same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import learners, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number
from numeric.strategies import Trial

ONE = Fraction(1)


def _labels_of_all(trial: Trial, start: Sequence[Number], rate: Number) -> list[Number]:
    """The labels that every sample, shown or unseen, would get after each of the updates."""
    rule = learners.RULES["perceptron"](learning_rate=rate, threshold=trial.threshold)
    run = learners.run(rule, start, trial.X, trial.y)
    return [
        rule.predict(rule.net_input(rule.init(weights), x))
        for weights in (tuple(start), *run.weights)
        for x in (*trial.X, trial.unseen)
    ]


def _predictions_same(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    run = online.perceptron(trial, zeros, trial.rates[0])
    online.note_run(note, zeros, run)
    online.note_rate(note, trial.rates[0])
    note("unseen sample" if trial.unseen not in trial.X else "sample shown before")
    first, second, unit = (_labels_of_all(trial, zeros, rate) for rate in (*trial.rates, ONE))
    return first == second == unit


def _predictions_same_twin(trial: Trial) -> bool:
    first, second = (_labels_of_all(trial, trial.start, rate) for rate in trial.rates)
    return first == second


LAW = Law(
    "perceptron.predictions-same",
    "From zero, after any number of updates, positive rates label every sample alike.",
    strategies.trials,
    _predictions_same,
    "So they do from every start.",
    _predictions_same_twin,
    (*online.RUN_EVENTS, "unseen sample"),
)
