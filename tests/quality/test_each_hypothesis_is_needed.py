"""Random data finds out, within the proof profile, what happens when a hypothesis is dropped.

A strategy that cannot find these counterexamples could not be trusted when it finds none for a
law.  Every hypothesis that the chapters declare has a row here, or a reason why it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import exact, floats, learners, strategies
from numeric.law import Law, attack_twin
from numeric.laws import LAWS
from numeric.learners import Number, Run, Vector
from numeric.strategies import SeparableTrial, Trial

ONE = Fraction(1)
Data = Callable[[], SearchStrategy[Any]]


@dataclass(frozen=True)
class Dropped:
    """A claim's statement on one data set, without one of the claim's hypotheses."""

    hypothesis: str
    claim: str
    data: Data
    holds: Callable[[Any], bool]


def zeros(trial: Trial) -> Vector:
    """The zero weights for a trial's samples."""
    return (Fraction(0),) * len(trial.X[0])


def times(factor: Number, weights: Sequence[Vector]) -> tuple[Vector, ...]:
    """All weights of a run, multiplied."""
    return tuple(tuple(factor * w for w in row) for row in weights)


def perceptron(trial: Trial, start: Sequence[Number], rate: Number, **more: Any) -> Run:
    """The perceptron on a trial's samples."""
    rule = learners.perceptron(learning_rate=rate, **{"threshold": trial.threshold, **more})
    return learners.run(rule, start, trial.X, trial.y)


def factors_out(trial: Trial, start: Sequence[Number], rate: Number, **more: Any) -> bool:
    """Whether the weights are the rate times those at rate 1, and the predictions the same."""
    run, unit = perceptron(trial, start, rate, **more), perceptron(trial, start, ONE, **more)
    return run.weights == times(rate, unit.weights) and run.predictions == unit.predictions


def by_rule(name: str, trial: Trial, start: Sequence[Number], **more: Any) -> bool:
    """Whether another rule predicts the same at a trial's first rate and at rate 1."""
    runs = [
        learners.run(
            learners.RULES[name](learning_rate=rate, **more), start, trial.X, trial.y
        ).predictions
        for rate in (trial.rates[0], ONE)
    ]
    return runs[0] == runs[1]


def brackets(trial: Trial, start: Sequence[Number], rate: Number) -> tuple[Vector, ...]:
    """What multiplies the rate in each update."""
    weights = (tuple(start), *perceptron(trial, start, rate).weights)
    return tuple(
        tuple((b - a) / rate for a, b in zip(before, after, strict=True))
        for before, after in pairwise(weights)
    )


def first_change(trial: Trial) -> Vector:
    """The weights after the first update from zero."""
    return perceptron(trial, zeros(trial), ONE).weights[0]


def loss_difference(data: tuple[Trial, Fraction]) -> tuple[Number, Number, Number, Number]:
    """y z before and after a move along `unseen`, how the loss changes, and its linear part."""
    trial, step = data
    x, y = trial.X[0], trial.y[0]
    before = y * learners.dot(trial.start, x)
    slope = y * learners.dot(trial.unseen, x)
    after = before + step * slope
    change = max(Fraction(0), -after) - max(Fraction(0), -before)
    return before, after, change, -step * slope


def bound_holds(
    trial: SeparableTrial,
    *,
    start: Sequence[Number] | None = None,
    labels: Sequence[Number] | None = None,
    margin: Number | None = None,
    length: Number | None = None,
    radius: Callable[..., Number] = max,
) -> bool:
    """Mistakes gamma^2 <= R^2, for a separator brought to length 1."""
    y = trial.y if labels is None else labels
    begin = (Fraction(0),) * len(trial.X[0]) if start is None else start
    rule = learners.perceptron(learning_rate=trial.rate)
    run = learners.run(rule, begin, trial.X, y, trial.passes)
    least = min(
        label * learners.dot(trial.separator, x) for label, x in zip(y, trial.X, strict=True)
    )
    gamma = least if margin is None else margin
    square = learners.dot(trial.separator, trial.separator) if length is None else length
    largest = radius(learners.dot(x, x) for x in trial.X)
    return bool(run.mistake_count * gamma**2 <= largest * square)


def float_run(trial: Trial) -> floats.FloatRun:
    """A trial run in float64."""
    return floats.loop(trial.start, trial.X, trial.y, trial.rates[0], trial.threshold)


def exact_run(trial: Trial) -> Run:
    """The same run in exact arithmetic."""
    return exact.run(trial.start, trial.X, trial.y, trial.rates[0], trial.threshold)


def in_floats(value: Fraction) -> Fraction:
    """The nearest float64, as a rational."""
    return Fraction(float(value))


