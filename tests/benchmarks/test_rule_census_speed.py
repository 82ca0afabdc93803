"""How fast the census of a rule that is a text is: runs a second of a core, against exact runs.

A run is one data set at one rate; the rules have at most twenty operations a step.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

import pytest

from proofs.judge import library, sweep
from proofs.judge.programs import operations, written_out
from proofs.judge.sweep import Engine

GROUP = "census of rules that are texts, 3 samples, d = 2, -4 to 4, 3 steps"
SECONDS = 2.0


def rate(rule: Any, shape: Any, engine: Engine, seconds: float) -> float:
    """Runs a second of this core."""
    program = written_out(rule, shape)
    sweep.sweep(rule, shape, program, engine=engine, until=0)  # compiled, and first blocks made
    begin = time.process_time()
    found = sweep.sweep(rule, shape, program, engine=engine, until=time.monotonic() + seconds)
    return 2 * found.data_sets / (time.process_time() - begin)


def plain(rule: Any, shape: Any, count: int) -> float:
    """Runs a second by fractions, in Python."""
    draw, total = random.Random(1), sweep.size(rule, shape)
    data = [sweep.data_set(rule, shape, draw.randrange(total)) for _ in range(count)]
    begin = time.process_time()
    for each in data:
        sweep.exactly(rule, shape, each)
    return 2 * count / (time.process_time() - begin)


@pytest.mark.benchmark(group=GROUP)
@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize("name", ["perceptron", "hinge", "momentum", "lion"])
def test_runs_a_second(benchmark: Any, name: str, engine: Engine) -> None:
    """At least 5 million with numba, and 20 times exact runs with NumPy."""
    if engine == "numba":
        pytest.importorskip("numba", reason='the extra "fast" is not installed')
        if not benchmark.enabled:
            benchmark(int)  # it is compiled in tests/judge, which takes seconds
            return
    rule = library.rule(name)
    assert operations(rule) <= 20
    small = 4 if benchmark.enabled else 1
    shape = replace(sweep.box(rule, 3, 2, small, "predictions", steps=3), further=())
    program = written_out(rule, shape)
    benchmark.pedantic(
        sweep.sweep, (rule, shape, program),
        {"engine": engine, "until": time.monotonic() + SECONDS / 4}, rounds=1,
    )  # fmt: skip
    if not benchmark.enabled:
        return
    fast, slow = rate(rule, shape, engine, SECONDS), plain(rule, shape, 200)
    benchmark.extra_info["operations a step"] = operations(rule)
    benchmark.extra_info["million runs a second of a core"] = round(fast / 1e6, 1)
    benchmark.extra_info["times exact runs in Python"] = round(fast / slow)
    assert fast >= (5e6 if engine == "numba" else 20 * slow)


@pytest.mark.benchmark(group="refutations of rules that are texts")
@pytest.mark.parametrize("name", ["hinge", "margin", "pegasos", "adaline", "labels-01-half"])
def test_a_refutation(benchmark: Any, name: str) -> None:
    """Three samples or fewer, in five seconds."""
    rule = library.rule(name)
    found = benchmark.pedantic(sweep.refuted, (rule, "predictions"), {"seconds": 5}, rounds=1)
    assert found is not None
    assert len(found.data) <= 3
    benchmark.extra_info["samples"] = len(found.data)
    benchmark.extra_info["smaller data sets, all run"] = found.smaller
