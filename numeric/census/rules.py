"""The rules of a census: how each decides, one pure function, and what each adds, in a table.

A rule sees the net input z and the label y of a sample and says two things: the *side* of the jump
that z is on (0 below, 1 at, 2 above), which is what is predicted, and the *case* that chooses what
is added to the weights. Its function is written so that the same lines run on Python numbers, on
NumPy arrays and compiled; so it has no branches, and a truth value is made a number by ``1 *``.

Every number that a case needs is worked out beforehand, in `Fraction`, and brought to integers:
with q the common denominator of steps, start and limit, and a/b the factor that the weights keep,
the weights after t updates are integers over q b^t. The sign of a net input does not see the
denominator. Before a run it is known how large any integer in it can become: a box whose bound
leaves int64 is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from numeric.census.box import Box, BoxError

Numbers: TypeAlias = npt.NDArray[np.int64] | npt.NDArray[np.float64]
CASES = 4
PASSED_OVER = 3
_TEXTBOOK = (Fraction(-1), Fraction(1), Fraction(1))


# How a rule decides ------------------------------------------------------------------------------


def by_jump(z: Any, y: Any, limit: Any) -> Any:
    """The side of z at a jump at ``limit``, which is the case, too.

    >>> [by_jump(z, 1, 0) for z in (-5, 0, 5)]
    [(0, 0), (1, 1), (2, 2)]
    """
    side = 1 * (z >= limit) + (z > limit)
    return side, side


def by_margin(z: Any, y: Any, limit: Any) -> Any:
    """The side of z, and by which side of ``limit`` y z is on.

    >>> by_margin(-5, -1, 5)
    (0, 1)
    """
    agreement = y * z
    return 1 * (z >= 0) + (z > 0), 1 * (agreement >= limit) + (agreement > limit)


def by_size(z: Any, y: Any, limit: Any) -> Any:
    """The side of z, and a case of its own where z is farther than ``limit`` from 0.

    >>> [by_size(z, 1, 1) for z in (-2, -1, 2)]
    [(0, 3), (0, 0), (2, 3)]
    """
    side = 1 * (z >= 0) + (z > 0)
    return side, side + (3 - side) * (1 * (z > limit) + (z < -limit))


# What a rule adds --------------------------------------------------------------------------------

Values: TypeAlias = tuple[Any, Any, Any]
Added: TypeAlias = Callable[[Values, Any, Any, int], Any]


def _error(values: Values, rate: Any, label: Any, case: int) -> Any:
    """The rate times the error; nothing for a sample that is passed over."""
    return rate * (label - values[case]) if case < PASSED_OVER else 0 * rate


def _bare_error(values: Values, rate: Any, label: Any, case: int) -> Any:
    return label - values[case] if case < PASSED_OVER else 0 * rate


def _within_margin(values: Values, rate: Any, label: Any, case: int) -> Any:
    return 2 * rate * label if case < 2 else 0 * rate


def _nothing(values: Values, rate: Any, label: Any, case: int) -> Any:
    return 0 * rate


def _all(rate: Any, parameter: Any) -> Any:
    return 1 + 0 * rate


def _without_decay(rate: Any, decay: Any) -> Any:
    return 1 - decay


def _without_coupled_decay(rate: Any, decay: Any) -> Any:
    return 1 - rate * decay


@dataclass(frozen=True)
class Rule:
    """A rule: its name in `numeric.learners`, how it decides, what it keeps and what it adds.

    ``decides(z, y, limit)`` gives side and case; ``limit`` is the box's parameter where
    ``limited``, else 0. ``keeps(rate, parameter)`` multiplies the weights of an update,
    ``adds(values, rate, label, case)`` the sample that is added, and ``adds_to_bias`` says what a
    bias gets, if the rule has one.
    """

    learner: str
    options: Mapping[str, Any]
    decides: Callable[[Any, Any, Any], Any]
    adds: Added = _error
    adds_to_bias: Added | None = None
    keeps: Callable[[Any, Any], Any] = _all
    parameter: str | None = None
    limited: bool = False
    textbook: bool = False
    """Whether its labels must be -1 and 1, and its threshold function 1 from 0 on."""

    def check(self, box: Box) -> None:
        """Refuse a box that this rule cannot be run on."""
        if self.parameter is None and box.parameter:
            raise BoxError(f"the rule {box.rule} has no parameter")
        if self.parameter in ("margin", "size") and box.parameter < 0:
            raise BoxError(f"a {self.parameter} is at least 0, not {box.parameter}")
        if self.textbook and not set(box.labels) <= {-1, 1}:
            raise BoxError(f"the rule {box.rule} takes labels -1 and 1")
        if self.textbook and box.threshold != _TEXTBOOK:
            raise BoxError(f"the rule {box.rule} has the threshold -1:1:1")

    def odd(self, box: Box) -> bool:
        """Whether changing the sign of weights and label changes that of net input and update."""
        return not self.textbook and (self.decides is by_size or not box.parameter * self.limited)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "perceptron": Rule("perceptron", {}, by_jump, parameter="location", limited=True),
        "bias-without-rate": Rule(
            "perceptron-bias", {"bias_step": "unscaled"}, by_jump, adds_to_bias=_bare_error
        ),
        "bias": Rule("perceptron-bias", {"bias_step": "scaled"}, by_jump, adds_to_bias=_error),
        "margin": Rule(
            "perceptron-margin", {}, by_margin, _within_margin,
            parameter="margin", limited=True, textbook=True,
        ),
        "coupled-decay": Rule(
            "perceptron-decay", {"coupled": True}, by_jump,
            keeps=_without_coupled_decay, parameter="decay",
        ),
        "decay": Rule(
            "perceptron-decay", {"coupled": False}, by_jump,
            keeps=_without_decay, parameter="decay",
        ),
        "selective": Rule("perceptron-selective", {}, by_size),
    }
)  # fmt: skip


# The numbers of a run ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """The numbers of the runs at every rate r: integers over known denominators, or float64.

    ``start`` has shape (R, d, plus one for a bias), ``kept`` (R,), ``limits`` (R, T + 1), and
    ``steps`` and ``bias_steps`` (R, T, number of labels, 4): what is added in each case.
    ``labels`` holds the labels themselves, for rules that multiply by them, and ``marks``, shape
    (number of labels, 3), what is compared between two rates for each side.
    """

    start: Numbers
    kept: Numbers
    limits: Numbers
    steps: Numbers
    bias_steps: Numbers
    labels: Numbers
    marks: npt.NDArray[np.int64]
    biased: bool
    shrinks: bool


def plan(box: Box) -> Plan:
    """The numbers of all runs of a box; raises `BoxError` where one could leave int64."""
    rule = RULES[box.rule]
    exact = box.arithmetic == "exact"
    made = [_exact(box, rule, rate) if exact else _floats(box, rule, rate) for rate in box.rates]
    kind: Any = np.int64 if exact else np.float64
    start, kept, limits, steps, bias_steps = (
        np.array(each, dtype=kind) for each in zip(*made, strict=True)
    )
    labels = np.array([int(v) if rule.textbook else 0 for v in box.labels], dtype=kind)
    return Plan(
        start, kept, limits, steps, bias_steps, labels, _marks(box),
        rule.adds_to_bias is not None, bool(np.any(kept != 1)),
    )  # fmt: skip


def _tables(box: Box, rule: Rule, rate: Fraction, kind: Callable[[Fraction], Any]) -> Any:
    """Start, kept share, limit, steps and bias steps, these by label and case, for one rate.

    Each number is first made one of the kind, and then worked with as `numeric.learners` does.
    """
    start = [*map(kind, box.starts), *([kind(Fraction(0))] if rule.adds_to_bias else [])]
    if rule.decides is by_size:
        limit = kind(Fraction(1))
    else:
        limit = kind(box.parameter if rule.limited else Fraction(0))
    minus, zero, plus = map(kind, box.threshold)
    steps, bias_steps = (
        [
            [adds((minus, zero, plus), kind(rate), kind(label), case) for case in range(CASES)]
            for label in box.labels
        ]
        for adds in (rule.adds, rule.adds_to_bias or _nothing)
    )
    return start, rule.keeps(kind(rate), kind(box.parameter)), limit, steps, bias_steps


def _exact(box: Box, rule: Rule, rate: Fraction) -> tuple[Any, ...]:
    """Start, kept share, limits, steps and bias steps at one rate, as integers."""
    start, kept, limit, steps, bias_steps = _tables(box, rule, rate, Fraction)
    every = [each for table in (steps, bias_steps) for row in table for each in row]
    q = lcm(limit.denominator, *(each.denominator for each in (*start, *every)))
    updates = box.samples * box.passes
    powers = [q * kept.denominator**t for t in range(updates + 1)]
    scaled = (
        [int(each * q) for each in start],
        kept.numerator,
        [int(limit * power) for power in powers],
        *(
            [[[int(each * power) for each in row] for row in table] for power in powers[1:]]
            for table in (steps, bias_steps)
        ),
    )
    _check_bound(box, *scaled)
    return scaled


def _check_bound(box: Box, start: Any, kept: int, limits: Any, steps: Any, bias_steps: Any) -> None:
    """Raise `BoxError` unless every integer of every run, half-done sums too, is below 2**63.

    A weight is at most W; then a net input is at most the sum of |x| W over the features, and one
    W more for a bias; and after the update a weight is at most |kept| W + |step| |x|.
    """
    entry = max(1, *map(abs, box.entries))
    weight = largest = max(map(abs, start))
    for t, limit in enumerate(limits):
        largest = max(largest, (box.features * entry + 1) * weight, abs(limit))
        if t < len(steps):
            step = max(abs(v) for table in (steps[t], bias_steps[t]) for row in table for v in row)
            weight = abs(kept) * weight + step * entry
            largest = max(largest, step, abs(kept), weight)
    if largest >= 2**63:
        raise BoxError(
            f"an integer of these runs can reach 2**{largest.bit_length() - 1}, and int64 ends "
            "below 2**63; take smaller entries, fewer samples or passes, or simpler rates"
        )


def _floats(box: Box, rule: Rule, rate: Fraction) -> tuple[Any, ...]:
    """Start, kept share, limits, steps and bias steps at one rate, in float64."""
    if max(map(abs, box.entries)) > 2**53:
        raise BoxError("an entry is no float64 number; take smaller entries")
    start, kept, limit, steps, bias_steps = _tables(box, rule, rate, float)
    updates = box.samples * box.passes
    return start, kept, [limit] * (updates + 1), [steps] * updates, [bias_steps] * updates


def _marks(box: Box) -> npt.NDArray[np.int64]:
    """What is compared: which value is predicted on each side, or whether it is a mistake."""
    if box.question == "mistakes":
        rows = [[int(value != label) for value in box.threshold] for label in box.labels]
    else:
        values = sorted(set(box.threshold))
        rows = [[values.index(value) for value in box.threshold]] * len(box.labels)
    return np.array(rows, dtype=np.int64)


__all__ = ["CASES", "RULES", "Plan", "Rule", "by_jump", "by_margin", "by_size", "plan"]
