"""Sheets for students: reasons or right sides of a proof's lines are blanks, filled in in the key.

Sheet and key are the same blocks; whoever prints them fills the blanks, or does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from proofs.page.blocks import Block, Heading, Hidden, Lines, Row

MOST = 1000
"""Blanks farther apart than that are none."""


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is left for students to fill in."""

    what: Literal["reasons", "steps", "every", "none"]
    every: int = 1
    """With "every": reason and right side of each line whose number this divides."""


class NoBlanks(ValueError):
    """What cannot be read as blanks; the message says what can."""


def blanks(asked: str) -> Blanks:
    """Blanks as they are asked for; raises `NoBlanks`.

    >>> blanks("every 3")
    Blanks(what='every', every=3)
    """
    what, *rest = asked.split()[:3] or [""]
    if what in ("reasons", "steps", "none") and not rest:
        return Blanks(what)  # type: ignore[arg-type]  # what is in that list
    if what != "every":
        raise NoBlanks(f"blanks are reasons, steps, every N or none, not {asked.strip()!r}")
    if not rest:
        raise NoBlanks("say how often a line is blank, such as every 3")
    if len(rest) > 1 or not (rest[0].isascii() and rest[0].isdigit() and len(rest[0]) < 9):
        raise NoBlanks(f"N is a whole number, not {' '.join(rest)!r}")
    if not 1 <= int(rest[0]) <= MOST:
        raise NoBlanks(f"N is a whole number from 1 to {MOST}, not {int(rest[0])}")
    return Blanks("every", int(rest[0]))


def blanked(blocks: Iterable[Block], asked: Blanks) -> tuple[Block, ...]:
    """The blocks with blanks in the lines of proofs; each entry's lines are counted anew."""
    made: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            count = 0
        if isinstance(block, Lines) and block.derived:
            rows = []
            for row in block.rows:
                count += 1
                rows.append(replace(row, hidden=_hidden(row, count, asked)))
            block = replace(block, rows=tuple(rows))
        made.append(block)
    return tuple(made)


def _hidden(row: Row, count: int, asked: Blanks) -> Hidden:
    match asked.what:
        case "reasons":
            return "reason" if row.beside else ""
        case "steps":
            return "right"
        case "every" if count % asked.every == 0:
            return "both" if row.beside else "right"
    return ""


def has_blanks(blocks: Iterable[Block]) -> bool:
    """Whether there is anything to fill in in the lines of proofs."""
    rows = (row for block in blocks if isinstance(block, Lines) for row in block.rows)
    return any(row.hidden for row in rows)
