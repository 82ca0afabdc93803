"""Gradient descent on diabetes and breast cancer: what was measured against what is proved."""

from __future__ import annotations

import math
import os
import sys
from dataclasses import replace
from fractions import Fraction as F

import numpy as np
import pytest

from numeric import regression_data
from numeric.regression_data import (
    Descent,
    MissingExtra,
    degrees_between,
    descend,
    logistic_gradient,
    newton,
    rounding_in_a_step,
    separable,
    sigma,
    squared_gradient,
    standardised,
)

NEEDS_DATA = f"scikit-learn is not installed: {regression_data.INSTALL}"
SMALL = np.array([[1.0, -2.0], [3.0, 1.0], [0.0, 2.0], [-1.0, 1.0]])


@pytest.fixture(scope="module")
def diabetes() -> Descent:
    """The runs on diabetes."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    return regression_data.diabetes()


@pytest.fixture(scope="module")
def cancer() -> Descent:
    """The runs on breast cancer."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    return regression_data.breast_cancer()


def test_continuous_integration_has_the_extras() -> None:
    """Where everything is checked nothing may be skipped for want of an extra."""
    if not os.environ.get("CI"):
        pytest.skip("not a run of continuous integration")
    import matplotlib
    import sklearn

    assert matplotlib.__version__
    assert sklearn.__version__


# Diabetes ----------------------------------------------------------------------------------------


def test_the_loss_falls_exactly_at_stable_rates(diabetes: Descent) -> None:
    """Below 2 / lambda_max it falls at every step, above it rises; both kinds were run."""
    assert {row.predicted for row in diabetes.rates} == {"falls", "rises"}
    for row in diabetes.rates:
        assert row.as_predicted
        assert (row.first_rise is None) == (row.learning_rate < diabetes.stable_rate)
        assert (row.excess[-1] < row.excess[0]) == (row.learning_rate < diabetes.stable_rate)


def test_the_runs_are_as_fast_as_the_eigenvalues_say(diabetes: Descent) -> None:
    """The loss is within what the slowest and the fastest direction allow, at every step shown."""
    for row in diabetes.rates:
        extremes = [
            abs(1 - row.learning_rate * value)
            for value in (diabetes.least_curvature, diabetes.largest_curvature)
        ]
        for t, excess in zip(row.steps, row.excess, strict=True):
            # A billionth for rounding: t steps commit at most about t times 1e-13.
            assert excess <= row.excess[0] * max(extremes) ** (2 * t) * (1 + 1e-9)
    (diverging,) = (row for row in diabetes.rates if row.predicted == "rises")
    late, last = diverging.steps[-2:]
    growth = (diverging.excess[-1] / diverging.excess[-2]) ** (1 / (2 * (last - late)))
    assert math.isclose(growth, diverging.multiple - 1, rel_tol=1e-9)


def test_the_start_is_forgotten_as_the_closed_form_says(diabetes: Descent) -> None:
    """The distance is the predicted one, within rho^t, and hardly anything is left."""
    assert len(diabetes.starts) == 3 * 4
    for row in diabetes.starts:
        assert row.as_predicted
        assert row.predicted is not None
        assert abs(row.measured - row.predicted) <= row.rounding
        assert row.rounding < 1e-6
    last = [row for row in diabetes.starts if row.steps == 5000]
    assert all(row.measured < 1e-6 and abs(row.loss_gap) < 1e-9 for row in last)


def test_a_wrong_prediction_is_seen(diabetes: Descent) -> None:
    """A per mille more, a bound that is passed and a rise that is denied are all refused."""
    row = diabetes.starts[0]
    assert not replace(row, measured=row.measured * 1.001).as_predicted
    assert not replace(row, predicted=None, bound=row.measured / 2).as_predicted
    for rate in diabetes.rates:
        assert rate.predicted is not None
        opposite = 1 if rate.first_rise is None else None
        assert not replace(rate, first_rise=opposite).as_predicted
    zero, *others = diabetes.copies
    for copy in others:
        assert not replace(copy, null_part=0.0).as_predicted  # "the limit is always X^+ y"
        assert not replace(copy, from_zero_start=1e-3).as_predicted
    assert not replace(zero, from_minimum_norm=1e-3).as_predicted


