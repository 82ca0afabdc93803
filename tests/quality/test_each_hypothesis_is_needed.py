"""Random data finds out, within the proof profile, what happens when a hypothesis is dropped.

A strategy that cannot find these counterexamples could not be trusted when it finds none for a
law.  Every hypothesis that the chapters declare has a row here, or its entry drops it itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import differences, exact, floats, learners, networks, strategies
from numeric.laws import LAWS
from numeric.learners import Number, Run, Vector
from numeric.networks import Network
from numeric.strategies import NetworkTrial, SeparableTrial, Trial
from proofs.claim import Claim

ONE = Fraction(1)
Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]
Instanced = Callable[[Iterable[Claim]], set[str]]
ELSEWHERE = ("gd", "convex", "linear", "logistic", "further")
"""The chapters whose rows have files of their own."""


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


def wired(trial: NetworkTrial, *own: str, units: int = 0) -> Network:
    """One hidden layer, all zero but for the parts w, beta, v and c that are named."""
    h = units or len(trial.v)
    d = len(trial.X[0])
    zero = Fraction(0)
    w = [trial.w[j] if "w" in own else (zero,) * d for j in range(h)]
    beta = [trial.beta[j] if "beta" in own else zero for j in range(h)]
    v = [trial.v[j] if "v" in own else zero for j in range(h)]
    return networks.hidden_layer(w, beta, v, trial.c if "c" in own else zero)


def sigma(trial: NetworkTrial) -> networks.Activation:
    """The trial's activation."""
    return networks.ACTIVATIONS[trial.activation]


def slope_at_zero(trial: NetworkTrial, y: Number) -> Number:
    """The slope of the trial's loss at output 0."""
    return networks.LOSSES[trial.loss].slope(Fraction(0), y)


def one_step(trial: NetworkTrial, start: Network) -> Network:
    """A network after one step on all samples of a trial."""
    return networks.descend(
        start, trial.X, trial.y, activation=sigma(trial), loss=networks.LOSSES[trial.loss],
        learning_rate=trial.rate,
    )[-1]  # fmt: skip


def moved_v(trial: NetworkTrial, *own: str) -> bool:
    """Whether the first step moves an outgoing weight."""
    start = wired(trial, *own)
    return one_step(trial, start)[1].weights != start[1].weights


def moved_w(trial: NetworkTrial, *own: str) -> bool:
    """Whether the first step moves an incoming weight."""
    start = wired(trial, *own)
    return one_step(trial, start)[0].weights != start[0].weights


def first_net_input(trial: NetworkTrial, *own: str, j: int = 0) -> Number:
    """What a hidden unit receives for the first sample."""
    seen = networks.forward(wired(trial, *own), sigma(trial), trial.X[0])
    return seen.net_inputs[0][j]


def pair_stays_alike(trial: NetworkTrial, part: str) -> bool:
    """Whether two units that start alike but in one part keep the others alike for one step."""
    w, beta, v = ([row[0]] * 2 for row in (trial.w, trial.beta, trial.v))
    own = {"w": w, "beta": beta, "v": v}[part]
    own[1] = {"w": trial.w, "beta": trial.beta, "v": trial.v}[part][1]  # type: ignore[index]
    after = networks.units(one_step(trial, networks.hidden_layer(w, beta, v, trial.c)))
    return all(
        after[0][k] == after[1][k] for k, name in enumerate(("w", "beta", "v")) if name != part
    )


def pair_stays_mirrored(trial: NetworkTrial, part: str = "") -> bool:
    """Whether mirror images, but in one part, are so in the other parts after a step."""
    w, beta, v = [trial.w[0]] * 2, [trial.beta[0]] * 2, [trial.v[0]] * 2
    w[1], beta[1], v[1] = tuple(-a for a in w[0]), -beta[0], -v[0]
    if part:
        own: Any = {"w": w, "beta": beta, "v": v}[part]
        own[1] = {"w": trial.w, "beta": trial.beta, "v": trial.v}[part][1]
    one, two = networks.units(one_step(trial, networks.hidden_layer(w, beta, v, trial.c)))
    mirrored = {"w": tuple(-a for a in one[0]), "beta": -one[1], "v": tuple(-a for a in one[2])}
    named = zip(("w", "beta", "v"), two, strict=True)
    return all(mirrored[name] == value for name, value in named if name != part)


