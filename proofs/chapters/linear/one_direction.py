"""If the weights have one direction at all small rates, b is an eigenvector of A."""

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.setting import (
    BEFORE, NO_STEPS, NOW, ONE_MORE, STEP, A, b, epsilon, n, run, sequence, squared, steps, v,
)  # fmt: skip
from proofs.derivation import apply_fact
from proofs.statement import Lines, Parts, Proof, at_once, chain, induction
from proofs.terms import ZERO, Hypothesis, Term, assume, define, differs, dot, equals, say

pair_count, rest, share = sequence("pairs"), run("R"), sequence("s")(NOW)
MET = assume("something to learn", differs(b, ZERO))
TWICE = assume("two steps", steps(NOW) >= 2)
ON_THE_LINE = assume("one direction", equals(w(NOW), share * n))
AT_EVERY_RATE = assume("at every small rate", eta < epsilon)
PROPER = assume("a direction", differs(n, ZERO))

NO_PAIRS = define("no pairs yet", pair_count(0), 0)
MORE_PAIRS = define("more pairs", pair_count(NOW), pair_count(BEFORE) + steps(BEFORE))
NO_REST = define("no rest yet", rest(0), ZERO)
_REST = rest(BEFORE) - eta * A(rest(BEFORE)) + pair_count(BEFORE) * A(A(b))
MORE_REST = define("the rest after one more step", rest(NOW), _REST)


def _expansion(index: str) -> Term:
    """The weights by powers of the rate, the lowest two apart."""
    return steps(index) * eta * b - pair_count(index) * eta**2 * A(b) + eta**3 * rest(index)


def _across(to: Term) -> Term:
    """What is perpendicular to n and made of a given vector."""
    return dot(n, n) * to - dot(n, to) * n


ACROSS = _across(v)
IS_EIGENVECTOR = equals(A(b), dot(A(b), b) / squared(b) * b)


@induction(
    equals(w(NOW), _expansion(NOW)),
    start=at_once("no steps", "both sides are zero", ZERO_START, NO_STEPS, NO_PAIRS, NO_REST),
    name="the lowest powers of the rate",
)
def lowest_powers(assumed: Hypothesis) -> Lines:
    """One more step."""
    before = _expansion(BEFORE)
    yield "=", STEP.relation.right, STEP
    yield "=", before - eta * (A(before) - b), "the ", assumed
    yield "=", ..., "collect the powers of ", eta, ONE_MORE, MORE_PAIRS, MORE_REST


@induction(
    equals(2 * pair_count(NOW), steps(NOW) * (steps(NOW) - 1)),
    start=at_once("no steps", "both sides are 0", NO_STEPS, NO_PAIRS),
    name="the number of pairs",
)
def pairs(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", 2 * pair_count(BEFORE) + 2 * steps(BEFORE), MORE_PAIRS
    yield "=", steps(BEFORE) * (steps(BEFORE) - 1) + 2 * steps(BEFORE), "the ", assumed
    yield "=", ..., ONE_MORE


@chain(pair_count(NOW) >= 1)
def some_pairs() -> Lines:
    yield "=", steps(NOW) * (steps(NOW) - 1) / 2, pairs
    yield ">=", ..., TWICE


@chain(equals(dot(ACROSS, w(NOW)), 0), name="perpendicular to the weights")
def one_direction() -> Lines:
    yield "=", share * dot(ACROSS, n), ON_THE_LINE
    yield "=", ..., "multiply out"


FIRST = steps(NOW) * dot(ACROSS, b) * eta
SECOND = pair_count(NOW) * dot(ACROSS, A(b)) * eta**2
POLYNOMIAL = FIRST - SECOND + dot(ACROSS, rest(NOW)) * eta**3


@chain(equals(POLYNOMIAL, 0), name="a polynomial in the rate that is 0")
def polynomial() -> Lines:
    yield "=", dot(ACROSS, w(NOW)), lowest_powers, ZERO_START
    yield "=", ..., one_direction


def _coefficient(name: str, count: Term, to: Term, image: Term, more: Hypothesis | Proof) -> Proof:
    """The coefficient of a power of the rate is 0, for v made of a given vector."""
    along, coefficient = dot(n, to) * dot(n, image) / squared(n), count * dot(_across(to), image)

    @chain(equals(dot(to, image), along), name=name)
    def read() -> Lines:
        grounds = (AT_EVERY_RATE, polynomial())
        vanishes = apply_fact("identity of polynomials", equals(coefficient, 0), *grounds)
        apart = coefficient / (count * squared(n)) + along
        yield "=", apart, "multiply out", PROPER, more
        yield "=", ..., "the coefficient is 0", vanishes

    read.slug = name
    return read


first_coefficient = _coefficient("first-coefficient", steps(NOW), b, b, TWICE)
mixed_coefficient = _coefficient("mixed-coefficient", steps(NOW), A(b), b, TWICE)
second_coefficient = _coefficient("second-coefficient", pair_count(NOW), A(b), A(b), some_pairs)


@chain(equals(squared(b) * squared(A(b)), dot(A(b), b) ** 2))
def equality() -> Lines:
    on_b, image, length = dot(n, b), dot(n, A(b)), squared(n)
    both = ("b and b, Ab and Ab", PROPER, first_coefficient, second_coefficient)
    yield "=", (on_b * on_b / length) * (image * image / length), *both
    yield "=", (image * on_b / length) ** 2, "collect"
    yield "=", ..., "Ab and b", mixed_coefficient


@chain(IS_EIGENVECTOR)
def eigenvector() -> Lines:
    yield "=", ..., "the difference has length 0", MET, equality


CONVERSE_PARTS: Parts = (
    ("Conversely: the lowest powers of the rate", lowest_powers),
    ("The number of pairs of steps", pairs),
    ("From two steps on there are pairs", some_pairs),
    (
        say(
            "Suppose one direction: at all small rates {} is {} times one vector {}, and {} is "
            "perpendicular to {}, whatever {} is",
            *(w(NOW), share, n, ACROSS, n, v),
        ),
        one_direction,
    ),
    (say("So a polynomial in {} is 0 at every small rate", eta), polynomial),
    (
        say(
            "Its coefficients are 0: it vanishes at infinitely many rates, for {} made of {} for "
            "example",
            *(v, b),
        ),
        first_coefficient,
    ),
    (say("Likewise for {} made of {}", v, A(b)), mixed_coefficient),
    ("The second coefficient is 0 as well", second_coefficient),
    ("Equality in the inequality of Cauchy and Schwarz", equality),
    (say("Therefore {} is an eigenvector", b), eigenvector),
)
