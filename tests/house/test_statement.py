"""A claim is its formal statement: what a part writes, assumes and shows is held against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from proofs import registry
from proofs.claim import Claim, Obligation, Part, Twin
from proofs.derivation import ProofError, derive
from proofs.statement import Entry, Lines, calculation, cases, chain, conjunction, induction
from proofs.terms import ABS, Hypothesis, Relation, assume, define, equals, number, say, scalar

a, b = scalar("a"), scalar("b")
POSITIVE = assume("a positive", a > 0)
ABOVE = assume("b above a", b >= a)
UNUSED = assume("b positive", b > 0)


def entry(*says: Any, given: tuple[Hypothesis, ...] = (), **more: Any) -> Entry:
    """An entry with a false twin, to which a test adds its parts."""
    words = say("{}." * len(says), *says)
    toy = Entry("toy.size", place=10, title="Size", says=words, given=given, **more)
    toy.twin("Its opposite.", equals(ABS(a), -a), POSITIVE)
    return toy


def obligations(toy: Entry) -> dict[str, Obligation]:
    """How its obligations went, by their names."""
    return {o.name: o for o in registry.settle(toy.claim()).obligations}


def size() -> Lines:
    """|a| = a."""
    yield "=", a, POSITIVE


def test_what_a_part_assumes_is_found_from_what_its_lines_use() -> None:
    """An assumption is the part's own if the claim does not make it; none is typed twice."""
    toy = entry(equals(ABS(a), a), given=(POSITIVE,))
    toy.part("The size", equals(ABS(a), a))(size)

    @toy.part("A bound", ABS(a) <= b)
    def bound() -> Lines:
        yield "=", a, POSITIVE
        yield "<=", ..., ABOVE

    claim = toy.claim()
    assert [(part.name, part.assuming) for part in claim.parts] == [
        ("size", ()),
        ("bound", (ABOVE,)),
    ]
    assert claim.all_hypotheses == (POSITIVE, ABOVE)


def test_what_shows_that_a_hypothesis_is_needed_is_found() -> None:
    """Each hypothesis has an obligation; an instance that lacks it is searched for."""
    toy = entry(given=(POSITIVE,))
    toy.part("The size", equals(ABS(a), a))(size)
    found = obligations(toy)
    assert list(found) == ["size", "needs-a-positive", "twin"]
    assert all(o.verdict == "proved" for o in found.values())


def test_a_hypothesis_that_nothing_needs_is_not_met() -> None:
    """It is used in name alone."""
    toy = entry(given=(UNUSED,))

    @toy.part("Nothing", equals(a + a, 2 * a))
    def nothing() -> Lines:
        yield "=", ..., "collect", UNUSED

    open_one = obligations(toy)["needs-b-positive"]
    assert open_one.verdict == "unknown"
    assert "no instance was found without 'b positive'" in open_one.why


def test_hypotheses_are_found_behind_the_theorems_that_are_used() -> None:
    """A part rests on what its lemmas assume, and their steps show that it is needed."""
    lemma = chain(equals(ABS(a), a), name="size")(size)
    toy = entry(given=(POSITIVE,))

    @toy.part("Twice", equals(2 * ABS(a), 2 * a))
    def twice() -> Lines:
        yield "=", ..., lemma

    assert registry.settle(toy.claim()).verdict == "proved"
    assert twice.theorem.derivations[0].steps[0].reason == ("size",)


def test_no_line_is_judged_for_the_claim() -> None:
    """A list of entries needs no proof; a line that does not hold falls when it is judged."""
    toy = entry()

    @toy.part("False", equals(a + a, 3 * a))
    def wrong() -> Lines:
        yield "=", ..., "collect"

    assert toy.claim().parts[0].proves == (equals(a + a, 3 * a),)
    assert obligations(toy)["wrong"].verdict == "refuted"


def nothing_written() -> Lines:
    """No line at all."""
    yield from ()


def forgotten() -> Any:
    """A builder that forgets its proof."""


@pytest.mark.parametrize("lines", [nothing_written, forgotten], ids=["no line", "no generator"])
def test_a_part_that_writes_nothing_says_what_is_missing(lines: Callable[[], Any]) -> None:
    """It proves nothing, and an entry with it cannot be made."""
    toy = entry()
    toy.part("Size", equals(ABS(a), a), name="size")(lines)
    with pytest.raises(ProofError, match=r"nothing is written that would show abs\(a\) = a"):
        toy.claim()


