"""What each claim on gradient descent says about a run, as a function of random data.

Limits become finite and exact on data whose eigenvectors are known: the part of an error along an
eigenvector of eigenvalue lambda is multiplied by exactly 1 - eta lambda in every step, so a bound
rho^t with rho < 1 holds at every t that is tried, or a part never shrinks. What a gradient is the
gradient of is settled by Taylor's formula with its exact or bounded remainder. Of the logistic
loss everything at zero is rational; elsewhere enclosures decide, never a float.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import enclosures, gradient_descent, learners, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.matrices import (
    Matrix,
    Vector,
    added,
    identity,
    inner,
    is_positive_semidefinite,
    null_projection,
    null_space,
    product,
    rank,
    row_projection,
    scaled,
    subtracted,
    times,
    transpose,
)
from numeric.strategies import RegressionTrial, SpectralTrial

AnyTrial: TypeAlias = RegressionTrial | SpectralTrial

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


# Runs and what is read off them


def _zeros(trial: AnyTrial) -> Vector:
    return (ZERO,) * len(trial.X[0])


def _squared(
    trial: AnyTrial, start: Vector, rate: Fraction, steps: int | None = None
) -> tuple[Vector, ...]:
    """The exact path of descent on squares, w(0) to w(steps)."""
    steps = trial.steps if steps is None else steps
    return gradient_descent.exact_run(trial.X, trial.y, rate, steps, start)


def _by_rule(
    name: str, trial: AnyTrial, start: Vector, rate: Fraction, steps: int = 1
) -> learners.Run:
    """A run of the rule as it is written, on rationals."""
    rule = gradient_descent.RULES[name](learning_rate=rate)
    return learners.run(rule, start, trial.X, trial.y, steps)


def _first_step(name: str, trial: AnyTrial, start: Vector, rate: Fraction) -> Vector:
    """The weights after one step of the rule."""
    return tuple([Fraction(w) for w in _by_rule(name, trial, start, rate).weights[0]])


def _gradient(name: str, trial: AnyTrial, start: Vector, rate: Fraction) -> Vector:
    """The gradient that the rule's first step from ``start`` goes against."""
    after = _first_step(name, trial, start, rate)
    return scaled(1 / rate, subtracted(start, after))


def _enclosed_gradient(
    trial: RegressionTrial, start: Vector, rate: Fraction, precision: int
) -> list[Enclosure]:
    """The gradient of the logistic loss that the first step from ``start`` goes against."""
    path = gradient_descent.enclosed_run(trial.X, trial.y, rate, 1, start, precision)
    return [(before - after) * (1 / rate) for before, after in zip(*path, strict=True)]


def _mean_along_columns(X: Matrix, values: Sequence[Fraction]) -> Vector:
    """X'v/m, written again here so that the learners' own is put to the test."""
    return tuple(
        sum((x[j] * v for x, v in zip(X, values, strict=True)), ZERO) / len(X)
        for j in range(len(X[0]))
    )


def _squares(X: Matrix, y: Vector, weights: Vector, power: int = 2) -> Fraction:
    """The sum of the residuals' powers, over power times m."""
    residuals = [inner(x, weights) - label for x, label in zip(X, y, strict=True)]
    return sum((r**power for r in residuals), ZERO) / (power * len(X))


def _squared_length(vector: Sequence[Fraction]) -> Fraction:
    """The squared Euclidean length."""
    return inner(vector, vector)


def _minors(left: Vector, right: Vector) -> list[Fraction]:
    """All 2 x 2 minors of two rows: all zero iff the rows are linearly dependent."""
    return [left[i] * right[j] - left[j] * right[i] for i, j in combinations(range(len(left)), 2)]


def _same_direction(left: Vector, right: Vector) -> bool:
    """Whether one of two vectors is a positive multiple of the other."""
    return not any(_minors(left, right)) and inner(left, right) > 0


def _note_data(note: Note, trial: AnyTrial) -> None:
    d = len(trial.X[0])
    if isinstance(trial, SpectralTrial):
        reached = sum(value > 0 for value in trial.eigenvalues)
    else:
        reached = rank(trial.X)
    note("rank deficient" if reached < d else "full column rank")
    note("fewer samples than features" if len(trial.X) < d else "as many samples as features")
    if not any(map(any, trial.X)):
        note("no features")


def _note_start(note: Note, start: Vector) -> None:
    note("non-zero start" if any(start) else "zero start")


# Any differentiable loss, any convex one


def _slope_at_zero(name: str) -> Callable[[Fraction], Fraction]:
    """The derivative by the net input at 0, as a function of the label."""
    slopes: dict[str, Callable[[Fraction], Fraction]] = {
        "squared-loss": lambda y: -y,
        "quartic-loss": lambda y: -(y**3),
        "logistic-loss": lambda y: HALF - y,
    }
    return slopes[name]


def _first_step_factors(trial: RegressionTrial, note: Note) -> bool:
    zeros = _zeros(trial)
    _note_data(note, trial)
    note("rate above one" if trial.rates[0] > 1 else "rate at most one")
    for name in gradient_descent.RULES:
        gradient = _mean_along_columns(trial.X, [_slope_at_zero(name)(y) for y in trial.y])
        steps = [_first_step(name, trial, zeros, rate) for rate in trial.rates]
        expected = [scaled(-rate, gradient) for rate in trial.rates]
        note("moves" if any(gradient) else "stays")
        if steps != expected or (any(gradient) and not _same_direction(*expected)):
            return False

    def slope(z: Fraction, y: Fraction) -> Fraction:  # of a loss that none of the rules has
        return z * z + trial.factor * z + 3 * y - trial.factor

    first, second = (
        gradient_descent.descend(zeros, trial.X, trial.y, rate, slope) for rate in trial.rates
    )
    gradient = _mean_along_columns(trial.X, [slope(ZERO, y) for y in trial.y])
    return first == scaled(-trial.rates[0], gradient) and scaled(trial.rates[1], first) == scaled(
        trial.rates[0], second
    )


def _second_step_factors(trial: RegressionTrial) -> bool:
    first, second = (_squared(trial, _zeros(trial), rate, 2)[2] for rate in trial.rates)
    return scaled(trial.rates[1], first) == scaled(trial.rates[0], second)


