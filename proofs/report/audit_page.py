"""The record of the audit as a page of Markdown: a summary, which leads to the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from proofs.page.markdown import Table, md, sections, yes
from proofs.report import audit, audit_data, audit_learners

SITE = "site"
"""The folder of the site, beside the page."""


def markdown(record: Mapping[str, Any]) -> str:
    """The record as a page: sentences, entries, real data, and what all of it rests on."""
    sections = (
        _sentences_page,
        _entries_page,
        *([_referees_page] if "referees" in record else []),
        _iris_page,
        audit_data.regression_page,
        audit_data.networks_page,
        audit_data.wave_page,
        audit_learners.page,
        audit_data.checked_again_page,
        _rules_page,
        _facts_page,
    )
    body = [line for section in sections for line in (*section(record), "")]
    headings = [line.removeprefix("## ") for line in body if line.startswith("## ")]
    return "\n".join((*_opening(record), "", *_contents(headings), "", *body))


def _contents(headings: Iterable[str]) -> Iterator[str]:
    """Links to the sections, by the names that readers of Markdown give to headings."""
    for heading in headings:
        kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -_")
        yield f"- [{heading}](#{kept.replace(' ', '-')})"


def _opening(record: Mapping[str, Any]) -> Iterator[str]:
    proved = sum(e["verdict"] == "proved" for e in record["entries"])
    settled = sum(s["ruling"] != "unknown" for s in record["sentences"])
    examples = sum(o.get("examples", 0) for e in record["entries"] for o in e["obligations"])
    used = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    yield "# Audit"
    yield ""
    yield (
        f"{settled} of {len(record['sentences'])} sentences settled, {proved} of "
        f"{len(record['entries'])} entries proved, {examples:,} random data sets run."
    )
    yield ""
    down = audit.fallen(record)
    yield "Nothing fell." if not down else f"**Fallen: {', '.join(map(md, down))}.**"
    yield ""
    yield (
        "Every verdict here was computed in the run that wrote this file. Each sentence and each "
        f"entry has a page, and all of them an [index]({SITE}/index.html). `proofs show ID` prints "
        "a derivation line by line, `proofs check ID` checks it again."
    )
    yield ""
    yield f"Versions: {used}. Profile of the random data: {record['profile']}."


def _sentences_page(record: Mapping[str, Any]) -> Iterator[str]:
    titles = {e["id"]: e["title"] for e in record["entries"]}
    yield "## What the sources say"
    yield ""
    yield "| sentence | source | what is said | ruling | because of |"
    yield "|---|---|---|---|---|"
    for s in record["sentences"]:
        ruling = "<br>".join(_cell(part) for part in (s, *s["readings"]))
        links = "; ".join(_link(name, titles.get(name, name)) for name in s["entries"])
        said = f"{_link(s['id'])} | {md(s['source'])} | {md(s['says'])}"
        yield f"| {said} | {ruling} | {links or '-'} |"
    yield ""
    yield "The words of the rulings:"
    yield ""
    for word, means in record["legend"].items():
        yield f"- **{word}**: {md(means)}"
    yield ""
    yield "Who says it:"
    yield ""
    for source in record["sources"]:
        yield f"- **{source['letter']}**: {md(source['says'])}"


def _cell(part: Mapping[str, Any]) -> str:
    """The ruling on a sentence, or on one reading of it, which begins with what it is."""
    given = f" {md(part['condition'])}" if part["condition"] else ""
    reading = "" if "id" in part else f"*{md(part['says'])}*: "
    why = f". {md(part['instead'])}" if part["instead"] else ""
    return f"{reading}**{part['ruling']}**{given}{why}"


def _entries_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## Entries"
    yield ""
    yield (
        "Each has a page with its proof, a run for each hypothesis, and who agrees. Steps are "
        "lines of its derivations, lines those that the checker checked, witnesses the runs that "
        "lack a hypothesis, data sets those on which its law was tried."
    )
    yield ""
    yield "| entry | title | verdict | steps | lines | witnesses | data sets |"
    yield "|---|---|---|---|---|---|---|"
    for e in record["entries"]:
        found = [o for o in e["obligations"] if not o["name"].startswith("needs-")]
        verdict = e["verdict"] if not e["fallen"] else f"**fallen**, {e['verdict']}"
        counted = (
            sum(o.get("steps", 0) for o in found), sum(o.get("lines", 0) for o in found),
            len(e["needs"]), sum(o.get("examples", 0) for o in found),
        )  # fmt: skip
        numbers = " | ".join(str(number or "-") for number in counted)
        yield f"| {_link(e['id'])} | {md(e['title'])} | {verdict} | {numbers} |"
    for part in (*record["sentences"], *record["entries"], record["laws"]):
        for o in part["obligations"]:
            if o["outcome"] != "met":
                yield ""
                yield f"- **Fallen: {md(part['id'])}::{md(o['name'])}.** {md(o['message'])}"


def _referees_page(record: Mapping[str, Any]) -> Iterator[str]:
    from proofs.referees.table import WITNESSES

    told = record["referees"]
    yield "## Who agrees"
    yield ""
    for word, means in told["words"].items():
        yield f"- **{word}**: {md(means)}"
    yield ""
    used = ", ".join(f"{WITNESSES[w]} {version}" for w, version in told["versions"].items())
    if used:
        yield f"Asked: {used}."
        yield ""
    yield f"| entry | {' | '.join(WITNESSES.values())} |"
    yield f"|---|{'---|' * len(WITNESSES)}"
    for name, row in told["rows"].items():
        cells = [f"**{row[w]['says']}**" if row[w]["says"] == "disagrees" else row[w]["says"]
                 for w in WITNESSES]  # fmt: skip
        yield f"| {_link(name)} | {' | '.join(cells)} |"
    reasons = {
        f"{WITNESSES[w]}, {name}: {row[w]['says']}: {row[w]['why']}": None
        for name, row in told["rows"].items()
        for w in WITNESSES
        if row[w]["says"] in ("unknown", "disagrees", "not stated") and w in told["versions"]
    }
    for reason in reasons:
        yield ""
        yield f"- {md(reason)}"


def _link(name: str, words: str = "") -> str:
    return f"[{md(words or name)}]({SITE}/{name}.html)"


def _iris_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## Real data: Iris (Fisher 1936)"
    yield ""
    if not record["iris"]:
        yield "Not run: the numeric half is not installed."
        return
    yield (
        "The perceptron in exact arithmetic, five rates, from zero and from one start that is not "
        "zero. A `+` after the epochs: no epoch without mistakes was reached. `same` compares with "
        "the rate 1 from the same start; `ties` are net inputs that are exactly 0; `certified` is "
        "the share of the float64 run's labels that are certified to be exact, and `floats differ` "
        "the first sample shown whose float label is another one."
    )
    yield from sections(iris_tables(record["iris"]))


_IRIS_HEAD = (
    "rate", "epochs", "mistakes", "R²/γ²", "same labels", "same direction", "ties", "certified",
    "floats differ",
)  # fmt: skip


def iris_tables(rows: Iterable[Mapping[str, Any]]) -> list[Table]:
    """The runs on Iris as tables: a heading, then rows of which the first is the head."""
    tables: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        start = "zero" if row["start"] == "zero" else "a start that is not zero"
        table = tables.setdefault(f"{row['problem']}, from {start}", [_IRIS_HEAD])
        bound, differs = row["mistake_bound"], row["float_differs_at"]
        table.append(
            (
                row["learning_rate"],
                f"{row['epochs']}{'' if row['stopped'] else '+'}",
                str(row["mistakes"]),
                "-" if bound is None else _decimal(bound),
                yes(row["same_predictions"]),
                yes(row["same_direction"]),
                str(row["exact_ties"]),
                _percent(row["certified_share"]),
                "nowhere" if differs is None else f"at {differs}",
            )
        )
    return list(tables.items())


def _decimal(exact: str) -> str:
    """An exact bound with two decimals, rounded down so that it stays one."""
    return f"{int(Fraction(exact) * 100) / 100:.2f}"


def _percent(exact: str) -> str:
    """A share rounded down, so that 100% means all."""
    return f"{int(Fraction(exact) * 1000) / 10:.1f}%"


def tables(record: Mapping[str, Any]) -> list[Table]:
    """All tables of real data, with headings that stand alone."""
    return [
        *((f"Iris: {heading}", rows) for heading, rows in iris_tables(record["iris"])),
        *audit_data.regression_tables(record["regression"]),
        *audit_data.network_tables(record["networks"]),
        *audit_data.wave_tables(record["wave"]),
    ]


def _rules_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## The rules that all this rests on"
    yield ""
    yield "Whoever doubts one of these doubts the entries beside it; nothing else is trusted but"
    yield "the code of the kernel, plain fractions for counterexamples, and the facts listed below."
    yield ""
    yield "| rule | states | entries |"
    yield "|---|---|---|"
    for rule in record["rules"]:
        yield f"| {md(rule['name'])} | {md(rule['states'])} | {len(rule['entries'])} |"


def _facts_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## Facts of the literature that are trusted"
    yield ""
    yield "These are used and not proved here. Each entry names those that it uses among its rules."
    yield ""
    yield "| fact | says | proved in | entries |"
    yield "|---|---|---|---|"
    for fact in record["facts"]:
        told = " | ".join(md(fact[key]) for key in ("name", "states", "source"))
        yield f"| {told} | {', '.join(map(_link, fact['entries'])) or '-'} |"


__all__ = ["SITE", "iris_tables", "markdown", "tables"]
