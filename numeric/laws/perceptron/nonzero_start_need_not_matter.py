"""The law of perceptron.nonzero-start-need-not-matter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number, Run
from numeric.strategies import Trial

ONE = Fraction(1)


def _stand_still(start: Sequence[Number], first: Run, second: Run) -> bool:
    """Whether two runs are one, and no step of it moves the weights."""
    return first == second and first.weights == (tuple(start),) * len(first.weights)


def _need_not_matter(trial: Trial, note: Note) -> bool:
    labels = tuple(online.phi(trial, online.inner(trial.start, x)) for x in trial.X)
    witness = [
        online.run("perceptron", (ONE,), ((ONE,), (ONE,)), (1, 1), learning_rate=rate)
        for rate in trial.rates
    ]
    if not _stand_still((ONE,), *witness):
        return False
    first, second = (
        online.run(
            "perceptron",
            trial.start,
            trial.X,
            labels,
            learning_rate=rate,
            threshold=trial.threshold,
        )
        for rate in trial.rates
    )
    note("non-zero start" if any(trial.start) else "zero start")
    online.note_run(note, trial.start, first)
    return _stand_still(trial.start, first, second)


def _need_not_matter_twin(trial: Trial) -> bool:
    first, second = (online.perceptron(trial, trial.start, rate) for rate in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "perceptron.nonzero-start-need-not-matter",
    "When the start already labels every sample right, all rates make the same run.",
    strategies.trials,
    _need_not_matter,
    "All rates predict the same from every start, whatever the labels.",
    _need_not_matter_twin,
    ("non-zero start", "no update", "tie with non-zero weights"),
)
