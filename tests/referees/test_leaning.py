"""What rests on what: read off the proofs, drawn as SVG and DOT."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from proofs.cli import cli
from proofs.cli.trusting import _draw
from proofs.report import leaning

GRAPH = {"a.one": (), "a.two": ("a.one",), "b.three": ("a.two", "fact convexity"), "b.four": ()}
TITLES = {name: f'The "title" of {name}' for name in GRAPH}


def test_below_and_above() -> None:
    """Both by way of others; around an entry is what is joined to it."""
    assert leaning.below(GRAPH, "b.three") == ["a.one", "a.two", "fact convexity"]
    assert leaning.above(GRAPH, "a.one") == ["a.two", "b.three"]
    assert set(leaning.around(GRAPH, "a.two")) == {"a.one", "a.two", "b.three"}
    assert leaning.around(GRAPH, "a.two")["b.three"] == ("a.two",)
    assert leaning.around(GRAPH, "b.four") == {"b.four": ()}


def test_the_drawing_for_graphviz() -> None:
    """A line for each citation, from what is cited; quotes in titles do no harm."""
    text = leaning.dot(GRAPH, TITLES, "a.two")
    assert re.findall(r'"(.*)" -> "(.*)";', text) == [
        ("a.one", "a.two"), ("a.two", "b.three"), ("fact convexity", "b.three")
    ]  # fmt: skip
    assert r"tooltip=\"The" not in text
    assert r'tooltip="The \"title\" of a.one"' in text
    assert text.count("penwidth") == text.count("dashed") == 1


def test_the_drawing_stands_alone() -> None:
    """No link leads out of it; what was asked for is marked."""
    graph = {name: cited for name, cited in GRAPH.items() if name != "b.three"}
    text = leaning.svg(graph, TITLES, "a.two")
    assert "<a " not in text
    assert "href" not in text
    assert text.count("<g") == text.count("</g>") == 2
    assert 'class="asked"' in text
    assert "<style>" in text


def test_an_entry_says_what_it_rests_on(tmp_path: Path) -> None:
    """Entries, rules, laws and facts, without proving all the others."""
    done = CliRunner().invoke(cli, ["trust", "perceptron.eta-factors-out"])
    assert done.exit_code == 0, done.output
    for word in ("symmetry.trajectory", "induction", "above the threshold"):
        assert word in done.output
    assert "Facts of the literature: none" in done.output


def test_standard_output_has_one_drawing_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that it can be piped; what else was written is told beside it."""
    _draw(None, {"symmetry.trajectory": ()}, {"--svg": tmp_path / "g.svg", "--dot": None})
    out, told = capsys.readouterr()
    assert out.startswith("digraph proofs {")
    assert out.endswith("}\n")
    assert told.startswith("Written: ")
    done = CliRunner().invoke(cli, ["trust", "--svg", "-", "--dot", "-"])
    assert done.exit_code == 2


def test_a_place_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    """Nothing is proved before it is known where to write."""
    done = CliRunner().invoke(cli, ["trust", "--svg", str(tmp_path / "none" / "g.svg")])
    assert done.exit_code == 2
    assert CliRunner().invoke(cli, ["trust", "no.such-entry"]).exit_code == 2
