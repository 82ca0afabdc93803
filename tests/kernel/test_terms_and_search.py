"""Terms keep their order and are shared; the search finds what it should and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import verdicts
from proofs.evaluation import Irrational, Undefined, evaluate, rounded
from proofs.find.search import feasible, square_root
from proofs.terms import (
    PHI,
    SQRT,
    ZERO,
    Number,
    Power,
    TermError,
    dot,
    equals,
    fold,
    norm,
    say,
    scalar,
    short,
    substitute,
    symbols,
    total,
    vector,
)

eta, a, b = scalar("eta"), scalar("a"), scalar("b")
w, x = vector("w"), vector("x")


def test_order_is_kept() -> None:
    """What is printed is what was written."""
    assert short(w + eta * (1 - dot(w, x)) * x) == "w + eta (1 - w . x) x"
    assert short(b + a) == "b + a"
    assert short(0 * a + 1 * b) == "0 a + 1 b"


def test_equal_terms_are_one_object() -> None:
    """Equality of terms is identity, however they were built."""
    assert (a + b) * eta is (a + b) * eta
    assert a + b is not b + a
    assert substitute(a + b, {a: eta}) is eta + b


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: w + eta, "cannot add the vector w and the scalar eta"),
        (lambda: w * x, "write dot"),
        (lambda: dot(w, eta), "dot takes two vectors"),
        (lambda: PHI(w), "phi takes a scalar"),
        (lambda: norm(eta), "norm takes a vector"),
        (lambda: w**2, "norm"),
        (lambda: a / w, "cannot divide by the vector"),
        (lambda: a**-1, "from 0 to 64"),
        (lambda: a + 0.1, "write it exactly"),
        (lambda: a + True, "not a number"),
        (lambda: w < x, "not ordered"),
        (lambda: total([]), "at least one"),
        (lambda: scalar("1x"), "is not a name"),
        (lambda: PHI(a, b), "takes 1 argument"),
        (lambda: say("{} and {}", a), "1 formulas for 2 places"),
        (lambda: bool(a), "neither true nor false"),
    ],
)
def test_terms_that_make_no_sense_cannot_be_built(build: object, message: str) -> None:
    """A wrong term raises where it is built, and says what would be right."""
    with pytest.raises(TermError, match=message):
        build()  # type: ignore[operator]  # a parametrised callable


def test_nothing_walks_a_shared_graph_as_a_tree() -> None:
    """A term whose tree has 2^200 leaves is folded, printed and judged at once."""
    term = a
    for _ in range(200):
        term = term + term
    visited: list[object] = []
    fold(term, lambda part, _: visited.append(part))
    assert len(visited) == 201
    assert len(short(term)) < 5000
    assert symbols(term) == (a,)
    assert evaluate(term, {a: Fraction(1)}) == 2**200
    verdict = verdicts.decide(equals(term, Number(Fraction(2**200)) * a))
    assert isinstance(verdict, verdicts.Proved)


def test_a_depth_beyond_pythons_recursion_is_no_problem() -> None:
    """Five thousand nested operations are evaluated without recursion."""
    term = a
    for _ in range(5000):
        term = -(term)
    assert evaluate(term, {a: Fraction(3)}) == 3


def test_values_that_fractions_cannot_hold_are_said() -> None:
    """An irrational value and an undefined one are told apart."""
    with pytest.raises(Irrational):
        evaluate(SQRT(a), {a: Fraction(2)})
    with pytest.raises(Undefined):
        evaluate(1 / a, {a: Fraction(0)})
    assert evaluate(ZERO + w, {w: (Fraction(1), Fraction(2))}) == (1, 2)
    with pytest.raises(TermError, match="64"):
        Power(a, 65)


@given(st.integers(-(2**70), 2**70), st.integers(1, 2**70))
def test_rounding_is_that_of_the_machine(top: int, below: int) -> None:
    """The exact rounding agrees with an independent one: the two neighbours are farther."""
    from math import inf, nextafter

    value = Fraction(top, below)
    nearest = rounded(value)
    for neighbour in (nextafter(float(nearest), inf), nextafter(float(nearest), -inf)):
        assert abs(value - nearest) <= abs(value - Fraction(neighbour))


small = st.integers(-3, 3).map(Fraction)


@given(st.lists(st.lists(small, min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_simplex_method_finds_solutions_that_are_ones(rows: list[list[Fraction]]) -> None:
    """What it returns solves the system; where a solution was planted it finds one."""
    planted = [Fraction(1), Fraction(0), Fraction(2), Fraction(1)]
    system = []
    for row in rows:
        right = sum((c * v for c, v in zip(row, planted, strict=True)), Fraction(0))
        sign = -1 if right < 0 else 1
        system.append([sign * c for c in row] + [sign * right])
    solution = feasible([list(row) for row in system])
    assert solution is not None
    assert all(v >= 0 for v in solution)
    for row in system:
        assert sum((c * v for c, v in zip(row, solution, strict=False)), Fraction(0)) == row[-1]


def test_the_simplex_method_says_when_there_is_none() -> None:
    """x = 1 and x = 2 cannot both be."""
    one, two = [Fraction(1), Fraction(1)], [Fraction(1), Fraction(2)]
    assert feasible([one, two]) is None


def test_square_roots_of_polynomials() -> None:
    """(a - b)^2 has a root, a^2 + b^2 has none."""
    difference = {((0, 2),): 1, ((0, 1), (1, 1)): -2, ((1, 2),): 1}
    assert square_root(difference) is not None
    assert square_root({((0, 2),): 1, ((1, 2),): 1}) is None
