"""Gradient descent on real data: diabetes (squared loss) and breast cancer (logistic loss).

Both sets come with scikit-learn. Columns are standardised, the diabetes target is centred, and
there is no bias: then zero is the natural start, and everything the theorems speak of can be
measured. What is measured stands beside what the theorems predict and beside a bound on rounding,
which is derived from the data (Higham, 2002, chapter 3) and never chosen.

The runs use matrix products, so their last digits may differ from machine to machine; the bounds
hold in every order of summation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Gradient = Callable[[Array], Array]

INSTALL = (
    "pip install 'proofs-of-learning-rules[report]' (in a checkout: pip install -e '.[report]')"
)
SEEDS = (1, 2, 3)
START_SCALE = 0.1
COPIED_COLUMN = 2  # the body mass index
LOSS_STEPS = 1000
LINEAR_MULTIPLES = (0.5, 1.0, 1.9, 2.1)
LOGISTIC_MULTIPLES = (0.5, 1.0, 1.9, 40.0)
START_MULTIPLE = 1.9
LINEAR_CHECKPOINTS = (10, 100, 1000, 5000)
LOGISTIC_CHECKPOINTS = (10, 100, 1000, 3000)
ANGLE_STEPS = (1, 2, 5, 20, 100)
ANGLE_MULTIPLES = (0.001, 0.003, 0.01, *(k / 50 for k in range(1, 100)))
UNIT_ROUNDOFF = 2.0**-53


class MissingExtra(ImportError):
    """A package that only an extra installs is not there; the message says how to get it."""


@dataclass(frozen=True)
class RateRow:
    """A run from zero at one rate.

    ``multiple`` is the rate in units of 1 / ``largest_curvature``. ``predicted`` is "falls" below
    2 in these units, where theory has the loss fall at every step; above, "rises" for the squared
    loss, and None for the logistic, of which nothing is said there. ``first_rise`` is the first
    step at which the loss rose, or None. ``excess`` are the losses above the minimum after
    ``steps``; ``degrees`` the angles, after each of ``ANGLE_STEPS``, to the weights at multiple 1.
    """

    multiple: float
    learning_rate: float
    predicted: str | None
    first_rise: int | None
    steps: tuple[int, ...]
    excess: tuple[float, ...]
    degrees: tuple[float, ...]

    @property
    def as_predicted(self) -> bool:
        """Whether the loss did what theory says, where it says something."""
        return self.predicted in (None, "falls" if self.first_rise is None else "rises")


@dataclass(frozen=True)
class StartRow:
    """How far a run from a small random start is from the run from zero.

    ``measured`` is the distance of the weights after ``steps`` over that of the starts;
    ``predicted`` the same by the closed form (None for the logistic loss, which has none);
    ``bound`` what theory allows, and ``rounding`` what rounding can add to it.
    ``loss_gap`` is the difference of the two losses.
    """

    seed: int
    steps: int
    measured: float
    predicted: float | None
    bound: float
    rounding: float
    loss_gap: float

    @property
    def as_predicted(self) -> bool:
        """Whether the distance is within the bound, and the predicted one, up to rounding."""
        return self.measured <= self.bound + self.rounding and (
            self.predicted is None or abs(self.measured - self.predicted) <= self.rounding
        )


@dataclass(frozen=True)
class CopyRow:
    """The end of a run on the data with one column copied; ``seed`` is None for the start at zero.

    ``copied_weights`` are the weights of the column and of its copy; ``start_difference`` is
    their difference at the start, which the null space keeps. ``from_minimum_norm`` is the
    distance to X^+ y, ``null_part`` what theory predicts for it, up to ``allowance``.
    ``from_zero_start`` is the largest difference of a fitted value from the zero start's, at most
    ``fitted_allowance`` in theory. Both allowances join the residual contraction and rounding.
    """

    seed: int | None
    steps: int
    copied_weights: tuple[float, float]
    start_difference: float
    from_minimum_norm: float
    null_part: float
    allowance: float
    from_zero_start: float
    fitted_allowance: float

    @property
    def as_predicted(self) -> bool:
        """Whether the weights end where theory says, and the fitted values where zero's end."""
        return (
            abs(self.from_minimum_norm - self.null_part) <= self.allowance
            and self.from_zero_start <= self.fitted_allowance
        )


