"""Pages as Typst: a document of its own, which needs no TeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from proofs.claim import Ruled, Settled
from proofs.page import layout, svg
from proofs.page.blocks import (
    Block,
    Code,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Row,
    Rules,
    Sources,
    Table,
    with_vectors,
)
from proofs.page.layout import Level
from proofs.page.names import LETTERS
from proofs.page.numbers import Point
from proofs.page.references import Titles
from proofs.page.style import PLAIN, Style
from proofs.page.styled import in_style
from proofs.page.typst_math import InlineTypst, SlashedTypst, TypstFormulas, opened, source, whole
from proofs.page.written import Piece, Written, broken
from proofs.terms import Number, Relation, Term, Words

WIDE = 42.5
"""The text's width in em."""

_LETTER = 0.47
"""The width of a letter of running text, about."""
_SHARES = (34, 30, 26, 23, 20)
"""What share of the width the reasons may have, in percent."""
_MARKUP = re.compile(r"[\\#$*_`<>@\[\]~/]")
_MATHEMATICS = frozenset([*LETTERS.values(), *"−·×±≤≥≠∈√∞→⟹⇒⟺⇔‖∇ℝℚ∑′⊥"])
_ARROWS = {"<=>": "⟺", "==>": "⟹", "<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "...": "…"}
_MINUS = re.compile(r"(?<![\w-])-(?=\d)|(?<= )-(?= )")


def escaped(text: str) -> str:
    r"""Plain text as Typst: special characters, and signs between words.

    >>> escaped("50 % of [x_1] & η² ≥ 0")
    '50 % of \\[x\\_1\\] & $η$#super[2]; $≥$ 0'
    """
    for typed, sign in _ARROWS.items():
        text = text.replace(typed, sign)
    text = _MINUS.sub("−", text)
    found: list[str] = []
    for character in text:
        kind = unicodedata.decomposition(character).partition(" ")[0]
        plain = unicodedata.normalize("NFKC", character).replace("−", "-")
        if character in _MATHEMATICS:
            found.append(f"${character}$")
        elif kind in ("<super>", "<sub>"):
            found.append(f"#{kind[1:-1]}[{plain}];")
        else:
            found.append(_MARKUP.sub(lambda mark: f"\\{mark[0]}", character))
    text = "".join(found).replace("$$", " ").replace("];#super[", "").replace("];#sub[", "")
    # At its start a text might be taken for a list or a heading.
    return re.sub(r"^([-+=]|\d+(?=\.\s))", lambda mark: f'#"{mark[0]}";', text)


def quoted(text: str) -> str:
    """A text as a string of Typst's code."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Printer:
    """Prints blocks for a text of a given width in em."""

    def __init__(self, width: float, style: Style) -> None:
        self.width, self.style = width, style
        self.display, self.inline = TypstFormulas(style=style), InlineTypst(style=style)
        self.slashed = SlashedTypst(style=style)
        self.number = 0
        self.numbered = ""
        """The label whose lines have the next number."""

    # Words ---------------------------------------------------------------------------------------

    def formula(self, piece: Term | Relation) -> Written:
        if isinstance(piece, Relation):
            return self.inline.related(piece)
        return self.inline.written(piece)

    def said(self, words: Words) -> str:
        """Running text with formulas in it; no line ends within a vector of numbers."""
        found = []
        for piece, within in with_vectors(words):
            if piece == " = ":
                found.append(" $=$ ")
            elif piece == ", " and within:
                found.append(",~")
            elif isinstance(piece, Number) and piece.value < 0:
                found.append(f"#box[${whole(self.formula(piece))}$]")
            elif isinstance(piece, Code):
                found.append(f"#raw({quoted(piece)})")
            elif isinstance(piece, str):
                found.append(escaped(piece) if not found else escaped(f"\0{piece}")[1:])
            else:
                found.append(f"${whole(self.formula(piece))}$")
        return "".join(found).replace("$ $=$ $", " = ")

    def wide(self, words: Words) -> float:
        """About how wide the words are in one line."""
        return sum(
            _LETTER * len(piece) if isinstance(piece, str) else self.formula(piece).width
            for piece in words
        )

    # Blocks --------------------------------------------------------------------------------------

    def page(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self.block(block) for block in in_style(blocks, self.style))

    def block(self, block: Block) -> str:
        match block:
            case Heading(0, words):
                return f"#block(below: 1.4em, text(20pt)[*{self.said(words)}*])\n"
            case Heading(1, words, label):
                name = f"#entry[{escaped(label)}]\n" if label else ""
                return f"= {self.said(words)}\n{name}"
            case Heading(2, words, label):
                self.numbered = label
                return f"== {self.said(words)}\n"
            case Heading(_, words):
                return f"#case[{self.said(words)}]\n"
            case Paragraph(words, lead, _, small=True):
                start = f"*{escaped(lead)}.* " if lead else ""
                return f"#small[{start}{self.said(words)}]\n"
            case Paragraph(words, lead, closes):
                start = f"*{escaped(lead)}.* " if lead else ""
                end = " #h(1fr); $square.filled$" if closes else ""
                keep = bool(words) and str(words[-1]).endswith(":")
                text = f"{start}{self.said(words)}{end}"
                return f"#block(sticky: true)[{text}]\n" if keep else f"{text}\n"
            case Items(lead, entries, running, small):
                said = [(self.said(name), self.said(meaning)) for name, meaning in entries]
                start = f"*{escaped(lead)}.*\n" if lead else ""
                if running:
                    listed = (
                        start + ";\n".join(f"{name}: {meaning}" for name, meaning in said) + "."
                    )
                    return f"#small[{listed}]\n" if small else f"{listed}\n"
                if start:  # the list begins where its name is
                    start = f"#block(sticky: true)[*{escaped(lead)}.*]\n"
                items = "".join(f"#item[{name}][{meaning}]\n" for name, meaning in said)
                return f"{start}#small[\n{items}]\n" if small else f"{start}{items}"
            case Drawing(figure):
                drawn = quoted(svg.picture(figure, "figure").replace(svg.PAPER, "fill:white"))
                image = f'#align(center, image(bytes({drawn}), format: "svg"))'
                return f"{image}\n#small[#align(center)[{self.said(figure.caption)}]]\n"
            case Lines(rows, label):
                return self.lines(rows, label)
            case Table():
                return self.table(block)
            case Rules(entries, lead):
                return (
                    f"#small[{escaped(lead)}: {', '.join(escaped(name) for name, _ in entries)}.]\n"
                )
            case Sources(entries, lead):
                return f"#small[{escaped(lead)}: {' '.join(escaped(entry) for entry in entries)}]\n"
        raise TypeError(f"no Typst for {type(block).__name__}")

    # Mathematics ---------------------------------------------------------------------------------

    def lines(self, rows: tuple[Row, ...], label: str) -> str:
        """Lines flush left with reasons in a column at the right, or under a line that is long."""
        sides = [self._sides(row) for row in rows]
        heads = [self.display.written(row.left) for row in rows if row.left is not None]
        widest = max((head.width for head in heads), default=0.0)
        longest = max(right.width for _, right in sides)
        reasons = any(row.beside for row in rows)
        tall = (
            widest > 0.2 * self.width and widest + longest > (0.6 if reasons else 0.9) * self.width
        )
        before = (2.0 if tall else widest) + 1.9
        numbered = bool(label) and label == self.numbered
        if numbered:
            self.number, self.numbered = self.number + 1, ""
        share = self._share(rows, [right.width for _, right in sides], before)
        cells: list[str] = []
        for place, (row, (compared, right)) in enumerate(zip(rows, sides, strict=True)):
            left = ""
            if row.left is not None:
                head = self._fitted(row.left, self.width)
                if tall:
                    cells.append(f"long[{self._broken(head, self.width)}]")
                else:
                    left = f"${whole(head)}$"
            last = numbered and place == len(rows) - 1
            told = self.said(row.beside) + (f"#h(1fr);({self.number})" if last else "")
            left = f"[{left}]" if left or not tall else "[#h(2em)]"
            room = self.width * (1 - share / 100) - 1.6 - before
            sign, full = compared.text.strip(), self.width - before - 0.5
            if not row.others:
                right = self._fitted(row.right, full)
            lines = broken(right, room, 2.0)
            fits = max(line.width for line in lines) <= room
            if not told or (fits and len(lines) <= len(broken(right, full, 2.0))):
                body = self._broken(right, room if told else full, sign)
                cells.append(f"{left}, [{body}], [{told}]" if told else f"{left}, wide[{body}]")
            else:
                cells.append(f"{left}, wide[{self._broken(right, full, sign)}]")
                cells.append(f"[], [], [{told}]")
        body = ",\n  ".join(cells)
        # One line of reasons stands beside its formula, two begin beside it.
        tall_ones = any(row.nesting > 2 for row in (*heads, *(right for _, right in sides)))
        return f"#lines({share}%, {'horizon' if tall_ones else 'top'},\n  {body},\n)\n"

    def _share(self, rows: tuple[Row, ...], widths: list[float], before: float) -> int:
        """The reasons' share of the width: the largest that leaves the formulas room."""

        def room(share: int) -> float:
            return self.width * (1 - share / 100) - 1.6 - before

        told = [0.92 * self.wide(row.beside) for row in rows]
        short = [(f, r) for f, r in zip(widths, told, strict=True) if f <= room(_SHARES[-1])]
        for share in _SHARES if short else ():
            height = 1.8 if share > 29 else 2.75
            if all(f <= room(share) and r <= height * share / 100 * self.width for f, r in short):
                return share
        return _SHARES[1]

    def _sides(self, row: Row) -> tuple[Piece, Written]:
        if row.others:
            relation = Relation(
                row.right if row.left is None else row.left, row.sign, row.right, row.others
            )
            _, compared, right = self.display.sides(relation)
            return compared, right
        return self.display.compare(row.sign), self.display.written(row.right)

    def _fitted(self, term: Term, room: float) -> Written:
        """The formula, with slashes for the bars of its fractions if it cannot be broken else."""
        stacked = self.display.written(term)
        fits = all(line.width <= room for line in broken(stacked, room, 2.0))
        return stacked if fits else self.slashed.written(term)

    def _broken(self, row: Written, room: float, sign: str = "") -> str:
        """A formula, line by line where it is too long for one."""
        lines = broken(row, room, 2.0)
        start = f"{sign} " if sign else ""
        if len(lines) == 1:
            return f"${start}{whole(row)}$"
        found = []
        for place, line in enumerate(lines):
            text = source(opened(line.pieces))
            above = f"#h({line.indent + (1.8 if sign else 0):g}em);" if place else ""
            found.append(f"{above}${'' if place else start}{text}$")
        return " \\\n  ".join(found)

    # Tables --------------------------------------------------------------------------------------

    def table(self, table: Table) -> str:
        """The table, or if it is too wide one entry a line."""
        widths = [
            max(self.wide(row[c]) for row in (table.heads, *table.rows)) + 1.0
            for c in range(len(table.heads))
        ]
        if sum(widths) * 0.9 > self.width:
            return self._listing(table)
        groups = "".join(
            f"table.cell(colspan: {span})[{self.said(title)}], " for title, span in table.groups
        )
        lines = [f"  [], {groups}"]
        lines.append("  " + "".join(f"[{self.said(cell)}], " for cell in ((), *table.heads)))
        for place, row in enumerate(table.rows):
            mark = "$triangle.r$" if place in table.marked else ""
            lines.append(f"  [{mark}], " + "".join(f"[{self.said(cell)}], " for cell in row))
        ends, at = [], 0
        for _, span in table.groups[:-1]:
            at += span
            ends.append(str(at))
        edges = f"({', '.join(ends)}{',' if len(ends) == 1 else ''})"
        body = "\n".join(line.rstrip() for line in lines)
        return f"#runs({len(table.heads) + 1}, {edges},\n{body}\n)\n"

    def _listing(self, table: Table) -> str:
        """A table whose cells are too wide for columns: one entry a line."""
        items = []
        for row in table.rows:
            at = 0
            for title, span in table.groups:
                own = range(at, at + span)
                told = "; ".join(f"{self.said(table.heads[c])}: {self.said(row[c])}" for c in own)
                start = f"{self.said(title)}: " if title != ("",) else ""
                items.append(f"{start}{told}")
                at += span
        return "#small[\n" + " \\\n".join(items) + "\n]\n"


_PREAMBLE = """\
#set document(date: none)
#set page(paper: "a4", margin: (x: 22mm, y: 20mm), numbering: "1")
#set text(font: "New Computer Modern", size: 11pt, lang: "en")
#set par(justify: true, leading: 0.55em, spacing: 0.8em)
#show heading.where(level: 1): set text(17pt)
#show heading.where(level: 2): set text(11pt)
#show heading.where(level: 2): set block(above: 1.5em, below: 0.9em)
#let vec(it) = math.upright(math.bold(it))
#let entry(it) = block(below: 1.4em, text(9.5pt, raw(it.text)))
#let case(it) = block(above: 1em, sticky: true, emph(it))
#let item(name, it) = par(hanging-indent: 3em, justify: false)[#h(1.5em)#emph(name): #it]
#let small(it) = block(above: 1em, text(9pt, it))
#let long(it) = grid.cell(colspan: 3, align: left, it)
#let wide(it) = grid.cell(colspan: 2, it)
#let lines(share, place, ..cells) = block(width: 100%, above: 1.1em, below: 1.1em, {
  show math.equation: math.display
  show grid.cell.where(x: 2): set text(10pt)
  set par(justify: false)
  grid(
    columns: (auto, 1fr, share), column-gutter: (0.35em, 0.8em),
    row-gutter: if place == top { 0.75em } else { 1em },
    align: (right + place, left + place, left + place), ..cells,
  )
})
#let runs(columns, edges, ..cells) = align(center, text(9.5pt, table(
  columns: columns, align: right, inset: (x: 0.5em, y: 0.32em),
  stroke: (x, y) => (bottom: if y == 1 { 0.5pt }, right: if x in edges { 0.5pt }), ..cells,
)))

"""


def document(blocks: Iterable[Block], style: Style = PLAIN) -> str:
    """Blocks as a document of their own."""
    return _PREAMBLE + _Printer(WIDE, style).page(blocks)


def claim(
    settled: Settled, level: Level = "lecture", titles: Titles = lambda _: None, *,
    language: str = "en", style: Style = PLAIN, at: Point | None = None,
) -> str:  # fmt: skip
    """A document with one entry of the ledger."""
    return document(layout.claim(settled, level, titles, language, at, style), style)


def sentence(ruled: Ruled, *, language: str = "en", style: Style = PLAIN) -> str:
    """A document with what a source says and whether it holds."""
    return document(layout.sentence(ruled, at_prompt=False, language=language), style)


__all__ = ["claim", "document", "escaped", "sentence"]
