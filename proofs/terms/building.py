"""Making terms: symbols, numbers, functions and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from proofs.terms.nodes import (
    _NAME,
    Dot,
    FiniteSum,
    Function,
    Number,
    Operand,
    Place,
    Relation,
    Sort,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    as_term,
)


def scalar(name: str, upper: str = "", lower: str = "") -> Symbol:
    """A real number."""
    return Symbol(name, "scalar", upper, lower)


def vector(name: str, upper: str = "", lower: str = "") -> Symbol:
    """A vector of a real inner-product space of any dimension."""
    return Symbol(name, "vector", upper, lower)


def natural(name: str, lower: str = "") -> Symbol:
    """A natural number: 0, 1, 2 and so on."""
    return Symbol(name, "natural", "", lower)


def number(numerator: int | Fraction, denominator: int = 1) -> Term:
    """An exact rational number."""
    return Number(Fraction(numerator, denominator))


ZERO: Term = Zero()
"""The zero vector."""


def dot(left: Term, right: Term) -> Term:
    """The inner product of two vectors."""
    return Dot(left, right)


def total(terms: Iterable[Term]) -> Term:
    """The sum of one or more terms, flat."""
    parts = tuple(terms)
    if not parts:
        raise TermError("a sum needs at least one term")
    if len({part.kind for part in parts}) > 1:
        raise TermError("a sum has terms of one kind")
    return parts[0] if len(parts) == 1 else Sum(parts)


def finite_sum(index: Symbol, bound: Operand, body: Term) -> Term:
    """The sum of the body over the naturals below a bound.

    >>> k, n = natural("k"), natural("n")
    >>> print(finite_sum(k, n + 1, scalar("a") ** k))
    sum(a^k for k < n + 1)
    """
    return FiniteSum(index, as_term(bound), body)


def equals(left: Operand, right: Operand) -> Relation:
    """The equation left = right."""
    return Relation(as_term(left), "=", as_term(right))


def differs(left: Operand, right: Operand) -> Relation:
    """The statement that two terms are not equal."""
    return Relation(as_term(left), "!=", as_term(right))


def one_of(term: Term, *values: Operand) -> Relation:
    """The statement that a term has one of these values."""
    first, *others = (as_term(value) for value in values)
    return Relation(term, "=", first, tuple(others))


def function(name: str, takes: tuple[Place, ...] = ("scalar",), gives: Sort = "scalar") -> Function:
    """A function of which nothing is known but what hypotheses say.

    One that gives naturals can bound a sum: `finite_sum(k, h(j), ...)`.

    >>> w, j, n = function("w", ("index", "step"), "vector"), natural("j"), natural("n")
    >>> print(w(j, n + 1))
    w_j^(n + 1)
    """
    return Function(name, takes, gives, (), "")


def linear_map(name: str, adjoint: str) -> Function:
    """A linear map of vectors, by its name and its adjoint's; its own adjoint if both are one.

    >>> X = linear_map("X", "X'")
    >>> print(dot(X(vector("u")), vector("v")), "=", dot(vector("u"), X.transpose(vector("v"))))
    X(u) . v = u . X'(v)
    """
    if not _NAME.match(adjoint):
        raise TermError(f"{adjoint!r} is not the name of an adjoint")
    return Function(name, ("vector",), "vector", (), adjoint)


def threshold(name: str, minus: Operand, zero: Operand, plus: Operand) -> Function:
    """A function of the sign of its argument alone, by its three values."""
    values = tuple(as_term(value) for value in (minus, zero, plus))
    return Function(name, ("scalar",), "scalar", values, "")


PHI = threshold("phi", scalar("phi_minus"), scalar("phi_zero"), scalar("phi_plus"))
"""The perceptron's threshold function, with any three values."""
SIGN = threshold("sign", -1, 0, 1)
ABS = function("abs")
MAX = function("max", ("scalar", "scalar"))
MIN = function("min", ("scalar", "scalar"))
SQRT = function("sqrt")
EXP = function("exp")
LOG = function("log")
SIGMOID = function("sigmoid")
TANH = function("tanh")
NORM = function("norm", ("vector",))
FL64 = function("fl64")
"""Rounding to IEEE 754 binary64, to nearest with ties to even."""

KNOWN_FUNCTIONS: Mapping[str, Function] = {
    f.name: f for f in (PHI, SIGN, ABS, MAX, MIN, SQRT, EXP, LOG, SIGMOID, TANH, NORM, FL64)
}
"""The functions that the kernel knows laws of."""


def norm(u: Term) -> Term:
    """The length of a vector."""
    return NORM(u)
