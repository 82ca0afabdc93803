"""How fast the numbers are: integers against Fractions, one batch against a loop.

Each group holds the plain way and the fast way; the fast one reports their ratio, measured back
to back within the run, as extra information.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from numeric import exact, floats

SAMPLES, FEATURES, RUNS = 100, 10, 1000
RATE = Fraction(1, 3)


def data() -> tuple[list[list[Fraction]], list[int]]:
    """Features with one decimal, as measurements have, and random labels."""
    draw = random.Random(1)
    X = [[Fraction(draw.randint(-50, 50), 10) for _ in range(FEATURES)] for _ in range(SAMPLES)]
    return X, [draw.choice((-1, 1)) for _ in range(SAMPLES)]


def fraction_loop(X: list[list[Fraction]], y: list[int]) -> tuple[list[int], list[Fraction]]:
    """The update rule as it is written, in Fractions."""
    weights = [Fraction(0)] * len(X[0])
    predictions = []
    for x, label in zip(X, y, strict=True):
        z = sum((w * v for w, v in zip(weights, x, strict=True)), Fraction(0))
        predicted = 1 if z >= 0 else -1
        predictions.append(predicted)
        error = label - predicted
        weights = [w + RATE * error * v for w, v in zip(weights, x, strict=True)]
    return predictions, weights


def fraction_loop_skipping(
    X: list[list[Fraction]], y: list[int]
) -> tuple[list[int], list[Fraction]]:
    """The same, leaving out updates by zero: the fairest rival."""
    weights = [Fraction(0)] * len(X[0])
    predictions = []
    for x, label in zip(X, y, strict=True):
        z = Fraction(0)
        for w, v in zip(weights, x, strict=True):
            z += w * v
        predicted = 1 if z >= 0 else -1
        predictions.append(predicted)
        if label != predicted:
            step = RATE * (label - predicted)
            weights = [w + step * v for w, v in zip(weights, x, strict=True)]
    return predictions, weights


def python_runs(starts: Any, X: Any, y: Any, rates: Any) -> list[list[float]]:
    """All float runs one after the other, in the plainest Python."""
    finals = []
    for start, rate in zip(starts, rates, strict=True):
        weights = list(start)
        for x, label in zip(X, y, strict=True):
            z = weights[0] * x[0]
            for j in range(1, len(x)):
                z += weights[j] * x[j]
            step = rate * (label - (1.0 if z >= 0 else -1.0))
            weights = [w + step * v for w, v in zip(weights, x, strict=True)]
        finals.append(weights)
    return finals


def best(action: Callable[[], Any], rounds: int) -> float:
    """The shortest of several timings, in seconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


@pytest.mark.benchmark(group="exact run, n = 100, d = 10")
def test_fraction_loop(benchmark: Any) -> None:
    """The reference: a loop in Fractions."""
    X, y = data()
    predictions, _ = benchmark(fraction_loop, X, y)
    assert len(predictions) == SAMPLES


@pytest.mark.benchmark(group="exact run, n = 100, d = 10")
def test_scaled_integers(benchmark: Any) -> None:
    """The same run in integers, Fractions given back at the end."""
    X, y = data()
    prepared = exact.prepare(X, y)
    made = benchmark(exact.summary, prepared, (0,) * FEATURES, RATE)
    predictions, weights = fraction_loop(X, y)
    assert made.predictions == tuple(predictions)
    assert made.final_weights == tuple(weights)
    assert fraction_loop_skipping(X, y) == (predictions, weights)
    if benchmark.enabled:
        fast = best(lambda: exact.summary(prepared, (0,) * FEATURES, RATE), 50)
        preparation = best(lambda: exact.prepare(X, y), 20)
        plain = best(lambda: fraction_loop(X, y), 10)
        skipping = best(lambda: fraction_loop_skipping(X, y), 10)
        benchmark.extra_info["times a Fraction loop"] = round(plain / fast, 1)
        benchmark.extra_info["times one that skips updates by zero"] = round(skipping / fast, 1)
        benchmark.extra_info["preparing the data once"] = f"{preparation * 1e6:.0f} us"


@pytest.mark.benchmark(group="1000 float runs, n = 100, d = 10")
def test_python_loop(benchmark: Any) -> None:
    """The reference: plain Python, run after run."""
    starts, X, y, rates = float_data()
    finals = benchmark.pedantic(python_runs, (starts, X, y, rates), rounds=1)
    assert len(finals) == RUNS


@pytest.mark.benchmark(group="1000 float runs, n = 100, d = 10")
def test_batch(benchmark: Any) -> None:
    """The same runs at once, with the same bytes."""
    starts, X, y, rates = float_data()
    made = benchmark(floats.batch, starts, X, y, rates)
    finals = np.array(python_runs(starts, X, y, rates))
    assert np.ascontiguousarray(made.weights[-1].T).tobytes() == finals.tobytes()
    if benchmark.enabled:
        fast = best(lambda: floats.batch(starts, X, y, rates), 10)
        last = best(lambda: floats.batch(starts, X, y, rates, only_last_weights=True), 10)
        plain = best(lambda: python_runs(starts, X, y, rates), 2)
        benchmark.extra_info["times a Python loop"] = round(plain / fast, 1)
        benchmark.extra_info["the last weights alone"] = round(plain / last, 1)


@pytest.mark.benchmark(group="1000 float runs, n = 100, d = 10")
def test_compiled_batch(benchmark: Any) -> None:
    """The same, compiled: the extra "fast"."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    starts, X, y, rates = float_data()
    made = benchmark(floats.batch, starts, X, y, rates, compiled=True)
    arrays = floats.batch(starts, X, y, rates)
    assert made.weights.tobytes() == arrays.weights.tobytes()
    if benchmark.enabled:
        fast = best(lambda: floats.batch(starts, X, y, rates, compiled=True), 10)
        plain = best(lambda: floats.batch(starts, X, y, rates), 10)
        last = best(
            lambda: floats.batch(starts, X, y, rates, compiled=True, only_last_weights=True), 10
        )
        benchmark.extra_info["times the batch of arrays"] = round(plain / fast, 1)
        benchmark.extra_info["the last weights alone"] = round(plain / last, 1)


def float_data() -> tuple[list[list[float]], list[list[float]], list[float], list[float]]:
    """Starts, samples and rates; a third of the starts are zero."""
    draw = random.Random(2)
    X, y = data()
    starts = [
        [0.0 if r % 3 == 0 else draw.gauss(0, 1) for _ in range(FEATURES)] for r in range(RUNS)
    ]
    rates = [draw.uniform(0.001, 9) for _ in range(RUNS)]
    return starts, [[float(v) for v in x] for x in X], [float(label) for label in y], rates
