"""The audit: its record, its page, and what it leaves behind when something goes wrong."""

from __future__ import annotations

import copy
import errno
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import audit, kernel

Run = Callable[..., Any]


def test_writes_both_files_and_shows_everything(
    run: Run, few: tuple[str, ...], tmp_path: Path
) -> None:
    """Sentences first, then entries, then real data; the files say the same."""
    said = run("audit", "-o", str(tmp_path / "made" / "here"))
    assert said.code == 0, said.out
    directory = tmp_path / "made" / "here"
    assert sorted(p.name for p in directory.iterdir()) == ["audit.json", "audit.md"]
    assert max(map(len, said.out.splitlines()[:-1])) <= 80
    places = [said.out.index(word) for word in ("S11", few[0], "Iris: setosa", "nothing fell")]
    assert places == sorted(places)
    record = json.loads((directory / "audit.json").read_text(encoding="utf-8"))
    assert audit.fallen(record) == ()
    page = (directory / "audit.md").read_text(encoding="utf-8")
    assert page == audit.markdown(record)
    for tables in audit.iris_tables(record["iris"]):
        for row in tables[1][1:]:
            assert all(cell in said.out for cell in row)


def test_the_record_is_plain_and_repeatable(record: dict[str, Any], small: Any) -> None:
    """It survives JSON unchanged, and the same run gives the same record."""
    assert json.loads(json.dumps(record)) == record
    assert audit.evidence(small) == record


def test_the_record_holds_what_a_reviewer_needs(record: dict[str, Any]) -> None:
    """Hypotheses, witnesses, rules, examples and events of an entry; every rule in words."""
    (entry,) = (e for e in record["entries"] if e["id"] == "perceptron.sign-only")
    obligations = {o["name"]: o for o in entry["obligations"]}
    assert entry["verdict"] == "proved"
    assert entry["hypotheses"]
    assert entry["needs"]
    for need in entry["needs"]:
        assert obligations[need["obligation"].replace("needs-", "witness-", 1)]["witness"]
    assert obligations["law"]["examples"] == 200
    assert obligations["law"]["events"]
    assert obligations["law-twin"]["witness"]
    assert obligations["twin"]["witness"]
    assert set(entry["rules"]) <= set(kernel.RULES)
    assert {rule["name"]: rule["states"] for rule in record["rules"]} == dict(kernel.RULES)
    (sentence,) = record["sentences"]
    assert sentence["ruling"] == "holds"
    assert sentence["entries"] == ["perceptron.sign-only"]
    assert len(record["iris"]) == 20


def test_the_page_is_a_function_of_the_record(record: dict[str, Any]) -> None:
    """What falls in the record falls on the page, and every verdict is the record's."""
    page = audit.markdown(record)
    assert "Nothing fell." in page
    assert page.index("## What the sources say") < page.index("## Entries")
    assert page.index("## Entries") < page.index("## Real data") < page.index("## The rules")
    for rule in kernel.RULES:
        assert f"| {rule} |" in page
    changed = copy.deepcopy(record)
    changed["sentences"][0]["ruling"] = "fails"
    changed["entries"][1]["verdict"] = "refuted"
    obligation = changed["entries"][1]["obligations"][0]
    obligation |= {"outcome": "fallen", "message": "because of a|b"}
    changed["entries"][1]["fallen"] = [obligation["name"]]
    other = audit.markdown(changed)
    assert "**fails**" in other
    assert "perceptron.sign-only: refuted" in other
    assert f"**Fallen: perceptron.sign-only::{obligation['name']}.**" in other
    assert "because of a\\|b" in other


def test_tables_of_the_page_are_tables(record: dict[str, Any]) -> None:
    """Every row has as many cells as its head, whatever the texts hold."""
    lines = audit.markdown(record).splitlines()
    for above, line in itertools.pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert cells(above) == cells(line)


def cells(row: str) -> int:
    """How many cells a row of a Markdown table has."""
    return row.replace("\\\\", "").replace("\\|", "").count("|") - 1


def test_what_is_unknown_falls(record: dict[str, Any]) -> None:
    """An entry or a sentence that is not settled is named, even if no check says so."""
    changed = copy.deepcopy(record)
    changed["entries"][0]["verdict"] = "unknown"
    changed["sentences"][0]["ruling"] = "unknown"
    assert set(audit.fallen(changed)) == {"symmetry.trajectory", "S11"}


def test_an_orphan_law_falls(few: tuple[str, ...]) -> None:
    """A law without an entry is found."""
    from dataclasses import replace

    ledger = audit.ledger()
    laws = {**ledger.laws, "nobody.knows": ledger.laws[few[0]]}
    record = audit.evidence(replace(ledger, laws=laws))
    assert audit.fallen(record) == ("laws::orphans",)


def test_something_fell(
    run: Run, few: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is written all the same, and the exit code is 1."""
    from dataclasses import replace

    ledger = audit.ledger()
    law = replace(ledger.laws[few[1]], holds=lambda data, note: False)
    lying = replace(ledger, laws={**ledger.laws, few[1]: law})
    monkeypatch.setattr(audit, "ledger", lambda: lying)
    said = run("audit", "-o", str(tmp_path))
    assert said.code == 1
    assert f"1 fallen: {few[1]}::law" in said.out
    assert f"**Fallen: {few[1]}::law.**" in (tmp_path / "audit.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "message"),
    [("file", "not a directory"), ("file/in/it", "not a directory"), ("taken", "is a directory")],
)
def test_nowhere_to_write(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, message: str
) -> None:
    """It is found out before the work begins."""
    (tmp_path / "file").write_text("earlier")
    (tmp_path / "taken" / "audit.md").mkdir(parents=True)
    monkeypatch.setattr(audit, "ledger", lambda: pytest.fail("the work began"))
    complaint = run("audit", "-o", str(tmp_path / place)).complaint
    assert message in complaint
    assert "name another place with -o" in complaint
    assert (tmp_path / "file").read_text() == "earlier"


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EROFS, "Read-only file system"),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_read_only(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """A directory in which nothing can be made is refused before the work begins."""

    def refuse(*arguments: object, **named: object) -> None:
        raise error

    monkeypatch.setattr("proofs.files.tempfile.TemporaryFile", refuse)
    monkeypatch.setattr(audit, "ledger", lambda: pytest.fail("the work began"))
    complaint = run("audit", "-o", str(tmp_path)).complaint
    assert str(error.strerror).lower() in complaint
    assert list(tmp_path.iterdir()) == []


def test_full_disk(
    run: Run, few: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The earlier report stays whole, and nothing lies beside it."""
    for name in ("audit.json", "audit.md"):
        (tmp_path / name).write_text("earlier")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("proofs.files.os.fsync", full)
    said = run("audit", "-o", str(tmp_path))
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "no space left on device; name another place with -o" in said.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["audit.json", "audit.md"]
    assert {p.read_text() for p in tmp_path.iterdir()} == {"earlier"}
