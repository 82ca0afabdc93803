"""A notation of one's own: what each key does, what it may not do, and that the page stays true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import latex, layout, text
from proofs.page.blocks import Block, Code, Drawing, Items, Lines, Paragraph, Row
from proofs.page.formulas import Formulas, source
from proofs.page.letters import Ascii, Letters
from proofs.page.style import Style, StyleError
from proofs.page.styled import in_style
from proofs.terms import (
    PHI,
    SIGMOID,
    ZERO,
    Term,
    dot,
    equals,
    finite_sum,
    function,
    linear_map,
    natural,
    norm,
    number,
    one_of,
    say,
    scalar,
    vector,
)

ETA, Y, W, X = scalar("eta"), scalar("y", "t"), vector("w", "t-1"), vector("x", "t")
UPDATE = ETA * (Y - PHI(dot(W, X))) * X


def row(term: Term, *beside: str) -> Lines:
    """One line of a page."""
    return Lines((Row(scalar("s"), "=", term, (), beside),))


def terms(style: str, *found: Term) -> tuple[str, ...]:
    """Terms in a style, in Unicode."""
    read = Style.read(style)
    letters = Letters(style=read)
    return tuple(letters.written(read.term(term)).text for term in found)


@pytest.mark.parametrize(
    ("style", "unicode", "ascii", "tex"),
    [
        (
            "",
            "η(y⁽ᵗ⁾ − φ(w⁽ᵗ⁻¹⁾·x⁽ᵗ⁾))x⁽ᵗ⁾",
            "eta (y^(t) - phi(w^(t-1) . x^(t))) x^(t)",
            r"\eta\bigl(y^{(t)} - \phi(\mathbf{w}^{(t-1)}\cdot\mathbf{x}^{(t)})\bigr)"
            r"\mathbf{x}^{(t)}",
        ),
        (
            "eta=alpha,t=k,φ=f",
            "α(y⁽ᵏ⁾ − f(w⁽ᵏ⁻¹⁾·x⁽ᵏ⁾))x⁽ᵏ⁾",
            "alpha (y^(k) - f(w^(k-1) . x^(k))) x^(k)",
            r"\alpha\bigl(y^{(k)} - f(\mathbf{w}^{(k-1)}\cdot\mathbf{x}^{(k)})\bigr)"
            r"\mathbf{x}^{(k)}",
        ),
        (
            "dot=transpose",
            "η(y⁽ᵗ⁾ − φ(w⁽ᵗ⁻¹⁾ᵀx⁽ᵗ⁾))x⁽ᵗ⁾",
            "eta (y^(t) - phi(w^(t-1)^T x^(t))) x^(t)",
            r"\eta\bigl(y^{(t)} - \phi(\mathbf{w}^{(t-1)\top}\mathbf{x}^{(t)})\bigr)"
            r"\mathbf{x}^{(t)}",
        ),
        (
            "dot=brackets",
            "η(y⁽ᵗ⁾ − φ(⟨w⁽ᵗ⁻¹⁾, x⁽ᵗ⁾⟩))x⁽ᵗ⁾",
            "eta (y^(t) - phi(<w^(t-1), x^(t)>)) x^(t)",
            r"\eta\Bigl(y^{(t)} - \phi\bigl(\langle\mathbf{w}^{(t-1)}, "
            r"\mathbf{x}^{(t)}\rangle\bigr)\Bigr)\mathbf{x}^{(t)}",
        ),
        (
            "index=subscript",
            "η(yₜ − φ(wₜ₋₁·xₜ))xₜ",
            "eta (y_t - phi(w_{t-1} . x_t)) x_t",
            r"\eta\bigl(y_t - \phi(\mathbf{w}_{t-1}\cdot\mathbf{x}_t)\bigr)\mathbf{x}_t",
        ),
        (
            "vectors=arrow",
            "η(y⁽ᵗ⁾ − φ(w⃗⁽ᵗ⁻¹⁾·x⃗⁽ᵗ⁾))x⃗⁽ᵗ⁾",
            "eta (y^(t) - phi(w^(t-1) . x^(t))) x^(t)",
            r"\eta\bigl(y^{(t)} - \phi(\vec{w}^{(t-1)}\cdot\vec{x}^{(t)})\bigr)\vec{x}^{(t)}",
        ),
        (
            "vectors=plain",
            "η(y⁽ᵗ⁾ − φ(w⁽ᵗ⁻¹⁾·x⁽ᵗ⁾))x⁽ᵗ⁾",
            "eta (y^(t) - phi(w^(t-1) . x^(t))) x^(t)",
            r"\eta\bigl(y^{(t)} - \phi(w^{(t-1)}\cdot x^{(t)})\bigr)x^{(t)}",
        ),
    ],
)
def test_each_key_in_each_output(style: str, unicode: str, ascii: str, tex: str) -> None:
    """One update of the perceptron."""
    read = Style.read(style)
    term = read.term(UPDATE)
    assert Letters(style=read).written(term).text == unicode
    assert Ascii(style=read).written(term).text == ascii
    assert source(Formulas(style=read).written(term).pieces) == tex


def test_brackets_go_where_the_product_needs_them() -> None:
    """A row is bracketed unless it is one vector; in brackets of its own a product needs none."""
    u, v, a = vector("u"), vector("v"), linear_map("A", "A'")
    found = (dot(u + v, u), dot(a(u), v), dot(u, u - v), 2 * dot(u, v), dot(u, v) ** 2)
    assert terms("dot=transpose", *found) == (
        "(u + v)ᵀu", "(Au)ᵀv", "uᵀ(u − v)", "2 uᵀv", "(uᵀv)²",
    )  # fmt: skip
    assert terms("dot=brackets", *found) == (
        "⟨u + v, u⟩", "⟨Au, v⟩", "⟨u, u − v⟩", "2⟨u, v⟩", "⟨u, v⟩²",
    )  # fmt: skip


def test_indices_below() -> None:
    """The step stands before a unit's number, and a power needs no bracket any more."""
    w, j, n = function("w", ("index", "step"), "vector"), natural("j"), natural("n")
    found = (w(j, n + 1), scalar("beta", "t", "2"), scalar("y", "t") ** 2, vector("w_star", "0"))
    assert terms("index=subscript", *found) == ("wₙ₊₁,ⱼ", "βₜ,₂", "yₜ²", "w₀*")
    assert terms("", *found)[:3] == ("wⱼ⁽ⁿ⁺¹⁾", "β₂⁽ᵗ⁾", "(y⁽ᵗ⁾)²")


