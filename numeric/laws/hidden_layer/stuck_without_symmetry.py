"""The law of hidden.stuck-without-symmetry."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import strategies
from numeric.law import Law, Note

ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
Weights: TypeAlias = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class TwoWeights:
    """One sample, a rate, and two weights to start from elsewhere."""

    x: Fraction
    y: Fraction
    rate: Fraction
    elsewhere: Weights


def _data() -> SearchStrategy[TwoWeights]:
    any_number = strategies.signed_rationals()
    pairs = st.tuples(any_number, any_number)
    return st.builds(TwoWeights, any_number, any_number, strategies.learning_rates(), pairs)


def _model(w: Weights) -> Fraction:
    return w[0] * w[1] * (1 + w[1])


def _loss(w: Weights, data: TwoWeights) -> Fraction:
    return (_model(w) * data.x - data.y) ** 2 / 2


def _gradient(w: Weights, data: TwoWeights) -> Weights:
    """Differences of the loss alone: exact, for it has degree 2 in one weight and 4 in the other.

    Five equally spaced points give the slope of a polynomial of degree 4 (B. Fornberg 1988).
    """

    def along(k: int, by: int) -> Fraction:
        return _loss((w[0] + by, w[1]) if k == 0 else (w[0], w[1] + by), data)

    first, second = (
        (8 * (along(k, 1) - along(k, -1)) - (along(k, 2) - along(k, -2))) / 12 for k in (0, 1)
    )
    return first, second


def _run(start: Weights, data: TwoWeights, steps: int) -> list[Weights]:
    made = [start]
    for _ in range(steps):
        w, slope = made[-1], _gradient(made[-1], data)
        made.append((w[0] - data.rate * slope[0], w[1] - data.rate * slope[1]))
    return made


def _stuck(data: TwoWeights, note: Note) -> bool:
    a, b = data.elsewhere
    exchange = _model((b, a)) - _model((a, b))
    note("an exchange matters" if exchange else "an exchange does not show")
    note("moves from elsewhere" if len(set(_run((a, b), data, 1))) > 1 else "rests elsewhere too")
    unit = TwoWeights(ONE, ONE, data.rate, data.elsewhere)
    fits = data.x == 0 or _loss((data.y / (2 * data.x), ONE), data) == 0
    note("zero is not optimal" if data.x and data.y else "zero is optimal")
    return (
        _run((ZERO, ZERO), data, 4) == [(ZERO, ZERO)] * 5
        and fits
        and exchange == a * b * (a - b)
        and _model((a, -1 - b)) == _model((a, b))
        and (_loss((ZERO, ZERO), unit), _loss((HALF, ONE), unit)) == (HALF, ZERO)
    )


def _stuck_twin(data: TwoWeights) -> bool:
    return _run(data.elsewhere, data, 1)[1] == data.elsewhere


LAW = Law(
    "hidden.stuck-without-symmetry",
    "The model w1 w2 (1 + w2) x stays at zero, where 0 costs more than other weights do, though "
    "an exchange of its weights changes it.",
    _data,
    _stuck,
    "It stays wherever it starts.",
    _stuck_twin,
    ("an exchange matters", "moves from elsewhere", "zero is not optimal"),
)
