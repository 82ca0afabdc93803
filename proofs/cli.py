"""The command line: `proofs`, and `python -m proofs`.

Exit codes: 0 all well (`equal`: proved), 1 something fell (`equal`: refuted), 3 `equal` does not
know, 2 the user must change something: then one line on standard error says what.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from rich.console import Console
    from rich.table import Table

    from proofs import kernel
    from proofs.claim import Claim, Settled
    from proofs.obligations.ledger import Ledger
    from proofs.terms import Relation

NAME = "proofs"
_COLOURS = {
    "proved": "green", "holds": "green", "holds if": "cyan", "refuted": "red", "fails": "red",
    "fallen": "red",     "unknown": "yellow",
}  # fmt: skip


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
            code = _complain("interrupted half way; files are as they were, run it again")
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else NAME
            code = _complain(f"{_line(error.format_message())}; see {command} --help")
        except click.ClickException as error:
            code = _complain(_line(error.format_message()))
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
            raise Complaint(_unknown("command", name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def _complain(line: str) -> int:
    """Say on standard error what is wrong; the exit code for it."""
    click.echo(f"{NAME}: {line}", err=True)
    return 2


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _output_line(error: OSError) -> str:
    if error.filename is not None:
        return f"{_bug(error)}; this is a bug here, please report the command"
    why = _line(error.strerror or str(error))
    return f"cannot write the output: {why[:1].lower()}{why[1:]}; make room, or write elsewhere"


def _bug(error: Exception) -> str:
    """What nobody foresaw, and where."""
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"{type(error).__name__} at {where}: {_line(str(error))[:200]}"


def _name(text: str) -> str:
    """A user's word, quoted where it holds anything but plain characters, and never long."""
    text = text if len(text) <= 60 else text[:57] + "..."
    return text if text.isascii() and text.isprintable() and text.strip() else ascii(text)


def _unknown(what: str, name: str, names: Iterable[str]) -> str:
    names = list(names)
    near = difflib.get_close_matches(name, names, 3, 0.5)
    return f"there is no {what} {_name(name)}; " + (
        f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(names)}"
    )


def _end_quietly() -> int:
    """Nothing more can be written: keep Python from trying again, and complaining, at exit."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return 141


# What goes to the terminal -----------------------------------------------------------------------


def _ascii() -> bool:
    """Whether the terminal can show no more than ASCII."""
    return not (getattr(sys.stdout, "encoding", None) or "ascii").lower().startswith("utf")


def _console(*, error: bool = False) -> Console:
    from rich.console import Console

    return Console(
        file=sys.stderr if error else sys.stdout, highlight=False, markup=False, emoji=False
    )


def _width() -> int:
    return max(40, _console().width)


def _table(*columns: str | tuple[str, dict[str, Any]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        name, options = (column, {}) if isinstance(column, str) else column
        table.add_column(name, **{"overflow": "fold", **options})
    return table


def _coloured(word: str) -> Any:
    from rich.text import Text

    return Text(word, style=_COLOURS.get(word, ""))


def _json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=_ascii()))


@contextmanager
def _progress(what: str, steps: int) -> Iterator[Callable[[str], None]]:
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


def _show(renderable: Any) -> None:
    """Print a table; rendered first, so that a reader who leaves is noticed in one place."""
    console = _console()
    with console.capture() as captured:
        console.print(renderable)
    lines = (line.rstrip() for line in captured.get().rstrip("\n").split("\n"))
    click.echo("\n".join(lines))


# What the user gives -----------------------------------------------------------------------------


class Id(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """The id of an entry; completed by the shell, suggested when misspelt."""

    name = "id"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from proofs import registry

        return [CompletionItem(i) for i in registry.CLAIMS if i.startswith(incomplete)]


class Updates(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A number of updates."""

    name = "updates"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text):
            return int(text)
        raise Complaint(f"--updates is a whole number from 1 on, not {_name(str(value))}")


