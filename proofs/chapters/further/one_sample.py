"""The sample (1, 2) with the target 1, on which two kinds of descent miss the least norm."""

from proofs.statement import Lines, chain
from proofs.terms import Hypothesis, define, equals, number, scalar

x_1, x_2, target = scalar("x", "", "1"), scalar("x", "", "2"), scalar("y", "1")
SAMPLE: tuple[Hypothesis, ...] = (
    define("the sample", x_1, 1),
    define("the sample", x_2, 2),
    define("its target", target, 1),
)


@chain(equals(x_1 * number(1, 5) + x_2 * number(2, 5), target), name="it fits as well")
def shortest_fits() -> Lines:
    """The solution of least norm fits."""
    yield "=", ..., "add", *SAMPLE


@chain(equals(x_1 * number(1, 17) + x_2 * number(8, 17), target), name="the limit fits")
def limit_fits() -> Lines:
    """Where preconditioned descent tends fits."""
    yield "=", ..., "add", *SAMPLE
