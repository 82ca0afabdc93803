"""The law of further.adam-units."""

from __future__ import annotations

from fractions import Fraction

from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.laws.further.adam import Data, data, run_adam

EPSILON = Fraction(1, 8)


def _adam_units(data: Data, note: Note) -> bool:
    trial, *_ = data
    rate, c, d = trial.rates[0], trial.factor, len(trial.X[0])
    plain = run_adam(data, rate, trial.start)
    both = run_adam(data, rate, trial.start, scale=c, epsilon=c * EPSILON)
    alone = run_adam(data, rate, trial.start, scale=c)
    note("mistake" if any(plain.mistakes) else "no mistake")
    note("epsilon matters" if alone.weights != plain.weights else "epsilon does not matter")
    note("factor above one" if c > 1 else "factor below one")
    # After the weights come the average of the gradients and that of their squares.
    expected = [
        (*w[:d], *online.times(c, w[d : 2 * d]), *online.times(c**2, w[2 * d : 3 * d]), *w[3 * d :])
        for w in plain.weights
    ]
    return (
        list(both.weights) == expected
        and both.net_inputs == online.times(c, plain.net_inputs)
        and both.predictions == plain.predictions
    )


def _adam_units_twin(data: Data) -> bool:
    trial, *_ = data
    plain, alone = (run_adam(data, trial.rates[0], trial.start, scale=c) for c in (1, trial.factor))
    d = len(trial.X[0])
    return [w[:d] for w in plain.weights] == [w[:d] for w in alone.weights]


LAW = Law(
    "further.adam-units",
    "Features and epsilon times one factor leave Adam's weights and predictions as they are; the "
    "moments are multiplied by it and by its square.",
    data,
    _adam_units,
    "So it is if epsilon is left as it is.",
    _adam_units_twin,
    ("mistake", "epsilon matters", "factor above one", "factor below one"),
)
