"""What an attack on a law has met before, kept beside the law, so that no less is met again.

A law that compares less than it did, or whose data are drawn from less than they were, still
holds. Its record tells: events noted, kinds of data and how often they come, and wrong results that
refuted it, in data of an event where one is named. Of all that was met there is kept what weakened
laws and narrowed strategies were told apart by, and one wrong result of each thing that the law
reads. A chapter's records are one file, written by a test and never by hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import isqrt
from typing import Any, TypeAlias

from numeric.draws import STRUCTURE, kinds
from numeric.faults import EVER, EVERY, LATER, Fault, Holds, faults_met, is_plain, refutes

Case: TypeAlias = tuple[Any, frozenset[str]]
"""Data, and the events that a law notes on it."""

Draw: TypeAlias = tuple[str, str]
"""A part of the data, and a kind that it is of."""

FEWEST = 10
"""What is met less often in 200 examples is left out, as another version may not meet it."""

TRIED = 10
"""Data on which each fault is tried when a record is written."""

FILE = "records.json"


@dataclass(frozen=True)
class Record:
    """Events, kinds of data, and faults that a law must meet.

    Beside a kind is how many of 200 data must be of it at least. Beside a fault are events, none or
    more: on data of each of them it makes the law false.
    """

    events: tuple[str, ...]
    draws: tuple[tuple[Draw, int], ...]
    faults: tuple[tuple[Fault, tuple[str, ...]], ...]


def made(
    holds: Holds,
    drawn: Sequence[Any],
    judged: Sequence[Any],
    weaker: Iterable[Holds] = (),
    narrower: Iterable[Sequence[Any]] = (),
) -> Record:
    """What a law meets on data drawn, and faults that it must notice on the data judged.

    They tell it from weaker laws, and what is drawn from narrower data.
    """
    cases = noted(holds, drawn)
    events = _often(Counter(event for _, met in cases for event in met))
    return Record(
        tuple(sorted(events)),
        _draws(how_often(drawn), narrower),
        _Faults(holds, noted(holds, judged), events).told(weaker),
    )


def how_often(drawn: Iterable[Any]) -> Counter[Draw]:
    """How many of the data are of each kind."""
    return Counter(kind for data in drawn for kind in kinds(data))


def enough(often: Mapping[Draw, int]) -> dict[Draw, int]:
    """How often what came often must come at least; versions of Hypothesis draw differently.

    Half as often would be a branch that is gone; chance alone is four standard deviations away.

    >>> enough({("data", "is 2"): 10, ("data", "is 3"): 40, ("data", "is 4"): 9})
    {('data', 'is 2'): 2, ('data', 'is 3'): 14}
    """
    return {
        draw: max(1, count // 2 - isqrt(count)) for draw, count in often.items() if count >= FEWEST
    }


def too_seldom(least: Mapping[Draw, int], met: Mapping[Draw, int]) -> list[Draw]:
    """The kinds of data that came less often than they must."""
    return [draw for draw, count in least.items() if met.get(draw, 0) < count]


def noted(holds: Holds, drawn: Sequence[Any]) -> list[Case]:
    """The data, each with the events that the law notes on it."""
    cases = []
    for data in drawn:
        met: set[str] = set()
        holds(data, met.add)
        cases.append((data, frozenset(met)))
    return cases


def _often(met: Counter[Any]) -> tuple[Any, ...]:
    return tuple(what for what, count in met.most_common() if count >= FEWEST)


def _draws(
    often: Mapping[Draw, int], narrower: Iterable[Sequence[Any]]
) -> tuple[tuple[Draw, int], ...]:
    """The structure of data, and for each narrower choice the two kinds that it lacks most of."""
    least = enough(often)
    chosen = {draw for draw in least if draw[1] in STRUCTURE or draw[1].startswith("is ")}
    chosen = {draw for draw in chosen if not any(map(str.isdigit, draw[1]))}
    for drawn in narrower:
        met = how_often(drawn)
        less = sorted(too_seldom(least, met), key=lambda d: (met[d] - least[d], d))
        chosen.update(less[: max(0, 2 - len(chosen.intersection(less)))])
    return tuple((draw, least[draw]) for draw in sorted(chosen))


class _Faults:
    """The wrong results that can be planted under a law on these data, each looked at once."""

    def __init__(self, holds: Holds, cases: Sequence[Case], events: Sequence[str]) -> None:
        self.holds, self.cases, self.events = holds, cases, events
        self.where: dict[Fault, list[Case]] = {}
        for data, met in self.cases:
            for fault in faults_met(holds, data):
                self.where.setdefault(fault, []).append((data, met & {*events}))
        self.known: dict[Fault, frozenset[str] | None] = {}
        self.chosen: dict[Fault, set[str]] = {}

    def told(self, weaker: Iterable[Holds]) -> tuple[tuple[Fault, tuple[str, ...]], ...]:
        """Faults that no weaker law notices all of, and one of each part of each result."""
        for other in weaker:
            if not any(self._lost(other, f, frozenset(of)) for f, of in self.chosen.items()):
                self._choose(other)
        parts = {(fault.function, fault.part) for fault in self.chosen}
        for fault in sorted(self.where, key=_order):
            part = (fault.function, fault.part)
            if fault.function == EVERY or is_plain(fault.function) or part in parts:
                continue
            if self._met(fault) is not None:
                self.chosen[fault] = set()
                parts.add(part)
        return tuple((fault, tuple(sorted(self.chosen[fault]))) for fault in sorted(self.chosen))

    def _choose(self, other: Holds) -> None:
        for fault in sorted(self.where, key=_order):
            events = self._met(fault)
            lost = None if events is None else self._lost(other, fault, events)
            if lost:
                event = next((event for event in self.events if event in lost), None)
                self.chosen.setdefault(fault, set()).update(() if "" in lost else (event or "",))
                return

    def _met(self, fault: Fault) -> frozenset[str] | None:
        """The events on whose data the fault refutes the law; None where it never does."""
        if fault not in self.known:
            of_fault = self.where[fault]
            wanted = frozenset[str]().union(*(met for _, met in of_fault))
            left, refuted = _uncovered(self.holds, fault, wanted, of_fault, TRIED)
            self.known[fault] = wanted - left if refuted else None
        return self.known[fault]

    def _lost(self, other: Holds, fault: Fault, events: frozenset[str]) -> frozenset[str]:
        """The events on whose data the fault no longer refutes; "" if it nowhere does."""
        left, refuted = _uncovered(other, fault, events, self.cases, len(self.cases))
        return left if refuted else left | {""}


def _order(fault: Fault) -> tuple[Any, ...]:
    """One call before many, and little before much: they tell more weaker laws apart."""
    many = fault.function == EVERY, fault.call in (EVER, LATER), fault.call < 0
    return (*many, is_plain(fault.function), "little" not in fault.change, fault)


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


@cache
def of_package(package: str) -> Mapping[str, Record]:
    """The records of a chapter by the names of its laws' modules; none where none was written."""
    file = files(package) / FILE
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {name: _of_plain(of_law) for name, of_law in kept.items()}


