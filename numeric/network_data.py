"""Networks with one hidden layer on real data: the digits 0 and 1, from six starts.

Full-batch gradient descent on the squared loss |f(X) - y|^2 / 2m with
f(x) = sum over units j of v_j sigma(w_j . x + beta_j) + c. The digits come with scikit-learn.

Each unit is computed by itself, by the same operations in the same order, and without matrix
products. In float64 too, units that start equal therefore stay equal bit for bit, and "distinct"
can mean distinct. With a matrix product over all units it could not
(``float.equal-units-drift``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from numeric.regression_data import Array, datasets, sigma

UNITS = 8
RATE = 0.4
EPOCHS = 1500
SEED = 1
START_SCALE = 0.1
EQUAL_WEIGHT = 0.01
PARTS = ("w", "beta", "v", "c")


class Parameters(NamedTuple):
    """The weights w (h, d), biases beta (h,) and outgoing weights v (h,) of units, and bias c."""

    w: Array
    beta: Array
    v: Array
    c: float


@dataclass(frozen=True)
class Activation:
    """A differentiable function; ``slope`` is its derivative, as a function of its value."""

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


LOGISTIC = Activation("logistic", sigma, lambda a: a * (1 - a))
TANH = Activation("tanh", lambda z: np.asarray(np.tanh(z)), lambda a: 1 - a * a)


@dataclass(frozen=True)
class NetworkRow:
    """One run: how it starts, and what becomes of its units.

    ``targets`` are the labels 0 and 1, or one of two ways to centre them. ``losses`` and
    ``distinct_units`` have an entry for the start and one for each epoch; units are distinct
    unless all their numbers are equal bit for bit. ``moved`` names the parts of the network, of
    w, beta, v and c, that ever changed. ``predicted_units`` and ``predicted_moved`` are what exact
    arithmetic says of the two (None where floats decide). ``learned_at`` is the first epoch with
    less than half of the loss that the best constant leaves, or None. ``labels_right`` is the
    share of the images on the right side of the middle between the two targets, at the end.
    """

    start: str
    activation: str
    targets: str
    learning_rate: float
    epochs: int
    losses: tuple[float, ...]
    distinct_units: tuple[int, ...]
    moved: tuple[str, ...]
    predicted_units: int
    predicted_moved: tuple[str, ...] | None
    learned_at: int | None
    labels_right: float

    @property
    def as_predicted(self) -> bool:
        """Whether the distinct units, after every epoch, and what moved are as theory says."""
        return set(self.distinct_units) == {self.predicted_units} and (
            self.predicted_moved in (None, self.moved)
        )


@cache
def digits() -> tuple[NetworkRow, ...]:
    """All runs; raises ``MissingExtra`` without scikit-learn."""
    X, labels = zeros_and_ones()
    m, d = X.shape
    ones = int(np.sum(labels))
    # 1 - ones/m and -ones/m, times m/256: floats hold these exactly, so their sum is exactly 0.
    exactly = (m * labels - ones) / 256
    rounded = labels - np.mean(labels)
    zero, equal, random = starts(d)
    return tuple(
        _row(start, parameters, activation, targets, X, y, (units, moved))
        for start, parameters, activation, targets, y, units, moved in (
            ("zero", zero, TANH, "0 and 1", labels, 1, ("c",)),
            ("zero", zero, LOGISTIC, "0 and 1", labels, 1, PARTS),
            ("equal units", equal, TANH, "0 and 1", labels, 1, PARTS),
            ("random", random, TANH, "0 and 1", labels, UNITS, PARTS),
            ("zero", zero, LOGISTIC, "centred exactly", exactly, 1, ()),
            ("zero", zero, LOGISTIC, "centred by a rounded mean", rounded, 1, None),
        )
    )


def zeros_and_ones() -> tuple[Array, Array]:
    """The images of the digits 0 and 1, pixels in [0, 1], shape (360, 64), and their labels."""
    bunch = datasets().load_digits(n_class=2)
    return bunch.data / 16, bunch.target.astype(np.float64)


def starts(features: int) -> tuple[Parameters, Parameters, Parameters]:
    """All zero; equal units that are not zero; small random numbers. Biases start at zero."""
    zero, generator = np.zeros(UNITS), np.random.default_rng(SEED)
    shape = (UNITS, features)
    return (
        Parameters(np.zeros(shape), zero, zero, 0.0),
        Parameters(np.full(shape, EQUAL_WEIGHT), zero, np.full(UNITS, EQUAL_WEIGHT), 0.0),
        Parameters(
            generator.normal(0, START_SCALE, shape),
            zero,
            generator.normal(0, START_SCALE, UNITS),
            0.0,
        ),
    )


def forward(parameters: Parameters, activation: Activation, X: Array) -> tuple[list[Array], Array]:
    """What each unit gives, h arrays of shape (m,), and what the network gives, shape (m,)."""
    values, out = [], np.full(len(X), parameters.c)
    for w, beta, v in zip(parameters.w, parameters.beta, parameters.v, strict=True):
        value = activation.value(np.add.reduce(X * w, axis=1) + beta)
        values.append(value)
        out = out + v * value
    return values, out


def gradient_step(
    parameters: Parameters, activation: Activation, X: Array, y: Array, learning_rate: float
) -> Parameters:
    """One step of gradient descent on |f(X) - y|^2 / 2m, by the chain rule.

    >>> one = Parameters(np.zeros((1, 1)), np.zeros(1), np.zeros(1), 0.0)
    >>> for _ in range(2):
    ...     one = gradient_step(one, LOGISTIC, np.ones((1, 1)), np.ones(1), 1)
    >>> [float(part.item()) for part in one[:3]], one.c
    ([-0.03125, -0.03125, 0.375], 0.75)
    """
    values, out = forward(parameters, activation, X)
    return _backward(parameters, activation, values, X, out - y, learning_rate)


def _backward(
    parameters: Parameters,
    activation: Activation,
    values: list[Array],
    X: Array,
    residuals: Array,
    learning_rate: float,
) -> Parameters:
    # The mean is taken after the sum, so that residuals that sum to 0 give a gradient of 0.
    step = learning_rate / len(residuals)
    w, beta, v = (part.copy() for part in parameters[:3])
    for j, value in enumerate(values):
        sent_back = v[j] * activation.slope(value) * residuals
        w[j] -= step * np.add.reduce(sent_back[:, None] * X, axis=0)
        beta[j] -= step * np.add.reduce(sent_back)
        v[j] -= step * np.add.reduce(value * residuals)
    return Parameters(w, beta, v, parameters.c - step * float(np.add.reduce(residuals)))


def distinct_units(parameters: Parameters) -> int:
    """How many units there are, units being one when all their numbers are equal.

    >>> distinct_units(Parameters(np.ones((2, 3)), np.zeros(2), np.array([1.0, 2.0]), 0.0))
    2
    """
    w, beta, v, _ = parameters
    return len({tuple(unit) for unit in np.column_stack((w, beta, v)).tolist()})


def _epochs(
    parameters: Parameters, activation: Activation, X: Array, y: Array
) -> Iterator[tuple[float, Parameters]]:
    for epoch in range(EPOCHS + 1):
        values, out = forward(parameters, activation, X)
        yield float(np.mean((out - y) ** 2) / 2), parameters
        if epoch < EPOCHS:
            parameters = _backward(parameters, activation, values, X, out - y, RATE)


def _row(
    start: str,
    parameters: Parameters,
    activation: Activation,
    targets: str,
    X: Array,
    y: Array,
    predicted: tuple[int, tuple[str, ...] | None],
) -> NetworkRow:
    losses, units, moved = [], [], set()
    for loss, now in _epochs(parameters, activation, X, y):
        losses.append(loss)
        units.append(distinct_units(now))
        moved |= {
            name
            for name, old, new in zip(PARTS, parameters, now, strict=True)
            if not np.array_equal(np.asarray(old), np.asarray(new))
        }
    _, out = forward(now, activation, X)
    middle = (np.min(y) + np.max(y)) / 2
    by_a_constant = float(np.var(y) / 2)
    return NetworkRow(
        start=start,
        activation=activation.name,
        targets=targets,
        learning_rate=RATE,
        epochs=EPOCHS,
        losses=tuple(losses),
        distinct_units=tuple(units),
        moved=tuple(name for name in PARTS if name in moved),
        predicted_units=predicted[0],
        predicted_moved=predicted[1],
        learned_at=next((t for t, loss in enumerate(losses) if loss < by_a_constant / 2), None),
        labels_right=float(np.mean((out > middle) == (y > middle))),
    )
