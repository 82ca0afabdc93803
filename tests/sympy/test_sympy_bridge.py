"""Terms there and back, and SymPy's opinion of equations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs import registry
from proofs.evaluation import evaluate
from proofs.find.sympy_bridge import Opinions, from_sympy, name_of, redecide, redecided, to_sympy
from proofs.terms import (
    ABS,
    EXP,
    FL64,
    LOG,
    MAX,
    MIN,
    PHI,
    SIGMOID,
    SIGN,
    SQRT,
    TANH,
    ZERO,
    Relation,
    Term,
    TermError,
    assume,
    differs,
    dot,
    equals,
    finite_sum,
    fold,
    function,
    linear_map,
    natural,
    norm,
    number,
    one_of,
    scalar,
    sympy_terms,
    threshold,
    vector,
)

a, b, c, eta = (scalar(name) for name in ("a", "b", "c", "eta"))
u, v, w, x = (vector(name) for name in "uvwx")
A, X = linear_map("A", "A"), linear_map("X", "X'")
A_, B_, C_ = sympy.symbols("a b c", real=True)

steady = settings(max_examples=150, derandomize=True)
LEAVES = st.one_of(
    st.sampled_from((a, b, c)),
    st.builds(lambda p, q: number(p, q), st.integers(-4, 4), st.integers(1, 4)),
)
POLYNOMIALS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda s, t: s + t, inner, inner),
        st.builds(lambda s, t: s - t, inner, inner),
        st.builds(lambda s, t: s * t, inner, inner),
        st.builds(lambda s: -s, inner),
        st.builds(lambda s, n: s**n, inner, st.integers(0, 3)),
        st.builds(lambda s: ABS(s), inner),
        st.builds(lambda s: SIGN(s), inner),
        st.builds(lambda s, t: MAX(s, t), inner, inner),
        st.builds(lambda s, t: MIN(s, t), inner, inner),
        st.builds(lambda s, n: s / number(n, 3), inner, st.integers(1, 5)),
    ),
    max_leaves=8,
)
POINTS = st.tuples(*[st.builds(Fraction, st.integers(-3, 3), st.integers(1, 3))] * 3)


@steady
@given(POLYNOMIALS, POINTS)
def test_there_and_back_the_value_is_kept(term: Term, values: tuple[Fraction, ...]) -> None:
    """The expression, and the term made of it, have the term's value everywhere."""
    point: dict[Any, Any] = dict(zip((a, b, c), values, strict=True))
    expression = to_sympy(term)
    at = {
        to_sympy(symbol): sympy.Rational(value.numerator, value.denominator)
        for symbol, value in point.items()
    }
    value = evaluate(term, point)
    assert expression.subs(at) == sympy.Rational(value.numerator, value.denominator)
    assert evaluate(from_sympy(expression), point) == value


@steady
@given(POLYNOMIALS)
def test_there_and_back_the_expression_is_kept(term: Term) -> None:
    """What SymPy makes of the term that it says is the same expression."""
    expression = to_sympy(term)
    assert to_sympy(from_sympy(expression)) == expression


@pytest.mark.parametrize(
    ("term", "expression"),
    [
        (EXP(a) + LOG(b), sympy.exp(A_) + sympy.log(B_)),
        (SQRT(a) / b, sympy.sqrt(A_) / B_),
        (1 / SQRT(a) ** 3, A_ ** sympy.Rational(-3, 2)),
        (ABS(a) + SIGN(b), sympy.Abs(A_) + sympy.sign(B_)),
        (MAX(a, MIN(b, c)), sympy.Max(A_, sympy.Min(B_, C_))),
        (TANH(a), sympy.tanh(A_)),
        (SIGMOID(a), 1 / (1 + sympy.exp(-A_))),
        (PHI(a), sympy.Function("phi", real=True)(A_)),
        (function("f", ("scalar", "scalar"))(a, b), sympy.Function("f", real=True)(A_, B_)),
        (-2 * a / (3 * b), sympy.Rational(-2, 3) * A_ / B_),
        (a / (b / c), A_ * C_ / B_),
    ],
    ids=str,
)
def test_each_function(term: Term, expression: sympy.Expr) -> None:
    """What terms know, SymPy knows under its own name, and back."""
    assert to_sympy(term) == expression
    assert to_sympy(from_sympy(expression)) == expression


def test_what_is_written_is_kept() -> None:
    """A product begins with its number, a difference is one, a quotient has one bar."""
    assert str(from_sympy(-A_ * B_ / 2 + C_)) == "-(a b)/2 + c"
    assert str(from_sympy(A_ - 3 * B_)) == "a - 3 b"
    assert str(from_sympy(A_ / (B_ * C_))) == "a/(b c)"
    assert str(from_sympy(-sympy.Integer(3))) == "-3"
    assert str(from_sympy(sympy.Mul(2, 2, A_, evaluate=False))) == "4 a"