def odd_pairs() -> SearchStrategy[NetworkTrial]:
    """Trials with two units or more and an odd activation."""
    return strategies.network_trials(activations=("identity", "cube"), least_units=2)


def stays_from(trial: Any, *own: int) -> bool:
    """Whether the model of two weights stays where these are not zero."""
    start = tuple(a if k in own else Fraction(0) for k, a in enumerate(trial.elsewhere))

    def cost(w: Vector) -> Fraction:
        return Fraction(w[0] * w[1] * (1 + w[1]) * trial.x - trial.y) ** 2 / 2

    return differences.descend(cost, start, trial.rate, 1)[1] == start


def weighted_errors(trial: NetworkTrial) -> tuple[Number, ...]:
    """Errors times inputs, summed over the samples, where incoming weights and biases are zero."""
    start = wired(trial, "v", "c")
    out = networks.output(start, sigma(trial), trial.X[0])
    errors = [networks.LOSSES[trial.loss].slope(out, y) for y in trial.y]
    columns = zip(*trial.X, strict=True)
    return tuple(sum(e * x for e, x in zip(errors, c, strict=True)) for c in columns)


def second_step_moves(trial: NetworkTrial, *given: str) -> bool:
    """Incoming weights at zero move if slope, outgoing weight and errors times inputs are not 0."""
    conditions = {
        "slope": sigma(trial).slope(Fraction(0)),
        "v": any(trial.v),
        "errors": any(weighted_errors(trial)),
    }
    return not all(conditions[name] for name in given) or moved_w(trial, "v", "c")


def loss_change(trial: NetworkTrial, gain: Number) -> tuple[Number, Number]:
    """E, and by how much half squares change where the output moves by -rate gain E."""
    total = sum(-y for y in trial.y)
    shift = -trial.rate * gain * total
    before = sum(y * y for y in trial.y) / 2
    return total, sum((shift - y) ** 2 for y in trial.y) / 2 - before


def loss_falls(trial: NetworkTrial, gain: Number, bound: Number | None = None) -> bool:
    """The loss falls unless the errors sum to 0; with a bound, if rate times bound is below 2."""
    total, change = loss_change(trial, gain)
    return not total or change < 0 or (bound is not None and trial.rate * bound >= 2)


def full_gain(trial: NetworkTrial) -> Number:
    """1 + h sigma(0)^2."""
    return 1 + len(trial.v) * sigma(trial).value(Fraction(0)) ** 2


def error_of_whole(trial: NetworkTrial, factor: int) -> Number:
    """What is sent back to the first unit, its outgoing weight multiplied, all else following."""
    v = (factor * trial.v[0],)
    network = networks.hidden_layer(trial.w[:1], trial.beta[:1], v, trial.c)
    slope = networks.gradient(
        network, sigma(trial), networks.LOSSES[trial.loss], trial.X[:1], trial.y[:1]
    )
    return slope[0].biases[0]


def v_updates(trial: NetworkTrial) -> tuple[Number, ...]:
    """What one step adds to the outgoing weights."""
    start = wired(trial, "w", "beta", "v", "c")
    after = one_step(trial, start)
    return tuple(b - a for a, b in zip(start[1].weights[0], after[1].weights[0], strict=True))


def pairs() -> SearchStrategy[NetworkTrial]:
    """Trials with two units or more."""
    return strategies.network_trials(least_units=2)


def single_samples() -> SearchStrategy[NetworkTrial]:
    """Trials with two units or more and one sample."""
    return strategies.network_trials(least_units=2, most_samples=1)


