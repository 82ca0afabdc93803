"""The law of float.power-of-two-is-exact."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from numeric import exact, floats, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)


def _bits(weights: Sequence[Sequence[float]]) -> list[list[str]]:
    return [[w.hex() for w in row] for row in weights]


def _power_of_two(data: tuple[Trial, int], note: Note) -> bool:
    trial, k = data
    zeros = online.zeros(trial.X)
    unit = online.float_run(trial, zeros, ONE)
    run = online.float_run(trial, zeros, Fraction(2) ** k)
    # The least positive rate: the product underflows, and the exact weight -rate / 2 is lost.
    lost = floats.loop((0,), ((0.25,), (1,)), (-1, 1), floats.SMALLEST_SUBNORMAL)
    kept = exact.run((0,), ((Fraction(1, 4),), (1,)), (-1, 1), Fraction(1, 2**1074))
    note("rate above one" if k > 0 else "rate at most one")
    note("update" if any(map(any, run.weights)) else "no update")
    exactly = exact.run(zeros, trial.X, trial.y, ONE, trial.threshold)
    note("weights exact" if unit.weights == exactly.weights else "weights rounded")
    return (
        _bits(run.weights) == _bits([[math.ldexp(v, k) for v in row] for row in unit.weights])
        and run.predictions == unit.predictions
        and lost.weights[0] == (0,)
        and lost.predictions[1] == 1
        and kept.weights[0] == (Fraction(-1, 2**1075),)
        and kept.predictions[1] == -1
    )


def _power_of_two_twin(data: tuple[Trial, int]) -> bool:
    trial, _ = data
    zeros, rate = online.zeros(trial.X), float(trial.rates[0])
    run, unit = online.float_run(trial, zeros, trial.rates[0]), online.float_run(trial, zeros, ONE)
    return _bits(run.weights) == _bits([[rate * v for v in row] for row in unit.weights])


LAW = Law(
    "float.power-of-two-is-exact",
    "In float64 the rate 2^k scales the run from zero bit for bit, short of underflow.",
    lambda: st.tuples(strategies.trials(), strategies.exponents()),
    _power_of_two,
    "In float64 every rate scales the run from zero bit for bit.",
    _power_of_two_twin,
    ("rate above one", "rate at most one", "update", "weights rounded"),
)
