"""Variants of the perceptron are what they are said to be, and refuse what is no number."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numeric import gradient_descent, learners, strategies, variants
from numeric.strategies import RegressionTrial, Trial

PARAMETERS: dict[str, dict[str, Any]] = {
    "perceptron-scaled": {"scale": 2},
    "perceptron-scaled-bias": {"scale": 2},
    "perceptron-momentum": {"momentum": F(1, 2)},
    "perceptron-averaged": {"share": F(1, 2)},
    "hinge": {},
    "multi-class": {"classes": 3},
    "adam": {"beta_1": F(1, 2), "beta_2": F(1, 2), "epsilon": 1},
}


def start_of(rule: learners.Rule, d: int) -> tuple[F, ...]:
    """Zeros, and a last 1 where a power is kept."""
    length = d * rule.per_feature + rule.extra_weights
    return (F(0),) * (length - 1) + (F(rule.name == "adam"),)


def test_every_rule_is_tried() -> None:
    """The table here is that of the rules, under names that the other rules do not have."""
    assert set(PARAMETERS) == set(variants.RULES)
    assert not set(variants.RULES) & set(learners.RULES)


@pytest.mark.parametrize("name", PARAMETERS)
def test_names_and_lengths(name: str) -> None:
    """A rule has the name that it is found by, and a start of another length is refused."""
    rule = variants.RULES[name](learning_rate=F(1, 2), **PARAMETERS[name])
    assert rule.name == name
    start = start_of(rule, 2)
    run = learners.run(rule, start, ((1, 2), (2, 1)), (1, 2), 2)
    assert all(len(weights) == len(start) for weights in run.weights)
    with pytest.raises(ValueError, match=f"{name} on 2 features needs {len(start)}"):
        learners.run(rule, start[1:], ((1, 2),), (1,))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [(name, key) for name, more in PARAMETERS.items() for key in ("learning_rate", *more)],
)
def test_what_is_no_number_is_refused(name: str, wrong: str) -> None:
    """The message names the parameter."""
    given_ = {"learning_rate": 1, **PARAMETERS[name], wrong: "half"}
    with pytest.raises(ValueError, match=wrong):
        variants.RULES[name](**given_)


@given(strategies.trials())
def test_without_its_own_a_variant_is_the_perceptron(trial: Trial) -> None:
    """No momentum, an average that is the weights, a factor 1, and Adam's decay alone."""
    zeros = (F(0),) * len(trial.X[0])
    more = {"learning_rate": trial.rates[0], "threshold": trial.threshold}
    plain = learners.run(learners.perceptron(**more), zeros, trial.X, trial.y)
    kept = learners.run(variants.momentum(**more, momentum=0), zeros * 2, trial.X, trial.y)
    mean = learners.run(variants.averaged(**more, share=1), zeros * 2, trial.X, trial.y)
    once = learners.run(variants.perceptron_scaled(**more, scale=1), zeros, trial.X, trial.y)
    assert plain.predictions == kept.predictions == mean.predictions == once.predictions
    assert [w[: len(zeros)] for w in kept.weights] == list(plain.weights)
    assert [w[: len(zeros)] for w in mean.weights] == list(plain.weights) == list(once.weights)


@given(strategies.trials(source_labels=True))
def test_two_classes_are_one_perceptron(trial: Trial) -> None:
    """The difference of the weights of two classes is the weights of one perceptron."""
    d = len(trial.X[0])
    rate = trial.rates[0]
    rule = variants.multi_class(learning_rate=rate, classes=2)
    labels = tuple(1 if y < 0 else 2 for y in trial.y)
    two = learners.run(rule, (F(0),) * (2 * d), trial.X, labels)
    one = learners.run(
        learners.perceptron(learning_rate=rate, threshold=(-1, -1, 1)),
        (F(0),) * d,
        trial.X,
        trial.y,
    )
    assert [p == 2 for p in two.predictions] == [p == 1 for p in one.predictions]
    apart = [tuple(b - a for a, b in zip(w[:d], w[d:], strict=True)) for w in two.weights]
    assert apart == list(one.weights)


@given(st.fractions(0, 100), strategies.positive_rationals())
def test_roots(square: F, unit: F) -> None:
    """A root is exact or just below, and has the unit that it is taken in."""
    root = variants.root(square, unit)
    assert root == variants.root(square * 9, unit * 3) / 3
    assert root**2 <= square
    assert root**2 == square or (root + unit / 2**20) ** 2 > square
    assert variants.root(square**2, unit) == square


def test_adam_by_hand() -> None:
    """Two updates written out: gradients 2 and 2, moments 1, 3/2 and 2, 3, corrected to 2 and 4."""
    rule = variants.adam(learning_rate=1, beta_1=F(1, 2), beta_2=F(1, 2), epsilon=2)
    run = learners.run(rule, (5, 0, 0, 1), ((1,),), (-1,), 2)
    assert run.weights == ((F(9, 2), 1, 2, F(1, 2)), (4, F(3, 2), 3, F(1, 4)))


@given(strategies.regression_trials())
def test_steps_down_the_squares(trial: RegressionTrial) -> None:
    """The identity preconditions nothing, and a coordinate's slope is 0 after its step."""
    d, rate = len(trial.X[0]), trial.rates[0]
    same = tuple(tuple(F(i == j) for j in range(d)) for i in range(d))
    plain = gradient_descent.exact_run(trial.X, trial.y, rate, 1, trial.start)[1]
    assert variants.preconditioned_step(trial.start, trial.X, trial.y, rate, same) == plain
    weights = variants.coordinate_step(trial.start, trial.X, trial.y, d - 1)
    assert weights[: d - 1] == trial.start[: d - 1]
    after = gradient_descent.exact_run(trial.X, trial.y, 1, 1, weights)[1]
    assert after[d - 1] == weights[d - 1]
