"""Sheets for students and their keys: one source, and a sheet tells nothing of its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from proofs import registry, verdicts
from proofs.claim import Settled
from proofs.exercises import (
    DescentRun,
    OnlineRun,
    corruptions,
    numbers,
    numeric,
    true_or_false,
    wrong_line,
)
from proofs.page import latex, text
from proofs.page.blocks import Blank, Block, Heading, Items, Lines, Paragraph, Row, Table
from proofs.page.exercises import exercised
from proofs.page.handout import handout
from proofs.page.sheets import Blanks, NoBlanks, blanked, blanks, has_blanks
from proofs.terms import Relation, Words, number, scalar

Typeset = Callable[..., list[str]]
CHOSEN = ("perceptron.eta-factors-out", "perceptron.direction", "linear.closed-form")
ASKED = ("reasons", "steps", "every 1", "every 3")


def settled(name: str) -> Settled:
    """An entry, settled."""
    return registry.settle(registry.claim(name))


def sheet(asked: str) -> tuple[Block, ...]:
    """The blocks of a sheet with these blanks."""
    return blanked(handout(tuple(map(settled, CHOSEN)), "A sheet", registry.title), blanks(asked))


def rows(blocks: tuple[Block, ...]) -> list[Row]:
    """The lines of proofs."""
    return [row for b in blocks if isinstance(b, Lines) and b.derived for row in b.rows]


def forged(blocks: tuple[Block, ...], right: int, reason: str) -> tuple[Block, ...]:
    """The blocks with something else in each blank."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Lines):
            block = replace(block, rows=tuple(_forged(row, right, reason) for row in block.rows))
        made.append(block)
    return tuple(made)


def _forged(row: Row, right: int, reason: str) -> Row:
    if row.no_reason:
        row = replace(row, beside=(reason,))
    return replace(row, right=scalar("a") + number(right)) if row.no_right else row


@pytest.mark.parametrize("asked", ASKED)
def test_nothing_can_be_read_off_a_blank(asked: str) -> None:
    """Whatever belongs there, the sheet is the same, byte for byte, and the key is not."""
    blocks = sheet(asked)
    assert has_blanks(blocks)
    for other in (forged(blocks, 2, "short"), forged(blocks, 10**40, "a long reason " * 12)):
        for key in (False, True):
            printed = [latex.document(b, CHOSEN, sheet=True, key=key) for b in (blocks, other)]
            assert (printed[0] == printed[1]) != key
            shown = [text.sheet(b, key=key) for b in (blocks, other)]
            assert (shown[0] == shown[1]) != key


def test_what_is_blank() -> None:
    """Reasons where there are any, all right sides, or both in every third line of an entry."""
    assert {row.hidden for row in rows(sheet("reasons")) if row.beside} == {"reason"}
    assert {row.hidden for row in rows(sheet("steps"))} == {"right"}
    assert not has_blanks(sheet("none"))
    seen = []
    for block in sheet("every 3"):
        if isinstance(block, Heading) and block.level == 1:
            seen = []
        if isinstance(block, Lines) and block.derived:
            for row in block.rows:
                seen.append(row)
                assert bool(row.hidden) == (len(seen) % 3 == 0)
                assert not row.hidden or row.hidden == ("both" if row.beside else "right")
    given = [
        row for b in sheet("steps") if isinstance(b, Lines) and not b.derived for row in b.rows
    ]
    assert given
    assert not any(row.hidden for row in given)


def test_sheet_and_key_have_the_same_blanks() -> None:
    """Each blank of the sheet is filled in the key."""
    blocks = sheet("every 2")
    hidden = [row for row in rows(blocks) if row.hidden]
    student = latex.document(blocks, CHOSEN, sheet=True)
    key = latex.document(blocks, CHOSEN, sheet=True, key=True)
    body = [page.partition("\\begin{document}")[2] for page in (student, key)]
    assert body[0].count("\\stepblank") == len(hidden)
    assert (
        body[0].count("\\reasonblank")
        == body[1].count("\\filledreason{")
        == sum(row.no_reason for row in hidden)
    )
    assert body[1].count("\\filled{") >= len(hidden)
    assert "filled" not in body[0]
    assert "blank" not in body[1]
    filled = text.sheet(blocks, key=True)
    assert len(re.findall(r"\[[^]]", filled)) >= len(hidden)
    assert "____" not in filled
    assert text.sheet(blocks, key=False).count("_" * 20) >= len(hidden)
    assert "[" not in text.sheet(blocks, key=False, ascii=True).replace("[0", "")


