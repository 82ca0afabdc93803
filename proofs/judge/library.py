"""The library of rules: files under `rules/`, one rule in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proofs.judge.language import read
from proofs.judge.syntax import Rule

FOLDER = Path(__file__).parent / "rules"


def ids() -> tuple[str, ...]:
    """The names of the rules, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.rule")))


@cache
def rule(name: str) -> Rule:
    """The rule of that name; raises `KeyError` where there is none."""
    if name not in ids():
        raise KeyError(name)
    (found,) = read((FOLDER / f"{name}.rule").read_text(encoding="utf-8"))
    return found


__all__ = ["ids", "rule"]
