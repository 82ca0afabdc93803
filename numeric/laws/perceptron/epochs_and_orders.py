"""The law of perceptron.epochs-and-orders."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import learners, stopping, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Run, Vector
from numeric.strategies import EpochsTrial

ONE = Fraction(1)


def _shown(trial: EpochsTrial, epochs: int) -> tuple[tuple[Vector, ...], Vector]:
    order = [i for epoch in trial.orders[:epochs] for i in epoch]
    return tuple(trial.X[i] for i in order), tuple(trial.y[i] for i in order)


def _mistake_free_epoch(trial: EpochsTrial, run: Run) -> int | None:
    """The first epoch without mistakes, counted from 1."""
    m = len(trial.X)
    for epoch in range(len(trial.orders)):
        if not any(run.mistakes[epoch * m : (epoch + 1) * m]):
            return epoch + 1
    return None


def _tolerance_epochs(
    X: Sequence[Vector], y: Vector, rate: Fraction, tolerance: Fraction, patience: int
) -> tuple[stopping.Epoch, ...]:
    rule = learners.RULES["perceptron"](learning_rate=rate)
    stop = stopping.loss_tolerance(tolerance, patience)
    return stopping.run_until(rule, online.zeros(X), tuple(X), y, stop, limit=40)


def _epochs_and_orders(trial: EpochsTrial, note: Note) -> bool:
    shown, labels = _shown(trial, len(trial.orders))
    zeros = online.zeros(trial.X)
    first, second, unit = (
        online.run(
            "perceptron", zeros, shown, labels, learning_rate=rate, threshold=trial.threshold
        )
        for rate in (*trial.rates, ONE)
    )
    online.note_run(note, zeros, first)
    online.note_rate(note, trial.rates[0])
    note("shuffled" if len(set(trial.orders)) > 1 else "in one order")
    stop = _mistake_free_epoch(trial, first)
    note("never free of mistakes" if stop is None else f"stops {'late' if stop > 1 else 'at once'}")
    for epochs in range(1, len(trial.orders) + 1):
        until = len(trial.X) * epochs
        if first.weights[until - 1] != online.times(trial.rates[0], unit.weights[until - 1]):
            return False
    # An absolute tolerance sees the rate, and sees it as its own inverse.
    exhibit = stopping.TOLERANCE_STOPS_EARLY
    ends = [
        _tolerance_epochs(exhibit.X, exhibit.y, rate, exhibit.tolerance, exhibit.patience)
        for rate in exhibit.rates
    ]
    rate, tolerance = trial.rates[0], Fraction(1, 4)
    seen = _tolerance_epochs(trial.X, trial.y, rate, rate * tolerance, patience=1)
    same = _tolerance_epochs(trial.X, trial.y, ONE, tolerance, patience=1)
    note("tolerance blind to the rate" if _epochs_and_orders_twin(trial) else "tolerance sees it")
    return (
        first.predictions == second.predictions
        and stop == _mistake_free_epoch(trial, second)
        and tuple(len(end) for end in ends) == exhibit.epochs
        and tuple(end[-1].mistakes for end in ends) == exhibit.mistakes_at_the_end
        and len(seen) == len(same)
    )


def _epochs_and_orders_twin(trial: EpochsTrial) -> bool:
    tolerance = trial.rates[0] / 4
    first, second = (
        _tolerance_epochs(trial.X, trial.y, rate, tolerance, patience=1) for rate in trial.rates
    )
    return len(first) == len(second)


LAW = Law(
    "perceptron.epochs-and-orders",
    "From zero, over shuffled epochs, all rates are first free of mistakes in the same epoch; "
    "a loss tolerance must scale with the rate to stop in the same epoch.",
    strategies.epochs_trials,
    _epochs_and_orders,
    "An absolute tolerance on the loss stops all rates after the same epoch.",
    _epochs_and_orders_twin,
    (*online.RUN_EVENTS, "shuffled", "stops late", "never free of mistakes", "tolerance sees it"),
)
