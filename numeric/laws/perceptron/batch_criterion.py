"""The law of perceptron.batch-criterion."""

from __future__ import annotations

from fractions import Fraction

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.strategies import Trial

ONE = Fraction(1)


def _batch_criterion(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    for at_kink in ("mistake", "zero"):
        run, unit = (online.batch_run(trial, zeros, eta, at_kink) for eta in (rate, ONE))
        if (
            run.weights != online.all_times(rate, unit.weights)
            or run.predictions != unit.predictions
        ):
            return False
        # The step is a subgradient's: the loss lies above the line it draws, here at one point.
        first = online.batch_run(trial, trial.start, rate, at_kink, passes=1)
        (step,) = online.increments(trial.start, first.weights)
        apart = tuple(a - b for a, b in zip(trial.unseen, trial.start, strict=True))
        line = online.criterion(trial.start, trial.X, trial.y) - online.inner(step, apart) / rate
        if online.criterion(trial.unseen, trial.X, trial.y) < line:
            return False
        note(f"{at_kink} at the kink: {'moved' if any(run.final_weights) else 'still'}")
        note("sample at the kink" if 0 in first.net_inputs else "no sample at the kink")
        note("loss falls" if any(step) else "loss flat")
    online.note_rate(note, rate)
    return True


def _batch_criterion_twin(trial: Trial) -> bool:
    run, unit = (
        online.batch_run(trial, trial.start, rate, "mistake") for rate in (trial.rates[0], ONE)
    )
    return run.weights == online.all_times(trial.rates[0], unit.weights)


LAW = Law(
    "perceptron.batch-criterion",
    "From zero the rate only scales subgradient descent on the perceptron criterion.",
    lambda: strategies.trials(source_labels=True),
    _batch_criterion,
    "So it does from every start.",
    _batch_criterion_twin,
    ("mistake at the kink: moved", "sample at the kink", "loss falls", "rate above one"),
)
