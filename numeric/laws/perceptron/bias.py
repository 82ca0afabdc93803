"""The law of perceptron.bias."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run
from numeric.strategies import Trial

ONE = Fraction(1)
ZERO = Fraction(0)


def _bias_run(trial: Trial, start: Sequence[Number], rate: Number, bias_step: str) -> Run:
    parameters: dict[str, Any] = {"bias_step": bias_step, "threshold": trial.threshold}
    return online.run("perceptron-bias", start, trial.X, trial.y, learning_rate=rate, **parameters)


def _bias(trial: Trial, note: Note) -> bool:
    start = (*trial.start, trial.unseen[0])
    zeros = (*online.zeros(trial.X), ZERO)
    rate = trial.rates[0]
    with_bias = _bias_run(trial, start, rate, "scaled")
    with_ones = online.run(
        "perceptron",
        start,
        tuple((*x, ONE) for x in trial.X),
        trial.y,
        learning_rate=rate,
        threshold=trial.threshold,
    )
    run, unit = _bias_run(trial, zeros, rate, "scaled"), _bias_run(trial, zeros, ONE, "scaled")
    online.note_run(note, start, with_bias)
    online.note_rate(note, rate)
    note("bias not zero at the start" if start[-1] else "bias zero at the start")
    return (
        with_bias == with_ones
        and run.predictions == unit.predictions
        and run.weights == online.all_times(rate, unit.weights)
    )


def _bias_twin(trial: Trial) -> bool:
    zeros = (*online.zeros(trial.X), ZERO)
    first, second = (_bias_run(trial, zeros, rate, "unscaled") for rate in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "perceptron.bias",
    "A bias whose step carries the rate is the weight of a constant input 1.",
    strategies.trials,
    _bias,
    "A bias whose step is free of the rate leaves the predictions free of it.",
    _bias_twin,
    (*online.RUN_EVENTS, "bias not zero at the start"),
)
