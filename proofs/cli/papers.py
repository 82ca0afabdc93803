"""`typst`, and PDFs: what is made of a page besides text and LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofs.cli import inputs
from proofs.cli.program import Complaint, cli, one_line, why

if TYPE_CHECKING:
    from proofs.page.layout import Level
    from proofs.page.numbers import Point
    from proofs.page.style import Style


@cli.command(short_help="Print an entry as Typst.")
@click.argument("name", metavar="ID", type=inputs.Id())
@inputs.updates
@inputs.level("lecture")
@inputs.language
@inputs.notation
@inputs.at
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--pdf", metavar="FILE", help="Make a PDF by the typst package.")
def typst(
    name: str,
    updates: int | None,
    level: Level,
    language: str,
    style: Style,
    at: Point | None,
    output: str | None,
    pdf: str | None,
) -> None:
    """Print an entry as Typst, a document of its own; with --pdf, make a PDF of it.

    The id of a sentence of the sources, such as S09, prints its ruling and what decides it.
    """
    path, target = inputs.output_and_pdf(output, pdf)
    from proofs import registry
    from proofs.page import pdf as paper
    from proofs.page import typst as page

    with inputs.in_notation(name):
        if name in registry.SENTENCES and updates is None and at is None:
            ruled = registry.ruled(registry.SENTENCES[name])
            text = page.sentence(ruled, language=language, style=style)
        else:
            settled = registry.settle(inputs.known_claim(name, updates))
            level = inputs.level_with(level, at)
            text = page.claim(settled, level, registry.title, language=language, style=style, at=at)
    if target is not None:
        make_pdf(target, lambda: paper.by_typst(text))
    if path is not None:
        inputs.write({path: text}, str(output))
    elif target is None or output is not None:
        click.echo(text.rstrip("\n"))


def make_pdf(target: Path, made: Callable[[], bytes]) -> None:
    """Write a PDF whole or not at all; what could not be set is kept beside its place, and named.

    Nothing is kept where the source cannot be written either.
    """
    from proofs.page import pdf as paper

    try:
        content = made()
    except paper.PdfError as error:
        says = one_line(str(error))
        try:
            place = paper.kept(target, error)
        except OSError as problem:
            raise Complaint(f"{says}; its source could not be kept: {why(problem)}") from None
        # Not shortened, as a word of the user's would be: it is to be found again.
        told = f"; see {place if str(place).isprintable() else ascii(str(place))}" if place else ""
        raise Complaint(f"{says}{told}") from None
    inputs.write({target: content}, str(target), "--pdf")


__all__ = ["make_pdf", "typst"]
