"""The law of further.softmax-two-classes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from numeric import enclosures, softmax
from numeric.law import Law, Note
from numeric.laws.further import _softmax as trials
from numeric.laws.further._softmax import SoftmaxTrial
from numeric.softmax import Rows


def _difference(rows: Rows) -> tuple[Any, ...]:
    return tuple(a - b for a, b in zip(*rows, strict=True))


def _logistic(
    start: tuple[Any, ...], trial: SoftmaxTrial, rate: Fraction, steps: int
) -> list[tuple[Any, ...]]:
    """Logistic regression for class 0."""
    made = [start]
    for _ in range(steps):
        w = made[-1]
        slope: list[Any] = [Fraction(0)] * len(w)
        for x, label in zip(trial.X, trial.labels, strict=True):
            (z,) = softmax.net_inputs((w,), x)
            p = Fraction(1, 2) if z == 0 else enclosures.logistic(z, softmax.PRECISION)
            slope = [g + (p - (label == 0)) * a for g, a in zip(slope, x, strict=True)]
        made.append(tuple(a - g * rate for a, g in zip(w, slope, strict=True)))
    return made


def _two(trial: SoftmaxTrial, note: Note) -> bool:
    zeros = trials.zeros(trial)
    from_zero, single = trials.run(zeros, trial, 2), _logistic(zeros[0], trial, 2 * trial.rate, 2)
    run = trials.run(trial.start, trial, 2)
    other = _logistic(_difference(trial.start), trial, 2 * trial.rate, 2)
    note("moves" if any(single[1]) else "rests")
    note("both classes" if len(set(trial.labels)) == 2 else "one class")
    pairs = [*zip(from_zero, single, strict=True), *zip(run, other, strict=True)]
    return _difference(from_zero[1]) == single[1] and all(
        trials.surely_zero(a - b)
        for rows, w in pairs
        for a, b in zip(_difference(rows), w, strict=True)
    )


def _two_twin(trial: SoftmaxTrial) -> bool:
    zeros = trials.zeros(trial)
    after = trials.run(zeros, trial, 1)[1]
    return _difference(after) == _logistic(zeros[0], trial, trial.rate, 1)[1]


LAW = Law(
    "further.softmax-two-classes",
    "With two classes the difference of the rows is logistic regression at twice the rate: exactly "
    "after the first step from zero, within enclosures after any other.",
    lambda: trials.trials(most=2),
    _two,
    "It is logistic regression at the same rate.",
    _two_twin,
    ("moves", "both classes"),
)
