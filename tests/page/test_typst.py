"""Pages as Typst, set by its compiler: no error, nothing wider than its place, the same bytes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import pdf, typst
from proofs.page.blocks import Items, Lines, Paragraph, Row, Table
from proofs.page.style import Style
from proofs.page.typst_math import InlineTypst, TypstFormulas, whole
from proofs.terms import (
    ABS,
    MAX,
    PHI,
    SIGMOID,
    SQRT,
    ZERO,
    Term,
    dot,
    function,
    linear_map,
    natural,
    norm,
    number,
    one_of,
    scalar,
    total,
    vector,
)

compiler = pytest.importorskip("typst", reason="pip install 'proofs-of-learning-rules[pdf]'")
ETA, W, X = scalar("eta"), vector("w", "t-1"), vector("x", "t")

_MEASURED = """
#let measured(it) = layout(size => {
  let wide = measure(it).width
  assert(wide <= size.width + 0.5pt, message: "too wide by " + repr(wide - size.width))
  it
})
#let formulas(cells) = {
  let at = 0
  let found = ()
  for cell in cells {
    let span = if cell.func() == grid.cell { cell.colspan } else { 1 }
    found.push(if span == 1 and calc.rem(at, 3) == 1 { measured(cell) } else { cell })
    at += span
  }
  found
}
"""


def compiled(source: str) -> bytes:
    """The PDF, every formula of which must fit its place; reasons may be broken."""
    for plain, own in (
        ("colspan: 2, it)", "colspan: 2, measured(it))"),
        ("align: left, it)", "align: left, measured(it))"),
        ("left + place), ..cells,", "left + place), ..formulas(cells.pos()),"),
    ):
        assert source.count(plain) == 1
        source = source.replace(plain, own)
    return pdf.by_typst(_MEASURED + source)


@pytest.mark.parametrize(
    ("term", "display", "inline"),
    [
        (ETA * (1 - PHI(dot(W, X))) * X,
         "eta (1 - phi.alt (vec(w)^((t-1)) dot.op vec(x)^((t)))) vec(x)^((t))", ""),
        (number(-1, 2) * scalar("y_hat", "t") ** 2, "- inline(frac(1, 2)) (hat(y)^((t)))^(2)",
         "(- 1 \\/ 2) (hat(y)^((t)))^(2)"),
        (scalar("a") / (scalar("b") + 1), "frac(a, b + 1)", "a \\/ (b + 1)"),
        (norm(vector("u") - vector("v_star")), "norm(vec(u) - vec(v)^(*))", ""),
        (ABS(ABS(scalar("a")) * scalar("b")), "abs(abs(a) b)", ""),
        (MAX(scalar("a"), SQRT(scalar("b"))), "max (a, sqrt(b))", ""),
        (linear_map("X", "X'").transpose(vector("y")), "X^top vec(y)", ""),
        (vector("binomial_sum", "t"),
         "sum_(k=1)^(t) binom(t, k) (- 1)^(k-1) eta^(k) A^(k-1) vec(b)", ""),
        (function("w", ("index", "step"), "vector")(natural("j"), natural("n") + 1),
         "vec(w)_(j)^((n+1))", ""),
        (SIGMOID(scalar("lambda_max")), 'sigma (lambda_("max"))', ""),
        (function("fl")(scalar("w'", "t")), "op(\"fl\") (w'^((t)))", ""),
        (vector("Delta_w", "t"), "Delta vec(w)^((t))", ""),
        (scalar("a") + dot(ZERO, ZERO), "a + vec(0) dot.op vec(0)", ""),
    ],
)  # fmt: skip
def test_formulas(term: Term, display: str, inline: str) -> None:
    """Each kind of term, set with bars and in running text."""
    assert whole(TypstFormulas().written(term)) == display
    assert whole(InlineTypst().written(term)) == (inline or display)


def test_formulas_in_a_style() -> None:
    """Letters, indices, products and arrows of one's own."""
    style = Style.read("eta=alpha,dot=transpose,index=subscript,vectors=arrow")
    term = style.term(ETA * dot(W, X) * vector("u", "t", "1"))
    assert whole(TypstFormulas(style=style).written(term)) == (
        "alpha (arrow(w)_(t-1)^top arrow(x)_(t)) arrow(u)_(t,1)"
    )
    above = Style.read("dot=transpose")
    assert whole(TypstFormulas(style=above).written(dot(W, X))) == (
        "vec(w)^((t-1) top) vec(x)^((t))"
    )
    angled = Style.read("dot=brackets,vectors=plain")
    assert whole(TypstFormulas(style=angled).written(dot(W, X))) == (
        "chevron.l w^((t-1)), x^((t)) chevron.r"
    )


def test_formulas_compile_as_they_are_meant() -> None:
    """All of the above, and lines broken within brackets, norms and choices."""
    long = total([scalar("a", str(k)) for k in range(40)])
    rows = (
        Row(scalar("s"), "=", ETA * (long + 1) * norm(vector("u") + long * vector("v")), (), ()),
        Row(None, "<=", long / 2, (), ("a reason that is longer than one line of its place",)),
        Row(scalar("y"), "=", number(-1), (number(1), number(0)), ()),
        Row(norm(long * vector("u")), "=", ABS(long), (), ("both",)),
    )
    source = typst.document([Lines(rows), Paragraph((one_of(scalar("y"), -1, 1), " holds"))])
    assert source.count(" \\\n") > 3
    assert compiled(source).startswith(b"%PDF")


