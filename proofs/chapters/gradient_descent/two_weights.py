"""Runs of two weights, and weights of two features, for exhibits: every step is written out."""

from fractions import Fraction

from proofs.calculus import derivative, with_sigmoid
from proofs.chapters.gradient_descent.setting import w
from proofs.terms import (
    Hypothesis, Symbol, Term, assume, define, dot, equals, say, scalar, substitute, vector,
)  # fmt: skip

one, two = scalar("w", "", "1"), scalar("w", "", "2")
i, j = vector("i"), vector("j")
ORTHONORMAL = (
    assume("first unit vector", equals(dot(i, i), 1)),
    assume("second unit vector", equals(dot(j, j), 1)),
    assume("two features", equals(dot(i, j), 0)),
)
UNIT_VECTORS = {"i": (Fraction(1), Fraction(0)), "j": (Fraction(0), Fraction(1))}
"""Two features, for an instance."""
FEATURES_NOTATION = (
    say("{}, {}", i, j),
    "any two vectors, such as the unit vectors of two features: {} is the weight of the first",
    dot(i, w("t")),
)


def weight(prime: str, index: int, coordinate: int) -> Symbol:
    """One of two weights after so many steps, of the run or of the other one."""
    return scalar(f"w{prime}", str(index), str(coordinate))


def written_out(
    prime: str, loss: Term, rate: Fraction | int, steps: int = 2, start: tuple[int, int] = (0, 0)
) -> tuple[Hypothesis, ...]:
    """Steps of descent on a loss of two weights, weight by weight."""
    name = "the other run" if prime else "the run"
    starts, eta = zip((1, 2), start, strict=True), scalar(f"eta{prime}")
    made = [define(f"{name}: the rate", eta, rate)]
    made += [define(f"{name}: weight {k}, start", weight(prime, 0, k), at) for k, at in starts]
    for index in range(1, steps + 1):
        here: dict[Term, Term] = {s: weight(prime, index - 1, k) for k, s in ((1, one), (2, two))}
        for k, symbol in ((1, one), (2, two)):
            slope = substitute(with_sigmoid(derivative(loss, symbol)), here)
            moved = here[symbol] - eta * slope
            made.append(define(f"{name}: step {index}, weight {k}", weight(prime, index, k), moved))
    return tuple(made)


def determinant(index: int) -> Term:
    """It is 0 where the weights of both runs are parallel."""
    along = weight("", index, 1) * weight("'", index, 2)
    return along - weight("", index, 2) * weight("'", index, 1)
