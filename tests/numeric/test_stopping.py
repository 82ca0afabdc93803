"""Stopping by mistakes does not see the rate; stopping by a loss tolerance does."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from numeric import learners, stopping
from numeric.stopping import Epoch


def end(rate: F, stop: stopping.Stop, limit: int = 60) -> tuple[Epoch, ...]:
    """The epochs of the exhibit's samples at a rate, from zero."""
    exhibit = stopping.TOLERANCE_STOPS_EARLY
    rule = learners.RULES["perceptron"](learning_rate=rate)
    return stopping.run_until(rule, (0, 0), exhibit.X, exhibit.y, stop, limit)


def test_tolerance_stops_rates_apart() -> None:
    """The exhibit: one rate learns, the other is stopped with every label wrong."""
    exhibit = stopping.TOLERANCE_STOPS_EARLY
    stop = stopping.loss_tolerance(exhibit.tolerance, exhibit.patience)
    ends = [end(rate, stop) for rate in exhibit.rates]
    assert tuple(len(epochs) for epochs in ends) == exhibit.epochs == (16, 6)
    assert tuple(epochs[-1].mistakes for epochs in ends) == (0, 3)


@pytest.mark.parametrize("rate", stopping.TOLERANCE_STOPS_EARLY.rates)
def test_mistakes_stop_rates_together(rate: F) -> None:
    """Stopping after an epoch without mistakes takes as many epochs at both rates."""
    assert len(end(rate, stopping.without_mistakes)) == len(end(F(1), stopping.without_mistakes))


def test_rate_acts_as_an_inverse_tolerance() -> None:
    """Scaling the tolerance with the rate stops in the same epoch."""
    exhibit = stopping.TOLERANCE_STOPS_EARLY
    for rate in (F(1, 1000), F(1, 7), F(13)):
        stop = stopping.loss_tolerance(exhibit.tolerance * rate, exhibit.patience)
        assert len(end(rate, stop)) == exhibit.epochs[0]


def test_patience_counts_failures_in_a_row() -> None:
    """An epoch that improves enough starts the count again."""
    stop = stopping.loss_tolerance(1, patience=2)
    losses = [10, 10, 7, 7, 6]
    history = [Epoch(1, loss) for loss in losses]
    assert [stop(history[:k]) for k in range(1, 6)] == [False, False, False, False, False]
    # 6 is not above 7 - 1, so it counts as an improvement; the next two are none.
    assert not stop([*history, Epoch(1, 6)])
    assert stop([*history, Epoch(1, 6), Epoch(1, 9)])


def test_limit_is_kept() -> None:
    """A rule that never stops ends at the limit."""
    assert len(end(F(1), lambda history: False, limit=4)) == 4


def test_loss_of_an_epoch() -> None:
    """The loss sums -y z over the wrong sides only."""
    rule = learners.RULES["perceptron"](learning_rate=1)
    (epoch,) = stopping.run_until(rule, (2,), ((1,), (-1,)), (-1, -1), lambda h: True, 9)
    # z = 2 is wrong by 2 and leads to w = 0; then z = 0 costs nothing but is a mistake.
    assert epoch == Epoch(mistakes=2, loss=2)
