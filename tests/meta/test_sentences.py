"""Rulings: computed, as agreed, and in words that are tied to what is proved.

Each way in which the words or the rulings could go wrong is planted here, and must be noticed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from proofs import quotes, registry
from proofs.claim import RULINGS, Grounds, Reading, Sentence
from proofs.derivation import Conjunction
from proofs.obligations.checks import sentence_orphans, sentence_ruling
from proofs.obligations.ledger import project_ledger
from proofs.page import text
from proofs.quotes import NOUNS, Quote, Said, Shown, said
from proofs.sentences import FILES, SOURCES
from proofs.terms import Number, Symbol, equals, number

AGREED: dict[str, Any] = json.loads(
    Path(__file__).with_name("rulings.json").read_text(encoding="utf-8")
)
S = registry.SENTENCES
_ID = re.compile(r"\b[SF]\d\d\b")
_RUN = "hidden.zero-start-learns::run"
_TABLE_WORDS = re.compile("incoming|outgoing")


def ruling(sentence: Sentence) -> Any:
    """The ruling, or those of the readings."""
    if sentence.readings and registry.rule_on(sentence) == "readings":
        return [registry.rule_on(reading) for reading in sentence.readings]
    return registry.rule_on(sentence)


def typed(grounds: Grounds) -> Iterator[str]:
    """What is typed into a ruling, though an obligation is to say it: numbers, names of weights."""
    for piece in (*grounds.condition, *grounds.instead):
        if isinstance(piece, Number):
            yield str(piece)
        elif isinstance(piece, str):
            yield from re.findall("[1-9]", _ID.sub("", piece))
            yield from _TABLE_WORDS.findall(piece)


def everything() -> Iterator[tuple[str, Grounds]]:
    """Every sentence and every reading."""
    for name, sentence in S.items():
        yield name, sentence
        for k, reading in enumerate(sentence.readings, 1):
            yield f"{name}/{k}", reading


@pytest.mark.parametrize("name", AGREED)
def test_the_ruling_is_the_agreed_one(name: str) -> None:
    """Computed from obligations, and what the ledger says."""
    assert ruling(S[name]) == AGREED[name]


def test_all_are_agreed_on() -> None:
    """No sentence without a row in the table, none in two files, and each source is described."""
    assert list(S) == list(AGREED)
    assert sorted(name for names in FILES.values() for name in names) == sorted(S)
    assert {sentence.source.partition(",")[0] for sentence in S.values()} == set(SOURCES)
    assert all(source.says for source in SOURCES.values())
    assert {registry.rule_on(sentence) for sentence in S.values()} == set(RULINGS)


def test_every_obligation_exists_and_is_quoted_where_it_is_named() -> None:
    """What a sentence names is there, and it quotes from nothing else."""
    ledger = project_ledger()
    for sentence in S.values():
        sentence_orphans(ledger, sentence, "proof")
        assert sentence_ruling(ledger, sentence, "proof")


def test_every_ruling_says_why() -> None:
    """In words, with no gap in them."""
    for name, grounds in everything():
        ruled = registry.ruled(grounds)
        assert not ruled.why_not, name
        assert grounds.instead or getattr(grounds, "readings", ()), name
        assert "…" not in text.words((*ruled.condition, *ruled.instead)), name


def test_no_number_and_no_name_is_typed() -> None:
    """They are quoted from obligations."""
    assert {name: found for name, g in everything() if (found := list(typed(g)))} == {}


def test_symbols_are_called_what_their_entries_call_them() -> None:
    """Where an entry explains several symbols in a row, it names them in the order of the table."""
    seen = set()
    for claim in registry.CLAIMS.values():
        table = NOUNS.get(claim.chapter, {})
        for symbols, words in claim.notation:
            told = " ".join(piece for piece in words if isinstance(piece, str))
            names = [quotes._base(s) for s in symbols if isinstance(s, Symbol)]
            nouns = [table[name][0].split()[0] for name in names if name in table]
            if len(set(nouns)) > 1 and "weight" in told and "incoming" in told:
                places = [told.find(noun) for noun in dict.fromkeys(nouns)]
                assert -1 not in places, (claim.id, told)
                assert places == sorted(places), (claim.id, told)
                seen |= set(names)
    assert {"w", "v", "beta"} <= seen


# Planted faults ----------------------------------------------------------------------------------


def swapped(text: Said, old: Quote, new: str | Quote) -> Said:
    """The text with another piece in the place of a quotation that is in it."""
    assert old in text
    return tuple(new if piece == old else piece for piece in text)


def test_a_number_typed_in_its_place_is_noticed() -> None:
    """1/32 typed where −1/32 is quoted."""
    quote = Shown("hidden.eta-changes-direction::rate-one").named("w^(2)")
    planted = replace(S["S05"], instead=swapped(S["S05"].instead, quote, "the weight is 1/32"))
    assert list(typed(planted)) == ["1", "3", "2"]


def test_a_name_typed_in_its_place_is_noticed() -> None:
    """Incoming weights typed where outgoing ones are quoted."""
    quote = Shown("hidden.equal-units-stay-equal::needs-equal-outgoing-weights").nouns(
        "equal outgoing weights"
    )
    planted = replace(S["S19"], condition=swapped(S["S19"].condition, quote, "incoming weights"))
    assert list(typed(planted)) == ["incoming"]


def test_another_hypothesis_than_the_dropped_one_is_noticed() -> None:
    """The condition is the hypothesis that the counterexample drops, and no other."""
    needs = "hidden.equal-units-stay-equal::needs-equal-outgoing-weights"
    planted = replace(S["S19"], condition=said("{}", Shown(needs).nouns("equal incoming weights")))
    ruled = registry.ruled(planted)
    assert ruled.ruling == "unknown"
    assert "neither assumes 'equal incoming weights' nor is about it" in ruled.why_not


def test_a_number_follows_its_obligation(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the run proved another number, the words would say that one."""
    before = text.words(registry.ruled(S["S06"]).instead)
    whole = registry.settle

    def other(claim: Any) -> Any:
        settled = whole(claim)
        if claim.id != "hidden.zero-start-learns":
            return settled
        (run,) = (o for o in settled.obligations if o.name == "run")
        assert isinstance(run.shows, Conjunction)
        *rest, last = run.shows.conclusions
        wrong = (*rest, equals(last.left, number(1, 32)))
        lying: Any = SimpleNamespace(conclusions=wrong, derivations=run.shows.derivations)
        changed = replace(run, shows=lying)
        return replace(
            settled, obligations=tuple(changed if o is run else o for o in settled.obligations)
        )

    monkeypatch.setattr(registry, "settle", other)
    assert "the incoming weight is −1/32" in before
    after = text.words(registry.ruled(S["S06"]).instead)
    assert after == before.replace("weight is −1/32", "weight is 1/32") != before


