"""`proofs equal`: what it proves, what it refutes, what it does not know, and how it says so."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from proofs import verdicts
from proofs.evaluation import Irrational, Undefined, Value, evaluate, holds
from proofs.parse import ParseError, parse_equation, parse_relation
from proofs.terms import Relation, Symbol, assume, symbols

Run = Callable[..., Any]

TRUE = [
    ("phi(eta*dot(w,x))", "phi(dot(w,x))", "eta > 0"),
    ("x/x", "1", "x != 0"),
    ("abs(a+b)", "abs(a)+abs(b)", "a*b >= 0"),
    ("abs(a*b)", "abs(a)*abs(b)", ""),
    ("sqrt(a**2)", "abs(a)", ""),
    ("sqrt(a**2)", "a", "a >= 0"),
    ("max(a,b)", "(a+b+abs(a-b))/2", ""),
    ("min(a,b)", "(a+b-abs(a-b))/2", ""),
    ("norm(c*u)", "abs(c)*norm(u)", ""),
    ("norm(u/norm(u))", "1", "u != 0"),
    ("log(a*b)", "log(a)+log(b)", "a > 0, b > 0"),
    ("exp(a+b)", "exp(a)*exp(b)", ""),
    ("sigmoid(-a)", "1-sigmoid(a)", ""),
    ("tanh(-a)", "-tanh(a)", ""),
    ("sign(a)*abs(a)", "a", ""),
    ("0*w", "0", ""),
    ("0.1 + 0.2", "0.3", ""),
]
FALSE = [
    ("phi(eta*dot(w,x))", "phi(dot(w,x))", ""),
    ("x/x", "1", ""),
    ("abs(a+b)", "abs(a)+abs(b)", ""),
    ("sqrt(a**2)", "a", ""),
    ("max(a,b)", "(a+b+abs(a-b))/2 + 1", ""),
    ("norm(c*u)", "c*norm(u)", ""),
    ("norm(u/norm(u))", "1", ""),
    ("log(a*b)", "log(a)+log(b)", ""),
    ("w", "0", ""),
    ("0*log(a)", "0", ""),
    ("tanh(1/a)", "tanh(1/a)", ""),
    ("sigmoid(sqrt(a))", "sigmoid(sqrt(a))", ""),
    ("1/0", "1", ""),
    ("0.1 + 0.2", "0.30000000000000004", ""),
]


def asked(run: Run, left: str, right: str, given: str, *more: str) -> Any:
    """Ask whether two sides are equal; in these lines u and w are vectors, and x beside w."""
    vectors = ["u", "w", *(["x"] if "dot(w,x)" in left else [])]
    options = [f"--vector={name}" for name in vectors]
    options += [f"--given={relation}" for relation in given.split(", ") if relation]
    return run("equal", left, right, *options, *more)


@pytest.mark.parametrize(("left", "right", "given"), TRUE)
def test_proves(run: Run, left: str, right: str, given: str) -> None:
    """A true line is proved, by named rules."""
    said = asked(run, left, right, given, "--json")
    assert said.code == 0
    assert said.json["verdict"] == "proved"
    assert said.json["rules"]
    assert said.json["witness"] is None
    assert said.json["why"] is None


@pytest.mark.parametrize(("left", "right", "given"), FALSE)
def test_refutes(run: Run, left: str, right: str, given: str) -> None:
    """A false line is refuted, at numbers where the sides differ or one is undefined."""
    said = asked(run, left, right, given, "--json")
    assert said.code == 1
    assert said.json["verdict"] == "refuted"
    assert said.json["rules"] == []
    witness = said.json["witness"]
    assert witness["left"] != witness["right"] or witness["left"] is None
    assert set(witness) == {"values", "left", "right"}


def test_does_not_know(run: Run) -> None:
    """What is neither proved nor refuted has an exit code of its own, and says why."""
    said = run("equal", "max(exp(exp(a)), 1 + exp(a) + exp(a)**2/2)", "exp(exp(a))", "--json")
    assert said.code == 3
    assert said.json["verdict"] == "unknown"
    assert said.json["why"]
    plain = run("equal", "max(exp(exp(a)), 1 + exp(a) + exp(a)**2/2)", "exp(exp(a))")
    assert plain.code == 3
    assert plain.out.startswith(
        "unknown  max(exp(exp(a)), 1 + exp(a) + exp(a)^2/2) = exp(exp(a))\n"
    )


def test_no_value_beside_an_irrational_one(run: Run) -> None:
    """A side without a value refutes an equation, also where the other value is irrational."""
    said = run("equal", "exp(1)/0", "exp(2)")
    assert said.code == 1
    assert "the left side is undefined" in said.out


def test_irrational_values_are_enclosed(run: Run) -> None:
    """Where fractions cannot hold a value, intervals refute, and say what they hold."""
    said = run("equal", "exp(a)", "1 + a", "--given", "a > 1", "--json")
    assert said.code == 1
    assert said.json["witness"] == {
        "values": {"a": "2"},
        "left": "between 7.389056 and 7.389057",
        "right": "3",
    }


def test_phi_is_the_sources_unless_any(run: Run) -> None:
    """phi is 1 at 0 by default; with --phi any nothing is known but that it sees the sign."""
    assert run("equal", "phi(0)", "1").code == 0
    assert run("equal", "phi(0)", "1", "--phi", "any").code == 1
    assert run("equal", "phi(0)", "1", "--phi", "any", "--given", "phi_zero = 1").code == 0
    assert run("equal", "phi(2*a)", "phi(a)", "--phi", "any").code == 0


def test_answers_for_people(run: Run) -> None:
    """The rules in words, or the numbers of the witness, one fact a line."""
    proved = run("equal", "phi(eta*z)", "phi(z)", "--given", "eta > 0")
    assert proved.out.splitlines()[0] == "proved  phi(eta z) = phi(z)"
    assert "  by above the threshold: threshold(z, a, b, c) = c for z > 0" in proved.out
    refuted = run("equal", "x/x", "1")
    assert refuted.out.splitlines() == [
        "refuted  x/x = 1",
        "  at x = 0",
        "  the left side is undefined",
        "  the right side is 1",
    ]


def test_a_witness_has_all_values(run: Run) -> None:
    """What is --given by an equation has its value in the witness, too."""
    said = run("equal", "a", "b", "--given", "a = c", "--given", "c = 2*d", "--json")
    assert said.code == 1
    values = {name: Fraction(value) for name, value in said.json["witness"]["values"].items()}
    assert set(values) == set("abcd")
    assert values["a"] == values["c"] == 2 * values["d"] != values["b"]


def test_given_a_set_and_a_chain(run: Run) -> None:
    """Membership is assumed as such; of a chain each comparison is."""
    label = ("abs(y*z)", "abs(z)", "--given", "y in {-1, 1}")
    assert run("equal", *label).code == 0
    assert run("equal", *label[:2], "--given", "y in {-1, 2}").code == 1
    assert run("equal", "abs(a) + abs(b)", "a + b", "--given", "0 < a < b").code == 0
    assert run("equal", "abs(a) + abs(b)", "a + b", "--given", "c < a < b").code == 1


def test_a_side_may_begin_with_a_minus(run: Run) -> None:
    """A minus does not turn a formula into an option."""
    assert run("equal", "-a", "-1*a").code == 0
    assert run("equal", "-abs(a)", "--a").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a", "1", "--given", "a > 1", "--given", "a < 1"), "contradict"),
        (("a", "1", "--given", "1 = 2"), "contradict"),
        (("w + eta", "w", "--vector", "w"), "cannot add the vector w and the scalar eta"),
        (("phi(w)", "1", "--vector", "w"), "phi takes a scalar"),
        (("w", "1", "--vector", "w"), "cannot compare"),
        (("__import__('os')", "1"), "a name is a letter"),
        (("a^2", "a*a"), "write ** for a power"),
        (("(" * 10_000, "a"), "too long"),
        (("a = b", "b"), "one side is wanted"),
        (("a", "b", "--given", "0 < a < "), "finish it"),
        (("a", "b", "--given", "a in 1"), "write y in {-1, 1}"),
        (("a", "b", "--budget", "0"), "--budget is a number of seconds above 0"),
        (("a", "b", "--budget", "nan"), "--budget is a number of seconds above 0"),
        (("a", "b", "--budget", "1e9"), "at most 86400"),
        (("a", "b", "--given", "a"), "a comparison is wanted"),
        (("a", "b", "--vector", "1"), "cannot name a vector"),
        (("a", "b", "--vector", "phi"), "phi is a function"),
        (("a", "b", "--phi", "some"), "'any'"),
        (("a",), "Missing argument 'RHS'"),
        (("a", "b", "c"), "unexpected extra argument"),
        (("a", "b", "--jsno"), "unexpected extra argument"),
        (("\u03b7x", "b"), "write eta*x"),
        (("(a+b+c+d+f)**64", "b"), "take smaller powers"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_bad_input_is_one_line(
    run: Run, arguments: tuple[str, ...], message: str, more: tuple[str, ...]
) -> None:
    """Whatever cannot be asked is refused in one line that says what and what instead."""
    assert message in run("equal", *arguments, *more).complaint


LEAVES = ["a", "b", "0", "1", "2", "1/2", "dot(u, v)"]
SCALARS = [
    "(%(s) + %(s))", "(%(s) - %(s))", "%(s)*%(s)", "(%(s))/(%(s))", "(%(s))**2", "-(%(s))",
    "phi(%(s))", "sign(%(s))", "abs(%(s))", "max(%(s), %(s))", "exp(%(s))", "log(%(s))",
    "sqrt(%(s))", "sigmoid(%(s))", "tanh(%(s))", "norm(%(v))", "dot(%(v), %(v))",
]  # fmt: skip
VECTORS = ["(%(v) + %(v))", "(%(s))*%(v)", "%(v)/(%(s))", "-(%(v))"]


def written(draw: st.DrawFn, vector: bool, depth: int) -> str:
    """A formula with at most so many operations inside one another."""
    if depth == 0:
        return draw(st.sampled_from("uv" if vector else LEAVES))
    kind = draw(st.sampled_from(VECTORS if vector else SCALARS))
    return re.sub(r"%\((.)\)", lambda hole: written(draw, hole[1] == "v", depth - 1), kind)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, tuple[str, ...]]:
    """Two sides and what may be assumed, in the scalars a, b and the vectors u, v."""
    left = written(draw, False, draw(st.integers(0, 2)))
    other = written(draw, False, draw(st.integers(0, 2)))
    right = draw(st.sampled_from([other, left, f"{left} + 0*{other}", f"{left}*(a + 1)/(a + 1)"]))
    relation = st.tuples(
        st.sampled_from(LEAVES), st.sampled_from(["!=", "<", "<="]), st.sampled_from(LEAVES)
    ).map("".join)
    return left, right, tuple(draw(st.lists(relation, max_size=2)))


SMALL = [Fraction(n, 2) for n in (-4, -2, -1, 0, 1, 2, 3)]


@given(questions(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_what_is_proved_holds_at_points(
    question: tuple[str, str, tuple[str, ...]], draw: random.Random
) -> None:
    """Any question gets an answer; what is proved is true at exact points, and has values there."""
    left, right, given = question
    try:
        relation = parse_equation(left, right, "uv")
        premises = [assume(text, parse_relation(text, "uv")) for text in given]
        verdict = verdicts.decide(relation, premises)
    except (ParseError, verdicts.HypothesisError):
        return
    event(type(verdict).__name__)
    if not isinstance(verdict, verdicts.Proved):
        return
    relations = [p.relation for p in premises]
    free = symbols(*(term for each in (*relations, relation) for term in each.terms))
    for _ in range(40):
        point = {
            symbol: draw.choice(SMALL)
            if symbol.kind == "scalar"
            else (draw.choice(SMALL), draw.choice(SMALL))
            for symbol in free
        }
        if all(true_at(each, point) is True for each in relations):
            assert true_at(relation, point) is not False, (question, point)


def true_at(relation: Relation, point: dict[Symbol, Value]) -> bool | None:
    """Whether a relation holds at a point; None where its values are not rational."""
    try:
        left, right = (evaluate(term, point) for term in relation.terms)
    except Undefined:
        return False
    except Irrational:
        return None
    return holds(relation.sign, left, right)


def test_a_root_says_nothing_of_what_is_under_another(run: Run) -> None:
    """The first edition proved this: sqrt(a^2 b) = |a| sqrt(b) was used for b < 0."""
    given = ("b < 0", "a**2*b >= 0", "sqrt(a**2*b) >= 0")
    said = run("equal", "1", "2", *(f"--given={relation}" for relation in given))
    assert said.code == 1
    assert said.out.startswith("refuted  1 = 2\n")


def test_latex(run: Run) -> None:
    """The proof that was found, line by line, or the numbers that refute; the same exit code."""
    said = asked(run, "norm(c*u)", "abs(c)*norm(u)", "", "--latex")
    assert said.code == 0
    assert "\\begin{flalign*}" in said.out
    assert "(1) norm" in said.out
    said = asked(run, "a", "abs(a)", "", "--latex")
    assert said.code == 1
    assert "\\textbf{Counterexample.}" in said.out
    assert "--json" in asked(run, "a", "a", "", "--latex", "--json").complaint


def test_sides_that_nearly_meet_are_written_apart(run: Run) -> None:
    """As many digits as show that the two differ."""
    said = run("equal", "sqrt(2)", "1.41421356237")
    assert "the left side is between 1.414213562373 and 1.414213562374" in said.out
    assert "the right side is between 1.414213562369 and 1.414213562371" in said.out
