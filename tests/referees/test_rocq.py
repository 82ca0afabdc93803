"""Rocq is given what the checker accepted, word for word, and refuses what is false."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import corpus
import pytest
from click.testing import CliRunner

import proofs.trust.check as checker
from proofs import registry
from proofs.cli import cli
from proofs.obligations import verified
from proofs.referees import rocq
from proofs.referees.rocq import run
from proofs.referees.rocq.files import BASE, THEORIES, Book, Part, book
from proofs.referees.rocq.headlines import FILES
from proofs.trust.check import Line, Proof
from proofs.trust.file import write
from proofs.trust.rules import asked
from proofs.trust.terms import THRESHOLD, Term, eq, forall, fresh, number, symbol

needs_rocq = pytest.mark.skipif(
    run.installed() is None and "CI" not in os.environ, reason="coqc is not installed"
)
x, y, n = symbol("x"), symbol("y"), symbol("n", "natural")
EVERY = 8
LONGEST = 60
NOT_STATED = {"doubled": "a linear map that is read as what is no map by itself"}


def as_exported(proofs: Iterable[Proof]) -> dict[str, Any]:
    """Proofs as `proofs export` writes them, each an entry of its own."""
    found = list(proofs)
    return {**write(found), "entries": {f"sample.{p.name}": {"it": p.name} for p in found}}


def rules(p: Proof) -> set[str]:
    """What a proof uses, by name."""
    return {line.rule for line in p.lines}


@cache
def sample() -> Mapping[str, Any]:
    """Those written by hand, and of the ledger's the shortest ones with rules that these lack."""
    proofs = corpus.proofs()
    kept = {p.name for p in corpus.all_proofs()}
    used = set[str]().union(*(rules(p) for p in corpus.all_proofs()))
    for rule in sorted({*checker.RULES, *checker.TABLE}):
        having = [p for p in proofs if rule in rules(p)]
        for p in sorted(having, key=lambda p: len(p.lines))[: 0 if rule in used else 1]:
            kept.add(p.name)
    kept |= {p.name for k, p in enumerate(proofs) if k % EVERY == 0 and len(p.lines) < LONGEST}
    by_name = {p.name: p for p in proofs}
    waiting = list(kept)
    while waiting:
        below = {r.partition(" ")[2] for r in rules(by_name[waiting.pop()]) if r[:7] == "theorem"}
        waiting += below - kept
        kept |= below
    return as_exported([*(p for p in proofs if p.name in kept), tangent()])


def tangent() -> Proof:
    """The one row that no other proof here uses."""
    _, says = checker.TABLE["hyperbolic tangent"].at(x)
    given = tuple(asked(says))
    lines = [*(Line(p, "assume") for p in given), Line(says, "hyperbolic tangent", (x,))]
    return Proof("tangent", given, (says,), tuple(lines))


@cache
def made() -> Book:
    """The sample as theories."""
    return book(sample())


@needs_rocq
def test_rocq_accepts_what_the_checker_accepts() -> None:
    """Every theorem of the sample that is stated; what is not stated is named, with why."""
    outcome = run.checked(made())
    assert (outcome.refused, outcome.unknown) == ({}, {})
    assert set() < outcome.axioms <= run.AXIOMS
    told = rocq.answers(made(), outcome, sample()["entries"])
    left = {name for name, answer in told.items() if not answer.passes}
    assert left == {f"sample.{name}" for name in made().not_stated}
    assert {k: v for k, v in made().not_stated.items() if k in NOT_STATED} == NOT_STATED
    assert len(told) - len(left) > 60


def test_every_rule_and_row_is_in_the_sample() -> None:
    """So that what Rocq is asked is everything that a line may be."""
    used = {line[1] for p in sample()["proofs"] for line in p["lines"]}
    assert set(checker.RULES) | set(checker.TABLE) <= used


