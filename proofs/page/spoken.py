"""Formulas in words, for whoever hears a page: "w at step t equals eta times v at step t"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from proofs.page.written import Name, Notation, Piece, Written, joined, transposed
from proofs.terms import Function, Relation, Sign, Symbol, Term

_BEFORE = {"Delta": "Delta ", "grad": "the gradient of "}
_COMPARE = {
    "=": "equals", "!=": "is not equal to", "<": "is less than", "<=": "is at most",
    ">": "is greater than", ">=": "is at least", "in": "is one of",
}  # fmt: skip
_POWERS = {"2": "squared", "3": "cubed"}
_SAID = {"+": "plus", "-": "minus", "<": "less than", ",": "and", "=": "equals"}


def _piece(text: str, kind: Literal["name", "number", "sign", "open", "close"] = "name") -> Piece:
    """Words, with a space after them."""
    return Piece(f"{text} ", len(text) + 1, kind)


def index(text: str) -> str:
    """An index such as t-1 in words.

    >>> index("t-1"), index("k<t")
    ('t minus 1', 'k less than t')
    """
    return " ".join(
        _SAID.get(part, part) for part in re.split(r"\s*([-+<=,])\s*|\s+", text) if part
    )


def named(name: Name, upper: str = "") -> str:
    """A name with all its parts.

    >>> named(Name.of("y_hat"), "t"), named(Name.of("phi_minus"))
    ('y hat at step t', 'phi sub minus')
    """
    said = _BEFORE.get(name.before, "") + name.base
    said += f" {name.accent}" if name.accent else ""
    said += " prime" * name.marks.count("'") + " star" * name.marks.count("*")
    said += f" sub {index(name.lower)}" if name.lower else ""
    return said + (f" at step {index(upper)}" if upper else "")


@dataclass(frozen=True)
class Spoken(Notation):
    """Formulas in words; where a bracket is seen, it is heard."""

    def digits(self, digits: str) -> Piece:
        return _piece(digits, "number")

    def raised(self, exponent: str) -> Piece:
        return _piece(_POWERS.get(exponent) or f"to the power {index(exponent)}", "sign")

    def fraction(self, top: Written, below: Written) -> Written:
        return joined([top, _piece("over", "sign"), below])

    def symbol(self, symbol: Symbol) -> Written:
        return Written((_piece(named(Name.of(symbol.name, symbol.lower), symbol.upper)),))

    def zero(self) -> Written:
        return Written((_piece("zero", "number"),))

    def bracket(self, inside: Written) -> Written:
        opening, closing = _piece("open bracket", "open"), _piece("close bracket", "close")
        return joined((opening, inside, closing), minus=False)

    def minus_before(self) -> Piece:
        return _piece("minus", "sign")

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        said = {"+": "plus", "-": "minus", ".": "dot", ",": "and", "*": "times", " ": "times"}
        return _piece(said[sign], "sign")

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        return _piece("times", "sign")

    def quotient(self, top: Written, below: Written) -> Written:
        return self.fraction(top, below)

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        inside = self._listed(arguments)
        match function.name:
            case "norm":
                return joined([_piece("the norm of"), self._closed(inside)], minus=False)
            case "abs":
                return joined([_piece("the absolute value of"), self._closed(inside)], minus=False)
            case "sqrt":
                return joined([_piece("the square root of"), self._closed(inside)], minus=False)
        return joined([self.called(function), _piece("of", "sign"), self._closed(inside)])

    def _closed(self, inside: Written) -> Written:
        """What a function is applied to: in brackets, unless it is one name or number."""
        return inside if len(inside.pieces) == 1 else self.bracket(inside)

    def called(self, function: Function) -> Piece:
        if base := transposed(function):
            return _piece(f"{named(Name.of(base))} transposed")
        return _piece(named(Name.of(function.name)))

    def to_argument(self, left: Piece, right: Piece) -> Piece:
        return _piece("times", "sign")

    def after_power(self) -> Piece:
        return _piece("times", "sign")

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        if last:
            return (_piece(f"the sum from {index(first)} to {index(last)} of"),)
        return (_piece(f"the sum over {index(first)} of"),)

    def script(self, row: Written) -> str:
        return row.text.strip()

    def binomial(self, top: Written, below: Written) -> Written:
        return joined([top, _piece("choose", "sign"), below])

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return _piece(_COMPARE[sign], "sign")

    def choice(self, values: tuple[Written, ...]) -> Written:
        return self._listed(values)

    def said(self, word: str) -> Piece:
        return _piece(word, "sign")

    def squared(self, inside: Written) -> Written:
        opening, closing = _piece("1 if", "open"), _piece("else 0", "close")
        return joined((opening, inside, closing), minus=False)

    def _listed(self, values: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = [values[0]]
        for value in values[1:]:
            row += [self.between(","), value]
        return joined(row)


def spoken(said: Term | Relation, notation: Spoken | None = None) -> str:
    """A term or a relation in words.

    >>> from proofs.terms import equals, scalar, vector
    >>> spoken(equals(vector("w", "t"), scalar("eta") * vector("v", "t")))
    'w at step t equals eta times v at step t'
    """
    notation = notation or Spoken()
    row = notation.related(said) if isinstance(said, Relation) else notation.written(said)
    return row.text.strip()
