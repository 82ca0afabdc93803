"""`judge`: a learning rule of one's own, asked what its rate and its start do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, one_line

if TYPE_CHECKING:
    from proofs.judge.syntax import Rule
    from proofs.judge.verdict import Judgement

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
@click.option("--latex", is_flag=True, help="Print a fragment for a document with amsmath.")
@click.option("--standalone", is_flag=True, help="With --latex: a whole document.")
@click.option("--html", is_flag=True, help="Print a page that stands alone.")
@click.option("--page", "paged", is_flag=True, help="Print the whole page as text.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def judge(
    file: str | None, asked: tuple[str, ...], listed: bool, budget: float, exported: str | None,
    latex: bool, standalone: bool, html: bool, paged: bool, output: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Judge the learning rules of FILE, of standard input, or one of the library by its name.

    The id of a sentence that people say, such as F10, judges the rules that say it; proofs show F10
    has the ledger's ruling and the judge's side by side.

    Asked is, from the start that the rule has: does zero block it; does the rate factor out of the
    weights, and in which power; are predictions, and the direction of the weights, free of the
    rate; do equal units stay equal; do steps commute with rotations; is the start forgotten; and
    which scalings of rate, weights, parameters and data map runs to runs.  Each is proved, refuted
    by the smallest data that were found, or unknown.

    Formulas are Python's arithmetic with dot, norm, phi, sign, abs, relu, exp, log, sigmoid, tanh,
    sqrt, max, min, clip, soft, where(condition, a, b), grad(loss, w), sum(k, w[k]) and
    argmax(k, w[k]); t counts the steps, and what is not declared is a parameter.

    Exit code 0; 3 if something that was asked for is unknown (without --ask: zero, weights,
    predictions or direction).

    With --json: a list of objects with the keys rule, zero (moves, blocked, undefined or unknown),
    zero_why, weights, predictions, direction, units, rotation and forgotten, each with verdict
    (proved, refuted or unknown) and where it applies power, exponents, by, lines, why (the checker
    does not have it), says, under (what has to hold besides what is given), example, empty,
    witness, clash and searched; groups, a list of objects from names to exponents, and groups_by;
    and settles, the ids of sentences that the rule is asked about for, if there are any.  Numbers
    are strings.

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
    if sum((latex, html, paged, as_json)) > 1:
        raise Complaint("--latex, --html, --page and --json are forms of a page; ask for one")
    if standalone and not latex:
        raise Complaint("--standalone is for --latex; add it")
    written = inputs.output_file(output)
    path = inputs.output_file(exported, "--export")
    rules = rules_of(file)
    import json

    from proofs.judge.record import record
    from proofs.judge.verdict import judge as judged

    found: list[Judgement] = []
    with terminal.progress("judge", len(rules)) as advance:
        for rule in rules:
            found.append(judged(rule, budget=budget, ask=questions))
            advance(rule.name)
    if path is not None:
        inputs.write({path: _exported(found)}, str(exported), "--export")
    if latex or html or paged:
        made = _pages(found, "latex" if latex else "html" if html else "text", standalone)
        inputs.write_or_print(written, made, str(output))
    elif as_json:
        made = json.dumps(
            [{**record(each), **_settled_by(each.rule)} for each in found],
            indent=2,
            ensure_ascii=terminal.ascii_only(),
        )
        inputs.write_or_print(written, f"{made}\n", str(output))
    else:
        inputs.write_or_print(
            written, "\n".join(_shown(found, written is None)) + "\n", str(output)
        )
    core = questions if asked else _CORE
    unknown = any(
        (each.zero if q == "zero" else getattr(each.answers.get(q), "verdict", "")) == "unknown"
        for each in found for q in core
    )  # fmt: skip
    return 3 if unknown else 0


def _settles(rule: Rule) -> tuple[str, ...]:
    """The sentences that a rule is asked about for, if it is the one that we know."""
    from proofs.judge import said

    return said.about(rule.name) if said.known(rule) else ()


def _settled_by(rule: Rule) -> dict[str, list[str]]:
    return {"settles": list(ids)} if (ids := _settles(rule)) else {}


def _exported(found: Sequence[Judgement]) -> str:
    """The proofs as a file that the checker reads; raises `Complaint` where there is none."""
    import json

    from proofs.trust.file import write

    proofs = {
        p.name: p for each in found for c in each.proofs if c.proof is not None
        for p in (*c.cites, c.proof)
    }  # fmt: skip
    if not proofs:
        raise Complaint("nothing was proved line by line here; leave out --export")
    return json.dumps(write(list(proofs.values()))) + "\n"


def _asked(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The questions, each checked."""
    from proofs.judge.verdict import QUESTIONS

    names = [name.strip() for each in asked for name in each.split(",")]
    for name in names:
        if name not in QUESTIONS:
            raise Complaint(suggest.unknown("question", name, QUESTIONS))
    return tuple(dict.fromkeys(names)) or QUESTIONS


