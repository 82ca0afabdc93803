"""Refutations where values are irrational: intervals that surely hold them, and part."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import verdicts
from proofs.enclosure import Enclosure, certain, parted
from proofs.terms import (
    EXP,
    LOG,
    NORM,
    SIGMOID,
    SQRT,
    TANH,
    Relation,
    assume,
    equals,
    number,
    scalar,
    vector,
)

a, b = scalar("a"), scalar("b")
u, v = vector("u"), vector("v")


@pytest.mark.parametrize(
    "relation",
    [
        equals(EXP(a), 1 + a + a**2 / 2),
        equals(EXP(a) * EXP(b), EXP(a * b)),
        equals(SIGMOID(a), number(1, 2) + a / 4),
        equals(TANH(a), a),
        EXP(a) < 2,
        LOG(1 + a**2) > a,
        equals(NORM(u + v) ** 2, NORM(u) ** 2 + 2 * NORM(u) * NORM(v) + NORM(v) ** 2),
    ],
)
def test_false_lines_with_irrational_values_are_refuted(relation: Relation) -> None:
    """Where plain fractions cannot evaluate, enclosures of the two sides part."""
    verdict = verdicts.decide(relation)
    assert isinstance(verdict, verdicts.Refuted)


@pytest.mark.parametrize(
    "relation",
    [
        equals(SQRT(a) * SQRT(a), a),
        equals(TANH(2 * a), 2 * TANH(a) / (1 + TANH(a) ** 2)),
        EXP(a) >= 1 + a,
        equals(EXP(a / 3) ** 3, EXP(a)),
    ],
)
def test_true_lines_are_never_refuted(relation: Relation) -> None:
    """Intervals of equal values always meet, at every precision."""
    assert not isinstance(verdicts.decide(relation, [assume("p", a > 0)]), verdicts.Refuted)


@given(st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_enclosures_hold_what_they_enclose(value: Fraction) -> None:
    """The square of an enclosed root encloses the number; exp and log undo each other."""
    point = {a: value}
    assert parted(equals(SQRT(a) ** 2, a), point, {}) is None
    assert parted(equals(EXP(LOG(a)), a), point, {}) is None
    assert parted(equals(LOG(EXP(a)), a), point, {}) is None
    assert certain(EXP(a) > a, point, {})
    assert not certain(EXP(a) < a, point, {})


def test_an_enclosure_is_printed_on_the_safe_side() -> None:
    """Decimals are rounded away from what is enclosed."""
    third = Enclosure(Fraction(-1, 3), Fraction(1, 3))
    assert str(third) == "between -0.333334 and 0.333334"
    assert str(Enclosure(Fraction(2), Fraction(2))) == "2"


def test_premises_hold_for_sure_at_an_enclosed_point() -> None:
    """A premise whose truth intervals cannot tell admits no point."""
    verdict = verdicts.decide(equals(EXP(a), EXP(b)), [assume("p", LOG(EXP(a)) > b)])
    assert isinstance(verdict, verdicts.Refuted)
    values = dict(verdict.witness.values)
    assert values[a] > values[b]  # type: ignore[operator]  # both are numbers
