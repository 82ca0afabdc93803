"""Letters in running text that stand for something on the page, set as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from proofs.claim import Settled
from proofs.page.blocks import Block, Heading, Items, Lines
from proofs.page.notation import seen_terms
from proofs.terms import Apply, Function, Relation, Symbol, Term, Words, parts

_LETTER = re.compile(r"(?<![\w'’.-])([b-hj-zA-HJ-Z])(?![\w'’-])(?!\.\w)")
"""A letter that stands alone and is no English word."""
_VERB = re.compile(r" (?:is|are|and|takes|makes|sends)\b")
"""What follows the name of a matrix, where an article cannot stand."""


def lettered(blocks: Iterable[Block], settled: Settled) -> tuple[Block, ...]:
    """The blocks with mathematics where titles and reasons name a symbol of the page by its letter.

    An entry may call a definition "one more power of A" in plain text; what A is, its terms know.
    """
    meant = _meant(settled)
    return tuple(_lettered(block, meant) for block in blocks)


def _meant(settled: Settled) -> Mapping[str, Term]:
    """What each letter is on the page, where it is one thing and bears no index."""
    found: dict[str, dict[Term, None]] = {}
    for part in parts(*seen_terms(settled)):
        head = part.function if isinstance(part, Apply) else part
        match head:
            case Function(name, adjoint=adjoint) if len(name) == 1 and adjoint:
                found.setdefault(name, {})[head] = None
            case Symbol(name, _, "", "") if len(name) == 1:
                found.setdefault(name, {})[head] = None
    return {letter: next(iter(terms)) for letter, terms in found.items() if len(terms) == 1}


def _lettered(block: Block, meant: Mapping[str, Term]) -> Block:
    match block:
        case Lines(rows):
            told = (replace(row, beside=_words(row.beside, meant)) for row in rows)
            return replace(block, rows=tuple(told))
        case Heading(level, words) if level > 1:
            return replace(block, words=_words(words, meant))
        case Items(_, entries):
            both = ((_words(name, meant), _words(said, meant)) for name, said in entries)
            return replace(block, entries=tuple(both))
    return block


def _words(words: Words, meant: Mapping[str, Term]) -> Words:
    row: list[str | Term | Relation] = []
    for piece in words:
        row += _pieces(piece, meant) if type(piece) is str else (piece,)
    return tuple(row)


def _pieces(text: str, meant: Mapping[str, Term]) -> Iterator[str | Term]:
    end = 0
    for found in _LETTER.finditer(text):
        article = found[1] == "A" and not text[: found.start()].rstrip(" (“")[-1:].isalpha()
        if found[1] in meant and not (article and not _VERB.match(text, found.end())):
            if text[end : found.start()]:
                yield text[end : found.start()]
            yield meant[found[1]]
            end = found.end()
    if text[end:] or not text:
        yield text[end:]


__all__ = ["lettered"]
