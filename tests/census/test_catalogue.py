"""What the boxes of the ledger's entries hold: the numbers that it quotes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from numeric import floats
from numeric.census import CATALOGUE, census
from numeric.census.catalogue import rate_factors_out
from numeric.census.run import shown
from numeric.census.shards import Witness
from proofs import registry

HELD: dict[str, tuple[int, int, Any]] = {
    "float.rate-can-change-label one-sample": (1458, 0, None),
    "float.rate-can-change-label two-samples": (521284, 224, ((3, 5), (5, -3))),
    "float.rate-can-change-label three-features": (470596, 576, ((1, 1, 1), (-1, 3, -2))),
    "float.rate-can-change-label line-three": (1815848, 0, None),
    "float.rate-can-change-label line-four": (104976, 384, ((1,), (3,), (2,), (-1,))),
    "perceptron.eta-factors-out from-zero": (941192, 0, None),
    "perceptron.eta-factors-out start": (324, 128, ((1,), (1,))),
    "perceptron.eta-factors-out rate": (324, 128, ((1,), (1,))),
    "perceptron.eta-factors-out threshold": (324, 32, ((1,), (1,))),
    "perceptron.eta-factors-out bias": (324, 52, ((1,), (-1,))),
    "perceptron.eta-factors-out order": (5832, 256, ((1,), (1,), (1,))),
    "perceptron.mistakes-same from-zero": (941192, 0, None),
    "perceptron.predictions-same from-zero": (470596, 0, None),
    "perceptron.any-threshold-convention zero-at-zero": (941192, 0, None),
    "perceptron.any-threshold-convention unit-step": (941192, 0, None),
    "perceptron.bias from-zero": (941192, 0, None),
    "perceptron.nonzero-start-can-matter one-sample": (162, 24, ((1,), (1,))),
    "perceptron.margin-breaks-it two-samples": (324, 0, None),
    "perceptron.margin-breaks-it margin": (5832, 736, ((1,), (1,), (1,))),
    "perceptron.margin-breaks-it no-margin": (5832, 0, None),
    "perceptron.weight-decay two-samples": (324, 0, None),
    "perceptron.weight-decay coupled": (5832, 192, ((2,), (1,), (1,))),
    "perceptron.weight-decay free": (5832, 0, None),
}
"""Of each box: its data sets, its witnesses, and the samples of the smallest."""
LABELS = {
    "float.rate-can-change-label two-samples": (-1, -1),
    "float.rate-can-change-label three-features": (-1, -1),
    "float.rate-can-change-label line-four": (-1, 1, -1, -1),
    "perceptron.eta-factors-out start": (-1, -1),
    "perceptron.eta-factors-out rate": (-1, -1),
    "perceptron.eta-factors-out threshold": (1, -1),
    "perceptron.eta-factors-out bias": (-1, -1),
    "perceptron.eta-factors-out order": (-1, 1, -1),
    "perceptron.nonzero-start-can-matter one-sample": (-1,),
    "perceptron.margin-breaks-it margin": (-1, -1, 1),
    "perceptron.weight-decay coupled": (-1, 1, -1),
}
"""The labels of the smallest; the last of a run in one pass plays no part, and is the first."""
PARTS = {f"{entry} {part.name}": part for entry, parts in CATALOGUE.items() for part in parts}


def test_every_box_is_here_and_belongs_to_an_entry() -> None:
    """Nothing is forgotten, and nothing is of an entry that is not there."""
    assert list(HELD) == list(PARTS)
    assert set(CATALOGUE) <= set(registry.CLAIMS)
    for parts in CATALOGUE.values():
        assert len({part.name for part in parts}) == len(parts)


@pytest.mark.parametrize("name", HELD)
def test_what_a_box_holds(name: str) -> None:
    """Data sets, witnesses and the smallest, by a census of the whole box."""
    made = census(PARTS[name].box(), engine="numpy")
    least = made.smallest
    assert (made.total.data_sets, made.total.witnesses, least and least.X) == HELD[name]
    assert (least and least.y) == LABELS.get(name)
    assert (HELD[name][1] == 0) == (name not in LABELS)


def test_theorems_speak_of_the_boxes_without_witness() -> None:
    """Where a theorem excludes witnesses there are none; elsewhere there mostly are."""
    excluded = {name for name, part in PARTS.items() if rate_factors_out(part.box())}
    assert len(excluded) == 8
    assert all(HELD[name][1] == 0 for name in excluded)


@pytest.mark.parametrize(
    "changes",
    ["start=1", "rates=1:-1", "parameter=1", "rule=bias-without-rate", "rule=selective",
     "rule=coupled-decay,parameter=1/2", "rule=margin,parameter=1,passes=2"],
)  # fmt: skip
def test_theorems_do_not_speak_of_what_they_do_not_cover(changes: str) -> None:
    """Each hypothesis dropped: the theorem is silent, and there are witnesses."""
    box = CATALOGUE["perceptron.eta-factors-out"][0].box(f"features=1,entries=-2..2,{changes}")
    assert not rate_factors_out(box)
    assert census(box, engine="numpy").total.witnesses > 0


@pytest.mark.parametrize(
    ("name", "fewer"),
    [
        *((f"perceptron.eta-factors-out {part}", "samples=1")
          for part in ("start", "rate", "threshold", "bias")),
        ("perceptron.eta-factors-out order", "samples=2"),
        ("perceptron.margin-breaks-it margin", "passes=1"),
        ("perceptron.margin-breaks-it margin", "samples=2"),
        ("perceptron.weight-decay coupled", "samples=2"),
    ],
)  # fmt: skip
def test_fewer_samples_do_not_do(name: str, fewer: str) -> None:
    """With one sample or one pass less, no data set of the box is a witness."""
    assert census(PARTS[name].box(fewer), engine="numpy").total.witnesses == 0


def test_four_samples_shown_once_do_for_a_margin() -> None:
    """The second pass of three samples is more than is needed: its first sample is enough."""
    made = census(PARTS["perceptron.margin-breaks-it margin"].box("samples=4,passes=1"))
    assert made.smallest is not None
    assert made.smallest.X == ((1,), (1,), (1,), (1,))
    assert made.smallest.y == (-1, -1, 1, -1)


def test_one_sample_is_never_enough_in_floats() -> None:
    """On one, two and three features no single sample makes a difference, at twelve rates."""
    part = PARTS["float.rate-can-change-label one-sample"]
    for changes in ("features=1,entries=-99..99", "features=2,entries=-30..30", ""):
        assert census(part.box(changes), engine="numpy").total.witnesses == 0


def test_no_pair_with_entries_below_five_does_it() -> None:
    """The ledger's pair is the only one up to symmetries with entries of at most 5."""
    part = PARTS["float.rate-can-change-label two-samples"]
    assert census(part.box("entries=-4..4"), engine="numpy").total.witnesses == 0
    assert census(part.box("entries=-5..5"), engine="numpy").total.witnesses == 16
    exhibit = floats.RATE_CHANGES_LABEL
    assert shown(part.box(), Witness(whole(exhibit.X), (0, 0))).shown == ((1, 1), (1, -1))


