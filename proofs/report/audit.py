"""The audit: everything that both halves find out, as one record, and the record as a page.

The record is plain data, computed afresh; the page is a function of the record alone.  What is
checked of a claim is what pytest checks of it, obligation by obligation.
"""

from __future__ import annotations

import importlib.metadata
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from proofs.page.markdown import Table, md, sections, yes
from proofs.report import audit_data

if TYPE_CHECKING:
    from numeric.real_data import IrisRow
    from proofs.claim import Claim, Ruled, Sentence, Settled
    from proofs.obligations.check import Check
    from proofs.obligations.ledger import Ledger, Profile
    from proofs.terms import Hypothesis, Words

FORMAT = 1
_LISTS = {
    "rule": "rules", "event": "events", "rests-on": "rests_on", "reading": "reading_rulings",
}  # fmt: skip
_NUMERIC_CHECKS = ("law", "law-twin", "orphans")


def ledger() -> Ledger:
    """Both halves, with what there is to check; raises `ImportError` without the numeric one."""
    from proofs.obligations.ledger import project_ledger

    return project_ledger()


def checks(ledger: Ledger, claim: Claim) -> tuple[Check, ...]:
    """What is checked of a claim, with the numeric half where the ledger has it."""
    from proofs.obligations.checks import claim_checks

    found = claim_checks(ledger, claim.id)
    if ledger.learners:
        return found
    return tuple(
        check
        for check in found
        if check.name not in _NUMERIC_CHECKS and not check.name.startswith("witness-")
    )


# The record --------------------------------------------------------------------------------------


