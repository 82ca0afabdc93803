"""Pages as LaTeX: a fragment for any document that loads amsmath, or a document of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable

from proofs.claim import Ruled, Settled
from proofs.derivation import Theorem
from proofs.figure import Figure
from proofs.page import layout, theorems, tikz
from proofs.page.blocks import (
    Blank,
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
    with_vectors,
)
from proofs.page.formulas import Formulas, InlineFormulas, SlashedFormulas, source
from proofs.page.layout import Level
from proofs.page.numbers import Point
from proofs.page.references import Titles
from proofs.page.style import PLAIN, Style
from proofs.page.styled import in_style
from proofs.page.written import LETTERS, Piece, Written, broken
from proofs.terms import Relation, Term, Words

NARROW = 32.5
"""The text's width in em in LaTeX's own article class, which a fragment must fit."""
WIDE = 42.5
"""The text's width in em in `standalone`."""

_SLACK = 0.985
"""Widths are estimates; lines are filled no further than this."""
_SHARES = (0.34, 0.3, 0.26, 0.23, 0.2)
"""What share of the width the reasons may have."""
_GAP = 0.8
"""What is left free between a formula and its reason."""
_EM = 3.5
"""At least so many millimetres has an em."""
_LETTER = 0.47
"""The width of a letter of running text, about."""
_BLANK_SHARE, _BLANK_STEP = 0.3, 14.0
"""Blanks are equally wide whatever belongs there: the reasons' share of the width, and the width of
a right side."""

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": "$<$", ">": "$>$", "|": "$|$", "“": "``", "”": "''", "„": "``", "‘": "`", "’": "'",
    "–": "--", "—": "---", "…": r"\dots{}", "\u00a0": "~", "′": "$'$", "·": r"$\cdot$",
    "−": "$-$", "×": r"$\times$", "±": r"$\pm$", "≤": r"$\le$", "≥": r"$\ge$", "≠": r"$\ne$",
    "∈": r"$\in$", "√": r"$\surd$", "∞": r"$\infty$", "→": r"$\to$", "⟹": r"$\Rightarrow$",
    "⇒": r"$\Rightarrow$", "⟺": r"$\Leftrightarrow$", "⇔": r"$\Leftrightarrow$",
    "‖": r"$\|$", "∇": r"$\nabla$", "ℝ": r"$\mathbf{R}$", "ℚ": r"$\mathbf{Q}$",
    "²": "$^2$", "³": "$^3$", "½": r"$\frac12$", "§": r"\S{}",
    "⁰": "$^0$", "¹": "$^1$", "⁴": "$^4$", "⁵": "$^5$", "⁶": "$^6$", "⁷": "$^7$", "⁸": "$^8$",
    "⁹": "$^9$", "⁻": "$^-$", "⁽": "$^($", "⁾": "$^)$", "ᵗ": "$^t$", "ᵀ": r"$^{\top}$",
    "⁺": "$^+$", "∑": r"$\sum$",
    "₀": "$_0$", "₁": "$_1$", "₂": "$_2$", "₊": "$_+$", "₋": "$_-$",
}  # fmt: skip
_ARROWS = {"<=>": "⟺", "==>": "⟹", "<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "...": "…"}


_MINUS = re.compile(r"(?<![\w-])-(?=\d)|(?<= )-(?= )")
"""A hyphen that was typed for the sign of a number or of a difference."""
_NEW_DISPLAY = "\\par\\vspace{-\\abovedisplayskip}\\nointerlineskip\\noindent\\mbox{}\n"
"""Before a display that begins a paragraph, which TeX would set below an empty line."""


def escaped(text: str) -> str:
    """Plain text as LaTeX: special characters, quotes and dashes, and signs between words.

    >>> escaped('50 % of "x_1" & η ≥ 0')
    "50 \\\\% of ``x\\\\_1'' \\\\& $\\\\eta$ $\\\\ge$ 0"
    >>> escaped("allow more with --budget")
    'allow more with -{}-budget'
    """
    for typed, sign in _ARROWS.items():
        text = text.replace(typed, sign)
    text = _MINUS.sub("−", text)
    found: list[str] = []
    for place, character in enumerate(text):
        if character == '"':
            before = text[place - 1] if place else " "
            found.append("``" if before.isspace() or before in "([{–—" else "''")
        elif character == "-" and text[place - 1 : place] == "-":
            found.append("{}-")  # two hyphens are no dash, as in --budget
        elif character in _LETTERS:
            found.append(f"$\\{_LETTERS[character]}$")
        else:
            found.append(_ESCAPED.get(character, character))
    # Two signs in a row are one formula.
    return "".join(found).replace("$$", "")


def _typed(code: str) -> str:
    """What is typed at a terminal: hyphens and quotes stay what they are."""
    kept = escaped(code.replace("-", "\x00").replace("'", "\x01"))
    return kept.replace("\x00", "-").replace("\x01", "\\textquotesingle{}")


_LETTERS = {letter: name for name, letter in LETTERS.items()}


class _Printer:
    """Prints blocks for a text of a given width in em."""

    def __init__(
        self, width: float, style: Style = PLAIN, *, alone: bool = False,
        within: Collection[str] = (), suffix: str = "", key: bool = False, named: bool = True,
    ) -> None:  # fmt: skip
        if width < 20:
            raise ValueError(f"the text must be at least 20 em wide, not {width:g}")
        self.width, self.alone, self.style, self.within = width, alone, style, within
        self.key, self.named = key, named
        """Whether blanks are filled in, and whether a page's title is followed by its id."""
        self.suffix = suffix
        """At the end of every label, which tells the same entry at several lengths apart."""
        self.display, self.inline = Formulas(style=style), InlineFormulas(style=style)
        self.slashed = SlashedFormulas(style=style)
        self.running = False
        """Whether the text so far ends within a paragraph, so that a display belongs to it."""
        self.numbered: set[str] = set()

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
            elif isinstance(piece, Blank):
                found.append(self.blank(piece))
            elif isinstance(piece, Code):
                found.append(f"\\texttt{{{_typed(piece)}}}")
            elif isinstance(piece, Reference) and piece.id in self.within:
                found.append(f"\\cref{{{piece.id}}}")
            elif isinstance(piece, str):
                found.append(escaped(piece))
            else:
                found.append(f"${source(self.formula(piece).pieces)}$")
        # A symbol, its equals sign and its value are one formula.
        return "".join(found).replace("$ $=$ $", " = ")

    def blank(self, piece: Blank) -> str:
        """A gap in running text, or what a key has in it."""
        if self.key and piece.holds:
            return f"\\filledtext{{{self.said(piece.holds)}}}"
        return f"\\gap{{{len(piece)}}}"

    def wide(self, words: Words) -> float:
        """About how wide the words are in one line."""
        return sum(
            _LETTER * len(piece) if isinstance(piece, str) else self.formula(piece).width
            for piece in words
        )

    def ragged(self, words: Words) -> str:
        """What lets lines end early where a formula is too long to be moved to the next line."""
        formulas = (self.formula(piece).width for piece in words if not isinstance(piece, str))
        return "\\raggedright" if max(formulas, default=0) > self.width / 3 else ""

    # Blocks --------------------------------------------------------------------------------------

    def page(self, blocks: Iterable[Block]) -> str:
        """A whole page; a formula that cannot be broken may stretch its line."""
        text = self.printed(in_style(blocks, self.style))
        start = "\\begingroup\\setlength{\\emergencystretch}{8em}\\allowdisplaybreaks%"
        return f"{start}\n{text}\\par\\endgroup\n"

    def printed(self, blocks: Iterable[Block]) -> str:
        found: list[str] = []
        lead: Heading | None = None  # a heading that was last and runs into its paragraph
        for block in blocks:
            text = self.block(block)
            if lead and isinstance(block, Paragraph) and not block.lead and not block.small:
                text = text.removeprefix("\\noindent ")
                said = self.said(lead.words)
                ended = said if said.endswith((".", ":", "?", "!")) else f"{said}."
                found[-1] = (
                    found[-1].replace("\\nopagebreak\n", "\n")
                    .replace(f"\\textit{{{said}}}", f"\\textit{{{ended}}}")
                )  # fmt: skip
            # A display continues the paragraph before it: no empty line may come between.
            elif found and not isinstance(block, Lines):
                text = f"\n{text}"
            found.append(text)
            lead = block if isinstance(block, Heading) and block.level > 2 else None
            self.running = lead is not None or (isinstance(block, Paragraph) and not block.closes)
        return "".join(found)

    def block(self, block: Block) -> str:
        match block:
            case Heading(0, words):
                return f"{{\\LARGE\\bfseries {self.said(words)}\\par}}\\bigskip\n"
            case Heading(1, words, label):
                return self.title(words, label)
            case Heading(2, words, label):
                return f"\\subsubsection*{{{self.said(words)}}}{self.counted(label)}\n"
            case Heading(_, words, label):
                lead = f"\\textit{{{self.said(words)}}}{self.counted(label)}"
                return f"\\par\\smallskip\\noindent{lead}\\nopagebreak\n"
            case Paragraph(words, lead, _, small=True):
                start = f"\\textbf{{{escaped(lead)}.}} " if lead else ""
                body = f"{{\\footnotesize\\raggedright {start}{self.said(words)}\\par}}"
                return f"\\par\\nopagebreak\\smallskip\\noindent{body}\n"
            case Paragraph(words, lead, closes):
                start = f"\\textbf{{{escaped(lead)}.}} " if lead else ""
                end = "\\hfill\\rule{1ex}{1ex}" if closes else ""
                if words and isinstance(words[-1], str) and words[-1].endswith(":"):
                    end += "\\nopagebreak"
                above = "\\par\\smallskip" if lead else ""
                return f"{above}\\noindent {start}{self.said(words)}{end}\n"
            case Items(lead, entries, running, small):
                said = [(self.said(name), self.said(meaning)) for name, meaning in entries]
                if small:
                    return self.small(lead, said, running)
                if running:
                    listed = ";\n".join(f"{name}: {meaning}" for name, meaning in said)
                    return f"\\noindent\\textbf{{{escaped(lead)}.}}\n{listed}.\n"
                items = "".join(
                    f"\\par\\noindent{{\\hangindent=3em{self.ragged(told)}\\hspace*{{1.5em}}"
                    f"\\emph{{{name}}}: {meaning}\\par}}\n"
                    for (name, meaning), (_, told) in zip(said, entries, strict=True)
                )
                start = f"\\noindent\\textbf{{{escaped(lead)}.}}\n" if lead else ""
                return f"{start}{items}"
            case Lines(rows, label):
                return self.lines(rows, label)
            case Table():
                return self.table(block)
            case Drawing(figure):
                return self.drawing(figure)
            case Rules(entries, lead):
                names = ", ".join(escaped(name) for name, _ in entries)
                return f"\\medskip\\noindent{{\\footnotesize {escaped(lead)}: {names}.\\par}}\n"
            case Sources(entries, lead):
                cited = " ".join(escaped(entry) for entry in entries)
                return f"\\noindent{{\\footnotesize {escaped(lead)}: {cited}\\par}}\n"
        raise TypeError(f"no LaTeX for {type(block).__name__}")

    def small(self, lead: str, said: list[tuple[str, str]], running: bool) -> str:
        """A list in small type: one paragraph, or an entry a line."""
        if running:
            listed = "; ".join(f"{name}: {meaning}" for name, meaning in said)
            body = f"\\textbf{{{escaped(lead)}.}} {listed}.\\par"
            return f"\\par\\smallskip\\noindent{{\\footnotesize {body}}}\n"
        hung = "\\par\\noindent\\hangindent=1.5em\\raggedright"
        named = "{}" if lead else "\\emph{{{}}}"  # steps of a proof have titles
        lines = "".join(f"{hung} {named.format(name)}: {meaning}\n" for name, meaning in said)
        above = f"\\par\\medskip\\noindent\\textbf{{{escaped(lead)}.}}\\nopagebreak\n"
        start = above if lead else ""
        return f"{start}{{\\footnotesize\n{lines}\\par}}\n"

    def title(self, words: Words, label: str) -> str:
        if self.within:
            section = f"\\section{{{self.said(words)}}}\\label{{{label}{self.suffix}}}"
            return f"\\roomforentry\n{section}\n"
        if self.alone:
            name = f"\\smallskip\\texttt{{\\small {escaped(label)}}}\n" if self.named else ""
            return f"{{\\Large\\bfseries {self.said(words)}\\par}}\n{name}\\medskip\n"
        return f"\\subsection{{{self.said(words)}}}\\label{{{label}{self.suffix}}}\n"

    def counted(self, label: str) -> str:
        """A number for what follows, shown beside its last line."""
        if not label:
            return ""
        self.numbered.add(label)
        return f"\\refstepcounter{{equation}}\\label{{{label}{self.suffix}}}"

    # Mathematics ---------------------------------------------------------------------------------

    def lines(self, rows: tuple[Row, ...], label: str) -> str:
        """Lines flush left with reasons in a column at the right, or under a line that is long."""
        full = self.width * _SLACK
        heads = [self._fitted(row.left, full) for row in rows if row.left is not None]
        reasons = any(row.beside for row in rows)
        widest = max(head.width for head in heads)
        longest = max(self._sides(row)[1].width for row in rows)
        tall = widest > 0.2 * full and widest + longest > (0.65 if reasons else 0.95) * full
        before = (1.0 if tall else widest) + 1.4
        blank = any(row.no_reason for row in rows)
        share = _BLANK_SHARE if blank else self._share(rows, before, full)
        number = "(\\theequation)" if label in self.numbered else ""
        made: list[str] = []
        kept: set[int] = set()  # the lines after which no page may end
        for place, row in enumerate(rows):
            compared, right = self._sides(row, full - before)
            left = ""
            if row.left is not None:
                head = self._fitted(row.left, full)
                if tall:
                    above = [_overlapping(line, full) + " &" for line in self._broken(head, full)]
                    kept |= set(range(len(made), len(made) + len(above)))
                    made += above
                else:
                    left = source(head.pieces)
            last = number if place == len(rows) - 1 else ""
            made += self._row(row, left, compared, right, before, full, share, tall, last)
        kept |= {0, len(made) - 2}  # neither the first nor the last stands alone
        start = "" if self.running else _NEW_DISPLAY
        ends = [" \\\\*\n" if place in kept else " \\\\\n" for place in range(len(made))]
        body = "".join(line + end for line, end in zip(made, [*ends[:-1], ""], strict=True))
        return f"{start}\\begin{{flalign*}}\n{body}\n\\end{{flalign*}}\n"

    def _share(self, rows: tuple[Row, ...], before: float, full: float) -> float:
        """The reasons' share of the width: the largest at which the formulas have room beside it.

        A formula too long for any share does not count: it is broken, or has its reason below.
        """

        def room(share: float) -> float:
            return full * (1 - share) - _GAP - before

        widths = [(self._sides(row)[1].width, 0.92 * self.wide(row.beside)) for row in rows]
        short = [both for both in widths if both[0] <= room(_SHARES[-1])]
        for share in _SHARES if short else ():
            height = 1.8 if share > 0.29 else 2.75
            if all(f <= room(share) and r <= height * share * full for f, r in short):
                return share
        return _SHARES[1]

    def _sides(self, row: Row, room: float = math.inf) -> tuple[Piece, Written]:
        if row.no_right and not self.key:
            sign = self.display.compare("in" if row.others else row.sign)
            return sign, Written((Piece("\\stepblank", _BLANK_STEP),))
        if row.others:
            relation = Relation(
                row.right if row.left is None else row.left, row.sign, row.right, row.others
            )
            _, compared, right = self.display.sides(relation)
            return compared, right
        return self.display.compare(row.sign), self._fitted(row.right, room)

    def _fitted(self, term: Term, room: float) -> Written:
        """The formula, with slashes for the bars of its fractions if it cannot be broken else."""
        stacked = self.display.written(term)
        lines = broken(stacked, room, 2.0)
        fits = all(line.width <= room for line in lines)
        return stacked if fits else self.slashed.written(term)

    def _broken(self, row: Written, room: float) -> list[str]:
        """The source of each line of a formula."""
        found = []
        for place, line in enumerate(broken(row, room, 2.0)):
            text = source(line.pieces).strip()
            found.append(f"\\hspace{{{line.indent:g}em}}{{}}{text}" if place else text)
        return found

    def _row(
        self, row: Row, left: str, compared: Piece, right: Written, before: float,
        full: float, share: float, tall: bool, number: str,
    ) -> list[str]:  # fmt: skip
        sign, lead = compared.text.strip(), "\\quad" if tall else ""
        whole, room = self._broken(right, full - before), full - before
        told = ""
        if row.beside or number:
            text = self._reason(row) + (f" \\hspace*{{\\fill}}{number}" if number else "")
            told = f"\\parbox[t]{{{share:g}\\linewidth}}{{\\raggedright\\small {text}}}"
            beside = full * (1 - share) - _GAP - before
            narrow = broken(right, beside, 2.0)
            if len(narrow) <= len(whole) and max(line.width for line in narrow) <= beside:
                whole, room = self._broken(right, beside), beside
        if row.no_right and self.key:
            whole = [f"\\filled{{{text}}}" for text in whole]
        made = []
        for place, text in enumerate(whole):
            beneath = room == full - before and bool(told)
            start = "" if place == 0 and not lead and not beneath else "{}"
            start = f"{lead}{start}{sign} " if not place else f"{lead}\\phantom{{{{}}{sign}{{}}}}"
            own = "" if place else left
            if beneath:
                taken = 0 if tall else before - 1.4  # the sign stands in the box
                made.append(f"{own} & {_overlapping(start + text, full - taken)}")
            else:
                made.append(f"{own} & {start}{text}")
        if told and room != full - before:
            made[0] += f" &&& {told}"
        elif told:
            made[-1] += " \\\\[-1ex]"
            made[-1] += f"\n& &&& {told}"
        else:
            made[-1] += " &&"
        return made

    # Figures -------------------------------------------------------------------------------------

    def drawing(self, figure: Figure) -> str:
        """The figure with its caption; a document that does not load TikZ goes on without it."""
        picture = tikz.picture(figure, self.said, self.width * _EM)
        whole = "\\interlinepenalty=10000 "  # no page may end within a caption
        caption = f"{{\\footnotesize{whole}{self.said(figure.caption)}\\par}}"
        return (
            "\\ifdefined\\tikzpicture % the figure needs \\usepackage{tikz}\n"
            f"\\par\\medskip\n{{\\centering\n{picture}\\par\\nopagebreak\\smallskip\n"
            f"{caption}}}\n\\medskip\n\\fi\n"
        )

    def _reason(self, row: Row) -> str:
        """What stands beside a line: a reason, a blank, or a blank that is filled in."""
        if not row.no_reason:
            return self.said(row.beside)
        return f"\\filledreason{{{self.said(row.beside)}}}" if self.key else "\\reasonblank"

    # Tables --------------------------------------------------------------------------------------

    def table(self, table: Table) -> str:
        """The table, or if it is too wide its groups of columns one under another."""
        count = len(table.groups)
        if self._grid_width(table, range(count)) <= self.width * _SLACK:
            return self._centred([self._grid(table, range(count))])
        pairs = [(0, group) for group in range(1, count)]
        if all(self._grid_width(table, pair) <= self.width * _SLACK for pair in pairs):
            return self._centred([self._grid(table, pair) for pair in pairs])
        return self._listing(table)

    def _centred(self, grids: list[str]) -> str:
        body = "\\par\\medskip\n".join(grids)
        look = "\\small\\renewcommand{\\arraystretch}{1.15}"
        # No page may end between a table and what is said of it.
        start, end = "\\par\\nopagebreak\\medskip", "\\par}\\nopagebreak\\medskip"
        return f"{start}\n{{\\centering{look}\n{body}{end}\n"

    def _columns(self, table: Table, group: int) -> range:
        before = sum(span for _, span in table.groups[:group])
        return range(before, before + table.groups[group][1])

    def _grid_width(self, table: Table, chosen: Iterable[int]) -> float:
        total = 1.0
        for group in chosen:
            cells = sum(
                1.2 + max(self.wide(row[c]) for row in (table.heads, *table.rows))
                for c in self._columns(table, group)
            )
            total += max(cells, self.wide(table.groups[group][0]) + 1.2)
        return total * 0.92

    def _grid(self, table: Table, chosen: Iterable[int]) -> str:
        chosen = tuple(chosen)
        columns = [self._columns(table, group) for group in chosen]
        layout = "|".join("r" * len(own) for own in columns)
        titles = [
            f"\\multicolumn{{{len(own)}}}{{{'c|' if place < len(chosen) - 1 else 'c'}}}"
            f"{{{self.said(table.groups[group][0])}}}"
            for place, (group, own) in enumerate(zip(chosen, columns, strict=True))
        ]
        flat = [c for own in columns for c in own]
        heads = (self.said(table.heads[c]) for c in flat)
        lines = [" & ".join(("", *titles)) + " \\\\"]
        lines.append(" & ".join(("", *heads)) + " \\\\ \\hline")
        for place, row in enumerate(table.rows):
            mark = "$\\triangleright$" if place in table.marked else ""
            lines.append(" & ".join((mark, *(self.said(row[c]) for c in flat))) + " \\\\")
        body = "\n".join(lines)
        return f"\\begin{{tabular}}{{r@{{\\ }}{layout}}}\n{body}\n\\end{{tabular}}\n"

    def _listing(self, table: Table) -> str:
        """A table whose cells are too wide for columns: one entry a line."""
        items = []
        for row in table.rows:
            for group, (title, _) in enumerate(table.groups):
                own = self._columns(table, group)
                told = "; ".join(f"{self.said(table.heads[c])}: {self.said(row[c])}" for c in own)
                start = f"{self.said(title)}: " if title != ("",) else ""
                items.append(f"{start}{told}")
        body = "\\\\\n".join(items)
        return f"\\begin{{flushleft}}\\small\n{body}\n\\end{{flushleft}}\n"


def _overlapping(text: str, room: float) -> str:
    """A formula that takes no room in its column, and reports it where it is wider than `room`."""
    return f"\\rlap{{\\hbox to {room:.1f}em{{$\\displaystyle {text}$\\hfil}}}}"


def fragment(
    settled: Settled, level: Level = "lecture", titles: Titles = lambda _: None, *,
    language: str = "en", style: Style = PLAIN, at: Point | None = None, width: float = NARROW,
    suffix: str = "",
) -> str:  # fmt: skip
    """An entry of the ledger to `\\input` in a document that loads amsmath.

    `width` is the width of that document's text in em; the default fits LaTeX's own classes, and
    two columns of theirs are 20 wide.  `suffix` ends every label.
    """
    blocks = layout.claim(settled, level, titles, language, at, style)
    return _Printer(width, style, suffix=suffix).page(blocks)


def theorem(shown: Theorem, label: str = "", *, width: float = NARROW) -> str:
    """One theorem of one's own, to `\\input` in a document that loads amsmath."""
    return _Printer(width).page(theorems.theorem(shown, label))


def part(blocks: Iterable[Block], *, width: float = NARROW) -> str:
    """Blocks to `\\input` in a document that loads amsmath; a page may end between two lines."""
    return f"{{\\allowdisplaybreaks\n{_Printer(width).page(blocks)}}}\n"


def whole(blocks: Iterable[Block]) -> str:
    """A complete document of these blocks."""
    return _document(blocks)


def sentence(
    ruled: Ruled, *, language: str = "en", width: float = NARROW, style: Style = PLAIN
) -> str:
    """What a source says and whether it holds, to `\\input` in a document that loads amsmath."""
    blocks = layout.sentence(ruled, at_prompt=False, language=language)
    return _Printer(width, style).page(blocks)


_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX % LuaTeX and XeTeX have these fonts from the start
\usepackage[T1]{fontenc}
\usepackage{lmodern}
% The same source gives the same file, byte for byte.
\pdfinfoomitdate=1
\pdftrailerid{}
\pdfsuppressptexinfo=-1
\fi
\usepackage{amsmath}
\usepackage[a4paper,hmargin=22mm,vmargin=20mm]{geometry}
\usepackage{microtype}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{3pt plus 1pt}
\setlength{\jot}{3pt}
\AtBeginDocument{\abovedisplayskip=5pt plus 2pt \belowdisplayskip=5pt plus 2pt}
"""


def standalone(
    settled: Settled, level: Level = "lecture", titles: Titles = lambda _: None, *,
    language: str = "en", style: Style = PLAIN, at: Point | None = None,
) -> str:  # fmt: skip
    """A complete document with one entry of the ledger."""
    blocks = layout.claim(settled, level, titles, language, at, style)
    return _document(blocks, style, language, named=level == "full")


_BLANKS = r"""\usepackage{xcolor}
% Blanks, equally wide whatever belongs there, and what stands in them in the key.
\definecolor{key}{rgb}{0.05,0.2,0.55}
\newcommand{\stepblank}{\rule{0pt}{4.4ex}\rule[-0.7ex]{54mm}{0.4pt}}
\newcommand{\reasonblank}{\rule{0pt}{4.4ex}\rule[-0.7ex]{40mm}{0.4pt}}
\newcommand{\gap}[1]{\rule{0pt}{3ex}\rule[-0.7ex]{#1\dimexpr 1.9mm\relax}{0.4pt}}
\newcommand{\filled}[1]{\underline{\color{key}#1}}
\newcommand{\filledtext}[1]{\underline{\textcolor{key}{#1}}}
\newcommand{\filledreason}[1]{\textcolor{key}{#1}\\[-2.2ex]\rule{40mm}{0.4pt}}
"""


_REFERS = r"""\usepackage[hidelinks]{hyperref}
\usepackage{cleveref}
% An entry that would only begin on a page begins on the next.
\newcommand{\roomforentry}{\par\vskip 0pt plus 0.22\textheight
  \penalty-100 \vskip 0pt plus -0.22\textheight\relax}
"""


def document(
    blocks: Iterable[Block], entries: Collection[str], style: Style = PLAIN, language: str = "en",
    *, sheet: bool = False, key: bool = False,
) -> str:  # fmt: skip
    """A complete document with several entries, which refer to each other by their numbers.

    A sheet has blanks, which are filled in in its key.
    """
    blocks = tuple(blocks)
    alone = not any(isinstance(block, Heading) and block.level == 0 for block in blocks)
    page = _Printer(
        WIDE, style, within=frozenset(() if alone else entries), key=key, alone=alone, named=False
    ).page(blocks)
    refers = "" if alone else _REFERS
    return _whole(page, language, (_BLANKS if sheet else "") + _drawn(blocks) + refers)


def _whole(page: str, language: str, packages: str = "") -> str:
    """A page with what comes before and after it in a document of its own."""
    start, end = "\\begin{document}\n", "\\end{document}\n"
    if language == "zh":
        packages += "\\usepackage{CJKutf8}\n% Chinese has no italics.\n"
        packages += "\\renewcommand{\\textit}[1]{#1}\n\\renewcommand{\\emph}[1]{#1}\n"
        start, end = f"{start}\\begin{{CJK}}{{UTF8}}{{gbsn}}\n", f"\\end{{CJK}}\n{end}"
    mark = "\\allowdisplaybreaks\n"
    return f"{_PREAMBLE.replace(mark, packages + mark)}{start}{page}{end}"


def standalone_sentence(ruled: Ruled, *, language: str = "en", style: Style = PLAIN) -> str:
    """A complete document with what a source says and whether it holds."""
    blocks = layout.sentence(ruled, at_prompt=False, language=language)
    return _document(blocks, style, language)


def _document(
    blocks: Iterable[Block], style: Style = PLAIN, language: str = "en", *, named: bool = True
) -> str:
    blocks = tuple(blocks)
    page = _Printer(WIDE, style, alone=True, named=named).page(blocks)
    return _whole(page, language, _drawn(blocks))


def _drawn(blocks: Iterable[Block]) -> str:
    """What figures need, where there are any."""
    return "\\usepackage{tikz}\n" if any(isinstance(b, Drawing) for b in blocks) else ""
