"""The law of further.softmax-at-zero."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from numeric import enclosures, softmax
from numeric.law import Law, Note
from numeric.laws.further import _softmax as trials
from numeric.laws.further._softmax import SoftmaxTrial
from numeric.softmax import Rows

SMALL = Fraction(1, 64)


def _class_sums(trial: SoftmaxTrial) -> list[tuple[Fraction, ...]]:
    """The inputs of the samples of each class, added up."""
    samples = list(zip(trial.X, trial.labels, strict=True))
    columns = range(len(trial.X[0]))
    return [
        tuple(sum((x[j] for x, label in samples if label == k), Fraction(0)) for j in columns)
        for k in range(len(trial.start))
    ]


def _is_gradient(slope: Rows, trial: SoftmaxTrial) -> bool:
    """Whether the loss along the move stays between its tangent and what its bend allows."""
    moved = tuple(tuple(SMALL * value for value in row) for row in trial.move)

    def cost(rows: Rows) -> Any:
        return softmax.loss(rows, trial.X, trial.labels)

    pairs = zip(slope, moved, strict=True)
    along = sum((g * v for gs, vs in pairs for g, v in zip(gs, vs, strict=True)), Fraction(0))
    rest = cost(moved) - cost(trials.zeros(trial)) - along
    low, high = enclosures.ends(rest)
    # The second derivative along a move is a variance of net inputs.
    bend = sum(max(z * z for z in softmax.net_inputs(moved, x)) for x in trial.X) / 2
    slack = Fraction(1, 2**60)
    return high >= -slack and low <= bend + slack


def _at_zero(trial: SoftmaxTrial, note: Note) -> bool:
    classes, zeros = len(trial.start), trials.zeros(trial)
    slope = trials.gradient(zeros, trial)
    sums = _class_sums(trial)
    total = tuple(map(sum, zip(*trial.X, strict=True)))
    expected = tuple(
        tuple(Fraction(t) / classes - c for t, c in zip(total, own, strict=True)) for own in sums
    )
    note("gradient not zero" if any(map(any, slope)) else "gradient zero")
    note("three classes or more" if classes > 2 else "two classes")
    after = trials.run(zeros, trial, 1)[1]
    for row, own in zip(after[1:], sums[1:], strict=True):
        gap = tuple(a - b for a, b in zip(row, after[0], strict=True))
        note("rows part" if any(gap) else "rows tied")
        if gap != tuple(trial.rate * (a - b) for a, b in zip(own, sums[0], strict=True)):
            return False
    one = SoftmaxTrial(((Fraction(1),),), (0,), ((Fraction(0),),) * 3, trial.move, Fraction(1))
    ledger = trials.run(trials.zeros(one), one, 1)[1]
    third = Fraction(1, 3)
    return (
        slope == expected
        and _is_gradient(slope, trial)
        and ledger == ((2 * third,), (-third,), (-third,))
        and enclosures.ends(softmax.probabilities(softmax.net_inputs(ledger, (Fraction(1),)))[0])[0]
        > third
    )


def _at_zero_twin(trial: SoftmaxTrial) -> bool:
    return not any(map(any, trials.gradient(trials.zeros(trial), trial)))


LAW = Law(
    "further.softmax-at-zero",
    "Row k of the gradient at zero is the sum of (1/K - [y = k]) x, the one in Taylor's formula; "
    "two rows differ after a step by the rate times the difference of their classes' inputs.",
    trials.trials,
    _at_zero,
    "The gradient at zero is 0.",
    _at_zero_twin,
    ("gradient not zero", "rows part", "rows tied", "three classes or more"),
)
