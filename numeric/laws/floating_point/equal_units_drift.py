"""The law of float.equal-units-drift."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from numeric import floats, gradient_descent, strategies
from numeric.law import Law, Note
from numeric.strategies import EqualUnits, Vector

ZERO = Fraction(0)


def _exact_unit(data: EqualUnits, order: Sequence[int]) -> Vector:
    """A unit's weight after one exact step on squares whose slopes at 0 are the contributions."""
    targets = [-data.contributions[i] for i in order]
    ones = ((Fraction(1),),) * len(order)
    return gradient_descent.exact_run(ones, targets, data.rate, 1, (ZERO,))[1]


def _equal_units(data: EqualUnits, note: Note) -> bool:
    inputs = [float(c) for c in data.contributions]
    start, rate, count = float(data.start), float(data.rate), len(inputs)
    straight = tuple(range(count))
    first, twin, other = floats.equal_units(start, rate, inputs, (straight, straight, data.order))
    note("drift" if first != other else "no drift")
    columns = floats.product_of_equal_columns(inputs, 8)
    note("columns of a product differ" if len(set(columns)) > 1 else "columns of a product agree")
    # Small whole numbers are added without rounding: there every column is the sum.
    whole = [int(c * lcm(*(c.denominator for c in data.contributions))) for c in data.contributions]
    sums = floats.product_of_equal_columns(list(map(float, whole)), 8)
    exactly = (-data.rate * sum(data.contributions, ZERO) / count,)
    units = [_exact_unit(data, order) for order in (straight, data.order)]
    return first == twin and all(c == sum(whole) for c in sums) and units == [exactly, exactly]


def _equal_units_twin(data: EqualUnits) -> bool:
    inputs = [float(c) for c in data.contributions]
    orders = (tuple(range(len(inputs))), data.order)
    first, other = floats.equal_units(float(data.start), float(data.rate), inputs, orders)
    return first == other


LAW = Law(
    "float.equal-units-drift",
    "Units that start equal stay equal exactly, and in float64 where their gradients are "
    "added in one order; added in two orders they drift.",
    strategies.equal_units,
    _equal_units,
    "In float64 equal units stay equal, in whatever order their gradients are added.",
    _equal_units_twin,
    ("drift", "no drift"),
)
