"""Formulas as LaTeX, with a good guess of how wide each bit of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, Literal

from proofs.page.style import Vectors
from proofs.page.written import (
    LETTERS,
    Name,
    Notation,
    Piece,
    PieceKind,
    Written,
    joined,
    transposed,
)
from proofs.terms import Function, Sign, Symbol

# Widths are in em of the text's size, for Computer Modern, rounded up a little.
_ITALIC = {
    "a": .53, "b": .43, "c": .44, "d": .53, "e": .47, "f": .60, "g": .52, "h": .58, "i": .35,
    "j": .47, "k": .56, "l": .32, "m": .88, "n": .61, "o": .49, "p": .51, "q": .49, "r": .48,
    "s": .47, "t": .37, "u": .58, "v": .53, "w": .75, "x": .58, "y": .53, "z": .52,
    "M": 1.09, "N": .92, "W": 1.09,
}  # fmt: skip
_NAMED = {
    "eta": .54, "phi": .6, "theta": .48, "tau": .49, "lambda": .59, "gamma": .57, "rho": .52,
    "sigma": .6, "ell": .42,
}  # fmt: skip
_BOLD = {
    "i": 0.33,
    "j": 0.36,
    "l": 0.33,
    "r": 0.48,
    "s": 0.46,
    "t": 0.45,
    "m": 0.96,
    "w": 0.84,
    "u": 0.65,
}
_SIZES = ("", r"\big", r"\Big", r"\bigg", r"\Bigg")
_BRACKET_WIDTHS = (.39, .46, .60, .74, .80)  # fmt: skip
_BAR_WIDTHS = {r"\|": 0.5, "|": 0.28}
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}
_OPERATORS = {"exp": 1.7, "log": 1.5, "max": 2.05, "min": 1.85, "tanh": 2.2}
_SHAPES = {"sigmoid": (r"\sigma", 0.6), "sign": (r"\operatorname{sign}", 1.9)}
_COMPARE = {
    "=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "in": r"\in",
}  # fmt: skip
_BEFORE = {"Delta": r"\Delta", "grad": r"\nabla"}
_SCRIPT = 0.75


def _letter_width(letter: str, *, bold: bool = False) -> float:
    if bold:
        return _BOLD.get(letter, 0.9 if letter.isupper() else 0.6)
    return _ITALIC.get(letter, 0.85)


def _script_width(text: str) -> float:
    wide = {"+": 0.8, "-": 0.8, "(": 0.4, ")": 0.4, ",": 0.3, "m": 0.9}
    return 0.05 + _SCRIPT * sum(wide.get(c, 0.52 if c.isdigit() else 0.6) for c in text)


def _base(base: str, *, bold: bool) -> tuple[str, float]:
    """A name without its indices, and its width."""
    if base in LETTERS:
        wide = _NAMED.get(base, 0.85 if base[0].isupper() else 0.65) + 0.1 * bold
        return (rf"\boldsymbol{{\{base}}}" if bold else rf"\{base}"), wide
    if len(base) == 1:
        return (rf"\mathbf{{{base}}}" if bold else base), _letter_width(base, bold=bold)
    style = r"\mathbf" if bold else r"\mathit"
    return rf"{style}{{{base}}}", sum(_letter_width(c, bold=bold) for c in base)


def _lower(text: str) -> str:
    """An index below: letters of a word are upright, single ones are not."""
    parts = [rf"\{p}" if p in LETTERS else rf"\mathrm{{{p}}}" if len(p) > 1 and p.isalpha() else p
             for p in text.split(",")]  # fmt: skip
    return ",".join(parts)


def named(name: Name, *, look: Vectors = "plain", upper: str = "") -> tuple[str, float]:
    """A name as LaTeX, bold or with an arrow if it is a vector's, and its width."""
    text, width = _base(name.base, bold=look == "bold")
    if look == "arrow":
        text = rf"\vec{{{text}}}"
    if name.accent:
        text = f"{_ACCENTS[name.accent]}{{{text}}}"
    if name.lower:
        index = _lower(name.lower)
        text += f"_{index}" if len(index) == 1 else f"_{{{index}}}"
    text += "'" * name.marks.count("'")
    stars = "*" * name.marks.count("*")
    above = stars + (f"({upper})" if upper else "")
    if above:
        text += f"^{{{above}}}"
    marks = 0.3 * name.marks.count("'") + (_script_width(above) if above else 0)
    width += max(_script_width(name.lower) if name.lower else 0, marks)
    if name.before:
        sign = _BEFORE[name.before]
        text, width = source([Piece(sign, 0), Piece(text, 0)]), width + 0.85
    return text, width


_WORD = re.compile(r"\\[A-Za-z]+\Z")


