"""The law of linear.closed-form."""

from __future__ import annotations

from hypothesis.strategies import SearchStrategy

from numeric import gradient_descent, strategies
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import added, scaled
from numeric.strategies import RegressionTrial


def _closed_form(trial: RegressionTrial, note: Note) -> bool:
    rate, t = trial.rates[0], trial.steps
    descent.note_data(note, trial)
    descent.note_start(note, trial.start)
    note("ten steps or more" if t >= 10 else "fewer than ten steps")
    A, b = gradient_descent.moments(trial.X, trial.y)
    by_binomials = gradient_descent.closed_form(A, b, rate, t, trial.start)
    from_start = descent.powers_of_step(trial, rate, trial.start, t)[-1]
    *by_powers, _ = descent.powers_of_step(trial, rate, b, t)
    total = from_start
    for power in by_powers:
        total = added(total, scaled(rate, power))
    path = descent.squared(trial, trial.start, rate)
    run = descent.by_rule("squared-loss", trial, trial.start, rate, min(t, 3))
    return (
        path[-1] == by_binomials == total
        and path[1 : len(run.weights) + 1] == run.weights
        and descent.squared(trial, descent.zeros(trial), rate)[-1]
        == gradient_descent.closed_form(A, b, rate, t)
    )


def _closed_form_twin(trial: RegressionTrial) -> bool:
    A, b = gradient_descent.moments(trial.X, trial.y)
    path = descent.squared(trial, trial.start, trial.rates[0])
    return path[-1] == gradient_descent.closed_form(A, b, trial.rates[0], trial.steps)


def _long() -> SearchStrategy[RegressionTrial]:
    return strategies.regression_trials(most_steps=strategies.MOST_UPDATES)


LAW = Law(
    "linear.closed-form",
    "The run is given by the powers of I - eta A, and by the formula in binomials.",
    _long,
    _closed_form,
    "The formula from zero gives it from every start.",
    _closed_form_twin,
    ("non-zero start", "ten steps or more", "rank deficient"),
)
