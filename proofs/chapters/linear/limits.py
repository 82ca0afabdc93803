"""Linear regression in the limit: which rates converge, whereto, and what a start leaves behind.

Two runs are compared whose starts differ by X'a + n with Xn = 0; every vector can be split so.  The
part X'a is followed on the eigenvectors of the row space, one after the other; the part n never
moves.  A fixed point is a run too, so that the distance from a solution is covered.
"""

from typing import Any

from proofs.chapters.gradient_descent.setting import eta, other, w
from proofs.chapters.linear.setting import (
    BEFORE, NO_STEPS, NOW, ONE_MORE, OTHER_STEP, SAMPLES, SECOND_MOMENT, STEP, XT, A, X, b, m, n,
    one_more_made, rho, run, sequence, squared, steps,
)  # fmt: skip
from proofs.chapters.linear.spectrum import component_by_component, one_step, shrunk
from proofs.readings import reading
from proofs.statement import Lines, Parts, at_once, chain, induction
from proofs.terms import (
    ZERO, Hypothesis, assume, define, equals, norm, say, scalar, vector,
)  # fmt: skip
from proofs.chapters.linear.spectrum import WHOLE

rho_power, coefficients = sequence("rho_power"), run("a")
h, tolerance = scalar("h"), scalar("epsilon")
best, dual = vector("w_star"), vector("a_star")
PART, AT, START = (XT(coefficients(index)) for index in (NOW, BEFORE, "0"))
ROOM, ROOM_BEFORE = 1 + steps(NOW) * h, 1 + steps(BEFORE) * h

NONNEGATIVE = assume("not negative", rho >= 0)
SPLIT = assume("the starts differ so", equals(w(0), other(0) + START + n))
NULL = assume("null space", equals(X(n), ZERO))
BELOW_ONE = assume("below one", equals(rho, 1 / (1 + h)))
POSITIVE_H = assume("gap", h > 0)
ENOUGH = assume("enough steps", tolerance * ROOM >= norm(START))
SOLUTION = assume("a stationary point", equals(A(best), b))
FROM_SOLUTION = assume("the other run starts there", equals(other(0), best))

COEFFICIENT_STEP = define(
    "one step of the coefficients", coefficients(NOW), coefficients(BEFORE) - eta * (X(AT) / m)
)
RHO_START = define("the empty product for ρ", rho_power(0), 1)
RHO_STEP = define("one more factor ρ", rho_power(NOW), rho * rho_power(BEFORE))
AT_STEP, N_STEP = (part - eta * (XT(X(part)) / m) for part in (AT, n))

# Two runs ----------------------------------------------------------------------------------------


@induction(
    equals(w(NOW), other(NOW) + PART + n),
    start=at_once("the start", "the starts differ so", SPLIT),
    name="the two parts of the difference",
)
def two_parts(assumed: Hypothesis) -> Lines:
    """One more step: two runs differ by X'a in the row space, and by n for ever."""
    parts, known = A(other(BEFORE)) + A(AT) + A(n), (SECOND_MOMENT.at(AT), SECOND_MOMENT.at(n))
    yield "=", STEP.relation.right, STEP
    yield "=", (other(BEFORE) + AT + n) - eta * (parts - b), "the ", assumed
    yield "=", other(NOW) + shrunk(AT) + shrunk(n), "the other run", OTHER_STEP
    yield "=", other(NOW) + AT_STEP + N_STEP, "what A is", *known, SAMPLES
    yield "=", other(NOW) + AT_STEP + n, NULL
    yield "=", ..., COEFFICIENT_STEP


@induction(
    squared(PART) <= rho_power(NOW) ** 2 * squared(START),
    start=at_once("no steps", "both sides are equal", RHO_START),
    name="the row-space part contracts",
)
def contraction(assumed: Hypothesis) -> Lines:
    """One more step."""
    contracts = reading(one_step(), v=coefficients(BEFORE))
    yield "=", squared(AT_STEP), COEFFICIENT_STEP
    yield "=", squared(shrunk(AT)), "what A is", SAMPLES, SECOND_MOMENT.at(AT)
    yield "<=", rho**2 * squared(AT), contracts
    yield "<=", rho**2 * (rho_power(BEFORE) ** 2 * squared(START)), "the ", assumed
    yield "=", ..., RHO_STEP


