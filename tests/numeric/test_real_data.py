"""What the irises show, computed once and judged from several sides."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from numeric import exact, learners, real_data
from numeric.real_data import IrisRow


@pytest.fixture(scope="module")
def rows() -> tuple[IrisRow, ...]:
    """All runs."""
    return real_data.iris_runs()


def chosen(rows: tuple[IrisRow, ...], problem: str, start: str) -> list[IrisRow]:
    """The five rates of one problem and start."""
    found = [row for row in rows if row.problem.startswith(problem) and row.start == start]
    assert [row.learning_rate for row in found] == list(real_data.RATES)
    return found


@pytest.mark.parametrize("problem", ["setosa", "versicolor"])
def test_from_zero_nothing_but_scale_depends_on_the_rate(
    rows: tuple[IrisRow, ...], problem: str
) -> None:
    """Same predictions, mistakes, direction and stop; equal weights over the rate."""
    found = chosen(rows, problem, "zero")
    assert all(
        row.same_predictions
        and row.same_mistakes_per_epoch
        and row.same_direction
        and row.same_stop
        for row in found
    )
    assert len({row.weights_over_rate for row in found}) == 1
    assert len({row.final_weights for row in found}) == 5


@pytest.mark.parametrize("problem", ["setosa", "versicolor"])
def test_from_elsewhere_the_rate_matters(rows: tuple[IrisRow, ...], problem: str) -> None:
    """From the non-zero start some rate predicts otherwise and all directions differ."""
    found = chosen(rows, problem, "non-zero")
    assert not all(row.same_predictions for row in found)
    assert [row.same_direction for row in found] == [rate == 1 for rate in real_data.RATES]


def test_separable_runs_stop_within_the_bound(rows: tuple[IrisRow, ...]) -> None:
    """Setosa against versicolor ends without mistakes, within R^2 / gamma^2 from zero."""
    for row in rows:
        if row.problem.startswith("setosa"):
            assert row.stopped
            assert row.mistakes_per_epoch[-1] == 0
        bounded = row.problem.startswith("setosa") and row.start == "zero"
        assert (row.mistake_bound is not None) == bounded
        if row.mistake_bound is not None:
            assert 0 < row.mistakes <= row.mistake_bound


def test_inseparable_runs_do_not_stop(rows: tuple[IrisRow, ...]) -> None:
    """Versicolor against virginica errs in each of 20 epochs."""
    for row in rows:
        if row.problem.startswith("versicolor"):
            assert row.epochs == 20
            assert min(row.mistakes_per_epoch) > 0


def test_rows_are_those_of_the_plain_rule(rows: tuple[IrisRow, ...]) -> None:
    """One row, run again by the rule in Fractions."""
    problem, _ = real_data.problems()
    row = chosen(rows, "setosa", "non-zero")[1]
    rule = learners.RULES["perceptron"](learning_rate=row.learning_rate)
    start = real_data.STARTS["non-zero"]
    again = learners.run(rule, start, problem.X, problem.y, passes=row.epochs)
    assert again.final_weights == row.final_weights
    assert again.mistake_count == row.mistakes
    assert again.net_inputs.count(0) == row.exact_ties


def test_widest_separator_is_the_widest() -> None:
    """The separator's gap equals its squared length, which proves that no margin is larger."""
    problem, inseparable = real_data.problems()
    found = real_data.widest_separator(problem.X, problem.y)
    assert found is not None
    assert found.is_widest
    gaps = [
        label * sum(u * v for u, v in zip(found.weights, x, strict=True))
        for x, label in zip(problem.X, problem.y, strict=True)
    ]
    assert min(gaps) == found.gap == sum(u * u for u in found.weights)
    assert found.mistake_bound == found.squared_radius / found.squared_margin
    assert 150 < found.mistake_bound < 151
    assert real_data.widest_separator(inseparable.X, inseparable.y) is None


def test_widest_separator_by_hand() -> None:
    """Two points on one side: the nearest point of their segment is its middle."""
    found = real_data.widest_separator(((F(1), F(1)), (F(-1), F(1))), (F(1), F(-1)))
    assert found is not None
    assert found.weights == (F(1), F(0))
    assert real_data.widest_separator(((F(1),), (F(1),)), (F(1), F(-1))) is None
    # The origin lies between the last two points, so the first one's share ends at exactly zero.
    triangle = ((F(0), F(1)), (F(3), F(0)), (F(-2), F(0)))
    assert real_data.widest_separator(triangle, (F(1), F(1), F(1))) is None


def test_certified_labels_are_exact(rows: tuple[IrisRow, ...]) -> None:
    """No float label differs before the certified share ends."""
    for row in rows:
        shown = 100 * row.epochs
        if row.float_differs_at is not None:
            assert row.float_differs_at > row.certified_share * shown
        assert row.certified_share > 0


def test_floats_go_wrong_at_an_exact_tie_on_irises(rows: tuple[IrisRow, ...]) -> None:
    """From zero a real tie ends every certificate at once, and two rates fall on the wrong side."""
    found = chosen(rows, "versicolor", "zero")
    assert {row.certified_share for row in found} == {F(274, 2000)}
    assert [row.float_differs_at is not None for row in found] == [True, False, True, False, False]
    _, problem = real_data.problems()
    made = exact.trace(exact.prepare(problem.X, problem.y), (0,) * 5, F(1), passes=3)
    assert [t for t, z in enumerate(made.net_inputs, start=1) if z == 0] == [1, 275]
