"""Samples of several classes, and runs of the perceptron for them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.laws import _online as online
from numeric.learners import Run, Vector
from numeric.strategies import Trial


@dataclass(frozen=True)
class Classes:
    """A trial whose labels are 1 to ``classes``, and weights of each class to start from."""

    trial: Trial
    classes: int
    labels: tuple[int, ...]
    start: Vector

    @property
    def zeros(self) -> Vector:
        """All weights zero."""
        return (Fraction(0),) * len(self.start)

    def run(self, rate: Fraction, start: Vector, offset: int = 0) -> Run:
        """A run of the perceptron for these classes."""
        return online.variant(
            "multi-class", start, self.trial.X, self.labels,
            learning_rate=rate, classes=self.classes, offset=offset,
        )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn, least: int = 2, most: int = 4) -> Classes:
    """Samples in an order, each of one of a few classes."""
    trial, classes = draw(strategies.trials()), draw(st.integers(least, most))
    labels = draw(st.tuples(*[st.integers(1, classes)] * len(trial.X)))
    start = draw(strategies.vectors(classes * len(trial.X[0]), 1))
    return Classes(trial, classes, labels, start)
