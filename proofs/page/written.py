"""How a term becomes a row of pieces: where brackets, signs and products go, and where lines break.

Every page writes terms by the same rules; what differs between a terminal and LaTeX (letters,
fractions, the size of a bracket) is what a `Notation` fills in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import groupby
from typing import ClassVar, Literal

from proofs import conditions
from proofs.page.names import BEFORE as BEFORE
from proofs.page.names import LETTERS as LETTERS
from proofs.page.names import Name as Name
from proofs.page.powers import Binomial, Count, Factor, Formula, Raised, counted, formula_of
from proofs.page.powers import Shape as FormulaShape
from proofs.page.style import PLAIN, Style
from proofs.terms import (
    Apply,
    Dot,
    FiniteSum,
    Function,
    NaturalPower,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sign,
    Sum,
    Symbol,
    Term,
    TermError,
    Zero,
    fold,
)

LIMIT = 200_000
"""The longest formula that is written out, in characters."""


def transposed(function: Function) -> str:
    """The name of the map whose adjoint this is, if that is how it is named: X' is X transposed.

    >>> from proofs.terms import linear_map
    >>> transposed(linear_map("X", "X'").transpose), transposed(linear_map("A", "A"))
    ('X', '')
    """
    return function.adjoint if function.name == f"{function.adjoint}'" else ""


def shortened(size: int) -> tuple[int, int]:
    """A natural number as (m, k), meaning m times 2 to the k; k is 0 where digits are as short.

    Binary floating point deals in such numbers: its smallest one has 324 digits after the point.

    >>> shortened(1000), shortened(2**55), shortened(3 * 2**1074)
    ((1000, 0), (1, 55), (3, 1074))
    """
    if size < 10**12:
        return size, 0
    twos = (size & -size).bit_length() - 1
    return (size >> twos, twos) if twos >= 20 else (size, 0)


PieceKind = Literal["name", "number", "sign", "open", "close", "sum", "weak"]
Shape = Literal[FormulaShape, "minus", "product", "dot", "map"]
"""What a term looks like from outside; nothing may be multiplied to the right of "map"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of a formula that is never divided; a line may begin at a "sum" or "weak" piece."""

    text: str
    width: float
    kind: PieceKind = "name"


@dataclass(frozen=True, slots=True)
class Written:
    """A formula as a row of pieces, with what its surroundings must know to bracket it."""

    pieces: tuple[Piece, ...]
    nesting: int = 0
    """How many brackets deep its deepest bracket is."""
    minus: bool = False
    """Whether it begins with a minus sign."""
    length: int = -1

    def __post_init__(self) -> None:
        if self.length < 0:
            object.__setattr__(self, "length", sum(len(piece.text) for piece in self.pieces))

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


def joined(
    parts: Iterable[Written | Piece], nesting: int | None = None, *, minus: bool | None = None
) -> Written:
    """One row made of several; raises `ValueError` where it would be too long to be read."""
    parts = tuple(parts)
    written = [part for part in parts if isinstance(part, Written)]
    length = sum(p.length if isinstance(p, Written) else len(p.text) for p in parts)
    if length > LIMIT:
        raise ValueError(
            f"the formula written out is longer than {LIMIT:,} characters; "
            "name its parts or ask for fewer updates"
        )
    if minus is None:
        minus = isinstance(parts[0], Written) and parts[0].minus
    pieces = tuple(
        piece for part in parts for piece in (part.pieces if isinstance(part, Written) else (part,))
    )
    if nesting is None:
        nesting = max((part.nesting for part in written), default=0)
    return Written(pieces, nesting, minus, length)


def _is_indexed(function: Function) -> bool:
    return bool({"index", "step"} & set(function.takes))


def _unbroken(row: Written) -> Written:
    """The row as one in which no line ends."""
    fixed = (replace(p, kind="sign") if p.kind in ("sum", "weak") else p for p in row.pieces)
    return replace(row, pieces=tuple(fixed))


@dataclass(frozen=True)
class Notation(ABC):
    """Writes terms; subclasses say what letters, brackets and fractions look like."""

    done: dict[Term, Written] = field(default_factory=dict, repr=False)
    style: Style = PLAIN
    """How letters, indices and inner products are written."""

    stacked: ClassVar[bool] = False
    """Whether a fraction has a bar, so that it needs no brackets."""
    juxtaposed: ClassVar[bool] = True
    """Whether a linear map stands before its argument as a factor does."""

    # What a subclass fills in --------------------------------------------------------------------

    @abstractmethod
    def digits(self, digits: str) -> Piece: ...
    @abstractmethod
    def raised(self, exponent: str) -> Piece: ...
    @abstractmethod
    def fraction(self, top: Written, below: Written) -> Written: ...
    @abstractmethod
    def symbol(self, symbol: Symbol) -> Written: ...
    @abstractmethod
    def zero(self) -> Written: ...
    @abstractmethod
    def bracket(self, inside: Written) -> Written: ...
    @abstractmethod
    def minus_before(self) -> Piece: ...
    @abstractmethod
    def between(self, sign: Literal["+", "-", ".", ",", "*", " "]) -> Piece: ...
    @abstractmethod
    def adjacent(self, left: Piece, right: Piece) -> Piece: ...
    @abstractmethod
    def quotient(self, top: Written, below: Written) -> Written: ...
    @abstractmethod
    def called(self, function: Function) -> Piece: ...
    @abstractmethod
    def apply(self, function: Function, arguments: tuple[Written, ...]) -> Written: ...
    @abstractmethod
    def summed(self, first: str, last: str) -> tuple[Piece, ...]: ...
    @abstractmethod
    def script(self, row: Written) -> str:
        """A row as it stands above or below a name."""

    @abstractmethod
    def binomial(self, top: Written, below: Written) -> Written: ...
    @abstractmethod
    def compare(self, sign: Sign | Literal["in"]) -> Piece: ...
    @abstractmethod
    def choice(self, values: tuple[Written, ...]) -> Written: ...
    @abstractmethod
    def said(self, word: str) -> Piece:
        """A word between two parts of a formula."""

    @abstractmethod
    def squared(self, inside: Written) -> Written:
        """In square brackets."""

    # What is the same everywhere -----------------------------------------------------------------

    def written(self, term: Term) -> Written:
        """The term as pieces; raises `ValueError` where it would be too long to be read."""
        return fold(term, self._combine, self.done)

    def sides(self, relation: Relation) -> tuple[Written, Piece, Written]:
        """The left side, the sign and the right side of a relation."""
        left = self.written(relation.left)
        if relation.others:
            values = tuple(self.written(v) for v in (relation.right, *relation.others))
            return left, self.compare("in"), self.choice(values)
        return left, self.compare(relation.sign), self.written(relation.right)

    def related(self, relation: Relation) -> Written:
        """A relation in one row."""
        return joined(self.sides(relation))

    def number(self, value: Fraction) -> Written:
        """A rational number; powers of 2 in it are written as such where digits would be many."""
        body, below = self._whole(abs(value.numerator)), self._whole(value.denominator)
        if value.denominator != 1:
            product = not self.stacked and len(below.pieces) > 1 and below.pieces[0].text != "2"
            body = self.fraction(body, self.bracket(below) if product else below)
        return joined([self.minus_before(), body], minus=True) if value < 0 else body

    def _whole(self, size: int) -> Written:
        factor, twos = shortened(size)
        if not twos:
            return Written((self.digits(str(size)),))
        row = [self.digits(str(factor)), self.between("*")] if factor != 1 else []
        return Written((*row, self.digits("2"), self.raised(str(twos))))

    def _combine(self, part: Term, children: tuple[Written, ...]) -> Written:
        match part:
            case Number(value):
                return self.number(value)
            case Symbol():
                formula = formula_of(part)
                if formula is None:
                    return self.symbol(part)
                return self._formula(self.style.formula(formula))
            case Zero():
                return self.zero()
            case Sum(terms):
                return self._sum(terms, children)
            case Negative(term):
                return self._negative(term, children[0])
            case Product(factors):
                return self._product(factors, children)
            case Dot(left, right):
                return self._inner(left, right, children)
            case Quotient(top, below):
                if self.stacked:
                    return self.quotient(*children)
                return self.quotient(self._top(top, children[0]), self._below(below, children[1]))
            case Power(base, exponent):
                return joined([self._base(base, children[0]), self.raised(str(exponent))])
            case NaturalPower(base, _):
                above = self.raised(self.script(children[1]))
                return joined([self._base(base, children[0]), above])
            case FiniteSum(index, _, body):
                loose = self._shape(body) in ("sum", "minus") or children[1].minus
                inside = self.bracket(children[1]) if loose else children[1]
                over = f"{self.script(self.symbol(index))}<{self.script(children[0])}"
                return self.tall(joined([*self.summed(over, ""), inside], minus=False))
            case Apply(function, _) if function.adjoint and self.juxtaposed:
                return self._mapped(part)
            case Apply() if conditions.is_shown(part):
                return self._condition(part, children)
            case Apply(function, _) if _is_indexed(function):
                return self._indexed(function, children)
            case Apply(function, _):
                return self.apply(function, children)
            case Function():
                return Written((self.called(part),))
        raise TermError(f"unknown term {type(part).__name__}")

    def _indexed(self, function: Function, arguments: tuple[Written, ...]) -> Written:
        """A function of naturals: indices below its name, steps above, the rest in brackets."""
        if function.name == "C" and function.takes == ("index", "index"):
            return self.binomial(*arguments)
        at = {place: [self.script(a) for a, p in zip(arguments, function.takes, strict=True)
                      if p == place] for place in ("index", "step")}  # fmt: skip
        rest = [a for a, p in zip(arguments, function.takes, strict=True) if p not in at]
        name = Symbol(function.name, function.gives, ",".join(at["step"]), ",".join(at["index"]))
        row: list[Written | Piece] = [self.symbol(name)]
        if rest:
            inside: list[Written | Piece] = [rest[0]]
            for argument in rest[1:]:
                inside += [self.between(","), argument]
            row.append(self.bracket(joined(inside)))
        return joined(row)

    def _inner(self, left: Term, right: Term, texts: tuple[Written, ...]) -> Written:
        """An inner product: with a point, as a row times a column, or in brackets."""
        if self.style.dot == "brackets":
            return self.angled(joined([texts[0], self.between(","), texts[1]], minus=False))
        after = self._operand(right, texts[1])
        if self.style.dot == "point":
            return joined([self._operand(left, texts[0]), self.between("."), after])
        whole = self._shape(left) == "whole" and not texts[0].minus
        row = self.on_its_side(texts[0] if whole else self.bracket(texts[0]))
        return joined([row, self.to_argument(row.pieces[-1], after.pieces[0]), after], minus=False)

    def _sum(self, terms: tuple[Term, ...], texts: tuple[Written, ...]) -> Written:
        first = self.bracket(texts[0]) if self._shape(terms[0]) == "sum" else texts[0]
        row: list[Written | Piece] = [first]
        for term, text in zip(terms[1:], texts[1:], strict=True):
            if isinstance(term, Negative):
                # The negative was written "minus, then the rest": the rest is what is subtracted.
                rest = Written(text.pieces[1:], text.nesting)
                row += [self.between("-"), rest]
            else:
                loose = self._shape(term) == "sum" or text.minus
                row += [self.between("+"), self.bracket(text) if loose else text]
        return joined(row)

    def _negative(self, term: Term, text: Written) -> Written:
        loose = self._shape(term) == "sum" or text.minus
        return joined([self.minus_before(), self.bracket(text) if loose else text], minus=True)

    def _product(self, factors: tuple[Term, ...], texts: tuple[Written, ...]) -> Written:
        row: list[Written | Piece] = []
        before: Written | None = None
        for place, (factor, text) in enumerate(zip(factors, texts, strict=True)):
            last = place == len(factors) - 1
            if isinstance(factor, Dot) and self.style.dot != "brackets":
                # A product of numbers may end in an inner product: 2 u.v is 2 (u.v).
                only_numbers = all(f.kind == "scalar" for f in factors)
                inside = text if last and only_numbers else self.bracket(text)
            elif place == 0 and self._leads(factor):
                inside = text
            elif text.pieces[0].kind == "number" and any(
                f.kind == "vector" for f in factors[:place]
            ):
                # The point before a number must not look like an inner product.
                inside = self.bracket(text)
            else:
                inside = self._factor(factor, text, last)
            if before is not None:
                # An inner product stands a little apart, so that it is seen to be one factor.
                apart = self._shape(factor) == "dot" and inside is text
                row.append(self.between(" ") if apart else self._joint(before, inside))
            row.append(inside)
            before = inside
        return joined(row)

    def _joint(self, left: Written, right: Written) -> Piece:
        """What stands between two factors: a point where the right one begins with a digit."""
        if right.pieces[0].kind == "number":
            return self.between("*")
        return self.adjacent(left.pieces[-1], right.pieces[0])

    def _factor(self, factor: Term, text: Written, last: bool) -> Written:
        """A factor of a product; what would draw the next factor into it may only be the last."""
        shape = self._shape(factor)
        loose = shape in ("sum", "minus", "product", "dot") or text.minus or self._slashed(factor)
        open_ended = shape in ("map", "reaching") and not last
        return self.bracket(text) if loose or open_ended else text

    def _leads(self, factor: Term) -> bool:
        """Whether it may begin a product with its minus sign: -a b is read as -(a b)."""
        if isinstance(factor, Number):
            return factor.value < 0 and not self._slashed(factor)
        if not isinstance(factor, Negative) or self._slashed(factor.term):
            return False
        return self._shape(factor.term) in ("whole", "power", "sum", "minus")

    def _top(self, top: Term, text: Written) -> Written:
        """What stands before a slash: a whole product is divided, and so is what follows a minus.

        An inner product at its end would seem to be divided on its right side alone.
        """
        inner = top.term if isinstance(top, Negative) else top
        last = inner.factors[-1] if isinstance(inner, Product) else inner
        loose = self._shape(last) in ("dot", "reaching")
        loose |= last is inner and (self._shape(last) in ("sum", "minus") or self._slashed(last))
        return self.bracket(text) if loose else text

    def _below(self, below: Term, text: Written) -> Written:
        """What stands after a slash: one factor."""
        loose = self._shape(below) not in ("whole", "power") or text.minus
        return self.bracket(text) if loose or self._slashed(below) else text

    def _operand(self, side: Term, text: Written) -> Written:
        """A side of an inner product."""
        loose = self._shape(side) not in ("whole", "power", "map") or text.minus
        return self.bracket(text) if loose or self._slashed(side) else text

    def _shape(self, term: Term) -> Shape:
        """What the term looks like from outside, as it is written."""
        match term:
            case Sum():
                return "sum"
            case Negative():
                return "minus"
            case Product():
                return "product"
            case Dot():
                return "whole" if self.style.dot == "brackets" else "dot"
            case Power() | NaturalPower():
                return "power"
            case FiniteSum():
                return "reaching"
            case Apply(function, (argument,)) if function.adjoint and self.juxtaposed:
                while isinstance(argument, Apply) and argument.function.adjoint:
                    (argument,) = argument.arguments
                return "reaching" if self._shape(argument) == "reaching" else "map"
            case Apply(function, _) if function.name == conditions.CASES and self.stacked:
                return "reaching"
            case Apply(function, _) if function.name == conditions.POWER:
                return "power"
        formula = formula_of(term)
        return "whole" if formula is None else formula.shape

    def _slashed(self, part: Term) -> bool:
        """Whether the part is written with a slash, or is a number written as a product."""
        if isinstance(part, Number) and part.value.denominator == 1:
            return bool(shortened(abs(part.value.numerator))[1])
        return not self.stacked and isinstance(part, Number | Quotient)

    def _base(self, base: Term, text: Written) -> Written:
        """What is raised to a power: also bracketed where it carries a superscript already."""
        plain = isinstance(base, Number) and base.value >= 0 and base.value.denominator == 1
        plain = plain and len(text.pieces) == 1
        formula = formula_of(base)
        name = isinstance(base, Symbol) and formula is None and not self._carries(base)
        call = isinstance(base, Apply) and self.closed(base.function)
        call = call and not conditions.is_shown(base)
        call = call and not (isinstance(base, Apply) and self._carries(base))
        call |= isinstance(base, Dot) and self._shape(base) == "whole"
        simple = formula is not None and formula.shape == "whole"
        return text if plain or name or call or simple else self.bracket(text)

    def _carries(self, base: Symbol | Apply) -> bool:
        """Whether it has something above it already, so that no exponent can stand there."""
        if isinstance(base, Symbol):
            return bool(self.style.placed(base)[1]) or "*" in Name.of(base.name).marks
        return "step" in base.function.takes and self.style.index == "superscript"

    def _mapped(self, part: Apply) -> Written:
        """Linear maps before what they are applied to, a repeated one as a power: A^2 b."""
        maps: list[Function] = []
        core: Term = part
        while isinstance(core, Apply) and core.function.adjoint:
            maps.append(core.function)
            (core,) = core.arguments
        row: list[Written] = []
        for linear, alike in groupby(maps):
            times = len(tuple(alike))
            name = Written((self.called(linear),))
            if times > 1:
                name = self.bracket(name) if transposed(linear) else name
                name = joined([name, self.raised(str(times))])
            row.append(name)
        text = self.done[core]
        loose = self._shape(core) in ("sum", "minus", "product") or text.minus
        loose |= self._slashed(core) or text.pieces[0].kind == "number"
        text = self.bracket(text) if loose else text
        near = self.to_argument(row[-1].pieces[-1], text.pieces[0])
        return joined([*row, near, text], minus=False)

    def _formula(self, formula: Formula) -> Written:
        """What stands for a symbol of a run: a power, or a sum."""
        row: list[Written | Piece] = []
        before: Written | None = None
        applied = False
        for factor in formula.factors:
            inside = _unbroken(self._formula_factor(factor, alone=formula.shape == "sum"))
            if before is not None:
                row.append(self.after_power() if applied else self._joint(before, inside))
            row.append(inside)
            before = inside
            applied = isinstance(factor, Raised) and self._shape(factor.base) == "sum"
        sign = self.summed(formula.first, formula.last) if formula.first else ()
        written = joined([*sign, *row], minus=False)
        return self.tall(written) if sign else written

    def _formula_factor(self, factor: Factor, *, alone: bool) -> Written:
        match factor:
            case Raised(base, exponent):
                return joined([self._base(base, self.written(base)), self.raised(exponent)])
            case Binomial(top, below):
                return self.binomial(self.written(counted(top)), self.written(counted(below)))
            case Count(index):
                text = self.written(counted(index))
                return text if alone else self._factor(counted(index), text, last=False)
        return self._factor(factor, self.written(factor), last=True)

    def _condition(self, part: Apply, children: tuple[Written, ...]) -> Written:
        """A condition, or what depends on one."""
        name = part.function.name
        for sign in conditions.SIGNS:
            if name == sign:
                return joined([children[0], self.compare(sign), children[1]])
        if name == conditions.INDICATOR:
            return self.squared(children[0])
        if name == conditions.POWER:
            base = self._base(part.arguments[0], children[0])
            plain = self.stacked or len(children[1].pieces) == 1
            above = children[1] if plain else self.bracket(children[1])
            return joined([base, self.raised(self.script(above))])
        if name == conditions.CASES:
            rows, rest = [], part.arguments[2]
            rows.append((children[1], children[0]))
            while isinstance(rest, Apply) and rest.function.name == name:
                condition, then, rest = rest.arguments
                rows.append((self.done[then], self.done[condition]))
            return self.cases(rows, self.done[rest])
        other = [
            isinstance(side, Apply) and side.function.name in conditions.JOINED
            and side.function.name != name for side in part.arguments
        ]  # fmt: skip
        left, right = (
            self.bracket(text) if loose else text
            for text, loose in zip(children, other, strict=True)
        )
        return joined([left, self.said(name), right])

    def cases(self, rows: Sequence[tuple[Written, Written]], otherwise: Written) -> Written:
        """Values, each with its condition, and what it is otherwise: in one line."""
        row: list[Written | Piece] = []
        for value, condition in rows:
            row += [value, self.said("if"), condition, self.between(",")]
        return self.bracket(joined([*row, self.said("else"), otherwise], minus=False))

    def on_its_side(self, column: Written) -> Written:
        """A vector as the row that it is in a product with a column."""
        return joined([column, self.raised("T")])

    def angled(self, inside: Written) -> Written:
        """Two vectors in the brackets of an inner product."""
        return joined([Piece("⟨", 1, "open"), inside, Piece("⟩", 1, "close")], minus=False)

    def tall(self, row: Written) -> Written:
        """A row with the sign of a sum in it, which may ask for larger brackets around it."""
        return row

    def to_argument(self, left: Piece, right: Piece) -> Piece:
        """What stands between a linear map and its argument; no line ends there."""
        return Piece("", 0, "sign")

    def after_power(self) -> Piece:
        """What stands between a power of a bracket and what it is applied to."""
        return Piece("", 0, "sign")

    def closed(self, function: Function) -> bool:
        """Whether a value of this function may take an exponent without brackets."""
        return True


# Breaking a row into lines -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a formula and how far it is indented."""

    indent: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        return self.indent + sum(piece.width for piece in self.pieces)


