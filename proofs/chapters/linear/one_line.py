"""If the weights of all small rates lie on one line, b is an eigenvector of A.

The run is a function of the rate.  Its two lowest powers of the rate are written out; what is left
is bounded while the rate is.  So whatever is perpendicular to the line is perpendicular to b, and
then to Ab: else a rate could be chosen at which it is not perpendicular to the weights.
"""

from fractions import Fraction
from typing import Any

from proofs.chapters.gradient_descent.setting import eta
from proofs.chapters.linear.descent import NONE, n
from proofs.chapters.linear.setting import A, b, c, epsilon, squared
from proofs.instance import Matrix
from proofs.statement import Lines, Parts, Proof, at_once, cases, chain, induction
from proofs.terms import (
    ABS, ZERO, Hypothesis, Symbol, Term, assume, define, differs, dot, equals, function,
    say, scalar, substitute, vector,
)  # fmt: skip

w = function("w", ("scalar", "step"), "vector")
share = function("s")
rest = function("R", ("step", "scalar"), "vector")
bound = function("K", ("step", "vector"))
e, f, p, q = vector("e"), vector("f"), vector("p"), vector("q")
M = scalar("M")
PAIRS = n * (n - 1) / 2

ZERO_START = assume("zero start", equals(w(eta, NONE), ZERO), (eta,))
STEP = define("gradient descent", w(eta, n + 1), w(eta, n) - eta * (A(w(eta, n)) - b), (eta, n))
MET = assume("something to learn", differs(b, ZERO))
TWICE = assume("two steps", n >= 2)
RANGE = assume("a range of rates", epsilon > 0)
UNIT = assume("a direction", equals(squared(e), 1))
ONE_LINE = assume("one line", equals(w(eta, n), share(eta) * e), (eta,), eta > 0, eta < epsilon)
SMALL, POSITIVE = assume("a small rate", eta < epsilon), assume("positive rate", eta > 0)
APART = assume("perpendicular to b", equals(dot(f, b), 0))
ACROSS = assume("perpendicular to the line", equals(dot(f, e), 0))

NO_REST = define("no rest yet", rest(NONE, eta), ZERO, (eta,))
MORE_REST = define(
    "the rest after one more step",
    *(rest(n + 1, eta), rest(n, eta) - eta * A(rest(n, eta)) + PAIRS * A(A(b)), (n, eta)),
)
NO_BOUND = define("nothing to bound", bound(NONE, f), 0, (f,))
MORE_BOUND = define(
    "the bound after one more step", bound(n + 1, f),
    bound(n, f) + epsilon * bound(n, A(f)) + PAIRS * ABS(dot(f, A(A(b)))), (n, f),
)  # fmt: skip
LOWEST = n * eta * b - PAIRS * eta**2 * A(b) + eta**3 * rest(n, eta)


