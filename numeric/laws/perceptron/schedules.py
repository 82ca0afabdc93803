"""The law of perceptron.schedules."""

from __future__ import annotations

from fractions import Fraction

from hypothesis.strategies import SearchStrategy

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Vector
from numeric.strategies import Trial

ONE = Fraction(1)
ZERO = Fraction(0)


def _schedules_data() -> SearchStrategy[tuple[Trial, Vector]]:
    return strategies.with_extra(
        strategies.trials(), lambda trial: strategies.schedules(len(trial.X))
    )


def _schedules(data: tuple[Trial, Vector], note: Note) -> bool:
    trial, schedule = data
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    run, unit = (
        online.run(
            "perceptron-schedule",
            zeros,
            trial.X,
            trial.y,
            learning_rate=eta,
            schedule=schedule,
            threshold=trial.threshold,
        )
        for eta in (rate, ONE)
    )
    online.note_run(note, zeros, run)
    online.note_rate(note, rate)
    note("changing rate" if len(set(schedule)) > 1 else "constant rate")
    steps = online.increments(zeros, run.weights)
    return (
        run.weights == online.all_times(rate, unit.weights)
        and run.predictions == unit.predictions
        and all(
            step == online.times(rate * s * (y - online.phi(trial, z)), x)
            for step, s, y, z, x in zip(
                steps, schedule, trial.y, run.net_inputs, trial.X, strict=True
            )
        )
    )


def _schedules_twin(data: tuple[Trial, Vector]) -> bool:
    trial, _ = data

    def weights_read(rate: Fraction) -> Vector:
        """The run whose factor is read from the weights: 1 / (1 + the sum of magnitudes)."""
        weights = online.zeros(trial.X)
        for x, y in zip(trial.X, trial.y, strict=True):
            factor = 1 / (1 + sum((abs(Fraction(w)) for w in weights), ZERO))
            step = online.run(
                "perceptron",
                weights,
                (x,),
                (y,),
                learning_rate=rate * factor,
                threshold=trial.threshold,
            )
            weights = step.final_weights
        return weights

    return weights_read(trial.rates[0]) == online.times(trial.rates[0], weights_read(ONE))


LAW = Law(
    "perceptron.schedules",
    "From zero the rate factors out of a schedule fixed beforehand.",
    _schedules_data,
    _schedules,
    "It factors out of a schedule read from the weights.",
    _schedules_twin,
    (*online.RUN_EVENTS, "changing rate"),
)
