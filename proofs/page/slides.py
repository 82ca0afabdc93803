"""Entries as slides: idea, statement, proof and a run, a line uncovered at a time.

What a slide says is what a lecture page says; here it is cut into frames of a few lines each, and
the reasons are what the speaker's notes have.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from proofs.claim import Settled
from proofs.derivation import chained
from proofs.figure import Figure
from proofs.page import latex, panels, theorems, tikz
from proofs.page.blocks import Block, Drawing, Heading, Items, Lines, Paragraph, Row, Table
from proofs.page.formulas import source
from proofs.page.layout import headed
from proofs.page.lecture import lecture
from proofs.page.phrases import Phrase as P
from proofs.page.phrases import said
from proofs.page.references import Titles, referred
from proofs.page.witnesses import comparison
from proofs.terms import FiniteSum, Quotient, Term, Words, parts
from proofs.witness import Comparison

MOST = 5
"""The most lines that a frame has."""
WIDTH, HEIGHT = 36.0, 15.0
"""The text of a frame in em, below its title."""
_LETTER = 0.5
"""The width of a letter of sans serif text."""
_SIZES = (
    (1.095, "\\large"), (1.0, "\\normalsize"), (0.915, "\\small"), (0.83, "\\footnotesize"),
    (0.735, "\\scriptsize"), (0.64, "\\tiny"),
)  # fmt: skip
"""Sizes of type, the first that fits is taken; what is said in small type has the next one."""
_TEXT, _PROOF, _LEAST = 3, 4, 5
"""How many of them text is set in before it goes on on another frame, and lines; and all."""
_LINE = 1.25
"""The height of a line of text."""
_MM = 3.85
"""How many millimetres an em has."""
_WIDTHS = (130, 120, 110, 100, 90, 80, 70, 60)
"""How wide figures may be, in millimetres."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is uncovered at one time: running text, a line, a table, or a figure."""

    said: Words = ()
    lead: str = ""
    row: Row | None = None
    table: Table | None = None
    figure: Figure | None = None
    width: int = 0
    """How wide the figure is, in millimetres."""
    chain: int = 0
    """In which display a line stands, from 1 on."""
    carried: bool = False
    """Whether it stands on the frame before as well."""
    small: bool = False

    @property
    def note(self) -> Words:
        """What the speaker says of it."""
        return self.row.beside if self.row is not None and not self.carried else ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its title, what is below it, and what is uncovered step by step."""

    title: Words
    subtitle: Words
    steps: tuple[Step, ...]
    at_once: bool = False
    """Whether all is there from the beginning."""


# What the frames say -----------------------------------------------------------------------------


def deck(settled: Settled, titles: Titles = lambda _: None) -> tuple[Frame, ...]:
    """The frames of an entry: its idea, its statement, its proof, a run, where to read more."""
    blocks = referred(lecture(settled, paged=False), titles)
    begin = next((k for k, b in enumerate(blocks) if _opens(b)), len(blocks))
    above = [b for b in blocks[:begin] if not isinstance(b, Heading | Table)]
    proof = [b for b in blocks[begin:] if not isinstance(b, Table)]
    end = next((k for k, b in enumerate(proof) if _closes(b)), len(proof))
    below = proof[end:]
    frames = [*_above(above), *_proof(proof[1:end]), *_pictured(blocks)]
    runs = list(_run(settled))
    frames += runs or _needed(below)
    return (*frames, *_closing(settled, below))


def _opens(block: Block) -> bool:
    return isinstance(block, Heading) and block.words == (P("Proof."),)


def _closes(block: Block) -> bool:
    return (isinstance(block, Items) and bool(block.lead)) or (
        isinstance(block, Paragraph) and block.small and block.words[:1] != ("Here ",)
    )


def _above(blocks: Sequence[Block]) -> Iterator[Frame]:
    """The idea; the statement with what is assumed; what symbols mean, if there is room with it."""
    idea = [b for b in blocks if isinstance(b, Paragraph) and b.lead == "Idea"]
    meanings = [b for b in blocks if isinstance(b, Items) and b.lead == "Notation"]
    stated = [b for b in blocks if b not in (*idea, *meanings)]
    for block in idea:
        yield Frame((P("Idea"),), (), (Step(block.words),), at_once=True)
    steps = [*_text(stated), *_text(meanings)]
    if _fits(steps, _SIZES[:2]):
        yield Frame((P("Statement"),), (), tuple(steps), at_once=True)
        return
    unled = [replace(step, lead="", small=False) for step in _text(meanings)]
    yield from _flowed((P("Notation"),), unled, at_once=True)
    yield from _flowed((P("Statement"),), _text(stated), at_once=True)


def _text(blocks: Iterable[Block]) -> list[Step]:
    """Running text as steps."""
    steps = []
    for block in blocks:
        match block:
            case Paragraph(words, lead, _, small):
                steps.append(Step(words, lead, small=small))
            case Items(lead, entries):
                said = [(*name, ": ", *meaning) for name, meaning in entries]
                joined = [piece for words in said for piece in (*words, "; ")][:-1]
                steps.append(Step((*joined, "."), lead, small=True))
    return steps


def _proof(blocks: Sequence[Block]) -> Iterator[Frame]:
    """The parts of a proof, each on frames of its own; what is told in a line, together."""
    title: Words = ()
    steps: list[Step] = []
    chain = 0
    for block in blocks:
        match block:
            case Heading(3, words) if words[-1] == ".":
                yield from _cut(title, steps)
                title, more = headed(words[:-1])
                steps = [Step(more)] if more else []
            case Heading(_, words):
                steps.append(Step(words))
            case Paragraph(words, _):
                steps.append(Step(words))
            case Lines(rows):
                chain += 1
                for row in rows:
                    steps.append(Step(row=row, chain=chain))
            case Items(_, entries):
                yield from _cut(title, steps)
                title, steps = (), []
                told = [Step((*name, ": ", *said), small=True) for name, said in entries]
                yield from _cut((P("Further steps, in short"),), told)
    yield from _cut(title, steps)


def _cut(subtitle: Words, steps: Sequence[Step]) -> Iterator[Frame]:
    """Frames of a few lines each; one that goes on begins with the last line before."""
    rest = list(steps)
    first = True
    while rest:
        named = subtitle if first or not subtitle else (*subtitle, P(", continued"))
        room = _room(named)
        for most in range(_share(rest), 0, -1):
            taken = rest[:most]
            if most < len(rest) and taken[-1].row is None and rest[most].row is not None:
                continue  # no frame ends with what introduces the next
            lines = any(step.row is not None for step in taken)
            alone = most - taken[0].carried <= 1
            if _fits(taken, _SIZES[: _LEAST if alone else _PROOF if lines else 2], room):
                break
        else:
            most = 1 + rest[0].carried
        yield Frame((P("Proof"),), named, tuple(rest[:most]))
        before, rest = rest[:most], rest[most:]
        if rest and rest[0].row is not None and rest[0].row.left is None:
            rest.insert(0, _carried(before, rest[0].chain))
        first = False


def _share(steps: Sequence[Step]) -> int:
    """How many steps a frame takes, where as few as can be are to have about as many each."""
    lines = any(step.row is not None for step in steps)
    frames = max(1, math.ceil((len(steps) - lines) / (MOST - lines)))
    return min(MOST, math.ceil((len(steps) + lines * (frames - 1)) / frames))


def _carried(before: Sequence[Step], chain: int) -> Step:
    """The last line of a chain, as it follows from the first."""
    rows = [step.row for step in before if step.row is not None and step.chain == chain]
    begin = max(k for k, row in enumerate(rows) if row.left is not None)
    sign = chained(row.sign for row in rows[begin:])
    last = replace(rows[-1], left=rows[begin].left, sign=sign, beside=())
    return Step(row=last, chain=chain, carried=True)


def _flowed(title: Words, steps: Iterable[Step], at_once: bool = False) -> Iterator[Frame]:
    """Running text on as many frames as it takes."""
    taken: list[Step] = []
    for step in steps:
        if taken and not _fits([*taken, step], _SIZES[:_TEXT]):
            yield Frame(title, (), tuple(taken), at_once)
            taken = []
        taken.append(step)
    if taken:
        yield Frame(title, (), tuple(taken), at_once)


def _pictured(blocks: Iterable[Block]) -> Iterator[Frame]:
    """The figure, as large as there is room for, with its caption; none that is too high."""
    for block in blocks:
        if isinstance(block, Drawing):
            said = Step(block.figure.caption, small=True)
            for width in _WIDTHS:
                steps = (Step(figure=block.figure, width=width), said)
                if _fits(steps, _SIZES[:_TEXT]):
                    yield Frame((P("A picture"),), (), steps, at_once=True)
                    break


def _run(settled: Settled) -> Iterator[Frame]:
    """Two exact runs side by side, the first that the entry has."""
    found = {o.name: o.shows for o in settled.obligations}
    own = [(part.title or (part.name.replace("-", " "),), found.get(part.name))
           for part in settled.claim.parts]  # fmt: skip
    meant = {h.name: theorems.hypothesis(h) for h in settled.claim.all_hypotheses}
    for need in settled.claim.needs:
        name: Words = meant.get(need.hypothesis, (need.hypothesis,))
        shows = found.get(need.name) or found.get(f"needs-{need.name}")
        own.append(((P("What "), *name, P(" is for")), shows))
    for title, shows in own:
        if isinstance(shows, Comparison):
            table, said = comparison(shows)
            assert isinstance(table, Table)
            assert isinstance(said, Paragraph)
            whole = (Step(table=table), Step(said.words))
            if _fits(whole, _SIZES[:_LEAST], _room(title)):
                yield Frame((P("A run"),), title, whole, at_once=True)
                return
            for group in (1, 2):  # each run on a frame of its own
                more = (Step(said.words),) if group == 2 else ()
                steps = (Step(table=_one_run(table, group)), *more)
                yield Frame((P("A run"),), title, steps, at_once=True)
            return


def _one_run(table: Table, group: int) -> Table:
    """The columns of the data, and those of one run."""
    spans = [span for _, span in table.groups]
    begin = sum(spans[:group])
    kept = [*range(spans[0]), *range(begin, begin + spans[group])]
    rows = tuple(tuple(row[c] for c in kept) for row in table.rows)
    heads = tuple(table.heads[c] for c in kept)
    return Table((table.groups[0], table.groups[group]), heads, rows, table.marked)


def _needed(blocks: Iterable[Block]) -> Iterator[Frame]:
    """What goes wrong without each hypothesis, some on a frame."""
    for block in blocks:
        if isinstance(block, Items):
            rest = [Step((*name, ": ", *said), small=True) for name, said in block.entries]
            for frame in _cut((), rest):
                yield replace(frame, title=(block.lead,))


def _closing(settled: Settled, blocks: Iterable[Block]) -> Iterator[Frame]:
    """Remarks, sources, and where every line is."""
    steps = [Step(b.words, small=True) for b in blocks if isinstance(b, Paragraph)]
    yield from _flowed((P("Sources and remarks"),), steps, at_once=True)


# How large ---------------------------------------------------------------------------------------


def _room(subtitle: Words) -> float:
    """How high a frame is below its title: a long one takes another line."""
    return HEIGHT - 1.4 * (_printer(1.0).wide(subtitle) * 1.15 // WIDTH)


def _fits(
    steps: Sequence[Step], sizes: Sequence[tuple[float, str]], room: float = HEIGHT
) -> bool:  # fmt: skip
    return _size(steps, sizes, room) is not None


def _size(
    steps: Sequence[Step],
    sizes: Sequence[tuple[float, str]] = _SIZES[:_LEAST],
    room: float = HEIGHT,
) -> int | None:
    """The first size at which steps fit on a frame."""
    for place, (scale, _) in enumerate(sizes):
        height, broken_much = _height(steps, scale)
        if height <= room and not broken_much:
            return place
    return None


def _printer(scale: float) -> _Printer:
    if scale not in _PRINTERS:
        _PRINTERS[scale] = _Printer(_across(scale))
    return _PRINTERS[scale]


def _across(scale: float) -> float:
    """The width of a frame in em of a size of type: small type is wide for its size."""
    return WIDTH / scale * min(1.0, 0.87 + 0.13 * scale)


_PRINTERS: dict[float, _Printer] = {}


def _height(steps: Sequence[Step], scale: float) -> tuple[float, bool]:
    """How high steps are at a size, in em of the normal one; whether a line is in many pieces."""
    printer = _printer(scale)
    height, much = 0.0, False
    for chain, group in groupby(steps, lambda step: step.chain):
        rows = [step.row for step in group if step.row is not None] if chain else []
        if rows:
            laid = printer.laid(rows)
            height += 1.2
            for row, head, lines in zip(rows, laid.heads, laid.lines, strict=True):
                much |= len(lines) > 2 or len(head) > 1
                if row.left is not None:
                    height += len(head) * (1.4 + printer.tall(row.left))
                height += len(lines) * (1.4 + printer.tall(row.right))
    for step in steps:
        if step.table is not None:
            height += 3.4 + 1.4 * len(step.table.rows)
            much |= printer.table_width(step.table) > printer.width * 0.97
        elif step.figure is not None:
            shown = panels.sheet(step.figure, step.width)
            height += float(shown.height) / (_MM * scale)
        elif step.row is None:
            small = 0.915 if step.small else 1.0
            wide = printer.wide((step.lead, *step.said)) * small * _LETTER / 0.47
            height += (wide // (printer.width * 0.94) + 1) * _LINE * small + 0.5
    return height * scale, much


# How beamer sets them ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Laid:
    """How the lines of a chain stand, all as LaTeX."""

    tall: bool
    """Whether left sides stand above their lines."""
    heads: tuple[tuple[str, ...], ...]
    """For each line the left side, where it stands above."""
    beside: tuple[str, ...]
    """For each line the left side, where it stands beside it."""
    lines: tuple[tuple[str, ...], ...]


class _Printer(latex._Printer):
    """Prints frames; its width is that of a frame in em of the size of type."""

    small_type = "\\small"
    """How small type is asked for."""

    def ragged(self, words: Words) -> str:
        """Slides are set ragged right anyway."""
        return ""

    def table_width(self, table: Table) -> float:
        """How wide a table is in em, all its columns side by side."""
        return self._grid_width(table, range(len(table.groups))) / 0.92

    def tall(self, term: Term) -> float:
        """How much higher than a letter a formula is: its fractions, sums and large brackets."""
        brackets = (0.1, 0.15, 0.3, 0.9, 1.4)[min(self.display.written(term).nesting, 4)]
        if any(isinstance(part, Quotient) for part in parts(term)):
            return max(1.1, brackets)
        sums = any(isinstance(part, FiniteSum) for part in parts(term))
        return max(0.3, brackets) if sums else brackets

    def laid(self, rows: Sequence[Row]) -> _Laid:
        """The lines of a chain as they stand: the left side beside them, or above if it is long."""
        full = self.width * 0.985
        heads = [None if row.left is None else self._fitted(row.left, full) for row in rows]
        widest = max(head.width for head in heads if head is not None)
        longest = max(self._sides(row)[1].width for row in rows)
        tall = widest > 0.2 * full and widest + longest + 2.4 > full
        room = full - (1.0 if tall else widest) - 2.4
        above = [self._broken(head, full) if tall and head is not None else [] for head in heads]
        beside = ["" if tall or head is None else source(head.pieces) for head in heads]
        lines = [self._broken(self._sides(row, room)[1], room) for row in rows]
        return _Laid(tall, tuple(map(tuple, above)), tuple(beside), tuple(map(tuple, lines)))

    def frame(self, frame: Frame) -> str:
        """A frame, uncovered step by step, with notes."""
        place = _size(frame.steps, room=_room(frame.subtitle))
        place = _LEAST - 1 if place is None else place
        scale, size = _SIZES[place]
        printer = self.at(scale)
        printer.small_type = _SIZES[place + 1][1]
        body = printer.steps(frame)
        title = f"{{{printer.said(frame.title)}}}{{{printer.said(frame.subtitle)}}}"
        start = f"{size}\n" if size else ""
        top = "[t]" if any(step.row is not None for step in frame.steps) else ""
        notes = "".join(printer.notes(frame))
        return f"\\begin{{frame}}{top}{title}\n{start}{body}{notes}\\end{{frame}}\n"

    def at(self, scale: float) -> _Printer:
        """The printer for a size of type."""
        return _Printer(_across(scale), within=self.within)

    def steps(self, frame: Frame) -> str:
        found: list[str] = []
        numbered = list(enumerate(frame.steps, 1))
        for chain, group in groupby(numbered, lambda both: both[1].chain):
            if chain:
                found.append(self.display_of([(k, s) for k, s in group], frame.at_once))
                continue
            for k, step in group:
                found.append(self.text(k, step, frame.at_once))
        return "".join(found)

    def text(self, at: int, step: Step, at_once: bool) -> str:
        """Running text or a table, from one overlay on."""
        if step.table is not None:
            return self.table(step.table).replace("\\small", "", 1)
        if step.figure is not None:
            picture = tikz.picture(step.figure, self.said, step.width)
            return f"{{\\centering\n{picture}\\par}}\\medskip\n"
        lead = f"\\textbf{{{latex.escaped(step.lead)}.}} " if step.lead else ""
        body = f"{lead}{self.said(step.said)}"
        body = f"{{{self.small_type} {body}\\par}}" if step.small else f"{body}\\par"
        shown = body if at_once or at == 1 else f"\\uncover<{at}->{{{body}}}"
        return f"{shown}\\medskip\n"

    def display_of(self, steps: Sequence[tuple[int, Step]], at_once: bool) -> str:
        """Lines of one chain, one uncovered after the other."""
        rows = [step.row for _, step in steps if step.row is not None]
        laid, full = self.laid(rows), self.width * 0.985
        made: list[str] = []
        for (at, step), row, above, beside, lines in zip(
            steps, rows, laid.heads, laid.beside, laid.lines, strict=True
        ):
            k = 1 if at_once else at
            lead, left = "\\quad" if laid.tall else "", beside
            if step.carried and laid.tall:
                lead = "\\makebox[1em][l]{$\\cdots$}"
            else:
                made += [f"{_shown(k, latex._overlapping(line, full))} & &&" for line in above]
            sign = self._sides(row)[0].text.strip()
            for place, text in enumerate(lines):
                start = f"{{}}\\phantom{{{sign}}}{{}} " if place else f"{{}}{sign} "
                cell = _shown(k, left) if left and not place else ""
                made.append(f"{cell} & {_shown(k, f'{lead}{start}{text}')} &&")
        return "\\begin{flalign*}\n" + " \\\\\n".join(made) + "\n\\end{flalign*}\n"

    def notes(self, frame: Frame) -> Iterator[str]:
        for k, step in enumerate(frame.steps, 1):
            if step.note:
                yield f"\\note<{k}>{{{self.said(step.note)}}}\n"


def _shown(at: int, text: str) -> str:
    """Mathematics from one overlay on."""
    return text if at == 1 else f"\\uncover<{at}->{{{text}}}"


_PREAMBLE = r"""\documentclass[11pt,aspectratio=169]{beamer}
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
\usefonttheme{professionalfonts}
\setbeamertemplate{navigation symbols}{}
\setbeamertemplate{footline}{\hfill\usebeamercolor[fg]{page}%
  \scriptsize\insertframenumber\,/\,\inserttotalframenumber\hspace*{4mm}\vspace*{3mm}}
