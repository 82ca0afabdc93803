"""An audit vouches for the proofs beside it, and they are checked again without SymPy or NumPy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from proofs.cli import cli
from proofs.report import audit_content


def verified(path: Path) -> Result:
    """What `proofs verify` says of an audit."""
    return CliRunner().invoke(cli, ["verify", str(path)])


@pytest.fixture
def audited(few: dict[str, Any], tmp_path: Path) -> Path:
    """An audit of a few entries: what it vouches for, and the file of proofs."""
    (tmp_path / audit_content.FOLDER).mkdir()
    (tmp_path / audit_content.file_of("few")).write_text(audit_content.text_of(few))
    content = audit_content.manifest({"few": few}, "proof")
    (tmp_path / "audit.json").write_text(json.dumps({"format": 1, "content": content}))
    return tmp_path / "audit.json"


def test_an_audit_is_verified(audited: Path, few: dict[str, Any]) -> None:
    """All theorems and counterexamples are looked at again."""
    done = verified(audited)
    assert done.exit_code == 0, done.output
    told = f"{len(few['proofs'])} theorems, {len(few['refutations'])} counterexamples: holds"
    assert told in done.output


def test_a_solver_is_asked_about_an_audit(solver: str, audited: Path) -> None:
    """A row for each entry of the audit, from the files beside it."""
    record = json.loads(audited.read_text())
    own = {"id": "perceptron.sign-only", "verdict": "proved", "obligations": []}
    audited.write_text(json.dumps({**record, "entries": [own]}))
    done = CliRunner().invoke(cli, ["verify", str(audited), "--with", solver])
    assert done.exit_code == 0, done.output
    assert "1 entries, nobody disagrees" in done.output
    (row,) = (line for line in done.output.splitlines() if line.startswith("perceptron.sign-only"))
    assert row.split()[1:] == ["yes", ".", *(("yes", ".") if solver == "z3" else (".", "yes")),
                               "-", "-"]  # fmt: skip


def test_neither_sympy_nor_numpy_is_needed(audited: Path) -> None:
    """Both are kept out, and nothing is missed."""
    program = (
        "import sys\n"
        "sys.modules |= dict.fromkeys(('sympy', 'numpy', 'z3', 'cvc5'))\n"
        "from proofs.cli import cli\n"
        f"cli.main(['verify', {str(audited)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b": holds" in done.stdout


@pytest.mark.parametrize("what", ["statement", "line", "witness", "name of a file"])
def test_what_was_changed_is_seen(what: str, audited: Path, few: dict[str, Any]) -> None:
    """Another statement, another line or another counterexample is not what was audited."""
    changed = json.loads(json.dumps(few))
    place = audited.parent / audit_content.file_of("few")
    if what == "statement":
        entry = changed["entries"]["perceptron.sign-only"]
        proof = next(p for p in changed["proofs"] if p["name"] == next(iter(entry.values())))
        proof["given"].append(proof["says"][0])
    elif what == "line":
        changed["proofs"][0]["lines"].append(changed["proofs"][0]["lines"][-1])
    elif what == "witness":
        found = next(r for r in changed["refutations"] if r["values"])
        found["values"] = found["values"][1:]
    else:
        place.unlink()
        done = verified(audited)
        assert done.exit_code == 2
        return
    place.write_text(audit_content.text_of(changed))
    done = verified(audited)
    assert done.exit_code == 1, done.output
    assert "another file than the one that was audited" in done.output
    assert "DOES NOT HOLD" in done.output


@pytest.mark.parametrize("what", ["hash", "file left out", "entry", "part", "no hashes"])
def test_an_audit_that_was_changed_is_seen(what: str, audited: Path) -> None:
    """One that vouches for other proofs than those beside it, or for more of them."""
    record = json.loads(audited.read_text())
    told = record["content"]["files"][audit_content.file_of("few")]
    parts = [{"name": name, "lines": 9} for name in told["entries"]["perceptron.sign-only"]]
    own = {"id": "perceptron.sign-only", "verdict": "proved", "obligations": parts}
    record["entries"] = [own]
    audited.write_text(json.dumps(record))
    assert verified(audited).exit_code == 0
    if what == "hash":
        part = next(iter(told["entries"]["perceptron.sign-only"].values()))
        part["statement"] = audit_content.hashed("another")
    elif what == "file left out":
        record["content"]["files"] = {}
    elif what == "entry":
        record["entries"].append({"id": "no.such-entry", "verdict": "proved", "obligations": []})
    elif what == "part":
        parts.append({"name": "another-part", "lines": 3})
    else:
        del told["sha256"]
    audited.write_text(json.dumps(record))
    done = verified(audited)
    assert done.exit_code == (2 if what == "no hashes" else 1), done.output
    assert what == "no hashes" or "DOES NOT HOLD" in done.output


def test_hashes_are_those_of_content(few: dict[str, Any]) -> None:
    """A node more at the front, or another order of proofs, changes no hash."""
    moved = json.loads(json.dumps(few))
    moved["nodes"] = [["number", "natural", [], "12345"], *moved["nodes"]]
    for node in moved["nodes"][1:]:
        node[2] = [i + 1 for i in node[2]]
    for p in moved["proofs"]:
        p["given"], p["says"] = ([i + 1 for i in p[key]] for key in ("given", "says"))
        p["lines"] = [[s + 1, rule, [i + 1 for i in ts], u] for s, rule, ts, u in p["lines"]]
    for r in moved["refutations"]:
        r["given"], r["says"] = [i + 1 for i in r["given"]], r["says"] + 1
        r["values"] = [[i + 1, value] for i, value in r["values"]]
        r["functions"] = [[i + 1, k + 1] for i, k in r["functions"]]
    assert audit_content.contents(moved) == audit_content.contents(few)
