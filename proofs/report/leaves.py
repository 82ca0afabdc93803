"""The pages of the site, one for each entry and each sentence, as plain data.

An address that begins with @ is that of a page of the site by its id, with a place on it after #:
`site` makes it the address of a file, or of a place on the one page there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from proofs import verdicts
from proofs.counterexample import Counterexample
from proofs.derivation import Step, Theorem
from proofs.page import html, layout, theorems
from proofs.page.blocks import (
    Block,
    Drawing,
    Heading,
    Items,
    Paragraph,
    Row,
    Rules,
    Sources,
    sentence_case,
)
from proofs.page.notation import notation
from proofs.page.references import Titles
from proofs.page.theorems import Known
from proofs.report.site_graph import rule_place
from proofs.terms import Sign, Term, Words
from proofs.witness import Comparison

if TYPE_CHECKING:
    from proofs.claim import Claim, Grounds, Need, Obligation, Ruled, Sentence, Settled

_Lines = Mapping[tuple[Term, Sign, Term], tuple[Step, str]]
"""Each line of an entry's chains by what it relates, and the obligation that it belongs to."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the site."""

    id: str
    chapter: str
    """Of an entry its chapter, of a sentence its source."""
    title: str
    says: str
    """What it says in plain text, to search in."""
    stands: str
    """The verdict, or the ruling."""
    top: str
    """What the page begins with, as HTML."""
    brief: str = ""
    """The same in less room."""
    full: str = ""
    """Every line of the proofs."""
    plain: str = ""
    """The same as plain text, for where there is less room."""
    agreed: str = ""
    """Who says the same."""
    own: str = ""
    """What to copy."""
    latex: str = ""
    cites: tuple[str, ...] = ()
    """What its proofs cite: entries, and facts of the literature."""
    because: str = ""
    """Of a sentence: what stands beside the ruling, as HTML."""
    readings: tuple[tuple[str, str], ...] = ()
    """Of a sentence: how it may be read, as HTML, and the rulings on that."""
    entries: tuple[str, ...] = ()
    """Of a sentence: the entries that decide it."""


# An entry ----------------------------------------------------------------------------------------


def entry_leaf(
    settled: Settled, record: Mapping[str, Any], cites: tuple[str, ...] = (),
    titles: Titles = lambda _: None,
) -> Leaf:  # fmt: skip
    """The page of an entry; `record` is what the audit found out about it."""
    from proofs.page import latex
    from proofs.report.audit import words

    claim = settled.claim
    found = {o["name"]: o for o in record["obligations"]}
    named = {need.hypothesis: _place(claim, need) for need in claim.needs}
    links = {name: (f"@{claim.id}#{place}", name) for name, place in named.items()}
    places = {sentence_case(name): place for name, place in named.items()}
    short = html.Printer(links=links, ids=False, address=_address)
    blocks = layout.claim(settled, "lecture", titles)
    top = short.page(b for b in blocks if not isinstance(b, Rules))
    lines = _lines(settled)

    def told(before: Term | None, row: Row) -> str:
        if before is None or (before, row.sign, row.right) not in lines:
            return ""
        return _rests(*lines[before, row.sign, row.right], found)

    long = html.Printer(1, told=told, links=links, places=places, address=_address)
    return Leaf(
        claim.id, claim.chapter, claim.title, words(claim.statement), settled.verdict, top,
        full=_folds(long, claim, layout.claim(settled, "full", titles)),
        plain=_plain(settled),
        agreed=_agreed(record),
        own=_own(claim.id, record),
        latex=latex.fragment(settled, "lecture", titles),
        cites=cites,
    )  # fmt: skip


def _address(name: str) -> str:
    return f"@{name}"


def _place(claim: Claim, need: Need) -> str:
    """Where it is shown what a hypothesis is for; two needs of one share a place."""
    first = next(n for n in claim.needs if n.hypothesis == need.hypothesis)
    return f"{claim.id}.needs-{first.name}"


def _lines(settled: Settled) -> _Lines:
    """The lines of the parts' chains; where two say the same, the first."""
    found: dict[tuple[Term, Sign, Term], tuple[Step, str]] = {}
    for obligation in settled.obligations:
        if not isinstance(obligation.shows, Theorem):
            continue
        for chain in obligation.shows.derivations:
            before = chain.start
            for step in chain.steps:
                found.setdefault((before, step.sign, step.term), (step, obligation.name))
                before = step.term
    return found