def evidence(
    ledger: Ledger, *, profile: Profile = "proof", done: Callable[[str], None] = lambda name: None,
    workers: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """Everything about every sentence and entry, and the real data, as plain data.

    `done` is told what was just finished.  Equal sources, versions and profiles give equal
    records on one machine: there are no times in it.  On another the last digits of the runs in
    float64 may differ.  With several workers the ledger must be the project's own.
    """
    from proofs import verdicts
    from proofs.claim import RULINGS
    from proofs.sentences import SOURCES
    from proofs.trusted import TRUSTED

    found = _chapters(ledger, profile, done, workers)
    told = {row["id"]: row for part in found for row in (*part.entries, *part.sentences)}
    entries = [told[name] for name in ledger.claims]
    sentences = [told[name] for name in ledger.sentences]
    iris = [_iris(row) for row in _iris_rows()] if ledger.learners else []
    done("Iris")
    other_data = audit_data.measured(ledger, done)
    return {
        "format": FORMAT,
        "profile": profile,
        "versions": versions(),
        "sources": [{"letter": s.letter, "says": s.says} for s in SOURCES.values()],
        "legend": dict(RULINGS),
        "sentences": sentences,
        "entries": entries,
        "laws": _laws(ledger, profile),
        "iris": iris,
        **other_data,
        "evaluated": audit_data.evaluated(entries),
        "sympy": audit_data.together(part.by_sympy for part in found),
        "rules": [
            {
                "name": name,
                "states": states,
                "entries": [e["id"] for e in entries if name in e["rules"]],
            }
            for name, states in verdicts.RULES.items()
        ],
        "facts": [
            {
                "name": name,
                "states": fact.says,
                "source": fact.source,
                "entries": [e["id"] for e in entries if name in e["rules"]],
            }
            for name, fact in TRUSTED.items()
        ],
    }


class _Part(NamedTuple):
    """What is found out about the entries of a chapter, and the sentences that it settles."""

    entries: list[dict[str, Any]]
    sentences: list[dict[str, Any]]
    by_sympy: dict[str, Any]


def _chapters(
    ledger: Ledger, profile: Profile, done: Callable[[str], None], workers: int
) -> list[_Part]:
    """All chapters, in this process or in several; a chapter's entries share what they cite."""
    sizes = Counter(claim.chapter for claim in ledger.claims.values())
    names = [name for name, _ in sizes.most_common()]
    if workers < 2:
        return [_chapter(ledger, name, profile, done) for name in names]
    from concurrent.futures import as_completed

    from numeric.processes import processes

    with processes(workers) as pool:
        asked = [pool.submit(_chapter_of_the_project, name, profile) for name in names]
        for each in as_completed(asked):
            for row in each.result().entries:
                done(row["id"])
        return [each.result() for each in asked]


def _chapter_of_the_project(name: str, profile: Profile) -> _Part:
    """The same in a process of its own, with a ledger of its own."""
    return _chapter(ledger(), name, profile, lambda name: None)


def _chapter(ledger: Ledger, name: str, profile: Profile, done: Callable[[str], None]) -> _Part:
    claims = [claim for claim in ledger.claims.values() if claim.chapter == name]
    entries = []
    for claim in claims:
        entries.append(entry(ledger, claim, profile))
        done(claim.id)
    said = [s for s in ledger.sentences.values() if _home(ledger, s) == name]
    sentences = [sentence(ledger, each, profile) for each in said]
    return _Part(entries, sentences, audit_data.by_sympy(map(ledger.settle, claims)))


def _home(ledger: Ledger, said: Sentence) -> str:
    """The chapter in which a sentence is settled: that of its first entry."""
    decided = (ledger.claims[name] for name in said.entries if name in ledger.claims)
    return next(decided, next(iter(ledger.claims.values()))).chapter


def entry(ledger: Ledger, claim: Claim, profile: Profile = "proof") -> dict[str, Any]:
    """One claim: what it says, what was checked of it and how that went."""
    from proofs.page import theorems
    from proofs.page.text import relation

    settled = ledger.settle(claim)
    obligations = [_judged(check, profile) for check in checks(ledger, claim)]
    _tell(settled, obligations)
    law = ledger.laws.get(claim.id)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "chapter": claim.chapter,
        "title": claim.title,
        "statement": words(claim.statement),
        "verdict": settled.verdict,
        "fallen": _unmet(obligations),
        "hypotheses": [
            {
                "name": hypothesis.name,
                "says": words(theorems.hypothesis(hypothesis)),
                "parts": _assumed_in(claim, hypothesis),
            }
            for hypothesis in claim.all_hypotheses
        ],
        "built_in": [{"name": name, "says": words(said)} for name, said in claim.built_in],
        "needs": [
            {
                "hypothesis": need.hypothesis,
                "obligation": f"needs-{need.name}",
                "kind": need.kind,
                "says": words(need.says),
                "fails": _refuted_relation(settled, f"needs-{need.name}"),
                "runs": _compared_runs(settled, f"needs-{need.name}"),
                "instance": _instance(settled, f"needs-{need.name}"),
            }
            for need in claim.needs
        ],
        "twin": {"says": words(claim.twin.says), "relation": relation(claim.twin.relation)},
        "law": None if law is None else {"says": law.says, "twin_says": law.twin_says},
        "rules": sorted(settled.rules),
        "remarks": [words(remark) for remark in claim.remarks],
        "citations": list(claim.citations),
        "obligations": obligations,
    }


def _tell(settled: Settled, obligations: list[dict[str, Any]]) -> None:
    """Add the derivations, line by line, and the points of counterexamples as pages print them."""
    from proofs import verdicts
    from proofs.counterexample import Counterexample
    from proofs.page import witnesses
    from proofs.page.text import theorem

    shown = {o.name: o.shows for o in settled.obligations}
    for told in obligations:
        found = shown.get(told["name"]) or shown.get(told["name"].replace("witness-", "needs-", 1))
        if isinstance(found, Counterexample):
            point = witnesses.instance_of(found) or ("these numbers",)
            told["witness"] = words((*point, ", where ", *witnesses.sides_of(found)))
        elif isinstance(found, verdicts.Refuted):
            point = witnesses.at_point(found.witness) or ("these numbers",)
            told["witness"] = words((*point, ", where ", *witnesses.both_sides(found.witness)))
        elif found is not None and found.derivations and told["name"] in shown:
            told["derivation"] = theorem(found)


