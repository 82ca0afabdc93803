"""`slides`: entries for a lecture hall, a line uncovered at a time."""

from __future__ import annotations

import click

from proofs.cli import inputs
from proofs.cli.handouts import chosen, heading, settled
from proofs.cli.papers import make_pdf
from proofs.cli.program import cli


@cli.command(short_help="Print entries as slides, for beamer.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=inputs.Id(sentences=False))
@click.option(
    "--chapter", "chapters", metavar="CHAPTER", multiple=True, type=inputs.Chapter(),
    help="All entries of a chapter.",
)  # fmt: skip
@inputs.language
@click.option("--title", metavar="TEXT", help="What the first slide says.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--pdf", metavar="FILE", help="Make a PDF, by TeX with beamer.")
def slides(
    names: tuple[str, ...], chapters: tuple[str, ...], language: str, title: str | None,
    output: str | None, pdf: str | None,
) -> None:  # fmt: skip
    """Print entries as LaTeX slides: idea, statement, proof, a run.

    Lines are uncovered one at a time, at most five on a slide; the reasons are in the speaker's
    notes. The document loads beamer, and says in its preamble how the notes are shown.
    """
    path, target = inputs.output_and_pdf(output, pdf)
    ids = chosen(names, chapters)
    from proofs import registry
    from proofs.page import pdf as paper
    from proofs.page.slides import slides as document

    entries = settled(ids)
    first = entries[0].claim.title if len(entries) == 1 else heading(chapters)
    text = document(entries, title or first, registry.title, language)
    if target is not None:
        make_pdf(target, lambda: paper.made(lambda: text))
    if target is None or output is not None:
        inputs.write_or_print(path, text, str(output))
