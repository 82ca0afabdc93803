"""Formulas as MathML Core: what browsers set by themselves, with the formula in words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import ClassVar, Literal

from proofs.page.formulas import named as measured
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

_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~"}
_COMPARE = {
    "=": "=", "!=": "≠", "<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥", "in": "∈",
}  # fmt: skip
_SHAPES = {"sigmoid": "σ"}
_TALL = ("<mfrac", "<msqrt", "<mtable")
"""What a bracket grows with; an operator would grow with every index."""
_ABOVE = "above"
"""In a piece's text, before what is to be raised above the piece or the bracket before it."""
_TOKEN = re.compile("\ue000.*?\ue001|[0-9]+|[^\\W\\d_]+|.", re.DOTALL)
"""The parts of an index, which is text; one between the two marks is MathML already."""


def _bold(letter: str) -> str:
    """A letter or digit in bold.

    >>> _bold("w"), _bold("η"), _bold("0")
    ('𝐰', '𝛈', '𝟎')
    """
    for first, last, bold in (("a", "z", 0x1D41A), ("A", "Z", 0x1D400), ("0", "9", 0x1D7CE),
                              ("α", "ω", 0x1D6C2), ("Α", "Ω", 0x1D6A8)):  # fmt: skip
        if first <= letter <= last:
            return chr(bold + ord(letter) - ord(first))
    return letter


def _rows(parts: Sequence[str]) -> str:
    """The parts as one element."""
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


@lru_cache(maxsize=4096)
def index(text: str) -> str:
    """An index such as max or k<t, which stands below or above a name, as one element.

    >>> index("max"), index("2"), index("k<t")
    ('<mi>max</mi>', '<mn>2</mn>', '<mtext>𝑘&lt;𝑡</mtext>')
    """
    text = _plain(text)
    tokens = _TOKEN.findall(text)
    if not any(token.startswith("\ue000") for token in tokens) and len(tokens) != 1:
        return f"<mtext>{_step(text)}</mtext>"
    return _rows([_token(token) for token in tokens if not token.isspace()])


def _token(token: str) -> str:
    if token.startswith("\ue000"):
        return token[1:-1]
    if token.isdecimal():
        return f"<mn>{token}</mn>"
    if token[0].isalpha():
        return f"<mi>{LETTERS.get(token, token)}</mi>"
    return f"<mo>{escape({'-': '−', '*': '∗'}.get(token, token))}</mo>"


def _plain(text: str) -> str:
    """An index with its MathML as text again where that is names, numbers and signs in a row."""

    def told(part: re.Match[str]) -> str:
        if re.search("<(?!/?m(?:[ino]|text|row)\\b)", part[1]):
            return part[0]
        return unescape(re.sub("<[^>]*>", "", part[1]))

    return re.sub("\ue000(.*?)\ue001", told, text, flags=re.DOTALL)


def _step(text: str) -> str:
    """A step as text, its letters italic: one element where there would be many.

    >>> _step("t-1")
    '𝑡−1'
    """
    return "".join(_italic(LETTERS.get(token, token)) for token in _TOKEN.findall(text))


def _italic(token: str) -> str:
    if token in ("-", "*"):
        return {"-": "−", "*": "∗"}[token]
    if token == "h":
        return "ℎ"
    if len(token) == 1 and token.isascii() and token.isalpha():
        return chr((0x1D44E if token.islower() else 0x1D434) + ord(token.lower()) - ord("a"))
    return escape(token)


def _seen(text: str) -> str:
    """An index without the tags in it, by which its width is told."""
    return re.sub("<[^>]*>|[\ue000\ue001]", "", text)


def named(name: Name, *, bold: bool = False, upper: str = "") -> str:
    """A name with its accent, index below and index above."""
    base = LETTERS.get(name.base, name.base)
    text = f"<mi>{''.join(map(_bold, base)) if bold else base}</mi>"
    if name.accent:
        sign = f'<mo stretchy="false">{_ACCENTS[name.accent]}</mo>'
        text = f'<mover accent="true">{text}{sign}</mover>'
    upper = _plain(upper)
    marks = "".join({"'": "′", "*": "∗"}[mark] for mark in name.marks)
    if "\ue000" in upper:
        raised = f"<mrow><mi>{marks}(</mi>{index(upper)}<mi>)</mi></mrow>"
    elif upper:
        raised = f"<mtext>{marks}({_step(upper)})</mtext>"
    else:
        raised = f"<mi>{marks}</mi>" if marks else ""
    below = index(name.lower) if name.lower else ""
    if below and raised:
        text = f"<msubsup>{text}{below}{raised}</msubsup>"
    elif below or raised:
        tag = "msub" if below else "msup"
        text = f"<{tag}>{text}{below}{raised}</{tag}>"
    if name.before:
        text = f'<mrow><mi mathvariant="normal">{BEFORE[name.before]}</mi>{text}</mrow>'
    return text


