"""The law of linear.almost-surely-starts."""

from __future__ import annotations

from fractions import Fraction

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import Vector, added, inner, null_space, rank, scaled, transpose
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _starts(trial: RegressionTrial, targets: Vector) -> bool:
    """Whether these targets make the first step from zero move."""
    return any(gradient_descent.exact_run(trial.X, targets, trial.rates[0], 1)[1])


def _almost_surely_starts(trial: RegressionTrial, note: Note) -> bool:
    m = len(trial.X)
    blocked = null_space(transpose(trial.X))
    descent.note_data(note, trial)
    note("some targets are blocked" if blocked else "only y = 0 is blocked")
    mixed = (ZERO,) * m
    for number, target in enumerate(blocked):
        mixed = added(mixed, scaled(Fraction(number + 1, 2), target))
    if any(_starts(trial, target) for target in (*blocked, mixed)):
        return False
    if len(blocked) != m - rank(trial.X):
        return False
    column = next((column for column in transpose(trial.X) if any(column)), None)
    if column is None:
        return True
    # On the line y + k column at most one target is blocked: the one at right angles to it.
    lone = -inner(trial.y, column) / descent.squared_length(column)
    others = (lone - 1, lone + Fraction(1, 10**6), lone + 1)
    on_line = [added(trial.y, scaled(k, column)) for k in others]
    return all(_starts(trial, target) for target in on_line)


def _almost_surely_starts_twin(trial: RegressionTrial) -> bool:
    return len(null_space(transpose(trial.X))) < len(trial.X)


LAW = Law(
    "linear.almost-surely-starts",
    "For X not 0 the targets that do not start form a subspace of dimension m - rank X < m; "
    "a line along a column meets it at most once.",
    strategies.regression_trials,
    _almost_surely_starts,
    "Its dimension is below m for every X.",
    _almost_surely_starts_twin,
    ("no features", "rank deficient", "some targets are blocked", "only y = 0 is blocked"),
)