def test_theories_assume_nothing() -> None:
    """No axiom of ours, nothing left open, no switched-off check, in what is written or made."""
    texts = [p.read_text("utf-8") for p in THEORIES.rglob("*.v")]
    assert len(texts) > 2
    texts += [part.text() for part in made().parts]
    words = r"Axiom|Axioms|Admitted|admit|give_up|Parameter|Parameters|Conjecture"
    flags = r"Unset|bypass_check|native_cast_no_check|vm_cast_no_check|exact_no_check|Declare ML"
    for text in texts:
        bare = re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL)
        assert not re.search(rf"\b({words}|{flags})\b", bare)
        assert bare.count("Theorem ") + bare.count("Lemma ") <= bare.count("Qed.")


def test_theorems_say_what_the_file_says() -> None:
    """Assumptions, then what is said, then that its terms have values."""
    (part, *_) = [p for p in made().parts if "signs" in p.theorems]
    text = part.theorems["signs"]
    assert text.startswith(
        "Theorem th_signs\n  (S : space)\n  (a : R)\n  (b : R)\n  (u : S)\n  (h0 : (0 < a))\n"
        "  (h1 : (0 < b)) :\n  (0 < (a * b)) /\\\n"
    )


def test_texts_do_not_hang_on_what_was_made_before() -> None:
    """Other names of bound variables in the process, the same text."""
    before = [p.text() for p in book(sample()).parts]
    for _ in range(100):
        fresh("scalar")
    assert [p.text() for p in book(sample()).parts] == before


def test_another_axiom_is_a_disagreement(few: dict[str, Any]) -> None:
    """What rests on more than the real numbers is no proof, whatever Rocq accepted."""
    made = book(few)
    for axioms, agrees in ((run.AXIOMS, True), (run.AXIOMS | {"Magic.everything"}, False)):
        found = rocq.answers(made, run.Outcome(axioms=axioms), ["perceptron.sign-only"])
        assert found["perceptron.sign-only"].passes is agrees
        assert found["perceptron.sign-only"].falls is not agrees


def test_time_that_is_over_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Theorems for which there is no time are unknown; a file without any is not tried for ever."""
    part, *_ = made().parts

    def late(*_: object) -> str:
        raise subprocess.TimeoutExpired("coqc", 1)

    monkeypatch.setattr(run, "compiled", late)
    outcome = run.Outcome()
    with pytest.raises(RuntimeError, match="without a theorem"):
        run._one(tmp_path, made(), part, {}, outcome)
    assert outcome.unknown.keys() == part.theorems.keys()


def test_not_installed_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never a pass."""
    monkeypatch.setenv("PATH", "/nowhere")
    told = rocq.ask(sample(), ["sample.signs"])
    assert told["sample.signs"].word == "not asked"
    assert not told["sample.signs"].passes


@needs_rocq
def test_a_sum_of_naturals_is_a_number_in_what_is_cited() -> None:
    """A hypothesis at k + 1 + p is met by a line on that number."""
    m, j, p = (symbol(name, "natural") for name in "mjp")
    below = Proof("below", (m < n,), (m + 1 <= n,),
                  (Line(m < n, "assume"), Line(m + 1 <= n, "discrete", (m, n), (0,))))  # fmt: skip
    says = j + 1 <= j + 1 + p
    cited = Proof("cited", (), (says,), (
        Line(p >= 0, "natural", (p,)),
        Line(j < j + 1 + p, "positive", (number(1),), (0,)),
        Line(says, "theorem below", (eq(m, j), eq(n, j + 1 + p)), (1,))))  # fmt: skip
    told = rocq.ask(as_exported([below, cited]), ["sample.below", "sample.cited"])
    assert [answer for answer in told.values() if not answer.passes] == []


@needs_rocq
def test_a_cache_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It was not asked, and that fails a run."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    told = rocq.ask(as_exported([tangent()]), ["sample.tangent"])["sample.tangent"]
    assert told.word == "not asked"
    assert "Not a directory" in told.reason


