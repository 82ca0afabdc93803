"""The law of linear.zero-column-never-moves."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Matrix, Vector
from numeric.strategies import RegressionTrial

Placed: TypeAlias = tuple[RegressionTrial, int]
"""Data, and the place of the column that is to be zero."""


def _placed_data() -> SearchStrategy[Placed]:
    return strategies.regression_trials().flatmap(
        lambda trial: st.tuples(st.just(trial), st.integers(0, len(trial.X[0]) - 1))
    )


def _without(vector: Vector, place: int) -> Vector:
    return (*vector[:place], *vector[place + 1 :])


def _emptied(X: Matrix, place: int) -> Matrix:
    return tuple((*row[:place], Fraction(0), *row[place + 1 :]) for row in X)


def _zero_column(data: Placed, note: Note) -> bool:
    trial, place = data
    rate = trial.rates[0]
    rows = _emptied(trial.X, place)
    path = gradient_descent.exact_run(rows, trial.y, rate, trial.steps, trial.start)
    note("starts away from zero" if trial.start[place] else "starts at zero")
    if {weights[place] for weights in path} != {trial.start[place]}:
        return False
    others = tuple(_without(weights, place) for weights in path)
    if not others[0]:
        note("the only feature")
        return True
    note("others move" if others[-1] != others[0] else "others rest")
    smaller = tuple(_without(row, place) for row in trial.X)
    start = _without(trial.start, place)
    return others == gradient_descent.exact_run(smaller, trial.y, rate, trial.steps, start)


def _zero_column_twin(data: Placed) -> bool:
    trial, place = data
    if descent.mean_along_columns(trial.X, trial.y)[place]:
        return True
    path = descent.squared(trial, trial.start, trial.rates[0])
    return {weights[place] for weights in path} == {trial.start[place]}


LAW = Law(
    "linear.zero-column-never-moves",
    "The weight of a zero column stays at its start, and the others are those of the run without "
    "the column.",
    _placed_data,
    _zero_column,
    "The weight of a column whose inner product with the targets is 0 stays at its start.",
    _zero_column_twin,
    ("starts away from zero", "starts at zero", "the only feature", "others move"),
)
