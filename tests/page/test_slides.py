"""Slides: few lines on each, one uncovered at a time, reasons in the notes, nothing too wide."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.derivation import Theorem
from proofs.page import slides
from proofs.page.blocks import Lines, Row
from proofs.page.lecture import lecture
from proofs.page.slides import MOST, Frame, deck

Typeset = Callable[..., list[str]]
CHOSEN = ("perceptron.eta-factors-out", "perceptron.direction", "linear.closed-form",
          "linear.gradient-at-zero")  # fmt: skip


@cache
def settled(name: str) -> Settled:
    """An entry, settled."""
    return registry.settle(registry.claim(name))


def frames(name: str) -> tuple[Frame, ...]:
    """The frames of an entry."""
    return deck(settled(name), registry.title)


@pytest.mark.parametrize("entry", CHOSEN)
def test_frames_are_short_and_in_order(entry: str) -> None:
    """Idea, statement, proof, then what shows the point; at most five lines on each."""
    found = frames(entry)
    order = ["Idea", "Notation", "Statement", "Proof", "A picture", "A run",
             "What each hypothesis is for", "Sources and remarks"]  # fmt: skip
    titles = list(dict.fromkeys("".join(map(str, frame.title)) for frame in found))
    assert titles == [title for title in order if title in titles]
    assert {"Idea", "Statement", "Proof"} <= {*titles}
    for frame in found:
        assert frame.steps
        assert len(frame.steps) <= MOST


@pytest.mark.parametrize("entry", CHOSEN)
def test_no_line_is_lost(entry: str) -> None:
    """The lines of the lecture are on the slides, in their order, and those carried over."""
    page = lecture(settled(entry), paged=False)
    lines = [row for block in page if isinstance(block, Lines) for row in block.rows]
    shown: list[Row] = []
    carried = 0
    for frame in frames(entry):
        for step in frame.steps:
            if step.row is None:
                continue
            if step.carried:
                carried += 1
                assert step is frame.steps[0]
                assert step.row.right == shown[-1].right
                assert not step.note
            else:
                shown.append(step.row)
                assert step.note == step.row.beside
    assert shown == lines


def test_what_is_stated_and_argued_is_shown() -> None:
    """Where a page has no room, slides have: no such part is told in a line alone."""
    entry = settled("linear.gradient-at-zero")
    starts = {step.row.left for f in frames("linear.gradient-at-zero") for step in f.steps
              if step.row is not None}  # fmt: skip
    said = {*entry.claim.statement}
    for part in entry.claim.parts:
        (obligation,) = (o for o in entry.obligations if o.name == part.name)
        if {*part.proves} & said and isinstance(obligation.shows, Theorem):
            assert {chain.start for chain in obligation.shows.derivations} & starts, part.name


def test_a_long_chain_goes_on() -> None:
    """A frame that goes on begins with the last line before, as it follows from the first."""
    seen = 0
    for entry in CHOSEN:
        before: Frame | None = None
        for frame in frames(entry):
            if frame.steps[0].carried:
                seen += 1
                assert before is not None
                row = frame.steps[0].row
                assert row is not None
                assert row.left is not None
                assert frame.subtitle[-1] == ", continued"
            before = frame
    assert seen


def test_slides_are_set(typeset: Typeset, tmp_path: Path) -> None:
    """By beamer, with notes and without: nothing is too wide, nothing too high."""
    some = [settled(name) for name in (CHOSEN[0], CHOSEN[3])]
    source = slides.slides(some, "All of 100 %", registry.title)
    assert not typeset(source, tmp_path / "slides")
    one = slides.slides([settled(CHOSEN[1])], "One", registry.title)
    shown = one.replace("% \\setbeameroption", "\\setbeameroption")
    shown = shown.replace("show notes on second screen=right", "show notes")
    assert shown != one
    assert not typeset(shown, tmp_path / "notes")


def test_lines_are_uncovered_one_by_one() -> None:
    """Line k is there from overlay k on, and so is what the speaker says of it."""
    source = slides.slides([settled(CHOSEN[0])], "One", registry.title)
    for frame in re.findall(r"\\begin\{frame\}\[t\](.*?)\\end\{frame\}", source, re.DOTALL):
        overlays = sorted({int(k) for k in re.findall(r"\\uncover<(\d+)->", frame)})
        assert overlays == list(range(2, len(overlays) + 2))
        assert {int(k) for k in re.findall(r"\\note<(\d+)>", frame)} <= {1, *overlays}
    assert source.count("\\note<") > 4
    assert "\\section" not in source


def test_the_same_slides_again() -> None:
    """Byte for byte."""
    entry = [settled(CHOSEN[1])]
    made = {slides.slides(entry, "One", registry.title) for _ in range(2)}
    assert len(made) == 1


def test_figures_and_wide_tables_have_frames() -> None:
    """A figure stands with its caption; a table too wide for a frame is cut, one run on each."""
    shown = [frame for frame in frames("perceptron.eta-factors-out") if frame.steps[0].figure]
    figure = settled("perceptron.eta-factors-out").claim.figure
    assert figure is not None
    (pictured,) = shown
    assert pictured.steps[0].figure == figure()
    assert pictured.steps[1].said == figure().caption
    source = slides.slides([settled("perceptron.eta-factors-out")], "One", registry.title)
    assert source.index("\\usepackage{tikz}") < source.index("\\begin{tikzpicture}")
    (run,) = (frame for frame in frames("perceptron.direction") if frame.steps[0].table)
    table = run.steps[0].table
    assert table is not None
    for group in (1, 2):
        one = slides._one_run(table, group)
        assert [span for _, span in one.groups] == [3, table.groups[group][1]]
        assert one.groups[1] == table.groups[group]
        assert one.marked == table.marked
        for row, whole in zip(one.rows, table.rows, strict=True):
            assert row[:3] == whole[:3]
            assert len(row) == len(one.heads)
            assert (row[3:] == whole[3:6]) == (group == 1) or whole[3:6] == whole[6:]
