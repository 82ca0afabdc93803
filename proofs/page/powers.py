"""Symbols of a run that are written as the power or the sum that their recursion defines.

A proof by induction speaks of a symbol u at t with u(0) = w(0) and u(t) = u(t-1) - eta A u(t-1).
On a page u at t is written (I - eta A)^t w(0), so that its recursion reads as the definition of
the power.  The table below says of each such symbol how it is written; a test holds it against
every definition in the chapters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from proofs.terms import Kind, Symbol, Term, function, number, scalar, vector

Shape = Literal["whole", "power", "sum", "reaching"]
"""What a formula looks like from outside; a reaching one would draw what follows into it."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A power whose exponent is an index, such as "t" or "k-1"."""

    base: Term
    exponent: str


@dataclass(frozen=True, slots=True)
class Binomial:
    """A binomial coefficient of two indices."""

    top: str
    below: str


@dataclass(frozen=True, slots=True)
class Count:
    """An index as a number: t itself."""

    index: str


Factor = Term | Raised | Binomial | Count


@dataclass(frozen=True, slots=True)
class Formula:
    """Factors in a row, summed over a further index if there is one.

    `first` and `last` are what stands below and above the sign of the sum: ("k=1", "t"), or
    ("k<t", "") for a sum that begins at 0.  The t in them is the symbol's index.
    """

    factors: tuple[Factor, ...]
    first: str = ""
    last: str = ""
    kind: Kind = "vector"

    def at(self, index: str) -> Formula:
        """The formula with t replaced by another index."""
        factors = tuple(_at(factor, index) for factor in self.factors)
        return Formula(factors, _in(self.first, index), _in(self.last, index), self.kind)

    @property
    def shape(self) -> Shape:
        """How brackets must treat it."""
        if self.first or len(self.factors) > 1:
            return "reaching"
        (factor,) = self.factors
        if isinstance(factor, Raised):
            return "power"
        return "sum" if isinstance(factor, Count) and not factor.index.isalnum() else "whole"

    @property
    def counts(self) -> bool:
        """Whether it is the index itself, as a number."""
        return isinstance(self.factors[0], Count)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are seen in it."""
        return tuple(
            factor.base if isinstance(factor, Raised) else factor
            for factor in self.factors
            if isinstance(factor, Raised | Term)
        )


def _in(text: str, index: str) -> str:
    return re.sub(r"\bt\b", index, text)


def _at(factor: Factor, index: str) -> Factor:
    match factor:
        case Raised(base, exponent):
            return Raised(base, _in(exponent, index))
        case Binomial(top, below):
            return Binomial(_in(top, index), _in(below, index))
        case Count(counted):
            return Count(_in(counted, index))
    return factor


def counted(index: str) -> Term:
    """An index as a number.

    >>> counted("t-1"), counted("3"), counted("t")
    (t - 1, 3, t)
    """
    if index.isdecimal():
        return number(int(index))
    letter, sign, offset = re.fullmatch(r"(\w+?)(?:([+-])(\d+))?", index).groups()  # type: ignore[union-attr]  # no index looks otherwise
    if not sign:
        return scalar(letter)
    return scalar(letter) + int(offset) if sign == "+" else scalar(letter) - int(offset)


_eta, _lambda, _I, _A = scalar("eta"), scalar("lambda"), scalar("I"), scalar("A")
_w, _other, _b, _optimum = vector("w", "0"), vector("w'", "0"), vector("b"), vector("w_star")
_ONE_STEP, _ONE_FACTOR = _I - _eta * _A, 1 - _eta * _lambda
"""What one step of gradient descent does to a vector, and to an eigenvector's coefficient."""

FORMULAS: Mapping[str, Formula] = {
    "steps": Formula((Count("t"),), kind="scalar"),
    "pairs": Formula((Binomial("t", "2"),), kind="scalar"),
    "sign_change": Formula((Raised(number(-1), "t"),), kind="scalar"),
    "rho_power": Formula((Raised(scalar("rho"), "t"),), kind="scalar"),
    "factor": Formula((Raised(_ONE_FACTOR, "t"),), kind="scalar"),
    "geometric_sum": Formula((Raised(_ONE_FACTOR, "k"),), "k<t", kind="scalar"),
    "decayed_start": Formula((Raised(_ONE_STEP, "t"), _w)),
    "decayed_difference": Formula((Raised(_ONE_STEP, "t"), _w - _other)),
    "decayed_b": Formula((Raised(_ONE_STEP, "t"), _b)),
    "decayed_error": Formula((Raised(_ONE_STEP, "t"), _w - _optimum)),
    "power_sum": Formula((Raised(_ONE_STEP, "k"), _b), "k<t"),
    "binomial_sum": Formula(
        (
            Binomial("t", "k"), Raised(number(-1), "k-1"), Raised(_eta, "k"), Raised(_A, "k-1"),
            _b,
        ),
        "k=1", "t",
    ),
    "gradient_sum": Formula(
        (function("grad_L", ("vector",), "vector")(vector("w", "k")),), "k<t"
    ),
}  # fmt: skip
"""How symbols of these names are written where they have an index."""


def formula_of(term: Term) -> Formula | None:
    """The formula as which a term is written, if it is such a symbol."""
    if not isinstance(term, Symbol) or not term.upper or term.lower:
        return None
    formula = FORMULAS.get(term.name)
    return formula.at(term.upper) if formula and formula.kind == term.kind else None
