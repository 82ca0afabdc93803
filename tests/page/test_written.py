"""What formulas look like, exactly: signs, brackets, sizes, indices, order, line breaks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs.page.formulas import Formulas, InlineFormulas, source
from proofs.page.letters import Ascii, Letters
from proofs.page.written import LIMIT, Notation, broken
from proofs.terms import ABS, EXP, NORM, PHI, SQRT, Number, Term, dot, function, scalar, vector

NOTATIONS: dict[str, Notation] = {
    "unicode": Letters(),
    "ascii": Ascii(),
    "display": Formulas(),
    "inline": InlineFormulas(),
}


def printed(notation: Notation, term: Term) -> str:
    """The term as a page has it."""
    return source(notation.written(term).pieces)


eta, a, b = scalar("eta"), scalar("a"), scalar("b")
w0, x1, x2 = vector("w", "0"), vector("x", "1"), vector("x", "2")
y1, y2 = scalar("y", "1"), scalar("y", "2")
first = eta * (y1 - PHI(dot(w0, x1))) * x1
second = eta * (y2 - PHI(dot(w0 + first, x2))) * x2


@pytest.mark.parametrize(
    ("term", "unicode", "ascii", "latex"),
    [
        (second,
         "η(y⁽²⁾ − φ((w⁽⁰⁾ + η(y⁽¹⁾ − φ(w⁽⁰⁾·x⁽¹⁾))x⁽¹⁾)·x⁽²⁾))x⁽²⁾",
         "eta (y^(2) - phi((w^(0) + eta (y^(1) - phi(w^(0) . x^(1))) x^(1)) . x^(2))) x^(2)",
         r"\eta\Biggl(y^{(2)} - \phi\biggl(\Bigl(\mathbf{w}^{(0)} + \eta\bigl(y^{(1)} - "
         r"\phi(\mathbf{w}^{(0)}\cdot\mathbf{x}^{(1)})\bigr)\mathbf{x}^{(1)}\Bigr)\cdot"
         r"\mathbf{x}^{(2)}\biggr)\Biggr)\mathbf{x}^{(2)}"),
        (b * 3 + 2 * a, "b·3 + 2a", "b * 3 + 2 a", r"b\cdot3 + 2a"),
        (a - (b - 2), "a − (b − 2)", "a - (b - 2)", "a - (b - 2)"),
        (a + -b - -eta, "a − b − (−η)", "a - b - (-eta)", r"a - b - (-\eta)"),
        (a + Number(Fraction(-2)), "a + (−2)", "a + (-2)", "a + (-2)"),
        (a * -b, "a(−b)", "a (-b)", "a(-b)"),
        (-2 * a, "−2a", "-2 a", "-2a"),
        (a + -2 * b, "a + (−2b)", "a + (-2 b)", "a + (-2b)"),
        (Number(Fraction(1, 2)) * a, "(1/2)a", "(1/2) a", r"\tfrac{1}{2}a"),
        ((a + b) / (a * b), "(a + b)/(a b)", "(a + b)/(a b)", r"\frac{a + b}{ab}"),
        (y1**2, "(y⁽¹⁾)²", "(y^(1))^2", "(y^{(1)})^2"),
        (NORM(w0) ** 2, "‖w⁽⁰⁾‖²", "norm(w^(0))^2", r"\|\mathbf{w}^{(0)}\|^2"),
        (ABS(a) * ABS(b), "|a| |b|", "abs(a) abs(b)", r"|a|\,|b|"),
        (NORM(-w0), "‖−w⁽⁰⁾‖", "norm(-w^(0))", r"\lVert-\mathbf{w}^{(0)}\rVert"),
        (2 * dot(w0, x1), "2 w⁽⁰⁾·x⁽¹⁾", "2 w^(0) . x^(1)",
         r"2\,\mathbf{w}^{(0)}\cdot\mathbf{x}^{(1)}"),
        (dot(w0, x1) * x2, "(w⁽⁰⁾·x⁽¹⁾)x⁽²⁾", "(w^(0) . x^(1)) x^(2)",
         r"(\mathbf{w}^{(0)}\cdot\mathbf{x}^{(1)})\mathbf{x}^{(2)}"),
        (scalar("phi_minus") + scalar("phi_zero"), "φ₋ + φ₀", "phi_minus + phi_zero",
         r"\phi_- + \phi_0"),
        (vector("Delta_w", "t-1"), "Δw⁽ᵗ⁻¹⁾", "Delta_w^(t-1)", r"\Delta\mathbf{w}^{(t-1)}"),
        (vector("theta'", "t"), "θ′⁽ᵗ⁾", "theta'^(t)", r"\boldsymbol{\theta}'^{(t)}"),
        (scalar("w_star") * scalar("y_hat", "1"), "w* ŷ⁽¹⁾", "w_star y_hat^(1)",
         r"w^{*}\hat{y}^{(1)}"),
        (EXP(-a) + SQRT(a + b), "exp(−a) + √(a + b)", "exp(-a) + sqrt(a + b)",
         r"\exp(-a) + \sqrt{a + b}"),
        (Number(Fraction(3, 2**60)) * a, "(3/2⁶⁰)a", "(3/2^60) a", r"\tfrac{3}{2^{60}}a"),
        (Number(Fraction(3 * 2**60)) * a, "(3·2⁶⁰)a", "(3 * 2^60) a", r"(3\cdot2^{60})a"),
        (Number(Fraction(-1, 3 * 2**60)), "−1/(3·2⁶⁰)", "-1/(3 * 2^60)",
         r"-\tfrac{1}{3\cdot2^{60}}"),
        (function("fl64")(a), "fl₆₄(a)", "fl64(a)", r"\operatorname{fl}_{64}(a)"),
        (eta * a * eta, "ηaη", "eta a eta", r"\eta a\eta"),
    ],
)  # fmt: skip
def test_terms_look_as_in_a_textbook(term: Term, unicode: str, ascii: str, latex: str) -> None:
    """Exact strings: signs, brackets and their sizes, indices, points, order."""
    assert printed(NOTATIONS["unicode"], term) == unicode
    assert printed(NOTATIONS["ascii"], term) == ascii
    assert printed(NOTATIONS["display"], term) == latex


def test_ascii_is_ascii() -> None:
    """The fallback uses no other character, whatever the symbol."""
    names = ("eta", "phi_plus", "y_hat", "Delta_w", "w_star", "theta'", "lambda_max")
    for name in names:
        assert printed(NOTATIONS["ascii"], vector(name, "t-1", "i")).isascii()


@pytest.mark.parametrize("alphabet", NOTATIONS)
def test_a_term_too_long_to_print_is_refused(alphabet: str) -> None:
    """Two hundred nested updates share their parts, and would fill a library as a tree."""
    w: Term = w0
    for t in range(1, 201):
        x = vector("x", str(t))
        w = w + eta * (scalar("y", str(t)) - PHI(dot(w, x))) * x
    with pytest.raises(ValueError, match=f"longer than {LIMIT:,} characters"):
        NOTATIONS[alphabet].written(w)


def test_lines_are_broken_at_the_outermost_sum() -> None:
    """A long sum is broken between its terms, not within their brackets."""
    term = (a + b) * (a - b) + (a + eta) * (a - eta) + (b + eta) * (b - eta)
    lines = [line.text for line in broken(Letters().written(term), 40, 2)]
    assert lines == ["(a + b)(a − b) + (a + η)(a − η)", " + (b + η)(b − η)"]