def _stationary_iff_optimal(trial: RegressionTrial, note: Note) -> bool:
    zeros = _zeros(trial)
    _note_data(note, trial)
    best = gradient_descent.minimum_norm(trial.X, trial.y)
    points = (trial.start, trial.direction, scaled(trial.factor, trial.direction), best)
    for name, power in (("squared-loss", 2), ("quartic-loss", 4)):

        def loss(weights: Vector, power: int = power) -> Fraction:
            return _squares(trial.X, trial.y, weights, power)

        gradient = _gradient(name, trial, zeros, trial.rates[0])
        at_zero = loss(zeros)
        if any(gradient):
            note("not stationary")
            if not _falls_along(loss, scaled(-ONE, gradient)):
                return False
        else:
            note("stationary")
            note("stationary, labels not fitted" if at_zero > 0 else "stationary, labels fitted")
            if any(loss(point) < at_zero for point in points):
                return False
        if power == 2 and (loss(best) < at_zero) is not any(gradient):
            return False
    return True


def _falls_along(loss: Callable[[Vector], Fraction], direction: Vector) -> bool:
    """Whether the loss is below its value at zero for some step 1, 1/4, ... along a direction."""
    at_zero = loss(scaled(ZERO, direction))
    return any(loss(scaled(Fraction(1, 4**k), direction)) < at_zero for k in range(40))


def _stationary_is_optimal_for_products(trial: RegressionTrial) -> bool:
    """The first weight is a product u v, as in a network: at u = v = 0 the gradient is 0."""
    column = [x[0] for x in trial.X]

    def loss(u: Fraction, v: Fraction) -> Fraction:
        return _squares(tuple((x,) for x in column), trial.y, (u * v,))

    # Along u alone and along v alone nothing changes at 0, so the gradient there is 0.
    flat = loss(ONE, ZERO) == loss(ZERO, ONE) == loss(ZERO, ZERO)
    sizes = _squared_length(column)
    best = inner(column, trial.y) / sizes if sizes else ZERO
    return flat and loss(ZERO, ZERO) <= loss(ONE, best)


# Squares: zero, and the first step


def _zero_prediction(trial: RegressionTrial, note: Note) -> bool:
    m = len(trial.X)
    run = _by_rule("squared-loss", trial, _zeros(trial), trial.rates[0])
    note("features not all zero" if any(map(any, trial.X)) else "no features")
    if any(trial.start) and not any(times(trial.X, trial.start)):
        note("another start predicts zero too")
    return run.net_inputs == run.predictions == (ZERO,) * m


def _zero_prediction_twin(trial: RegressionTrial) -> bool:
    run = _by_rule("squared-loss", trial, trial.start, trial.rates[0])
    return not any(run.predictions)


def _gradient_at_zero(trial: RegressionTrial, note: Note) -> bool:
    zeros, rate, u = _zeros(trial), trial.rates[0], trial.direction
    b = _mean_along_columns(trial.X, trial.y)
    note("gradient not zero" if any(b) else "gradient zero")
    _note_data(note, trial)
    # Taylor's formula for a quadratic: the remainder is exactly s^2 |Xu|^2 / (2m).
    curved = rate**2 * _squared_length(times(trial.X, u)) / (2 * len(trial.X))
    risen = _squares(trial.X, trial.y, scaled(rate, u)) - _squares(trial.X, trial.y, zeros)
    return (
        _gradient("squared-loss", trial, zeros, rate) == scaled(-ONE, b)
        and _squared(trial, zeros, rate, 1)[1] == scaled(rate, b)
        and risen == -rate * inner(b, u) + curved
    )


def _gradient_at_zero_twin(trial: RegressionTrial) -> bool:
    b = _mean_along_columns(trial.X, trial.y)
    return _gradient("squared-loss", trial, trial.start, trial.rates[0]) == scaled(-ONE, b)


def _starts_iff_correlated(trial: RegressionTrial, note: Note) -> bool:
    zeros = _zeros(trial)
    first = _squared(trial, zeros, trial.rates[0], 1)[1]
    correlated = any(_mean_along_columns(trial.X, trial.y))
    best = _squares(trial.X, trial.y, gradient_descent.minimum_norm(trial.X, trial.y))
    note("starts" if correlated else "does not start")
    if not correlated and any(trial.y) and any(map(any, trial.X)):
        note("blocked, with features and targets")
    return any(first) is correlated is (best < _squares(trial.X, trial.y, zeros))


def _starts_iff_correlated_twin(trial: RegressionTrial) -> bool:
    first = _squared(trial, _zeros(trial), trial.rates[0], 1)[1]
    return any(first) is (any(trial.y) and any(map(any, trial.X)))


def _starts(trial: RegressionTrial, targets: Vector) -> bool:
    """Whether these targets make the first step from zero move."""
    return any(gradient_descent.exact_run(trial.X, targets, trial.rates[0], 1)[1])


def _almost_surely_starts(trial: RegressionTrial, note: Note) -> bool:
    m = len(trial.X)
    blocked = null_space(transpose(trial.X))
    _note_data(note, trial)
    note("some targets are blocked" if blocked else "only y = 0 is blocked")
    mixed = (ZERO,) * m
    for number, target in enumerate(blocked):
        mixed = added(mixed, scaled(Fraction(number + 1, 2), target))
    if any(_starts(trial, target) for target in (*blocked, mixed)):
        return False
    if len(blocked) != m - rank(trial.X):
        return False
    column = next((column for column in transpose(trial.X) if any(column)), None)
    if column is None:
        return len(blocked) == m
    # On the line y + k column at most one target is blocked: the one at right angles to it.
    lone = -inner(trial.y, column) / _squared_length(column)
    others = (lone - 1, lone + Fraction(1, 10**6), lone + 1)
    on_line = [added(trial.y, scaled(k, column)) for k in others]
    return len(blocked) < m and all(_starts(trial, target) for target in on_line)


def _almost_surely_starts_twin(trial: RegressionTrial) -> bool:
    return len(null_space(transpose(trial.X))) < len(trial.X)


def _no_features(trial: RegressionTrial, note: Note) -> bool:
    empty = tuple(_zeros(trial) for _ in trial.X)
    _note_start(note, trial.start)
    note("targets not zero" if any(trial.y) else "targets zero")
    path = gradient_descent.exact_run(empty, trial.y, trial.rates[0], trial.steps, trial.start)
    rule = gradient_descent.RULES["squared-loss"](learning_rate=trial.rates[0])
    run = learners.run(rule, trial.start, empty, trial.y, 2)
    return set(path) == set(run.weights) == {trial.start}


def _no_features_twin(trial: RegressionTrial) -> bool:
    rows = tuple((ZERO, *row[1:]) for row in trial.X)
    path = gradient_descent.exact_run(rows, trial.y, trial.rates[0], trial.steps, trial.start)
    return set(path) == {trial.start}


