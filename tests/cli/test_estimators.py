"""`proofs estimators`: a table, pages, a record; what is not installed is no pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from numeric import estimators
from proofs.report import audit_learners
from proofs.report import estimators as report

Run = Callable[..., Any]
FEW = ("sklearn.Perceptron.l1", "sklearn.Perceptron.l2")


@pytest.fixture(autouse=True)
def _scikit_learn() -> None:
    pytest.importorskip("sklearn")


def test_a_table(run: Run) -> None:
    """Theory, what is seen, labels, and below it why."""
    said = run("estimators", *FEW)
    assert said.code == 0
    lines = [line.split() for line in said.out.splitlines()]
    assert ["Perceptron.l1", "scaled", "scaled", "✓", "equal"] in lines
    assert ["Perceptron.l2", "neither", "neither", "✓", "differ"] in lines
    assert "sklearn.Perceptron.l2: weights shrink by 1 - RATE*alpha" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_page(run: Run) -> None:
    """One case alone: its call, theory, what is seen and why, and what one could send."""
    said = run("estimators", FEW[1])
    assert said.code == 0
    for lead in ("Call.", "Theory.", "Seen.", "Why.", "Without the cause.", "For its maintainers."):
        assert lead in said.out
    assert run("estimators", FEW[1], "--latex").out.startswith("\\documentclass")


def test_json(run: Run) -> None:
    """What the table says, with versions."""
    found = run("estimators", *FEW, "--json").json
    assert found["versions"] == {"scikit-learn": estimators.installed("scikit-learn")}
    l1, l2 = found["cases"]
    assert l1["seen"]["weights"] == l1["theory"] == "times the rate"
    assert l1["cause"] is l1["shown"] is None
    assert l2["seen"]["weights"] == "neither"
    assert l2["without"]["weights"] == "times the rate"
    assert l2["shown"] is True


def test_what_is_not_installed_is_no_pass(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was not run, and nothing is said of it."""
    monkeypatch.setattr(estimators, "installed", lambda library: "")
    said = run("estimators", "torch")
    assert said.code == 0
    assert "torch (not installed)" in said.out
    assert "✓" not in said.out.partition("Weights from zero")[0]
    case = run("estimators", "torch.Adam", "--json").json["cases"][0]
    assert case["seen"] is case["agrees"] is case["version"] is None
    assert "nothing was run" in run("estimators", "torch.AdamW").out


def test_a_change_is_a_difference(run: Run, tmp_path: Path) -> None:
    """A record of earlier says otherwise: that is told, and the exit code is 0."""
    kept = tmp_path / "record.json"
    assert run("estimators", *FEW, "--record", str(kept)).code == 0
    written = json.loads(kept.read_text("utf-8"))
    assert written == estimators.record([], estimators.pinned())
    assert "on record" not in run("estimators", *FEW, "--against", str(kept)).out
    written["cases"][FEW[0]]["seen"]["weights"] = "neither"
    kept.write_text(json.dumps(written), "utf-8")
    said = run("estimators", *FEW, "--against", str(kept))
    assert said.code == 0
    assert "Otherwise than on record" in said.out
    assert "weights scaled now" in " ".join(said.out.split())


def _audited(before: Any, *names: str) -> tuple[dict[str, Any], str]:
    """The audit's record of learners against a record of earlier, and its section."""
    rows = report.rows(report.selected(names)[0], before)
    record = {"estimators": audit_learners.record(rows)}
    return record["estimators"], "\n".join(audit_learners.page(record))


