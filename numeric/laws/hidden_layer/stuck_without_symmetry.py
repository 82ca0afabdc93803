"""The law of hidden.stuck-without-symmetry."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import differences, strategies
from numeric.differences import Vector
from numeric.law import Law, Note

ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


@dataclass(frozen=True)
class TwoWeights:
    """One sample, a rate, and two weights to start from elsewhere."""

    x: Fraction
    y: Fraction
    rate: Fraction
    elsewhere: Vector


def _data() -> SearchStrategy[TwoWeights]:
    any_number = strategies.signed_rationals()
    pairs = st.tuples(any_number, any_number)
    return st.builds(TwoWeights, any_number, any_number, strategies.learning_rates(), pairs)


def _model(w: Vector) -> Fraction:
    return w[0] * w[1] * (1 + w[1])


def _loss(w: Vector, data: TwoWeights) -> Fraction:
    return (_model(w) * data.x - data.y) ** 2 / 2


def _run(start: Vector, data: TwoWeights, steps: int) -> tuple[Vector, ...]:
    return differences.descend(lambda w: _loss(w, data), start, data.rate, steps)


def _stuck(data: TwoWeights, note: Note) -> bool:
    a, b = data.elsewhere
    exchange = _model((b, a)) - _model((a, b))
    note("an exchange matters" if exchange else "an exchange does not show")
    note("moves from elsewhere" if len(set(_run((a, b), data, 1))) > 1 else "rests elsewhere too")
    unit = TwoWeights(ONE, ONE, data.rate, data.elsewhere)
    note("zero is not optimal" if data.x and data.y else "zero is optimal")
    return (
        _run((ZERO, ZERO), data, 4) == ((ZERO, ZERO),) * 5
        and exchange == a * b * (a - b)
        and (_loss((ZERO, ZERO), unit), _loss((HALF, ONE), unit)) == (HALF, ZERO)
        and (not data.x or _loss((data.y / (2 * data.x), ONE), data) == 0)
        and _model((a, -1 - b)) == _model((a, b))
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
