"""The law of further.multi-class."""

from __future__ import annotations

from fractions import Fraction

from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.laws.further._classes import Classes, problems

ONE = Fraction(1)


def _multi_class(data: Classes, note: Note) -> bool:
    rate = data.trial.rates[0]
    run, unit = (data.run(eta, data.zeros) for eta in (rate, ONE))
    d = len(data.trial.X[0])
    path = (data.zeros, *run.weights)
    for weights, x, chosen in zip(path, data.trial.X, run.predictions, strict=False):
        scores = [online.inner(weights[k : k + d], x) for k in range(0, len(weights), d)]
        if chosen != scores.index(max(scores)) + 1:
            return False
        note("tie" if scores.count(max(scores)) > 1 else "no tie")
        note("last class chosen" if chosen == data.classes else "another chosen")
    note("mistake" if any(run.mistakes[1:]) else "no mistake later")
    online.note_rate(note, rate)
    return (
        run.weights == online.all_times(rate, unit.weights) and run.predictions == unit.predictions
    )


def _multi_class_twin(data: Classes) -> bool:
    first, second = (data.run(eta, data.zeros, offset=1) for eta in data.trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "further.multi-class",
    "From zero the rate scales the weights of all classes and changes no choice of the first of "
    "the largest scores.",
    problems,
    _multi_class,
    "So it is if 1 is added to the score of the first class.",
    _multi_class_twin,
    ("tie", "no tie", "last class chosen", "mistake", "rate above one"),
)