_updates = click.option(
    "--updates",
    metavar="N",
    type=Updates(),
    help="How many, for perceptron.unrolled and linear.closed-form, which write updates out.",
)


def _claim(name: str, updates: int | None = None) -> Claim:
    """The entry of that id, at another number of updates if asked for."""
    from proofs import registry

    if name not in registry.CLAIMS:
        raise Complaint(_unknown_id(name))
    if updates is None:
        return registry.claim(name)
    try:
        return registry.unrolled(name, updates)
    except ValueError as error:
        raise Complaint(f"--updates {updates}: {_line(str(error))}") from None


def _unknown_id(name: str) -> str:
    from proofs import registry

    if name in registry.SENTENCES:
        entries = ", ".join(registry.SENTENCES[name].entries)
        return f"{name} is a sentence of the sources, not an entry; it is settled by {entries}"
    if name[:1] in ("S", "s") and name[1:].isdecimal():
        if name.upper() in registry.SENTENCES:
            return f"there is no entry {name}; did you mean {name.upper()}?"
        return f"there is no sentence {_name(name)}; proofs list --sentences shows those settled"
    names = list(registry.CLAIMS)
    near = (
        difflib.get_close_matches(name, names, 3, 0.7)
        or [known for known in names if name and name.lower() in known][:3]
    )
    instead = f"did you mean {' or '.join(near)}?" if near else "proofs list shows them all"
    return f"there is no entry {_name(name)}; {instead}"


def _file(option: str | None) -> Path | None:
    """Where `-o` points, once it is known that a file can be made there."""
    if option is None or option == "-":
        return None
    from proofs.files import check_writable

    if not option:
        raise Complaint("-o '' names no file")
    path = Path(option)
    if path.is_dir():
        raise Complaint(f"-o {_name(option)} is a directory; name a file in it")
    if not path.parent.exists():
        raise Complaint(f"there is no directory {_name(str(path.parent))}; make it first")
    if path.exists() and not path.is_file():
        return path
    try:
        check_writable(path.parent)
    except OSError as error:
        raise Complaint(_cannot_write(option, error)) from None
    return path


def _cannot_write(where: str, error: OSError) -> str:
    why = _line(error.strerror or str(error))
    return f"cannot write {_name(where)}: {why[:1].lower()}{why[1:]}; name another place with -o"


def _write(texts: dict[Path, str], where: str) -> None:
    from proofs.files import write_whole

    try:
        write_whole(texts)
    except OSError as error:
        raise Complaint(_cannot_write(where, error)) from None


# Commands ----------------------------------------------------------------------------------------


