"""The law of perceptron.sign-only."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import learners, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial


def _sign_only(data: tuple[Fraction, Trial], note: Note) -> bool:
    z, trial = data
    note("below zero" if z < 0 else "above zero" if z > 0 else "at zero")
    note("factor above one" if trial.factor > 1 else "factor below one")
    predict = learners.RULES["perceptron"](learning_rate=1, threshold=trial.threshold).predict
    return predict(trial.factor * z) == predict(z) == online.phi(trial, z)


def _sign_only_twin(data: tuple[Fraction, Trial]) -> bool:
    z, trial = data
    predict = learners.RULES["perceptron"](learning_rate=1, threshold=trial.threshold).predict
    return predict(-trial.factor * z) == predict(z)


LAW = Law(
    "perceptron.sign-only",
    "The threshold function gives z and c z the same value, for c > 0.",
    lambda: st.tuples(strategies.signed_rationals(), strategies.trials()),
    _sign_only,
    "It gives z and c z the same value for c < 0.",
    _sign_only_twin,
    ("below zero", "at zero", "above zero", "factor above one", "factor below one"),
)