@dataclass(frozen=True)
class AngleCurve:
    """The angle between the weights after ``steps`` and the first step, in degrees.

    One angle for each rate; ``multiples`` are the rates in units of 1 / ``largest_curvature``.
    """

    steps: int
    multiples: tuple[float, ...]
    degrees: tuple[float, ...]


@dataclass(frozen=True)
class Descent:
    """What gradient descent does on one data set.

    ``largest_curvature`` bounds the second derivatives of the loss: the largest eigenvalue of
    X'X / m, and a quarter of it for the logistic loss. ``stable_rate`` is 2 over it.
    ``least_curvature`` is the smallest eigenvalue of the Hessian at the minimiser: positive, so
    there is one minimiser. ``residual_gradient`` is the length of the gradient there.
    ``end_degrees`` is the angle from the first step to the minimiser. ``separated_by_constant``
    says whether a constant feature would let a plane separate the classes, and so leave the
    logistic loss without a minimiser; None for the squared loss.
    """

    data: str
    loss: str
    samples: int
    features: int
    largest_eigenvalue: float
    largest_curvature: float
    stable_rate: float
    least_curvature: float
    minimum: float
    minimiser_length: float
    residual_gradient: float
    end_degrees: float
    separated_by_constant: bool | None
    rates: tuple[RateRow, ...]
    starts: tuple[StartRow, ...]
    angles: tuple[AngleCurve, ...]
    copies: tuple[CopyRow, ...]


def datasets() -> ModuleType:
    """scikit-learn's data sets; raises ``MissingExtra`` where it is not installed."""
    try:
        import sklearn.datasets
    except ImportError as error:
        raise MissingExtra(f"scikit-learn is not installed: {INSTALL}") from error
    module: ModuleType = sklearn.datasets
    return module


# The two data sets -------------------------------------------------------------------------------


@cache
def diabetes() -> Descent:
    """Linear regression on the diabetes data (Efron, Hastie, Johnstone and Tibshirani, 2004).

    Raises ``MissingExtra`` without scikit-learn.
    """
    bunch = datasets().load_diabetes(scaled=False)
    X, y = standardised(bunch.data), bunch.target - np.mean(bunch.target)
    eigenvalues, axes = np.linalg.eigh(X.T @ X / len(y))
    curvature = float(eigenvalues[-1])
    minimiser = np.linalg.solve(X.T @ X, X.T @ y)
    gradient = squared_gradient(X, y)

    def excess(weights: Array) -> Array:
        # L(w) - L(w*) = |X (w - w*)|^2 / 2m, without the cancellation of the difference.
        return np.asarray(np.mean((X @ (weights - minimiser[:, None])) ** 2, axis=0) / 2)

    return Descent(
        data="diabetes",
        loss="squared",
        samples=len(y),
        features=X.shape[1],
        largest_eigenvalue=curvature,
        largest_curvature=curvature,
        stable_rate=2 / curvature,
        least_curvature=float(eigenvalues[0]),
        minimum=float(np.mean((X @ minimiser - y) ** 2) / 2),
        minimiser_length=float(np.linalg.norm(minimiser)),
        residual_gradient=float(np.linalg.norm(gradient(minimiser[:, None]))),
        end_degrees=degrees_between(X.T @ y, minimiser),
        separated_by_constant=None,
        rates=_rates(gradient, excess, X.shape[1], curvature, LINEAR_MULTIPLES, "rises"),
        starts=_linear_starts(X, y, eigenvalues, axes),
        angles=_angles(gradient, X.shape[1], curvature),
        copies=_copies(X, y),
    )


