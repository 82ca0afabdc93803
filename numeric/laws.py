"""What each claim of the ledger says about a run, as a function of random data.

A module of laws for each family of chapters; `LAWS` brings them together.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import exact, floats, learners, stopping, strategies
from numeric.gradient_laws import GRADIENT_LAWS
from numeric.hidden_laws import HIDDEN_LAWS
from numeric.law import Law, Note
from numeric.learners import Number, Rule, Run, Vector
from numeric.strategies import EpochsTrial, EqualUnits, OrthogonalPair, SeparableTrial, Trial

ZERO, ONE = Fraction(0), Fraction(1)


# Runs and what is read off them


def _run(
    name: str,
    start: Sequence[Number],
    X: Sequence[Sequence[Number]],
    y: Sequence[Number],
    passes: int = 1,
    **parameters: Any,
) -> Run:
    return learners.run(learners.RULES[name](**parameters), start, X, y, passes)


def _perceptron(trial: Trial, start: Sequence[Number], rate: Number, **parameters: Any) -> Run:
    parameters = {"threshold": trial.threshold, **parameters}
    return _run("perceptron", start, trial.X, trial.y, learning_rate=rate, **parameters)


def _zeros(X: Sequence[Sequence[Number]]) -> Vector:
    return (ZERO,) * len(X[0])


def _times(factor: Number, vector: Sequence[Number]) -> Vector:
    return tuple(factor * value for value in vector)


def _all_times(factor: Number, vectors: Sequence[Vector]) -> tuple[Vector, ...]:
    return tuple(_times(factor, vector) for vector in vectors)


def _increments(start: Sequence[Number], weights: Sequence[Vector]) -> tuple[Vector, ...]:
    path = (tuple(start), *weights)
    return tuple(
        tuple(b - a for a, b in zip(before, after, strict=True))
        for before, after in itertools.pairwise(path)
    )


def _direction(vector: Sequence[Number]) -> Vector:
    """The vector over its largest magnitude: equal for two vectors iff their directions are."""
    exactly = tuple(Fraction(value) for value in vector)
    largest = max(map(abs, exactly))
    return tuple(value / largest for value in exactly)


def _phi(trial: Trial, z: Number) -> Number:
    """The threshold function, written again here so that the learners' own is put to the test."""
    minus, zero, plus = trial.threshold
    return plus if z > 0 else minus if z < 0 else zero


def _inner(a: Sequence[Number], b: Sequence[Number]) -> Number:
    total: Number = ZERO
    for left, right in zip(a, b, strict=True):
        total += left * right
    return total


def _note_run(note: Note, start: Sequence[Number], run: Run) -> None:
    """Note the branches that matter to every law: ties, updates, samples that changed nothing."""
    path = (tuple(start), *run.weights)
    for z, before, after in zip(run.net_inputs, path, run.weights, strict=False):
        if z == 0:
            note("tie with non-zero weights" if any(before) else "tie at zero")
        note("update" if after != before else "no update")


def _note_rate(note: Note, rate: Number) -> None:
    note("rate above one" if rate > 1 else "rate at most one")


RUN_EVENTS = ("tie with non-zero weights", "update", "no update", "rate above one")


# symmetry.trajectory


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

    _note_run(note, trial.start, learners.run(rule, trial.start, trial.X, trial.y))
    _note_rate(note, rate)
    note("features permuted" if permutation != tuple(sorted(permutation)) else "features kept")
    note("non-zero start" if any(trial.start) else "zero start")
    samples = (trial.start, trial.X, trial.y)
    return equivariant(
        rule, scaled_rule, *samples, lambda w: _times(c, w), lambda x: x
    ) and equivariant(rule, rule, *samples, permuted, permuted)


def _trajectory_twin(data: tuple[Trial, tuple[int, ...]]) -> bool:
    trial, _ = data
    rule = learners.RULES["perceptron"](learning_rate=trial.rates[0], threshold=trial.threshold)
    return equivariant(
        rule, rule, trial.start, trial.X, trial.y, lambda w: _times(trial.factor, w), lambda x: x
    )


# perceptron.sign-only


def _sign_only(data: tuple[Fraction, Trial], note: Note) -> bool:
    z, trial = data
    note("below zero" if z < 0 else "above zero" if z > 0 else "at zero")
    note("factor above one" if trial.factor > 1 else "factor below one")
    predict = learners.RULES["perceptron"](learning_rate=1, threshold=trial.threshold).predict
    return predict(trial.factor * z) == predict(z) == _phi(trial, z)


def _sign_only_twin(data: tuple[Fraction, Trial]) -> bool:
    z, trial = data
    predict = learners.RULES["perceptron"](learning_rate=1, threshold=trial.threshold).predict
    return predict(-trial.factor * z) == predict(z)


# perceptron.first-update


def _first_update(trial: Trial, note: Note) -> bool:
    rate, x, y = trial.rates[0], trial.X[0], trial.y[0]
    zeros = _zeros(trial.X)
    general = _perceptron(trial, trial.start, rate)
    from_zero = _perceptron(trial, zeros, rate)
    source = _perceptron(trial, zeros, rate, threshold=learners.PLUS_AT_ZERO)
    z = _inner(trial.start, x)
    note("tie with non-zero weights" if z == 0 and any(trial.start) else "other net input")
    note("first label +1" if y == 1 else "first label not +1")
    note("update" if general.weights[0] != trial.start else "no update")
    (first,) = _increments(trial.start, general.weights[:1])
    return (
        first == _times(rate * (y - _phi(trial, z)), x)
        and from_zero.weights[0] == _times(rate * (y - trial.threshold[1]), x)
        and (y != 1 or source.weights[0] == zeros)
    )


def _first_update_twin(trial: Trial) -> bool:
    run = _perceptron(trial, trial.start, trial.rates[0])
    (first,) = _increments(trial.start, run.weights[:1])
    return first == _times(trial.rates[0] * (trial.y[0] - trial.threshold[1]), trial.X[0])


# perceptron.unrolled


