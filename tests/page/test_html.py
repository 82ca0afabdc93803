"""Pages as HTML: well-formed, nothing left out, formulas as MathML with their words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import html, layout
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Row, Table
from proofs.page.mathml import MathML, segments
from proofs.page.powers import formula_of
from proofs.page.spoken import spoken
from proofs.page.written import LETTERS, Name
from proofs.terms import (
    ABS,
    NORM,
    SQRT,
    ZERO,
    Apply,
    Function,
    Number,
    Relation,
    Symbol,
    Term,
    dot,
    equals,
    function,
    linear_map,
    natural,
    number,
    parts,
    scalar,
    vector,
)

EVERY_ENTRY = pytest.mark.parametrize("entry", registry.CLAIMS)
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
STACKED = MathML()
W, V, X, ETA, T = vector("w", "t"), vector("v", "t"), vector("x"), scalar("eta"), scalar("t")


class Checked(HTMLParser):
    """Reads a page and notes what is not closed, ids, addresses and plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Note what it does not close."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)


def read(page: str) -> Checked:
    """A page, once it is known that all is closed and no id stands twice."""
    checked = Checked()
    checked.feed(page)
    assert not checked.faults
    assert not checked.open
    assert len(checked.ids) == len(set(checked.ids))
    return checked


PARTS = {"mfrac": 2, "msup": 2, "msub": 2, "mover": 2, "msubsup": 3}


def maths(page: str) -> list[ElementTree.Element]:
    """The formulas of a page, each read as XML; an element has as many parts as it must."""
    found = [ElementTree.fromstring(each) for each in re.findall(r"<math.*?</math>", page, re.S)]
    for element in (part for formula in found for part in formula.iter()):
        assert len(element) == PARTS.get(element.tag, len(element)), ElementTree.tostring(element)
    return found


def source(term: Term | Relation) -> str:
    """A formula for a line of its own."""
    row = STACKED.related(term) if isinstance(term, Relation) else STACKED.written(term)
    (only,) = segments(row, 1e6)
    return only


# Formulas ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (ETA * V, "<mi>η</mi><msup><mi>𝐯</mi><mtext>(𝑡)</mtext></msup>"),
        (scalar("y_hat", "t-1"), '<msup><mover accent="true"><mi>y</mi><mo stretchy="false">^</mo>'
         "</mover><mtext>(𝑡−1)</mtext></msup>"),
        ((ETA + 1) ** 2, "<msup><mrow><mi>(</mi><mi>η</mi><mo>+</mo><mn>1</mn><mi>)</mi></mrow>"
         "<mn>2</mn></msup>"),
        (ETA / (1 + ETA), "<mfrac><mi>η</mi><mrow><mn>1</mn><mo>+</mo><mi>η</mi></mrow></mfrac>"),
        (SQRT(ETA), "<msqrt><mi>η</mi></msqrt>"),
        (NORM(X) * 2, "<mi>‖</mi><mi>𝐱</mi><mi>‖</mi><mo>⋅</mo><mn>2</mn>"),
        (ABS(1 / ETA), "<mrow><mo>|</mo><mfrac><mn>1</mn><mi>η</mi></mfrac><mo>|</mo></mrow>"),
        (X / NORM(X), "<mfrac><mi>𝐱</mi><mrow><mi>‖</mi><mi>𝐱</mi><mi>‖</mi></mrow></mfrac>"),
        (NORM(X) ** 2, "<msup><mrow><mi>‖</mi><mi>𝐱</mi><mi>‖</mi></mrow><mn>2</mn></msup>"),
        (ZERO, "<mn>𝟎</mn>"),
        (-ETA, '<mo form="prefix">−</mo><mi>η</mi>'),
        (linear_map("X", "X'").transpose(X), "<msup><mi>X</mi><mi>⊤</mi></msup><mi>𝐱</mi>"),
        (scalar("grad_L"), '<mrow><mi mathvariant="normal">∇</mi><mi>L</mi></mrow>'),
        (scalar("phi_minus"), "<msub><mi>φ</mi><mo>−</mo></msub>"),
        (equals(ETA, 1), "<mi>η</mi><mo>=</mo><mn>1</mn>"),
    ],
)  # fmt: skip
def test_formulas(term: Term | Relation, expected: str) -> None:
    """One formula of each kind, as it is to be."""
    assert source(term) == expected


def test_an_index_that_is_a_term_is_text() -> None:
    """What stands below and above a function of naturals is read as an index."""
    n = natural("n")
    rate = function("w", ("step",), "vector")(n + 1)
    assert source(rate) == "<msup><mi>𝐰</mi><mtext>(𝑛+1)</mtext></msup>"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (equals(W, ETA * V), "w at step t equals eta times v at step t"),
        ((ETA + 1) ** 2, "open bracket eta plus 1 close bracket squared"),
        (dot(W, X) > 0, "w at step t dot x is greater than 0"),
        (NORM(X) ** 2 / ETA, "the norm of x squared over eta"),
        (number(-1, 2), "minus 1 over 2"),
    ],
)
def test_formulas_in_words(said: Term | Relation, words: str) -> None:
    """What is heard says the formula, brackets included."""
    assert spoken(said) == words


def test_a_long_formula_breaks_and_is_heard_as_one() -> None:
    """It is cut at sums, loses nothing, and its parts are not heard by themselves."""
    long = sum((scalar(f"a_{k}") * vector(f"x_{k}") for k in range(1, 12)), vector("w"))
    page = html.formula(long)
    cut = re.findall(r"<math>(.*?)</math>", page)
    assert len(cut) > 3
    assert all(part.startswith('<mo form="infix">+') for part in cut[1:])
    assert "".join(cut).replace(' form="infix"', "") == source(long)
    assert page.startswith(f'<span class="long" role="math" aria-label="{spoken(long)}">')
    assert '<span aria-hidden="true">' in page


