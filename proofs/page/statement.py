"""What an entry's theorems say, and nothing else: what is given, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from proofs.claim import Obligation, Settled
from proofs.derivation import Theorem
from proofs.listed import of_every_step, ways
from proofs.page.blocks import Block, Heading, Items, Lines, Paragraph, Row, T, sentence_case
from proofs.page.layout import headed
from proofs.page.notation import notation
from proofs.page.phrases import Phrase as P
from proofs.page.theorems import hypothesis
from proofs.terms import Hypothesis, Relation, Words
from proofs.trust.terms import Term as Formula
from proofs.witness import Comparison

Given = tuple[tuple[P, list[Hypothesis]], ...]
"""Headings, each with the premises that stand under it."""


def statement(settled: Settled) -> tuple[Block, ...]:
    """Each part of an entry as a formula: hypotheses, definitions and facts, and conclusions.

    It is what the checker was handed: a definition, or a fact, stands here if and only if the
    theorem is given it.
    """
    entry = settled.claim
    found = {obligation.name: obligation for obligation in settled.obligations}
    blocks: list[Block] = [
        Heading(1, (entry.title,), entry.id, settled.verdict),
        Paragraph(entry.statement, P("Claim")),
    ]
    also: list[Relation] = []
    for part in entry.parts:
        title: Words = part.title or (sentence_case(part.name.replace("-", " ")),)
        heading, more = headed(title)
        blocks.append(Heading(2, heading, f"{entry.id}.{part.name}"))
        blocks += [Paragraph(more)] if more else []
        shown = found.get(part.name)
        given = _given(shown)
        also += [h.relation for _, premises in given for h in premises]
        blocks += _theorem(shown, given)
    if meanings := notation(settled, also):
        blocks.append(Items(P("Notation"), meanings, running=True))
    return tuple(blocks)


def _given(obligation: Obligation | None) -> Given:
    """What a theorem assumes, defines and takes from the literature, each with its heading."""
    if obligation is None or obligation.formal is None or obligation.shows is None:
        return ()
    theorem, given = obligation.shows, set(obligation.formal.given)
    assert isinstance(theorem, Theorem)
    stated = [h for h in theorem.hypotheses if h.role == "assumption"]
    behind = dict.fromkeys(h for h in _premises(theorem) if not given.isdisjoint(ways(h, {})))
    return (
        (P("Assume"), stated),
        (P("Where, by definition,"), [h for h in behind if h.role == "definition"]),
        (P("By facts of the literature"), [h for h in behind if h.role == "trusted"]),
    )


def _theorem(obligation: Obligation | None, given: Given) -> list[Block]:
    if obligation is None or not isinstance(obligation.shows, Theorem) or not given:
        by_runs = obligation is not None and isinstance(obligation.shows, Comparison)
        how = (
            P("Two exact runs show this part.") if by_runs else P("This part has not been checked.")
        )
        return [Paragraph((how,))]
    blocks: list[Block] = []
    formal = obligation.formal.given if obligation.formal is not None else ()
    for lead, premises in given:
        rows = tuple(((h.name,), _said(h, formal)) for h in premises)
        blocks += [Items(lead, rows)] if rows else []
    blocks.append(Paragraph((P("Then") if blocks else P("Always"),)))
    rows_ = (Row(r.left, r.sign, r.right, r.others, ()) for r in obligation.shows.conclusions)
    blocks.append(Lines(tuple(rows_)))
    return blocks


def _said(premise: Hypothesis, formal: Collection[Formula]) -> Words:
    """A premise as it is assumed: of one step, or of every step where the checker was told so.

    A definition is of every step as it stands.
    """
    said = hypothesis(premise)
    if premise.role != "assumption" or premise.for_all:
        return said
    return (*said, P(" for all "), T) if of_every_step(premise, formal) else said


def _premises(theorem: Theorem) -> Iterator[Hypothesis]:
    """All premises behind a theorem, each with the universal one of which it is an instance."""
    seen: set[int] = set()
    waiting: list[Theorem] = [theorem]
    while waiting:
        form = waiting.pop()
        if id(form) in seen:
            continue
        seen.add(id(form))
        for update in (*getattr(form, "updates", ()), *getattr(form, "image_updates", ())):
            yield Hypothesis("one update", update, (), "definition")
        for chain in form.derivations:
            for premise in chain.premises:
                yield premise
                if isinstance(premise.source, Hypothesis):
                    yield premise.source
                elif premise.role == "proved":
                    waiting.append(premise.source)
        waiting.extend(getattr(form, "members", ()))
        inner = getattr(form, "theorem", None)
        waiting.extend([inner] if inner is not None else [])