def _nested_error(trial: Trial, start: Sequence[Number], rate: Number, t: int) -> Number:
    """The t-th error with all earlier updates substituted in: no weights, data alone."""
    z = _inner(start, trial.X[t])
    for k in range(t):
        error = _nested_error(trial, start, rate, k)
        z += rate * error * _inner(trial.X[k], trial.X[t])
    return trial.y[t] - _phi(trial, z)


def _nested(
    trial: Trial, start: Sequence[Number], rate: Number, inner: Number
) -> tuple[Vector, ...]:
    """All updates written out, the rate inside the threshold function being ``inner``."""
    return tuple(
        _times(rate * _nested_error(trial, start, inner, t), trial.X[t])
        for t in range(len(trial.X))
    )


def _unrolled(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], _zeros(trial.X)
    general = _perceptron(trial, trial.start, rate)
    from_zero = _perceptron(trial, zeros, rate)
    _note_run(note, trial.start, general)
    _note_rate(note, rate)
    note("four updates or more" if len(trial.X) >= 4 else "three updates or fewer")
    return (
        _increments(trial.start, general.weights) == _nested(trial, trial.start, rate, rate)
        and _increments(zeros, from_zero.weights) == _nested(trial, zeros, rate, rate)
        and _increments(zeros, from_zero.weights) == _nested(trial, zeros, rate, ONE)
    )


def _unrolled_twin(trial: Trial) -> bool:
    run = _perceptron(trial, trial.start, trial.rates[0])
    return _increments(trial.start, run.weights) == _nested(trial, trial.start, trial.rates[0], ONE)


# The theorem from zero, in its several readings


def _eta_factors_out(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], _zeros(trial.X)
    run, unit = _perceptron(trial, zeros, rate), _perceptron(trial, zeros, ONE)
    _note_run(note, zeros, run)
    _note_rate(note, rate)
    return run.weights == _all_times(rate, unit.weights) and _increments(
        zeros, run.weights
    ) == _all_times(rate, _increments(zeros, unit.weights))


def _eta_factors_out_twin(trial: Trial) -> bool:
    run = _perceptron(trial, trial.start, trial.rates[0])
    unit = _perceptron(trial, trial.start, ONE)
    return run.weights == _all_times(trial.rates[0], unit.weights)


