"""The law of logistic.convex."""

from __future__ import annotations

from fractions import Fraction

from numeric import enclosures, strategies
from numeric.enclosures import Enclosure
from numeric.law import Law, Note
from numeric.laws import _descent as descent
from numeric.matrices import (
    Matrix,
    Vector,
    added,
    inner,
    is_positive_semidefinite,
    product,
    rank,
    scaled,
    times,
    transpose,
)
from numeric.strategies import RegressionTrial

ZERO = Fraction(0)


def _logistic_hessian(trial: RegressionTrial) -> tuple[Vector, Matrix]:
    """Net inputs in units of log 2, and the Hessian there: 2^z is rational, so all of it is."""
    # Features are halves of whole numbers, so twice a whole vector gives whole exponents.
    exponents = times(trial.X, scaled(Fraction(2), trial.direction))
    if any(z.denominator > 1 for z in exponents):
        raise ValueError("exponents that are not whole give irrational probabilities")
    powers = [Fraction(2) ** int(z) for z in exponents]
    probabilities = [power / (1 + power) for power in powers]
    weighted = tuple(
        scaled(p * (1 - p) / len(trial.X), x) for p, x in zip(probabilities, trial.X, strict=True)
    )
    return exponents, product(transpose(trial.X), weighted)


def _logistic_convex(trial: RegressionTrial, note: Note) -> bool:
    descent.note_data(note, trial)
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
        remainder: Enclosure = total * Fraction(1, m) - step**2 * curvature
        return remainder

    if enclosures.decided_sign(lambda precision: slack - beyond(precision)) < 0:
        return False
    if enclosures.decided_sign(lambda precision: slack + beyond(precision)) < 0:
        return False

    # A gradient that is monotone along u is that of a convex function.
    def rise(precision: int) -> Enclosure:
        total = enclosures.point(0)
        ends = (
            descent.enclosed_gradient(trial, point, trial.rates[0], precision)
            for point in (added(trial.direction, u), trial.direction)
        )
        for after, before, along in zip(*ends, u, strict=True):
            total = total + (after - before) * along
        return total

    return enclosures.decided_sign(rise) > 0


def _logistic_convex_twin(trial: RegressionTrial) -> bool:
    return rank(_logistic_hessian(trial)[1]) == len(trial.X[0])


LAW = Law(
    "logistic.convex",
    "X'diag(p(1 - p))X/m is the Hessian of the loss, positive semidefinite, and definite just "
    "where X has full column rank.",
    strategies.labelled_trials,
    _logistic_convex,
    "It is always positive definite.",
    _logistic_convex_twin,
    ("rank deficient", "full column rank", "curved along the direction"),
)
