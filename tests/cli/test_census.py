"""`census`: what it prints, what it leaves behind, and what it says to bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from numeric.census import CATALOGUE

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
EXHIBIT = "float.rate-can-change-label"
KEYS = {
    "entry", "part", "asks", "box", "question", "data_sets", "run", "runs", "left_out",
    "witnesses", "smallest", "excluded_by_theorem", "fallen",
}  # fmt: skip


def test_the_list_has_every_entry_with_a_census(run: Run) -> None:
    """Entries and parts, as text and as JSON."""
    text, rows = run("census", "--list").out, run("census", "--list", "--json").json
    assert [line for line in text.splitlines() if not line.startswith(" ")] == list(CATALOGUE)
    assert [(row["entry"], row["part"]) for row in rows] == [
        (entry, part.name) for entry, parts in CATALOGUE.items() for part in parts
    ]
    assert all(set(row) == {"entry", "part", "asks", "box"} for row in rows)


def test_a_census_says_what_it_found_and_what_it_excluded(run: Run) -> None:
    """The smallest witness with what both rates show, and that there is none, in words."""
    said = run("census", EXHIBIT)
    assert said.code == 0
    assert said.err == ""
    assert "none of 1,458 data sets makes two rates differ in some predictions" in said.out
    assert "224 of 521,284 data sets make two rates differ in some predictions" in said.out
    assert "the smallest: X = (3, 5); (5, -3), y = -1, -1" in said.out
    assert "at rate 1/10: 1, -1" in said.out
    assert "in the order of features or the sign of a feature" in " ".join(said.out.split())
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_json_has_the_documented_keys(run: Run) -> None:
    """Numbers that are exact are strings."""
    found = run("census", EXHIBIT, "--part", "line-four", "--json").json
    assert [set(each) for each in found] == [KEYS]
    assert found[0]["smallest"] == {
        "X": [[1], [3], [2], [-1]],
        "y": ["-1", "1", "-1", "-1"],
        "rates": ["1", "1/10"],
        "shown": [["1", "-1", "1", "1"], ["1", "-1", "1", "-1"]],
    }
    (none,) = run("census", "perceptron.bias", "--json").json
    assert none["smallest"] is None
    assert none["witnesses"] == 0
    assert none["excluded_by_theorem"] is True


def test_the_box_can_be_changed(run: Run) -> None:
    """What --box names differs, and the rest stays."""
    call = ("census", "perceptron.eta-factors-out", "--part", "from-zero", "--json", "--box")
    (found,) = run(*call, "entries=-1..1, start=1, rates=1:0.1").json
    assert found["box"] == "samples=3,features=2,entries=-1..1,rates=1:1/10,start=1"
    assert found["witnesses"] > 0
    assert found["excluded_by_theorem"] is found["fallen"] is False


def test_a_contradicted_theorem_falls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A witness where a theorem says that there is none is exit code 1."""
    monkeypatch.setattr("numeric.census.catalogue.rate_factors_out", lambda box: True)
    said = run("census", EXHIBIT, "--part", "line-four")
    assert said.code == 1
    assert "which is contradicted here" in said.out


def test_a_journal_is_gone_on_with(run: Run, tmp_path: Path) -> None:
    """All parts share one journal, and a second run adds nothing to it."""
    journal = tmp_path / "journal"
    first = run("census", "perceptron.weight-decay", "--journal", str(journal))
    lines = journal.read_text().splitlines()
    assert len(lines) == len(CATALOGUE["perceptron.weight-decay"])
    assert run("census", "perceptron.weight-decay", "--journal", str(journal)) == first
    assert journal.read_text().splitlines() == lines


def test_processes_say_the_same(run: Run) -> None:
    """The words do not depend on who ran it."""
    call = ("census", EXHIBIT, "--part", "line-three")
    assert run(*call, "--workers", "2") == run(*call)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are interrupted otherwise")
