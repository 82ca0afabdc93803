"""Exercises at the end of a sheet: what is asked, with blanks; in the key what belongs there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from random import Random

from proofs import exercises
from proofs.claim import Part, Settled
from proofs.exercises import DescentRun, OnlineRun, Statement, WrongLine
from proofs.page import theorems
from proofs.page.blocks import (
    Blank,
    Block,
    Heading,
    Items,
    Lines,
    Paragraph,
    Reference,
    Row,
    T,
    Table,
)
from proofs.page.phrases import Phrase as P
from proofs.page.witnesses import at_point, both_sides, value
from proofs.terms import (
    PHI,
    Hypothesis,
    Relation,
    Symbol,
    Term,
    Words,
    equals,
    number,
    scalar,
    vector,
)
from proofs.witness import Observable, told_apart

LABEL = "exercises"
KINDS = ("wrong-line", "true-or-false", "numbers")
"""What kinds of exercises there are."""
Z = scalar("z")
_SHORT, _ANSWER, _CELL = 8, 24, 8
"""How many columns blanks have."""


def exercised(
    entries: Sequence[Settled], seed: int, page: Iterable[Block] = (), *, key: bool = False,
    kinds: Sequence[str] = KINDS,
) -> tuple[Block, ...]:  # fmt: skip
    """Exercises on these entries, made by a seed; the same in the key, with answers.

    `page` is what stands before them: a chain that is printed there is a last resort.
    """
    made: list[tuple[P, list[Block]]] = []
    printed = frozenset(
        row.left for b in page if isinstance(b, Lines) for row in b.rows if row.left is not None
    )
    rules: set[object] = set()
    for settled in entries:
        name = settled.claim.id
        chance = {kind: Random(f"{seed} {kind} {name}") for kind in KINDS}
        of: Words = (Reference(name, settled.claim.title),)
        if "wrong-line" in kinds:
            wrong = exercises.wrong_line(settled, chance["wrong-line"], printed)
            if wrong is not None:
                made.append((P("Find the wrong line"), list(_wrong_line(wrong, of, key))))
        if "true-or-false" in kinds:
            pair = exercises.true_or_false(settled, chance["true-or-false"])
            if pair is not None:
                made.append((P("True or false"), list(_true_or_false(pair, of, key))))
        if "numbers" in kinds:
            found = exercises.numbers(settled, chance["numbers"])
            rule = found.rule if isinstance(found, OnlineRun) else found and found.gradient
            if found is not None and rule not in rules:
                # One run of a rule is enough for a sheet.
                rules.add(rule)
                blocks = _online(found) if isinstance(found, OnlineRun) else _descent(found)
                made.append((P("By hand"), [*blocks]))
    numbered: list[Block] = []
    for place, (lead, asked) in enumerate(made, 1):
        numbered += [Heading(3, (P("Exercise "), f"{place} (", lead, ").")), *asked]
    return (Heading(1, (P("Exercises"),), LABEL), *numbered) if numbered else ()


_CHANGES = {
    "a sign was changed": P("a sign was changed"),
    "a factor was dropped": P("a factor was dropped"),
    "a square was forgotten": P("a square was forgotten"),
}
"""What was done to a line."""


# The wrong line ----------------------------------------------------------------------------------


def _wrong_line(asked: WrongLine, of: Words, key: bool) -> Iterator[Block]:
    assumed = _assumed(asked.assumed)
    under: Words = (P("Under "), *assumed, P(", one")) if assumed else (P("One"),)
    yield Paragraph(
        (
            P("From "), *of, ". ", *under,
            P(" of these lines does not follow from what stands before it. Which one, and at which "
              "numbers does it fail?"),
        )
    )  # fmt: skip
    rows = []
    for place, (sign, term) in enumerate(asked.lines):
        left = None if place else asked.start
        wrong = (", ", Blank(_SHORT, (P("wrong"),))) if key and place == asked.place else ()
        rows.append(Row(left, sign, term, (), (P("line "), str(place + 1), *wrong)))
    yield Lines(tuple(rows))
    number_ = Blank(_SHORT, (str(asked.place + 1),))
    if not key:
        yield Paragraph((P("Line "), number_, P(", at "), Blank(_ANSWER), "."))
        return
    witness = asked.refuted.witness
    at = at_point(witness)
    value_left = value(witness.left)
    before: Words = (P("line "), str(asked.place), P(" is "), *value_left)
    if not asked.place:
        before = (P("the left side is "), *value_left)
    line: Words = (P(" and line "), str(asked.place + 1), P(" is "), *value(witness.right))
    where: Words = (P("At "), *at, " ") if at else (P("In numbers, "),)
    what: Words = (P("Line "), number_, ": ", _CHANGES[asked.kind], P("; it was "), asked.was)
    yield Paragraph((*what, ". ", *where, *before, *line, "."))


def _assumed(premises: Iterable[Hypothesis]) -> Words:
    """What a chain or a statement is under, in a row."""
    row: list[str | Term | Relation] = []
    seen = set()
    for premise in premises:
        said = theorems.hypothesis(premise)
        if said not in seen:
            seen.add(said)
            row += [", " if row else "", *said]
    return tuple(row)


# True or false -----------------------------------------------------------------------------------


def _true_or_false(pair: tuple[Statement, Statement], of: Words, key: bool) -> Iterator[Block]:
    yield Paragraph(
        (
            P("From "), *of,
            P(". Which of these is true for all numbers and vectors, and which is false? Give "
              "numbers at which it fails."),
        )
    )  # fmt: skip
    entries: list[tuple[Words, Words]] = []
    for letter, statement in zip("ab", pair, strict=True):
        assumed = _assumed(statement.assumed)
        said: Words = (
            (P("if "), *assumed, P(", then "), statement.says) if assumed else (statement.says,)
        )
        entries.append(((f"({letter})",), (*said, ". ", *_ruled(statement, key))))
    yield Items("", tuple(entries))


def _ruled(statement: Statement, key: bool) -> Words:
    """The blank for a verdict; in the key the verdict, and what shows it."""
    if not key:
        return (Blank(_SHORT),)
    if isinstance(statement.shown, Part):
        title = statement.shown.title or (statement.shown.name.replace("-", " "),)
        return (Blank(_SHORT, (P("true"),)), P(", proved as: "), *title, ".")
    witness = statement.shown.witness
    at = at_point(witness)
    where: Words = (P(": at "), *at, " ") if at else (": ",)
    return (Blank(_SHORT, (P("false"),)), *where, *both_sides(witness), ".")


# Runs to be done by hand -------------------------------------------------------------------------

_SEEN: dict[Observable, P] = {
    "predictions": P("the predicted labels"),
    "weights": P("the weights"),
    "direction": P("the direction of the weights at the end"),
}


def _online(asked: OnlineRun) -> Iterator[Block]:
    rule = asked.rule
    start: list[str | Term | Relation] = []
    for symbol in rule.state:
        start += [P(" and ") if start else "", _before(symbol, "0"), " = ", number(0)]
    updates: list[str | Term | Relation] = []
    for symbol, update in zip(rule.state, rule.update, strict=True):
        updates += [P(", and ") if updates else "", symbol, P(" becomes "), update]
    yield Paragraph(
        (
            P("Run the rule from "), *start, P(", at "), *_rates(asked.rate, asked.rates),
            P(", on the samples below, in their order: "), *updates, P(". Here "),
            equals(PHI(Z), 1), P(" for "), Z >= 0, P(" and "), equals(PHI(Z), -1), P(" for "),
            Z < 0, P(". Fill in the table. What is the same in both runs?"),
        )
    )  # fmt: skip
    each: tuple[Words, ...] = (
        (P("net"),),
        (P("predicts"),),
        *((P("then "), s) for s in rule.state),
    )
    rows = []
    for at, (x, y) in enumerate(zip(asked.inputs, asked.labels, strict=True)):
        row: list[Words] = [(number(at + 1),), value(x), value(y)]
        for run in asked.runs:
            cells = (run.net_inputs[at], run.predictions[at], *run.states[at])
            row += [(Blank(_CELL, value(cell)),) for cell in cells]
        rows.append(tuple(row))
    groups: tuple[tuple[Words, int], ...] = (
        (("",), 3), *((_rate(asked.rate, rate), len(each)) for rate in asked.rates),
    )  # fmt: skip
    yield Table(groups, ((T,), (rule.sample,), (rule.label,), *each, *each), tuple(rows))
    seen: list[str] = []
    for observed, what in _SEEN.items():
        if not told_apart(*asked.runs, observed):
            seen += [P(" and ")] if seen else []
            seen.append(what)
    answer: Words = tuple(seen) or (P("nothing"),)
    yield Paragraph((P("The same in both: "), Blank(_ANSWER, answer), "."))


def _descent(asked: DescentRun) -> Iterator[Block]:
    w = asked.state
    data: list[str | Term | Relation] = []
    for x, at, y, target in asked.samples:
        data += ["; " if data else "", x, " = ", *value(at), ", ", y, " = ", *value(target)]
    g = vector("g")
    yield Paragraph(
        (
            P("Two samples: "), *data,
            P(". Half the mean squared error of the linear prediction has the gradient "),
            equals(g, asked.gradient), P(", and a step of gradient descent takes "), w, P(" to "),
            w - asked.rate * g, P(". Make two steps from "), _before(w, "0"), " = ", number(0),
            P(" at "), *_rates(asked.rate, asked.rates),
            P(", and fill in the table. Do the weights point the same way at the end?"),
        )
    )  # fmt: skip
    rows: list[tuple[Words, ...]] = []
    for place, steps in enumerate(zip(*asked.runs, strict=True)):
        cells = [cell for step in steps for cell in step]
        rows.append(
            ((number(place + 1),), *((Blank(_CELL + 2, value(cell)),) for cell in cells))
        )  # fmt: skip
    each: tuple[Words, ...] = ((g,), (P("then "), w))
    groups: tuple[tuple[Words, int], ...] = (
        (("",), 1), *((_rate(asked.rate, rate), 2) for rate in asked.rates),
    )  # fmt: skip
    yield Table(groups, ((T,), *each, *each), tuple(rows))
    same = exercises.same_direction(asked)
    yield Paragraph(
        (P("The same direction: "), Blank(_SHORT, (P("yes") if same else P("no"),)), ".")
    )


def _rates(rate: Symbol, rates: Sequence[Fraction]) -> Words:
    row: list[str | Term | Relation] = []
    for at in rates:
        row += [P(" and at ") if row else "", *_rate(rate, at)]
    return tuple(row)


def _rate(rate: Symbol, at: Fraction) -> Words:
    return (rate, " = ", *value(at))


def _before(symbol: Symbol, index: str) -> Symbol:
    return Symbol(symbol.name, symbol.of_kind, index, symbol.lower)