def _assumed_in(claim: Claim, hypothesis: Hypothesis) -> list[str]:
    """The parts that assume a hypothesis by themselves; none for one of the whole claim."""
    if hypothesis in claim.hypotheses:
        return []
    return [part.name for part in claim.parts if hypothesis in part.assuming]


def _compared_runs(settled: Settled, name: str) -> str | None:
    """What two runs do that are compared; None where a line is refuted."""
    from proofs.witness import Comparison

    shown = next((o.shows for o in settled.obligations if o.name == name), None)
    if not isinstance(shown, Comparison):
        return None
    return words((f"{shown.name}. ", *shown.remark)).rstrip(" .")


def _instance(settled: Settled, name: str) -> dict[str, Any] | None:
    """The instance that lacks a hypothesis, as data; None where something else shows it."""
    from proofs.counterexample import Counterexample

    shown = next((o.shows for o in settled.obligations if o.name == name), None)
    return shown.as_data() if isinstance(shown, Counterexample) else None


def _refuted_relation(settled: Settled, name: str) -> str | None:
    """What a witness refutes; None where two runs are compared."""
    from proofs import verdicts
    from proofs.counterexample import Counterexample
    from proofs.page.text import relation

    shown = next((o.shows for o in settled.obligations if o.name == name), None)
    if isinstance(shown, Counterexample):
        return relation(shown.relation)
    return relation(shown.witness.relation) if isinstance(shown, verdicts.Refuted) else None


def sentence(ledger: Ledger, said: Sentence, profile: Profile = "proof") -> dict[str, Any]:
    """One sentence: what it says, how it is ruled on and why."""
    from proofs.obligations.checks import sentence_checks

    found = sentence_checks(ledger, said) if ledger.learners else ()
    obligations = [_judged(check, profile) for check in found]
    ruled = ledger.ruled(said)
    return {
        "id": said.id,
        "source": said.source,
        **_ruling(ruled),
        "readings": [_ruling(reading) for reading in ruled.readings],
        "entries": list(said.entries),
        "fallen": _unmet(obligations),
        "obligations": obligations,
    }


def _ruling(ruled: Ruled) -> dict[str, Any]:
    """A sentence, or one reading of it, with its ruling and what decides it."""
    return {
        "says": words(ruled.says),
        "ruling": ruled.ruling,
        "condition": words(ruled.condition),
        "instead": words(ruled.instead),
        "holds_by": list(ruled.grounds.holds_by),
        "fails_by": list(ruled.grounds.fails_by),
        "told_by": list(ruled.grounds.told_by),
    }


def _laws(ledger: Ledger, profile: Profile) -> dict[str, Any]:
    """That every law belongs to an entry."""
    from functools import partial

    from proofs.obligations.check import Check
    from proofs.obligations.checks import laws_orphans

    obligations = [_judged(Check("orphans", "PASSED", partial(laws_orphans, ledger)), profile)]
    return {"id": "laws", "fallen": _unmet(obligations), "obligations": obligations}


def _unmet(obligations: Iterable[Mapping[str, Any]]) -> list[str]:
    return [o["name"] for o in obligations if o["outcome"] != "met"]


def _judged(check: Check, profile: Profile) -> dict[str, Any]:
    """How one obligation went; a check that breaks has not been met either."""
    from proofs.obligations.check import Fallen

    record: dict[str, Any] = {"name": check.name, "outcome": "met"}
    try:
        found = check.run(profile)
    except Fallen as fallen:
        record |= {"outcome": "fallen", "message": str(fallen)}
        found = fallen.evidence
    except Exception as error:  # a bug in a check is shown as what it is, and fails the audit
        record |= {"outcome": "fallen", "message": f"the check broke: {error!r}"}
        found = []
    for name, value in found:
        if name in _LISTS:
            record.setdefault(_LISTS[name], []).append(value)
        else:
            record[name] = value
    return record


def _iris_rows() -> Iterable[IrisRow]:
    from numeric.real_data import iris_runs

    return iris_runs()