# Squares: the rate, and all steps


def _eta_does_not_factor(trial: RegressionTrial, note: Note) -> bool:
    b = _mean_along_columns(trial.X, trial.y)
    a_b = _mean_along_columns(trial.X, times(trial.X, b))
    one, other = trial.rates
    first, second = (_squared(trial, _zeros(trial), rate, 2)[2] for rate in trial.rates)
    wedge = _minors(b, a_b)
    _note_data(note, trial)
    note("b is no eigenvector" if any(wedge) else "b is an eigenvector" if any(b) else "b is zero")
    note("directions differ" if any(_minors(first, second)) else "directions agree")
    return (
        first == subtracted(scaled(2 * one, b), scaled(one**2, a_b))
        and second == subtracted(scaled(2 * other, b), scaled(other**2, a_b))
        and _minors(first, second) == [2 * one * other * (one - other) * w for w in wedge]
    )


def _powers_of_step(trial: AnyTrial, rate: Fraction, vector: Vector, t: int) -> list[Vector]:
    """(I - eta A)^k times a vector, for k = 0..t."""
    powers = [vector]
    for _ in range(t):
        pulled = _mean_along_columns(trial.X, times(trial.X, powers[-1]))
        powers.append(subtracted(powers[-1], scaled(rate, pulled)))
    return powers


def _closed_form(trial: RegressionTrial, note: Note) -> bool:
    rate, t = trial.rates[0], trial.steps
    _note_data(note, trial)
    _note_start(note, trial.start)
    note("ten steps or more" if t >= 10 else "fewer than ten steps")
    A, b = gradient_descent.moments(trial.X, trial.y)
    by_binomials = gradient_descent.closed_form(A, b, rate, t, trial.start)
    from_start = _powers_of_step(trial, rate, trial.start, t)[-1]
    *by_powers, _ = _powers_of_step(trial, rate, b, t)
    total = from_start
    for power in by_powers:
        total = added(total, scaled(rate, power))
    path = _squared(trial, trial.start, rate)
    run = _by_rule("squared-loss", trial, trial.start, rate, min(t, 3))
    return (
        path[-1] == by_binomials == total
        and path[1 : len(run.weights) + 1] == run.weights
        and _squared(trial, _zeros(trial), rate)[-1] == gradient_descent.closed_form(A, b, rate, t)
    )


def _closed_form_twin(trial: RegressionTrial) -> bool:
    A, b = gradient_descent.moments(trial.X, trial.y)
    path = _squared(trial, trial.start, trial.rates[0])
    return path[-1] == gradient_descent.closed_form(A, b, trial.rates[0], trial.steps)


def _direction_iff_eigenvector(trial: SpectralTrial, note: Note) -> bool:
    zeros, rate, t = _zeros(trial), trial.rate, trial.steps
    b = _mean_along_columns(trial.X, trial.y)
    a_b = _mean_along_columns(trial.X, times(trial.X, b))
    if not any(b):
        note("b is zero")
        return set(_squared(trial, zeros, rate)) == {zeros}
    if any(_minors(b, a_b)):
        note("b is no eigenvector")
        # b /\ w(t) over eta^2 is a polynomial in eta of degree t - 2 that is not zero: of any
        # t - 1 rates, however small, one gives another direction than the limit, that of b.
        ends = [_squared(trial, zeros, rate / k)[-1] for k in range(1, t)]
        return any(any(_minors(b, end)) for end in ends)
    note("b is an eigenvector")
    eigenvalue = inner(b, a_b) / _squared_length(b)
    kept = 1 - rate * eigenvalue
    for k, weights in enumerate(_squared(trial, zeros, rate)):
        if weights != scaled((1 - kept**k) / eigenvalue, b):
            return False
        along = inner(weights, b)
        if k and along <= 0:
            note("flips" if along < 0 else "back at zero")
        elif k:
            note("keeps the direction")
        # Below 2/lambda always; beyond, for odd k alone.
        if k and (along > 0) is not (rate * eigenvalue < 2 or k % 2 == 1):
            return False
        if (along < 0) is not (rate * eigenvalue > 2 and k % 2 == 0 and k > 0):
            return False
    return eigenvalue > 0


def _direction_iff_eigenvector_twin(trial: SpectralTrial) -> bool:
    if rank(trial.X) < len(trial.X[0]):
        return True
    first, second = (_squared(trial, _zeros(trial), trial.rate / k)[-1] for k in (1, 2))
    return not any(_minors(first, second))


# Squares: limits, on data with known eigenvectors


def _parts(trial: SpectralTrial, vector: Vector) -> Vector:
    """The components along the eigenvectors."""
    return times(trial.basis, vector)


def _kept(trial: SpectralTrial) -> Vector:
    """1 - eta lambda for each eigenvector: what one step leaves of an error along it."""
    return tuple(1 - trial.rate * value for value in trial.eigenvalues)


def _rho(trial: SpectralTrial) -> Fraction:
    """The largest |1 - eta lambda| over the row space; 0 where that is {0}."""
    kept = zip(_kept(trial), trial.eigenvalues, strict=True)
    return max((abs(k) for k, value in kept if value > 0), default=ZERO)


def _multiplied_each_step(trial: SpectralTrial, errors: Sequence[Vector]) -> bool:
    """Whether each step multiplies every component by exactly 1 - eta lambda."""
    kept = _kept(trial)
    return all(
        _parts(trial, after)
        == tuple(k * p for k, p in zip(kept, _parts(trial, before), strict=True))
        for before, after in pairwise(errors)
    )


def _within(errors: Sequence[Vector], rho: Fraction) -> bool:
    """Whether the error at step t is at most rho^t times the first, for every t."""
    return all(
        _squared_length(e) <= rho ** (2 * t) * _squared_length(errors[0])
        for t, e in enumerate(errors)
    )


def _errors(path: Iterable[Vector], target: Vector) -> list[Vector]:
    return [subtracted(weights, target) for weights in path]


def _solution_by_eigenvectors(trial: SpectralTrial) -> Vector:
    """X^+ y as the sum over lambda > 0 of (q . b / lambda) q."""
    b = _mean_along_columns(trial.X, trial.y)
    total = _zeros(trial)
    for vector, value in zip(trial.basis, trial.eigenvalues, strict=True):
        if value > 0:
            total = added(total, scaled(inner(vector, b) / value, vector))
    return total


