"""The law of further.rate-scales-oscillation."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Vector
from numeric.strategies import Trial

ONE = Fraction(1)
XOR = ((1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1))
LABELS = (-1, 1, 1, -1)


def _swings(start: Vector, weights: tuple[Vector, ...]) -> list[Fraction]:
    """Squared lengths of what each update adds."""
    moved = online.increments(start, weights)
    return [Fraction(online.inner(change, change)) for change in moved]


def _sizes(start: Vector, weights: tuple[Vector, ...]) -> list[Fraction]:
    """Squared lengths of what each update adds, and of the weights."""
    return [*_swings(start, weights), *(Fraction(online.inner(w, w)) for w in weights)]


def _rate_scales_oscillation(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    run, unit = online.perceptron(trial, zeros, rate), online.perceptron(trial, zeros, ONE)
    online.note_run(note, zeros, run)
    online.note_rate(note, rate)
    note("sign of a net input changes" if any(
        a * b < 0 for a, b in pairwise(run.net_inputs)
    ) else "one sign")  # fmt: skip
    xor = online.run("perceptron", (0, 0, 0), XOR, LABELS, 4, learning_rate=rate)
    cycle = (0, -2 * rate, 0)
    return (
        _sizes(zeros, run.weights) == [rate**2 * s for s in _sizes(zeros, unit.weights)]
        and run.predictions == unit.predictions
        and all(xor.mistakes[8:])
        and [xor.weights[k] for k in (7, 11, 15)] == [cycle] * 3
    )


def _rate_scales_oscillation_twin(trial: Trial) -> bool:
    zeros = online.zeros(trial.X)
    few = online.perceptron(trial, zeros, min(trial.rates)).mistake_count
    return few < online.perceptron(trial, zeros, max(trial.rates)).mistake_count


LAW = Law(
    "further.rate-scales-oscillation",
    "From zero the rate scales the size and the swings of the weights and changes no prediction; "
    "on XOR every rate ends in one cycle of four mistakes.",
    strategies.trials,
    _rate_scales_oscillation,
    "The smaller rate makes fewer mistakes.",
    _rate_scales_oscillation_twin,
    (*online.RUN_EVENTS, "sign of a net input changes"),
)