def test_a_part_whose_lines_end_elsewhere_is_not_met() -> None:
    """It says which relation it is to show and which it shows."""
    toy = entry(given=())

    @toy.part("Size", equals(a + a, 2 * a + 0))
    def elsewhere() -> Lines:
        yield "=", 2 * a, "collect"

    found = obligations(toy)["elsewhere"]
    assert found.verdict == "unknown"
    assert "it is to show a + a = 2 a + 0, not a + a = 2 a" in found.why


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: derive("a", a).eq(a, "itself"), "it states a = 0, but what is proved is a = a"),
        (lambda: None, "its builder returned no proof"),
    ],
    ids=["something else", "nothing"],
)
def test_a_record_made_by_hand_is_held_against_its_statement(
    build: Callable[[], Any], says: str
) -> None:
    """A claim "a = 0" is not met by a proof of a = a, nor by no proof."""
    part = Part("part", build, proves=(equals(a, 0),))
    claim = Claim("toy.zero", "Zero", (), (), (part,), (), Twin((), equals(a, 1)))
    found = registry.settle(claim)
    assert found.verdict == "unknown"
    assert says in found.obligations[0].why


@pytest.mark.parametrize("relation", [equals(a, 0), a < 0, equals(ABS(a), -a)])
def test_words_say_nothing_that_is_not_shown(relation: Relation) -> None:
    """A relation in the words is one that a part proves, an assumption, or an example."""
    toy = entry(relation, given=(POSITIVE,))
    toy.part("The size", equals(ABS(a), a))(size)
    with pytest.raises(ProofError, match="which no part proves and nothing assumes"):
        toy.claim()
    allowed = entry(relation, given=(POSITIVE,), aside=(relation,))
    allowed.part("The size", equals(ABS(a), a))(size)
    assert allowed.claim().statement[0] is relation


def test_a_hypothesis_that_no_part_uses_is_refused() -> None:
    """It would weaken the claim and nothing else."""
    toy = entry(given=(POSITIVE, UNUSED))
    toy.part("The size", equals(ABS(a), a))(size)
    with pytest.raises(ProofError, match="no part assumes 'b positive'"):
        toy.claim()


def test_an_entry_has_a_false_twin() -> None:
    """Without one nothing shows that the checker can say no."""
    toy = Entry("toy.size", place=10, title="Size", says=())
    with pytest.raises(ProofError, match="no false twin"):
        toy.claim()


def test_a_reason_tells_what_comes_first_or_after_a_space() -> None:
    """Assumptions by their relations, anything else by its name; the rest is used silently."""
    double = define("twice b", a, 2 * b)

    @chain(equals(ABS(a), 2 * b))
    def told() -> Lines:
        yield "=", a, "the size, since ", POSITIVE
        yield "=", 2 * b, double
        yield "=", ..., "nothing new", POSITIVE

    reasons = [step.reason for step in told.theorem.derivations[0].steps]
    assert reasons == [("the size, since ", a > 0), ("twice b",), ("nothing new",)]


def test_cases_share_what_their_branches_use() -> None:
    """Every branch has its case and all that any branch uses."""

    @cases(ABS(a) <= b, ("a not negative", a >= 0), ("a negative", a < 0))
    def bounded(here: Hypothesis) -> Lines:
        if here.relation.sign == ">=":
            yield "=", a, here
            yield "<=", ..., ABOVE
        else:
            yield "=", -a, here
            yield "<=", ..., BELOW

    assert bounded.assumes == (ABOVE, BELOW)
    assert set(bounded.theorem.hypotheses) == {ABOVE, BELOW}
    assert bounded.theorem.conclusions == (ABS(a) <= b,)


BELOW = assume("minus a below b", -a <= b)


def test_induction_and_what_is_told_together() -> None:
    """Two halves of a record: sums that stay zero, told with a calculation."""
    s_now, s_before, s_0 = (scalar("s", index) for index in ("t", "t-1", "0"))

    def start() -> Lines:
        """The start."""
        yield "=", ..., define("start", s_0, 0)

    @induction(equals(s_now, 0), start=start)
    def stays(assumed: Hypothesis) -> Lines:
        yield "=", 3 * s_before, define("rule", s_now, 3 * s_before)
        yield "=", ..., "the induction hypothesis", assumed

    def lines() -> Lines:
        yield "=", number(4), "arithmetic"

    both = conjunction("both", stays, calculation("four", number(2) + 2, lines()))
    assert both.theorem.conclusions == both.proves == (equals(s_now, 0), equals(number(2) + 2, 4))
    assert stays.theorem.form == "induction"