def test_words_mean_nothing_to_typst() -> None:
    """No character of a sentence is markup, wherever it stands."""
    odd = "= - + / 1. #let $x$ *b* _i_ `r` <l> @c [c] ~ // no /* yes */ \\ \" ' -- ... η² x₁ ⁽ᵗ⁾ ≠"
    items = Items("Lead #1", (((odd,), (odd, scalar("x"), odd)),))
    table = Table((((odd,), 1),), ((odd,),), (((odd,),),))
    blocks = [Paragraph((word,)) for word in (odd, *odd.split(" "))]
    assert compiled(
        typst.document([*blocks, items, table, Lines((Row(ETA, "=", ETA, (), (odd,)),))])
    )
    assert "#let" not in typst.escaped(odd).replace("\\#let", "")


def test_a_formula_that_is_too_wide_is_noticed() -> None:
    """Set for a text twice as wide as the page, the check above must fail."""
    long = total([scalar("a", str(k)) for k in range(30)])
    printer = typst._Printer(2 * typst.WIDE, Style())
    source = typst._PREAMBLE + printer.page([Lines((Row(scalar("s"), "=", long, (), ()),))])
    with pytest.raises(pdf.PdfError, match="too wide by"):
        compiled(source)


def test_all_forms_of_proof_are_set(settled: Settled) -> None:
    """Derivation, cases, induction, instance, runs narrow and wide, refutations, in two styles."""
    for style in ("", "eta=alpha,dot=brackets,index=subscript,vectors=arrow"):
        assert compiled(typst.claim(settled, style=Style.read(style)))


def test_every_number_and_reason_is_there(settled: Settled) -> None:
    """As many numbered lines as labels, every reason of the derivations."""
    source = typst.claim(settled, "full")
    assert re.findall(r"#h\(1fr\);\((\d+)\)", source) == [str(k + 1) for k in range(4)]
    for word in ("the sign is the same", "both are", "a square", "By induction", "Counterexample"):
        assert word in source


@pytest.mark.parametrize("entry", ["perceptron.first-update", "linear.closed-form"])
def test_an_entry_is_set_in_three_seconds(entry: str) -> None:
    """The same source gives the same file, byte for byte."""
    source = typst.claim(registry.settle(registry.claim(entry)))
    compiled(source)
    begun = time.process_time()
    first = pdf.by_typst(source)
    assert time.process_time() - begun < 3
    assert pdf.by_typst(source) == first


# PDFs --------------------------------------------------------------------------------------------


def program(folder: Path, name: str, script: str) -> str:
    """A program of this test's own."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_tex_comes_first_and_typst_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """latexmk, then pdflatex, then the typst package."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin-not")
    said: list[str] = []

    def source(kind: str, text: str) -> str:
        said.append(kind)
        return text

    def make() -> bytes:
        return pdf.made(lambda: source("tex", "x"), lambda: source("typst", "x"))

    if not pdf.shutil.which("pdflatex"):
        assert make().startswith(b"%PDF")
        assert said == ["typst"]
    program(tmp_path, "pdflatex", "printf two > page.pdf")
    assert make() == b"two"
    program(tmp_path, "latexmk", "printf one > page.pdf")
    assert make() == b"one"
    assert set(said[-2:]) == {"tex"}


def test_what_tex_says_is_told(tmp_path: Path) -> None:
    """Its first error, in one line; a program that makes nothing, or cannot be run, is told too."""
    wrong = "printf 'x\\n! Undefined control sequence.\\nl.1 \\\\\\\\foo\\n' > page.log; exit 1"
    with pytest.raises(pdf.PdfError, match=r"failed: ! Undefined control sequence. l.1 .*foo"):
        pdf.by_tex("x", program(tmp_path, "pdflatex", wrong))
    with pytest.raises(pdf.PdfError, match="it said nothing") as error:
        pdf.by_tex("source", program(tmp_path, "pdflatex", "exit 0"))
    assert error.value.source == "source"
    with pytest.raises(pdf.PdfError, match="cannot be run"):
        pdf.by_tex("x", str(tmp_path / "nowhere"))


def test_what_typst_says_is_told() -> None:
    """A document that is none, with what is wrong in it."""
    with pytest.raises(pdf.PdfError, match="typst failed: unknown variable: nothing_such") as error:
        pdf.by_typst("#nothing_such")
    assert (error.value.source, error.value.suffix) == ("#nothing_such", ".typ")


def test_what_could_not_be_set_is_kept_beside(tmp_path: Path) -> None:
    """Under a name that nothing has yet."""
    target = tmp_path / "page.pdf"
    error = pdf.PdfError("wrong", "source", ".tex")
    assert pdf.kept(target, error) == tmp_path / "page.tex"
    assert pdf.kept(target, error) == tmp_path / "page.2.tex"
    assert (tmp_path / "page.tex").read_text(encoding="utf-8") == "source"
    assert pdf.kept(target, pdf.NoCompiler()) is None
