"""The formats by which words say what each hypothesis of float.power-of-two-is-exact is for.

Evaluation does not decide what holds of all numbers of a format, so each format of the words is
made here: on a grid every other hypothesis holds, and doubling, or the factor, fails as is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from proofs import registry
from proofs.page.text import words

Number = Fraction
GRID = [Fraction(n, 4) for n in range(-40, 41)]


def exponent(b: Number, base: int = 1) -> int | None:
    """k where b is base times 2 to the k."""
    b, k = abs(b) / base, 0
    while b and b.denominator == 1 and b.numerator % 2 == 0:
        b, k = b / 2, k + 1
    while b and b.denominator % 2 == 0:
        b, k = b * 2, k - 1
    return k if b == 1 else None


def is_power(b: Number) -> bool:
    """Whether b is 0 or a power of two, with either sign."""
    return b == 0 or exponent(b) is not None


def has_two_digits(b: Number) -> bool:
    """Whether b is 0 or has a significand of two binary digits."""
    return is_power(b) or exponent(b, 3) is not None


def around(a: Number, inside: Callable[[Number], bool]) -> tuple[Number, ...]:
    """The numbers of a format that are nearest to a."""
    near = sorted({b for b in (*GRID, *(2 * g for g in GRID), a) if inside(b)},
                  key=lambda b: abs(b - a))  # fmt: skip
    return tuple(b for b in near if abs(b - a) == abs(near[0] - a))


@dataclass
class Format:
    """Numbers, their last digits and a rounding; where it fails; which numbers the words name."""

    inside: Callable[[Number], bool]
    digit: Callable[[Number], int]
    round: Callable[[Number], Number]
    factor: int
    fails_at: Number
    named: tuple[str, ...]


def to_nearest(inside: Callable[[Number], bool], least: Callable[[Number], float]):  # type: ignore[no-untyped-def]
    """Rounding to a nearest number, and of two to the one that comes first."""
    return lambda a: min(around(a, inside), key=least)


def parity(b: Number) -> int:
    """Whether the exponent of a power of two is odd."""
    return (exponent(b) or 0) % 2


THREE_HALVES, HALF = Fraction(3, 2), Fraction(1, 2)
UP = {THREE_HALVES: Fraction(1), Fraction(3): Fraction(4)}
FORMATS = {
    "rounded-numbers-are-in-the-format": Format(
        lambda _: False, lambda _: 0, lambda a: a + 1, 2, HALF, ("adding 1",)
    ),
    "none-is-nearer": Format(
        is_power, lambda b: int(b != 0), lambda a: Fraction(a == 1), 2, Fraction(1), ("1", "0")
    ),
    "ties-go-to-the-even-digit": Format(
        is_power, lambda _: 0, lambda a: UP.get(a, min(around(a, is_power))), 2, THREE_HALVES,
        ("3/2 be rounded to 1", "3 to 4"),
    ),
    "no-exponent-is-last": Format(
        lambda b: b in (0, 1), lambda b: int(b != 0),
        to_nearest(lambda b: b in (0, 1), float), 2, HALF, ("1/2 to 0", "1 to 1"),
    ),
    "doubling-keeps-the-digits": Format(
        is_power, parity, to_nearest(is_power, parity), 2, THREE_HALVES,
        ("3/2 is rounded to 1", "3 to 4"),
    ),
    "power-of-two": Format(
        has_two_digits, lambda b: int(exponent(b, 3) is not None),
        to_nearest(has_two_digits, lambda b: int(exponent(b, 3) is not None)), 3, Fraction(3),
        ("3 is rounded to itself", "9", "to 8"),
    ),
}  # fmt: skip


def broken(f: Format) -> set[str]:
    """The hypotheses on a format that do not hold on the grid."""
    found = set()
    members = [b for b in GRID if f.inside(b)]
    for a in GRID:
        rounded = f.round(a)
        if not f.inside(rounded):
            found.add("rounded-numbers-are-in-the-format")
        off = abs(rounded - a)
        if any(abs(b - a) < off for b in members):
            found.add("none-is-nearer")
        if any(abs(b - a) <= off and f.digit(b) <= f.digit(rounded) and b != rounded
               for b in members):  # fmt: skip
            found.add("ties-go-to-the-even-digit")
        if f.inside(2 * a) != f.inside(a):
            found.add("no-exponent-is-last")
        if f.digit(2 * a) != f.digit(a):
            found.add("doubling-keeps-the-digits")
    if f.factor == 3:
        found.add("power-of-two")
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_lacks_what_it_is_said_to_lack_and_nothing_else(name: str) -> None:
    """All other hypotheses hold together, and what is concluded does not."""
    f = FORMATS[name]
    assert broken(f) == {name}
    assert f.round(f.factor * f.fails_at) != f.factor * f.round(f.fails_at)


def test_the_words_speak_of_these_formats() -> None:
    """Each hypothesis that is no instance is one of these, or is of the run; its numbers stand."""
    needs = registry.CLAIMS["float.power-of-two-is-exact"].needs
    said = {n.name: words(n.says) for n in needs if n.kind == "words"}
    assert said.keys() - FORMATS.keys() == {"zero-start", "scaled-at-this-step"}
    for name, f in FORMATS.items():
        assert all(number in said[name] for number in f.named)


def test_one_binary_digit_has_no_such_rounding() -> None:
    """Of 1 and 2, both nearest to 3/2 and with one digit, each would have to be the rounded one."""
    for chosen in (min, max):
        f = Format(is_power, lambda _: 1, lambda a, c=chosen: c(around(a, is_power)), 3, HALF, ())
        assert "ties-go-to-the-even-digit" in broken(f)