def test_without_blanks_a_page_is_as_it_was() -> None:
    """A sheet of which nothing is blank is the handout."""
    plain = handout(tuple(map(settled, CHOSEN)), "A sheet", registry.title)
    assert latex.document(sheet("none"), CHOSEN) == latex.document(plain, CHOSEN)


def test_what_is_asked_for() -> None:
    """Words and a number from 1 on; anything else is refused with what can be said."""
    assert blanks("every 12") == Blanks("every", 12)
    assert blanks("reasons") == Blanks("reasons")
    wrong = ("", "reason", "every", "every 0", "every -1", "every x", "every 1.5", "every 1001",
             "every 2 3", "reasons 2", "every \u0663", "every " + "9" * 5000)  # fmt: skip
    for asked in wrong:
        with pytest.raises(NoBlanks) as raised:
            blanks(asked)
        assert len(str(raised.value)) < 9000


# Exercises ---------------------------------------------------------------------------------------

EASY = ("perceptron.eta-factors-out", "perceptron.mistakes-same", "perceptron.direction",
        "linear.eta-does-not-factor", "logistic.half-at-zero")  # fmt: skip
SEEDS = (1, 2, 3)


def really_fails(refuted: verdicts.Refuted) -> bool:
    """Whether the premises hold at the point and the relation does not, evaluated once more."""
    witness = refuted.witness
    at, meanings = dict(witness.values), dict(witness.meanings)

    def holds(relation: Relation) -> bool:
        left, right = (verdicts.evaluate(side, at, meanings) for side in relation.terms)
        return verdicts.holds(relation.sign, left, right)

    assert all(holds(premise.relation) for premise in refuted.premises if not premise.for_all)
    return not holds(witness.relation)


@pytest.mark.parametrize("entry", EASY[:-1])
def test_a_wrong_line_is_wrong(entry: str) -> None:
    """One line of a chain of the entry was changed, it is refuted, and no other line is."""
    chains = [c for o in settled(entry).obligations for c in getattr(o.shows, "derivations", ())]
    evaluated = 0
    for seed in SEEDS:
        wrong = wrong_line(settled(entry), Random(seed))
        assert wrong is not None
        before = wrong.lines[wrong.place - 1][1] if wrong.place else wrong.start
        sign, term = wrong.lines[wrong.place]
        assert wrong.refuted.witness.relation == Relation(before, sign, term)
        right = [*wrong.lines]
        right[wrong.place] = (sign, wrong.was)
        assert any(
            chain.start == wrong.start and [(s.sign, s.term) for s in chain.steps] == right
            for chain in chains
        )
        assert (wrong.kind, term) in list(corruptions(wrong.was))
        if not wrong.refuted.witness.functions:
            evaluated += 1
            assert really_fails(wrong.refuted)
    assert evaluated or entry.startswith("linear")  # linear maps are evaluated elsewhere


@pytest.mark.parametrize("entry", EASY)
def test_true_and_false(entry: str) -> None:
    """The false one is the twin, refuted; the true one follows from what it is said under."""
    orders = set()
    for seed in range(6):
        pair = true_or_false(settled(entry), Random(seed))
        assert pair is not None
        (false,) = (one for one in pair if isinstance(one.shown, verdicts.Refuted))
        (true,) = (one for one in pair if one is not false)
        orders.add(pair.index(true))
        twin = registry.claim(entry).twin
        assert (false.says, false.assumed) == (twin.relation, twin.premises)
        if seed < 2:
            assert isinstance(verdicts.decide(true.says, true.assumed), verdicts.Proved)
    assert orders == {0, 1}


def test_corruptions_change_the_term() -> None:
    """Each is another term of the same kind."""
    for chain in (c for o in settled(CHOSEN[0]).obligations
                  for c in getattr(o.shows, "derivations", ())):  # fmt: skip
        for step in chain.steps:
            for _, term in corruptions(step.term):
                assert term != step.term
                assert term.kind == step.term.kind