def test_a_copied_column_is_shared_by_the_start(diabetes: Descent) -> None:
    """Zero ends at the minimum-norm solution; other starts keep their difference; fits agree."""
    zero, *others = diabetes.copies
    assert zero.null_part == 0
    assert zero.from_minimum_norm <= zero.allowance < 1e-5
    assert [row.seed for row in others] == list(regression_data.SEEDS)
    for row in (zero, *others):
        assert row.as_predicted
        weight, copy = row.copied_weights
        assert abs(weight - copy - row.start_difference) <= math.sqrt(2) * row.allowance
    for row in others:
        assert row.from_minimum_norm > 1000 * row.allowance  # different weights
        assert row.from_zero_start <= row.fitted_allowance < 1e-4  # equal predictions


def test_the_bound_on_rounding_holds_against_exact_descent() -> None:
    """Four steps on diabetes in Fractions: the float run is off, by less than the bound."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    bunch = regression_data.datasets().load_diabetes(scaled=False)
    X, y = standardised(bunch.data)[:60], (bunch.target - np.mean(bunch.target))[:60]
    rate, steps = 0.25, 4
    path = descend(squared_gradient(X, y), np.zeros((10, 1)), [rate], steps)
    rows, targets = [[F(v) for v in row] for row in X.tolist()], [F(v) for v in y.tolist()]
    weights = [F(0)] * 10
    for _ in range(steps):
        residuals = [
            sum((a * b for a, b in zip(row, weights, strict=True)), -target)
            for row, target in zip(rows, targets, strict=True)
        ]
        weights = [
            w
            - F(rate) * sum((r * row[j] for r, row in zip(residuals, rows, strict=True)), F(0)) / 60
            for j, w in enumerate(weights)
        ]
    error = math.hypot(
        *(float(F(v) - w) for v, w in zip(path[-1, :, 0].tolist(), weights, strict=True))
    )
    assert 0 < error <= steps * rounding_in_a_step(X, y, path, rate)


# Breast cancer -----------------------------------------------------------------------------------


def test_there_is_one_end_for_all_starts(cancer: Descent) -> None:
    """The minimiser is certified; no two runs get farther apart; the losses draw together."""
    assert cancer.least_curvature > 0
    assert cancer.residual_gradient < 1e-14
    for seed in regression_data.SEEDS:
        rows = [row for row in cancer.starts if row.seed == seed]
        assert [row.steps for row in rows] == list(regression_data.LOGISTIC_CHECKPOINTS)
        assert all(row.as_predicted for row in rows)
        distances = [1.0, *(row.measured for row in rows)]
        assert distances == sorted(distances, reverse=True)
        assert abs(rows[-1].loss_gap) < abs(rows[0].loss_gap)


def test_a_constant_feature_takes_the_minimiser_away(cancer: Descent) -> None:
    """With it a plane separates the classes, and Newton's method says that nothing was found."""
    assert cancer.separated_by_constant is True
    bunch = regression_data.datasets().load_breast_cancer()
    X, y = standardised(bunch.data), bunch.target.astype(float)
    assert not separable(X, y)
    with pytest.raises(ArithmeticError, match="no minimiser"):
        newton(np.column_stack((X, np.ones(len(y)))), y)


def test_below_the_bound_the_logistic_loss_falls(cancer: Descent) -> None:
    """Every rate below 2 / largest curvature; of the one above nothing was predicted."""
    assert [row.predicted for row in cancer.rates] == ["falls", "falls", "falls", None]
    assert all(row.as_predicted for row in cancer.rates)
    assert cancer.rates[-1].first_rise == 1