def awake_at_zero() -> SearchStrategy[NetworkTrial]:
    """Trials whose activation is not 0 at 0."""
    return strategies.network_trials(
        activations=strategies.NOT_ZERO_AT_ZERO, losses=("squared", "huber")
    )


def asleep_at_zero() -> SearchStrategy[NetworkTrial]:
    """Trials whose activation is 0 at 0."""
    return strategies.network_trials(activations=strategies.ZERO_AT_ZERO)


def from_all_zero(trial: NetworkTrial, *own: str) -> bool:
    """Whether all is zero after one step."""
    return not any(networks.numbers(one_step(trial, wired(trial, *own))))


def twin_of(hypothesis: str, claim: str) -> Dropped:
    """A row whose statement is the law's own false twin."""
    return Dropped(hypothesis, claim, LAWS[claim].data, LAWS[claim].twin)


trials = strategies.trials
separable = strategies.separable_trials
networks_ = strategies.network_trials

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
    Dropped("rounding errors of updates are bounded", "float.certified-labels-agree", trials,
            lambda t: in_floats(t.rates[0]) == t.rates[0]),
    twin_of("one order of summation", "float.equal-units-drift"),
    Dropped("zero incoming weights", "hidden.zero-preactivations", networks_,
            lambda t: first_net_input(t, "w") == 0),
    Dropped("zero bias", "hidden.zero-preactivations", networks_,
            lambda t: first_net_input(t, "beta") == 0),
    Dropped("equal incoming weights", "hidden.equal-units-stay-equal", pairs,
            lambda t: pair_stays_alike(t, "w")),
    Dropped("equal biases", "hidden.equal-units-stay-equal", pairs,
            lambda t: pair_stays_alike(t, "beta")),
    Dropped("equal outgoing weights", "hidden.equal-units-stay-equal", pairs,
            lambda t: pair_stays_alike(t, "v")),
    *(Dropped(f"mirrored {name}", "hidden.unequal-units-can-merge", odd_pairs,
              lambda t, part=part: pair_stays_mirrored(t, part))
      for name, part in (("incoming weights", "w"), ("biases", "beta"), ("outgoing weights", "v"))),
    Dropped("odd activation", "hidden.unequal-units-can-merge", pairs, pair_stays_mirrored),
    *(Dropped(f"weight {k + 1} starts at zero", "hidden.stuck-without-symmetry",
              LAWS["hidden.stuck-without-symmetry"].data, lambda t, k=k: stays_from(t, k))
      for k in (0, 1)),
    Dropped("zero outgoing weight", "hidden.backprop-linear", networks_,
            lambda t: error_of_whole(t, 1) == 0),
    Dropped("forward pass held fixed", "hidden.backprop-linear", networks_,
            lambda t: error_of_whole(t, 2) == 2 * error_of_whole(t, 1)),
    Dropped("incoming weights start at zero", "hidden.zero-start-stuck", asleep_at_zero,
            lambda t: not moved_v(t, "w")),
    Dropped("bias starts at zero", "hidden.zero-start-stuck", asleep_at_zero,
            lambda t: not moved_v(t, "beta")),
    Dropped("outgoing weight starts at zero", "hidden.zero-start-stuck", asleep_at_zero,
            lambda t: not moved_w(t, "v")),
    Dropped("activation 0 at 0", "hidden.zero-start-stuck", networks_,
            lambda t: not moved_v(t)),
    Dropped("every outgoing weight is zero", "hidden.zero-start-stuck", networks_,
            lambda t: networks.output(wired(t, "w", "beta", "v", "c"), sigma(t), t.X[0]) == t.c),
    Dropped("zero output bias", "hidden.zero-start-learns", networks_,
            lambda t: networks.gradient(
                wired(t, "c"), sigma(t), networks.LOSSES[t.loss], t.X, t.y
            )[1].biases[0] == sum(slope_at_zero(t, y) for y in t.y)),
    Dropped("activation not 0 at 0", "hidden.zero-start-learns", asleep_at_zero,
            lambda t: moved_v(t) or not sum(slope_at_zero(t, y) for y in t.y)),
    Dropped("errors do not sum to 0", "hidden.zero-start-learns", awake_at_zero, moved_v),
    Dropped("incoming weights still zero", "hidden.zero-start-learns", networks_,
            lambda t: sigma(t).slope(first_net_input(t, "w")) == sigma(t).slope(Fraction(0))),
    Dropped("bias still zero", "hidden.zero-start-learns", networks_,
            lambda t: sigma(t).slope(first_net_input(t, "beta")) == sigma(t).slope(Fraction(0))),
    Dropped("outgoing weight moved", "hidden.zero-start-learns", networks_,
            lambda t: second_step_moves(t, "slope", "errors")),
    Dropped("slope not 0 at 0", "hidden.zero-start-learns", networks_,
            lambda t: second_step_moves(t, "v", "errors")),
    Dropped("errors times inputs do not sum to 0", "hidden.zero-start-learns", networks_,
            lambda t: second_step_moves(t, "slope", "v")),
    Dropped("at least one unit", "hidden.zero-start-learns", awake_at_zero,
            lambda t: 1 + t.scale * sigma(t).value(Fraction(0)) ** 2 > 0),
    Dropped("the output moves", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, t.scale, t.scale * len(t.y))),
    Dropped("small rate", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, full_gain(t))),
    Dropped("large rate", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_change(t, full_gain(t))[1] >= 0),
    Dropped("slope of the whole loss", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, full_gain(t))),
    Dropped("slope keeps its sign", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, full_gain(t))),
    Dropped("curvature at most M", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, full_gain(t), abs(t.scale) * full_gain(t))),
    Dropped("rate small for the curvature", "hidden.zero-start-learns", awake_at_zero,
            lambda t: loss_falls(t, full_gain(t))),
    Dropped("errors at zero sum to 0", "hidden.zero-start-centred", networks_, from_all_zero),
    Dropped("all layers start at zero", "hidden.zero-start-wave", networks_,
            lambda t: not any(map(any, one_step(t, wired(t, "w"))[0].weights))),
    Dropped("zero weights above", "hidden.zero-start-wave", networks_,
            lambda t: not moved_w(t, "v")),
    Dropped("error not zero", "hidden.distinct-start-separates", single_samples,
            lambda t: len(set(v_updates(t))) > 1 or len({
                sigma(t).value(first_net_input(t, "w", "beta", j=j)) for j in range(len(t.v))
            }) == 1),
    Dropped("equal updates", "hidden.distinct-start-separates", single_samples,
            lambda t: len({
                sigma(t).value(first_net_input(t, "w", "beta", j=j)) for j in range(len(t.v))
            }) == 1),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.claim}: {r.hypothesis}" for r in ROWS])
