"""NumPy's numbers are taken for what they are worth; what is no number is refused by its name."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pytest

from numeric import (
    balls,
    exact,
    floats,
    given,
    gradient_descent,
    learners,
    matrices,
    networks,
    stopping,
)
from numeric.networks import LOGISTIC, SQUARED

Kind: TypeAlias = Callable[[Any], Any]

INTEGERS: tuple[Kind, ...] = (np.int8, np.int16, np.int32, np.int64, np.uint64)
FLOATS: tuple[Kind, ...] = (np.float16, np.float32, np.float64, np.longdouble)

X, Y, START = ((1, 2), (2, 1), (-1, 1)), (-1, 1, 1), (0, 1)
ROWS = np.array([[1, 2], [2, 1], [-1, 1]])


def rows(kind: Kind) -> Any:
    """X, y and the start as arrays of a kind of number."""
    return [[kind(v) for v in row] for row in X], [kind(v) for v in Y], [kind(v) for v in START]


def signed(kind: Kind) -> bool:
    """Whether the kind holds -1."""
    return kind is not np.uint64


def types(made: Any) -> set[type]:
    """The types of all numbers in nested tuples."""
    if isinstance(made, tuple):
        return set().union(*map(types, made))
    return {type(made)}


@pytest.mark.parametrize("kind", INTEGERS + FLOATS)
def test_a_numpy_number_is_the_python_number_of_its_value(kind: Kind) -> None:
    """No type of NumPy's is left, and the value is the same."""
    made = given.number("x", kind(3))
    assert made == 3
    assert type(made) is (int if kind in INTEGERS else float)


def test_a_float32_is_no_decimal() -> None:
    """The exact value of a float32 is kept, not the decimal number that it is printed as."""
    assert Fraction(given.number("x", np.float32(0.1))) == Fraction(13421773, 2**27)


def test_a_float64_leaves_no_trace() -> None:
    """A float64 of NumPy's is a float, yet makes NumPy's numbers of everything it meets."""
    assert type(given.number("x", np.float64(0.1))) is float


@pytest.mark.parametrize("kind", FLOATS)
def test_sigmoids(kind: Kind) -> None:
    """The logistic function and tanh of a NumPy float are those of its value."""
    for function in (balls.logistic, balls.tanh, gradient_descent.logistic):
        assert function(kind(0.5)) == function(0.5)
        assert type(function(kind(0.5))) is float
        assert function(np.int64(0)) == function(0)


def test_a_wide_number_that_float64_lacks_is_refused() -> None:
    """Extended precision is taken only where nothing is lost."""
    wide = np.longdouble(1) + np.finfo(np.longdouble).eps
    if float(wide) == wide:
        pytest.skip("long double is float64 on this machine")
    with pytest.raises(ValueError, match="x must be an int, a Fraction or a float"):
        given.number("x", wide)


@pytest.mark.parametrize(
    "value",
    [
        "1",
        None,
        1j,
        np.complex128(1),
        decimal.Decimal("0.1"),
        np.datetime64("2020-01-01"),
        np.str_("1"),
        np.array([1]),
        [1],
    ],
)
def test_what_is_no_number_is_named(value: object) -> None:
    """The message says which number it was, and what it may be."""
    with pytest.raises(ValueError, match="the rate must be an int, a Fraction or a float, not"):
        given.number("the rate", value)


@pytest.mark.parametrize("value", [np.float32("nan"), np.float64("inf"), np.longdouble("inf")])
def test_infinities_are_refused(value: object) -> None:
    """NumPy's too."""
    with pytest.raises(ValueError, match="x must be finite"):
        given.number("x", value)


@pytest.mark.parametrize("value", [2.0, np.float32(2), True, np.bool_(True), "2", None])
def test_a_count_is_whole(value: object) -> None:
    """A float that is whole is no count, and neither is a truth value."""
    with pytest.raises(ValueError, match="steps must be a whole number"):
        given.whole("steps", value, 0)


def test_numpy_counts_are_counts() -> None:
    """A tuple times a NumPy integer is an array, so the count is made an int first."""
    assert type(given.whole("steps", np.int64(2), 0)) is int
    with pytest.raises(ValueError, match="steps must be at least 1, not 0"):
        given.whole("steps", np.int64(0), 1)


