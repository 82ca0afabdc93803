"""Figures: the same bytes for the same numbers, nothing left behind, names that do not touch."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numeric import plots
from numeric.plots import Curve, Panel
from numeric.regression_data import INSTALL, MissingExtra

SVG = "{http://www.w3.org/2000/svg}"


def direction() -> str:
    """A small figure of the first kind."""
    curves = [Curve("1 step", (0.1, 1.9), (0.0, 0.0)), Curve("2 steps", (0.1, 1.9), (1.0, 60.0))]
    return plots.direction([Panel("A", curves, 59.0, "the minimiser"), Panel("B", curves)])


def losses() -> str:
    """A small figure of the second kind; one curve leaves through the upper edge."""
    curves = [
        Curve("rate 1", (1, 10, 100), (5, 1, 0.1)),
        Curve("rate 3", (1, 10, 100), (9, 1e3, 1e9)),
    ]
    return plots.losses([Panel("A", curves, 10.0, "at the start")])


def networks() -> str:
    """A small figure of the third kind; two of its curves coincide below."""
    loss = [Curve(name, (0, 1, 10), (1, 0.5, 0.1)) for name in ("zero", "equal", "random")]
    units = [
        Curve(name, (0, 1, 10), (n,) * 3) for name, n in (("zero", 1), ("equal", 1), ("random", 8))
    ]
    return plots.networks(Panel("Loss", loss), Panel("Units", units))


FIGURES = {"direction": direction, "losses": losses, "networks": networks}


@pytest.fixture(params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Each kind of figure."""
    pytest.importorskip("matplotlib", reason=f"matplotlib is not installed: {INSTALL}")
    return FIGURES[request.param]


def test_same_numbers_same_bytes(figure: Callable[[], str]) -> None:
    """Drawn twice; no date and no name of a program in it."""
    text = figure()
    assert figure() == text
    assert "dc:date" not in text
    assert "dc:creator" not in text


def test_same_bytes_in_another_process(figure: Callable[[], str], tmp_path: Path) -> None:
    """With another hash seed and a user's own settings of matplotlib."""
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nsvg.fonttype: none\n")
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        f"import test_plots; sys.stdout.write(test_plots.{figure.__name__}())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "7", "MATPLOTLIBRC": str(tmp_path),
             "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path(plots.__file__).parents[1])},
    )  # fmt: skip
    assert done.stdout.decode() == figure()


def test_settings_are_left_as_they_were(figure: Callable[[], str]) -> None:
    """No state of matplotlib is changed, and pyplot is never loaded."""
    import matplotlib

    with matplotlib.rc_context({"lines.linewidth": 7.5}):
        before = dict(matplotlib.rcParams)
        figure()
        assert dict(matplotlib.rcParams) == before


def test_figures_are_whole(figure: Callable[[], str]) -> None:
    """Well-formed SVG that needs no font, no picture and no other file."""
    root = ET.fromstring(figure())
    assert root.tag == f"{SVG}svg"
    assert root.findall(f".//{SVG}path")
    assert not root.findall(f".//{SVG}text")
    assert not root.findall(f".//{SVG}image")
    links = [value for e in root.iter() for name, value in e.items() if name.endswith("href")]
    assert all(link.startswith("#") for link in links)


def test_every_curve_has_its_name() -> None:
    """Names, levels and units of the axes are written, coinciding curves under one name."""
    pytest.importorskip("matplotlib", reason=f"matplotlib is not installed: {INSTALL}")
    for words, text in (
        (("1 step", "2 steps", "the minimiser", "angle to the first step (degrees)"), direction()),
        (("rate 1", "rate 3", "at the start", "loss above its minimum"), losses()),
        (("zero", "equal", "random", "the 2 others", "distinct units", "epoch"), networks()),
    ):
        for word in words:
            assert f"<!-- {word} -->" in text


def test_numbers_change_the_figure() -> None:
    """A figure that ignored its numbers would be the same twice as well."""
    pytest.importorskip("matplotlib", reason=f"matplotlib is not installed: {INSTALL}")
    one, other = (
        plots.direction([Panel("A", [Curve("c", (0.1, 1.9), (0.0, end))])]) for end in (10.0, 11.0)
    )
    assert one != other


@pytest.mark.parametrize(
    "panels",
    [[], [Panel("A", [])], [Panel("A", [Curve("c", (1, 2), (1,))])],
     [Panel("A", [Curve("c", (), ())])], [Panel("A", [Curve("c", (1,), (1,))] * 7)]],
)  # fmt: skip
def test_what_cannot_be_drawn(panels: list[Panel]) -> None:
    """No panel, no curve, heights that are missing, more curves than styles."""
    for draw in (plots.direction, plots.losses):
        with pytest.raises(ValueError, match=r"a (figure|curve|panel) "):
            draw(panels)


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package and the command that installs it."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert not plots.available()
    with pytest.raises(MissingExtra, match=r"matplotlib is not installed: pip install .*report"):
        direction()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3)), min_size=1, max_size=8))
def test_names_are_moved_apart(wanted: list[tuple[int, int]]) -> None:
    """No two overlap, their order is kept, and what is far from all others stays where it is."""
    ends, sizes = [place / 40 for place, _ in wanted], [size / 20 for _, size in wanted]
    places = plots._apart(ends, sizes)
    order = sorted(range(len(ends)), key=lambda k: ends[k])
    for below, above in itertools.pairwise(order):
        gap = places[above] - sizes[above] / 2 - places[below] - sizes[below] / 2
        assert gap > -1e-12
    for k, end in enumerate(ends):
        if all(abs(other - end) >= sum(sizes) for j, other in enumerate(ends) if j != k):
            assert places[k] == pytest.approx(end)
