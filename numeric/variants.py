"""Learning rules that are variants of the perceptron, each written once for every kind of number.

What a variant carries besides its weights (a velocity, a running average, the weights of further
classes, moments of gradients) stands behind them in its state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import isqrt
from types import MappingProxyType

from numeric import given, gradient_descent, matrices
from numeric.learners import (
    PLUS_AT_ZERO,
    Number,
    Rule,
    State,
    Threshold,
    Vector,
    add_scaled,
    dot,
    perceptron,
    perceptron_bias,
)


def _scaled(plain: Rule, scale: Number) -> Rule:
    """The rule on samples whose features are all multiplied by ``scale``."""
    scale = given.number("scale", scale)

    def stretched(x: Vector) -> Vector:
        return tuple(scale * value for value in x)

    return replace(
        plain,
        name=plain.name.replace("perceptron", "perceptron-scaled"),
        net_input=lambda state, x: plain.net_input(state, stretched(x)),
        update=lambda state, x, y: plain.update(state, stretched(x), y),
        parameters={**plain.parameters, "scale": scale},
    )


def perceptron_scaled(
    *, learning_rate: Number, scale: Number, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron on samples times ``scale``.

    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    return _scaled(perceptron(learning_rate=learning_rate, threshold=threshold), scale)


def perceptron_scaled_bias(
    *, learning_rate: Number, scale: Number, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron with a bias on samples times ``scale``; the bias's input stays 1.

    Raises ``ValueError`` for a parameter that is not a finite number.
    """
    return _scaled(perceptron_bias(learning_rate=learning_rate, threshold=threshold), scale)


def hinge(*, learning_rate: Number) -> Rule:
    """Subgradient descent on ``max(0, 1 - y (w . x))``, sample by sample.

    ``w + learning_rate * y * x`` where ``y * (w . x) < 1``, and at the kink the subgradient 0.
    Raises ``ValueError`` for a learning rate that is not a finite number.
    """
    learning_rate = given.number("learning_rate", learning_rate)
    plain = perceptron(learning_rate=learning_rate)

    def update(state: State, x: Vector, y: Number) -> State:
        if y * dot(state.weights, x) >= 1:
            return State(state.weights, state.step + 1)
        return State(add_scaled(state.weights, learning_rate * y, x), state.step + 1)

    return replace(plain, name="hinge", update=update, parameters={"learning_rate": learning_rate})


def _parts(state: State, d: int) -> list[Vector]:
    """The vectors of a state, each as long as a sample."""
    return [state.weights[i : i + d] for i in range(0, len(state.weights) - d + 1, d)]


def momentum(
    *,
    learning_rate: Number,
    momentum: Number,
    carries_rate: bool = True,
    threshold: Threshold = PLUS_AT_ZERO,
) -> Rule:
    """The perceptron with momentum (Polyak, 1964), its state being weights and velocity.

    The velocity becomes ``momentum * u + learning_rate * error * x`` and is added to the weights;
    if it does not carry the rate it becomes ``momentum * u + error * x``, and the rate times it is
    added. Raises ``ValueError`` for a parameter that is not a finite number.
    """
    plain = perceptron(learning_rate=learning_rate, threshold=threshold)
    rate, kept = plain.parameters["learning_rate"], given.number("momentum", momentum)
    pushes, adds = (rate, 1) if carries_rate else (1, rate)

    def net_input(state: State, x: Vector) -> Number:
        return dot(state.weights[: len(x)], x)

    def update(state: State, x: Vector, y: Number) -> State:
        weights, velocity = _parts(state, len(x))
        error = y - plain.predict(net_input(state, x))
        velocity = add_scaled(tuple(kept * u for u in velocity), pushes * error, x)
        return State((*add_scaled(weights, adds, velocity), *velocity), state.step + 1)

    parameters = {**plain.parameters, "momentum": kept, "carries_rate": carries_rate}
    return replace(
        plain,
        name="perceptron-momentum",
        net_input=net_input,
        update=update,
        parameters=parameters,
        per_feature=2,
    )


