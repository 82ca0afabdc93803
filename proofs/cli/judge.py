"""`judge`: a learning rule of one's own, asked what its rate and its start do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, one_line, why

if TYPE_CHECKING:
    from proofs.judge.syntax import Rule
    from proofs.judge.verdict import Judgement

_QUESTIONS = (
    "zero", "weights", "predictions", "direction", "units", "rotation", "forgotten", "groups",
)  # fmt: skip
_CORE = ("zero", "weights", "predictions", "direction")
LONGEST = 400_000


@cli.command(short_help="Judge a learning rule of your own.")
@click.argument("file", metavar="FILE|-", required=False)
@click.option("--ask", "asked", metavar="QUESTION", multiple=True,
              help="One of zero, weights, predictions, direction, units, rotation, forgotten, "
              "groups; all of them otherwise.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="Show the library of rules.")
@click.option("--budget", metavar="SECONDS", type=inputs.Seconds(), default=30, show_default=True,
              help="Of the search, for each rule; unknown if it takes longer.")  # fmt: skip
@click.option("--export", "exported", metavar="FILE",
              help="Write the proofs here, for proofs verify.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def judge(
    file: str | None, asked: tuple[str, ...], listed: bool, budget: float, exported: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Judge the learning rules of FILE, of standard input, or one of the library by its name.

    Asked is, from the start that the rule has: does zero block it; does the rate factor out of the
    weights, and in which power; are predictions, and the direction of the weights, free of the
    rate; do equal units stay equal; do steps commute with rotations; is the start forgotten; and
    which scalings of rate, weights, parameters and data map runs to runs.  Each is proved, refuted
    by the smallest data that were found, or unknown.

    Exit code 0; 3 if something that was asked for is unknown (without --ask: zero, weights,
    predictions or direction).

    With --json: a list of objects with the keys rule, zero (moves, blocked, undefined or unknown),
    zero_why, weights, predictions, direction, units, rotation and forgotten, each with verdict
    (proved, refuted or unknown) and where it applies power, exponents, by, empty, witness, clash
    and searched; and groups, a list of objects from names to exponents, and groups_by.  Numbers are
    strings.

    \b
      proofs judge my.rule
      proofs judge momentum --ask weights --json
      cat my.rule
      rule heavy-ball
      data x vector, y
      rate eta
      given 0 <= beta < 1
      start w = 0, u = 0
      predict dot(w, x)
      u' = beta*u - eta*grad((dot(w, x) - y)**2/2, w)
      w' = w + u'
    """
    if listed:
        _list(as_json)
        return 0
    questions = _asked(asked)
    path = inputs.output_file(exported, "--export")
    rules = rules_of(file)
    from proofs.judge.record import record

    found: list[Judgement] = []
    with terminal.progress("judge", len(rules)) as advance:
        for rule in rules:
            found.append(_judged(rule, budget, questions))
            advance(rule.name)
    if path is not None:
        inputs.write({path: _exported(found)}, str(exported), "--export")
    if as_json:
        terminal.show_json([record(each) for each in found])
    else:
        for count, each in enumerate(found):
            if count:
                click.echo()
            _show(each)
    core = questions if asked else _CORE
    unknown = any(
        (each.zero if q == "zero" else getattr(each.answers.get(q), "verdict", "")) == "unknown"
        for each in found for q in core
    )  # fmt: skip
    return 3 if unknown else 0


def _judged(rule: Rule, budget: float, questions: tuple[str, ...]) -> Judgement:
    from proofs.judge.verdict import judge as judged

    return judged(rule, budget=budget, ask=questions)


def _exported(found: Sequence[Judgement]) -> str:
    """The proofs as a file that the checker reads; raises `Complaint` where there is none."""
    import json

    from proofs.trust.file import write

    proofs = {c.proof.name: c.proof for each in found for c in each.proofs if c.proof is not None}
    if not proofs:
        raise Complaint("nothing was proved line by line here; leave out --export")
    return json.dumps(write(list(proofs.values()))) + "\n"


def _asked(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The questions, each checked."""
    names = [name.strip() for each in asked for name in each.split(",")]
    for name in names:
        if name not in _QUESTIONS:
            raise Complaint(suggest.unknown("question", name, list(_QUESTIONS)))
    return tuple(dict.fromkeys(names)) or _QUESTIONS


def rules_of(file: str | None) -> tuple[Rule, ...]:
    """The rules that are asked about."""
    from proofs.judge import RuleError, library, read

    if file is None:
        raise Complaint("name a file of rules, - for standard input, or see proofs judge --list")
    if file != "-" and not Path(file).exists() and file in library.ids():
        return (library.rule(file),)
    try:
        return read(_text(file, library.ids()))
    except RuleError as error:
        where = "standard input" if file == "-" else suggest.quoted(file)
        raise Complaint(f"{where}: {one_line(str(error))}") from None


def _text(file: str, known: tuple[str, ...]) -> str:
    """What stands in a file; a complaint where it cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        if len(raw) > LONGEST:
            raise Complaint(f"{suggest.quoted(file)} is too long for rules; take them apart")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Complaint(f"{suggest.quoted(file)} is no text in UTF-8; save it as one") from None
    except FileNotFoundError:
        near = suggest.near(file, known)
        hint = f"did you mean {' or '.join(near)}?" if near else "proofs judge --list shows rules"
        raise Complaint(f"there is no file {suggest.quoted(file)}; {hint}") from None
    except (OSError, ValueError) as error:
        raise Complaint(f"cannot read {suggest.quoted(file)}: {why(error)}") from None


# What is printed ---------------------------------------------------------------------------------
def _list(as_json: bool) -> None:
    from proofs.judge import library

    rows: list[dict[str, Any]] = [
        {"rule": name, "rate": library.rule(name).rate, "says": library.rule(name).note}
        for name in library.ids()
    ]
    if as_json:
        terminal.show_json(rows)
        return
    table = terminal.table("rule", "what it is")
    for row in rows:
        table.add_row(row["rule"], terminal.shown(row["says"]))
    terminal.show(table)


def _show(found: Judgement) -> None:
    """What is printed for people: a question a paragraph."""
    from proofs.judge.record import lines

    click.echo(found.rule.name)
    for question, word, about in lines(found):
        first, *rest = about or ("",)
        head = f"  {question:12s}{terminal.styled(word)}{' ' * (10 - len(word))}"
        click.echo(terminal.wrapped(f"{head}{first}".rstrip(), " " * 24))
        for line in rest:
            click.echo(terminal.wrapped(f"{' ' * 24}{line}", " " * 26))


__all__ = ["judge", "rules_of"]
