"""Figures of further rules: descent on a line, and one point of many that are equally good."""

from fractions import Fraction

from proofs.chapters.linear import figures as linear
from proofs.figure import (
    ONE, ORIGIN, ZERO, Dot, Figure, Panel, Path, Ran, ends, pair, samples, sentence,
    vectors,
)  # fmt: skip
from proofs.terms import Words, equals, number, scalar

eta = scalar("eta")
AXES: tuple[Words, Words] = ((), (scalar("w"),))


def on_a_line(rate: Fraction, count: int) -> Path:
    """One weight over the steps, for one sample with input and target 1."""
    ran = Ran("squared-loss", (rate,), (ZERO,), ((ONE,),), (ONE,), count, (-1, 0))
    points = [(ZERO, ZERO)]
    for t in range(count):
        weight = points[-1][1]
        points.append((Fraction(t + 1), weight - rate * (weight - 1)))
    return Path(tuple(points), "solid", ("the weight",), ran)


def cycle_or_run_away() -> Figure:
    """One weight at three rates: it converges, cycles, and runs away."""
    panels = []
    told = (
        (Fraction(3, 2), 4, "converges"),
        (Fraction(2), 4, "cycles"),
        (Fraction(3), 3, "runs away"),
    )
    for rate, count, name in told:
        path = on_a_line(rate, count)
        marks = tuple(Dot(p, "step") for p in path.points)
        title = sentence((equals(eta, number(rate)),), f": {name}")
        panels.append(Panel(title, (path,), marks, axes=AXES, equal=False, counts=True))
    caption = sentence(
        "The weight after each step of descent from zero, for one sample with input 1 and "
        "target 1; the "
        "loss is half the square of the error."
    )
    return Figure(tuple(panels), caption)


def many_minimisers() -> Figure:
    """Three starts, and the minimisers that they reach in one step."""
    paths = []
    for start in (ORIGIN, (ZERO, ONE), (Fraction(2), Fraction(3, 2))):
        ran = Ran("squared-loss", (ONE,), start, vectors((1, 0)), (ONE,), 1)
        paths.append(linear.drawn(ran, says=sentence("from ", pair(start))))
    line = Path(((ONE, -Fraction(1, 2)), (ONE, Fraction(2))), "thin", ("minimisers",))
    panel = Panel(("three starts, three minimisers",), (*paths, line), tuple(ends(*paths)))
    caption = sentence(
        "One step of descent at ",
        (equals(eta, 1),),
        ", after which nothing moves; the vertical line has all weights without loss. One ",
        samples(ran, "target"),
        ".",
    )
    return Figure((panel,), caption)
