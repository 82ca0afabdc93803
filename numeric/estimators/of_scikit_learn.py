"""Learners of scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.estimators.cases import RATES, Case, Data, Fit, Trained

LIBRARY = "scikit-learn"
EPOCHS = 20
ALPHA = 2.0**-7
"""A power of two, so that nothing but what is looked at rounds."""
FACTORS = "perceptron.eta-factors-out"


def _trained(model: Any, X: Any, data: Data) -> Trained:
    parts = (np.ravel(model.coef_), np.ravel(model.intercept_))
    weights = tuple(float(w) for w in np.concatenate(parts))
    labels = tuple(float(label) for label in model.predict(X))
    return Trained(weights, labels, int(model.n_iter_))


def _perceptron(sparse: bool = False, alpha_by_rate: bool = False, **settings: Any) -> Fit:
    """The class Perceptron, from zero."""

    def fit(rate: float, data: Data) -> Trained:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import Perceptron

        chosen = {"max_iter": EPOCHS, **settings}
        if alpha_by_rate:
            chosen["alpha"] = ALPHA / rate
        X = csr_matrix(data.X) if sparse else data.X
        return _trained(Perceptron(eta0=rate, **chosen).fit(X, data.y), X, data)

    return fit


def _sgd(**settings: Any) -> Fit:
    """The class SGDClassifier, from zero."""

    def fit(rate: float, data: Data) -> Trained:
        from sklearn.linear_model import SGDClassifier

        chosen = {
            "loss": "perceptron", "penalty": None, "learning_rate": "constant", "tol": None,
            "max_iter": EPOCHS, "random_state": 0, **settings,
        }  # fmt: skip
        return _trained(SGDClassifier(eta0=rate, **chosen).fit(data.X, data.y), data.X, data)

    return fit


def _unseeded(rate: float, data: Data) -> Trained:
    """Without a seed: NumPy's own generator goes on from run to run, from a known place."""
    if rate == 1.0:
        np.random.seed(0)
    return _sgd(random_state=None)(rate, data)


def _regressor(rate: float, data: Data) -> Trained:
    """Squares, by few and small steps: no rate here makes them grow beyond all bounds."""
    from sklearn.linear_model import SGDRegressor

    model = SGDRegressor(
        eta0=rate * 2.0**-12, learning_rate="constant", penalty=None, tol=None, max_iter=EPOCHS,
        random_state=0,
    )  # fmt: skip
    model.fit(data.X, 2.0 * data.y - 1.0)
    parts = (np.ravel(model.coef_), np.ravel(model.intercept_))
    weights = tuple(float(w) for w in np.concatenate(parts))
    return Trained(weights, tuple(float(z >= 0) for z in model.predict(data.X)))


def _again(warm: bool) -> Fit:
    """Trained at rate 1 first, then once more at the rate in question."""

    def fit(rate: float, data: Data) -> Trained:
        from sklearn.linear_model import Perceptron

        model = Perceptron(eta0=1.0, tol=None, max_iter=3, warm_start=warm).fit(data.X, data.y)
        model.set_params(eta0=rate).fit(data.X, data.y)
        return _trained(model, data.X, data)

    return fit


def _stored(sparse: bool, fit_intercept: bool) -> Fit:
    return _perceptron(sparse=sparse, tol=None, fit_intercept=fit_intercept)


