"""How a scaling is proved."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs.judge.syntax import Rule


def proved(rule: Rule, states: tuple[str, ...], found: Mapping[str, Fraction]) -> str:
    """What proves that one step commutes with a scaling: the laws of each part."""
    return "a law of scaling for each part of the step, and induction over the steps"
