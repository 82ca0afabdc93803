"""`handout`: several entries as one document, as a sheet with blanks, as its key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs import registry

Run = Callable[..., Any]
SIGN = "perceptron.sign-only"
PAIR = ("perceptron.eta-factors-out", SIGN)


def test_a_document_of_several(run: Run, tmp_path: Path) -> None:
    """The entries in the order given, each once; with -o in a file, and nothing is printed."""
    printed = run("handout", SIGN, PAIR[0], SIGN)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.count("\\section{") == 2
    assert printed.out.index(f"\\label{{{SIGN}}}") < printed.out.index(f"\\label{{{PAIR[0]}}}")
    assert printed.out.endswith("\\end{document}\n")
    target = tmp_path / "sheet.tex"
    written = run("handout", SIGN, PAIR[0], "-o", str(target))
    assert (written.code, written.out, written.err) == (0, "", "")
    assert target.read_text("utf-8") == printed.out
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.tex"]


def test_in_letters_of_ones_own(run: Run) -> None:
    """A course's letters are those of the whole document; two of one letter are refused."""
    said = run("handout", "perceptron.eta-factors-out", "--notation", "eta=alpha")
    assert said.code == 0
    assert "\\alpha" in said.out
    assert "\\eta" not in said.out
    clash = run("handout", "perceptron.eta-factors-out", "--notation", "eta=w")
    assert "--notation" in clash.complaint


