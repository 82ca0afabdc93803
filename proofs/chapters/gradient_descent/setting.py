"""Gradient descent on any loss: the first step from zero, and what zero means to a convex loss."""

from __future__ import annotations

from proofs.terms import ZERO, Symbol, assume, define, equals, function, scalar, vector

BOYD = "S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004."

# Symbols -----------------------------------------------------------------------------------------

eta, other_eta = scalar("eta"), scalar("eta'")
LOSS = function("L", ("vector",))
GRADIENT = function("grad_L", ("vector",), "vector")


def w(index: str | int) -> Symbol:
    """The weights after so many steps."""
    return vector("w", str(index))


def other(index: str | int) -> Symbol:
    """The weights of another run: another rate, or another start."""
    return vector("w'", str(index))


ZERO_START = assume("zero start", equals(w(0), ZERO))
OTHER_ZERO = define("the other run starts at zero", other(0), ZERO)
POSITIVE_RATE = assume("positive rate", eta > 0)
