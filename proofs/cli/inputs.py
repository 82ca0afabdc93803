"""What the user gives: ids, chapters, numbers, and places for files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from proofs import suggest
from proofs.cli.program import Complaint, one_line, why

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from proofs.claim import Claim
    from proofs.page.layout import Level
    from proofs.page.numbers import Point

F = TypeVar("F", bound=Callable[..., Any])
LONGEST_BUDGET = 86_400
"""Seconds; nobody waits for longer than a day."""
MOST_WORKERS = 256
LARGEST = 1_000_000
"""Bytes of a file that is read at all."""


class Id(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """The id of an entry, or of a sentence; completed by the shell."""

    name = "id"

    def __init__(self, sentences: bool = True) -> None:
        self.sentences = sentences

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from proofs import registry

        known = [*registry.CLAIMS, *(registry.SENTENCES if self.sentences else ())]
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]


class Chapter(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """The name of a chapter; completed by the shell."""

    name = "chapter"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in chapters() if name.startswith(incomplete)]


class Updates(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A number of updates."""

    name = "updates"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text):
            return int(text)
        raise Complaint(f"--updates is a whole number from 1 on, not {suggest.quoted(str(value))}")


class Seconds(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """How long a question may take."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = 0.0
        if 0 < number <= LONGEST_BUDGET:
            return number
        raise Complaint(
            f"--budget is a number of seconds above 0 and at most {LONGEST_BUDGET}, "
            f"not {suggest.quoted(str(value))}"
        )


class NotationType(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A notation of one's own: names and what they become, or a TOML file of them."""

    name = "notation"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from proofs.page.style import Style, StyleError

        if isinstance(value, Style):
            return value
        try:
            return Style.read(str(value))
        except StyleError as error:
            raise Complaint(f"--notation: {one_line(str(error))}") from None
        except (OSError, ValueError) as error:
            reason = why(error)
            raise Complaint(f"cannot read {suggest.quoted(str(value))}: {reason}") from None


class PointType(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """Values of symbols."""

    name = "point"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from proofs.page.numbers import Point, PointError

        try:
            return value if isinstance(value, Point) else Point.read(str(value))
        except PointError as error:
            raise Complaint(f"--at: {one_line(str(error))}") from None


@contextmanager
def in_notation(name: str) -> Iterator[None]:
    """Complain where the page of an entry cannot be written as asked for."""
    from proofs.page.numbers import PointError
    from proofs.page.style import StyleError

    try:
        yield
    except PointError as error:
        raise Complaint(f"--at, in {name}: {one_line(str(error))}") from None
    except StyleError as error:
        raise Complaint(f"--notation, in {name}: {one_line(str(error))}") from None


notation = click.option(
    "--notation",
    "style",
    metavar="NAME=LETTER,...|FILE",
    type=NotationType(),
    default="",
    help="Your own notation: eta=alpha,dot=transpose, or a course's FILE.toml of such pairs.",
)
at = click.option(
    "--at",
    metavar="NAME=NUMBER,...",
    type=PointType(),
    help="Put numbers beside the lines: eta=1/2,x1=(1,2),y1=-1.",
)
pdf = click.option(
    "--pdf", metavar="FILE", help="Make a PDF: by TeX if it is there, else by the typst package."
)
updates = click.option(
    "--updates",
    metavar="N",
    type=Updates(),
    help="How many, for perceptron.unrolled and linear.closed-form, which write updates out.",
)


def level(default: str) -> Callable[[F], F]:
    """The option that says how much a page is to say."""
    return click.option(
        "--level",
        type=click.Choice(["lecture", "full"]),
        default=default,
        show_default=True,
        help="A page to hand out, or every line.",
    )


def level_with(level: Level, at: Point | None) -> Level:
    """The level that was asked for; values are carried through every line unless it was."""
    given = click.get_current_context().get_parameter_source("level")
    from_user = given is not click.core.ParameterSource.DEFAULT
    return level if from_user or at is None else "full"


language = click.option(
    "--language",
    type=click.Choice(["en", "de", "es", "zh"]),
    default="en",
    show_default=True,
    help="Of the fixed phrases; what an entry says itself stays in English.",
)


fresh = click.option(
    "--fresh", is_flag=True, help="Search for all proofs anew, whatever was found before."
)


def search_anew(wanted: bool) -> None:
    """Have this command use nothing that earlier searches found, if that is wanted."""
    if wanted:
        from proofs import proposals

        click.get_current_context().with_resource(proposals.anew())


def chapters() -> list[str]:
    """The names of the chapters, in the ledger's order."""
    from proofs import registry

    return list(dict.fromkeys(name.partition(".")[0] for name in registry.CLAIMS))


def known_claim(name: str, updates: int | None = None) -> Claim:
    """The entry of that id, at another number of updates if asked for."""
    from proofs import registry

    if name not in registry.CLAIMS:
        sentences = {known: said.entries for known, said in registry.SENTENCES.items()}
        raise Complaint(suggest.entry(name, list(registry.CLAIMS), sentences))
    if updates is None:
        return registry.claim(name)
    try:
        return registry.unrolled(name, updates)
    except ValueError as error:
        raise Complaint(f"--updates {updates}: {one_line(str(error))}") from None


def text_of(name: str, what: str, most: int = LARGEST) -> str:
    """The text of a file, or with - of standard input; complains of what is no text."""
    shown = "standard input" if name == "-" else suggest.quoted(name)
    try:
        if name == "-":
            if sys.stdin is None:
                raise Complaint("cannot read standard input: it is closed; name a file")
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(most + 1)
        if len(data) > most:
            raise Complaint(f"{shown} has more than {most:,} bytes; is it {what}?")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Complaint(f"{shown} is no UTF-8 text; save it as {what}") from None
    except (OSError, ValueError) as error:
        raise Complaint(f"cannot read {shown}: {why(error)}") from None


def output_file(option: str | None, flag: str = "-o") -> Path | None:
    """Where `-o` points, once it is known that a file can be made there."""
    if option is None or (option == "-" and flag == "-o"):
        return None
    option = "/dev/stdout" if option == "-" else option
    from proofs.files import check_target

    if not option:
        raise Complaint(f"{flag} '' names no file")
    if option.startswith("-"):
        raise Complaint(
            f"{flag} is to be followed by a file, not by {suggest.quoted(option)}; "
            f"write ./{suggest.quoted(option)} if it is one"
        )
    path = Path(option)
    try:
        if option.endswith(("/", os.sep)):
            raise IsADirectoryError
        check_target(path)
    except IsADirectoryError:
        raise Complaint(
            f"{flag} {suggest.quoted(option)} is a directory; name a file in it"
        ) from None
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise cannot_write(option, error, flag) from None
        where = suggest.quoted(str(error.filename or path.parent))
        raise Complaint(f"there is no directory {where}; make it first") from None
    except (OSError, ValueError) as error:
        raise cannot_write(option, error, flag) from None
    return path


def output_and_pdf(output: str | None, pdf: str | None) -> tuple[Path | None, Path | None]:
    """Where `-o` and `--pdf` point, which are two places."""
    path, target = output_file(output), output_file(pdf, "--pdf")
    if path is not None and target is not None and path.resolve() == target.resolve():
        raise Complaint(f"-o and --pdf name one file, {suggest.quoted(str(pdf))}; name two")
    return path, target


def output_directory(option: str, files: Iterable[str] = (), folders: Iterable[str] = ()) -> Path:
    """Where `-o` points, once it is known that these files can be made in it, and these folders."""
    from proofs.files import check_writable

    if not option:
        raise Complaint("-o '' names no directory")
    directory = Path(option)
    try:
        check_writable(directory)
        for name in files:
            if (directory / name).is_dir():
                raise IsADirectoryError(21, "it is a directory", name)
        for name in folders:
            check_writable(directory / name)
    except (OSError, ValueError) as error:
        raise cannot_write(option, error) from None
    return directory


def make_directory(directory: Path, where: str) -> None:
    """Make a directory where there is none."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(where, error) from None


def cannot_write(where: str, error: OSError | ValueError, flag: str = "-o") -> Complaint:
    """The complaint that nothing can be written there, and why."""
    return Complaint(
        f"cannot write {suggest.quoted(where)}: {why(error)}; name another place with {flag}"
    )


def write(texts: Mapping[Path, str | bytes], where: str, flag: str = "-o") -> None:
    """Write files whole or not at all; a reader of a pipe who left is nobody's fault."""
    from proofs.files import write_whole

    try:
        write_whole(texts)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise cannot_write(where, error, flag) from None


def write_or_print(path: Path | None, text: str, where: str) -> None:
    """Write a text to a file, or print it where no file is named."""
    if path is None:
        click.echo(text.rstrip("\n"))
    else:
        write({path: text}, where)


__all__ = [
    "Chapter", "Id", "NotationType", "PointType", "Seconds", "at", "cannot_write", "chapters",
    "fresh", "in_notation", "known_claim", "language", "level", "level_with", "make_directory",
    "notation", "output_and_pdf", "output_directory", "output_file", "pdf", "search_anew",
    "updates", "write", "write_or_print",
]  # fmt: skip
