"""The law of further.three-classes."""

from __future__ import annotations

from fractions import Fraction

from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.laws.further._classes import Classes, problems

ONE = Fraction(1)


def _three_classes(data: Classes, note: Note) -> bool:
    rate, d = data.trial.rates[0], len(data.trial.X[0])
    run, unit = (data.run(eta, data.zeros) for eta in (rate, ONE))
    changes = online.increments(data.zeros, run.weights)
    rows = zip(changes, data.trial.X, data.labels, run.predictions, strict=True)
    for change, x, label, chosen in rows:
        note("mistake" if chosen != label else "right")
        note(f"class {int(chosen)} chosen")
        for k in (1, 2, 3):
            step = (label == k) - (chosen == k)
            if change[(k - 1) * d : k * d] != online.times(rate * step, x):
                return False
    online.note_rate(note, rate)
    return (
        run.weights == online.all_times(rate, unit.weights) and run.predictions == unit.predictions
    )


def _three_classes_twin(data: Classes) -> bool:
    first, second = (data.run(eta, data.start) for eta in data.trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "further.three-classes",
    "A mistake moves the weights of two classes by the rate times the sample; from zero the rate "
    "scales them all and changes no choice.",
    lambda: problems(3, 3),
    _three_classes,
    "So it is from any start.",
    _three_classes_twin,
    ("mistake", "right", "class 1 chosen", "class 2 chosen", "class 3 chosen", "rate above one"),
)
