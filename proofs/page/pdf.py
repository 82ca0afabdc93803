"""A PDF of a page: by TeX where it is installed, else by the compiler of the `typst` package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

SECONDS = 120
"""How long TeX may take."""
_PROGRAMS = ("latexmk", "pdflatex")
_MARK = re.compile(r"^!.*(?:\n(?!!).*){0,4}", re.MULTILINE)
_CHINESE = re.compile("[\u3400-\u9fff]")
_CHINESE_FONTS = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun",
    "AR PL UMing CN", "AR PL SungtiL GB", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
_FONT = '"New Computer Modern"'


class PdfError(ValueError):
    """No PDF could be made; `source` is what was to be set, and `suffix` that of its file."""

    def __init__(self, why: str, source: str = "", suffix: str = "") -> None:
        super().__init__(why)
        self.source, self.suffix = source, suffix


class NoCompiler(PdfError):
    """Neither TeX nor the `typst` package is installed."""

    def __init__(self) -> None:
        super().__init__(
            "there is neither TeX nor typst here: pip install 'proofs-of-learning-rules[pdf]' "
            "brings typst; on Debian, apt install texlive-latex-recommended lmodern brings TeX"
        )


class NoTeX(PdfError):
    """What is to be set needs TeX, which is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "there is no TeX here; on Debian, apt install texlive-latex-recommended lmodern brings "
            "it, texlive-latex-extra what slides need"
        )


def made(tex: Callable[[], str], typst: Callable[[], str] | None = None) -> bytes:
    """The PDF of a page that can be written as LaTeX, and perhaps as Typst; raises `PdfError`."""
    for name in _PROGRAMS:
        if program := shutil.which(name):
            return by_tex(tex(), program)
    if typst is None:
        raise NoTeX
    return by_typst(typst())


def by_tex(source: str, program: str) -> bytes:
    """The PDF that latexmk or pdflatex makes; raises `PdfError` with what TeX says."""
    name = Path(program).name
    options = ["-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    if name == "latexmk":
        command, times = [program, "-pdf", "-norc", *options], 1
    else:
        command, times = [program, *options], 2
    # The same source gives the same file.
    clean = {**os.environ, "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    with tempfile.TemporaryDirectory(prefix="proofs-") as folder:
        place = Path(folder)
        (place / "page.tex").write_text(source, encoding="utf-8")
        for _ in range(times):
            try:
                done = subprocess.run(
                    command, cwd=place, env=clean, capture_output=True, stdin=subprocess.DEVNULL,
                    timeout=SECONDS, check=False,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                raise PdfError(f"{name} took longer than {SECONDS} s", source, ".tex") from None
            except OSError as error:
                raise PdfError(f"{name} cannot be run: {error}", source, ".tex") from None
            if done.returncode or not (place / "page.pdf").is_file():
                raise PdfError(f"{name} failed: {_said(place, done.stdout)}", source, ".tex")
        return (place / "page.pdf").read_bytes()


def _said(folder: Path, output: bytes) -> str:
    """What TeX says is wrong: its first error, else the last that it printed."""
    log = folder / "page.log"
    text = log.read_text(encoding="latin-1") if log.is_file() else output.decode("latin-1")
    found = _MARK.search(text)
    return " ".join((found[0] if found else text[-300:]).split()) or "it said nothing"


def by_typst(source: str) -> bytes:
    """The PDF that the compiler of the `typst` package makes; raises `PdfError`."""
    try:
        import typst
    except ImportError:
        raise NoCompiler from None
    chinese = _CHINESE.search(source) is not None
    if chinese:
        # No font comes with the compiler that has such letters.
        known = typst.Fonts().families()
        font = next((name for name in _CHINESE_FONTS if name in known), None)
        if font is None:
            raise PdfError(
                "no font with Chinese letters is here; on Debian, apt install fonts-noto-cjk "
                "brings one, or texlive-lang-chinese with TeX sets them"
            )
        source = source.replace(f"font: {_FONT}", f'font: ({_FONT}, "{font}")', 1)
    try:
        return bytes(typst.compile(source.encode(), format="pdf", ignore_system_fonts=not chinese))
    except typst.TypstError as error:
        raise PdfError(f"typst failed: {' '.join(str(error).split())}", source, ".typ") from None


def kept(target: Path, error: PdfError) -> Path | None:
    """Keep the source of a PDF that could not be made beside its place; the new file, or None."""
    if not error.source:
        return None
    number, path = 1, target.with_suffix(error.suffix)
    while os.path.lexists(path):
        number += 1
        path = target.with_suffix(f".{number}{error.suffix}")
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(error.source)
    return path


__all__ = ["NoCompiler", "PdfError", "by_tex", "by_typst", "kept", "made"]
