"""What the tests of the command line share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner

from proofs.cli import cli
from proofs.report import audit, audit_data, audit_learners

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
def once() -> Any:
    """The runs on real data, which depend on nothing that tests change, made when first asked."""
    made = {}
    for module, name in (
        (audit, "_iris_rows"), (audit_data, "_descents"), (audit_data, "_network_rows"),
    ):  # fmt: skip
        made[module, name] = _kept(getattr(module, name))
    made[audit_learners, "cases"] = _few_learners
    return made


def _few_learners() -> tuple[Any, ...]:
    """Two learners that deviate, and one that does not; of each library that is looked at."""
    from numeric import estimators

    names = ("sklearn.Perceptron.l1", "sklearn.Perceptron.l2", "torch.Rprop")
    return tuple(case for case in estimators.cases() if case.name in names)


def _kept(run: Callable[[], Iterable[Any]]) -> Callable[[], tuple[Any, ...]]:
    return cache(lambda: tuple(run()))


@pytest.fixture(autouse=True)
def _few_of_the_learners(monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit asks a few learners of real libraries; tests/numeric asks all of them."""
    monkeypatch.setattr(audit_learners, "cases", _few_learners)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, small: Any, once: Any) -> tuple[str, ...]:
    """Commands that go through the whole ledger go through the small one."""
    from proofs import registry

    monkeypatch.setattr(audit, "ledger", lambda: small)
    for (module, name), made in once.items():
        monkeypatch.setattr(module, name, made)
    monkeypatch.setattr(registry, "CLAIMS", small.claims)
    monkeypatch.setattr(registry, "SENTENCES", small.sentences)
    return FEW


@pytest.fixture(scope="session")
def record(small: Any, once: Any) -> Any:
    """The record of the small ledger."""
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), made in once.items():
            patch.setattr(module, name, made)
        return audit.evidence(small)


@pytest.fixture
def one(few: tuple[str, ...], small: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Commands that go through the whole ledger go through one entry, which no sentence needs."""
    from proofs import registry

    name = few[1]
    claims, laws = {name: small.claims[name]}, {name: small.laws[name]}
    ledger = replace(small, claims=claims, sentences={}, laws=laws)
    monkeypatch.setattr(audit, "ledger", lambda: ledger)
    monkeypatch.setattr(registry, "CLAIMS", claims)
    monkeypatch.setattr(registry, "SENTENCES", {})
    return name
