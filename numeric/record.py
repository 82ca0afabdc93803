"""What an attack on a law has met before, kept beside the law, so that no less is met again.

A law that compares less than it did, or whose data are drawn from less than they were, still
holds. Its record tells: the wrong results that refuted it, the events noted and the kinds of data
drawn, each more than once, when the record was written. It is written by a test and never by hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby, islice
from typing import Any

from numeric.draws import kinds
from numeric.faults import Fault, Holds, faults_met, refutes

FEWEST = 10
"""What is met less often in 200 examples is left out, as another version may not meet it."""

TRIED = 12
"""Data on which faults are tried when a record is written: one of them must refute the law."""


@dataclass(frozen=True)
class Record:
    """Events, kinds of data as (part, kind), and faults that a law must meet."""

    events: tuple[str, ...]
    draws: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


def made(holds: Holds, drawn: Sequence[Any]) -> Record:
    """The record of a law on these data."""
    events: Counter[str] = Counter()
    draws: Counter[tuple[str, str]] = Counter()
    where: dict[Fault, list[Any]] = {}
    for data in drawn:
        noted: set[str] = set()
        holds(data, noted.add)
        events.update(noted)
        draws.update(kinds(data))
    for data in drawn[: 4 * TRIED]:
        for fault in faults_met(holds, data):
            where.setdefault(fault, []).append(data)
    faults = [
        fault
        for fault, met in sorted(where.items())
        if any(refutes(holds, fault, data) for data in islice(met, TRIED))
    ]
    return Record(_often(events), _often(draws), tuple(faults))


def _often(met: Counter[Any]) -> tuple[Any, ...]:
    return tuple(sorted(what for what, count in met.items() if count >= FEWEST))


def accepted(record: Record, holds: Holds, drawn: Sequence[Any]) -> list[Fault]:
    """The faults of the record that no data refute any more."""
    return [
        fault for fault in record.faults if not any(refutes(holds, fault, data) for data in drawn)
    ]


def read(package: str, name: str) -> Record | None:
    """The record beside a module of a law; None where none was written."""
    file = files(package) / f"{name}.json"
    if not file.is_file():
        return None
    text = json.loads(file.read_text(encoding="utf-8"))
    faults = [
        Fault(function, call, part, change)
        for function, part, calls, changes in text["faults"]
        for call in calls
        for change in changes
    ]
    draws = [(part, kind) for part, of_part in text["draws"].items() for kind in of_part]
    return Record(tuple(text["events"]), tuple(draws), tuple(sorted(faults)))


def written(record: Record) -> str:
    """The record as its file has it, a line for each part of the data and for each result."""
    by_part = groupby(record.draws, key=lambda draw: draw[0])
    draws = {part: [kind for _, kind in of_part] for part, of_part in by_part}
    changes: dict[tuple[str, str, int], list[str]] = {}
    for f in record.faults:
        changes.setdefault((f.function, f.part, f.call), []).append(f.change)
    calls: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for (function, part, call), of_call in changes.items():
        calls.setdefault((function, part, tuple(of_call)), []).append(call)
    rows = [[function, part, of, list(how)] for (function, part, how), of in calls.items()]
    return (
        f'{{\n"events": {_line(record.events)},\n"draws": {{\n'
        + ",\n".join(f" {_line(part)}: {_line(of_part)}" for part, of_part in draws.items())
        + '\n},\n"faults": [\n'
        + ",\n".join(f" {_line(row)}" for row in rows)
        + "\n]\n}\n"
    )


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
