"""The law of further.momentum."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Run, Vector
from numeric.strategies import Trial

ONE, ZERO = Fraction(1), Fraction(0)


def _run(
    trial: Trial, rate: Fraction, kept: Fraction, velocity: Vector, carries: bool = True
) -> Run:
    start = (*online.zeros(trial.X), *velocity)
    return online.variant(
        "perceptron-momentum", start, trial.X, trial.y,
        learning_rate=rate, momentum=kept, carries_rate=carries, threshold=trial.threshold,
    )  # fmt: skip


def _momentum(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, kept = data
    rate, zeros, d = trial.rates[0], online.zeros(trial.X), len(trial.X[0])
    run, unit = (_run(trial, eta, kept, zeros) for eta in (rate, ONE))
    free, free_unit = (_run(trial, eta, kept, trial.start, False) for eta in (rate, ONE))
    note("update" if any(online.increments((*zeros, *zeros), run.weights)[0]) else "no update")
    note("mistake" if any(run.mistakes[1:]) else "no mistake later")
    note("first velocity" if any(trial.start) else "no first velocity")
    online.note_rate(note, rate)
    bare = online.perceptron(trial, zeros, rate)
    note("momentum matters" if bare.predictions != run.predictions else "momentum does not matter")
    X, y = ((1,),) * 4, (-1,) * 4
    pushed = [
        online.variant(
            "perceptron-momentum", (ZERO, ONE), X, y, learning_rate=eta, momentum=Fraction(9, 10)
        ).predictions
        for eta in (ONE, Fraction(1, 10))
    ]
    return (
        run.weights == online.all_times(rate, unit.weights)
        and run.predictions == unit.predictions
        and list(free.weights) == [(*online.times(rate, w[:d]), *w[d:]) for w in free_unit.weights]
        and free.predictions == free_unit.predictions
        and pushed == [(1, -1, -1, -1), (1, 1, 1, 1)]
    )


def _momentum_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, kept = data
    first, second = (_run(trial, eta, kept, trial.start) for eta in trial.rates)
    return first.predictions == second.predictions


LAW = Law(
    "further.momentum",
    "From zero weights and velocity the rate scales both and changes no prediction; if it "
    "multiplies the velocity, from any velocity.",
    lambda: st.tuples(strategies.trials(), strategies.decays()),
    _momentum,
    "A velocity that carries the rate may start anywhere.",
    _momentum_twin,
    ("update", "mistake", "first velocity", "momentum matters", "rate above one"),
)