def _rests(step: Step, name: str, found: Mapping[str, Mapping[str, Any]]) -> str:
    """What a line rests on: rules, premises, and what the checker says of its theorem."""
    rules = ", ".join(
        f'<a href="@rules#{escape(rule_place(rule))}">{html.text(rule)}</a>'
        for rule in sorted(step.verdict.rules)
    )
    premises = "; ".join(map(html.text, sorted(step.verdict.premises))) or "nothing but rules"
    checked = _checked(found.get(name, {}))
    rows = (("Rules", rules or "definitions alone"), ("From", premises), ("Checker", checked))
    listed = "".join(f"<div><dt>{head}</dt><dd>{said}</dd></div>" for head, said in rows)
    return (
        '\N{NO-BREAK SPACE}<details class="told">'
        '<summary aria-label="What this line rests on">⊢</summary>'
        f"<dl>{listed}</dl></details>"
    )


def _checked(obligation: Mapping[str, Any]) -> str:
    if not obligation:
        return "not asked"
    if obligation["outcome"] != "met":
        return "refused: " + html.text(str(obligation.get("message", "")))
    if "lines" not in obligation:
        return "accepted"
    lines = obligation["lines"]
    return f"accepted, in a theorem of {lines} line{'s' * (lines != 1)}"


def _folds(printer: html.Printer, claim: Claim, blocks: Iterable[Block]) -> str:
    """Every line, section by section, each of which folds."""
    first = Heading(2, ("Claim, notation and hypotheses",), f"{claim.id}.claim")
    sections: list[tuple[Heading, list[Block]]] = [(first, [])]
    closing: list[Block] = []
    for block in blocks:
        match block:
            case Heading(1) | Drawing():
                pass  # they stand above
            case Heading(2):
                sections.append((block, []))
            case Rules() | Sources() | Items("Trusted facts"):
                closing.append(block)
            case _:
                sections[-1][1].append(block)
    sections.append((Heading(2, ("Rules, facts and sources",)), closing))
    return "\n".join(
        f'<details class="fold"{_id(heading.label)}><summary>{printer.said(heading.words)}'
        f"</summary>\n{''.join(map(_closed(printer), inside))}</details>"
        for heading, inside in sections
        if inside
    )


def _id(label: str) -> str:
    return f' id="{escape(label)}"' if label else ""


def _closed(printer: html.Printer) -> Any:
    """How a block within a fold is set: of rules the names alone, which lead to what they state."""

    def one(block: Block) -> str:
        if not isinstance(block, Rules):
            return printer.block(block) + "\n"
        names = ", ".join(
            f'<a href="@rules#{rule_place(name)}">{html.text(name)}</a>'
            for name, _ in block.entries
        )
        return f"<p><strong>Rules.</strong> {names}.</p>\n"

    return one


def _plain(settled: Settled) -> str:
    """The proofs of the parts as plain text; what the entry assumes throughout stands above."""
    from proofs.page import text

    found = {obligation.name: obligation for obligation in settled.obligations}
    known: Known = {h.relation for h in settled.claim.hypotheses}
    said = []
    for part in settled.claim.parts:
        obligation = found.get(part.name)
        if obligation is None or isinstance(obligation.shows, Comparison):
            continue  # two runs have no lines
        title: Words = part.title or (sentence_case(part.name.replace("-", " ")),)
        blocks = (Heading(2, title), *theorems.settled_by(obligation, "", known))
        said.append(text.blocks(blocks, 76))
    return "\n".join(said)


