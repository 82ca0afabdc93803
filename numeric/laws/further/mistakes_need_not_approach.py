"""The law of further.mistakes-need-not-approach."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Vector
from numeric.strategies import SeparableTrial

ZERO = Fraction(0)


def _squared_distance(weights: Vector, other: Vector) -> Number:
    apart = tuple(a - b for a, b in zip(weights, other, strict=True))
    return online.inner(apart, apart)


def _steps(trial: SeparableTrial) -> list[tuple[Vector, Vector, Vector, Number, bool]]:
    """For each update the weights before and after, the sample, its label, and if it is wrong."""
    run = online.run(
        "perceptron", trial.start, trial.X, trial.y, trial.passes, learning_rate=trial.rate
    )
    path = (trial.start, *run.weights)
    X, y = trial.X * trial.passes, trial.y * trial.passes
    wrong = [(online.inner(w, a) >= 0) != (b > 0) for w, a, b in zip(path, X, y, strict=False)]
    return list(zip(path[:-1], run.weights, X, y, wrong, strict=True))


def _mistakes_need_not_approach(trial: SeparableTrial, note: Note) -> bool:
    rate, s = trial.rate, trial.separator
    # The least multiple of the separator that is far enough out for every sample.
    reach = max(
        rate * online.inner(x, x) / (y * online.inner(s, x))
        for x, y in zip(trial.X, trial.y, strict=True)
    )
    far = online.times(reach, s)
    for before, after, x, y, mistake in _steps(trial):
        for point in (s, far):
            gain = y * online.inner(point, x) - rate * online.inner(x, x)
            old, new = _squared_distance(before, point), _squared_distance(after, point)
            wrong = y * online.inner(before, x)
            # So no update leads away where the gain is not below 0, as it never is for `far`.
            if new != (old + 4 * rate * (wrong - gain) if mistake else old):
                return False
            if point is far and gain < 0:
                return False
            if mistake:
                note("farther" if new > old else "not farther")
            note("far enough out" if gain >= 0 else "too near")
    (step,) = online.run("perceptron", (ZERO,), ((-1,),), (-1,), learning_rate=1).weights
    quarter = (Fraction(1, 4),)
    distances = [_squared_distance(weights, quarter) for weights in ((ZERO,), step)]
    return distances == [Fraction(1, 16), Fraction(49, 16)]


def _mistakes_need_not_approach_twin(trial: SeparableTrial) -> bool:
    return all(
        _squared_distance(after, trial.separator) < _squared_distance(before, trial.separator)
        for before, after, _, _, mistake in _steps(trial)
        if mistake
    )


LAW = Law(
    "further.mistakes-need-not-approach",
    "At a mistake the squared distance changes by 4 rate (y w.x - y s.x + rate |x|^2): no update "
    "leads away from a vector that is far enough out.",
    strategies.separable_trials,
    _mistakes_need_not_approach,
    "Each mistake brings the weights nearer to every separator.",
    _mistakes_need_not_approach_twin,
    ("farther", "not farther", "far enough out", "too near"),
)