@induction(
    rho_power(NOW) >= 0,
    start=at_once("no steps", "it is 1", RHO_START),
    name="the powers are not negative",
)
def powers_not_negative(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", rho * rho_power(BEFORE), RHO_STEP
    yield ">=", ..., "neither factor is negative", assumed, NONNEGATIVE


@chain(norm(PART) <= rho_power(NOW) * norm(START), name="the bound")
def bound() -> Lines:
    yield "<=", ..., "squares keep the order", contraction, powers_not_negative


def _one_more_step(*assumed: Hypothesis) -> Lines:
    """One more step: Bernoulli's inequality."""
    term = "the product has one more term, which is not negative"
    grown = rho_power(BEFORE) * (ROOM_BEFORE * (1 + h)) / (1 + h)
    known = (*assumed, RHO_STEP, ONE_MORE, BELOW_ONE, POSITIVE_H)
    yield "=", rho_power(BEFORE) * (1 + steps(BEFORE) * h + h) / (1 + h), "one more factor", *known
    yield "<=", grown, term
    yield "=", rho_power(BEFORE) * ROOM_BEFORE, "cancel"
    yield "<=", ..., "the induction hypothesis"


def _one_more_power(*assumed: Hypothesis) -> Lines:
    """One more power."""
    known = (assumed[1], RHO_STEP, BELOW_ONE, POSITIVE_H)
    yield "=", rho_power(BEFORE) / (1 + h), "one more factor", *known
    yield ">=", ..., "the induction hypothesis"


powers_vanish = induction(
    *(rho_power(NOW) * ROOM <= 1, rho_power(NOW) >= 0, steps(NOW) >= 0),
    start=(
        at_once("no steps", "both sides are 1", RHO_START, NO_STEPS),
        at_once("a power that is not negative", "it is 1", RHO_START),
        at_once("no steps made", "0 is not negative", NO_STEPS),
    ),
    name="the powers vanish",
)((_one_more_step, _one_more_power, one_more_made))
powers_vanish.slug = "powers-vanish"


@chain(tolerance >= 0, name="the tolerance")
def tolerance_is_not_negative() -> Lines:
    known = (POSITIVE_H, powers_vanish.at(which=2))
    yield "=", tolerance * ROOM / ROOM, "the denominator is positive", *known
    yield ">=", norm(START) / ROOM, "enough steps", ENOUGH
    yield ">=", ..., "a length is not negative"


@chain(norm(w(NOW) - other(NOW) - n) <= tolerance, name="the limit")
def limit() -> Lines:
    known = (powers_vanish.at(which=1), tolerance_is_not_negative)
    yield "=", norm(PART), two_parts
    yield "<=", rho_power(NOW) * norm(START), bound
    yield "<=", rho_power(NOW) * (tolerance * ROOM), "enough steps", ENOUGH, *known
    yield "<=", ..., powers_vanish


@induction(
    equals(other(NOW), best),
    start=at_once("the start", "the other run starts there", FROM_SOLUTION),
    name="a solution stands still",
)
def stands_still(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", OTHER_STEP.relation.right, OTHER_STEP
    yield "=", best - eta * (A(best) - b), "the ", assumed
    yield "=", ..., SOLUTION


# What entries share ------------------------------------------------------------------------------

CONTRACTION_PARTS: Parts = (
    (
        say("A vector {} of the row space, one eigenvector after the other", WHOLE),
        component_by_component,
    ),
    ("One step contracts the row space", one_step),
    ("The difference of two runs has two parts", two_parts),
    ("The part in the row space contracts", contraction),
    (say("Powers of {}", rho), powers_not_negative),
    ("The bound on the row-space part", bound),
)
VANISHING_PARTS: Parts = (
    (say("The powers of {} vanish if {}", rho, rho < 1), powers_vanish),
    ("The limit: the row-space part falls below any tolerance", limit),
)
DIFFERENCE_NOTATION: tuple[tuple[Any, ...], ...] = (
    (
        say("{}, {}", coefficients(NOW), n),
        "coefficients of the samples, so that {} is the part of the difference in the row space, "
        "and its part in the null space of the features",
        PART,
    ),
)
LIMIT_NOTATION: tuple[tuple[Any, ...], ...] = (
    (say("{}, {}", h, tolerance), "a number with {}, and a tolerance", BELOW_ONE.relation),
)
EVERY_VECTOR = say(
    "Every vector is the sum of one in the row space and one in the null space of the features, "
    "and these are perpendicular (Axler 2015, theorems 6.47 and 7.7), so that any two starts "
    "differ as supposed."
)