@cache
def breast_cancer() -> Descent:
    """Logistic regression on the breast-cancer data (Street, Wolberg and Mangasarian, 1993).

    Raises ``MissingExtra`` without scikit-learn.
    """
    bunch = datasets().load_breast_cancer()
    X, y = standardised(bunch.data), bunch.target.astype(np.float64)
    largest = float(np.linalg.eigvalsh(X.T @ X / len(y))[-1])
    curvature = largest / 4  # p (1 - p) <= 1/4
    minimiser = newton(X, y)
    gradient = logistic_gradient(X, y)
    minimum = float(logistic_loss(X, y, minimiser[:, None])[0])

    def excess(weights: Array) -> Array:
        return logistic_loss(X, y, weights) - minimum

    return Descent(
        data="breast cancer",
        loss="logistic",
        samples=len(y),
        features=X.shape[1],
        largest_eigenvalue=largest,
        largest_curvature=curvature,
        stable_rate=2 / curvature,
        least_curvature=float(np.linalg.eigvalsh(hessian(X, minimiser))[0]),
        minimum=minimum,
        minimiser_length=float(np.linalg.norm(minimiser)),
        residual_gradient=float(np.linalg.norm(gradient(minimiser[:, None]))),
        end_degrees=degrees_between(X.T @ (y - 0.5), minimiser),
        separated_by_constant=separable(np.column_stack((X, np.ones(len(y)))), y),
        rates=_rates(gradient, excess, X.shape[1], curvature, LOGISTIC_MULTIPLES, None),
        starts=_logistic_starts(X, y, curvature),
        angles=_angles(gradient, X.shape[1], curvature),
        copies=(),
    )


# The rules ---------------------------------------------------------------------------------------


def standardised(X: Array) -> Array:
    """The columns with mean 0 and mean square 1; X has shape (m, d).

    Raises ``ValueError`` for a column that is constant or not finite.

    >>> standardised(np.array([[1.0], [3.0]])).tolist()
    [[-1.0], [1.0]]
    """
    X = np.asarray(X, dtype=np.float64)
    spread = np.std(X, axis=0)
    if not (spread > 0).all() or not np.isfinite(spread).all():
        raise ValueError("every column of X needs finite values that are not all equal")
    return np.asarray((X - np.mean(X, axis=0)) / spread)


def sigma(z: Array) -> Array:
    """The logistic function; written with tanh, which cannot overflow.

    >>> sigma(np.array([0.0, -1e9])).tolist()
    [0.5, 0.0]
    """
    return np.asarray((1 + np.tanh(z / 2)) / 2)


def squared_gradient(X: Array, y: Array) -> Gradient:
    """The gradient of |X w - y|^2 / 2m, for weights of shape (d, R), a column for each run."""
    return lambda weights: X.T @ (X @ weights - y[:, None]) / len(y)


def logistic_gradient(X: Array, y: Array) -> Gradient:
    """The gradient of the mean logistic loss, labels 0 and 1, for weights of shape (d, R)."""
    return lambda weights: X.T @ (sigma(X @ weights) - y[:, None]) / len(y)


def logistic_loss(X: Array, y: Array, weights: Array) -> Array:
    """The mean logistic loss of each run: weights of shape (d, R), losses of shape (R,)."""
    z = X @ weights
    return np.asarray(np.mean(np.logaddexp(0, z) - y[:, None] * z, axis=0))


def descend(gradient: Gradient, starts: Array, rates: Sequence[float], steps: int) -> Array:
    """Gradient descent, R runs side by side: starts (d, R), result (steps + 1, d, R).

    Raises ``ValueError`` when there is not one rate for each start.

    >>> descend(lambda w: w, np.ones((1, 2)), (0.5, 2), 2)[:, 0].tolist()
    [[1.0, 1.0], [0.5, -1.0], [0.25, 1.0]]
    """
    if starts.shape[1] != len(rates):
        raise ValueError(f"there are {starts.shape[1]} starts and {len(rates)} rates")
    rate = np.asarray(rates, dtype=np.float64)
    path = np.empty((steps + 1, *starts.shape))
    path[0] = starts
    for t in range(steps):
        path[t + 1] = path[t] - rate * gradient(path[t])
    return path


