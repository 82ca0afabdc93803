"""Figures: their data are the runs of the other half, and they fit wherever they are set."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path as Folder

import pytest

from numeric import gradient_descent, learners, networks
from proofs import registry
from proofs.chapters.hidden.figures import LAYERS, woken
from proofs.chapters.logistic.figures import SHAPED
from proofs.chapters.logistic.figures import end as logistic_end
from proofs.figure import Figure, Panel, Path, Ran
from proofs.page import latex, panels, svg, text
from proofs.page.blocks import Drawing

Vector = tuple[Fraction, ...]
ENTRIES = [claim.id for claim in registry.CLAIMS.values() if claim.figure is not None]


@cache
def drawn(entry: str) -> Figure:
    """The figure of an entry."""
    figure = registry.CLAIMS[entry].figure
    assert figure is not None
    return figure()


def test_enough_entries_have_one() -> None:
    """And every chapter that shows runs has some."""
    assert len(ENTRIES) >= 30
    chapters = {name.partition(".")[0] for name in ENTRIES}
    assert chapters >= {"perceptron", "linear", "logistic", "hidden", "further"}


# The data are those of the numeric half ----------------------------------------------------------


def perceptron(ran: Ran, rate: Fraction) -> list[Vector]:
    """The states of a run sample by sample, by the numeric half."""
    rule = learners.RULES[ran.rule](learning_rate=rate, **dict(ran.options))
    run = learners.run(rule, ran.start, ran.inputs, ran.labels, ran.updates)
    return [ran.start, *(tuple(map(Fraction, state)) for state in run.weights)]


def squares(ran: Ran, rate: Fraction) -> list[Vector]:
    """The weights of full-batch descent."""
    if not rate:
        return [ran.start] * (ran.updates + 1)
    return list(gradient_descent.exact_run(ran.inputs, ran.labels, rate, ran.updates, ran.start))


def hidden(ran: Ran, rate: Fraction) -> list[Vector]:
    """All numbers of a hidden layer: w, beta, v, c."""
    if not rate:
        return [ran.start] * (ran.updates + 1)
    options = dict(ran.options)
    count = options["units"]
    assert isinstance(count, int)
    w, beta, v = (ran.start[k * count : (k + 1) * count] for k in range(3))
    start = networks.hidden_layer([[a] for a in w], beta, v, ran.start[-1])
    made = networks.descend(
        start, ran.inputs, ran.labels,
        activation=networks.ACTIVATIONS[str(options["activation"])], loss=networks.SQUARED,
        learning_rate=rate, steps=ran.updates,
    )  # fmt: skip
    return [
        (*(row[0] for row in first.weights), *first.biases, *last.weights[0], *last.biases)
        for first, last in made
    ]


RUNS: dict[str, Callable[[Ran, Fraction], list[Vector]]] = {
    "squared-loss": squares, "hidden-layer": hidden,
}  # fmt: skip


def again(ran: Ran) -> tuple[tuple[Fraction, Fraction], ...]:
    """The points of a path, from runs of the numeric half."""
    run, (first, second) = RUNS.get(ran.rule, perceptron), ran.shows
    if len(ran.rates) > 1:
        last = [run(ran, rate)[-1] for rate in ran.rates]
        return tuple((state[first], state[second]) for state in last)
    states = run(ran, ran.rate)
    if first < 0:
        return tuple((Fraction(t), state[second]) for t, state in enumerate(states))
    points = [(state[first], state[second]) for state in states]
    return tuple(point for point, _ in itertools.groupby(points))


@pytest.mark.parametrize("entry", ENTRIES)
def test_paths_are_the_runs_of_the_numeric_half(entry: str) -> None:
    """Every path that says which run it shows, point by point, by `==`."""
    paths = [path for panel in drawn(entry).panels for path in panel.paths if path.ran]
    for path in paths:
        assert path.ran is not None
        assert path.points == again(path.ran), path.says
    computed = {"perceptron.mistakes-same", "perceptron.predictions-same", "hidden.zero-start-wave",
                "linear.random-start-costs-loss", "logistic.eta-does-not-factor"}  # fmt: skip
    assert bool(paths) is (entry not in computed)


def test_layers_wake_as_the_numeric_half_says() -> None:
    """The network of the wave, and so which circles are filled."""
    made = networks.descend(
        networks.zero_network((1,) * LAYERS), ((1,),), (1,), learning_rate=1, steps=LAYERS,
        activation=networks.ACTIVATIONS["affine"], loss=networks.SQUARED,
    )  # fmt: skip
    ours = woken()
    theirs = [[(layer.weights[0][0], layer.biases[0]) for layer in network] for network in made]
    assert ours == theirs
    (panel,) = drawn("hidden.zero-start-wave").panels
    filled = {dot.at for dot in panel.dots if dot.look == "end"}
    assert filled == {
        (Fraction(t), Fraction(k))
        for t in range(LAYERS + 1)
        for k in range(LAYERS)
        if t + k >= LAYERS
    }  # fmt: skip


def test_logistic_weights_lie_in_the_other_half_s_intervals() -> None:
    """The middles that are drawn, within intervals computed by other code."""
    for rate in map(Fraction, (1, 2, 4)):
        twice = 2 * rate  # the numeric half takes the mean of two losses
        held = gradient_descent.enclosed_run(SHAPED.inputs, SHAPED.labels, twice, 2, precision=40)
        for value, interval in zip(logistic_end(SHAPED, rate), held[-1], strict=True):
            assert interval.low <= value <= interval.high


def test_mistakes_are_those_of_the_numeric_half() -> None:
    """Large and small dots, for both starts and both rates."""
    from proofs.chapters.perceptron.figures import APART, AWAY, RATES

    for panel, start in zip(drawn("perceptron.mistakes-same").panels, ((0, 0), AWAY), strict=True):
        for row, rate in zip((0, 2), reversed(RATES), strict=True):
            rule = learners.perceptron(learning_rate=rate)
            run = learners.run(rule, tuple(map(Fraction, start)), APART.inputs, APART.labels, 3)
            shown = [dot.look == "end" for dot in panel.dots if dot.at[1] == row]
            assert shown == list(run.mistakes)
    assert panels.plain(panel.title).endswith("different mistakes")


# Room --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_figure_is_too_large(entry: str) -> None:
    """At most 150 mm by 55 mm, and no wider than the text where that is narrower."""
    whole = panels.sheet(drawn(entry))
    assert whole.width <= panels.WIDEST
    assert whole.height <= panels.HIGHEST
    for width in (115, 84):
        assert panels.sheet(drawn(entry), width).width <= width


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("width", [150, 115, 84])
def test_no_labels_overlap(entry: str, width: int) -> None:
    """The room that each label of a panel takes, and its title, by estimate."""
    for placed in panels.sheet(drawn(entry), width).panels:
        boxes = [
            panels.extent(own, placed.units) for own in panels.named(placed.panel, placed.frame)
        ]
        boxes = [tuple(float(v) for v in box) for box in boxes]  # type: ignore[misc]
        for (a, b, c, d), (e, f, g, h) in itertools.combinations(boxes, 2):
            assert c <= e or g <= a or d <= f or h <= b, (a, b, c, d, e, f, g, h)


def test_overlapping_labels_are_noticed() -> None:
    """Two labels at one point must fail the check above."""
    from proofs.figure import ORIGIN, Label

    panel = Panel(("x",), (Path((ORIGIN, (Fraction(1), Fraction(1)))),),
                  labels=(Label(ORIGIN, ("one",)), Label(ORIGIN, ("two",))))  # fmt: skip
    (placed,) = panels.sheet(Figure((panel,), ())).panels
    one, two = (panels.extent(label, placed.units) for label in panel.labels)
    assert one[0] < two[2]
    assert two[0] < one[2]


# Emitters ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ENTRIES)
def test_svg_is_well_formed_and_told_in_words(entry: str) -> None:
    """One colour, no reference outside, a title and what the figure shows."""
    for alone in (False, True):
        source = svg.picture(drawn(entry), entry, alone=alone)
        assert source == svg.picture(drawn(entry), entry, alone=alone)
        root = ET.fromstring(source)
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img"
        names = [root.find(f"{space}{tag}") for tag in ("title", "desc")]
        for element in names:
            assert element is not None
            assert element.text
        assert root.get("aria-labelledby") == " ".join(
            e.get("id", "") for e in names if e is not None
        )
        colours = {
            value for e in root.iter() for key, value in e.items() if key in ("fill", "stroke")
        }
        assert colours <= {"none", "currentColor"}
        assert "href" not in source
        assert "url(" not in source


def test_ids_of_panels_are_their_own() -> None:
    """Panels that are set one by one, on one page."""
    figure = drawn("perceptron.eta-factors-out")
    both = [svg.panel(figure, place, "one") for place in (0, 1)]
    idents = [e.get("id") for source in both for e in ET.fromstring(source).iter() if e.get("id")]
    assert len(idents) == len(set(idents)) == 4


@pytest.mark.parametrize("entry", ENTRIES)
def test_captions_give_the_data(entry: str) -> None:
    """Every input and every label of a run that is shown stands in the caption."""
    figure = drawn(entry)
    told = panels.plain(figure.caption)
    for path in (path for panel in figure.panels for path in panel.paths):
        for x in path.ran.inputs if path.ran else ():
            if all(v.denominator == 1 for v in x):  # others are rotated, and the caption says how
                shown = ", ".join(str(v).replace("-", "−") for v in x)
                assert shown in told.replace("\u00a0", " ")
    page = "\n".join(text._Printer(80, False).block(Drawing(figure)))
    assert page.startswith("Figure. ")
    assert all(len(line) <= 80 for line in page.splitlines())


def figures(width: float, every: int) -> list[str]:
    """Figures as LaTeX, for a width in em."""
    printer = latex._Printer(width)
    return [printer.block(Drawing(drawn(entry))) for entry in ENTRIES[::every]]


@pytest.mark.parametrize(
    ("head", "width", "every"),
    [
        ("\\documentclass[10pt]{article}", latex.NARROW, 2),
        ("\\documentclass[10pt,twocolumn]{article}", 24, 4),
        ("\\documentclass{beamer}", 30, 5),
    ],
    ids=["article", "twocolumn", "beamer"],
)
def test_pictures_are_set(head: str, width: float, every: int, tmp_path: Folder) -> None:
    """In a column, in two, and on slides: nothing overfull."""
    program = shutil.which("pdflatex")
    if program is None:
        pytest.skip("pdflatex is not installed")
    needed = ["tikz.sty", "beamer.cls"] if "beamer" in head else ["tikz.sty"]
    for file in needed:
        if subprocess.run(["kpsewhich", file], capture_output=True, check=False).returncode:
            pytest.skip(f"{file} is not installed")
    start, end = ("\\begin{frame}", "\\end{frame}") if "beamer" in head else ("", "")
    body = "\n".join(f"{start}{part}{end}" for part in figures(width, every))
    loaded = "\\usepackage{amsmath,tikz}"
    source = f"{head}\n{loaded}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    log = (tmp_path / "page.log").read_text(encoding="latin-1")
    assert not done.returncode, log[-2000:]
    assert "Overfull \\hbox" not in log


def test_a_document_without_tikz_goes_on(tmp_path: Folder) -> None:
    """The fragment needs amsmath alone; the figure is what is left out then."""
    program = shutil.which("pdflatex")
    if program is None:
        pytest.skip("pdflatex is not installed")
    body = "\n".join(figures(latex.NARROW, 1))
    source = (
        "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\nWithout.\n"
        f"{body}\n\\end{{document}}\n"
    )
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert not done.returncode
    assert b"(1 page" in done.stdout
