"""Data for the laws of softmax regression, and runs on them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from numeric import enclosures, softmax, strategies
from numeric.softmax import Rows
from numeric.strategies import Matrix

ZERO = Fraction(0)


@dataclass(frozen=True)
class SoftmaxTrial:
    """Samples with classes from 0, a start with a row for each class, a move and a rate."""

    X: Matrix
    labels: tuple[int, ...]
    start: Matrix
    move: Matrix
    rate: Fraction


@st.composite
def trials(draw: st.DrawFn, *, least: int = 2, most: int = 4, absent: int = 0) -> SoftmaxTrial:
    """Small data; the last `absent` classes are never labels, and start with equal weights."""
    d, m, classes = draw(st.integers(1, 2)), draw(st.integers(1, 3)), draw(st.integers(least, most))
    start = draw(strategies.matrices(classes, d, 2, 2))
    return SoftmaxTrial(
        X=draw(strategies.matrices(m, d, 2, 2)),
        labels=draw(st.tuples(*[st.integers(0, classes - absent - 1)] * m)),
        start=(*start[: classes - absent], *start[-1:] * absent),
        move=draw(strategies.matrices(classes, d, 1, 2)),
        rate=draw(strategies.small_rates()),
    )


def zeros(trial: SoftmaxTrial) -> Rows:
    return tuple((ZERO,) * len(row) for row in trial.start)


def run(rows: Rows, trial: SoftmaxTrial, steps: int) -> tuple[Rows, ...]:
    return softmax.descend(rows, trial.X, trial.labels, trial.rate, steps)


def gradient(rows: Rows, trial: SoftmaxTrial) -> Rows:
    return softmax.gradient(rows, trial.X, trial.labels)


def surely_zero(value: Any) -> bool:
    """Whether what is known of a number is that it is 0 to within 2^-40."""
    low, high = enclosures.ends(value)
    return low <= 0 <= high and high - low < Fraction(1, 2**40)
