"""Exact runs are the rule, float runs stay within their bounds, enclosures enclose."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from numeric import gradient_descent, learners, strategies
from numeric.gradient_descent import closed_form, enclosed_run, exact_run, float_run, moments
from numeric.matrices import Matrix, Vector, subtracted
from numeric.strategies import RegressionTrial

DIAGONAL = ((1, 0), (0, 2))
ONES = (1, 1)

steady = settings(max_examples=100, derandomize=True)


def data(seed: int, m: int, d: int) -> tuple[Matrix, Vector]:
    """Features and targets with one decimal."""
    draw = random.Random(seed)
    X = tuple(tuple(F(draw.randint(-50, 50), 10) for _ in range(d)) for _ in range(m))
    return X, tuple(F(draw.randint(-50, 50), 10) for _ in range(m))


def fraction_loop(X: Any, y: Any, rate: F, steps: int, start: Any) -> list[Vector]:
    """The rule as it is written, with residuals, in Fractions."""
    path = [tuple(map(F, start))]
    for _ in range(steps):
        w = path[-1]
        residuals = [
            sum((a * b for a, b in zip(w, x, strict=True)), F(0)) - t
            for x, t in zip(X, y, strict=True)
        ]
        path.append(
            tuple(
                w[j]
                - rate * sum((r * x[j] for r, x in zip(residuals, X, strict=True)), F(0)) / len(X)
                for j in range(len(w))
            )
        )
    return path


# Exact runs


@pytest.mark.parametrize(("m", "d", "steps"), [(1, 1, 20), (10, 4, 20), (3, 5, 7), (6, 2, 0)])
def test_exact_run_is_the_loop(m: int, d: int, steps: int) -> None:
    """Integers over one denominator give every weight of the plain loop, from any start."""
    X, y = data(1, m, d)
    start = tuple(F(j, 3) for j in range(d))
    assert list(exact_run(X, y, F(3, 7), steps, start)) == fraction_loop(
        X, y, F(3, 7), steps, start
    )
    assert exact_run(X, y, F(3, 7), steps) == exact_run(X, y, F(3, 7), steps, (0,) * d)


def test_exact_run_is_the_rule() -> None:
    """The rule written once for all numbers gives the same, on whole numbers too."""
    rule = gradient_descent.RULES["squared-loss"](learning_rate=1)
    run = learners.run(rule, (0, 0), DIAGONAL, ONES, 3)
    assert run.weights == exact_run(DIAGONAL, ONES, 1, 3)[1:]
    assert all(type(w) is F for w in run.weights[0])


def test_quartic_rule_goes_down_its_loss() -> None:
    """One step of fourth powers: the gradient at 0 for one sample x = 2, y = 1 is -2."""
    rule = gradient_descent.RULES["quartic-loss"](learning_rate=F(1, 8))
    assert learners.run(rule, (0,), ((2,),), (1,)).weights == ((F(1, 4),),)


def test_second_step_witness() -> None:
    """m = 2, loss |Xw - y|^2 / (2m): at rates 1 and 1/2 the directions after two steps differ."""
    at_one, at_half = (exact_run(DIAGONAL, ONES, rate, 2)[2] for rate in (F(1), F(1, 2)))
    assert at_one == (F(3, 4), 0)
    assert at_half == (F(7, 16), F(1, 2))
    assert at_one[0] * at_half[1] - at_one[1] * at_half[0] == F(3, 8)


def test_flip_witness() -> None:
    """At rate 3 and eigenvalue 1 the second iterate from zero is -3 b."""
    assert exact_run(((1,),), (1,), 3, 2)[2] == (-3,)


def test_closer_start_witness() -> None:
    """A = diag(1, 1/10): (0, 1) is nearer to 0 than (2, 0), and ends farther after 3 steps."""
    X = ((3, 0), (1, 0), (0, 1), *[(0, 0)] * 7)
    y = (0,) * 10
    assert moments(X, y)[0] == ((1, 0), (0, F(1, 10)))
    assert exact_run(X, y, 1, 3, (0, 1))[3] == (0, F(729, 1000))
    assert exact_run(X, y, 1, 3, (2, 0))[3] == (0, 0)


def test_closed_form_at_twenty_steps() -> None:
    """The formula in binomials gives the last weights of a long run."""
    X, y = data(2, 7, 4)
    A, b = moments(X, y)
    start = (1, F(1, 2), 0, -3)
    assert closed_form(A, b, F(2, 5), 20, start) == exact_run(X, y, F(2, 5), 20, start)[20]
    assert closed_form(A, b, F(2, 5), 0, start) == start


def test_exact_run_by_another_library() -> None:
    """FLINT's rational matrices, where installed, come to the same weights."""
    flint = pytest.importorskip("flint", reason="python-flint is a second opinion")
    X, y = data(3, 10, 4)
    A, b = moments(X, y)

    def rational(value: F) -> Any:
        return flint.fmpq(value.numerator, value.denominator)

    matrix = flint.fmpq_mat([[rational(v) for v in row] for row in A])
    pull = flint.fmpq_mat([[rational(v)] for v in b])
    weights, rate = flint.fmpq_mat(4, 1), flint.fmpq(1, 10)
    for _ in range(20):
        weights = weights - rate * (matrix * weights - pull)
    made = tuple(F(int(weights[j, 0].p), int(weights[j, 0].q)) for j in range(4))
    assert made == exact_run(X, y, F(1, 10), 20)[20]