@induction(
    equals(w(eta, n), LOWEST),
    start=at_once("no steps", "both are zero", ZERO_START.at(eta), NO_REST.at(eta)),
    name="the lowest powers of the rate",
    over=n,
)
def lowest_powers(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", w(eta, n) - eta * (A(w(eta, n)) - b), STEP.at(eta, n)
    yield "=", LOWEST - eta * (A(LOWEST) - b), "the ", assumed
    yield "=", ..., "collect the powers of ", eta, MORE_REST.at(n, eta)


@induction(PAIRS >= 0, start=at_once("no steps", "it is 0"), name="the number of pairs", over=n)
def pairs(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", PAIRS + n, "as many pairs more"
    yield ">=", ..., "the ", assumed


x, y, z = scalar("x"), scalar("y"), scalar("z")
WEIGHT = assume("a weight", c >= 0)


@chain(ABS(x + z) <= ABS(x) + ABS(z), name="the triangle inequality")
def triangle() -> Lines:
    yield "<=", ..., "sizes"


@chain(ABS(x - eta * y + c * z) <= ABS(x) + eta * ABS(y) + c * ABS(z), name="sizes of three")
def sizes() -> Lines:
    yield "<=", ABS(x) + ABS(-eta * y + c * z), triangle.of({z: -eta * y + c * z})
    yield "<=", ABS(x) + (ABS(-eta * y) + ABS(c * z)), triangle.of({x: -eta * y, z: c * z})
    yield "=", ..., "factors that are not negative", POSITIVE, WEIGHT


@induction(
    ABS(dot(f, rest(n, eta))) <= bound(n, f),
    start=at_once("no steps", "both are 0", NO_REST.at(eta), NO_BOUND.at(f)),
    name="the rest is bounded",
    over=n,
    every=(f,),
)
def bounded(assumed: Hypothesis) -> Lines:
    """One more step."""
    last = PAIRS * ABS(dot(f, A(A(b))))
    first, second = ABS(dot(f, rest(n, eta))), ABS(dot(A(f), rest(n, eta)))
    three = (dot(f, rest(n, eta)), dot(A(f), rest(n, eta)), dot(f, A(A(b))))
    yield "=", ABS(three[0] - eta * three[1] + PAIRS * three[2]), MORE_REST.at(n, eta)
    read = dict(zip((x, y, z), three, strict=True)) | {c: PAIRS}
    yield "<=", first + eta * second + last, sizes.of(read), pairs, POSITIVE
    yield "<=", first + epsilon * second + last, SMALL
    yield (
        "<=",
        bound(n, f) + epsilon * bound(n, A(f)) + last,
        "the induction hypothesis, twice",
        assumed.at(f),
        assumed.at(A(f)),
        RANGE,
    )
    yield "=", ..., MORE_BOUND.at(n, f)


# Two polynomials that vanish ---------------------------------------------------------------------


@chain(equals(dot(f, w(eta, n)), 0), name="perpendicular to the weights")
def across() -> Lines:
    yield "=", share(eta) * dot(f, e), ONE_LINE.at(eta), POSITIVE, SMALL
    yield "=", ..., ACROSS


SIZE = PAIRS * ABS(dot(f, A(b))) + epsilon * ABS(bound(n, f))


@chain(n * dot(f, b) <= eta * SIZE, name="the first coefficient")
def first_coefficient() -> Lines:
    last = PAIRS * dot(f, A(b)) - eta * dot(f, rest(n, eta))
    apart = (dot(f, LOWEST) / eta) + eta * last
    yield "=", apart, "multiply out", POSITIVE
    yield "=", eta * last, "perpendicular to the weights", across, lowest_powers
    yield "<=", eta * (PAIRS * ABS(dot(f, A(b))) + eta * ABS(dot(f, rest(n, eta)))), "sizes", pairs
    yield "<=", eta * (PAIRS * ABS(dot(f, A(b))) + eta * ABS(bound(n, f))), bounded
    yield "<=", ..., SMALL


@chain(PAIRS * dot(f, A(b)) <= eta * ABS(bound(n, f)), name="the second coefficient")
def second_coefficient() -> Lines:
    apart = PAIRS * dot(f, A(b)) + dot(f, LOWEST) / eta**2
    yield "=", apart, "perpendicular to the weights", across, lowest_powers, POSITIVE
    yield "=", n * dot(f, b) / eta + eta * dot(f, rest(n, eta)), "multiply out"
    yield "=", eta * dot(f, rest(n, eta)), APART
    yield "<=", eta * ABS(dot(f, rest(n, eta))), "a size"
    yield "<=", ..., bounded


# A rate that is small enough ---------------------------------------------------------------------

CHOSEN = epsilon * c / (2 * (c + epsilon * M))
SOME, SIZED = assume("more than 0", c > 0), assume("a size", M >= 0)


@chain(CHOSEN > 0)
def chosen_positive() -> Lines:
    yield ">", ..., SOME, SIZED, RANGE


@chain(CHOSEN < epsilon)
def chosen_small() -> Lines:
    yield "<=", epsilon * c / (2 * c), SOME, SIZED, RANGE
    yield "=", epsilon / 2, "cancel"
    yield "<", ..., RANGE


@chain(CHOSEN * M <= c / 2)
def chosen_product() -> Lines:
    yield "=", c / 2 * (epsilon * M / (c + epsilon * M)), "collect", SOME, SIZED, RANGE
    yield "<=", ..., "the fraction is at most 1"


def _not_positive(
    h: Symbol, value: Term, size: Term, coefficient: Proof, *known: Any, name: str
) -> Proof:
    """A number that is at most every small rate times a size is not positive."""
    read = {c: value, M: size}
    rate = define("a small rate", h, substitute(CHOSEN, dict(read.items())))
    chosen = (chosen_positive.of(read), chosen_small.of(read))

    @cases(value <= 0, ("nothing to show", value <= 0), ("more than 0", value > 0), name=name)
    def shown(here: Hypothesis) -> Lines:
        if here.relation.sign == "<=":
            yield "<=", ..., "the case"
            return
        yield "=", 2 * value - value, "twice less once"
        yield "<=", 2 * (h * size) - value, "at ", rate, coefficient.of({eta: h}), *chosen, *known
        yield "<=", ..., chosen_product.of(read)

    shown.slug = name
    return shown


first_part = _not_positive(
    *(scalar("h", "", "1"), n * dot(f, b), SIZE, first_coefficient, RANGE, pairs, ACROSS),
    name="nothing-along-b",
)
second_part = _not_positive(
    *(scalar("h", "", "2"), PAIRS * dot(f, A(b)), ABS(bound(n, f)), second_coefficient, RANGE),
    *(APART, ACROSS),
    name="nothing-along-Ab",
)


@chain(PAIRS >= 1, name="two steps make a pair")
def a_pair() -> Lines:
    yield "=", 1 + (n - 2) * (n + 1) / 2, "multiply out"
    yield ">=", ..., TWICE


MANY = assume("one or more", x >= 1)
PRODUCT = assume("no positive multiple", x * y <= 0)
SHORT = assume("no distance", squared(p - q) <= 0)


@chain(y <= 0)
def divided() -> Lines:
    yield "=", x * y / x, MANY
    yield "<=", ..., PRODUCT


@chain(equals(squared(p - q), 0))
def no_distance() -> Lines:
    yield "=", ..., "a square is not negative", SHORT


@chain(equals(p, q), name="what has no distance is equal")
def no_difference() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", no_distance


@chain(dot(f, b) <= 0)
def not_along_b() -> Lines:
    yield "<=", ..., divided.of({x: n + 0, y: dot(f, b)}), first_part, TWICE


@chain(dot(f, A(b)) <= 0)
def not_along_image() -> Lines:
    yield "<=", ..., divided.of({x: PAIRS, y: dot(f, A(b))}), second_part, a_pair


LEFT, LEFT_OF_IMAGE = b - dot(b, e) * e, A(b) - dot(A(b), e) * e


@chain(equals(dot(LEFT_OF_IMAGE, e), 0))
def across_the_line() -> Lines:
    yield "=", ..., UNIT


@chain(squared(LEFT) <= 0)
def left_of_b() -> Lines:
    yield "=", dot(LEFT, b), UNIT
    yield "<=", ..., not_along_b.of({f: LEFT}), UNIT


@chain(equals(b, dot(b, e) * e), name="b lies on the line")
def b_on_the_line() -> Lines:
    yield "=", ..., no_difference.of({p: b, q: dot(b, e) * e}), left_of_b


FIRST, SECOND = assume("on the line", equals(p, x * e)), assume("also", equals(q, y * e))


@chain(equals(dot(f, p), 0))
def not_along_the_line() -> Lines:
    yield "=", x * dot(f, e), FIRST
    yield "=", ..., ACROSS


@chain(equals(squared(p) * q, dot(p, q) * p))
def on_one_line() -> Lines:
    yield "=", ..., FIRST, SECOND, UNIT


@chain(equals(dot(LEFT_OF_IMAGE, b), 0))
def left_and_b() -> Lines:
    read = {p: b, x: dot(b, e), f: LEFT_OF_IMAGE}
    yield "=", ..., not_along_the_line.of(read), b_on_the_line, across_the_line


@chain(squared(LEFT_OF_IMAGE) <= 0)
def left_of_image() -> Lines:
    yield "=", dot(LEFT_OF_IMAGE, A(b)), UNIT
    yield "<=", ..., not_along_image.of({f: LEFT_OF_IMAGE}), left_and_b, UNIT


@chain(equals(A(b), dot(A(b), e) * e), name="Ab lies on the line")
def image_on_the_line() -> Lines:
    yield "=", ..., no_difference.of({p: A(b), q: dot(A(b), e) * e}), left_of_image


IS_EIGENVECTOR = equals(A(b), dot(b, A(b)) / squared(b) * b)


@chain(equals(squared(b) * A(b), dot(b, A(b)) * b))
def parallel() -> Lines:
    read = {p: b, q: A(b), x: dot(b, e), y: dot(A(b), e)}
    yield "=", ..., on_one_line.of(read), b_on_the_line, image_on_the_line


FACTOR, NOT_0 = assume("multiples", equals(x * q, y * p)), assume("not 0", differs(x, 0))


@chain(equals(q, y / x * p))
def solved() -> Lines:
    yield "=", 1 / x * (x * q), NOT_0
    yield "=", ..., FACTOR


@chain(squared(b) > 0)
def something() -> Lines:
    yield ">", ..., MET


@chain(IS_EIGENVECTOR)
def eigenvector() -> Lines:
    read = {p: b, q: A(b), x: squared(b), y: dot(b, A(b))}
    yield "=", ..., solved.of(read), parallel, something


APART_AT_TWO = {
    "A": Matrix(((Fraction(1), Fraction(0)), (Fraction(0), Fraction(0)))),
    "b": (Fraction(1), Fraction(1)), "e": (Fraction(0), Fraction(1)), "n": Fraction(2),
}  # fmt: skip
"""Two steps of a run that leaves every line: b is no eigenvector."""

# What the entry shares ---------------------------------------------------------------------------


CONVERSE_PARTS: Parts = (
    ("The lowest powers of the rate", lowest_powers),
    (say("The rest is bounded, for rates below {}", epsilon), bounded),
    (say("Suppose one line, and let {} be perpendicular to it", f), across),
    (say("At every small rate: the first power"), first_coefficient),
    ("A rate that is small enough for a number and a size", chosen_small),
    ("At that rate the size does not reach the number", chosen_product),
    (say("So {} is never positive", dot(f, b)), first_part),
    ("What of it is off the line has no length", left_of_b),
    (say("{} lies on the line", b), b_on_the_line),
    (say("At every small rate: the second power"), second_coefficient),
    (say("So {} is never positive", dot(f, A(b))), second_part),
    ("What of it is off the line has no length", left_of_image),
    (say("{} lies on the line", A(b)), image_on_the_line),
    (say("So {} and {} lie on one line", b, A(b)), parallel),
    (say("Therefore {} is an eigenvector", b), eigenvector),
)
