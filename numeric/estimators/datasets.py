"""Small data on which ties are frequent, and Fisher's irises."""

from __future__ import annotations

import random
from functools import cache

import numpy as np

from numeric.data import load_iris
from numeric.estimators.cases import Data


@cache
def datasets() -> tuple[Data, ...]:
    """All of them: three of small whole numbers, two pairs of species of irises."""
    return (
        _ties("ties in the plane", 40, 2, 1),
        _ties("ties in space", 24, 3, 2),
        _absent(_ties("a feature that is always 0", 24, 2, 3)),
        _flowers("setosa", "versicolor"),
        _flowers("versicolor", "virginica"),
    )


def _ties(name: str, samples: int, features: int, seed: int) -> Data:
    """Entries from -2 to 2 and labels of both kinds, some of which no line tells apart."""
    draw = random.Random(seed)
    X = [[draw.randrange(-2, 3) for _ in range(features)] for _ in range(samples)]
    y = [int(sum(row) + draw.randrange(-1, 2) >= 0) for row in X]
    return Data(name, np.array(X, dtype=np.float64), np.array(y))


def _absent(data: Data) -> Data:
    """With one more feature, which no sample has."""
    return Data(data.name, np.column_stack((data.X, np.zeros(len(data.y)))), data.y)


def _flowers(minus: str, plus: str) -> Data:
    """Two species in turns, in centimetres."""
    flowers = load_iris()
    of = {s: [f.measurements for f in flowers if f.species == s] for s in (minus, plus)}
    rows = [row for pair in zip(of[minus], of[plus], strict=True) for row in pair]
    X = np.array([[float(q) for q in row] for row in rows])
    return Data(f"{minus} / {plus}", X, np.array([0, 1] * 50))


__all__ = ["datasets"]
