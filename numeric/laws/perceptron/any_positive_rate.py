"""The law of perceptron.any-positive-rate."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)
ZERO = Fraction(0)


def _any_positive_rate(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    huge = trial.rates[0] * 10**6
    unit = online.perceptron(trial, zeros, ONE)
    for rate in (trial.rates[0], huge, 1 / huge):
        run = online.perceptron(trial, zeros, rate)
        if run.predictions != unit.predictions or run.weights != online.all_times(
            rate, unit.weights
        ):
            return False
    online.note_run(note, zeros, unit)
    online.note_rate(note, trial.rates[0])
    note("rate above a million" if huge > 10**6 else "rate at most a million")
    still = online.perceptron(trial, zeros, ZERO)
    negative = online.run("perceptron", (ZERO,), ((ONE,), (ONE,)), (-1, 1), learning_rate=-ONE)
    # The two rates that are not positive: no direction at 0, and no factor at -1.
    return still.weights == (zeros,) * len(trial.X) and negative.final_weights == (2,)


def _any_positive_rate_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    negative = online.perceptron(trial, zeros, -trial.rates[0])
    unit = online.perceptron(trial, zeros, ONE)
    return negative.weights == online.all_times(-trial.rates[0], unit.weights)


LAW = Law(
    "perceptron.any-positive-rate",
    "From zero rates beyond a million and below a millionth only scale the run.",
    strategies.trials,
    _any_positive_rate,
    "Negative rates only scale the run.",
    _any_positive_rate_twin,
    (*online.RUN_EVENTS, "rate above a million"),
)
