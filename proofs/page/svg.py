"""Figures as SVG: one colour, that of the text around it, and told in words for who cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import escape

from proofs.figure import Dot, Figure, Label, Level, Point
from proofs.page import panels
from proofs.page.described import described
from proofs.page.panels import Placed, Sheet, short
from proofs.terms import Words

PAPER = "fill:var(--paper,Canvas)"
"""The inside of a circle, on whatever page; one that knows no style sheets has a colour there."""
_UNIT = 4
"""How many units of the drawing a millimetre has."""
_FONT = (
    "font-family=\"'Latin Modern Roman','Latin Modern Math','STIX Two Text',Georgia,serif\" "
    'font-size="12.5"'
)
_STYLE = """<style>
:root { color-scheme: light dark; color: #1b1b1b; background: #fff }
@media (prefers-color-scheme: dark) { :root { color: #e8e6e3; background: #161616 } }
</style>
"""
_LOOKS = {
    "solid": 'stroke-width="1.8"',
    "dashed": 'stroke-width="1.8" stroke-dasharray="5 3.4"',
    "dotted": 'stroke-width="1.5" stroke-dasharray="0.1 4"',
    "thin": 'stroke-width="0.9" opacity="0.55"',
}
_ITALIC = re.compile(r"(?<![A-Za-z])([A-Za-zΑ-Ωα-ω])(?![A-Za-z])")


def picture(figure: Figure, name: str, *, alone: bool = False) -> str:
    """All panels in one drawing; `name` makes its ids, `alone` a file of its own."""
    sheet = panels.sheet(figure)
    title = "; ".join(panels.plain(panel.title) for panel in figure.panels if panel.title)
    return _svg(sheet, title, described(figure.panels), name, alone)


def panel(figure: Figure, place: int, name: str) -> str:
    """One panel of a figure, for pages that set them beside or under each other."""
    own = figure.panels[place]
    sheet = panels.sheet(Figure((own,), ()))
    return _svg(sheet, panels.plain(own.title), described((own,)), f"{name}-{place + 1}", False)


def _svg(sheet: Sheet, title: str, told: str, name: str, alone: bool) -> str:
    ident = re.sub(r"[^A-Za-z0-9]+", "-", name)
    pad = 6
    width = float(sheet.width) * _UNIT + 2 * pad
    height = float(sheet.height) * _UNIT + 2 * pad
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-labelledby="{ident}-title {ident}-desc" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round" {_FONT}>\n'
        f'<title id="{ident}-title">{escape(title)}</title>\n'
        f'<desc id="{ident}-desc">{escape(told)}</desc>\n'
    )
    body = [line for placed in sheet.panels for line in _panel(placed, sheet.height, pad)]
    return head + (_STYLE if alone else "") + "\n".join(body) + "\n</svg>\n"


class _Place:
    """Where points are in the drawing: to the right, and downwards."""

    def __init__(self, placed: Placed, height: Fraction, pad: int) -> None:
        self.placed, self.height, self.pad = placed, height, pad

    def xy(self, point: Point) -> tuple[float, float]:
        x, y = self.placed.at(point)
        return float(x) * _UNIT + self.pad, float(self.height - y) * _UNIT + self.pad

    def __call__(self, point: Point) -> str:
        x, y = self.xy(point)
        return f"{short(x, 2)},{short(y, 2)}"


def _panel(placed: Placed, height: Fraction, pad: int) -> Iterator[str]:
    own, at = placed.panel, _Place(placed, height, pad)
    left, bottom, right, top = placed.frame
    nil = Fraction(0)
    yield "<g>"
    if own.axes is not None:
        lines = f"M{at((left, nil))} L{at((right, nil))} M{at((nil, bottom))} L{at((nil, top))}"
        yield f'<path d="{lines}" stroke-width="0.8" opacity="0.4"/>'
    if own.counts:
        for count in panels.ticks(own):
            x, y = at.xy((Fraction(count), bottom))
            yield _text(x, y + 16, "middle", (str(count),), grey=True)
    yield from (_level(level, placed, at) for level in own.levels)
    for path in panels.paths(own):
        points = " ".join(at(point) for point in path.points)
        yield f'<polyline points="{points}" {_LOOKS[path.look]}/>'
    for dot in panels.dots(own):
        yield _dot(dot, at)
    for label in panels.named(own, placed.frame):
        yield _label(label, at, grey=label not in own.labels)
    if own.title:
        x, y = at.xy(panels.title_at(placed))
        yield _text(x, y + 12, "middle", own.title)
    yield "</g>"


def _dot(dot: Dot, at: _Place) -> str:
    x, y = (short(v, 2) for v in at.xy(dot.at))
    if dot.look == "start":
        return f'<circle cx="{x}" cy="{y}" r="3.4" stroke-width="1.4" style="{PAPER}"/>'
    radius = "3.4" if dot.look == "end" else "2"
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="currentColor" stroke="none"/>'


def _level(level: Level, placed: Placed, at: _Place) -> str:
    first, second, angle = panels.axes_of(level)
    (x, y), unit = at.xy(level.centre), float(placed.units[0]) * _UNIT
    turned = f' transform="rotate({short(-angle, 2)} {short(x, 2)} {short(y, 2)})"'
    return (
        f'<ellipse cx="{short(x, 2)}" cy="{short(y, 2)}" rx="{short(first * unit, 2)}" '
        f'ry="{short(second * unit, 2)}" stroke-width="0.8" opacity="0.5"'
        f"{turned if angle else ''}/>"
    )


def _label(label: Label, at: _Place, *, grey: bool) -> str:
    (x, y), (right, above) = at.xy(label.at), panels.sided(label)
    anchor = {0: "middle", 1: "start", -1: "end"}[right]
    reach = 5 if above else 7
    down = {0: 4, 1: -8, -1: 16}[above]
    return _text(x + reach * right, y + down, anchor, label.words, grey=grey)


def _text(x: float, y: float, anchor: str, words: Words, *, grey: bool = False) -> str:
    pale = ' opacity="0.65"' if grey else ""
    return (
        f'<text x="{short(x, 2)}" y="{short(y, 2)}" text-anchor="{anchor}" '
        f'fill="currentColor" stroke="none"{pale}>{_said(words)}</text>'
    )


def _said(words: Words) -> str:
    """Words with the letters of formulas in italics."""
    found = []
    for piece in words:
        if isinstance(piece, str):
            found.append(escape(piece, quote=False))
            continue
        slanted = r'<tspan font-style="italic">\1</tspan>'
        found.append(_ITALIC.sub(slanted, escape(panels.formula(piece), quote=False)))
    return "".join(found)
