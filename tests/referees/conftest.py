"""The proofs of a few entries, exported once, and the referees, where they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs import registry
from proofs.obligations.verified import exported
from proofs.referees import solvers

# Proofs that are kept for the checker's tests are tried here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "trust"))
sys.path.insert(0, str(Path(__file__).parent))

FEW = ("symmetry.trajectory", "perceptron.sign-only", "perceptron.eta-factors-out",
       "logistic.half-at-zero", "linear.zero-prediction", "float.equal-units-drift")  # fmt: skip


@pytest.fixture(scope="session")
def few() -> dict[str, Any]:
    """A few entries, as `proofs export` writes them."""
    return exported(registry.settle(registry.CLAIMS[name]) for name in FEW)


@pytest.fixture(scope="session", params=list(solvers.PACKAGES))
def solver(request: pytest.FixtureRequest) -> str:
    """Each solver that is installed; in CI all of them must be."""
    if not solvers.installed(request.param) and not os.environ.get("CI"):
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a solver said in earlier runs is not used here."""
    monkeypatch.setattr(solvers, "_place", lambda solver: tmp_path / f"{solver}.json")
