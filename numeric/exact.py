"""Exact perceptron runs in Python integers over one common denominator.

Features, labels, start and learning rate are rationals, so every weight is an integer over one
denominator known before the run. The rate is kept inside: dividing by it first would assume what
the runs are there to test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import add, mul, sub
from typing import Any, TypeAlias

from numeric import given
from numeric.learners import (
    PLUS_AT_ZERO,
    Number,
    Run,
    Threshold,
    Vector,
    check_samples,
    check_threshold,
)

Integers: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Prepared:
    """Samples over one denominator: row i is ``rows[i] / denominator``.

    Label i is ``distinct_labels[label_codes[i]]``: a run has few labels, and all arithmetic on
    them is done once for each.
    """

    rows: tuple[Integers, ...]
    denominator: int
    distinct_labels: tuple[Fraction, ...]
    label_codes: Integers


@dataclass(frozen=True)
class Trace:
    """A run in integers: weights are ``weights / weight_denominator``, net inputs likewise.

    ``weights`` and ``net_inputs`` have one entry for each sample shown.
    """

    net_inputs: Integers
    net_denominator: int
    weights: tuple[Integers, ...]
    weight_denominator: int
    predictions: Vector
    mistakes: tuple[bool, ...]

    def as_run(self) -> Run:
        """The same run in Fractions."""
        return Run(
            tuple(Fraction(z, self.net_denominator) for z in self.net_inputs),
            self.predictions,
            self.mistakes,
            tuple(
                tuple(Fraction(value, self.weight_denominator) for value in weights)
                for weights in self.weights
            ),
        )


@dataclass(frozen=True)
class Summary:
    """What is left of a run when weights and net inputs on the way are not kept."""

    predictions: Vector
    mistakes: tuple[bool, ...]
    final_weights: tuple[Fraction, ...]

    @property
    def mistake_count(self) -> int:
        """How many of the samples shown were given a label other than their own."""
        return sum(self.mistakes)


@dataclass(frozen=True)
class Epochs:
    """A run of whole epochs: mistakes in each, all predictions, where it ended, exact ties met."""

    mistakes: Integers
    predictions: Vector
    final_weights: tuple[Fraction, ...]
    ties: int

    @property
    def stopped(self) -> bool:
        """Whether the last epoch had no mistakes."""
        return self.mistakes[-1] == 0


def prepare(X: Sequence[Sequence[Number]], y: Sequence[Number]) -> Prepared:
    """Put X, shape (m, d), over one denominator, once for many runs.

    Raises ``ValueError`` for the malformed samples that ``learners.run`` refuses and for floats.

    >>> prepare([[Fraction(1, 2), 1]], [1]).rows
    ((1, 2),)
    """
    rows, labels = check_samples(X, y)
    for row in (*rows, labels):
        _check_rational("the data", row)
    rational_rows: Any = rows  # int and Fraction both have a denominator
    denominator = lcm(*[value.denominator for row in rational_rows for value in row])
    distinct = tuple(Fraction(label) for label in sorted(set(labels)))
    codes: dict[Number, int] = {label: code for code, label in enumerate(distinct)}
    return Prepared(
        tuple(_over(row, denominator) for row in rows),
        denominator,
        distinct,
        tuple([codes[label] for label in labels]),
    )


@dataclass(frozen=True)
class _Plan:
    """The numbers of one run, over one denominator.

    A net input below, at or above zero has the side 0, 1 or 2. ``steps[i][side]`` is the integer
    that multiplies row i in the update, ``wrong[i][side]`` whether the label is a mistake.
    """

    start: Integers
    denominator: int
    steps: tuple[tuple[int, int, int], ...]
    wrong: tuple[tuple[bool, bool, bool], ...]


def _plan(
    prepared: Prepared, start: Sequence[Number], learning_rate: Number, threshold: Threshold
) -> _Plan:
    if len(start) != len(prepared.rows[0]):
        raise ValueError(f"start has {len(start)} weights, X has {len(prepared.rows[0])} features")
    start = given.numbers("start", start)
    learning_rate = given.number("learning_rate", learning_rate)
    _check_rational("start", start)
    _check_rational("learning_rate", (learning_rate,))
    _check_rational("threshold", threshold)
    minus, zero, plus = (Fraction(value) for value in threshold)
    rate = Fraction(learning_rate) / prepared.denominator
    errors = [(y - minus, y - zero, y - plus) for y in prepared.distinct_labels]
    steps = [(rate * below, rate * at, rate * above) for below, at, above in errors]
    rational_start: Sequence[Any] = start  # int and Fraction both have a denominator
    denominator = lcm(
        *[weight.denominator for weight in rational_start],
        *[step.denominator for triple in steps for step in triple],
    )
    scaled = [_three(_over(triple, denominator)) for triple in steps]
    wrong = [(below != 0, at != 0, above != 0) for below, at, above in errors]
    return _Plan(
        _over(start, denominator),
        denominator,
        tuple([scaled[code] for code in prepared.label_codes]),
        tuple([wrong[code] for code in prepared.label_codes]),
    )


def trace(
    prepared: Prepared,
    start: Sequence[Number],
    learning_rate: Number,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
) -> Trace:
    """Run the perceptron in integers, keeping all weights and net inputs.

    Raises ``ValueError`` for a start of the wrong length, a float, or fewer than one pass.
    """
    passes, threshold = _check_passes(passes), check_threshold(threshold)
    plan = _plan(prepared, start, learning_rate, threshold)
    weights = plan.start
    kept_weights: list[Integers] = []
    net_inputs: list[int] = []
    sides: list[int] = []
    for row, steps in zip(prepared.rows * passes, plan.steps * passes, strict=True):
        z = sum(map(mul, weights, row))
        side = 2 if z > 0 else 0 if z < 0 else 1
        step = steps[side]
        if step:
            weights = tuple([w + step * x for w, x in zip(weights, row, strict=True)])
        net_inputs.append(z)
        sides.append(side)
        kept_weights.append(weights)
    return Trace(
        tuple(net_inputs),
        plan.denominator * prepared.denominator,
        tuple(kept_weights),
        plan.denominator,
        _predictions(sides, threshold),
        _mistakes(sides, plan.wrong * passes),
    )


def summary(
    prepared: Prepared,
    start: Sequence[Number],
    learning_rate: Number,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
) -> Summary:
    """Run the perceptron in integers, keeping only predictions, mistakes and the final weights.

    Raises ``ValueError`` for a start of the wrong length, a float, or fewer than one pass.
    """
    passes, threshold = _check_passes(passes), check_threshold(threshold)
    plan = _plan(prepared, start, learning_rate, threshold)
    weights: Sequence[int] = plan.start
    sides: list[int] = []
    for _ in range(passes):
        weights = _epoch(prepared, plan, weights, sides)
    return Summary(
        _predictions(sides, threshold),
        _mistakes(sides, plan.wrong * passes),
        _fractions(weights, plan.denominator),
    )


def epochs(
    prepared: Prepared,
    start: Sequence[Number],
    learning_rate: Number,
    limit: int,
    threshold: Threshold = PLUS_AT_ZERO,
) -> Epochs:
    """Run whole epochs until one has no mistakes, or ``limit`` epochs have been run.

    Raises ``ValueError`` for a start of the wrong length, a float, or a limit below one.
    """
    limit, threshold = _check_passes(limit), check_threshold(threshold)
    plan = _plan(prepared, start, learning_rate, threshold)
    weights: Sequence[int] = plan.start
    sides: list[int] = []
    mistakes: list[int] = []
    while len(mistakes) < limit and (not mistakes or mistakes[-1] > 0):
        seen = len(sides)
        weights = _epoch(prepared, plan, weights, sides)
        mistakes.append(sum(_mistakes(sides[seen:], plan.wrong)))
    return Epochs(
        tuple(mistakes),
        _predictions(sides, threshold),
        _fractions(weights, plan.denominator),
        sides.count(1),
    )


def run(
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    learning_rate: Number,
    threshold: Threshold = PLUS_AT_ZERO,
    passes: int = 1,
) -> Run:
    """The run that ``learners.run`` makes of the perceptron in Fractions, equal to it by ``==``.

    X has shape (m, d), y shape (m,), start shape (d,). Raises ``ValueError`` for malformed
    samples, a start of the wrong length, floats, or fewer than one pass.

    >>> run((0, 0), ((1, 2), (2, 1)), (-1, 1), Fraction(1, 10)).final_weights
    (Fraction(1, 5), Fraction(-1, 5))
    """
    return trace(prepare(X, y), start, learning_rate, threshold, passes).as_run()


def _epoch(
    prepared: Prepared, plan: _Plan, weights: Sequence[int], sides: list[int]
) -> Sequence[int]:
    # The hot loop: the plan has checked all lengths, so the inner zip need not.
    for row, steps in zip(prepared.rows, plan.steps, strict=True):
        z = sum(map(mul, weights, row))
        side = 2 if z > 0 else 0 if z < 0 else 1
        sides.append(side)
        step = steps[side]
        if step:
            # Steps of 1 and -1 are common: the denominator leaves a rate 1/n no larger numerator.
            if step == 1:
                weights = list(map(add, weights, row))
            elif step == -1:
                weights = list(map(sub, weights, row))
            else:
                weights = [w + step * x for w, x in zip(weights, row)]  # noqa: B905
    return weights


def _predictions(sides: Sequence[int], threshold: Threshold) -> Vector:
    return tuple([threshold[side] for side in sides])


def _mistakes(sides: Sequence[int], wrong: Sequence[tuple[bool, bool, bool]]) -> tuple[bool, ...]:
    return tuple([verdicts[side] for verdicts, side in zip(wrong, sides, strict=True)])


def _fractions(integers: Sequence[int], denominator: int) -> tuple[Fraction, ...]:
    return tuple([Fraction(value, denominator) for value in integers])


def _check_rational(name: str, values: Sequence[Number]) -> None:
    for value in values:
        if isinstance(value, float):
            raise ValueError(f"{name} holds the float {value}: an exact run takes int or Fraction")


def _over(values: Sequence[Number], denominator: int) -> Integers:
    rationals: Sequence[Any] = values  # int and Fraction both have the two attributes
    return tuple([v.numerator * (denominator // v.denominator) for v in rationals])


def _three(values: Integers) -> tuple[int, int, int]:
    below, at, above = values
    return below, at, above


def _check_passes(passes: int) -> int:
    return given.whole("the number of passes", passes, 1)
