"""Formulas as characters: Unicode as on paper, or plain ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Literal

from proofs.page.written import (
    BEFORE,
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

_RAISED = dict(zip("0123456789+-()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))  # fmt: skip  # noqa: E501
_LOWERED = dict(zip("0123456789+-aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_INDEX = frozenset([*_RAISED.values(), *_LOWERED.values()])
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_ARROW = "\u20d7"
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


def named(name: Name, upper: str = "", *, arrow: bool = False) -> str:
    """A name with its accent, index below and index above, and an arrow over it if asked for."""
    base = LETTERS.get(name.base, name.base)
    accent = _ACCENTS.get(name.accent, "") + _ARROW * arrow
    marks = name.marks.replace("'", "′")
    below = lowered(name.lower) if name.lower else ""
    above = raised(f"({upper})") if upper else ""
    text = BEFORE.get(name.before, "") + base[0] + accent + base[1:] + below + marks + above
    return unicodedata.normalize("NFC", text)


def _word(piece: Piece) -> bool:
    """Whether it is a sum's sign or a name of several letters, which must stand clear of others."""
    if piece.text.startswith("∑"):
        return True
    letters = piece.text.lstrip("".join(BEFORE.values()))
    return sum(unicodedata.category(c) in ("Ll", "Lu") for c in letters) > 1


def _bare(piece: Piece) -> bool:
    """Whether the piece is one letter without an index."""
    return piece.kind == "name" and len(piece.text) == 1 and piece.text not in BEFORE.values()


@dataclass(frozen=True)
class Letters(Notation):
    """Formulas as Unicode characters."""

    def digits(self, digits: str) -> Piece:
        return piece(digits, "number")

    def raised(self, exponent: str) -> Piece:
        return piece(raised(exponent), "sign")

    def fraction(self, top: Written, below: Written) -> Written:
        return joined([top, piece("/", "weak"), below])

    def symbol(self, symbol: Symbol) -> Written:
        name, upper = self.style.placed(symbol)
        arrow = self.style.vectors == "arrow" and symbol.kind == "vector"
        return Written((piece(named(name, upper, arrow=arrow)),))

    def zero(self) -> Written:
        arrow = _ARROW if self.style.vectors == "arrow" else ""
        return Written((piece("0" + arrow, "number"),))

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
            case "norm" | "abs" if not any(p.text in ("‖", "|") for p in inside.pieces):
                bar = "‖" if function.name == "norm" else "|"
                return joined([piece(bar, "open"), inside, piece(bar, "close")], minus=False)
            case "sqrt":
                return joined([piece("√"), self.bracket(inside)])
        return joined([self.called(function), self.bracket(inside)])

    def called(self, function: Function) -> Piece:
        if base := transposed(function):
            return piece(named(Name.of(base)) + "ᵀ")
        return piece(_SHAPES.get(function.name) or named(Name.of(function.name)))

    def to_argument(self, left: Piece, right: Piece) -> Piece:
        return piece(" " if _word(left) or _word(right) else "", "sign")

    def on_its_side(self, column: Written) -> Written:
        return joined([column, piece("ᵀ", "sign")])

    def after_power(self) -> Piece:
        return piece(" ", "sign")

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        over = f"{first}..{last}" if last else first
        return piece(f"∑_{{{over.replace('-', '−')}}}"), piece(" ", "sign")

    def script(self, row: Written) -> str:
        return row.text.replace(" ", "").replace("·", "")

    def binomial(self, top: Written, below: Written) -> Written:
        pair = joined([top, self.between(","), below])
        return joined([piece("C"), piece("(", "open"), pair, piece(")", "close")])

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return piece(f" {_COMPARE[sign][0]} ", "sign")

    def choice(self, values: tuple[Written, ...]) -> Written:
        return joined([piece("{", "open"), self._listed(values), piece("}", "close")], minus=False)

    def said(self, word: str) -> Piece:
        return piece(f"{word} " if word == "else" else f" {word} ", "weak")

    def squared(self, inside: Written) -> Written:
        return joined([piece("[", "open"), inside, piece("]", "close")], minus=False)

    def _listed(self, values: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = [values[0]]
        for value in values[1:]:
            row += [self.between(","), piece("", "weak"), value]
        return joined(row)


@dataclass(frozen=True)
class Ascii(Letters):
    """Formulas as ASCII characters, in the spelling that the command line reads where it can."""

    juxtaposed: ClassVar[bool] = False

    def symbol(self, symbol: Symbol) -> Written:
        lower, upper = symbol.lower, symbol.upper
        if self.style.index == "subscript" and upper:
            lower, upper = f"{upper},{lower}".rstrip(","), ""
            lower = lower if lower.replace(",", "").isalnum() else f"{{{lower}}}"
        below = f"_{lower}" if lower else ""
        above = f"^({upper})" if upper else ""
        return Written((piece(symbol.name + below + above),))

    def zero(self) -> Written:
        return Written((piece("0", "number"),))

    def on_its_side(self, column: Written) -> Written:
        return joined([column, piece("^T", "sign")])

    def to_argument(self, left: Piece, right: Piece) -> Piece:
        return piece(" ", "sign")

    def angled(self, inside: Written) -> Written:
        return joined([piece("<", "open"), inside, piece(">", "close")], minus=False)

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

    def raised(self, exponent: str) -> Piece:
        # Round brackets above are those of an index.
        return piece(f"^{exponent}" if exponent.isalnum() else f"^{{{exponent}}}", "sign")

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        return joined([self.called(function), self.bracket(self._listed(arguments))])

    def called(self, function: Function) -> Piece:
        return piece(function.name)

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        return piece(f"sum_{{{first}..{last}}}" if last else f"sum_{{{first}}}"), piece(" ", "sign")

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return piece(f" {_COMPARE[sign][1]} ", "sign")


# Words without Unicode ---------------------------------------------------------------------------

_SPELLED = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "–": "-", "—": "-", "−": "-",
    "…": "...", "·": ".", "×": "x", "≠": "!=", "≤": "<=", "≥": ">=", "⟹": "==>", "⇒": "=>",
    "⟺": "<=>", "⇔": "<=>", "→": "->", "∈": "in", "‖": "||", "√": "sqrt", "∞": "oo", "ℝ": "R",
    "ℚ": "Q", "∇": "grad_", "∑": "sum ", "ᵀ": "^T", "⁺": "^+", "⊥": "_|_",
    "²": "^2", "³": "^3", "½": "1/2", "\u00a0": " ", "≈": "~", "▸": ">",
    "─": "-", "│": "|", "┼": "+", "■": "*", "•": "*", "∎": "QED", "§": "section ",
}  # fmt: skip


def spelled(text: str) -> str:
    """The text in ASCII: Greek letters by name, signs as they are typed, accents left out.

    >>> spelled("η ≥ 0 – naïve")
    'eta >= 0 - naive'
    """
    if text.isascii():
        return text
    names = {letter: name for name, letter in LETTERS.items()}
    found = []
    for character in text:
        plain = _SPELLED.get(character) or names.get(character)
        if plain is None:
            plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
            if not plain and not unicodedata.combining(character):
                plain = "?"
        found.append(plain)
    return "".join(found)
