"""The census counts what plain Python counts, whole small boxes over, in every engine."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from plain import plain  # beside this file

from numeric import exact, floats
from numeric.census import Box, BoxError, census, read

BOXES = (
    "samples=2,features=1,entries=-2..2,rates=1:1/10:3,start=1",
    "samples=2,features=2,entries=-1..1,rates=1:1/3,start=1:-1/2",
    "samples=2,features=2,entries=-1..1,rates=2:-1,passes=2",
    "samples=2,features=1,entries=-3..3,rates=1:1/10,parameter=1/2",
    "samples=3,features=1,entries=-2..2,rates=1:1/10,threshold=-1:0:1,start=1,question=mistakes",
    "samples=2,features=2,entries=-1..1,rates=1:1/10,rule=bias-without-rate",
    "samples=2,features=1,entries=-2..2,rates=1:1/10,rule=bias-without-rate,threshold=-1:0:1",
    "samples=2,features=2,entries=-1..1,rates=1:-2,threshold=-1/2:0:1/2",
    "samples=2,features=2,entries=-1..1,rates=1:1/10,rule=bias,question=further",
    "samples=3,features=1,entries=-2..2,rates=1:1/10,rule=margin,parameter=1,passes=2",
    "samples=2,features=1,entries=-2..2,rates=1:1/10,rule=margin,parameter=2/3,start=1,passes=2",
    "samples=3,features=1,entries=-2..2,rates=1:1/10,rule=coupled-decay,parameter=1/2",
    "samples=3,features=1,entries=-2..2,rates=1:3/10,rule=coupled-decay,parameter=-2/3,start=1",
    "samples=2,features=1,entries=-2..2,rates=1:1/10,rule=decay,parameter=1/2,start=1,passes=2",
    "samples=3,features=1,entries=-2..2,rates=1:1/10,rule=selective",
    "samples=2,features=2,entries=0:4,rates=1:1/4,start=-1,labels=-1:0:1,question=further",
    "samples=1,features=2,entries=1:-1:3:-3,rates=1:1/4,start=1:1,question=further,passes=3",
    "samples=2,features=1,entries=-2..2,rates=1:1/10,start=1,labels=0:1,threshold=0:1:1",
)
IN_FLOATS = (
    "samples=4,features=1,entries=-1:1:2:3,rates=1:1/10:7/10",
    "samples=3,features=1,entries=-3..3,rates=1:1/10,rule=bias",
    "samples=3,features=1,entries=-2..2,rates=1/3:1/10,rule=coupled-decay,parameter=1/7",
    "samples=3,features=1,entries=-2..2,rates=1/3:1/10,rule=margin,parameter=1/5,passes=2",
    "samples=3,features=1,entries=-3..3,rates=1/10:1,rule=selective,start=1/10",
    "samples=1,features=2,entries=-5:-3:3:5,rates=1:1/10,question=further",
    "samples=1,features=3,entries=-1:1:3,rates=1:1/10,question=further",
    "samples=2,features=2,entries=-1..1,rates=1:1/10,start=1/10:1/5,passes=2",
)
COMPILED = (BOXES[0], BOXES[4], BOXES[5], BOXES[9], BOXES[16], IN_FLOATS[0], IN_FLOATS[5])
"""Boxes whose kernels are worth the seconds that compiling takes."""


def counted(box: Box, engine: Any, shrink: bool = True) -> tuple[int, int, Any]:
    """What the census says of a box, as `plain` says it."""
    made = census(box, engine=engine, shrink=shrink)
    least = made.smallest
    return made.total.data_sets, made.total.witnesses, least and (least.X, least.y)


@pytest.mark.parametrize("text", [*BOXES, *(f"{box},arithmetic=float64" for box in IN_FLOATS)])
def test_arrays_count_what_plain_python_counts(text: str) -> None:
    """Counts and the smallest witness, with and without symmetries."""
    box = read(text)
    expected = plain(box)
    assert counted(box, "numpy") == expected
    assert counted(box, "numpy", shrink=False) == expected


@pytest.mark.parametrize("text", COMPILED)
def test_compiled_runs_count_the_same(text: str) -> None:
    """numba against plain Python and NumPy, by ==."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    box = read(text + (",arithmetic=float64" if text in IN_FLOATS else ""))
    assert counted(box, "numba") == plain(box) == counted(box, "numpy")