# Float runs


def farthest(made: gradient_descent.BoundedRun, exactly: tuple[Vector, ...]) -> list[tuple[F, F]]:
    """Each weight's distance from the exact one, and the bound on it."""
    return [
        (abs(F(w) - v), F(bound))
        for weights, bounds, exact_weights in zip(made.weights, made.bounds, exactly, strict=True)
        for w, bound, v in zip(weights, bounds, exact_weights, strict=True)
    ]


def test_float_run_stays_within_its_bounds() -> None:
    """Every weight of every run; and most bounds are small, for one of no use would hold too."""
    seen = {"runs": 0, "small": 0, "rounded": 0}

    @steady
    @given(strategies.regression_trials(most_steps=20))
    def check(trial: RegressionTrial) -> None:
        sample = (trial.X, trial.y, trial.rates[0], trial.steps, trial.start)
        exactly = exact_run(*sample)
        pairs = farthest(float_run(*sample), exactly)
        assert all(error <= bound for error, bound in pairs)
        size = max(1, *(abs(w) for weights in exactly for w in weights))
        seen["runs"] += 1
        seen["small"] += max(bound for _, bound in pairs) <= size / 10**12
        seen["rounded"] += max(error for error, _ in pairs) > 0

    check()
    assert seen["rounded"] > seen["runs"] / 4
    assert seen["small"] > seen["runs"] * 9 / 10


@pytest.mark.parametrize("steps", [20, 300])
def test_bounds_do_not_grow_where_errors_shrink(steps: int) -> None:
    """At a stable rate the bound stays within a factor of 50 of the largest error."""
    X, y = data(4, 12, 3)
    rate = F(1, 30)
    pairs = farthest(float_run(X, y, rate, steps), exact_run(X, y, rate, steps))
    assert all(error <= bound for error, bound in pairs)
    assert 0 < max(bound for _, bound in pairs) < 50 * max(error for error, _ in pairs)


def test_bounds_hold_for_a_path_of_any_making() -> None:
    """A path by NumPy, in another order of summation, is covered by the same bounds."""
    X, y = data(5, 9, 4)
    rate = F(1, 25)
    floats, targets = np.array(X, dtype=float), np.array(y, dtype=float)
    weights = np.zeros(4)
    path = [tuple(map(float, weights))]
    for _ in range(15):
        weights = weights - float(rate) * (floats.T @ (floats @ weights - targets)) / 9
        path.append(tuple(map(float, weights)))
    bounds = gradient_descent.error_bounds(path, X, y, rate)
    pairs = farthest(gradient_descent.BoundedRun(tuple(path), bounds), exact_run(X, y, rate, 15))
    assert all(error <= bound for error, bound in pairs)
    assert max(bound for _, bound in pairs) < F(1, 10**12)


def test_bounds_cover_a_planted_error() -> None:
    """A weight that is wrong by one on the way widens the bounds from there on, and no sooner."""
    X, y = data(6, 5, 2)
    exactly = exact_run(X, y, F(1, 10), 4)
    path = [list(map(float, weights)) for weights in exactly]
    for t in (2, 3, 4):
        path[t][0] += 1
    bounds = gradient_descent.error_bounds(path, X, y, F(1, 10))
    assert max(bounds[1]) < 1e-14 < 0.9 < bounds[2][0]
    made = gradient_descent.BoundedRun(tuple(map(tuple, path)), bounds)
    assert all(error <= bound for error, bound in farthest(made, exactly))