def _minimum_norm(trial: SpectralTrial, note: Note) -> bool:
    _note_data(note, trial)
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    b = _mean_along_columns(trial.X, trial.y)
    in_rows, in_null = row_projection(trial.X), null_projection(trial.X)
    null_part = times(in_null, trial.start)
    note("start outside the row space" if any(null_part) else "start in the row space")
    from_zero = _squared(trial, _zeros(trial), trial.rate)
    from_start = _squared(trial, trial.start, trial.rate)
    limit = added(solution, null_part)
    to_zero, to_start = _errors(from_zero, solution), _errors(from_start, limit)
    rho = _rho(trial)
    return (
        # the least-squares solution of least norm, twice
        solution == _solution_by_eigenvectors(trial) == times(in_rows, solution)
        and _mean_along_columns(trial.X, times(trial.X, limit)) == b
        and _squared_length(limit) == _squared_length(solution) + _squared_length(null_part)
        # never out of the row space, and ever nearer to the limit
        and all(times(in_rows, weights) == weights for weights in from_zero)
        and all(times(in_null, weights) == null_part for weights in from_start)
        and rho < 1
        and _multiplied_each_step(trial, to_zero)
        and _multiplied_each_step(trial, to_start)
        and _within(to_zero, rho)
        and _within(to_start, rho)
    )


def _minimum_norm_twin(trial: SpectralTrial) -> bool:
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    return _within(_errors(_squared(trial, trial.start, trial.rate), solution), _rho(trial))


def _differences(trial: SpectralTrial) -> list[Vector]:
    paths = (_squared(trial, start, trial.rate) for start in (trial.start, trial.other))
    return [subtracted(w, v) for w, v in zip(*paths, strict=True)]


def _start_is_forgotten(trial: SpectralTrial, note: Note) -> bool:
    _note_data(note, trial)
    apart = _differences(trial)
    stays = times(null_projection(trial.X), apart[0])
    note("part of the start stays" if any(stays) else "start forgotten")
    note("starts differ" if any(apart[0]) else "starts agree")
    rho = _rho(trial)
    in_rows = row_projection(trial.X)
    return (
        apart == _powers_of_step(trial, trial.rate, apart[0], trial.steps)
        and _multiplied_each_step(trial, apart)
        # What lies in the row space shrinks by a factor below 1, what does not stays as it is.
        and rho < 1
        and _within([times(in_rows, difference) for difference in apart], rho)
        and all(subtracted(v, times(in_rows, v)) == stays for v in apart)
        and _within([times(trial.X, difference) for difference in apart], rho)
    )


def _start_is_forgotten_twin(trial: SpectralTrial) -> bool:
    return _within(_differences(trial), _rho(trial))


def _settles(trial: SpectralTrial, increments: Sequence[Vector]) -> bool:
    """Whether the first two increments shrink along every eigenvector they have a part along."""
    first, second = (_parts(trial, increment) for increment in increments[:2])
    return all(
        abs(after) < abs(before) for before, after in zip(first, second, strict=True) if before
    )


def _stable_rates(trial: SpectralTrial, note: Note) -> bool:
    _note_data(note, trial)
    path = _squared(trial, _zeros(trial), trial.rate)
    increments = [subtracted(after, before) for before, after in pairwise(path)]
    b = _parts(trial, _mean_along_columns(trial.X, trial.y))
    met = [abs(k) for k, part in zip(_kept(trial), b, strict=True) if part]
    converges = all(k < 1 for k in met)
    note("converges" if converges else "keeps its size" if max(met) == 1 else "diverges")
    if converges and _rho(trial) >= 1:
        note("converges at a rate that some eigenvalue forbids")
    if _settles(trial, increments) is not converges:
        return False
    # Each step multiplies each part of an increment by 1 - eta lambda, so two steps tell all.
    if not _multiplied_each_step(trial, increments):
        return False
    if converges:
        solution = gradient_descent.minimum_norm(trial.X, trial.y)
        return _within(_errors(path, solution), max(met, default=ZERO))
    unstable = [
        j for j, (k, part) in enumerate(zip(_kept(trial), b, strict=True)) if part and abs(k) >= 1
    ]
    least = sum(((trial.rate * b[j]) ** 2 for j in unstable), ZERO)
    return all(_squared_length(increment) >= least > 0 for increment in increments)


def _stable_rates_twin(trial: SpectralTrial) -> bool:
    path = _squared(trial, _zeros(trial), trial.rate, 2)
    increments = [subtracted(after, before) for before, after in pairwise(path)]
    return _settles(trial, increments) is (_rho(trial) < 1)


def _warm_start_bound(trial: SpectralTrial, note: Note) -> bool:
    _note_data(note, trial)
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    target = added(solution, times(null_projection(trial.X), trial.start))
    errors = _errors(_squared(trial, trial.start, trial.rate), target)
    rho = _rho(trial)
    if (
        any(errors[0])
        and rho > 0
        and _squared_length(errors[-1]) == rho ** (2 * trial.steps) * _squared_length(errors[0])
    ):
        note("bound attained")
    note("bound below the first error" if rho < 1 else "bound not below the first error")
    return _within(errors, rho)


def _warm_start_bound_twin(trial: SpectralTrial) -> bool:
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    return _within(_errors(_squared(trial, trial.start, trial.rate), solution), _rho(trial))


def _distances(trial: SpectralTrial, start: Vector, rate: Fraction) -> list[Fraction]:
    """Squared distances of a run from the nearest least-squares solution, for each step."""
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    in_rows = row_projection(trial.X)
    errors = _errors(_squared(trial, start, rate), solution)
    return [_squared_length(times(in_rows, error)) for error in errors]


def _closer_can_end_farther(trial: SpectralTrial, note: Note) -> bool:
    values = sorted({value for value in trial.eigenvalues if value > 0})
    if len(values) < 2:
        note("one curvature: the order is kept")
        one, other = (_distances(trial, start, trial.rate) for start in (trial.start, trial.other))
        kept = (1 - trial.rate * values[0]) ** 2 if values else ZERO
        return all(a == kept * b for path in (one, other) for b, a in pairwise(path))
    note("two curvatures: the order is turned round")
    slow, fast = values[0], values[-1]
    solution = gradient_descent.minimum_norm(trial.X, trial.y)
    along_slow, along_fast = (trial.basis[trial.eigenvalues.index(value)] for value in (slow, fast))
    near = _distances(trial, added(solution, along_slow), 1 / fast)
    far = _distances(trial, added(solution, scaled(Fraction(2), along_fast)), 1 / fast)
    return (
        near == [(1 - slow / fast) ** (2 * t) for t in range(trial.steps + 1)]
        and far == [4, *[0] * trial.steps]
        and near[0] < far[0]
        and all(a > b for a, b in zip(near[1:], far[1:], strict=True))
    )


