"""The audit: everything that both halves find out, as one record, and the pages of the site.

The record is plain data, computed afresh; `audit_page` makes a page of it alone.  What is checked
of a claim is what pytest checks of it, obligation by obligation.
"""

from __future__ import annotations

import importlib.metadata
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from proofs.report import audit_data, audit_learners

if TYPE_CHECKING:
    from numeric.real_data import IrisRow
    from proofs.claim import Claim, Ruled, Sentence, Settled
    from proofs.obligations.check import Check
    from proofs.obligations.ledger import Ledger, Profile
    from proofs.report.leaves import Leaf
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
    return audited(ledger, profile=profile, done=done, workers=workers, pages=False)[0]


def audited(
    ledger: Ledger, *, profile: Profile = "proof", done: Callable[[str], None] = lambda name: None,
    workers: int = 1, pages: bool = True,
) -> tuple[dict[str, Any], list[Leaf], dict[str, dict[str, Any]]]:  # fmt: skip
    """The record, the pages of the site about it, and each chapter's proofs."""
    from proofs import verdicts
    from proofs.claim import RULINGS
    from proofs.report import audit_content
    from proofs.sentences import SOURCES
    from proofs.trusted import TRUSTED

    found = chapters(ledger, profile, done, workers, pages)
    told = {row["id"]: row for part in found for row in (*part.entries, *part.sentences)}
    entries = [told[name] for name in ledger.claims]
    sentences = [told[name] for name in ledger.sentences]
    checked = {part.entries[0]["chapter"]: part.checked for part in found if part.entries}
    checked = {c: checked[c] for c in dict.fromkeys(e["chapter"] for e in entries)}
    iris = [_iris(row) for row in _iris_rows()] if ledger.learners else []
    done("Iris")
    other_data = audit_data.measured(ledger, done)
    learners = audit_learners.run(done) if ledger.learners else []
    record = {
        "format": FORMAT,
        "profile": profile,
        "versions": versions(),
        "content": audit_content.manifest(checked, profile),
        "sources": [{"letter": s.letter, "says": s.says} for s in SOURCES.values()],
        "legend": dict(RULINGS),
        "sentences": sentences,
        "entries": entries,
        "laws": _laws(ledger, profile),
        "iris": iris,
        **other_data,
        "estimators": audit_learners.record(learners) if learners else {},
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
    made = [leaf for part in found for leaf in part.leaves]
    return record, [*made, *(audit_learners.leaves(learners) if pages else ())], checked


class Part(NamedTuple):
    """What is found out about the entries of a chapter, and the sentences that it settles."""

    entries: list[dict[str, Any]]
    sentences: list[dict[str, Any]]
    by_sympy: dict[str, Any]
    leaves: list[Leaf]
    checked: dict[str, Any]
    """The proofs and counterexamples, as the checker has them."""


def chapters(
    ledger: Ledger, profile: Profile, done: Callable[[str], None], workers: int, pages: bool
) -> list[Part]:
    """All chapters, in this process or in several; a chapter's entries share what they cite."""
    sizes = Counter(claim.chapter for claim in ledger.claims.values())
    names = [name for name, _ in sizes.most_common()]
    if workers < 2:
        return [_chapter(ledger, name, profile, done, pages) for name in names]
    from concurrent.futures import as_completed

    from numeric.processes import processes

    with processes(workers) as pool:
        asked = [
            pool.submit(_chapter_of_the_project, name, profile, bool(ledger.learners), pages)
            for name in names
        ]
        for each in as_completed(asked):
            for row in each.result().entries:
                done(row["id"])
        return [each.result() for each in asked]


def _chapter_of_the_project(name: str, profile: Profile, both: bool, pages: bool) -> Part:
    """The same in a process of its own, with a ledger of its own: both halves, or symbols alone."""
    from proofs.obligations.ledger import symbolic_ledger

    own = ledger() if both else symbolic_ledger()
    return _chapter(own, name, profile, lambda name: None, pages)


def _chapter(
    ledger: Ledger, name: str, profile: Profile, done: Callable[[str], None], pages: bool
) -> Part:
    claims = [claim for claim in ledger.claims.values() if claim.chapter == name]
    entries = []
    for claim in claims:
        entries.append(entry(ledger, claim, profile))
        done(claim.id)
    said = [s for s in ledger.sentences.values() if _home(ledger, s) == name]
    sentences = [sentence(ledger, each, profile) for each in said]
    by_sympy = audit_data.by_sympy(map(ledger.settle, claims)) if ledger.learners else {}
    leaves: list[Leaf] = []
    if pages:
        from proofs.report import site

        leaves = site.leaves(ledger, claims, said, {e["id"]: e for e in entries})
    from proofs.obligations.verified import exported

    checked = exported(map(ledger.settle, claims))
    return Part(entries, sentences, by_sympy, leaves, checked)


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
    from proofs.judge.said import judged, told, word
    from proofs.obligations.checks import sentence_checks

    found = sentence_checks(ledger, said) if ledger.learners else ()
    obligations = [_judged(check, profile) for check in found]
    ruled = ledger.ruled(said)
    answers = judged(said.id)
    against = [
        "judge" for part, answer in zip(ruled.readings or (ruled,), answers, strict=False)
        if answer.ruling not in ("unknown", part.ruling)
    ]  # fmt: skip
    return {
        "id": said.id,
        "source": said.source,
        **_ruling(ruled),
        "readings": [_ruling(reading) for reading in ruled.readings],
        "entries": list(said.entries),
        "judge": [
            {
                "ruling": answer.ruling,
                "by": [
                    f"{a.rule}: {told(a, word(found, a.question))}" for a, found in answer.answers
                ],
            }
            for answer in answers
        ],
        "fallen": [*_unmet(obligations), *against],
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
        "proofs-of-learning-rules", "sympy", "numpy", "hypothesis", "scikit-learn", "mlxtend",
        "matplotlib",
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


def verdicts(record: Mapping[str, Any]) -> dict[str, str]:
    """The verdict on each entry, and the ruling on each sentence and on its readings."""
    readings = {
        f"{said['id']}/{k}": reading["ruling"]
        for said in record["sentences"]
        for k, reading in enumerate(said["readings"], 1)
    }
    rulings = {said["id"]: said["ruling"] for said in record["sentences"]}
    return {e["id"]: e["verdict"] for e in record["entries"]} | rulings | readings


__all__ = [
    "Part", "audited", "chapters", "checks", "entry", "evidence", "fallen", "ledger", "sentence",
    "verdicts", "versions", "words",
]  # fmt: skip
