"""The law of symmetry.trajectory."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis.strategies import SearchStrategy

from numeric import learners, strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Rule, Vector
from numeric.strategies import Trial


def equivariant(
    rule: Rule,
    moved_rule: Rule,
    start: Vector,
    X: Sequence[Vector],
    y: Vector,
    move_weights: Callable[[Vector], Vector],
    move_sample: Callable[[Vector], Vector],
) -> bool:
    """Whether running and moving commute: the moved run is the run from the moved start.

    ``moved_rule`` is the rule with the symmetry applied to its hyper-parameters.
    """
    plain = learners.run(rule, start, X, y)
    moved = learners.run(moved_rule, move_weights(start), tuple(map(move_sample, X)), y)
    return (
        moved.weights == tuple(map(move_weights, plain.weights))
        and moved.predictions == plain.predictions
    )


def _trajectory_data() -> SearchStrategy[tuple[Trial, tuple[int, ...]]]:
    return strategies.with_extra(
        strategies.trials(), lambda trial: strategies.permutations(len(trial.start))
    )


def _trajectory(data: tuple[Trial, tuple[int, ...]], note: Note) -> bool:
    trial, permutation = data
    rate, c = trial.rates[0], trial.factor
    make = learners.RULES["perceptron"]
    rule = make(learning_rate=rate, threshold=trial.threshold)
    scaled_rule = make(learning_rate=c * rate, threshold=trial.threshold)

    def permuted(vector: Vector) -> Vector:
        return tuple(vector[j] for j in permutation)

    online.note_run(note, trial.start, learners.run(rule, trial.start, trial.X, trial.y))
    online.note_rate(note, rate)
    note("features permuted" if permutation != tuple(sorted(permutation)) else "features kept")
    note("non-zero start" if any(trial.start) else "zero start")
    samples = (trial.start, trial.X, trial.y)
    return equivariant(
        rule, scaled_rule, *samples, lambda w: online.times(c, w), lambda x: x
    ) and equivariant(rule, rule, *samples, permuted, permuted)


def _trajectory_twin(data: tuple[Trial, tuple[int, ...]]) -> bool:
    trial, _ = data
    rule = learners.RULES["perceptron"](learning_rate=trial.rates[0], threshold=trial.threshold)
    return equivariant(
        rule,
        rule,
        trial.start,
        trial.X,
        trial.y,
        lambda w: online.times(trial.factor, w),
        lambda x: x,
    )


LAW = Law(
    "symmetry.trajectory",
    "Scaling start and rate by c > 0 scales the run; permuting the features permutes it.",
    _trajectory_data,
    _trajectory,
    "Scaling the start alone scales the run.",
    _trajectory_twin,
    (*online.RUN_EVENTS, "features permuted", "non-zero start"),
)