def _closer_can_end_farther_twin(trial: SpectralTrial) -> bool:
    one, other = (_distances(trial, start, trial.rate) for start in (trial.start, trial.other))
    return one[-1] <= other[-1] if one[0] <= other[0] else other[-1] <= one[-1]


# Squares: the symmetries there are


def _target_scaling(trial: RegressionTrial, note: Note) -> bool:
    c, rate = trial.factor, trial.rates[0]
    note("negative factor" if c < 0 else "positive factor" if c > 0 else "zero factor")
    _note_data(note, trial)
    path = _squared(trial, _zeros(trial), rate)
    moved = gradient_descent.exact_run(trial.X, scaled(c, trial.y), rate, trial.steps)
    return moved == tuple(scaled(c, weights) for weights in path)


def _target_scaling_twin(trial: RegressionTrial) -> bool:
    c, rate = trial.factor, trial.rates[0]
    path = _squared(trial, trial.start, rate)
    moved = gradient_descent.exact_run(trial.X, scaled(c, trial.y), rate, trial.steps, trial.start)
    return moved == tuple(scaled(c, weights) for weights in path)


Turned: TypeAlias = tuple[RegressionTrial, Matrix]


def _turned_data() -> SearchStrategy[Turned]:
    return strategies.regression_trials().flatmap(
        lambda trial: st.tuples(st.just(trial), strategies.orthogonal_matrices(len(trial.X[0])))
    )


def _rotation(data: Turned, note: Note) -> bool:
    trial, turn = data
    rate = trial.rates[0]
    note("no permutation" if any(map(_mixes, turn)) else "signed permutation")
    _note_start(note, trial.start)
    _note_data(note, trial)
    rows = tuple(times(turn, row) for row in trial.X)
    if product(turn, transpose(turn)) != identity(len(turn)):
        return False
    for start in (_zeros(trial), trial.start):
        path = _squared(trial, start, rate)
        turned = gradient_descent.exact_run(rows, trial.y, rate, trial.steps, times(turn, start))
        if turned != tuple(times(turn, weights) for weights in path):
            return False
    return gradient_descent.exact_run(rows, trial.y, rate, 1)[0] == _zeros(trial)


def _mixes(row: Vector) -> bool:
    return sum(map(bool, row)) > 1


def _rotation_twin(data: Turned) -> bool:
    trial, turn = data
    rows = tuple(times(turn, row) for row in trial.X)
    path = _squared(trial, trial.start, trial.rates[0])
    turned = gradient_descent.exact_run(rows, trial.y, trial.rates[0], trial.steps, trial.start)
    return turned == tuple(times(turn, weights) for weights in path)


def _no_symmetry(trial: RegressionTrial, note: Note) -> bool:
    path = _squared(trial, _zeros(trial), trial.rates[0])
    b = _mean_along_columns(trial.X, trial.y)
    _note_data(note, trial)
    return _separate_where(path[1], b, note, path[2])


def _separate_where(
    first: Sequence[Fraction], pull: Vector, note: Note, second: Sequence[Fraction] | None = None
) -> bool:
    """Whether two weights differ after the first step just where the pulls on them differ."""
    for i, j in combinations(range(len(pull)), 2):
        note("separate at the first step" if pull[i] != pull[j] else "together at first")
        if second and first[i] == first[j] and second[i] != second[j]:
            note("separate at the second step")
        if (first[i] != first[j]) is not (pull[i] != pull[j]):
            return False
    return True


def _no_symmetry_twin(trial: RegressionTrial) -> bool:
    return all(len(set(weights)) == 1 for weights in _squared(trial, _zeros(trial), trial.rates[0]))


# The logistic loss


def _half_at_zero(trial: RegressionTrial, note: Note) -> bool:
    note("features not all zero" if any(map(any, trial.X)) else "no features")
    run = _by_rule("logistic-loss", trial, _zeros(trial), trial.rates[0])
    rule = gradient_descent.RULES["logistic-loss"](learning_rate=float(trial.rates[0]))
    rows = [[float(value) for value in row] for row in trial.X]
    in_floats = learners.run(rule, [0.0] * len(rows[0]), rows, [float(y) for y in trial.y])
    return (
        run.predictions == (HALF,) * len(trial.X)
        and in_floats.predictions == (0.5,) * len(trial.X)
        and all(type(p) is Fraction for p in run.predictions)
        and enclosures.logistic(ZERO, 40) == enclosures.point(HALF)
    )


def _half_at_zero_twin(trial: RegressionTrial) -> bool:
    return all(HALF in enclosures.logistic(inner(x, trial.start), 80) for x in trial.X)


STEP = Fraction(1, 2**10)


def _is_logistic_gradient(
    trial: RegressionTrial,
    weights: Vector,
    gradient: Callable[[int], Sequence[Enclosure | Fraction]],
) -> bool:
    """Whether L(w + su) - L(w) - s g . u lies between 0 and s^2 |Xu|^2 / (8m), for s small.

    It does for the gradient g, as the logistic function's derivative lies between 0 and 1/4.
    Any other g.u is told from it, unless they differ by less than s |Xu|^2 / (8m).
    """
    u = trial.direction
    moved = added(weights, scaled(STEP, u))
    largest = STEP**2 * _squared_length(times(trial.X, u)) / (8 * len(trial.X))

    def remainder(precision: int) -> Enclosure:
        after, before = (
            gradient_descent.logistic_mean_loss(trial.X, trial.y, point, precision)
            for point in (moved, weights)
        )
        slope = enclosures.point(0)
        for part, along in zip(gradient(precision), u, strict=True):
            slope = slope + part * along
        return after - before - STEP * slope

    if largest == 0:  # the data do not see u: the loss and its slope along u are 0
        return ZERO in remainder(80)
    return (
        enclosures.decided_sign(remainder) > 0
        and enclosures.decided_sign(lambda precision: largest - remainder(precision)) > 0
    )