def test_indices_are_part_of_a_name() -> None:
    """e^(1) and e_1 are two names, and both come back."""
    for symbol in (scalar("e", "1"), scalar("e", "", "1"), scalar("y_hat", "t-1", "j"), a):
        assert to_sympy(symbol).name == name_of(symbol)
        assert from_sympy(to_sympy(symbol)) is symbol


def test_inner_products_are_multiplied_out() -> None:
    """Bilinear, symmetric, linear maps inside; a vector is a sum of factors times symbols."""
    said = to_sympy(dot(w + eta * (1 - a) * x, x))
    product = sympy.Function("dot", real=True)
    W, X_, E = sympy.symbols("w x eta", real=True)
    assert said == product(W, X_) + E * (1 - A_) * product(X_, X_)
    assert to_sympy(dot(w, x)) == to_sympy(dot(x, w))
    assert to_sympy(A(w - 2 * x)) == sympy.Function("A", real=True)(W) - 2 * sympy.Function(
        "A", real=True
    )(X_)
    assert to_sympy(norm(w)) == sympy.sqrt(product(W, W))
    assert to_sympy(dot(ZERO, x)) == 0


def test_vectors_come_back_where_they_are_named() -> None:
    """A name is a vector's only if that is said."""
    line = w - eta * (A(w) - b * x)
    again = from_sympy(to_sympy(line), vectors=("w", x), functions=(A,))
    assert again.kind == "vector"
    assert redecide(equals(again, line))
    assert from_sympy(to_sympy(PHI(dot(w, x))), vectors=("w", "x")) is PHI(dot(w, x))
    with pytest.raises(TermError):
        from_sympy(to_sympy(line), functions=(A,))


@pytest.mark.parametrize(
    "term",
    [
        FL64(a),
        a / (b - b),
        number(1) / 0,
        SQRT(number(-2)),
        LOG(number(0)),
        LOG(number(-1)),
        function("g", ("vector",))(u),
        PHI(a) + threshold("phi", 0, 0, 1)(a),
        dot(vector("a"), u) + a,
        function("f")(a) + function("f", ("scalar", "scalar"))(a, b),
        function("a")(b) + a,
    ],
    ids=str,
)
def test_what_sympy_cannot_say_is_refused(term: Term) -> None:
    """No counterpart, no real value, or two things of one name."""
    with pytest.raises(TermError):
        to_sympy(term)


@pytest.mark.parametrize(
    "expression",
    [
        sympy.Float("0.5") * A_,
        sympy.pi * A_,
        sympy.E + A_,
        sympy.I * A_,
        2**A_,
        sympy.cbrt(A_),
        sympy.sin(A_),
        sympy.oo,
        sympy.nan,
        sympy.Piecewise((A_, A_ > 0), (0, True)),
        sympy.Sum(A_, (B_, 1, 3)),
        sympy.Derivative(sympy.Function("f")(A_), A_),
        sympy.Symbol("x y"),
        sympy.Symbol("z", imaginary=True),
        sympy.Symbol("A", commutative=False),
        sympy.Symbol("a", positive=True) + A_,
        A_**65,
    ],
    ids=str,
)
def test_what_terms_cannot_say_is_refused(expression: sympy.Expr) -> None:
    """No floats, no constants without a term, no second symbol of a name."""
    with pytest.raises(TermError):
        from_sympy(expression)


k, n, j = natural("k"), natural("n"), natural("j")
run, family = function("w", ("step",)), function("x", ("index",), "vector")
K_, N_ = sympy.symbols("k n", integer=True, nonnegative=True)
W_, X_ = sympy.Function("w", real=True), sympy.Function("x", real=True)


@pytest.mark.parametrize(
    ("term", "expression"),
    [
        (finite_sum(k, n, a**k), sympy.Sum(A_**K_, (K_, 0, N_ - 1))),
        (finite_sum(k, n + 1, b), sympy.Sum(B_, (K_, 0, N_))),
        (a ** (n + 1) * b, A_ ** (N_ + 1) * B_),
        (1 / a**n, A_**-N_),
        (run(n + 1) - run(n), W_(N_ + 1) - W_(N_)),
        (run(n) - run(0), W_(N_) - W_(0)),
        (run(0), sympy.Symbol("w^{0}", real=True)),
        (finite_sum(k, n, run(k)) * run(2), sympy.Sum(W_(K_), (K_, 0, N_ - 1)) * W_(2)),
    ],
    ids=str,
)
def test_sums_powers_and_runs(term: Term, expression: sympy.Expr) -> None:
    """A natural is an integer that is not negative; numbered steps are values of the run."""
    assert term.sympy() == expression
    assert from_sympy(expression, functions=(run,)).sympy() == expression