def read(package: str, name: str) -> Record | None:
    """The record of a law in its chapter's file."""
    return of_package(package).get(name)


def _of_plain(kept: dict[str, Any]) -> Record:
    faults = [
        (Fault(function, call, part, change), tuple(events))
        for result, of_result in kept["faults"].items()
        for function, _, part in (result.partition(": "),)
        for call, change, *events in of_result
    ]
    draws = [
        ((part, kind), least)
        for part, of_part in kept["draws"].items()
        for kind, least in of_part.items()
    ]
    return Record(tuple(kept["events"]), tuple(sorted(draws)), tuple(sorted(faults)))


def written(records: Mapping[str, Record]) -> str:
    """A chapter's file: of each law a line for the events, each part of data and each result."""
    laws = ",\n".join(f"{_line(name)}: {_text(records[name])}" for name in sorted(records))
    return f"{{\n{laws}\n}}\n"


def _text(record: Record) -> str:
    by_part = groupby(record.draws, key=lambda draw: draw[0][0])
    draws = {part: {kind: least for (_, kind), least in of_part} for part, of_part in by_part}
    results: dict[str, list[Any]] = {}
    for fault, events in record.faults:
        result = f"{fault.function}: {fault.part}" if fault.part else fault.function
        results.setdefault(result, []).append([fault.call, fault.change, *events])
    lines = [f' "events": {_line(record.events)}']
    for name, what in (("draws", draws), ("faults", results)):
        of_each = ",\n".join(f"  {_line(key)}: {_line(value)}" for key, value in what.items())
        lines.append(f' "{name}": {{\n{of_each}}}')
    return "{\n" + ",\n".join(lines) + "}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
