"""How long the symbolic half takes, beside what plain SymPy takes for a fraction of the work."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from proofs import kernel
from proofs.chapters.perceptron import unrolled, unrolled_named


def _forget() -> None:
    for proof in (
        unrolled_named.named_general,
        unrolled_named.named_from_zero,
        unrolled_named.named_dropped,
        unrolled.written,
    ):
        proof.cache_clear()
    kernel._context.cache_clear()
    kernel.model.cache_clear()


def _prove(updates: int) -> int:
    claim = unrolled.written(updates)
    return sum(len(d.steps) for part in claim.parts for d in part.build().derivations)


@pytest.mark.benchmark(group="unrolled")
@pytest.mark.parametrize("updates", [25, 50, 100, 200])
def test_unrolled(benchmark: Any, updates: int) -> None:
    """All three forms of the updates 1 to N, every line judged."""
    if benchmark.disabled and updates > 50:
        pytest.skip("only where benchmarks are timed")
    rounds = 1 if updates > 50 else 3
    steps = benchmark.pedantic(_prove, (updates,), setup=_forget, rounds=rounds)
    assert steps > 4 * updates


def _plain_sympy(updates: int) -> bool:
    """The naive way: nested Piecewise and simplify, in one dimension, from zero."""
    import sympy

    eta = sympy.Symbol("eta", positive=True)

    def phi(z: Any) -> Any:
        return sympy.Piecewise((1, z >= 0), (-1, True))

    w, v = sympy.Integer(0), sympy.Integer(0)
    for t in range(1, updates + 1):
        x, y = sympy.symbols(f"x{t} y{t}", real=True)
        w, v = w + eta * (y - phi(w * x)) * x, v + (y - phi(v * x)) * x
    return bool(sympy.simplify(w - eta * v) == 0)


@pytest.mark.benchmark(group="plain SymPy, for reference")
@pytest.mark.parametrize("updates", [1, 2])
def test_plain_sympy(benchmark: Any, updates: int) -> None:
    """Nested Piecewise and simplify: gives up at the second update (the third takes minutes)."""
    assert benchmark.pedantic(_plain_sympy, (updates,), rounds=1) is (updates == 1)


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("module", ["sympy", "proofs", "proofs.registry", "proofs.cli"])
def test_import(benchmark: Any, module: str) -> None:
    """A fresh process that imports one module."""
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", f"import {module}"], check=True), rounds=5
    )


@pytest.mark.benchmark(group="all symbolic entries")
def test_all_entries(benchmark: Any) -> None:
    """Every entry settled in a fresh process."""
    code = (
        "from proofs import registry\n"
        "assert all(registry.settle(c).verdict == 'proved' for c in registry.CLAIMS.values())"
    )
    benchmark.pedantic(lambda: subprocess.run([sys.executable, "-c", code], check=True), rounds=2)
