"""Numbers beside symbols: the lines of a page with the values that they have at one point.

Every line is evaluated by plain fractions, what is defined by its definition; nothing of the proof
is used but its premises.  A point at which a premise is false is refused, and so is one that leaves
all lines without a value: then it is said what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs import suggest
from proofs.claim import Settled
from proofs.derivation import Theorem
from proofs.evaluation import (
    Evaluator,
    Interpretation,
    Irrational,
    Undefined,
    Value,
    holds,
    interpreted,
)
from proofs.page.blocks import Block, Heading, Lines, Paragraph, Row
from proofs.page.letters import Ascii, Letters
from proofs.page.phrases import Phrase as P
from proofs.page.style import PLAIN, VALUES, Style
from proofs.page.witnesses import value as value_words
from proofs.terms import (
    PHI,
    Apply,
    Function,
    Hypothesis,
    Number,
    Relation,
    Symbol,
    Term,
    Words,
    Zero,
    number,
    parts,
    symbols,
    vector,
)

_PAIR = re.compile(r"\s*([^=,\s][^=,]*?)\s*=\s*(\([^()]*\)|[^(),]*?)\s*(?:,|\Z)")
_NUMBER = re.compile(r"[-+−]?\d+(?:/\d+|\.\d+)?", re.ASCII)
_FAILS = ("this does not hold", "this has no value")


class PointError(ValueError):
    """A point that cannot be read, or at which a page has no values."""


@dataclass(frozen=True, slots=True)
class Point:
    """The values that the user gives, by the names that they were typed with."""

    given: tuple[tuple[str, Value], ...] = ()

    @staticmethod
    def read(text: str) -> Point:
        """The point of a text such as eta=1/2,x1=(1,2); raises `PointError`.

        >>> Point.read("eta=1/2, x1=(1,-2)").given
        (('eta', Fraction(1, 2)), ('x1', (Fraction(1, 1), Fraction(-2, 1))))
        """
        found: dict[str, Value] = {}
        at = 0
        while at < len(text) or not found:
            pair = _PAIR.match(text, at)
            if pair is None:
                raise PointError(
                    "a point is written name=number, such as eta=1/2,x1=(1,2), not "
                    f"{suggest.quoted(text[at:])}"
                )
            name, written = pair.groups()
            if name in found:
                raise PointError(f"{suggest.quoted(name)} is given twice")
            if written.startswith("("):
                found[name] = tuple(_number(name, part) for part in written[1:-1].split(","))
            else:
                found[name] = _number(name, written)
            at = pair.end()
        lengths = {len(value) for value in found.values() if isinstance(value, tuple)}
        if len(lengths) > 1:
            raise PointError(f"vectors have one length, not {_listed(map(str, sorted(lengths)))}")
        return Point(tuple(found.items()))


def _number(name: str, text: str) -> Fraction:
    text = text.strip()
    if not _NUMBER.fullmatch(text) or re.search(r"/0+\Z", text):
        raise PointError(
            f"{name} is given {suggest.quoted(text)}, which is no number such as 2, 1/2 or 0.5"
        )
    return Fraction(text.replace("−", "-"))


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


# What has a value --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """One theorem's premises at the point."""

    values: Mapping[Symbol, Value]
    meanings: Mapping[Symbol, Term]
    maps: Interpretation
    hypotheses: tuple[Hypothesis, ...]

    def value(self, term: Term) -> Value | None:
        """The value of a term, or None if it is irrational or there is none."""
        try:
            return Evaluator(self.values, self.meanings).value(interpreted(term, self.maps))
        except (Irrational, Undefined):
            return None

    def missing(self, *terms: Term) -> set[Symbol | Function]:
        """What has no value and is met in the terms, or in what they are defined by."""
        found: set[Symbol | Function] = set()
        waiting, seen = [interpreted(term, self.maps) for term in terms], set[Term]()
        while waiting:
            for part in parts(waiting.pop()):
                if part in seen:
                    continue
                seen.add(part)
                match part:
                    case Symbol() if part in self.meanings:
                        waiting.append(self.meanings[part])
                    case Symbol() if part not in self.values:
                        found.add(part)
                    case Apply(function, _) if function.values:
                        waiting += function.values
                    case Apply(function, _) if function.name not in _KNOWN:
                        found.add(function)
        return found


_KNOWN = frozenset(("abs", "max", "min", "sqrt", "exp", "log", "sigmoid", "tanh", "norm", "fl64"))


