"""Gradient descent on squares as a run of a natural number of steps, and powers of I - eta A.

Here the steps are counted by a term, n, so that sums over steps can be written: the run is a
function of n, and so is every power of I - eta A applied to a vector.
"""

from __future__ import annotations

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.setting import A, b
from proofs.terms import Function, Hypothesis, Term, as_term, define, function, natural

n, k, j = natural("n"), natural("k"), natural("j")
"""The number of steps, and indices of sums."""
NONE = as_term(0)
w = function("w", ("step",), "vector")
STEP = define("gradient descent", w(n + 1), w(n) - eta * (A(w(n)) - b), (n,))


def powers(name: str, start: Term) -> tuple[Function, Hypothesis, Hypothesis]:
    """The powers of I - eta A, applied to a vector: the sequence, its start, one more power."""
    power = function(name, ("step",), "vector")
    more = define("one more power", power(n + 1), power(n) - eta * A(power(n)), (n,))
    return power, define("power 0", power(NONE), start), more


__all__ = ["NONE", "STEP", "j", "k", "n", "powers", "w"]
