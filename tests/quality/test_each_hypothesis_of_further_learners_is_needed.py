"""Each hypothesis of the entries on learners in the chapter of what people say next, dropped.

The statement of the claim, without the hypothesis, must then be refuted by random data within the
proof profile. Hypotheses that other chapters declare too are dropped there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import strategies
from numeric.laws import LAWS
from numeric.laws import _descent as descent
from numeric.laws import _online as online
from numeric.laws.further import adam, convex_descent_can_fail, no_minimiser
from numeric.laws.further import mistakes_need_not_approach as mistakes
from numeric.laws.further import unit_with_square_is_not_linear as square
from numeric.laws.further.unit_with_square_is_not_linear import EqualUnits
from numeric.learners import Run, Vector
from numeric.matrices import inner, scaled
from numeric.strategies import SeparableTrial, SpectralTrial, Trial
from proofs.claim import Claim

Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]
Instanced = Callable[[Iterable[Claim]], set[str]]
ZERO, ONE = Fraction(0), Fraction(1)
FEATURES, UNIT, HINGE = (
    f"further.{name}"
    for name in ("feature-scaling", "unit-with-square-is-not-linear", "hinge-steps")
)
NO_MINIMISER, CONVEX = "further.no-minimiser", "further.convex-descent-can-fail"
NORM, COORDINATE = "further.preconditioned-norm", "further.coordinate-descent-norm"
MOMENTUM, AVERAGING, CLASSES = "further.momentum", "further.averaging", "further.multi-class"
MISTAKES, UNITS = "further.mistakes-need-not-approach", "further.adam-units"
NETWORKS = ("biases-", "silent-", "dropout", "softmax-", "one-factor-", "both-", "scalar-")


@dataclass(frozen=True)
class Dropped:
    """A claim's statement on one data set, without one of the claim's hypotheses."""

    hypothesis: str
    claim: str
    data: Data
    holds: Callable[[Any], bool]


def twin_of(hypothesis: str, claim: str) -> Dropped:
    """A row whose statement is the law's own false twin."""
    return Dropped(hypothesis, claim, LAWS[claim].data, LAWS[claim].twin)


def times_zero(trial: Trial) -> bool:
    """Whether features times 0 leave the predictions as they are."""
    rate, zeros = trial.rates[0], online.zeros(trial.X)
    run = online.variant(
        "perceptron-scaled", zeros, trial.X, trial.y,
        learning_rate=rate, scale=ZERO, threshold=trial.threshold,
    )  # fmt: skip
    return run.predictions == online.perceptron(trial, zeros, rate).predictions


def bends(case: EqualUnits, dropped: str) -> bool:
    """Whether units bend that have no other 0 than the dropped one."""
    filled = {name: getattr(case, name) or ONE for name in ("w", "v", "d") if name != dropped}
    made = replace(case, **filled)
    return square._bend(made.start(), made.x, made.d) != 0


def constant(case: EqualUnits) -> bool:
    """Whether the output is its bias."""
    return bool(square.networks.output(case.start(), square.SQUARE, (case.x,)) == case.c)


def cycles(trial: SpectralTrial, rate: Fraction, *, from_zero: bool) -> bool:
    """Whether the run jumps to the other side, of where the slope is 0 or of 0."""
    for place, value in enumerate(trial.eigenvalues):
        if value == 0:
            continue
        at = rate or 2 / value
        off = convex_descent_can_fail._missing(trial, place, at)
        if from_zero:
            path = descent.squared(trial, trial.start, at)
            off = [inner(trial.basis[place], w) for w in path]
        if off != [(-1) ** t * off[0] for t in range(len(off))]:
            return False
    return True


def chosen_average(trial: Trial) -> bool:
    """Whether an average is scaled that takes in the weights where their first entry is large."""
    sums = []
    for rate in (trial.rates[0], ONE):
        weights = online.perceptron(trial, online.zeros(trial.X), rate).weights
        sums.append(sum((w[0] for w in weights if abs(w[0]) > 1), ZERO))
    return bool(sums[0] == trial.rates[0] * sums[1])


