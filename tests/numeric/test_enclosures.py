"""Enclosures hold what they say they hold, and signs are decided or left open, never guessed."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numeric import enclosures
from numeric.enclosures import Enclosure, decided_sign, log_two, logistic, point, softplus

steady = settings(max_examples=100, derandomize=True)
RATIONALS = st.builds(F, st.integers(-40, 40), st.integers(1, 7))


@steady
@given(st.integers(-30, 30), st.sampled_from([20, 60, 200]))
def test_logistic_at_multiples_of_log_two(k: int, precision: int) -> None:
    """At k log 2 the logistic function is 2^k / (1 + 2^k): it is held, and narrowly."""
    held = logistic(k * log_two(precision), precision)
    assert F(2) ** k / (1 + F(2) ** k) in held
    assert held.width <= F(abs(k) + 3, 2**precision)


@steady
@given(RATIONALS, st.sampled_from([20, 60]))
def test_symmetries(z: F, precision: int) -> None:
    """s(-z) = 1 - s(z) and log(1 + e^z) = z + log(1 + e^-z), within what the widths allow."""
    for left, right in (
        (logistic(-z, precision), 1 - logistic(z, precision)),
        (softplus(z, precision), z + softplus(-z, precision)),
    ):
        assert left.low <= right.high
        assert right.low <= left.high
        assert max(left.width, right.width) <= F(3, 2**precision)


@pytest.mark.parametrize("z", [F(-(10**9)), F(-700), F(-41), F(41), F(700), F(10**9)])
def test_far_out(z: F) -> None:
    """Arguments beyond the precision are held too, without numbers of a million digits."""
    held, grown = logistic(z, 40), softplus(z, 40)
    assert held.width <= F(1, 2**40)
    assert (held.low >= 1 - F(1, 2**40)) if z > 0 else (held.high <= F(1, 2**40))
    assert grown.low >= max(z, F(0))
    assert grown.width <= F(1, 2**39)
    assert 0 <= held.low <= held.high <= 1


def test_another_library_agrees() -> None:
    """Arb's balls, where python-flint is installed, meet the enclosures."""
    flint = pytest.importorskip("flint", reason="python-flint is a second opinion")
    for n in range(-30, 31):
        ball = 1 / (1 + (-flint.arb(n) / 7).exp())
        middle, radius = (
            F(int(v.man_exp()[0])) * F(2) ** int(v.man_exp()[1]) for v in (ball.mid(), ball.rad())
        )
        held = logistic(F(n, 7), 40)
        assert held.low <= middle + radius
        assert middle - radius <= held.high


@steady
@given(*[RATIONALS] * 6)
def test_arithmetic_encloses(a: F, b: F, c: F, d: F, p: F, q: F) -> None:
    """Sums, differences and products of numbers held are held."""
    left, right = Enclosure(min(a, b), max(a, b)), Enclosure(min(c, d), max(c, d))
    within, other = (abs(p) / (1 + abs(p)), abs(q) / (1 + abs(q)))
    x, y = left.low + within * left.width, right.low + other * right.width
    assert x + y in left + right
    assert x - y in left - right
    assert x * y in left * right
    assert p - x in p - left
    assert x + p in left + p
    assert -x in -left
    if p == 0:
        assert left * p == p * left == 0
    else:
        assert p * x in p * left
        assert (left * p).width == abs(p) * left.width


def test_signs() -> None:
    """A sign is that of all numbers held, or none."""
    assert Enclosure(F(1, 9), F(2)).sign == 1
    assert Enclosure(F(-2), F(-1, 9)).sign == -1
    assert Enclosure(F(0), F(0)).sign == 0
    assert Enclosure(F(0), F(1)).sign is None
    assert Enclosure(F(-1), F(1)).sign is None


def test_precision_is_raised_until_decided() -> None:
    """log 2 is told from a rational 60 digits away only with more binary digits."""
    tried: list[int] = []
    close = log_two(300).low - F(1, 2**200)

    def difference(precision: int) -> Enclosure:
        tried.append(precision)
        return log_two(precision) - close

    assert decided_sign(difference) == 1
    assert tried == [40, 80, 160, 320]


def test_zero_is_left_undecided() -> None:
    """A difference that is zero is never called positive, negative or zero."""
    with pytest.raises(enclosures.Undecided, match="640 binary digits do not tell the sign"):
        decided_sign(lambda precision: log_two(precision) - log_two(precision))
    assert decided_sign(lambda precision: point(0)) == 0


def test_ends_in_order() -> None:
    """An interval that is none is refused."""
    with pytest.raises(ValueError, match="the lower end 2 lies above the upper end 1"):
        Enclosure(F(2), F(1))
