"""The runs on real data as figures: SVG text, the same bytes for the same numbers.

Each function draws plain numbers and gives the text of an SVG file. No state of matplotlib is
used: a figure is made, drawn and forgotten. Letters are drawn as paths, so that a page looks the
same where matplotlib's fonts are missing; marks and line styles repeat what colours say.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from numeric.regression_data import INSTALL, MissingExtra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito (2008): told apart with any kind of colour vision, and on paper by lightness.
BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#AA4499"
SKY, INK, GREY = "#56B4E9", "#222222", "#777777"
STYLE: dict[str, Any] = {
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": 11,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",  # it comes with matplotlib
    "font.size": 11,
    "grid.color": "#E4E4E4",
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "mathtext.fontset": "dejavusans",
    "svg.fonttype": "path",
    "svg.hashsalt": "proofs-of-learning-rules",
    "text.color": INK,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
}


@dataclass(frozen=True)
class Curve:
    """A named line; ``x`` and ``y`` have one length."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


@dataclass(frozen=True)
class Panel:
    """One set of axes with its curves; ``level`` is a value to which they are compared."""

    title: str
    curves: Sequence[Curve]
    level: float | None = None
    level_name: str = ""


def available() -> bool:
    """Whether matplotlib is installed, and works."""
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        return False
    return True


def direction(panels: Sequence[Panel]) -> str:
    """Angles to the first step against the rate, a curve for each number of steps.

    Each panel's ``level`` is the angle at which the minimiser lies. Raises ``MissingExtra``
    without matplotlib, ``ValueError`` without panels or curves.
    """
    _check(panels)
    with _Drawing() as drawing:
        figure = drawing.figure(10, 4.6)
        figure.suptitle("After the first step, the direction of the weights depends on the rate")
        grid: Any = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
        for axes, panel in zip(grid, panels, strict=True):
            axes.set_title(panel.title)
            axes.set(xlim=(0, 2), ylim=(-3, 93), xlabel=_RATE)
            axes.set_xticks((0, 0.5, 1, 1.5, 2))
            axes.set_yticks((0, 15, 30, 45, 60, 75, 90))
            axes.grid(visible=True)
            _level(axes, panel)
            shades = _shades(len(panel.curves))
            for curve, colour in zip(panel.curves, shades, strict=True):
                axes.plot(curve.x, curve.y, color=colour, clip_on=False)
            _name_at_the_end(axes, panel.curves, shades)
        grid[0].set_ylabel("angle to the first step (degrees)")
        return drawing.svg(figure)


def losses(panels: Sequence[Panel]) -> str:
    """The loss above its minimum against steps, a curve for each rate, both axes logarithmic.

    What climbs far above the start is cut off at the upper edge. Each panel's ``level`` is the
    loss at the start. Raises ``MissingExtra`` without matplotlib, ``ValueError`` without panels
    or curves.
    """
    _check(panels)
    with _Drawing() as drawing:
        figure = drawing.figure(10, 4.6)
        figure.suptitle(
            "How the loss falls, and when it does not (rates in units of 1 / largest curvature)"
        )
        grid: Any = figure.subplots(1, len(panels), squeeze=False)[0]
        for axes, panel in zip(grid, panels, strict=True):
            axes.set_title(panel.title)
            axes.set(xscale="log", yscale="log", xlabel="steps of gradient descent")
            axes.xaxis.set_major_formatter("{x:,.0f}")
            heights = [height for curve in panel.curves for height in curve.y]
            most = max(heights) if panel.level is None else min(max(heights), panel.level * 20)
            axes.set(xlim=(1, max(panel.curves[0].x)), ylim=(min(heights) / 2, most * 2))
            axes.grid(visible=True)
            _level(axes, panel, at_right=True)
            for curve, (colour, dashes) in zip(panel.curves, _LINES, strict=False):
                axes.plot(curve.x, curve.y, color=colour, linestyle=dashes)
            _name_at_the_end(axes, panel.curves, [colour for colour, _ in _LINES])
        grid[0].set_ylabel("loss above its minimum")
        return drawing.svg(figure)


def networks(loss: Panel, units: Panel) -> str:
    """The loss of networks for each epoch, and below how many of their units are distinct.

    The two panels have the same curves in the same order. Raises ``MissingExtra`` without
    matplotlib, ``ValueError`` without curves.
    """
    _check((loss, units))
    with _Drawing() as drawing:
        figure = drawing.figure(10, 6.4)
        figure.suptitle("What a hidden layer learns from zero, from equal units and at random")
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(2.6, 1))
        upper.set_title(loss.title)
        lower.set_title(units.title)
        upper.set(yscale="log", ylabel="loss")
        lower.set(ylabel="distinct units", xlabel="epoch")
        # Linear from 0 to 1, so that the start is seen too, and logarithmic from there on.
        lower.set_xscale("symlog", linthresh=1, linscale=0.4)
        lower.xaxis.set_major_formatter("{x:,.0f}")
        lower.set_xlim(0, max(loss.curves[0].x))
        most = max(max(curve.y) for curve in units.curves)
        lower.set_ylim(0, most + 1)
        lower.set_yticks(range(1, int(most) + 1, 1 if most < 4 else int(most) - 1))
        for axes, panel in ((upper, loss), (lower, units)):
            axes.grid(visible=True)
            for curve, (colour, dashes) in zip(panel.curves, _LINES, strict=False):
                axes.plot(curve.x, curve.y, color=colour, linestyle=dashes)
        colours = [colour for colour, _ in _LINES]
        _name_at_the_end(upper, loss.curves, colours)
        _name_at_the_end(lower, *_one_of_each(units.curves, colours))
        return drawing.svg(figure)


