"""For a convex loss the gradient at zero vanishes exactly if zero is a minimiser."""

from proofs.calculus import derivative
from proofs.chapters.gradient_descent.setting import BOYD, GRADIENT, LOSS
from proofs.statement import Entry, Lines
from proofs.terms import ZERO, assume, define, dot, equals, number, say, scalar, vector

u, v, s, delta = vector("u"), vector("v"), scalar("s"), scalar("delta")
g = GRADIENT(ZERO)
LOWER = LOSS(-s * g)
CONVEX = assume("convex", LOSS(u) >= LOSS(v) + dot(GRADIENT(v), u - v), (u, v))
STATIONARY = assume("stationary", equals(g, ZERO))
MINIMISER = assume("minimiser", LOSS(u) >= LOSS(ZERO), (u,))
SMALL = assume("small step", s > 0)
SMOOTH = assume("differentiable at zero", LOWER <= LOSS(ZERO) - s * dot(g, g) / 2)
FALL = define("the fall of the loss", delta, LOSS(ZERO) - LOWER)

a, b = scalar("u", "", "1"), scalar("u", "", "2")
SADDLE = (1 - a * b) ** 2
"""The loss of two linear layers on one sample, with input and target 1."""
A_0, B_0 = define("the first weight", a, 0), define("the second weight", b, 0)

entry = Entry(
    "convex.stationary-iff-optimal",
    place=20,
    title="For a convex loss zero can block only where nothing is left to learn",
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
            "Differentiability at zero says that the loss along {} falls as its slope {} says, but "
            "for an error that is small beside {}: for {} small enough, less than half of it. That "
            "is the hypothesis as it is used.",
            *(-s * g, -dot(g, g), s, s),
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


@entry.part(
    "If zero is a minimiser, the gradient vanishes: a small step against it would lower the loss, "
    "by at least half of what its slope promises",
    s * dot(g, g) / 2 <= delta,
)
def promise() -> Lines:
    yield "<=", LOSS(ZERO) - LOWER, "for this step", SMOOTH
    yield "=", ..., FALL


@entry.part("Nothing is below a minimum", delta <= 0)
def no_fall() -> Lines:
    yield "=", LOSS(ZERO) - LOWER, FALL
    yield "<=", ..., "zero is a minimiser", MINIMISER.at(-s * g)


@entry.part("So the gradient has length 0", dot(g, g) <= 0)
def gradient_has_length_zero() -> Lines:
    yield "<=", 2 * delta / s, "what differentiability promises, and ", SMALL, FALL, promise
    yield "<=", ..., "the loss cannot fall", no_fall


@entry.part("A vector of length 0 is zero", equals(g, ZERO))
def optimal_then_stationary() -> Lines:
    yield "=", ..., "a vector of length 0 is zero", gradient_has_length_zero


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


entry.without(
    SMALL, "Without it nothing is promised, and what stands for a gradient may be anything:",
    slopes=False,
)  # fmt: skip
entry.twin(
    say("What is stationary at zero is least there, convex or not, as {} would be.", SADDLE),
    SADDLE >= 1,
)
lowered = "the length of a small step against the gradient, and what it lowers the loss"
entry.symbol(say("{}, {}", s, delta), lowered)
