"""The law of further.preconditioned-norm."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import gradient_descent, strategies, variants
from numeric.law import Law, Note
from numeric.matrices import Matrix, Vector, inner, row_projection, scaled, times
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)
X, Y = ((Fraction(1), Fraction(2)),), (Fraction(1),)
Data = tuple[RegressionTrial, Vector]


def _diagonal(entries: Vector) -> Matrix:
    size = range(len(entries))
    return tuple(tuple(entries[i] if i == j else ZERO for j in size) for i in size)


def _path(X: Matrix, y: Vector, rate: Fraction, entries: Vector, steps: int) -> list[Vector]:
    path: list[Vector] = [(ZERO,) * len(X[0])]
    for _ in range(steps):
        path.append(variants.preconditioned_step(path[-1], X, y, rate, _diagonal(entries)))
    return path


def _data() -> st.SearchStrategy[Data]:
    entries = st.tuples(*[strategies.positive_rationals(4)] * strategies.MOST_FEATURES)
    return st.tuples(strategies.regression_trials(), entries)


def _runs(data: Data) -> list[Vector]:
    trial, entries = data
    return _path(trial.X, trial.y, trial.rates[0], entries[: len(trial.X[0])], trial.steps)


def _preconditioned_norm(data: Data, note: Note) -> bool:
    trial, entries = data
    in_rows = row_projection(trial.X)
    note("fewer samples than features" if len(trial.X) < len(trial.X[0]) else "samples enough")
    for weights in _runs(data):
        undone = tuple(w / p for w, p in zip(weights, entries, strict=False))
        if times(in_rows, undone) != undone:
            return False
        note("in the row space" if times(in_rows, weights) == weights else "outside of it")
    rate = trial.rates[0] / (trial.rates[0] + 1) * Fraction(2, 17)
    path = _path(X, Y, rate, (Fraction(1), Fraction(4)), trial.steps)
    limit, least = (Fraction(1, 17), Fraction(8, 17)), (Fraction(1, 5), Fraction(2, 5))
    return (
        path == [scaled(1 - (1 - 17 * rate) ** t, limit) for t in range(len(path))]
        # Both solve; the limit is the longer one.
        and [inner(X[0], w) for w in (limit, least)] == [1, 1]
        and [inner(w, w) for w in (limit, least)] == [Fraction(65, 289), Fraction(1, 5)]
        and gradient_descent.minimum_norm(X, Y) == least
    )


def _preconditioned_norm_twin(data: Data) -> bool:
    in_rows = row_projection(data[0].X)
    return all(times(in_rows, weights) == weights for weights in _runs(data))


LAW = Law(
    "further.preconditioned-norm",
    "With a preconditioner P the weights from zero are P times a vector of the row space; on the "
    "sample (1, 2) with diag(1, 4) they close in on (1/17, 8/17).",
    _data,
    _preconditioned_norm,
    "They stay in the row space.",
    _preconditioned_norm_twin,
    ("in the row space", "outside of it", "fewer samples than features"),
)