PARAMETERS: dict[str, dict[str, Any]] = {
    "perceptron": {"threshold": (-1, 0, 1), "location": 1},
    "perceptron-bias": {},
    "perceptron-margin": {"margin": 1},
    "perceptron-decay": {"decay": 1, "coupled": True},
    "perceptron-schedule": {"schedule": (1, 2, 3, 1, 2, 3)},
    "perceptron-selective": {},
}


@pytest.mark.parametrize("kind", [k for k in INTEGERS if signed(k)])
@pytest.mark.parametrize("name", PARAMETERS)
def test_online_rules(name: str, kind: Kind) -> None:
    """Every rule makes the run that it makes of Python's integers."""

    def converted(value: Any) -> Any:
        if isinstance(value, tuple):
            return np.array([kind(v) for v in value])
        return kind(value) if type(value) is int else value

    rule = learners.RULES[name]
    start = (*START, 0) if name == "perceptron-bias" else START
    parameters = PARAMETERS[name]
    plain = learners.run(rule(learning_rate=2, **parameters), start, X, Y, 2)
    changed = {key: converted(value) for key, value in parameters.items()}
    made = learners.run(
        rule(learning_rate=kind(2), **changed), converted(start), ROWS, converted(Y), np.int64(2)
    )
    assert made == plain
    assert types((made.weights, made.net_inputs, made.predictions)) == {int}


def test_nothing_wraps_round() -> None:
    """Weights beyond the range of NumPy's integers are what they are."""
    rule = learners.RULES["perceptron"](learning_rate=np.int64(2**62))
    made = learners.run(rule, np.array([0]), np.array([[100]]), np.array([-1]))
    assert made.final_weights == (-2 * 2**62 * 100,)
    integers = exact.run(np.array([0]), np.array([[100]]), np.array([-1]), np.int64(2**62))
    assert integers.final_weights == made.final_weights


@pytest.mark.parametrize("kind", [k for k in INTEGERS if signed(k)])
def test_exact_runs(kind: Kind) -> None:
    """The integer runs take NumPy's integers, and no float of NumPy's."""
    samples, labels, start = rows(kind)
    assert exact.run(start, samples, labels, kind(2), passes=kind(2)) == exact.run(
        START, X, Y, 2, passes=2
    )
    assert exact.epochs(exact.prepare(ROWS, np.array(Y)), start, kind(1), kind(9)) == exact.epochs(
        exact.prepare(X, Y), START, 1, 9
    )


@pytest.mark.parametrize("kind", FLOATS)
def test_exact_runs_refuse_floats(kind: Kind) -> None:
    """A float32 is a float: what it stands for is not said."""
    with pytest.raises(ValueError, match=r"an exact run takes int or Fraction"):
        exact.run(START, X, Y, kind(0.5))
    with pytest.raises(ValueError, match=r"an exact run takes int or Fraction"):
        gradient_descent.exact_run([[kind(0.5)]], [1], 1, 1)


@pytest.mark.parametrize("kind", [k for k in INTEGERS + FLOATS if signed(k)])
def test_float_runs(kind: Kind) -> None:
    """The float runs, the certified one too, take all of them."""
    samples, labels, start = rows(kind)
    assert floats.loop(start, samples, labels, kind(2), passes=np.int8(2)) == floats.loop(
        START, X, Y, 2, passes=2
    )
    plain = floats.certified(START, X, Y, 0.5)
    assert floats.certified(start, samples, labels, np.float32(0.5)) == plain
    batch = floats.batch([start], samples, labels, [kind(2)])
    assert batch.weights[-1].ravel().tolist() == list(floats.loop(START, X, Y, 2).weights[-1])


def test_float_runs_refuse_text() -> None:
    """What the machine could read as a number is not one yet."""
    with pytest.raises(ValueError, match=r"start must be an int, a Fraction or a float, not '1'"):
        floats.loop(("1", 0), X, Y, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [k for k in INTEGERS if signed(k)])
