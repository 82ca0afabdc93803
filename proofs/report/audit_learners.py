"""The audit of learners of real libraries: what is on record of them, and whether it is so here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from proofs.page.markdown import md

if TYPE_CHECKING:
    from numeric.estimators import Case
    from proofs.report.estimators import Row
    from proofs.report.leaves import Leaf

CHAPTER = "estimators"
INSTALL = "pip install 'proofs-of-learning-rules[estimators]'"
_WAYS = {"times the rate": "scaled", "the same": "same", "neither": "neither"}
_AS_ON_RECORD, _OTHERWISE, _NOT_ASKED = "as on record", "otherwise", "not asked"


def cases() -> Iterable[Case]:
    """All there are."""
    from numeric import estimators

    return estimators.cases()


def run(done: Callable[[str], None]) -> list[Row]:
    """All cases, run where their library is installed, beside what is on record."""
    from numeric.estimators import pinned
    from proofs.report import estimators

    rows = estimators.rows(cases(), pinned())
    done("learners of real libraries")
    return rows


def record(rows: Iterable[Row]) -> dict[str, Any]:
    """The rows as plain data: what was seen with the versions on record, and what is seen here."""
    listed = list(rows)
    return {
        "versions": {
            row.case.library: {"on record": row.kept_version, "here": row.version or _NOT_ASKED}
            for row in listed
        },
        "cases": [
            {
                "name": row.case.name, "library": row.case.library, "call": row.case.call,
                "theory": row.case.says, "on record": row.kept, "cause": row.case.cause,
                "without": row.case.without, "here": _here(row),
                "differences": [*row.changed, *([row.error] if row.error else [])],
            }
            for row in listed
        ],
    }  # fmt: skip


def _here(row: Row) -> str:
    """Whether the record still stands; a library that is not installed says nothing."""
    if not row.version:
        return _NOT_ASKED
    return _OTHERWISE if row.changed or row.error else _AS_ON_RECORD


def page(record: Mapping[str, Any]) -> Iterator[str]:
    """The section of the audit."""
    yield "## Learners of real libraries"
    yield ""
    told = record["estimators"]
    if not told:
        yield "Not asked: the numeric half is not installed."
        return
    yield (
        "Each is trained from zero at four rates that are powers of two, on data full of ties and "
        "on irises, and compared with rate 1 in every bit: weights are *scaled* if they are the "
        "rate times those, the *same*, or *neither*. *Theory* is what `proofs judge` proves or "
        "refutes of its rule, where it has one. *Why* was found by removing that cause: then it "
        "does as theory says. *Here* compares with the versions on record; what another version "
        "does otherwise is a difference, no failure."
    )
    yield ""
    of = [f"{name} {v['on record']} (here: {v['here']})" for name, v in told["versions"].items()]
    yield f"On record: {', '.join(of)}."
    if any(v["here"] == _NOT_ASKED for v in told["versions"].values()):
        yield f"What is not installed is not asked: `{INSTALL}`; torch by itself."
    yield ""
    yield "| learner | call | theory | weights | labels | why | here |"
    yield "|---|---|---|---|---|---|---|"
    for case in told["cases"]:
        weights, labels = _seen(case["on record"])
        here = f"**{case['here']}**" if case["here"] == _OTHERWISE else case["here"]
        link = f"[{md(case['name'])}](site/{CHAPTER}.{case['name']}.html)"
        yield (
            f"| {link} | {_code(case['call'])} | {_WAYS[case['theory']]} | {weights} | {labels} | "
            f"{md(case['cause']) or '-'} | {here} |"
        )
    for case in told["cases"]:
        for said in case["differences"]:
            yield ""
            yield f"- {md(case['name'])}: {md(said)}"


def _seen(kept: Mapping[str, Any] | None) -> tuple[str, str]:
    if kept is None:
        return "-", "-"
    seen = kept["seen"]
    labels = "equal" if seen["labels"] else "differ"
    return _WAYS[seen["weights"]], labels if seen["finite"] else f"{labels}, not finite"


def _code(call: str) -> str:
    return f"`{call}`".replace("|", "\\|")


def summary(record: Mapping[str, Any]) -> str:
    """In one line, how many deviate, and whether that is so here."""
    told = record["estimators"]
    if not told:
        return ""
    named = sum(case["cause"] != "" for case in told["cases"])
    here = [case["here"] for case in told["cases"]]
    other = f", {here.count(_OTHERWISE)} otherwise here" if _OTHERWISE in here else ""
    asked = len(here) - here.count(_NOT_ASKED)
    return (
        f"Learners of real libraries: {len(here)} on record, {named} with a cause for what "
        f"the rate does; {asked} asked here{other}, {here.count(_NOT_ASKED)} not asked"
    )


def leaves(rows: Iterable[Row]) -> list[Leaf]:
    """A page of the site for each."""
    from proofs.page import html
    from proofs.report import estimators
    from proofs.report.leaves import Leaf

    made = []
    for row in rows:
        case = row.case
        printer = html.Printer(ids=False)
        made.append(
            Leaf(
                f"{CHAPTER}.{case.name}", CHAPTER, case.name, f"{case.name} {case.call}",
                row.stands, printer.page(estimators.page(row)), because=html.text(case.cause),
                own=f"proofs estimators {case.name}",
            )
        )  # fmt: skip
    return made


__all__ = ["CHAPTER", "cases", "leaves", "page", "record", "run", "summary"]