CASES: tuple[Case, ...] = (
    Case(
        "sklearn.Perceptron", LIBRARY, "Perceptron(eta0=RATE)", "perceptron-bias", FACTORS,
        "times the rate", _perceptron(max_iter=1000),
        "tol=0.001 is compared with losses that grow with the rate: the rate decides when to stop",
        _perceptron(tol=None), "Perceptron(eta0=RATE, tol=None, max_iter=20)",
        told="From zero the weights of a perceptron are its rate times weights that do not depend "
        "on the rate, and so the labels do not depend on it. Perceptron(eta0=...) departs from "
        "this by its default tol=1e-3: training stops when the loss of an epoch is not below the "
        "best one by tol for each sample, and this loss is proportional to the rate, while tol is "
        "not. A small eta0 stops early, and eta0 acts as the inverse of a tolerance. With "
        "tol=None, or with tol proportional to eta0, every bit of the weights is as the theorem "
        "says. A sentence in the documentation of eta0 and tol would spare a search over eta0.",
    ),
    Case(
        "sklearn.Perceptron.tol-by-rate", LIBRARY, "Perceptron(eta0=RATE, tol=0.001*RATE)",
        "perceptron-bias", FACTORS, "times the rate",
        lambda rate, data: _perceptron(tol=1e-3 * rate, max_iter=1000)(rate, data),
    ),
    Case(
        "sklearn.Perceptron.early-stopping", LIBRARY, "Perceptron(eta0=RATE, early_stopping=True)",
        "perceptron-bias", FACTORS, "times the rate",
        _perceptron(early_stopping=True, max_iter=1000),
    ),
    Case(
        "sklearn.Perceptron.l1", LIBRARY,
        "Perceptron(eta0=RATE, penalty='l1', alpha=2**-7, tol=None)",
        "l1-coupled", "", "times the rate", _perceptron(penalty="l1", alpha=ALPHA, tol=None),
    ),
    Case(
        "sklearn.Perceptron.l2", LIBRARY,
        "Perceptron(eta0=RATE, penalty='l2', alpha=2**-7, tol=None)",
        "decay-coupled", "", "neither", _perceptron(penalty="l2", alpha=ALPHA, tol=None),
        "weights shrink by 1 - RATE*alpha at each step: alpha has the unit of one over the rate",
        _perceptron(penalty="l2", tol=None, alpha_by_rate=True), "alpha=2**-7/RATE",
        told="With penalty='l2' and a fixed alpha the rate of a perceptron from zero does not "
        "factor out of its weights: each step multiplies them by 1 - eta0*alpha. It does with "
        "alpha proportional to 1/eta0, bit for bit. With penalty='l1' it does for a fixed alpha, "
        "since what is subtracted is eta0*alpha and the weights are proportional to eta0. Whoever "
        "searches over eta0 and alpha together searches one number too many.",
    ),
    Case(
        "sklearn.Perceptron.sparse", LIBRARY,
        "Perceptron(eta0=RATE, tol=None).fit(csr_matrix(X), y)",
        "perceptron-bias", FACTORS, "times the rate", _perceptron(sparse=True, tol=None),
    ),
    Case(
        "sklearn.Perceptron.sparse-dense", LIBRARY,
        "Perceptron(eta0=RATE, tol=None).fit(csr_matrix(X), y), against .fit(X, y)",
        "perceptron-bias", "", "the same", _stored(True, True),
        "the step of the intercept is multiplied by 0.01 where the data are sparse",
        _stored(True, False), "fit_intercept=False", "the same",
        told="The same samples as a sparse matrix and as an array give other weights: for sparse "
        "data the step of the intercept is multiplied by 0.01. Without an intercept both give the "
        "same weights, bit for bit. Predictions then depend on how the data are stored.",
        against=_stored(False, True), removed_against=_stored(False, False),
    ),
    Case(
        "sklearn.Perceptron.warm-start", LIBRARY,
        "Perceptron(eta0=1, warm_start=True).fit(X, y).set_params(eta0=RATE).fit(X, y)",
        "perceptron-bias", "perceptron.nonzero-start-can-matter", "neither", _again(True),
        "the second fit begins with the weights of the first, not with zero",
        _again(False), "warm_start=False",
        told="With warm_start=True the second fit begins elsewhere than at zero, and then the rate "
        "changes predictions; only the quotient of the start and the rate matters. From zero, with "
        "warm_start=False, it does not.",
        from_zero=False,
    ),
    Case(
        "sklearn.SGDClassifier", LIBRARY,
        "SGDClassifier(loss='perceptron', learning_rate='constant', eta0=RATE, tol=None)",
        "decay-coupled", "", "neither", _sgd(penalty="l2", alpha=1e-4),
        "penalty='l2' and alpha=0.0001 are the defaults: weights shrink by 1 - RATE*alpha",
        _sgd(), "penalty=None",
        told="SGDClassifier(loss='perceptron', learning_rate='constant', eta0=...) is not the "
        "perceptron unless penalty=None: by default the weights shrink by 1 - eta0*alpha at each "
        "step, and then the rate does not factor out of them. With penalty=None it does, bit for "
        "bit.",
    ),
    Case(
        "sklearn.SGDClassifier.optimal", LIBRARY,
        "SGDClassifier(loss='perceptron', penalty=None, learning_rate='optimal', eta0=RATE)",
        "schedule", "", "times the rate", _sgd(learning_rate="optimal", alpha=ALPHA),
        "learning_rate='optimal' takes its rates from alpha alone; eta0 is not used",
        _sgd(), "learning_rate='constant'",
        told="With learning_rate='optimal', which is the default, eta0 has no effect at all: the "
        "rates are 1/(alpha*(t0 + t)). The documentation says so; a warning where both are given "
        "would help, since a search over eta0 then trains the same model again and again.",
    ),
    Case(
        "sklearn.SGDClassifier.invscaling", LIBRARY,
        "SGDClassifier(loss='perceptron', penalty=None, learning_rate='invscaling', eta0=RATE)",
        "schedule", "", "times the rate", _sgd(learning_rate="invscaling"),
    ),
    Case(
        "sklearn.SGDClassifier.adaptive", LIBRARY,
        "SGDClassifier(loss='perceptron', penalty=None, learning_rate='adaptive', eta0=RATE)",
        "schedule", "", "times the rate",
        _sgd(learning_rate="adaptive", tol=1e-3, max_iter=200),
        "tol=0.001 is absolute, and so is 0.000001, below which the rate does not fall",
        _sgd(learning_rate="adaptive", tol=None), "tol=None",
        told="learning_rate='adaptive' divides the rate by 5 when the loss does not fall by tol, "
        "until it is below 1e-6. Both numbers are absolute, while the loss of a perceptron from "
        "zero is proportional to eta0: eta0 decides when the rate falls.",
    ),
    Case(
        "sklearn.SGDClassifier.average", LIBRARY,
        "SGDClassifier(loss='perceptron', penalty=None, average=True, eta0=RATE)",
        "weight-averaging", "further.averaging", "times the rate", _sgd(average=True),
    ),
    Case(
        "sklearn.SGDClassifier.no-seed", LIBRARY,
        "SGDClassifier(loss='perceptron', penalty=None, random_state=None, eta0=RATE)",
        "perceptron-bias", FACTORS, "times the rate", _unseeded,
        "random_state=None: samples are shuffled anew, so that two fits see other runs",
        _sgd(), "random_state=0",
        told="Two fits of SGDClassifier differ by the order of samples unless random_state is a "
        "number; Perceptron has random_state=0. A comparison of rates without it compares orders.",
    ),
    Case(
        "sklearn.SGDClassifier.hinge", LIBRARY,
        "SGDClassifier(loss='hinge', penalty=None, eta0=RATE, tol=None)",
        "hinge", "further.hinge-steps", "neither", _sgd(loss="hinge"),
    ),
    Case(
        "sklearn.SGDClassifier.log-loss", LIBRARY,
        "SGDClassifier(loss='log_loss', penalty=None, eta0=RATE, tol=None)",
        "logistic", "logistic.eta-does-not-factor", "neither", _sgd(loss="log_loss"),
    ),
    Case(
        "sklearn.SGDClassifier.pa1", LIBRARY,
        "SGDClassifier(loss='hinge', penalty=None, learning_rate='pa1', eta0=RATE)",
        "pa-1", "", "neither", _sgd(loss="hinge", learning_rate="pa1"),
    ),
    Case(
        "sklearn.SGDRegressor", LIBRARY,
        "SGDRegressor(penalty=None, learning_rate='constant', eta0=RATE*2**-12, tol=None)",
        "adaline", "linear.eta-does-not-factor", "neither", _regressor,
    ),
)  # fmt: skip

__all__ = ["ALPHA", "CASES", "EPOCHS", "LIBRARY", "RATES"]
