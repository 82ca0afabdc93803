"""The README beside the checker has every rule and every row, in the words of the code."""

from __future__ import annotations

import re
from pathlib import Path

from proofs.trust.check import RULES
from proofs.trust.rules import TABLE

FOLDER = Path(__file__).parents[2] / "proofs" / "trust"
TEXT = (FOLDER / "README.md").read_text("utf-8")


def told(heading: str) -> dict[str, str]:
    """The table below a heading."""
    below = TEXT.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", below, re.MULTILINE)
    return {name: words.replace("\\|", "|") for name, words in rows[1:]}


def test_rules() -> None:
    """Each rule is drawn as in its docstring."""
    drawn = {
        name: " ".join(str(rule.__doc__).split("\n\n")[0].split()) for name, rule in RULES.items()
    }
    assert told("Rules") == drawn


def test_rows() -> None:
    """Each row says what it says in the table."""
    assert told("Rows") == {name: row.words for name, row in TABLE.items()}


def test_it_is_short_and_names_every_module() -> None:
    """It is read before the code, and leads through it."""
    assert len(TEXT.splitlines()) <= 95
    for module in FOLDER.glob("*.py"):
        assert module.name == "__init__.py" or f"`{module.name}`" in TEXT