def _iris(row: IrisRow) -> dict[str, Any]:
    """One run on Iris, numbers as exact strings."""
    return {
        "problem": row.problem,
        "start": row.start,
        "learning_rate": str(row.learning_rate),
        "epochs": row.epochs,
        "stopped": row.stopped,
        "mistakes": row.mistakes,
        "mistakes_per_epoch": list(row.mistakes_per_epoch),
        "final_weights": [str(w) for w in row.final_weights],
        "weights_over_rate": [str(w) for w in row.weights_over_rate],
        "mistake_bound": None if row.mistake_bound is None else str(row.mistake_bound),
        "same_predictions": row.same_predictions,
        "same_mistakes_per_epoch": row.same_mistakes_per_epoch,
        "same_direction": row.same_direction,
        "same_stop": row.same_stop,
        "certified_share": str(row.certified_share),
        "float_differs_at": row.float_differs_at,
        "exact_ties": row.exact_ties,
    }


def versions() -> dict[str, str]:
    """This project, Python, and the libraries that something was computed with."""
    found = {}
    for name in (
        "proofs-of-learning-rules", "sympy", "numpy", "hypothesis", "scikit-learn", "matplotlib",
    ):  # fmt: skip
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return {**found, "python": platform.python_version()}


def words(said: Words) -> str:
    """Running text in one line, formulas in Unicode."""
    from proofs.page import text

    return " ".join(text.words(said).split())


# The page ----------------------------------------------------------------------------------------


def fallen(record: Mapping[str, Any]) -> tuple[str, ...]:
    """What did not go as it must: entry::obligation, and sentences without a ruling."""
    names = [
        f"{part['id']}::{name}"
        for part in (
            *record["sentences"],
            *record["entries"],
            record["laws"],
            record["sympy"],
            *record["regression"],
            *record["networks"],
            *record["wave"],
        )
        for name in part["fallen"]
    ]
    unsettled = [s["id"] for s in record["sentences"] if s["ruling"] == "unknown"]
    unproved = [e["id"] for e in record["entries"] if e["verdict"] != "proved"]
    known = {name.partition("::")[0] for name in names}
    return (*names, *(name for name in (*unsettled, *unproved) if name not in known))


