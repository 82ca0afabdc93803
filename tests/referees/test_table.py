"""One table: who agrees on which entry."""

from __future__ import annotations

from typing import Any

import pytest

from proofs.referees import table
from proofs.referees.answers import AGREES, DISAGREES, NOT_ASKED, UNKNOWN, WORDS, Answer


def entry(name: str, *down: str, verdict: str = "proved") -> dict[str, Any]:
    """The record of an entry, of which some obligations fell."""
    obligations = [{"name": each, "outcome": "fallen" if each in down else "met"}
                   for each in ("proof", "law", "law-twin")]  # fmt: skip
    return {"id": name, "verdict": verdict, "obligations": obligations}


def test_a_row_for_each_entry_and_a_column_for_each_witness() -> None:
    """What was not asked is not a pass; what fell disagrees."""
    answers = {"z3": {"a": Answer(AGREES), "b": Answer(DISAGREES, "b: line 3: it does not follow")}}
    rows = table.table(
        [entry("a", "law"), entry("b", "proof"), entry("c", verdict="open")], answers
    )
    assert {name: row["checker"].word for name, row in rows.items()} == {
        "a": AGREES, "b": DISAGREES, "c": UNKNOWN
    }  # fmt: skip
    assert [row["data"].word for row in rows.values()] == [DISAGREES, AGREES, AGREES]
    assert [row["z3"].word for row in rows.values()] == [AGREES, DISAGREES, NOT_ASKED]
    assert all(row["rocq"].word == NOT_ASKED and not row["rocq"].passes for row in rows.values())
    assert set(table.disagreeing(rows)) == {"a::data", "b::checker", "b::z3"}
    assert "Z3, b: disagrees: b: line 3: it does not follow" in table.reasons(rows, ["z3"])


def test_every_word_is_explained() -> None:
    """A reader of the table is told what its words mean."""
    assert set(table.EXPLAINED) == set(table.MARKS) == set(WORDS)
    assert len(set(table.MARKS.values())) == len(WORDS)


def test_the_census_has_a_column() -> None:
    """It is named where there is one, and never counted as a pass unless it was run."""
    told = table.table([entry("perceptron.direction"), entry("symmetry.trajectory")], {})
    assert not any(row["census"].passes for row in told.values())


def test_check_with_a_referee(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check --with z3` asks it of the entries checked; what disagrees fails the run."""
    from click.testing import CliRunner

    from proofs.cli import cli

    told = Answer(DISAGREES, "line 1: it does not follow")
    monkeypatch.setattr(table, "asked", lambda data, ids, referee, **_: dict.fromkeys(ids, told))
    done = CliRunner().invoke(cli, ["check", "perceptron.sign-only", "--with", "z3"])
    assert done.exit_code == 1, done.output
    assert " NO " in done.output
    assert "line 1: it does not follow" in done.output
    assert "1 fallen: perceptron.sign-only::z3" in done.output


def test_what_cannot_be_asked_fails_a_run() -> None:
    """A referee that was named and is not there is named among what fell; unknown is not."""
    from proofs.cli.checks import _against

    for word, down in ((NOT_ASKED, ["z3"]), (UNKNOWN, []), (DISAGREES, ["a::z3"])):
        rows = table.table([entry("a")], {"z3": {"a": Answer(word, "why")}})
        assert _against(rows, ["z3"]) == down


def test_the_page_of_the_audit_has_the_table() -> None:
    """A line for each entry, the words explained above it, reasons below it."""
    from proofs.report.audit_page import _referees_page

    rows = table.table([entry("a"), entry("b")], {"z3": {
        "a": Answer(AGREES), "b": Answer(UNKNOWN, "1 of 9 lines")}})  # fmt: skip
    page = "\n".join(_referees_page({"referees": table.record(rows)}))
    assert "| [a](site/a.html) | agrees | not asked | agrees | not asked | agrees |" in page
    assert "Z3, b: unknown: 1 of 9 lines" in page
