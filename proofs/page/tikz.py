"""Figures as TikZ, in the fonts of the document, to be read and edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from proofs.figure import Figure, Level, Path, Point
from proofs.page import panels
from proofs.page.panels import Placed
from proofs.terms import Words

_LOOKS = {
    "solid": "thick",
    "dashed": "thick, densely dashed",
    "dotted": "thick, dotted",
    "thin": "thin, gray",
}
_DOTS = {
    "start": "\\filldraw[thick, fill=white] {} circle[radius=0.8mm];",
    "end": "\\fill {} circle[radius=0.8mm];",
    "step": "\\fill {} circle[radius=0.45mm];",
}
_PER_LINE = 6


def picture(figure: Figure, said: Callable[[Words], str], width: float = panels.WIDEST) -> str:
    """A `tikzpicture` no wider than `width` millimetres; `said` sets the words of its labels."""
    sheet = panels.sheet(figure, Fraction(width))
    lines = ["\\begin{tikzpicture}[every node/.style={font=\\footnotesize, inner sep=1.2mm}]"]
    for placed in sheet.panels:
        lines += _panel(placed, said)
    return "\n".join([*lines, "\\end{tikzpicture}\n"])


def _panel(placed: Placed, said: Callable[[Words], str]) -> Iterator[str]:
    (x, y), (across, up), panel = placed.origin, placed.units, placed.panel
    yield f"% {panels.plain(panel.title)}" if panel.title else "%"
    yield (
        f"\\begin{{scope}}[shift={{({_mm(x)},{_mm(y)})}}, x={_mm(across)}, y={_mm(up)}]"
    )  # fmt: skip
    left, bottom, right, top = placed.frame
    if panel.axes is not None:
        nil = Fraction(0)
        yield (
            f"\\draw[gray!60] {_at((left, nil))} -- {_at((right, nil))} "
            f"{_at((nil, bottom))} -- {_at((nil, top))};"
        )
    if panel.counts:
        for count in panels.ticks(panel):
            yield f"\\node[gray, below] at {_at((Fraction(count), bottom))} {{{count}}};"
    yield from (_level(level) for level in panel.levels)
    for path in panels.paths(panel):
        yield from _path(path)
    for dot in panels.dots(panel):
        yield _DOTS[dot.look].format(_at(dot.at))
    for label in panels.named(panel, placed.frame):
        grey = "" if label in panel.labels else "gray, "
        side = label.side if label.side != "center" else "inner sep=0pt"
        yield f"\\node[{grey}{side}] at {_at(label.at)} {{{said(label.words)}}};"
    if panel.title:
        at = panels.title_at(placed)
        yield f"\\node[below, inner sep=0pt] at {_at(at)} {{{said(panel.title)}}};"
    yield "\\end{scope}"


def _path(path: Path) -> Iterator[str]:
    places = [_at(point) for point in path.points]
    start = f"\\draw[{_LOOKS[path.look]}] "
    rows = [places[k : k + _PER_LINE] for k in range(0, len(places), _PER_LINE)]
    for number, row in enumerate(rows):
        lead = "  -- " if number else start
        yield lead + " -- ".join(row) + (";" if number == len(rows) - 1 else "")


def _level(level: Level) -> str:
    first, second, angle = panels.axes_of(level)
    ellipse = f"ellipse[x radius={panels.short(first)}, y radius={panels.short(second)}]"
    turned = f", rotate around={{{panels.short(angle)}:{_at(level.centre)}}}" if angle else ""
    return f"\\draw[gray!70{turned}] {_at(level.centre)} {ellipse};"


def _at(point: Point) -> str:
    return f"({panels.short(point[0])},{panels.short(point[1])})"


def _mm(length: Fraction) -> str:
    return f"{panels.short(length, 2)}mm"
