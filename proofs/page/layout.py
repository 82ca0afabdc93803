"""What a page says, decided once for all outputs, which only set it.

A layout is computed from the records alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from proofs.claim import Need, Obligation, Ruled, Sentence, Settled
from proofs.counterexample import Counterexample
from proofs.grounds import facts_in, rules_in
from proofs.page.blocks import (
    Block,
    Code,
    Drawing,
    Heading,
    Items,
    Lines,
    Paragraph,
    Rules,
    Sources,
    sentence_case,
)
from proofs.page.lecture import lecture
from proofs.page.lettered import lettered
from proofs.page.notation import notation
from proofs.page.numbers import Point, with_numbers
from proofs.page.phrases import Phrase as P
from proofs.page.phrases import in_language
from proofs.page.references import Titles, referred
from proofs.page.style import PLAIN, Style
from proofs.page.theorems import Known, assumed_items, row_of, settled_by
from proofs.sentences import SOURCES
from proofs.terms import Words
from proofs.trusted import Fact

Level = Literal["lecture", "full"]
"""How much a page says: what an instructor hands out, or every line, for reviewers."""


def claim(
    settled: Settled, level: Level = "full", titles: Titles = lambda _: None, language: str = "en",
    at: Point | None = None, style: Style = PLAIN,
) -> tuple[Block, ...]:  # fmt: skip
    """An entry of the ledger at a level; the full one has everything that was found out.

    `at` a point its lines have their values beside them, which raises `PointError` where they have
    none.
    """
    blocks = lettered(_full(settled), settled) if level == "full" else lecture(settled)
    return referred(in_language(with_numbers(blocks, settled, at, style), language), titles)


def _full(settled: Settled) -> tuple[Block, ...]:
    entry = settled.claim
    found = {obligation.name: obligation for obligation in settled.obligations}
    blocks: list[Block] = [Heading(1, (entry.title,), entry.id, settled.verdict)]
    if entry.idea:
        blocks.append(Paragraph(entry.idea, P("Idea")))
    blocks.append(Paragraph(entry.statement, P("Claim")))
    if entry.figure is not None:
        blocks.append(Drawing(entry.figure(), P("Figure")))
    if meanings := notation(settled):
        blocks.append(Items(P("Notation"), meanings, running=True))
    if entry.hypotheses:
        blocks.append(assumed_items(P("Hypotheses"), entry.hypotheses))
    if entry.built_in:
        stated = tuple(((name,), words) for name, words in entry.built_in)
        blocks.append(Items(P("Built into the learning rule"), stated))
    known: Known = {h.relation for h in entry.hypotheses}
    for part in entry.parts:
        title: Words = part.title or (sentence_case(part.name.replace("-", " ")),)
        label = f"{entry.id}.{part.name}"
        heading, more = headed(title)
        blocks.append(Heading(2, heading, label))
        if more:
            blocks.append(Paragraph(more))
        blocks += settled_by(_taken(found, part.name), label, known)
    if entry.needs:
        blocks.append(Heading(2, (P("What each hypothesis is for"),)))
        for need in entry.needs:
            obligation = _taken(found, need.name, f"needs-{need.name}")
            if need.kind == "words":
                blocks.append(Paragraph(need.says, sentence_case(need.hypothesis)))
                continue
            blocks.append(Paragraph(_without(need, obligation), sentence_case(need.hypothesis)))
            blocks += settled_by(obligation, "", known)
    blocks += [Heading(2, (P("A false twin"),)), Paragraph(entry.twin.says)]
    if granted := tuple(p for p in entry.twin.premises if p.relation not in known):
        blocks.append(assumed_items(P("Granted"), granted))
    if not found:
        blocks.append(Lines((row_of(entry.twin.relation, (P("said to hold, and not checked"),)),)))
    for obligation in found.values():
        blocks += settled_by(obligation, "", known)
    if entry.remarks:
        blocks.append(Heading(2, (P("Remarks"),)))
        blocks += [Paragraph(remark) for remark in entry.remarks]
    blocks.append(Rules(rules_in(settled.rules), P("Rests on")))
    if facts := facts_in(settled.rules):
        blocks.append(_trusted(facts))
    if entry.citations:
        blocks.append(Sources(entry.citations, P("Sources")))
    return tuple(blocks)


def sentence(
    ruled: Ruled, *, at_prompt: bool = True, language: str = "en",
    beside: Sequence[Sequence[Block]] = (),
) -> tuple[Block, ...]:  # fmt: skip
    """What a source says, whether it holds, and what decides that.

    At a prompt the page ends with the command to go on with.  What is to stand `beside` the ruling
    is given reading by reading.
    """
    said = ruled.grounds
    assert isinstance(said, Sentence)
    blocks: list[Block] = [
        Heading(1, (f"{said.id}, {_named(said.source)}",), said.id, ruled.ruling),
        Paragraph(ruled.says, P("Said")),
        Paragraph((f"{sentence_case(SOURCES[said.source.partition(',')[0]].says)}.",), P("Source")),
    ]
    if ruled.readings:
        blocks.append(Paragraph((P("It depends on how this is read."),), P("Ruling")))
        for place, reading in enumerate(ruled.readings):
            more = beside[place] if place < len(beside) else ()
            blocks += [Heading(2, reading.says), *_ruling(reading), *more]
    else:
        blocks += [*_ruling(ruled), *(block for more in beside for block in more)]
    if said.entries and at_prompt:
        command = Code(f"proofs show {said.entries[0]}")
        blocks.append(Paragraph((command, P(" prints the first of these line by line."))))
    return in_language(blocks, language)


def _named(source: str) -> str:
    """A source as it is spoken of: by its letter, or by what it is called.

    >>> _named("A, comment"), _named("public questions")
    ('source A, comment', 'public questions')
    """
    return f"source {source}" if len(source.partition(",")[0]) == 1 else source


_WHY = {"fails": P("What is true"), "no claim": P("What is true")}
_PROVED = {"fails": P("True in its place"), "no claim": P("Proved of it")}


def _ruling(ruled: Ruled) -> list[Block]:
    """The ruling on a sentence or on one reading of it, why, and what decides it."""
    grounds = ruled.grounds
    verdict: Words = (sentence_case(ruled.ruling),)
    if ruled.condition:
        verdict = (f"{sentence_case(ruled.ruling)} ", *ruled.condition)
    blocks: list[Block] = [Paragraph((*verdict, "."), P("Ruling"))]
    if ruled.instead:
        blocks.append(Paragraph(ruled.instead, _WHY.get(ruled.ruling, P("Why"))))
    true = _PROVED.get(ruled.ruling, P("Proved by"))
    besides = P("Said beside it, and proved") if grounds.holds_by else true
    for lead, references in (
        (true, grounds.holds_by),
        (P("Refuted as said by"), grounds.fails_by),
        (besides, grounds.told_by),
    ):
        if references:
            entries = tuple(
                ((name,), (part,)) for name, _, part in (r.partition("::") for r in references)
            )
            blocks.append(Items(lead, entries))
    return blocks


_LONG = 60
"""How many characters a heading may have, about, before it is looked for a place to end it."""
_ENDS = re.compile("[:;.] ")


def headed(title: Words) -> tuple[Words, Words]:
    """A heading and what is said below it: a long title ends at its first colon, semicolon or stop.

    >>> headed(("In numbers: two units, one sample with input 1 and label 1, and the rate 1",))
    (('In numbers',), ('Two units, one sample with input 1 and label 1, and the rate 1.',))
    >>> headed(("In numbers: two units",))
    (('In numbers: two units',), ())
    """
    if sum(len(piece if isinstance(piece, str) else str(piece)) for piece in title) <= _LONG:
        return title, ()
    for place, piece in enumerate(title):
        if isinstance(piece, str) and (end := _ENDS.search(piece)):
            before, after = piece[: end.start()], piece[end.end() :]
            heading = (*title[:place], before) if before else title[:place]
            *rest, last = (sentence_case(after), *title[place + 1 :])
            return heading, (*rest, f"{last}.") if isinstance(last, str) else (*rest, last, ".")
    return title, ()


def _without(need: Need, obligation: Obligation | None) -> Words:
    """What is done where a hypothesis is dropped: the claim's words, or what the runs are."""
    shown = None if obligation is None else obligation.shows
    said = need.says or (shown.told if isinstance(shown, Counterexample) else P("Without it:"),)
    first, *rest = said
    open_ended = not (isinstance(said[-1], str) and said[-1].endswith((":", ".")))
    return (
        sentence_case(first) if isinstance(first, str) else first,
        *rest,
        *((":",) if open_ended else ()),
    )


def _taken(found: dict[str, Obligation], *names: str) -> Obligation | None:
    """The obligation of one of these names, which is then dealt with."""
    return next((found.pop(name) for name in names if name in found), None)


def _trusted(facts: Iterable[tuple[str, Fact]]) -> Items:
    """What is taken from the literature without a proof here, and where it is proved."""
    told = tuple(((name,), (f"{fact.says} ({fact.source})",)) for name, fact in facts)
    return Items(P("Trusted facts"), told)
