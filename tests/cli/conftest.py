"""What the tests of the command line share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from click.testing import CliRunner

from proofs.cli import cli
from proofs.report import audit

FEW = ("symmetry.trajectory", "perceptron.sign-only", "perceptron.nonzero-start-can-matter")


@dataclass(frozen=True)
class Said:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line of a user's error; fails unless it is that and nothing else."""
        assert self.code == 2, self
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.startswith("proofs: ")
        assert "is a bug" not in self.err
        return self.err.removeprefix("proofs: ").rstrip("\n")


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command line in this process, 80 columns wide, its output not a terminal."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, env: dict[str, str] | None = None) -> Said:
        result = CliRunner().invoke(cli, arguments, env=env)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return Said(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="session")
def small() -> Any:
    """The ledger cut down to a few entries and one sentence."""
    from proofs import registry

    whole = audit.ledger()
    return replace(
        whole,
        claims={name: registry.CLAIMS[name] for name in FEW},
        sentences={"S11": registry.SENTENCES["S11"]},
        laws={name: whole.laws[name] for name in FEW},
    )


@pytest.fixture(scope="session")
def iris() -> Any:
    """The runs on Iris, made once."""
    return tuple(audit._iris_rows())


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, small: Any, iris: Any) -> tuple[str, ...]:
    """Commands that go through the whole ledger go through the small one."""
    from proofs import registry

    monkeypatch.setattr(audit, "ledger", lambda: small)
    monkeypatch.setattr(audit, "_iris_rows", lambda: iris)
    monkeypatch.setattr(registry, "CLAIMS", small.claims)
    monkeypatch.setattr(registry, "SENTENCES", small.sentences)
    return FEW


@pytest.fixture(scope="session")
def record(small: Any, iris: Any) -> Any:
    """The record of the small ledger."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "_iris_rows", lambda: iris)
        return audit.evidence(small)