def test_a_power_that_stands_for_a_symbol_keeps_its_bracket() -> None:
    """ρᵗ squared has a bracket however indices are written, and its letters are renamed."""
    found = (scalar("rho_power", "t") ** 2, vector("decayed_b", "t"), vector("power_sum", "t"))
    plain = ("(ρᵗ)²", "(I − ηA)ᵗ b", "∑_{k<t} (I − ηA)ᵏ b")
    assert terms("", *found) == plain
    assert terms("index=subscript", *found) == plain
    renamed = ("(rⁿ)²", "(I − ηA)ⁿ c", "∑_{j<n} (I − ηA)ʲ c")
    assert terms("rho=r,b=c,t=n,k=j", *found) == renamed


def test_letters_may_change_places() -> None:
    """All are renamed at once, in sums, in families, in maps and in running text."""
    style = Style.read("eta=lambda,lambda=η,X=Z,k=i,sigma=s")
    k, X = natural("k"), linear_map("X", "X'")
    lam = scalar("lambda")
    found = (ETA * lam, finite_sum(k, natural("n"), lam**k), X.transpose(X(ZERO)), SIGMOID(lam))
    assert terms("eta=lambda,lambda=η,X=Z,k=i,sigma=s", *found) == (
        "λη", "∑_{i<n} ηⁱ", "ZᵀZ(0)", "s(η)",
    )  # fmt: skip
    assert style.said("the product ηλ") == "the product λη"
    assert terms("w=u", vector("Delta_w", "t"), scalar("w_tilde"), vector("w'")) == (
        "Δu⁽ᵗ⁾", "ũ", "u′",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("etta=alpha", "there is no notation key etta; did you mean eta"),
        ("indexes=subscript", "did you mean index?"),
        ("speed=fast", "there are dot, phi, index, vectors, labels, and every letter"),
        ("eta=alfa", "eta=alfa: alfa is no letter; did you mean alpha?"),
        ("eta=12", "12 is no letter; a letter is one such as u"),
        ("dot=transposed", "there is no such notation transposed; did you mean transpose?"),
        ("vectors=fat", "there are bold, arrow, plain"),
        ("phi=stepp", "did you mean step?, and a letter"),
        ("eta", "a notation is written name=value, such as eta=alpha, not eta"),
        ("eta=", "not eta="),
        ("eta=alpha,,w=u", "a notation is written name=value"),
        ("eta=alpha,η=beta", "eta is given twice"),
        ("dot=point,dot=point", "dot is given twice"),
    ],
)
def test_what_is_no_notation(style: str, message: str) -> None:
    """The message names what is wrong and what is near."""
    with pytest.raises(StyleError, match=re.escape(message)):
        Style.read(style)


