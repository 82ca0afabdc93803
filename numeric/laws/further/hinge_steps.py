"""The law of further.hinge-steps."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run, Vector
from numeric.strategies import Trial

ONE, ZERO = Fraction(1), Fraction(0)


def _loss(weights: Vector, x: Vector, y: Number) -> Number:
    return max(ZERO, 1 - y * online.inner(weights, x))


def _hinge(trial: Trial, start: Vector, rate: Number, passes: int = 1) -> Run:
    return online.variant("hinge", start, trial.X, trial.y, passes, learning_rate=rate)


def _hinge_steps(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    run = _hinge(trial, trial.start, rate)
    online.note_run(note, trial.start, run)
    online.note_rate(note, rate)
    path = (trial.start, *run.weights)
    for before, after, x, y in zip(path, run.weights, trial.X, trial.y, strict=False):
        step = online.times(1 / rate, online.increments(before, (after,))[0])
        margin = y * online.inner(before, x)
        note("kink" if margin == 1 else "below" if margin < 1 else "above")
        # The step is a subgradient's: the loss lies above the line it draws.
        for point in (trial.unseen, zeros):
            apart = tuple(a - b for a, b in zip(point, before, strict=True))
            if _loss(point, x, y) < _loss(before, x, y) - online.inner(step, apart):
                return False
        if step != (online.times(y, x) if margin < 1 else zeros):
            return False
    first = _hinge(trial, zeros, rate).weights[0]
    fixed, other = (_hinge(trial, zeros, eta, 4).predictions for eta in trial.rates)
    note("rate matters" if fixed != other else "rate does not matter")
    one, tenth = (
        online.variant("hinge", (ZERO,), ((-2,), (-1,)), (-1, 1), 3, learning_rate=eta).predictions
        for eta in (ONE, Fraction(1, 10))
    )
    return first == online.times(rate * trial.y[0], trial.X[0]) and [one, tenth] == [
        (1, -1, -1, -1, 1, -1),
        (1, -1, -1, -1, -1, -1),
    ]


def _hinge_steps_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    first, second = (_hinge(trial, zeros, eta, 4).predictions for eta in trial.rates)
    return first == second


LAW = Law(
    "further.hinge-steps",
    "A step goes against a subgradient of the hinge loss; the first from zero is the rate times "
    "label times sample, and later predictions depend on the rate.",
    lambda: strategies.trials(source_labels=True),
    _hinge_steps,
    "From zero the rate changes no prediction.",
    _hinge_steps_twin,
    ("kink", "below", "above", "rate matters", "rate above one"),
)
