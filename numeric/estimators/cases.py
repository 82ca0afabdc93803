"""Cases, what is seen of them, and what that comes to."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

LIBRARIES = {"scikit-learn": "sklearn", "mlxtend": "mlxtend", "torch": "torch"}
"""What is run, and the module by which one sees whether it is installed."""
RATES = (2.0**-10, 2.0**-3, 2.0, 2.0**7)
"""Compared with rate 1."""
Ways = Literal["times the rate", "the same", "neither"]
"""How weights at other rates are to those at rate 1, in every bit."""


@dataclass(frozen=True, eq=False)
class Data:
    """Samples as rows, labels 0 and 1."""

    name: str
    X: Array
    y: Array


@dataclass(frozen=True)
class Trained:
    """What a learner has learned: all its weights, and the labels that it gives to the samples."""

    weights: tuple[float, ...]
    labels: tuple[float, ...]
    epochs: int | None = None
    """How many it made, where it says so."""


Fit = Callable[[float, Data], Trained]


@dataclass(frozen=True, eq=False)
class Case:
    """One way to call one learner."""

    name: str
    library: str
    call: str
    """As one would write it; RATE stands for the rate."""
    rule: str
    """The rule that its documentation describes, by its name in the library of rules."""
    entry: str
    """The entry of the ledger that says what holds of the rule, or nothing."""
    says: Ways
    """What theory says of the weights from zero: "neither" where no power of the rate factors."""
    fit: Fit
    cause: str = ""
    """In a few words, why it does otherwise, or why theory says no more."""
    removed: Fit | None = None
    """The same without that cause."""
    without: str = ""
    """The call without it."""
    then: Ways = "times the rate"
    """What theory says of that."""
    told: str = ""
    """A paragraph that its maintainers could be sent."""
    against: Fit | None = None
    """If it is to be compared not with rate 1 but, rate by rate, with this other call."""
    removed_against: Fit | None = None
    """That other call without the cause."""
    rates: tuple[float, ...] = RATES
    from_zero: bool = True
    """Whether it begins at zero, so that what is proved of its rule from zero is theory's word."""
    leaves_out: tuple[str, ...] = ()
    """Data on which it is not run: those on which it has no answer at any rate."""


@dataclass(frozen=True)
class First:
    """One run that is not as the one it is compared with."""

    data: str
    rate: float
    wrong: int
    """How many labels differ."""
    samples: int

    def __str__(self) -> str:
        return f"{self.data}, rate {shown(self.rate)}: {self.wrong} of {self.samples} labels differ"


@dataclass(frozen=True)
class Seen:
    """What all runs of a call have in common."""

    weights: Ways
    labels: bool
    """Whether all labels are those at rate 1."""
    finite: bool
    """Whether all weights are finite: comparisons with a NaN are false, so labels hide it."""
    first: First | None = None
    """The first run whose labels are not those at rate 1, or else whose weights are not those
    times the rate."""
    epochs: tuple[int, ...] = ()
    """How many epochs the runs on the first data took, at rate 1 and at the other rates."""


@dataclass(frozen=True)
class Found:
    """What was found out about a case."""

    case: Case
    seen: Seen
    without: Seen | None
    """What is seen with the cause removed."""

    @property
    def agrees(self) -> bool:
        """Whether it does what theory says of its rule."""
        seen = self.seen
        if self.case.says == "neither":
            return seen.weights == "neither" and seen.finite
        return seen.weights == self.case.says and seen.labels and seen.finite

    @property
    def shown(self) -> bool:
        """Whether removing the cause removes the deviation."""
        after = self.without
        if after is None:
            return False
        labels = after.labels or self.case.then == "neither"
        return after.weights == self.case.then and labels and after.finite


def installed(library: str) -> str:
    """The version of a library, or nothing where it is not installed."""
    try:
        there = importlib.util.find_spec(LIBRARIES[library]) is not None
        return importlib.metadata.version(library) if there else ""
    except ImportError:  # no metadata, too: a folder of that name is no library
        return ""


def examine(case: Case, data: Sequence[Data]) -> Found:
    """Run a case, and run it again without the cause of what it does otherwise."""
    data = [one for one in data if one.name not in case.leaves_out]
    seen = watch(case.fit, data, case.rates, case.against)
    if case.removed is None:
        return Found(case, seen, None)
    rates = RATES if case.then == "times the rate" else case.rates
    return Found(case, seen, watch(case.removed, data, rates, case.removed_against))


def watch(
    fit: Fit, data: Sequence[Data], rates: Sequence[float], against: Fit | None = None
) -> Seen:
    """Train at every rate on all data, and compare every bit with rate 1, or with another call."""
    notes = _Notes()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for one in data:
            base = None if against is not None else fit(1.0, one)
            for rate in rates:
                run = fit(rate, one)
                other = base if against is None else against(rate, one)
                assert other is not None
                notes.compare(one.name, rate, other, run, together=against is not None)
                if one is data[0]:
                    notes.counts += [t.epochs for t in (other, run) if t.epochs is not None]
    return notes.seen()


@dataclass
class _Notes:
    """What is noted while runs are compared."""

    times: bool = True
    same: bool = True
    labels: bool = True
    finite: bool = True
    first: First | None = None
    counts: list[int] = field(default_factory=list)

    def compare(
        self, where: str, rate: float, base: Trained, run: Trained, *, together: bool
    ) -> None:
        """Note how a run is to the one it is compared with."""
        same = _equal(run.weights, base.weights)
        times = not together and _equal(run.weights, tuple(rate * w for w in base.weights))
        wrong = sum(a != b for a, b in zip(run.labels, base.labels, strict=True))
        first = self.first
        if (wrong and not (first and first.wrong)) or not (first or (same if together else times)):
            self.first = First(where, rate, wrong, len(run.labels))
        self.times &= times
        self.same &= same
        self.labels &= not wrong
        self.finite &= all(map(np.isfinite, (*run.weights, *base.weights)))

    def seen(self) -> Seen:
        """What it comes to."""
        ways: Ways = "times the rate" if self.times else "the same" if self.same else "neither"
        counts = tuple(dict.fromkeys(self.counts)) if self.counts else ()
        return Seen(ways, self.labels, self.finite, self.first, counts)


def _equal(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether all bits agree, but for the sign of zero; a NaN agrees with nothing."""
    return len(one) == len(other) and all(a == b for a, b in zip(one, other, strict=True))


def shown(rate: float) -> str:
    """A rate that is a power of two, as one.

    >>> shown(0.125), shown(1.0), shown(128.0)
    ('2^-3', '1', '2^7')
    """
    exponent = int(np.frexp(rate)[1]) - 1
    return "1" if exponent == 0 else f"2^{exponent}"


__all__ = [
    "LIBRARIES", "RATES", "Case", "Data", "First", "Fit", "Found", "Seen", "Trained", "Ways",
    "examine", "installed", "shown", "watch",
]  # fmt: skip
