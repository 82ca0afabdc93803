"""Each hypothesis of the entries on networks in the chapter of what people say next, dropped.

The statement of the claim, without the hypothesis, must then be refuted by random data within the
proof profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from numeric import enclosures, networks, softmax, strategies
from numeric.laws import LAWS
from numeric.laws import _layers as layers
from numeric.laws.further import _factors as factors
from numeric.laws.further import _masks
from numeric.laws.further import _softmax as classes
from numeric.laws.further._factors import FactorTrial
from numeric.laws.further._softmax import SoftmaxTrial
from numeric.networks import Network
from numeric.strategies import NetworkTrial
from proofs.claim import Claim

Data = Callable[[], SearchStrategy[Any]]
Refuted = Callable[[str, str, Data, Callable[[Any], bool]], bool]
Instanced = Callable[[Iterable[Claim]], set[str]]
ZERO, ONE = Fraction(0), Fraction(1)
BIASES, CENTRED = "further.biases-break-symmetry", "further.biases-and-centred-targets"
SILENT, DROPOUT = "further.silent-units-rest", "further.dropout"
ASLEEP, AT_ZERO = "further.dropout-at-zero", "further.softmax-at-zero"
ABSENT, SUM, TWO = (
    f"further.softmax-{name}" for name in ("absent-classes", "rows-sum", "two-classes")
)
BOTH, ONE_FACTOR, SCALARS = (
    f"further.{name}" for name in ("both-factors-at-zero", "one-factor-at-zero", "scalar-factors")
)
CLAIMS = (
    BIASES, CENTRED, SILENT, DROPOUT, ASLEEP, AT_ZERO, ABSENT, SUM, TWO, BOTH, ONE_FACTOR, SCALARS,
)  # fmt: skip


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


# Zero weights and biases -------------------------------------------------------------------------


def biased(trial: NetworkTrial, *own: tuple[str, int]) -> Network:
    """All weights zero but the named parts, each of one unit."""
    h, d = len(trial.v), len(trial.X[0])
    w = [trial.w[j] if ("w", j) in own else (ZERO,) * d for j in range(h)]
    v = [trial.v[j] if ("v", j) in own else ZERO for j in range(h)]
    return networks.hidden_layer(w, trial.beta, v, trial.c)


def changes(trial: NetworkTrial, start: Network) -> tuple[Fraction, ...]:
    """What the first step adds to the outgoing weights."""
    after = layers.run(trial, start)[1]
    pairs = zip(start[1].weights[0], after[1].weights[0], strict=True)
    return tuple(b - a for a, b in pairs)


def apart(trial: NetworkTrial) -> tuple[Fraction, Fraction, Fraction]:
    """How far the first two units part, the sum of errors, and how far apart they send."""
    first, second, *_ = changes(trial, biased(trial))
    total = layers.added([layers.loss(trial).slope(trial.c, y) for y in trial.y])
    sigma = layers.activation(trial)
    return first - second, total, sigma.value(trial.beta[0]) - sigma.value(trial.beta[1])


def as_said(trial: NetworkTrial, *own: tuple[str, int]) -> bool:
    """Whether they part as at zero weights, from a start that is not all zero weights."""
    first, second, *_ = changes(trial, biased(trial, *own))
    _, total, sends = apart(trial)
    return first - second == -trial.rate * total * sends


def pairs(units: int = 2) -> Data:
    """Trials with so many units or more."""
    return lambda: strategies.network_trials(least_units=units)


# Dropout -----------------------------------------------------------------------------------------


def masked() -> SearchStrategy[Any]:
    """Two units and their masks."""
    return strategies.network_trials(least_units=2).flatmap(
        lambda trial: st.tuples(st.just(trial), _masks.masks(len(trial.X), 2))
    )


def alike(data: Any, *parts: int) -> bool:
    """Whether two equal units are alike in these parts after a step with masks of their own."""
    trial, kept = data
    w, beta, v = trial.w[0], trial.beta[0], trial.v[0]
    start = networks.hidden_layer([w, w], [beta, beta], [v, v], trial.c)
    first, second = networks.units(_masks.step(start, trial, kept))
    return all(first[part] == second[part] for part in parts)


# Softmax regression ------------------------------------------------------------------------------


def share_at(trial: SoftmaxTrial, *own: int) -> bool:
    """Whether the first class may have its equal share, where these rows are not zero."""
    rows = [row if k in own else (ZERO,) * len(row) for k, row in enumerate(trial.start)]
    found = softmax.probabilities(softmax.net_inputs(tuple(rows), trial.X[0]))[0]
    low, high = enclosures.ends(found)
    return low <= Fraction(1, len(rows)) <= high


def tied(trial: SoftmaxTrial, start: softmax.Rows, first: int, second: int) -> bool:
    """Whether two rows are equal after a step."""
    rows = classes.run(start, trial, 1)[1]
    ends = [[enclosures.ends(value) for value in rows[k]] for k in (first, second)]
    return all(a <= d and c <= b for (a, b), (c, d) in zip(*ends, strict=True))


def total_gradient(trial: SoftmaxTrial, kept: slice, *labelled: int) -> tuple[Any, ...]:
    """The gradients of some classes at zero, added up, with the first sample in more classes."""
    slope = [list(row) for row in classes.gradient(classes.zeros(trial), trial)]
    for label in labelled:
        slope[label] = [g - x for g, x in zip(slope[label], trial.X[0], strict=True)]
    return tuple(map(sum, zip(*slope[kept], strict=True)))


def unequal() -> SearchStrategy[SoftmaxTrial]:
    """Trials of which the last two classes have no sample, and rows of their own."""
    return classes.trials(least=3, absent=2).map(lambda t: replace(t, start=t.move))


# Two factors -------------------------------------------------------------------------------------


def rests(A: Any, B: Any, trial: FactorTrial) -> bool:
    """Whether neither factor moves."""
    return factors.step(A, B, trial) == (A, B)


def after(A: Any, B: Any, trial: FactorTrial) -> Any:
    """The product after a step."""
    moved = factors.step(A, B, trial)
    return factors.product(moved[1], moved[0])


def along_row(trial: FactorTrial, B: Any) -> bool:
    """Whether the product after a step is what a column of zero makes it."""
    (x,), (row,) = trial.X, trial.A
    made = factors.product(factors.product(B, trial.A), tuple((value,) for value in x))[0][0]
    error = trial.rest[0][0] + made - trial.Y[0][0]
    sent = sum((a * b for a, b in zip(row, x, strict=True)), ZERO)
    return bool(after(trial.A, B, trial)[0] == tuple(-trial.rate * error * sent * a for a in row))


def still(trial: FactorTrial) -> FactorTrial:
    """The same at rate 0."""
    return replace(trial, rate=ZERO)


def one_output() -> SearchStrategy[FactorTrial]:
    """A row and a number, on one sample."""
    return factors.trials(rank=1, outputs=1, most_samples=1)


ROWS = (
    Dropped("incoming weights of unit 1 zero", BIASES, pairs(), lambda t: as_said(t, ("w", 0))),
    Dropped("incoming weights of unit 2 zero", BIASES, pairs(), lambda t: as_said(t, ("w", 1))),
    Dropped("outgoing weight of unit 1 zero", BIASES, pairs(), lambda t: as_said(t, ("v", 0))),
    Dropped("outgoing weight of unit 2 zero", BIASES, pairs(), lambda t: as_said(t, ("v", 1))),
    Dropped("the others add nothing", BIASES, pairs(3), lambda t: as_said(t, ("v", 2))),
    Dropped("errors do not sum to 0", BIASES, pairs(),
            lambda t: not apart(t)[2] or apart(t)[0] != 0),
    Dropped("units send on different values", BIASES, pairs(),
            lambda t: not apart(t)[1] or apart(t)[0] != 0),
    Dropped("errors at zero sum to 0", BIASES, pairs(), lambda t: apart(t)[0] == 0),
    Dropped("units send on equal values", BIASES, pairs(), lambda t: apart(t)[0] == 0),
    twin_of("errors cancel", CENTRED),
    twin_of("the unit sends on 0", SILENT),
    Dropped("negative bias", SILENT, strategies.network_trials,
            lambda t: all(max(b, ZERO) == 0 for b in t.beta)),
    Dropped("incoming weights start at zero", SILENT,
            lambda: strategies.network_trials(activations=("identity", "square")),
            lambda t: not any(changes(replace(t, beta=(ZERO,) * len(t.v)), networks.hidden_layer(
                t.w, [ZERO] * len(t.v), [ZERO] * len(t.v), t.c)))),
    Dropped("outgoing weight starts at zero", SILENT,
            lambda: strategies.network_trials(activations=("identity",)),
            lambda t: layers.run(t, networks.hidden_layer(
                [(ZERO,) * len(t.X[0])] * len(t.v), [ZERO] * len(t.v), t.v, t.c))[1][0].biases
            == (0,) * len(t.v)),
    Dropped("not everything cancels", DROPOUT, masked, lambda d: not alike(d, 0, 1, 2)),
    Dropped("what is not shared cancels, by incoming weights", DROPOUT, masked,
            lambda d: alike(d, 0)),
    Dropped("what is not shared cancels, by bias", DROPOUT, masked, lambda d: alike(d, 1)),
    Dropped("what is not shared cancels, by outgoing weight", DROPOUT, masked,
            lambda d: alike(d, 2)),
    Dropped("bias zero", ASLEEP,
            lambda: strategies.network_trials(activations=strategies.ZERO_AT_ZERO[:-1]),
            lambda t: all(layers.activation(t).value(b) == 0 for b in t.beta)),
    twin_of("activation 0 at 0", ASLEEP),
    Dropped("zero weights", AT_ZERO, classes.trials, lambda t: share_at(t, 1)),
    Dropped("sums of inputs differ", AT_ZERO, classes.trials,
            lambda t: not tied(t, classes.zeros(t), 0, 1)),
    Dropped("sums of inputs agree", AT_ZERO, classes.trials,
            lambda t: tied(t, classes.zeros(t), 0, 1)),
    Dropped("equal rows at the start", ABSENT, unequal, lambda t: tied(t, t.start, -1, -2)),
    Dropped("no sample of class 1", ABSENT, lambda: classes.trials(least=3, absent=2),
            lambda t: tied(t, classes.zeros(t), 0, -1)),
    Dropped("no sample of class 2", ABSENT, lambda: classes.trials(least=3, absent=2),
            lambda t: tied(t, classes.zeros(t), -1, 0)),
    Dropped("each sample has one label", SUM, classes.trials,
            lambda t: not any(total_gradient(t, slice(None), 0, 1))),
    Dropped("the row starts at zero", BOTH, factors.trials,
            lambda t: rests(t.A, factors.zero(t.B), t)),
    Dropped("the column starts at zero", BOTH, factors.trials,
            lambda t: rests(factors.zero(t.A), t.B, t)),
    Dropped("the column starts at zero", ONE_FACTOR, one_output, lambda t: along_row(t, t.B)),
    Dropped("the row starts at zero", ONE_FACTOR, one_output,
            lambda t: after(t.A, t.B, t) == after(factors.zero(t.A), t.B, t)),
    Dropped("rate not zero", ONE_FACTOR, one_output,
            lambda t: after(t.A, factors.zero(t.B), still(t))
            != after(factors.zero(t.A), t.B, still(t))),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.claim}: {r.hypothesis}" for r in ROWS])
def test_random_data_finds_what_goes_wrong(row: Dropped, refuted: Refuted) -> None:
    """Without the hypothesis the statement is refuted by an example of the proof profile."""
    assert refuted(row.claim, row.hypothesis, row.data, row.holds)


SAID_OTHERWISE: set[str] = set()
"""Hypotheses of rows that a theorem states in other words since, as of a whole family."""


def test_every_hypothesis_has_a_row(instanced: Instanced) -> None:
    """What these entries declare is dropped here by name, or in its own entry."""
    from proofs import registry

    claims = [registry.CLAIMS[name] for name in CLAIMS]
    declared = {h.name for claim in claims for h in claim.all_hypotheses}
    rows = {row.hypothesis for row in ROWS}
    assert declared - rows - instanced(claims) == set()
    assert rows - declared == SAID_OTHERWISE
    assert {row.claim for row in ROWS} <= set(CLAIMS)
