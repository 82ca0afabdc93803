"""What learners of real libraries do with their rate, in words: a table and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from numeric import estimators
from numeric.estimators import Case, Found, Seen
from numeric.estimators.cases import RATES, Ways, shown
from proofs.page.blocks import Block, Code, Heading, Items, Paragraph
from proofs.terms import Relation, Term, Words, number

_SAYS = {"times the rate": "scaled", "the same": "same", "neither": "neither"}
LEGEND = (
    "Weights from zero at four rates that are powers of two, on tie-rich data and irises, are to "
    "those at rate 1: scaled, in every bit the rate times those; same, those; neither. ✓: as "
    "theory says of the rule."
)
BRACKETS = "In brackets: on record, and not run here."


@dataclass(frozen=True)
class Row:
    """A case, and what was found out about it, if it could be run."""

    case: Case
    version: str
    """Of its library, or nothing where that is not installed."""
    found: Found | None
    error: str
    """Why it could not be run."""
    changed: tuple[str, ...]
    """What was seen otherwise before."""
    kept: Mapping[str, Any] | None = None
    """What is on record of it."""
    kept_version: str = ""
    """Of its library, when that was seen."""

    @property
    def stands(self) -> str:
        """In a word or two."""
        if self.found is None:
            return "not installed" if not self.version else "not run"
        return "as theory says" if self.found.agrees else "deviates"


def selected(names: Sequence[str]) -> tuple[list[Case], list[str]]:
    """The cases of these names, all without any; and the names that there are none of.

    A name is that of a case, the beginning of one, or a library's.
    """
    cases = estimators.cases()
    if not names:
        return list(cases), []
    chosen = [c for c in cases if any(_named(c, name) for name in names)]
    return chosen, [name for name in names if not any(_named(c, name) for c in cases)]


def _named(case: Case, name: str) -> bool:
    return name in (case.name, case.library) or case.name.startswith(f"{name}.")


def rows(
    cases: Iterable[Case], before: Mapping[str, Any], done: Callable[[str], None] = lambda _: None
) -> list[Row]:
    """Run the cases whose library is installed."""
    made = []
    for case in map(judged, cases):
        version, found, error = estimators.installed(case.library), None, ""
        if version:
            try:
                found = estimators.examine(case, estimators.datasets())
            except Exception as problem:  # a version that calls it otherwise: told, not fallen
                error = f"{type(problem).__name__}: {' '.join(str(problem).split())[:200]}"
        changed = () if found is None else tuple(estimators.changes(found, before))
        kept = before["cases"].get(case.name)
        kept_version = before["versions"].get(case.library, "")
        made.append(Row(case, version, found, error, changed, kept, kept_version))
        done(case.name)
    return made


def judged(case: Case) -> Case:
    """The case with what is proved, or refuted, of its rule from zero as theory's word."""
    if not case.rule or not case.from_zero or case.against is not None:
        return case
    says = _proved(case.rule)
    return case if says is None else replace(case, says=says)


@cache
def _proved(rule: str) -> Ways | None:
    """Whether the rate itself factors out of the weights of a rule, if that is known."""
    from proofs.judge import library
    from proofs.judge.verdict import judge

    answer = judge(library.rule(rule), budget=5, ask={"zero", "weights"}).answers["weights"]
    if answer.verdict == "proved" and answer.power == 1:
        return "times the rate"
    return "neither" if answer.verdict == "refuted" else None


def cells(row: Row) -> tuple[str, str, str]:
    """A row of the table: what theory says, what is seen, and of labels."""
    theory = _SAYS[row.case.says]
    if row.found is None:
        if row.kept is None:
            return theory, row.stands, ""
        weights, labels = _in_short(row.kept["seen"])
        return theory, f"({weights})", f"({labels})"
    weights, labels = _in_short(_data(row.found.seen) or {})
    return theory, weights + (" ✓" if row.found.agrees else ""), labels


def _in_short(seen: Mapping[str, Any]) -> tuple[str, str]:
    labels = "equal" if seen["labels"] else "differ"
    return _SAYS[seen["weights"]], labels if seen["finite"] else f"{labels}, not finite"


def why(rows: Iterable[Row]) -> list[Block]:
    """What stands below the table: causes, what could not be run, what has changed."""
    causes: list[tuple[Words, Words]] = []
    others: list[tuple[Words, Words]] = []
    for row in rows:
        case, found = row.case, row.found
        if row.error:
            others.append(((case.name,), (f"could not be run: {row.error}",)))
        others += [((case.name,), (change,)) for change in row.changed]
        if found is not None and case.cause:
            shown_ = "" if found.shown else " (removing this did not show it)"
            causes.append(((case.name,), (case.cause + shown_,)))
    lead = "Why. Each cause was removed, and then the learner did as theory says"
    blocks: list[Block] = [Items(lead, tuple(causes))] if causes else []
    return [*blocks, Items("Otherwise than on record", tuple(others))] if others else blocks


def as_data(row: Row) -> dict[str, Any]:
    """A row for a machine."""
    case, found = row.case, row.found
    seen, without = (None, None) if found is None else (found.seen, found.without)
    shown_ = None if found is None or not case.cause else found.shown
    return {
        "name": case.name, "library": case.library, "version": row.version or None,
        "call": case.call, "rule": case.rule or None, "entry": case.entry or None,
        "theory": case.says, "seen": _data(seen), "agrees": None if found is None else found.agrees,
        "cause": case.cause or None, "without_call": case.without or None,
        "without": _data(without), "shown": shown_,
        "rates": [shown(rate) for rate in case.rates], "error": row.error or None,
        "changed": list(row.changed), "told": case.told or None,
    }  # fmt: skip


