"""A product of two matrices trained on half squares, with gradients from the loss alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from numeric import differences, strategies
from numeric.strategies import Matrix, Vector

ZERO = Fraction(0)


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


def run(A: Matrix, B: Matrix, trial: FactorTrial, steps: int) -> list[tuple[Matrix, Matrix]]:
    """Both factors at the start and after each step."""
    r, d = len(A), len(A[0])

    def read(weights: Vector) -> tuple[Matrix, Matrix]:
        rows = tuple(weights[i * d : (i + 1) * d] for i in range(r))
        columns = tuple(weights[i : i + r] for i in range(r * d, len(weights), r))
        return rows, columns

    start = tuple(value for matrix in (A, B) for row in matrix for value in row)
    made = differences.descend(lambda w: loss(*read(w), trial), start, trial.rate, steps)
    return [read(weights) for weights in made]


def step(A: Matrix, B: Matrix, trial: FactorTrial) -> tuple[Matrix, Matrix]:
    return run(A, B, trial, 1)[1]