def source(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The pieces as elements; what is raised stands above the element or the bracket before it."""
    rows: list[list[str]] = [[]]
    bracket = 0
    """How many elements the bracket has that was closed last."""
    for piece in pieces:
        row = rows[-1]
        if piece.text.startswith(_ABOVE):
            size = bracket or 1
            base = _rows(row[-size:]) if row else "<mrow></mrow>"
            row[-size:] = [f"<msup>{base}{piece.text.removeprefix(_ABOVE)}</msup>"]
        elif piece.kind == "open":
            rows.append([piece.text])
        elif piece.kind == "close" and len(rows) > 1:
            inside = [*rows.pop(), piece.text]
            if piece.text.startswith("<mo"):
                inside = [_rows(inside)]
            rows[-1] += inside
            bracket = len(inside)
            continue
        elif piece.text:
            row.append(_sized(piece.text, "postfix") if piece.kind == "close" else piece.text)
        else:
            continue
        bracket = 0
    for row in rows[1:]:
        row[0] = _sized(row[0], "prefix")
    return tuple(text for row in rows for text in row)


def _sized(bracket: str, form: str) -> str:
    """A bracket whose partner stands in another element, so that both have one size."""
    size = f'<mo form="{form}" stretchy="true" minsize="2.2em" maxsize="2.2em">'
    return bracket.replace("<mo>", size)


def segments(row: Written, room: float) -> tuple[str, ...]:
    """The row as the insides of one or more `math` elements, between which a line may break.

    It is cut at comparisons and sums, in as shallow brackets as may be, until no part is wider than
    the room; where that is not enough, between factors as well.
    """
    first, *later = ("".join(source(part)) for part in _cut(row, room))
    # What begins a later part is no sign before a number.
    return (first, *(re.sub(r"\A<mo>", '<mo form="infix">', part) for part in later))


def fits(row: Written, room: float) -> bool:
    """Whether the row can be cut into parts that are no wider than the room."""
    return all(_width(part) <= room for part in _cut(row, room))


def _width(pieces: Iterable[Piece]) -> float:
    return sum(piece.width for piece in pieces)


def _cut(row: Written, room: float) -> list[list[Piece]]:
    if row.width <= room:
        return [list(row.pieces)]
    depths, depth = [], 0
    for piece in row.pieces:
        depths.append(depth)
        depth += (piece.kind == "open") - (piece.kind == "close")
    cut: list[list[Piece]] = []
    weak = ("sum", "weak")
    for kinds, deepest in ((("sum",), 0), (("sum",), 1), (("sum",), 3), (weak, 0), (weak, 5)):
        cut = [[]]
        for piece, at in zip(row.pieces, depths, strict=True):
            if cut[-1] and piece.kind in kinds and at <= deepest:
                cut.append([])
            cut[-1].append(piece)
        if all(_width(part) <= room for part in cut):
            break
    return cut


@dataclass(frozen=True)
class MathML(Notation):
    """Formulas for a line of their own: fractions have a bar."""

    stacked: ClassVar[bool] = True

    def digits(self, digits: str) -> Piece:
        return Piece(f"<mn>{digits}</mn>", 0.5 * len(digits), "number")

    def raised(self, exponent: str) -> Piece:
        return Piece(_ABOVE + index(exponent), 0.5, "sign")

    def fraction(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return joined([top, Piece('<mo lspace="0" rspace="0">/</mo>', 0.5, "sign"), below])
        return Written((self._over(top, below, "number"),), 1)

    def _over(self, top: Written, below: Written, kind: PieceKind) -> Piece:
        over = "".join(_rows(source(part.pieces)) for part in (top, below))
        return Piece(f"<mfrac>{over}</mfrac>", max(top.width, below.width), kind)

    def symbol(self, symbol: Symbol) -> Written:
        name = Name.of(symbol.name, symbol.lower)
        bold, upper = symbol.kind == "vector", symbol.upper
        _, width = measured(name, look="bold" if bold else "plain", upper=_seen(upper))
        return Written((Piece(named(name, bold=bold, upper=upper), width),))

    def zero(self) -> Written:
        return Written((Piece("<mn>𝟎</mn>", 0.6, "number"),))

    def bracket(self, inside: Written) -> Written:
        return self._between("(", inside, ")")

    def _between(self, left: str, inside: Written, right: str) -> Written:
        """What is inside, between signs that grow where it is tall."""
        tag = "mo" if any(tall in p.text for p in inside.pieces for tall in _TALL) else "mi"
        opening, closing = f"<{tag}>{left}</{tag}>", f"<{tag}>{right}</{tag}>"
        row = (Piece(opening, 0.4, "open"), inside, Piece(closing, 0.4, "close"))
        return joined(row, inside.nesting + 1, minus=False)

    def minus_before(self) -> Piece:
        return Piece('<mo form="prefix">−</mo>', 0.8, "sign")

    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece:
        match sign:
            case "+":
                return Piece("<mo>+</mo>", 1.25, "sum")
            case "-":
                return Piece("<mo>−</mo>", 1.25, "sum")
            case ",":
                return Piece("<mo>,</mo>", 0.47, "sign")
            case "." | "*":
                return Piece("<mo>⋅</mo>", 0.75, "sign")
            case " ":
                return Piece('<mspace width="0.2em"></mspace>', 0.2, "weak")

    def adjacent(self, left: Piece, right: Piece) -> Piece:
        return Piece("", 0.0, "weak")

    def quotient(self, top: Written, below: Written) -> Written:
        if not self.stacked:
            return self.fraction(top, below)
        kind: PieceKind = "number" if top.pieces[0].kind == "number" else "name"
        return joined([self._over(top, below, kind)], max(top.nesting, below.nesting) + 1)

    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        inside = self._listed(arguments)
        match function.name:
            case "norm":
                return self._between("‖", inside, "‖")
            case "abs":
                return self._between("|", inside, "|")
            case "sqrt":
                root = Piece(f"<msqrt>{''.join(source(inside.pieces))}</msqrt>", inside.width)
                return joined([root], inside.nesting + 1, minus=False)
        return joined([self.called(function), self.bracket(inside)], minus=False)

    def called(self, function: Function) -> Piece:
        if base := transposed(function):
            return Piece(f"<msup>{named(Name.of(base))}<mi>⊤</mi></msup>", 1.0)
        shape = _SHAPES.get(function.name)
        base = LETTERS.get(Name.of(function.name).base, function.name)
        text = f"<mi>{shape}</mi>" if shape else named(Name.of(function.name))
        return Piece(text, max(1.0, 0.56 * len(base)))

    def summed(self, first: str, last: str) -> tuple[Piece, ...]:
        # Small, with limits beside it: the lines stay even.
        below = index(first)
        if last:
            return (Piece(f"<msubsup><mo>∑</mo>{below}{index(last)}</msubsup>", 2.0),)
        return (Piece(f"<msub><mo>∑</mo>{below}</msub>", 2.0),)

    def script(self, row: Written) -> str:
        return f"\ue000{_rows(source(row.pieces))}\ue001"

    def binomial(self, top: Written, below: Written) -> Written:
        over = "".join(_rows(source(part.pieces)) for part in (top, below))
        text = f'<mrow><mo>(</mo><mfrac linethickness="0">{over}</mfrac><mo>)</mo></mrow>'
        return Written((Piece(text, max(top.width, below.width) + 1.0),), 1)

    def compare(self, sign: Sign | Literal["in"]) -> Piece:
        return Piece(f"<mo>{_COMPARE[sign]}</mo>", 1.35, "sum")

    def choice(self, values: tuple[Written, ...]) -> Written:
        return self._between("{", self._listed(values), "}")

    def said(self, word: str) -> Piece:
        before = "" if word == "else" else "&#160;"
        return Piece(f"<mtext>{before}{word}&#160;</mtext>", 0.5 * len(word) + 0.6, "weak")

    def squared(self, inside: Written) -> Written:
        return self._between("[", inside, "]")

    def cases(self, rows: Sequence[tuple[Written, Written]], otherwise: Written) -> Written:
        if not self.stacked:
            return super().cases(rows, otherwise)
        cells = [
            (source(value.pieces), ("<mtext>if&#160;</mtext>", *source(condition.pieces)))
            for value, condition in rows
        ]
        cells.append((source(otherwise.pieces), ("<mtext>otherwise</mtext>",)))
        cell = '<mtd style="text-align: left">'
        table = "".join(
            f"<mtr>{cell}{_rows(value)}</mtd>{cell}{_rows(condition)}</mtd></mtr>"
            for value, condition in cells
        )
        values = max(v.width for v in (otherwise, *(v for v, _ in rows)))
        width = values + max(4.2, *(c.width + 1.1 for _, c in rows)) + 1.7
        text = (
            '<mrow><mo stretchy="true" fence="true" form="prefix">{</mo>'
            f"<mtable>{table}</mtable></mrow>"
        )
        return Written((Piece(text, width),), 3)

    def _listed(self, values: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = [values[0]]
        for value in values[1:]:
            row += [self.between(","), value]
        return joined(row)

    def closed(self, function: Function) -> bool:
        """A root is no place for an exponent."""
        return function.name != "sqrt"


@dataclass(frozen=True)
class InlineMathML(MathML):
    """Formulas for running text: fractions with a slash."""

    stacked: ClassVar[bool] = False
