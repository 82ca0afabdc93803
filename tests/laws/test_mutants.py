"""Every weakened law and every narrowed strategy is noticed by the entries' own items."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from trials import Trial, every_trial, explained

SAMPLE = 16


@cache
def everything() -> dict[str, Trial]:
    """All mutants by name."""
    found = {}
    for trial in every_trial():
        assert trial.name not in found
        found[trial.name] = trial
    return found


def mix(name: str) -> str:
    """A number that only the name decides."""
    return hashlib.sha256(name.encode()).hexdigest()


def sample() -> list[str]:
    """Some mutants, the same on every machine; a mutant that is added moves no other in or out."""
    return sorted(everything(), key=mix)[:SAMPLE]


@pytest.mark.parametrize("name", sample())
def test_a_mutant_is_noticed_or_explained(name: str) -> None:
    """An item of an entry falls, unless nothing is lost."""
    assert everything()[name].noticed() is not (name in explained())


def test_every_explanation_is_of_a_mutant() -> None:
    """An explanation has a mutant, and is a sentence."""
    assert set(explained()) <= set(everything())
    assert all(reason.strip().endswith(".") for reason in explained().values())


def test_every_law_is_weakened() -> None:
    """The laws are found by walking: each has mutants of its own."""
    from numeric.laws import LAWS

    own = [trial.users[0].law.claim for trial in everything().values() if len(trial.users) == 1]
    assert {claim for claim in LAWS if own.count(claim) >= 2} == set(LAWS)


@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="every mutant takes minutes")
def test_all_mutants() -> None:
    """Noticed are all but those explained, and none that is explained."""
    survived = {name for name, trial in everything().items() if not trial.noticed()}
    print(f"{len(everything())} mutants, {len(survived)} not noticed, {len(explained())} explained")
    assert survived == set(explained())