def hinge(data: tuple[Trial, Fraction]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Margins before and after a move along `unseen`, how the loss changes, and its linear part."""
    trial, step = data
    x, y = trial.X[0], trial.y[0]
    before = Fraction(y * online.inner(trial.start, x))
    slope = Fraction(y * online.inner(trial.unseen, x))
    after = before + step * slope
    return before, after, max(ZERO, 1 - after) - max(ZERO, 1 - before), -step * slope


def moves() -> SearchStrategy[Any]:
    """A trial and the length of a move."""
    return st.tuples(strategies.trials(source_labels=True), strategies.signed_rationals())


def first_mistake(
    trial: SeparableTrial, point: Vector, start: Vector
) -> tuple[Fraction, Fraction, Fraction]:
    """Label times net input of the first sample; squared distances before and after a mistake."""
    x, y = trial.X[0], trial.y[0]
    moved = online.increments(online.times(-2 * trial.rate * y, x), (start,))[0]
    return (
        Fraction(y * online.inner(start, x)),
        Fraction(mistakes._squared_distance(start, point)),
        Fraction(mistakes._squared_distance(moved, point)),
    )


def reached(trial: SeparableTrial) -> Vector:
    """The least multiple of the separator that is far enough out for the first sample."""
    x, y, s = trial.X[0], trial.y[0], trial.separator
    return online.times(trial.rate * online.inner(x, x) / (y * online.inner(s, x)), s)


def not_farther(trial: SeparableTrial, point: Vector, *, wrong: bool) -> bool:
    """Whether the step of a mistake leads nowhere farther, at a mistake or anywhere."""
    net, before, after = first_mistake(trial, point, trial.start)
    return (wrong and net > 0) or after <= before


def nearer_from_zero(trial: SeparableTrial) -> bool:
    """Whether the first step leads nearer to what is just far enough out."""
    _, before, after = first_mistake(trial, reached(trial), online.zeros(trial.X))
    return after < before


def multiple_far_out(trial: SeparableTrial, c: int) -> bool:
    """Whether this multiple of the separator is far enough out."""
    return all(
        y * c * online.inner(trial.separator, x) >= trial.rate * online.inner(x, x)
        for x, y in zip(trial.X, trial.y, strict=True)
    )


def adds_twice(trial: SeparableTrial) -> bool:
    """Whether an update adds twice the rate times label times sample."""
    run = online.run("perceptron", trial.start, trial.X[:1], trial.y[:1], learning_rate=trial.rate)
    change = online.increments(trial.start, run.weights)[0]
    return change == online.times(2 * trial.rate * trial.y[0], trial.X[0])


def other_moments(data: adam.Data, first: bool) -> bool:
    """Whether features and epsilon may be scaled where moments start elsewhere than at zero."""
    trial, one, two, _ = data
    d, zeros, c = len(trial.X[0]), online.zeros(trial.X), trial.factor
    squares = tuple(w**2 for w in trial.start)
    moments = (*trial.start, *zeros) if first else (*zeros, *squares)

    def run(scale: Fraction) -> Run:
        return online.variant(
            "adam", (*trial.start, *moments, ONE), trial.X, trial.y, learning_rate=trial.rates[0],
            beta_1=one, beta_2=two, epsilon=scale / 8, scale=scale, threshold=trial.threshold,
        )  # fmt: skip

    return [w[:d] for w in run(ONE).weights] == [w[:d] for w in run(c).weights]


def pairs() -> SearchStrategy[tuple[Fraction, Fraction]]:
    """Two numbers."""
    return st.tuples(strategies.signed_rationals(), strategies.signed_rationals())


def loss(a: Fraction, b: Fraction) -> Fraction:
    """Half the square of the error on the sample (1, 2) with the target 1."""
    return (a + 2 * b - 1) ** 2 / 2


separable, spectral, cases = strategies.separable_trials, strategies.spectral_trials, square._cases
ROWS = (
    Dropped("factor not zero", FEATURES, strategies.trials, times_zero),
    twin_of("all features by one factor", FEATURES),
    Dropped("outgoing weight not zero", UNIT, cases, lambda case: bends(case, "v")),
    Dropped("incoming weight not zero", UNIT, cases, lambda case: bends(case, "w")),
    Dropped("two inputs", UNIT, cases, lambda case: bends(case, "d")),
    Dropped("outgoing weight zero", UNIT, cases, constant),
    twin_of("separator", NO_MINIMISER),
    Dropped("a step along it", NO_MINIMISER, separable,
            lambda t: no_minimiser._lower(t, scaled(-ONE, t.separator))),
    Dropped("where the slope is 0", CONVEX, spectral, lambda t: cycles(t, ZERO, from_zero=True)),
    Dropped("twice over the eigenvalue", CONVEX, spectral,
            lambda t: cycles(t, t.rate, from_zero=False)),
    Dropped("it fits", NORM, pairs, lambda ab: ab[0] ** 2 + ab[1] ** 2 >= Fraction(1, 5)),
    Dropped("another first weight", COORDINATE, pairs, lambda ab: loss(ab[0], ZERO) > 0),
    Dropped("another second weight", COORDINATE, pairs, lambda ab: loss(ONE, ab[1]) > 0),
    twin_of("zero velocity at the start", MOMENTUM),
    twin_of("zero average at the start", AVERAGING),
    Dropped("shares fixed beforehand", AVERAGING, strategies.trials, chosen_average),
    Dropped("margin below 1", HINGE, moves,
            lambda d: hinge(d)[1] >= 1 or hinge(d)[2] == hinge(d)[3]),
    Dropped("margin below 1 after a move", HINGE, moves,
            lambda d: hinge(d)[0] >= 1 or hinge(d)[2] == hinge(d)[3]),
    Dropped("margin above 1", HINGE, moves, lambda d: hinge(d)[1] <= 1 or hinge(d)[2] == 0),
    Dropped("margin above 1 after a move", HINGE, moves,
            lambda d: hinge(d)[0] <= 1 or hinge(d)[2] == 0),
    twin_of("scores are only compared", CLASSES),
    Dropped("the other label is predicted", MISTAKES, separable, adds_twice),
    Dropped("a mistake", MISTAKES, separable,
            lambda t: not_farther(t, reached(t), wrong=False)),
    Dropped("far enough out", MISTAKES, separable,
            lambda t: not_farther(t, t.separator, wrong=True)),
    Dropped("farther out", MISTAKES, separable, nearer_from_zero),
    Dropped("positive multiple", MISTAKES, separable, lambda t: multiple_far_out(t, -1)),
    Dropped("a multiple far enough out", MISTAKES, separable, lambda t: multiple_far_out(t, 1)),
    Dropped("first moments zero", UNITS, adam.data, lambda d: other_moments(d, first=True)),
    Dropped("second moments zero", UNITS, adam.data, lambda d: other_moments(d, first=False)),
    twin_of("epsilon has the gradient's unit", UNITS),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.claim}: {r.hypothesis}" for r in ROWS])
def test_random_data_finds_what_goes_wrong(row: Dropped, refuted: Refuted) -> None:
    """Without the hypothesis the statement is refuted by an example of the proof profile."""
    assert refuted(row.claim, row.hypothesis, row.data, row.holds)


SAID_OTHERWISE: set[str] = set()
"""Hypotheses of rows that a theorem states in other words since, as of a whole family."""


def test_every_hypothesis_has_a_row(instanced: Instanced) -> None:
    """What these entries alone declare is dropped here by name, or in its own entry."""
    from proofs import registry

    def declared(further: bool) -> set[str]:
        return {
            name
            for claim in registry.CLAIMS.values()
            if (claim.chapter == "further") is further
            and not claim.id.removeprefix("further.").startswith(NETWORKS)
            for name in (
                *(h.name for h in claim.all_hypotheses),
                *(name for name, _ in claim.built_in),
            )
        }

    own = declared(further=True) - declared(further=False)
    rows = {row.hypothesis for row in ROWS}
    assert own - rows - instanced(registry.CLAIMS.values()) == set()
    assert rows - own == SAID_OTHERWISE
    assert {row.claim for row in ROWS} <= set(registry.CLAIMS)