def broken(row: Written, room: float, indent: float) -> tuple[Line, ...]:
    """The row in lines of at most this width, broken at sums, in as shallow brackets as may be.

    A later line is indented by `indent`, and by half of it more for each open bracket.  Where a
    bit that is never divided is wider than the room, its line is too wide.
    """
    pieces = row.pieces
    if row.width <= room:
        return (Line(0, pieces),)
    starts, depths, depth = [0], [0], 0
    for place, piece in enumerate(pieces):
        depth += (piece.kind == "open") - (piece.kind == "close")
        if place and piece.kind in ("sum", "weak"):
            starts.append(place)
            depths.append(depth)
    widths = [0.0]
    for piece in pieces:
        widths.append(widths[-1] + piece.width)
    indents = [0.0, *(indent + indent / 2 * min(d, 5) for d in depths[1:])]
    ends = [*starts[1:], len(pieces)]

    # best[i]: the least cost of setting everything before candidate i, and the line before.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last, end in enumerate(ends):
        options = []
        for first in range(last, -1, -1):
            used = indents[first] + widths[end] - widths[starts[first]]
            if used > room and first < last:
                break
            excess = max(0.0, used - room)
            slack = 0.0 if end == len(pieces) else ((room - used) / room) ** 2
            weak = pieces[starts[first]].kind == "weak"
            cost = 100.0 + 20 * depths[first] + 200 * weak if first else 0.0
            options.append((best[first][0] + cost + 12 * slack + 1e6 * excess, first))
        best.append(min(options))
    cuts, at = [], len(ends)
    while at:
        first = best[at][1]
        cuts.append((first, ends[at - 1]))
        at = first
    return tuple(Line(indents[first], pieces[starts[first] : end]) for first, end in reversed(cuts))