@click.group(
    NAME,
    cls=Program,
    invoke_without_command=True,
    epilog="Exit codes: 0 all well, 1 something fell, 2 wrong use, 3 not known (equal).",
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


@cli.command("list", short_help="List the entries, or the sentences, with verdicts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--sentences", is_flag=True, help="List the sources' sentences and their rulings.")
def list_(as_json: bool, sentences: bool) -> None:
    """List the entries with their verdicts.

    The verdicts are computed now, by proving everything again.

    With --json: a list of objects with the keys id, kind ("theorem" or "exhibit"), chapter,
    title and verdict ("proved", "refuted" or "unknown"); with --sentences id, ruling ("holds",
    "holds if", "fails" or "unknown") and entries, a list of ids.
    """
    rows = _sentence_rows() if sentences else _entry_rows()
    if as_json:
        keep = ("id", "ruling", "entries") if sentences else (
            "id", "kind", "chapter", "title", "verdict"
        )  # fmt: skip
        _json([{key: row[key] for key in keep} for row in rows])
    elif sentences:
        table = _table(("", {"no_wrap": True}), ("ruling", {"no_wrap": True}), "what is said")
        for row in rows:
            table.add_row(row["id"], _coloured(row["ruling"]), _shown(row["says"]))
        _show(table)
    else:
        table = _table(("verdict", {"no_wrap": True}), ("entry", {"no_wrap": True}), "title")
        for row in rows:
            table.add_row(_coloured(row["verdict"]), row["id"], _shown(row["title"]))
        _show(table)


def _entry_rows() -> list[dict[str, Any]]:
    from proofs import registry

    rows = []
    with _progress("proving", len(registry.CLAIMS)) as advance:
        for claim in registry.CLAIMS.values():
            advance(claim.id)
            settled = registry.settle(claim)
            rows.append(
                {
                    "id": claim.id,
                    "kind": claim.kind,
                    "chapter": claim.chapter,
                    "title": claim.title,
                    "verdict": settled.verdict,
                }
            )
    return rows


def _sentence_rows() -> list[dict[str, Any]]:
    from proofs import registry
    from proofs.report.audit import words

    rows = []
    with _progress("proving", len(registry.SENTENCES)) as advance:
        for sentence in registry.SENTENCES.values():
            advance(sentence.id)
            rows.append(
                {
                    "id": sentence.id,
                    "ruling": registry.rule_on(sentence),
                    "entries": list(sentence.entries),
                    "says": words(sentence.says),
                }
            )
    return rows


@cli.command(
    short_help="Ask the kernel whether two sides are equal.",
    # A side may begin with a minus; so no option of one letter may be added here, nor -h.
    context_settings={"ignore_unknown_options": True},
)
@click.argument("left", metavar="LHS")
@click.argument("right", metavar="RHS")
@click.option("--vector", "vectors", metavar="NAME", multiple=True, help="NAME is a vector.")
@click.option(
    "--given", "given", metavar="RELATION", multiple=True, help='Assume this, as in "eta > 0".'
)
@click.option(
    "--phi",
    type=click.Choice(["threshold", "any"]),
    default="threshold",
    show_default=True,
    help="threshold: phi is 1 from 0 on and -1 below. any: any function of the sign; its values "
    "are then phi_minus, phi_zero and phi_plus.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def equal(
    left: str, right: str, vectors: tuple[str, ...], given: tuple[str, ...], phi: str, as_json: bool
) -> int:
    """Ask the kernel whether LHS = RHS.

    Exit code 0: proved; 1: refuted, with a witness; 3: unknown.  Names are real numbers unless
    declared with --vector; 0 opposite a vector is the zero vector.  Write * for products, ** for
    powers, dot(u, v) and norm(u) for vectors, and phi, sign, abs, max, min, exp, log, sqrt,
    sigmoid, tanh of scalars.  Decimals are exact: 0.1 is 1/10.

    With --json: an object with the keys verdict ("proved", "refuted" or "unknown"), rules (a list
    of names), witness (null, or an object with values, left and right, all numbers as strings and
    vectors as lists of them; null for a side that is undefined) and why (null, or why it is
    unknown).

    \b
      proofs equal "phi(eta*z)" "phi(z)" --given "eta > 0"
      proofs equal "norm(c*u)" "abs(c)*norm(u)" --vector u
    """
    from proofs import kernel
    from proofs.parse import THRESHOLD, ParseError, parse_equation, parse_relation
    from proofs.terms import PHI, TermError, assume

    function = PHI if phi == "any" else THRESHOLD
    try:
        relation = parse_equation(left, right, vectors, phi=function)
        premises = [assume(text, parse_relation(text, vectors, phi=function)) for text in given]
        verdict = kernel.decide(relation, premises)
    except kernel.HypothesisError as error:
        raise Complaint(f"{_line(str(error))}; change what is --given") from None
    except (ParseError, TermError) as error:
        raise Complaint(_line(str(error))) from None
    answer = _answer(verdict)
    if as_json:
        _json(answer)
    else:
        _show_answer(relation, verdict, answer)
    return {"proved": 0, "refuted": 1, "unknown": 3}[answer["verdict"]]


def _answer(verdict: kernel.Verdict) -> dict[str, Any]:
    """What `equal --json` prints."""
    from proofs import kernel

    answer: dict[str, Any] = {"verdict": "proved", "rules": [], "witness": None, "why": None}
    match verdict:
        case kernel.Proved():
            answer["rules"] = sorted(verdict.rules)
        case kernel.Refuted(witness):
            answer["verdict"] = "refuted"
            answer["witness"] = {
                "values": {name: _value(value) for name, value in _point(witness)},
                "left": _value(witness.left),
                "right": _value(witness.right),
            }
        case kernel.Unknown(why):
            answer |= {"verdict": "unknown", "why": why}
    return answer


def _point(witness: kernel.Witness) -> Iterator[tuple[str, Any]]:
    """The value of every name at a witness, of those too that are --given by an equation."""
    from proofs.evaluation import Irrational, evaluate

    values, meanings = dict(witness.values), dict(witness.meanings)
    for symbol in (*values, *meanings):
        with suppress(Irrational):  # what an equation gives may have no exact value
            yield symbol.name, evaluate(symbol, values, meanings)


def _value(value: Any) -> Any:
    """A number as a string, a vector as a list of them, what is undefined as null."""
    if value is None:
        return None
    return [str(part) for part in value] if isinstance(value, tuple) else str(value)


def _show_answer(relation: Relation, verdict: kernel.Verdict, answer: dict[str, Any]) -> None:
    """What `equal` prints for people: one fact a line."""
    from proofs import kernel
    from proofs.grounds import stated

    click.echo(f"{_styled(answer['verdict'])}  {relation}")
    match verdict:
        case kernel.Proved():
            for rule in answer["rules"]:
                click.echo(_wrapped(f"  by {rule}: {stated(rule)}", "     "))
        case kernel.Refuted(witness):
            for name, value in _point(witness):
                click.echo(f"  at {name} = {kernel.show(value)}")
            click.echo(f"  the left side is {kernel.show(witness.left)}")
            click.echo(f"  the right side is {kernel.show(witness.right)}")
        case kernel.Unknown(why):
            click.echo(_wrapped(f"  {why}", "  "))


def _wrapped(text: str, indent: str) -> str:
    import textwrap

    return textwrap.fill(text, _width(), subsequent_indent=indent, break_on_hyphens=False)


def _styled(word: str) -> str:
    colour = None if os.environ.get("NO_COLOR") else _COLOURS.get(word)
    return click.style(word, fg=colour) if colour else word


def _shown(text: str) -> str:
    """Text as the terminal can show it."""
    from proofs.page import text as page

    return page.words((text,), ascii=_ascii())


@cli.command(short_help="Show an entry with its derivation.")
@click.argument("name", metavar="ID", type=Id())
@_updates
def show(name: str, updates: int | None) -> None:
    """Show an entry: its statement, hypotheses, derivation with reasons, and witnesses.

    The id of a sentence of the sources, such as S09, shows its ruling and what decides it.
    """
    from proofs import registry
    from proofs.page import text

    if name in registry.SENTENCES and updates is None:
        said = registry.SENTENCES[name]
        page = text.sentence(said, registry.rule_on(said), min(_width(), 100), ascii=_ascii())
        click.echo(page.rstrip("\n"))
        return
    claim = _claim(name, updates)
    page = text.claim(registry.settle(claim), min(_width(), 100), ascii=_ascii())
    click.echo(page.rstrip("\n"))


@cli.command(short_help="Check entries on symbols and on random data.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=Id())
def check(names: tuple[str, ...]) -> int:
    """Check entries, or all of them: on symbols and on random data.

    Exit code 1 if anything falls: a proof, a false twin that is not refuted, a law on random
    data, a disagreement between the two halves.
    """
    from proofs import registry
    from proofs.report import audit

    claims = [_claim(name) for name in dict.fromkeys(names)] or list(registry.CLAIMS.values())
    ledger = _ledger()
    entries = []
    with _progress("checking", len(claims)) as advance:
        for claim in claims:
            entries.append(audit.entry(ledger, claim))
            advance(claim.id)
    _show_entries(entries)
    parts = [*entries]
    if not names:
        parts += [audit.sentence(ledger, each) for each in registry.SENTENCES.values()]
    _show_fallen(parts)
    down = [f"{part['id']}::{name}" for part in parts for name in part["fallen"]]
    click.echo()
    click.echo(
        f"{len(down)} fallen: {', '.join(down)}" if down else f"{len(parts)} checked, nothing fell"
    )
    return 1 if down else 0


def _ledger() -> Ledger:
    """Both halves, or the symbolic one alone with a word of warning."""
    from proofs.obligations.ledger import symbolic_ledger
    from proofs.report import audit

    try:
        return audit.ledger()
    except ImportError as error:
        click.echo(f"{NAME}: without the numeric half: {_line(str(error))}", err=True)
        return symbolic_ledger()


def _show_entries(entries: Sequence[dict[str, Any]]) -> None:
    number = {"justify": "right", "no_wrap": True}
    table = _table(
        ("verdict", {"no_wrap": True}), ("entry", {"no_wrap": True}), ("steps", number),
        ("witnesses", number), ("data sets", number),
    )  # fmt: skip
    for entry in entries:
        obligations = entry["obligations"]
        proofs = [o for o in obligations if not o["name"].startswith("needs-")]
        table.add_row(
            _coloured(entry["verdict"] if not entry["fallen"] else "fallen"),
            entry["id"],
            str(sum(o.get("steps", 0) for o in proofs) or "-"),
            str(len(entry["needs"]) or "-"),
            str(sum(o.get("examples", 0) for o in obligations) or "-"),
        )
    _show(table)


def _show_fallen(entries: Iterable[dict[str, Any]]) -> None:
    for entry in entries:
        for obligation in entry["obligations"]:
            if obligation["outcome"] != "met":
                click.echo()
                click.echo(f"{_styled('fallen')}  {entry['id']}::{obligation['name']}")
                for line in _shown_lines(obligation["message"]):
                    click.echo(line)


def _shown_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield _wrapped(f"  {_shown(line)}", indent)


@cli.command(short_help="Print an entry as LaTeX.")
@click.argument("name", metavar="ID", type=Id())
@_updates
@click.option(
    "--start",
    type=click.Choice(["zero", "general"]),
    help="For perceptron.unrolled: print what holds from this start alone.",
)
@click.option("--standalone", is_flag=True, help="A whole document, not a fragment to input.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
def latex(
    name: str, updates: int | None, start: str | None, standalone: bool, output: str | None
) -> None:
    """Print an entry as LaTeX: a fragment for a document with amsmath, or one of its own.

    The id of a sentence of the sources, such as S09, prints its ruling and what decides it.
    """
    path = _file(output)
    from proofs import registry
    from proofs.page import latex as page

    if name in registry.SENTENCES and updates is None and start is None:
        said = registry.SENTENCES[name]
        print_sentence = page.standalone_sentence if standalone else page.sentence
        text = print_sentence(said, registry.rule_on(said))
    else:
        settled = registry.settle(_claim(name, updates))
        if start is not None:
            settled = _from_start(settled, start)
        text = page.standalone(settled) if standalone else page.fragment(settled)
    if path is None:
        click.echo(text.rstrip("\n"))
    else:
        _write({path: text}, str(output))


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


@cli.command("audit", short_help="Check everything and write the report.")
@click.option(
    "-o",
    "output",
    metavar="DIR",
    default="audit",
    show_default=True,
    help="The directory for audit.json, audit.md and figures; made if it is not there.",
)
def audit_(output: str) -> int:
    """Check everything, on symbols, on random data and on real data, and write the report.

    Writes audit.json, audit.md and its figures into DIR: the sentences first, then the entries
    with their hypotheses, witnesses, trusted rules and evidence, the runs on real data, and every
    rule that all of it rests on.  Exit code 1 if anything fell; the report is written all the
    same.  The runs on scikit-learn's data and the figures need the extra "report".

    audit.json has the keys format, profile, versions, sentences, entries, laws, iris, regression,
    networks, wave, figures, left_out, rules and facts; exact numbers are strings in it, and equal
    sources and versions on one machine give an equal file.
    """
    import json

    from proofs.files import check_writable
    from proofs.report import audit, audit_data

    if not output:
        raise Complaint("-o '' names no directory")
    directory = Path(output)
    try:
        check_writable(directory)
        for name in ("audit.json", "audit.md", *audit_data.FIGURES):
            if (directory / name).is_dir():
                raise IsADirectoryError(21, "it is a directory", name)
    except OSError as error:
        raise Complaint(_cannot_write(output, error)) from None

    ledger = _ledger()
    with _progress("auditing", len(ledger.claims) + 3) as advance:
        record = audit.evidence(ledger, done=advance)
    _show_audit(record)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Complaint(_cannot_write(output, error)) from None
    _write(
        {
            directory / "audit.json": json.dumps(record, indent=2, ensure_ascii=False) + "\n",
            directory / "audit.md": audit.markdown(record),
            **{directory / name: text for name, text in audit_data.figures(record).items()},
        },
        output,
    )
    down = audit.fallen(record)
    click.echo(_summary(record, down))
    for lacking in record["left_out"] if ledger.learners else ():
        click.echo(f"Left out. {lacking}")
    click.echo(f"Written: {directory / 'audit.md'} and {directory / 'audit.json'}")
    return 1 if down else 0


def _show_audit(record: dict[str, Any]) -> None:
    from proofs.report import audit

    table = _table(("", {"no_wrap": True}), ("ruling", {"no_wrap": True}), "what the sources say")
    for sentence in record["sentences"]:
        said = "\n".join((sentence["says"], *audit.qualified(sentence)))
        table.add_row(sentence["id"], _coloured(sentence["ruling"]), _shown(said))
    _show(table)
    click.echo()
    _show_entries(record["entries"])
    _show_fallen((*record["sentences"], *record["entries"], record["laws"]))
    for heading, (head, *rows) in audit.tables(record):
        first, *columns = (_shown(name).replace(" ", "\n") for name in head)
        number = {"justify": "right", "no_wrap": True}
        table = _table(first, *((name, number) for name in columns))
        for row in rows:
            table.add_row(*row)
        click.echo()
        click.echo(_wrapped(_shown(heading), ""))
        _show(table)
    click.echo()


def _summary(record: dict[str, Any], down: Sequence[str]) -> str:
    proved = sum(entry["verdict"] == "proved" for entry in record["entries"])
    settled = sum(sentence["ruling"] != "unknown" for sentence in record["sentences"])
    return (
        f"{settled} of {len(record['sentences'])} sentences settled, "
        f"{proved} of {len(record['entries'])} entries proved, "
        + (f"{len(down)} fallen: {', '.join(down)}" if down else "nothing fell")
    )


def main() -> NoReturn:
    """What the console command `proofs` runs."""
    sys.unraisablehook = _interrupt_again
    cli.main()


def _interrupt_again(unraisable: sys.UnraisableHookArgs) -> None:
    """Repeat an interruption that came while a callback ran, which an exception cannot leave."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    import signal
    import threading

    if hasattr(signal, "pthread_kill"):  # it ends a wait of the main thread, too
        main_thread = threading.main_thread().ident
        threading.Timer(0.02, signal.pthread_kill, (main_thread, signal.SIGINT)).start()
    else:
        threading.Timer(0.02, signal.raise_signal, (signal.SIGINT,)).start()


__all__ = ["cli", "main"]
