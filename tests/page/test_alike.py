"""Definitions that repeat others are told in a phrase, and no others are."""

from __future__ import annotations

from proofs.page import text
from proofs.page.alike import listed, once
from proofs.terms import Relation, Symbol, equals, scalar, vector


def told(*relations: Relation) -> list[str]:
    """Each group as a line."""
    return [text.words(listed(group)) for group in once(relations)]


def run(mark: str, lower: str) -> tuple[Relation, Relation]:
    """Two definitions of one unit in one run."""
    weight, slope = (Symbol(name + mark, "scalar", "t", lower) for name in ("v", "g"))
    before = Symbol("v" + mark, "scalar", "t-1", lower)
    return equals(weight, before - scalar("eta") * slope), equals(slope, 2 * before)


def test_units_and_runs_are_said_once() -> None:
    """Tildes and lower indices."""
    all_four = [*run("", "1"), *run("", "2"), *run("_tilde", "1"), *run("_tilde", "2")]
    [units] = told(*all_four)
    assert "the same with 2" not in units  # two repeated lines are not worth a phrase
    assert units.endswith(" and all of this with tildes as well")
    third = [
        equals(Symbol("c", "scalar", "t", k), 3 * Symbol("c", "scalar", "t-1", k)) for k in "12"
    ]
    first, *rest = told(*run("", "1"), third[0], *run("", "2"), third[1], equals(scalar("a"), 1))
    assert first.endswith(" and the same with 2 in place of 1")
    assert first.count("=") == 3
    assert len(rest) == 1


def test_what_is_not_the_same_word_for_word_stays() -> None:
    """Other numbers are other definitions, and a few lines are not worth a phrase."""
    one, slope = run("", "1")
    changed = [
        equals(Symbol("v", "scalar", "t", k), Symbol("v", "scalar", "t-1", k) - number)
        for k, number in (("1", 1), ("2", 2), ("3", 3), ("4", 4))
    ]
    assert told(*changed) == [text.words(listed((r,) for r in changed))]
    assert told(one, slope) == [text.words(listed(((one,), (slope,))))]
    start = equals(vector("w", "0"), vector("w_tilde", "0"))
    assert told(start, *(equals(scalar(a), 1) for a in "abc"))[0].count("=") == 4