def test_bounds_that_forget_the_defect_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rounding of each step the bounds would be broken, and this would show."""
    X, y = data(4, 12, 3)
    rate = F(1, 30)
    monkeypatch.setattr(gradient_descent, "_distances", lambda left, right: (F(0),) * len(left))
    pairs = farthest(float_run(X, y, rate, 20), exact_run(X, y, rate, 20))
    assert any(error > bound for error, bound in pairs)


def test_bounds_among_the_smallest_numbers() -> None:
    """Products that underflow are no exception."""
    X, y = ((F(1, 2**540), F(3, 2**540)),), (F(1, 2**500),)
    made = float_run(X, y, F(1, 3), 5)
    pairs = farthest(made, exact_run(X, y, F(1, 3), 5))
    assert all(error <= bound for error, bound in pairs)
    assert max(error for error, _ in pairs) > 0


def test_float_run_leaves_the_range() -> None:
    """A run that diverges beyond float64 says so."""
    with pytest.raises(OverflowError, match="left the range of float64"):
        float_run(((1e200,),), (1e200,), 1e10, 3)


# The logistic loss


def test_logistic_witness() -> None:
    """X = diag(1, 2), labels 1, rates 1 and 2: about -0.0941 for the mean of the losses.

    For their sum, which is the mean at twice the rates, it is about -0.0863.
    """

    def determinant(one: int, other: int) -> gradient_descent.Enclosure:
        first, second = (enclosed_run(DIAGONAL, ONES, rate, 2)[2] for rate in (one, other))
        return first[0] * second[1] - first[1] * second[0]

    mean, total = determinant(1, 2), determinant(2, 4)
    assert F(-940, 10**4) > mean.high > mean.low > F(-941, 10**4)
    assert F(-863, 10**4) > total.high > total.low > F(-864, 10**4)
    assert mean.sign == total.sign == -1


def test_float_logistic_run_lies_in_the_enclosure() -> None:
    """The rule on floats agrees with the enclosed run to 14 digits after six steps."""
    X, _ = data(7, 6, 3)
    y = (0, 1, 1, 0, 1, 0)
    rule = gradient_descent.RULES["logistic-loss"](learning_rate=0.5)
    rows = tuple(tuple(map(float, row)) for row in X)
    run = learners.run(rule, (0.0,) * 3, rows, tuple(map(float, y)), 6)
    enclosed = enclosed_run(X, y, F(1, 2), 6)
    for floats, enclosures in zip(run.weights, enclosed[1:], strict=True):
        for w, held in zip(floats, enclosures, strict=True):
            assert held.width < F(1, 10**15)
            assert held.low - F(1, 10**14) < F(w) < held.high + F(1, 10**14)


def test_enclosures_are_nested() -> None:
    """More digits leave a narrower enclosure within the wider one."""
    X, _ = data(8, 4, 2)
    wide, narrow = (enclosed_run(X, (0, 1, 0, 1), F(1, 3), 5, None, p)[5] for p in (30, 120))
    for outer, inner in zip(wide, narrow, strict=True):
        assert outer.low < inner.low < inner.high < outer.high
        assert inner.width < outer.width / 2**80


def test_first_logistic_step_is_rational() -> None:
    """From zero the rule runs on Fractions, once; a second step would be irrational."""
    rule = gradient_descent.RULES["logistic-loss"](learning_rate=1)
    run = learners.run(rule, (0, 0), DIAGONAL, ONES)
    assert run.weights == ((F(1, 4), F(1, 2)),)
    assert run.predictions == (F(1, 2), F(1, 2))
    with pytest.raises(ValueError, match="irrational at 1/4: take floats or enclosed_run"):
        learners.run(rule, (0, 0), DIAGONAL, ONES, 2)


@pytest.mark.parametrize("z", [-1000.0, -40.0, -0.5, 0.0, 0.5, 40.0, 1000.0])
def test_float_logistic_function(z: float) -> None:
    """No overflow at either end, and the symmetry s(-z) = 1 - s(z) to rounding."""
    value = float(gradient_descent.logistic(z))
    assert 0 <= value <= 1
    assert math.isclose(value, 1 - gradient_descent.logistic(-z), rel_tol=0, abs_tol=2**-52)


# Bad input

SQUARES: dict[str, Callable[..., Any]] = {"exact": exact_run, "float": float_run}
ALL_RUNS: dict[str, Callable[..., Any]] = {**SQUARES, "enclosed": enclosed_run}


@pytest.mark.parametrize("run", ALL_RUNS.values(), ids=ALL_RUNS)
@pytest.mark.parametrize(
    ("X", "y", "rate", "steps", "complaint"),
    [
        ((), (), 1, 1, "X has no rows"),
        (((),), (1,), 1, 1, "row 0 of X has no features"),
        (((1, 2), (3,)), (1, 1), 1, 1, "row 1 of X has 1 features, row 0 has 2"),
        (DIAGONAL, (1,), 1, 1, "X has 2 rows but y has 1 labels"),
        (((math.nan,),), (1,), 1, 1, "row 0 of X must be finite, not nan"),
        (((1,),), (math.inf,), 1, 1, "label 0 must be finite, not inf"),
        ((("1",),), (1,), 1, 1, "row 0 of X must be an int, a Fraction or a float, not '1'"),
        (DIAGONAL, ONES, 0, 1, "learning_rate must be above 0, not 0"),
        (DIAGONAL, ONES, F(-1, 2), 1, "learning_rate must be above 0, not -1/2"),
        (DIAGONAL, ONES, "fast", 1, "learning_rate must be an int, .* not 'fast'"),
        (DIAGONAL, ONES, True, 1, "learning_rate must be an int, .* not True"),
        (DIAGONAL, ONES, None, 1, "learning_rate must be an int, .* not None"),
        (DIAGONAL, ONES, 1, -1, "steps must be at least 0, not -1"),
        (DIAGONAL, ONES, 1, 1.5, "steps must be a whole number, not 1.5"),
        (DIAGONAL, ONES, 1, True, "steps must be a whole number, not True"),
    ],
)
def test_bad_input(
    run: Callable[..., Any], X: Any, y: Any, rate: Any, steps: Any, complaint: str
) -> None:
    """Malformed data, rates and step counts are named, by every kind of run."""
    with pytest.raises(ValueError, match=complaint):
        run(X, y, rate, steps)


@pytest.mark.parametrize("run", ALL_RUNS.values(), ids=ALL_RUNS)
def test_bad_start(run: Callable[..., Any]) -> None:
    """A start of the wrong length or with a number that is none is refused."""
    with pytest.raises(ValueError, match="start has 3 weights, X has 2 features"):
        run(DIAGONAL, ONES, 1, 1, (0, 0, 0))
    with pytest.raises(ValueError, match="weight 1 of start must be finite, not nan"):
        run(DIAGONAL, ONES, 1, 1, (0, math.nan))


@pytest.mark.parametrize("run", [exact_run, enclosed_run])
def test_floats_are_not_exact(run: Callable[..., Any]) -> None:
    """An exact run would hide what a float has lost, so it takes none."""
    for X, y, rate, start, complaint in (
        (((0.5,),), (1,), 1, (0,), "X holds the float 0.5"),
        (((1,),), (0.0,), 1, (0,), "y holds the float 0.0"),
        (((1,),), (1,), 0.5, (0,), "learning_rate is the float 0.5"),
        (((1,),), (1,), 1, (0.25,), "start holds the float 0.25"),
    ):
        with pytest.raises(ValueError, match=complaint):
            run(X, y, rate, 1, start)


def test_only_floats_may_be_huge_or_tiny() -> None:
    """Numbers that float64 does not hold, and a rate that rounds to zero, are named."""
    with pytest.raises(ValueError, match="X must be in the range of float64"):
        float_run(((10**400,),), (1,), 1, 1)
    with pytest.raises(ValueError, match="rounds to 0"):
        float_run(((1,),), (1,), F(1, 10**400), 1)
    with pytest.raises(ValueError, match="learning_rate must be finite, not inf"):
        float_run(((1,),), (1,), math.inf, 1)


@pytest.mark.parametrize("rule", gradient_descent.RULES.values(), ids=gradient_descent.RULES)
@pytest.mark.parametrize("rate", [0, -1, 0.0, math.nan, math.inf, "1", None])
def test_rules_refuse_bad_rates(rule: Callable[..., Any], rate: Any) -> None:
    """The rules take no other rates than the runs do."""
    with pytest.raises(ValueError, match="learning_rate"):
        rule(learning_rate=rate)


def test_logistic_labels() -> None:
    """The logistic loss takes labels 0 and 1 only, and some precision."""
    with pytest.raises(ValueError, match="label 1 is -1: the logistic loss takes labels 0 and 1"):
        enclosed_run(DIAGONAL, (1, -1), 1, 1)
    with pytest.raises(ValueError, match="precision must be at least 1 binary digit, not 0"):
        enclosed_run(DIAGONAL, ONES, 1, 1, None, 0)


def test_closed_form_shapes() -> None:
    """A and b that do not fit are refused."""
    with pytest.raises(ValueError, match="A must have 2 rows of 2 entries"):
        closed_form(((F(1),),), (F(1), F(1)), 1, 1)
    with pytest.raises(ValueError, match="A must have 2 rows of 2 entries"):
        closed_form(((F(1),), (F(1),)), (F(1), F(1)), 1, 1)


def test_difference_of_two_runs() -> None:
    """What two starts differ by does not depend on the targets."""
    X, y = data(9, 5, 3)
    _, other = data(10, 5, 3)
    differences = [
        subtracted(
            exact_run(X, targets, F(1, 9), 6, (1, 2, 3))[6], exact_run(X, targets, F(1, 9), 6)[6]
        )
        for targets in (y, other)
    ]
    assert differences[0] == differences[1]
