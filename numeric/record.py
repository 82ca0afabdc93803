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
from itertools import groupby
from typing import Any, TypeAlias

from numeric.draws import kinds
from numeric.faults import Fault, Holds, faults_met, refutes

Case: TypeAlias = tuple[Any, frozenset[str]]
"""Data, and the events that a law notes on it."""

FEWEST = 10
"""What is met less often in 200 examples is left out, as another version may not meet it."""

TRIED = 16
"""Data on which each fault is tried when a record is written."""


@dataclass(frozen=True)
class Record:
    """Events, kinds of data as (part, kind), and faults that a law must meet.

    Beside a fault are the events of data on which it makes the law false: a law that goes by cases
    must notice in each of them.
    """

    events: tuple[str, ...]
    draws: tuple[tuple[str, str], ...]
    faults: tuple[tuple[Fault, tuple[str, ...]], ...]


def made(holds: Holds, drawn: Sequence[Any]) -> Record:
    """The record of a law on these data."""
    cases = noted(holds, drawn)
    events = _often(Counter(event for _, met in cases for event in met))
    draws = _often(Counter(kind for data in drawn for kind in kinds(data)))
    some = cases[: 4 * TRIED]
    where: dict[Fault, list[Case]] = {}
    for data, met in some:
        for fault in faults_met(holds, data):
            where.setdefault(fault, []).append((data, met & {*events}))
    faults = []
    for fault, of_fault in sorted(where.items()):
        wanted = frozenset[str]().union(*(met for _, met in of_fault))
        left, refuted = _uncovered(holds, fault, wanted, of_fault, TRIED)
        if refuted:
            faults.append((fault, tuple(sorted(wanted - left))))
    return Record(events, draws, tuple(faults))


def noted(holds: Holds, drawn: Sequence[Any]) -> list[Case]:
    """The data, each with the events that the law notes on it."""
    cases = []
    for data in drawn:
        met: set[str] = set()
        holds(data, met.add)
        cases.append((data, frozenset(met)))
    return cases


def _often(met: Counter[Any]) -> tuple[Any, ...]:
    return tuple(sorted(what for what, count in met.items() if count >= FEWEST))


def _uncovered(
    holds: Holds, fault: Fault, wanted: frozenset[str], cases: Sequence[Case], most: int
) -> tuple[frozenset[str], bool]:
    """The events wanted on whose data the fault never makes the law false; whether it ever does."""
    left, refuted, tried = wanted, False, 0
    for data, met in cases:
        if tried == most or (refuted and not left):
            break
        if met & left or not refuted:
            tried += 1
            if refutes(holds, fault, data):
                left, refuted = left - met, True
    return left, refuted


def accepted(record: Record, holds: Holds, cases: Sequence[Case]) -> list[tuple[Fault, str]]:
    """The faults of the record that no data refute any more, each with an event."""
    found = []
    for fault, events in record.faults:
        left, refuted = _uncovered(holds, fault, frozenset(events), cases, len(cases))
        if left or not refuted:
            found.append((fault, min(left, default="")))
    return found


def read(package: str, name: str) -> Record | None:
    """The record beside a module of a law; None where none was written."""
    file = files(package) / f"{name}.json"
    if not file.is_file():
        return None
    text = json.loads(file.read_text(encoding="utf-8"))
    faults = [
        (Fault(function, call, part, change), tuple(text["events"][k] for k in events))
        for function, part, calls, changes, events in text["faults"]
        for call in calls
        for change in changes
    ]
    draws = [(part, kind) for part, of_part in text["draws"].items() for kind in of_part]
    return Record(tuple(text["events"]), tuple(draws), tuple(sorted(faults)))


def written(record: Record) -> str:
    """The record as its file has it, a line for each part of the data and for each result."""
    by_part = groupby(record.draws, key=lambda draw: draw[0])
    draws = {part: [kind for _, kind in of_part] for part, of_part in by_part}
    numbers = {event: k for k, event in enumerate(record.events)}
    changes: dict[tuple[str, str, int, tuple[int, ...]], list[str]] = {}
    for f, events in record.faults:
        of_events = tuple(numbers[event] for event in events)
        changes.setdefault((f.function, f.part, f.call, of_events), []).append(f.change)
    calls: dict[tuple[str, str, tuple[str, ...], tuple[int, ...]], list[int]] = {}
    for (function, part, call, of_events), of_call in changes.items():
        calls.setdefault((function, part, tuple(of_call), of_events), []).append(call)
    rows = [
        [function, part, of, how, of_events]
        for (function, part, how, of_events), of in calls.items()
    ]
    return (
        f'{{\n"events": {_line(record.events)},\n"draws": {{\n'
        + ",\n".join(f" {_line(part)}: {_line(of_part)}" for part, of_part in draws.items())
        + '\n},\n"faults": [\n'
        + ",\n".join(f" {_line(row)}" for row in rows)
        + "\n]\n}\n"
    )


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
