"""The claims on real data: Fisher's irises, exactly and in float64.

Each problem is run at five rates, from zero and from one fixed start that is not zero. The two
species take turns, each in the order of the table: with one whole species after the other, a run
would meet a new label only twice in an epoch. What agrees between the rates is computed from the
runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from numeric import exact, floats
from numeric.data import load_iris

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]

RATES = (Fraction(1, 1000), Fraction(1, 10), Fraction(1, 3), Fraction(1), Fraction(7))
REFERENCE_RATE = Fraction(1)
STARTS: dict[str, Vector] = {
    "zero": (Fraction(0),) * 5,
    "non-zero": tuple(map(Fraction, (1, -1, 1, -1, 1))),
}
SEPARABLE_LIMIT = 100
INSEPARABLE_EPOCHS = 20


@dataclass(frozen=True)
class Problem:
    """Two species as samples with a constant feature 1, labelled -1 and +1."""

    name: str
    X: Matrix
    y: Vector
    epoch_limit: int


@dataclass(frozen=True)
class Separator:
    """Weights u with y (u . x) >= ``gap`` > 0 for all samples, and what they bound.

    ``squared_margin`` is gap^2 / |u|^2, ``squared_radius`` the largest |x|^2, and
    ``mistake_bound`` their quotient R^2 / gamma^2 (Novikoff, 1962). ``is_widest`` says whether
    no separator has a larger margin.
    """

    weights: Vector
    gap: Fraction
    squared_margin: Fraction
    squared_radius: Fraction
    mistake_bound: Fraction
    is_widest: bool


@dataclass(frozen=True)
class IrisRow:
    """One run: a problem, a start and a rate, and how it compares with rate 1 from that start.

    ``weights_over_rate`` are the final weights divided by the rate, exactly;
    ``mistake_bound`` is R^2 / gamma^2 where the theorem gives it (separable, from zero);
    ``certified_share`` is the share of the float64 run's labels certified to be exact;
    ``float_differs_at`` is the first sample shown, counted from 1, whose float label is not the
    exact one, or None; ``exact_ties`` counts the net inputs that are exactly zero.
    """

    problem: str
    start: str
    learning_rate: Fraction
    epochs: int
    stopped: bool
    mistakes: int
    mistakes_per_epoch: tuple[int, ...]
    final_weights: Vector
    weights_over_rate: Vector
    mistake_bound: Fraction | None
    same_predictions: bool
    same_mistakes_per_epoch: bool
    same_direction: bool
    same_stop: bool
    certified_share: Fraction
    float_differs_at: int | None
    exact_ties: int


def problems() -> tuple[Problem, Problem]:
    """Setosa against versicolor, and versicolor against virginica; the first named is -1."""
    return (
        _problem("setosa", "versicolor", SEPARABLE_LIMIT),
        _problem("versicolor", "virginica", INSEPARABLE_EPOCHS),
    )


def iris_runs() -> tuple[IrisRow, ...]:
    """All runs: two problems, two starts, five rates, in that order."""
    rows: list[IrisRow] = []
    for problem in problems():
        separator = widest_separator(problem.X, problem.y)
        prepared = exact.prepare(problem.X, problem.y)
        for start_name, start in STARTS.items():
            runs = {
                rate: exact.epochs(prepared, start, rate, problem.epoch_limit) for rate in RATES
            }
            bound = separator.mistake_bound if separator and start_name == "zero" else None
            for rate, run in runs.items():
                rows.append(_row(problem, start_name, rate, run, runs[REFERENCE_RATE], bound))
    return tuple(rows)


def _problem(minus: str, plus: str, epoch_limit: int) -> Problem:
    flowers = load_iris()
    of_minus, of_plus = (
        [flower for flower in flowers if flower.species == species] for species in (minus, plus)
    )
    in_turns = [flower for pair in zip(of_minus, of_plus, strict=True) for flower in pair]
    return Problem(
        f"{minus} / {plus}",
        tuple((*flower.measurements, Fraction(1)) for flower in in_turns),
        tuple(Fraction(1 if flower.species == plus else -1) for flower in in_turns),
        epoch_limit,
    )


def _row(
    problem: Problem,
    start: str,
    rate: Fraction,
    run: exact.Epochs,
    reference: exact.Epochs,
    bound: Fraction | None,
) -> IrisRow:
    epochs = len(run.mistakes)
    in_floats = floats.certified(STARTS[start], problem.X, problem.y, rate, passes=epochs)
    labels = zip(in_floats.run.predictions, run.predictions, strict=True)
    return IrisRow(
        problem=problem.name,
        start=start,
        learning_rate=rate,
        epochs=epochs,
        stopped=run.stopped,
        mistakes=sum(run.mistakes),
        mistakes_per_epoch=run.mistakes,
        final_weights=run.final_weights,
        weights_over_rate=tuple(w / rate for w in run.final_weights),
        mistake_bound=bound,
        same_predictions=run.predictions == reference.predictions,
        same_mistakes_per_epoch=run.mistakes == reference.mistakes,
        same_direction=_same_direction(run.final_weights, reference.final_weights),
        same_stop=epochs == len(reference.mistakes),
        certified_share=in_floats.certified_share,
        float_differs_at=next((t for t, (a, b) in enumerate(labels, start=1) if a != b), None),
        exact_ties=run.ties,
    )


def _same_direction(w: Vector, v: Vector) -> bool:
    """Whether one is a positive multiple of the other, neither being zero."""
    wv = _dot(w, v)
    return wv > 0 and wv * wv == _dot(w, w) * _dot(v, v)


def widest_separator(X: Sequence[Vector], y: Sequence[Fraction]) -> Separator | None:
    """The separator through the origin with the largest margin, exactly; None if there is none.

    X has shape (m, d), y shape (m,) with labels -1 and +1. The separator is the point of the
    convex hull of the y x nearest to the origin (Wolfe, 1976, by exact elimination). The point u
    is nearest when y (u . x) >= |u|^2 for all samples, which is tested, not assumed.
    """
    points = [tuple(label * value for value in x) for x, label in zip(X, y, strict=True)]
    nearest = _nearest_point(points)
    length = _dot(nearest, nearest)
    if length == 0:
        return None
    gap = min(_dot(nearest, point) for point in points)
    radius = max(_dot(point, point) for point in points)
    return Separator(
        nearest,
        gap,
        gap**2 / length,
        radius,
        radius * length / gap**2,
        # Every separator's margin is at most |u|, for any u of the hull.
        is_widest=gap == length,
    )


def _nearest_point(points: Sequence[Vector]) -> Vector:
    """The point of the points' convex hull that is nearest to the origin."""
    corral = [min(range(len(points)), key=lambda i: _dot(points[i], points[i]))]
    shares = [Fraction(1)]
    while True:
        nearest = _combined(points, corral, shares)
        farthest = min(range(len(points)), key=lambda i: _dot(nearest, points[i]))
        if _dot(nearest, points[farthest]) >= _dot(nearest, nearest):
            return nearest
        corral.append(farthest)
        shares.append(Fraction(0))
        while True:
            goal = _affine_shares([points[i] for i in corral])
            if all(share > 0 for share in goal):
                shares = goal
                break
            # Walk towards the nearest point of the plane, as far as the hull reaches.
            step = min(
                now / (now - then) for now, then in zip(shares, goal, strict=True) if then <= 0
            )
            moved = [now + step * (then - now) for now, then in zip(shares, goal, strict=True)]
            kept = [k for k, share in enumerate(moved) if share > 0]
            corral, shares = [corral[k] for k in kept], [moved[k] for k in kept]


def _affine_shares(points: Sequence[Vector]) -> list[Fraction]:
    """The shares, summing to 1, of the point of the points' plane nearest to the origin."""
    # At the nearest point all inner products with the points agree, so solve G s = (1, ..., 1)
    # and divide by the sum. Adding 1 to each product keeps the solution's direction and makes
    # the system regular where the points are affinely independent.
    rows = [[_dot(p, q) + 1 for q in points] + [Fraction(1)] for p in points]
    n = len(rows)
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for i in range(n):
            if i != k and rows[i][k] != 0:
                factor = rows[i][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    solution = [row[n] for row in rows]
    total = sum(solution, Fraction(0))
    return [value / total for value in solution]


def _combined(
    points: Sequence[Vector], corral: Sequence[int], shares: Sequence[Fraction]
) -> Vector:
    return tuple(
        sum((s * points[i][j] for i, s in zip(corral, shares, strict=True)), Fraction(0))
        for j in range(len(points[0]))
    )


def _dot(a: Vector, b: Vector) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))
