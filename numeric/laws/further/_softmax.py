"""Softmax regression on exact numbers and enclosures, written again for its laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import strategies as st

from numeric import enclosures, strategies
from numeric.strategies import Matrix, Vector

ZERO, ONE = Fraction(0), Fraction(1)
# Fraction and Enclosure have no common type.
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
PRECISION = 80


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


def net_inputs(rows: Rows, x: Vector) -> list[Any]:
    made = []
    for row in rows:
        total: Any = ZERO
        for weight, value in zip(row, x, strict=True):
            total = total + weight * value
        made.append(total)
    return made


def log_sum(values: Sequence[Any]) -> Any:
    """The logarithm of the sum of the exponentials."""
    # In one order, so that equal rows are computed alike.
    first, *others = sorted(values, key=enclosures.ends)
    return first + enclosures.softplus(log_sum(others) - first, PRECISION) if others else first


def probabilities(values: Sequence[Any]) -> list[Any]:
    """Exact where all net inputs are the same."""
    if len(set(map(enclosures.ends, values))) == 1 and isinstance(values[0], Fraction):
        return [Fraction(1, len(values))] * len(values)
    rest = (log_sum([*values[:k], *values[k + 1 :]]) for k in range(len(values)))
    return [
        enclosures.logistic(z - other, PRECISION) for z, other in zip(values, rest, strict=True)
    ]


def gradient(rows: Rows, trial: SoftmaxTrial) -> Rows:
    """The gradient of the summed loss."""
    total = [[ZERO] * len(row) for row in rows]
    for x, label in zip(trial.X, trial.labels, strict=True):
        for k, p in enumerate(probabilities(net_inputs(rows, x))):
            factor = p - (ONE if k == label else ZERO)
            total[k] = [g + factor * value for g, value in zip(total[k], x, strict=True)]
    return tuple(map(tuple, total))


def step(rows: Rows, slope: Rows, rate: Fraction) -> Rows:
    return tuple(
        tuple(w - g * rate for w, g in zip(row, by, strict=True))
        for row, by in zip(rows, slope, strict=True)
    )


def run(rows: Rows, trial: SoftmaxTrial, steps: int) -> list[Rows]:
    made = [rows]
    for _ in range(steps):
        made.append(step(made[-1], gradient(made[-1], trial), trial.rate))
    return made


def loss(rows: Rows, trial: SoftmaxTrial) -> Any:
    """The summed loss: the logarithm of the sum of exponentials, less the label's net input."""
    total: Any = ZERO
    for x, label in zip(trial.X, trial.labels, strict=True):
        values = net_inputs(rows, x)
        total = total + log_sum(values) - values[label]
    return total


def surely_zero(value: Any) -> bool:
    """Whether what is known of a number is that it is 0 to within 2^-40."""
    low, high = enclosures.ends(value)
    return low <= 0 <= high and high - low < Fraction(1, 2**40)
