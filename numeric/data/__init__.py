"""Small real data sets, their decimals read exactly as Fractions."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources

HEADER = ("sepal_length", "sepal_width", "petal_length", "petal_width", "species")
SPECIES = ("setosa", "versicolor", "virginica")


class DamagedData(ValueError):
    """A data file is not what was shipped."""


@dataclass(frozen=True)
class Flower:
    """One row of Fisher's table: four lengths in centimetres, and the species."""

    measurements: tuple[Fraction, Fraction, Fraction, Fraction]
    species: str


def load_iris() -> tuple[Flower, ...]:
    """The 150 iris flowers of Fisher (1936), in the order of the paper.

    Raises ``DamagedData`` when the file is missing or altered in form.

    >>> load_iris()[0].measurements[0]
    Fraction(51, 10)
    """
    try:
        text = resources.files(__name__).joinpath("iris.csv").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedData(f"iris.csv cannot be read: {error}") from error
    return parse_iris(text)


def parse_iris(text: str) -> tuple[Flower, ...]:
    """The flowers in the text of the file.

    Raises ``DamagedData`` naming the line for a wrong header, a row of the wrong length, a
    measurement that is no positive decimal number, an unknown species, or wrong counts.
    """
    lines = list(csv.reader(text.splitlines()))
    if not lines or tuple(lines[0]) != HEADER:
        raise DamagedData(f"iris.csv must begin with the line {','.join(HEADER)}")
    flowers = tuple(_flower(number, line) for number, line in enumerate(lines[1:], start=2))
    counts = Counter(flower.species for flower in flowers)
    if any(counts[species] != 50 for species in SPECIES):
        found = ", ".join(f"{counts[species]} {species}" for species in SPECIES)
        raise DamagedData(f"iris.csv must hold 50 flowers of each species, it holds {found}")
    return flowers


def _flower(number: int, line: list[str]) -> Flower:
    if len(line) != len(HEADER):
        raise DamagedData(f"line {number} of iris.csv has {len(line)} fields instead of 5")
    if line[4] not in SPECIES:
        raise DamagedData(f"line {number} of iris.csv names the unknown species {line[4]!r}")
    a, b, c, d = (_length(number, text) for text in line[:4])
    return Flower((a, b, c, d), line[4])


def _length(number: int, text: str) -> Fraction:
    # Fraction also reads "1/3" and "1e5", which no measurement in the table is written like.
    if not text.isascii() or not text.replace(".", "", 1).isdigit() or Fraction(text) <= 0:
        raise DamagedData(f"line {number} of iris.csv: {text!r} is no positive decimal number")
    return Fraction(text)