def test_names_follow_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """With incoming and outgoing exchanged in the table the words change, and entries disagree."""
    own = dict(NOUNS["hidden"])
    own["w"], own["v"] = own["v"], own["w"]
    monkeypatch.setitem(NOUNS, "hidden", own)
    assert "the outgoing weight is −1/32" in text.words(registry.ruled(S["S06"]).instead)
    with pytest.raises(AssertionError):
        test_symbols_are_called_what_their_entries_call_them()


def test_a_change_says_its_direction() -> None:
    """The verb is that of the numbers."""
    falls = Shown(_RUN).changes("(f^(0) - y)^2/2", "(f^(1) - y)^2/2")
    rises = Shown(_RUN).changes("(f^(1) - y)^2/2", "(f^(0) - y)^2/2")
    told = [
        text.words(registry.ruled(replace(S["S06"], instead=(q,))).instead) for q in (falls, rises)
    ]
    assert told == ["falls from 1/2 to 1/32", "rises from 1/32 to 1/2"]


DECIDED = [name for name, g in everything() if g.holds_by or g.fails_by]


@pytest.mark.parametrize("name", DECIDED)
def test_a_flipped_ruling_is_noticed(name: str) -> None:
    """Proof taken for refutation and the other way round, or a part of the grounds left out."""
    grounds = dict(everything())[name]
    agreed = registry.rule_on(grounds)
    flipped = replace(grounds, holds_by=grounds.fails_by, fails_by=grounds.holds_by)
    for planted in (
        flipped,
        replace(flipped, condition=()),
        replace(grounds, condition=() if grounds.condition else ("sometimes",)),
        replace(grounds, fails_by=grounds.holds_by, holds_by=()),
        replace(grounds, holds_by=grounds.fails_by, fails_by=()),
        replace(grounds, holds_by=("linear.zero-prediction::nothing",)),
    ):
        if planted != grounds and not (agreed == "holds if" and planted == flipped):
            assert registry.rule_on(planted) != agreed


def test_what_makes_no_claim_is_not_decided() -> None:
    """Nothing may prove or refute it, and what is said beside it must stand."""
    sentence = S["S30"]
    assert ruling(sentence) == "no claim"
    proof = S["S22"].holds_by
    for planted in (
        replace(sentence, holds_by=proof),
        replace(sentence, fails_by=proof),
        replace(sentence, condition=("often",)),
        replace(sentence, told_by=("linear.zero-prediction::nothing",)),
        replace(S["S22"], no_claim=True),
        replace(sentence, no_claim=False),
    ):
        assert ruling(planted) == "unknown"