\definecolor{ink}{rgb}{0.09,0.22,0.42}
\setbeamercolor{structure}{fg=ink}
\setbeamercolor{page}{fg=gray}
\setbeamerfont{frametitle}{series=\bfseries}
\setbeamerfont{framesubtitle}{size=\normalsize}
\setbeamerfont{title}{series=\bfseries,size=\LARGE}
% The reasons are in the notes: with the next line they stand on a screen of their own.
% \setbeameroption{show notes on second screen=right}
\setlength{\emergencystretch}{3em}
\setlength{\jot}{4pt}
"""


def slides(
    entries: Sequence[Settled], heading: str, titles: Titles = lambda _: None, language: str = "en"
) -> str:
    """Slides of entries: a document for beamer."""
    printer = _Printer(WIDTH)
    several = len(entries) > 1
    decks = [said(deck(settled, titles), language) for settled in entries]
    drawn = any(step.figure for frames in decks for frame in frames for step in frame.steps)
    made = [f"\\title{{{latex.escaped(heading)}}}\n\\date{{}}\n\\begin{{document}}\n"]
    made.append("\\begin{frame}[plain]\n\\titlepage\n\\end{frame}\n")
    for settled, frames in zip(entries, decks, strict=True):
        name = latex.escaped(settled.claim.title)
        if several:
            made.append(f"\\section{{{name}}}\n\\begin{{frame}}[plain]\n\\centering\n"
                        f"{{\\usebeamerfont{{title}}\\usebeamercolor[fg]{{title}}{name}\\par}}\n"
                        "\\end{frame}\n")  # fmt: skip
        made += [printer.frame(frame) for frame in frames]
    packages = "\\usepackage{tikz}\n" if drawn else ""
    return f"{_PREAMBLE}{packages}{''.join(made)}\\end{{document}}\n"
