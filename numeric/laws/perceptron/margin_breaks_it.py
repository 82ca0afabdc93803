"""The law of perceptron.margin-breaks-it."""

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


def _margin_run(
    start: Sequence[Number],
    X: Sequence[Vector],
    y: Sequence[Number],
    rate: Number,
    margin: Number,
    passes: int = 2,
) -> Run:
    return online.run("perceptron-margin", start, X, y, passes, learning_rate=rate, margin=margin)


def _margin(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, margin = data
    rate, c, zeros = trial.rates[0], trial.factor, online.zeros(trial.X)
    margin *= rate  # so that it is neither too small nor too large for the weights to tell
    X, y = ((Fraction(-2),),) * 3, (-1, -1, 1)
    one, tenth = (_margin_run((ZERO,), X, y, eta, ONE) for eta in (ONE, Fraction(1, 10)))
    if one.predictions[:4] != (1, -1, -1, 1) or tenth.predictions[:4] != (1, -1, -1, -1):
        return False
    run = _margin_run(trial.start, trial.X, trial.y, rate, margin)
    scaled = _margin_run(online.times(c, trial.start), trial.X, trial.y, c * rate, c * margin)
    bare, unit = (_margin_run(zeros, trial.X, trial.y, eta, ZERO) for eta in (rate, ONE))
    online.note_run(note, trial.start, run)
    online.note_rate(note, rate)
    right = any(
        y * z > 0 and y * z <= margin for y, z in zip(trial.y * 2, run.net_inputs, strict=True)
    )
    note("correct but inside the margin" if right else "nothing correct inside the margin")
    fixed, other = (_margin_run(zeros, trial.X, trial.y, eta, margin, 4) for eta in trial.rates)
    note("rate matters" if fixed.predictions != other.predictions else "rate does not matter")
    return (
        scaled.weights == online.all_times(c, run.weights)
        and scaled.predictions == run.predictions
        and bare.weights == online.all_times(rate, unit.weights)
    )


def _margin_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, margin = data
    margin *= trial.rates[0]
    zeros = online.zeros(trial.X)
    first, second = (_margin_run(zeros, trial.X, trial.y, eta, margin, 4) for eta in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "perceptron.margin-breaks-it",
    "With a margin the rate matters from zero; scaling rate, margin and start together "
    "scales the run.",
    lambda: st.tuples(strategies.trials(source_labels=True), strategies.margins()),
    _margin,
    "With a fixed margin the rate does not matter from zero.",
    _margin_twin,
    (*online.RUN_EVENTS, "correct but inside the margin", "rate matters"),
)
