"""`check` and `audit`: entries judged on symbols, on random data and on real data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from proofs.cli import inputs, terminal
from proofs.cli.program import Complaint, cli, notice, one_line

if TYPE_CHECKING:
    from pathlib import Path

    from proofs.obligations.ledger import Ledger
    from proofs.referees.answers import Answer
    from proofs.referees.table import Table


F = TypeVar("F", bound=Callable[..., Any])


def with_referees(command: F) -> F:
    """The option `--with`, which may be given several times."""
    return click.option(
        "--with", "referees", multiple=True, type=click.Choice(["rocq", "z3", "cvc5"]),
        help="Have this checker say what it thinks of the proofs, too; for several, again.",
    )(command)  # fmt: skip


FORMATS = ("json", "smt", "rocq")
"""What proofs can be written as."""


@cli.command(short_help="Check entries on symbols and on random data.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=inputs.Id(sentences=False))
@with_referees
@inputs.fresh
def check(names: tuple[str, ...], referees: tuple[str, ...], fresh: bool) -> int:
    """Check entries, or all of them: on symbols and on random data.

    No verdict of an earlier run is used.  Proofs and counterexamples that one found are checked
    again, line by line; with --fresh they are searched for anew.  Exit code 1 if anything falls: a
    proof, a false twin that is not refuted, a law on random data, a disagreement between the two
    halves.

    With --with, other people's checkers are given the exported proofs, and a table says who
    agrees.  Exit code 1 also if one of them disagrees, or cannot be asked.  What Z3 and cvc5 said
    of a question is kept, and asked anew with --fresh.
    """
    inputs.search_anew(fresh)
    from proofs import registry
    from proofs.report import audit

    claims = [inputs.known_claim(name) for name in dict.fromkeys(names)]
    claims = claims or list(registry.CLAIMS.values())
    ledger = _ledger()
    entries = []
    _ask_the_checker(ledger, [claim.id for claim in claims])
    with terminal.progress("checking", len(claims)) as advance:
        for claim in claims:
            entries.append(audit.entry(ledger, claim))
            advance(claim.id)
    _show_entries(entries)
    parts = [*entries]
    if not names:
        parts += [audit.sentence(ledger, each) for each in registry.SENTENCES.values()]
    _show_fallen(parts)
    down = [f"{part['id']}::{name}" for part in parts for name in part["fallen"]]
    if referees:
        from proofs.obligations.verified import exported

        data = exported(ledger.settle(claim) for claim in claims)
        rows = _table([data], entries, referees, fresh)
        _show_referees(rows, referees)
        down += _against(rows, referees)
    click.echo()
    click.echo(
        f"{len(down)} fallen: {', '.join(down)}" if down else f"{len(parts)} checked, nothing fell"
    )
    return 1 if down else 0


def _table(
    files: Sequence[dict[str, Any]],
    entries: Sequence[dict[str, Any]],
    referees: Sequence[str],
    fresh: bool,
) -> Table:
    """What each witness says of each entry; the referees are asked here, file by file."""
    from proofs.referees import table

    answers: dict[str, dict[str, Answer]] = {}
    for referee in dict.fromkeys(referees):
        told = answers[referee] = {}
        with terminal.progress(f"asking {table.REFEREES[referee]}", len(files)) as advance:
            for data in files:
                told |= table.asked(data, list(data["entries"]), referee, fresh=fresh)
                advance(referee)
    return table.table(entries, answers)


def _against(rows: Table, referees: Sequence[str]) -> list[str]:
    """Who disagrees, and who was to be asked and is not there."""
    from proofs.referees import table

    absent = [w for w in referees if any(row[w].word == "not asked" for row in rows.values())]
    known = {f"{name}::{witness}" for name in rows for witness in ("checker", "data")}
    return [d for d in table.disagreeing(rows) if d not in known] + absent


def _show_referees(rows: Table, referees: Sequence[str]) -> None:
    from proofs.referees import table

    head = [(title, {"no_wrap": True}) for title in table.WITNESSES.values()]
    shown = terminal.table(("entry", {"no_wrap": True}), *head)
    for name, row in rows.items():
        shown.add_row(name, *(terminal.coloured(table.MARKS[row[w].word]) for w in table.WITNESSES))
    click.echo()
    terminal.show(shown)
    words = "; ".join(f"{mark} {word}" for word, mark in table.MARKS.items())
    click.echo(terminal.wrapped(terminal.shown(words), ""))
    for line in table.reasons(rows, referees):
        click.echo(terminal.wrapped(terminal.shown(line), "  "))


def _ask_the_checker(ledger: Ledger, ids: Sequence[str]) -> None:
    """Have the checker look at all proofs in one process, before each entry asks for its own."""
    from proofs.obligations.verified import CHECKED

    with terminal.progress("proving", len(ids)) as advance:
        settled = []
        for name in ids:
            settled.append(ledger.settle(ledger.claims[name]))
            advance(name)
    CHECKED.ask(settled)


@cli.command(short_help="Write proofs into a file that the checker reads.")
@click.argument("names", metavar="[ID]...", nargs=-1, type=inputs.Id(sentences=False))
@click.option("-o", "output", metavar="FILE", help="The file to write, or for smt and rocq the "
              "folder [default: proofs.json, smt, rocq]; - for standard output.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True,
              help="For the checker, for SMT solvers, or for Rocq.")  # fmt: skip
def export(names: tuple[str, ...], output: str | None, form: str) -> int:
    """Write the proofs of entries, or of all of them, as data for the checker.

    The file has the keys format (1), nodes (a table of terms: operation, sort, parts, data; parts
    come first), proofs (each with name, given, says and lines: what a line says, by which rule, at
    which terms, from which earlier lines), entries (for each entry, which theorem proves which
    of its parts), refutations (counterexamples and pairs of exact runs: name, given, says, values,
    functions), refuted (for each entry, which of them meets which obligation) and in_process (what
    is not there, and why).  Check it with proofs verify, or without this package's help:
    python -I -S proofs/trust FILE.

    With --format smt, or smt before the ids, files in SMT-LIB 2 in a folder: a question for each
    line, and for each whole statement, that Z3, cvc5 and others answer.

    With --format rocq, or rocq before the ids, theories in a folder: every theorem, stated from its
    claims and proved by its lines.  Check them with coq_makefile -f _CoqProject -o Makefile and
    make, or one after the other in the order of _CoqProject.
    """
    import json

    from proofs import registry
    from proofs.obligations.verified import exported

    if form == "json" and names[:1] and names[0] in FORMATS:
        form, names = names[0], names[1:]
    if output is None:
        output = {"json": "proofs.json"}.get(form, form)
    directory = None if form == "json" else inputs.output_directory(output)
    path = inputs.output_file(output) if directory is None else None
    wanted = [inputs.known_claim(name).id for name in dict.fromkeys(names)] or list(registry.CLAIMS)
    settled, open_parts = [], []
    with terminal.progress("proving", len(wanted)) as advance:
        for name in wanted:
            settled.append(registry.settle(registry.CLAIMS[name]))
            open_parts += [
                f"{name}::{o.name}" for o in settled[-1].obligations if o.verdict != "proved"
            ]
            advance(name)
    data = exported(settled)
    if directory is not None:
        from proofs.referees import rocq, smt_files

        files = (rocq if form == "rocq" else smt_files).written(data)
        for folder in sorted({(directory / name).parent for name in files}):
            inputs.make_directory(folder, output)
        inputs.write({directory / name: text for name, text in files.items()}, output)
        click.echo(f"Written: {output}: {len(files)} files")
        return _told(open_parts)
    text = json.dumps(data, separators=(",", ":")) + "\n"
    if path is None:
        click.echo(text, nl=False)
    else:
        inputs.write({path: text}, output)
        lines = sum(len(p["lines"]) for p in data["proofs"])
        numbers = len(data["refutations"])
        size = f"{len(data['proofs'])} theorems, {lines} lines, {numbers} refutations"
        click.echo(f"Written: {output}: {size}")
    return _told(open_parts)


def _told(open_parts: Sequence[str]) -> int:
    """Say what is not in what was written."""
    for name in open_parts:
        notice(f"not proved, so not there: {name}")
    return 1 if open_parts else 0


@cli.command(short_help="Have the checker check a file of proofs.")
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print what the checker says, as JSON.")
@with_referees
def verify(file: str, as_json: bool, referees: tuple[str, ...]) -> int:
    """Check a file of proofs in a process of its own, with nothing but the standard library.

    Says for each theorem what is given, what it says, and the rules, theorems and facts of the
    literature that it rests on, and for each refutation what is refuted, and where; this is
    python -I -S proofs/trust FILE.  Exit code 1 if a theorem or a refutation does not hold, 2 for a
    file that is none.

    FILE may also be audit.json: then the files of proofs beside it are compared with the hashes in
    it, all their theorems are checked, and all their counterexamples evaluated, again; what the
    audit says of random data is not tried again.  With --with, other people's checkers are asked
    about them, and a table says who agrees.
    """
    import subprocess
    import sys
    from pathlib import Path

    from proofs.obligations.verified import CHECKER
    from proofs.report import audit_content

    vouched = audit_content.read(Path(file)) if file != "-" else None
    if vouched is not None:
        return _verify_audit(Path(file).parent, vouched, referees)
    if referees:
        raise Complaint("--with is for audit.json; for entries there is proofs check --with")

    flags = ["--json"] if as_json else []
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(CHECKER), *flags, file], capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise Complaint(done.stderr.decode("utf-8", "replace").strip() or "the checker failed")
    click.echo(done.stdout.decode("utf-8", "replace"), nl=False)
    return done.returncode


def _verify_audit(folder: Path, record: dict[str, Any], referees: Sequence[str]) -> int:
    """Compare the files of proofs with an audit, and have them checked by all."""
    import json

    from proofs.obligations.verified import run_all
    from proofs.report import audit_content

    fallen = 0
    files = []
    for name, told in record["content"]["files"].items():
        place = folder / name
        try:
            text = place.read_bytes()
            wrong = audit_content.differing(told, text)
            theorems, numbers = run_all(text)
            files.append(json.loads(text))
        except OSError as error:
            raise Complaint(f"{place} cannot be read: {error.strerror}") from None
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise Complaint(f"{place} is no file of proofs: {one_line(str(error))}") from None
        wrong += [f"{v.name}: {v.why}" for v in theorems if not v.holds]
        wrong += [f"{refuted}: {why}" for refuted, why in numbers.items() if why]
        fallen += len(wrong)
        size = f"{len(theorems)} theorems, {len(numbers)} counterexamples"
        click.echo(f"{name}: {size}{': holds' if not wrong else ': DOES NOT HOLD'}")
        for line in wrong:
            click.echo(f"  {line}")
    try:
        lacking = audit_content.missing(record)
    except (LookupError, TypeError, AttributeError) as error:
        raise Complaint(f"the audit's entries cannot be read: {one_line(str(error))}") from None
    fallen += len(lacking)
    for line in lacking:
        click.echo(f"DOES NOT HOLD: {line}")
    if referees:
        rows = _table(files, record.get("entries", []), referees, fresh=False)
        _show_referees(rows, referees)
        against = _against(rows, referees)
        click.echo(f"\n{len(against)} against: {', '.join(against)}" if against else
                   f"\n{len(rows)} entries, nobody disagrees")  # fmt: skip
        fallen += len(against)
    return 1 if fallen else 0


def _ledger() -> Ledger:
    """Both halves, or the symbolic one alone with a word of warning."""
    from proofs.obligations.ledger import symbolic_ledger
    from proofs.report import audit

    try:
        return audit.ledger()
    except ImportError as error:
        notice(f"without the numeric half: {one_line(str(error))}")
        return symbolic_ledger()


def _show_entries(entries: Sequence[dict[str, Any]]) -> None:
    number = {"justify": "right", "no_wrap": True}
    table = terminal.table(
        ("verdict", {"no_wrap": True}), ("entry", {"no_wrap": True}), ("steps", number),
        ("witnesses", number), ("data sets", number),
    )  # fmt: skip
    for entry in entries:
        obligations = entry["obligations"]
        proofs = [o for o in obligations if not o["name"].startswith("needs-")]
        table.add_row(
            terminal.coloured(entry["verdict"] if not entry["fallen"] else "fallen"),
            entry["id"],
            str(sum(o.get("steps", 0) for o in proofs) or "-"),
            str(len(entry["needs"]) or "-"),
            str(sum(o.get("examples", 0) for o in obligations) or "-"),
        )
    terminal.show(table)


def _show_fallen(entries: Iterable[dict[str, Any]]) -> None:
    for entry in entries:
        for obligation in entry["obligations"]:
            if obligation["outcome"] != "met":
                click.echo()
                click.echo(f"{terminal.styled('fallen')}  {entry['id']}::{obligation['name']}")
                for line in terminal.shown_lines(obligation["message"]):
                    click.echo(line)


@cli.command("audit", short_help="Check everything and write the report.")
@click.option(
    "-o",
    "output",
    metavar="DIR",
    default="audit",
    show_default=True,
    help="The directory for audit.json, audit.md, figures and the site; made if it is not there.",
)
@click.option("--workers", metavar="N", type=click.IntRange(1, inputs.MOST_WORKERS),
              help="How many processes; as many as there are processors if left out.")  # fmt: skip
@with_referees
@inputs.fresh
def audit_(output: str, workers: int | None, referees: tuple[str, ...], fresh: bool) -> int:
    """Check everything, on symbols, on random data and on real data, and write the report.

    Writes audit.json, audit.md, figures and a site into DIR: the sentences first, then the entries,
    the runs on real data, and every rule that all of it rests on.  Each sentence and each entry has
    a page in DIR/site, which is read in a browser, without a network.  Exit code 1 if anything
    fell; the report is written all the same.  The runs on scikit-learn's data and the figures need
    the extra "report".

    audit.json has the keys format, profile, versions, content (the files of proofs in DIR/proofs,
    with hashes of statements, proofs and counterexamples), sources, legend, sentences, entries,
    laws, iris, regression, networks, wave, estimators, figures, left_out, rules and facts; exact
    numbers are strings in it, and equal sources and versions on one machine give an equal file.
    With --with, other people's checkers are asked, and it has the key referees: who agrees on
    which entry.
    """
    import json

    from proofs import cache
    from proofs.report import audit, audit_content, audit_data, audit_page
    from proofs.report import site as report
    from proofs.report.witnesses import unasked

    inputs.search_anew(fresh)
    cache.prepare()
    site = audit_page.SITE
    directory = inputs.output_directory(
        output, ("audit.json", "audit.md", *audit_data.FIGURES),
        folders=(site, audit_content.FOLDER),
    )  # fmt: skip
    ledger = _ledger()
    workers = workers or os.cpu_count() or 1 if ledger.learners else 1
    with terminal.shared_progress("auditing", len(ledger.claims) + 4) as advance:
        record, leaves, kept = audit.audited(ledger, done=advance, workers=workers)
    against: list[str] = []
    witnesses = unasked(record["entries"])
    if referees:
        from proofs.referees import table

        rows = _table(list(kept.values()), record["entries"], referees, fresh)
        record["referees"] = table.record(rows)
        witnesses = record["referees"]["rows"]
        _show_referees(rows, referees)
        against = _against(rows, referees)
    _show_audit(record)
    pages = report.pages(report.site(ledger, leaves, record["versions"], witnesses))
    inputs.make_directory(directory / site, output)
    inputs.make_directory(directory / audit_content.FOLDER, output)
    inputs.write(
        {
            **{
                directory / audit_content.file_of(chapter): audit_content.text_of(data)
                for chapter, data in kept.items()
            },
            directory / "audit.json": json.dumps(record, indent=2, ensure_ascii=False) + "\n",
            directory / "audit.md": audit_page.markdown(record),
            **{directory / name: text for name, text in audit_data.figures(record).items()},
            **{directory / site / name: text for name, text in pages.items()},
        },
        output,
    )
    down = (*audit.fallen(record), *against)
    if not down:
        cache.keep(audit.verdicts(record))
    click.echo(_summary(record, down))
    for lacking in record["left_out"] if ledger.learners else ():
        click.echo(f"Left out. {lacking}")
    click.echo(f"Written: {directory / 'audit.md'} and {directory / 'audit.json'}")
    click.echo(f"Read on: {directory / site / 'index.html'}")
    return 1 if down else 0


def _show_audit(record: dict[str, Any]) -> None:
    """The rulings, the chapters and the runs on real data, each in a few lines."""
    from proofs.report import audit_learners, audit_page

    table = terminal.table(("ruling", {"no_wrap": True}), "sentences")
    for ruling in dict.fromkeys((*record["legend"], "unknown")):
        ids = [s["id"] for s in record["sentences"] if s["ruling"] == ruling]
        if ids:
            table.add_row(terminal.coloured(ruling), " ".join(ids))
    terminal.show(table)
    click.echo()
    _show_chapters(record["entries"])
    _show_fallen((*record["sentences"], *record["entries"], record["laws"]))
    found = audit_page.tables(record)
    if found:
        names = dict.fromkeys(heading.partition(":")[0] for heading, _ in found)
        rows = sum(len(rows) - 1 for _, rows in found)
        click.echo()
        said = f"Real data, {rows} runs in audit.md: {', '.join(names)}"
        click.echo(terminal.wrapped(terminal.shown(said), "  "))
    if said := audit_learners.summary(record):
        click.echo(terminal.wrapped(terminal.shown(said), "  "))
    click.echo()


def _show_chapters(entries: Sequence[dict[str, Any]]) -> None:
    number = {"justify": "right", "no_wrap": True}
    table = terminal.table(
        ("chapter", {"no_wrap": True}), ("proved", number), ("of", number), ("steps", number),
        ("lines", number), ("witnesses", number), ("data sets", number),
    )  # fmt: skip
    for chapter in dict.fromkeys(entry["chapter"] for entry in entries):
        own = [entry for entry in entries if entry["chapter"] == chapter]
        found = [o for e in own for o in e["obligations"] if not o["name"].startswith("needs-")]
        counted = (
            sum(e["verdict"] == "proved" and not e["fallen"] for e in own), len(own),
            *(sum(o.get(key, 0) for o in found) for key in ("steps", "lines")),
            sum(len(e["needs"]) for e in own), sum(o.get("examples", 0) for o in found),
        )  # fmt: skip
        table.add_row(chapter, *(f"{count:,}" for count in counted))
    terminal.show(table)


def _summary(record: dict[str, Any], down: Sequence[str]) -> str:
    proved = sum(entry["verdict"] == "proved" for entry in record["entries"])
    settled = sum(sentence["ruling"] != "unknown" for sentence in record["sentences"])
    return (
        f"{settled} of {len(record['sentences'])} sentences settled, "
        f"{proved} of {len(record['entries'])} entries proved, "
        + (f"{len(down)} fallen: {', '.join(down)}" if down else "nothing fell")
    )