def _same_gradient_form(trial: RegressionTrial, note: Note) -> bool:
    rate, u, start = trial.rates[0], trial.direction, trial.start
    _note_data(note, trial)
    _note_start(note, start)
    seen = times(trial.X, u)
    note("the data see the direction" if any(seen) else "the data do not see the direction")
    # Squares, exactly: the form with the net input as prediction, and Taylor's formula.
    squared = _gradient("squared-loss", trial, start, rate)
    residuals = subtracted(times(trial.X, start), trial.y)
    risen = _squares(trial.X, trial.y, added(start, u)) - _squares(trial.X, trial.y, start)
    if squared != _mean_along_columns(trial.X, residuals):
        return False
    if risen != inner(squared, u) + _squared_length(seen) / (2 * len(trial.X)):
        return False
    # The logistic loss: the form with the probability as prediction is the gradient of the loss.
    for precision in (40, 80):
        by_step = _enclosed_gradient(trial, start, rate, precision)
        by_form = _logistic_form(trial, start, precision)
        if not all(
            a.low <= b.high and b.low <= a.high for a, b in zip(by_step, by_form, strict=True)
        ):
            return False
    return _is_logistic_gradient(
        trial, start, lambda precision: _enclosed_gradient(trial, start, rate, precision)
    )


def _logistic_form(trial: RegressionTrial, weights: Vector, precision: int) -> list[Enclosure]:
    """X'(sigma(Xw) - y)/m, written again here."""
    residuals = [
        enclosures.logistic(inner(x, weights), precision) - y
        for x, y in zip(trial.X, trial.y, strict=True)
    ]
    total = []
    for column in transpose(trial.X):
        entry = enclosures.point(0)
        for value, residual in zip(column, residuals, strict=True):
            entry = entry + value * residual
        total.append(entry * Fraction(1, len(residuals)))
    return total


def _same_gradient_form_twin(trial: RegressionTrial) -> bool:
    squared = _gradient("squared-loss", trial, trial.start, trial.rates[0])
    return _is_logistic_gradient(trial, trial.start, lambda precision: squared)


def _centred_labels(trial: RegressionTrial) -> Vector:
    """1/2 - y, the slopes of the logistic loss at zero."""
    return tuple(HALF - y for y in trial.y)


def _logistic_gradient_at_zero(trial: RegressionTrial, note: Note) -> bool:
    zeros, rate = _zeros(trial), trial.rates[0]
    expected = _mean_along_columns(trial.X, _centred_labels(trial))
    note("gradient not zero" if any(expected) else "gradient zero")
    _note_data(note, trial)
    enclosed = gradient_descent.enclosed_run(trial.X, trial.y, rate, 1)[1]
    return (
        _gradient("logistic-loss", trial, zeros, rate) == expected
        and enclosed == tuple(enclosures.point(-rate * g) for g in expected)
        and _is_logistic_gradient(trial, zeros, lambda precision: expected)
    )


def _logistic_gradient_at_zero_twin(trial: RegressionTrial) -> bool:
    b = _mean_along_columns(trial.X, trial.y)
    return _gradient("logistic-loss", trial, _zeros(trial), trial.rates[0]) == scaled(-ONE, b)


def _sign_of_rise_from_zero(trial: RegressionTrial, weights: Vector) -> int:
    """The sign of L(w) - L(0), for weights whose predictions are not all 1/2."""

    def difference(precision: int) -> Enclosure:
        here, there = (
            gradient_descent.logistic_mean_loss(trial.X, trial.y, point, precision)
            for point in (weights, _zeros(trial))
        )
        return here - there

    return enclosures.decided_sign(difference)


def _logistic_starts(trial: RegressionTrial, note: Note) -> bool:
    gradient = _mean_along_columns(trial.X, _centred_labels(trial))
    first = _first_step("logistic-loss", trial, _zeros(trial), trial.rates[0])
    note("starts" if any(gradient) else "does not start")
    if any(first) is not any(gradient):
        return False
    if any(gradient):
        # A step of 1/steepest is short enough to lower the loss: its second derivative along any
        # unit vector is at most trace(X'X) / (4m).
        steepest = sum(map(_squared_length, trial.X), ZERO) / (4 * len(trial.X))
        return _sign_of_rise_from_zero(trial, scaled(-1 / steepest, gradient)) < 0
    if any(map(any, trial.X)):
        note("blocked, with features")
    tried = [p for p in (trial.start, trial.direction) if any(times(trial.X, p))]
    return all(_sign_of_rise_from_zero(trial, point) > 0 for point in tried)


def _logistic_starts_twin(trial: RegressionTrial) -> bool:
    first = _first_step("logistic-loss", trial, _zeros(trial), trial.rates[0])
    return any(first) is any(_mean_along_columns(trial.X, trial.y))


def _logistic_hessian(trial: RegressionTrial) -> tuple[Vector, Matrix]:
    """Net inputs in units of log 2, and the Hessian there: 2^z is rational, so all of it is."""
    # Features are halves of whole numbers, so twice a whole vector gives whole exponents.
    exponents = times(trial.X, scaled(Fraction(2), trial.direction))
    probabilities = [
        Fraction(2) ** z.numerator / (1 + Fraction(2) ** z.numerator) for z in exponents
    ]
    weighted = tuple(
        scaled(p * (1 - p) / len(trial.X), x) for p, x in zip(probabilities, trial.X, strict=True)
    )
    return exponents, product(transpose(trial.X), weighted)


def _logistic_convex(trial: RegressionTrial, note: Note) -> bool:
    _note_data(note, trial)
    d, m, u = len(trial.X[0]), len(trial.X), trial.start
    exponents, hessian = _logistic_hessian(trial)
    if not is_positive_semidefinite(hessian) or (rank(hessian) == d) is not (rank(trial.X) == d):
        return False
    seen = times(trial.X, u)
    note("curved along the direction" if any(seen) else "flat along the direction")
    curvature = inner(u, times(hessian, u))
    if (curvature > 0) is not any(seen):
        return False
    if not any(seen):
        return True

    # It is the Hessian of the loss: L(w + su) + L(w - su) - 2 L(w) differs from s^2 u'Hu by at
    # most s^4 sum (x . u)^4 / (96 m), as the logistic function's third derivative is at most 1/8.
    step = Fraction(1, 2**6)
    slack = step**4 * sum((z**4 for z in seen), ZERO) / (96 * m)

    def beyond(precision: int) -> Enclosure:
        log_two, total = enclosures.log_two(precision), enclosures.point(0)
        for whole, along in zip(exponents, seen, strict=True):
            z = whole * log_two
            for side, factor in ((1, 1), (-1, 1), (0, -2)):
                moved = z + side * step * along
                total = total + factor * enclosures.softplus(moved, precision)
        return total * Fraction(1, m) - step**2 * curvature

    if enclosures.decided_sign(lambda precision: slack - beyond(precision)) < 0:
        return False
    if enclosures.decided_sign(lambda precision: slack + beyond(precision)) < 0:
        return False

    # A gradient that is monotone along u is that of a convex function.
    def rise(precision: int) -> Enclosure:
        total = enclosures.point(0)
        ends = (
            _enclosed_gradient(trial, point, trial.rates[0], precision)
            for point in (added(trial.direction, u), trial.direction)
        )
        for after, before, along in zip(*ends, u, strict=True):
            total = total + (after - before) * along
        return total

    return enclosures.decided_sign(rise) > 0


