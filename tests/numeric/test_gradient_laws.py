"""The strategies of gradient descent keep their promises: eigenvectors, ranks, correlations."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from numeric import gradient_descent, matrices, strategies
from numeric.strategies import RegressionTrial, SpectralTrial

steady = settings(max_examples=100, derandomize=True)


def test_eigenvectors_are_known() -> None:
    """The basis is orthonormal, X'X/m multiplies each vector of it by its eigenvalue."""
    seen: Counter[str] = Counter()

    @steady
    @given(strategies.spectral_trials())
    def check(trial: SpectralTrial) -> None:
        A, b = gradient_descent.moments(trial.X, trial.y)
        size = len(trial.basis)
        assert matrices.product(trial.basis, matrices.transpose(trial.basis)) == (
            matrices.identity(size)
        )
        for vector, value in zip(trial.basis, trial.eigenvalues, strict=True):
            assert matrices.times(A, vector) == matrices.scaled(value, vector)
        seen["rank deficient"] += 0 in trial.eigenvalues
        seen["repeated"] += len(set(trial.eigenvalues)) < size
        seen["turned"] += any(value.denominator > 1 for row in trial.basis for value in row)
        pulled = matrices.times(A, b)
        seen["eigenvector"] += any(b) and matrices.rank((b, pulled)) == 1
        seen["beyond"] += trial.rate * max(trial.eigenvalues) > 2

    check()
    assert min(seen[event] for event in ("rank deficient", "repeated", "eigenvector")) > 20
    assert min(seen["turned"], seen["beyond"]) > 10


@steady
@given(strategies.spectral_trials(stable=True))
def test_stable_rates_are_below_two_over_the_largest(trial: SpectralTrial) -> None:
    """So the laws on limits never meet a rate that diverges."""
    assert trial.rate > 0
    assert trial.rate * max(trial.eigenvalues) < 2


def test_regression_data() -> None:
    """Uncorrelated targets that are not zero, columns repeated and empty, X = 0: all are drawn."""
    seen: Counter[str] = Counter()

    @steady
    @given(strategies.regression_trials())
    def check(trial: RegressionTrial) -> None:
        _, b = gradient_descent.moments(trial.X, trial.y)
        columns = matrices.transpose(trial.X)
        seen["uncorrelated"] += any(trial.y) and any(map(any, trial.X)) and not any(b)
        seen["no features"] += not any(map(any, trial.X))
        seen["repeated column"] += len(set(columns)) < len(columns) and any(map(any, columns))
        seen["empty column"] += len(columns) > 1 and not any(columns[0]) and any(map(any, columns))
        seen["full rank"] += matrices.rank(trial.X) == len(columns)
        assert 2 <= trial.steps <= 5
        assert len(trial.X) == len(trial.y) <= 8
        assert 0 < min(trial.rates) < max(trial.rates)

    check()
    assert min(seen.values()) > 2
    assert seen["full rank"] > 20


@steady
@given(strategies.labelled_trials())
def test_labels_are_binary_and_features_halves(trial: RegressionTrial) -> None:
    """The exact Hessian of the logistic law needs net inputs that are whole at even weights."""
    assert set(trial.y) <= {0, 1}
    assert all((2 * value).denominator == 1 for row in trial.X for value in row)
