"""The reader of users' lines: what it accepts, what it says to the rest, and that nothing runs."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proofs import lexer
from proofs import parse as reader
from proofs.evaluation import Undefined, evaluate
from proofs.page.written import LETTERS
from proofs.parse import ParseError, parse, parse_equation, parse_relation, parse_statement
from proofs.terms import MAX, MIN, PHI, ZERO, Number, Term, dot, norm, number, scalar, short, vector

a, b, eta = scalar("a"), scalar("b"), scalar("eta")
w, x = vector("w"), vector("x")
VECTORS = {"w", "x"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a + b - eta", a + b - eta),
        ("a - (b - eta)", a - (b - eta)),
        ("-a**2", -(a**2)),
        ("(-a)**2", (-a) ** 2),
        ("a/b/eta", a / b / eta),
        ("a**2.0", a**2),
        ("+a", a),
        ("--a", -(-a)),  # noqa: B002  # two signs are two negations
        ("w + eta*x", w + eta * x),
        ("dot(w, w) - norm(w)**2", dot(w, w) - norm(w) ** 2),
        ("norm(w/norm(w))", norm(w / norm(w))),
        ("phi(a)", reader.THRESHOLD(a)),
        (" a\t+ b ", a + b),
        ("a'", scalar("a'")),
        ("(a + b)**64", (a + b) ** 64),
    ],
)
def test_reads_what_was_written(text: str, term: Term) -> None:
    """The order, the brackets and the kinds are the user's."""
    assert parse(text, VECTORS) is term


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1e3", Fraction(1000)),
        ("2.50e-2", Fraction(1, 40)),
        ("0.30000000000000004", Fraction(30000000000000004, 10**17)),
        ("12345678901234567890", Fraction(12345678901234567890)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    """A decimal is the rational that it writes down, not the float next to it."""
    assert parse(text) is Number(value)


def test_phi_any_has_free_values() -> None:
    """With `--phi any` the three values of phi are scalars that a hypothesis may name."""
    assert parse("phi(a)", phi=PHI) is PHI(a)
    assert parse("phi_plus", phi=PHI) is scalar("phi_plus")
    with pytest.raises(ParseError, match="--phi any"):
        parse("phi_plus")


@pytest.mark.parametrize("sign", ["=", "!=", "<", "<=", ">", ">="])
def test_relations(sign: str) -> None:
    """All six comparisons are read, and == is =."""
    assert str(parse_relation(f"eta{sign}-1")) == f"eta {sign} -1"
    assert parse_relation("a == b") == parse_relation("a = b")


def test_zero_opposite_a_vector_is_the_zero_vector() -> None:
    """`0` means the zero vector where the other side is a vector, on either side."""
    assert parse_relation("w != 0", VECTORS).right is ZERO
    assert parse_equation("0", "0*w", VECTORS).left is ZERO
    assert parse_equation("0", "a", VECTORS).left is number(0)
    with pytest.raises(ParseError, match="cannot compare the vector w"):
        parse_relation("w = 1", VECTORS)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("0 + w", ZERO + w),
        ("w - 0", w - ZERO),
        ("eta*w + 0", eta * w + ZERO),
        ("dot(0, w)", dot(ZERO, w)),
        ("norm(0)", norm(ZERO)),
        ("‖0‖", norm(ZERO)),
    ],
)
def test_zero_beside_a_vector_is_the_zero_vector(text: str, term: Term) -> None:
    """It is in sums, and where a function takes vectors, too."""
    assert parse(text, VECTORS) is term


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("η", "eta"),
        ("λ + ε·μ", "lambda + epsilon*mu"),
        ("φ(η·a)", "phi(eta*a)"),
        ("ϕ(a)", "phi(a)"),
        ("σ(a)", "sigmoid(a)"),
        ("‖w‖", "norm(w)"),
        ("‖w − x‖·‖w‖", "norm(w - x)*norm(w)"),
        ("‖w/‖w‖‖", "norm(w/norm(w))"),
        ("|a|", "abs(a)"),
        ("|a|·|b|", "abs(a)*abs(b)"),
        ("|a − |b||", "abs(a - abs(b))"),
        ("||a| − b|", "abs(abs(a) - b)"),
        ("|w|", "norm(w)"),
        ("||w||", "norm(w)"),
        ("||w|| − ||x||", "norm(w) - norm(x)"),
        ("w·x", "dot(w, x)"),
        ("(η w)·x".replace(" ", "*"), "dot(eta*w, x)"),
        ("2·a × b ÷ 3", "2*a*b/3"),
        ("−a²", "-a**2"),
        ("a¹²", "a**12"),
        ("√a + √(a·b)", "sqrt(a) + sqrt(a*b)"),
        ("x₁₂ + w_ij".replace("x", "z"), "z_12 + w_ij"),
        ("a′", "a'"),
        ("η₀ + η_1 + η2", "eta_0 + eta_1 + eta2"),
        ("Δz", "Delta_z"),
        ("Δ", "Delta"),
        ("ℓ", "ell"),
        ("a\u00a0+\u2009b\u3000*\u200beta\ufeff", "a + b*eta"),
    ],
)
def test_reads_what_pages_print(printed: str, typed: str) -> None:
    """What one copies from a page is what one would type, white space of every kind included."""
    assert parse(printed, VECTORS) is parse(typed, VECTORS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("η η", "'η' at character 3"),
        ("‖a", "'‖' at"),
        ("∞", "'∞' at"),
        ("a\u00ad\u202e", "'\\u202e'"),
    ],
)
def test_messages_show_what_was_typed(text: str, shown: str) -> None:
    """Letters and signs as they are; what cannot be seen is escaped."""
    with pytest.raises(ParseError) as refusal:
        parse(text, VECTORS)
    assert shown in str(refusal.value)


