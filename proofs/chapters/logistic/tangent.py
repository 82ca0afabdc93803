"""The logistic loss on one sample, between its tangent at net input 0 and a parabola."""

from proofs.chapters.logistic.setting import LOGISTIC_LOSS, label, z
from proofs.statement import Lines, cases, chain
from proofs.terms import ABS, EXP, LOG, Hypothesis, assume, number, scalar

HALF_EXP, q = EXP(z / 2), scalar("q")
a, b, c, d = (scalar(name) for name in "abcd")
TANGENT = LOG(number(2)) + (number(1, 2) - label) * z
RATIO = 2 * HALF_EXP / (1 + EXP(z))
COSH = (HALF_EXP + EXP(-z / 2)) / 2
"""The hyperbolic cosine of z/2: (1 + e^z) / (2 e^(z/2))."""
PARABOLA = TANGENT + z**2 / 2
NEAR = assume("a small net input", z**2 <= 2)
ARGUMENT = assume("a positive argument", q > 0)


@chain((a + c) / 2 <= (b + d) / 2, name="two bounds")
def halves() -> Lines:
    """Half of a sum, by bounds for both terms."""
    yield "<=", ..., "both", assume("a bound", a <= b), assume("another bound", c <= d)


@chain(a <= 1 + 2 * b, name="divided")
def divided() -> Lines:
    """a <= 1 + 2 b where a (1 - b) <= 1 and 0 <= b <= 1/2."""
    one, less = assume("a product", a * (1 - b) <= 1), assume("at most a half", 2 * b <= 1)
    yield "=", a * (1 - b) / (1 - b), less
    yield "<=", 1 / (1 - b), one, less
    yield "<=", ..., less, assume("not negative", b >= 0)


@chain(LOG(q) <= q - 1, name="the logarithm lies below its tangent at 1")
def logarithm() -> Lines:
    """log q <= q - 1."""
    yield "<=", ..., "the exponential lies above its tangent at 0", ARGUMENT


@chain(LOG(a) <= LOG(b), name="the logarithm is increasing")
def increasing() -> Lines:
    """log a <= log b where 0 < a <= b."""
    positive, less = assume("a positive number", a > 0), assume("at most", a <= b)
    yield "=", LOG(b) + LOG(a / b), "the logarithm of a quotient", positive, less
    yield "<=", LOG(b) + (a / b - 1), logarithm.of({q: a / b})
    yield "<=", ..., positive, less


@chain(LOGISTIC_LOSS >= TANGENT, name="the loss on one sample")
def tangent_of_one() -> Lines:
    """log(1 + e^z) - y z >= log 2 + (1/2 - y) z."""
    yield "=", TANGENT - LOG(RATIO), "the logarithm of a product and of a quotient"
    yield ">=", TANGENT - (RATIO - 1), logarithm.of({q: RATIO})
    yield "=", TANGENT + (HALF_EXP - 1) ** 2 / (1 + EXP(z)), "collect"
    yield ">=", ..., "a square is not negative"


@chain(1 + z / 2 > 0, name="a small number")
def small() -> Lines:
    """1 + z/2 > 0 where z^2 <= 2."""
    yield ">=", 1 - (z**2 / 4 + 1) / 2, "a square is not negative"
    yield ">", ..., NEAR


@chain(EXP(q) * (1 - q) <= 1, name="an exponential from above")
def exponential_above() -> Lines:
    """e^q (1 - q) <= 1."""
    yield "<=", EXP(q) * EXP(-q), "the exponential lies above its tangent at 0"
    yield "=", ..., "exp of a sum"


@chain(EXP(q) <= 1, name="an exponential of what is not positive")
def at_most_one() -> Lines:
    """e^q <= 1 where q <= 0."""
    yield "<=", EXP(q) * (1 - q), "the factor is at least 1", assume("not positive", q <= 0)
    yield "<=", ..., exponential_above


@chain(HALF_EXP * (1 - z**2 / 4) <= 1 + z / 2, name="an exponential, multiplied")
def multiplied() -> Lines:
    """e^x (1 - x^2) <= 1 + x."""
    yield "=", HALF_EXP * (1 - z / 2) * (1 + z / 2), "factors"
    yield "<=", 1 * (1 + z / 2), exponential_above.of({q: z / 2}), small
    yield "=", ..., "one"


@chain(COSH * (1 - z**2 / 4) <= 1, name="a hyperbolic cosine from above")
def cosine_above() -> Lines:
    """cosh x (1 - x^2) <= 1, from both exponentials."""
    one, other = HALF_EXP * (1 - z**2 / 4), EXP(-z / 2) * (1 - (-z) ** 2 / 4)
    read = {a: one, b: 1 + z / 2, c: other, d: 1 + -z / 2}
    yield "=", (one + other) / 2, "both exponentials"
    yield "<=", (read[b] + read[d]) / 2, halves.of(read), multiplied, multiplied.of({z: -z}), NEAR
    yield "=", ..., "collect"


@chain(q**2 <= 1, name="a small square")
def square() -> Lines:
    """q^2 <= 1 where |q| <= 1."""
    within = assume("within one", ABS(q) <= 1)
    yield "=", ABS(q) * ABS(q), "the square of the size"
    yield "<=", ABS(q) * 1, within
    yield "<=", ..., within


@cases(
    LOGISTIC_LOSS <= PARABOLA,
    ("positive", z > 1), ("negative", z < -1), ("near zero", ABS(z) <= 1),
    name="the loss on one sample from above",
)  # fmt: skip
def parabola_of_one(here: Hypothesis) -> Lines:
    """log(1 + e^z) - y z <= log 2 + (1/2 - y) z + z^2/2."""
    own = label * z
    if here.name == "near zero":
        by = (divided.of({a: COSH, b: z**2 / 4}), cosine_above.of({z: z}), square.of({q: z}))
        yield "=", TANGENT + LOG(COSH), "the logarithm of a product"
        yield "<=", TANGENT + (COSH - 1), logarithm.of({q: COSH})
        yield "<=", TANGENT + (1 + 2 * (z**2 / 4) - 1), *by, here
    elif here.name == "positive":
        yield "<=", LOG(2 * EXP(z)) - own, increasing.of({a: 1 + EXP(z), b: 2 * EXP(z)}), here
        yield "=", LOG(number(2)) + z - own, "the logarithm of a product"
    else:
        by_two = increasing.of({a: 1 + EXP(z), b: 2})
        yield "<=", LOG(number(2)) - own, by_two, here, at_most_one.of({q: z})
    yield "<=", ..., "the square is at least as large", here
