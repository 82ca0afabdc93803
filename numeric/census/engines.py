"""The runs themselves: over arrays of data sets with NumPy, or compiled by numba; equal by ==.

Both take matrices of samples, shape (B, rows, features), run each with all labellings at all rates,
and say of each with how many labellings two rates differ, and which is the first. The compiled one
is used where numba is installed (extra ``fast``); it is imported where it is used, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import product
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from numeric.census.box import Box
from numeric.census.rules import CASES, RULES, Plan

Ints: TypeAlias = npt.NDArray[np.int64]
Choices: TypeAlias = tuple[tuple[int, ...], ...]
Found: TypeAlias = tuple[Ints, Ints]
"""For each matrix: how many labellings are witnesses, and the place of the first, or -1."""
Counter: TypeAlias = Callable[[Ints], Found]
Engine: TypeAlias = Literal["numpy", "numba"]
WORTH_COMPILING = 2**25
"""Runs."""


def chosen(runs: int) -> Engine:
    """The engine for so many runs: below some seconds of NumPy, compiling is not worth its time."""
    return "numba" if runs >= WORTH_COMPILING and find_spec("numba") else "numpy"


def counter(box: Box, plan: Plan, choices: Choices, engine: Engine) -> Counter:
    """What counts the witnesses among matrices, shape (B, rows, features).

    ``choices`` are, for each sample, the places of the labels that it may have; labellings are
    numbered with the last sample's label changing fastest.
    """
    made = _compiled_counter if engine == "numba" else _array_counter
    return made(box, plan, choices)


# NumPy -------------------------------------------------------------------------------------------


def _array_counter(box: Box, plan: Plan, choices: Choices) -> Counter:
    """Count over arrays with an axis for each sample's label, the first sample's last but one.

    The last axis is that of the matrices. What no label has touched yet has no axis for it, so
    what labellings have in common is computed once.
    """

    def count(matrices: Ints) -> Found:
        x = np.ascontiguousarray(matrices.transpose(1, 2, 0), dtype=plan.start.dtype)
        first = _shown(box, plan, choices, x, 0)
        differ: Any = False
        for rate in range(1, len(box.rates)):
            for one, other in zip(first, _shown(box, plan, choices, x, rate), strict=True):
                differ = (one != other) | differ
        every = (*map(len, reversed(choices)), len(matrices))
        by_label = np.broadcast_to(differ, every).T  # the matrices' axis first, then the labels'
        flat = by_label.reshape(len(matrices), -1)
        counts = np.count_nonzero(flat, axis=1).astype(np.int64)
        return counts, np.where(counts > 0, flat.argmax(axis=1), -1)

    return count


def _shown(box: Box, plan: Plan, choices: Choices, x: Any, rate: int) -> list[Any]:
    """What the runs at one rate show, sample by sample; x has shape (rows, features, B)."""
    m, decides, further = box.samples, RULES[box.rule].decides, box.question == "further"
    updates = m * box.passes
    weights: list[Any] = list(plan.start[rate])
    shown: list[Any] = []
    for t in range(updates):
        i = t % m
        if 0 < t < m:  # the axis of this sample's label
            weights = [w[np.newaxis] for w in weights]
        place = np.array(choices[i]).reshape(-1, *[1] * (i + 1))
        z = _net_input(box, plan, weights, x[i])
        side, case = decides(z, plan.labels[place], plan.limits[rate, t])
        shown.append(_marked(plan, place, side))
        if t < updates - 1 or further:  # else nobody sees the weights any more
            added = CASES * place + case
            step = plan.steps[rate, t].take(added)
            kept = [plan.kept[rate] * w for w in weights] if plan.shrinks else weights
            weights = [w + step * v for w, v in zip(kept, x[i], strict=False)]
            if plan.biased:
                weights.append(kept[-1] + plan.bias_steps[rate, t].take(added))
    if further:
        side, _ = decides(_net_input(box, plan, weights, x[m]), 1, plan.limits[rate, updates])
        shown = [plan.marks[0].take(side)]
    return shown


def _net_input(box: Box, plan: Plan, weights: Sequence[Any], x: Any) -> Any:
    z = weights[0] * x[0]
    for j in range(1, box.features):
        z = z + weights[j] * x[j]
    return z + weights[-1] if plan.biased else z


def _marked(plan: Plan, place: Any, side: Any) -> Any:
    """What is compared; the labels' axis stays away where it makes no difference."""
    if (plan.marks == plan.marks[0]).all():
        return plan.marks[0].take(side)
    return plan.marks.take(3 * place + side)


# numba -------------------------------------------------------------------------------------------


@cache
def _compiled(decides: Callable[[Any, Any, Any], Any], features: int) -> Any:
    """The compiled loop over matrices, labellings and rates of a rule on so many features."""
    from numeric.compiled import numba

    njit = numba().njit
    decide = njit(decides)

    @njit
    def net_input(w, x, biased):  # type: ignore[no-untyped-def]  # numba finds the types
        z = w[0] * x[0]
        for j in range(1, features):
            z += w[j] * x[j]
        return z + w[features] if biased else z

    @njit(nogil=True)
    def count(  # type: ignore[no-untyped-def]  # numba finds the types
        x, places, updates, further, start, kept, limits, steps, bias_steps, labels, marks,
        biased, shrinks, counts, first,
    ):  # fmt: skip
        m, size = places.shape[1], start.shape[1]
        w = np.empty_like(start[0])
        zero = start[0, 0] - start[0, 0]
        for b in range(len(x)):
            for k in range(len(places)):
                differs, code = False, 0
                for r in range(len(kept)):
                    for j in range(size):
                        w[j] = start[r, j]
                    seen, i = 0, 0
                    for t in range(updates):
                        label = places[k, i]
                        z = net_input(w, x[b, i], biased)
                        side, case = decide(z, labels[label], limits[r, t])
                        seen = 3 * seen + marks[label, side]
                        if t < updates + further - 1:  # else nobody sees the weights any more
                            step = steps[r, t, label, case]
                            if shrinks:
                                for j in range(size):
                                    w[j] *= kept[r]
                            for j in range(features):
                                w[j] += step * x[b, i, j]
                            if biased:
                                w[features] += bias_steps[r, t, label, case]
                        i = i + 1 if i < m - 1 else 0
                    if further:
                        z = net_input(w, x[b, m], biased)
                        side, case = decide(z, zero, limits[r, updates])
                        seen = marks[0, side]
                    if r == 0:
                        code = seen
                    elif seen != code:
                        differs = True
                if differs:
                    counts[b] += 1
                    if first[b] < 0:
                        first[b] = k

    return count


def _compiled_counter(box: Box, plan: Plan, choices: Choices) -> Counter:
    """Count run after run; each run is a number to the base 3 that is compared."""
    run = _compiled(RULES[box.rule].decides, box.features)
    places = np.array(list(product(*choices)), dtype=np.int64)
    updates, further = box.samples * box.passes, int(box.question == "further")

    def count(matrices: Ints) -> Found:
        x = matrices.astype(plan.start.dtype)
        counts, first = np.zeros(len(x), dtype=np.int64), np.full(len(x), -1, dtype=np.int64)
        run(
            x, places, updates, further, plan.start, plan.kept, plan.limits,
            plan.steps, plan.bias_steps, plan.labels, plan.marks, plan.biased, plan.shrinks,
            counts, first,
        )  # fmt: skip
        return counts, first

    return count


__all__ = ["Choices", "Counter", "Engine", "chosen", "counter"]
