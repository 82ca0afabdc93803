"""Two units that start different and are both zero after one step."""

from proofs.statement import Lines, calculation, chain, conjunction
from proofs.terms import Hypothesis, Symbol, Term, define, equals, number, scalar

X, Y, RATE = number(3, 4), number(1, 4), number(4, 5)
W, BETA, V, NIL = number(3, 5), number(4, 5), number(1), number(0)
FULL, IDLE = (W, BETA, V), (NIL, NIL, NIL)
f, error, x, y, eta = map(scalar, ("f", "delta", "x", "y", "eta"))
c = scalar("c", "0")


def after(which: str) -> tuple[Symbol, Symbol, Symbol]:
    """Incoming weight, bias and outgoing weight of a unit of the example after one step."""
    w, beta, v = (scalar(name, "1", which) for name in ("w", "beta", "v"))
    return w, beta, v


def start(which: str) -> tuple[Symbol, Symbol, Symbol]:
    """The same at the start."""
    w, beta, v = (scalar(name, "0", which) for name in ("w", "beta", "v"))
    return w, beta, v


def _started(which: str, values: tuple[Term, Term, Term]) -> tuple[Hypothesis, ...]:
    """Where a unit starts."""
    pairs = zip(start(which), values, strict=True)
    return tuple(define(f"unit {which} at the start", symbol, value) for symbol, value in pairs)


def _step(which: str) -> tuple[Hypothesis, ...]:
    """One step of a unit whose activation is the identity."""
    w, beta, v = start(which)
    back = error * v
    moved = (w - eta * (back * x), beta - eta * back, v - eta * (error * (w * x + beta)))
    pairs = zip(after(which), moved, strict=True)
    return tuple(define(f"unit {which} after a step", symbol, term) for symbol, term in pairs)


def _sends(which: str) -> Term:
    """What a unit adds to the output."""
    w, beta, v = start(which)
    return v * (w * x + beta)


SENT, NONE = V * (W * X + BETA), NIL * (NIL * X + NIL)
EXAMPLE = (
    define("the input", x, X),
    define("the label", y, Y),
    define("the rate", eta, RATE),
    *_started("1", FULL),
    *_started("2", IDLE),
    define("the output bias", c, 0),
    define("the output", f, _sends("1") + _sends("2") + c),
    define("the error", error, f - y),
    *_step("1"),
    *_step("2"),
)


@chain(equals(error, 1))
def the_error() -> Lines:
    yield "=", SENT + NONE + 0 - Y, "the two units, less the label", *EXAMPLE
    yield "=", ..., "add up"


(w_1, beta_1, v_1), (w_2, beta_2, v_2) = after("1"), after("2")
VANISHING = (
    ("incoming weight of unit 1", w_1, W - RATE * X, "the error is 1"),
    ("bias of unit 1", beta_1, BETA - RATE, "the error is 1"),
    ("outgoing weight of unit 1", v_1, V - RATE * (W * X + BETA), "the error is 1"),
    ("incoming weight of unit 2", w_2, NIL - RATE * (NIL * X), "nothing comes back through 0"),
    ("bias of unit 2", beta_2, NIL - RATE * NIL, "nothing comes back through 0"),
    ("outgoing weight of unit 2", v_2, NIL - RATE * NIL, "the unit sends on 0"),
)
vanish = (
    calculation(name, symbol, [("=", term, reason, *EXAMPLE), ("=", NIL, "exactly")])
    for name, symbol, term, reason in VANISHING
)
merging = conjunction("two units that merge", the_error, *vanish)