def test_gradient_descent(kind: Kind) -> None:
    """Exact, enclosed, bounded runs and the closed form take NumPy's integers."""
    samples, labels, start = rows(kind)
    rate = Fraction(1, 3)
    plain = gradient_descent.exact_run(X, Y, 1, 3, START)
    assert gradient_descent.exact_run(samples, labels, kind(1), kind(3), start) == plain
    assert types(gradient_descent.exact_run(ROWS, labels, rate, 3, start)) == {Fraction}
    binary = [kind(1), kind(0), kind(1)]
    assert gradient_descent.enclosed_run(
        ROWS, binary, kind(1), kind(2)
    ) == gradient_descent.enclosed_run(X, (1, 0, 1), 1, 2)
    assert gradient_descent.float_run(samples, labels, kind(1), kind(3), start) == (
        gradient_descent.float_run(X, Y, 1, 3, START)
    )
    A, b = np.array([[kind(2), kind(0)], [kind(0), kind(1)]]), np.array([kind(1), kind(1)])
    formula: Any = gradient_descent.closed_form
    assert formula(A, b, kind(1), kind(3)) == formula(((2, 0), (0, 1)), (1, 1), 1, 3)
    assert types(formula(A, b, kind(1), kind(3))) == {Fraction}


def test_descent_with_float32() -> None:
    """A float32 rate is the float of its value, in the rules too."""
    rule = gradient_descent.RULES["squared-loss"]
    start, samples, labels = (0.0, 1.0), ROWS.astype(np.float32), np.array(Y, dtype=np.float32)
    made = learners.run(rule(learning_rate=np.float32(0.1)), start, samples, labels)
    plain = learners.run(rule(learning_rate=float(np.float32(0.1))), start, X, Y)
    assert made.weights == plain.weights
    assert types(made.weights) == {float}


@pytest.mark.parametrize("value", [True, np.bool_(True)])
def test_a_truth_value_is_no_rate(value: Any) -> None:
    """Python's own and NumPy's."""
    with pytest.raises(ValueError, match="learning_rate must be an int"):
        gradient_descent.RULES["squared-loss"](learning_rate=value)


def test_networks_take_arrays() -> None:
    """Weights, samples, rates and steps as NumPy holds them, with nothing of NumPy left."""
    plain = networks.descend(
        networks.hidden_layer(X, (0, 1, 1), (1, 1, 2), 0),
        X,
        Y,
        activation=networks.relu(0),
        loss=SQUARED,
        learning_rate=1,
        steps=2,
    )
    made = networks.descend(
        networks.hidden_layer(ROWS, np.array([0, 1, 1]), np.array([1, 1, 2]), np.int64(0)),
        ROWS,
        np.array(Y),
        activation=networks.relu(np.int64(0)),
        loss=SQUARED,
        learning_rate=np.int64(1),
        steps=np.int64(2),
    )
    assert made == plain
    assert types(tuple(networks.numbers(network) for network in made)) == {int}
    wave = networks.zero_start_wave(np.array([1, 1]), np.array([[1]]), np.array([1]))
    assert wave.wakes == networks.zero_start_wave((1, 1)).wakes
    assert networks.certified(
        made[0], ROWS, np.array(Y), activation=LOGISTIC, loss=SQUARED, learning_rate=np.int8(1)
    ) == networks.certified(plain[0], X, Y, activation=LOGISTIC, loss=SQUARED, learning_rate=1)


def test_matrices_and_epochs() -> None:
    """A matrix of integers is rational; one of floats is refused; epochs are counted."""
    assert types(matrices.rational_matrix(ROWS)) == {Fraction}
    with pytest.raises(ValueError, match=r"row 0 holds 0\.5"):
        matrices.rational_matrix(np.array([[0.5]]))
    rule = learners.RULES["perceptron"](learning_rate=1)
    stop = stopping.loss_tolerance(np.int64(1), np.int64(2))
    made = stopping.run_until(rule, (0, 0), ROWS, np.array(Y), stop, np.int64(4))
    plain = stopping.run_until(rule, (0, 0), X, Y, stopping.loss_tolerance(1, 2), 4)
    assert made == plain
    assert {type(epoch.loss) for epoch in made} <= {int, Fraction}