def _mistakes_same(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    first, second = (_perceptron(trial, zeros, rate) for rate in trial.rates)
    _note_run(note, zeros, first)
    _note_rate(note, trial.rates[0])
    note("mistake" if first.mistake_count else "no mistake")
    return first.predictions == second.predictions and first.mistakes == second.mistakes


def _mistakes_same_twin(trial: Trial) -> bool:
    zeros = _zeros(trial.X)
    positive = _perceptron(trial, zeros, trial.rates[0])
    negative = _perceptron(trial, zeros, -trial.rates[0])
    return positive.predictions == negative.predictions


def _labels_of_all(trial: Trial, start: Sequence[Number], rate: Number) -> list[Number]:
    """The labels that every sample, shown or unseen, would get after each of the updates."""
    rule = learners.RULES["perceptron"](learning_rate=rate, threshold=trial.threshold)
    run = learners.run(rule, start, trial.X, trial.y)
    return [
        rule.predict(rule.net_input(rule.init(weights), x))
        for weights in (tuple(start), *run.weights)
        for x in (*trial.X, trial.unseen)
    ]


def _predictions_same(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    run = _perceptron(trial, zeros, trial.rates[0])
    _note_run(note, zeros, run)
    _note_rate(note, trial.rates[0])
    note("unseen sample" if trial.unseen not in trial.X else "sample shown before")
    first, second, unit = (_labels_of_all(trial, zeros, rate) for rate in (*trial.rates, ONE))
    return first == second == unit


def _predictions_same_twin(trial: Trial) -> bool:
    first, second = (_labels_of_all(trial, trial.start, rate) for rate in trial.rates)
    return first == second


def _same_directions(first: Run, second: Run) -> bool:
    for w, v in zip(first.weights, second.weights, strict=True):
        if any(w) != any(v) or (any(w) and _direction(w) != _direction(v)):
            return False
    return True


def _direction_law(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    run, unit = _perceptron(trial, zeros, trial.rates[0]), _perceptron(trial, zeros, ONE)
    _note_run(note, zeros, run)
    _note_rate(note, trial.rates[0])
    moved = [any(w) for w in run.weights]
    note("has a direction" if all(moved) else "zero weights on the way")
    note("back at zero" if (True, False) in itertools.pairwise(moved) else "never back at zero")
    return _same_directions(run, unit)


def _direction_twin(trial: Trial) -> bool:
    zeros = _zeros(trial.X)
    return _same_directions(
        _perceptron(trial, zeros, -trial.rates[0]), _perceptron(trial, zeros, ONE)
    )


def _joint_scaling(trial: Trial, note: Note) -> bool:
    rate, c, start = trial.rates[0], trial.factor, trial.start
    run = _perceptron(trial, start, rate)
    scaled = _perceptron(trial, _times(c, start), c * rate)
    unit = _perceptron(trial, _times(1 / rate, start), ONE)
    _note_run(note, start, run)
    _note_rate(note, rate)
    note("non-zero start" if any(start) else "zero start")
    return (
        scaled.weights == _all_times(c, run.weights)
        and scaled.predictions == run.predictions == unit.predictions
        and run.weights == _all_times(rate, unit.weights)
    )


def _joint_scaling_twin(trial: Trial) -> bool:
    c = -trial.factor
    run = _perceptron(trial, trial.start, trial.rates[0])
    scaled = _perceptron(trial, _times(c, trial.start), c * trial.rates[0])
    return scaled.weights == _all_times(c, run.weights)


def _bracket(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    first, second = trial.rates

    def brackets(start: Sequence[Number], rate: Fraction) -> tuple[Vector, ...]:
        run = _perceptron(trial, start, rate)
        return _all_times(1 / rate, _increments(start, run.weights))

    _note_run(note, zeros, _perceptron(trial, zeros, first))
    _note_rate(note, first)
    note("non-zero start" if any(trial.start) else "zero start")
    # With the start over the rate held fixed, the rate is not seen.
    same_ratio = _times(second / first, trial.start)
    return brackets(zeros, first) == brackets(zeros, second) and brackets(
        trial.start, first
    ) == brackets(same_ratio, second)


def _bracket_twin(trial: Trial) -> bool:
    first, second = trial.rates
    one = _increments(trial.start, _perceptron(trial, trial.start, first).weights)
    other = _increments(trial.start, _perceptron(trial, trial.start, second).weights)
    return _all_times(1 / first, one) == _all_times(1 / second, other)


def _any_positive_rate(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    huge = trial.rates[0] * 10**6
    unit = _perceptron(trial, zeros, ONE)
    for rate in (trial.rates[0], huge, 1 / huge):
        run = _perceptron(trial, zeros, rate)
        if run.predictions != unit.predictions or run.weights != _all_times(rate, unit.weights):
            return False
    _note_run(note, zeros, unit)
    _note_rate(note, trial.rates[0])
    note("rate above a million" if huge > 10**6 else "rate at most a million")
    still = _perceptron(trial, zeros, ZERO)
    negative = _run("perceptron", (ZERO,), ((ONE,), (ONE,)), (-1, 1), learning_rate=-ONE)
    # The two rates that are not positive: no direction at 0, and no factor at -1.
    return set(still.weights) == {zeros} and negative.final_weights == (2,)


def _any_positive_rate_twin(trial: Trial) -> bool:
    zeros = _zeros(trial.X)
    negative = _perceptron(trial, zeros, -trial.rates[0])
    unit = _perceptron(trial, zeros, ONE)
    return negative.weights == _all_times(-trial.rates[0], unit.weights)


def _any_threshold(trial: Trial, note: Note) -> bool:
    zeros = _zeros(trial.X)
    run, unit = _perceptron(trial, zeros, trial.rates[0]), _perceptron(trial, zeros, ONE)
    _note_run(note, zeros, run)
    _note_rate(note, trial.rates[0])
    minus, zero, plus = trial.threshold
    note("three values" if len({minus, zero, plus}) == 3 else "two values or one")
    note("labels of 0 and 1" if set(trial.y) == {0, 1} else "other labels")
    expected = tuple(_phi(trial, z) for z in run.net_inputs)
    return (
        run.predictions == expected
        and run.predictions == unit.predictions
        and run.weights == _all_times(trial.rates[0], unit.weights)
    )


def _any_threshold_twin(trial: Trial) -> bool:
    zeros = _zeros(trial.X)
    run = _perceptron(trial, zeros, trial.rates[0], location=1)
    unit = _perceptron(trial, zeros, ONE, location=1)
    return run.predictions == unit.predictions


# perceptron.bias


def _bias_run(trial: Trial, start: Sequence[Number], rate: Number, bias_step: str) -> Run:
    parameters: dict[str, Any] = {"bias_step": bias_step, "threshold": trial.threshold}
    return _run("perceptron-bias", start, trial.X, trial.y, learning_rate=rate, **parameters)


def _bias(trial: Trial, note: Note) -> bool:
    start = (*trial.start, trial.unseen[0])
    zeros = (*_zeros(trial.X), ZERO)
    rate = trial.rates[0]
    with_bias = _bias_run(trial, start, rate, "scaled")
    with_ones = _run(
        "perceptron",
        start,
        tuple((*x, ONE) for x in trial.X),
        trial.y,
        learning_rate=rate,
        threshold=trial.threshold,
    )
    run, unit = _bias_run(trial, zeros, rate, "scaled"), _bias_run(trial, zeros, ONE, "scaled")
    _note_run(note, start, with_bias)
    _note_rate(note, rate)
    note("bias not zero at the start" if start[-1] else "bias zero at the start")
    return (
        with_bias == with_ones
        and run.predictions == unit.predictions
        and run.weights == _all_times(rate, unit.weights)
    )


def _bias_twin(trial: Trial) -> bool:
    zeros = (*_zeros(trial.X), ZERO)
    first, second = (_bias_run(trial, zeros, rate, "unscaled") for rate in trial.rates)
    return first.predictions == second.predictions


# perceptron.nonzero-start-can-matter, -need-not-matter


def _label_after_one(start: Fraction, rate: Fraction) -> Number:
    """The label of x = 1 after one update on the sample (1, -1)."""
    X, y = ((ONE,), (ONE,)), (-1, 1)
    return _run("perceptron", (start,), X, y, learning_rate=rate).predictions[1]


def _can_matter(data: tuple[Fraction, tuple[Fraction, Fraction]], note: Note) -> bool:
    start, rates = data
    if (_label_after_one(ONE, Fraction(1, 4)), _label_after_one(ONE, ONE)) != (1, -1):
        return False
    found = [_label_after_one(start, rate) for rate in rates]
    note("labels agree" if found[0] == found[1] else "labels differ")
    note("rate above one" if max(rates) > 1 else "rates at most one")
    return found == [1 if 2 * rate <= start else -1 for rate in rates]


def _can_matter_twin(data: tuple[Fraction, tuple[Fraction, Fraction]]) -> bool:
    start, (first, second) = data
    return _label_after_one(start, first) == _label_after_one(start, second)


def _need_not_matter(trial: Trial, note: Note) -> bool:
    labels = tuple(_phi(trial, _inner(trial.start, x)) for x in trial.X)
    witness = [
        _run("perceptron", (ONE,), ((ONE,), (ONE,)), (1, 1), learning_rate=rate)
        for rate in trial.rates
    ]
    if witness[0] != witness[1] or set(witness[0].weights) != {(1,)}:
        return False
    first, second = (
        _run(
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
    _note_run(note, trial.start, first)
    return first == second and set(first.weights) == {trial.start}


def _need_not_matter_twin(trial: Trial) -> bool:
    first, second = (_perceptron(trial, trial.start, rate) for rate in trial.rates)
    return first.predictions == second.predictions


# perceptron.epochs-and-orders


def _shown(trial: EpochsTrial, epochs: int) -> tuple[tuple[Vector, ...], Vector]:
    order = [i for epoch in trial.orders[:epochs] for i in epoch]
    return tuple(trial.X[i] for i in order), tuple(trial.y[i] for i in order)


def _mistake_free_epoch(trial: EpochsTrial, run: Run) -> int | None:
    """The first epoch without mistakes, counted from 1."""
    m = len(trial.X)
    for epoch in range(len(trial.orders)):
        if not any(run.mistakes[epoch * m : (epoch + 1) * m]):
            return epoch + 1
    return None


def _tolerance_epochs(
    X: Sequence[Vector], y: Vector, rate: Fraction, tolerance: Fraction, patience: int
) -> tuple[stopping.Epoch, ...]:
    rule = learners.RULES["perceptron"](learning_rate=rate)
    stop = stopping.loss_tolerance(tolerance, patience)
    return stopping.run_until(rule, _zeros(X), tuple(X), y, stop, limit=40)


def _epochs_and_orders(trial: EpochsTrial, note: Note) -> bool:
    shown, labels = _shown(trial, len(trial.orders))
    zeros = _zeros(trial.X)
    first, second, unit = (
        _run("perceptron", zeros, shown, labels, learning_rate=rate, threshold=trial.threshold)
        for rate in (*trial.rates, ONE)
    )
    _note_run(note, zeros, first)
    _note_rate(note, trial.rates[0])
    note("shuffled" if len(set(trial.orders)) > 1 else "in one order")
    stop = _mistake_free_epoch(trial, first)
    note("never free of mistakes" if stop is None else f"stops {'late' if stop > 1 else 'at once'}")
    for epochs in range(1, len(trial.orders) + 1):
        until = len(trial.X) * epochs
        if first.weights[until - 1] != _times(trial.rates[0], unit.weights[until - 1]):
            return False
    # An absolute tolerance sees the rate, and sees it as its own inverse.
    exhibit = stopping.TOLERANCE_STOPS_EARLY
    ends = [
        _tolerance_epochs(exhibit.X, exhibit.y, rate, exhibit.tolerance, exhibit.patience)
        for rate in exhibit.rates
    ]
    rate, tolerance = trial.rates[0], Fraction(1, 4)
    seen = _tolerance_epochs(trial.X, trial.y, rate, rate * tolerance, patience=1)
    same = _tolerance_epochs(trial.X, trial.y, ONE, tolerance, patience=1)
    note("tolerance blind to the rate" if _epochs_and_orders_twin(trial) else "tolerance sees it")
    return (
        first.predictions == second.predictions
        and stop == _mistake_free_epoch(trial, second)
        and tuple(len(end) for end in ends) == exhibit.epochs
        and tuple(end[-1].mistakes for end in ends) == exhibit.mistakes_at_the_end
        and len(seen) == len(same)
    )


def _epochs_and_orders_twin(trial: EpochsTrial) -> bool:
    tolerance = trial.rates[0] / 4
    first, second = (
        _tolerance_epochs(trial.X, trial.y, rate, tolerance, patience=1) for rate in trial.rates
    )
    return len(first) == len(second)


# perceptron.batch-criterion, perceptron.kink-convention


def _criterion(weights: Sequence[Number], X: Sequence[Vector], y: Sequence[Number]) -> Number:
    loss: Number = ZERO
    for x, label in zip(X, y, strict=True):
        loss += max(ZERO, -label * _inner(weights, x))
    return loss


def _batch_run(
    trial: Trial, start: Sequence[Number], rate: Number, at_kink: str, passes: int = 5
) -> Run:
    X, y = trial.X, trial.y
    return _run("batch-criterion", start, X, y, passes, learning_rate=rate, at_kink=at_kink)


def _batch_criterion(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], _zeros(trial.X)
    for at_kink in ("mistake", "zero"):
        run, unit = (_batch_run(trial, zeros, eta, at_kink) for eta in (rate, ONE))
        if run.weights != _all_times(rate, unit.weights) or run.predictions != unit.predictions:
            return False
        # The step is a subgradient's: the loss lies above the line it draws, here at one point.
        first = _batch_run(trial, trial.start, rate, at_kink, passes=1)
        (step,) = _increments(trial.start, first.weights)
        apart = tuple(a - b for a, b in zip(trial.unseen, trial.start, strict=True))
        line = _criterion(trial.start, trial.X, trial.y) - _inner(step, apart) / rate
        if _criterion(trial.unseen, trial.X, trial.y) < line:
            return False
        note(f"{at_kink} at the kink: {'moved' if any(run.final_weights) else 'still'}")
        note("sample at the kink" if 0 in first.net_inputs else "no sample at the kink")
        note("loss falls" if any(step) else "loss flat")
    _note_rate(note, rate)
    return True


def _batch_criterion_twin(trial: Trial) -> bool:
    run, unit = (_batch_run(trial, trial.start, rate, "mistake") for rate in (trial.rates[0], ONE))
    return run.weights == _all_times(trial.rates[0], unit.weights)


def _kink_convention(trial: Trial, note: Note) -> bool:
    rate, zeros = trial.rates[0], _zeros(trial.X)
    total = zeros
    for x, label in zip(trial.X, trial.y, strict=True):
        total = tuple(a + label * b for a, b in zip(total, x, strict=True))
    started = _batch_run(trial, zeros, rate, "mistake", passes=1)
    blocked = _batch_run(trial, zeros, rate, "zero")
    note("starts" if any(total) else "labels and samples cancel")
    note("zero is not optimal" if _criterion(total, trial.X, trial.y) == 0 else "other data")
    return started.final_weights == _times(rate, total) and set(blocked.weights) == {zeros}


def _kink_convention_twin(trial: Trial) -> bool:
    zeros = _zeros(trial.X)
    started = _batch_run(trial, zeros, trial.rates[0], "mistake")
    blocked = _batch_run(trial, zeros, trial.rates[0], "zero")
    return started.weights == blocked.weights


# perceptron.schedules


def _schedules_data() -> SearchStrategy[tuple[Trial, Vector]]:
    return strategies.with_extra(
        strategies.trials(), lambda trial: strategies.schedules(len(trial.X))
    )


def _schedules(data: tuple[Trial, Vector], note: Note) -> bool:
    trial, schedule = data
    rate, zeros = trial.rates[0], _zeros(trial.X)
    run, unit = (
        _run(
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
    _note_run(note, zeros, run)
    _note_rate(note, rate)
    note("changing rate" if len(set(schedule)) > 1 else "constant rate")
    steps = _increments(zeros, run.weights)
    return (
        run.weights == _all_times(rate, unit.weights)
        and run.predictions == unit.predictions
        and all(
            step == _times(rate * s * (y - _phi(trial, z)), x)
            for step, s, y, z, x in zip(
                steps, schedule, trial.y, run.net_inputs, trial.X, strict=True
            )
        )
    )


def _schedules_twin(data: tuple[Trial, Vector]) -> bool:
    trial, _ = data

    def weights_read(rate: Fraction) -> Vector:
        """The run whose factor is read from the weights: 1 / (1 + the sum of magnitudes)."""
        weights = _zeros(trial.X)
        for x, y in zip(trial.X, trial.y, strict=True):
            factor = 1 / (1 + sum((abs(Fraction(w)) for w in weights), ZERO))
            step = _run(
                "perceptron",
                weights,
                (x,),
                (y,),
                learning_rate=rate * factor,
                threshold=trial.threshold,
            )
            weights = step.final_weights
        return weights

    return weights_read(trial.rates[0]) == _times(trial.rates[0], weights_read(ONE))


# perceptron.mistake-bound


def _bound_terms(trial: SeparableTrial) -> tuple[Number, Number, Number]:
    """The least y (u . x), the squared length of u, and the largest squared length of a sample.

    The margin is the first over the root of the second; all three are exact.
    """
    gap = min(y * _inner(trial.separator, x) for x, y in zip(trial.X, trial.y, strict=True))
    return gap, _inner(trial.separator, trial.separator), max(_inner(x, x) for x in trial.X)


def _separable_run(trial: SeparableTrial, start: Sequence[Number]) -> Run:
    return _run("perceptron", start, trial.X, trial.y, trial.passes, learning_rate=trial.rate)


def _mistake_bound(trial: SeparableTrial, note: Note) -> bool:
    gap, length, radius = _bound_terms(trial)
    from_zero = _separable_run(trial, _zeros(trial.X)).mistake_count
    general = _separable_run(trial, trial.start).mistake_count
    note("mistake" if from_zero else "no mistake")
    note("bound attained" if from_zero * gap**2 == radius * length else "bound not attained")
    note("non-zero start" if any(trial.start) else "zero start")
    note("more mistakes than from zero" if general > from_zero else "no more mistakes")
    _note_rate(note, trial.rate)
    # 2 rate gamma M - |w0| <= sqrt(|w0|^2 + 4 rate^2 R^2 M), with gamma = gap / sqrt(length), is
    # excess <= |w0| / sqrt(length) once squared and divided by 4 rate gamma M.
    excess = Fraction(trial.rate * (gap * general / Fraction(length) - radius / Fraction(gap)))
    general_holds = excess <= 0 or excess**2 * length <= _inner(trial.start, trial.start)
    return gap > 0 and from_zero * gap**2 <= radius * length and general_holds


def _mistake_bound_twin(trial: SeparableTrial) -> bool:
    gap, length, radius = _bound_terms(trial)
    return _separable_run(trial, trial.start).mistake_count * gap**2 <= radius * length


# perceptron.margin-breaks-it, perceptron.weight-decay


def _margin_run(
    start: Sequence[Number],
    X: Sequence[Vector],
    y: Sequence[Number],
    rate: Number,
    margin: Number,
    passes: int = 2,
) -> Run:
    return _run("perceptron-margin", start, X, y, passes, learning_rate=rate, margin=margin)


def _margin(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, margin = data
    rate, c, zeros = trial.rates[0], trial.factor, _zeros(trial.X)
    margin *= rate  # so that it is neither too small nor too large for the weights to tell
    X, y = ((Fraction(-2),),) * 3, (-1, -1, 1)
    one, tenth = (_margin_run((ZERO,), X, y, eta, ONE) for eta in (ONE, Fraction(1, 10)))
    if one.predictions[3] == tenth.predictions[3] or one.predictions[:3] != tenth.predictions[:3]:
        return False
    run = _margin_run(trial.start, trial.X, trial.y, rate, margin)
    scaled = _margin_run(_times(c, trial.start), trial.X, trial.y, c * rate, c * margin)
    bare, unit = (_margin_run(zeros, trial.X, trial.y, eta, ZERO) for eta in (rate, ONE))
    _note_run(note, trial.start, run)
    _note_rate(note, rate)
    right = any(
        y * z > 0 and y * z <= margin for y, z in zip(trial.y * 2, run.net_inputs, strict=True)
    )
    note("correct but inside the margin" if right else "nothing correct inside the margin")
    fixed, other = (_margin_run(zeros, trial.X, trial.y, eta, margin, 4) for eta in trial.rates)
    note("rate matters" if fixed.predictions != other.predictions else "rate does not matter")
    return (
        scaled.weights == _all_times(c, run.weights)
        and scaled.predictions == run.predictions
        and bare.weights == _all_times(rate, unit.weights)
    )


def _margin_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, margin = data
    margin *= trial.rates[0]
    zeros = _zeros(trial.X)
    first, second = (_margin_run(zeros, trial.X, trial.y, eta, margin, 4) for eta in trial.rates)
    return first.predictions == second.predictions


def _decay_run(
    start: Sequence[Number],
    X: Sequence[Vector],
    y: Sequence[Number],
    rate: Number,
    decay: Number,
    coupled: bool,
) -> Run:
    return _run("perceptron-decay", start, X, y, learning_rate=rate, decay=decay, coupled=coupled)


def _weight_decay(data: tuple[Trial, Fraction], note: Note) -> bool:
    trial, decay = data
    rate, zeros = trial.rates[0], _zeros(trial.X)
    X, y = ((Fraction(-2),), (Fraction(-1),), (Fraction(-2),)), (-1, 1, -1)
    one, tenth = (
        _decay_run((ZERO,), X, y, eta, Fraction(1, 2), True) for eta in (ONE, Fraction(1, 10))
    )
    if one.predictions[2] == tenth.predictions[2] or one.predictions[:2] != tenth.predictions[:2]:
        return False
    run, unit = (_decay_run(zeros, trial.X, trial.y, eta, decay, False) for eta in (rate, ONE))
    # Coupled decay of decay / rate is the decay that does not couple, from any start.
    apart = _decay_run(trial.start, trial.X, trial.y, rate, decay, False)
    coupled = _decay_run(trial.start, trial.X, trial.y, rate, decay / rate, True)
    _note_run(note, zeros, run)
    _note_rate(note, rate)
    first, second = (_decay_run(zeros, trial.X, trial.y, eta, decay, True) for eta in trial.rates)
    note("rate matters" if first.predictions != second.predictions else "rate does not matter")
    return (
        run.weights == _all_times(rate, unit.weights)
        and run.predictions == unit.predictions
        and apart == coupled
    )


def _weight_decay_twin(data: tuple[Trial, Fraction]) -> bool:
    trial, decay = data
    zeros = _zeros(trial.X)
    run, unit = (
        _decay_run(zeros, trial.X, trial.y, eta, decay, True) for eta in (trial.rates[0], ONE)
    )
    return run.weights == _all_times(trial.rates[0], unit.weights)


# Floating point


def _pair_run(pair: OrthogonalPair, rate: Fraction) -> floats.FloatRun:
    X, y = ((-pair.a, -pair.b), (pair.b, -pair.a)), (-1, 1)
    return floats.loop((0, 0), X, y, rate)


def _rate_can_change(pair: OrthogonalPair, note: Note) -> bool:
    first, second = floats.RATE_CHANGES_LABEL.net_inputs()
    if first != (0, 0) or second[0] != 0 or second[1] != -(2.0**-51):
        return False
    if floats.RATE_CHANGES_LABEL.last_labels() != (1, -1):
        return False
    if floats.RATE_CHANGES_LABEL_1D.last_labels() != (1, -1):
        return False
    run = _pair_run(pair, pair.rate)
    exactly = exact.run((0, 0), ((-pair.a, -pair.b), (pair.b, -pair.a)), (-1, 1), pair.rate)
    # Two products that are equal in exact arithmetic, each rounded twice.
    step = 2.0 * float(pair.rate)
    tie = (step * pair.a) * pair.b - (step * pair.b) * pair.a
    note("label kept" if run.predictions[1] == 1 else "label changed")
    note("tie broken" if tie else "tie kept")
    generic = _run(
        "perceptron",
        (0.0, 0.0),
        ((-pair.a, -pair.b), (pair.b, -pair.a)),
        (-1, 1),
        learning_rate=float(pair.rate),
    )
    return (
        exactly.net_inputs[1] == 0
        and exactly.predictions[1] == 1
        and run.net_inputs[1] == tie
        and run.predictions == (1, 1 if tie >= 0 else -1)
        and generic.net_inputs == run.net_inputs
        and generic.predictions == run.predictions
    )


def _rate_can_change_twin(pair: OrthogonalPair) -> bool:
    return _pair_run(pair, pair.rate).predictions == _pair_run(pair, ONE).predictions


def _float_run(trial: Trial, start: Sequence[Number], rate: Number) -> floats.FloatRun:
    return floats.loop(start, trial.X, trial.y, rate, trial.threshold)


def _bits(weights: Sequence[Sequence[float]]) -> list[list[str]]:
    return [[w.hex() for w in row] for row in weights]


def _power_of_two(data: tuple[Trial, int], note: Note) -> bool:
    trial, k = data
    zeros = _zeros(trial.X)
    unit = _float_run(trial, zeros, ONE)
    run = _float_run(trial, zeros, Fraction(2) ** k)
    # The least positive rate: the product underflows, and the exact weight -rate / 2 is lost.
    lost = floats.loop((0,), ((0.25,), (1,)), (-1, 1), floats.SMALLEST_SUBNORMAL)
    kept = exact.run((0,), ((Fraction(1, 4),), (1,)), (-1, 1), Fraction(1, 2**1074))
    note("rate above one" if k > 0 else "rate at most one")
    note("update" if any(map(any, run.weights)) else "no update")
    exactly = exact.run(zeros, trial.X, trial.y, ONE, trial.threshold)
    rounded = any(w != v for w, v in zip(unit.weights, exactly.weights, strict=True))
    note("weights rounded" if rounded else "weights exact")
    return (
        _bits(run.weights) == _bits([[math.ldexp(v, k) for v in row] for row in unit.weights])
        and run.predictions == unit.predictions
        and lost.weights[0] == (0,)
        and lost.predictions[1] == 1
        and kept.weights[0] == (Fraction(-1, 2**1075),)
        and kept.predictions[1] == -1
    )


def _power_of_two_twin(data: tuple[Trial, int]) -> bool:
    trial, _ = data
    zeros, rate = _zeros(trial.X), float(trial.rates[0])
    run, unit = _float_run(trial, zeros, trial.rates[0]), _float_run(trial, zeros, ONE)
    return _bits(run.weights) == _bits([[rate * v for v in row] for row in unit.weights])


def _equal_units(data: EqualUnits, note: Note) -> bool:
    inputs = [float(c) for c in data.contributions]
    start, rate, count = float(data.start), float(data.rate), len(inputs)
    straight = tuple(range(count))
    first, twin, other = floats.equal_units(start, rate, inputs, (straight, straight, data.order))
    note("drift" if first != other else "no drift")
    columns = floats.product_of_equal_columns(inputs, 8)
    note("columns of a product differ" if len(set(columns)) > 1 else "columns of a product agree")
    exact_sum = sum(map(Fraction, inputs), ZERO)
    size = sum((abs(Fraction(c)) for c in inputs), ZERO)
    u = floats.UNIT_ROUNDOFF
    slack = 2 * count * u * size  # gamma_n of Higham 2002, 4.2, for n u < 1/2
    near = all(abs(Fraction(c) - exact_sum) <= slack for c in columns)
    exactly = data.start - data.rate * sum(data.contributions, ZERO)
    again = data.start - data.rate * sum((data.contributions[i] for i in data.order), ZERO)
    return first == twin and near and exactly == again


def _equal_units_twin(data: EqualUnits) -> bool:
    inputs = [float(c) for c in data.contributions]
    orders = (tuple(range(len(inputs))), data.order)
    first, other = floats.equal_units(float(data.start), float(data.rate), inputs, orders)
    return first == other


def _certified(trial: Trial, note: Note) -> bool:
    rate = trial.rates[0]
    made = floats.certified(trial.start, trial.X, trial.y, rate, trial.threshold)
    exactly = exact.run(trial.start, trial.X, trial.y, rate, trial.threshold)
    prefix = made.certified_prefix
    if made.run.predictions[:prefix] != exactly.predictions[:prefix]:
        return False
    differ = made.run.predictions != exactly.predictions
    note("a label differs from the exact one" if differ else "all labels exact")
    shadow: Vector = trial.start
    before = tuple(float(w) for w in trial.start)
    d = len(before)
    for t, (x, y) in enumerate(zip(trial.X, trial.y, strict=True)):
        z = _inner(shadow, x)
        bound, sign = Fraction(made.bounds[t]), made.signs[t]
        note("uncertified" if sign is None else "certified tie" if sign == 0 else "certified sign")
        for order in itertools.permutations(range(d)):
            summed = before[order[0]] * float(x[order[0]])
            for j in order[1:]:
                summed += before[j] * float(x[j])
            if abs(Fraction(summed) - Fraction(z)) > bound:
                return False
            if sign is not None and not sign == _sign(z) == _sign(summed):
                return False
        error = y - made.run.predictions[t]
        shadow = learners.add_scaled(shadow, rate * Fraction(error), x)
        before = made.run.weights[t]
    return all(
        abs(Fraction(w) - Fraction(v)) <= Fraction(radius)
        for w, v, radius in zip(before, shadow, made.weight_bounds, strict=True)
    )


def _sign(z: Number) -> int:
    return (z > 0) - (z < 0)


def _certified_twin(trial: Trial) -> bool:
    run = _float_run(trial, trial.start, trial.rates[0])
    exactly = exact.run(trial.start, trial.X, trial.y, trial.rates[0], trial.threshold)
    return run.predictions == exactly.predictions


_ALL: tuple[Law, ...] = (
    Law(
        "symmetry.trajectory",
        "Scaling start and rate by c > 0 scales the run; permuting the features permutes it.",
        _trajectory_data,
        _trajectory,
        "Scaling the start alone scales the run.",
        _trajectory_twin,
        (*RUN_EVENTS, "features permuted", "non-zero start"),
    ),
    Law(
        "perceptron.sign-only",
        "The threshold function gives z and c z the same value, for c > 0.",
        lambda: st.tuples(strategies.signed_rationals(), strategies.trials()),
        _sign_only,
        "It gives z and c z the same value for c < 0.",
        _sign_only_twin,
        ("below zero", "at zero", "above zero", "factor above one", "factor below one"),
    ),
    Law(
        "perceptron.first-update",
        "The first update is rate (y - phi(w0 . x)) x, and rate (y - phi(0)) x from zero.",
        strategies.trials,
        _first_update,
        "The first update is rate (y - phi(0)) x from every start.",
        _first_update_twin,
        ("tie with non-zero weights", "first label +1", "update", "no update"),
    ),
    Law(
        "perceptron.unrolled",
        "The updates written out in start, rate and data alone are the updates of the run.",
        lambda: strategies.trials(most_updates=6),
        _unrolled,
        "The rate inside the threshold function may be dropped from every start.",
        _unrolled_twin,
        (*RUN_EVENTS, "four updates or more"),
    ),
    Law(
        "perceptron.eta-factors-out",
        "From zero every weight and every update is the rate times that of the run at rate 1.",
        strategies.trials,
        _eta_factors_out,
        "So it is from every start.",
        _eta_factors_out_twin,
        RUN_EVENTS,
    ),
    Law(
        "perceptron.mistakes-same",
        "From zero two positive rates predict the same labels in training and err together.",
        strategies.trials,
        _mistakes_same,
        "A positive and a negative rate predict the same labels.",
        _mistakes_same_twin,
        (*RUN_EVENTS, "mistake"),
    ),
    Law(
        "perceptron.predictions-same",
        "From zero, after any number of updates, positive rates label every sample alike.",
        strategies.trials,
        _predictions_same,
        "So they do from every start.",
        _predictions_same_twin,
        (*RUN_EVENTS, "unseen sample"),
    ),
    Law(
        "perceptron.direction",
        "From zero the weights have the direction they have at rate 1, and are zero together.",
        strategies.trials,
        _direction_law,
        "So they do at a negative rate.",
        _direction_twin,
        (*RUN_EVENTS, "has a direction", "back at zero"),
    ),
    Law(
        "perceptron.joint-scaling",
        "Scaling start and rate by c > 0 scales the run, so only their ratio matters.",
        strategies.trials,
        _joint_scaling,
        "So it is for c < 0.",
        _joint_scaling_twin,
        (*RUN_EVENTS, "non-zero start"),
    ),
    Law(
        "perceptron.nonzero-start-can-matter",
        "From w0 > 0, after the sample (1, -1), x = 1 is labelled +1 just when 2 rate <= w0.",
        lambda: st.tuples(strategies.positive_rationals(), strategies.rate_pairs()),
        _can_matter,
        "Two positive rates label it alike.",
        _can_matter_twin,
        ("labels differ", "labels agree", "rate above one"),
    ),
    Law(
        "perceptron.nonzero-start-need-not-matter",
        "When the start already labels every sample right, all rates make the same run.",
        strategies.trials,
        _need_not_matter,
        "All rates predict the same from every start, whatever the labels.",
        _need_not_matter_twin,
        ("non-zero start", "no update", "tie with non-zero weights"),
    ),
    Law(
        "perceptron.bracket-is-data-only",
        "An update over the rate is a function of the data from zero, and else of w0 / rate too.",
        strategies.trials,
        _bracket,
        "It is a function of the data and w0 alone from every start.",
        _bracket_twin,
        (*RUN_EVENTS, "non-zero start"),
    ),
    Law(
        "perceptron.any-positive-rate",
        "From zero rates beyond a million and below a millionth only scale the run.",
        strategies.trials,
        _any_positive_rate,
        "Negative rates only scale the run.",
        _any_positive_rate_twin,
        (*RUN_EVENTS, "rate above a million"),
    ),
    Law(
        "perceptron.any-threshold-convention",
        "The rate only scales the run from zero, whatever values the threshold function takes.",
        strategies.trials,
        _any_threshold,
        "So it does when the threshold function jumps at 1.",
        _any_threshold_twin,
        (*RUN_EVENTS, "three values", "labels of 0 and 1"),
    ),
    Law(
        "perceptron.bias",
        "A bias whose step carries the rate is the weight of a constant input 1.",
        strategies.trials,
        _bias,
        "A bias whose step is free of the rate leaves the predictions free of it.",
        _bias_twin,
        (*RUN_EVENTS, "bias not zero at the start"),
    ),
    Law(
        "perceptron.epochs-and-orders",
        "From zero, over shuffled epochs, all rates are first free of mistakes in the same epoch; "
        "a loss tolerance must scale with the rate to stop in the same epoch.",
        strategies.epochs_trials,
        _epochs_and_orders,
        "An absolute tolerance on the loss stops all rates after the same epoch.",
        _epochs_and_orders_twin,
        (*RUN_EVENTS, "shuffled", "stops late", "never free of mistakes", "tolerance sees it"),
    ),
    Law(
        "perceptron.batch-criterion",
        "From zero the rate only scales subgradient descent on the perceptron criterion.",
        lambda: strategies.trials(source_labels=True),
        _batch_criterion,
        "So it does from every start.",
        _batch_criterion_twin,
        ("mistake at the kink: moved", "sample at the kink", "loss falls", "rate above one"),
    ),
    Law(
        "perceptron.kink-convention",
        "At zero the mistake convention moves by rate times the sum of y x, the other not at all.",
        lambda: strategies.trials(source_labels=True),
        _kink_convention,
        "Both conventions make the same run.",
        _kink_convention_twin,
        ("starts", "labels and samples cancel", "zero is not optimal"),
    ),
    Law(
        "perceptron.schedules",
        "From zero the rate factors out of a schedule fixed beforehand.",
        _schedules_data,
        _schedules,
        "It factors out of a schedule read from the weights.",
        _schedules_twin,
        (*RUN_EVENTS, "changing rate"),
    ),
    Law(
        "perceptron.mistake-bound",
        "Separable labels -1, +1: at most R^2 / gamma^2 mistakes from zero, and the inequality "
        "in the start's length from elsewhere.",
        strategies.separable_trials,
        _mistake_bound,
        "At most R^2 / gamma^2 mistakes from every start.",
        _mistake_bound_twin,
        ("mistake", "bound attained", "non-zero start", "more mistakes than from zero"),
    ),
    Law(
        "perceptron.margin-breaks-it",
        "With a margin the rate matters from zero; scaling rate, margin and start together "
        "scales the run.",
        lambda: st.tuples(strategies.trials(source_labels=True), strategies.margins()),
        _margin,
        "With a fixed margin the rate does not matter from zero.",
        _margin_twin,
        (*RUN_EVENTS, "correct but inside the margin", "rate matters"),
    ),
    Law(
        "perceptron.weight-decay",
        "A decay that carries the rate makes it matter; one that does not leaves it a scale.",
        lambda: st.tuples(strategies.trials(source_labels=True), strategies.decays()),
        _weight_decay,
        "A decay that carries the rate leaves it a scale.",
        _weight_decay_twin,
        (*RUN_EVENTS, "rate matters"),
    ),
    Law(
        "float.rate-can-change-label",
        "On orthogonal samples the float label is that of a tie as rounding breaks it, and the "
        "rate decides how.",
        strategies.orthogonal_pairs,
        _rate_can_change,
        "In float64 all positive rates predict the same from zero.",
        _rate_can_change_twin,
        ("label kept", "label changed", "tie broken", "tie kept"),
    ),
    Law(
        "float.power-of-two-is-exact",
        "In float64 the rate 2^k scales the run from zero bit for bit, short of underflow.",
        lambda: st.tuples(strategies.trials(), strategies.exponents()),
        _power_of_two,
        "In float64 every rate scales the run from zero bit for bit.",
        _power_of_two_twin,
        ("rate above one", "rate at most one", "update", "weights rounded"),
    ),
    Law(
        "float.certified-labels-agree",
        "The error bound holds in every order of summation; where all signs are certified the "
        "float labels are the exact labels.",
        lambda: st.one_of(
            strategies.trials(rounding=True, source_labels=True), strategies.trials(rounding=True)
        ),
        _certified,
        "The float labels are the exact labels, certified or not.",
        _certified_twin,
        ("certified sign", "certified tie", "uncertified", "a label differs from the exact one"),
    ),
    Law(
        "float.equal-units-drift",
        "Units that start equal stay equal exactly, and in float64 where their gradients are "
        "added in one order; added in two orders they drift.",
        strategies.equal_units,
        _equal_units,
        "In float64 equal units stay equal, in whatever order their gradients are added.",
        _equal_units_twin,
        ("drift", "no drift"),
    ),
)

LAWS: Mapping[str, Law] = MappingProxyType(
    {law.claim: law for law in (*_ALL, *GRADIENT_LAWS, *HIDDEN_LAWS)}
)
