"""A box: all data sets of one size, the runs to be made on each, and what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

Question: TypeAlias = Literal["predictions", "mistakes", "further"]
Arithmetic: TypeAlias = Literal["exact", "float64"]

MOST = 2**62
"""No count of a box may reach this; so every number of a data set is an int64."""
MOST_LABELLINGS = 2**16
"""In how many ways the samples may be labelled at most: all of them are run at once."""
MOST_SHOWN = 39
"""How many predictions of one run are compared at most: three to that power is an int64."""


class BoxError(ValueError):
    """A box that makes no sense, or is too large; the message says what to change."""


@dataclass(frozen=True)
class Box:
    """Every data set of ``samples`` rows of ``features`` entries, with every choice of labels.

    The rule is run from ``start`` (one number for all weights, or one for each) at each of the
    rates, ``passes`` times over the samples. A data set is a witness when two of the rates differ
    in what is asked: the ``predictions`` made on the way, the ``mistakes`` among them, or the label
    of one ``further`` sample, which is then part of the data set and has no label of its own.
    ``parameter`` is what the rule is made with beside the rate (its jump, margin or decay).
    """

    samples: int
    features: int
    entries: tuple[int, ...]
    rates: tuple[Fraction, ...]
    labels: tuple[Fraction, ...] = (Fraction(-1), Fraction(1))
    passes: int = 1
    start: tuple[Fraction, ...] = (Fraction(0),)
    threshold: tuple[Fraction, ...] = (Fraction(-1), Fraction(1), Fraction(1))
    rule: str = "perceptron"
    parameter: Fraction = Fraction(0)
    question: Question = "predictions"
    arithmetic: Arithmetic = "exact"

    def __post_init__(self) -> None:
        from numeric.census.rules import RULES

        for name in ("samples", "features", "passes"):
            if getattr(self, name) < 1:
                raise BoxError(f"{name} must be at least 1, not {getattr(self, name)}")
        for name, least in (("entries", 1), ("labels", 1), ("rates", 2)):
            _check_distinct(name, getattr(self, name), least)
        if len(self.start) not in (1, self.features):
            raise BoxError(f"start has {len(self.start)} weights for {self.features} features")
        if len(self.threshold) != 3:
            raise BoxError("threshold needs three values: below, at and above zero")
        _check_known("question", self.question, ("predictions", "mistakes", "further"))
        _check_known("arithmetic", self.arithmetic, ("exact", "float64"))
        _check_known("rule", self.rule, tuple(RULES))
        RULES[self.rule].check(self)
        self._check_size()

    def _check_size(self) -> None:
        labellings, shown = 1, self.samples * self.passes
        if shown > MOST_SHOWN:
            raise BoxError(f"{shown} samples are shown in a run: at most {MOST_SHOWN} can be")
        for _ in range(self.samples):
            labellings *= len(self.labels)
        if labellings > MOST_LABELLINGS:
            raise BoxError(
                f"there are {labellings} ways to label {self.samples} samples: at most "
                f"{MOST_LABELLINGS} can be run; take fewer samples or labels"
            )
        if self.features * self.rows > 64 or self.data_sets * len(self.rates) >= MOST:
            raise BoxError(
                "the box is too large to be run: 2**62 runs or more; take fewer samples, features "
                "or entries"
            )

    @property
    def rows(self) -> int:
        """How many samples a data set has, the further one included."""
        return self.samples + (self.question == "further")

    @property
    def starts(self) -> tuple[Fraction, ...]:
        """The weight of each feature at the start, shape (features,)."""
        return self.start * self.features if len(self.start) == 1 else self.start

    @property
    def labellings(self) -> int:
        """In how many ways the samples can be labelled."""
        return int(len(self.labels) ** self.samples)

    @property
    def data_sets(self) -> int:
        """How many data sets there are, each with its labels.

        >>> read("samples=3,features=2,entries=-3..3,rates=1:1/10").data_sets
        941192
        """
        return int(len(self.entries) ** (self.rows * self.features)) * self.labellings

    def as_text(self) -> str:
        """The box as `read` takes it, with everything that is not as usual.

        >>> read("samples=1,features=1,entries=-2..2,rates=1:1/10,start=1").as_text()
        'samples=1,features=1,entries=-2..2,rates=1:1/10,start=1'
        """
        usual = {each.name: each.default for each in fields(Box)}
        said = []
        for name in usual:
            value = getattr(self, name)
            if value != usual[name]:
                said.append(f"{name}={_written(name, value)}")
        return ",".join(said)


def _check_distinct(name: str, values: tuple[Any, ...], least: int) -> None:
    if len(values) < least:
        raise BoxError(f"{name} must be at least {least}, not {len(values)}")
    if len(set(values)) < len(values):
        raise BoxError(f"{name} names one value twice")


def _check_known(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise BoxError(f"{name} is one of {', '.join(known)}, not {_quoted(value)}")


# As text -----------------------------------------------------------------------------------------

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(/[0-9]{1,18}|\.[0-9]{1,18})?")
_RANGE = re.compile(r"([+-]?[0-9]{1,9})\.\.([+-]?[0-9]{1,9})")
MOST_ENTRIES = 10_000


def read(text: str, base: Box | None = None) -> Box:
    """The box that a text such as ``samples=2,entries=-5..5,rates=1:1/10`` describes.

    What is not named is taken from ``base``; without one, samples, features, entries and rates must
    be named. Values are separated by colons, decimals are exact. Raises `BoxError`.

    >>> read("samples=2,features=1,entries=0:1,rates=1:0.5").rates
    (Fraction(1, 1), Fraction(1, 2))
    """
    given: dict[str, Any] = {}
    for item in filter(None, (each.strip() for each in text.split(","))):
        name, equals, value = (part.strip() for part in item.partition("="))
        if not equals or name not in _READERS:
            known = ", ".join(_READERS)
            raise BoxError(f"a box is written name=value,...; the names are {known}; not {item!r}")
        if name in given:
            raise BoxError(f"the box names {name} twice")
        given[name] = _READERS[name](name, value)
    if base is not None:
        return replace(base, **given)
    lacking = [n for n in ("samples", "features", "entries", "rates") if n not in given]
    if lacking:
        raise BoxError(f"the box does not say {', '.join(lacking)}")
    return Box(**given)


def _whole(name: str, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise BoxError(f"{name} is a whole number, not {_quoted(text)}")
    return int(text)


def _number(name: str, text: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise BoxError(f"{name} takes numbers such as -1, 1/10 or 0.1, not {_quoted(text)}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise BoxError(f"{name} divides by zero in {_quoted(text)}") from None


def _numbers(name: str, text: str) -> tuple[Fraction, ...]:
    return tuple(_number(name, part.strip()) for part in text.split(":"))


def _entries(name: str, text: str) -> tuple[int, ...]:
    if not (bounds := _RANGE.fullmatch(text)):
        return tuple(_whole(name, part.strip()) for part in text.split(":"))
    low, high = int(bounds[1]), int(bounds[2])
    if low > high or high - low >= MOST_ENTRIES:
        raise BoxError(f"entries go up, and are at most {MOST_ENTRIES}; not {_quoted(text)}")
    return tuple(range(low, high + 1))


def _word(name: str, text: str) -> str:
    return text


_READERS: Mapping[str, Callable[[str, str], Any]] = MappingProxyType(
    {
        "samples": _whole,
        "features": _whole,
        "entries": _entries,
        "labels": _numbers,
        "rates": _numbers,
        "passes": _whole,
        "start": _numbers,
        "threshold": _numbers,
        "rule": _word,
        "parameter": _number,
        "question": _word,
        "arithmetic": _word,
    }
)


def _written(name: str, value: Any) -> str:
    if not isinstance(value, tuple):
        return str(value)
    if name == "entries" and len(value) > 1 and value == tuple(range(value[0], value[-1] + 1)):
        return f"{value[0]}..{value[-1]}"
    return ":".join(map(str, value))


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


__all__ = ["Arithmetic", "Box", "BoxError", "Question", "read"]
