"""Learners of real libraries: what is on record is seen again, and each cause is one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from numeric import estimators
from numeric.estimators import Case, Data, Trained, examine, watch
from numeric.estimators.cases import Fit, shown

INSTALLED = [case for case in estimators.cases() if estimators.installed(case.library)]
DATA = Data("one", np.zeros((2, 1)), np.array([0, 1]))


@pytest.mark.parametrize("case", INSTALLED, ids=lambda case: case.name)
def test_what_is_on_record_is_seen_again(case: Case) -> None:
    """With the version on record nothing has changed, and removing a cause shows that it is one.

    What another version does otherwise is a difference that `proofs estimators` tells, no failure.
    """
    if estimators.installed(case.library) != estimators.pinned()["versions"][case.library]:
        pytest.skip("another version than the one on record")
    found = examine(case, estimators.datasets())
    assert found.shown == bool(case.cause)
    assert found.agrees or case.cause
    assert estimators.changes(found, estimators.pinned()) == []


def test_the_record_has_every_case() -> None:
    """And no other; what deviates by a cause deviates on record."""
    kept = estimators.pinned()["cases"]
    assert set(kept) == {case.name for case in estimators.cases()}
    for case in estimators.cases():
        assert (kept[case.name]["without"] is None) == (case.removed is None)
        if not case.cause:
            assert kept[case.name]["seen"]["weights"] == case.says


def trained(*weights: float, label: float = 0.0) -> Trained:
    """Weights, and one label."""
    return Trained(weights, (label,))


@pytest.mark.parametrize(
    ("fit", "weights", "labels", "finite"),
    [
        (lambda rate, data: trained(3.0 * rate), "times the rate", True, True),
        (lambda rate, data: trained(3.0), "the same", True, True),
        (lambda rate, data: trained(3.0 + rate), "neither", True, True),
        (lambda rate, data: trained(rate, label=float(rate > 100)), "times the rate", False, True),
        (lambda rate, data: trained(np.nextafter(rate, 9) if rate < 1 else rate), "neither", True,
         True),
        (lambda rate, data: trained(math.nan), "neither", True, False),
        (lambda rate, data: trained(math.inf * rate), "times the rate", True, False),
    ],
)  # fmt: skip
def test_what_runs_come_to(fit: Fit, weights: str, labels: bool, finite: bool) -> None:
    """One bit that is off is seen; so are weights that are no numbers, which labels hide."""
    seen = watch(fit, [DATA], estimators.cases()[0].rates)
    assert (seen.weights, seen.labels, seen.finite) == (weights, labels, finite)


def test_a_changed_behaviour_is_told() -> None:
    """What a record has otherwise stands in a sentence, with its version."""
    case = replace(estimators.cases()[0], fit=lambda rate, data: trained(1.0), removed=None)
    found = examine(case, [DATA])
    (told,) = [t for t in estimators.changes(found, estimators.pinned()) if "weights" in t]
    assert told.startswith("weights neither with scikit-learn ")
    assert told.endswith(", weights the same now")


def test_the_sparse_intercept_steps_by_a_hundredth() -> None:
    """The first sample is mistaken: the weight steps by its entry, the intercept by 0.01."""
    pytest.importorskip("sklearn")
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import Perceptron

    X, y = np.array([[1.0], [-1.0]]), np.array([0, 1])
    settings = {"tol": None, "max_iter": 1, "shuffle": False}
    dense, sparse = (Perceptron(**settings).fit(M, y) for M in (X, csr_matrix(X)))
    assert (sparse.coef_.tolist(), sparse.intercept_.tolist()) == ([[-1.0]], [-0.01])
    # Of dense data the intercept goes to -1, so that the second sample is a mistake as well.
    assert (dense.coef_.tolist(), dense.intercept_.tolist()) == ([[-2.0]], [0.0])


def test_rates_that_adapt_have_an_absolute_floor() -> None:
    """With a tolerance in proportion to the rate, the number of epochs still depends on it."""
    pytest.importorskip("sklearn")
    from numeric.estimators.of_scikit_learn import _sgd

    def fit(rate: float, data: Data) -> Trained:
        return _sgd(learning_rate="adaptive", tol=1e-3 * rate, max_iter=200)(rate, data)

    seen = watch(fit, estimators.datasets()[-1:], (2.0**-10, 2.0**7))
    assert seen.weights == "neither"
    smaller, larger = seen.epochs[1:]
    assert smaller < seen.epochs[0] < larger


@pytest.mark.parametrize("name", ["mlxtend.Perceptron.huge-rate", "mlxtend.Adaline.diverges"])
def test_overflow_is_labelled_one(name: str) -> None:
    """Where net inputs of mlxtend are NaN, NaN < 0 is false and the label is 1."""
    pytest.importorskip("mlxtend")
    (case,) = [case for case in estimators.cases() if case.name == name]
    seen = 0
    with np.errstate(all="ignore"):
        for data in estimators.datasets():
            for rate in case.rates:
                run = case.fit(rate, data)
                *w, b = run.weights
                for z, label in zip(data.X @ np.array(w) + b, run.labels, strict=True):
                    if math.isnan(z):
                        assert label == 1.0
                        seen += 1
    assert seen


def test_powers_of_two_are_shown_as_such() -> None:
    """And data are the same from run to run."""
    assert shown(2.0**1019) == "2^1019"
    assert [float(data.X.sum()) for data in estimators.datasets()[:2]] == [6.0, 27.0]