def rules_of(file: str | None) -> tuple[Rule, ...]:
    """The rules that are asked about."""
    from proofs.judge import RuleError, library, read, said

    if file is None:
        raise Complaint("name a file of rules, - for standard input, or see proofs judge --list")
    if file != "-" and not Path(file).exists():
        if file in library.ids():
            return (library.rule(file),)
        if file in said.TABLE:
            return said.rules(file)
        if told := _of_the_ledger(file):
            raise Complaint(told)
        near = suggest.near(file, (*library.ids(), *said.TABLE))
        hint = f"did you mean {' or '.join(near)}?" if near else "proofs judge --list shows rules"
        raise Complaint(f"there is no file {suggest.quoted(file)}; {hint}")
    try:
        return read(inputs.text_of(file, "learning rules in plain text", LONGEST))
    except RuleError as error:
        where = "standard input" if file == "-" else suggest.quoted(file)
        raise Complaint(f"{where}: {one_line(str(error))}") from None


def _of_the_ledger(name: str) -> str:
    """What to do with the id of an entry, or of a sentence that no rule is asked about for."""
    from proofs.judge import said

    if re.fullmatch(r"[A-Z]\d\d|[a-z_]+\.[a-z0-9-]+", name):
        from proofs import registry

        if name in registry.SENTENCES:
            known = f"{next(iter(said.TABLE))} to {list(said.TABLE)[-1]}"
            return f"{name} is no rule; proofs show {name} has its ruling, and {known} are judged"
        if name in registry.CLAIMS:
            return f"{name} is an entry and no rule; proofs show {name} has it"
    return ""


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


def _shown(found: Sequence[Judgement], coloured: bool) -> Iterator[str]:
    """What is printed for people: a question a paragraph."""
    from proofs.judge.record import lines

    for count, each in enumerate(found):
        yield from ([""] if count else []) + [each.rule.name]
        if ids := _settles(each.rule):
            yield f"  settles     {', '.join(ids)}, see proofs show {ids[0]}"
        for question, word, about in lines(each):
            first, *rest = about or ("",)
            plain = f"  {question:12s}{word:10s}{terminal.shown(first)}".rstrip()
            told = terminal.wrapped(plain, " " * 24)  # a colour takes no room
            yield told.replace(word, terminal.styled(word), 1) if coloured else told
            for line in rest:
                yield terminal.wrapped(f"{' ' * 24}{terminal.shown(line)}", " " * 26)


def _pages(found: Sequence[Judgement], form: str, standalone: bool) -> str:
    """A page for each rule, one after the other."""
    from proofs.page import html, latex, text
    from proofs.page.judged import page

    blocks = [block for each in found for block in page(each)]
    if form == "latex":
        return latex.whole(blocks) if standalone else latex.part(blocks)
    if form == "text":
        return text.blocks(blocks, min(terminal.width(), 100), ascii=terminal.ascii_only())
    from proofs.report import alone

    title = ", ".join(each.rule.name for each in found[:3])
    return alone.page(f"Judged: {title}", html.Printer().page(blocks))


__all__ = ["judge", "rules_of"]