def averaged(
    *, learning_rate: Number, share: Number | None, threshold: Threshold = PLUS_AT_ZERO
) -> Rule:
    """The perceptron that predicts by a running average of its weights (Freund, Schapire, 1999).

    The state is weights and average; after each update the average moves by ``share`` of the way
    to the weights, by one over the number of updates if ``share`` is ``None``. Raises
    ``ValueError`` for a parameter that is not a finite number.
    """
    plain = perceptron(learning_rate=learning_rate, threshold=threshold)
    share = None if share is None else given.number("share", share)

    def update(state: State, x: Vector, y: Number) -> State:
        weights, average = _parts(state, len(x))
        weights = plain.update(State(weights), x, y).weights
        part = Fraction(1, state.step + 1) if share is None else share
        apart = tuple(w - a for w, a in zip(weights, average, strict=True))
        return State((*weights, *add_scaled(average, part, apart)), state.step + 1)

    return replace(
        plain,
        name="perceptron-averaged",
        net_input=lambda state, x: dot(state.weights[len(x) :], x),
        update=update,
        parameters={**plain.parameters, "share": share},
        per_feature=2,
    )


def multi_class(*, learning_rate: Number, classes: int, offset: Number = 0) -> Rule:
    """The perceptron for the labels 1 to ``classes``, its state being the weights of each class.

    It predicts the first class with the largest score, ``offset`` being added to the score of the
    first; at a mistake the sample times the rate is added to the weights of its own class and taken
    from those of the predicted one (Duda and Hart, 1973). The net input of a sample is the class
    itself. Raises ``ValueError`` for fewer than two classes and for what is not a finite number.
    """
    rate = given.number("learning_rate", learning_rate)
    classes, offset = given.whole("classes", classes, 2), given.number("offset", offset)

    def predicted(state: State, x: Vector) -> int:
        scores = [dot(weights, x) for weights in _parts(state, len(x))]
        scores[0] += offset
        return scores.index(max(scores)) + 1

    def update(state: State, x: Vector, y: Number) -> State:
        chosen = predicted(state, x)
        weights = _parts(state, len(x))
        for k in range(classes):
            step = (1 if y == k + 1 else 0) - (1 if chosen == k + 1 else 0)
            weights[k] = add_scaled(weights[k], rate * step, x)
        return State(tuple(w for each in weights for w in each), state.step + 1)

    return Rule(
        "multi-class",
        lambda start: State(tuple(start)),
        predicted,
        update,
        lambda chosen: chosen,
        {"learning_rate": rate, "classes": classes, "offset": offset},
        per_feature=classes,
    )


def root(square: Number, unit: Number) -> Number:
    """A rational square root, or the largest multiple of ``unit / 2**20`` below the root.

    So that the root of ``c**2 * square`` to the unit ``c * unit`` is ``c`` times that of
    ``square``, exactly.

    >>> root(Fraction(4, 9), 1), root(Fraction(2), 1) ** 2 < 2
    (Fraction(2, 3), True)
    """
    exact = Fraction(square)
    top, below = isqrt(exact.numerator), isqrt(exact.denominator)
    if top * top == exact.numerator and below * below == exact.denominator:
        return Fraction(top, below)
    fine = Fraction(unit) / 2**20
    return isqrt(int(exact / fine**2)) * fine