def _data(seen: Seen | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {
        "weights": seen.weights, "labels": seen.labels, "finite": seen.finite,
        "first": seen.first and str(seen.first), "epochs": list(seen.epochs),
    }  # fmt: skip


# A page ------------------------------------------------------------------------------------------


def page(row: Row) -> list[Block]:
    """All that was found out about one case."""
    case, found = row.case, row.found
    used = f"{case.library} {row.version}".strip()
    blocks: list[Block] = [Heading(1, (case.name,), f"estimators.{case.name}", row.stands)]
    blocks.append(Paragraph((Code(case.call), ".  Run with ", used, "."), "Call"))
    blocks.append(Paragraph(_theory(case), "Theory"))
    if found is None:
        why = row.error or f"{case.library} is not installed, so that nothing was run here"
        return [*blocks, Paragraph((f"{why}.",), "Seen"), *_on_record(row)]
    blocks.append(Paragraph(_seen(case, found.seen, case.rates), "Seen"))
    if case.cause:
        blocks.append(Paragraph((f"{_sentence(case.cause)}.",), "Why"))
    elif case.says == "neither" and found.agrees:
        blocks.append(Paragraph(("So it does as theory says of its rule.",)))
    if found.without is not None:
        rates = RATES if case.then == "times the rate" else case.rates
        told = _seen(case, found.without, rates, without=True)
        lead = "Without the cause"
        blocks.append(Paragraph((Code(case.without), ". ", *told), lead))
        if not found.shown:
            blocks.append(Paragraph(("This does not show the cause that was named.",)))
    for change in row.changed:
        blocks.append(Paragraph((f"{_sentence(change)}.",), "Changed"))
    if case.told:
        blocks.append(_told(case, row.version))
    names = ", ".join(one.name for one in estimators.datasets() if one.name not in case.leaves_out)
    blocks.append(Paragraph((f"{names}. Labels are 0 and 1.",), "Data", small=True))
    return blocks


def _on_record(row: Row) -> list[Block]:
    """What was seen where the library was installed, and why."""
    case, kept = row.case, row.kept
    if kept is None:
        return []
    weights, labels = _in_short(kept["seen"])
    told = f"With {case.library} {row.kept_version}: weights {weights}, labels {labels}."
    blocks: list[Block] = [Paragraph((told,), "On record")]
    if case.cause:
        blocks.append(Paragraph((f"{_sentence(case.cause)}.",), "Why"))
    if kept["without"] is not None:
        weights, labels = _in_short(kept["without"])
        said = (Code(case.without), f". Weights {weights}, labels {labels}.")
        blocks.append(Paragraph(said, "Without the cause"))
    if case.told:
        blocks.append(_told(case, row.kept_version))
    return blocks


def _told(case: Case, version: str) -> Block:
    """What its maintainers could be sent, and how they see it."""
    words: Words = (
        f"{case.told} Seen with {case.library} {version}: ", Code(case.call), "; to see it again: ",
        Code(f"proofs estimators {case.name}"), ".",
    )  # fmt: skip
    return Paragraph(words, "For its maintainers")


def _theory(case: Case) -> Words:
    said = {
        "times the rate": "From zero the weights are the rate times weights free of it, and so the "
        "labels do not depend on it",
        "the same": "Both calls are one learner, and their weights are the same",
        "neither": "No power of the rate factors out of the weights from there"
        if not case.from_zero
        else "No power of the rate factors out of the weights",
    }[case.says]
    words: list[str | Term | Relation] = [f"{said}."]
    if case.rule and case.from_zero and case.against is None and _proved(case.rule) is not None:
        known = "This is proved" if case.says == "times the rate" else "Small data show it"
        words += [f" {known}: ", Code(f"proofs judge {case.rule}"), "."]
    if case.entry:
        words += [" In the ledger: ", Code(f"proofs show {case.entry}"), "."]
    return tuple(words)


def _seen(case: Case, seen: Seen, rates: Sequence[float], *, without: bool = False) -> Words:
    """What all runs come to, in sentences."""
    compared = "those of the other call" if case.against else "those at rate 1"
    how = {
        "times the rate": "In every bit the weights are the rate times those at rate 1",
        "the same": f"In every bit the weights are {compared}, whatever the rate",
        "neither": f"The weights are neither {compared} nor the rate times those",
    }[seen.weights]
    if case.against and seen.weights == "neither":
        how = f"The weights are not {compared}"
    row: list[str | Term | Relation] = [
        f"{how}; the labels {'are equal' if seen.labels else 'are not all equal'}. "
    ]
    if not seen.finite:
        row.append("Some weights are infinite or NaN, with which every comparison is false. ")
    if (one := seen.first) is not None and one.wrong:
        row += [f"So on {one.data} at rate ", number(Fraction(one.rate))]
        row.append(f": {one.wrong} of {one.samples} labels differ. ")
    if len(seen.epochs) > 1:
        listed = ", ".join(map(str, seen.epochs))
        row.append(f"On the first data it took different numbers of epochs: {listed}. ")
    row.append("Rates ")
    for place, rate in enumerate(rates):
        row += [", " if place else "", number(Fraction(rate))]
    return (*row, ".")


def _sentence(text: str) -> str:
    """With a capital, unless it begins with code."""
    first = text.partition(" ")[0]
    return text if set(first) & set("=_(") else text[:1].upper() + text[1:]


__all__ = [
    "BRACKETS",
    "LEGEND",
    "Row",
    "as_data",
    "cells",
    "judged",
    "page",
    "rows",
    "selected",
    "why",
]