def markdown(record: Mapping[str, Any]) -> str:
    """The record as a page: sentences, entries, real data, and what all of it rests on."""
    sections = (
        _sentences_page,
        _entries_page,
        _iris_page,
        audit_data.regression_page,
        audit_data.networks_page,
        audit_data.wave_page,
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
    down = fallen(record)
    yield "Nothing fell." if not down else f"**Fallen: {', '.join(map(md, down))}.**"
    yield ""
    yield (
        "Every verdict here was computed in the run that wrote this file. `proofs show ID` prints "
        "the derivation of an entry line by line, `proofs check ID` checks it again."
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
        links = "; ".join(f"[{md(titles.get(name, name))}](#{name})" for name in s["entries"])
        yield f"| {s['id']} | {md(s['source'])} | {md(s['says'])} | {ruling} | {links or '-'} |"
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


def qualified(sentence: Mapping[str, Any]) -> Iterator[str]:
    """What belongs beside a ruling: the condition that was missing, why, and each reading."""
    if sentence["condition"]:
        yield f"if {sentence['condition']}"
    if sentence["instead"]:
        yield f"{sentence['instead']}"
    for reading in sentence.get("readings", ()):
        yield f"– {reading['says']}: {' '.join((reading['ruling'], *qualified(reading)))}"


def _entries_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## Entries"
    for e in record["entries"]:
        yield ""
        yield f'### <a id="{e["id"]}"></a>{e["id"]}: {e["verdict"]}'
        yield ""
        yield f"**{md(e['title'])}** ({e['kind']}). {md(e['statement'])}"
        yield ""
        yield from _entry_page(e)


def _entry_page(e: Mapping[str, Any]) -> Iterator[str]:
    by_name = {o["name"]: o for o in e["obligations"]}
    for name in e["fallen"]:
        yield f"- **Fallen: {md(name)}.** {md(by_name[name]['message'])}"
    if not e["hypotheses"]:
        yield "- Hypotheses: none beyond the definitions."
    for h in e["hypotheses"]:
        where = f", in {', '.join(h['parts'])} alone" if h["parts"] else ""
        yield f"- Hypothesis *{md(h['name'])}*{md(where)}: {md(h['says'])}."
    for b in e["built_in"]:
        yield f"- Built into the learning rule, *{md(b['name'])}*: {md(b['says'])}."
    for need in e["needs"]:
        found = by_name.get(need["obligation"], {})
        again = by_name.get(need["obligation"].replace("needs-", "witness-", 1), {})
        witness = again.get("witness") or found.get("witness", "none found")
        runs = f"instead, {need['runs']}" if need["runs"] else ""
        if need["kind"] == "words":
            yield f"- Needed, *{md(need['hypothesis'])}*: {md(need['says'])}"
            continue
        says = need["says"].rstrip(".:") or runs or "without it"
        lead = f"{says}: {need['fails']} fails at" if need["fails"] else f"{says}; two runs:"
        yield f"- Needed, *{md(need['hypothesis'])}*: {md(lead)} {md(witness)}."
    for o in e["obligations"]:
        if o.get("form") and not o["name"].startswith("needs-"):
            steps = f", {o['steps']} step{'s' * (o['steps'] != 1)}" if o["steps"] else ""
            proved = "proved" if o["outcome"] == "met" else "**not proved**"
            yield f"- {md(o['name'])}: {proved} by {_FORMS.get(o['form'], o['form'])}{steps}."
            if "derivation" in o:
                yield "\n  ```"
                yield from ("  " + line if line else "" for line in o["derivation"].splitlines())
                yield "  ```\n"
    twin = by_name.get("twin", {})
    yield (
        f"- False twin: {md(e['twin']['says'].rstrip('.'))}: {md(e['twin']['relation'])}. "
        f"Refuted at {md(twin.get('witness', 'nothing: it was not refuted'))}."
    )
    if e["law"]:
        yield from _law_page(e["law"], by_name)
    yield f"- Rules trusted: {', '.join(map(md, e['rules'])) or 'none'}."
    for remark in e["remarks"]:
        yield f"- Remark: {md(remark)}"
    for citation in e["citations"]:
        yield f"- Source: {md(citation)}"


_FORMS = {
    "derivation": "a chain of lines", "cases": "cases", "instance": "the symmetry lemma",
    "comparison": "two exact runs", "conjunction": "chains of lines",
}  # fmt: skip


def _law_page(law: Mapping[str, Any], by_name: Mapping[str, Any]) -> Iterator[str]:
    attack, twin = by_name.get("law", {}), by_name.get("law-twin", {})
    events = "; ".join(attack.get("events", ()))
    yield (
        f"- On random data: {md(law['says'])} "
        f"{'Held' if attack.get('outcome') == 'met' else '**Not shown**'} in "
        f"{attack.get('examples', 0)} data sets ({md(events)})."
    )
    yield (
        f"- Its false twin on random data: {md(law['twin_says'])} Refuted after "
        f"{twin.get('examples', 0)} data sets by {md(shortened(twin.get('witness', 'nothing')))}."
    )


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
        yield f"| {md(rule['name'])} | {md(rule['states'])} | {_links(rule['entries'])} |"


def _facts_page(record: Mapping[str, Any]) -> Iterator[str]:
    yield "## Facts of the literature that are trusted"
    yield ""
    yield "These are used and not proved here. Each entry names those that it uses among its rules."
    yield ""
    yield "| fact | says | proved in | entries |"
    yield "|---|---|---|---|"
    for fact in record["facts"]:
        told = " | ".join(md(fact[key]) for key in ("name", "states", "source"))
        yield f"| {told} | {_links(fact['entries'])} |"


def _links(entries: Iterable[str]) -> str:
    return ", ".join(f"[{name}](#{name})" for name in entries) or "-"


def shortened(text: str, most: int = 300) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


__all__ = [
    "checks", "entry", "evidence", "fallen", "iris_tables", "ledger", "markdown", "qualified",
    "sentence", "shortened", "tables", "versions", "words",
]  # fmt: skip
