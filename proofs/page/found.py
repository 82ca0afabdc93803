"""What was found out about a line of the user's own: the lines that prove it, or the numbers.

The checker's lines are set as formulas again, each with its rule and the lines that it is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import cast

from proofs import terms as S
from proofs import verdicts
from proofs.find.book import Book
from proofs.grounds import rules_in
from proofs.page.blocks import Block, Lines, Paragraph, Rules
from proofs.page.theorems import row_of
from proofs.page.witnesses import refuted
from proofs.terms import Hypothesis, Relation, Words
from proofs.trust import terms as T

MOST_LINES = 60
"""A proof of more lines is not printed: nobody reads it, and `proofs export` has it."""
_LETTERS = "stpqkm"
"""For variables that are bound."""


class Unsayable(ValueError):
    """A term of the checker that has no formula."""


def found(
    asked: Sequence[tuple[Relation, verdicts.Verdict]], premises: Sequence[Hypothesis]
) -> list[Block]:
    """A question with its answers: what is given, and of each relation what settles it."""
    blocks: list[Block] = []
    if premises:
        blocks += [Paragraph(("It is assumed that",), "Given")]
        blocks.append(Lines(tuple(row_of(premise.relation) for premise in premises)))
    rules: set[str] = set()
    for relation, verdict in asked:
        match verdict:
            case verdicts.Proved():
                rules |= verdict.rules
                blocks += [Paragraph(("The claim is",), "Proved"), Lines((row_of(relation),))]
                blocks += proof_lines(verdict)
            case verdicts.Refuted():
                blocks += [Paragraph(("It is not so that",), "Refuted"), *refuted(verdict)]
            case verdicts.Unknown(why):
                blocks += [Paragraph(("It was asked whether",), "Open"), Lines((row_of(relation),))]
                blocks.append(Paragraph((f"Neither proved nor refuted: {why}.",)))
    if rules:
        blocks.append(Rules(rules_in(rules)))
    return blocks


def proof_lines(verdict: verdicts.Proved) -> list[Block]:
    """The checker's lines that show a relation, without those that say again what one says."""
    if verdict.question is None:
        return []
    setter = _Setter()
    try:
        lines, shown = _lines(
            verdict.question.book, verdict.question.shown_by(verdict.place), setter
        )
        if len(lines) > MOST_LINES:
            return [Paragraph((f"The proof has {len(lines)} lines, too many to be printed here.",))]
        given = frozenset(verdict.question.claims)
        told = [setter.line(k, line, given) for k, line in enumerate(lines, 1)]
    except (Unsayable, S.TermError):
        return [Paragraph(("Its lines say what has no short formula; they are not printed.",))]
    blocks: list[Block] = [Paragraph(("These lines show it, each by its rule:",)), *_set(told)]
    if setter.steps:
        blocks.append(Paragraph(setter.meanings()))
    first, *values = shown
    if first != len(lines):
        numbers = ", ".join(f"({k})" for k in sorted({*values} - {first}))
        end = (f"; {numbers} give its terms values" if numbers else "") + "."
        blocks.append(Paragraph((f"The claim is line ({first}){end}",)))
    return blocks


def _set(told: Iterable[tuple[Relation | Words, Words]]) -> list[Block]:
    """Relations as lines with what is said beside them, everything else as running text."""
    blocks: list[Block] = []
    for is_row, group in groupby(told, lambda one: isinstance(one[0], Relation)):
        if is_row:
            rows = (row_of(said, beside) for said, beside in group if isinstance(said, Relation))
            blocks.append(Lines(tuple(rows), derived=True))
        else:
            blocks += [Paragraph((*_words(said), "; ", *beside, ".")) for said, beside in group]
    return blocks


_Line = tuple[T.Term, str, tuple[int, ...], frozenset[T.Term]]


def _lines(
    book: Book, ends: tuple[int, ...], setter: _Setter
) -> tuple[list[_Line], tuple[int, ...]]:
    """What each line says, its rule, the numbers of those it uses, and what it assumes; and the
    numbers of those that were asked for.  What an earlier line says is not said again."""
    first: dict[object, list[int]] = {}
    same: dict[int, int] = {}
    for place in sorted(_needed(book, ends, same)):
        said = setter.said(book.says(place))
        before = first.setdefault(said, [])
        open_ = book.done[place].open
        same[place] = next((k for k in before if book.done[k].open <= open_), place)
        if same[place] == place:
            before.append(place)
    number: dict[int, int] = {}
    lines: list[_Line] = []
    for place in sorted(_needed(book, ends, same)):
        line = book.lines[place]
        uses = tuple(dict.fromkeys(number[same[k]] for k in line.uses))
        lines.append((line.says, line.rule, uses, book.done[place].open))
        number[place] = len(lines)
    return lines, tuple(number[same[k]] for k in ends)


def _needed(book: Book, ends: tuple[int, ...], same: Mapping[int, int]) -> set[int]:
    """The lines that some rest on, and these themselves, the first for all that say the same."""
    wanted = {same.get(k, k) for k in ends}
    for place in range(max(wanted), -1, -1):
        if place in wanted:
            wanted.update(same.get(k, k) for k in book.lines[place].uses)
    return wanted


# Formulas ----------------------------------------------------------------------------------------


def _words(said: Relation | Words) -> Words:
    return (said,) if isinstance(said, Relation) else said


