"""The law of perceptron.mistake-bound."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run
from numeric.strategies import SeparableTrial


def _bound_terms(trial: SeparableTrial) -> tuple[Number, Number, Number]:
    """The least y (u . x), the squared length of u, and the largest squared length of a sample.

    The margin is the first over the root of the second; all three are exact.
    """
    gap = min(y * online.inner(trial.separator, x) for x, y in zip(trial.X, trial.y, strict=True))
    return (
        gap,
        online.inner(trial.separator, trial.separator),
        max(online.inner(x, x) for x in trial.X),
    )


def _separable_run(trial: SeparableTrial, start: Sequence[Number]) -> Run:
    return online.run("perceptron", start, trial.X, trial.y, trial.passes, learning_rate=trial.rate)


def _mistake_bound(trial: SeparableTrial, note: Note) -> bool:
    gap, length, radius = _bound_terms(trial)
    from_zero = _separable_run(trial, online.zeros(trial.X)).mistake_count
    general = _separable_run(trial, trial.start).mistake_count
    note("mistake" if from_zero else "no mistake")
    note("bound attained" if from_zero * gap**2 == radius * length else "bound not attained")
    note("non-zero start" if any(trial.start) else "zero start")
    note("more mistakes than from zero" if general > from_zero else "no more mistakes")
    online.note_rate(note, trial.rate)
    # 2 rate gamma M - |w0| <= sqrt(|w0|^2 + 4 rate^2 R^2 M), with gamma = gap / sqrt(length), is
    # excess <= |w0| / sqrt(length) once squared and divided by 4 rate gamma M.
    excess = Fraction(trial.rate * (gap * general / Fraction(length) - radius / Fraction(gap)))
    general_holds = excess <= 0 or excess**2 * length <= online.inner(trial.start, trial.start)
    return gap > 0 and from_zero * gap**2 <= radius * length and general_holds


def _mistake_bound_twin(trial: SeparableTrial) -> bool:
    gap, length, radius = _bound_terms(trial)
    return _separable_run(trial, trial.start).mistake_count * gap**2 <= radius * length


LAW = Law(
    "perceptron.mistake-bound",
    "Separable labels -1, +1: at most R^2 / gamma^2 mistakes from zero, and the inequality "
    "in the start's length from elsewhere.",
    strategies.separable_trials,
    _mistake_bound,
    "At most R^2 / gamma^2 mistakes from every start.",
    _mistake_bound_twin,
    ("mistake", "bound attained", "non-zero start", "more mistakes than from zero"),
)