def _logistic_convex_twin(trial: RegressionTrial) -> bool:
    return rank(_logistic_hessian(trial)[1]) == len(trial.X[0])


TwoSamples: TypeAlias = tuple[Fraction, Fraction, Vector, tuple[Fraction, Fraction]]


def _two_samples() -> SearchStrategy[TwoSamples]:
    """Two lengths, two labels 0 or 1 and two different rates."""
    lengths = strategies.positive_rationals(4)
    rates = st.tuples(strategies.positive_rationals(4), st.sampled_from((HALF, Fraction(2))))
    return st.tuples(
        lengths,
        lengths,
        strategies.labels(2, (0, 1)),
        rates.map(lambda pair: (pair[0], pair[0] * pair[1])),
    )


def _second_steps(data: TwoSamples, precision: int) -> list[tuple[Enclosure, ...]]:
    """The weights after two steps from zero at each rate, for X = diag(a, c)."""
    a, c, y, rates = data
    rows = ((a, ZERO), (ZERO, c))
    return [gradient_descent.enclosed_run(rows, y, rate, 2, None, precision)[2] for rate in rates]


def _turn(data: TwoSamples, precision: int) -> Enclosure:
    """The determinant of the weights after two steps at the two rates."""
    first, second = _second_steps(data, precision)
    return first[0] * second[1] - first[1] * second[0]


def _logistic_eta(data: TwoSamples, note: Note) -> bool:
    a, c, y, (one, other) = data
    # After two steps the weight of a sample of length a is half the rate times a/2 + a sigma(-z),
    # with z = rate a^2/4, up to the sign its label gives it.
    expected = [
        [
            (2 * label - 1)
            * rate
            * length
            * HALF
            * (HALF + enclosures.logistic(-rate * length**2 / 4, 80))
            for length, label in zip((a, c), y, strict=True)
        ]
        for rate in (one, other)
    ]
    for made, formula in zip(_second_steps(data, 80), expected, strict=True):
        for w, v in zip(made, formula, strict=True):
            if w.low > v.high or v.low > w.high:
                return False
    note("rate above one" if one > 1 else "rate at most one")
    if a == c:
        note("equal lengths: the direction stays")
        return all(abs(w.low + w.high) == abs(v.low + v.high) for w, v in _second_steps(data, 80))
    # For different lengths the determinant is never 0: as e is transcendental, it would have to
    # vanish as a rational function of a power of e, and it does not.
    note("directions differ")
    return enclosures.decided_sign(lambda precision: _turn(data, precision)) != 0


def _logistic_eta_twin(data: TwoSamples) -> bool:
    try:
        return enclosures.decided_sign(lambda precision: _turn(data, precision)) == 0
    except enclosures.Undecided:
        return True


def _logistic_no_symmetry(trial: RegressionTrial, note: Note) -> bool:
    first = _first_step("logistic-loss", trial, _zeros(trial), trial.rates[0])
    pull = _mean_along_columns(trial.X, _centred_labels(trial))
    _note_data(note, trial)
    return _separate_where(first, pull, note)


def _logistic_no_symmetry_twin(trial: RegressionTrial) -> bool:
    first = _first_step("logistic-loss", trial, _zeros(trial), trial.rates[0])
    return len(set(first)) == 1


def _stable() -> SearchStrategy[SpectralTrial]:
    return strategies.spectral_trials(stable=True)


def _long() -> SearchStrategy[RegressionTrial]:
    return strategies.regression_trials(most_steps=strategies.MOST_UPDATES)