def test_a_run_of_the_perceptron_is_the_perceptron() -> None:
    """The table is what a few lines of arithmetic give; the rule errs in both ways."""
    for entry in ("perceptron.direction", "perceptron.bias"):
        asked = numbers(settled(entry), Random(entry))
        assert isinstance(asked, OnlineRun)
        for rate, run in zip(asked.rates, asked.runs, strict=True):
            w, b = [Fraction(0)] * 2, Fraction(0)
            for at, (x, y) in enumerate(zip(asked.inputs, asked.labels, strict=True)):
                net = sum((p * q for p, q in zip(w, x, strict=True)), b)
                predicted = Fraction(1 if net >= 0 else -1)
                assert (run.net_inputs[at], run.predictions[at]) == (net, predicted)
                w = [p + rate * (y - predicted) * q for p, q in zip(w, x, strict=True)]
                b += rate * (y - predicted) * (entry == "perceptron.bias")
                assert run.states[at] == ((tuple(w), b) if entry == "perceptron.bias"
                                          else (tuple(w),))  # fmt: skip
        assert asked.runs[0].predictions == asked.runs[1].predictions  # from zero


def test_a_run_of_descent_is_descent() -> None:
    """Two steps, as a few lines of arithmetic give them."""
    asked = numbers(settled("linear.eta-does-not-factor"), Random(5))
    assert isinstance(asked, DescentRun)
    data = [(x, y) for _, x, _, y in asked.samples]
    for rate, steps in zip(asked.rates, asked.runs, strict=True):
        w = [Fraction(0)] * 2
        for slope, after in steps:
            errors = [sum(p * q for p, q in zip(w, x, strict=True)) - y for x, y in data]  # type: ignore[operator, arg-type]
            g = [sum(e * x[k] for e, (x, _) in zip(errors, data, strict=True)) / 2 for k in (0, 1)]  # type: ignore[index, misc]
            w = [p - rate * q for p, q in zip(w, g, strict=True)]
            assert (slope, after) == (tuple(g), tuple(w))


def test_which_entries_have_a_run() -> None:
    """Those of the two chapters, and no others."""
    for name in registry.CLAIMS:
        assert numeric(name) == name.startswith(("perceptron.", "linear."))
    assert numbers(settled("logistic.half-at-zero"), Random(1)) is None


def gaps(blocks: tuple[Block, ...]) -> Iterator[Blank]:
    """The blanks in running text and tables."""
    for block in blocks:
        rows: list[Words] = []
        match block:
            case Paragraph(words):
                rows = [words]
            case Items(_, entries):
                rows = [said for _, said in entries]
            case Table():
                rows = [cell for row in block.rows for cell in row]
        yield from (piece for row in rows for piece in row if isinstance(piece, Blank))


def test_exercises_and_answers(typeset: Typeset, tmp_path: Path) -> None:
    """Sheet and key have the same exercises; the sheet has no answer, and both are set."""
    entries = tuple(map(settled, EASY))
    asked, answered = (exercised(entries, 1, key=key) for key in (False, True))
    leads = [[b.words for b in e if isinstance(b, Heading) and b.level == 3]
             for e in (asked, answered)]  # fmt: skip
    assert leads[0] == leads[1]
    assert [lead[:2] for lead in leads[0]] == [
        ("Exercise ", f"{k} (") for k in range(1, len(leads[0]) + 1)
    ]
    assert {lead[2] for lead in leads[0]} == {"Find the wrong line", "True or false", "By hand"}
    tables = [[b for b in e if isinstance(b, Table)] for e in (asked, answered)]
    assert tables[0] == tables[1]
    above = blanked(handout(entries, "A sheet", registry.title), blanks("every 2"))
    student = latex.document((*above, *asked), EASY, sheet=True)
    key = latex.document((*above, *answered), EASY, sheet=True, key=True)
    filled = list(gaps(answered))
    assert len(filled) > 40
    assert all(gap.holds for gap in filled)
    assert "filled" not in student.partition("\\begin{document}")[2]
    assert "\\stepblank" in student.partition("\\begin{document}")[2]
    for gap in gaps(asked):
        gap.holds = ("something else",)
    assert latex.document((*above, *asked), EASY, sheet=True) == student
    assert "\\gap{" not in key.partition("\\begin{document}")[2]
    assert not typeset(student, tmp_path / "student")
    assert not typeset(key, tmp_path / "key")


def test_a_seed_makes_the_exercises() -> None:
    """The same ones for the same seed, others for another; no entry's hang on another entry."""
    one, other = settled(EASY[0]), settled(EASY[1])
    made = text.sheet(exercised([one], 1), key=False)
    assert text.sheet(exercised([one], 1), key=False) == made
    assert len({text.sheet(exercised([one], seed), key=True) for seed in range(5)}) > 2
    first = [b for b in exercised([one, other], 1, kinds=["wrong-line"]) if isinstance(b, Lines)]
    alone = [b for b in exercised([other], 1, kinds=["wrong-line"]) if isinstance(b, Lines)]
    assert first[1:] == alone