def adam(
    *,
    learning_rate: Number,
    beta_1: Number,
    beta_2: Number,
    epsilon: Number,
    decay: Number = 0,
    coupled: bool = False,
    scale: Number = 1,
    threshold: Threshold = PLUS_AT_ZERO,
) -> Rule:
    """Adam (Kingma and Ba, 2015) on the perceptron, for rationals, with roots as `root` has them.

    The state is weights, the average of gradients, that of their squares, and the power of
    ``beta_1`` to correct the former by. Weights shrink by ``1 - decay`` before each step, by
    ``1 - learning_rate * decay`` if coupled; features are multiplied by ``scale``. Raises
    ``ValueError`` for a parameter that is not a finite number.
    """
    plain = perceptron(learning_rate=learning_rate, threshold=threshold)
    rate = plain.parameters["learning_rate"]
    chosen = {
        name: given.number(name, value)
        for name, value in (
            ("beta_1", beta_1), ("beta_2", beta_2), ("epsilon", epsilon), ("decay", decay),
            ("scale", scale),
        )
    }  # fmt: skip
    one, two, small = chosen["beta_1"], chosen["beta_2"], chosen["epsilon"]
    kept = 1 - (rate if coupled else 1) * chosen["decay"]

    def stretched(x: Vector) -> Vector:
        return tuple(chosen["scale"] * value for value in x)

    def net_input(state: State, x: Vector) -> Number:
        return dot(state.weights[: len(x)], stretched(x))

    def update(state: State, x: Vector, y: Number) -> State:
        weights, first, second = _parts(State(state.weights[:-1]), len(x))
        error = y - plain.predict(net_input(state, x))
        slope = [-error * value for value in stretched(x)]
        left, left_of_squares = state.weights[-1] * one, two ** (state.step + 1)
        first = tuple(one * m + (1 - one) * g for m, g in zip(first, slope, strict=True))
        second = tuple(two * r + (1 - two) * g * g for r, g in zip(second, slope, strict=True))
        step = [
            Fraction(m) / (1 - left) / (root(Fraction(r) / (1 - left_of_squares), small) + small)
            for m, r in zip(first, second, strict=True)
        ]
        moved = (kept * w - rate * part for w, part in zip(weights, step, strict=True))
        return State((*moved, *first, *second, left), state.step + 1)

    return replace(
        plain,
        name="adam",
        net_input=net_input,
        update=update,
        parameters={**plain.parameters, **chosen, "coupled": coupled},
        per_feature=3,
        extra_weights=1,
    )


# Other ways down the squared loss


def preconditioned_step(
    weights: matrices.Vector,
    X: matrices.Matrix,
    y: matrices.Vector,
    learning_rate: Fraction,
    matrix: matrices.Matrix,
) -> matrices.Vector:
    """One step of descent on squares whose gradient is multiplied by a matrix of shape (d, d).

    >>> preconditioned_step((0, 0), ((1, 2),), (1,), Fraction(1, 17), ((1, 0), (0, 4)))
    (Fraction(1, 17), Fraction(8, 17))
    """
    slope = gradient_descent.squared_slope
    plain = gradient_descent.descend(weights, X, y, learning_rate, slope)
    change = matrices.times(matrix, matrices.subtracted(plain, weights))
    return matrices.added(weights, change)


def coordinate_step(
    weights: matrices.Vector, X: matrices.Matrix, y: matrices.Vector, j: int
) -> matrices.Vector:
    """The weights with entry j such that the squared loss is least in it; a zero column stays.

    >>> coordinate_step((Fraction(0), Fraction(0)), ((Fraction(1), Fraction(2)),), (1,), 0)
    (Fraction(1, 1), Fraction(0, 1))
    """
    column = [x[j] for x in X]
    size = matrices.inner(column, column)
    if size == 0:
        return weights
    missing = [label - matrices.inner(weights, x) for x, label in zip(X, y, strict=True)]
    best = weights[j] + matrices.inner(column, missing) / size
    return (*weights[:j], best, *weights[j + 1 :])


RULES: Mapping[str, Callable[..., Rule]] = MappingProxyType(
    {
        "perceptron-scaled": perceptron_scaled,
        "perceptron-scaled-bias": perceptron_scaled_bias,
        "perceptron-momentum": momentum,
        "perceptron-averaged": averaged,
        "hinge": hinge,
        "multi-class": multi_class,
        "adam": adam,
    }
)
