"""Formulas as characters: Unicode as on paper, or plain ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from proofs.page.written import GREEK, Name, Notation, Piece, PieceKind, Written, joined
from proofs.terms import Function, Sign, Symbol

_RAISED = dict(zip("0123456789+-()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))  # fmt: skip  # noqa: E501
_LOWERED = dict(zip("0123456789+-aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_INDEX = frozenset([*_RAISED.values(), *_LOWERED.values()])
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_SHAPES = {"sigmoid": "σ"}
_COMPARE: dict[str, tuple[str, str]] = {
    "=": ("=", "="), "!=": ("≠", "!="), "<": ("<", "<"), "<=": ("≤", "<="), ">": (">", ">"),
    ">=": ("≥", ">="), "in": ("∈", "in"),
}  # fmt: skip


def columns(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> columns("w\u0302")
    1
    """
    return sum(not unicodedata.combining(character) for character in text)


def piece(text: str, kind: PieceKind = "name") -> Piece:
    """A piece as wide as it has columns."""
    return Piece(text, columns(text), kind)


def raised(text: str) -> str:
    """The text as a superscript, or after ^ where a character has no raised form."""
    return "".join(_RAISED[c] for c in text) if set(text) <= _RAISED.keys() else f"^{text}"


def lowered(text: str) -> str:
    """The text as a subscript, or after _ where a character has no lowered form.

    >>> lowered("+"), lowered("max"), lowered("q")
    ('₊', 'ₘₐₓ', '_q')
    """
    if set(text) <= _LOWERED.keys() | {","}:
        return "".join(_LOWERED.get(c, c) for c in text)
    return f"_{text}"


def named(name: Name, upper: str = "") -> str:
    """A name with its accent, index below and index above."""
    base = GREEK.get(name.base, name.base)
    accent = _ACCENTS.get(name.accent, "")
    marks = name.marks.replace("'", "′")
    below = lowered(name.lower) if name.lower else ""
    above = raised(f"({upper})") if upper else ""
    text = ("Δ" if name.change else "") + base[0] + accent + base[1:] + below + marks + above
    return unicodedata.normalize("NFC", text)


def _word(piece: Piece) -> bool:
    """Whether the piece is a name of several letters, which must stand clear of others."""
    letters = piece.text.removeprefix("Δ")
    return sum(unicodedata.category(c) in ("Ll", "Lu") for c in letters) > 1


def _bare(piece: Piece) -> bool:
    """Whether the piece is one letter without an index."""
    return piece.kind == "name" and len(piece.text) == 1 and piece.text != "Δ"


@dataclass(frozen=True)
class Letters(Notation):
    """Formulas as Unicode characters."""

    def digits(self, digits: str) -> Piece:
        return piece(digits, "number")

    def raised(self, exponent: int) -> Piece:
        return piece(raised(str(exponent)), "sign")

    def fraction(self, top: Written, below: Written) -> Written:
        return joined([top, piece("/", "sign"), below])

    def symbol(self, symbol: Symbol) -> Written:
        return Written((piece(named(Name.of(symbol.name, symbol.lower), symbol.upper)),))

    def zero(self) -> Written:
        return Written((piece("0", "number"),))

    def bracket(self, inside: Written) -> Written:
        return joined([piece("(", "open"), inside, piece(")", "close")], minus=False)

    def minus_before(self) -> Piece:
        return piece("−", "sign")

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        match sign:
            case "+":
                return piece(" + ", "sum")
            case "-":
                return piece(" − ", "sum")
            case ",":
                return piece(", ", "sign")
            case "." | "*":
                return piece("·", "sign")
            case " ":
                return piece(" ", "weak")

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        tight = (
            (left.kind == "close" and not (left.text in "‖|" and right.kind == "open"))
            or (left.text[-1] in _INDEX and right.kind == "name" and not _word(right))
            or (right.kind == "open" and not _word(left) and left.text not in "‖|")
            or (left.kind == "number" and right.kind == "name" and not _word(right))
            or (_bare(left) and not _word(right) and not (left.text + right.text[0]).isascii())
        )
        return piece("" if tight else " ", "weak")

    def quotient(self, top: Written, below: Written) -> Written:
        return self.fraction(top, below)

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        inside = self._listed(arguments)
        match function.name:
            case "norm" | "abs" if not any(p.text in "‖|" for p in inside.pieces):
                bar = "‖" if function.name == "norm" else "|"
                return joined([piece(bar, "open"), inside, piece(bar, "close")], minus=False)
            case "sqrt":
                return joined([piece("√"), self.bracket(inside)])
        name = _SHAPES.get(function.name) or named(Name.of(function.name))
        return joined([piece(name), self.bracket(inside)])

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return piece(f" {_COMPARE[sign][0]} ", "sign")

    def choice(self, values: tuple[Written, ...]) -> Written:
        return joined([piece("{", "open"), self._listed(values), piece("}", "close")], minus=False)

    def _listed(self, values: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = [values[0]]
        for value in values[1:]:
            row += [self.between(","), piece("", "weak"), value]
        return joined(row)


@dataclass(frozen=True)
class Ascii(Letters):
    """Formulas as ASCII characters, in the spelling that the command line reads where it can."""

    def symbol(self, symbol: Symbol) -> Written:
        below = f"_{symbol.lower}" if symbol.lower else ""
        above = f"^({symbol.upper})" if symbol.upper else ""
        return Written((piece(symbol.name + below + above),))

    def minus_before(self) -> Piece:
        return piece("-", "sign")

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        match sign:
            case "-":
                return piece(" - ", "sum")
            case ".":
                return piece(" . ", "sign")
            case "*":
                return piece(" * ", "sign")
            case _:
                return Letters.between(self, sign)

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        return piece(" ", "weak")

    def raised(self, exponent: int) -> Piece:
        return piece(f"^{exponent}", "sign")

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        return joined([piece(function.name), self.bracket(self._listed(arguments))])

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return piece(f" {_COMPARE[sign][1]} ", "sign")


# Words without Unicode ---------------------------------------------------------------------------

_SPELLED = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "–": "-", "—": "-", "−": "-",
    "…": "...", "·": ".", "×": "x", "≠": "!=", "≤": "<=", "≥": ">=", "⟹": "==>", "⇒": "=>",
    "⟺": "<=>", "⇔": "<=>", "→": "->", "∈": "in", "‖": "||", "√": "sqrt", "∞": "oo", "ℝ": "R",
    "ℚ": "Q", "∇": "grad ", "∑": "sum ", "²": "^2", "³": "^3", "½": "1/2", "\u00a0": " ",
    "─": "-", "│": "|", "┼": "+", "■": "*", "•": "*", "∎": "QED", "§": "section ",
}  # fmt: skip


def spelled(text: str) -> str:
    """The text in ASCII: Greek letters by name, signs as they are typed, accents left out.

    >>> spelled("η ≥ 0 – naïve")
    'eta >= 0 - naive'
    """
    if text.isascii():
        return text
    names = {letter: name for name, letter in GREEK.items()}
    found = []
    for character in text:
        plain = _SPELLED.get(character) or names.get(character)
        if plain is None:
            plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
            if not plain and not unicodedata.combining(character):
                plain = "?"
        found.append(plain)
    return "".join(found)