def test_a_title_of_ones_own(run: Run) -> None:
    """Above it all, whatever signs are in it; else what it is about: project, chapter or entry."""
    assert "100 \\% \\& more" in run("handout", SIGN, "--title", "100 % & more").out
    assert "Learning rates and initial weights\\par" in run("handout", *PAIR).out
    alone = run("handout", SIGN).out
    assert "Learning rates" not in alone
    assert "{\\Large\\bfseries The prediction depends on the sign of the net input alone" in alone
    chapter = run("handout", "--chapter", "symmetry").out
    assert "Learning rates and initial weights: symmetry" in chapter
    assert chapter.count("\\section{") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name an entry"),
        (("perceptron.sign-onyl",), "perceptron.sign-only"),
        (("S09",), "S09"),
        (("perceptron",), "perceptron"),
        (("--chapter", "perceptrn"), "did you mean perceptron"),
        ((SIGN, "-o", "/no/such/folder/sheet.tex"), "no directory"),
        ((SIGN, "-o", "."), "is a directory"),
        ((SIGN, "--student", "--key"), "one at a time"),
        ((SIGN, "--blank", "reasons"), "add --student"),
        ((SIGN, "--student", "--blank", "every", "0"), "from 1 to 1000, not 0"),
        ((SIGN, "--student", "--blank", "every", "-2"), "not '-2'"),
        (("--student", "--blank", "every", SIGN), "such as every 3"),
        ((SIGN, "--key", "--blank=every"), "such as every 3"),
        ((SIGN, "--key", "--blank", "everything"), "reasons, steps, every N or none"),
        ((SIGN, "--student", "--blank", "every", "1000"), "nothing is blank"),
        ((SIGN, "--seed", "2"), "add --exercises"),
        ((SIGN, "--kind", "numbers"), "add --exercises"),
        ((SIGN, "--exercises", "--seed", "x"), "whole number from 0 on"),
        ((SIGN, "--exercises", "--kind", "essay"), "essay"),
        (
            ("logistic.half-at-zero", "--exercises", "--kind", "numbers"),
            "logistic.half-at-zero has no run; the entries of perceptron and linear have one",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    """Bad ids, chapters, places and combinations end with exit status 2 and one line."""
    assert says in run("handout", *arguments).complaint


def test_sheet_and_key(run: Run) -> None:
    """Reasons are blank unless something else is asked for; a number follows `every` as a word."""
    student = run("handout", SIGN, "--student").out
    assert "\\reasonblank" in student.partition("\\begin{document}")[2]
    assert run("handout", SIGN, "--student", "--blank", "reasons").out == student
    key = run("handout", SIGN, "--key").out
    assert "\\filledreason{" in key.partition("\\begin{document}")[2]
    often = run("handout", "--student", "--blank", "every", "1", SIGN).out
    assert often == run("handout", SIGN, "--student", "--blank=every 1").out
    assert "\\stepblank" in often.partition("\\begin{document}")[2]
    plain = run("handout", SIGN).out
    assert "blank" not in plain
    nothing = run("handout", SIGN, "--student", "--blank", "none").out
    assert nothing.partition("\\begin{document}")[2] == plain.partition("\\begin{document}")[2]


def test_exercises(run: Run) -> None:
    """At the end, before the sources; answers in the key alone; a seed makes others."""
    options = ("handout", SIGN, "--exercises", "--student")
    asked = run(*options).out
    assert asked == run(*options, "--seed", "1").out
    assert asked != run(*options, "--seed", "2").out
    body = asked.partition("\\begin{document}")[2]
    assert body.index("\\section{Exercises}") > body.index("prints every line")
    assert "filled" not in body
    key = run("handout", SIGN, "--exercises", "--key").out.partition("\\begin{document}")[2]
    assert "\\filledtext{true}" in key
    assert "\\gap{" not in key
    numbers = run("handout", SIGN, "--exercises", "--kind", "numbers").out
    assert numbers.count("\\textit{Exercise") == 1
    assert "\\gap{" in numbers


def test_the_same_in_every_process() -> None:
    """Exercises do not hang on how Python orders its sets."""
    made = set()
    for seed in "12":
        done = subprocess.run(
            [sys.executable, "-m", "proofs", "handout", *PAIR, "--key", "--exercises"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        )  # fmt: skip
        made.add(done.stdout)
    assert len(made) == 1


def test_slides(run: Run, tmp_path: Path) -> None:
    """A document for beamer, its title that of the entry; with -o in a file; bad ids are named."""
    printed = run("slides", SIGN)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith("\\documentclass[11pt,aspectratio=169]{beamer}")
    title = registry.CLAIMS[SIGN].title
    assert f"\\title{{{title}}}" in printed.out
    assert "\\title{100 \\%}" in run("slides", SIGN, "--title", "100 %").out
    target = tmp_path / "slides.tex"
    assert run("slides", SIGN, "-o", str(target)).out == ""
    assert target.read_text("utf-8") == printed.out
    several = run("slides", *PAIR).out
    assert several.count("\\section{") == 2
    assert "name an entry" in run("slides").complaint
    assert "perceptron.sign-only" in run("slides", "perceptron.sign-onyl").complaint
    assert "did you mean perceptron" in run("slides", "--chapter", "perceptrn").complaint


def test_numbers_beside_the_lines(run: Run) -> None:
    """A point's values stand in every entry whose lines speak of it; elsewhere nothing changes."""
    point = "eta=1/2,w0=(1,0),x1=(1,2),y1=-1"
    first = "perceptron.first-update"
    asked = ("handout", first, SIGN, "--notation", "phi=declared")
    plain, told = run(*asked), run(*asked, "--at", point)
    assert (told.code, told.err) == (0, "")
    assert told.out.count("; here ") > plain.out.count("; here ")
    assert told.out.count("\\textbf{Numbers.}") == 1
    assert "Zahlen" in run(*asked, "--at", point, "--language", "de").out
    assert "did you mean eta" in run(*asked, "--at", "etta=1").complaint
    assert "eta is missing" in run(*asked, "--at", "x1=(1,2)").complaint
    plain_phi = run("handout", first, SIGN, "--at", point).complaint
    assert "--notation phi=declared" in plain_phi


def test_exercises_in_german(run: Run) -> None:
    """What a sheet asks is asked in the document's language, with the blanks it has in English."""
    asked = ("handout", "perceptron.direction", "--exercises", "--key")
    german, english = run(*asked, "--language", "de").out, run(*asked).out
    assert "Aufgabe 1 (" in german
    assert "Exercise 1 (" in english
    assert german.count("\\filled") == english.count("\\filled")
