"""The direction is free of the rate, for small rates, exactly if b is an eigenvector of A."""

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.one_direction import (
    AT_EVERY_RATE, CONVERSE_PARTS, MET, ON_THE_LINE, one_direction, pair_count, rest,
)  # fmt: skip
from proofs.chapters.linear.powers import (
    CURVED, LARGE_PARTS, REACHED, SCALE_START, SCALE_STEP, SMALL, SMALL_PARTS,
    alternating, factor, geometric_sum, multiple_positive, scale,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    AXLER, BEFORE, NOW, SAMPLES, SECOND_MOMENT, STEP, XT, A, X, b, cauchy_schwarz,
    epsilon, lambda_, m, numbered_step, squared, u, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import Hypothesis, assume, dot, equals, norm, say

EIGENVECTOR = assume("eigenvector", equals(A(b), lambda_ * b))
MOMENT = assume("moments of the targets", equals(b, XT(y) / m))
FORMULA = equals(w(NOW), (1 - factor(NOW)) / lambda_ * b)
TWO_STEPS = (ZERO_START, numbered_step(1), numbered_step(2))

entry = Entry(
    "linear.direction-iff-eigenvector",
    place=80,
    title="The direction is free of the rate exactly if b is an eigenvector",
    says=say(
        "Let {} and let at least two steps be made from {}. The direction of {} is the same for "
        "all rates between 0 and some {} if and only if {} for some {}. Then, for {}, {}: the sign "
        "of the multiple stays positive as long as {}, and beyond that it turns at every even "
        "number of steps.",
        *(MET.relation, ZERO_START.relation, w(NOW), epsilon, EIGENVECTOR.relation, lambda_),
        *(CURVED.relation, FORMULA, SMALL.relation),
    ),
    given=(ZERO_START,),
    remarks=(
        say(
            "For one rate every vector has a direction; that the direction is the same for "
            "infinitely many rates is what makes the coefficients of a polynomial vanish. One step "
            "has one power of the rate, and so one direction: gd.first-step-factors."
        ),
        say(
            "Where {}, every even number of steps ends at zero, which has no direction.",
            equals(eta * lambda_, 2),
        ),
    ),
    citations=(AXLER,),
)


@entry.part(say("If {}, the weights are a multiple of {}", EIGENVECTOR.relation, b))
@induction(
    equals(w(NOW), scale(NOW) * b),
    start=at_once("no steps", "the start is zero", ZERO_START, SCALE_START),
    name="a multiple of b",
)
def multiple(assumed: Hypothesis) -> Lines:
    """One more step."""
    before = scale(BEFORE) * b
    yield "=", STEP.relation.right, STEP
    yield "=", before - eta * (scale(BEFORE) * A(b) - b), "the ", assumed
    yield "=", before - eta * (scale(BEFORE) * (lambda_ * b) - b), EIGENVECTOR
    yield "=", ..., "collect ", b, SCALE_STEP


entry.shares(("The multiple is a geometric sum", geometric_sum))


@entry.part("The weights, written with powers", FORMULA)
def formula() -> Lines:
    yield "=", scale(NOW) * b, multiple
    yield "=", REACHED / lambda_ * b, CURVED
    yield "=", ..., geometric_sum


entry.shares(*SMALL_PARTS)


@entry.part(
    say("The direction of the weights is that of {}, at every small rate", b),
    equals(w(NOW) / norm(w(NOW)), b / norm(b)),
)
def same_direction() -> Lines:
    yield "=", scale(NOW) * b / norm(scale(NOW) * b), multiple, MET
    yield "=", ..., "the multiple is positive, and cancels", multiple_positive


@entry.part(
    say("The eigenvalue is positive: the length of {}", X(b)),
    equals(squared(X(b)), m * lambda_ * squared(b)),
)
def image_of_b() -> Lines:
    yield "=", m * dot(A(b), b), "the adjoint moves; what A is", SAMPLES, SECOND_MOMENT.at(b)
    yield "=", ..., EIGENVECTOR


@entry.part(
    say("The inner product of {} with the targets", X(b)), equals(dot(y, X(b)), m * squared(b))
)
def seen_by_targets() -> Lines:
    yield "=", dot(XT(y), b), "the adjoint moves"
    yield "=", ..., "what b is", MOMENT, SAMPLES


@entry.part(
    say("By Cauchy and Schwarz {} is not zero", X(b)),
    squared(y) * (m * lambda_ * squared(b)) >= (m * squared(b)) ** 2,
)
def large_image() -> Lines:
    yield "=", squared(y) * squared(X(b)), "the length of ", X(b), image_of_b
    yield ">=", dot(y, X(b)) ** 2, cauchy_schwarz(y, X(b))
    yield "=", ..., X(b), " and the targets", seen_by_targets


@entry.part("So the eigenvalue is positive", lambda_ > 0)
def eigenvalue_positive() -> Lines:
    yield ">", ..., X(b), " is not zero", MET, SAMPLES, large_image


entry.shares(*LARGE_PARTS, *CONVERSE_PARTS)
entry.without(ON_THE_LINE, "", one_direction, weights=(2, 6))
entry.in_words(
    AT_EVERY_RATE,
    "A trusted fact is applied under it: a polynomial that is 0 at every small rate has no "
    "coefficients. The statement takes what that says as given, so no instance can lack it.",
)
entry.twin(
    "The direction is free of the rate whenever the design has full rank.",
    equals(dot(b, b) * dot(w(2), w(2)), dot(b, w(2)) ** 2),
    *(*TWO_STEPS, assume("full rank", dot(A(u), u) >= dot(u, u), (u,))),
)
entry.symbol(scale(NOW), "the multiple of {} that the weights are", b)
more = "the number of pairs among the steps, and the terms with higher powers of {}"
entry.symbol(say("{}, {}", pair_count(NOW), rest(NOW)), more, eta)
entry.symbol(alternating(NOW), "1 after an even number of steps, −1 after an odd one")