GRADIENT_LAWS: tuple[Law, ...] = (
    Law(
        "gd.first-step-factors",
        "From zero the first step is minus the rate times the gradient, for squares, fourth "
        "powers, the logistic loss and a loss that is not convex.",
        strategies.labelled_trials,
        _first_step_factors,
        "So are two steps.",
        _second_step_factors,
        ("moves", "stays", "rate above one", "rank deficient"),
    ),
    Law(
        "convex.stationary-iff-optimal",
        "Squares and fourth powers: the gradient at zero is 0 just where no point has less loss.",
        strategies.regression_trials,
        _stationary_iff_optimal,
        "So it is where a weight is a product of two, as in a network.",
        _stationary_is_optimal_for_products,
        ("stationary, labels not fitted", "stationary", "not stationary", "rank deficient"),
    ),
    Law(
        "linear.zero-prediction",
        "From zero the first predictions are 0.",
        strategies.regression_trials,
        _zero_prediction,
        "From every start they are.",
        _zero_prediction_twin,
        ("features not all zero", "another start predicts zero too"),
    ),
    Law(
        "linear.gradient-at-zero",
        "The gradient at zero is -b, the one in Taylor's formula of the loss.",
        strategies.regression_trials,
        _gradient_at_zero,
        "It is -b everywhere.",
        _gradient_at_zero_twin,
        ("gradient not zero", "gradient zero", "rank deficient"),
    ),
    Law(
        "linear.starts-iff-correlated",
        "From zero the first step moves just where X'y is not 0, just where another point has "
        "less loss.",
        strategies.regression_trials,
        _starts_iff_correlated,
        "It moves just where neither X nor y is 0.",
        _starts_iff_correlated_twin,
        ("starts", "does not start", "blocked, with features and targets"),
    ),
    Law(
        "linear.almost-surely-starts",
        "For X not 0 the targets that do not start form a subspace of dimension m - rank X < m; "
        "a line along a column meets it at most once.",
        strategies.regression_trials,
        _almost_surely_starts,
        "Its dimension is below m for every X.",
        _almost_surely_starts_twin,
        ("no features", "rank deficient", "some targets are blocked", "only y = 0 is blocked"),
    ),
    Law(
        "linear.no-features-no-learning",
        "For X = 0 the weights never move, from any start.",
        strategies.regression_trials,
        _no_features,
        "They never move where one feature is 0 in all samples.",
        _no_features_twin,
        ("non-zero start", "targets not zero"),
    ),
    Law(
        "linear.eta-does-not-factor",
        "From zero w(2) = 2 eta b - eta^2 A b, and at two rates these are parallel just where b "
        "and A b are.",
        strategies.regression_trials,
        _eta_does_not_factor,
        "The rate factors out of w(2).",
        _second_step_factors,
        ("directions differ", "b is an eigenvector", "b is no eigenvector", "rank deficient"),
    ),
    Law(
        "linear.closed-form",
        "The run is given by the powers of I - eta A, and by the formula in binomials.",
        _long,
        _closed_form,
        "The formula from zero gives it from every start.",
        _closed_form_twin,
        ("non-zero start", "ten steps or more", "rank deficient"),
    ),
    Law(
        "linear.direction-iff-eigenvector",
        "Where A b = lambda b the weights are (1 - (1 - eta lambda)^t) / lambda times b, with the "
        "signs that follow; elsewhere some of t - 1 rates turns them away from b.",
        strategies.spectral_trials,
        _direction_iff_eigenvector,
        "The direction is free of the rate whenever X has full column rank.",
        _direction_iff_eigenvector_twin,
        ("flips", "back at zero", "keeps the direction", "b is no eigenvector", "b is zero"),
    ),
    Law(
        "linear.minimum-norm",
        "For rates below 2/largest the run closes in on X^+ y, from elsewhere than zero on that "
        "plus the start's null-space part, by a factor below 1 in each step.",
        _stable,
        _minimum_norm,
        "It closes in on X^+ y from every start.",
        _minimum_norm_twin,
        ("rank deficient", "fewer samples than features", "start outside the row space"),
    ),
    Law(
        "linear.start-is-forgotten",
        "Two runs differ by (I - eta A)^t times the starts' difference, which vanishes just where "
        "it has no null-space part; their fitted values always meet.",
        _stable,
        _start_is_forgotten,
        "The difference of two runs always vanishes.",
        _start_is_forgotten_twin,
        ("rank deficient", "part of the start stays", "start forgotten", "starts differ"),
    ),
    Law(
        "linear.stable-rates",
        "From zero the run converges just where |1 - eta lambda| < 1 for the eigenvalues whose "
        "eigenvectors b has a part along.",
        strategies.spectral_trials,
        _stable_rates,
        "Just where |1 - eta lambda| < 1 for every positive eigenvalue.",
        _stable_rates_twin,
        (
            "converges",
            "keeps its size",
            "diverges",
            "converges at a rate that some eigenvalue forbids",
            "rank deficient",
        ),
    ),
    Law(
        "linear.warm-start-bound",
        "The distance from the solution with the start's own null-space part is at most rho^t "
        "times the first, rho being the largest |1 - eta lambda| over the row space.",
        strategies.spectral_trials,
        _warm_start_bound,
        "So is the distance from X^+ y, from every start.",
        _warm_start_bound_twin,
        ("bound attained", "rank deficient", "bound below the first error"),
    ),
    Law(
        "linear.closer-start-can-end-farther",
        "With two curvatures a start nearer to the solutions can be farther after every step; "
        "with one the order is kept.",
        strategies.spectral_trials,
        _closer_can_end_farther,
        "The nearer of two starts ends nearer.",
        _closer_can_end_farther_twin,
        ("two curvatures: the order is turned round", "one curvature: the order is kept"),
    ),
    Law(
        "linear.target-scaling",
        "From zero, targets times c give weights times c.",
        strategies.regression_trials,
        _target_scaling,
        "So they do from every start.",
        _target_scaling_twin,
        ("negative factor", "positive factor", "zero factor", "rank deficient"),
    ),
    Law(
        "linear.rotation",
        "Turning all samples turns the run from zero, and from a start that is turned with them.",
        _turned_data,
        _rotation,
        "It turns the run from a start that is kept.",
        _rotation_twin,
        ("no permutation", "signed permutation", "non-zero start", "rank deficient"),
    ),
    Law(
        "linear.no-symmetry-to-break",
        "From zero two weights separate at the first step just where b differs between them.",
        strategies.regression_trials,
        _no_symmetry,
        "Weights that start equal stay equal.",
        _no_symmetry_twin,
        ("separate at the first step", "together at first", "rank deficient"),
    ),
    Law(
        "logistic.half-at-zero",
        "From zero every first prediction is exactly 1/2.",
        strategies.labelled_trials,
        _half_at_zero,
        "It is from every start.",
        _half_at_zero_twin,
        ("features not all zero",),
    ),
    Law(
        "logistic.same-gradient-form",
        "X'(prediction - y)/m is the gradient of both losses: Taylor's formula holds with it.",
        strategies.labelled_trials,
        _same_gradient_form,
        "The gradient of the logistic loss is that of squares.",
        _same_gradient_form_twin,
        ("the data see the direction", "the data do not see the direction", "non-zero start"),
    ),
    Law(
        "logistic.gradient-at-zero",
        "The gradient at zero is X'(1/2 - y)/m, the one in Taylor's formula of the loss.",
        strategies.labelled_trials,
        _logistic_gradient_at_zero,
        "It is -b, as for squares.",
        _logistic_gradient_at_zero_twin,
        ("gradient not zero", "gradient zero", "rank deficient"),
    ),
    Law(
        "logistic.starts-iff-correlated",
        "From zero the first step moves just where X'(1/2 - y) is not 0, just where another point "
        "has less loss.",
        strategies.labelled_trials,
        _logistic_starts,
        "It moves just where X'y is not 0.",
        _logistic_starts_twin,
        ("starts", "does not start", "blocked, with features"),
    ),
    Law(
        "logistic.convex",
        "X'diag(p(1 - p))X/m is the Hessian of the loss, positive semidefinite, and definite just "
        "where X has full column rank.",
        strategies.labelled_trials,
        _logistic_convex,
        "It is always positive definite.",
        _logistic_convex_twin,
        ("rank deficient", "full column rank", "curved along the direction"),
    ),
    Law(
        "logistic.eta-does-not-factor",
        "On two samples at right angles, of different lengths, two steps from zero have "
        "different directions at two rates.",
        _two_samples,
        _logistic_eta,
        "Two steps from zero have the same direction at all rates.",
        _logistic_eta_twin,
        ("directions differ", "equal lengths: the direction stays", "rate above one"),
    ),
    Law(
        "logistic.no-symmetry-to-break",
        "From zero two weights separate at the first step just where X'(1/2 - y) differs between "
        "them.",
        strategies.labelled_trials,
        _logistic_no_symmetry,
        "Weights that start equal stay equal.",
        _logistic_no_symmetry_twin,
        ("separate at the first step", "together at first", "rank deficient"),
    ),
)