def test_vectors_of_a_family() -> None:
    """What does not change with the index stands outside; the rest of a sum stays whole."""
    at = sympy.Symbol("u", real=True)
    assert finite_sum(k, n, a**k * u).sympy() == at * sympy.Sum(A_**K_, (K_, 0, N_ - 1))
    line = finite_sum(k, n, dot(family(k), u) * family(k)) + u
    weighted = sympy.Function("dot", real=True)(at, X_(K_)) * X_(K_)
    assert line.sympy() == at + sympy.Sum(weighted, (K_, 0, N_ - 1))
    again = from_sympy(line.sympy(), vectors=("u",), functions=(family,))
    assert again.kind == "vector"
    assert redecide(equals(again, line))


def test_a_sum_of_sympys_may_begin_later() -> None:
    """From 1 to n there are n terms; sums within sums; added up, it is what the terms add up to."""
    J_ = sympy.Symbol("j", integer=True, nonnegative=True)
    assert from_sympy(sympy.Sum(A_**K_, (K_, 1, N_))) is finite_sum(k, n, a ** (k + 1))
    nested = sympy.Sum(A_**J_ * B_**K_, (J_, 1, K_), (K_, 2, 5))
    said = from_sympy(nested)
    point: dict[Any, Any] = {a: Fraction(2, 3), b: Fraction(-3)}
    value = nested.doit().subs({A_: sympy.Rational(2, 3), B_: -3})
    assert evaluate(said, point) == Fraction(int(value.p), int(value.q))


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (sympy.Sum(A_, (B_, 1, 3)), "index of a sum"),
        (sympy.Sum(A_**K_, (K_, N_, 2 * N_)), "begins at a natural number"),
        (sympy.Sum(A_**K_, (K_, 0, sympy.oo)), "says more than terms can"),
        (A_ ** (N_ - 1), "no natural number"),
        (A_ ** (N_ / 2), "no natural number"),
        (sympy.Product(A_, (K_, 1, N_)), "says more than terms can"),
    ],
    ids=str,
)
def test_what_is_refused_is_named(expression: sympy.Expr, why: str) -> None:
    """The message says which part cannot be said."""
    with pytest.raises(TermError, match=why):
        from_sympy(expression)