# Both --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["diabetes", "cancer"])
def test_the_rate_is_no_mere_scale(data: str, request: pytest.FixtureRequest) -> None:
    """The first step points one way at every rate; the second does not."""
    found: Descent = request.getfixturevalue(data)
    first, *later = found.angles
    assert first.steps == 1
    assert max(first.degrees) < 1e-9
    for curve in later:
        assert max(curve.degrees) - min(curve.degrees) > 5
    for row in found.rates:
        assert row.degrees[0] < 1e-9
        assert (max(row.degrees) > 1) == (row.multiple != 1)


def test_the_runs_are_repeatable(diabetes: Descent) -> None:
    """The same numbers again, from the start."""
    assert regression_data.diabetes.__wrapped__() == diabetes


# The parts ---------------------------------------------------------------------------------------


def test_gradients_at_zero_are_exact() -> None:
    """-X'y / m for squares, X'(1/2 - y) / m for the logistic loss; dyadic data, so with ==."""
    y = np.array([1.0, 0.0, 1.0, 1.0])
    zero = np.zeros((2, 1))
    assert squared_gradient(SMALL, y)(zero)[:, 0].tolist() == (-SMALL.T @ y / 4).tolist()
    assert logistic_gradient(SMALL, y)(zero)[:, 0].tolist() == (SMALL.T @ (0.5 - y) / 4).tolist()


def test_gradients_are_those_of_the_losses() -> None:
    """Central differences of both losses, up to their own error of order h^2 + u / h."""
    y, w, h = np.array([1.0, 0.0, 1.0, 0.0]), np.array([[0.3], [-0.7]]), 1e-5

    def squared(weights: np.ndarray) -> np.ndarray:
        return np.mean((SMALL @ weights - y[:, None]) ** 2, axis=0) / 2

    def logistic(weights: np.ndarray) -> np.ndarray:
        return regression_data.logistic_loss(SMALL, y, weights)

    for loss, gradient in ((squared, squared_gradient), (logistic, logistic_gradient)):
        slopes = [
            float((loss(w + step) - loss(w - step))[0] / (2 * h))
            for step in (np.array([[h], [0.0]]), np.array([[0.0], [h]]))
        ]
        assert gradient(SMALL, y)(w)[:, 0].tolist() == pytest.approx(slopes, abs=1e-9)


def test_small_angles_are_seen() -> None:
    """An angle of 1e-12 is told apart from 0, which the arc cosine cannot do."""
    assert degrees_between(np.array([1.0, 0.0]), np.array([1.0, 1e-12])) == pytest.approx(
        math.degrees(1e-12), rel=1e-6
    )
    assert degrees_between(np.array([1.0, 0.0]), np.array([-3.0, 0.0])) == 180


def test_sigma_is_one_half_at_zero_and_never_overflows() -> None:
    """Exactly 1/2 at 0, 0 and 1 far out, and sigma(-z) = 1 - sigma(z)."""
    assert sigma(np.array([0.0, -1e308, 1e308])).tolist() == [0.5, 0.0, 1.0]
    z = np.linspace(-20, 20, 41)
    assert (sigma(-z) + sigma(z)).tolist() == [1.0] * 41


def test_bad_input() -> None:
    """A constant or infinite column; rates that do not match the starts."""
    for column in ([1.0, 1.0], [1.0, math.inf], [1.0, math.nan]):
        with np.errstate(invalid="ignore"), pytest.raises(ValueError, match="finite values"):
            standardised(np.array(column)[:, None])
    with pytest.raises(ValueError, match="2 starts and 1 rates"):
        descend(lambda w: w, np.ones((1, 2)), [0.5], 1)


def test_without_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package and the command that installs it."""
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(MissingExtra, match=r"scikit-learn is not installed: pip install .*report"):
        regression_data.datasets()
