"""A product of two matrices trained on half squares, with gradients from the loss alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.strategies import Matrix

ZERO, HALF = Fraction(0), Fraction(1, 2)


@dataclass(frozen=True)
class FactorTrial:
    """Inputs and targets, what the outputs have besides, both factors elsewhere, and a rate."""

    X: Matrix
    Y: Matrix
    rest: Matrix
    A: Matrix
    B: Matrix
    rate: Fraction


@st.composite
def trials(
    draw: st.DrawFn, *, rank: int = 2, outputs: int = 2, inputs: int = 2, most_samples: int = 2
) -> FactorTrial:
    """Rank, outputs and inputs up to these."""
    r, k, d = (draw(st.integers(1, most)) for most in (rank, outputs, inputs))
    m = draw(st.integers(1, most_samples))
    return FactorTrial(
        X=draw(strategies.matrices(m, d, 1, 2)),
        Y=draw(strategies.matrices(m, k, 1, 2)),
        rest=draw(strategies.matrices(m, k, 2, 2)),
        A=draw(strategies.matrices(r, d, 2, 2)),
        B=draw(strategies.matrices(k, r, 2, 2)),
        rate=draw(strategies.small_rates()),
    )


def product(left: Matrix, right: Matrix) -> Matrix:
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(sum((a * b for a, b in zip(row, c, strict=True)), ZERO) for c in columns)
        for row in left
    )


def zero(like: Matrix) -> Matrix:
    return tuple((ZERO,) * len(row) for row in like)


def loss(A: Matrix, B: Matrix, trial: FactorTrial) -> Fraction:
    """Half the squares of the errors, summed."""
    total = ZERO
    for x, y, rest in zip(trial.X, trial.Y, trial.rest, strict=True):
        made = product(product(B, A), tuple((value,) for value in x))
        errors = (r + f - t for r, (f,), t in zip(rest, made, y, strict=True))
        total += sum((e * e for e in errors), ZERO) / 2
    return total


def _changed(matrix: Matrix, i: int, j: int, by: int) -> Matrix:
    return tuple(
        tuple(v + by * ((i, j) == (k, n)) for n, v in enumerate(row))
        for k, row in enumerate(matrix)
    )


def slopes(matrix: Matrix, cost: Callable[[Matrix], Fraction]) -> Matrix:
    """Half the differences to both sides: exact, the loss being quadratic in every entry."""
    return tuple(
        tuple(
            (cost(_changed(matrix, i, j, 1)) - cost(_changed(matrix, i, j, -1))) / 2
            for j in range(len(row))
        )
        for i, row in enumerate(matrix)
    )


def step(A: Matrix, B: Matrix, trial: FactorTrial) -> tuple[Matrix, Matrix]:
    by_a = slopes(A, lambda moved: loss(moved, B, trial))
    by_b = slopes(B, lambda moved: loss(A, moved, trial))
    return _descended(A, by_a, trial.rate), _descended(B, by_b, trial.rate)


def _descended(matrix: Matrix, by: Matrix, rate: Fraction) -> Matrix:
    return tuple(
        tuple(value - rate * g for value, g in zip(row, slope, strict=True))
        for row, slope in zip(matrix, by, strict=True)
    )
