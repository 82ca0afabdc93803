"""The law of perceptron.nonzero-start-need-not-matter."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)


def _need_not_matter(trial: Trial, note: Note) -> bool:
    labels = tuple(online.phi(trial, online.inner(trial.start, x)) for x in trial.X)
    witness = [
        online.run("perceptron", (ONE,), ((ONE,), (ONE,)), (1, 1), learning_rate=rate)
        for rate in trial.rates
    ]
    if witness[0] != witness[1] or set(witness[0].weights) != {(1,)}:
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
    return first == second and set(first.weights) == {trial.start}


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