def test_the_file_of_a_course(tmp_path: Path) -> None:
    """At its top, or in a table beside others; what is no text, or no TOML, is said."""
    course = tmp_path / "course.toml"
    wanted = Style.read("eta=alpha,labels=01")
    for written in ('eta = "alpha"\nlabels = "01"', '[notation]\n"η" = "α"\nlabels = "01"'):
        course.write_text(written, encoding="utf-8")
        assert Style.read(str(course)) == wanted
    for written, message in (
        ("eta = 1", "eta in .* is not text: write it in quotes"),
        ("labels = 01", "is no TOML file"),
        ("", "has no table"),
        ("[notation]", "has no table"),
        ("notation = 3", "has no table"),
        ('eta = "alfa"', "did you mean alpha"),
    ):
        course.write_text(written, encoding="utf-8")
        with pytest.raises(StyleError, match=message):
            Style.read(str(course))
    with pytest.raises(FileNotFoundError):
        Style.read(str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("style", "page", "names"),
    [
        ("eta=b", (ETA * scalar("b"),), "b and η would be one letter b"),
        ("w=x", (dot(W, X),), "w and x would be one letter x"),
        ("w=b", (W, scalar("b") * W), "b and w would be one letter b"),
        ("eta=t", (ETA * W,), "t and η would be one letter t"),
        ("w=sigma", (SIGMOID(scalar("w")),), "w and σ would be one letter σ"),
        ("phi=f", (PHI(function("f")(ETA)),), "f and φ would be one letter f"),
        ("b=A", (linear_map("A", "A")(vector("b")),), "A and b would be one letter A"),
        ("y=w", (scalar("y_hat", "t") * vector("w_hat", "t"),), "ŵ and ŷ would be one letter ŵ"),
        ("eta=k", (finite_sum(natural("k"), natural("n"), ETA),),
         "k and η would be one letter k"),
        ("index=subscript", (scalar("x", "", "1") * scalar("x", "1"),),
         "x⁽¹⁾ and x₁ would be one name x₁"),
        ("vectors=plain", (scalar("y") * vector("y"),),
         "the number y and the vector y would be one name"),
        ("eta=lambda", (ETA * scalar("factor", "t"),),
         "η and λ would be one letter λ"),
    ],
)  # fmt: skip
def test_two_symbols_never_become_one_letter(
    style: str, page: tuple[Term, ...], names: str
) -> None:
    """The error names both; without the clash the same page is written."""
    blocks = tuple(row(term) if term.kind == "scalar" else _vector_row(term) for term in page)
    with pytest.raises(StyleError) as error:
        in_style(blocks, Style.read(style))
    assert str(error.value) == f"{names} on this page"
    assert in_style(blocks, Style.read("dot=brackets")) == blocks


def _vector_row(term: Term) -> Lines:
    return Lines((Row(vector("s"), "=", term, (), ()),))


def test_what_is_two_letters_elsewhere_may_be_one_here() -> None:
    """The clash is one of the page, not of the notation."""
    both = Style.read("eta=alpha,lambda=alpha")
    assert in_style([row(ETA)], both) == (row(scalar("alpha")),)


# The threshold function and labels ---------------------------------------------------------------


