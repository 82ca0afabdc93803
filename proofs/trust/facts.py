"""Theorems of the literature that proofs here may cite: each formal, with its source.

Whatever rests on one says so by name.  Words are never a premise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .terms import Term


@dataclass(frozen=True)
class Fact:
    """given |- says, taken from the literature."""

    given: tuple[Term, ...]
    says: tuple[Term, ...]
    source: str


FACTS: Mapping[str, Fact] = {}
