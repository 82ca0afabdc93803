"""How random data is made to refute a statement that lacks a hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

from numeric.law import Law, attack_twin

Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]


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