def test_an_interrupt_ends_what_compiles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ctrl-C: the program that runs is killed, and no other file is begun."""
    begun: list[str] = []

    def slow(place: Path, name: str, text: str) -> str:
        begun.append(name)
        run._called(place, sys.executable, "-c", "import time; time.sleep(60)")
        return ""

    monkeypatch.setattr(run, "compiled", slow)
    two = Book([Part("One"), Part("Two")], {}, {}, {}, {})
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run._all(tmp_path, two, run.Outcome(), 1)
    assert len(begun) == 1
    assert not run._RUNNING
    assert time.monotonic() - before < 30


def proof(says: Term, *lines: Line, given: tuple[Term, ...] = ()) -> Proof:
    """A proof that may be wrong."""
    return Proof("it", given, (says,), lines)


def threshold(z: Term) -> Term:
    """Any threshold function."""
    return THRESHOLD(z, symbol("a"), symbol("b"), symbol("c"))


k, c = symbol("k", "natural"), symbol("c")
FALSE = {
    "a factor of any sign": proof(
        eq(threshold(c * x), threshold(x)), Line(eq(threshold(c * x), threshold(x)), "ring")
    ),
    "division by what may be 0": proof(
        eq(x * (1 / x), 1), Line(eq(x * (1 / x), 1), "inverse", (x,))
    ),
    "a ring that is none": proof(eq(x * x, x), Line(eq(x * x, x), "ring")),
    "a weight below 0": proof(
        x < 0,
        Line(x > 0, "assume"),
        Line(x < 0, "positive", (number(-1),), (0,)),
        given=(x > 0,),
    ),
    "induction without its base": proof(
        forall(n, n < 0),
        Line(n < 0, "assume"),
        Line(n + 1 < 1, "positive", (number(1),), (0,)),
        Line(forall(n, n < 0), "induction", (n,), (1, 1)),
    ),
    "a premise dropped in citation": proof(x > 0, Line(x > 0, "theorem positive", (), ())),
}  # fmt: skip


@needs_rocq
@pytest.mark.parametrize("name", FALSE)
def test_rocq_refuses_what_a_broken_checker_accepts(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every condition of the checker switched off, what is false still falls."""
    monkeypatch.setattr(checker, "need", lambda *_: None)
    monkeypatch.setattr(
        checker, "cite", lambda line, used, theorem: checker.NONE.union(*(h.open for h in used))
    )
    premise = Proof("positive", (x > 0,), (x > 0,), (Line(x > 0, "assume"),))
    told = rocq.ask(as_exported([premise, FALSE[name]]), ["sample.it", "sample.positive"])
    assert told["sample.it"].word in ("disagrees", "not stated")
    assert told["sample.positive"].passes


def test_the_command_writes_a_folder_that_says_in_which_order(tmp_path: Path) -> None:
    """Theories, theorems, and what is not stated."""
    done = CliRunner().invoke(
        cli, ["export", "perceptron.sign-only", "--format", "rocq", "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    rows = (out / "_CoqProject").read_text("utf-8").split("\n")
    assert rows[0] == "-R . Ledger"
    headlines = [f"Headlines/{name}.v" for name in FILES]
    assert rows[1:-1] == [*(f"{name}.v" for name in BASE), *headlines, "Perceptron1.v"]
    assert "Theorem th_by_cases" in (out / "Perceptron1.v").read_text("utf-8")
    assert (out / "not-stated.txt").read_text("utf-8") == ""


@needs_rocq
@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="all entries take minutes")
def test_rocq_accepts_the_ledger() -> None:
    """Every entry, and every line."""
    exported = verified.exported(registry.settle(c) for c in registry.CLAIMS.values())
    every = book(exported)
    assert every.not_stated == {}
    told = rocq.answers(every, run.checked(every), exported["entries"])
    assert {name: answer for name, answer in told.items() if not answer.passes} == {}
