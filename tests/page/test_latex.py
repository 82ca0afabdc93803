"""Pages as LaTeX, set by a real pdflatex: nothing overfull, nothing undefined."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import latex
from proofs.page.blocks import Heading, Paragraph
from proofs.page.handout import handout
from proofs.page.latex import escaped
from proofs.page.layout import Level
from proofs.page.slides import slides

Typeset = Callable[..., list[str]]


def document(*fragments: str, options: str = "") -> str:
    """The least document that fragments may be input in."""
    head = f"\\documentclass[{options}]{{article}}\n\\usepackage{{amsmath}}\n\\allowdisplaybreaks\n"
    return f"{head}\\begin{{document}}\n{''.join(fragments)}\\end{{document}}\n"


@pytest.mark.parametrize(
    ("options", "level"),
    [("12pt,a4paper", "lecture"), *([("10pt", "full")] if "PROOFS_NIGHTLY" in os.environ else [])],
)
def test_every_entry_can_be_input_with_amsmath_alone(
    typeset: Typeset, tmp_path: Path, options: str, level: Level
) -> None:
    """All entries in one document of the standard class: no box too wide, no warning."""
    pages = [latex.fragment(registry.settle(claim), level) for claim in registry.CLAIMS.values()]
    labels = re.findall(r"\\label\{(.*?)\}", "".join(pages))
    assert len(labels) == len(set(labels)) >= len(registry.CLAIMS)
    used = "".join(f"\\ref{{{label}}} " for label in labels)
    assert not typeset(document(*pages, used, options=options), tmp_path)


def test_every_sentence_is_set(typeset: Typeset, tmp_path: Path) -> None:
    """All rulings one after the other, and one as a document of its own."""
    sheets = [latex.sentence(registry.ruled(said)) for said in registry.SENTENCES.values()]
    assert not typeset(document(*sheets), tmp_path)
    said = registry.SENTENCES["S35"]
    alone = latex.standalone_sentence(registry.ruled(said))
    assert "proofs show" not in alone  # a handout is not a terminal
    assert not typeset(alone, tmp_path / "alone")


@pytest.mark.parametrize("level", ["lecture", "full"])
def test_every_entry_is_a_document_of_its_own(
    typeset: Typeset, tmp_path: Path, level: Level
) -> None:
    """The bodies of all documents, set one after the other between one beginning and one end."""
    sources = [
        latex.standalone(registry.settle(claim), level) for claim in registry.CLAIMS.values()
    ]
    heads = {source.partition("\\begin{document}")[0] for source in sources}
    head = max(heads, key=len)
    assert heads == {head, head.replace("\\usepackage{tikz}\n", "")}
    bodies = [s.partition("\\begin{document}")[2].partition("\\end{document}")[0] for s in sources]
    whole = f"{head}\\begin{{document}}{' '.join(bodies)}\\end{{document}}\n"
    assert not typeset(whole, tmp_path)


HANDED_OUT = ("perceptron.sign-only", "linear.minimum-norm", "perceptron.mistake-bound")


def test_other_programs_set_a_handout_and_slides(
    typeset_otherwise: Typeset, tmp_path: Path
) -> None:
    """LuaLaTeX and XeLaTeX have other fonts; nothing is too wide in them either."""
    entries = tuple(registry.settle(registry.claim(name)) for name in HANDED_OUT)
    blocks = handout(entries, "Learning rates", registry.title)
    assert not typeset_otherwise(latex.document(blocks, HANDED_OUT), tmp_path / "sheet")
    deck = slides(entries[:1], "Learning rates", registry.title)
    assert not typeset_otherwise(deck, tmp_path / "slides")


@pytest.mark.parametrize("updates", [1, 2, 3, 5, 12])
@pytest.mark.parametrize("entry", [e.id for e in registry.ENTRIES.values() if e.updates])
def test_the_unrolled_update_is_a_document(
    typeset: Typeset, tmp_path: Path, entry: str, updates: int
) -> None:
    """The pages that are handed out most: nested and with named errors, long polynomials."""
    settled = registry.settle(registry.unrolled(entry, updates))
    assert not typeset(latex.standalone(settled), tmp_path / "alone")
    source = document(latex.fragment(settled), options="10pt")
    assert not typeset(source, tmp_path / "input")


def test_all_forms_of_proof_are_set(typeset: Typeset, tmp_path: Path, settled: Settled) -> None:
    """Derivation, cases, induction, instance, runs narrow and wide, refutations, odd characters."""
    assert not typeset(latex.standalone(settled), tmp_path / "alone")
    source = document(latex.fragment(settled), options="10pt")
    assert not typeset(source, tmp_path / "input")


def test_the_same_source_gives_the_same_file(
    typeset: Typeset, tmp_path: Path, settled: Settled
) -> None:
    """Byte for byte, wherever and whenever it is set."""
    source = latex.standalone(settled)
    assert source == latex.standalone(settled)
    for name in ("one", "two"):
        typeset(source, tmp_path / name)
    one, two = ((tmp_path / name / "page.pdf").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_page_that_is_too_wide_is_noticed(
    typeset: Typeset, tmp_path: Path, settled: Settled
) -> None:
    """Set for a text twice as wide as the class has, the check above must fail."""
    source = document(latex.fragment(settled, width=2 * latex.NARROW), options="10pt")
    assert any("Overfull" in line for line in typeset(source, tmp_path))


def test_an_undefined_reference_is_noticed(typeset: Typeset, tmp_path: Path) -> None:
    """A reference to no label must fail the check above."""
    assert typeset(document("\\ref{nowhere}"), tmp_path)


@pytest.mark.parametrize(
    ("plain", "source"),
    [
        ("50 % & #1 _ $ { } ~ ^ \\", r"50 \% \& \#1 \_ \$ \{ \} \textasciitilde{} "
         r"\textasciicircum{} \textbackslash{}"),
        ('say "so" (“thus”)', "say ``so'' (``thus'')"),
        ("a – b — c…", r"a -- b --- c\dots{}"),
        ("η ≥ 0, x <= y", r"$\eta$ $\ge$ 0, x $\le$ y"),
        ("η²γ²", r"$\eta^2\gamma^2$"),
        ("labels -1 and 1, 1962-64", "labels $-$1 and 1, 1962-64"),
        ("C(t - 1, k)", "C(t $-$ 1, k)"),
        ("a < b | c", "a $<$ b $|$ c"),
    ],
)  # fmt: skip
def test_words_are_escaped(plain: str, source: str) -> None:
    """No character of a sentence means anything to TeX."""
    assert escaped(plain) == source


def test_a_text_too_narrow_is_refused(settled: Settled) -> None:
    """One clear line instead of a page that cannot fit."""
    with pytest.raises(ValueError, match="at least 20 em wide, not 5"):
        latex.fragment(settled, width=5)


def test_a_title_that_runs_into_its_paragraph_ends() -> None:
    """With a full stop, unless it has a mark of its own; option names keep two hyphens."""
    said = latex.part([Heading(3, ("Two rates",)), Paragraph(("With --budget.",))])
    assert "\\textit{Two rates.}\nWith -{}-budget." in said
    said = latex.part([Heading(3, ("Proof.",)), Paragraph(("By cases.",))])
    assert "\\textit{Proof.}\nBy cases." in said
