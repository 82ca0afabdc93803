"""`--notation`: the same on every page, and one line of complaint for what is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ENTRY = "perceptron.sign-only"


def test_a_page_in_a_notation(run: Run) -> None:
    """Text, its statement, LaTeX and a sentence."""
    for command in (("show", ENTRY), ("show", ENTRY, "--statement"), ("latex", ENTRY)):
        plain, own = run(*command), run(*command, "--notation", "c=k,phi=psi")
        assert plain.code == own.code == 0
        assert plain.out != own.out
        assert not {"φ", "\\phi"} & set(own.out.replace("(", " ").split())
        assert "ψ" in own.out or "\\psi" in own.out
    said = run("show", "S15", "--notation", "eta=alpha")
    assert "η" not in said.out
    assert "α" in said.out


def test_the_file_of_a_course(run: Run, tmp_path: Path) -> None:
    """A TOML file says the same as the option."""
    course = tmp_path / "course.toml"
    course.write_text('[notation]\nphi = "psi"\nc = "k"\n', encoding="utf-8")
    asked = run("latex", ENTRY, "--notation", str(course))
    assert asked.out == run("latex", ENTRY, "--notation", "c=k,phi=psi").out


@pytest.mark.parametrize(
    ("notation", "complaint"),
    [
        ("etta=alpha", "--notation: there is no notation key etta; did you mean eta"),
        ("dot=row", "--notation: dot=row: there is no such notation row; there are point,"),
        ("c=z", f"--notation, in {ENTRY}: c and z would be one letter z on this page"),
        ("no/such.toml", "cannot read no/such.toml: no such file or directory"),
    ],
)
def test_what_is_no_notation(run: Run, notation: str, complaint: str) -> None:
    """Exit status 2, one line, and nothing printed."""
    for command in ("show", "latex"):
        said = run(command, ENTRY, "--notation", notation)
        assert said.complaint.startswith(complaint)


def test_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """A page that cannot be written so leaves no file, and an old one as it was."""
    page = tmp_path / "page.tex"
    page.write_text("old", encoding="utf-8")
    assert run("latex", ENTRY, "--notation", "c=z", "-o", str(page)).complaint
    assert page.read_text(encoding="utf-8") == "old"


def test_numbers_beside_the_lines(run: Run) -> None:
    """In text and in LaTeX; what is missing, or no point, is one line of complaint."""
    point = ("--at", "c=3,z=-2", "--notation", "phi=declared")
    assert "here −1" in run("show", ENTRY, *point).out
    assert "here $-1$" in run("latex", ENTRY, *point).out
    assert "here #box[$- 1$]" in run("typst", ENTRY, *point).out
    for command in ("show", "latex", "typst"):
        lacks = run(command, ENTRY, "--at", "c=3").complaint
        assert lacks.startswith(f"--at, in {ENTRY}: no line has a value yet: ")
        assert (
            "--at: c is given x, which is no number" in run(command, ENTRY, "--at", "c=x").complaint
        )
    assert "--statement" in run("show", ENTRY, "--statement", "--at", "c=3").complaint
