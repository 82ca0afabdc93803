"""The group of commands, and how every command line ends: an exit code and at most one line."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from numeric.cycles import look_seldom
from proofs import suggest

NAME = "proofs"
BROKEN_PIPE = 141
"""The exit code where the reader of the output has left: what the shell gives for SIGPIPE."""
INTERRUPTED = "interrupted half way; files are as they were, run it again"


class Complaint(click.ClickException):
    """What the user must change, in one line that also says what to do instead."""

    exit_code = 2


class Program(click.Group):
    """The command group; whatever goes wrong ends in one line and an exit code."""

    def main(  # type: ignore[override]  # it always ends the program
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run one command line and exit."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or NAME, **extra)
            sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            ignore_interruptions()
            code = _complain(INTERRUPTED)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else NAME
            code = _complain(f"{one_line(error.format_message())}; see {command} --help")
        except click.ClickException as error:
            code = _complain(one_line(error.format_message()))
        except BrokenPipeError:
            code = _end_quietly()
        except OSError as error:
            code = _complain(_output_line(error))
            _end_quietly()
        except (RecursionError, MemoryError):
            code = _complain("that is too large for this machine; ask for less")
        except Exception as error:
            code = _complain(f"{_bug(error)}; this is a bug here, please report the command")
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interruption and a reader who left are for `main` to report."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None
        except BrokenPipeError:
            return _end_quietly()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; the near names are suggested where there is none."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            raise Complaint(suggest.unknown("command", name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def _complain(line: str) -> int:
    """Say on standard error what is wrong; the exit code for it."""
    with suppress(OSError):  # nobody listens there either
        notice(line)
    return 2


def notice(line: str) -> None:
    """Say on standard error what the user should know and need not change."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"  # click sends UTF-8 to ASCII ones
    text = f"{NAME}: {line}".encode(encoding, "backslashreplace").decode(encoding)
    click.echo(text, err=True)


def one_line(text: str) -> str:
    """A message in one line, without the full stop at its end."""
    return " ".join(text.split()).rstrip(".")


def why(error: OSError | ValueError) -> str:
    """What the system says went wrong, as part of a sentence."""
    text = one_line(getattr(error, "strerror", None) or str(error))
    return f"{text[:1].lower()}{text[1:]}"


def _output_line(error: OSError) -> str:
    if error.filename is not None:
        return f"{_bug(error)}; this is a bug here, please report the command"
    if error.errno == errno.EBADF:
        return "cannot write the output: standard output is closed; leave it open"
    return f"cannot write the output: {why(error)}; make room, or write elsewhere"


def _bug(error: Exception) -> str:
    """What nobody foresaw, and where."""
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"{type(error).__name__} at {where}: {one_line(str(error))[:200]}"


def _end_quietly() -> int:
    """Nothing more can be written: keep Python from trying again, and complaining, at exit."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return BROKEN_PIPE


# The group ---------------------------------------------------------------------------------------


@click.group(
    NAME,
    cls=Program,
    invoke_without_command=True,
    epilog="Exit codes: 0 all well, 1 something fell or is refuted, 2 wrong use, 3 not known.",
)
@click.option("--version", is_flag=True, help="Show the versions used and exit.")
@click.pass_context
def cli(ctx: click.Context, version: bool) -> None:
    """Statements about learning rules: derived, judged, attacked and printed."""
    if version:
        from proofs.report.audit import versions

        click.echo(", ".join(f"{name} {number}" for name, number in versions().items()))
        ctx.exit()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


# The process -------------------------------------------------------------------------------------


def main() -> NoReturn:
    """What the console command `proofs` runs."""
    sys.unraisablehook = _interrupt_again
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # nothing half-written then either
    look_seldom()
    _open_streams()
    try:
        cli.main()
    finally:
        ignore_interruptions()


def ignore_interruptions() -> None:
    """A second interruption must not spoil the end."""
    with suppress(OSError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _open_streams() -> None:
    """Stand-ins for standard streams that are closed, so that no file takes their numbers.

    What is written to the closed standard output fails as on any file that is not open for
    writing; what would be said on a closed standard error is said to nobody.
    """
    for number, way in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # takes the lowest number that is free: this one
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _interrupt_again(unraisable: sys.UnraisableHookArgs) -> None:
    """Repeat an interruption that came while a callback ran, which an exception cannot leave."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    import threading

    if hasattr(signal, "pthread_kill"):  # it ends a wait of the main thread, too
        main_thread = threading.main_thread().ident
        threading.Timer(0.02, signal.pthread_kill, (main_thread, signal.SIGINT)).start()
    else:
        threading.Timer(0.02, signal.raise_signal, (signal.SIGINT,)).start()


__all__ = ["NAME", "Complaint", "Program", "cli", "main", "notice", "one_line", "why"]
