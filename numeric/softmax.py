"""Softmax regression on exact numbers: probabilities are enclosures where they are irrational.

A row of weights for each class, and the sum of the losses of all samples; classes are numbered
from 0. (C. M. Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4.)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from numeric import enclosures

ZERO, ONE = Fraction(0), Fraction(1)
# Fraction and Enclosure have no common type.
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
PRECISION = 80


def net_inputs(rows: Rows, x: Sequence[Any]) -> list[Any]:
    """What each class makes of a sample."""
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
    """The probability of each class by its net input, exact where all net inputs are the same."""
    if len(set(map(enclosures.ends, values))) == 1 and isinstance(values[0], Fraction):
        return [Fraction(1, len(values))] * len(values)
    rest = (log_sum([*values[:k], *values[k + 1 :]]) for k in range(len(values)))
    return [
        enclosures.logistic(z - other, PRECISION) for z, other in zip(values, rest, strict=True)
    ]


def gradient(rows: Rows, X: Sequence[Sequence[Any]], labels: Sequence[int]) -> Rows:
    """The gradient of the summed loss."""
    total = [[ZERO] * len(row) for row in rows]
    for x, label in zip(X, labels, strict=True):
        for k, p in enumerate(probabilities(net_inputs(rows, x))):
            factor = p - (ONE if k == label else ZERO)
            total[k] = [g + factor * value for g, value in zip(total[k], x, strict=True)]
    return tuple(map(tuple, total))


def step(rows: Rows, slope: Rows, rate: Fraction) -> Rows:
    """One step of descent."""
    return tuple(
        tuple(w - g * rate for w, g in zip(row, by, strict=True))
        for row, by in zip(rows, slope, strict=True)
    )


def descend(
    rows: Rows, X: Sequence[Sequence[Any]], labels: Sequence[int], rate: Fraction, steps: int
) -> tuple[Rows, ...]:
    """The rows at the start and after each step."""
    made = [rows]
    for _ in range(steps):
        made.append(step(made[-1], gradient(made[-1], X, labels), rate))
    return tuple(made)


def loss(rows: Rows, X: Sequence[Sequence[Any]], labels: Sequence[int]) -> Any:
    """The summed loss: the logarithm of the sum of exponentials, less the label's net input."""
    total: Any = ZERO
    for x, label in zip(X, labels, strict=True):
        values = net_inputs(rows, x)
        total = total + log_sum(values) - values[label]
    return total
