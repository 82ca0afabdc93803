"""`proofs derive`: a derivation as text, judged line by line, and printed as ours are."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs.typed import LONGEST, MOST_LINES, TypedError, read

Run = Callable[..., Any]

RIGHT = """\
title  No overshooting
vector w, x
given  0 < eta < 2             # small rate
let    u = w + eta*x

dot(u, x)
  = dot(w + eta*x, x)          # the definition of u
  = dot(w, x) + eta*dot(x, x)  # multiplied out
  >= dot(w, x)                 # the rate is positive
dot(w, x) <= dot(u, x)         # seen before
"""
WRONG = RIGHT.replace("+ eta*dot(x, x)", "+ dot(x, x)")


@pytest.fixture
def derive(run: Run, tmp_path: Path) -> Run:
    """Judge a text that stands in a file."""

    def call(text: str, *more: str) -> Any:
        path = tmp_path / "own.txt"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return run("derive", str(path), *more)

    return call


def test_all_lines_are_proved(derive: Run) -> None:
    """Each with its reason; then the checker is asked, too."""
    said = derive(RIGHT)
    assert said.code == 0, said
    assert "No overshooting" in said.out
    assert "= w·x + η x·x" in said.out
    assert "multiplied out" in said.out
    assert "All 4 lines are proved; the checker accepts them" in said.out
    assert "small rate, 2: η < 2" in said.out


def test_the_first_false_line_is_refuted(derive: Run) -> None:
    """By its number in the file, with exact numbers."""
    said = derive(WRONG)
    assert said.code == 1
    assert "multiplied out (refuted)" in said.out
    assert "Line 8 of the file. This does not hold" in said.out
    assert "the left side is 3/2 and the right side is 2" in " ".join(said.out.split())
    assert "Of 4 lines: 3 proved, 1 refuted." in said.out
    assert "∎" not in said.out


def test_json(derive: Run) -> None:
    """An object with every line; the numbers satisfy what is given."""
    found = derive(WRONG, "--json").json
    assert found["verdict"] == "refuted"
    assert found["checked"] is None
    assert [line["verdict"] for line in found["lines"]] == ["proved", "refuted", "proved", "proved"]
    assert found["lines"][1]["line"] == 8
    assert found["lines"][1]["witness"]["left"] == "3/2"
    found = derive(RIGHT, "--json").json
    assert found["verdict"] == "proved"
    assert found["checked"] > 4


def test_latex_and_html(derive: Run) -> None:
    """As entries are printed: a fragment, a document, a page that stands alone."""
    said = derive(WRONG, "--latex")
    assert said.code == 1
    assert "\\begin{flalign*}" in said.out
    assert "\\small multiplied out (refuted)" in said.out
    assert derive(RIGHT, "--latex", "--standalone").out.startswith("\\documentclass")
    page = derive(RIGHT, "--html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "<math" in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_words_are_only_words(derive: Run) -> None:
    """Titles, names and reasons stand on a page as they were typed."""
    text = "title <b>t</b> & $5\ngiven a > 0 # <i>n</i> 50%\na + a = 2*a # <script>r</script> _^{\n"
    page = derive(text, "--html").out
    assert "<b>t" not in page
    assert "<script>" not in page
    assert "&lt;script&gt;r" in page
    sheet = derive(text, "--latex").out
    assert "\\& \\$5" in sheet
    assert "50\\%" in sheet
    assert "\\_\\textasciicircum{}\\{" in sheet


def test_a_line_that_is_open(derive: Run) -> None:
    """It is neither proved nor refuted, and so is the whole: status 3."""
    said = derive("given a > 0\nexp(a)\n  > a + a**2/2 + a**3/8 # is it?\n", "--budget", "0.2")
    assert said.code == 3
    assert "is it? (open)" in said.out
    assert "Neither proved nor refuted" in said.out


def test_an_earlier_chain_may_be_used(derive: Run) -> None:
    """But not one that does not hold: what follows from it does not follow."""
    good = "given a > 0\na*b = 2*a  # no\n"
    assert derive(good).code == 1
    uses = "phi any\na + a = 2*a\n2*a = a + a # again\n"
    assert derive(uses).code == 0
    wrong = derive("a*b = b\nb*a = b # as before\n", "--json").json
    assert [line["verdict"] for line in wrong["lines"]] == ["refuted", "refuted"]


def test_standard_input_and_files(run: Run, derive: Run, tmp_path: Path) -> None:
    """A page goes where it is to go, whole."""
    target = tmp_path / "page.tex"
    assert derive(RIGHT, "--latex", "-o", str(target)).out == ""
    assert target.read_text("utf-8").startswith("{\\allowdisplaybreaks")
    target.unlink()
    derive("a = \n", "--latex", "-o", str(target)).complaint  # noqa: B018
    assert not target.exists()
    assert "cannot read" in run("derive", str(tmp_path / "none.txt")).complaint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no line to judge"),
        ("# nothing but words\n", "no line to judge"),
        ("a + b\n", "line 1: nothing follows"),
        ("= b\n", "line 1: a chain begins with"),
        ("a\n = b\n = (c\n", "line 3: the bracket '(' at character 4 is never closed"),
        ("a\n= (c\n", "line 2: the bracket '(' at character 3 is never closed"),
        ("a\n <= b\n >= c\n", "line 3: a chain cannot mix < and >"),
        ("a\n != b\n", "line 2"),
        ("a != b\n", "line 1: a line compares by"),
        ("y in {1, 2}\n", "line 1: a line compares by"),
        ("given\na = a\n", "line 1: nothing comes after given"),
        ("a = a\ngiven a > 0\n", "line 2: given stands before the first chain"),
        ("phi none\na = a\n", "line 1: write phi any or phi threshold"),
        ("given a > 0\nlet a = 2\na = 2\n", "line 2: a is spoken of already"),
        ("let a = a + 1\na = 2\n", "line 1: a is spoken of already"),
        ("let 2 = a\na = 2\n", "line 1: a definition is a name"),
        ("given a > 0\ngiven a < 0\na = 1\n", "contradict each other; change what is given"),
        ("dot(w, x) = 1\n", 'by "vector NAME"'),
        ("vector w\nw\n = 1\n", "line 3"),
        ("vector 2\nw = w", "line 1: '2' cannot name a vector"),
        ("a\n = __import__('os')\n", "line 2"),
        ("a = b\x00\n", "line 1"),
        ("a = b\udcff\n", "no UTF-8 text"),
        ("a = a\n" * (MOST_LINES + 1), f"at most {MOST_LINES} lines"),
        ("#" * (LONGEST + 1), "characters; take a part of it"),
    ],
)
def test_what_cannot_be_read(derive: Run, text: str, says: str) -> None:
    """One line that says where and what to write, status 2, and nothing is printed."""
    assert says in derive(text).complaint


def test_forms_exclude_each_other(derive: Run) -> None:
    """One page, one form."""
    assert "ask for one" in derive(RIGHT, "--latex", "--json").complaint
    assert "--standalone" in derive(RIGHT, "--standalone").complaint


def test_no_text_breaks_the_reader() -> None:
    """Whatever is typed is read or complained of."""
    rng = random.Random(3)
    pieces = [*RIGHT.replace("(", " ( ").split(" "), "\n", "=", "<", "given", "let", "vector", "#"]
    read_at_all = 0
    for _ in range(3000):
        text = " ".join(rng.choice(pieces) for _ in range(rng.randrange(1, 12)))
        with contextlib.suppress(TypedError):
            read_at_all += bool(read(text).chains)
    assert read_at_all


def test_what_may_be_a_definition_is_said(derive: Run) -> None:
    """A name that nothing is said of before; not where it is given, nor where it is defined."""
    said = " ".join(derive("e = y - phi(z)\n").out.split())
    assert "Nothing was said of e before; if this defines it, write let before the line" in said
    assert "Nothing was said" not in derive("given e > 0\ne = y - phi(z)\n").out


def test_one_line_is_one(derive: Run) -> None:
    """In words that count."""
    assert "The one line is proved; the checker accepts it, in 1 line of its own." in " ".join(
        derive("a = a\n").out.split()
    )


def test_a_line_that_begins_wrongly(derive: Run) -> None:
    """What stands before the sign is named, and no half of a word."""
    assert "before the <: an expression" in derive("<script>a\n").complaint
    assert "ask proofs decide" in derive("a\n != b\n").complaint
