"""Iris is read exactly, and a damaged file is refused by line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from importlib import resources

import pytest

from numeric import data

TEXT = resources.files(data).joinpath("iris.csv").read_text(encoding="utf-8")


def test_iris_is_fishers() -> None:
    """Shape, sums of the columns, and the two rows that circulate with errors."""
    flowers = data.load_iris()
    assert len(flowers) == 150
    assert [sum(f.measurements[j] for f in flowers) for j in range(4)] == [
        F("876.5"),
        F("458.6"),
        F("563.7"),
        F("179.9"),
    ]
    assert flowers[34].measurements == (F("4.9"), F("3.1"), F("1.5"), F("0.2"))
    assert flowers[37].measurements == (F("4.9"), F("3.6"), F("1.4"), F("0.1"))
    assert [flower.species for flower in flowers[::50]] == list(data.SPECIES)


def test_decimals_are_exact() -> None:
    """5.1 is 51/10, not the float next to it."""
    assert data.load_iris()[0].measurements[0] == F(51, 10) != F(5.1)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: "", "must begin with the line sepal_length,"),
        (lambda text: text.replace("species", "class", 1), "must begin with"),
        (lambda text: text.replace("5.1,3.5", "5.1", 1), "line 2 of iris.csv has 4 fields"),
        (lambda text: text.replace("5.1,", "5.l,", 1), "line 2 of iris.csv: '5.l' is no positive"),
        (lambda text: text.replace("5.1,", "1/3,", 1), "'1/3' is no positive decimal number"),
        (lambda text: text.replace("5.1,", "0.0,", 1), "'0.0' is no positive decimal number"),
        (lambda text: text.replace("5.1,", "-5.1,", 1), "'-5.1' is no positive decimal number"),
        (lambda text: text.replace("0.2,setosa", "0.2,sitosa", 1), "unknown species 'sitosa'"),
        (
            lambda text: text[: text.rindex("\n", 0, -1) + 1],
            "it holds 50 setosa, 50 versicolor, 49",
        ),
    ],
)
def test_damage_is_named(damage: Callable[[str], str], message: str) -> None:
    """Each kind of damage has its own message."""
    with pytest.raises(data.DamagedData, match=message):
        data.parse_iris(damage(TEXT))


def test_missing_file(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """A file that is not there is reported as damage, not as a traceback of the system."""
    monkeypatch.setattr(resources, "files", lambda name: tmp_path)
    with pytest.raises(data.DamagedData, match=r"iris\.csv cannot be read"):
        data.load_iris()
