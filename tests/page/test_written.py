"""What formulas look like, exactly: signs, brackets, sizes, indices, order, line breaks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs.page.formulas import Formulas, InlineFormulas, source
from proofs.page.letters import Ascii, Letters
from proofs.page.written import LIMIT, Notation, broken
from proofs.terms import (
    ABS,
    EXP,
    NORM,
    PHI,
    SQRT,
    Number,
    Term,
    dot,
    function,
    linear_map,
    scalar,
    vector,
)

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
A, X = linear_map("A", "A"), linear_map("X", "X'")
LOSS, GRADIENT = function("L", ("vector",)), function("grad_L", ("vector",), "vector")
u, v, target = vector("u"), vector("v"), vector("y")
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


@pytest.mark.parametrize(
    ("term", "unicode", "ascii", "latex"),
    [
        (A(w0), "Aw⁽⁰⁾", "A(w^(0))", r"A\mathbf{w}^{(0)}"),
        (A(A(A(u))), "A³u", "A(A(A(u)))", r"A^3\mathbf{u}"),
        (X.transpose(X(u)), "XᵀXu", "X'(X(u))", r"X^{\top}X\mathbf{u}"),
        (X.transpose(X.transpose(u)), "(Xᵀ)²u", "X'(X'(u))", r"(X^{\top})^2\mathbf{u}"),
        (A(u - v), "A(u − v)", "A(u - v)", r"A(\mathbf{u} - \mathbf{v})"),
        (A(-u) + A(2 * u), "A(−u) + A(2u)", "A(-u) + A(2 u)",
         r"A(-\mathbf{u}) + A(2\mathbf{u})"),
        (A(vector("momentum")), "A momentum", "A(momentum)", r"A\mathbf{momentum}"),
        (2 * eta * u - eta**2 * A(u), "2ηu − η²Au", "2 eta u - eta^2 A(u)",
         r"2\eta\mathbf{u} - \eta^2A\mathbf{u}"),
        (A(u) * eta, "(Au)η", "A(u) eta", r"(A\mathbf{u})\eta"),
        (dot(X(u), v), "Xu·v", "X(u) . v", r"X\mathbf{u}\cdot\mathbf{v}"),
        (NORM(X(u)) ** 2, "‖Xu‖²", "norm(X(u))^2", r"\|X\mathbf{u}\|^2"),
        (X.transpose(X(u) - target) / scalar("m"), "Xᵀ(Xu − y)/m", "X'(X(u) - y)/m",
         r"\frac{X^{\top}(X\mathbf{u} - \mathbf{y})}{m}"),
        (A(GRADIENT(u)) + u * LOSS(u), "A∇L(u) + u L(u)", "A(grad_L(u)) + u L(u)",
         r"A\nabla L(\mathbf{u}) + \mathbf{u}L(\mathbf{u})"),
        (function("ell'")(a) * function("sigma'")(a), "ℓ′(a)σ′(a)", "ell'(a) sigma'(a)",
         r"\ell'(a)\sigma'(a)"),
        (scalar("lambda_max") * vector("w'", "t") - vector("w_star"), "λₘₐₓw′⁽ᵗ⁾ − w*",
         "lambda_max w'^(t) - w_star",
         r"\lambda_{\mathrm{max}}\mathbf{w}'^{(t)} - \mathbf{w}^{*}"),
    ],
)  # fmt: skip
def test_linear_maps_and_names_of_descent(term: Term, unicode: str, ascii: str, latex: str) -> None:
    """Maps stand before vectors as matrices do; gradients, losses and eigenvalues have letters."""
    assert printed(NOTATIONS["unicode"], term) == unicode
    assert printed(NOTATIONS["ascii"], term) == ascii
    assert printed(NOTATIONS["display"], term) == latex


def power(name: str, index: str = "t") -> Term:
    """A vector that is written as a power or a sum."""
    return vector(name, index)


_SIGN = r"\sum"


@pytest.mark.parametrize(
    ("term", "unicode", "ascii", "latex"),
    [
        (power("decayed_start", "t-1"), "(I − ηA)ᵗ⁻¹ w⁽⁰⁾", "(I - eta A)^{t-1} w^(0)",
         r"(I - \eta A)^{t-1}\mathbf{w}^{(0)}"),
        (power("decayed_difference", "3"), "(I − ηA)³ (w⁽⁰⁾ − w′⁽⁰⁾)",
         "(I - eta A)^3 (w^(0) - w'^(0))",
         r"(I - \eta A)^3(\mathbf{w}^{(0)} - \mathbf{w}'^{(0)})"),
        (power("decayed_start") - eta * A(power("decayed_start")),
         "(I − ηA)ᵗ w⁽⁰⁾ − ηA(I − ηA)ᵗ w⁽⁰⁾",
         "(I - eta A)^t w^(0) - eta A((I - eta A)^t w^(0))",
         r"(I - \eta A)^t\mathbf{w}^{(0)} - \eta A(I - \eta A)^t\mathbf{w}^{(0)}"),
        (eta * power("power_sum"), "η ∑_{k<t} (I − ηA)ᵏ b", "eta sum_{k<t} (I - eta A)^k b",
         rf"\eta{_SIGN}_{{k<t}}(I - \eta A)^k\mathbf{{b}}"),
        (dot(power("decayed_b"), u), "((I − ηA)ᵗ b)·u", "((I - eta A)^t b) . u",
         r"\bigl((I - \eta A)^t\mathbf{b}\bigr)\cdot\mathbf{u}"),
        (power("binomial_sum"), "∑_{k=1..t} C(t, k)(−1)ᵏ⁻¹ηᵏAᵏ⁻¹b",
         "sum_{k=1..t} C(t, k) (-1)^{k-1} eta^k A^{k-1} b",
         rf"{_SIGN}_{{k=1}}^{{t}}\binom{{t}}{{k}}(-1)^{{k-1}}\eta^kA^{{k-1}}\mathbf{{b}}"),
        (scalar("pairs", "t-1") * a, "C(t − 1, 2)a", "C(t - 1, 2) a", r"\binom{t - 1}{2}a"),
        (scalar("steps", "t-1") * a + scalar("steps", "t"), "(t − 1)a + t", "(t - 1) a + t",
         "(t - 1)a + t"),
        (a * scalar("steps", "3"), "a·3", "a * 3", r"a\cdot3"),
        (a * scalar("sign_change", "t") * a, "a(−1)ᵗa", "a (-1)^t a", "a(-1)^ta"),
        (scalar("factor") ** 2 + scalar("factor", "0") ** 2, "factor² + ((1 − ηλ)⁰)²",
         "factor^2 + ((1 - eta lambda)^0)^2",
         r"\mathit{factor}^2 + \bigl((1 - \eta\lambda)^0\bigr)^2"),
        (scalar("geometric_sum", "t") * a, "(∑_{k<t} (1 − ηλ)ᵏ)a",
         "(sum_{k<t} (1 - eta lambda)^k) a",
         rf"\biggl({_SIGN}_{{k<t}}(1 - \eta\lambda)^k\biggr)a"),
        (scalar("rho_power", "t-1") * NORM(power("decayed_error", "0")),
         "ρᵗ⁻¹‖(I − ηA)⁰ (w⁽⁰⁾ − w*)‖", "rho^{t-1} norm((I - eta A)^0 (w^(0) - w_star))",
         r"\rho^{t-1}\bigl\|(I - \eta A)^0(\mathbf{w}^{(0)} - \mathbf{w}^{*})\bigr\|"),
    ],
)  # fmt: skip
def test_powers_and_sums_of_a_run(term: Term, unicode: str, ascii: str, latex: str) -> None:
    """The symbol of a recursion is written as the power or the sum that it defines."""
    assert printed(NOTATIONS["unicode"], term) == unicode
    assert printed(NOTATIONS["ascii"], term) == ascii
    assert printed(NOTATIONS["display"], term) == latex


def test_bars_stand_also_round_what_can_be_broken() -> None:
    """Only bars within bars are spelled out in a terminal."""
    assert printed(NOTATIONS["unicode"], NORM(eta * u)) == "‖ηu‖"
    assert printed(NOTATIONS["unicode"], NORM(NORM(u) * u)) == "norm(‖u‖u)"


def test_ascii_is_ascii() -> None:
    """The fallback uses no other character, whatever the symbol."""
    names = ("eta", "phi_plus", "y_hat", "Delta_w", "w_star", "theta'", "lambda_max", "grad_L")
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