def _place(theorem: Theorem, given: Mapping[Symbol | Function, Value]) -> _Place:
    values = {s: v for s, v in given.items() if isinstance(s, Symbol)}
    maps: dict[Function, tuple[tuple[Symbol, ...], Term]] = {}
    unknown = vector("u")
    for f, factor in given.items():
        if isinstance(f, Function) and isinstance(factor, Fraction):
            for one in (f, f.transpose):
                maps[one] = ((unknown,), number(factor) * unknown)
    meanings: dict[Symbol, Term] = {}
    premises = [p for chain in theorem.derivations for p in chain.premises]
    order = ("definition", "assumption", "case", "proved")
    for premise in sorted(premises, key=lambda p: order.index(p.role) if p.role in order else 9):
        relation, plain = premise.relation, not premise.for_all and premise.role in order[:2]
        if relation.sign != "=" or relation.others or not (plain or premise.role == "proved"):
            continue
        left, right = relation.left, relation.right
        if not isinstance(left, Symbol) or left in values or left in meanings:
            continue
        if left not in _behind(right, meanings):
            meanings[left] = right
    read = {symbol: interpreted(meaning, maps) for symbol, meaning in meanings.items()}
    return _Place(values, read, maps, tuple(theorem.hypotheses))


def _behind(term: Term, meanings: Mapping[Symbol, Term]) -> set[Symbol]:
    """The symbols that a term speaks of, and those that they are defined by."""
    found: set[Symbol] = set()
    waiting = [*symbols(term)]
    while waiting:
        symbol = waiting.pop()
        if symbol not in found:
            found.add(symbol)
            waiting += symbols(meanings[symbol]) if symbol in meanings else ()
    return found


# Names -------------------------------------------------------------------------------------------


def _spellings(thing: Symbol | Function) -> tuple[str, ...]:
    """How a symbol may be typed: in full, as pages print it, and short, as x1 for x^(1)."""
    if isinstance(thing, Function):
        return (thing.name,)
    typed = Ascii().written(thing).text
    short = f"{thing.name}{thing.upper}{thing.lower}"
    return (typed, Letters().written(thing).text, short)


def _resolved(point: Point, known: Iterable[Symbol | Function]) -> dict[Symbol | Function, Value]:
    """The symbols and linear maps that the names stand for."""
    things = list(known)
    size = next((len(value) for _, value in point.given if isinstance(value, tuple)), 1)
    found: dict[Symbol | Function, Value] = {}
    for name, value in point.given:
        fitting: list[Symbol | Function] = []
        for kind in range(3):
            fitting = fitting or [t for t in things if _spellings(t)[kind : kind + 1] == (name,)]
        if not fitting:
            short = {_spellings(t)[-1]: None for t in things}
            near = suggest.near(name, short)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(short)}"
            raise PointError(f"no line speaks of {suggest.quoted(name)}; {hint}")
        for thing in fitting:
            as_vector = isinstance(thing, Symbol) and thing.kind == "vector"
            if isinstance(value, tuple) and not as_vector:
                if len(fitting) == 1:
                    raise PointError(f"{name} is a number, not a vector")
            elif as_vector and isinstance(value, Fraction):
                if size == 1:
                    found[thing] = (value,)
                elif len(fitting) == 1:
                    raise PointError(f"{name} is a vector of {size} numbers")
            else:
                found[thing] = value
    return found


def _met(settled: Settled) -> list[Symbol | Function]:
    """The symbols and linear maps of the proofs, by which points may name them."""
    found: dict[Symbol | Function, None] = {}
    for theorem in _theorems(settled).values():
        for chain in theorem.derivations:
            relations = [p.relation for p in chain.premises]
            terms = [chain.start, *(step.term for step in chain.steps)]
            terms += [term for relation in relations for term in relation.terms]
            found |= dict.fromkeys(symbols(*terms))
            for part in parts(*terms):
                if isinstance(part, Apply) and part.function.adjoint:
                    found[part.function] = None
    return list(found)


def _theorems(settled: Settled) -> dict[str, Theorem]:
    """The theorems of the parts of an entry, by the labels of their headings."""
    own = {part.name for part in settled.claim.parts}
    return {
        f"{settled.claim.id}.{o.name}": o.shows
        for o in settled.obligations
        if o.name in own and isinstance(o.shows, Theorem)
    }


def resolved_in(settled: Settled, point: Point) -> Point:
    """The part of a point of which the lines of an entry speak."""
    known = _met(settled)
    names = {spelling for thing in known for spelling in _spellings(thing)}
    return Point(tuple(both for both in point.given if both[0] in names))


# Pages -------------------------------------------------------------------------------------------


