"""Where the panels of a figure are placed, in millimetres, for every emitter."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from proofs.figure import Dot, Figure, Label, Level, Panel, Path, Point
from proofs.page.letters import Letters, columns
from proofs.terms import Relation, Term, Words

WIDEST = 150
"""No figure is wider than this, in millimetres."""
HIGHEST = 55
"""Nor higher, where its panels stand side by side."""
_ROOM, _LOW = Fraction(36), Fraction(30)
"""How high what is drawn may be: in a plane, and where the first axis counts."""
Sides = tuple[Fraction, Fraction, Fraction, Fraction]
"""Left, bottom, right and top."""
_LETTER = Fraction(29, 20)
_LINE = Fraction(4)
_GAP = Fraction(9)
_BESIDE = Fraction(3, 2)
"""How far from its point a label stands."""
_WIDE = Fraction(54)
"""How wide what is drawn may be in one of several panels."""
_STACKED = 100
"""In less room than this, panels stand one under the other."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A panel with its place: where its origin is, and the length of its units."""

    panel: Panel
    origin: Point
    units: tuple[Fraction, Fraction]
    frame: Sides
    """Left, bottom, right, top of what is drawn, in the panel's own units."""
    title: Fraction
    """How high the top of the title is, in millimetres."""

    def at(self, point: Point) -> Point:
        """Where a point of the panel is, in millimetres, upwards."""
        return (
            self.origin[0] + self.units[0] * point[0],
            self.origin[1] + self.units[1] * point[1],
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """All panels of a figure, and the room they take."""

    panels: tuple[Placed, ...]
    width: Fraction
    height: Fraction


def wide(words: Words) -> Fraction:
    """About how wide words are in a small size of type, in millimetres."""
    return _LETTER * columns(plain(words))


def plain(words: Words) -> str:
    """Words as text."""
    return "".join(piece if isinstance(piece, str) else formula(piece) for piece in words)


def formula(piece: Term | Relation) -> str:
    """A formula as text."""
    letters = Letters()
    row = letters.related(piece) if isinstance(piece, Relation) else letters.written(piece)
    return row.text


def sheet(figure: Figure, width: Fraction | int = WIDEST) -> Sheet:
    """The figure laid out within a width: side by side, or else one under the other."""
    room = min(Fraction(width), Fraction(WIDEST))
    for stacked in (False, True) if room >= _STACKED else (True,):
        for tenths in range(10, 5 if not stacked else 0, -1):
            made = _laid(figure, Fraction(tenths, 10), stacked)
            if made.width <= room:
                return made
    return made


def _laid(figure: Figure, scale: Fraction, stacked: bool) -> Sheet:
    common = min((_unit(p) for p in figure.panels if p.equal), default=Fraction(1))
    tops = [_frame(p)[3] for p in figure.panels if p.equal]
    if tops and not stacked:
        lows = [_frame(p)[1] for p in figure.panels if p.equal]
        common = min(common, _ROOM / (max(tops) - min(lows)))
    each = []
    for panel in figure.panels:
        alike = [_frame(p) for p in figure.panels if p.equal == panel.equal]
        left, bottom, right, top = _frame(panel)
        if not stacked:  # one height for all of a kind
            bottom, top = min(f[1] for f in alike), max(f[3] for f in alike)
        frame = (left, bottom, right, top)
        if panel.equal:
            units = (common * scale, common * scale)
        else:
            units = (_WIDE * scale / (right - left), _LOW / (top - bottom))
        each.append((panel, units, frame, _overhang(panel, units, frame)))
    if stacked:
        return _under_each_other(each)
    placed, at = [], Fraction(0)
    below = max(hang[1] for *_, hang in each)
    above = max((f[3] - f[1]) * u[1] + hang[3] for _, u, f, hang in each)
    for place, (panel, units, frame, hang) in enumerate(each):
        at += _GAP if place else Fraction(0)
        origin = (at + hang[0] - frame[0] * units[0], below - frame[1] * units[1])
        placed.append(Placed(panel, origin, units, frame, _LINE))
        at += hang[0] + (frame[2] - frame[0]) * units[0] + hang[2]
    return Sheet(tuple(placed), at, below + above)


def _under_each_other(each: list[tuple[Panel, Point, Sides, Sides]]) -> Sheet:
    placed: list[Placed] = []
    widths = [hang[0] + (f[2] - f[0]) * u[0] + hang[2] for _, u, f, hang in each]
    at = Fraction(0)
    for (panel, units, frame, hang), own in reversed(list(zip(each, widths, strict=True))):
        start = (max(widths) - own) / 2 + hang[0]
        low = at + hang[1]
        left, bottom, right, top = frame
        origin = (start - left * units[0], low - bottom * units[1])
        placed.append(Placed(panel, origin, units, (left, bottom, right, top), at + _LINE))
        at = low + (top - bottom) * units[1] + hang[3] + _LINE
    return Sheet(tuple(reversed(placed)), max(widths), at - _LINE)


def _frame(panel: Panel) -> Sides:
    """The panel's box, with some air around it."""
    left, bottom, right, top = panel.box
    across, up = (right - left) or Fraction(1), (top - bottom) or Fraction(1)
    if panel.equal:
        air = max(across, up) / 18
        return left - air, bottom - air, right + air, top + air
    return left, bottom - up / 18, right + across / 24, top + up / 12


def _unit(panel: Panel) -> Fraction:
    left, bottom, right, top = _frame(panel)
    return min(_WIDE / (right - left), _ROOM / (top - bottom))


def _overhang(panel: Panel, units: Point, frame: Sides) -> Sides:
    """How far labels and the title reach beyond what is drawn: left, below, right, above."""
    left, bottom, right, top = (
        frame[0] * units[0], frame[1] * units[1], frame[2] * units[0], frame[3] * units[1],
    )  # fmt: skip
    boxes = [extent(label, units) for label in named(panel, frame)]
    middle, half = (left + right) / 2, wide(panel.title) / 2
    boxes += [(middle - half, bottom, middle + half, top), (left, bottom, right, top)]
    low = min(box[1] - bottom for box in boxes)
    return (
        max(left - box[0] for box in boxes),
        -low + (_LINE + 1 if panel.counts else 0) + _LINE + 1,
        max(box[2] - right for box in boxes),
        max(box[3] - top for box in boxes),
    )


def named(panel: Panel, frame: Sides) -> tuple[Label, ...]:
    """The labels of a panel, those of its axes among them."""
    if panel.axes is None:
        return panel.labels
    first, second = panel.axes
    nil = Fraction(0)
    own = (Label((frame[2], nil), first, "right"), Label((nil, frame[3]), second, "above"))
    return (*(label for label in own if label.words), *panel.labels)


def extent(label: Label, units: Point) -> Sides:
    """What a label covers, in millimetres from the origin: left, bottom, right, top."""
    x, y = label.at[0] * units[0], label.at[1] * units[1]
    across, up = wide(label.words), _LINE - 1
    right, above = sided(label)
    left = x - across / 2 + right * (across / 2 + _BESIDE)
    low = y - up / 2 + above * (up / 2 + _BESIDE)
    return left, low, left + across, low + up


def sided(label: Label) -> tuple[int, int]:
    """Which side of its point a label is on: right or left, above or below."""
    words = label.side.split()
    return ("right" in words) - ("left" in words), ("above" in words) - ("below" in words)


def title_at(placed: Placed) -> Point:
    """The middle of the top of a panel's title, in the panel's units."""
    left, _, right, _ = placed.frame
    return (left + right) / 2, (placed.title - placed.origin[1]) / placed.units[1]


def ticks(panel: Panel) -> tuple[int, ...]:
    """The numbers below an axis that counts: every one, or few of many."""
    last = int(panel.box[2])
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if last // s <= 8)
    return tuple(range(0, last + 1, step))


def paths(panel: Panel) -> list[Path]:
    """The paths of a panel, those that matter most drawn last."""
    order = ("thin", "dotted", "dashed", "solid")
    return sorted((p for p in panel.paths if p.look in order), key=lambda p: order.index(p.look))


def dots(panel: Panel) -> list[Dot]:
    """The marks of a panel, open circles drawn last."""
    return sorted(panel.dots, key=lambda dot: ("step", "end", "start").index(dot.look))


def axes_of(level: Level) -> tuple[float, float, float]:
    """The two half axes of an ellipse, and by how many degrees it is turned."""
    a, b, c = map(float, level.form)
    value = float(level.value)
    middle, spread = (a + c) / 2, math.hypot((a - c) / 2, b)
    if b == 0:
        return math.sqrt(value / a), math.sqrt(value / c), 0.0
    angle = math.degrees(math.atan2(middle - spread - a, b))
    return math.sqrt(value / (middle - spread)), math.sqrt(value / (middle + spread)), angle


def short(value: Fraction | float, places: int = 4) -> str:
    """A number to a few places, with no more zeros than it needs.

    >>> short(Fraction(7, 16)), short(Fraction(1, 3)), short(-2.0)
    ('0.4375', '0.3333', '-2')
    """
    text = f"{float(value):.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