def test_an_interruption_says_how_to_go_on(tmp_path: Path) -> None:
    """The journal holds what was finished, and that is said in one line."""
    journal = tmp_path / "journal"
    box = "samples=4,features=3,entries=-9..9"
    process = subprocess.Popen(
        [sys.executable, "-m", "proofs", "census", "perceptron.bias", "--box", box, "--workers",
         "2", "--journal", str(journal)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    end = time.monotonic() + 60
    while not (journal.exists() and journal.read_text().count("\n") > 1):
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err == (
        f"proofs: interrupted half way; what is finished stands in {shortened(journal)}: "
        "run it again to go on\n"
    )
    assert all(json.loads(line)["witnesses"] == 0 for line in journal.read_text().splitlines())


def shortened(path: Path) -> str:
    """A path as it is quoted."""
    from proofs import suggest

    return suggest.quoted(str(path))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "name an entry"),
        (("nothing",), "there is no census of nothing; proofs census --list"),
        (("perceptron.bia",), "did you mean perceptron.bias"),
        (("perceptron.direction",), "perceptron.direction has no census"),
        (("S01",), "there is no census of S01"),
        (("perceptron.bias", "--part", "x"), "there is no part of perceptron.bias x"),
        (("perceptron.bias", "--box", "samples=0"), "--box: samples must be at least 1"),
        (("perceptron.bias", "--box", "entries=-9..9,features=99"), "--box: the box is too large"),
        (("perceptron.bias", "--box", "entries=-999999999:999999999,rates=1:1/999999999"),
         "--box: an integer of these runs can reach 2**"),
        (("perceptron.bias", "--box", "what"), "--box: a box is written name=value"),
        (("perceptron.bias", "--workers", "0"), "'--workers': 0 is not in the range"),
        (("perceptron.bias", "--workers", "x"), "not a valid integer"),
        (("perceptron.bias", "--workers", "2", "--scheduler", "tcp://a:1"), "leave it out"),
        (("perceptron.bias", "--scheduler", "a"), "a scheduler is written tcp://host:port"),
        (("perceptron.bias", "--journal", ""), "--journal '' names no file"),
        (("perceptron.bias", "--journal", "/no/such/place"), "there is no directory /no/such"),
        (("perceptron.bias", "--journal", str(ROOT)), "is a directory; name a file in it"),
        (("perceptron.bias", "--journal", "/dev/full"), "no file that can be read again"),
        (("perceptron.bias", "--journal", str(ROOT / "LICENSE")), "is no journal of a census"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(run: Run, arguments: tuple[str, ...], why: str) -> None:
    """Exit status 2, and the line says what to change."""
    said = run("census", *arguments)
    if "--scheduler" in arguments:
        pytest.importorskip("distributed", reason='the extra "cluster" is not installed')
    assert why in said.complaint


def test_a_wrong_box_leaves_no_journal(run: Run, tmp_path: Path) -> None:
    """What is asked wrongly writes nothing."""
    journal = tmp_path / "journal"
    assert run("census", "perceptron.bias", "--box", "no=1", "--journal", str(journal)).complaint
    assert not journal.exists()


def test_a_box_is_broken_between_its_parts(run: Run) -> None:
    """In lines of the terminal's width, and no word of it is cut."""
    said = run("census", "perceptron.margin-breaks-it", "--part", "two-samples")
    assert "parameter=1" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_the_command_line_stays_light() -> None:
    """Neither numba nor Dask is imported for the list, nor for a small census."""
    program = (
        "import sys\nfrom proofs.cli import cli\n"
        "try: cli.main({!r})\nexcept SystemExit: pass\n"
        "print(*(name for name in ('numba', 'distributed', 'dask') if name in sys.modules))"
    )
    for call in (["census", "--list"], ["census", "perceptron.bias"]):
        done = subprocess.run(
            [sys.executable, "-c", program.format(call)], cwd=ROOT, capture_output=True,
            check=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == ""
