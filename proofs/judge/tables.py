"""A table of one's own data as the samples of a rule; decimals are read exactly.

The first row may name the columns.  A number or label of the rule has the column of its name, or
else the last one; a vector has all columns that are left, or those named after it (x1, x2, ...).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from proofs.judge.syntax import Datum, Rule
from proofs.lexer import shown

MOST_ROWS = 10_000
MOST_COLUMNS = 200
LONGEST_NUMBER = 60
"""Characters of one number."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?\Z|[+-]?\d+/\d+\Z", re.ASCII)
_LARGE = re.compile(
    rf"(?=.{{{LONGEST_NUMBER + 1}}})[+-]?[\d./]+([eE][+-]?\d+)?\Z"
    r"|[+-]?(\d+(\.\d*)?|\.\d+)[eE][+-]?\d{3,}\Z", re.ASCII,
)  # fmt: skip


class TableError(ValueError):
    """A table that is none, or not one for the rule; the message names the row and the column."""


def samples(rule: Rule, text: str) -> tuple[dict[str, Any], ...]:
    """The samples of a rule in a text of comma-separated values; raises `TableError`.

    >>> from proofs.judge import read
    >>> (rule,) = read("data x vector, y in {-1, 1}; rate eta; w' = w + eta*y*x")
    >>> samples(rule, "height,weight,y\\n0.1,2,-1\\n")
    ({'x': (Fraction(1, 10), Fraction(2, 1)), 'y': Fraction(-1, 1)},)
    """
    rows = _rows(text)
    heads, body = _heads(rows)
    places = _places(rule, heads)
    labels = {places[d.name][0]: d for d in rule.data if d.values or d.kind == "index"}
    numbers = [
        [_number(cell, line, heads, k, labels.get(k)) for k, cell in enumerate(row)]
        for line, row in body
    ]
    made = []
    for (line, _), row in zip(body, numbers, strict=True):
        sample: dict[str, Any] = {}
        for datum in rule.data:
            own = places[datum.name]
            if datum.kind == "vector":
                sample[datum.name] = tuple(row[k] for k in own)
            else:
                sample[datum.name] = _checked(datum, row[own[0]], line, heads[own[0]])
        made.append(sample)
    return tuple(made)


def taken(rule: Rule, text: str) -> str:
    """Which columns are what, where that is not what their names say; else nothing.

    >>> from proofs.judge import read
    >>> (rule,) = read("data x vector, y in {-1, 1}; rate eta; w' = w + eta*y*x")
    >>> taken(rule, "height,weight,label\\n0.1,2,-1\\n")
    'Columns: x is height, weight; y is label.'
    """
    heads, body = _heads(rows := _rows(text))
    places = _places(rule, heads)
    plain = [d.name for d in rule.data if d.kind != "vector"]
    if body is rows or all(heads[places[name][0]].casefold() == name.casefold() for name in plain):
        return ""
    named = {d.name: [heads[k] for k in places[d.name]] for d in rule.data}
    shorter = {n: [*own[:3], "…", own[-1]] if len(own) > 5 else own for n, own in named.items()}
    return "Columns: " + "; ".join(f"{n} is {', '.join(own)}" for n, own in shorter.items()) + "."


