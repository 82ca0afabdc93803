"""The law of further.feature-scaling."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Run
from numeric.strategies import Trial

ZERO = Fraction(0)


def _scaled_run(trial: Trial, rate: Fraction, scale: Fraction, name: str = "") -> Run:
    start = (*online.zeros(trial.X), ZERO) if name else online.zeros(trial.X)
    return online.variant(
        f"perceptron-scaled{name}", start, trial.X, trial.y,
        learning_rate=rate, scale=scale, threshold=trial.threshold,
    )  # fmt: skip


def _first_feature(trial: Trial, scale: Fraction) -> tuple[tuple[Fraction, ...], ...]:
    return tuple((scale * x[0], *x[1:]) for x in trial.X)


def _feature_scaling(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, scale = data
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    plain, scaled = online.perceptron(trial, zeros, rate), _scaled_run(trial, rate, scale)
    by_hand = online.run(
        "perceptron", zeros, online.all_times(scale, trial.X), trial.y,
        learning_rate=rate, threshold=trial.threshold,
    )  # fmt: skip
    one = online.run(
        "perceptron", zeros, _first_feature(trial, scale), trial.y,
        learning_rate=rate, threshold=trial.threshold,
    )  # fmt: skip
    biased = [_scaled_run(trial, rate, factor, "-bias") for factor in (Fraction(1), scale)]
    online.note_run(note, zeros, plain)
    online.note_rate(note, rate)
    note("factor below zero" if scale < 0 else "factor above zero")
    note("one feature: " + ("other" if one.predictions != plain.predictions else "same"))
    note(
        "constant input left: "
        + ("other" if biased[0].predictions != biased[1].predictions else "same")
    )
    X = ((-2, -2), (-2, 2)), ((-20, -2), (-20, 2))
    known = [online.run("perceptron", (0, 0), x, (-1, -1), learning_rate=rate) for x in X]
    return (
        scaled == by_hand
        and scaled.weights == online.all_times(scale, plain.weights)
        and scaled.net_inputs == online.times(scale**2, plain.net_inputs)
        and scaled.predictions == plain.predictions
        and [run.predictions for run in known] == [(1, 1), (1, -1)]
    )


def _feature_scaling_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, scale = data
    runs = [_scaled_run(trial, trial.rates[0], factor, "-bias") for factor in (Fraction(1), scale)]
    return runs[0].predictions == runs[1].predictions


def _factors() -> st.SearchStrategy[Fraction]:
    """Numbers of either sign but 0."""
    return st.builds(lambda size, up: size if up else -size, strategies.factors(), st.booleans())


LAW = Law(
    "further.feature-scaling",
    "From zero one factor for all features multiplies the weights by it, the net inputs by its "
    "square, and changes no prediction.",
    lambda: st.tuples(strategies.trials(), _factors()),
    _feature_scaling,
    "So it is if the constant input of a bias is left as it is.",
    _feature_scaling_twin,
    (*online.RUN_EVENTS, "factor below zero", "one feature: other", "constant input left: other"),
)
