"""Runs in integers are the runs in Fractions."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings

from numeric import exact, learners, strategies
from numeric.strategies import Trial


@settings(max_examples=150, derandomize=True)
@given(strategies.trials())
def test_integer_run_is_the_fraction_run(trial: Trial) -> None:
    """Net inputs, predictions, mistakes and all weights are equal, over two passes."""
    rate, threshold = trial.rates[0], trial.threshold
    rule = learners.RULES["perceptron"](learning_rate=rate, threshold=threshold)
    expected = learners.run(rule, trial.start, trial.X, trial.y, passes=2)
    assert exact.run(trial.start, trial.X, trial.y, rate, threshold, passes=2) == expected
    prepared = exact.prepare(trial.X, trial.y)
    summary = exact.summary(prepared, trial.start, rate, threshold, passes=2)
    assert summary.predictions == expected.predictions
    assert summary.mistakes == expected.mistakes
    assert summary.mistake_count == expected.mistake_count
    assert summary.final_weights == expected.final_weights


@pytest.mark.parametrize("rate", [F(0), F(-1), F(1, 3)])
def test_rates_that_are_not_positive_run_too(rate: F) -> None:
    """Zero and negative rates are counterexamples and must run."""
    X, y = ((1, 2), (-1, 1)), (-1, 1)
    rule = learners.RULES["perceptron"](learning_rate=rate)
    assert exact.run((0, 0), X, y, rate) == learners.run(rule, (0, 0), X, y)


def test_labels_and_mistakes_when_the_rate_is_zero() -> None:
    """A mistake is a wrong label, not a step that moves."""
    assert exact.run((0,), ((1,),), (-1,), 0).mistakes == (True,)


def test_fractional_labels_and_thresholds() -> None:
    """Labels and threshold values may be any rationals."""
    threshold = (F(-1, 2), F(1, 3), F(1, 5))
    X, y = ((F(1, 7),), (F(2, 3),)), (F(1, 5), F(-1, 2))
    rule = learners.RULES["perceptron"](learning_rate=F(1, 3), threshold=threshold)
    assert exact.run((0,), X, y, F(1, 3), threshold) == learners.run(rule, (0,), X, y)


def test_epochs_stop_after_one_without_mistakes() -> None:
    """The last epoch is free of mistakes; the weights are those of as many passes."""
    prepared = exact.prepare(((-5, 1), (-2, 1), (-3, 1)), (-1, 1, 1))
    made = exact.epochs(prepared, (0, 0), F(1, 10), limit=50)
    assert made.stopped
    assert made.mistakes[-1] == 0 < min(made.mistakes[:-1])
    same = exact.summary(prepared, (0, 0), F(1, 10), passes=len(made.mistakes))
    assert (made.predictions, made.final_weights) == (same.predictions, same.final_weights)
    assert made.ties == exact.trace(
        prepared, (0, 0), F(1, 10), passes=len(made.mistakes)
    ).net_inputs.count(0)


def test_epochs_give_up_at_the_limit() -> None:
    """Contradictory samples never stop."""
    made = exact.epochs(exact.prepare(((1,), (1,)), (-1, 1)), (0,), 1, limit=7)
    assert len(made.mistakes) == 7
    assert not made.stopped


def test_refusals() -> None:
    """Floats, wrong lengths and no passes are refused with a reason."""
    prepared = exact.prepare(((1, 2),), (1,))
    with pytest.raises(ValueError, match=r"the data holds the float 0\.5"):
        exact.prepare(((0.5,),), (1,))
    with pytest.raises(ValueError, match=r"learning_rate holds the float 0\.1"):
        exact.summary(prepared, (0, 0), 0.1)
    with pytest.raises(ValueError, match="start has 1 weights, X has 2 features"):
        exact.summary(prepared, (0,), 1)
    with pytest.raises(ValueError, match="at least 1"):
        exact.trace(prepared, (0, 0), 1, passes=0)
    with pytest.raises(ValueError, match="row 1 of X"):
        exact.run((0,), ((1,), (1, 2)), (1, 1), 1)
