"""The strategies keep their promises: sizes, ties, separators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction as F
from math import lcm
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from numeric import exact, strategies
from numeric.strategies import EpochsTrial, SeparableTrial, Trial


def each(strategy: SearchStrategy[Any], check: Callable[[Any], None], examples: int = 100) -> None:
    """Run a check on examples; Hypothesis's own complaints about filtering stay on."""

    @settings(max_examples=examples, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def body(value: Any) -> None:
        check(value)

    body()


def test_trials_stay_small_and_positive() -> None:
    """At most 4 features and 20 updates, one small denominator, two different positive rates."""

    def check(trial: Trial) -> None:
        assert 1 <= len(trial.X) == len(trial.y) <= 20
        assert {len(x) for x in trial.X} == {len(trial.start)} == {len(trial.unseen)}
        assert len(trial.start) <= 4
        assert len(set(trial.X)) <= 8
        assert lcm(*(v.denominator for x in (*trial.X, trial.start) for v in x)) <= 10
        assert min(trial.rates) > 0
        assert trial.rates[0] != trial.rates[1]
        assert trial.factor > 0 != trial.factor - 1

    each(strategies.trials(), check)


def test_ties_are_common() -> None:
    """More than one run in ten meets a tie with weights that are not zero."""
    seen: Counter[str] = Counter()

    def check(trial: Trial) -> None:
        made = exact.run(trial.start, trial.X, trial.y, trial.rates[0], trial.threshold)
        before = (trial.start, *made.weights)
        tie = any(z == 0 and any(w) for z, w in zip(made.net_inputs, before, strict=False))
        seen["tie" if tie else "no tie"] += 1
        seen["rate above one"] += trial.rates[0] > 1
        seen["zero start"] += not any(trial.start)

    each(strategies.trials(), check, 300)
    assert seen["tie"] > 30
    assert seen["rate above one"] > 30
    assert seen["zero start"] > 10


def test_source_labels_are_signs() -> None:
    """On request the labels are -1 and +1 and zero counts as +1."""

    def check(trial: Trial) -> None:
        assert set(trial.y) <= {-1, 1}
        assert trial.threshold == strategies.PLUS_AT_ZERO

    each(strategies.trials(source_labels=True), check)


def test_rounding_trials_do_round() -> None:
    """Neither rate is a float64 number, and there is a pair at right angles to draw from."""

    def check(trial: Trial) -> None:
        assert all(F(float(rate)) != rate for rate in trial.rates)
        assert len(trial.start) >= 2

    each(strategies.trials(rounding=True), check)


def test_separators_separate() -> None:
    """Every sample lies strictly on the side of its label."""

    def check(trial: SeparableTrial) -> None:
        for x, label in zip(trial.X, trial.y, strict=True):
            assert label * sum(u * v for u, v in zip(trial.separator, x, strict=True)) > 0
        assert set(trial.y) <= {-1, 1}
        assert len(trial.X) <= 8

    each(strategies.separable_trials(), check)


def test_epochs_show_every_sample_once() -> None:
    """Each epoch is an order of all samples."""

    def check(trial: EpochsTrial) -> None:
        for order in trial.orders:
            assert sorted(order) == list(range(len(trial.X)))

    each(strategies.epochs_trials(), check)


def test_small_strategies() -> None:
    """Schedules and rates are positive, decays lie between 0 and 1, exponents within range."""
    each(strategies.schedules(5), lambda s: _require(len(s) == 5 and min(s) > 0))
    each(strategies.learning_rates(), lambda rate: _require(rate > 0))
    each(strategies.decays(), lambda decay: _require(0 < decay < 1))
    each(strategies.margins(), lambda margin: _require(margin > 0))
    each(strategies.factors(), lambda factor: _require(0 < factor != 1))
    each(strategies.exponents(), lambda k: _require(abs(k) <= 900))


def test_orthogonal_pairs_are() -> None:
    """The two samples of a pair have inner product zero, and neither is zero."""

    def check(pair: strategies.OrthogonalPair) -> None:
        assert -pair.a * pair.b + -pair.b * -pair.a == 0 < pair.a * pair.b * pair.rate

    each(strategies.orthogonal_pairs(), check)


def _require(truth: bool) -> None:
    assert truth