def float_dot(a: Vector, b: Vector) -> Fraction:
    """The inner product of two vectors, rounded after every operation, from left to right."""
    return Fraction(learners.dot(tuple(map(float, a)), tuple(map(float, b))))


def labelled(trial: SeparableTrial, labels: Sequence[Fraction]) -> SeparableTrial:
    """The same samples with other labels."""
    return replace(trial, y=tuple(labels[: len(trial.y)]))


def moved() -> SearchStrategy[tuple[Trial, Fraction]]:
    """A trial with labels -1 and +1, and a small step."""
    return st.tuples(strategies.trials(source_labels=True), strategies.positive_rationals())


def signed() -> SearchStrategy[tuple[Fraction, Trial]]:
    """A rational of either sign, and a trial."""
    return st.tuples(st.integers(-3, 3).map(Fraction), strategies.trials())


def source_trials() -> SearchStrategy[Trial]:
    """Trials with labels -1 and +1 and the textbook's threshold function."""
    return strategies.trials(source_labels=True)


def relabelled() -> SearchStrategy[SeparableTrial]:
    """Separable samples whose labels were drawn again."""
    signs = st.lists(st.sampled_from((Fraction(-1), ONE)), min_size=8, max_size=8)
    return st.builds(labelled, strategies.separable_trials(), signs)


def phi(trial: Trial, z: Number) -> Number:
    """The trial's threshold function."""
    return learners.apply_threshold(z, trial.threshold)


def twin_of(hypothesis: str, claim: str) -> Dropped:
    """A row whose statement is the law's own false twin."""
    return Dropped(hypothesis, claim, LAWS[claim].data, LAWS[claim].twin)


trials = strategies.trials
separable = strategies.separable_trials