def test_shared_parts_are_visited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty nested functions, each with its inside three times, are 3**60 in a tree."""
    term = a
    for _ in range(60):
        term = PHI(term) + 2 * PHI(term) * PHI(term)
    visited: list[Term] = []
    whole = sympy_terms.Translation.combine

    def counted(self: Any, part: Term, below: Any) -> Any:
        visited.append(part)
        return whole(self, part, below)

    monkeypatch.setattr(sympy_terms.Translation, "combine", counted)
    expression = to_sympy(term)
    different: list[Term] = []
    fold(term, lambda part, _: different.append(part))
    assert len(visited) == len(different)
    again = from_sympy(expression)
    assert to_sympy(again) == expression
    assert redecide(equals(term, again))


@pytest.mark.parametrize(
    "line",
    [
        equals((a + b) ** 2, a**2 + 2 * a * b + b**2),
        equals(a / (a + 1) + 1 / (a + 1), 1),
        equals(1 / (1 / (a + 1)), a + 1),
        equals(PHI((a + b) ** 2), PHI(a * a + 2 * a * b + b * b)),
        equals(EXP(a / 2 + a / 2), EXP(a)),
        equals(MAX(a + b, c), MAX(b + a, c)),
        equals(dot(u + a * v, w), dot(w, u) + a * dot(v, w)),
        equals(dot(A(u), v), dot(u, A(v))),
        equals(dot(X(u), v), dot(u, X.transpose(v))),
        equals(dot(X(A(u)), A(v)), dot(A(v), X(A(u)))),
        equals(A(a * u + v), a * A(u) + A(v)),
        equals(norm(u - v), norm(v - u)),
        equals(u + v - u, v),
        equals(u / a - v / a, (u - v) / a),
        equals(u, u + ZERO),
        equals((a + b + c + eta) ** 16, (eta + c + b + a) ** 16),
        equals(a ** (n + 1) + b * a**n, (a + b) * a**n),
        equals(a ** (n + 2), a * a**n * a),
        equals(finite_sum(k, n, a**k * (a + b)), finite_sum(j, n, a ** (j + 1) + b * a**j)),
        equals(finite_sum(k, n, finite_sum(j, k, a**j)), finite_sum(j, n, finite_sum(k, j, a**k))),
        equals(dot(finite_sum(k, n, 2 * family(k)), u), dot(u, finite_sum(j, n, family(j) * 2))),
        equals(run(n + 1) - run(0), -run(0) + run(1 + n)),
    ],
    ids=str,
)
def test_it_agrees(line: Relation) -> None:
    """Rings, inner products, linear maps; other functions at equal arguments."""
    assert redecide(line) is True


@pytest.mark.parametrize(
    "line",
    [
        equals(a + b, a - b),
        equals((a + b) ** 2, a**2 + b**2),
        equals(PHI(2 * a), PHI(a)),
        equals(ABS(-a), ABS(a)),
        equals(dot(X(u), v), dot(u, X(v))),
        equals(dot(u, v), dot(u, u)),
        equals(u, 2 * u),
        equals(A(A(u)), A(u)),
        equals(function("f")(a), function("g")(a)),
        equals(dot(vector("w_1"), x), dot(vector("w", "", "1"), x)),
        equals(scalar("w_1"), scalar("w", "", "1")),
        equals(vector("w_1"), vector("w", "", "1")),
        equals(a ** (n + 1), a**n),
        equals(finite_sum(k, n, a**k), finite_sum(k, n + 1, a**k)),
        equals(finite_sum(k, n, finite_sum(j, k, a**j)), finite_sum(k, n, finite_sum(j, k, a**k))),
        equals(family(n), family(k)),
    ],
    ids=str,
)
def test_it_does_not_agree(line: Relation) -> None:
    """False, and what is true but no law of rings."""
    assert redecide(line) is False


@pytest.mark.parametrize(
    "line",
    [
        a < b,
        differs(a, b),
        one_of(a, 1, -1),
        equals(a / (b - b), 1),
        equals(dot(vector("a"), u), a),
        equals((a + b + c + eta) ** 64 * (a - b + c) ** 64, a),
        equals(1 / (a + b + c + eta) ** 64 + 1 / (a - b) ** 64 + 1 / (a - c) ** 64, a),
    ],
    ids=str,
)
def test_it_cannot_say(line: Relation) -> None:
    """No equation, no value, two things of one name, or more than is allowed."""
    assert redecide(line) is None


def test_definitions_are_put_in() -> None:
    """On either side; a circle of them is no definition."""
    meaning = [equals(c, a + b), equals(v, A(w))]
    assert redecide(equals(c**2, a**2 + 2 * a * b + b**2), meaning)
    assert not redecide(equals(c**2, a**2 + 2 * a * b + b**2))
    assert redecide(equals(dot(v, x), dot(A(x), w)), meaning)
    assert redecide(equals(w - (A(w) - u), w), [equals(A(w), u)])
    assert redecide(equals(a, b), [equals(a, b + 1), equals(b, a - 1)]) is None
    grown = [equals(scalar("d", str(k + 1)), scalar("d", str(k)) * (a + k)) for k in range(2000)]
    assert redecide(equals(scalar("d", "2000"), a), grown) is None


def test_opinions_are_counted() -> None:
    """One by one."""
    meaning = [equals(a, b)]
    lines = [equals(a, a), equals(a, b), a < b, equals(b, b), (equals(a, b), meaning)]
    assert redecided(lines) == Opinions(3, 1, 1)


RING = {"ring", "inverse", "congruence"}
ENTRIES = ("perceptron.unrolled", "linear.closed-form", "logistic.same-gradient-form")


@pytest.mark.parametrize("name", ENTRIES)
def test_it_agrees_with_every_line_of_the_ring(name: str) -> None:
    """No line of these entries that rests on ring laws alone is another thing to SymPy."""
    asked = 0
    for part in registry.CLAIMS[name].parts:
        shown: Any = part.build()
        for chain in shown.derivations:
            before = chain.start
            for step in chain.steps:
                line, before = Relation(before, step.sign, step.term), step.term
                if step.sign != "=" or not step.verdict.rules <= RING:
                    continue
                used = [h for h in chain.premises if h.name in step.verdict.premises]
                if any(h.role != "definition" for h in used):
                    continue
                assert redecide(line, [h.relation for h in used if not h.for_all]), line
                asked += 1
    assert asked >= 3


def test_a_hypothesis_is_no_assumption_of_a_symbol() -> None:
    """SymPy's symbols are real and nothing else: what is assumed is for the one who asks."""
    assert assume("a > 0", a > 0).relation.left is a
    assert to_sympy(a).is_positive is None
    assert to_sympy(ABS(a)) != to_sympy(a)
