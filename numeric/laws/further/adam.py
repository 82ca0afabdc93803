"""The law of further.adam."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Run, Vector
from numeric.strategies import Trial

ONE, ZERO = Fraction(1), Fraction(0)
Data = tuple[Trial, Fraction, Fraction, Fraction]
"""A trial, both factors that the moments keep, and a decay."""


def run_adam(data: Data, rate: Fraction, start: Vector, **parameters: Any) -> Run:
    """A run from these weights, with moments that begin at zero."""
    trial, one, two, _ = data
    zeros = online.zeros(trial.X)
    chosen: dict[str, Any] = {
        "learning_rate": rate, "beta_1": one, "beta_2": two, "epsilon": Fraction(1, 8),
        "threshold": trial.threshold, **parameters,
    }  # fmt: skip
    start = (*start, *zeros, *zeros, ONE)
    return online.variant("adam", start, trial.X, trial.y, **chosen)


def data() -> st.SearchStrategy[Data]:
    """Few updates: the roots have many digits."""
    factor = strategies.decays()
    return st.tuples(strategies.trials(most_updates=6), factor, factor, factor)


def _adam(data: Data, note: Note) -> bool:
    trial, *_, decay = data
    rate, zeros, d = trial.rates[0], online.zeros(trial.X), len(trial.X[0])
    bare = online.perceptron(trial, zeros, rate)
    for shrink in (ZERO, decay):
        run, unit = (run_adam(data, eta, zeros, decay=shrink) for eta in (rate, ONE))
        note("mistake" if any(run.mistakes[1:]) else "no mistake later")
        note("Adam matters" if bare.predictions != run.predictions else "Adam does not matter")
        if (
            [w[:d] for w in run.weights] != [online.times(rate, w[:d]) for w in unit.weights]
            or [w[d:] for w in run.weights] != [w[d:] for w in unit.weights]
            or run.predictions != unit.predictions
        ):
            return False
    online.note_rate(note, rate)
    known = [
        online.variant(
            "adam", (ZERO, ZERO, ZERO, ONE), ((1,), (-2,), (1,)), (-1, -1, -1), learning_rate=eta,
            beta_1=Fraction(1, 2), beta_2=0, epsilon=1, decay=Fraction(1, 2), coupled=True,
        ).predictions
        for eta in (ONE, Fraction(1, 10))
    ]  # fmt: skip
    return known == [(1, 1, 1), (1, 1, -1)]


def _adam_twin(data: Data) -> bool:
    trial, *_, decay = data
    zeros = online.zeros(trial.X)
    first, second = (run_adam(data, eta, zeros, decay=decay, coupled=True) for eta in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "further.adam",
    "From zero the rate scales the weights of Adam on the perceptron and changes neither moments "
    "nor predictions, with decay that is free of the rate or without.",
    data,
    _adam,
    "So it is if the decay is multiplied by the rate.",
    _adam_twin,
    ("mistake", "Adam matters", "rate above one"),
)