def test_greek_letters_are_those_of_the_pages() -> None:
    """Every letter that a page prints for a name is read as that name."""
    for name, letter in LETTERS.items():
        assert lexer.name(letter) == name


def test_values_of_phi_as_printed() -> None:
    """With --phi any its values may be written as pages do."""
    for printed, typed in (("φ₋", "phi_minus"), ("φ₀", "phi_zero"), ("φ₊", "phi_plus")):
        assert parse(printed, phi=PHI) is scalar(typed)


def test_a_vector_may_have_a_greek_name() -> None:
    """Declared as printed, written as typed, or the other way round."""
    assert parse("theta", {"θ"}) is parse("θ", {"theta"}) is vector("theta")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("relu(a)", MAX(0, a)),
        ("max(a, b, eta)", MAX(MAX(a, b), eta)),
        ("min(a, b, eta, 1)", MIN(MIN(MIN(a, b), eta), 1)),
    ],
)
def test_functions_by_others(text: str, term: Term) -> None:
    """What can be said by the kernel's functions is."""
    assert parse(text) is term


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("a < b", "a < b"),
        ("a == b", "a = b"),
        ("a ≠ b", "a != b"),
        ("0 < a <= b != 1", "0 < a; a <= b; b != 1"),
        ("a ≥ b > 0", "a >= b; b > 0"),
        ("a in {-1, 1}", "a in {-1, 1}"),
        ("a ∈ {−1, 0, 1}", "a in {-1, 0, 1}"),
        ("a in {1}", "a = 1"),
        ("a in {1, b, 1}", "a in {1, b}"),
        ("0 < a in {1, 2}", "0 < a; a in {1, 2}"),
        ("w = 0 = x", "w = 0; 0 = x"),
    ],
)
def test_statements(text: str, relations: str) -> None:
    """A chain is read into its links, each side once."""
    assert "; ".join(map(str, parse_statement(text, VECTORS))) == relations


