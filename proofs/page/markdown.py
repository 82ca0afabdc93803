"""Markdown: text that is shown as it is, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Table: TypeAlias = tuple[str, list[tuple[str, ...]]]
"""A heading, then rows of which the first is the head."""


def sections(tables: Iterable[Table]) -> Iterator[str]:
    """Tables under headings."""
    for heading, (head, *body) in tables:
        yield ""
        yield f"### {md(heading)}"
        yield ""
        yield f"| {' | '.join(map(md, head))} |"
        yield "|" + "---|" * len(head)
        for row in body:
            yield f"| {' | '.join(map(md, row))} |"


def md(text: str) -> str:
    r"""Text that Markdown shows as it is, in one line.

    >>> print(md("a_b |c|"))
    a\_b \|c\|
    """
    plain = " ".join(text.split())
    return "".join("\\" + c if c in "\\`*_[]<|" else c for c in plain)


def yes(truth: bool) -> str:
    """Yes or no.

    >>> yes(False)
    'no'
    """
    return "yes" if truth else "no"


__all__ = ["Table", "md", "sections", "yes"]