def degrees_between(left: Array, right: Array) -> float:
    """The angle between two vectors that are not zero, accurate for small angles too.

    By the half-angle tangent of unit vectors (Kahan, 2006).

    >>> degrees_between(np.array([1.0, 0.0]), np.array([0.0, 2.0]))
    90.0
    """
    u, v = left / np.linalg.norm(left), right / np.linalg.norm(right)
    return float(np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v))))


def hessian(X: Array, weights: Array) -> Array:
    """The second derivatives X' diag(p (1 - p)) X / m of the logistic loss, shape (d, d)."""
    p = sigma(X @ weights)
    return np.asarray((X.T * (p * (1 - p))) @ X / len(X))


def newton(X: Array, y: Array, iterations: int = 50) -> Array:
    """The minimiser of the logistic loss, by Newton's method with step halving.

    Raises ``ArithmeticError`` unless it is certain that there is one. Along a line the third
    derivative of the loss is at most R = max |x| times the second, so the second falls no faster
    than exp(-R s); the slope therefore turns positive in every direction, and there is a
    minimiser, where R |gradient| is below the Hessian's least eigenvalue (after Bach, 2010).
    """
    weights, gradient = np.zeros((X.shape[1], 1)), logistic_gradient(X, y)
    for _ in range(iterations):
        slope, second = gradient(weights), hessian(X, weights[:, 0])
        if np.linalg.norm(slope) < 1e-14:  # nearly rounding; the test that counts is the next
            radius = np.max(np.linalg.norm(X, axis=1))
            if radius * np.linalg.norm(slope) < np.linalg.eigvalsh(second)[0] / 2:
                return np.asarray(weights[:, 0])
            break
        step = np.linalg.solve(second, slope)
        before = logistic_loss(X, y, weights)[0]
        # Halve the step until the loss does not rise, by more than rounding.
        while logistic_loss(X, y, weights - step)[0] > before + 1e-15:
            step = step / 2
        weights = weights - step
    raise ArithmeticError("Newton's method found no minimiser of the logistic loss")


def separable(X: Array, y: Array) -> bool:
    """Whether a plane through the origin separates labels 0 from 1, by linear programming.

    A plane that the solver offers is checked here; that there is none is the solver's word.
    """
    from scipy.optimize import linprog

    signed = X * (2 * y - 1)[:, None]
    free = [(None, None)] * X.shape[1]
    found = linprog(np.zeros(X.shape[1]), A_ub=-signed, b_ub=-np.ones(len(y)), bounds=free)
    return bool(found.status == 0 and np.min(signed @ found.x) > 0)


# What is measured --------------------------------------------------------------------------------


def _rates(
    gradient: Gradient,
    excess: Callable[[Array], Array],
    features: int,
    curvature: float,
    multiples: Sequence[float],
    beyond: str | None,
) -> tuple[RateRow, ...]:
    rates = [multiple / curvature for multiple in multiples]
    path = descend(gradient, np.zeros((features, len(rates))), rates, LOSS_STEPS)
    losses = np.array([excess(weights) for weights in path])
    evenly = np.rint(np.geomspace(1, LOSS_STEPS, 91)).astype(int).tolist()  # to the eye
    shown = sorted({0, 10, 100, *evenly})
    rows = []
    for k, (multiple, rate) in enumerate(zip(multiples, rates, strict=True)):
        rises = np.flatnonzero(np.diff(losses[:, k]) > 0)
        reference = multiples.index(1.0)
        rows.append(
            RateRow(
                multiple=multiple,
                learning_rate=rate,
                predicted="falls" if multiple < 2 else beyond,
                first_rise=int(rises[0]) + 1 if len(rises) else None,
                steps=tuple(shown),
                excess=tuple(float(losses[t, k]) for t in shown),
                degrees=tuple(
                    degrees_between(path[t, :, k], path[t, :, reference]) for t in ANGLE_STEPS
                ),
            )
        )
    return tuple(rows)


