"""Pages for a terminal: Unicode, or plain ASCII where a terminal has no more, within a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from proofs.claim import Ruled, Settled
from proofs.derivation import Theorem
from proofs.figure import Figure
from proofs.page import layout, theorems
from proofs.page.blocks import (
    Blank,
    Block,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Row,
    Rules,
    Sources,
    Table,
)
from proofs.page.described import described
from proofs.page.layout import Level
from proofs.page.letters import Ascii, Letters, columns, spelled
from proofs.page.numbers import Point
from proofs.page.references import Titles
from proofs.page.style import PLAIN, Style
from proofs.page.styled import in_style
from proofs.page.written import Piece, Written, broken, joined
from proofs.terms import Relation, Term, Words

WIDTH = 80
_KEPT = "\u00a0"
"""A space at which a line is not broken."""
_GAP = 20
"""How many columns a blank in a line of mathematics has, whatever belongs there."""


class _Printer:
    """Prints blocks within a width, in one alphabet."""

    def __init__(self, width: int, ascii: bool, style: Style = PLAIN, *, key: bool = False) -> None:
        if width < 40:
            raise ValueError(f"a page needs at least 40 columns, not {width}")
        self.width, self.ascii, self.style, self.key = width, ascii, style, key
        self.notation: Letters = Ascii(style=style) if ascii else Letters(style=style)

    # Formulas and words --------------------------------------------------------------------------

    def formula(self, piece: Term | Relation) -> str:
        related = isinstance(piece, Relation)
        row = self.notation.related(piece) if related else self.notation.written(piece)  # type: ignore[arg-type]
        return row.text

    def said(self, words: Words, *, keep: int = 0) -> str:
        """Running text; formulas of at most `keep` columns are not broken."""
        pieces = []
        for piece in words:
            if piece == " = ":
                pieces.append(_KEPT + "=" + _KEPT if keep else piece)
            elif isinstance(piece, Blank):
                filled = self.key and piece.holds
                pieces.append(f"[{self.said(piece.holds, keep=keep)}]" if filled else piece)
            elif isinstance(piece, str):
                pieces.append(spelled(piece) if self.ascii else piece)
            else:
                text = self.formula(piece)
                short = columns(text) <= keep
                pieces.append(text.replace(" ", _KEPT) if short else text)
        return "".join(pieces)

    def filled(self, words: Words, first: str = "", later: str = "", width: int = 0) -> list[str]:
        """Running text in lines."""
        room = width or self.width
        lines = textwrap.wrap(
            self.said(words, keep=min(self.width // 2, room * 3 // 4)).replace("\n", " "),
            width=room,
            initial_indent=first,
            subsequent_indent=later,
            break_on_hyphens=False,
        )
        return [line.replace(_KEPT, " ") for line in lines]

    # Blocks --------------------------------------------------------------------------------------

    def printed(self, blocks: Iterable[Block]) -> str:
        lines: list[str] = []
        for block in in_style(blocks, self.style):
            lines += [*self.block(block), ""]
        return "\n".join(lines).rstrip() + "\n"

    def block(self, block: Block) -> list[str]:
        match block:
            case Heading(0, words):
                return self.filled(words)
            case Heading(1, words, label, verdict):
                title = self.filled(words)
                below = [f"{label}: {verdict}"] if verdict else []
                return [*title, *below, ("=" if self.ascii else "═") * self.width]
            case Heading(2, words):
                title = self.filled(words)
                longest = max((columns(line) for line in title), default=0)
                return [*title, ("-" if self.ascii else "─") * longest]
            case Heading(_, words):
                return self.filled(words)
            case Paragraph(words, lead, closes):
                start = f"{lead}. " if lead and words else lead
                end = (" QED" if self.ascii else " ∎") if closes else ""
                return self.filled((start, *words, end))
            case Items(lead, entries):
                lines = [lead] if lead else []
                for name, meaning in entries:
                    lines += self.filled((*name, ": ", *meaning), "  ", "    ")
                return lines
            case Lines(rows):
                return self.lines(rows)
            case Table():
                return self.table(block)
            case Drawing(figure, lead):
                return self.drawing(figure, lead)
            case Rules(entries, lead):
                return self.rules(entries, lead)
            case Sources(entries, lead):
                cited = [line for e in entries for line in self.filled((e,), "  ", "    ")]
                return [lead, *cited]
        raise TypeError(f"no text for {type(block).__name__}")

    def rules(self, entries: tuple[tuple[str, str], ...], lead: str) -> list[str]:
        lines = [lead]
        for name, statement in entries:
            lines += self.filled((f"{name}: {statement}",), "  ", "    ")
        return lines

    def drawing(self, figure: Figure, lead: str) -> list[str]:
        """What a figure shows, in words: its caption, and what is in each panel."""
        lines = self.filled((f"{lead}. ", *figure.caption))
        for panel in figure.panels:
            lines += self.filled((described((panel,)),), "  ", "    ")
        return lines

    # Mathematics ---------------------------------------------------------------------------------

    def lines(self, rows: tuple[Row, ...]) -> list[str]:
        """Lines with reasons in a column of their own; under the line where it is long."""
        column = self.width * 3 // 5
        found: list[str] = []
        heads = [self.notation.written(row.left) for row in rows if row.left is not None]
        widest = max(int(head.width) for head in heads)
        narrow = widest <= self.width // 4
        for row in rows:
            beside = row.beside
            if row.no_reason:
                beside = (Blank(_GAP, row.beside),)
            if row.others:
                relation = Relation(
                    row.right if row.left is None else row.left, row.sign, row.right, row.others
                )
                _, compared, right = self.notation.sides(relation)
            else:
                compared, right = self.notation.compare(row.sign), self.notation.written(row.right)
            sign = compared.text.strip() + " "
            if row.no_right:
                right = self.gap(right)
            head = self.notation.written(row.left) if row.left is not None else None
            if narrow:
                left = head.text if head else ""
                gap = " " * (widest - columns(left))
                first = f"  {gap}{left} {sign}" if len(heads) > 1 else f"  {left}{gap} {sign}"
            else:
                if head is not None:
                    found += self.formula_lines(head, "  ", self.width)
                first = f"    {sign}"
            found += self.beside(right, first, beside, column)
        return found

    def gap(self, right: Written) -> Written:
        """A right side as a blank, or as what a key has in it."""
        if not self.key:
            return Written((Piece("_" * _GAP, _GAP),))
        return joined([Piece("[", 1, "open"), right, Piece("]", 1, "close")], minus=False)

    def formula_lines(self, row: Written, first: str, room: int) -> list[str]:
        margin = columns(first)
        rest = " " * margin
        made = []
        for place, line in enumerate(broken(row, room - margin, 2)):
            text = " " * int(line.indent) + line.text.strip()
            made.append((rest if place else first) + text)
        return made

    def beside(self, right: Written, first: str, reason: Words, column: int) -> list[str]:
        """One line and its reason: beside it if there is room, else under it."""
        if not reason:
            return self.formula_lines(right, first, self.width)
        told = self.filled(reason, width=self.width - column)
        formula = self.formula_lines(right, first, column - 2)
        whole = self.formula_lines(right, first, self.width)
        if len(whole) < len(formula) or any(columns(line) > column - 2 for line in formula):
            under = [" " * column + line for line in told]
            last = columns(whole[-1])
            if last <= column - 2:
                whole[-1] += " " * (column - last) + told[0]
                under = under[1:]
            return [*whole, *under]
        height = max(len(formula), len(told))
        formula += [""] * (height - len(formula))
        told += [""] * (height - len(told))
        return [
            (line + " " * (column - columns(line)) + text).rstrip()
            for line, text in zip(formula, told, strict=True)
        ]

    # Tables --------------------------------------------------------------------------------------

    def table(self, table: Table) -> list[str]:
        """The table, or if it is too wide its groups of columns one under another."""
        whole = self.grid(table, range(len(table.groups)))
        if max(columns(line) for line in whole) <= self.width:
            return whole
        apart = [self.grid(table, (0, group)) for group in range(1, len(table.groups))]
        if all(columns(line) <= self.width for lines in apart for line in lines):
            return [line for lines in apart for line in (*lines, "")][:-1]
        return self.listing(table)

    def grid(self, table: Table, chosen: Iterable[int]) -> list[str]:
        bar, cross, dash = (" | ", "-+-", "-") if self.ascii else (" │ ", "─┼─", "─")
        starts = [sum(span for _, span in table.groups[:g]) for g in range(len(table.groups) + 1)]
        blocks = []
        for group in chosen:
            own = range(starts[group], starts[group + 1])
            cells = [[self.said(table.heads[c]) for c in own]]
            cells += [[self.said(row[c]) for c in own] for row in table.rows]
            widths = [max(columns(row[i]) for row in cells) for i in range(len(own))]
            title = self.said(table.groups[group][0])
            widths[-1] += max(0, columns(title) - sum(widths) - 2 * (len(widths) - 1))
            body = ["  ".join(_right(t, w) for t, w in zip(r, widths, strict=True)) for r in cells]
            width = sum(widths) + 2 * (len(widths) - 1)
            blocks.append(
                [title + " " * (width - columns(title)), body[0], dash * width, *body[1:]]
            )
        rows = []
        for place, parts in enumerate(zip(*blocks, strict=True)):
            mark = "  > " if self.ascii else "  ▸ "
            edge = mark if place >= 3 and place - 3 in table.marked else "    "
            rows.append((edge + (cross if place == 2 else bar).join(parts)).rstrip())
        return rows

    def listing(self, table: Table) -> list[str]:
        """A table whose cells are too wide for columns: one entry per line."""
        lines: list[str] = []
        for row in table.rows:
            at = 0
            for title, span in table.groups:
                entries: list[str | Term | Relation] = []
                for head, cell in zip(
                    table.heads[at : at + span], row[at : at + span], strict=True
                ):
                    entries += ["; " if entries else "", *head, ": ", *cell]
                start: Words = (*title, ": ") if title != ("",) else ()
                lines += self.filled((*start, *entries), "  " if at else "", "    ")
                at += span
        return lines


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


# What others call --------------------------------------------------------------------------------


def term(term: Term, *, ascii: bool = False) -> str:
    """A term in one line.

    >>> from proofs.terms import scalar, vector, dot
    >>> term(scalar("eta") * (1 - dot(vector("w", "t-1"), vector("x", "t"))) * vector("x", "t"))
    'η(1 − w⁽ᵗ⁻¹⁾·x⁽ᵗ⁾)x⁽ᵗ⁾'
    """
    return (Ascii() if ascii else Letters()).written(term).text


def relation(relation: Relation, *, ascii: bool = False) -> str:
    """An equation or inequality in one line.

    >>> from proofs.terms import scalar
    >>> relation(scalar("phi_plus") >= 0), relation(scalar("phi_plus") >= 0, ascii=True)
    ('φ₊ ≥ 0', 'phi_plus >= 0')
    """
    return (Ascii() if ascii else Letters()).related(relation).text


def sheet(blocks: Iterable[Block], width: int = WIDTH, *, key: bool, ascii: bool = False) -> str:
    """A student's sheet with its blanks, or the key to it, in which they are filled."""
    return _Printer(width, ascii, key=key).printed(blocks)


