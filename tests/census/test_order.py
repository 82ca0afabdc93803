"""Symmetries lose nothing, numbers of data sets are theirs, and the smallest is the smallest."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from plain import ENTRIES_IN_ORDER, data_sets, key  # beside this file

from numeric.census import CATALOGUE, Box, census, read
from numeric.census.order import Columns, Order, order
from numeric.census.shards import Witness, merged, shard, shards

SHRINKING = {
    "the order of features": "samples=2,features=3,entries=-1..1,rates=1:-1/3",
    "the order of equal features": "samples=1,features=3,entries=-2..2,rates=1:1/9,start=1:0:1,"
    "question=further",
    "the order of the first two": "samples=2,features=3,entries=-3:-2:-1:1:2:3,rates=1:1/10,"
    "arithmetic=float64",
    "the sign of a feature": "samples=2,features=2,entries=-2:-1:1:2,rates=1:-1,passes=2",
    "the last label": "samples=3,features=1,entries=-1..1,rates=1:1/10,start=1,labels=-1:0:1",
    "the sign of all labels": "samples=3,features=1,entries=-2..2,rates=1:1/10,rule=selective,"
    "threshold=-1:0:1,labels=-2:-1:1:2",
    "with a bias": "samples=2,features=2,entries=-1..1,rates=1:1/10,rule=bias-without-rate",
}
"""What is left out, and a box that holds witnesses and loses many data sets by it."""


@pytest.mark.parametrize("text", SHRINKING.values(), ids=SHRINKING.keys())
def test_a_shrunk_box_counts_what_the_whole_one_counts(text: str) -> None:
    """Orbit sizes add up: data sets, witnesses and the smallest are those of the whole box."""
    box = read(text)
    shrunk, whole = (census(box, engine="numpy", shrink=each) for each in (True, False))
    assert shrunk.total.run < whole.total.run == whole.total.data_sets == box.data_sets
    assert whole.left_out == ()
    assert shrunk.left_out
    assert 0 < shrunk.total.witnesses < box.data_sets
    for name in ("data_sets", "witnesses", "smallest"):
        assert getattr(shrunk.total, name) == getattr(whole.total, name), name


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("samples=2,features=2,entries=-1..1,rates=1:2,start=0:1", "the order of features"),
        ("samples=2,features=2,entries=-1..1,rates=1:2,start=1", "the sign of a feature"),
        ("samples=2,features=2,entries=-1..2,rates=1:2", "the sign of a feature"),
        ("samples=2,features=2,entries=-1..1,rates=1:2,passes=2", "the last label"),
        ("samples=2,features=2,entries=-1..1,rates=1:2,question=mistakes", "the last label"),
        ("samples=2,features=2,entries=-1..1,rates=1:2,passes=2", "the sign of all labels"),
        ("samples=2,features=1,entries=-1..1,rates=1:2,threshold=-1:0:1,parameter=1",
         "the sign of all labels"),
        ("samples=2,features=1,entries=-1..1,rates=1:2,threshold=-1:0:1,labels=-1:2",
         "the sign of all labels"),
        ("samples=2,features=1,entries=-1..1,rates=1:2,rule=margin,passes=2",
         "the sign of all labels"),
    ],
)  # fmt: skip
def test_what_is_no_symmetry_is_run(text: str, lacks: str) -> None:
    """Nothing is left out that may make a difference."""
    assert lacks not in order(read(text)).reasons


def test_floats_may_not_exchange_the_third_feature() -> None:
    """(a + b) + c is not a + (b + c): exchanging features can decide, so it is no symmetry."""
    box = read("samples=2,features=3,entries=-3..3,rates=1:1/10,arithmetic=float64")
    made = order(box)
    assert made.before == (-1, 0, -3)
    everywhere = Order(made.columns, (-1, 0, 1), made.choices, made.labels_stand_for, ())
    least = census(box, engine="numpy").smallest
    assert least is not None
    assert least.X == ((1, 1, 1), (-1, 3, -2))
    assert everywhere.count < made.count


@pytest.mark.parametrize(
    "entries", [(0, 1, -1), (1, -1, 2, -2), (0,), (0, 1, 3), (0, 2, -2, 5, -5)]
)
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_columns_stand_in_their_order(entries: tuple[int, ...], rows: int) -> None:
    """Numbers are decoded to all columns, in order; up to sign to the first of each pair."""
    every = [list(column) for column in product(entries, repeat=rows)]
    made = Columns(entries, rows, up_to_sign=False)
    assert made.decoded(np.arange(made.count)).tolist() == every
    if {-e for e in entries} != set(entries):
        return
    place = {e: k for k, e in enumerate(entries)}
    firsts = [c for c in every if [place[e] for e in c] <= [place[-e] for e in c]]
    signed = Columns(entries, rows, up_to_sign=True)
    assert signed.decoded(np.arange(signed.count)).tolist() == firsts
    stands_for = [1 + any(column) for column in firsts]
    assert signed.orbits(np.arange(signed.count)).tolist() == stands_for


@pytest.mark.parametrize(
    "before", [(-1,), (-1, 0), (-1, 0, 1), (-1, -2, 0), (-1, 0, -3), (-1, 0, -3, 2)]
)
def test_matrices_are_numbered_without_gaps(before: tuple[int, ...]) -> None:
    """From any number on, in blocks of any size, come the tuples that do not descend in a class."""
    made = Order(Columns((0, 1, -1, 2), 1, up_to_sign=False), before, ((0,),), 1, ())
    expected = [
        list(numbers)
        for numbers in product(range(4), repeat=len(before))
        if all(b < 0 or numbers[b] <= numbers[j] for j, b in enumerate(before))
    ]
    assert made.count == len(expected)
    for first in range(made.count):
        assert made.unranked(first) == expected[first]
        for block in (1, 3, 1000):
            count = min(7, made.count - first)
            found = [n for part in made.numbers(first, count, block) for n in part.tolist()]
            assert found == expected[first : first + count]


def test_orbits_are_as_large_as_counted() -> None:
    """The data sets that an orbit stands for, made one by one."""
    box = read("samples=1,features=3,entries=-1..1,rates=1:2,question=further")
    made = order(box)
    (numbers,) = made.numbers(0, made.count, 10**6)
    orbits: dict[Any, int] = {}
    for X, _ in data_sets(
        Box(1, 3, box.entries, box.rates, labels=box.labels[:1], question="further")
    ):
        columns = [max(c, tuple(-v for v in c)) for c in zip(*X, strict=True)]
        orbits[tuple(sorted(columns))] = orbits.get(tuple(sorted(columns)), 0) + 1
    found = {}
    for X, size in zip(
        made.matrices(numbers).tolist(), made.stand_for(numbers).tolist(), strict=True
    ):
        columns = [max(c, tuple(-v for v in c)) for c in zip(*X, strict=True)]
        found[tuple(sorted(columns))] = size
    assert found == orbits


def test_the_key_of_a_witness_is_the_stated_order() -> None:
    """Greatest entry, sum, columns in the order 0, 1, -1, 2, ..., labels."""
    box = read("samples=2,features=2,entries=-2..2,rates=1:2")
    sets = list(data_sets(box))
    by_key = sorted(sets, key=lambda s: key(box, *s))
    places = {label: place for place, label in enumerate(box.labels)}
    held = sorted(sets, key=lambda s: Witness(s[0], tuple(places[y] for y in s[1])).key)
    assert held == by_key
    assert ENTRIES_IN_ORDER[:5] == order(box).columns.entries


@pytest.mark.parametrize("runs", [1, 1000, 10**6])
def test_shards_add_up(runs: int) -> None:
    """However a box is cut, its shards are the box; one shard is the same whenever it is run."""
    box = read("samples=2,features=2,entries=-5:-3:0:3:5,rates=1:1/10,arithmetic=float64")
    cut = shards(box, runs=runs)
    total = None
    for number in range(cut.count):
        made = shard(box, number, engine="numpy", runs=runs)
        assert made == shard(box, number, engine="numpy", runs=runs)
        total = merged(total, made) if total else made
    assert total is not None
    whole = census(box, engine="numpy").total
    assert (total.data_sets, total.witnesses, total.smallest) == (
        whole.data_sets, whole.witnesses, whole.smallest,
    )  # fmt: skip


def test_large_tables_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns worked out one by one are those of the table."""
    box = CATALOGUE["float.rate-can-change-label"][1].box("entries=-5..5")
    kept = census(box, engine="numpy").total
    monkeypatch.setattr("numeric.census.order.TABLE", 0)
    assert census(box, engine="numpy").total == kept
