"""The law of further.averaging."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Run, Vector
from numeric.strategies import Trial

ONE = Fraction(1)


def _run(trial: Trial, rate: Fraction, share: Fraction | None, average: Vector) -> Run:
    start = (*online.zeros(trial.X), *average)
    return online.variant(
        "perceptron-averaged", start, trial.X, trial.y,
        learning_rate=rate, share=share, threshold=trial.threshold,
    )  # fmt: skip


def _averaging(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, share = data
    rate, zeros, d = trial.rates[0], online.zeros(trial.X), len(trial.X[0])
    plain = online.perceptron(trial, zeros, rate)
    online.note_run(note, zeros, plain)
    online.note_rate(note, rate)
    for part in (share, None):
        run, unit = (_run(trial, eta, part, zeros) for eta in (rate, ONE))
        if run.predictions != plain.predictions:
            note("the average predicts otherwise")
        if (
            run.weights != online.all_times(rate, unit.weights)
            or run.predictions != unit.predictions
            or [w[:d] for w in run.weights] != list(plain.weights)
        ):
            return False
        first, second = (online.inner(r.weights[-1][d:], trial.unseen) for r in (run, unit))
        if online.phi(trial, first) != online.phi(trial, second):
            return False
    # With shares one over the number of updates it is the mean of the weights.
    means = [
        sum(column, Fraction(0)) / len(plain.weights) for column in zip(*plain.weights, strict=True)
    ]
    return list(run.weights[-1][d:]) == means


def _averaging_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, share = data
    first, second = (_run(trial, eta, share, trial.start) for eta in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "further.averaging",
    "From zero the rate scales the running average as the weights, and changes no prediction.",
    lambda: st.tuples(strategies.trials(), strategies.decays()),
    _averaging,
    "An average may start anywhere.",
    _averaging_twin,
    (*online.RUN_EVENTS, "the average predicts otherwise"),
)
