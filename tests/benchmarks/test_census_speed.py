"""How fast a census is: runs a second of arrays and of the compiled loop, against exact runs.

A run is one data set at one rate. Ratios are measured back to back within the run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from numeric import exact
from numeric.census import Box, census, read
from numeric.census.engines import Engine
from numeric.census.shards import RUNS, shard

BOX = read("samples=3,features=2,entries=-9..9,rates=1:1/10")
GROUP = "census, 3 samples, d = 2, -9 to 9"


def seconds(action: Callable[[], Any], clock: Callable[[], float], rounds: int) -> float:
    """The shortest of several timings."""
    times = []
    for _ in range(rounds):
        begin = clock()
        action()
        times.append(clock() - begin)
    return min(times)


def exact_runs(box: Box, count: int) -> int:
    """As many exact runs of random data sets of the box, which stay in Python."""
    draw, runs = random.Random(1), 0
    while runs < count:
        X = [[draw.choice(box.entries) for _ in range(2)] for _ in range(3)]
        prepared = exact.prepare(X, [draw.choice((-1, 1)) for _ in range(3)])
        for rate in box.rates:
            exact.summary(prepared, (0, 0), rate)
            runs += 1
    return runs


def measured(benchmark: Any, box: Box, engine: Engine) -> None:
    """One shard; runs a second of a core, and how many times the exact runs that is."""
    runs = RUNS if benchmark.enabled else 10**5
    shard(box, 0, engine=engine, runs=runs)
    record = benchmark.pedantic(shard, (box, 1), {"engine": engine, "runs": runs}, rounds=3)
    assert record == shard(box, 1, engine="numpy", runs=runs)
    if benchmark.enabled:
        clock = time.process_time
        fast = record.runs / seconds(lambda: shard(box, 1, engine=engine), clock, 5)
        plain = 1000 / seconds(lambda: exact_runs(box, 1000), clock, 5)
        benchmark.extra_info["million runs a second of a core"] = round(fast / 1e6, 1)
        benchmark.extra_info["times exact runs in Python"] = round(fast / plain)


@pytest.mark.benchmark(group=GROUP)
@pytest.mark.parametrize("arithmetic", ["exact", "float64"])
def test_arrays(benchmark: Any, arithmetic: Any) -> None:
    """NumPy, over blocks of data sets."""
    measured(benchmark, replace(BOX, arithmetic=arithmetic), "numpy")


@pytest.mark.benchmark(group=GROUP)
@pytest.mark.parametrize("arithmetic", ["exact", "float64"])
def test_compiled(benchmark: Any, arithmetic: Any) -> None:
    """numba, run after run."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    measured(benchmark, replace(BOX, arithmetic=arithmetic), "numba")


@pytest.mark.benchmark(group=GROUP)
def test_two_processes(benchmark: Any) -> None:
    """Two processes against one, start-up included."""
    most = 12 if benchmark.enabled else 2
    box = replace(BOX, entries=tuple(range(-most, most + 1)))

    def run(workers: int) -> Any:
        return census(box, workers=workers, engine="numpy", runs=RUNS if most > 2 else 2000)

    whole = benchmark.pedantic(run, (2,), rounds=1)
    assert whole == run(1)
    if benchmark.enabled:
        one, two = (seconds(lambda n=n: run(n), time.perf_counter, 1) for n in (1, 2))
        benchmark.extra_info["times one process"] = round(one / two, 2)
