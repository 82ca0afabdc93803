"""What a run sums is the gradient of the loss: one unit and the output bias are moved."""

from proofs import chain_rule
from proofs.chapters.hidden.setting import (
    LOSS, LOSS_SLOPE, REST, SIGMA, SLOPE, SLOPES, net, sent, unit, x, y,
)  # fmt: skip
from proofs.statement import Lines, chain
from proofs.terms import assume, define, dot, equals, say, scalar, vector

u, rho, c, error = unit(), vector("rho"), scalar("c"), scalar("delta")
size, q = scalar("epsilon"), vector("q")
q_1, q_2, q_3 = (scalar("q", "", k) for k in ("1", "2", "3"))
slope, loss_slope = scalar("S"), scalar("Lambda")
a, moved_a, f, moved_f = scalar("a"), scalar("a_tilde"), scalar("f"), scalar("f_tilde")
RECEIVED = define("what the unit receives", a, net(u, x))
OUTPUT = define("the output", f, u.v * SIGMA(a) + REST(rho, x) + c)
MOVED_NET = dot(u.w + size * q, x) + (u.beta + size * q_1)
MOVED_OUTPUT = (u.v + size * q_2) * SIGMA(moved_a) + REST(rho, x) + (c + size * q_3)
MOVED = (
    define("after the move", moved_a, MOVED_NET),
    define("the output after the move", moved_f, MOVED_OUTPUT),
)
BETWEEN = assume(
    "slope of the activation", equals(SIGMA(moved_a), SIGMA(a) + slope * (moved_a - a))
)
LOSS_BETWEEN = assume(
    "slope of the loss", equals(LOSS(moved_f, y), LOSS(f, y) + loss_slope * (moved_f - f))
)
CHANGE = (
    loss_slope * u.v * slope * (dot(q, x) + q_1)
    + loss_slope * SIGMA(moved_a) * q_2
    + loss_slope * q_3
)
WHOLE = LOSS(sent(u, x) + REST(rho, x) + c, y)
BY_W, BY_BETA, BY_V, BY_C = (chain_rule.partial(WHOLE, s, SLOPES) for s in (*u[:3], c))
SENT_BACK = error * u.v * SLOPE(a)


@chain(equals(LOSS(moved_f, y), LOSS(f, y) + size * CHANGE), name="the loss after a move")
def loss_after_a_move() -> Lines:
    """The loss changes by the size of the move times what is summed, with slopes between."""
    before, other = LOSS(f, y), size * q_2 * SIGMA(moved_a) + size * q_3
    apart = u.v * (SIGMA(moved_a) - SIGMA(a)) + size * q_2 * SIGMA(moved_a) + size * q_3
    along = u.v * slope * (size * (dot(q, x) + q_1)) + other
    known = (RECEIVED, *MOVED, OUTPUT, BETWEEN, LOSS_BETWEEN)
    yield "=", LOSS_BETWEEN.relation.right, loss_slope, " is the slope of the loss", *known
    yield "=", before + loss_slope * apart, "what the other units add cancels"
    bent = u.v * slope * (moved_a - a) + other
    yield "=", before + loss_slope * bent, slope, " is the slope of the activation"
    linear = "what the unit receives is linear in weights and bias"
    yield "=", before + loss_slope * along, linear
    yield "=", ..., "collect ", size


@chain(
    equals(
        SENT_BACK * (dot(q, x) + q_1) + error * SIGMA(a) * q_2 + error * q_3,
        dot(BY_W, q) + BY_BETA * q_1 + BY_V * q_2 + BY_C * q_3,
    ),
    name="the slope of the loss along a move",
)
def gradient() -> Lines:
    """The slope along a move is the inner product with what is summed."""
    by_hand = dot(SENT_BACK * x, q) + SENT_BACK * q_1 + error * SIGMA(a) * q_2 + error * q_3
    factors = "sorted by what is moved: the factors of {}, {}, {} and {} are the gradient"
    the_error = define("the error", error, LOSS_SLOPE(f, y))
    yield "=", by_hand, *say(factors, q, q_1, q_2, q_3), RECEIVED, OUTPUT, the_error
    yield "=", ..., *say("SymPy's derivatives by {}, {}, {} and {}", *u[:3], c)