REFUSED = {
    "a b": "write a*b",
    "2a": "write 2*a",
    "(a)(b)": "write * for a product",
    "a(b)": "not a function",
    "w.x": "dot(u, v)",
    "a^2": "write ** for a power",
    "a = b": "one side is wanted",
    "a < b": "one side is wanted",
    "__import__('os')": "a name is a letter",
    "a.__class__": "dot",
    "lambda x: x": "no meaning",
    "a if b else b": "no meaning",
    "'a'": "quotes",
    'f"{a}"': "quotes",
    "[a, b]": "--vector",
    "{a}": "round brackets",
    "a}": "closes no set",
    "a; b": "no meaning",
    "a\\b": "LaTeX",
    "#a": "no meaning",
    "a := b": "no meaning",
    "a // b": "write / for division",
    "a % b": "remainder",
    "w @ x": "dot(u, v)",
    "|a": "never closed",
    "a|": "no operator before '|'",
    "‖a‖": "takes a vector",
    "a!": "!=",
    "max(a)": "write max(a, b)",
    "ln(a)": "write log(a)",
    "softplus(a)": "write log(1 + exp(a))",
    "e**a": "write exp(a)",
    "e**-a": "write exp(a)",
    "√a²": "write sqrt(...)",
    "dot(w)": "write dot(u, v)",
    "phi()": "write phi(a)",
    "phi": "phi is a function",
    "phi(w)": "takes a scalar",
    "abs(w)": "takes a scalar",
    "norm(a)": "takes a vector",
    "dot(w, a)": "two vectors",
    "w + eta": "cannot add",
    "eta - w": "cannot add",
    "w*x": "write dot(u, v)",
    "1/w": "cannot divide",
    "w**2": "norm(u)**2",
    "a**-1": "write 1/a**2",
    "a**b": "exp(b*log(a))",
    "a**0.5": "write sqrt(a)",
    "a**1.5": "whole number",
    "a**65": "at most 64",
    "a**2**3": "whole number",
    "1e400000": "out of range",
    "1e-400000": "out of range",
    "1.2.3": "no operator",
    "0x10": "write 0*x10",
    "1_000": "a name is",
    "1j": "write 1*j",
    "sigm(a)": "is not a function; write sig",
    "Tanh(a)": "write tanh",
    "eval(a)": "is not a function",
    "pi": "not rational",
    "nan": "rational",
    "inf": "rational",
    "True": "write 1 or 0",
    "": "empty",
    " \n ": "empty",
    "(": "finish it",
    "(a": "never closed",
    "max(a, b": "never closed",
    "a)": "closes no bracket",
    "a, b": "separates nothing",
    "(a, b)": "separates nothing",
    "()": "wanted before",
    "a +": "finish it",
    "* a": "wanted before",
    "a\0": "no meaning",
    "\ud800": "no meaning",
    "\u03b7x": "write eta*x",
    "\u2211a": "a sum is written out",
    "w\u207d\u2070\u207e": "write an index into the name",
    "a\u202eb": "RIGHT-TO-LEFT OVERRIDE; remove it",
    "\u0430": "CYRILLIC SMALL LETTER A",
    "a \u2264 b": "one side is wanted",
    "a in {b}": "one side is wanted",
    "{a, b}": "opens a set",
    "\uff41": "FULLWIDTH",
    "\u0661": "ARABIC",
    "(" * 5000 + ")" * 5000: "too long",
    "(" * 900 + "a" + ")" * 900: "levels of brackets",
    "-" * 1999 + "a": "levels of brackets",
    "abs(" * 400: "levels of brackets",
    "\u221a" * 1999 + "a": "levels of brackets",
    "|" * 1999: "levels of brackets",
    "a" + "\u00b2" * 1999: "at most 64",
    "2**" * 600 + "2": "levels of brackets",
    "9" * 2001: "too long",
    "(a + b + 1)**64*(a - b + 1)**64": "take smaller powers",
    "((9**64)**64)**64": "take smaller powers",
    "max(a, " * 20 + "b" + ")" * 20: "take smaller powers",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text)[:30])
