"""What is refuted here is closed by nothing that Rocq is told to try; what holds is."""

from __future__ import annotations

import os
from typing import Any

import pytest

from proofs import registry
from proofs.obligations.verified import exported
from proofs.referees.rocq import run
from proofs.referees.rocq.twins import closed, goal, twins
from proofs.trust.terms import ABS, Term, dot, eq, symbol

needs_rocq = pytest.mark.skipif(
    run.installed() is None and "CI" not in os.environ, reason="coqc is not installed"
)
x, c = symbol("x"), symbol("c")
u, v = symbol("u", "vector"), symbol("v", "vector")


@needs_rocq
def test_no_refuted_twin_of_a_few_entries_closes(few: dict[str, Any]) -> None:
    """The same ways close what holds, so that they are ways of closing something."""
    goals, left = twins(few)
    assert len(goals) >= 5
    assert left == {}
    holds: dict[str, tuple[tuple[Term, ...], tuple[Term, ...]]] = {
        "a square": ((x > 0,), (x * x > 0,)),
        "an inner product": ((), (eq(dot(u + c * v, u), dot(u, u) + c * dot(v, u)),)),
        "an instance": ((eq(u, v), eq(dot(v, v), c)), (eq(dot(u, u), c),)),
    }
    fails = {"a size": goal((), (eq(ABS(x), x),)), "1/x": goal((), (eq(1 / x, 1 / x), x < x + 0))}
    told = closed({**goals, **fails, **{k: goal(*h) for k, h in holds.items()}})
    assert set(told) == set(holds)


@needs_rocq
@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="all of them take minutes")
def test_no_refuted_twin_closes() -> None:
    """Of all entries."""
    goals, left = twins(exported(registry.settle(c) for c in registry.CLAIMS.values()))
    assert len(goals) > 150
    assert left == {}
    assert closed(goals) == []
