"""The powers of one factor 1 - eta lambda, and the multiple of an eigenvector that they make."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta
from proofs.chapters.linear.limits import RHO_START, RHO_STEP, rho_power
from proofs.chapters.linear.setting import (
    BEFORE, NO_STEPS, NOW, ONE_MORE, lambda_, one_more_made, rho, sequence, steps,
)  # fmt: skip
from proofs.statement import Lines, Parts, at_once, cases, chain, induction
from proofs.terms import Hypothesis, assume, define, equals, say

factor = sequence("factor")
"""The power (1 - eta lambda)^t."""
scale = sequence("c")
"""The multiple of an eigenvector that descent from zero has reached."""
alternating = sequence("sign_change")
"""The power (-1)^t."""

SHRINKS = 1 - eta * lambda_
REACHED, REACHED_BEFORE = lambda_ * scale(NOW), lambda_ * scale(BEFORE)
SIGNED = alternating(NOW) * factor(NOW)
FACTOR_START = define("the empty product", factor(0), 1)
FACTOR_STEP = define("one more factor", factor(NOW), SHRINKS * factor(BEFORE))
SCALE_START = define("no multiple yet", scale(0), 0)
SCALE_STEP = define("one more step of the multiple", scale(NOW), SHRINKS * scale(BEFORE) + eta)
SIGN_START = define("no change of sign yet", alternating(0), 1)
SIGN_STEP = define("one more change of sign", alternating(NOW), -alternating(BEFORE))

CURVED = assume("positive eigenvalue", lambda_ > 0)
INSIDE = assume("between −1 and 1", SHRINKS**2 <= rho**2)
SMALL = assume("small rate", eta * lambda_ < 2)
UNSTABLE = assume("large rate", eta * lambda_ >= 2)
LARGE = assume("large rate", eta * lambda_ > 2)
EVEN = assume("even number of steps", equals(alternating(NOW), 1))
SOME = assume("some steps", steps(NOW) >= 1)


@induction(
    equals(factor(NOW), 1 - REACHED),
    start=at_once("no steps", "the empty product is 1, no multiple yet", FACTOR_START, SCALE_START),
    name="a geometric sum",
)
def geometric_sum(assumed: Hypothesis) -> Lines:
    """One more step: lambda times the multiple is 1 - (1 - eta lambda)^t."""
    yield "=", SHRINKS * factor(BEFORE), FACTOR_STEP
    yield "=", SHRINKS * (1 - REACHED_BEFORE), "the ", assumed
    yield "=", ..., SCALE_STEP


SQUARE, ONE_MORE_FACTOR = factor(BEFORE) ** 2, SHRINKS**2 * factor(BEFORE) ** 2
IT_IS_ONE = at_once("no factors", "it is 1", FACTOR_START)


@induction(
    factor(NOW) ** 2 <= rho_power(NOW) ** 2,
    start=at_once("no factors", "both are 1", FACTOR_START, RHO_START),
    name="the powers shrink",
)
def powers_shrink(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", ONE_MORE_FACTOR, FACTOR_STEP
    yield "<=", rho**2 * SQUARE, INSIDE
    yield "<=", rho**2 * rho_power(BEFORE) ** 2, "the ", assumed
    yield "=", ..., RHO_STEP


@induction(factor(NOW) ** 2 >= 1, start=IT_IS_ONE, name="the powers stay large")
def powers_stay_large(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", ONE_MORE_FACTOR, FACTOR_STEP
    yield ">=", SQUARE, "the factor is at most −1", UNSTABLE
    yield ">=", ..., "the ", assumed


@chain(factor(NOW) * factor(BEFORE) <= -1)
def alternate() -> Lines:
    yield "=", SHRINKS * SQUARE, FACTOR_STEP
    yield "<=", -SQUARE, "the factor is at most −1", UNSTABLE
    yield "<=", ..., powers_stay_large.at(BEFORE)


@chain((factor(BEFORE) - factor(NOW)) ** 2 >= 4, name="two powers are far apart")
def far_apart() -> Lines:
    known = (powers_stay_large, powers_stay_large.at(BEFORE), alternate)
    yield "=", SQUARE + factor(NOW) ** 2 - 2 * (factor(NOW) * factor(BEFORE)), "multiply out"
    yield ">=", ..., "the powers stay large and alternate", *known


# The sign of the multiple ------------------------------------------------------------------------


@induction(factor(NOW) ** 2 <= 1, start=IT_IS_ONE, name="the powers stay bounded")
def bounded(assumed: Hypothesis) -> Lines:
    """One more factor."""
    between = ("the factor lies between −1 and 1", POSITIVE_RATE, CURVED, SMALL)
    yield "=", ONE_MORE_FACTOR, FACTOR_STEP
    yield "<=", SQUARE, *between
    yield "<=", ..., "the ", assumed


@chain(REACHED_BEFORE >= 0, name="the multiple is not negative")
def not_negative() -> Lines:
    yield "=", 1 - factor(BEFORE), geometric_sum.at(BEFORE)
    yield ">=", ..., bounded.at(BEFORE)


@chain(REACHED_BEFORE <= 2, name="the multiple is at most 2")
def at_most_two() -> Lines:
    yield "=", 1 - factor(BEFORE), geometric_sum.at(BEFORE)
    yield "<=", ..., bounded.at(BEFORE)


@cases(
    REACHED > 0,
    ("a short step", SHRINKS >= 0),
    ("a long step", SHRINKS < 0),
    name="the multiple is positive",
)
def sign_stays(here: Hypothesis) -> Lines:
    yield "=", SHRINKS * REACHED_BEFORE + eta * lambda_, SCALE_STEP
    if here.relation.sign == ">=":
        yield ">=", eta * lambda_, not_negative
        yield ">", ..., "a product of positive numbers", POSITIVE_RATE, CURVED
        return
    yield ">=", SHRINKS * 2 + eta * lambda_, at_most_two
    yield "=", 2 - eta * lambda_, "collect"
    yield ">", ..., SMALL


@chain(scale(NOW) > 0)
def multiple_positive() -> Lines:
    yield "=", REACHED / lambda_, CURVED
    yield ">", ..., sign_stays


BERNOULLI, BERNOULLI_BEFORE = (1 + steps(at) * (eta * lambda_ - 2) for at in (NOW, BEFORE))


def _one_more_step(*assumed: Hypothesis) -> Lines:
    """One more step."""
    both = ("one more factor and one more change of sign", *assumed, FACTOR_STEP, SIGN_STEP)
    yield "=", (eta * lambda_ - 1) * (alternating(BEFORE) * factor(BEFORE)), *both
    yield ">=", (eta * lambda_ - 1) * BERNOULLI_BEFORE, "the induction hypothesis", LARGE
    yield ">=", ..., "multiply out: Bernoulli's inequality", ONE_MORE


grows = induction(
    *(SIGNED >= BERNOULLI, steps(NOW) >= 0),
    start=(
        at_once("no steps", "both sides are 1", SIGN_START, FACTOR_START, NO_STEPS),
        at_once("no steps made", "0 is not negative", NO_STEPS),
    ),
    name="the powers grow",
)((_one_more_step, one_more_made))
grows.slug = "grows"


@induction(
    equals(alternating(NOW) ** 2, 1),
    start=at_once("no steps", "it is 1", SIGN_START),
    name="the sign is 1 or −1",
)
def sign_is_one(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", alternating(BEFORE) ** 2, SIGN_STEP
    yield "=", ..., "the ", assumed


@chain(REACHED < 0, name="the multiple is negative")
def sign_flips() -> Lines:
    yield "=", 1 - factor(NOW), geometric_sum
    yield "=", 1 - SIGNED, EVEN
    yield "<=", -(steps(NOW) * (eta * lambda_ - 2)), grows
    yield "<", ..., LARGE, " and ", SOME


THREE, ONE = define("the rate 3", eta, 3), define("the eigenvalue 1", lambda_, 1)
TWO_STEPS = tuple(
    define(name, scale(index + 1), SHRINKS * scale(index) + eta)
    for index, name in enumerate(("one step of the multiple", "two steps of the multiple"))
)


@chain(equals(scale(2), -3))
def example() -> Lines:
    two = SHRINKS * (SHRINKS * 0 + eta) + eta
    yield "=", two, "two steps", SCALE_START, *TWO_STEPS
    yield "=", ..., equals(eta, 3), " and ", equals(lambda_, 1), THREE, ONE


SMALL_PARTS: Parts = (
    ("Small rates: the powers stay bounded", bounded),
    (say("Small rates: {} is not negative", REACHED_BEFORE), not_negative),
    (say("Small rates: {} is at most 2", REACHED_BEFORE), at_most_two),
    ("Small rates: the multiple is positive after every step", sign_stays),
    ("Hence the multiple itself", multiple_positive),
)
LARGE_PARTS: Parts = (
    ("Large rates: the powers grow and alternate", grows),
    ("The sign after so many steps is 1 or −1", sign_is_one),
    ("Large rates: the multiple is negative after an even number of steps", sign_flips),
    (say("For example {} and {}, two steps", equals(lambda_, 1), equals(eta, 3)), example),
)
