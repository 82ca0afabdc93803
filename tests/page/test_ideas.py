"""Each page begins with an idea: short, in words of its own, and no letter unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest

from proofs import registry
from proofs.claim import Claim, Settled
from proofs.page import layout, text
from proofs.page.blocks import Paragraph
from proofs.page.notation import notation
from proofs.terms import (
    KNOWN_FUNCTIONS,
    Apply,
    Function,
    Relation,
    Symbol,
    Term,
    Words,
    parts,
    say,
    scalar,
)

EVERY_ENTRY = pytest.mark.parametrize("entry", registry.CLAIMS)
SHORTEST, LONGEST, MOST_SENTENCES = 60, 320, 3
EMPTY_WORDS = ("shows that", "intuitively", "obviously", "clearly", "of course", "it is easy")


def idea(entry: str) -> str:
    """The idea of an entry as a reader has it."""
    return text.words(registry.claim(entry).idea)


def said(words: str) -> set[str]:
    """The words of a text, whatever their case."""
    return set(re.findall(r"\w+", words.casefold()))


def alike(one: str, other: str) -> float:
    """How many of the words of two texts are common to both, from 0 to 1."""
    return len(said(one) & said(other)) / len(said(one) | said(other))


def letters(words: Words) -> set[str]:
    """What stands in running text as if it were a word and is a letter, and letters not of ours."""
    plain = " ".join(piece for piece in words if isinstance(piece, str))
    single = set(re.findall(r"\b[^\W\d_]\b", plain)) - {"a", "A"}
    return single | {sign for sign in plain if not sign.isascii() and sign != "−"}


def symbols(words: Words) -> set[str]:
    """The symbols and functions in the formulas of a text, as they are printed."""
    terms: list[Term] = []
    for piece in words:
        if isinstance(piece, Relation):
            terms += piece.terms
        elif isinstance(piece, Term):
            terms.append(piece)
    met = (part.function if isinstance(part, Apply) else part for part in parts(*terms))
    return {text.words((seen,)) for seen in met if isinstance(seen, Symbol | Function)}


def unexplained(claim: Claim) -> set[str]:
    """What an idea mentions that the notation of its page does not have."""
    explained = symbols(tuple(p for row, _ in notation(Settled(claim, ())) for p in row))
    return letters(claim.idea) | symbols(claim.idea) - explained


HIDDEN = [name for name in registry.CLAIMS if name.startswith("hidden.")]


def of_numbers(terms: Iterable[Term]) -> set[str]:
    """The functions of numbers that are met and not known to all; what counts steps is data."""
    met = {part.function for part in parts(*terms) if isinstance(part, Apply)}
    return {f.name for f in met if {*f.takes} == {"scalar"} and f.name not in KNOWN_FUNCTIONS}


@pytest.mark.parametrize("entry", HIDDEN)
def test_a_function_in_what_is_stated_is_in_the_notation(entry: str) -> None:
    """Who reads assumptions and conclusion alone is told what it is."""
    claim = registry.claim(entry)
    made = [part.build() for part in claim.parts]
    assumed = [h.relation for theorem in made for h in theorem.hypotheses]
    stated = [term for relation in assumed for term in relation.terms]
    cells = [piece for symbol, _ in notation(Settled(claim, ())) for piece in symbol]
    assert of_numbers(stated) <= of_numbers(piece for piece in cells if isinstance(piece, Term))


@EVERY_ENTRY
def test_every_entry_has_an_idea_of_a_few_sentences(entry: str) -> None:
    """Long enough to say why, short enough to be read first."""
    words = idea(entry)
    assert SHORTEST <= len(words) <= LONGEST
    assert words.endswith(".")
    assert words[0].isupper()
    assert len(re.findall(r"[.?!](?= |$)", words)) <= MOST_SENTENCES
    assert "  " not in words
    assert not [empty for empty in EMPTY_WORDS if empty in words.casefold()]


@EVERY_ENTRY
def test_an_idea_does_not_repeat_what_is_claimed(entry: str) -> None:
    """It says why, and so it is neither the title nor the claim, nor a remark once more."""
    claim = registry.claim(entry)
    for other in ((claim.title,), claim.statement, *claim.remarks):
        assert alike(idea(entry), text.words(other)) < 0.5


def test_no_two_ideas_are_alike() -> None:
    """What could stand on two pages says too little on either."""
    ideas = {entry: idea(entry) for entry in registry.CLAIMS}
    close = [pair for pair in combinations(ideas, 2) if alike(*(ideas[e] for e in pair)) >= 0.5]
    assert not close


@EVERY_ENTRY
def test_an_idea_mentions_no_letter_that_its_page_does_not_explain(entry: str) -> None:
    """Mathematics in it is written as terms, and the notation below has their symbols."""
    assert not unexplained(registry.claim(entry))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (say("The rate η is common."), {"η"}),
        (say("A sample x pulls."), {"x"}),
        (say("The factor {} cancels.", scalar("zeta")), {"ζ"}),
        (say("The rate {} is a factor.", scalar("eta")), set()),
    ],
    ids=["a letter of another alphabet", "a letter as a word", "an unknown symbol", "the rate"],
)
def test_a_letter_that_nothing_explains_is_found(words: Words, left: set[str]) -> None:
    """Else the test above could not fail."""
    assert unexplained(replace(registry.claim("perceptron.bias"), idea=words)) == left


def test_the_idea_stands_first_and_its_symbols_are_explained() -> None:
    """Before the claim; a symbol that nothing else on the page has is in the notation too."""
    claim = registry.claim("perceptron.sign-only")
    claim = replace(claim, idea=say("No rate {} is met here.", scalar("eta")))
    page = layout.claim(Settled(claim, ()))
    leads = [block.lead for block in page if isinstance(block, Paragraph)]
    assert leads[:2] == ["Idea", "Claim"]
    assert "η: the learning rate" in text.claim(Settled(claim, ()))
