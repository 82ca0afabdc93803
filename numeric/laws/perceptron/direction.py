"""The law of perceptron.direction."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run, Vector
from numeric.strategies import Trial

ONE = Fraction(1)


def _direction(vector: Sequence[Number]) -> Vector:
    """The vector over its largest magnitude: equal for two vectors iff their directions are."""
    exactly = tuple(Fraction(value) for value in vector)
    largest = max(map(abs, exactly))
    return tuple(value / largest for value in exactly)


def _same_directions(first: Run, second: Run) -> bool:
    for w, v in zip(first.weights, second.weights, strict=True):
        if any(w) != any(v) or (any(w) and _direction(w) != _direction(v)):
            return False
    return True


def _direction_law(trial: Trial, note: Note) -> bool:
    zeros = online.zeros(trial.X)
    run, unit = (
        online.perceptron(trial, zeros, trial.rates[0]),
        online.perceptron(trial, zeros, ONE),
    )
    online.note_run(note, zeros, run)
    online.note_rate(note, trial.rates[0])
    moved = [any(w) for w in run.weights]
    note("has a direction" if all(moved) else "zero weights on the way")
    note("back at zero" if (True, False) in itertools.pairwise(moved) else "never back at zero")
    return _same_directions(run, unit)


def _direction_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    return _same_directions(
        online.perceptron(trial, zeros, -trial.rates[0]), online.perceptron(trial, zeros, ONE)
    )


LAW = Law(
    "perceptron.direction",
    "From zero the weights have the direction they have at rate 1, and are zero together.",
    strategies.trials,
    _direction_law,
    "So they do at a negative rate.",
    _direction_twin,
    (*online.RUN_EVENTS, "has a direction", "back at zero"),
)
