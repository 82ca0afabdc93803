"""Figures as plain data: panels of paths, marks and labels at exact places, and what they show.

Places are fractions; an emitter alone turns them into floats.  A path carries the run that it was
computed from, so that it can be computed again, by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import isqrt
from typing import Literal

from proofs.terms import Words, equals, number, scalar

Point = tuple[Fraction, Fraction]
Vector = tuple[Fraction, ...]
Look = Literal["solid", "dashed", "dotted", "thin", "unseen"]
"""How a path is drawn; one that is unseen is shown by marks at its points."""
Side = Literal[
    "above", "below", "left", "right", "above left", "above right", "below left", "below right",
    "center",
]  # fmt: skip

BOTH: tuple[Look, Look] = ("solid", "dashed")
"""How two runs are told from each other."""
ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
ORIGIN: Point = (ZERO, ZERO)
ETA = scalar("eta")


@dataclass(frozen=True, slots=True)
class Ran:
    """The exact run that a path shows, with all that is needed to make it again.

    With one rate the path has a point for the start and one for each update; with many rates a
    point for each, after the last update.
    """

    rule: str
    """The name by which the numeric half knows the rule."""
    rates: Vector
    start: Vector
    inputs: tuple[Vector, ...]
    labels: Vector
    updates: int
    """How many updates over the whole data set, or how many passes sample by sample."""
    shows: tuple[int, int] = (0, 1)
    """Which two numbers of the state; −1 stands for the number of updates so far."""
    options: tuple[tuple[str, object], ...] = ()

    @property
    def rate(self) -> Fraction:
        """The rate of a run that has one."""
        (rate,) = self.rates
        return rate


@dataclass(frozen=True, slots=True)
class Path:
    """Points joined by straight lines."""

    points: tuple[Point, ...]
    look: Look = "solid"
    says: Words = ()
    """What it is, for who cannot see it."""
    ran: Ran | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A marked point: an open circle where a run starts, a disc where it ends, a small one "
    "between."""

    at: Point
    look: Literal["start", "end", "step"] = "end"


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point."""

    at: Point
    words: Words
    side: Side = "right"


@dataclass(frozen=True, slots=True)
class Level:
    """The ellipse a x² + 2 b x y + c y² = value about its centre, for a form (a, b, c)."""

    centre: Point
    form: tuple[Fraction, Fraction, Fraction]
    value: Fraction

    @property
    def reach(self) -> Point:
        """How far it reaches along each axis, rounded up."""
        a, b, c = self.form
        across = a * c - b * b
        return _root(self.value * c / across), _root(self.value * a / across)


def _root(square: Fraction) -> Fraction:
    """The square root of a fraction, at most a thousandth too large."""
    return Fraction(isqrt(square.numerator * 1_000_000 // square.denominator) + 1, 1000)


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: what is in it, and a title below it."""

    title: Words
    paths: tuple[Path, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    levels: tuple[Level, ...] = ()
    axes: tuple[Words, Words] | None = ((scalar("w", "", "1"),), (scalar("w", "", "2"),))
    """What the axes are called; none where nothing is measured."""
    equal: bool = True
    """Whether both axes have one unit of length."""
    counts: bool = False
    """Whether the first axis counts updates, and has its numbers written below it."""

    @property
    def box(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """What it fills: left, bottom, right and top, with the origin where there are axes."""
        points = [point for path in self.paths for point in path.points]
        points += [dot.at for dot in self.dots]
        points += [ORIGIN] if self.axes else []
        for level in self.levels:
            (x, y), (wide, high) = level.centre, level.reach
            points += [(x - wide, y - high), (x + wide, y + high)]
        across, up = zip(*points, strict=True)
        return min(across), min(up), max(across), max(up)


@dataclass(frozen=True, slots=True)
class Figure:
    """Panels side by side, and below them what they show, with the data to do it again."""

    panels: tuple[Panel, ...]
    caption: Words


def vectors(*rows: Iterable[int | Fraction]) -> tuple[Vector, ...]:
    """Rows of numbers as vectors."""
    return tuple(tuple(map(Fraction, row)) for row in rows)


# Paths -------------------------------------------------------------------------------------------


def followed(states: Iterable[Vector], ran: Ran) -> tuple[Point, ...]:
    """The points of a run: the two numbers that it shows, each place once where it stands still."""
    first, second = ran.shows
    points = [
        (Fraction(count) if first < 0 else state[first], state[second])
        for count, state in enumerate(states)
    ]
    return tuple(point for point, _ in groupby(points))


def ends(*paths: Path, start: bool = True) -> Iterator[Dot]:
    """Where paths start, once for each place, and where they end."""
    last = dict.fromkeys(path.points[-1] for path in paths)
    first = dict.fromkeys(path.points[0] for path in paths) if start else {}
    yield from (Dot(at, "start") for at in first)
    yield from (Dot(at) for at in last if at not in first)


def steps(*paths: Path) -> Iterator[Dot]:
    """A small mark at every point of these paths but their ends."""
    yield from (Dot(at, "step") for path in paths for at in path.points[1:-1])


def ray(through: Point, beyond: Fraction = Fraction(5, 4)) -> Path:
    """A dotted line from the origin through a point, and somewhat beyond."""
    x, y = through
    return Path((ORIGIN, (beyond * x, beyond * y)), "dotted")


def rates_between(low: Fraction, high: Fraction, count: int = 40) -> Vector:
    """Evenly spaced rates, ends included."""
    return tuple(low + (high - low) * place / count for place in range(count + 1))


# Words -------------------------------------------------------------------------------------------


def written(value: Fraction | int) -> Words:
    """A number in running text."""
    value = Fraction(value)
    if value.denominator == 1:
        return (str(value).replace("-", "−"),)
    sign = ("−",) if value < 0 else ()
    return (*sign, number(abs(value)))


def pair(values: Iterable[Fraction]) -> Words:
    """A vector in running text; one number stands alone."""
    values = tuple(values)
    if len(values) == 1:
        return written(values[0])
    return sentence("(", listed(values, ",\u00a0"), ")")


def listed(values: Iterable[Fraction], between: str = ", ") -> Words:
    """Numbers in a row."""
    return joined((written(value) for value in values), between)


def joined(members: Iterable[Words], between: str = ", ") -> Words:
    """Words in a row, with commas between them."""
    found: list[object] = []
    for place, words in enumerate(members):
        found += [between, *words] if place else words
    return _run_together(found)


def _run_together(pieces: Iterable[object]) -> Words:
    """The same words with texts that follow each other made one."""
    found: list[object] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)  # type: ignore[arg-type]


def sentence(*pieces: Words | str) -> Words:
    """Words put together from texts and from words."""
    flat = (p for piece in pieces for p in ((piece,) if isinstance(piece, str) else piece))
    return _run_together(flat)


def samples(ran: Ran, kind: str = "label") -> Words:
    """The data of a run in words: the samples, and their labels or targets."""
    many = len(ran.inputs) > 1
    return sentence(
        f"sample{'s' * many} ",
        joined(pair(x) for x in ran.inputs),
        f" with {kind}{'s' * many} ",
        listed(ran.labels),
    )


def at_rates(*rates: Fraction) -> Words:
    """Which look has which rate."""
    looks = ("solid", "dashed", "dotted")[: len(rates)]
    told = [(equals(ETA, number(r)), f" ({look})") for r, look in zip(rates, looks, strict=True)]
    if len(told) == 1:
        return told[0]
    return sentence(joined(told[:-1]), " and ", told[-1])
