"""The law of float.rate-can-change-label."""

from __future__ import annotations

from fractions import Fraction

from numeric import exact, floats, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import OrthogonalPair

ONE = Fraction(1)


def _pair_run(pair: OrthogonalPair, rate: Fraction) -> floats.FloatRun:
    X, y = ((-pair.a, -pair.b), (pair.b, -pair.a)), (-1, 1)
    return floats.loop((0, 0), X, y, rate)


def _rate_can_change(pair: OrthogonalPair, note: Note) -> bool:
    first, second = floats.RATE_CHANGES_LABEL.net_inputs()
    if first != (0, 0) or second != (0, -(2.0**-51)):
        return False
    if floats.RATE_CHANGES_LABEL.last_labels() != (1, -1):
        return False
    if floats.RATE_CHANGES_LABEL_1D.last_labels() != (1, -1):
        return False
    run = _pair_run(pair, pair.rate)
    exactly = exact.run((0, 0), ((-pair.a, -pair.b), (pair.b, -pair.a)), (-1, 1), pair.rate)
    # Two products that are equal in exact arithmetic, each rounded twice.
    step = 2.0 * float(pair.rate)
    tie = (step * pair.a) * pair.b - (step * pair.b) * pair.a
    labels = (1, 1 if tie >= 0 else -1)
    note("label kept" if run.predictions[1] == 1 else "label changed")
    note("tie broken" if tie else "tie kept")
    generic = online.run(
        "perceptron",
        (0.0, 0.0),
        ((-pair.a, -pair.b), (pair.b, -pair.a)),
        (-1, 1),
        learning_rate=float(pair.rate),
    )
    return (
        exactly.net_inputs[1] == 0
        and exactly.predictions[1] == 1
        and run.net_inputs == (0, tie)
        and run.predictions == labels
        and generic.net_inputs == (0, tie)
        and generic.predictions == labels
    )


def _rate_can_change_twin(pair: OrthogonalPair) -> bool:
    return _pair_run(pair, pair.rate).predictions == _pair_run(pair, ONE).predictions


LAW = Law(
    "float.rate-can-change-label",
    "On orthogonal samples the float label is that of a tie as rounding breaks it, and the "
    "rate decides how.",
    strategies.orthogonal_pairs,
    _rate_can_change,
    "In float64 all positive rates predict the same from zero.",
    _rate_can_change_twin,
    ("label kept", "label changed", "tie broken", "tie kept"),
)