def _agreed(record: Mapping[str, Any]) -> str:
    """Who says the same: the checker, the second implementation, random data."""
    found = record["obligations"]
    by_name = {o["name"]: o for o in found}
    proved = [o for o in found if "lines" in o]
    evaluated = [o for o in found if o.get("evaluated") == "by the checker"]
    inside = [o for o in found if o.get("evaluated") == "in process"]
    rows: list[tuple[str, str]] = []
    lines = sum(o["lines"] for o in proved)
    said = []
    if proved:
        said.append(
            f"accepts {_number(len(proved), 'theorem')} of {_number(lines, 'line')}, in a process "
            "of its own that loads nothing but Python’s standard library"
        )
    if evaluated:
        counted = _number(len(evaluated), "counterexample or run", "counterexamples and runs")
        said.append(f"evaluates {counted} again in exact fractions")
    rows.append(("The checker", "; ".join(said) or "was not asked"))
    if inside:
        rows.append((
            "Not by the checker",
            f"{_number(len(inside), 'counterexample')} with irrational values, enclosed in "
            "intervals by the program that found them",
        ))  # fmt: skip
    if model := by_name.get("hypotheses", {}).get("model"):
        rows.append(("A model", f"of the hypotheses, so that they do not contradict: {model}"))
    again = [o for o in found if o["name"].startswith("witness-") and o["outcome"] == "met"]
    if again:
        counted = _number(len(again), "witness", "witnesses")
        rows.append(("A second program", f"ran {counted} again, and agrees"))
    law, twin = by_name.get("law"), by_name.get("law-twin")
    if law and record["law"]:
        events = "; ".join(law.get("events", ()))
        how = "held" if law["outcome"] == "met" else "was not shown"
        rows.append((
            "Random data",
            f"{record['law']['says']} This {how} in {law.get('examples', 0):,} data sets"
            + (f" ({events})." if events else "."),
        ))  # fmt: skip
    else:
        rows.append(("Random data", "not run for this page; the command below runs them"))
    if twin and record["law"]:
        rows.append((
            "Its false twin",
            f"{record['law']['twin_says']} Refuted after "
            f"{_number(twin.get('examples', 0), 'data set')}.",
        ))  # fmt: skip
    fallen = [o for o in found if o["outcome"] != "met"]
    rows += [("Fallen", f"{o['name']}: {o.get('message', '')}") for o in fallen]
    body = "".join(
        f'<tr><th scope="row">{html.text(who)}</th><td>{html.text(what)}</td></tr>\n'
        for who, what in rows
    )
    return f'<table class="told-by"><tbody>\n{body}</tbody></table>'


