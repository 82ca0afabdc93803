"""Wrong results are planted where a law reads them, kinds of data are told, and records kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from numeric import learners, record
from numeric.draws import kinds
from numeric.faults import EVERY, LATER, Fault, faults_met, refutes
from numeric.law import Law, attack, attack_faults
from numeric.record import Record

Note = Callable[[str], None]
X, Y = ((Fraction(1),), (Fraction(-2),)), (1, 1)


def run(rate: Fraction) -> learners.Run:
    """A run of the perceptron from zero."""
    return learners.run(learners.RULES["perceptron"](learning_rate=rate), (Fraction(0),), X, Y)


def whole(rate: Fraction, note: Note) -> bool:
    """Predictions and weights are compared."""
    one, other = run(rate), run(Fraction(1))
    note("compared")
    return one.predictions == other.predictions and one.weights == tuple(
        (rate * w,) for (w,) in other.weights
    )


def weaker(rate: Fraction, note: Note) -> bool:
    """The predictions are no longer compared."""
    one, other = run(rate), run(Fraction(1))
    note("compared")
    return one.weights == tuple((rate * w,) for (w,) in other.weights)


def rates() -> Any:
    """Two rates."""
    return st.sampled_from([Fraction(2), Fraction(3)])


def law(holds: Callable[[Any, Note], bool], kept: Record | None) -> Law:
    """A law on two rates."""
    return Law("toy", "", rates, holds, "", lambda rate: False, (), kept)


FAULT = Fault("learners.run", 1, ".predictions", "last - 1")


def test_a_wrong_result_refutes_what_compares_it() -> None:
    """It does as long as it is compared, and no longer."""
    assert FAULT in faults_met(whole, Fraction(2))
    assert refutes(whole, FAULT, Fraction(2))
    assert not refutes(weaker, FAULT, Fraction(2))


def test_both_results_wrong_alike() -> None:
    """Two wrong results that agree with each other pass for right where only they are compared."""
    assert not refutes(whole, Fault("learners.run", 0, ".weights", "all doubled"), Fraction(2))
    assert refutes(whole, Fault(EVERY, 0, ".weights", "all + 1"), Fraction(2))


def test_an_error_is_no_verdict() -> None:
    """A law that breaks on a wrong result has not been refuted."""

    def breaks(rate: Fraction, note: Note) -> bool:
        return bool(1 / run(rate).predictions[-1])

    zero = Fault("learners.run", 1, ".predictions", "all zero")
    assert not refutes(breaks, zero, Fraction(2))


def test_nothing_stays_planted() -> None:
    """After a fault the functions are the old ones."""
    before = learners.run
    refutes(whole, FAULT, Fraction(2))
    assert learners.run is before
    assert globals()["learners"] is learners


def test_a_record_holds_the_law_to_itself() -> None:
    """A law that compares less accepts faults that its record says it used to notice."""
    few = [Fraction(2), Fraction(3)] * 5
    kept = record.made(whole, few, few, [weaker])
    assert kept.events == ("compared",)
    assert attack_faults(law(whole, kept)) == []
    believed = {(fault.function, fault.part) for fault, _ in attack_faults(law(weaker, kept))}
    assert believed == {("learners.run", ".predictions")}
    assert attack_faults(law(weaker, None)) == []


def test_what_is_no_longer_drawn_or_met_is_missed() -> None:
    """Kinds of data and events of the record are asked for as must-hit events are."""
    kept = Record(("compared", "a tie"), ((("data", "is 2"), 1), (("data", "is 5"), 1)), ())
    found = attack(law(whole, kept))
    assert found.missed == ("a tie", "data: is 5")
    assert not found.withstood


def test_what_comes_less_often_is_missed() -> None:
    """Without a branch chance still makes some of its kind; a record tells how often it was."""
    often = [Fraction(2)] * 60 + [Fraction(3)] * 140
    kept = record.made(whole, often, [], (), [[Fraction(3)] * 200])
    assert kept.draws == ((("data", "is 2"), 23),)
    assert record.too_seldom(dict(kept.draws), record.how_often(often)) == []
    by_chance = [Fraction(2)] * 22 + [Fraction(3)] * 178
    assert record.too_seldom(dict(kept.draws), record.how_often(by_chance)) == [("data", "is 2")]


def test_a_record_is_read_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file says all that the record does."""
    data = [Fraction(2), Fraction(3)] * 10
    kept = record.made(whole, data, data, [weaker], [[Fraction(2)]])
    assert (("data", "is 3"), 2) in kept.draws
    monkeypatch.setattr(record, "files", lambda package: tmp_path)
    written = record.written({"toy": kept, "empty": Record((), (), ())})
    (tmp_path / record.FILE).write_text(written, encoding="utf-8")
    assert record.read("any chapter", "toy") == kept
    assert record.read("any chapter", "empty") == Record((), (), ())
    assert record.read("any chapter", "other") is None


def test_calls_are_counted_from_either_end() -> None:
    """The last call, all but the first, and one number of each vector can be wrong."""

    def compares(rate: Fraction, note: Note) -> bool:
        """Three runs; the second and the third are compared."""
        runs = [run(rate) for _ in range(3)]
        return runs[1] == runs[2]

    def refuted(call: int, change: str) -> bool:
        return refutes(compares, Fault("learners.run", call, ".predictions", change), Fraction(2))

    assert refuted(-1, "first + 1")
    assert refuted(-2, "first of each doubled")
    assert not refuted(-3, "first + 1")
    assert not refuted(LATER, "last of each doubled")
    assert refuted(3, "last of each doubled")


@dataclass(frozen=True)
class Pair:
    """Data with a matrix and a word."""

    rows: tuple[tuple[int, ...], ...]
    word: str


def test_kinds_of_data() -> None:
    """What can be said of a matrix and of a word, part by part."""
    said = kinds(Pair(((1, 0), (1, 0), (-1, 0)), "relu"))
    for kind in ("3 rows", "2 wide", "has -1", "a zero column", "rows alike", "rows opposite"):
        assert ("data.rows", kind) in said
    assert ("data.rows", "rank deficient") in said
    assert ("data.rows", "a zero column of 3 or more") in said
    assert ("data.rows", "a zero row") not in said
    mirrored = kinds(Pair(((1, 0), (2, 1), (-1, 0), (-2, -1)), "relu"))
    assert ("data.rows", "all rows opposite") in mirrored
    for rows in (((1,), (-1,)), ((1,), (1,), (-2,)), ((0,), (0,), (0,))):
        assert ("data.rows", "all rows opposite") not in kinds(Pair(rows, "relu"))
    assert ("data.word", "is relu") in said
