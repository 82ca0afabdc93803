"""What an instance gives to what a theorem leaves free, and how an evaluation may end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from proofs.trust import terms as T

Number = Any
"""A fraction; an interval, or a polynomial, where one is evaluated with them."""
Value = Any
"""A number, or the coordinates of a vector."""


class Undecided(Exception):
    """The evaluation does not tell; the message says what is in the way."""


class Undefined(Undecided):
    """A part has no value: a division by 0, or the square root of a negative number."""


class Irrational(Undecided):
    """A value that plain fractions cannot hold."""


class Missing(Undecided):
    """The instance says nothing of a symbol or a function."""

    def __init__(self, what: T.Term | T.Function) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"the instance does not say what {called(self.what)} is"


class Rejected(ValueError):
    """An instance that shows nothing: the message says why."""


def called(what: T.Term | T.Function) -> str:
    """The name of a symbol or a function."""
    return what.name if isinstance(what, T.Function) else str(what)


@dataclass(frozen=True, slots=True)
class Steps:
    """A function of naturals, such as the step: some values, the last of which goes on for ever."""

    values: tuple[Value, ...]
    first: int = 0
    """The step of the first value, which holds before it, too."""
    places: tuple[int, ...] = (0,)
    """Which arguments they go by, the least of them; the others do not matter."""

    def at(self, *point: int) -> Value:
        """The value at a step, or at several naturals."""
        index = min(point[place] for place in self.places)
        return self.values[min(max(index - self.first, 0), len(self.values) - 1)]


@dataclass(frozen=True, slots=True)
class Formula:
    """A function by what it is of its parameters."""

    parameters: tuple[T.Term, ...]
    body: T.Term


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear map by its rows."""

    rows: tuple[tuple[Fraction, ...], ...]


Meaning = Any
"""A value, a `Steps`, a `Formula` or a `Matrix`."""
UNIT = T.symbol("e^unit", "vector")
"""The first unit vector, in formulas."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What the symbols and functions that a theorem leaves free are taken to be."""

    dimension: int
    meanings: Mapping[T.Term | T.Function, Meaning]
    steps: int
    """How many steps of a run are looked at."""

    def as_data(self) -> dict[str, Any]:
        """The instance as plain data, numbers as strings."""
        named = sorted(self.meanings.items(), key=lambda pair: called(pair[0]))
        taken = {called(what): plain(meaning) for what, meaning in named}
        return {"dimension": self.dimension, "steps": self.steps, "values": taken}


def plain(meaning: Meaning) -> Any:
    """What something is taken to be, as plain data."""
    match meaning:
        case Steps(values, first, places):
            by = {"by the least of the arguments": list(places)} if places != (0,) else {}
            listed = [plain(v) for v in values]
            return {**by, "from step": first, "values, the last for ever": listed}
        case Formula(parameters, body):
            return {"of": [str(p) for p in parameters], "is": str(body)}
        case Matrix(rows):
            return {"rows": [plain(row) for row in rows]}
        case tuple():
            return [plain(v) for v in meaning]
    return str(meaning)
