"""What was drawn, in words: so that a strategy that draws less than it did is seen.

Of each part of the data: which numbers it has, how long it is, whether it is zero, over which
denominator; of a matrix also whether rows or columns are zero, alike or dependent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

from numeric.matrices import rank

STRUCTURE = {
    "zero", "of full rank", "rank deficient",
    "a zero row", "rows alike", "rows opposite",
    "a zero column", "columns alike", "columns opposite",
}  # fmt: skip
"""What can be said of a matrix whatever its numbers are."""


def kinds(data: Any, part: str = "data") -> set[tuple[str, str]]:
    """Pairs of a part of the data and what can be said of it.

    >>> sorted(kind for _, kind in kinds((Fraction(0), Fraction(1, 2))))
    ['2 long', 'has 0', 'has 1/2', 'over 2', 'rises']
    """
    if is_dataclass(data) and not isinstance(data, type):
        parts = [kinds(getattr(data, f.name), f"{part}.{f.name}") for f in fields(data)]
        said = {(part, kind) for kind in getattr(data, "kinds", tuple)()}
        return said.union(*parts)
    if not isinstance(data, tuple):
        return {(part, kind) for kind in (f"is {data}", *_size(data))}
    if data and all(map(_is_number, data)):
        return {(part, kind) for kind in _of_vector(data)}
    if data and all(isinstance(row, tuple) and row and all(map(_is_number, row)) for row in data):
        widths = set(map(len, data))
        said = {(part, f"{len(data)} rows"), *((part, f"{width} wide") for width in widths)}
        said |= {(part, kind) for row in data for kind in _of_numbers(row)}
        if len(widths) == 1:
            said |= {(part, kind) for kind in _of_matrix(data)}
        return said
    return set().union(*(kinds(inner, f"{part}.{place}") for place, inner in enumerate(data)))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _size(value: Any) -> list[str]:
    if not _is_number(value):
        return []
    return ["above 1" if value > 1 else "below 0" if value < 0 else "between 0 and 1"]


def _of_numbers(vector: Sequence[Any]) -> set[str]:
    over = lcm(*(Fraction(value).denominator for value in vector))
    return {f"has {value}" for value in vector} | {f"over {over}"}


def _of_vector(vector: Sequence[Any]) -> set[str]:
    found = _of_numbers(vector) | {f"{len(vector)} long"}
    if not any(vector):
        found.add("zero")
    if len(vector) == 3:
        found.add(f"is ({', '.join(map(str, vector))})")
    if len(vector) == 2:
        first, second = vector
        found.add("rises" if first < second else "falls" if first > second else "stays")
    if len(vector) > 1 and len(set(vector)) == 1:
        found.add("all alike")
    return found


def _of_matrix(rows: Any) -> set[str]:
    columns = tuple(zip(*rows, strict=True))
    found = set()
    if not any(map(any, rows)):
        found.add("zero")
    for name, lines in (("row", rows), ("column", columns)):
        if not all(map(any, lines)):
            found.add(f"a zero {name}")
        for one, other in combinations([line for line in lines if any(line)], 2):
            if one == other:
                found.add(f"{name}s alike")
            if one == tuple(-value for value in other):
                found.add(f"{name}s opposite")
    if len(rows) > 2 and "zero" not in found:  # what it seldom is by chance
        if "a zero column" in found:
            found.add("a zero column of 3 or more")
        if {*rows} == {tuple(-value for value in row) for row in rows}:
            found.add("all rows opposite")
    found.add("rank deficient" if rank(rows) < min(len(rows), len(columns)) else "of full rank")
    return found
