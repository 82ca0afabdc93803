"""The weights of exact runs as curves: the same bytes for the same runs."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from proofs.judge.beside import Beside
from proofs.judge.numbers import ends
from proofs.judge.search import flat

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_CURVES = 6
"""More weights than these are drawn as their length."""
_DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (5, 1.5, 1, 1.5)))


def drawn(found: Beside, form: str) -> bytes:
    """The picture as an SVG, PNG or PDF file."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from numeric.plots import STYLE

    style: Any = STYLE
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(8, 2.2 + 1.9 * len(found.rates)), layout="constrained")
        FigureCanvasAgg(figure)
        _panels(found, figure)
        stream = io.BytesIO()
        nothing: Any = {
            "svg": {"Date": None},
            "pdf": {"CreationDate": None},
            "png": {"Software": None},
        }
        figure.savefig(stream, format=form, dpi=150, metadata=nothing[form])
    return stream.getvalue()


def _panels(found: Beside, figure: Figure) -> None:
    """A panel for each rate, with a scale of its own; the first difference as a line in all."""
    from numeric.plots import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, SKY

    colours = (BLUE, ORANGE, GREEN, PURPLE, SKY, INK)
    grid: Any = figure.subplots(len(found.rates), 1, sharex=True, squeeze=False)[:, 0]
    first = found.first_difference
    figure.suptitle(f"{found.rule.name}: the weights after each step")
    for which, axes in enumerate(grid):
        axes.set_title(f"{found.rule.rate} = {found.rates[which]}", fontsize=11)
        axes.axhline(0, color=GREY, linewidth=0.7)
        axes.grid(visible=True)
        for k, (name, values) in enumerate(_curves(found, which)):
            axes.plot(
                range(len(values)), values, color=colours[k % len(colours)],
                linestyle=_DASHES[k % len(_DASHES)], label=name,
            )  # fmt: skip
        if first is not None:
            axes.axvline(first.number, color=INK, linewidth=1, linestyle=":")
    if first is not None:
        grid[0].annotate(
            f"step {first.number}: predictions differ", (first.number, 1),
            xycoords=("data", "axes fraction"), xytext=(4, 3), textcoords="offset points",
            fontsize=9,
        )  # fmt: skip
    grid[-1].set_xlabel("step")
    grid[-1].xaxis.get_major_locator().set_params(integer=True)
    grid[0].legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)


def _curves(found: Beside, which: int) -> list[tuple[str, list[float]]]:
    """The weights of a run by name, from the start on; of many weights their length alone."""
    states = [found.start, *(step.states[which] for step in found.steps)]
    named: list[tuple[str, list[float]]] = []
    for s in found.rule.weights:
        rows = [[_float(v) for v in flat(state[s.name])] for state in states]
        several = len(rows[0]) > 1
        for k in range(len(rows[0])):
            named.append((f"{s.name}{k + 1}" if several else s.name, [row[k] for row in rows]))
    if len(named) <= MOST_CURVES:
        return named
    lengths = [sum(values[t] ** 2 for _, values in named) ** 0.5 for t in range(len(states))]
    return [("length", lengths)]


def _float(value: Any) -> float:
    low, high = ends(value)
    try:
        return float(Fraction(low + high) / 2)
    except OverflowError:
        return float("nan")


__all__ = ["drawn"]