def with_numbers(
    blocks: Iterable[Block], settled: Settled, point: Point | None, style: Style = PLAIN
) -> tuple[Block, ...]:
    """The blocks of an entry's page with the value of each line beside it; raises `PointError`."""
    page = tuple(blocks)
    if point is None or not point.given:
        return page
    theorems = _theorems(settled)
    given = _resolved(point, _met(settled))
    told = Paragraph(_told(given), P("Numbers"))
    if style.phi != "any":
        threes = zip(PHI.values, VALUES[style.phi][1:], strict=True)
        given |= {s: Fraction(q) for s, q in threes if isinstance(s, Symbol)}
    found: list[Block] = []
    lacking: list[set[Symbol | Function]] = []
    place: _Place | None = None
    done, apart = False, False
    reasons: list[str] = []
    for block in page:
        match block:
            case Heading(1, _, _):
                found += [block, told]
                continue
            case Heading(2 | 3, _, label) if label or block.level == 2:
                theorem, apart = theorems.get(label), False
                place = None if theorem is None else _place(theorem, given)
                if theorem is not None and place is not None:
                    refused = _refused(theorem, place, given)
                    reasons, place = [*reasons, *refused], None if refused else place
            case Heading(3, ("Case " | "If ", Relation() as case, *_), _) if place is not None:
                apart = not _true(place, case)
            case Heading(3, _, _) | Paragraph():
                apart = False
            case Lines(rows) if place is not None and not apart and not _fails(rows):
                terms = [t for r in rows for t in (r.left, r.right, *r.others) if t is not None]
                missing = place.missing(*terms)
                touched = bool(_touched(terms, place, given))
                if touched and missing:
                    lacking.append(missing)
                elif touched:
                    block, done = replace(block, rows=tuple(_carried(rows, place))), True
        found.append(block)
    if not done:
        raise PointError(_why_none(lacking, reasons))
    return tuple(found)


def _why_none(lacking: list[set[Symbol | Function]], reasons: list[str]) -> str:
    """Why no line of a page has a value."""
    if not lacking:
        return reasons[0] if reasons else "no line of a proof has a value at this point"
    least = sorted({_spellings(thing)[-1] for thing in min(lacking, key=len)})
    verb = "is" if len(least) == 1 else "are"
    hint = "; --notation phi=declared has values" if any(n[:4] == "phi_" for n in least) else ""
    return f"no line has a value yet: {_listed(least)} {verb} missing{hint}"


def _refused(
    theorem: Theorem, place: _Place, given: Mapping[Symbol | Function, Value]
) -> list[str]:
    """Why a theorem says nothing of the point: a premise of it that is false there."""
    premises = [p for chain in theorem.derivations for p in chain.premises]
    defined = [p for p in premises if p.role == "definition" and p.relation.left in given]
    return [
        f"{Letters().related(p.relation).text} ({p.name}) is not so at this point"
        for p in (*place.hypotheses, *defined)
        if not p.for_all and _true(place, p.relation) is False
    ]


def _true(place: _Place, relation: Relation) -> bool | None:
    """Whether a relation holds at the point, or None if that is not known."""
    if place.missing(*relation.terms):
        return None
    left, *rights = (place.value(term) for term in relation.terms)
    if left is None or None in rights:
        return None
    return any(holds(relation.sign, left, right) for right in rights if right is not None)


def _touched(
    terms: Iterable[Term], place: _Place, given: Mapping[Symbol | Function, Value]
) -> set[Symbol | Function]:
    """What is given and met in the terms, or in what they are defined by."""
    terms = tuple(terms)
    behind = {s for term in terms for s in _behind(term, place.meanings)}
    met = (*terms, *(place.meanings[s] for s in behind if s in place.meanings))
    maps = {part.function for part in parts(*met) if isinstance(part, Apply)}
    return {thing for thing in given if thing in behind or thing in maps}


def _carried(rows: tuple[Row, ...], place: _Place) -> Iterator[Row]:
    """Lines with their values; one that does not hold would show a premise that is false."""
    before: Value | None = None
    for row in rows:
        left = before if row.left is None else place.value(row.left)
        before = place.value(row.right)
        values = (before, *map(place.value, row.others))
        if left is not None and None not in values:
            if not any(holds(row.sign, left, right) for right in values if right is not None):
                said = Letters().written(row.right).text
                raise PointError(f"what the page assumes is not so here: see the line {said}")
            closed = isinstance(row.right, Number | Zero) and row.sign == "=" and not row.others
            yield row if closed else replace(row, beside=_beside(row, left, before))
        else:
            yield row


def _beside(row: Row, left: Value, right: Value | None) -> Words:
    """What is said beside a line, and its value."""
    told: Words = value_words(right)
    if row.sign != "=" and isinstance(left, Fraction) and isinstance(right, Fraction):
        told = (Relation(Number(left), row.sign, Number(right)),)
    elif row.others or row.sign != "=":
        told = value_words(left)
    return (*row.beside, P("; here ") if row.beside else P("here "), *told)


def _fails(rows: tuple[Row, ...]) -> bool:
    return any(row.beside and row.beside[0] in _FAILS for row in rows)


def _told(given: Mapping[Symbol | Function, Value]) -> Words:
    row: list[str | Term | Relation] = []
    for thing, value in given.items():
        row += [", " if row else "", thing, " = ", *value_words(value)]
    return (*row, ".")


__all__ = ["Point", "PointError", "resolved_in", "with_numbers"]
