"""The law of logistic.eta-does-not-factor."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import enclosures, gradient_descent, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.matrices import Vector

HALF = Fraction(1, 2)
ZERO = Fraction(0)


TwoSamples: TypeAlias = tuple[Fraction, Fraction, Vector, tuple[Fraction, Fraction]]


def _two_samples() -> SearchStrategy[TwoSamples]:
    """Two lengths, two labels 0 or 1 and two different rates."""
    lengths = strategies.positive_rationals(4)
    rates = st.tuples(strategies.positive_rationals(4), st.sampled_from((HALF, Fraction(2))))
    return st.tuples(
        lengths,
        lengths,
        strategies.labels(2, (0, 1)),
        rates.map(lambda pair: (pair[0], pair[0] * pair[1])),
    )


def _second_steps(data: TwoSamples, precision: int) -> list[tuple[Enclosure, ...]]:
    """The weights after two steps from zero at each rate, for X = diag(a, c)."""
    a, c, y, rates = data
    rows = ((a, ZERO), (ZERO, c))
    return [gradient_descent.enclosed_run(rows, y, rate, 2, None, precision)[2] for rate in rates]


def _turn(data: TwoSamples, precision: int) -> Enclosure:
    """The determinant of the weights after two steps at the two rates."""
    first, second = _second_steps(data, precision)
    determinant: Enclosure = first[0] * second[1] - first[1] * second[0]
    return determinant


def _logistic_eta(data: TwoSamples, note: Note) -> bool:
    a, c, y, (one, other) = data
    # After two steps the weight of a sample of length a is half the rate times a/2 + a sigma(-z),
    # with z = rate a^2/4, up to the sign its label gives it.
    expected = [
        [
            (2 * label - 1)
            * rate
            * length
            * HALF
            * (HALF + enclosures.logistic(-rate * length**2 / 4, 80))
            for length, label in zip((a, c), y, strict=True)
        ]
        for rate in (one, other)
    ]
    for made, formula in zip(_second_steps(data, 80), expected, strict=True):
        for w, v in zip(made, formula, strict=True):
            if w.low > v.high or v.low > w.high:
                return False
    note("rate above one" if one > 1 else "rate at most one")
    if a == c:
        note("equal lengths: the direction stays")
        return all(abs(w.low + w.high) == abs(v.low + v.high) for w, v in _second_steps(data, 80))
    # For different lengths the determinant is never 0: as e is transcendental, it would have to
    # vanish as a rational function of a power of e, and it does not.
    note("directions differ")
    return enclosures.decided_sign(lambda precision: _turn(data, precision)) != 0


def _logistic_eta_twin(data: TwoSamples) -> bool:
    try:
        return enclosures.decided_sign(lambda precision: _turn(data, precision)) == 0
    except enclosures.Undecided:
        return True


LAW = Law(
    "logistic.eta-does-not-factor",
    "On two samples at right angles, of different lengths, two steps from zero have "
    "different directions at two rates.",
    _two_samples,
    _logistic_eta,
    "Two steps from zero have the same direction at all rates.",
    _logistic_eta_twin,
    ("directions differ", "equal lengths: the direction stays", "rate above one"),
)
