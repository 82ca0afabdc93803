"""`estimators`: what learners of real libraries do with their rate from zero, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from proofs import suggest
from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proofs.report.estimators import Row


@cli.command(short_help="Run learners of scikit-learn, mlxtend and torch at many rates.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--page", "as_page", is_flag=True, help="A page for each, not a table.")
@click.option("--latex", is_flag=True, help="Pages as a LaTeX document.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--against", metavar="FILE", help="Tell what differs from this record of earlier.")
@click.option("--record", metavar="FILE", help="Write what is seen, to compare with later.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE, whole or not at all.")
def estimators(
    names: tuple[str, ...], as_page: bool, latex: bool, as_json: bool, against: str | None,
    record: str | None, output: str | None,
) -> None:  # fmt: skip
    """Train learners of real libraries from zero at rates that are powers of two.

    NAME is a learner, such as sklearn.Perceptron, with all of its cases, or a library.  One case
    alone prints a page; all of them a table.  Each says what theory says of the rule, what the
    learner does (its weights in every bit, its labels, whether they are finite), and why it does
    otherwise, shown by a run without that cause.  What is not installed is not run; the extra
    estimators has scikit-learn and mlxtend.

    What is seen is compared with the versions that are on record; a change is told, and is no
    failure.

    With --json: an object with versions, and cases, a list with name, call, theory, seen (weights,
    labels, finite), agrees, cause, without and shown.
    """
    if sum((latex, as_json, as_page)) > 1:
        raise Complaint("--page, --latex and --json are three forms; ask for one of them")
    path, kept = inputs.output_file(output), inputs.output_file(record, "--record")
    before = _before(against)
    from proofs.report import estimators as report

    cases, unknown = report.selected(names)
    if unknown:
        known = sorted({c.name for c in report.selected(())[0]})
        raise Complaint(suggest.unknown("learner", unknown[0], known))
    alone = len(cases) == 1
    if path is not None and not (as_json or latex or as_page or alone):
        raise Complaint("-o is for pages and JSON; add --page, --latex or --json")
    with terminal.progress("training", len(cases)) as advance:
        rows = report.rows(cases, before, advance)
    if kept is not None:
        inputs.write({kept: _recorded(rows, before)}, str(record), "--record")
    if as_json:
        inputs.write_or_print(path, _json(rows), str(output))
    elif latex:
        from proofs.page.latex import whole

        blocks = [block for row in rows for block in report.page(row)]
        inputs.write_or_print(path, whole(blocks), str(output))
    elif as_page or alone:
        inputs.write_or_print(path, _pages(rows), str(output))
    else:
        _table(rows)


def _before(against: str | None) -> Mapping[str, Any]:
    """The record to compare with."""
    import json

    from numeric.estimators import pinned

    if against is None:
        return pinned()
    text = inputs.text_of(against, "a record of proofs estimators --record")
    try:
        found: Mapping[str, Any] = json.loads(text)
        if not all(isinstance(found[key], dict) for key in ("versions", "cases")):
            raise ValueError
        for case in found["cases"].values():
            for one in (case["seen"], case["without"]):
                if one is not None and not {"weights", "labels", "finite"} <= set(one):
                    raise ValueError
    except (ValueError, KeyError, TypeError):
        raise Complaint(
            f"{suggest.quoted(against)} is no record; proofs estimators --record writes one"
        ) from None
    return found


def _recorded(rows: Sequence[Row], before: Mapping[str, Any]) -> str:
    import json

    from numeric.estimators import record

    made = record((row.found for row in rows if row.found is not None), before)
    return json.dumps(made, indent=1) + "\n"


def _json(rows: Sequence[Row]) -> str:
    import json

    from proofs.report import estimators as report

    versions = {row.case.library: row.version or None for row in rows}
    made = {"versions": versions, "cases": [report.as_data(row) for row in rows]}
    return json.dumps(made, indent=2, ensure_ascii=terminal.ascii_only()) + "\n"


def _pages(rows: Sequence[Row]) -> str:
    from proofs.page import text
    from proofs.report import estimators as report

    width, ascii = min(terminal.width(), 100), terminal.ascii_only()
    return "\n".join(text.blocks(report.page(row), width, ascii=ascii) for row in rows)


def _table(rows: Sequence[Row]) -> None:
    from proofs.page import text
    from proofs.report import estimators as report

    table = terminal.table("learner", "theory", "weights", "labels")
    library = ""
    for row in rows:
        if row.case.library != library:
            library = row.case.library
            table.add_row(f"{library} {row.version or '(not installed)'}", "", "", "")
        name = row.case.name.partition(".")[2]
        table.add_row(f"  {name}", *map(terminal.shown, report.cells(row)))
    terminal.show(table)
    click.echo()
    kept = any(row.found is None and row.kept is not None for row in rows)
    legend = f"{report.LEGEND} {report.BRACKETS}" if kept else report.LEGEND
    click.echo(terminal.wrapped(terminal.shown(legend), ""))
    if below := report.why(rows):
        width, ascii = min(terminal.width(), 100), terminal.ascii_only()
        click.echo()
        click.echo(text.blocks(below, width, ascii=ascii).rstrip("\n"))


__all__ = ["estimators"]