def test_the_boxes_are_worth_it() -> None:
    """Most of them hold witnesses, and none of them holds nothing else."""
    found = [plain(read(text)) for text in BOXES[:4]]
    assert all(0 < witnesses < count for count, witnesses, _ in found)


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_the_exact_runs_of_a_whole_box(engine: Any) -> None:
    """Every run of a box by `numeric.exact`: as many differ, and the same ones do."""
    if engine == "numba":
        pytest.importorskip("numba", reason='the extra "fast" is not installed')
    box = read("samples=2,features=2,entries=-2..2,rates=1:1/10,start=1")
    differ = 0
    for flat in product(box.entries, repeat=4):
        prepared = [exact.prepare((flat[:2], flat[2:]), y) for y in product((-1, 1), repeat=2)]
        for each in prepared:
            one, other = (exact.summary(each, (1, 1), rate).predictions for rate in box.rates)
            differ += one != other
    assert census(box, engine=engine).total.witnesses == differ > 0


def test_the_float_runs_of_a_whole_box() -> None:
    """Every run of a box by `numeric.floats`, the exhibit of the ledger among them."""
    box = read("samples=2,features=2,entries=-5:-3:3:5,rates=1:1/10,arithmetic=float64")
    differ = []
    for flat in product(box.entries, repeat=4):
        for y in product((-1, 1), repeat=2):
            X = (flat[:2], flat[2:])
            one, other = (floats.loop((0, 0), X, y, rate).predictions for rate in box.rates)
            if one != other:
                differ.append(X)
    assert census(box, engine="numpy").total.witnesses == len(differ) == 16
    assert floats.RATE_CHANGES_LABEL.X in differ


LARGE = 2**29
NEAR_THE_BOUND = (
    Box(2, 2, (-LARGE, LARGE - 1, LARGE), (Fraction(1), Fraction(1, 3)), start=(Fraction(LARGE),)),
    Box(2, 2, (-1, 1), (Fraction(1), Fraction(1, 10**17)), start=(Fraction(9, 10**17 + 1),)),
)


@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize("box", NEAR_THE_BOUND)
def test_integers_up_to_the_bound_are_right(box: Box, engine: Any) -> None:
    """Runs whose integers come near 2**63 are those of Python's integers."""
    if engine == "numba":
        pytest.importorskip("numba", reason='the extra "fast" is not installed')
    differ = 0
    for flat in product(box.entries, repeat=4):
        for y in product((-1, 1), repeat=2):
            prepared = exact.prepare((flat[:2], flat[2:]), y)
            one, other = (exact.summary(prepared, box.starts, r).predictions for r in box.rates)
            differ += one != other
    assert census(box, engine=engine).total.witnesses == differ > 0


def test_what_may_leave_int64_is_refused() -> None:
    """The bound is worked out before a run, and seen from each number that makes it large."""
    large = 2**31
    rates = (Fraction(1), Fraction(1, 3))
    for box in (
        Box(2, 2, (-large, large), rates),
        Box(2, 1, (-1, 1), (Fraction(1), Fraction(1, 10**18)), start=(Fraction(100, 10**17 + 1),)),
        Box(20, 1, (1,), rates, (Fraction(1),), rule="coupled-decay", parameter=Fraction(1, 9)),
        Box(2, 1, (-1, 1), rates, parameter=Fraction(2**63)),
    ):
        with pytest.raises(BoxError, match="int64 ends"):
            census(box)
    # And no farther than that.
    whole = (Fraction(1), Fraction(2))
    assert census(Box(2, 1, (-1, 1), whole, parameter=Fraction(2**63 - 1))).total.witnesses == 0
