"""Symbols that are written as powers and sums: what is written is what the chapters define."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb, prod

import pytest

from proofs import registry
from proofs.page.formulas import Formulas, InlineFormulas
from proofs.page.letters import Ascii, Letters
from proofs.page.powers import (
    FORMULAS,
    Binomial,
    Count,
    Factor,
    Formula,
    Raised,
    counted,
    formula_of,
)
from proofs.terms import (
    Apply,
    Hypothesis,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    Zero,
    define,
    fold,
    linear_map,
    scalar,
    vector,
)

A = linear_map("A", "A")


def some_number(name: str, index: str = "") -> Fraction:
    """A number for a symbol of which nothing is known, the same whenever it is met."""
    return Fraction(sum(map(ord, name)) * 7 % 23 - 11 + 2 * len(index + name), 5)


def index_at(index: str, at: dict[str, int]) -> int:
    """The number that an index is where t and k are these."""
    return int(value_of(counted(index), at))


def value_of(term: Term, at: dict[str, int]) -> Fraction:
    """What a term is worth along one eigenvector of A, where vectors and A itself are numbers.

    Both sides of a recursion are polynomials in A applied to vectors, so that they agree if they
    agree for every eigenvalue, and here the eigenvalue is as good as any.
    """

    def combine(part: Term, values: tuple[Fraction, ...]) -> Fraction:
        match part:
            case Number(value):
                return value
            case Zero():
                return Fraction(0)
            case Symbol("I"):
                return Fraction(1)
            case Symbol(name, _, "", "") if name in at:
                return Fraction(at[name])
            case Symbol(name, _, index, "") if index and name in FORMULAS:
                return worth(FORMULAS[name], index_at(index, at))
            case Symbol(name, _, index):
                return some_number(name, str(index_at(index, at)) if index else "")
            case Sum():
                return sum(values, Fraction(0))
            case Negative():
                return -values[0]
            case Product():
                return prod(values, start=Fraction(1))
            case Quotient():
                return values[0] / values[1]
            case Power(_, exponent):
                return values[0] ** exponent
            case Apply(function, _) if function.name == "A":
                return some_number("A") * values[0]
            case Apply(function, _):
                return some_number(function.name) * values[0] ** 2 + 1
        raise AssertionError(f"no recursion of the table should have {part} in it")

    return fold(term, combine)


def worth(formula: Formula, t: int) -> Fraction:
    """What a formula of the table is worth at t, read as a person reads it."""
    first, last = (int(formula.first == "k=1"), t if formula.last else t - 1)
    assert (formula.first, formula.last) in (("", ""), ("k<t", ""), ("k=1", "t"))
    if not formula.first:
        first = last = 0
    summands = (
        prod((worth_of(f, {"t": t, "k": k}) for f in formula.factors), start=Fraction(1))
        for k in range(first, last + 1)
    )
    return sum(summands, Fraction(0))


def worth_of(factor: Factor, at: dict[str, int]) -> Fraction:
    """What one factor is worth."""
    match factor:
        case Raised(base, exponent):
            return value_of(base, at) ** index_at(exponent, at)
        case Binomial(top, below):
            return Fraction(comb(index_at(top, at), index_at(below, at)))
        case Count(index):
            return Fraction(index_at(index, at))
    return value_of(factor, at)


def is_as_defined(definition: Hypothesis) -> bool:
    """Whether the formula of the left side satisfies a definition, for the first few t."""
    left, right = definition.relation.left, definition.relation.right
    assert isinstance(left, Symbol)
    steps = range(1, 6) if "t" in left.upper else (0,)
    return all(value_of(left, {"t": t}) == value_of(right, {"t": t}) for t in steps)


def definitions() -> Iterator[Hypothesis]:
    """Every definition of such a symbol in the ledger."""
    for claim in registry.CLAIMS.values():
        for obligation in registry.settle(claim).obligations:
            for chain in getattr(obligation.shows, "derivations", ()):
                for premise in chain.premises:
                    symbol = premise.relation.left
                    if (
                        premise.role == "definition"
                        and isinstance(symbol, Symbol)
                        and formula_of(symbol)
                    ):
                        yield premise


ETA, U = scalar("eta"), vector("decayed_start", "t-1")
SUM, BEFORE = scalar("geometric_sum", "t"), scalar("geometric_sum", "t-1")
RIGHT = (
    define("start", vector("decayed_start", "0"), vector("w", "0")),
    define("step", vector("decayed_start", "t"), U - ETA * A(U)),
    define("empty", scalar("geometric_sum", "0"), 0),
    define(
        "term",
        scalar("geometric_sum", "t"),
        scalar("geometric_sum", "t-1") + scalar("factor", "t-1"),
    ),
    define("pairs", scalar("pairs", "t"), scalar("pairs", "t-1") + scalar("steps", "t-1")),
    define("one more", scalar("steps", "t"), scalar("steps", "t-1") + 1),
    define(
        "binomials",
        vector("binomial_sum", "t"),
        vector("binomial_sum", "t-1") + ETA * vector("decayed_b", "t-1"),
    ),
)
WRONG = (
    define("start", vector("decayed_start", "0"), vector("w'", "0")),
    define("step", vector("decayed_start", "t"), U + ETA * A(U)),
    define("empty", scalar("geometric_sum", "0"), 1),
    define("term", SUM, BEFORE + scalar("factor", "t")),
    define("pairs", scalar("pairs", "t"), scalar("pairs", "t-1") + scalar("steps", "t")),
    define("one more", scalar("steps", "t"), scalar("steps", "t-1") + 2),
    define(
        "binomials",
        vector("binomial_sum", "t"),
        vector("binomial_sum", "t-1") + vector("decayed_b", "t-1"),
    ),
)  # fmt: skip


@pytest.mark.parametrize("definition", RIGHT, ids=str)
def test_a_recursion_that_defines_the_formula(definition: Hypothesis) -> None:
    """The check below lets true recursions pass."""
    assert is_as_defined(definition)


@pytest.mark.parametrize("definition", WRONG, ids=str)
def test_a_recursion_that_defines_something_else_is_noticed(definition: Hypothesis) -> None:
    """A wrong start, sign, index or factor: the page would show what was not proved."""
    assert not is_as_defined(definition)


def test_what_is_written_is_what_the_chapters_define() -> None:
    """Every definition in the ledger of a symbol that is written as a power or a sum."""
    wrong = {str(d) for d in definitions() if not is_as_defined(d)}
    assert not wrong


@pytest.mark.parametrize("index", ["t", "t-1", "t+1", "k", "0", "3", "12"])
def test_every_formula_is_written_at_every_index(index: str) -> None:
    """In each notation, and never by the name that code has for it."""
    for name, formula in FORMULAS.items():
        symbol = Symbol(name, formula.kind, index, "")
        for notation in (Letters(), Ascii(), Formulas(), InlineFormulas()):
            assert name not in notation.written(symbol).text
    assert Ascii().written(vector("power_sum", "t")).text.isascii()


def test_a_symbol_of_another_kind_or_without_an_index_keeps_its_name() -> None:
    """`factor` is a number and has an index; anything else is somebody else's symbol."""
    for symbol in (scalar("factor"), vector("factor", "t"), scalar("factor", "t", "j")):
        assert formula_of(symbol) is None
        assert "factor" in Letters().written(symbol).text
