"""What a notebook shows of a claim, a theorem, a run or a verdict: Markdown with formulas in it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

from proofs import verdicts
from proofs.claim import Claim, Settled
from proofs.counterexample import Counterexample
from proofs.derivation import Theorem
from proofs.page import layout, svg, theorems
from proofs.page.blocks import (
    Blank,
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
    T,
    Table,
)
from proofs.page.described import described
from proofs.page.formulas import Formulas, InlineFormulas, source
from proofs.page.markdown import md
from proofs.page.witnesses import counterexample, refuted, value
from proofs.page.written import broken
from proofs.statement import Proof
from proofs.terms import Relation, Term, Words, number
from proofs.witness import Run

_DISPLAY, _INLINE = Formulas(), InlineFormulas()
_WIDE = 46.0
"""How wide a formula may be in em before it goes on in another line."""


def formula(shown: Term | Relation) -> str:
    """A term or a relation for a notebook.

    >>> from proofs.terms import scalar
    >>> formula(scalar("eta") > 0)
    '$\\\\displaystyle \\\\eta \\\\gt  0$'
    """
    related = isinstance(shown, Relation)
    row = _DISPLAY.related(shown) if related else _DISPLAY.written(shown)  # type: ignore[arg-type]
    return f"$\\displaystyle {_safe(source(row.pieces))}$"


def markdown(shown: object) -> str:
    """What a notebook shows of a thing that displays itself; raises `TypeError` for others."""
    return "\n\n".join(text for block in _blocks(shown) for text in _block(block)) + "\n"


def _blocks(shown: object) -> Iterable[Block]:
    match shown:
        case Settled():
            return layout.claim(shown, "lecture")
        case Claim():
            return _claim(shown)
        case Proof():
            return theorems.theorem(shown())
        case Counterexample():
            return counterexample(shown)
        case verdicts.Proved():
            return _proved(shown)
        case verdicts.Refuted():
            return [Paragraph((), "Refuted"), *refuted(shown)]
        case verdicts.Unknown(why):
            return [Paragraph((f"{why[:1].upper()}{why[1:]}.",), "Unknown")]
        case Run():
            return [_run(shown)]
    if isinstance(shown, Theorem):
        return theorems.theorem(shown)
    raise TypeError(f"nothing is shown of a {type(shown).__name__}")


def _claim(shown: Claim) -> list[Block]:
    """What is claimed; whether it is so, only settling tells."""
    blocks: list[Block] = [Heading(1, (shown.title,), shown.id)]
    if shown.idea:
        blocks.append(Paragraph(shown.idea, "Idea"))
    blocks.append(Paragraph(shown.statement, "Claim"))
    if shown.hypotheses:
        blocks.append(theorems.assumed_items("Hypotheses", shown.hypotheses))
    return blocks


def _proved(shown: verdicts.Proved) -> list[Block]:
    rows = [theorems.row_of(relation) for relation in shown.relations]
    lead = "Proved" if len(rows) == 1 else "Proved that one of these holds"
    blocks: list[Block] = [Paragraph((), lead), Lines(tuple(rows))]
    used = [premise for premise in shown.given if premise.name in shown.premises]
    if used:
        blocks.append(theorems.assumed_items("From", used))
    blocks.append(Paragraph((", ".join(sorted(shown.rules)),), "By the rules"))
    return blocks


def _run(shown: Run) -> Table:
    """An exact run: what was predicted at each sample, and the state after it."""
    count = len(shown.states[0]) if shown.states else 0
    heads: tuple[Words, ...] = (
        (T,), ("net input",), ("predicts",), *(("then",) for _ in range(count)),
    )  # fmt: skip
    rows = tuple(
        ((number(k),), value(net), value(predicted), *map(value, state))
        for k, (net, predicted, state) in enumerate(
            zip(shown.net_inputs, shown.predictions, shown.states, strict=True), 1
        )
    )
    title: list[str | Term | Relation] = []
    for symbol, at in shown.parameters:
        title += [", " if title else "", symbol, " = ", *value(at)]
    return Table(((tuple(title), len(heads)),), heads, rows)


# Blocks as Markdown ------------------------------------------------------------------------------


def _said(words: Words) -> str:
    """Running text, its formulas between dollar signs."""
    found = []
    for piece in words:
        if isinstance(piece, Code):
            found.append(f"`{piece}`")
        elif isinstance(piece, Blank):
            found.append("\\_" * len(piece))
        elif isinstance(piece, str):
            found.append(_text(piece))
        else:
            found.append(f"${_inline(piece)}$")
    # A symbol, its equals sign and its value are one formula, and so are formulas side by side.
    return "".join(found).replace("$ = $", " = ").replace("$$", "")


def _text(text: str) -> str:
    """Text that Markdown shows as it is, with the spaces at its ends."""
    inner = md(text).replace("$", "\\$")
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{inner}{after}"


def _inline(piece: Term | Relation) -> str:
    related = isinstance(piece, Relation)
    row = _INLINE.related(piece) if related else _INLINE.written(piece)  # type: ignore[arg-type]
    # A bar would end the cell of a table.
    return _safe(source(row.pieces)).replace("\\|", "\\Vert ").replace("|", "\\vert ")


def _safe(text: str) -> str:
    """A formula in which nothing looks like a tag."""
    return text.replace("<", "\\lt ").replace(">", "\\gt ")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words, label, verdict):
            below = f" `{label}`{f': {verdict}' if verdict else ''}" if level == 1 else ""
            if level > 2:
                yield f"*{_said(words)}*"
            else:
                yield f"{'#' * (level + 2)} {_said(words)}"
            if below:
                yield below.strip()
        case Paragraph(words, lead, closes):
            start = f"**{_text(lead)}.** " if lead else ""
            yield f"{start}{_said(words)}{' ∎' if closes else ''}".strip()
        case Items(lead, entries):
            start = f"**{_text(lead)}.**" if lead else ""
            if start:
                yield start
            yield "\n".join(f"- {_said(name)}: {_said(said)}" for name, said in entries)
        case Lines(rows):
            yield _lines(rows)
        case Table():
            yield _table(block)
        case Drawing(figure):
            drawn = b64encode(svg.picture(figure, "figure", alone=True).encode()).decode()
            told = _text(described(figure.panels)).replace("\n", " ")
            yield f"![{told}](data:image/svg+xml;base64,{drawn})"
            yield f"*{_said(figure.caption).strip()}*"
        case Rules(entries):
            yield f"Rests on: {_text(', '.join(name for name, _ in entries))}."
        case Sources(entries):
            yield f"Sources: {_text(' '.join(entries))}"
        case _:
            raise TypeError(f"no Markdown for {type(block).__name__}")


def _lines(rows: Iterable[Row]) -> str:
    """Lines one under another, each with its reason."""
    made = []
    for row in rows:
        start = row.right if row.left is None else row.left
        relation = Relation(start, row.sign, row.right, row.others)
        head, compared, right = _DISPLAY.sides(relation)
        left = source(head.pieces) if row.left is not None else ""
        reason = f" && {_reason(row.beside)}" if row.beside else ""
        for place, line in enumerate(broken(right, _WIDE, 2.0)):
            text = source(line.pieces).strip()
            if place:
                made.append(f" & \\qquad{{}} {text}")
            else:
                made.append(f"{left} &{compared.text}{text}{reason}")
    return "$$\\begin{aligned}\n" + _safe(" \\\\\n".join(made)) + "\n\\end{aligned}$$"


_PLAIN = re.compile(r"[\\{}$%&#_^~]")


def _reason(words: Words) -> str:
    """A reason inside a formula."""
    found = []
    for piece in words:
        if isinstance(piece, str):
            found.append(f"\\text{{{_PLAIN.sub(_escaped, piece)}}}")
        else:
            row = source(
                (_INLINE.related(piece) if isinstance(piece, Relation) else _INLINE.written(piece))
                .pieces
            )  # fmt: skip
            found.append(row)
    return "".join(found)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] not in "\\^~" else " "


def _table(table: Table) -> str:
    """A table with one head; its groups are named above."""
    titles = [_said(title) for title, _ in table.groups]
    heads: list[str] = []
    at = 0
    for (_, span), title in zip(table.groups, titles, strict=True):
        own = [_said(head) for head in table.heads[at : at + span]]
        if title.strip() and len(titles) > 1:
            own[0] = f"{title}: {own[0]}"
        heads += own
        at += span
    lines = [f"| {' | '.join(('', *heads))} |", "|" + "---|" * (len(heads) + 1)]
    for place, row in enumerate(table.rows):
        mark = "▸" if place in table.marked else ""
        lines.append(f"| {' | '.join((mark, *map(_said, row)))} |")
    above = f"{titles[0]}\n\n" if len(titles) == 1 and titles[0].strip() else ""
    return above + "\n".join(lines)