def source(pieces: Iterable[Piece]) -> str:
    """The pieces as LaTeX, a command kept apart from a letter that follows it."""
    found: list[str] = []
    for piece in pieces:
        if found and piece.text[:1].isalpha() and _WORD.search(found[-1]):
            found.append(" ")
        if piece.text:
            found.append(piece.text)
    return "".join(found)


def _opens_after_factor(row: Written) -> bool:
    """Whether bars open right after a factor, where they could be read as closing ones."""
    pieces = [piece for piece in row.pieces if piece.text]
    return any(
        after.kind == "open"
        and after.text.endswith(("|", "vert", "Vert"))
        and (before.text[0] == "^" or before.kind not in ("open", "sum", "sign"))
        for before, after in pairwise(pieces)
    )


@dataclass(frozen=True)
class Formulas(Notation):
    """Formulas for a display: fractions have a bar and a bracket is as large as what is inside."""

    stacked: ClassVar[bool] = True
    largest: ClassVar[int] = 4
    """The size of the largest bracket."""

    def digits(self, digits: str) -> Piece:
        return Piece(digits, 0.5 * len(digits), "number")

    def raised(self, exponent: str) -> Piece:
        above = f"^{exponent}" if len(exponent) == 1 else f"^{{{exponent}}}"
        digits = 0.05 + 0.4 * len(exponent)
        return Piece(above, digits if exponent.isdigit() else _script_width(exponent), "sign")

    def fraction(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return joined([top, Piece("/", 0.5, "sign"), below])
        width = 0.3 + 0.75 * max(top.width, below.width)
        text = rf"\tfrac{{{source(top.pieces)}}}{{{source(below.pieces)}}}"
        return Written((Piece(text, width, "number"),), 1)

    def symbol(self, symbol: Symbol) -> Written:
        name, upper = self.style.placed(symbol)
        look = self.style.vectors if symbol.kind == "vector" else "plain"
        return Written((Piece(*named(name, look=look, upper=upper)),))

    def zero(self) -> Written:
        text = {"bold": r"\mathbf{0}", "arrow": r"\vec{0}", "plain": "0"}[self.style.vectors]
        return Written((Piece(text, 0.6, "number"),))

    def on_its_side(self, column: Written) -> Written:
        (*before, last) = column.pieces
        if indexed := re.fullmatch(r"(.*\^\{[^{}]*)\}", last.text):
            text = Piece(rf"{indexed[1]}\top}}", last.width + 0.6)
            return Written((*before, text), column.nesting, column.minus)
        return joined([column, Piece(r"^{\top}", 0.6, "sign")])

    def angled(self, inside: Written) -> Written:
        size = min(inside.nesting, self.largest)
        left, right = self._delimiters(r"\langle", r"\rangle", size)
        return joined([left, inside, right], inside.nesting + 1, minus=False)

    def bracket(self, inside: Written) -> Written:
        size = min(inside.nesting, self.largest)
        opening, closing = self._delimiters("(", ")", size)
        return joined([opening, inside, closing], inside.nesting + 1, minus=False)

    def _delimiters(self, left: str, right: str, size: int) -> tuple[Piece, Piece]:
        width = _BAR_WIDTHS.get(left, _BRACKET_WIDTHS[size]) + 0.02
        before, after = (_SIZES[size] + side if size else "" for side in "lr")
        return Piece(before + left, width, "open"), Piece(after + right, width, "close")

    def _bars(self, bar: str, name: str, inside: Written) -> Written:
        # Bars within bars are told apart by their size, and by a bracket after a factor.
        if _opens_after_factor(inside):
            inside = self.bracket(inside)
        doubled = any(piece.text.endswith(("|", "vert", "Vert")) for piece in inside.pieces)
        nesting = inside.nesting + doubled
        size = min(nesting, self.largest)
        left, right = self._delimiters(bar, bar, size)
        if inside.minus and not size:
            # After a bare bar TeX would take a minus for a subtraction.
            left, right = (
                Piece(rf"\l{name}", left.width, "open"),
                Piece(rf"\r{name}", right.width, "close"),
            )
        return joined([left, inside, right], nesting, minus=False)

    def minus_before(self) -> Piece:
        return Piece("-", 0.8, "sign")

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        match sign:
            case "+":
                return Piece(" + ", 1.25, "sum")
            case "-":
                return Piece(" - ", 1.25, "sum")
            case ",":
                return Piece(", ", 0.47, "sign")
            case "." | "*":
                return Piece(r"\cdot", 0.75, "sign")
            case " ":
                return Piece(r"\,", 0.2, "weak")

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        # The bars of two absolute values must not look like those of one norm.
        bars = left.kind == "close" and right.kind == "open" and left.text[-1] in "|t"
        return Piece(r"\,", 0.2, "weak") if bars else Piece("", 0.0, "weak")

    def quotient(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return self.fraction(top, below)
        # A fraction stays in one piece; its height asks for a bracket of the fourth size.
        kind: PieceKind = "number" if top.pieces[0].kind == "number" else "name"
        width = max(top.width, below.width) + 0.3
        text = Piece(rf"\frac{{{source(top.pieces)}}}{{{source(below.pieces)}}}", width, kind)
        return joined([text], max(top.nesting, below.nesting, 2) + 1, minus=False)

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        inside = self._listed(arguments)
        match function.name:
            case "norm":
                return self._bars(r"\|", "Vert", inside)
            case "abs":
                return self._bars("|", "vert", inside)
            case "sqrt":
                root = Piece(rf"\sqrt{{{source(inside.pieces)}}}", inside.width + 1.0)
                return joined([root], inside.nesting + 1, minus=False)
        return joined([self.called(function), self.bracket(inside)], minus=False)

    def called(self, function: Function) -> Piece:
        if base := transposed(function):
            text, width = named(Name.of(base))
            return Piece(rf"{text}^{{\top}}", width + 0.6)
        return Piece(*self._function(function.name))

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        limits = f"_{{{first}}}" + (f"^{{{last}}}" if last else "")
        wide = max(_script_width(first), _script_width(last))
        if self.stacked:
            return (Piece(rf"\sum{limits}", max(1.5, wide) + 0.35),)
        return (Piece(rf"\sum\nolimits{limits}", 1.4 + wide),)

    def tall(self, row: Written) -> Written:
        return replace(row, nesting=max(row.nesting, 3)) if self.stacked else row

    def script(self, row: Written) -> str:
        return source(row.pieces).replace(" + ", "+")

    def binomial(self, top: Written, below: Written) -> Written:
        inside = rf"binom{{{source(top.pieces)}}}{{{source(below.pieces)}}}"
        if self.stacked:
            return Written((Piece(f"\\{inside}", max(top.width, below.width) + 1.4),), 3)
        width = 0.75 * max(top.width, below.width) + 1.0
        return Written((Piece(f"\\t{inside}", width),), 1)

    def _function(self, name: str) -> tuple[str, float]:
        if name in _OPERATORS:
            return rf"\{name}", _OPERATORS[name]
        if name in _SHAPES:
            return _SHAPES[name]
        spelled = Name.of(name)
        if len(spelled.base) > 1 and spelled.base not in LETTERS:
            text, width = rf"\operatorname{{{spelled.base}}}", 0.56 * len(spelled.base)
            if spelled.lower:
                text += f"_{{{_lower(spelled.lower)}}}"
                width += _script_width(spelled.lower)
            return text + "'" * spelled.marks.count("'"), width
        return named(spelled)

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return Piece(f" {_COMPARE[sign]} ", 1.35, "sign")

    def choice(self, values: tuple[Written, ...]) -> Written:
        left, right = Piece(r"\{", 0.5, "open"), Piece(r"\}", 0.5, "close")
        return joined([left, self._listed(values), right], minus=False)

    def said(self, word: str) -> Piece:
        text = rf"\text{{{word} }}" if word == "else" else rf"\text{{ {word} }}"
        return Piece(text, 0.5 * len(word) + 0.6, "weak")

    def squared(self, inside: Written) -> Written:
        left, right = self._delimiters("[", "]", min(inside.nesting, self.largest))
        return joined([left, inside, right], inside.nesting + 1, minus=False)

    def cases(self, rows: Sequence[tuple[Written, Written]], otherwise: Written) -> Written:
        if not self.stacked:
            return super().cases(rows, otherwise)
        lines = [rf"{source(v.pieces)} & \text{{if }} {source(c.pieces)}" for v, c in rows]
        lines.append(rf"{source(otherwise.pieces)} & \text{{otherwise}}")
        values = max(v.width for v in (otherwise, *(v for v, _ in rows)))
        width = values + max(4.2, *(c.width + 1.1 for _, c in rows)) + 1.7
        text = r" \\ ".join(lines)
        text = rf"\begin{{cases}} {text} \end{{cases}}"
        return Written((Piece(text, width),), 4)

    def _listed(self, values: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = [values[0]]
        for value in values[1:]:
            row += [self.between(","), Piece("", 0.0, "weak"), value]
        return joined(row)

    def closed(self, function: Function) -> bool:
        """A root is no place for an exponent."""
        return function.name != "sqrt"


@dataclass(frozen=True)
class InlineFormulas(Formulas):
    """Formulas for running text: fractions with a slash, brackets hardly larger than the line."""

    stacked: ClassVar[bool] = False
    largest: ClassVar[int] = 1


@dataclass(frozen=True)
class SlashedFormulas(Formulas):
    """Formulas for a display too narrow for their fractions: with a slash, they can be broken."""

    stacked: ClassVar[bool] = False
