"""Pages as HTML: semantic elements, formulas as MathML, and nothing that must be fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape, unescape

from proofs.claim import Ruled, Settled
from proofs.derivation import Theorem
from proofs.figure import Figure
from proofs.page import layout, svg, theorems
from proofs.page.blocks import (
    Block,
    Code,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Reference,
    Row,
    Rules,
    Sources,
    Table,
)
from proofs.page.mathml import InlineMathML, MathML, fits, segments
from proofs.page.references import Titles
from proofs.page.spoken import Spoken
from proofs.page.written import Written, joined
from proofs.terms import Relation, Term, Words

ROOM = 17.0
"""The widest formula in em that is set in one piece: what a phone shows."""
_LEFT = 10.0
"""The widest left side, in em, that has a column of its own."""
_TYPED = {"<=>": "⟺", "==>": "⟹", "<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "...": "…"}

Told = Callable[[Term | None, Row], str]
"""What is shown on demand of a line: the line before it, and the line; nothing is "" ."""


WIDE = 28
"""From so many signs on a formula has no room beside what is said of it."""


def _wide(name: str) -> bool:
    """Whether a name is a formula that is wider than its column."""
    return "<math" in name and len(unescape(re.sub(r"<[^>]*>|\s", "", name))) >= WIDE


def _nothing(before: Term | None, row: Row) -> str:
    return ""


def text(said: str) -> str:
    """Plain text as HTML, with signs for what was typed.

    >>> text("a <= b & c")
    'a ≤ b &amp; c'
    """
    for typed, sign in _TYPED.items():
        said = said.replace(typed, sign)
    return escape(said, quote=False)


class Printer:
    """Sets blocks; `shift` is how many levels its headings stand below those of a page.

    What a list names may be linked: `links` has an address and the words to show for names, and
    `places` the ids of paragraphs by what they begin with.  `address` is where an entry is found.
    """

    def __init__(
        self,
        shift: int = 0,
        *,
        told: Told = _nothing,
        ids: bool = True,
        links: Mapping[str, tuple[str, str]] | None = None,
        places: Mapping[str, str] | None = None,
        address: Callable[[str], str] | None = None,
    ) -> None:
        self.address, self.page_of, self.figures = address, "page", 0
        self.shift, self.told, self.ids = shift, told, ids
        self.links, self.places = links or {}, dict(places or {})
        self.stacked, self.inline, self.spoken = MathML(), InlineMathML(), Spoken()

    # Formulas and words --------------------------------------------------------------------------

    def math(self, row: Written, aloud: str) -> str:
        """A formula in one element, or in several between which a line may break."""
        parts = segments(row, ROOM)
        if len(parts) == 1:
            # A letter or a number says itself.
            words = f' alttext="{escape(aloud)}"' if len(aloud) > 1 else ""
            return f"<math{words}>{parts[0]}</math>"
        bits = "<wbr>".join(f"<math>{part}</math>" for part in parts)
        label = f'role="math" aria-label="{escape(aloud)}"'
        return f'<span class="long" {label}><span aria-hidden="true">{bits}</span></span>'

    def formula(self, piece: Term | Relation) -> str:
        """A term or a relation in running text."""
        if isinstance(piece, Relation):
            row, aloud = self.inline.related(piece), self.spoken.related(piece)
        else:
            row, aloud = self.inline.written(piece), self.spoken.written(piece)
        return self.math(row, aloud.text.strip())

    def said(self, words: Words) -> str:
        """Running text."""
        return "".join(map(self.piece, words))

    def piece(self, piece: str | Term | Relation) -> str:
        """A piece of running text: plain, a formula, a command, or the name of another entry."""
        match piece:
            case Code():
                return f"<code>{escape(piece, quote=False)}</code>"
            case Reference() if self.address is not None:
                return f'<a href="{escape(self.address(piece.id))}">{text(piece)}</a>'
            case str():
                return text(piece)
        return self.formula(piece)

    # Blocks --------------------------------------------------------------------------------------

    def page(self, blocks: Iterable[Block]) -> str:
        """The blocks, one after the other."""
        return "\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Items():
                return self.items(block)
            case Lines(rows, label):
                return self.lines(rows, label)
            case Table():
                return self.table(block)
            case Drawing(figure):
                return self.drawing(figure)
            case Rules(entries):
                told = tuple(((name,), (statement,)) for name, statement in entries)
                return (
                    f'<details class="rules"><summary>Rests on {len(entries)} '
                    f"rule{'s' * (len(entries) != 1)}</summary>\n"
                    f"{self.items(Items('', told))}\n</details>"
                )
            case Sources(entries):
                cited = "".join(f"<li>{text(entry)}</li>" for entry in entries)
                return f'<p class="lead">Sources</p>\n<ul class="sources">{cited}</ul>'
        raise TypeError(f"no HTML for {type(block).__name__}")

    def heading(self, heading: Heading) -> str:
        level = max(1, min(heading.level + self.shift, 6))
        if heading.level == 1 and heading.label:
            self.page_of, self.figures = heading.label, 0
        anchor = f' id="{escape(heading.label)}"' if heading.label and self.ids else ""
        if heading.level == 3:  # it runs into what follows
            return f'<p{anchor} class="runin">{self.said(heading.words)}</p>'
        title = f"<h{level}{anchor}>{self.said(heading.words)}</h{level}>"
        if not heading.verdict:
            return title
        label = escape(heading.label)
        return f'{title}\n<p class="stands">{badge(heading.verdict)} <code>{label}</code></p>'

    def paragraph(self, paragraph: Paragraph) -> str:
        lead, words = paragraph.lead, paragraph.words
        start = f"<strong>{text(lead)}{'.' if words else ''}</strong> " if lead else ""
        end = ' <span class="end" role="img" aria-label="end of the proof">∎</span>'
        name = self.places.pop(lead, "")  # the first that begins so
        place = f' id="{escape(name)}"' if name else ""
        kind = ' class="small"' if paragraph.small else ""
        said = f"{start}{self.said(words)}".rstrip()
        return f"<p{place}{kind}>{said}{end if paragraph.closes else ''}</p>"

    def items(self, items: Items) -> str:
        names = [self.name(name) for name, _ in items.entries]
        rows = "".join(
            f"<div><dt>{name}</dt><dd>{self.said(meaning)}</dd></div>"
            for name, (_, meaning) in zip(names, items.entries, strict=True)
        )
        small = " small" if items.small else ""
        wide = " wide" if any(map(_wide, names)) else ""
        head = f'<p class="lead{small}">{text(items.lead)}</p>\n' if items.lead else ""
        return f'{head}<dl class="items{small}{wide}">{rows}</dl>'

    def name(self, name: Words) -> str:
        """What a list names, as a link where there is one."""
        match name:
            case (str(plain),) if plain in self.links:
                address, shown = self.links[plain]
                return f'<a href="{escape(address)}">{text(shown)}</a>'
        return self.said(name)

    # Mathematics ---------------------------------------------------------------------------------

    def lines(self, rows: tuple[Row, ...], label: str = "") -> str:
        """Lines under each other, signs in a column, reasons beside them."""
        heads = [self.stacked.written(row.left) for row in rows if row.left is not None]
        narrow = max((head.width for head in heads), default=0.0) <= _LEFT
        reasons = any(row.beside for row in rows)
        before: Term | None = None
        found = []
        for row in rows:
            found.append(self.line(row, before if row.left is None else row.left, narrow))
            before = row.right
        kinds = f"lines{'' if narrow else ' wide'}{'' if reasons else ' bare'}"
        return f'<ul class="{kinds}">\n{"".join(found)}</ul>'

    def line(self, row: Row, before: Term | None, narrow: bool) -> str:
        relation = Relation(
            row.right if before is None else before, row.sign, row.right, row.others
        )
        _, sign, right = self.stacked.sides(relation)
        if not fits(right, ROOM):
            _, sign, right = self.inline.sides(relation)
        left = ""
        if row.left is not None:
            head, aloud = self.stacked.written(row.left), self.spoken.written(row.left)
            if not fits(head, ROOM):
                head = self.inline.written(row.left)
            left = self.math(head, aloud.text.strip())
        _, compared, after = self.spoken.sides(relation)
        aloud_right = f"{compared.text}{after.text}".strip()
        whole = joined([sign, right])
        set_ = self.math(_infix(whole), aloud_right)
        why = self.told(before, row)
        beside = f"{self.said(row.beside)}{why}"
        cells = f'<div class="l">{left}</div>' if left or narrow else ""
        cells += f'<div class="r">{set_}</div>'
        cells += f'<div class="why">{beside}</div>' if beside else ""
        return f"<li>{cells}</li>\n"

    # Figures and tables --------------------------------------------------------------------------

    def drawing(self, figure: Figure) -> str:
        """The panels of a figure beside or below each other, and its caption."""
        self.figures += 1
        name = f"{self.page_of}-figure-{self.figures}"
        drawn = "".join(svg.panel(figure, place, name) for place in range(len(figure.panels)))
        caption = self.said(figure.caption)
        return (
            f'<figure class="drawn"><div>{drawn}</div>\n<figcaption>{caption}</figcaption></figure>'
        )

    def table(self, table: Table) -> str:
        starts = {0}
        at = 0
        groups = []
        for title, span in table.groups:
            name = self.said(title)
            tag = "th" if name else "td"
            scope = ' scope="colgroup"' if name else ""
            groups.append(f'<{tag} colspan="{span}"{scope}>{name}</{tag}>')
            at += span
            starts.add(at)
        head = "".join(
            f'<th scope="col"{_edge(place, starts)}>{self.said(words)}</th>'
            for place, words in enumerate(table.heads)
        )
        body = []
        for place, row in enumerate(table.rows):
            cells = "".join(
                f"<td{_edge(column, starts)}>{self.said(cell)}</td>"
                for column, cell in enumerate(row)
            )
            marked = ' class="marked"' if place in table.marked else ""
            body.append(f"<tr{marked}>{cells}</tr>\n")
        return (
            '<div class="scroll" tabindex="0" role="group" aria-label="Table of a run"><table>\n'
            f"<thead><tr>{''.join(groups)}</tr>\n<tr>{head}</tr></thead>\n"
            f"<tbody>\n{''.join(body)}</tbody></table></div>"
        )


def _edge(column: int, starts: set[int]) -> str:
    return ' class="edge"' if column and column in starts else ""


def _infix(row: Written) -> Written:
    """The row with its first sign, which compares with what stands before the row, as such."""
    first, *rest = row.pieces
    text = first.text.replace("<mo>", '<mo form="infix">', 1)
    return replace(row, pieces=(replace(first, text=text), *rest))


def badge(verdict: str) -> str:
    """A verdict or a ruling, as a word in the colour of its kind."""
    kind = verdict.replace(" ", "-")
    return f'<span class="badge {kind}">{text(verdict)}</span>'


# What others call --------------------------------------------------------------------------------


def formula(piece: Term | Relation) -> str:
    """A term or a relation as a `math` element, with its words as the alternative.

    >>> from proofs.terms import scalar
    >>> formula(scalar("eta") > 0)
    '<math alttext="eta is greater than 0"><mi>η</mi><mo>&gt;</mo><mn>0</mn></math>'
    """
    return Printer().formula(piece)


def words(said: Words) -> str:
    """Running text."""
    return Printer().said(said)


def theorem(shown: Theorem, *, told: Told = _nothing) -> str:
    """A proof of any form."""
    return Printer(told=told).page(theorems.theorem(shown))


def claim(
    settled: Settled, level: layout.Level = "full", titles: Titles = lambda _: None, *,
    language: str = "en",
) -> str:  # fmt: skip
    """An entry of the ledger at a level, to stand in a page."""
    return Printer().page(layout.claim(settled, level, titles, language))


def sentence(ruled: Ruled) -> str:
    """A sentence of the sources with its ruling, to stand in a page."""
    return Printer().page(layout.sentence(ruled, at_prompt=False))


__all__ = [
    "Printer", "Told", "badge", "claim", "formula", "sentence", "text", "theorem", "words",
]  # fmt: skip
