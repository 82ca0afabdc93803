"""The law of further.scalar-factors."""

from __future__ import annotations

from fractions import Fraction

from numeric.law import Law, Note
from numeric.laws.further import _factors as factors
from numeric.laws.further._factors import FactorTrial

ZERO = Fraction(0)


def _products(a: Fraction, b: Fraction, trial: FactorTrial) -> list[Fraction]:
    """The product at the start and after each of three steps."""
    run = factors.run(((a,),), ((b,),), trial, 3)
    return [factors.product(B, A)[0][0] for A, B in run]


def _exchanged(trial: FactorTrial, note: Note) -> bool:
    ((p,),), ((q,),) = trial.A, trial.B
    first, second = _products(p, ZERO, trial), _products(ZERO, p, trial)
    note("product moves" if any(first) else "product rests")
    return first == second and _products(p, q, trial) == _products(q, p, trial)


def _exchanged_twin(trial: FactorTrial) -> bool:
    ((p,),), ((q,),) = trial.A, trial.B
    return _products(p, ZERO, trial) == _products(ZERO, q, trial)


LAW = Law(
    "further.scalar-factors",
    "Two scalar factors started the one way and the other way round have the same product.",
    lambda: factors.trials(rank=1, outputs=1, inputs=1, most_samples=3),
    _exchanged,
    "So it is whatever number the other factor starts at.",
    _exchanged_twin,
    ("product moves",),
)
