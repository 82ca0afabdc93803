"""What is left of a run: the closing table, the next command, and the file of evidence."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from proofs.obligations.found import Found, closing_table, evidence_of, families, next_command

Runner = Callable[..., pytest.RunResult]


def record(outcome: str = "passed", **found: object) -> dict[str, object]:
    """What one obligation left."""
    return {"outcome": outcome, "seconds": 0.1, **found}


def whole(**obligations: dict[str, object]) -> Found:
    """A claim of which everything was checked."""
    return Found(
        "claim", "proofs/chapters/perceptron/direction.py", len(obligations), dict(obligations)
    )


PROVED = whole(
    chain=record(verdict="proved", steps=3, rules=["ring", "induction"]),
    twin=record(verdict="proved", witness="a = 1: left side 2, right side 3"),
    law=record(examples=200),
)
FELL = whole(chain=record("failed", verdict="refuted", message="step 1"), law=record(examples=9))
SENTENCE = Found(
    "sentence", "proofs/sentences/source_a.py", 1,
    {"ruling": record(ruling="holds if", **{"rests-on": ["perceptron.direction::chain"]})},
)  # fmt: skip


def test_a_claim_is_proved_only_as_a_whole() -> None:
    """The verdict is computed from all obligations: the worst of them, or how many there were."""
    assert PROVED.verdict == "proved"
    assert FELL.verdict == "refuted"
    part = Found("claim", "a.py", 3, {"chain": record(verdict="proved")})
    assert part.verdict == "1 of 3"
    assert (
        whole(a=record(verdict="proved"), b=record("failed", verdict="unknown")).verdict
        == "unknown"
    )
    assert whole(a=record(verdict="proved"), law=record("failed")).verdict == "fallen"
    assert SENTENCE.verdict == "holds if"
    assert Found("sentence", "s.py", 2, SENTENCE.obligations).verdict == "1 of 2"


LONG = "perceptron.nonzero-start-need-not-matter"


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_the_terminal(width: int) -> None:
    """No line is wider than the terminal, columns start at one place, and no id loses a letter."""
    lines = closing_table({LONG: PROVED, "perceptron.bias": FELL, "S02": SENTENCE}, width, "utf-8")
    assert max(map(len, lines)) <= width
    head, long, short = (
        next(line for line in lines if line.startswith(start))
        for start in ("perceptron", "nonzero-start-need-", "bias")
    )
    assert head.index("verdict") == long.index("proved") == short.index("refuted")
    assert head.index("steps") + 4 == long.index("3")
    name = "".join(line.split()[0] for line in lines[lines.index(long) :][: 1 if width > 80 else 2])
    assert name == "nonzero-start-need-not-matter"
    assert any("holds if" in line and line.startswith("S02") for line in lines)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "ANSI_X3.4-1968", "cp437"])
def test_the_table_is_ascii_where_the_terminal_is(encoding: str) -> None:
    """A terminal that does not speak UTF-8 gets the same table without a question mark."""
    found = {LONG: PROVED, "S02": SENTENCE}
    plain = closing_table(found, 80, encoding)
    assert all(line.isascii() and "?" not in line for line in plain)
    fancy = closing_table(found, 80, "utf-8")
    assert [line.replace("─", "-") for line in fancy] == plain


def test_rules_are_told_by_their_kind() -> None:
    """Families come in a fixed order, and every rule of the kernel has one."""
    from proofs import verdicts
    from proofs.trusted import TRUSTED

    assert families(["ring", "cases", "induction"]) == ("induction", "cases", "algebra")
    assert families(["a new rule"]) == ("a new rule",)
    known = {
        "symmetry",
        "induction",
        "cases",
        "inequalities",
        "functions",
        "algebra",
        "rounding",
        "intervals",
        "exact run",
    }
    assert set(families(verdicts.RULES)) == known
    assert families(TRUSTED) == ("trusted fact",)


def test_the_table_is_shown_only_when_proofs_were_checked(
    pytester: pytest.Pytester, toy: Runner
) -> None:
    """A run of ordinary tests ends as it always did."""
    pytester.makepyfile(test_plain="def test_plain(): pass")
    plain = pytester.runpytest_inprocess("-p", "proofs.pytest_plugin", "test_plain.py")
    plain.stdout.no_fnmatch_line("*= proofs =*")
    toy().stdout.fnmatch_lines(["*= proofs =*", "toy *verdict *witness", "T01 *"])


def test_the_next_command_runs_what_fell(toy: Runner) -> None:
    """The command that the table ends with runs the fallen item, and is valid as it stands."""
    result = toy(TWIN="equals(A + A, 2 * A)")
    (command,) = [line for line in result.outlines if line.startswith("next: ")]
    program, *arguments = shlex.split(command.removeprefix("next: "))
    assert program == "pytest"
    again = toy(*arguments, TWIN="equals(A + A, 2 * A)")
    assert again.parseoutcomes()["failed"] == 1
    assert "passed" not in again.parseoutcomes()
    assert next_command({"toy.doubling": PROVED}) == ""
    assert not any(line.startswith("next: ") for line in toy().outlines)


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_the_file_holds_all_evidence(
    toy: Runner, pytester: pytest.Pytester, processes: tuple[str, ...]
) -> None:
    """Rules, steps, examples, events and witnesses of every obligation are in the file."""
    result = toy("--proofs-json", "found.json", *processes, subprocess=bool(processes))
    assert result.ret == 0
    found = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    assert found["format"] == 1
    assert found["profile"] == "proof"
    assert found["exit_status"] == 0
    doubling = found["claims"]["toy.doubling"]
    assert doubling["verdict"] == "proved"
    assert doubling["complete"] is True
    chain = doubling["obligations"]["chain"]
    assert chain["outcome"] == "passed"
    assert chain["steps"] == 1
    assert chain["rules"] == ["ring"]
    assert doubling["obligations"]["law"]["examples"] > 0
    assert any(event.startswith("positive: ") for event in doubling["obligations"]["law"]["events"])
    assert "a = " in doubling["obligations"]["twin"]["witness"]
    assert found["sentences"]["T01"]["obligations"]["ruling"]["rests-on"] == [
        "toy.doubling::chain", "toy.size::needs-positive",
    ]  # fmt: skip
    assert found["laws"]["laws"]["verdict"] == "proved"
    assert sorted(os.listdir(pytester.path)).count("found.json") == 1
    assert not [name for name in os.listdir(pytester.path) if name.endswith(".part")]


def test_the_file_says_what_fell(toy: Runner, pytester: pytest.Pytester) -> None:
    """A red run writes its evidence too, with the message of what fell."""
    assert toy("--proofs-json=found.json", DOUBLED="3 * A").ret == 1
    found = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    assert found["exit_status"] == 1
    assert found["claims"]["toy.doubling"]["verdict"] == "refuted"
    assert (
        "step 1 is not proved" in found["claims"]["toy.doubling"]["obligations"]["chain"]["message"]
    )


def test_a_part_of_the_items_is_not_the_whole(toy: Runner, pytester: pytest.Pytester) -> None:
    """After `-k` the file and the table say how much was looked at."""
    result = toy("--proofs-json=found.json", "-k", "toy.size and twin")
    found = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    assert found["claims"]["toy.size"]["complete"] is False
    assert found["claims"]["toy.size"]["verdict"] == "2 of 8"
    result.stdout.fnmatch_lines(["size *2 of 8*"])


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("nowhere/found.json", "there is no directory*"),
        (".", "*is a directory*"),
        ("toy.py/a", "*"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_first(
    toy: Runner, target: str, says: str
) -> None:
    """One line says what is wrong, the exit code is that of a usage error, and nothing runs."""
    result = toy("--proofs-json", target)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --proofs-json: {says}"])
    assert "collected" not in result.stdout.str()


def test_a_disk_that_fills_up_leaves_the_old_file(
    toy: Runner, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the file cannot be finished, the earlier one stays, and the run says so and is not 0."""
    old = pytester.path / "found.json"
    old.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = toy("--proofs-json=found.json")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*No space left on device*as it was*"])
    assert old.read_text(encoding="utf-8") == "old"
    assert not list(Path(pytester.path).glob(".*.part"))


