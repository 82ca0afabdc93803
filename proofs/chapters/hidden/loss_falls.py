"""How the loss changes when the output moves from 0 to one number for every sample."""

from proofs.chapters.hidden.network import i
from proofs.chapters.hidden.setting import LOSS, LOSS_SLOPE, POSITIVE_RATE, eta
from proofs.chapters.hidden.zero_start import (
    AFTER, ERRORS, FOUND, GAIN, NIL, E, K, count, m, over_samples, y,
)  # fmt: skip
from proofs.statement import Lines, at_once, chain, induction
from proofs.terms import (
    ABS, Hypothesis, Term, assume, define, equals, finite_sum, function, scalar, substitute,
)  # fmt: skip

u, epsilon = scalar("u"), scalar("epsilon")
radius = function("r")
RESIDUALS = define("the errors at zero", E, over_samples(0 - y(i)))
"""For half squares."""
SMALL = assume("small rate", eta * m * K < 2)
LARGE = assume("large rate", eta * m * K >= 2)


def _squares(output: Term) -> Term:
    return over_samples((output - y(i)) ** 2 / 2)


@chain(K >= 1, name="how far the output moves")
def gain() -> Lines:
    yield "=", GAIN.relation.right, GAIN
    yield ">=", ..., "a square is not negative"


@chain(
    equals(_squares(u), _squares(NIL) + u * E + m * u**2 / 2), name="the loss at a constant output"
)
def at_a_constant() -> Lines:
    yield "=", ..., "term by term", RESIDUALS


_CHANGE = -(eta * K * E**2 * (1 - eta * m * K / 2))


@chain(_squares(AFTER) < _squares(NIL), name="half squares fall")
def falls() -> Lines:
    at = at_a_constant.of({u: AFTER})
    yield "=", _squares(NIL) + _CHANGE, "the output moves by ", AFTER, at
    yield (
        "<",
        ...,
        "the rate is positive, and ",
        SMALL,
        POSITIVE_RATE,
        ERRORS,
        gain,
        RESIDUALS,
        GAIN,
    )


@chain(_squares(AFTER) >= _squares(NIL), name="half squares do not fall at larger rates")
def does_not_fall() -> Lines:
    at = at_a_constant.of({u: AFTER})
    yield "=", _squares(NIL) + _CHANGE, "the output moves by ", AFTER, at
    yield ">=", ..., LARGE, POSITIVE_RATE, gain, RESIDUALS, GAIN


# Any differentiable loss: for every tolerance there is a radius within which it differs from its
# tangent by no more than the tolerance says.
RADII = assume("radii", radius(epsilon) > 0, (epsilon,), epsilon > 0)
_APART = LOSS(u, y(i)) - LOSS(NIL, y(i)) - LOSS_SLOPE(NIL, y(i)) * u
DIFFERENTIABLE = assume(
    "differentiable at 0", ABS(_APART) <= epsilon * ABS(u), (epsilon, u, i), epsilon > 0,
    ABS(u) <= radius(epsilon),
)  # fmt: skip
TOLERANCE = assume("any tolerance", epsilon > 0)
WITHIN = assume("within the radius", ABS(u) <= radius(epsilon))


def _sum(term: Term) -> Term:
    return finite_sum(i, count, term)


_ONE = LOSS(NIL, y(i)) + LOSS_SLOPE(NIL, y(i)) * u + epsilon * ABS(u)


@chain(LOSS(u, y(i)) <= _ONE, name="one sample near its tangent")
def one_sample() -> Lines:
    yield "=", LOSS(NIL, y(i)) + LOSS_SLOPE(NIL, y(i)) * u + _APART, "by definition"
    yield "<=", ..., DIFFERENTIABLE.at(epsilon, u, i), TOLERANCE, WITHIN


_TANGENT = _sum(LOSS(NIL, y(i))) + _sum(LOSS_SLOPE(NIL, y(i))) * u + count * epsilon * ABS(u)


@induction(
    _sum(LOSS(u, y(i))) <= _TANGENT,
    start=at_once("no sample", "nothing is summed"),
    name="the loss near its tangent",
    over=count,
)
def near_tangent(assumed: Hypothesis) -> Lines:
    """One more sample."""
    here, last = one_sample.of({i: count}), substitute(_ONE, {i: count})
    yield "=", _sum(LOSS(u, y(i))) + LOSS(u, y(count)), "the last sample apart"
    yield "<=", _TANGENT + last, "the ", assumed, here, TOLERANCE, WITHIN
    yield "=", ..., "collect"


_TOLERATED = ABS(E) / (1 + 2 * m)
BOUND = radius(_TOLERATED) / (K * ABS(E))
NEAR = assume("rate small for the radius", eta * K * ABS(E) <= radius(_TOLERATED))


@chain(equals(ABS(AFTER), eta * K * ABS(E)), name="how far the output moves")
def moved() -> Lines:
    yield "=", ..., "rate and gain are positive", POSITIVE_RATE, gain


@chain(equals(ABS(E) * ABS(E), E**2), name="a size squared")
def squared() -> Lines:
    yield "=", ..., "a square has no sign"


g = scalar("g")
FACTOR = assume("a positive factor", g > 0)
_MOVE = -(g * E)


@chain(equals(ABS(_MOVE), g * ABS(E)), name="how far, for any factor")
def size() -> Lines:
    yield "=", ..., "the factor is positive", FACTOR


@chain(E * _MOVE + m * _TOLERATED * ABS(_MOVE) < 0, name="the slope is more than is tolerated")
def slope_wins() -> Lines:
    yield "=", -(g * E**2) + m * (g * (ABS(E) * ABS(E))) / (1 + 2 * m), size
    yield "=", -(g * E**2) + m * (g * E**2) / (1 + 2 * m), squared
    yield "=", -(g * E**2 * ((1 + m) / (1 + 2 * m))), "collect"
    yield "<", ..., "every factor is positive", FACTOR, ERRORS


@chain(_TOLERATED > 0, name="a tolerance")
def tolerance() -> Lines:
    yield ">", ..., "some error is not 0", ERRORS


@chain(K * ABS(E) > 0, name="how far, for a rate of 1")
def reach() -> Lines:
    yield ">", ..., "some error is not 0", ERRORS, gain


@chain(BOUND > 0, name="there are such rates")
def small_enough() -> Lines:
    yield (
        ">",
        ...,
        "every tolerance has a radius",
        RADII.at(_TOLERATED),
        tolerance,
        reach,
        ERRORS,
        GAIN,
    )


@chain(ABS(AFTER) <= radius(_TOLERATED), name="within the radius")
def within() -> Lines:
    yield "=", eta * K * ABS(E), moved, GAIN
    yield "<=", ..., NEAR


_BEFORE = over_samples(LOSS(NIL, y(i)))


@chain(over_samples(LOSS(AFTER, y(i))) < _BEFORE, name="any loss falls")
def any_loss() -> Lines:
    near = near_tangent.of({count: m, u: AFTER, epsilon: _TOLERATED})
    known = (near, FOUND, GAIN, within, ERRORS)
    yield "<=", _BEFORE + E * AFTER + m * _TOLERATED * ABS(AFTER), *known
    yield "<", ..., slope_wins.of({g: eta * K}), POSITIVE_RATE, gain