def formula(term: T.Term) -> S.Term:
    """A term of the checker as a formula; raises `Unsayable`."""
    return _Setter().formula(term)


class _Setter:
    """Sets the claims of one proof; `steps` are the threshold functions without a name."""

    def __init__(self) -> None:
        self.steps: dict[tuple[S.Term, ...], str] = {}
        self.done: dict[T.Term, S.Term] = {}

    def line(
        self, number: int, line: _Line, given: frozenset[T.Term]
    ) -> tuple[Relation | Words, Words]:
        """What a line says, and beside it its number, its rule and what it is from."""
        says, rule, uses, open_ = line
        name = rule.removeprefix("theorem ").removeprefix("lemma.")
        reason = f"lemma “{name}”" if rule.startswith("theorem ") else name
        if rule == "assume":
            return self.said(says), (f"({number}) ", "given" if says in given else "supposed")
        if uses:
            reason += f", from {', '.join(f'({k})' for k in uses)}"
        under: list[str | S.Term | Relation] = []
        for claim in sorted(open_ - given, key=str):
            under += [", " if under else ", under ", *_words(self.said(claim))]
        return self.said(says), (f"({number}) {reason}", *under)

    def meanings(self) -> Words:
        """What the threshold functions are that have no name."""
        row: list[str | S.Term | Relation] = []
        for (below, zero, above), name in self.steps.items():
            row += [
                "; " if row else "Here ",
                f"{name} is ",
                below,
                " below 0, ",
                zero,
                " at 0 and ",
            ]
            row += [above, " above"]
        return (*row, ".")

    def said(self, claim: T.Term, bound: int = 0) -> Relation | Words:
        """A claim of the checker as a relation, or in words with formulas."""
        if claim.op in T.RELATIONS:
            left, right = map(self.formula, claim.args)
            return Relation(left, cast(S.Sign, claim.op), right)
        if claim.op in ("and", "or"):
            row: list[str | S.Term | Relation] = []
            for part in claim.args:
                row += [f" {claim.op} " if row else "", *_words(self.said(part, bound))]
            return tuple(row)
        if claim.op == "imply":
            first, then = (_words(self.said(part, bound)) for part in claim.args)
            return ("if ", *first, " then ", *then)
        if claim.op == "all" and bound < len(_LETTERS):
            variable = T.symbol(f"{_LETTERS[bound]}_", claim.data)
            body = _words(self.said(T.at(claim, variable), bound + 1))
            return ("for all ", self.formula(variable), ": ", *body)
        raise Unsayable(claim.op)

    def formula(self, term: T.Term) -> S.Term:
        """A term of the checker as a formula; raises `Unsayable`."""
        return T.fold(term, self._combine, self.done)

    def _combine(self, part: T.Term, below: tuple[S.Term, ...]) -> S.Term:
        match part.op:
            case "number":
                return S.number(part.data) if part.data >= 0 else S.Negative(S.number(-part.data))
            case "symbol":
                name = str(part.data).replace("?", "s").rstrip("_")
                return S.Symbol(name, "vector" if T.is_space(part.sort) else "scalar", "", "")
            case "zero":
                return S.ZERO
            case "sum":
                return S.total(
                    t for b in below for t in (b.terms if isinstance(b, S.Sum) else (b,))
                )
            case "product":
                return _product(below)
            case "quotient":
                return S.Quotient(*below)
            case "power" if isinstance(below[1], S.Number):
                return S.Power(below[0], int(below[1].value))
            case "dot":
                return S.Dot(*below)
            case "apply":
                return self._applied(part.data, below)
        raise Unsayable(part.op)

    def _applied(self, function: T.Function, below: tuple[S.Term, ...]) -> S.Term:
        if function == T.THRESHOLD:
            if below[1:] == S.PHI.values:
                return S.PHI(below[0])
            values = tuple(map(_value, below[1:]))
            if values in _THRESHOLDS:
                return _THRESHOLDS[values](below[0])
            letter = "step" if not self.steps else f"step_{len(self.steps) + 1}"
            return S.threshold(self.steps.setdefault(below[1:], letter), *below[1:])(below[0])
        if function.kind == "known" and function.name in S.KNOWN_FUNCTIONS:
            return S.KNOWN_FUNCTIONS[function.name](*below)
        raise Unsayable(function.name)


def _product(factors: tuple[S.Term, ...]) -> S.Term:
    """A product; its sign stands before it, and what is in it more than once is a power."""
    first, *rest = factors
    if isinstance(first, S.Negative) and isinstance(first.term, S.Number) and rest:
        one = first.term.value == 1
        return S.Negative(_times(rest if one else [first.term, *rest]))
    return _times(factors)


def _times(factors: Iterable[S.Term]) -> S.Term:
    found: list[S.Term] = []
    for factor, group in groupby(factors):
        count = len(tuple(group))
        found.append(factor if count == 1 else S.Power(factor, count))
    return S.Product(tuple(found)) if len(found) > 1 else found[0]


_THRESHOLDS: dict[tuple[Fraction | None, ...], S.Function] = {
    (Fraction(-1), Fraction(1), Fraction(1)): S.threshold("phi", -1, 1, 1),
    (Fraction(-1), Fraction(0), Fraction(1)): S.SIGN,
}


def _value(term: S.Term) -> Fraction | None:
    match term:
        case S.Number(value):
            return value
        case S.Negative(S.Number(value)):
            return -value
    return None


__all__ = ["MOST_LINES", "formula", "found", "proof_lines"]
