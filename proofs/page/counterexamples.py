"""An instance that lacks one hypothesis, as pages show it."""

from __future__ import annotations

from proofs.counterexample import Counterexample
from proofs.page.outline import Block, Lines, Paragraph, Row, T, Table, value
from proofs.terms import Relation, Term, Words, number


def instance_of(shown: Counterexample) -> Words:
    """What a counterexample takes to be what."""
    row: list[str | Term | Relation] = []
    for words in shown.taken:
        row += [", " if row else "", *words]
    return tuple(row)


def sides_of(shown: Counterexample) -> Words:
    """The values of the two sides of the conclusion that fails."""
    left, right = value(shown.judged.left), value(shown.judged.right)
    return ("the left side is ", *left, " and the right side is ", *right)


def counterexample(shown: Counterexample) -> list[Block]:
    """An instance that lacks one hypothesis: the conclusion that fails, both sides, the run."""
    fails = shown.relation
    beside = "this does not hold" if shown.has_value else "this has no value"
    lead: Words = ("With ", *instance_of(shown), ": ") if shown.taken else ("Always ",)
    blocks: list[Block] = [
        Lines((Row(fails.left, fails.sign, fails.right, fails.others, (beside,)),)),
        Paragraph((*lead, *sides_of(shown), "."), "Counterexample"),
    ]
    if shown.rows:
        heads: tuple[Words, ...] = ((T,), *((symbol,) for symbol in shown.heads))
        rows = tuple(((number(k),), *map(value, row)) for k, row in shown.rows)
        blocks.append(Table(((("the run",), len(heads)),), heads, rows))
    return blocks
