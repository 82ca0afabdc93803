"""The boxes that settle something in an entry of the ledger, and what theory says of a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from numeric.census.box import Box, read


@dataclass(frozen=True)
class Part:
    """One box of an entry: its name there, and what its census is to settle."""

    name: str
    asks: str
    text: str

    def box(self, changes: str = "") -> Box:
        """The box, or one that differs in what a text such as ``entries=-9..9`` names."""
        return read(changes, read(self.text))


TWELVE_RATES = "rates=1:0.1:0.2:0.3:0.7:0.01:1/3:0.9:1.1:3:0.001:7.7"
_LINE = "features=1,entries=-4..4,rates=1:1/10"
_PLANE = "samples=3,features=2,entries=-3..3,rates=1:1/10:7"
_FLOATS = "arithmetic=float64"

CATALOGUE: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "float.rate-can-change-label": (
            Part(
                "one-sample",
                "whether one sample is enough",
                f"samples=1,features=3,entries=-4..4,{TWELVE_RATES},{_FLOATS}",
            ),
            Part(
                "two-samples",
                "the smallest two samples on two features",
                f"samples=2,features=2,entries=-9..9,rates=1:1/10,{_FLOATS}",
            ),
            Part(
                "three-features",
                "the smallest two samples on three features",
                f"samples=2,features=3,entries=-3..3,rates=1:1/10,{_FLOATS}",
            ),
            Part(
                "line-three",
                "whether three whole samples on one feature are enough",
                f"samples=3,features=1,entries=-30..30,{TWELVE_RATES},{_FLOATS}",
            ),
            Part(
                "line-four",
                "the smallest four samples on one feature",
                f"samples=4,{_LINE},{_FLOATS}",
            ),
        ),
        "perceptron.eta-factors-out": (
            Part("from-zero", "whether the rate matters from zero", _PLANE),
            Part("start", "the smallest data from a start at 1", f"samples=2,{_LINE},start=1"),
            Part(
                "rate",
                "the smallest data for a rate that is negative",
                "samples=2,features=1,entries=-4..4,rates=1:-1",
            ),
            Part(
                "threshold", "the smallest data for a jump at 1", f"samples=2,{_LINE},parameter=1"
            ),
            Part(
                "bias",
                "the smallest data for a bias step without the rate",
                f"samples=2,{_LINE},rule=bias-without-rate",
            ),
            Part(
                "order",
                "the smallest data for samples passed over where |w . x| > 1",
                f"samples=3,{_LINE},rule=selective",
            ),
        ),
        "perceptron.mistakes-same": (
            Part("from-zero", "whether mistakes depend on the rate", f"{_PLANE},question=mistakes"),
        ),
        "perceptron.predictions-same": (
            Part(
                "from-zero",
                "whether the label of a further sample depends on the rate",
                "samples=2,features=2,entries=-3..3,rates=1:1/10:7,question=further",
            ),
        ),
        "perceptron.any-threshold-convention": (
            Part("zero-at-zero", "whether it matters for odd φ", f"{_PLANE},threshold=-1:0:1"),
            Part(
                "unit-step",
                "whether it matters for the unit step",
                f"{_PLANE},threshold=0:1:1,labels=0:1",
            ),
        ),
        "perceptron.bias": (
            Part("from-zero", "whether the rate matters with a bias", f"{_PLANE},rule=bias"),
        ),
        "perceptron.nonzero-start-can-matter": (
            Part(
                "one-sample",
                "the smallest sample, and further sample, from a start at 1",
                "samples=1,features=1,entries=-4..4,rates=1/4:1,start=1,question=further",
            ),
        ),
        "perceptron.margin-breaks-it": (
            Part(
                "two-samples",
                "whether two samples, shown twice, are enough",
                f"samples=2,{_LINE},passes=2,rule=margin,parameter=1",
            ),
            Part(
                "margin",
                "the smallest three samples, shown twice, at margin 1",
                f"samples=3,{_LINE},passes=2,rule=margin,parameter=1",
            ),
            Part(
                "no-margin",
                "whether the rate matters without a margin",
                f"samples=3,{_LINE},passes=2,rule=margin",
            ),
        ),
        "perceptron.weight-decay": (
            Part(
                "two-samples",
                "whether two samples are enough",
                f"samples=2,{_LINE},rule=coupled-decay,parameter=1/2",
            ),
            Part(
                "coupled",
                "the smallest three samples for a decay times the rate",
                f"samples=3,{_LINE},rule=coupled-decay,parameter=1/2",
            ),
            Part(
                "free",
                "whether the rate matters for a decay free of it",
                f"samples=3,{_LINE},rule=decay,parameter=1/2",
            ),
        ),
    }
)


def rate_factors_out(box: Box) -> bool:
    """Whether a theorem of the ledger says that a box holds no witness.

    From zero, in exact arithmetic, at positive rates: for the perceptron with its jump at 0,
    whatever its values, with a bias or a decay that is free of the rate, and for margin 0.

    >>> rate_factors_out(CATALOGUE["perceptron.bias"][0].box("start=1"))
    False
    """
    decides = box.rule in ("perceptron", "bias", "decay", "margin")
    free = box.rule == "decay" or box.parameter == 0
    positive = all(rate > 0 for rate in box.rates)
    return decides and free and positive and not any(box.starts) and box.arithmetic == "exact"


__all__ = ["CATALOGUE", "Part", "rate_factors_out"]
