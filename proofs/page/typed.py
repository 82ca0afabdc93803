"""A derivation that a user typed, as a page: what is given, its lines, what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from proofs import verdicts
from proofs.grounds import rules_in
from proofs.page.blocks import Block, Heading, Lines, Paragraph, Row, Rules
from proofs.page.theorems import assumed_items, row_of
from proofs.page.witnesses import at_point, both_sides
from proofs.terms import Relation, Symbol, Term, Words, symbols
from proofs.typed import Chain, Line, Typed


@dataclass(frozen=True, slots=True)
class Judged:
    """A derivation with the verdict on each line."""

    typed: Typed
    answers: Mapping[Line, verdicts.Verdict]
    """Of each line; lines that were not reached have none."""
    checked: int | None = None
    """How many lines of proof the checker accepted in a process of its own, if it was asked."""

    @property
    def verdict(self) -> str:
        """What stands of the whole: "refuted" if one line is, else "unknown" if one is."""
        found = {
            name(self.answers.get(line)) for chain in self.typed.chains for line in chain.lines
        }
        return next((word for word in ("refuted", "unknown") if word in found), "proved")

    @property
    def lines(self) -> list[tuple[Relation, Line, verdicts.Verdict | None]]:
        """Each line with the one before it, in the file's order."""
        return [
            (relation, line, self.answers.get(line))
            for chain in self.typed.chains
            for relation, line in steps(chain)
        ]


def steps(chain: Chain) -> Iterable[tuple[Relation, Line]]:
    """What each line of a chain says of the one before it."""
    before = chain.start
    for line in chain.lines:
        yield Relation(before, line.sign, line.term), line
        before = line.term


def name(verdict: verdicts.Verdict | None) -> str:
    """A verdict in one word; a line that was not judged is unknown."""
    match verdict:
        case verdicts.Proved():
            return "proved"
        case verdicts.Refuted():
            return "refuted"
    return "unknown"


def page(judged: Judged) -> list[Block]:
    """The whole page."""
    typed = judged.typed
    label = "own." + (re.sub(r"[^a-z0-9]+", "-", typed.title.lower()).strip("-") or "derivation")
    blocks: list[Block] = [Heading(1, (typed.title,), label, judged.verdict)]
    assumed = [p for p in typed.premises if p.role == "assumption"]
    if assumed:
        blocks.append(assumed_items("Assumed", assumed))
    defined = [p for p in typed.premises if p.role == "definition"]
    if defined:
        blocks.append(Paragraph(("By definition",)))
        blocks.append(Lines(tuple(row_of(p.relation, _named(p.name)) for p in defined)))
    for place, chain in enumerate(typed.chains):
        if place or blocks[1:]:
            blocks.append(Paragraph(("Then" if not place else "Further",)))
        blocks += _chain(chain, judged)
    rules = {rule for _, _, v in judged.lines if isinstance(v, verdicts.Proved) for rule in v.rules}
    blocks.append(Paragraph(_end(judged), closes=judged.verdict == "proved"))
    if rules:
        blocks.append(Rules(rules_in(rules)))
    return blocks


def _named(name: str) -> Words:
    return () if re.fullmatch(r"given(, \d+)?", name) else (name,)


def _chain(chain: Chain, judged: Judged) -> list[Block]:
    """The lines of a chain; below them the first that does not hold."""
    rows: list[Row] = []
    wrong: list[Block] = []
    for place, (relation, line) in enumerate(steps(chain)):
        verdict = judged.answers.get(line)
        mark = {"proved": "", "refuted": "refuted", "unknown": "open"}[name(verdict)]
        reason = f"{line.reason} ({mark})" if mark and line.reason else line.reason or mark
        beside: Words = (reason,) if reason else ()
        rows.append(Row(None if place else chain.start, line.sign, line.term, (), beside))
        if not wrong and not isinstance(verdict, verdicts.Proved):
            wrong = _wrong(relation, line, verdict)
            if not place and _may_define(chain.start, judged):
                wrong.append(Paragraph((
                    "Nothing was said of ", chain.start, " before; if this defines it, write let "
                    "before the line, and put it above the first chain.",
                )))  # fmt: skip
    return [Lines(tuple(rows), derived=True), *wrong]


def _may_define(start: Term, judged: Judged) -> bool:
    """Whether a chain begins with a symbol that stands nowhere above it."""
    if not isinstance(start, Symbol):
        return False
    above = [t for p in judged.typed.premises for t in p.relation.terms]
    for chain in judged.typed.chains:
        if chain.start is start:
            return start not in symbols(*above)
        above += [chain.start, *(line.term for line in chain.lines)]
    return False


def _wrong(relation: Relation, line: Line, verdict: verdicts.Verdict | None) -> list[Block]:
    """What is the matter with a line."""
    lead = f"Line {line.number} of the file"
    match verdict:
        case verdicts.Refuted(witness):
            row = at_point(witness)
            where: Words = ("At ", *row) if row else ("In these numbers",)
            said: Words = (
                "This does not hold: ",
                relation,
                ". ",
                *where,
                " ",
                *both_sides(witness),
            )
            return [Paragraph((*said, "."), lead)]
        case verdicts.Unknown(why):
            return [Paragraph(("Neither proved nor refuted: ", relation, "; ", why, "."), lead)]
    return [Paragraph(("It was not judged: ", relation, "."), lead)]


def _end(judged: Judged) -> Words:
    """What is to be said of the whole."""
    counted: dict[str, int] = {}
    for _, _, verdict in judged.lines:
        counted[name(verdict)] = counted.get(name(verdict), 0) + 1
    total = sum(counted.values())
    if judged.verdict != "proved":
        parts = (f"{counted[w]} {w}" for w in ("proved", "refuted", "unknown") if w in counted)
        return (f"Of {total} line{'s' * (total != 1)}: {', '.join(parts)}.",)
    said = {1: "The one line is proved", 2: "Both lines are proved"}.get(
        total, f"All {total} lines are proved"
    )
    if judged.checked is not None:
        own = f"{judged.checked} line{'s' * (judged.checked != 1)}"
        said += f"; the checker accepts {'it' if total == 1 else 'them'}, in {own} of its own"
    return (f"{said}.",)


def as_data(judged: Judged, answers: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The whole for a machine; `answers` has what is found out of each line."""
    lines = [
        {"line": line.number, "statement": str(relation), "reason": line.reason, **answer}
        for (relation, line, _), answer in zip(judged.lines, answers, strict=True)
    ]
    return {
        "title": judged.typed.title, "verdict": judged.verdict, "checked": judged.checked,
        "given": [
            {"name": p.name, "statement": str(p.relation), "role": p.role}
            for p in judged.typed.premises
        ],
        "lines": lines,
    }  # fmt: skip


__all__ = ["Judged", "as_data", "name", "page", "steps"]