def test_no_three_whole_samples_on_one_feature_do_it() -> None:
    """From -4 to 4, and from -30 to 30, at twelve rates; four do, the ledger's among them."""
    three = PARTS["float.rate-can-change-label line-three"]
    assert census(three.box("entries=-4..4"), engine="numpy").total.witnesses == 0
    four = PARTS["float.rate-can-change-label line-four"]
    assert census(four.box("entries=-2..2"), engine="numpy").total.witnesses == 0
    exhibit = floats.RATE_CHANGES_LABEL_1D
    found = shown(four.box(), Witness(whole(exhibit.X), (0, 1, 1, 0)))
    assert found.rates == (1, Fraction(1, 10))


def test_three_samples_of_the_ledger_are_the_count_of_the_design() -> None:
    """2,048 of 941,192 data sets: three samples on two features, entries from -3 to 3."""
    box = PARTS["perceptron.eta-factors-out from-zero"].box("rates=1:1/10,arithmetic=float64")
    made = census(box, engine="numpy").total
    assert (made.witnesses, made.data_sets) == (2048, 941192)


LEDGER = {
    "perceptron.eta-factors-out start": (((-2,), (-2,)), (1, 0)),
    "perceptron.eta-factors-out rate": (((1,), (1,)), (0, 1)),
    "perceptron.eta-factors-out threshold": (((-2,), (-2,)), (1, 0)),
    "perceptron.eta-factors-out bias": (((-2,), (1,)), (0, 0)),
    "perceptron.eta-factors-out order": (((-2,), (-2,), (-2,)), (0, 1, 1)),
    "perceptron.nonzero-start-can-matter one-sample": (((1,), (1,)), (0,)),
    "perceptron.margin-breaks-it margin": (((-2,), (-2,), (-2,)), (0, 0, 1)),
    "perceptron.weight-decay coupled": (((-2,), (-1,), (-2,)), (0, 1, 0)),
}
"""The witnesses that the ledger quotes, with places of labels: 0 for -1, 1 for 1."""
SMALLEST = {
    "perceptron.eta-factors-out rate", "perceptron.nonzero-start-can-matter one-sample",
}  # fmt: skip
"""Those that are the smallest in their box (up to the label that plays no part)."""


@pytest.mark.parametrize("name", LEDGER)
def test_the_witnesses_of_the_ledger_are_witnesses(name: str) -> None:
    """Each is one, in the box of its entry; most have a smaller one beside them."""
    X, places = LEDGER[name]
    box = PARTS[name].box()
    assert shown(box, Witness(X, places)).X == X
    least = census(box, engine="numpy").total.smallest
    assert least is not None
    assert (least.X == X) == (name in SMALLEST)
    assert least.key <= Witness(X, places).key


def whole(X: Any) -> tuple[tuple[int, ...], ...]:
    """Samples of whole numbers as such."""
    assert all(int(value) == value for row in X for value in row)
    return tuple(tuple(map(int, row)) for row in X)