def told(name: str) -> str:
    """What is said of a sentence beside its ruling."""
    return " ".join(
        map(text.words, (registry.ruled(S[name]).says, registry.ruled(S[name]).instead))
    )


def test_weights_may_be_exchanged_where_no_two_columns_are_equal() -> None:
    """On the samples (1, 2) and (2, 1) with one target: their columns differ."""
    box = [(Fraction(a), Fraction(b)) for a in range(-3, 4) for b in range(-3, 4)]
    loss = {(a, b): (a + 2 * b - 1) ** 2 + (2 * a + b - 1) ** 2 for a, b in box}
    assert all(loss[a, b] == loss[b, a] for a, b in box)
    assert "Only where two columns are equal" not in told("S27")


def test_centred_targets_rest_at_an_output_bias_of_zero_alone() -> None:
    """From zero weights, the output bias 1 and the targets -1 and 1 the output bias moves."""
    bias, targets = Fraction(1), (-1, 1)
    assert sum(targets) == 0
    assert bias - sum(bias - target for target in targets) != bias
    assert "the output bias is the mean of the targets" in told("F03")


def test_starts_that_differ_in_what_is_seen_reach_one_minimiser() -> None:
    """On the sample (1, 0) with the target 1, at the rate 1: from (0, 0) and from (2, 0)."""
    ends = {start - (start - 1) for start in (Fraction(0), Fraction(2))}
    assert ends == {1}
    assert "different starts can reach different minimisers" in told("F08")


def test_a_start_can_cost_mistakes() -> None:
    """Two from the weight 1 at the rate 1/2, by the sample (1, -1): a bound alone makes none."""
    made = {}
    for start in (Fraction(0), Fraction(1)):
        weight, made[start] = start, 0
        for _ in range(9):
            if weight >= 0:
                weight, made[start] = weight - 1, made[start] + 1
    assert made == {0: 1, 1: 2}
    assert "perceptron.mistake-bound::needs-zero-start" in S["S36"].told_by


def test_dropout_moves_units_with_zero_weights_and_a_bias() -> None:
    """The identity is 0 at 0; the bias 1 is sent on, so that an error of 1 moves what sends."""
    bias, outgoing, error, mask = Fraction(1), Fraction(0), Fraction(1), 1
    assert outgoing - mask * error * bias != 0
    assert "from all zero with an activation that is zero at zero" in told("F04")


def test_readings_are_ruled_on_one_by_one() -> None:
    """Each by its own obligations; the whole by nothing else, and one reading is none."""
    sentence = S["S20"]
    first, last = sentence.readings
    assert registry.rule_on(sentence) == "readings"
    open_one = Reading(("as nobody knows",))
    for readings in ((first,), (first, open_one)):
        assert registry.rule_on(replace(sentence, readings=readings)) == "unknown"
    assert registry.rule_on(replace(sentence, holds_by=first.holds_by)) == "unknown"
    assert ruling(replace(sentence, readings=(last, first))) == ["fails", "holds"]


def test_what_is_quoted_must_be_rested_on() -> None:
    """A quotation from an obligation that is not named is an orphan."""
    ledger = project_ledger()
    planted = replace(S["S22"], instead=said("{}", Shown(_RUN)["w^(2)"]))
    with pytest.raises(Exception, match=f"it quotes from {_RUN}"):
        sentence_orphans(ledger, planted, "proof")


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        (Shown(_RUN)["w^(7)"], "shows no value of w^(7)"),
        (Shown(_RUN).after("x"), "x is not after a number of steps"),
        (Shown(_RUN).noun("f^(0)"), "speaks of no symbol f^(0)"),
        (Shown(_RUN).given("zero bias"), "neither assumes 'zero bias'"),
        (Shown(_RUN).relation(9), "has no conclusion number 9"),
        (Shown(_RUN).taken("sigma"), "takes no function sigma"),
        (Shown(_RUN).update("w^(1)"), "updates no w^(1)"),
        (Shown(_RUN).changes("w^(1)", "w^(1)"), "are equal"),
        (Shown("hidden.zero-start-learns::walk")["w^(2)"], "there is no obligation"),
        (Shown("no.entry::run")["w^(2)"], "there is no obligation"),
    ],
)
def test_what_is_not_shown_cannot_be_quoted(quote: Quote, why: str) -> None:
    """The ruling is unknown then, and says what is missing."""
    ruled = registry.ruled(replace(S["S06"], instead=(quote,)))
    assert ruled.ruling == "unknown"
    assert why in ruled.why_not
