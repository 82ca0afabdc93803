"""`typst` and `--pdf`: whole files or none, and one line where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs.page import pdf

Run = Callable[..., Any]
ENTRY = "perceptron.sign-only"


@pytest.fixture
def no_tex(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without TeX."""
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)


def test_typst_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    """An entry, another number of updates, and a sentence."""
    said = run("typst", ENTRY)
    assert said.code == 0
    assert said.out.startswith("#set document(date: none)")
    page = tmp_path / "page.typ"
    assert run("typst", ENTRY, "-o", str(page)).out == ""
    assert page.read_text(encoding="utf-8").rstrip() == said.out.rstrip()
    assert "psi" in run("typst", ENTRY, "--notation", "phi=psi").out
    assert "Holds." in run("typst", "S15").out
    assert "there is no entry" in run("typst", "perceptron.sine-only").complaint


def test_a_pdf_without_tex(run: Run, tmp_path: Path, no_tex: None) -> None:
    """By the typst package, from `latex` and from `typst`; nothing else is printed."""
    pytest.importorskip("typst")
    for command in ("latex", "typst"):
        page = tmp_path / f"{command}.pdf"
        said = run(command, ENTRY, "--pdf", str(page))
        assert (said.code, said.out, said.err) == (0, "", "")
        assert page.read_bytes().startswith(b"%PDF")
    assert (tmp_path / "latex.pdf").read_bytes() == (tmp_path / "typst.pdf").read_bytes()


def test_handouts_and_slides_without_tex(run: Run, tmp_path: Path, no_tex: None) -> None:
    """A handout is set by the typst package; blanks and slides need TeX, which is said."""
    pytest.importorskip("typst")
    page = tmp_path / "page.pdf"
    said = run("handout", ENTRY, "--notation", "phi=psi", "--pdf", str(page))
    assert (said.code, said.out, said.err) == (0, "", "")
    assert page.read_bytes().startswith(b"%PDF")
    page.unlink()
    for command in (("slides", ENTRY), ("handout", ENTRY, "--student", "--blank", "none")):
        assert "there is no TeX here" in run(*command, "--pdf", str(page)).complaint
    assert list(tmp_path.iterdir()) == []


def test_chinese_without_a_font_is_no_row_of_boxes(
    run: Run, tmp_path: Path, no_tex: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is said; with a font the page is made."""
    typst = pytest.importorskip("typst")
    page = tmp_path / "page.pdf"
    command = ("latex", ENTRY, "--language", "zh", "--pdf", str(page))

    class Fonts:
        """No fonts but the compiler's own."""

        def families(self) -> list[str]:
            return ["New Computer Modern"]

    monkeypatch.setattr(typst, "Fonts", Fonts)
    assert "apt install fonts-noto-cjk" in run(*command).complaint
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(Fonts, "families", lambda self: ["Noto Serif CJK SC"])
    made: list[tuple[bytes, bool]] = []

    def compiled(source: bytes, format: str, ignore_system_fonts: bool) -> bytes:
        made.append((source, ignore_system_fonts))
        return b"%PDF"

    monkeypatch.setattr(typst, "compile", compiled)
    assert run(*command).code == 0
    ((source, ignored),) = made
    assert b'font: ("New Computer Modern", "Noto Serif CJK SC")' in source
    assert not ignored


def test_no_tex_and_no_typst(
    run: Run, tmp_path: Path, no_tex: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to install is said, and nothing is written."""
    monkeypatch.setitem(sys.modules, "typst", None)
    page = tmp_path / "page.pdf"
    for command in ("latex", "typst"):
        complaint = run(command, ENTRY, "--pdf", str(page)).complaint
        assert "pip install 'proofs-of-learning-rules[pdf]'" in complaint
        assert "apt install texlive-latex-recommended" in complaint
    assert list(tmp_path.iterdir()) == []


def test_a_tex_error_is_shown_and_its_source_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old PDF stays as it was."""
    broken = tmp_path / "pdflatex"
    broken.write_text("#!/bin/sh\necho '! Emergency stop.' > page.log; exit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    find = {"pdflatex": str(broken)}.get
    monkeypatch.setattr(pdf.shutil, "which", find)
    page = tmp_path / "page.pdf"
    page.write_bytes(b"old")
    complaint = run("latex", ENTRY, "--pdf", str(page)).complaint
    assert complaint == f"pdflatex failed: ! Emergency stop; see {page.with_suffix('.tex')}"
    assert page.read_bytes() == b"old"
    kept = page.with_suffix(".tex").read_text(encoding="utf-8")
    assert kept.rstrip() == run("latex", ENTRY, "--standalone").out.rstrip()


def test_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    """It is said before anything is proved."""
    for place, words in (
        (tmp_path, "is a directory"),
        (tmp_path / "no" / "x.pdf", "make it first"),
    ):
        complaint = run("latex", ENTRY, "--pdf", str(place)).complaint
        assert words in complaint
    assert "--pdf '' names no file" in run("typst", ENTRY, "--pdf", "").complaint
    nowhere = run("latex", ENTRY, "-o", "/proc/x.tex").complaint
    assert nowhere.startswith("cannot write /proc/x.tex")


def test_an_option_is_no_file_and_two_outputs_are_two_files(run: Run, tmp_path: Path) -> None:
    """`--pdf -o FILE` is a slip, and one output would overwrite the other."""
    page = str(tmp_path / "page")
    for command in ("latex", "typst", "handout", "slides"):
        assert "--pdf is to be followed by a file" in run(command, ENTRY, "--pdf", "-o").complaint
        assert "name one file" in run(command, ENTRY, "--pdf", page, "-o", page).complaint
    assert list(tmp_path.iterdir()) == []


def test_a_sentence_in_typst_speaks_the_language_asked_for(run: Run) -> None:
    """As it does in LaTeX."""
    assert "Wortlaut" in run("latex", "S15", "--language", "de").out
    assert "Wortlaut" in run("typst", "S15", "--language", "de").out
