"""One table: a row for each entry, a column for each witness, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from proofs.referees.answers import AGREES, DISAGREES, NOT_ASKED, NOT_STATED, UNKNOWN, Answer

REFEREES = {"rocq": "Rocq", "z3": "Z3", "cvc5": "cvc5"}
"""The checkers of other people, and how they are written."""
WITNESSES = {"checker": "checker", **REFEREES, "data": "random data", "census": "census"}
"""The columns of the table, and their heads."""
EXPLAINED = {
    AGREES: "it accepts all that the entry rests on, or finds nothing against it",
    NOT_STATED: "something of the entry cannot be put to it",
    UNKNOWN: "it gave up, or its time was over",
    DISAGREES: "it refuses what is proved here, or proves what is refuted",
    NOT_ASKED: "it was not asked, or is not installed: this is never a pass",
}
"""What the words of the table mean."""

MARKS = {AGREES: "yes", NOT_STATED: "-", UNKNOWN: "?", DISAGREES: "NO", NOT_ASKED: "."}
"""The same words where there is little room."""

Row = dict[str, Answer]
Table = dict[str, Row]


def asked(exported: Mapping[str, Any], ids: Iterable[str], referee: str, *, fresh: bool = False,
          done: Callable[[int], None] = lambda n: None) -> Row:  # fmt: skip
    """What one referee says of entries, from what `proofs export` writes."""
    wanted = list(ids)
    if referee == "rocq":
        from proofs.referees import rocq

        return rocq.ask(exported, wanted)
    from proofs.referees import smt_ask

    return smt_ask.ask(exported, wanted, referee, fresh=fresh, done=done)


def version(referee: str) -> str:
    """The version of a referee, where it tells one."""
    from proofs.referees import solvers
    from proofs.referees.rocq import run

    if referee == "rocq":
        found = re.search(r"[0-9]+(\.[0-9]+)+", run.version()) if run.installed() else None
        return found[0] if found else ""
    return solvers.version(referee)


def table(entries: Iterable[Mapping[str, Any]], answers: Mapping[str, Row]) -> Table:
    """The rows, from the records of entries that `audit.entry` makes, and from referees."""
    rows: Table = {}
    for entry in entries:
        told: Row = {"checker": _checker(entry)}
        for referee, name in REFEREES.items():
            nobody = Answer(NOT_ASKED, f"{name} was not asked")
            told[referee] = answers.get(referee, {}).get(entry["id"], nobody)
        told["data"] = _data(entry)
        told["census"] = _census(entry["id"])
        rows[entry["id"]] = told
    return rows


def _checker(entry: Mapping[str, Any]) -> Answer:
    proofs = [o for o in entry["obligations"] if not o["name"].startswith(("law", "witness-"))]
    down = [o["name"] for o in proofs if o["outcome"] != "met"]
    if down:
        return Answer(DISAGREES, f"{down[0]} fell")
    return Answer(AGREES) if entry["verdict"] == "proved" else Answer(UNKNOWN, "it is not proved")


def _data(entry: Mapping[str, Any]) -> Answer:
    laws = [o for o in entry["obligations"] if o["name"] in ("law", "law-twin")]
    if not laws:
        return Answer(NOT_STATED, "it has no law on data")
    down = [o["name"] for o in laws if o["outcome"] != "met"]
    return Answer(DISAGREES, f"{down[0]} fell") if down else Answer(AGREES)


def _census(name: str) -> Answer:
    from proofs.report import census

    try:
        there = name in census.parts()
    except ImportError:
        return Answer(NOT_ASKED, "the numeric half is not installed")
    if not there:
        return Answer(NOT_STATED, "it has no census")
    return Answer(NOT_ASKED, f"proofs census {name} runs it")


def disagreeing(rows: Table) -> list[str]:
    """entry::witness for each that contradicts what is said here."""
    return [f"{name}::{witness}" for name, row in rows.items()
            for witness, answer in row.items() if answer.falls]  # fmt: skip


def reasons(rows: Table, witnesses: Iterable[str]) -> list[str]:
    """Why these witnesses do not agree, each reason once."""
    told: dict[str, None] = {}
    for name, row in rows.items():
        for witness in witnesses:
            answer = row[witness]
            if answer.word == NOT_ASKED:
                told[f"{WITNESSES[witness]}: {answer.word}: {answer.reason}"] = None
            elif not answer.passes:
                told[f"{WITNESSES[witness]}, {name}: {answer.word}: {answer.reason}"] = None
    return list(told)


def record(rows: Table) -> dict[str, Any]:
    """The table as plain data, with what its words mean and the versions of those asked."""
    asked_of = {w for row in rows.values() for w in REFEREES if row[w].word != NOT_ASKED}
    return {
        "words": dict(EXPLAINED),
        "versions": {w: version(w) for w in REFEREES if w in asked_of and version(w)},
        "rows": {
            name: {w: {"says": a.word, "why": a.reason} for w, a in row.items()}
            for name, row in rows.items()
        },
    }
