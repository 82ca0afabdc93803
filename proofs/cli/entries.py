"""`list`, `show` and `latex`: what the ledger holds, and its pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.papers import make_pdf
from proofs.cli.program import Complaint, cli, notice

if TYPE_CHECKING:
    from proofs.claim import Claim, Sentence, Settled
    from proofs.page.layout import Level
    from proofs.page.numbers import Point
    from proofs.page.style import Style

_ENTRY_KEYS = ("id", "kind", "chapter", "title", "verdict")
_SENTENCE_KEYS = ("id", "ruling", "readings", "entries")


@cli.command("list", short_help="List the entries, or the sentences, with verdicts.")
@click.argument("chapters", metavar="[CHAPTER]...", nargs=-1, type=inputs.Chapter())
@click.option("--search", "words", metavar="WORD", multiple=True, help="Those that speak of WORD.")
@click.option("--sentences", is_flag=True, help="List the sources' sentences and their rulings.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--fresh", is_flag=True, help="Prove everything anew, whatever was kept.")
def list_(
    chapters: tuple[str, ...], words: tuple[str, ...], sentences: bool, as_json: bool, fresh: bool
) -> None:
    """List the entries with their verdicts, all of them or those of a CHAPTER.

    With --search those in whose id, title or statement every WORD occurs; with --sentences the
    sentences of the sources, of a CHAPTER those that its entries settle.

    Verdicts are computed by proving everything.  They are kept in your cache directory until any
    source file of the project or a version of what it uses changes; --fresh does without.

    With --json: a list of objects with the keys id, kind ("theorem" or "exhibit"), chapter,
    title and verdict ("proved", "refuted" or "unknown"); with --sentences id, ruling ("holds",
    "holds if", "fails", "no claim", "readings" or "unknown"), readings, a list of objects with
    the keys says and ruling, and entries, a list of ids.
    """
    _keep_verdicts()
    inputs.search_anew(fresh)
    known = inputs.chapters()
    for chapter in chapters:
        if chapter not in known:
            raise Complaint(suggest.unknown("chapter", chapter, known))
    rows = _sentence_rows(chapters, words, fresh) if sentences else _rows(chapters, words, fresh)
    if as_json:
        keep = _SENTENCE_KEYS if sentences else _ENTRY_KEYS
        terminal.show_json([{key: row[key] for key in keep} for row in rows])
    elif not rows:
        wanted = [*chapters, *(repr(word) for word in words)]
        notice(f"nothing to list for {', '.join(wanted)}; proofs list shows all entries")
    elif sentences:
        _show_sentences(rows)
    else:
        _show_entries(rows)


def _keep_verdicts() -> None:
    """Let verdicts be kept; said before the registry is imported."""
    from proofs import cache

    cache.prepare()


def _show_sentences(rows: Iterable[dict[str, Any]]) -> None:
    fixed = {"no_wrap": True}
    table = terminal.table(("", fixed), ("ruling", fixed), "what is said")
    for row in rows:
        table.add_row(row["id"], terminal.coloured(row["ruling"]), terminal.shown(row["says"]))
        for reading in row["readings"]:
            ruling = terminal.coloured(reading["ruling"])
            table.add_row("", ruling, terminal.shown(f"– {reading['says']}"))
    terminal.show(table)


def _show_entries(rows: Iterable[dict[str, Any]]) -> None:
    fixed = {"no_wrap": True}
    table = terminal.table(("verdict", fixed), ("entry", fixed), "title")
    for row in rows:
        table.add_row(terminal.coloured(row["verdict"]), row["id"], terminal.shown(row["title"]))
    terminal.show(table)


def _rows(chapters: Sequence[str], words: Sequence[str], fresh: bool) -> list[dict[str, Any]]:
    """The entries of these chapters, or of all, that speak of these words."""
    from proofs import cache, registry

    ids = [
        name
        for name in registry.CLAIMS
        if (not chapters or _chapter(name) in chapters)
        and (not words or _speaks_of(registry.claim(name), words))
    ]
    verdicts, headings = _settled(ids, fresh), cache.headings(ids)
    return [
        {
            "id": name,
            "kind": headings[name][0],
            "chapter": _chapter(name),
            "title": headings[name][1],
            "verdict": verdicts[name],
        }
        for name in ids
    ]


def _chapter(name: str) -> str:
    return name.partition(".")[0]


def _sentence_rows(
    chapters: Sequence[str], words: Sequence[str], fresh: bool
) -> list[dict[str, Any]]:
    """The sentences that entries of these chapters settle, or all, that speak of these words."""
    from proofs import registry
    from proofs.page import text
    from proofs.quotes import unfilled

    sentences = [
        said
        for said in registry.SENTENCES.values()
        if (not chapters or any(_chapter(name) in chapters for name in said.entries))
        and (not words or _speaks_of(said, words))
    ]
    readings = {
        said.id: [(f"{said.id}/{k}", reading) for k, reading in enumerate(said.readings, 1)]
        for said in sentences
    }
    ids = [(said.id, *(name for name, _ in readings[said.id])) for said in sentences]
    rulings = _settled([name for names in ids for name in names], fresh)
    return [
        {
            "id": said.id,
            "ruling": rulings[said.id],
            "readings": [
                {"says": text.words(unfilled(reading.says)), "ruling": rulings[name]}
                for name, reading in readings[said.id]
            ],
            "entries": list(said.entries),
            "says": text.words(unfilled(said.says)),
        }
        for said in sentences
    ]


def _settled(ids: Sequence[str], fresh: bool) -> dict[str, str]:
    from proofs import cache

    with terminal.shared_progress("proving", len(ids)) as advance:
        return cache.settled_summary(ids, fresh, advance, workers=os.cpu_count() or 1)


def _speaks_of(record: Claim | Sentence, words: Sequence[str]) -> bool:
    """Whether all words occur in what a record says, as it is shown or in plain ASCII."""
    from proofs.claim import Claim
    from proofs.page import text
    from proofs.quotes import unfilled

    if isinstance(record, Claim):
        said = [(record.id,), (record.title,), record.statement]
    else:
        parts = (record, *record.readings)
        texts = (piece for part in parts for piece in (part.says, part.condition, part.instead))
        said = [(record.id,), *map(unfilled, texts)]
    written = [text.words(piece, ascii=ascii) for ascii in (False, True) for piece in said]
    whole = " ".join(written).casefold()
    return all(word.casefold() in whole for word in words)


@cli.command(short_help="Show an entry with its derivation.")
@click.argument("name", metavar="ID", type=inputs.Id())
@inputs.updates
@inputs.level("full")
@inputs.language
@inputs.notation
@inputs.at
@click.option("--statement", "only", is_flag=True, help="What its theorems say, without proofs.")
def show(
    name: str, updates: int | None, level: Level, language: str, style: Style, at: Point | None,
    only: bool,
) -> None:  # fmt: skip
    """Show an entry: its statement, hypotheses, derivation with reasons, and witnesses.

    With --statement, only what each of its theorems is given and concludes, as formulas.

    The id of a sentence of the sources, such as S09, shows its ruling and what decides it. The
    name of a chapter, such as perceptron, lists its entries.
    """
    _keep_verdicts()
    from proofs import registry
    from proofs.page import text

    width = min(terminal.width(), 100)
    whole = updates is None and not only and at is None
    if only and at is not None:
        raise Complaint("--statement shows no lines of a proof; leave it out, or --at")
    if name in registry.SENTENCES and whole:
        from proofs.page.judged_sentences import beside

        ruled = registry.ruled(registry.SENTENCES[name])
        with inputs.in_notation(name):
            page = text.sentence(
                ruled,
                width,
                language=language,
                ascii=terminal.ascii_only(),
                style=style,
                beside=beside(name),
            )
    elif name in inputs.chapters() and whole:
        _show_entries(_rows((name,), (), False))
        return
    else:
        claim = inputs.known_claim(name, updates)
        settled, ascii = registry.settle(claim), terminal.ascii_only()
        with inputs.in_notation(name):
            if only:
                page = text.statement(settled, width, ascii=ascii, style=style)
            else:
                page = text.claim(
                    settled, width, level, registry.title,
                    language=language, ascii=ascii, style=style, at=at,
                )  # fmt: skip
    click.echo(page.rstrip("\n"))


@cli.command(short_help="Print an entry as LaTeX.")
@click.argument("name", metavar="ID", type=inputs.Id())
@inputs.updates
@click.option(
    "--start",
    type=click.Choice(["zero", "general"]),
    help="For perceptron.unrolled: print what holds from this start alone.",
)
@inputs.level("lecture")
@inputs.language
@click.option(
    "--width", metavar="EM", default=32.5, show_default=True, type=click.FloatRange(20, 120),
    help="How wide the text is that a fragment stands in; two columns are 20.",
)  # fmt: skip
@inputs.notation
@inputs.at
@click.option("--standalone", is_flag=True, help="A whole document, not a fragment to input.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@inputs.pdf
def latex(
    name: str, updates: int | None, start: str | None, level: Level, language: str,
    width: float, style: Style, at: Point | None, standalone: bool, output: str | None,
    pdf: str | None,
) -> None:  # fmt: skip
    """Print an entry as LaTeX: a fragment for a document with amsmath, or one of its own.

    It is a page or two to hand out; --level full prints every line of every proof.

    The id of a sentence of the sources, such as S09, prints its ruling and what decides it.

    With --pdf a PDF is made of the document: by latexmk or pdflatex if there is one, else by the
    compiler that comes with the typst package (pip install 'proofs-of-learning-rules[pdf]').
    """
    path, target = inputs.output_and_pdf(output, pdf)
    from proofs import registry
    from proofs.page import latex as page
    from proofs.page import pdf as paper
    from proofs.page import typst as other

    shown: Any
    part: Callable[..., str]
    sheet: Callable[..., str]
    typst: Callable[..., str]
    more: dict[str, Any] = {"style": style, "language": language}
    if name in registry.SENTENCES and updates is None and start is None and at is None:
        shown = registry.ruled(registry.SENTENCES[name])
        part, sheet, typst = page.sentence, page.standalone_sentence, other.sentence
    else:
        shown = registry.settle(inputs.known_claim(name, updates))
        if start is not None:
            shown = _from_start(shown, start)
        part, sheet, typst = page.fragment, page.standalone, other.claim
        level = inputs.level_with(level, at)
        more |= {"at": at, "level": level, "titles": registry.title}
        suffix = "" if updates is None else f".{updates}"
        part = partial(part, width=width, suffix=suffix)
    with inputs.in_notation(name):
        text = (sheet if standalone else part)(shown, **more)
    if target is not None:
        make_pdf(
            target, lambda: paper.made(lambda: sheet(shown, **more), lambda: typst(shown, **more))
        )
    if target is None or output is not None:
        inputs.write_or_print(path, text, str(output))


_STARTS = {"general": ("general-start",), "zero": ("from-zero", "eta-dropped")}


def _from_start(settled: Settled, start: str) -> Settled:
    """The entry with the parts alone that speak of this start."""
    from dataclasses import replace

    claim = settled.claim
    apart = {name for names in _STARTS.values() for name in names}
    if not apart <= {part.name for part in claim.parts}:
        raise Complaint(f"--start is for perceptron.unrolled; leave it out for {claim.id}")
    left_out = apart - set(_STARTS[start])
    return replace(
        settled,
        claim=replace(claim, parts=tuple(p for p in claim.parts if p.name not in left_out)),
        obligations=tuple(o for o in settled.obligations if o.name not in left_out),
    )
