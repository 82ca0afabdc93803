"""The audit: its record, its page, and what it leaves behind when something goes wrong."""

from __future__ import annotations

import copy
import errno
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from numeric.regression_data import INSTALL, MissingExtra
from proofs import verdicts
from proofs.report import audit, audit_data, audit_page

Run = Callable[..., Any]
FILES = ["audit.json", "audit.md", "proofs", "site"]


def need_extras() -> None:
    """Skip where the runs on scikit-learn's data, or their figures, cannot be made."""
    pytest.importorskip("sklearn", reason=f"scikit-learn is not installed: {INSTALL}")
    pytest.importorskip("matplotlib", reason=f"matplotlib is not installed: {INSTALL}")


def test_writes_both_files_and_shows_everything(
    run: Run, few: tuple[str, ...], tmp_path: Path
) -> None:
    """Sentences first, then entries, then real data; the files say the same."""
    need_extras()
    said = run("audit", "--workers", "1", "-o", str(tmp_path / "made" / "here"))
    assert said.code == 0, said.out
    directory = tmp_path / "made" / "here"
    assert sorted(p.name for p in directory.iterdir()) == sorted([*FILES, *audit_data.FIGURES])
    lines = said.out.splitlines()
    assert max(map(len, lines[:-2])) <= 80
    assert len(lines) <= 60
    parts = ("S11", "symmetry", "perceptron", "Iris", "Diabetes", "Breast cancer", "Digits")
    places = [said.out.index(word) for word in (*parts, "nothing fell", "Written", "Read on")]
    assert places == sorted(places)
    assert lines[-1] == f"Read on: {directory / 'site' / 'index.html'}"
    record = json.loads((directory / "audit.json").read_text(encoding="utf-8"))
    assert audit.fallen(record) == ()
    page = (directory / "audit.md").read_text(encoding="utf-8")
    assert page == audit_page.markdown(record)
    found = audit_page.tables(record)
    assert len(found) == 4 + 4 + 3 + 1 + 1
    pages = {path.name for path in (directory / "site").iterdir()}
    linked = re.findall(r"\]\(site/([^)]*)\)", page)
    # The page of a deep network that starts at zero is none of the small ledger's.
    assert set(linked) - pages == {"hidden.zero-start-wave.html"}
    assert {f"{name}.html" for name in (*few, "S11", "index")} <= set(linked)
    assert "held in 200 data sets" in (directory / "site" / f"{few[1]}.html").read_text("utf-8")
    for name, text in audit_data.figures(record).items():
        assert f"]({name})" in page
        assert (directory / name).read_text(encoding="utf-8") == text


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
    assert set(entry["rules"]) <= set(verdicts.RULES)
    assert {rule["name"]: rule["states"] for rule in record["rules"]} == dict(verdicts.RULES)
    (sentence,) = record["sentences"]
    assert sentence["ruling"] == "holds"
    assert sentence["entries"] == ["perceptron.sign-only"]
    assert len(record["iris"]) == 20


def test_the_page_is_a_function_of_the_record(record: dict[str, Any]) -> None:
    """What falls in the record falls on the page, and every verdict is the record's."""
    page = audit_page.markdown(record)
    assert "Nothing fell." in page
    assert page.index("## What the sources say") < page.index("## Entries")
    assert page.index("## Entries") < page.index("## Real data") < page.index("## The rules")
    for rule in verdicts.RULES:
        assert f"| {rule} |" in page
    assert len(page.splitlines()) <= 600 - 66 - 99
    changed = copy.deepcopy(record)
    changed["sentences"][0]["ruling"] = "fails"
    changed["entries"][1]["verdict"] = "refuted"
    obligation = changed["entries"][1]["obligations"][0]
    obligation |= {"outcome": "fallen", "message": "because of a|b"}
    changed["entries"][1]["fallen"] = [obligation["name"]]
    other = audit_page.markdown(changed)
    assert "**fails**" in other
    (row,) = (r for r in other.splitlines() if r.startswith("| [perceptron.sign-only]"))
    assert "| **fallen**, refuted |" in row
    assert f"**Fallen: perceptron.sign-only::{obligation['name']}.**" in other
    assert "because of a\\|b" in other


