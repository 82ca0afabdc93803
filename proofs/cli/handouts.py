"""`handout`: several entries as one document to hand out, as a sheet with blanks, or its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.papers import make_pdf
from proofs.cli.program import Complaint, cli

if TYPE_CHECKING:
    from proofs.claim import Settled
    from proofs.page.blocks import Block
    from proofs.page.numbers import Point
    from proofs.page.sheets import Blanks
    from proofs.page.style import Style


class _Handout(click.Command):
    """The command, to which `--blank every 3` is one option with one value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a number after `--blank every` for a part of it."""
        joined: list[str] = []
        for word in args:
            counted = joined[-2:] == ["--blank", "every"] or joined[-1:] == ["--blank=every"]
            if counted and "." not in word and word.lstrip("-")[:1].isdigit():
                joined[-1] += f" {word}"
            else:
                joined.append(word)
        return super().parse_args(ctx, joined)


class _Blank(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """What is blank."""

    name = "blank"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Blanks:
        from proofs.page.sheets import NoBlanks, blanks

        try:
            return blanks(str(value))
        except NoBlanks as error:
            raise Complaint(f"--blank: {error}") from None


class _Seed(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A number by which exercises are made."""

    name = "seed"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 10:
            return int(text)
        raise Complaint(f"--seed is a whole number from 0 on, not {suggest.quoted(str(value))}")


@cli.command(cls=_Handout, short_help="Print entries as one document to hand out.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=inputs.Id(sentences=False))
@click.option(
    "--chapter", "chapters", metavar="CHAPTER", multiple=True, type=inputs.Chapter(),
    help="All entries of a chapter.",
)  # fmt: skip
@inputs.language
@inputs.notation
@inputs.at
@click.option("--title", metavar="TEXT", help="What stands above it all.")
@click.option("--student", is_flag=True, help="A sheet with blanks to fill in.")
@click.option("--key", is_flag=True, help="The same sheet, filled in.")
@click.option(
    "--blank", type=_Blank(), metavar="reasons|steps|every N|none",
    help="What is blank in the lines of proofs: the reasons (unless you say otherwise), the right "
    "sides, both in every N-th line, or nothing.",
)  # fmt: skip
@click.option("--exercises", is_flag=True, help="Exercises at its end; with --key, answers too.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["wrong-line", "true-or-false", "numbers"]),
    help="Exercises of this kind alone: a line that is wrong, statements true or false, a run.",
)  # fmt: skip
@click.option(
    "--seed", metavar="N", type=_Seed(), help="Other exercises for another number; 1 if not given."
)
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@inputs.pdf
def handout(
    names: tuple[str, ...], chapters: tuple[str, ...], language: str, style: Style,
    at: Point | None, title: str | None, student: bool, key: bool, blank: Blanks | None,
    exercises: bool,
    kinds: tuple[str, ...], seed: int | None, output: str | None, pdf: str | None,
) -> None:  # fmt: skip
    """Print entries as one LaTeX document: notation once, the lemma once, each on a page or two.

    The entries are those named, or those of a --chapter, in this order. They refer to each other by
    their numbers; the sources stand at the end.

    With --student it is a sheet with blanks, all equally wide; with --key and the same options it
    is the key to that sheet.  --exercises are made of the entries: a line that is changed and
    refuted, a true statement and a false one, a run of the perceptron or of gradient descent.

    With --pdf a PDF is made of it, by latexmk or pdflatex; without TeX, by the typst package where
    nothing is blank.
    """
    path, target = inputs.output_and_pdf(output, pdf)
    if student and key:
        raise Complaint("--student is the sheet and --key what belongs in it; print one at a time")
    if blank is not None and not (student or key):
        raise Complaint("--blank is for a sheet; add --student, or --key for what belongs in it")
    if not exercises and (kinds or seed is not None):
        raise Complaint(f"{'--kind' if kinds else '--seed'} is for exercises; add --exercises")
    ids = chosen(names, chapters)
    if "numbers" in kinds:
        _can_be_run(ids)
    from proofs import registry
    from proofs.page import latex, typst
    from proofs.page import pdf as paper
    from proofs.page.handout import handout as document
    from proofs.page.phrases import in_language
    from proofs.page.sheets import Blanks, blanked, has_blanks

    entries = settled(ids)
    with inputs.in_notation(", ".join(ids)):
        several = len(ids) > 1 or bool(chapters) or exercises
        above = title or (heading(chapters) if several else "")
        blocks = document(entries, above, registry.title, at, style)
    sheet = student or key
    if sheet:
        asked = blank or Blanks("reasons")
        blocks = blanked(blocks, asked)
        if asked.what != "none" and not has_blanks(blocks):
            few = "" if asked.what != "every" else " so many"
            raise Complaint(f"nothing is blank: no proof here shows{few} lines; use --blank none")
    if exercises:
        blocks = _exercised(entries, blocks, kinds, 1 if seed is None else seed, key)
    said = in_language(blocks, language)
    with inputs.in_notation(", ".join(ids)):
        text = latex.document(
            said, ids, style, language=language, sheet=sheet or exercises, key=key
        )
    if target is not None:
        # A sheet's blanks are set by TeX alone.
        blanks = sheet or exercises
        make_pdf(
            target,
            lambda: paper.made(
                lambda: text, None if blanks else lambda: typst.document(said, style)
            ),
        )
    if target is None or output is not None:
        inputs.write_or_print(path, text, str(output))


def _can_be_run(ids: Sequence[str]) -> None:
    """Complain of an entry that has no run to be done by hand."""
    from proofs.exercises import NUMERIC, numeric

    for name in ids:
        if not numeric(name):
            have = " and ".join(NUMERIC)
            raise Complaint(f"--kind numbers: {name} has no run; the entries of {have} have one")


def _exercised(
    entries: tuple[Settled, ...], blocks: tuple[Block, ...], kinds: Sequence[str], seed: int,
    key: bool,
) -> tuple[Block, ...]:  # fmt: skip
    """The blocks with exercises after the last entry, before the sources."""
    from proofs.page.blocks import Paragraph
    from proofs.page.exercises import KINDS, exercised

    made = exercised(entries, seed, blocks, key=key, kinds=kinds or KINDS)
    if not made:
        what = f" of the kind {' or '.join(kinds)}" if kinds else ""
        raise Complaint(
            f"no exercise{what} can be made of {', '.join(e.claim.id for e in entries)}"
        )
    *body, last = blocks
    if isinstance(last, Paragraph) and last.lead == "Sources":
        return (*body, *made, last)
    return (*blocks, *made)


def settled(ids: Sequence[str]) -> tuple[Settled, ...]:
    """The entries, settled one by one."""
    from proofs import registry

    with terminal.progress("proving", len(ids)) as advance:
        found = []
        for name in ids:
            found.append(registry.settle(registry.claim(name)))
            advance(name)
    return tuple(found)


def chosen(names: tuple[str, ...], chapters: tuple[str, ...]) -> list[str]:
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


def heading(chapters: tuple[str, ...]) -> str:
    """What stands above a document for which no title is given."""
    if len(chapters) == 1:
        return f"Learning rates and initial weights: {chapters[0]}"
    return "Learning rates and initial weights"
