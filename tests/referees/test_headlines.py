"""The statements that are made by hand: which entries they state, and that Rocq accepts them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from proofs import registry
from proofs.referees.rocq import run, unused
from proofs.referees.rocq.files import THEORIES
from proofs.referees.rocq.headlines import FILES, HEADLINES

FOLDER = THEORIES / "Headlines"
LOGARITHM = ("Logistic", "Units", "Wave", "Descent", "Softmax")
"""The files in which it occurs."""
needs_rocq = pytest.mark.skipif(
    run.installed() is None and "CI" not in os.environ, reason="coqc is not installed"
)
_STATED = re.compile(r"^(?:Theorem|Lemma) ([a-z_A-Z0-9]+)", re.MULTILINE)


def test_the_table_is_that_of_the_files() -> None:
    """Each theorem stands once in the file that the table names, below its entry's id."""
    assert {p.stem for p in FOLDER.glob("*.v")} == set(FILES)
    texts = {name: (FOLDER / f"{name}.v").read_text("utf-8") for name in FILES}
    for entry, headline in HEADLINES.items():
        for file, name in headline.places:
            assert entry in texts[file], (entry, file)
            assert _STATED.findall(texts[file]).count(name) == 1, name


def test_every_entry_is_stated() -> None:
    """Each by one theorem or more."""
    assert set(HEADLINES) == set(registry.CLAIMS)
    assert all(headline.theorems for headline in HEADLINES.values())


def test_no_file_is_too_long() -> None:
    """They are to be read."""
    for path in THEORIES.rglob("*.v"):
        rows = path.read_text("utf-8").splitlines()
        assert len(rows) < 700, path.name
        assert max(map(len, rows)) <= 112, path.name


@needs_rocq
def test_rocq_accepts_them_and_they_rest_on_the_reals_alone() -> None:
    """What their proofs assume: what Rocq's library does for real numbers, and no more.

    Its logarithm is made by the law of the excluded middle, which nothing else here uses."""
    reals = {
        "ClassicalDedekindReals.sig_forall_dec", "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
    }  # fmt: skip
    told = run.headlines(LOGARITHM)
    assert set(told) == {"", *LOGARITHM}
    assert told[""] == reals
    for name in LOGARITHM:
        assert told[name] <= reals | {"Classical_Prop.classic"}
    assert run.rechecked() == ""


@needs_rocq
@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="Rocq's library takes minutes")
def test_the_second_checker_accepts_them_and_the_library() -> None:
    """What is compiled is checked again, with all of Rocq's library that it rests on."""
    run.headlines()
    assert run.rechecked(library=True) == ""


@needs_rocq
def test_an_unused_hypothesis_is_found(tmp_path: Path) -> None:
    """One that the proof mentions is not; numbers that a theorem takes are no hypotheses."""
    text = """From Coq Require Import Reals.
Open Scope R_scope.
Theorem all_used (a b : R) (H : a = b) (K : b = 0) : a = 0.
Proof. now rewrite H. Qed.
Theorem one_too_many (a b c : R) (H : a = b) (K : b = 0) : b = a.
Proof. now rewrite H. Qed.
"""
    theories = {"Two": unused.readable(text)}
    found = unused.unused(tmp_path, theories, ["Two.all_used", "Two.one_too_many"])
    assert found == {"Two.one_too_many": ["(b = 0)"]}


@needs_rocq
@pytest.mark.nightly
@pytest.mark.skipif("PROOFS_NIGHTLY" not in os.environ, reason="all theories are compiled again")
def test_no_hypothesis_is_unused() -> None:
    """Each hypothesis of a headline is used by its proof."""
    assert unused.headlines() == {}