def _angles(gradient: Gradient, features: int, curvature: float) -> tuple[AngleCurve, ...]:
    rates = [multiple / curvature for multiple in ANGLE_MULTIPLES]
    path = descend(gradient, np.zeros((features, len(rates))), rates, max(ANGLE_STEPS))
    first = -gradient(np.zeros((features, 1)))[:, 0]
    return tuple(
        AngleCurve(
            t, ANGLE_MULTIPLES, tuple(degrees_between(first, w) for w in path[t].T)
        )
        for t in ANGLE_STEPS
    )  # fmt: skip


def random_start(seed: int, features: int) -> Array:
    """Small normal weights of shape (features,)."""
    return np.random.default_rng(seed).normal(0, START_SCALE, features)


def _starts(features: int) -> Array:
    """Zero and the random starts, as columns."""
    return np.column_stack((np.zeros(features), *(random_start(seed, features) for seed in SEEDS)))


def _linear_starts(
    X: Array, y: Array, eigenvalues: Array, axes: Array
) -> tuple[StartRow, ...]:  # fmt: skip
    """From random starts the distance to the run from zero is |(I - eta A)^t (start)|."""
    rate = START_MULTIPLE / float(eigenvalues[-1])
    starts = _starts(X.shape[1])
    path = descend(
        squared_gradient(X, y), starts, [rate] * starts.shape[1], max(LINEAR_CHECKPOINTS)
    )
    factors = 1 - rate * eigenvalues
    error, inexact = rounding_in_a_step(X, y, path, rate), rate * rounding_of_eigenvalues(X)
    rows = []
    for k, seed in enumerate(SEEDS, start=1):
        length = np.linalg.norm(starts[:, k])
        for t in LINEAR_CHECKPOINTS:
            losses = np.mean((X @ path[t] - y[:, None]) ** 2, axis=0) / 2
            rows.append(
                StartRow(
                    seed=seed,
                    steps=t,
                    measured=float(np.linalg.norm(path[t, :, k] - path[t, :, 0]) / length),
                    predicted=float(np.linalg.norm(factors**t * (axes.T @ starts[:, k])) / length),
                    bound=float((np.max(np.abs(factors)) + inexact) ** t),
                    rounding=2 * t * error / float(length) + t * inexact,
                    loss_gap=float(losses[k] - losses[0]),
                )
            )
    return tuple(rows)


def _logistic_starts(X: Array, y: Array, curvature: float) -> tuple[StartRow, ...]:
    """For a convex loss and a rate up to ``stable_rate`` no step takes two runs farther apart."""
    rate = START_MULTIPLE / curvature
    starts = _starts(X.shape[1])
    path = descend(
        logistic_gradient(X, y), starts, [rate] * starts.shape[1], max(LOGISTIC_CHECKPOINTS)
    )
    error = rounding_in_a_step(X, y, path, rate, logistic=True)
    rows = []
    for k, seed in enumerate(SEEDS, start=1):
        length = float(np.linalg.norm(starts[:, k]))
        for t in LOGISTIC_CHECKPOINTS:
            losses = logistic_loss(X, y, path[t])
            rows.append(
                StartRow(
                    seed=seed,
                    steps=t,
                    measured=float(np.linalg.norm(path[t, :, k] - path[t, :, 0])) / length,
                    predicted=None,
                    bound=1.0,
                    rounding=2 * t * error / length,
                    loss_gap=float(losses[k] - losses[0]),
                )
            )
    return tuple(rows)


