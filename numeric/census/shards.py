"""A census, shard by shard: each shard is a pure function of the box and its number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import Any

import numpy as np

from numeric.census.box import Box
from numeric.census.engines import Counter, Engine, chosen, counter
from numeric.census.order import Ints, Order, order
from numeric.census.rules import plan

RUNS = 2**23
"""About how many runs a shard makes: a second of NumPy, a fraction of one when compiled."""
BLOCK = 2**14
"""About how many data sets are held at once."""


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
def _counter(box: Box, shrink: bool, engine: Engine | None) -> Counter:
    made = order(box, shrink)
    runs = made.count * prod(map(len, made.choices)) * len(box.rates)
    return counter(box, plan(box), made.choices, engine or chosen(runs))


def shard(
    box: Box, number: int, shrink: bool = True, engine: Engine | None = None, runs: int = RUNS
) -> Record:
    """Run all data sets of one shard; equal arguments give equal records, on every machine.

    The engine makes no difference but in time; where none is named, it is chosen here.
    """
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
        hits = np.flatnonzero(counts)
        if len(hits):
            witnesses += int((counts * stand_for).sum())
            found = _smallest(cut.order, numbers[hits], X[hits], places[hits])
            smallest = min(filter(None, (smallest, found)), key=lambda w: w.key)
    run = matrices * labellings
    return Record(number, run, data_sets, run * len(box.rates), witnesses, smallest)


def _smallest(order: Order, numbers: Ints, X: Ints, places: Ints) -> Witness:
    """The smallest of some witnesses."""
    sizes = np.abs(X)
    keys = [*reversed(numbers.T), sizes.sum(axis=(1, 2)), sizes.max(axis=(1, 2))]
    at = int(np.lexsort(keys)[0])
    labelling = next(islice(product(*order.choices), int(places[at]), None))
    return Witness(tuple(tuple(map(int, row)) for row in X[at]), labelling)


def merged(total: Record, record: Record) -> Record:
    """Two records as one; ``shard`` counts how many are in the first."""
    least = min(filter(None, (total.smallest, record.smallest)), key=lambda w: w.key, default=None)
    return Record(
        total.shard + 1,
        total.run + record.run,
        total.data_sets + record.data_sets,
        total.runs + record.runs,
        total.witnesses + record.witnesses,
        least,
    )


__all__ = ["Record", "Shards", "Witness", "merged", "shard", "shards"]
