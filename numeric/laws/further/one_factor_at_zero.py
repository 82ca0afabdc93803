"""The law of further.one-factor-at-zero."""

from __future__ import annotations

from fractions import Fraction

from numeric.law import Law, Note
from numeric.laws.further import _factors as factors
from numeric.laws.further._factors import FactorTrial
from numeric.strategies import Matrix

ZERO, ONE = Fraction(0), Fraction(1)


def _after(A: Matrix, B: Matrix, trial: FactorTrial) -> tuple[Fraction, ...]:
    """The product after a step, a row since the output is one number."""
    moved = factors.step(A, B, trial)
    return factors.product(moved[1], moved[0])[0]


def _products(trial: FactorTrial) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """From the row and column 0, and from row 0 and the column."""
    return (
        _after(trial.A, factors.zero(trial.B), trial),
        _after(factors.zero(trial.A), trial.B, trial),
    )


def _which_matters(trial: FactorTrial, note: Note) -> bool:
    (x,), (row,), ((b,),), rate = trial.X, trial.A, trial.B, trial.rate
    error = trial.rest[0][0] - trial.Y[0][0]
    sent = sum((p * q for p, q in zip(row, x, strict=True)), ZERO)
    by_row, by_column = _products(trial)
    note("products differ" if by_row != by_column else "products agree")
    note("not along the input" if row[0] * x[-1] != row[-1] * x[0] else "along the input")
    ledger = FactorTrial(
        ((ONE, ONE),), ((ONE,),), ((ZERO,),), ((ONE, ZERO),), ((ONE,),), trial.rate
    )
    return (
        by_row == tuple(-rate * error * sent * a for a in row)
        and by_column == tuple(-rate * error * b * b * a for a in x)
        and _products(ledger) == ((rate, ZERO), (rate, rate))
    )


def _which_matters_twin(trial: FactorTrial) -> bool:
    by_row, by_column = _products(trial)
    return by_row == by_column


LAW = Law(
    "further.one-factor-at-zero",
    "After a step the product is -rate error (a . x) a from the row a and column 0, and "
    "-rate error b b x from row 0 and the column b.",
    lambda: factors.trials(rank=1, outputs=1, most_samples=1),
    _which_matters,
    "The products are the same.",
    _which_matters_twin,
    ("products differ", "not along the input"),
)
