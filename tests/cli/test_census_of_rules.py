"""`proofs census --rule`: all data of a box, for a rule that is a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_witnesses_are_counted(run: Run) -> None:
    """How many there are, and the first, with what is seen of it."""
    said = run("census", "--rule", "hinge", "--box", "samples=2,features=2", "--set", "mu=1")
    assert said.code == 0
    assert "661 of 2,500 data sets" in said.out
    assert "the first: x = (1, 1), y = -1; x = (1, -2), y = 1" in said.out
    assert "in the end they predict" in said.out
    found = run(
        "census", "--rule", "hinge", "--box", "samples=2,entries=-1..1,rates=1:1/2", "--json"
    ).json
    assert found["rates"] == ["1", "1/2"]
    assert found["data_sets"] == found["run"] == 36
    assert found["whole"]


def test_there_is_none(run: Run) -> None:
    """Where a theorem says so."""
    said = run("census", "--rule", "perceptron", "--box", "samples=2", "--ask", "weights")
    assert said.code == 0
    assert "none of 100 data sets" in said.out


def test_what_is_not_known(run: Run) -> None:
    """A rule without a program, and a box whose time was spent: status 3."""
    said = run("census", "--rule", "adam")
    assert said.code == 3
    assert "adam has no program: sqrt" in said.out
    said = run("census", "--rule", "perceptron", "--box", "samples=4,features=3,entries=-9..9",
               "--budget", "0.05")  # fmt: skip
    assert said.code == 3
    assert "then the time was spent" in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--box", "samples=0"), "from 1 to 6"),
        (("--box", "colour=1"), "--box is of samples"),
        (("--box", "entries=2..-2"), "from the smaller"),
        (("--box", "entries=a..b"), "a range"),
        (("--box", "rates=1:1"), "two different numbers above 0"),
        (("--box", "rates=0:1"), "two different numbers above 0"),
        (("--set", "mu=1"), "no parameters"),
        (("float.rate-can-change-label",), "leave one of them out"),
        (("--workers", "2"), "leave them out with --rule"),
    ],
)
def test_bad_input(run: Run, more: tuple[str, ...], says: str) -> None:
    """One line, status 2."""
    assert says in run("census", "--rule", "perceptron", *more).complaint


def test_a_box_of_many_numbers(run: Run) -> None:
    """More numbers than an array has dimensions; and what has no program is JSON, too."""
    box = "samples=6,features=6,steps=1"
    said = run("census", "--rule", "hebb", "--box", box, "--budget", "0.1", "--json")
    assert said.json["whole"] is False
    found = run("census", "--rule", "logistic", "--json")
    assert (found.code, found.json["rule"]) == (3, "logistic")
    assert "exp" in found.json["unknown"]
