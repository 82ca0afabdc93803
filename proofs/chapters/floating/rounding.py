"""Rounding to the nearest number of a format: powers of two commute with it."""

from proofs.statement import Lines, at_once, cases, chain, induction
from proofs.terms import (
    ABS, Hypothesis, as_term, assume, equals, function, natural, scalar,
)  # fmt: skip

fl, in_format, last_digit = function("fl"), function("F"), function("D")
a, b, c = scalar("a"), scalar("b"), scalar("c")
TWO = as_term(2)
j, k = natural("j"), natural("k")

ROUNDED = assume("rounded numbers are in the format", equals(in_format(fl(a)), 1), (a,))
NEAREST = assume("none is nearer", ABS(fl(a) - a) <= ABS(b - a), (a, b), equals(in_format(b), 1))
TIES = assume(
    "ties go to the even digit", equals(fl(a), b), (a, b), equals(in_format(b), 1),
    *(ABS(b - a) <= ABS(fl(a) - a), last_digit(b) <= last_digit(fl(a))),
)  # fmt: skip
CLOSED = assume("no exponent is last", equals(in_format(2 * b), in_format(b)), (b,))
DIGIT = assume("doubling keeps the digits", equals(last_digit(2 * b), last_digit(b)), (b,))
POWER = assume("power of two", equals(c, TWO**k / TWO**j))
FORMAT = (ROUNDED, NEAREST, TIES, CLOSED, DIGIT)

DOUBLED, TWICE, HALF = fl(2 * a), 2 * fl(a), fl(2 * a) / 2


@chain(equals(in_format(TWICE), 1))
def twice_in_format() -> Lines:
    yield "=", in_format(fl(a)), CLOSED.at(fl(a))
    yield "=", ..., ROUNDED.at(a)


@chain(equals(in_format(HALF), 1))
def half_in_format() -> Lines:
    yield "=", in_format(2 * HALF), CLOSED.at(HALF)
    yield "=", ..., ROUNDED.at(2 * a)


@chain(ABS(TWICE - 2 * a) <= ABS(DOUBLED - 2 * a))
def as_near() -> Lines:
    yield "=", 2 * ABS(fl(a) - a), "a positive factor"
    yield "<=", 2 * ABS(HALF - a), NEAREST.at(a, HALF), half_in_format
    yield "=", ..., "a positive factor"


@chain(ABS(HALF - a) <= ABS(fl(a) - a))
def half_as_near() -> Lines:
    yield "=", ABS(DOUBLED - 2 * a) / 2, "a positive factor"
    yield "<=", ABS(TWICE - 2 * a) / 2, NEAREST.at(2 * a, TWICE), twice_in_format
    yield "=", ..., "a positive factor"


@chain(equals(last_digit(HALF), last_digit(DOUBLED)))
def digit_of_half() -> Lines:
    yield "=", ..., DIGIT.at(HALF)


TO_TWICE = last_digit(TWICE) <= last_digit(DOUBLED)


@cases(
    equals(DOUBLED, TWICE), ("a digit as small", TO_TWICE),
    ("a greater digit", last_digit(DOUBLED) < last_digit(TWICE)), name="doubling",
)  # fmt: skip
def doubling(here: Hypothesis) -> Lines:
    if here.relation is TO_TWICE:
        yield (
            "=",
            ...,
            "it is as near, its digit as small",
            TIES.at(2 * a, TWICE),
            twice_in_format,
            as_near,
            here,
        )
    else:
        digits = digit_of_half, DIGIT.at(fl(a)), here
        yield "=", 2 * HALF, "half of it, twice"
        yield (
            "=",
            ...,
            "half of it is as near, its digit smaller",
            TIES.at(a, HALF),
            half_in_format,
            half_as_near,
            *digits,
        )


@induction(equals(fl(TWO**k * a), TWO**k * fl(a)), start=at_once("no power", "1 times"), over=k)
def powers(assumed: Hypothesis) -> Lines:
    """One more doubling."""
    yield "=", fl(2 * (TWO**k * a)), "one more factor"
    yield "=", 2 * fl(TWO**k * a), doubling.of({a: TWO**k * a})
    yield "=", ..., "the ", assumed


@induction(TWO**j > 0, start=at_once("no power", "1 is positive"), over=j)
def power_positive(assumed: Hypothesis) -> Lines:
    """One more doubling."""
    yield "=", 2 * TWO**j, "one more factor"
    yield ">", ..., "the ", assumed


@chain(equals(TWO**j * (a / TWO**j), a))
def whole() -> Lines:
    yield "=", ..., power_positive


@chain(equals(fl(TWO**j * (a / TWO**j)), fl(a)))
def rounded_whole() -> Lines:
    yield "=", ..., whole, power_positive


@chain(equals(fl(a / TWO**j), fl(a) / TWO**j))
def halving() -> Lines:
    scaled = TWO**j * fl(a / TWO**j)
    yield "=", scaled / TWO**j, power_positive
    yield "=", fl(TWO**j * (a / TWO**j)) / TWO**j, powers.of({k: j, a: a / TWO**j})
    yield "=", ..., rounded_whole, power_positive


@chain(equals(c * a, TWO**k * (a / TWO**j)))
def as_powers() -> Lines:
    yield "=", ..., POWER, power_positive


@chain(equals(fl(c * a), c * fl(a)))
def scaling() -> Lines:
    yield "=", fl(TWO**k * (a / TWO**j)), as_powers
    yield "=", TWO**k * fl(a / TWO**j), powers.of({a: a / TWO**j})
    yield "=", TWO**k * (fl(a) / TWO**j), halving
    yield "=", ..., POWER, power_positive


@chain(c > 0)
def positive() -> Lines:
    yield "=", TWO**k / TWO**j, POWER, power_positive
    yield ">", ..., power_positive.of({j: k}), power_positive