def words(words: Words, *, ascii: bool = False) -> str:
    """Running text in one line."""
    return _Printer(WIDTH, ascii).said(words)


def blocks(blocks: Iterable[Block], width: int = WIDTH, *, ascii: bool = False) -> str:
    """Blocks one under the other, no line wider than `width`."""
    return _Printer(width, ascii).printed(blocks)


def theorem(theorem: Theorem, width: int = WIDTH, *, ascii: bool = False) -> str:
    """A proof of any form, no line wider than `width`."""
    return _Printer(width, ascii).printed(theorems.theorem(theorem))


def claim(
    settled: Settled, width: int = WIDTH, level: Level = "full", titles: Titles = lambda _: None, *,
    language: str = "en", ascii: bool = False, style: Style = PLAIN, at: Point | None = None,
) -> str:  # fmt: skip
    """An entry of the ledger at a level, no line wider than `width`."""
    blocks = layout.claim(settled, level, titles, language, at, style)
    return _Printer(width, ascii, style).printed(blocks)


def statement(
    settled: Settled, width: int = WIDTH, *, ascii: bool = False, style: Style = PLAIN
) -> str:
    """What the theorems of an entry are given and conclude, no line wider than `width`."""
    from proofs.page.statement import statement as stated

    return _Printer(width, ascii, style).printed(stated(settled))


def sentence(
    ruled: Ruled, width: int = WIDTH, *, language: str = "en", ascii: bool = False,
    style: Style = PLAIN, beside: Sequence[Sequence[Block]] = (),
) -> str:  # fmt: skip
    """A sentence with its ruling, and what is to stand beside it, no line wider than `width`."""
    blocks = layout.sentence(ruled, language=language, beside=beside)
    return _Printer(width, ascii, style).printed(blocks)
