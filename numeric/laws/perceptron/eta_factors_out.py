"""The law of perceptron.eta-factors-out."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)
FAR = {f"rate {rate}": rate for rate in (Fraction(1, 1000), Fraction(1, 10**6), Fraction(10**6))}
"""Rates far from one: too rare among all that is drawn for a record to ask for them."""


def _eta_factors_out(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    run, unit = online.perceptron(trial, zeros, rate), online.perceptron(trial, zeros, ONE)
    online.note_run(note, zeros, run)
    online.note_rate(note, rate)
    for event, far in FAR.items():
        if rate == far:
            note(event)
    return run.weights == online.all_times(rate, unit.weights) and online.increments(
        zeros, run.weights
    ) == online.all_times(rate, online.increments(zeros, unit.weights))


def _eta_factors_out_twin(trial: Trial) -> bool:
    run = online.perceptron(trial, trial.start, trial.rates[0])
    unit = online.perceptron(trial, trial.start, ONE)
    return run.weights == online.all_times(trial.rates[0], unit.weights)


LAW = Law(
    "perceptron.eta-factors-out",
    "From zero every weight and every update is the rate times that of the run at rate 1.",
    strategies.trials,
    _eta_factors_out,
    "So it is from every start.",
    _eta_factors_out_twin,
    (*online.RUN_EVENTS, *FAR),
)
