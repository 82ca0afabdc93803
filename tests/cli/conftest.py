"""What the tests of the command line share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from click.testing import CliRunner

from proofs import audit
from proofs.cli import cli

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


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The ledger cut down to a few entries and one sentence, for commands that go through all."""
    from proofs import registry

    whole = audit.ledger()
    claims = {name: registry.CLAIMS[name] for name in FEW}
    sentences = {"S11": registry.SENTENCES["S11"]}
    laws = {name: whole.laws[name] for name in FEW}
    small = replace(whole, claims=claims, sentences=sentences, laws=laws)
    monkeypatch.setattr(audit, "ledger", lambda: small)
    monkeypatch.setattr(registry, "CLAIMS", claims)
    monkeypatch.setattr(registry, "SENTENCES", sentences)
    return FEW