_RATE = "learning rate, in units of 1 / largest curvature"
_LINES: tuple[tuple[str, Any], ...] = (
    (SKY, "-"),
    (BLUE, (0, (7, 1.5))),
    (GREEN, "-"),
    (ORANGE, (0, (5, 1.5, 1, 1.5))),
    (GREY, (0, (1, 1))),
    (PURPLE, (0, (3, 2))),
)


def _check(panels: Sequence[Panel]) -> None:
    if not panels or not all(panel.curves for panel in panels):
        raise ValueError("a figure needs at least one panel, and every panel a curve")
    if any(len(curve.x) != len(curve.y) or not curve.x for p in panels for curve in p.curves):
        raise ValueError("a curve needs as many heights as places, and at least one")
    if any(len(panel.curves) > len(_LINES) for panel in panels):
        raise ValueError(f"a panel has room for {len(_LINES)} curves")


class _Drawing:
    """matplotlib with this module's style, and as it was again afterwards."""

    def __enter__(self) -> _Drawing:
        try:
            import matplotlib
        except ImportError as error:
            raise MissingExtra(f"matplotlib is not installed: {INSTALL}") from error
        self._context = matplotlib.rc_context()
        self._context.__enter__()
        matplotlib.rcdefaults()  # whatever the user's own settings are
        settings: Any = matplotlib.rcParams
        settings.update(STYLE)
        return self

    def __exit__(self, *error: Any) -> None:
        self._context.__exit__(*error)

    def figure(self, width: float, height: float) -> Figure:
        """An empty figure of this size in inches."""
        from matplotlib.figure import Figure
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1, wspace=0.04)
        return Figure(figsize=(width, height), layout=layout)

    def svg(self, figure: Figure) -> str:
        """The figure as the text of an SVG file, without a date."""
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def _shades(count: int) -> list[Any]:
    """Colours from light to dark, for curves that have an order."""
    from matplotlib import colormaps

    scale = colormaps["viridis_r"]
    return [scale(0.2 + 0.75 * k / max(1, count - 1)) for k in range(count)]


def _level(axes: Axes, panel: Panel, *, at_right: bool = False) -> None:
    """A dotted line at the panel's level, with its name on it."""
    if panel.level is None:
        return
    axes.axhline(panel.level, color=INK, linewidth=1.1, linestyle=(0, (1, 2)))
    axes.annotate(
        panel.level_name, (1 if at_right else 0, panel.level), xycoords=("axes fraction", "data"),
        xytext=(-6 if at_right else 6, 4), textcoords="offset points", fontsize=9.5,
        ha="right" if at_right else "left",
    )  # fmt: skip


def _one_of_each(
    curves: Sequence[Curve], colours: Sequence[Any]
) -> tuple[list[Curve], list[Any]]:  # fmt: skip
    """Curves that coincide as one, which says how many there are; and a colour for each."""
    groups: dict[tuple[float, ...], list[int]] = {}
    for k, curve in enumerate(curves):
        groups.setdefault(tuple(curve.y), []).append(k)
    found, shades = [], []
    for height, members in groups.items():
        alone = len(members) == 1
        name = curves[members[0]].name if alone else f"the {len(members)} others"
        found.append(Curve(name, curves[members[0]].x, height))
        shades.append(colours[members[0]] if alone else INK)
    return found, shades


def _name_at_the_end(axes: Axes, curves: Sequence[Curve], colours: Sequence[Any]) -> None:
    """Each curve's name beside where it ends, moved apart where names would touch.

    A curve that leaves through the upper edge has its name there.
    """
    high = axes.get_ylim()[1]
    staying = []
    for curve, colour in zip(curves, colours, strict=False):
        if curve.y[-1] <= high:
            staying.append((curve, colour))
            continue
        out = next(x for x, y in zip(curve.x, curve.y, strict=True) if y > high)
        axes.annotate(
            curve.name, (out, high), xytext=(8, -2), textcoords="offset points", va="top",
            fontsize=10,
        )  # fmt: skip
    to_axes = axes.transScale + axes.transLimits
    ends = [float(to_axes.transform((curve.x[-1], curve.y[-1]))[1]) for curve, _ in staying]
    inches = axes.bbox.height / axes.figure.dpi
    sizes = [(1 + curve.name.count("\n")) * 0.175 / inches for curve, _ in staying]
    for (curve, colour), end, place in zip(staying, ends, _apart(ends, sizes), strict=True):
        axes.annotate(
            curve.name, (1, end), xycoords="axes fraction", xytext=(1.035, place),
            textcoords="axes fraction", va="center", fontsize=10,
            arrowprops={
                "arrowstyle": "-", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )  # fmt: skip


def _apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Places near the wanted ones, in their order, at which things of these sizes do not overlap.

    >>> [round(place, 3) for place in _apart([0.5, 0.5, 0.9], [0.1, 0.1, 0.1])]
    [0.45, 0.55, 0.9]
    """
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    # Blocks of names that touch: each is centred on where its names want to be.
    blocks: list[list[int]] = []
    for k in order:
        blocks.append([k])
        while len(blocks) > 1 and _low(blocks[-1], wanted, sizes) < _high(
            blocks[-2], wanted, sizes
        ):
            last = blocks.pop()
            blocks[-1] += last
    places = [0.0] * len(wanted)
    for block in blocks:
        at = _low(block, wanted, sizes)
        for k in block:
            places[k] = at + sizes[k] / 2
            at += sizes[k]
    return places


def _low(block: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    below, total = 0.0, 0.0
    for k in block:
        total += wanted[k] - below - sizes[k] / 2
        below += sizes[k]
    return total / len(block)


def _high(block: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    return _low(block, wanted, sizes) + sum(sizes[k] for k in block)