def classes(rule: Rule, data: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many units or classes an index has whose number the rule leaves open."""
    labels = [int(s[d.name]) for d in rule.data if d.kind == "index" for s in data]
    open_ = [index for index, size in rule.sizes if size is None and index != rule.sample_index]
    return dict.fromkeys(open_, max(2, 1 + max(labels))) if labels else {}


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its line."""
    reader = csv.reader(text.splitlines(), strict=True, skipinitialspace=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((reader.line_num, cells))
            if len(rows) > MOST_ROWS + 1:
                raise TableError(f"more than {MOST_ROWS:,} rows; take a part of them")
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {_what_is_wrong(str(error))}") from None
    if not rows:
        raise TableError("there is no row in it; write a sample on each line, as in 1,0.5,-1")
    (_, first), *_ = rows
    other = re.search(r"[;\t]", first[0]) or re.search(r"(?<=[\d.]) (?=[-+\d.])", rows[-1][1][0])
    if len(first) == 1 and other:
        named = {"\t": "tabs", " ": "blanks"}.get(other[0], shown(other[0]))
        raise TableError(
            f"columns are separated by commas, not by {named}; write 0.5,2,1, with a point in "
            "decimals"
        )
    if len(first) > MOST_COLUMNS:
        raise TableError(f"{len(first)} columns are too many; at most {MOST_COLUMNS}")
    for line, row in rows:
        if len(row) != len(first):
            raise TableError(
                f"line {line} has {len(row)} values, and the first row {len(first)}; "
                "give each sample as many"
            )
    return rows


def _what_is_wrong(error: str) -> str:
    """A complaint of the csv module in the words of a table."""
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed; close it"
    if "field limit" in error:
        return f"a value has more than {csv.field_size_limit():,} characters; is this a table?"
    return error


def _heads(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, if the first row has any, and the rows below."""
    _, first = rows[0]
    if not any(re.match(r"[^\W\d]", cell) and not _is_none(cell) for cell in first):
        return [f"column {k}" for k in range(1, len(first) + 1)], rows
    if any(map(_NUMBER.match, first)):
        named = next(cell for cell in first if re.match(r"[^\W\d]", cell))
        raise TableError(f"the first row has numbers and the text {shown(named)}; name all columns")
    if "" in first:
        raise TableError(
            f"column {first.index('') + 1} has no name in the first row; name it, or leave it out"
        )
    if len({*first}) != len(first):
        twice = next(name for name in first if first.count(name) > 1)
        raise TableError(f"two columns are named {shown(twice)}; name them apart")
    if len(rows) == 1:
        raise TableError("below the names of the columns there is no row; add samples")
    return first, rows[1:]


def _is_none(cell: str) -> bool:
    return cell.lower().lstrip("+-") in ("nan", "inf", "infinity", "na", "null", "none")


def _places(rule: Rule, heads: Sequence[str]) -> dict[str, list[int]]:
    """Which columns each datum of the rule has."""
    left = list(range(len(heads)))
    places: dict[str, list[int]] = {}
    plain = [d for d in rule.data if d.kind != "vector"]
    for datum in plain:
        own = [k for k in left if heads[k] == datum.name]
        own = own or [k for k in left if heads[k].casefold() == datum.name.casefold()]
        if len(own) == 1:
            places[datum.name] = own
            left.remove(own[0])
    for datum in reversed([d for d in plain if d.name not in places]):
        if not left:
            raise TableError(_lacking(rule, len(heads)))
        places[datum.name] = [left.pop()]
    vectors = [d for d in rule.data if d.kind == "vector"]
    for datum in vectors:
        own = [k for k in left if re.fullmatch(rf"{re.escape(datum.name)}_?\d*", heads[k])]
        if len(vectors) == 1 and len(own) < len(left):
            own = left
        if not own:
            raise TableError(
                _lacking(rule, len(heads)) if len(vectors) == 1 else
                f"no column belongs to {datum.name}; name them {datum.name}1, {datum.name}2"
            )  # fmt: skip
        places[datum.name] = own
    used = {k for own in places.values() for k in own}
    if unused := [heads[k] for k in range(len(heads)) if k not in used]:
        takes = ", ".join(d.name for d in rule.data)
        raise TableError(f"{rule.name} takes {takes}; the column {shown(unused[0])} is too many")
    return places


def _lacking(rule: Rule, count: int) -> str:
    takes = ", ".join(f"{d.name} (vector)" if d.kind == "vector" else d.name for d in rule.data)
    return f"{rule.name} takes {takes}; {count} column{'s are' if count != 1 else ' is'} too few"


def _number(cell: str, line: int, heads: Sequence[str], k: int, label: Datum | None) -> Fraction:
    """The exact number in a cell."""
    where = f"line {line}, {heads[k]}"
    if not cell:
        raise TableError(f"{where}: there is no value; leave out the row, or fill it in")
    if _is_none(cell):
        raise TableError(f"{where}: {shown(cell)} is no number; leave out the row")
    number = cell.replace("−", "-")  # as it is printed
    if _LARGE.match(number):
        raise TableError(
            f"{where}: {shown(cell)} is too long; a number has at most {LONGEST_NUMBER} characters "
            "and an exponent from -99 to 99"
        )
    if not _NUMBER.match(number):
        write = "0.1, 1e-3 or 1/3" if label is None else _allowed(label)
        raise TableError(f"{where}: {shown(cell)} is no number; write {write}")
    try:
        return Fraction(number)
    except ZeroDivisionError:
        raise TableError(f"{where}: {shown(cell)} divides by 0") from None


def _allowed(label: Datum) -> str:
    """The values that a label has."""
    if label.values is None:
        return "a whole number from 0 on for each class"
    return " or ".join(map(str, sorted(label.values)))


def _checked(datum: Datum, value: Fraction, line: int, head: str) -> Any:
    """A label of those that the rule takes."""
    known = head.startswith("column ") or head.casefold() == datum.name.casefold()
    where = f"line {line}: " if known else f"line {line}, {head}: "
    if datum.kind == "index":
        if value.denominator != 1 or not 0 <= value < 100:
            raise TableError(
                f"{where}{datum.name} is {value}, and a class is a whole number from 0 on"
            )
        return int(value)
    if datum.values is not None and value not in datum.values:
        raise TableError(f"{where}{datum.name} is {value}, and the rule takes {_allowed(datum)}")
    return value


__all__ = ["TableError", "classes", "samples", "taken"]
