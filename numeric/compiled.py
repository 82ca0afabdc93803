"""Loops that numba compiles (extra ``fast``); it is imported when one is asked for, not before."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

AT_ONCE = 256
"""Runs that go through all samples together: what they share stays in the fastest memory."""


class NotInstalled(ImportError):
    """numba is not there."""


def numba() -> Any:
    """The module; raises `NotInstalled`, which says what to install."""
    try:
        import numba
    except ImportError:
        raise NotInstalled('there is no numba here: install the extra "fast"') from None
    return numba


@cache
def float_batch(features: int) -> Any:
    """`numeric.floats.batch` on so many features: its sums and roundings, in its order.

    Nothing is reordered or fused, since that is off unless asked for.
    """

    def run(  # type: ignore[no-untyped-def]  # numba finds the types of the arrays
        starts, X, y, rates, minus, zero, plus, net_inputs, predictions, weights
    ):
        held, steps = np.empty((features, AT_ONCE)), np.empty(AT_ONCE)
        for a in range(0, len(rates), AT_ONCE):
            n = min(AT_ONCE, len(rates) - a)
            held[:, :n] = starts[:, a : a + n]
            for t in range(len(net_inputs)):
                x, label = X[t % len(X)], y[t % len(X)]
                z, shown, rate = (
                    net_inputs[t, a : a + n],
                    predictions[t, a : a + n],
                    rates[a : a + n],
                )
                for r in range(n):
                    total = held[0, r] * x[0]
                    for j in range(1, features):
                        total += held[j, r] * x[j]
                    z[r] = total
                for r in range(n):
                    predicted = plus if z[r] > 0 else (minus if z[r] < 0 else zero)
                    shown[r] = predicted
                    steps[r] = rate[r] * (label - predicted)
                for j in range(features):
                    w, value = held[j], x[j]
                    for r in range(n):
                        w[r] += steps[r] * value
                    if t < len(weights):
                        weights[t, j, a : a + n] = w[:n]
            weights[-1, :, a : a + n] = held[:, :n]

    return numba().njit(nogil=True)(run)


__all__ = ["NotInstalled", "float_batch", "numba"]
