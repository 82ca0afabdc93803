"""The law of perceptron.nonzero-start-can-matter."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from numeric import strategies
from numeric.law import Law, Note
from numeric.laws import _online as online
from numeric.learners import Number

ONE = Fraction(1)


def _label_after_one(start: Fraction, rate: Fraction) -> Number:
    """The label of x = 1 after one update on the sample (1, -1)."""
    X, y = ((ONE,), (ONE,)), (-1, 1)
    return online.run("perceptron", (start,), X, y, learning_rate=rate).predictions[1]


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


LAW = Law(
    "perceptron.nonzero-start-can-matter",
    "From w0 > 0, after the sample (1, -1), x = 1 is labelled +1 just when 2 rate <= w0.",
    lambda: st.tuples(strategies.positive_rationals(), strategies.rate_pairs()),
    _can_matter,
    "Two positive rates label it alike.",
    _can_matter_twin,
    ("labels differ", "labels agree", "rate above one"),
)