# Pages -------------------------------------------------------------------------------------------


def terms_of(blocks: Iterable[Block]) -> Iterator[Term]:
    """All terms of blocks."""
    for block in blocks:
        match block:
            case Heading(words=words) | Paragraph(words=words):
                yield from in_words(words)
            case Items(entries=entries):
                for name, meaning in entries:
                    yield from in_words((*name, *meaning))
            case Lines(rows=rows):
                for row in rows:
                    yield from in_row(row)
            case Table():
                cells = (*block.heads, *(title for title, _ in block.groups))
                for cell in (*cells, *(cell for row in block.rows for cell in row)):
                    yield from in_words(cell)


def in_words(words: Iterable[object]) -> Iterator[Term]:
    """The terms in running text."""
    for piece in words:
        if isinstance(piece, Relation):
            yield from piece.terms
        elif isinstance(piece, Term):
            yield piece


def in_row(row: Row) -> Iterator[Term]:
    """The terms of a line and of its reason."""
    yield from (term for term in (row.left, row.right, *row.others) if term is not None)
    yield from in_words(row.beside)


def letters(term: Term) -> Iterator[str]:
    """What must be seen of a symbol, a number or a function."""
    for part in parts(term):
        formula = formula_of(part)
        if formula is not None:
            for inner in formula.terms:
                yield from letters(inner)
        elif isinstance(part, Symbol):
            yield source(part)
            yield LETTERS.get(name := Name.of(part.name).base, name)
        elif isinstance(part, Number) and abs(part.value) < 10**12:
            yield str(abs(part.value.numerator))
        elif isinstance(part, Apply | Function):
            named = part.function if isinstance(part, Apply) else part
            if named.name not in ("norm", "abs", "sqrt", "sigmoid", "C"):
                yield LETTERS.get(name := Name.of(named.name).base, name)


BOLD = {chr(0x1D400 + k): chr(ord("A") + k) for k in range(26)}
BOLD |= {chr(0x1D41A + k): chr(ord("a") + k) for k in range(26)}
BOLD |= {chr(0x1D6A8 + k): chr(ord("Α") + k) for k in range(25)}
BOLD |= {chr(0x1D6C2 + k): chr(ord("α") + k) for k in range(25)}
ITALIC = {chr(0x1D44E + k): chr(ord("a") + k) for k in range(26)} | {"ℎ": "h"}


@EVERY_ENTRY
def test_every_symbol_of_every_term_is_on_the_page(entry: str) -> None:
    """At both levels; the pages are well-formed, each formula is XML, and has its words."""
    settled = registry.settle(registry.claim(entry))
    for level in ("lecture", "full"):
        blocks = layout.claim(settled, level)  # type: ignore[arg-type]
        page = html.claim(settled, level)  # type: ignore[arg-type]
        checked = read(page)
        assert "http" not in " ".join(checked.addresses)
        seen = "".join(BOLD.get(c, c) for c in "".join(checked.text))
        terms = dict.fromkeys(terms_of(blocks))
        wanted = {letter for term in terms for letter in letters(term)}
        # A step above a name, such as (k), is one text in slanted letters.
        inside = {f"<mi>{ITALIC[c]}</mi>" for c in "".join(checked.text) if c in ITALIC}
        assert [w for w in wanted if w not in page and w not in seen and w not in inside] == []
        short = re.sub(r'<span class="long".*?</span></span>', "", page, flags=re.DOTALL)
        assert maths(page)
        dumb = re.findall(r"<math>(.*?)</math>", short)
        assert all(re.fullmatch("<m[in]>.</m[in]>", formula) for formula in dumb)
        labels = [b.label for b in blocks if isinstance(b, Heading) and b.label]
        assert set(labels) == {name for name in checked.ids if "-figure-" not in name}


def test_words_are_escaped(settled: Settled) -> None:
    """What a title or a word holds is shown as it is."""
    page = html.claim(settled)
    read(page)
    assert "Everything at once: 100 % &amp; more_less" in page
    assert html.words(("a <b> & c",)) == "a &lt;b&gt; &amp; c"
    for form in ("Case ", "Step, from ", "Counterexample", "Rests on "):
        assert form in page
    assert unescape(page).count("∎") == 1


def test_the_style_knows_every_sign() -> None:
    """All that formulas are made of is in the font that comes with the pages."""
    tools = pytest.importorskip("fontTools.ttLib", reason="fonttools comes with matplotlib")
    pytest.importorskip("brotli", reason="brotli is not installed: the fonts cannot be read")
    folder = Path(html.__file__).parent / "fonts"
    held = set(tools.TTFont(folder / "math.woff2").getBestCmap())
    needed = {*LETTERS.values(), *BOLD, *"0123456789+−⋅=≠<≤>≥∈∑∇Δ‖|(){}[]⊤⊢∗′,/"}
    needed |= {chr(0x1D44E + k) for k in range(26) if k != 7} | {"ℎ"}
    assert {sign for sign in needed if ord(sign) not in held} == set()
    assert (folder / "math.woff2").stat().st_size <= 120_000
    assert "LaTeX Project Public License" in (folder / "GUST-FONT-LICENSE.txt").read_text()


def test_pages_do_not_depend_on_hashes() -> None:
    """Two processes with different hash seeds print the same."""
    code = (
        "from proofs import registry\n"
        "from proofs.page import html\n"
        "print(html.claim(registry.settle(registry.claim('perceptron.sign-only'))))"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2]),
                 "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(pages) == 1