def _number(count: int, one: str, many: str = "") -> str:
    """A number of things.

    >>> _number(1, "line"), _number(2, "line")
    ('1 line', '2 lines')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _own(name: str, record: Mapping[str, Any]) -> str:
    commands = [
        f"proofs show {name}", f"proofs check {name}",
        f"proofs export {name} -o proofs.json", "proofs verify proofs.json",
    ]  # fmt: skip
    return "\n".join(commands)


# A sentence --------------------------------------------------------------------------------------


def sentence_leaf(ruled: Ruled, settle: Any, claims: Mapping[str, Claim]) -> Leaf:
    """The page of a sentence, with what decides it; `settle` settles a claim."""
    from proofs.page.judged_sentences import beside
    from proofs.page.text import words
    from proofs.sentences import SOURCES

    said: Sentence = ruled.grounds  # type: ignore[assignment]  # the whole is a sentence
    printer = html.Printer(ids=False)
    source = SOURCES[said.source.partition(",")[0]]
    opening = (
        f"<h1>{printer.said(ruled.says)}</h1>\n{_stands(ruled, printer)}\n"
        f'<p class="small quiet">{html.text(sentence_case(source.says))}.</p>'
    )
    whole, brief = [opening], [opening]
    judged = beside(said.id, at_prompt=False)
    for place, part in enumerate(ruled.readings or (ruled,)):
        if ruled.readings:
            lead = f"<h2>Read so: {printer.said(part.says)}</h2>\n{_stands(part, printer)}"
            whole.append(lead)
            brief.append(lead)
        for lead, shown, linked in _grounds(part, settle, claims):
            whole += [f"<h2>{lead}</h2>", *shown]
            brief.append(f"<h2>{lead}</h2>\n<ul>{''.join(linked)}</ul>")
        if place < len(judged):
            told = printer.page(judged[place])
            whole.append(told)
            brief.append(told)
    return Leaf(
        said.id, said.source, words(ruled.says), _searched(ruled), ruled.ruling,
        "\n".join(whole), "\n".join(brief),
        own="\n".join((
            f"proofs show {said.id}", *(f"proofs check {n}" for n in said.entries),
            *([f"proofs judge {said.id}"] if judged else ()),
        )),
        because=_because(ruled, printer),
        readings=tuple((printer.said(r.says), r.ruling) for r in ruled.readings),
        entries=said.entries,
    )  # fmt: skip


def _searched(ruled: Ruled) -> str:
    from proofs.page.text import words

    parts = (ruled, *ruled.readings)
    return " ".join(words(w) for p in parts for w in (p.says, p.condition, p.instead) if w)


def _because(ruled: Ruled, printer: html.Printer) -> str:
    if ruled.condition:
        return printer.said(("if ", *ruled.condition, "."))
    return ""


def _stands(ruled: Ruled, printer: html.Printer) -> str:
    """The ruling, its condition, and why."""
    from proofs.claim import RULINGS

    if ruled.readings:
        means = "it depends on how this is read"
    else:
        means = RULINGS.get(ruled.ruling, "what it rests on does not settle it")
    condition = f" {printer.said(ruled.condition)}" if ruled.condition else ""
    stands = f'<p class="stands">{html.badge(ruled.ruling)}{condition}</p>'
    lead = "What is true" if ruled.ruling in ("fails", "no claim") else "Why"
    why = (
        f"\n<p><strong>{lead}.</strong> {printer.said(ruled.instead)}</p>" if ruled.instead else ""
    )
    word = sentence_case(ruled.ruling)
    return f'{stands}{why}\n<p class="small quiet">“{word}”: {html.text(means)}.</p>'


def _grounds(
    part: Ruled, settle: Any, claims: Mapping[str, Claim]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """What decides a sentence, or a reading: by entry, with formulas and numbers; as links."""
    grounds: Grounds = part.grounds
    true = {"fails": "What is true in its place", "no claim": "What is proved of it"}
    for lead, references in (
        ("What refutes it as said", grounds.fails_by),
        (true.get(part.ruling, "What proves it"), grounds.holds_by),
        ("What is said beside it, and proved", grounds.told_by),
    ):
        by_entry: dict[str, list[str]] = {}
        for reference in references:
            name, _, obligation = reference.partition("::")
            by_entry.setdefault(name, []).append(obligation)
        if by_entry:
            found = [_ground(claims[name], names, settle) for name, names in by_entry.items()]
            yield lead, [whole for whole, _ in found], [brief for _, brief in found]


def _ground(claim: Claim, names: Iterable[str], settle: Any) -> tuple[str, str]:
    """Obligations of one entry: with what they say, or the numbers that show it; and as a link.

    The entry's statement comes first, which says of what they speak, and what its symbols mean.
    """
    settled = settle(claim)
    found = {o.name: o for o in settled.obligations}
    printer = html.Printer(1, ids=False)
    link = f'<a href="@{claim.id}">{html.text(claim.title)}</a>'
    parts, titles = [], []
    for name in names:
        title, place = _title(claim, name, printer)
        titles.append(title)
        there = f'<h4><a href="@{claim.id}#{place}">{title}</a></h4>'
        parts.append(f"{there}\n{printer.page(_shown(found.get(name)))}")
    body = "\n".join(parts)
    stated = printer.page([Paragraph(claim.statement, "Claim")])
    if meant := notation(settled):
        listed = printer.page([Items("", meant)])
        stated += f'\n<details class="rules"><summary>Notation</summary>{listed}</details>'
    whole = f'<section class="ground"><h3>{link}</h3>\n{stated}\n{body}</section>'
    return whole, f"<li>{link}: {'; '.join(titles)}</li>"


def _title(claim: Claim, name: str, printer: html.Printer) -> tuple[str, str]:
    for part in claim.parts:
        if part.name == name:
            title: Words = part.title or (sentence_case(name.replace("-", " ")),)
            return printer.said(layout.headed(title)[0]), f"{claim.id}.{name}"
    for need in claim.needs:
        if f"needs-{need.name}" == name:
            return html.text(f"Without: {need.hypothesis}"), _place(claim, need)
    return html.text(sentence_case(name.replace("-", " "))), f"{claim.id}.claim"


def _shown(found: Obligation | None) -> Iterator[Block]:
    """What an obligation shows: of a theorem what is given and what follows."""
    shows = None if found is None else found.shows
    told = isinstance(shows, verdicts.Refuted | Counterexample) or not shows
    if told or not isinstance(shows, Theorem) or not shows.conclusions:
        yield from theorems.settled_by(found)
        return
    if shows.hypotheses:
        yield theorems.assumed_items("Given", shows.hypotheses)
        yield Paragraph(("Then",))
    yield theorems.lines_of(shows.conclusions)


__all__ = ["Leaf", "entry_leaf", "sentence_leaf"]
