"""The law of further.no-minimiser."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, gradient_descent, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.matrices import Vector, added, scaled
from numeric.strategies import SeparableTrial

ZERO = Fraction(0)


def _lower(trial: SeparableTrial, direction: Vector) -> bool:
    """Whether the loss at the start plus a vector is below that at the start."""
    labels = tuple(Fraction(label + 1) / 2 for label in trial.y)

    def fall(precision: int) -> Enclosure:
        there, here = (
            gradient_descent.logistic_mean_loss(trial.X, labels, point, precision)
            for point in (added(trial.start, direction), trial.start)
        )
        return here - there

    return enclosures.decided_sign(fall) > 0


def _no_minimiser(trial: SeparableTrial, note: Note) -> bool:
    note(
        "start separates"
        if all(y * online.inner(trial.start, x) > 0 for x, y in zip(trial.X, trial.y, strict=True))
        else "start does not separate"
    )
    note("both labels" if len(set(trial.y)) > 1 else "one label")
    labels = tuple(Fraction(label + 1) / 2 for label in trial.y)
    rate = Fraction(1, 4)

    def along(precision: int) -> Enclosure:
        start, after = gradient_descent.enclosed_run(
            trial.X, labels, rate, 1, trial.start, precision
        )
        total = enclosures.point(0)
        for u, old, new in zip(trial.separator, start, after, strict=True):
            total = total + u * (new - old)
        return total

    # No gradient is 0: each step of descent goes on along the separator.
    return _lower(trial, trial.separator) and enclosures.decided_sign(along) > 0


def _no_minimiser_twin(trial: SeparableTrial) -> bool:
    return any(trial.X[0]) and _lower(trial, scaled(trial.y[0], trial.X[0]))


LAW = Law(
    "further.no-minimiser",
    "From any weights the logistic loss of separable data falls along a separator, and a step of "
    "descent goes along it.",
    strategies.separable_trials,
    _no_minimiser,
    "It falls along the first sample times its label.",
    _no_minimiser_twin,
    ("start separates", "start does not separate", "both labels"),
)
