"""Sheets for students and their keys: one source, and a sheet tells nothing of its key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import latex, text
from proofs.page.blocks import Block, Heading, Lines, Row
from proofs.page.handout import handout
from proofs.page.sheets import Blanks, NoBlanks, blanked, blanks, has_blanks
from proofs.terms import number, scalar

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


def test_sheet_and_key_have_the_same_blanks(typeset: Typeset, tmp_path: Path) -> None:
    """Each blank of the sheet is filled in the key; both are set without a complaint."""
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
    assert not typeset(student, tmp_path / "student")
    assert not typeset(key, tmp_path / "key")
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
