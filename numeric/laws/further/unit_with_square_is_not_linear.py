"""The law of further.unit-with-square-is-not-linear."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from numeric import networks, strategies
from numeric.law import Law, Note
from numeric.networks import SQUARED, Network

SQUARE = networks.polynomial("square", 0, 0, 1)


@dataclass(frozen=True)
class EqualUnits:
    """Equal units with one input, two inputs to look at, a sample and a rate."""

    units: int
    w: Fraction
    beta: Fraction
    v: Fraction
    c: Fraction
    x: Fraction
    d: Fraction
    y: Fraction
    rate: Fraction

    def start(self) -> Network:
        """The network of these units."""
        h = self.units
        return networks.hidden_layer([[self.w]] * h, [self.beta] * h, [self.v] * h, self.c)


def _cases() -> st.SearchStrategy[EqualUnits]:
    number = strategies.signed_rationals()
    units, rate = st.integers(1, 3), strategies.positive_rationals(3)
    return st.builds(EqualUnits, units, *[number] * 7, rate)


def _bend(network: Network, x: Fraction, d: Fraction) -> Fraction:
    """The second difference of the output."""
    left, here, right = (networks.output(network, SQUARE, (at,)) for at in (x - d, x, x + d))
    return Fraction(left + right - 2 * here)


def _trained(case: EqualUnits) -> tuple[Network, ...]:
    return networks.descend(
        case.start(), [[case.x]], [case.y], activation=SQUARE, loss=SQUARED,
        learning_rate=case.rate, steps=2,
    )  # fmt: skip


def _unit_with_square(case: EqualUnits, note: Note) -> bool:
    for step, network in enumerate(_trained(case)):
        if len(set(networks.units(network))) > 1:
            return False
        ((w,), _, (v,)) = networks.units(network)[0]
        bend = _bend(network, case.x, case.d)
        if bend != 2 * case.units * v * w**2 * case.d**2:
            return False
        note(("bends" if bend else "flat") + (" after training" if step else " at the start"))
    one = Fraction(1)
    known = EqualUnits(2, one, 0 * one, one, 0 * one, one, one, one, one / 4)
    before, after, _ = _trained(known)
    return _bend(before, one, one) == 4 and _bend(after, one, one) == Fraction(3, 4)


def _unit_with_square_twin(case: EqualUnits) -> bool:
    return _bend(_trained(case)[-1], case.x, case.d) == 0


LAW = Law(
    "further.unit-with-square-is-not-linear",
    "Equal units with the activation z^2 bend by 2 h v w^2 d^2, before training and after.",
    _cases,
    _unit_with_square,
    "After training they are a linear model.",
    _unit_with_square_twin,
    ("bends at the start", "flat at the start", "bends after training"),
)
