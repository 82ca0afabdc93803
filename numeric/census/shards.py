"""A census, shard by shard: each shard is a pure function of the box and its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from numeric.census.box import Box
from numeric.census.engines import Counter, Engine, counter
from numeric.census.order import Ints, Order, order
from numeric.census.rules import plan

RUNS = 2**23
"""About how many runs a shard makes: a second of NumPy, a fraction of one when compiled."""
BLOCK = 2**14
"""About how many data sets are held at once."""

Key: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Witness:
    """A data set of whole numbers on which two rates differ: samples, and places of the labels."""

    X: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]

    @property
    def key(self) -> tuple[Any, ...]:
        """Where the data set stands in the order that `numeric.census.order` states."""
        columns = [entry for column in zip(*self.X, strict=True) for entry in column]
        sizes = [abs(entry) for entry in columns]
        return max(sizes), sum(sizes), [(abs(e), e < 0) for e in columns], self.places


@dataclass(frozen=True)
class Record:
    """What a shard found: data sets that were run, those they stand for, runs, and witnesses."""

    shard: int
    run: int
    data_sets: int
    runs: int
    witnesses: int
    smallest: Witness | None


@dataclass(frozen=True)
class Shards:
    """How a box is cut: matrices of samples in one shard, and how many shards there are."""

    order: Order
    matrices: int
    count: int


@lru_cache(maxsize=8)
def shards(box: Box, shrink: bool = True, runs: int = RUNS) -> Shards:
    """How the data sets of a box are cut into shards."""
    made = order(box, shrink)
    matrices = max(1, runs // (prod(map(len, made.choices)) * len(box.rates)))
    return Shards(made, matrices, -(-made.count // matrices))


@lru_cache(maxsize=8)
def _counter(box: Box, shrink: bool, engine: Engine) -> Counter:
    return counter(box, plan(box), order(box, shrink).choices, engine)


def shard(
    box: Box, number: int, shrink: bool = True, engine: Engine = "auto", runs: int = RUNS
) -> Record:
    """Run all data sets of one shard; equal arguments give equal records, on every machine."""
    cut = shards(box, shrink, runs)
    count = _counter(box, shrink, engine)
    labellings = prod(map(len, cut.order.choices))
    first = number * cut.matrices
    matrices = min(cut.matrices, cut.order.count - first)
    data_sets = witnesses = 0
    smallest: Witness | None = None
    for numbers in cut.order.numbers(first, matrices, max(1, BLOCK // labellings)):
        stand_for = cut.order.stand_for(numbers) * cut.order.labels_stand_for
        X = cut.order.matrices(numbers)
        counts, places = count(X)
        data_sets += int(stand_for.sum()) * labellings
        if counts.any():
            witnesses += int((counts * stand_for).sum())
            found = _smallest(cut.order, numbers, X, counts, places)
            smallest = min(filter(None, (smallest, found)), key=lambda w: w.key)
    run = matrices * labellings
    return Record(number, run, data_sets, run * len(box.rates), witnesses, smallest)


def _smallest(order: Order, numbers: Ints, X: Ints, counts: Ints, places: Ints) -> Witness:
    """The smallest witness of a block."""
    sizes = np.abs(X)
    keys = [*reversed(numbers.T), sizes.sum(axis=(1, 2)), sizes.max(axis=(1, 2)), counts == 0]
    at = int(np.lexsort(keys)[0])
    labelling = next(islice(product(*order.choices), int(places[at]), None))
    return Witness(tuple(tuple(map(int, row)) for row in X[at]), labelling)


def total(records: Iterable[Record]) -> Record:
    """All shards together."""
    held = list(records)
    found = [each.smallest for each in held if each.smallest]
    return Record(
        len(held),
        *(sum(getattr(r, name) for r in held) for name in ("run", "data_sets", "runs", "witnesses")),
        min(found, key=lambda w: w.key, default=None),
    )