def test_an_interrupted_run_leaves_the_old_file(toy: Runner, pytester: pytest.Pytester) -> None:
    """After Ctrl-C half the evidence would look like all of it, so none is written."""
    old = pytester.path / "found.json"
    old.write_text("old", encoding="utf-8")
    result = toy("--proofs-json=found.json", LAW_TWIN="interrupt", subprocess=True)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert old.read_text(encoding="utf-8") == "old"
    result.stdout.fnmatch_lines(["*did not finish*as it was*"])


def test_the_profile_is_chosen(toy: Runner, pytester: pytest.Pytester) -> None:
    """A profile that does not exist is a usage error that names those that do."""
    assert toy("--proofs-profile=mutant", "--proofs-json=found.json").ret == 0
    found = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    assert found["profile"] == "mutant"
    wrong = toy("--proofs-profile=nothing")
    assert wrong.ret == pytest.ExitCode.USAGE_ERROR
    wrong.stderr.fnmatch_lines(["*--proofs-profile*nothing*proof*nightly*mutant*"])


def test_the_record_is_a_function_of_what_was_found() -> None:
    """Claims and sentences are kept apart, and nothing of an obligation is lost."""
    text = evidence_of({"perceptron.bias": FELL, "S02": SENTENCE}, "proof", 1)
    assert text["claims"]["perceptron.bias"]["obligations"] == FELL.obligations
    assert text["sentences"]["S02"]["ruling"] == "holds if"
    assert json.loads(json.dumps(text)) == text
