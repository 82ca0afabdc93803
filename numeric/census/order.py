"""In which order the data sets of a box stand, and which of them symmetries make superfluous.

Entries are ordered 0, 1, -1, 2, -2, ...; a data set is written down column by column (feature by
feature), and data sets are ordered by their greatest absolute entry, then by the sum of absolute
entries, then as words of these entries, then by their labels as the box lists them. That is what
*smallest* means.

Three things change neither the signs of net inputs nor, therefore, what is asked:

- the sign of a feature whose weight starts at zero: its weight changes sign with it;
- the order of features that start equal. Sums of floats go from left to right, so there only the
  first two may be exchanged: a + b = b + a, but (a + b) + c is not a + (b + c);
- the label of the last sample, where its update comes after all that is asked;
- and all labels at once, where the labels and the threshold function are odd: all weights and all
  predictions then change sign.

One data set of each orbit is run, the smallest, and counted as often as its orbit is large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import comb, prod
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from numeric.census.box import MOST, Box, BoxError
from numeric.census.rules import RULES

Ints: TypeAlias = npt.NDArray[np.int64]

TABLE = 2**22
"""How many entries of columns are kept in a table; of more columns each is worked out."""


@dataclass(frozen=True)
class Columns:
    """All columns of ``rows`` entries, or one of each pair that differs by a sign, in order.

    >>> columns = Columns((0, 1, -1), 2, up_to_sign=True)
    >>> columns.decoded(np.arange(columns.count)).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1], [1, -1]]
    """

    entries: tuple[int, ...]
    rows: int
    up_to_sign: bool

    @cached_property
    def _edges(self) -> tuple[int, ...]:
        """The first number of a column whose first entry other than 0 is the last, last but one...

        With zero among the entries, number 0 is the zero column.
        """
        positive, n = len(self.entries) // 2, len(self.entries)
        if 0 not in self.entries:
            return (0, positive * n ** (self.rows - 1))
        edges = [0, 1]
        for tail in range(self.rows):
            edges.append(edges[-1] + positive * n**tail)
        return tuple(edges)

    @property
    def count(self) -> int:
        """How many columns there are."""
        return self._edges[-1] if self.up_to_sign else len(self.entries) ** self.rows

    def orbits(self, numbers: Ints) -> Ints:
        """How many columns each of these stands for: itself, and its negative."""
        if not self.up_to_sign:
            return np.ones_like(numbers)
        return np.where((numbers == 0) & (0 in self.entries), 1, 2)

    def decoded(self, numbers: Ints) -> Ints:
        """The columns of these numbers, shape (len(numbers), rows)."""
        digits = np.empty((len(numbers), self.rows), dtype=np.int64)
        n, values = len(self.entries), np.array(self.entries, dtype=np.int64)
        if not self.up_to_sign:
            rest = numbers
            for row in range(self.rows - 1, -1, -1):
                rest, digits[:, row] = np.divmod(rest, n)
            return values[digits]
        zero = int(0 in self.entries)  # where there is one, it is the first entry
        block = np.searchsorted(np.array(self._edges), numbers, side="right") - 1
        first = self.rows - block if zero else np.zeros_like(numbers)
        rest = numbers - np.array(self._edges)[block]
        for row in range(self.rows - 1, -1, -1):
            tail = row > first
            digits[:, row] = np.where(tail, rest % n, 0)
            rest = np.where(tail, rest // n, rest)
            np.copyto(digits[:, row], zero + 2 * rest, where=row == first)
        return values[digits]


@lru_cache(maxsize=2)
def _table(columns: Columns) -> Ints:
    return columns.decoded(np.arange(columns.count))


@dataclass(frozen=True)
class Order:
    """The data sets of a box that are run, by the numbers of their columns.

    ``before[j]`` is the feature that has the class of feature j and comes last before it, or -1:
    within a class, columns do not descend.
    """

    columns: Columns
    before: tuple[int, ...]
    choices: tuple[tuple[int, ...], ...]
    """The labels that are run for each sample, as places in the box's labels."""
    labels_stand_for: int
    """How many labellings each of them stands for."""
    reasons: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many matrices of samples are run, each with every labelling."""
        return self._completions(0, [])

    def _completions(self, place: int, chosen: list[int]) -> int:
        """In how many ways the columns from this place on can be chosen after those before."""
        ways, classes = 1, self._classes
        for members in classes:
            left = [j for j in members if j >= place]
            done = [j for j in members if j < place]
            least = chosen[done[-1]] if done else 0
            ways *= comb(self.columns.count - least + len(left) - 1, len(left)) if left else 1
        return ways

    @cached_property
    def _classes(self) -> tuple[tuple[int, ...], ...]:
        classes: list[list[int]] = []
        for feature, earlier in enumerate(self.before):
            home = next((c for c in classes if c[-1] == earlier), None)
            if home is None:
                classes.append([feature])
            else:
                home.append(feature)
        return tuple(map(tuple, classes))

    def unranked(self, number: int) -> list[int]:
        """The columns of the matrix with this number."""
        chosen: list[int] = []
        for place in range(len(self.before)):
            low, high = self._least(place, chosen), self.columns.count - 1
            total = self._completions(place, chosen)
            # How many matrices have a lower column here; completions count from a column on, as
            # the class of this place does not descend, so a search by halves finds the column.
            floor = low
            while low < high:
                middle = (low + high + 1) // 2
                if total - self._from(place, chosen, middle, floor) <= number:
                    low = middle
                else:
                    high = middle - 1
            number -= total - self._from(place, chosen, low, floor)
            chosen.append(low)
        return chosen

    def _from(self, place: int, chosen: list[int], least: int, floor: int) -> int:
        """How many matrices have at least this column here."""
        members = next(c for c in self._classes if place in c)
        left = sum(j >= place for j in members)
        n = self.columns.count
        whole = self._completions(place, chosen)
        return whole // comb(n - floor + left - 1, left) * comb(n - least + left - 1, left)

    def _least(self, place: int, chosen: list[int]) -> int:
        return chosen[self.before[place]] if self.before[place] >= 0 else 0

    def numbers(self, first: int, count: int, block: int) -> Iterator[Ints]:
        """The columns of the matrices from number ``first`` on, in arrays of shape (block, d)."""
        chosen, n, last = self.unranked(first), self.columns.count, len(self.before) - 1
        pieces: list[Ints] = []
        held = 0
        while count:
            take = min(n - chosen[last], count, block - held)
            piece = np.empty((take, last + 1), dtype=np.int64)
            piece[:] = chosen
            piece[:, last] += np.arange(take)
            pieces.append(piece)
            held, count = held + take, count - take
            if held == block or not count:
                yield pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
                pieces, held = [], 0
            chosen[last] += take
            place = last
            while chosen[place] >= n and place:
                place -= 1
                chosen[place] += 1
            for each in range(place + 1, last + 1):
                chosen[each] = self._least(each, chosen)

    def matrices(self, numbers: Ints) -> Ints:
        """The samples that have these columns, shape (len(numbers), rows, features)."""
        columns = self.columns
        made = np.empty((len(numbers), columns.rows, numbers.shape[1]), dtype=np.int64)
        tabled = columns.count * columns.rows <= TABLE
        for j, each in enumerate(numbers.T):
            made[:, :, j] = _table(columns)[each] if tabled else columns.decoded(each)
        return made

    def stand_for(self, numbers: Ints) -> Ints:
        """How many matrices of the whole box each of these stands for."""
        orbits = np.ones(len(numbers), dtype=np.int64)
        for j in range(numbers.shape[1]):
            orbits *= self.columns.orbits(numbers[:, j])
        for members in self._classes:
            equal = np.ones(len(numbers), dtype=np.int64)
            for k, (left, right) in enumerate(pairwise(members), 2):
                equal = np.where(numbers[:, left] == numbers[:, right], equal + 1, 1)
                orbits = orbits * k // equal
        return orbits


def order(box: Box, shrink: bool = True) -> Order:
    """The data sets of a box that are run: one of each orbit, or all of them."""
    entries = tuple(sorted(box.entries, key=lambda e: (abs(e), e < 0)))
    even = shrink and set(entries) == {-e for e in entries} and len(entries) > 1
    before, reasons = tuple(range(-1, -1 - box.features, -1)), []
    # Places without one before them are told apart by negative numbers of their own.
    signs = even and not any(box.starts)
    if shrink:
        before = _before(box)
    if any(earlier >= 0 for earlier in before):
        reasons.append("the order of features")
    if signs:
        reasons.append("the sign of a feature")
    choices = _choices(box, shrink, reasons)
    columns = Columns(entries, box.rows, signs)
    stand_for = box.labellings // prod(map(len, choices))
    made = Order(columns, before, choices, stand_for, tuple(reasons))
    if made.count >= MOST:
        raise BoxError("the box is too large to be run; take fewer samples, features or entries")
    return made


def _before(box: Box) -> tuple[int, ...]:
    """For each feature the last before it that it may be exchanged with."""
    before = []
    for j, start in enumerate(box.starts):
        equal = [k for k in range(j) if box.starts[k] == start]
        if box.arithmetic == "float64" and j != 1:
            equal = []
        before.append(equal[-1] if equal else -1 - j)
    return tuple(before)


def _choices(box: Box, shrink: bool, reasons: list[str]) -> tuple[tuple[int, ...], ...]:
    """The labels that are run for each sample, as places in the box's labels."""
    choices = [tuple(range(len(box.labels)))] * box.samples
    odd = (
        not any(box.starts)
        and RULES[box.rule].odd(box)
        and box.threshold[1] == 0 == box.threshold[0] + box.threshold[2]
        and set(box.labels) == {-label for label in box.labels}
        and 0 not in box.labels
    )
    if shrink and box.passes == 1 and box.question == "predictions":
        choices[-1] = (0,)
        reasons.append("the last label")
    if shrink and odd and choices[0] != (0,):
        opposite = [box.labels.index(-label) for label in box.labels]
        choices[0] = tuple(place for place in choices[0] if place < opposite[place])
        reasons.append("the sign of all labels")
    return tuple(choices)


__all__ = ["Columns", "Order", "order"]