def test_the_audit_has_what_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row each, with versions; without the libraries nothing is asked, and the row is there."""
    kept = estimators.pinned()
    _, page = _audited(kept, *FEW)
    (row,) = [line for line in page.splitlines() if line.startswith(f"| [{FEW[1]}]")]
    assert [cell.strip() for cell in row.split("|")][3:6] == ["neither", "neither", "differ"]
    assert row.endswith("| as on record |")
    monkeypatch.setattr(estimators, "installed", lambda library: "")
    told, page = _audited(kept, *FEW)
    assert [case["here"] for case in told["cases"]] == ["not asked"] * 2
    assert f"scikit-learn {kept['versions']['scikit-learn']} (here: not asked)" in page
    assert "| neither | neither | differ | weights shrink by" in page


def test_in_the_audit_a_change_is_a_difference() -> None:
    """It is told in the row and below the table."""
    before = json.loads(json.dumps(estimators.pinned()))
    before["cases"][FEW[0]]["seen"]["weights"] = "neither"
    told, page = _audited(before, FEW[0])
    assert told["cases"][0]["here"] == "otherwise"
    assert "| **otherwise** |" in page
    assert "weights scaled now" in page
    assert "1 otherwise here" in audit_learners.summary({"estimators": told})


def test_pages_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """One each; where nothing was run, what is on record, with its version."""
    from proofs.report import site

    rows = report.rows(report.selected((*FEW, "torch.Rprop"))[0], estimators.pinned())
    leaves = audit_learners.leaves(rows)
    made = site.Site((), (), (), (), (), {}, {}, tuple(leaves))
    pages = site.pages(made)
    names = [f"estimators.{name}.html" for name in (*FEW, "torch.Rprop")]
    assert set(names) <= set(pages)
    assert all(f'href="{name}"' in pages["index.html"] for name in names)
    assert "alpha=2**-7/RATE" in pages[names[1]]
    if not estimators.installed("torch"):
        assert f"With torch {estimators.pinned()['versions']['torch']}" in pages[names[2]]


def test_what_cannot_be_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that calls something otherwise is no failure of the whole."""

    def fall(*_: object) -> None:
        raise TypeError("there is no such argument")

    monkeypatch.setattr(estimators, "examine", fall)
    (row,) = report.rows(report.selected(FEW[:1])[0], estimators.pinned())
    assert row.stands == "not run"
    assert row.error == "TypeError: there is no such argument"


def test_theory_is_what_is_proved_of_the_rules() -> None:
    """What each case claims of its rule is what the judge proves of it, or refutes."""
    seen = set()
    for case in estimators.cases():
        assert report.judged(case).says == case.says, case.name
        if case.rule and case.from_zero and case.against is None:
            assert report._proved(case.rule) is not None
            seen.add(case.rule)
    assert len(seen) > 10


def test_bad_input(run: Run, tmp_path: Path) -> None:
    """One line, status 2, and nothing is run."""
    assert "did you mean sklearn.Perceptron" in run("estimators", "sklearn.Perceptro").complaint
    assert "one of them" in run("estimators", "--json", "--latex").complaint
    kept = tmp_path / "kept.json"
    more = ("--record", str(kept), "-o", str(tmp_path / "table.txt"))
    assert "-o is for pages and JSON" in run("estimators", *FEW, *more).complaint
    assert not kept.exists()
    wrong = tmp_path / "wrong.json"
    cases = ('{"a": {}}', '{"a": 5}', '{"a": {"seen": 1, "without": 2}}')
    for text in ("{", "[]", *(f'{{"versions": {{}}, "cases": {one}}}' for one in cases)):
        wrong.write_text(text, "utf-8")
        assert "is no record" in run("estimators", "--against", str(wrong)).complaint
    assert "cannot read" in run("estimators", "--against", str(tmp_path / "none")).complaint


def test_what_cannot_be_found_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finder that refuses the name, and a folder without the metadata of a library."""
    import importlib.metadata
    import importlib.util

    def refused(name: str) -> Any:
        raise ModuleNotFoundError(name)

    with monkeypatch.context() as patch:
        patch.setattr(importlib.util, "find_spec", refused)
        assert estimators.installed("scikit-learn") == ""
    monkeypatch.setattr(importlib.metadata, "version", refused)
    assert estimators.installed("scikit-learn") == ""
