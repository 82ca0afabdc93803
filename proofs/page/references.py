"""Ids of other entries in running text, told by their titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Reference
from proofs.terms import Relation, Term, Words

Titles = Callable[[str], str | None]
"""The title of an entry, by its id; none for what is no entry's id."""

_ID = re.compile(r"\b[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*\b")


def told(words: Words, titles: Titles) -> Words:
    """The words with titles in place of ids.

    >>> told(("So it is by gd.first-step, and e.g. here.",), {"gd.first-step": "One step"}.get)
    ('So it is by ', '“One step”', ', and e.g. here.')
    """
    row: list[str | Term | Relation] = []
    for piece in words:
        row += _told(piece, titles) if type(piece) is str else (piece,)
    return tuple(row)


def _told(text: str, titles: Titles) -> Iterator[str]:
    end = 0
    for found in _ID.finditer(text):
        title = titles(found[0])
        if title is not None:
            if text[end : found.start()]:
                yield text[end : found.start()]
            yield Reference(found[0], title)
            end = found.end()
    if text[end:] or not text:
        yield text[end:]


def referred(blocks: Iterable[Block], titles: Titles) -> tuple[Block, ...]:
    """The blocks with titles in place of ids wherever they have running text."""
    return tuple(_referred(block, titles) for block in blocks)


def _referred(block: Block, titles: Titles) -> Block:
    match block:
        case Paragraph(words):
            return replace(block, words=told(words, titles))
        case Heading(level, words) if level > 1:
            return replace(block, words=told(words, titles))
        case Items(_, entries):
            both = ((told(name, titles), told(said, titles)) for name, said in entries)
            return replace(block, entries=tuple(both))
        case Lines(rows):
            return replace(
                block, rows=tuple(replace(row, beside=told(row.beside, titles)) for row in rows)
            )
    return block
