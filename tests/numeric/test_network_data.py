"""Networks on digits: equal units are one unit, bit for bit, and zero blocks where it must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from numeric import network_data
from numeric.network_data import (
    LOGISTIC,
    TANH,
    Activation,
    NetworkRow,
    Parameters,
    distinct_units,
    forward,
    gradient_step,
)
from numeric.regression_data import INSTALL

NEEDS_DATA = f"scikit-learn is not installed: {INSTALL}"


@pytest.fixture(scope="module")
def rows() -> dict[str, NetworkRow]:
    """The six runs by a short name."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    names = ("stuck", "learns", "equal", "random", "centred", "rounded")
    return dict(zip(names, network_data.digits(), strict=True))


def test_distinct_units(rows: dict[str, NetworkRow]) -> None:
    """Random units are 8 after every epoch, all others 1: equal units never part."""
    for name, row in rows.items():
        assert len(row.losses) == len(row.distinct_units) == row.epochs + 1
        assert set(row.distinct_units) == {network_data.UNITS if name == "random" else 1}
        assert row.as_predicted


def test_what_moves(rows: dict[str, NetworkRow]) -> None:
    """tanh from zero moves c alone, exactly centred targets nothing, the others everything."""
    moved = {name: row.moved for name, row in rows.items()}
    assert moved.pop("stuck") == ("c",)
    assert moved.pop("centred") == ()
    assert set(moved.values()) == {network_data.PARTS}


def test_who_learns(rows: dict[str, NetworkRow]) -> None:
    """Zero learns with the logistic function; what is stuck predicts one label."""
    for name in ("learns", "equal", "random", "rounded"):
        assert rows[name].labels_right > 0.95
        assert rows[name].losses[-1] < rows[name].losses[0] / 10
    for name in ("stuck", "centred"):
        assert rows[name].learned_at is None
        assert 0.4 < rows[name].labels_right < 0.6
    assert set(rows["centred"].losses) == {rows["centred"].losses[0]}


def test_a_rounded_mean_is_left_after_a_long_time(rows: dict[str, NetworkRow]) -> None:
    """For hundreds of epochs its loss looks constant; without centring all is over by then."""
    escape, at_once = rows["rounded"].learned_at, rows["learns"].learned_at
    assert escape is not None
    assert at_once is not None
    assert escape > 10 * at_once
    assert rows["rounded"].losses[escape // 2] == pytest.approx(rows["rounded"].losses[0])


def test_targets_are_centred_as_said() -> None:
    """One kind sums to exactly 0 in floats, the other to a rounding error."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    _, labels = network_data.zeros_and_ones()
    m, ones = len(labels), int(labels.sum())
    assert float(np.add.reduce((m * labels - ones) / 256)) == 0
    assert 0 < abs(float(np.add.reduce(labels - np.mean(labels)))) < 1e-12


def test_a_wrong_prediction_is_seen(rows: dict[str, NetworkRow]) -> None:
    """One unit that parts in one epoch, and a part that moves unforeseen, are refused."""
    row = rows["equal"]
    parted = (*row.distinct_units[:-1], 2)
    assert not replace(row, distinct_units=parted).as_predicted
    assert not replace(rows["stuck"], moved=("v", "c")).as_predicted
    assert not replace(rows["random"], distinct_units=row.distinct_units).as_predicted


@pytest.mark.parametrize(
    ("rate", "w", "v", "c"), [(1, -1 / 32, 3 / 8, 3 / 4), (1 / 2, 3 / 256, 11 / 32, 11 / 16)]
)
def test_two_steps_by_hand(rate: float, w: float, v: float, c: float) -> None:
    """hidden.eta-changes-direction: one sample x = y = 1, all zero, exact in floats."""
    now = Parameters(np.zeros((1, 1)), np.zeros(1), np.zeros(1), 0.0)
    for _ in range(2):
        now = gradient_step(now, LOGISTIC, np.ones((1, 1)), np.ones(1), rate)
    assert (now.w.item(), now.beta.item(), now.v.item(), now.c) == (w, w, v, c)


@pytest.mark.parametrize("activation", [LOGISTIC, TANH], ids=lambda a: a.name)
def test_the_gradient_is_that_of_the_loss(activation: Activation) -> None:
    """Central differences in every parameter, up to their own error of order h^2 + u / h."""
    random, h = np.random.default_rng(5), 1e-5
    X, y = random.normal(size=(6, 3)), random.normal(size=6)
    start = Parameters(
        random.normal(size=(2, 3)), random.normal(size=2), random.normal(size=2), 0.3
    )

    def loss(flat: np.ndarray) -> float:
        here = Parameters(flat[:6].reshape(2, 3), flat[6:8], flat[8:10], float(flat[10]))
        return float(np.mean((forward(here, activation, X)[1] - y) ** 2) / 2)

    def flat(p: Parameters) -> np.ndarray:
        return np.concatenate((p.w.ravel(), p.beta, p.v, [p.c]))

    here = flat(start)
    step = here - flat(gradient_step(start, activation, X, y, 1.0))
    for k in range(len(here)):
        nudge = np.zeros(len(here))
        nudge[k] = h
        slope = (loss(here + nudge) - loss(here - nudge)) / (2 * h)
        assert step[k] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_equal_units_stay_equal_bit_for_bit(seed: int) -> None:
    """Eight copies of one random unit are one after 30 steps; with one that differs, two."""
    random = np.random.default_rng(seed)
    X, y = random.normal(size=(37, 11)), random.normal(size=37)
    now = Parameters(
        np.repeat(random.normal(size=(1, 11)), 8, axis=0),
        np.repeat(random.normal(size=1), 8), np.repeat(random.normal(size=1), 8), 0.1,
    )  # fmt: skip
    other = now._replace(v=now.v * np.array([2.0, *[1.0] * 7]))
    for _ in range(30):
        now = gradient_step(now, TANH, X, y, 0.01)
        other = gradient_step(other, TANH, X, y, 0.01)
    assert distinct_units(now) == 1
    assert distinct_units(other) == 2


def test_units_that_differ_in_the_last_bit_are_distinct() -> None:
    """Nothing is rounded before units are counted."""
    w = np.ones((2, 3))
    w[1, 2] = np.nextafter(1.0, 2.0)
    assert distinct_units(Parameters(w, np.zeros(2), np.ones(2), 0.0)) == 2


def test_a_step_leaves_its_start_alone() -> None:
    """The step is a function: the parameters that it is given are the same afterwards."""
    pytest.importorskip("sklearn", reason=NEEDS_DATA)
    X, y = network_data.zeros_and_ones()
    _, _, random = network_data.starts(X.shape[1])
    before = random.w.copy()
    assert not np.array_equal(gradient_step(random, TANH, X, y, 0.1).w, before)
    assert np.array_equal(random.w, before)
