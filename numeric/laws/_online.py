"""Runs of the online rules on trials, and what their laws read off them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from numeric import floats, learners, variants
from numeric.law import Note
from numeric.learners import Number, Run, Vector
from numeric.strategies import Trial

ZERO = Fraction(0)


def run(
    name: str,
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    passes: int = 1,
    **parameters: Any,
) -> Run:
    return learners.run(learners.RULES[name](**parameters), start, X, y, passes)


def variant(
    name: str,
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    passes: int = 1,
    **parameters: Any,
) -> Run:
    return learners.run(variants.RULES[name](**parameters), start, X, y, passes)


def perceptron(trial: Trial, start: Sequence[Number], rate: Number, **parameters: Any) -> Run:
    parameters = {"threshold": trial.threshold, **parameters}
    return run("perceptron", start, trial.X, trial.y, learning_rate=rate, **parameters)


def zeros(X: Sequence[Sequence[Number]]) -> Vector:
    return (ZERO,) * len(X[0])


def times(factor: Number, vector: Sequence[Number]) -> Vector:
    return tuple(factor * value for value in vector)


def all_times(factor: Number, vectors: Sequence[Vector]) -> tuple[Vector, ...]:
    return tuple(times(factor, vector) for vector in vectors)


def increments(start: Sequence[Number], weights: Sequence[Vector]) -> tuple[Vector, ...]:
    path = (tuple(start), *weights)
    return tuple(
        tuple(b - a for a, b in zip(before, after, strict=True))
        for before, after in itertools.pairwise(path)
    )


def phi(trial: Trial, z: Number) -> Number:
    """The threshold function, written again here so that the learners' own is put to the test."""
    minus, zero, plus = trial.threshold
    return plus if z > 0 else minus if z < 0 else zero


def inner(a: Sequence[Number], b: Sequence[Number]) -> Number:
    total: Number = ZERO
    for left, right in zip(a, b, strict=True):
        total += left * right
    return total


def note_run(note: Note, start: Sequence[Number], run: Run) -> None:
    """Note the branches that matter to every law: ties, updates, samples that changed nothing."""
    path = (tuple(start), *run.weights)
    for z, before, after in zip(run.net_inputs, path, run.weights, strict=False):
        if z == 0:
            note("tie with non-zero weights" if any(before) else "tie at zero")
        note("update" if after != before else "no update")


def note_rate(note: Note, rate: Number) -> None:
    note("rate above one" if rate > 1 else "rate at most one")


RUN_EVENTS = ("tie with non-zero weights", "update", "no update", "rate above one")


def criterion(weights: Sequence[Number], X: Sequence[Vector], y: Sequence[Number]) -> Number:
    loss: Number = ZERO
    for x, label in zip(X, y, strict=True):
        loss += max(ZERO, -label * inner(weights, x))
    return loss


def batch_run(
    trial: Trial, start: Sequence[Number], rate: Number, at_kink: str, passes: int = 5
) -> Run:
    X, y = trial.X, trial.y
    return run("batch-criterion", start, X, y, passes, learning_rate=rate, at_kink=at_kink)


def float_run(trial: Trial, start: Sequence[Number], rate: Number) -> floats.FloatRun:
    return floats.loop(start, trial.X, trial.y, rate, trial.threshold)