def test_refusals_are_one_clear_line(text: str) -> None:
    """Each refusal names the trouble or the cure, in one printable line of bearable length."""
    with pytest.raises(ParseError) as refusal:
        parse(text, VECTORS)
    message = str(refusal.value)
    assert REFUSED[text] in message
    assert message.isprintable()
    assert len(message) < 250


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0 < a < 1", "chain of comparisons"),
        ("a = b = 1", "chain of comparisons"),
        ("y in {1, 2} < 3", "comes after a set"),
        ("y in {1} < 3", "comes after a set"),
        ("y in {}", "wanted before '}'"),
        ("y in {1", "never closed; add a }"),
        ("y in {1)", "closes no bracket"),
        ("y in {w}", "--vector"),
        ("w in {x, 0}", "compare a vector with = or !="),
        ("y in {" + ",".join(map(str, range(30))) + "}", "at most 20 values"),
        (" < ".join(map(str, range(30))), "at most 20 comparisons"),
        ("a", "a comparison is wanted"),
        ("a b", "write a*b"),
        ("a < ", "finish it"),
        ("< a", "wanted before"),
        ("a =< b", "write <="),
        ("a => b", "write >="),
        ("a <> b", "write !="),
        ("w < x", "norm(u)"),
        ("w = a", "--vector"),
        ("a in b", "write y in {-1, 1}"),
        ("a not in {b}", "no meaning"),
    ],
)
def test_relations_refused(text: str, message: str) -> None:
    """A hypothesis is one comparison of two sides of one kind."""
    with pytest.raises(ParseError) as refusal:
        parse_relation(text, VECTORS)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    "name", ["", "1", "phi", "dot", "w x", "_w", "w,x", "w=1", "pi", "\u03c0", "\u0430", "in"]
)
def test_names_that_no_vector_can_have(name: str) -> None:
    """A declared vector needs a name of its own."""
    with pytest.raises(ParseError):
        parse("a", {name})


def test_nothing_is_imported_or_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a line reaches neither the interpreter nor its parser."""

    def forbidden(*arguments: object) -> object:
        raise AssertionError(f"ran {arguments}")

    refused = []
    with monkeypatch.context() as patch:
        for name in ("eval", "exec", "compile", "__import__"):
            patch.setattr("builtins." + name, forbidden)
        for text in REFUSED:
            for read in (parse, parse_statement):
                try:
                    read(text, VECTORS)
                except ParseError:
                    refused.append((text, read))
    assert {text for text, read in refused if read is parse} == set(REFUSED)


LINES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [*reader.SIGNATURES, *"()(),,+-*/", "**", "^", "a", "b", "w", "x", "0", "1", "0.1",
             "1e9", " ", "=", "<", "phi_plus", "__", "'", "\0", "\u0660", "in", "{", "}", "|",
             *"ηφσ‖·√²₊Δ−≤∈\u00a0\u202e"]
        ),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@given(LINES)
@example("a" * 3000)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_any_text_is_a_term_or_a_refusal(text: str) -> None:
    """No text makes anything else happen, whichever way it is read."""
    for read in (parse, parse_relation, parse_statement):
        for phi in (reader.THRESHOLD, PHI):
            said, terms = "", ()
            try:
                result = read(text, VECTORS, phi=phi)
                relations = result if isinstance(result, tuple) else (result,)
                terms = tuple(
                    term
                    for each in relations
                    for term in ((each,) if isinstance(each, Term) else each.terms)
                )
            except ParseError as refusal:
                said = str(refusal)
            assert bool(said) is not bool(terms)
            assert all(short(term) for term in terms)
            assert said.isprintable()


FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "2", "3", "(1)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", " - ", "*-", "/-"]), inner).map(
            "".join
        ),
        inner.map("-{}".format),
        inner.map("({})".format),
        inner.map("abs({})".format),
        st.tuples(inner, inner).map(lambda two: "max({}, {})".format(*two)),
        st.tuples(st.sampled_from("ab23"), st.sampled_from(["**2", "**3", "**0"])).map("".join),
        inner.map("({})**2".format),
    ),
    max_leaves=8,
)


@given(FORMULAS, st.integers(-5, 5), st.integers(-5, 5))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_precedences_are_pythons(text: str, first: int, second: int) -> None:
    """A formula has the value that Python gives it on fractions, so it was grouped alike."""
    names = {"a": Fraction(first), "b": Fraction(second)}
    python = re.sub(r"(?<!\*\*)\b(\d)\b", r"Fraction(\1)", text)
    values = {a: names["a"], b: names["b"]}
    try:
        wanted = eval(python, {**names, "Fraction": Fraction})  # noqa: S307  # made above
    except ZeroDivisionError:
        with pytest.raises(Undefined):
            evaluate(parse(text), values)
    else:
        assert evaluate(parse(text), values) == wanted
