"""The law of linear.rotation."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Matrix, Vector, identity, product, times, transpose
from numeric.strategies import RegressionTrial

Turned: TypeAlias = tuple[RegressionTrial, Matrix]


def _turned_data() -> SearchStrategy[Turned]:
    return strategies.regression_trials().flatmap(
        lambda trial: st.tuples(st.just(trial), strategies.orthogonal_matrices(len(trial.X[0])))
    )


def _rotation(data: Turned, note: Note) -> bool:
    trial, turn = data
    rate = trial.rates[0]
    note("no permutation" if any(map(_mixes, turn)) else "signed permutation")
    descent.note_start(note, trial.start)
    descent.note_data(note, trial)
    rows = tuple(times(turn, row) for row in trial.X)
    if product(turn, transpose(turn)) != identity(len(turn)):
        return False
    for start in (descent.zeros(trial), trial.start):
        path = descent.squared(trial, start, rate)
        turned = gradient_descent.exact_run(rows, trial.y, rate, trial.steps, times(turn, start))
        if turned != tuple(times(turn, weights) for weights in path):
            return False
    return gradient_descent.exact_run(rows, trial.y, rate, 1)[0] == descent.zeros(trial)


def _mixes(row: Vector) -> bool:
    return sum(map(bool, row)) > 1


def _rotation_twin(data: Turned) -> bool:
    trial, turn = data
    rows = tuple(times(turn, row) for row in trial.X)
    path = descent.squared(trial, trial.start, trial.rates[0])
    turned = gradient_descent.exact_run(rows, trial.y, trial.rates[0], trial.steps, trial.start)
    return turned == tuple(times(turn, weights) for weights in path)


LAW = Law(
    "linear.rotation",
    "Turning all samples turns the run from zero, and from a start that is turned with them.",
    _turned_data,
    _rotation,
    "It turns the run from a start that is kept.",
    _rotation_twin,
    ("no permutation", "signed permutation", "non-zero start", "rank deficient"),
)
