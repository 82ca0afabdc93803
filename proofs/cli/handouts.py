"""`handout`: several entries as one document to hand out."""

from __future__ import annotations

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli


@cli.command(short_help="Print entries as one document to hand out.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=inputs.Id(sentences=False))
@click.option(
    "--chapter", "chapters", metavar="CHAPTER", multiple=True, type=inputs.Chapter(),
    help="All entries of a chapter.",
)  # fmt: skip
@inputs.language
@click.option("--title", metavar="TEXT", help="What stands above it all.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
def handout(
    names: tuple[str, ...], chapters: tuple[str, ...], language: str, title: str | None,
    output: str | None,
) -> None:  # fmt: skip
    """Print entries as one LaTeX document: notation once, the lemma once, each on a page or two.

    The entries are those named, or those of a --chapter, in this order. They refer to each other by
    their numbers; the sources stand at the end.
    """
    path = inputs.output_file(output)
    ids = _chosen(names, chapters)
    from proofs import registry
    from proofs.page import latex
    from proofs.page.handout import handout as document
    from proofs.page.phrases import in_language

    with terminal.progress("proving", len(ids)) as advance:
        settled = []
        for name in ids:
            settled.append(registry.settle(registry.claim(name)))
            advance(name)
    blocks = document(tuple(settled), title or _heading(chapters), registry.title)
    text = latex.document(in_language(blocks, language), ids, language=language)
    inputs.write_or_print(path, text, str(output))


def _chosen(names: tuple[str, ...], chapters: tuple[str, ...]) -> list[str]:
    """The ids of the entries that are asked for, each once."""
    from proofs import registry

    known = inputs.chapters()
    for chapter in chapters:
        if chapter not in known:
            raise Complaint(suggest.unknown("chapter", chapter, known))
    of_chapters = [e for c in chapters for e in registry.CLAIMS if e.partition(".")[0] == c]
    ids = [*(inputs.known_claim(name).id for name in names), *of_chapters]
    if not ids:
        raise Complaint("name an entry, such as perceptron.direction, or a --chapter")
    return list(dict.fromkeys(ids))


def _heading(chapters: tuple[str, ...]) -> str:
    if len(chapters) == 1:
        return f"Learning rates and initial weights: {chapters[0]}"
    return "Learning rates and initial weights"
