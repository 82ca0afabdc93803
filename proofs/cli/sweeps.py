"""`census --rule`: every data set of a box, for a rule that is a text."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from proofs.cli import terminal
from proofs.cli.program import Complaint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.judge.beside import Beside
    from proofs.judge.programs import Shape
    from proofs.judge.sweep import Engine, Found
    from proofs.judge.syntax import Rule

WORTH_COMPILING = 10
"""Seconds: with less time the compiled loop would be ready too late."""
ASKS = ("predictions", "direction", "weights")
_SAYS = {
    "predictions": "two rates predict different things",
    "direction": "the weights at two rates point two ways",
    "weights": "the weights at two rates are not one multiple of each other",
}
_KEYS = {"samples": 3, "features": 1, "steps": 0}
_MOST = {"samples": 6, "features": 6, "steps": 60}
_RANGE = re.compile(r"-?\d{1,3}\.\.-?\d{1,3}\Z", re.ASCII)


def census(
    file: str, asks: str, changes: str, values: Sequence[str], budget: float, as_json: bool
) -> int:
    """Run all data sets of a box at two rates; 0, or 3 where it could not be done."""
    from proofs.cli.runs import one_rule, settings_of
    from proofs.judge import sweep
    from proofs.judge.programs import NotCompiled, operations, written_out

    rule = one_rule(file)
    if asks == "predictions" and rule.predict is None:
        raise Complaint(f"{rule.name} predicts nothing; ask for --ask weights or direction")
    shape = _shape(rule, asks, changes)
    if values:
        shape = replace(shape, values=settings_of(rule, values))
    try:
        program = written_out(rule, shape)
    except NotCompiled as error:
        if as_json:
            terminal.show_json({"rule": rule.name, "unknown": str(error)})
        else:
            click.echo(terminal.wrapped(f"unknown  {rule.name} has no program: {error}", "  "))
        return 3
    total = sweep.size(rule, shape)
    sweep.checked(rule, shape, program)
    began = time.monotonic()
    engine: Engine = "numpy" if budget < WORTH_COMPILING else sweep.engine_for(total)
    found = sweep.sweep(rule, shape, program, engine=engine, until=began + budget)
    told = _told(rule, shape, found, total)
    told["operations"] = operations(rule)
    if as_json:
        terminal.show_json(told)
    else:
        _show(rule, shape, told, found.first)
    return 0 if found.whole or found.first is not None else 3


def _shape(rule: Rule, asks: str, changes: str) -> Shape:
    """The box that was asked for."""
    from proofs.judge.search import chosen
    from proofs.judge.sweep import box

    numbers, rates, entries = dict(_KEYS), (Fraction(1), Fraction(1, 10)), (-2, 2)
    for change in filter(None, (part.strip() for part in changes.split(","))):
        key, sign, value = (part.strip() for part in change.partition("="))
        if not sign or key not in (*numbers, "rates", "entries"):
            known = "samples, features, steps, entries and rates"
            raise Complaint(f"--box is of {known}, as in samples=3,entries=-2..2, not {change}")
        if key in numbers:
            if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= _MOST[key]):
                raise Complaint(f"--box {key} is from 1 to {_MOST[key]}, not {value}")
            numbers[key] = int(value)
        elif key == "entries":
            if not _RANGE.match(value):
                raise Complaint(f"--box entries is a range such as -2..2, not {value}")
            low, high = map(int, value.split(".."))
            if low > high:
                raise Complaint("--box entries goes from the smaller to the larger")
            entries = low, high
        else:
            rates = _rates(value)
    if chosen(rule) is None:
        raise Complaint(f"no values were found that satisfy what {rule.name} is given; use --set")
    shape = box(rule, numbers["samples"], numbers["features"], 1, asks, rates, numbers["steps"])
    ordered = tuple(map(Fraction, sorted(range(entries[0], entries[1] + 1), key=_small_first)))
    free = {name for name, values in shape.labels.items() if values == shape.entries}
    labels = {n: ordered if n in free else values for n, values in shape.labels.items()}
    return replace(shape, entries=ordered, labels=labels)


def _small_first(entry: int) -> tuple[bool, int, bool]:
    return entry == 0, abs(entry), entry < 0


def _rates(text: str) -> tuple[Fraction, Fraction]:
    from proofs.cli.runs import fraction

    parts = [fraction(part, "--box rates") for part in text.split(":")]
    if len(parts) != 2 or parts[0] == parts[1] or min(parts) <= 0:
        raise Complaint("--box rates are two different numbers above 0, as in 1:1/10")
    return parts[0], parts[1]


def _told(rule: Rule, shape: Shape, found: Found, total: int) -> dict[str, Any]:
    from proofs.judge import sweep
    from proofs.judge.record import plain

    smallest = None
    if found.first is not None:
        data = sweep.data_set(rule, shape, found.first)
        if not sweep.exactly(rule, shape, data):
            raise AssertionError(f"{rule.name}: the program is wrong on {data}")
        smallest = [{n: plain(v) for n, v in sample.items()} for sample in data]
    return {
        "rule": rule.name, "asks": shape.asks, "rates": [str(rate) for rate in shape.rates],
        "values": {n: str(v) for n, v in shape.values.items()},
        "box": {"samples": shape.samples, "features": shape.features, "steps": shape.steps,
                "entries": [str(e) for e in sorted(shape.entries)]},
        "data_sets": total, "run": found.data_sets, "whole": found.whole,
        "witnesses": found.witnesses, "smallest": smallest,
    }  # fmt: skip


def _show(rule: Rule, shape: Shape, told: dict[str, Any], first: int | None) -> None:
    from proofs.judge import sweep
    from proofs.judge.record import sample
    from proofs.report.runs import seen

    box = told["box"]
    entries = box["entries"]
    lines = [
        f"asked: on which data {_SAYS[shape.asks]}, {rule.rate} = {' and '.join(told['rates'])}",
        f"box: {_many(box['samples'], 'sample')}, {_many(box['features'], 'feature')}, entries "
        f"from {entries[0]} to {entries[-1]}, {_many(box['steps'], 'step')}",
    ]
    if told["values"]:
        lines.append("with " + ", ".join(f"{n} = {v}" for n, v in told["values"].items()))
    whole = "" if told["whole"] else f" of {told['data_sets']:,}; then the time was spent"
    ran = f"{told['run']:,} data sets" if told["whole"] else f"the first {told['run']:,} data sets"
    if first is None:
        lines.append(f"none of {ran}{whole}")
    else:
        lines.append(f"{told['witnesses']:,} of {ran}{whole}")
        data = sweep.data_set(rule, shape, first)
        lines.append("the first: " + "; ".join(map(sample, data)))
        beside = _beside(rule, shape, data)
        if shape.asks == "predictions" and beside.predictions_agree:
            lines.append(_further(rule, shape, data))
        else:
            lines += list(seen(beside))
    click.echo(rule.name)
    for line in lines:
        click.echo(terminal.wrapped(terminal.shown(f"  {line}"), "    "))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _beside(rule: Rule, shape: Shape, data: Any) -> Beside:
    from proofs.judge.beside import run

    return run(
        rule, data, shape.rates, shape.steps, values=shape.values, start={}, counts=shape.counts
    )


def _further(rule: Rule, shape: Shape, data: Any) -> str:
    """For which further sample the two runs predict different things in the end."""
    from proofs.judge.record import sample
    from proofs.judge.runs import run
    from proofs.judge.search import differ
    from proofs.report.runs import short

    ran = [
        run(rule, data, {**shape.values, rule.rate: rate}, shape.steps, counts=shape.counts)
        for rate in shape.rates
    ]
    for one in shape.further:
        first, second = (each.predict(one) for each in ran)
        if differ(first, second):
            about = {n: v for n, v in one.items() if n in {d.name for d in rule.data}}
            names = {n: v for n, v in about.items() if n not in shape.labels} or about
            return f"in the end they predict {short(first)} and {short(second)} for {sample(names)}"
    raise AssertionError(f"{rule.name}: the runs do not differ on {data}")


__all__ = ["ASKS", "census"]
