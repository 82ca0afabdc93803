"""How random data is made to refute a statement that lacks a hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

from numeric.law import Law, attack_twin
from proofs.claim import Claim

Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]


Instanced = Callable[[Iterable[Claim]], set[str]]


def _instanced(claims: Iterable[Claim]) -> set[str]:
    """The hypotheses that an entry shows to be needed itself, by an instance, a run or in words."""
    return {need.hypothesis for claim in claims for need in claim.needs}


@pytest.fixture(scope="session")
def instanced() -> Instanced:
    """Name the hypotheses that entries drop themselves."""
    return _instanced


def _refuted(claim: str, hypothesis: str, data: Data, holds: Callable[[Any], bool]) -> bool:
    """Whether an example of the proof profile refutes a claim without one of its hypotheses."""
    law = Law(
        claim, f"without {hypothesis}", data, lambda drawn, note: holds(drawn),
        f"without {hypothesis}", holds, (),
    )  # fmt: skip
    found = attack_twin(law, "mutant").counterexample
    return found is not None and not holds(found)


@pytest.fixture(scope="session")
def refuted() -> Refuted:
    """Search random data for what goes wrong without a hypothesis."""
    return _refuted
