"""How fast exact gradient descent is: scaled integers against loops in Fractions.

The fast way reports its ratio to the plain loop, measured back to back within the run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from numeric import gradient_descent

SAMPLES, FEATURES, STEPS = 10, 4, 20
RATE = Fraction(1, 10)
Rows = list[list[Fraction]]


def data() -> tuple[Rows, list[Fraction]]:
    """Features and targets with one decimal, as measurements have."""
    draw = random.Random(1)
    X = [[Fraction(draw.randint(-50, 50), 10) for _ in range(FEATURES)] for _ in range(SAMPLES)]
    return X, [Fraction(draw.randint(-50, 50), 10) for _ in range(SAMPLES)]


def fraction_loop(X: Rows, y: list[Fraction]) -> list[Fraction]:
    """The update as it is written, by residuals, in Fractions."""
    weights = [Fraction(0)] * FEATURES
    for _ in range(STEPS):
        residuals = []
        for x, target in zip(X, y, strict=True):
            z = Fraction(0)
            for w, v in zip(weights, x, strict=True):
                z += w * v
            residuals.append(z - target)
        for j in range(FEATURES):
            slope = Fraction(0)
            for residual, x in zip(residuals, X, strict=True):
                slope += residual * x[j]
            weights[j] -= RATE * slope / SAMPLES
    return weights


def fraction_loop_by_moments(X: Rows, y: list[Fraction]) -> list[Fraction]:
    """The update with A and b worked out beforehand, in Fractions: the fairest rival."""
    A, b = gradient_descent.moments(X, y)
    weights = [Fraction(0)] * FEATURES
    for _ in range(STEPS):
        slopes = []
        for row, target in zip(A, b, strict=True):
            slope = -target
            for w, v in zip(weights, row, strict=True):
                slope += w * v
            slopes.append(slope)
        weights = [w - RATE * slope for w, slope in zip(weights, slopes, strict=True)]
    return weights


def best(action: Callable[[], Any], rounds: int) -> float:
    """The shortest of several timings, in seconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


@pytest.mark.benchmark(group="exact descent, m = 10, d = 4, T = 20")
def test_fraction_loop(benchmark: Any) -> None:
    """The reference: a loop in Fractions."""
    assert len(benchmark(fraction_loop, *data())) == FEATURES


@pytest.mark.benchmark(group="exact descent, m = 10, d = 4, T = 20")
def test_scaled_integers(benchmark: Any) -> None:
    """The same run from data to Fractions on the way and at the end, with all weights kept."""
    X, y = data()
    path = benchmark(gradient_descent.exact_run, X, y, RATE, STEPS)
    assert list(path[STEPS]) == fraction_loop(X, y) == fraction_loop_by_moments(X, y)
    if benchmark.enabled:
        fast = best(lambda: gradient_descent.exact_run(X, y, RATE, STEPS), 50)
        plain = best(lambda: fraction_loop(X, y), 10)
        by_moments = best(lambda: fraction_loop_by_moments(X, y), 10)
        benchmark.extra_info["times a Fraction loop"] = round(plain / fast, 1)
        benchmark.extra_info["times one that knows A and b"] = round(by_moments / fast, 1)
        assert plain > 20 * fast