ROWS = (
    Dropped("positive factor", "perceptron.sign-only", signed,
            lambda d: all(phi(d[1], d[0] * z) == phi(d[1], z) for x in d[1].X for z in x)),
    Dropped("positive factor", "perceptron.joint-scaling", signed,
            lambda d: perceptron(d[1], times(d[0], (d[1].start,))[0], d[0] * d[1].rates[0]).weights
            == times(d[0], perceptron(d[1], d[1].start, d[1].rates[0]).weights)),
    Dropped("zero start", "perceptron.eta-factors-out", trials,
            lambda t: factors_out(t, t.start, t.rates[0])),
    Dropped("positive rate", "perceptron.eta-factors-out", trials,
            lambda t: factors_out(t, zeros(t), -t.rates[0])),
    Dropped("threshold at 0", "perceptron.eta-factors-out", trials,
            lambda t: factors_out(t, zeros(t), t.rates[0], location=1)),
    Dropped("bias step carries the rate", "perceptron.eta-factors-out", trials,
            lambda t: by_rule("perceptron-bias", t, (*zeros(t), 0), bias_step="unscaled")),
    Dropped("order fixed beforehand", "perceptron.eta-factors-out", source_trials,
            lambda t: by_rule("perceptron-selective", t, zeros(t))),
    Dropped("first label +1", "perceptron.first-update", source_trials,
            lambda t: not any(first_change(t))),
    Dropped("a tie predicts +1", "perceptron.first-update", trials,
            lambda t: t.y[0] != 1 or not any(first_change(t))),
    Dropped("weights not zero", "perceptron.direction", trials,
            lambda t: all(any(row) for row in perceptron(t, zeros(t), t.rates[0]).weights)),
    Dropped("weights are zero", "perceptron.direction", trials,
            lambda t: not any(perceptron(t, zeros(t), ONE).final_weights)),
    Dropped("weights at rate 1 are zero", "perceptron.direction", trials,
            lambda t: not any(perceptron(t, zeros(t), t.rates[0]).final_weights)),
    Dropped("positive start", "perceptron.nonzero-start-can-matter",
            lambda: st.integers(-3, 3).map(Fraction),
            lambda w: len({
                learners.run(learners.perceptron(learning_rate=rate), (w,), ((1,), (1,)), (-1, -1))
                .predictions[1] for rate in (w / 4, w)
            }) == 2),
    Dropped("second zero start", "perceptron.bracket-is-data-only", trials,
            lambda t: brackets(t, zeros(t), t.rates[0]) == brackets(t, t.start, t.rates[1])),
    Dropped("second positive rate", "perceptron.bracket-is-data-only", trials,
            lambda t: brackets(t, zeros(t), t.rates[0]) == brackets(t, zeros(t), -t.rates[1])),
    Dropped("same start over rate", "perceptron.bracket-is-data-only", trials,
            lambda t: brackets(t, t.start, t.rates[0]) == brackets(t, t.start, t.rates[1])),
    Dropped("zero bias at the start", "perceptron.bias", trials,
            lambda t: by_rule("perceptron-bias", t, (*zeros(t), t.unseen[0]), bias_step="scaled")),
    twin_of("reads mistakes only", "perceptron.epochs-and-orders"),
    Dropped("misclassified", "perceptron.batch-criterion", moved,
            lambda d: (f := loss_difference(d))[1] >= 0 or f[2] == f[3]),
    Dropped("misclassified after a move", "perceptron.batch-criterion", moved,
            lambda d: (f := loss_difference(d))[0] >= 0 or f[2] == f[3]),
    Dropped("classified correctly", "perceptron.batch-criterion", moved,
            lambda d: (f := loss_difference(d))[1] <= 0 or f[2] == 0),
    Dropped("classified correctly after a move", "perceptron.batch-criterion", moved,
            lambda d: (f := loss_difference(d))[0] <= 0 or f[2] == 0),
    twin_of("schedule fixed beforehand", "perceptron.schedules"),
    Dropped("zero start", "perceptron.mistake-bound", separable,
            lambda t: bound_holds(t, start=t.start)),
    Dropped("unit separator", "perceptron.mistake-bound", separable,
            lambda t: bound_holds(t, length=1)),
    Dropped("margin", "perceptron.mistake-bound", relabelled, bound_holds),
    Dropped("positive margin", "perceptron.mistake-bound", separable,
            lambda t: bound_holds(t, margin=-100)),
    Dropped("radius", "perceptron.mistake-bound", separable, lambda t: bound_holds(t, radius=min)),
    Dropped("labels -1 and 1", "perceptron.mistake-bound", separable,
            lambda t: bound_holds(t, labels=tuple(3 * label for label in t.y))),
    twin_of("margin 0", "perceptron.margin-breaks-it"),
    twin_of("decay free of the rate", "perceptron.weight-decay"),
    twin_of("power of two", "float.power-of-two-is-exact"),
    Dropped("no underflow", "float.power-of-two-is-exact", trials,
            lambda t: floats.loop(zeros(t), t.X, t.y, Fraction(1, 2**1074)).predictions
            == floats.loop(zeros(t), t.X, t.y, ONE).predictions),
    Dropped("scaling numbers is exact", "float.power-of-two-is-exact", trials,
            lambda t: in_floats(t.factor * t.unseen[0]) == t.factor * in_floats(t.unseen[0])),
    Dropped("scaling vectors is exact", "float.power-of-two-is-exact", trials,
            lambda t: all(in_floats(t.factor * w) == t.factor * in_floats(w) for w in t.start)),
    Dropped("scaling inner products is exact", "float.power-of-two-is-exact", trials,
            lambda t: float_dot(tuple(t.factor * w for w in t.start), t.unseen)
            == t.factor * float_dot(t.start, t.unseen)),
    twin_of("certified", "float.certified-labels-agree"),
    Dropped("error bound", "float.certified-labels-agree", trials,
            lambda t: all(
                z == 0 or p == q for z, p, q in zip(
                    float_run(t).net_inputs, float_run(t).predictions, exact_run(t).predictions,
                    strict=True,
                )
            )),
    Dropped("weights are close", "float.certified-labels-agree", trials,
            lambda t: times(1, exact_run(t).weights)
            == tuple(tuple(map(Fraction, row)) for row in float_run(t).weights)),
    Dropped("rounding errors are bounded", "float.certified-labels-agree", trials,
            lambda t: in_floats(t.rates[0]) == t.rates[0]),
    twin_of("one order of summation", "float.equal-units-drift"),
)  # fmt: skip

ONLY_SYMBOLIC = {
    "one step is equivariant": "a premise about abstract maps; chapters prove it of concrete ones",
    "zero sum at the start": "what a sum over no samples is",
}


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.claim}: {r.hypothesis}" for r in ROWS])
def test_random_data_finds_what_goes_wrong(row: Dropped) -> None:
    """Without the hypothesis the statement is refuted by an example of the proof profile."""
    law = Law(
        row.claim, f"without {row.hypothesis}", row.data, lambda data, note: row.holds(data),
        f"without {row.hypothesis}", row.holds, (),
    )  # fmt: skip
    result = attack_twin(law, "mutant")
    assert result.counterexample is not None
    assert not row.holds(result.counterexample)


def test_every_hypothesis_has_a_row() -> None:
    """What the chapters declare is dropped here by name, or has a reason not to be."""
    from proofs import registry

    declared = {
        name
        for claim in registry.CLAIMS.values()
        for name in (*(h.name for h in claim.all_hypotheses), *(name for name, _ in claim.built_in))
    }
    rows = {row.hypothesis for row in ROWS}
    assert declared - rows - set(ONLY_SYMBOLIC) == set()
    assert rows - declared == set()
    assert {row.claim for row in ROWS} <= set(registry.CLAIMS)
