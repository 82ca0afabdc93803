"""Formulas as Typst, with the widths that they have in the fonts of LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from proofs.page import formulas
from proofs.page.formulas import Formulas
from proofs.page.names import LETTERS, Name
from proofs.page.style import Vectors
from proofs.page.written import Piece, PieceKind, Written, joined, transposed
from proofs.terms import Function, Sign, Symbol

_ACCENTS = {"hat": "hat", "bar": "macron", "tilde": "tilde"}
_BEFORE = {"Delta": "Delta", "grad": "nabla"}
_OPERATORS = ("exp", "log", "max", "min", "tanh")
_COMPARE = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "in": "in"}
_LOOKS = {"bold": "vec", "arrow": "arrow", "plain": ""}
_CALLS = {"norm(": r"bar.v.double", "abs(": r"bar.v"}
"""What opens a call of Typst's, and the sign that stands for it where a line ends in it."""


def source(pieces: Iterable[Piece]) -> str:
    """The pieces as Typst, in which a space between two letters means nothing."""
    found: list[str] = []
    for piece in pieces:
        text = piece.text.strip()
        if text:
            close = text[0] in "^_,)" or (found and found[-1][-1] in "(")
            found.append(text if close or not found else f" {text}")
    return "".join(found)


def opened(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces of a part of a formula, with brackets that need no partner."""
    for piece in pieces:
        if piece.text in _CALLS:
            yield replace(piece, text=_CALLS[piece.text])
        elif piece.kind == "close" and piece.text in (")norm", ")abs"):
            yield replace(piece, text=_CALLS[f"{piece.text[1:]}("])
        elif piece.kind in ("open", "close") and piece.text in "(){}":
            yield replace(piece, text=f"\\{piece.text}")
        else:
            yield piece


def _letter(base: str) -> str:
    if base in LETTERS:
        return {"phi": "phi.alt", "epsilon": "epsilon.alt"}.get(base, base)
    return base if len(base) == 1 else f'italic("{base}")'


def _index(text: str) -> str:
    parts = [
        _letter(p) if p in LETTERS else f'"{p}"' if len(p) > 1 and p.isalpha() else p
        for p in text.split(",")
    ]
    return ",".join(parts)


def named(name: Name, look: Vectors = "plain", upper: str = "") -> str:
    """A name as Typst."""
    text = _letter(name.base)
    if _LOOKS[look]:
        text = f"{_LOOKS[look]}({text})"
    if name.accent:
        text = f"{_ACCENTS[name.accent]}({text})"
    text += "'" * name.marks.count("'")
    if name.lower:
        text += f"_({_index(name.lower)})"
    above = ["*"] * name.marks.count("*") + ([f"({upper})"] if upper else [])
    if above:
        text += f"^({' '.join(above)})"
    return f"{_BEFORE[name.before]} {text}" if name.before else text


@dataclass(frozen=True)
class TypstFormulas(Formulas):
    """Formulas for a display; Typst finds the size of brackets itself."""

    def raised(self, exponent: str) -> Piece:
        return replace(Formulas.raised(self, exponent), text=f"^({exponent})")

    def fraction(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return joined([top, Piece("\\/", 0.5, "sign"), below])
        width = Formulas.fraction(self, top, below).width
        text = f"inline(frac({source(top.pieces)}, {source(below.pieces)}))"
        return Written((Piece(text, width, "number"),), 1)

    def symbol(self, symbol: Symbol) -> Written:
        name, upper = self.style.placed(symbol)
        look = self.style.vectors if symbol.kind == "vector" else "plain"
        width = formulas.named(name, look=look, upper=upper)[1]
        return Written((Piece(named(name, look, upper), width),))

    def zero(self) -> Written:
        look = _LOOKS[self.style.vectors]
        return Written((Piece(f"{look}(0)" if look else "0", 0.6, "number"),))

    def on_its_side(self, column: Written) -> Written:
        (*before, last) = column.pieces
        if last.text.endswith("))") and "^(" in last.text:
            text = Piece(f"{last.text[:-1]} top)", last.width + 0.6)
            return Written((*before, text), column.nesting, column.minus)
        return joined([column, Piece("^top", 0.6, "sign")])

    def angled(self, inside: Written) -> Written:
        left, right = Piece("chevron.l", 0.5, "open"), Piece("chevron.r", 0.5, "close")
        return joined([left, inside, right], inside.nesting + 1, minus=False)

    def _delimiters(self, left: str, right: str, size: int) -> tuple[Piece, Piece]:
        before, after = Formulas._delimiters(self, left, right, size)
        return replace(before, text=left), replace(after, text=right)

    def _bars(self, bar: str, name: str, inside: Written) -> Written:
        call = "norm" if bar == r"\|" else "abs"
        before, after = Formulas._delimiters(self, bar, bar, min(inside.nesting, self.largest))
        left, right = replace(before, text=f"{call}("), replace(after, text=f"){call}")
        return joined([left, inside, right], inside.nesting, minus=False)

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        text = {"+": "+", "-": "-", ",": ",", ".": "dot.op", "*": "dot.op", " ": "thin"}[sign]
        return replace(Formulas.between(self, sign), text=text)

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        bars = left.text in (")norm", ")abs") and right.text in _CALLS
        return Piece("thin", 0.2, "weak") if bars else Piece("", 0.0, "weak")

    def quotient(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return self.fraction(top, below)
        kind: PieceKind = "number" if top.pieces[0].kind == "number" else "name"
        width = max(top.width, below.width) + 0.3
        text = f"frac({source(_closed(top.pieces))}, {source(_closed(below.pieces))})"
        return Written((Piece(text, width, kind),), max(top.nesting, below.nesting, 2) + 1, False)

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        if function.name == "sqrt":
            inside = self._listed(arguments)
            root = Piece(f"sqrt({source(_closed(inside.pieces))})", inside.width + 1.0)
            return joined([root], inside.nesting + 1, minus=False)
        return Formulas.apply(self, function, arguments)

    def called(self, function: Function) -> Piece:
        width = Formulas.called(self, function).width
        if base := transposed(function):
            return Piece(f"{named(Name.of(base))}^top", width)
        name = Name.of(function.name)
        if function.name in _OPERATORS:
            return Piece(function.name, width)
        if function.name == "sigmoid":
            return Piece("sigma", width)
        if len(name.base) > 1 and name.base not in LETTERS:
            below = f"_({_index(name.lower)})" if name.lower else ""
            return Piece(f'op("{name.base}"){below}' + "'" * name.marks.count("'"), width)
        return Piece(named(name), width)

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        (sign,) = Formulas.summed(self, first, last)
        return (replace(sign, text=f"sum_({first})" + (f"^({last})" if last else "")),)

    def script(self, row: Written) -> str:
        return source(_closed(row.pieces)).replace(" + ", "+").replace(" - ", "-")

    def binomial(self, top: Written, below: Written) -> Written:
        width = Formulas.binomial(self, top, below).width
        text = f"binom({source(top.pieces)}, {source(below.pieces)})"
        return Written((Piece(text, width),), 3 if self.stacked else 1)

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return Piece(_COMPARE[sign], 1.35, "sign")

    def choice(self, values: tuple[Written, ...]) -> Written:
        left, right = Piece("{", 0.5, "open"), Piece("}", 0.5, "close")
        return joined([left, self._listed(values), right], minus=False)

    def said(self, word: str) -> Piece:
        text = f'"{word} "' if word == "else" else f'" {word} "'
        return Piece(text, 0.5 * len(word) + 0.6, "weak")

    def cases(self, rows: Sequence[tuple[Written, Written]], otherwise: Written) -> Written:
        made = Formulas.cases(self, rows, otherwise)
        if not self.stacked:
            return made
        lines = [f'{whole(value)} & "if " {whole(condition)}' for value, condition in rows]
        lines.append(f'{whole(otherwise)} & "otherwise"')
        text = f"cases({', '.join(lines)})"
        return replace(made, pieces=(Piece(text, made.width),), length=len(text))


def _closed(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces of a whole formula: what was called is closed."""
    for piece in pieces:
        yield replace(piece, text=")") if piece.text in (")norm", ")abs") else piece


def whole(row: Written) -> str:
    """A formula in one line."""
    return source(_closed(row.pieces))


@dataclass(frozen=True)
class InlineTypst(TypstFormulas):
    """Formulas for running text: fractions with a slash."""

    stacked: ClassVar[bool] = False
    largest: ClassVar[int] = 1


@dataclass(frozen=True)
class SlashedTypst(TypstFormulas):
    """Formulas for a display too narrow for their fractions."""

    stacked: ClassVar[bool] = False


__all__ = ["InlineTypst", "SlashedTypst", "TypstFormulas", "named", "opened", "source", "whole"]
