"""A figure of logistic regression: the middles of intervals that hold the irrational weights."""

from dataclasses import replace
from fractions import Fraction

from proofs.enclosure import parted
from proofs.figure import (
    HALF,
    ONE,
    ORIGIN,
    ZERO,
    Dot,
    Figure,
    Panel,
    Path,
    Point,
    Ran,
    pair,
    rates_between,
    sentence,
    vectors,
)
from proofs.terms import SIGMOID, equals, number, scalar

z, eta = scalar("z"), scalar("eta")
TWO = Fraction(2)
SHAPED = Ran("logistic-loss", (ONE,), ORIGIN, vectors((1, 0), (0, 2)), (ONE, ONE), 2)


def logistic(net: Fraction) -> Fraction:
    """The middle of an interval that holds the value of the logistic function."""
    found = parted(equals(SIGMOID(z), number(2)), {z: net}, {})
    assert found is not None, "the logistic function is below 2"
    held, _ = found
    assert held is not None, "and has a value"
    return (held.low + held.high) / 2


def end(ran: Ran, rate: Fraction) -> Point:
    """Where the steps end, the losses of the samples summed; from zero the first is exact."""
    u, v = ran.start
    for _ in range(ran.updates):
        errors = []
        for x, y in zip(ran.inputs, ran.labels, strict=True):
            net = x[0] * u + x[1] * v
            errors.append(y - (HALF if net == 0 else logistic(net)))
        moves = (
            sum((e * x[k] for e, x in zip(errors, ran.inputs, strict=True)), ZERO) for k in (0, 1)
        )
        u, v = (a + rate * move for a, move in zip((u, v), moves, strict=True))
    return u, v


def two_steps() -> Figure:
    """The slope of the direction after one step and after two, at all rates up to 4."""
    rates = rates_between(Fraction(1, 8), Fraction(4), 31)
    lines = []
    for count, look in ((2, "solid"), (1, "dashed")):
        ran = replace(SHAPED, updates=count)
        slopes = tuple((rate, v / u) for rate in rates for u, v in (end(ran, rate),))
        lines.append(Path(slopes, look, (f"after {count} step{'s' * (count > 1)}",)))  # type: ignore[arg-type]
    marks = tuple(Dot(point) for line in lines for point in line.points if point[0] in (ONE, TWO))
    slope = sentence((scalar("w", "", "2"), " / ", scalar("w", "", "1")))
    panel = Panel(
        sentence(slope, " at the rates up to 4; marked at 1 and 2"), tuple(lines), marks,
        axes=((eta,), slope), equal=False, counts=True,
    )  # fmt: skip
    caption = sentence(
        "The slope of the weights from zero after one step (dashed) and after two (solid), the "
        "losses "
        "of the samples summed. The weights after two steps are irrational: drawn are the "
        "middles of "
        "intervals that hold the values of the logistic function. Samples ",
        pair(SHAPED.inputs[0]),
        " and ",
        pair(SHAPED.inputs[1]),
        ", both with label 1.",
    )
    return Figure((panel,), caption)
