"""What goes to the terminal: tables, colours, JSON, progress, lines of the right width."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_COLOURS = {
    "proved": "green", "holds": "green", "holds if": "cyan", "refuted": "red", "fails": "red",
    "fallen": "red", "unknown": "yellow", "readings": "cyan",
}  # fmt: skip
NARROWEST = 40
"""Columns; on a terminal with fewer, lines are longer than it is wide."""


def ascii_only() -> bool:
    """Whether the terminal can show no more than ASCII."""
    return not (getattr(sys.stdout, "encoding", None) or "ascii").lower().startswith("utf")


def _console(*, error: bool = False) -> Console:
    from rich.console import Console

    console = Console(
        file=sys.stderr if error else sys.stdout, highlight=False, markup=False, emoji=False
    )
    console.width = max(NARROWEST, console.width)
    return console


def width() -> int:
    """How many columns there are; never fewer than a page needs."""
    return _console().width


def table(*columns: str | tuple[str, dict[str, Any]]) -> Table:
    """An empty table with these heads, and options of rich for some."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        name, options = (column, {}) if isinstance(column, str) else column
        made.add_column(name, **{"overflow": "fold", **options})
    return made


def show(renderable: Any) -> None:
    """Print a table; rendered first, so that a reader who leaves is noticed in one place."""
    console = _console()
    with console.capture() as captured:
        console.print(renderable)
    lines = (line.rstrip() for line in captured.get().rstrip("\n").split("\n"))
    click.echo("\n".join(lines))


def show_json(value: Any) -> None:
    """Print a value as JSON, in ASCII where the terminal has no more."""
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=ascii_only()))


@contextmanager
def progress(what: str, steps: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on the terminal while a long command runs; nothing in a pipe."""
    console = _console(error=True)
    if not console.is_terminal or console.is_dumb_terminal:
        yield lambda step: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=steps)

        def advance(step: str) -> None:
            bar.update(task, advance=1, description=step)

        yield advance


@contextmanager
def shared_progress(what: str, steps: int) -> Iterator[Callable[[str], None]]:
    """The same for work that processes share; raises `Complaint` where one of them was ended."""
    from concurrent.futures import BrokenExecutor

    from proofs.cli.program import Complaint

    try:
        with progress(what, steps) as advance:
            yield advance
    except BrokenExecutor:
        raise Complaint("a process was ended from outside; run it again") from None


def coloured(word: str) -> Any:
    """A verdict for a table."""
    from rich.text import Text

    return Text(word, style=_COLOURS.get(word, ""))


def styled(word: str) -> str:
    """A verdict for a line."""
    colour = None if os.environ.get("NO_COLOR") else _COLOURS.get(word)
    return click.style(word, fg=colour) if colour else word


def shown(text: str) -> str:
    """Text as the terminal can show it."""
    from proofs.page import text as page

    return page.words((text,), ascii=ascii_only())


def wrapped(text: str, indent: str) -> str:
    """Text in lines of the terminal's width."""
    import textwrap

    return textwrap.fill(text, width(), subsequent_indent=indent, break_on_hyphens=False)


def shown_lines(text: str) -> Iterator[str]:
    """Text of several lines, each indented as it was and two columns more."""
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield wrapped(f"  {shown(line)}", indent)


__all__ = [
    "ascii_only", "coloured", "progress", "show", "show_json", "shown", "shown_lines", "styled",
    "table", "width", "wrapped",
]  # fmt: skip
