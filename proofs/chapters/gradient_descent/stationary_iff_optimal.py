"""For a convex loss the gradient at zero vanishes exactly if zero is a minimiser."""

from proofs.calculus import derivative
from proofs.chapters.gradient_descent.setting import BOYD, GRADIENT, LOSS
from proofs.statement import Entry, Lines, at_once, cases, induction
from proofs.terms import (
    ABS, ZERO, Hypothesis, assume, define, differs, dot, equals, function, natural, norm, number,
    say, scalar, vector,
)  # fmt: skip

u, v, e, s = vector("u"), vector("v"), scalar("epsilon"), scalar("s")
radius = function("r")
g = GRADIENT(ZERO)
CONVEX = assume("convex", LOSS(u) >= LOSS(v) + dot(GRADIENT(v), u - v), (u, v))
STATIONARY = assume("stationary", equals(g, ZERO))
MINIMISER = assume("minimiser", LOSS(u) >= LOSS(ZERO), (u,))
ERROR = ABS(LOSS(u) - LOSS(ZERO) - dot(g, u))
RADII = assume("radii", radius(e) > 0, (e,), e > 0)
DIFFERENTIABLE = assume(
    "differentiable at zero", ERROR <= e * norm(u), (e, u), e > 0, norm(u) <= radius(e)
)
TOLERANCE = assume("any tolerance", e > 0)
STEP = define("a step within the radius", s, radius(e) / (1 + norm(g)))
POSITIVE = (STEP, RADII.at(e), TOLERANCE)

a, b = scalar("u", "", "1"), scalar("u", "", "2")
SADDLE = (1 - a * b) ** 2
"""The loss of two linear layers on one sample, with input and target 1."""
A_0, B_0 = define("the first weight", a, 0), define("the second weight", b, 0)

eta, n = scalar("eta"), natural("n")
w = function("w", ("step",), "vector")
DESCENT = define("gradient descent", w(n + 1), w(n) - eta * GRADIENT(w(n)), (n,))
FROM_ZERO = assume("zero start", equals(w(0), ZERO))

entry = Entry(
    "convex.stationary-iff-optimal",
    place=20,
    title="For a convex loss zero can block only where nothing is left to learn",
    idea="A convex loss lies above its tangents. If the tangent at zero is level, nothing lies "
    "lower than zero; if it is not, a short step down it lowers the loss. So descent rests at zero "
    "only where zero is best.",
    says=say(
        "Let {} be convex and differentiable. Then {} if and only if {} for every {}: descent that "
        "starts at zero stays there exactly if zero is already a best choice.",
        *(LOSS(u), STATIONARY.relation, MINIMISER.relation, u),
    ),
    remarks=(
        say(
            "For a differentiable function, to lie above its tangents is to be convex (Boyd and "
            "Vandenberghe 2004, section 3.1.3)."
        ),
        say(
            "Differentiable at zero is meant as it is defined: for every {} there is a radius {} "
            "within which the loss differs from its tangent by at most {}.",
            *(TOLERANCE.relation, radius(e), e * norm(u)),
        ),
    ),
    citations=(BOYD,),
)


@entry.part("If the gradient at zero vanishes, zero is a minimiser", LOSS(u) >= LOSS(ZERO))
def stationary_then_optimal() -> Lines:
    above = ("a convex function lies above its tangents", CONVEX.at(u, ZERO))
    yield ">=", LOSS(ZERO) + dot(g, u - ZERO), *above
    yield "=", LOSS(ZERO) + dot(ZERO, u), "the gradient at zero is zero", STATIONARY
    yield "=", ..., "the inner product with zero is 0"


@entry.part("The step against the gradient stays within the radius", norm(-s * g) <= radius(e))
def within() -> Lines:
    yield "=", radius(e) * (norm(g) / (1 + norm(g))), "its length", STEP, RADII.at(e), TOLERANCE
    yield "<=", ..., "the quotient is at most 1", RADII.at(e), TOLERANCE


@entry.part("If zero is a minimiser, the slope is within every tolerance", dot(g, g) <= e * norm(g))
def slope_within_tolerance() -> Lines:
    yield "=", (LOSS(ZERO) - LOSS(ZERO) - dot(g, -s * g)) / s, "its slope", *POSITIVE
    least = ("zero is a minimiser", MINIMISER.at(-s * g), *POSITIVE)
    yield "<=", (LOSS(-s * g) - LOSS(ZERO) - dot(g, -s * g)) / s, *least
    near = ("differentiable at zero", DIFFERENTIABLE.at(e, -s * g), within, *POSITIVE)
    yield "<=", e * norm(-s * g) / s, *near
    yield "=", ..., "the length of the step", *POSITIVE


@entry.part("So the gradient has length 0", dot(g, g) <= 0)
@cases(dot(g, g) <= 0, ("stationary", equals(g, ZERO)), ("not stationary", differs(g, ZERO)))
def gradient_has_length_zero(here: Hypothesis) -> Lines:
    if here.relation.sign == "=":
        yield "<=", ..., here
    else:
        yield "<=", ..., "at half of its length", slope_within_tolerance.of({e: norm(g) / 2}), here


@entry.part("A vector of length 0 is zero", equals(g, ZERO))
def optimal_then_stationary() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", gradient_has_length_zero


@entry.part("If the gradient at zero vanishes, descent from zero stays there for ever")
@induction(equals(w(n), ZERO), over=n, start=at_once("the start", FROM_ZERO))
def stays(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", w(n) - eta * GRADIENT(w(n)), DESCENT.at(n)
    yield "=", ZERO - eta * g, "so far it is there", assumed
    yield "=", ..., "the gradient at zero is zero", STATIONARY


@entry.part("The first step is as long as the gradient says", equals(w(1), -eta * g))
def leaves() -> Lines:
    yield "=", w(0) - eta * GRADIENT(w(0)), DESCENT.at(0)
    yield "=", ..., FROM_ZERO


@entry.part(
    say(
        "Convexity matters: two linear layers in a row, with the loss {}, have slope 0 at zero "
        "along the first weight",
        SADDLE,
    ),
    equals(derivative(SADDLE, a), 0),
)
def saddle_first_weight() -> Lines:
    yield "=", ..., equals(a, 0), " and ", equals(b, 0), A_0, B_0


@entry.part("The slope along the other weight is 0 as well", equals(derivative(SADDLE, b), 0))
def saddle_second_weight() -> Lines:
    yield "=", number(0), equals(a, 0), " and ", equals(b, 0), A_0, B_0


UNJUDGED = "What holds for every tolerance is not decided by evaluation, so words say it."
entry.in_words(RADII, say(
    "With radii of 0 only {} is asked about: {} is least there, and any vector would pass for its "
    "gradient. " + UNJUDGED, equals(u, ZERO), dot(u, u)))  # fmt: skip
entry.without(TOLERANCE, say("A radius is known to be positive for positive {} alone:", e), within)
entry.in_words(MINIMISER, say(
    "A linear loss is differentiable, and its gradient is not zero. " + UNJUDGED))  # fmt: skip
entry.in_words(DIFFERENTIABLE, say(
    "Without it nothing links {} to the loss: {} has its least value at zero, whatever stands for "
    "its gradient. " + UNJUDGED, g, dot(u, u)))  # fmt: skip
entry.twin(
    say("What is stationary at zero is least there, convex or not, as {} would be.", SADDLE),
    SADDLE >= 1,
)
entry.symbol(radius(e), "a radius for the tolerance {}", e)
entry.symbol(s, "the length of a step against the gradient, in gradients")