def test_source_as_function_as_declared() -> None:
    """φ(0) = 1, hence y − 1: values are filled in where all were meant, and told as values."""
    zero = PHI.values[1]
    page: tuple[Block, ...] = (
        Paragraph(say("with {} a first label +1 changes nothing", equals(zero, 1))),
        Items("Notation", ((say(function("phi")(scalar("z"))), say("its values ", *PHI.values)),)),
        Lines((
            Row(vector("s"), "=", ETA * (Y - PHI(number(0))) * X, (), ()),
            Row(None, "=", ETA * (Y - zero) * X, (), ("the value at 0",)),
            Row(None, "=", ETA * (Y - number(1)) * X, (), (equals(zero, 1),)),
        )),
        row(scalar("y") - PHI.values[0]),
    )  # fmt: skip
    told, meant, lines, last = in_style(page, Style.read("phi=declared"))
    assert isinstance(told, Paragraph)
    assert text.words(told.words) == "with φ(0) = 1 a first label +1 changes nothing"
    assert isinstance(meant, Items)
    assert meant.entries[0][1] == ("its values ", number(-1), number(1), number(1))
    assert isinstance(lines, Lines)
    # The third line says what the second does since 1 stands for φ₀ in both: it is left out.
    assert [text.term(r.right) for r in lines.rows] == ["η(y⁽ᵗ⁾ − φ(0))x⁽ᵗ⁾", "η(y⁽ᵗ⁾ − 1)x⁽ᵗ⁾"]
    assert isinstance(last, Lines)
    assert text.term(last.rows[0].right) == "y + 1"
    with pytest.raises(StyleError, match="phi=sign: this page assumes φ₀ = 1"):
        in_style(page, Style.read("phi=sign"))
    (sign,) = in_style(page[1:2], Style.read("phi=sign"))
    assert isinstance(sign, Items)
    assert text.words(sign.entries[0][0]) == "sign(z)"


def test_values_are_not_filled_in_where_they_are_spoken_of() -> None:
    """Not where a page is about all values, nor where it assumes others."""
    with pytest.raises(StyleError, match="this page is about all values φ₋, φ₀, φ₊"):
        in_style([Paragraph(("for any ", *PHI.values))], Style.read("phi=step"))
    assumed = Items("Hypotheses", ((("values",), (equals(PHI.values[0], -1),)),))
    with pytest.raises(StyleError, match="phi=step: this page assumes φ₋ = −1"):
        in_style([assumed], Style.read("phi=step"))
    assert in_style([assumed], Style.read("phi=declared")) == ()
    other = Items("Hypotheses", ((("odd",), (equals(function("sigma")(number(0)), 0),)),))
    assert in_style([other], Style.read("phi=step")) == (other,)


def test_a_counterexample_keeps_its_own_values() -> None:
    """Numbers that it gives to φ₋ are those of its own function."""
    fails = row(PHI(ETA), "this does not hold")
    at = Paragraph(("At ", PHI.values[0], " = ", number(2), " it fails."), "Counterexample")
    found = in_style([row(PHI(ETA)), fails, at], Style.read("phi=sign"))
    assert found[1:] == (fails, at)
    assert found[0] != row(PHI(ETA))


def test_an_instance_in_a_list_keeps_its_own_values() -> None:
    """At no place "-1 = -1": what a hypothesis is for may be shown by another function."""
    own = (("zero start",), ("with ", PHI.values[1], " = ", number(1), ": ", PHI(ETA)))
    other = (("rate",), (PHI(ETA),))
    (found,) = in_style([Items("What each hypothesis is for", (own, other))],
                        Style.read("phi=sign"))  # fmt: skip
    assert isinstance(found, Items)
    assert found.entries[0] == own
    assert found.entries[1] != other