def test_tables_of_the_page_are_tables(record: dict[str, Any]) -> None:
    """Every row has as many cells as its head, whatever the texts hold."""
    lines = audit_page.markdown(record).splitlines()
    for above, line in itertools.pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert cells(above) == cells(line)


def cells(row: str) -> int:
    """How many cells a row of a Markdown table has."""
    return row.replace("\\\\", "").replace("\\|", "").count("|") - 1


def test_real_data_stands_between_entries_and_rules(record: dict[str, Any]) -> None:
    """Each data set has a section with its tables, and no figure is linked that is not written."""
    need_extras()
    page = audit_page.markdown(record)
    places = [
        page.index(f"## Real data: {name}")
        for name in ("Iris", "gradient descent", "a hidden layer")
    ]
    assert places == sorted(places)
    for heading, (head, *_) in audit_page.tables(record)[4:]:
        assert f"### {heading}\n\n| {head[0]} |" in page
    assert page.count("![") == len(record["figures"]) == 3
    assert record["left_out"] == []
    assert [found["id"] for found in record["regression"]] == ["diabetes", "breast cancer"]
    assert len(record["networks"]) == 6


def test_the_page_begins_with_its_contents(record: dict[str, Any]) -> None:
    """Before the first section there is a link to each section, in their order."""
    opening, *sections = audit_page.markdown(record).split("\n## ")
    links = re.findall(r"^- \[(.*)\]\(#([\w-]+)\)$", opening, re.MULTILINE)
    assert [heading for heading, _ in links] == [part.partition("\n")[0] for part in sections]
    assert links[0] == ("What the sources say", "what-the-sources-say")


def test_layers_wake_one_by_one(record: dict[str, Any]) -> None:
    """The table shows which layer wakes at which step, last first, and what is still zero."""
    (found,) = record["wave"]
    assert found["as_predicted"] is True
    assert found["fallen"] == []
    page = audit_page.markdown(record)
    for row in (
        "| step | layer 1 | layer 2 | layer 3 | layer 4 | numbers |",
        "| 1 | 0 | 0 | 0 | wakes | rational |",
        "| 2 | 0 | 0 | wakes | moves | rational |",
        "| 3 | 0 | wakes | moves | moves | enclosed |",
        "| 4 | wakes | moves | moves | moves | enclosed |",
    ):
        assert row in page


