"""How long the symbolic half takes, beside what plain SymPy takes for a fraction of the work."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs import proposals, verdicts
from proofs.chapters.perceptron import unrolled, unrolled_named


def _forget() -> None:
    for proof in (
        unrolled_named.named_general,
        unrolled_named.named_from_zero,
        unrolled_named.named_dropped,
        unrolled.written,
    ):
        proof.cache_clear()
    verdicts.forget()
    verdicts.model.cache_clear()


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


SETTLE = """
import json
from proofs import formal, registry
from proofs.derivation import Theorem
from proofs.trust.file import write
found = {}
for name, claim in registry.CLAIMS.items():
    obligations = registry.settle(claim).obligations
    assert all(o.verdict == "proved" for o in obligations), name
    theorems = [o for o in obligations if isinstance(o.shows, Theorem)]
    found[name] = {o.name: sorted(o.shows.rules) for o in theorems}
print(json.dumps([found, write(formal.ledger().proofs)]))
"""
PINS = Path(__file__).parents[1] / "pins"
MOST_AGAIN = 0.5
"""The part of the work that may be left once what was found is kept."""


def _settled(place: Path) -> tuple[Any, float]:
    """What a fresh process finds that keeps its proposals in a folder, and the work it took."""
    environment = {k: v for k, v in os.environ.items() if k != proposals.FRESH}
    environment["XDG_CACHE_HOME"] = str(place)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", SETTLE]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout), work


@pytest.mark.benchmark(group="all symbolic entries")
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the cache is moved by XDG_CACHE_HOME"
)
def test_all_entries(benchmark: Any, tmp_path: Path) -> None:
    """Every entry settled in a fresh process, by a search; then again, by what that one kept.

    Both times each proof rests on the rules that are pinned, and it is the same line by line.
    """
    if benchmark.disabled and not os.environ.get("PROOFS_NIGHTLY"):
        pytest.skip("only where benchmarks are timed, and at night")
    (found, proofs), searching = benchmark.pedantic(lambda: _settled(tmp_path), rounds=1)
    for name, rules in found.items():
        pinned = json.loads((PINS / f"{name}.json").read_text("utf-8"))
        assert rules == pinned["rules"], name
    again, checking = _settled(tmp_path)
    assert again == [found, proofs]
    assert checking < MOST_AGAIN * searching