def test_a_function_with_values_of_its_own_is_not_the_styles() -> None:
    """The textbook's function, 1 at 0, is not called sign, whose value there is 0."""
    name = say(function("phi")(scalar("z")))
    textbook = say("a threshold, ", number(-1), ", ", number(1), " and ", number(1))
    (found,) = in_style([Items("Notation", ((name, textbook),))], Style.read("phi=sign"))
    assert found == Items("Notation", ((name, textbook),))
    values = (PHI.values[0], ", ", PHI.values[1], " and ", PHI.values[2])
    both = (*say("a threshold, "), *values, ", or ", *textbook[1:])
    (found,) = in_style([Items("Notation", ((name, both),))], Style.read("phi=sign"))
    assert isinstance(found, Items)
    assert [text.words(n) for n, _ in found.entries] == ["sign(z)", "φ(z)"]
    assert [text.words(said) for _, said in found.entries] == [
        "a threshold, −1, 0 and 1", "a threshold, −1, 1 and 1",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("level", ["lecture", "full"])
def test_what_a_notation_excludes_is_refused_in_every_language(level: Any, language: str) -> None:
    """The mistake bound is for labels -1 and 1, and the first update's example for φ(0) = 1."""
    for entry, style in (("perceptron.mistake-bound", "labels=01"),
                         ("perceptron.first-update", "phi=sign")):  # fmt: skip
        page = layout.claim(registry.settle(registry.claim(entry)), level, language=language)
        with pytest.raises(StyleError, match="this page assumes"):
            in_style(page, Style.read(style))


def test_letters_change_in_figures_and_not_in_what_is_typed() -> None:
    """A figure speaks of the page's letters, and a command stays a command."""
    entry = registry.settle(registry.claim("perceptron.eta-factors-out"))
    page = in_style(layout.claim(entry, "lecture"), Style.read("eta=alpha"))
    (drawn,) = (block for block in page if isinstance(block, Drawing))
    assert "α = 1/2 (dashed)" in text.words(drawn.figure.caption)
    assert drawn.figure.panels[0].paths[0].ran == entry.claim.figure().panels[0].paths[0].ran
    last = page[-1]
    assert isinstance(last, Paragraph)
    assert [word for word in last.words if isinstance(word, Code)]


def test_labels() -> None:
    """0 and 1 only where nothing assumed says otherwise; examples with others are told."""
    y = scalar("y", "t")
    meaning = Items("Notation", ((say(X, ", ", y), say("the sample and its label")),))
    (items,) = in_style([meaning, row(ETA * y)][:1], Style.read("labels=01"))
    assert isinstance(items, Items)
    assert text.words(items.entries[0][1]) == "the sample and its label, 0 or 1"
    example = Paragraph(("At ", y, " = ", number(-1), " so."), "Counterexample")
    found = in_style([meaning, example], Style.read("labels=01"))[0]
    assert isinstance(found, Items)
    assert "an example may have others" in text.words(found.entries[0][1])
    for assumed in (one_of(y, -1, 1), equals(y**2, 1), y * dot(W, X) > 0):
        bound = Items("Hypotheses", ((("labels",), (assumed,)),))
        with pytest.raises(StyleError, match="labels=01: this page assumes"):
            in_style([meaning, bound], Style.read("labels=01"))
        assert in_style([meaning, bound], Style.read("labels=pm"))
    first = Items("Hypotheses", ((("first",), (equals(y, 1),)),))
    assert in_style([meaning, first], Style.read("labels=01"))


# Pages -------------------------------------------------------------------------------------------

FULL = "eta=alpha,dot=transpose,phi=sign,index=subscript,vectors=arrow,labels=01"


@pytest.mark.parametrize("entry", ["perceptron.eta-factors-out", "linear.zero-prediction"])
def test_no_old_letter_is_left_on_a_page(entry: str) -> None:
    """Neither in a formula nor in a sentence, in text and in LaTeX."""
    settled = registry.settle(registry.claim(entry))
    style = Style.read(FULL)
    page = text.claim(settled, style=style)
    assert "α" in page or "η" not in text.claim(settled)
    assert not set("η⁽") & set(page)
    tex = latex.fragment(settled, style=style)
    assert not re.findall(r"\\eta\b|\\mathbf|\^\{\(", tex)
    assert text.claim(settled, style=Style()) == text.claim(settled)


def test_all_forms_of_proof_have_the_notation(settled: Settled) -> None:
    """The claim with every form of proof, in every notation, is as long as in the project's own."""
    for style in ("eta=alpha", "index=subscript", "dot=brackets", "vectors=arrow", "w=q,eta=mu"):
        page = text.claim(settled, 4000, style=Style.read(style))
        assert page != text.claim(settled, 4000)
        assert len(page.splitlines()) == len(text.claim(settled, 4000).splitlines())


def test_norms_and_arrows() -> None:
    """A zero vector has an arrow as well, so that it is not the number 0."""
    arrow = Style.read("vectors=arrow")
    assert Formulas(style=arrow).written(norm(ZERO)).text == r"\|\vec{0}\|"
    assert Formulas(style=Style.read("vectors=plain")).written(ZERO).text == "0"