def test_layers_that_wake_out_of_turn_fall(
    record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network of which a layer never wakes, as with an activation that is 0 at 0, is named."""
    from numeric.networks import TANH, zero_start_wave

    assert audit.fallen(record) == ()
    stuck = audit_data._wave(zero_start_wave(activation=TANH))
    assert stuck["as_predicted"] is False
    assert audit.fallen({**record, "wave": [stuck]}) == ("waking from zero::wakes",)
    (_, (_, *rows)) = audit_data.wave_tables([stuck])[0]
    assert all(row[1:4] == ("0", "0", "0") for row in rows)


def test_real_data_that_defies_theory_falls(
    small: Any, few: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is not as predicted is named, and fails the audit; on the page too."""
    need_extras()
    from dataclasses import replace

    (diabetes, _), (first, *others) = audit_data._descents(), audit_data._network_rows()
    lying = replace(diabetes.starts[0], measured=0.5)
    wrong = replace(diabetes, starts=(lying, *diabetes.starts[1:]))
    monkeypatch.setattr(audit_data, "_descents", lambda: (wrong,))
    monkeypatch.setattr(
        audit_data, "_network_rows", lambda: (replace(first, moved=("v", "c")), *others)
    )
    record = audit.evidence(small)
    assert audit.fallen(record) == ("diabetes::starts", "digits: zero, tanh::units")
    page = audit_page.markdown(record)
    assert "**Fallen: diabetes::starts, digits: zero, tanh::units.**" in page
    assert "| 1 | 10 | 0.5 | 0.269 | 0.96 | 1.5e-9 | -1.1 | no |" in page


def test_without_scikit_learn(
    run: Run, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is audited; terminal and page say what is left out and how to get it."""

    def missing() -> None:
        raise MissingExtra(f"scikit-learn is not installed: {INSTALL}")

    monkeypatch.setattr(audit_data, "_descents", missing)
    said = run("audit", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 0, said.out
    left_out = (
        f"No runs on diabetes, breast cancer and digits: scikit-learn is not installed: {INSTALL}."
    )
    assert f"Left out. {left_out}" in said.out
    assert "proofs-of-learning-rules[report]" in left_out
    assert sorted(p.name for p in tmp_path.iterdir()) == FILES
    record = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert record["left_out"] == [left_out]
    assert record["regression"] == record["networks"] == record["figures"] == []
    assert "scikit-learn is not installed" in (tmp_path / "audit.md").read_text(encoding="utf-8")


def test_without_matplotlib(
    run: Run, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All tables are there, no figure is written or linked, and it is said why."""
    need_extras()
    monkeypatch.setattr("numeric.plots.available", lambda: False)
    said = run("audit", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 0, said.out
    assert f"Left out. No figures: matplotlib is not installed: {INSTALL}." in said.out
    assert sorted(p.name for p in tmp_path.iterdir()) == FILES
    page = (tmp_path / "audit.md").read_text(encoding="utf-8")
    assert ".svg)" not in page
    assert "matplotlib is not installed" in page
    assert "### Digits: a hidden layer of 8" in page


def test_what_is_unknown_falls(record: dict[str, Any]) -> None:
    """An entry or a sentence that is not settled is named, even if no check says so."""
    changed = copy.deepcopy(record)
    changed["entries"][0]["verdict"] = "unknown"
    changed["sentences"][0]["ruling"] = "unknown"
    assert set(audit.fallen(changed)) == {"symmetry.trajectory", "S11"}


def test_an_orphan_law_falls(one: str) -> None:
    """A law without an entry is found."""
    from dataclasses import replace

    ledger = audit.ledger()
    laws = {**ledger.laws, "nobody.knows": ledger.laws[one]}
    record = audit.evidence(replace(ledger, laws=laws))
    assert audit.fallen(record) == ("laws::orphans",)


def test_something_fell(
    run: Run, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is written all the same, and the exit code is 1."""
    from dataclasses import replace

    ledger = audit.ledger()
    law = replace(ledger.laws[one], holds=lambda data, note: False)
    monkeypatch.setattr(audit, "ledger", lambda: replace(ledger, laws={one: law}))
    said = run("audit", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 1
    assert f"1 fallen: {one}::law" in said.out
    assert f"**Fallen: {one}::law.**" in (tmp_path / "audit.md").read_text(encoding="utf-8")


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
    complaint = run("audit", "--workers", "1", "-o", str(tmp_path / place)).complaint
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
    complaint = run("audit", "--workers", "1", "-o", str(tmp_path)).complaint
    assert str(error.strerror).lower() in complaint
    assert list(tmp_path.iterdir()) == []


def test_full_disk(run: Run, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier report stays whole, and nothing lies beside it."""
    (tmp_path / "site").mkdir()
    files = [*(tmp_path / name for name in FILES[:2]), tmp_path / "site" / "index.html"]
    for file in files:
        file.write_text("earlier")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("proofs.files.os.fsync", full)
    said = run("audit", "--workers", "1", "-o", str(tmp_path))
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "no space left on device; name another place with -o" in said.err
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(files)
    assert {file.read_text() for file in files} == {"earlier"}
