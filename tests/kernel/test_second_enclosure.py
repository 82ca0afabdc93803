"""A second opinion on enclosures: Arb's balls, where python-flint is installed.

Both contain the true value, so they meet; enclosures that do not meet would show one to be wrong.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import registry
from proofs.enclosure import Enclosure, parted
from proofs.terms import (
    EXP,
    LOG,
    SIGMOID,
    TANH,
    Apply,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    equals,
    fold,
    number,
    scalar,
    unfolded,
)
from proofs.verdicts import Refuted

flint = pytest.importorskip("flint", reason="python-flint is not installed: pip install '.[test]'")

a = scalar("a")


def ball(term: Term, values: dict[Symbol, Fraction], meanings: dict[Symbol, Term]) -> Any:
    """The value of a term as a ball at 53 bits."""

    def combine(part: Term, below: tuple[Any, ...]) -> Any:
        match part:
            case Number(value):
                return flint.arb(flint.fmpq(value.numerator, value.denominator))
            case Symbol():
                if below:
                    return below[0]
                value = values[part]
                return flint.arb(flint.fmpq(value.numerator, value.denominator))
            case Sum():
                return sum(below[1:], below[0])
            case Negative():
                return -below[0]
            case Product():
                product = below[0]
                for factor in below[1:]:
                    product = product * factor
                return product
            case Quotient():
                return below[0] / below[1]
            case Power(_, exponent):
                return below[0] ** exponent
            case Apply(function, _) if function is EXP:
                return below[0].exp()
            case Apply(function, _) if function is LOG:
                return below[0].log()
            case Apply(function, _) if function is TANH:
                return below[0].tanh()
            case Apply(function, _) if function is SIGMOID:
                return 1 / (1 + (-below[0]).exp())
        raise NotImplementedError(str(part))

    return fold(term, combine, {}, unfolded(meanings))


def meet(enclosure: Enclosure, other: Any) -> bool:
    """Whether an interval with rational ends and a ball have a common point."""
    low, high = (
        flint.arb(flint.fmpq(end.numerator, end.denominator))
        for end in (enclosure.low, enclosure.high)
    )
    return not (other < low or other > high)


@given(
    st.fractions(-3, 3, max_denominator=8),
    st.sampled_from(
        [
            EXP(a) * SIGMOID(a),
            LOG(1 + EXP(a)) - a,
            TANH(a / 2) + SIGMOID(-a),
            (EXP(a) - 1) / (EXP(a) + 1),
            SIGMOID(SIGMOID(a) + 1) ** 3,
        ]
    ),
)
def test_both_enclosures_meet(value: Fraction, term: Term) -> None:
    """The enclosure of a value and Arb's ball for it have a common point."""
    sides = parted(equals(term, 1000), {a: value}, {})
    assert sides is not None
    assert meet(sides[0], ball(term, {a: value}, {}))


def test_a_wrong_enclosure_is_seen() -> None:
    """An interval that does not hold the value and the ball do not meet."""
    wrong = Enclosure(Fraction(3), Fraction(4))
    assert not meet(wrong, ball(EXP(number(1)), {}, {}))


@pytest.mark.parametrize("need", ["needs-summed-loss", "needs-mean-loss"])
def test_two_logistic_steps_are_not_parallel(need: str) -> None:
    """Arb too finds the determinant of the two directions away from 0."""
    settled = registry.settle(registry.CLAIMS["logistic.eta-does-not-factor"])
    (shown,) = (o.shows for o in settled.obligations if o.name == need)
    assert isinstance(shown, Refuted)
    witness = shown.witness
    determinant = ball(witness.relation.left, {}, dict(witness.meanings))
    assert isinstance(witness.left, Enclosure)
    assert meet(witness.left, determinant)
    assert determinant < 0
