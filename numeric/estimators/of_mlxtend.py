"""Learners of mlxtend."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.estimators.cases import RATES, Case, Data, Fit, Trained

LIBRARY = "mlxtend"
EPOCHS = 20
HUGE = 2.0**1019
"""A rate at which weights of irises leave the range of float64."""


def _learner(name: str, zero: bool = True, **settings: Any) -> Fit:
    """A learner of mlxtend.classifier; from zero, if it is told not to draw its weights."""

    def fit(rate: float, data: Data) -> Trained:
        from mlxtend import classifier

        chosen = {"epochs": EPOCHS, "random_seed": 1, **settings}
        wide = 1
        if name == "SoftmaxRegression":
            wide = chosen["n_classes"] = 2
        model = getattr(classifier, name)(eta=rate, **chosen)
        if zero:
            model.w_, model.b_ = np.zeros((data.X.shape[1], wide)), np.zeros(wide)
            model.cost_ = []
        model.fit(data.X, data.y, init_params=not zero)
        weights = tuple(float(w) for w in (*np.ravel(model.w_), *np.ravel(model.b_)))
        return Trained(weights, tuple(float(label) for label in model.predict(data.X)))

    return fit


CASES: tuple[Case, ...] = (
    Case(
        "mlxtend.Perceptron", LIBRARY, "Perceptron(eta=RATE, epochs=20, random_seed=1)",
        "perceptron-bias", "perceptron.nonzero-start-can-matter", "neither",
        _learner("Perceptron", zero=False),
        "fit draws its first weights from a normal law of scale 0.01, not zero",
        _learner("Perceptron"), "w_ and b_ zero, fit(X, y, init_params=False)",
        told="Perceptron of mlxtend begins with weights drawn from a normal law of scale 0.01, "
        "whatever its rate. Its predictions then depend on the quotient of these weights and the "
        "rate. From zero (w_ and b_ set, init_params=False) the weights are the rate times weights "
        "that do not depend on it, bit for bit. Drawn weights of a scale proportional to eta, or "
        "zero, would make eta a mere unit.",
        from_zero=False,
    ),
    Case(
        "mlxtend.Perceptron.huge-rate", LIBRARY,
        "Perceptron(eta=2**1019, epochs=20, random_seed=1), from zero",
        "perceptron-bias", "float.power-of-two-is-exact", "times the rate",
        _learner("Perceptron"),
        "net inputs overflow: inf - inf is NaN, NaN < 0 is false, and the label is 1",
        _learner("Perceptron"), "rates to 2**7",
        told="Perceptron of mlxtend says nothing where its weights or net inputs overflow: sums "
        "become inf - inf, which is NaN, NaN < 0.0 is False, and the sample is labelled 1. A check "
        "that net inputs are finite would tell.",
        rates=(HUGE,),
    ),
    Case(
        "mlxtend.Adaline", LIBRARY, "Adaline(eta=RATE*2**-12, epochs=20, minibatches=1), from zero",
        "adaline", "linear.eta-does-not-factor", "neither",
        lambda rate, data: _learner("Adaline", minibatches=1)(rate * 2.0**-12, data),
    ),
    Case(
        "mlxtend.Adaline.default", LIBRARY, "Adaline(eta=RATE, epochs=20)",
        "adaline", "linear.eta-does-not-factor", "neither", _learner("Adaline", zero=False),
        "minibatches=None solves the normal equation: eta and epochs are not used",
        lambda rate, data: _learner("Adaline", minibatches=1)(rate * 2.0**-12, data),
        "minibatches=1, small rates, from zero", "neither",
        told="Adaline of mlxtend with its default minibatches=None solves the normal equation: "
        "eta, epochs and random_seed have no effect. A note beside eta would help.",
        leaves_out=("a feature that is always 0",),
    ),
    Case(
        "mlxtend.Adaline.diverges", LIBRARY,
        "Adaline(eta=RATE, epochs=200, minibatches=1), from zero",
        "adaline", "linear.stable-rates", "neither", _learner("Adaline", minibatches=1, epochs=200),
        "at rates that are not stable weights overflow; NaN < 0 is false, so that all labels are 1",
        lambda rate, data: _learner("Adaline", minibatches=1)(rate * 2.0**-12, data),
        "RATE*2**-12, epochs=20", "neither",
        told="Where the rate is too large for the data, the weights of Adaline overflow and become "
        "NaN; NaN < 0.0 is False, and predict labels every sample 1 without a word.",
    ),
    Case(
        "mlxtend.LogisticRegression", LIBRARY,
        "LogisticRegression(eta=RATE, epochs=20, minibatches=1), from zero",
        "logistic", "logistic.eta-does-not-factor", "neither",
        _learner("LogisticRegression", minibatches=1),
    ),
    Case(
        "mlxtend.SoftmaxRegression", LIBRARY,
        "SoftmaxRegression(eta=RATE, epochs=20, minibatches=1), from zero",
        "softmax", "", "neither", _learner("SoftmaxRegression", minibatches=1),
    ),
)  # fmt: skip

__all__ = ["CASES", "LIBRARY", "RATES"]