def test_random_data_finds_what_goes_wrong(row: Dropped, refuted: Refuted) -> None:
    """Without the hypothesis the statement is refuted by an example of the proof profile."""
    assert refuted(row.claim, row.hypothesis, row.data, row.holds)


SAID_OTHERWISE = {
    "all layers start at zero",
    "bias still zero",
    "curvature at most M",
    "incoming weights still zero",
    "outgoing weight moved",
    "rate small for the curvature",
    "slope keeps its sign",
    "slope of the whole loss",
    "the output moves",
    "zero weights above",
}
"""Hypotheses of rows that a theorem states in other words since, as of a whole family."""


def test_every_hypothesis_has_a_row(instanced: Instanced) -> None:
    """What the chapters declare is dropped here by name, or in its own entry."""
    from proofs import registry

    claims = [claim for claim in registry.CLAIMS.values() if claim.chapter not in ELSEWHERE]
    declared = {
        name
        for claim in claims
        for name in (*(h.name for h in claim.all_hypotheses), *(name for name, _ in claim.built_in))
    }
    rows = {row.hypothesis for row in ROWS}
    assert declared - rows - instanced(claims) == set()
    assert rows - declared == SAID_OTHERWISE
    assert {row.claim for row in ROWS} <= set(registry.CLAIMS)