def _copies(X: Array, y: Array) -> tuple[CopyRow, ...]:
    """The ends of the runs on X with one column copied, from zero and from the random starts.

    After t steps w - X^+ y is the null-space part of the start plus (I - eta A)^t times the
    row-space part of (start - X^+ y).
    """
    X = np.column_stack((X, X[:, COPIED_COLUMN]))
    d, steps = X.shape[1], max(LINEAR_CHECKPOINTS)
    eigenvalues = np.linalg.eigvalsh(X.T @ X / len(y))
    rate = START_MULTIPLE / float(eigenvalues[-1])
    inexact = rate * rounding_of_eigenvalues(X)
    contraction = float(np.max(np.abs(1 - rate * eigenvalues[1:]))) + inexact
    null = np.zeros(d)
    null[COPIED_COLUMN], null[-1] = np.sqrt(0.5), -np.sqrt(0.5)
    minimum_norm = np.linalg.pinv(X) @ y
    # How far the computed X^+ y can be from the exact one, by its own gradient and null part.
    slack = float(
        np.linalg.norm(squared_gradient(X, y)(minimum_norm[:, None])) / eigenvalues[1]
        + abs(null @ minimum_norm)
    )
    starts = _starts(d)
    path = descend(squared_gradient(X, y), starts, [rate] * starts.shape[1], steps)
    error = rounding_in_a_step(X, y, path, rate)
    ends = path[-1]
    allowances = [
        contraction**steps * float(np.linalg.norm(start - minimum_norm)) + 2 * steps * error + slack
        for start in starts.T
    ]
    longest = float(np.max(np.linalg.norm(X, axis=1)))
    return tuple(
        CopyRow(
            seed=seed,
            steps=steps,
            copied_weights=(float(ends[COPIED_COLUMN, k]), float(ends[-1, k])),
            start_difference=float(starts[COPIED_COLUMN, k] - starts[-1, k]),
            from_minimum_norm=float(np.linalg.norm(ends[:, k] - minimum_norm)),
            null_part=float(abs(null @ starts[:, k])),
            allowance=allowances[k],
            from_zero_start=float(np.max(np.abs(X @ (ends[:, k] - ends[:, 0])))),
            fitted_allowance=longest * (allowances[0] + allowances[k]),
        )
        for k, seed in enumerate((None, *SEEDS))
    )


def rounding_in_a_step(
    X: Array, y: Array, path: Array, rate: float, *, logistic: bool = False
) -> float:
    """A bound on the length of the rounding error that any step of the path commits.

    In any order of summation (Higham, 2002, section 3.1); path has shape (T + 1, d, R). Since a
    step of descent at a stable rate takes no two points farther apart, t steps commit at most
    t times this.
    """
    m, d = X.shape
    weights = np.max(np.abs(path), axis=(0, 2))
    absolute = np.abs(X)
    if logistic:
        residuals = np.ones(m)  # |sigma(z) - y| <= 1
        # sigma has slope at most 1/4; tanh is good to 4 units in the last place (NumPy).
        errors = _gamma(d) * (absolute @ weights) / 4 + 8 * UNIT_ROUNDOFF
    else:
        residuals = absolute @ weights + np.abs(y)
        errors = _gamma(d + 1) * residuals
    gradient_error = absolute.T @ (errors + _gamma(m + 3) * residuals) / m
    return float(np.linalg.norm(rate * gradient_error) + UNIT_ROUNDOFF * np.linalg.norm(weights))


def rounding_of_eigenvalues(X: Array) -> float:
    """A bound on the error of the computed eigenvalues of X'X / m.

    The products of its entries (Higham, 2002, section 3.5), and a solver that is backward stable
    to 10 d units of roundoff: the computed values and axes are those of a matrix this near, so
    the t-th power of I - eta A is off by at most t eta times this.
    """
    m, d = X.shape
    size = float(np.linalg.norm(np.abs(X).T @ np.abs(X)) / m)
    return float((_gamma(m + 1) + 10 * d * UNIT_ROUNDOFF) * size)


def _gamma(n: int) -> float:
    """n u / (1 - n u), for a sum of n products in any order."""
    return float(n * UNIT_ROUNDOFF / (1 - n * UNIT_ROUNDOFF))
