"""Figures in words, for who cannot see them and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from proofs.figure import Panel, Path, Point
from proofs.page import panels

_FEW = 12
"""A path with more points than this is told by its ends."""


def described(shown: Iterable[Panel]) -> str:
    """What panels show, in words: each path with its points, or with its two ends."""
    return " ".join(sentence for own in shown for sentence in _told(own))


def _told(own: Panel) -> Iterator[str]:
    if own.title:
        title = panels.plain(own.title)
        yield f"{title[:1].upper()}{title[1:]}."
    if own.levels:
        (x, y), count = own.levels[0].centre, len(own.levels)
        yield f"{count} ellipses about {_pair((x, y))}." if count > 1 else "An ellipse."
    for path in own.paths:
        if path.look == "thin" and not path.says:
            continue
        name = panels.plain(path.says) or f"{path.look} line"
        yield f"{name[:1].upper()}{name[1:]}: {_points(path)}."
    for label in own.labels:
        yield f"At {_pair(label.at)}: {panels.plain(label.words)}."


def _points(path: Path) -> str:
    if len(path.points) > _FEW:
        return f"a curve from {_pair(path.points[0])} to {_pair(path.points[-1])}"
    return ", ".join(_pair(point) for point in path.points)


def _pair(point: Point) -> str:
    return f"({', '.join(_number(value) for value in point)})"


def _number(value: Fraction) -> str:
    """A fraction, or where it is long its first places."""
    exact = value.denominator < 1000
    return (str(value) if exact else f"about {float(value):.3f}").replace("-", "−")
