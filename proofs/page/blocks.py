"""What stands on a page, before it is typeset: headings, lines, tables, running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from proofs.figure import Figure
from proofs.terms import Relation, Sign, Term, Words, scalar


class Code(str):
    """A piece of running text that is typed at a terminal."""

    __slots__ = ()


class Reference(str):
    """A piece of running text that names another entry by its title, in quotation marks."""

    __slots__ = ("id",)
    id: str

    def __new__(cls, entry: str, title: str) -> Reference:
        """The reference to an entry of that id and title."""
        made = super().__new__(cls, f"“{title}”")
        made.id = entry
        return made


class Blank(str):
    """A gap in running text, so many columns wide, and what a key has in it."""

    __slots__ = ("holds",)
    holds: Words

    def __new__(cls, width: int, holds: Words = ()) -> Blank:
        """The gap, whose width says nothing of what it holds."""
        made = super().__new__(cls, "_" * width)
        made.holds = holds
        return made


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 0 is a document's, 1 a page's, 2 a section's, 3 runs into its paragraph."""

    level: int
    words: Words
    label: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, after a word that says what it is."""

    words: Words
    lead: str = ""
    closes: bool = False
    """Whether a proof ends here."""
    small: bool = False
    """Whether it is set in small type, as what stands at the end of a page."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short entries: what is named, and what is said of it."""

    lead: str
    entries: tuple[tuple[Words, Words], ...]
    running: bool = False
    """Whether a page with little room may set the entries as one paragraph."""
    small: bool = False


Hidden = Literal["", "reason", "right", "both"]
"""What of a line is a blank in a student's sheet, and stands there filled in in the key."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of mathematics with what is said beside it; without a left side, it goes on."""

    left: Term | None
    sign: Sign
    right: Term
    others: tuple[Term, ...]
    beside: Words
    hidden: Hidden = ""

    @property
    def no_reason(self) -> bool:
        """Whether what is said beside it is a blank."""
        return self.hidden in ("reason", "both")

    @property
    def no_right(self) -> bool:
        """Whether its right side is a blank."""
        return self.hidden in ("right", "both")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of mathematics, one under the other, with reasons beside them."""

    rows: tuple[Row, ...]
    label: str = ""
    """By which a document refers to the last line."""
    derived: bool = False
    """Whether they are the lines of a proof, not what it starts from."""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: groups of columns, their heads, rows; `marked` rows are what it shows."""

    groups: tuple[tuple[Words, int], ...]
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that everything above rests on, each with its statement."""

    entries: tuple[tuple[str, str], ...]
    lead: str = "Rests on"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to read more."""

    entries: tuple[str, ...]
    lead: str = "Sources"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, with its caption below it."""

    figure: Figure
    lead: str = "Figure"


Block = Heading | Paragraph | Items | Lines | Table | Rules | Sources | Drawing

T = scalar("t")


def sentence_case(text: str) -> str:
    """The text with its first letter a capital.

    >>> sentence_case("positive rate")
    'Positive rate'
    """
    return text[:1].upper() + text[1:]


def with_vectors(words: Words) -> Iterator[tuple[str | Term | Relation, bool]]:
    """The pieces of running text, each with whether it stands within a vector of numbers.

    >>> [piece for piece, within in with_vectors(("at (", T, ", ", T, "), so")) if within]
    ['at (', t, ', ', t]
    """
    within = False
    for piece in words:
        if isinstance(piece, str) and piece != ", ":
            within = piece.endswith("(")
        yield piece, within
