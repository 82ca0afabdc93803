"""The first two steps from all zero: who moves when."""

from proofs.chapters.hidden.all_zero import (
    ALL_ZERO, SENT, E, c, gradient, sum_c, sums, u,
)  # fmt: skip
from proofs.chapters.hidden.setting import (
    BEFORE, LABEL, LOSS_SLOPE, NOW, POSITIVE_RATE, SAMPLE, SIGMA, SLOPE, eta, h, x,
)  # fmt: skip
from proofs.statement import Line, Lines, Proof, calculation, chain, conjunction, induction
from proofs.terms import (
    ZERO, Hypothesis, Symbol, assume, define, differs, dot, equals, number, scalar, vector,
)  # fmt: skip

dw, dbeta = vector("Delta_w", "1"), scalar("Delta_beta", "1")
dv, dc = scalar("Delta_v", "1"), scalar("Delta_c", "1")
w1, beta1, v1, c1 = vector("w", "1"), scalar("beta", "1"), scalar("v", "1"), scalar("c", "1")
SENDS = assume("activation not 0 at 0", differs(SENT, 0))
ERRORS = assume("errors do not sum to 0", differs(E, 0))
UNITS = assume("at least one unit", h > 0)


def _first(change: Symbol, summed: Symbol, place: int, *more: Line) -> Proof:
    """What the first step adds to one component, by the gradient at all zero."""
    step = define("the first step", change, -(eta * summed))
    first = ("=", -(eta * summed), "the first step", step, gradient.at("m", place))
    return calculation(f"the first step, {change.name}", change, [first, *more])


_ZERO_GRADIENT = "the gradient at all zero"
first_step = conjunction(
    "the first step from all zero",
    _first(
        *(dw, sums.sum_w, 0), ("=", -(eta * ZERO), _ZERO_GRADIENT), ("=", ZERO, "0 times anything")
    ),
    _first(
        *(dbeta, sums.sum_beta, 1),
        ("=", -(eta * number(0)), _ZERO_GRADIENT),
        ("=", number(0), "0 times anything"),
    ),
    _first(
        *(dv, sums.sum_v, 2),
        ("=", -(eta * (SENT * E)), _ZERO_GRADIENT),
        ("=", -(eta * SENT * E), "sort"),
    ),
    _first(dc, sum_c, 3, ("=", -(eta * E), _ZERO_GRADIENT)),
)
"""The first step from all zero moves v and c alone."""


@chain(dv**2 > 0, name="the outgoing weight moves")
def moves_if() -> Lines:
    """The first step moves the outgoing weights, if errors and activation are not zero."""
    known = (POSITIVE_RATE, SENDS, ERRORS, first_step.at(which=2))
    yield "=", (eta * SENT * E) ** 2, "the first step", *known
    yield ">", ..., "none of the three factors is 0"


# The output after the first step -----------------------------------------------------------------

K, f1 = scalar("K"), scalar("f", "1")
GAIN = define("how far the output moves", K, 1 + h * SENT**2)
MOVED = h * (u.v + dv) * SIGMA(dot(u.w + dw, x) + (u.beta + dbeta)) + (c + dc)
OUTPUT = define("the output after the first step", f1, MOVED)


@chain(K > 0, name="how far the output moves")
def gain() -> Lines:
    """The output moves."""
    yield "=", GAIN.relation.right, "its definition", GAIN, UNITS
    yield ">", ..., "a square is not negative"


@chain(equals(f1, -(eta * K * E)), name="the output after the first step")
def output() -> Lines:
    """The output after the first step is one number for every input."""
    all_moved = [first_step.at(which=place) for place in range(4)]
    known = (GAIN, OUTPUT, *ALL_ZERO, *all_moved)
    still = SIGMA(dot(ZERO, x) + 0)
    zero = "all was zero; the first step"
    yield "=", MOVED, "the network with ", h, " equal units after the step", *known
    yield "=", h * (0 - eta * SENT * E) * still + (0 - eta * E), zero
    yield "=", -(eta * (1 + h * SENT**2) * E), "collect ", eta, " and ", E
    yield "=", ..., "how far the output moves"


# The second step ---------------------------------------------------------------------------------

g, g_before, g_start = vector("G", NOW), vector("G", BEFORE), vector("G", "0")
d, d_before, d_start = vector("D", NOW), vector("D", BEFORE), vector("D", "0")
w2, sum_g, sum_d = vector("Delta_w", "2"), vector("G", "m"), vector("D", "m")
WEIGHTS_WAITED = assume("incoming weights still zero", equals(w1, ZERO))
BIAS_WAITED = assume("bias still zero", equals(beta1, 0))
AWAKE = assume("outgoing weight moved", differs(v1, 0))
SLOPE_AT_ZERO = assume("slope not 0 at 0", differs(SLOPE(number(0)), 0))
WEIGHTED = assume("errors times inputs do not sum to 0", differs(sum_d, ZERO))
NET, BEND = dot(w1, SAMPLE) + beta1, SLOPE(number(0))
ERROR = LOSS_SLOPE(h * v1 * SIGMA(NET) + c1, LABEL)
FLAT_ERROR = LOSS_SLOPE(h * v1 * SENT + c1, LABEL)


def _empty() -> Lines:
    """The empty sum."""
    nothing = (define("an empty sum", g_start, ZERO), define("also empty", d_start, ZERO))
    yield "=", ZERO, "no sample has been read", *nothing
    yield "=", ..., "nor any error"


@induction(equals(g, v1 * BEND * d), start=_empty, name="the gradient after the first step")
def second_sums(assumed: Hypothesis) -> Lines:
    """One more sample."""
    rule = define("the next sample", g, g_before + ERROR * v1 * SLOPE(NET) * SAMPLE)
    weighted = define("errors times inputs", d, d_before + FLAT_ERROR * SAMPLE)
    known = (assumed, rule, weighted, WEIGHTS_WAITED, BIAS_WAITED)
    waited = "the induction hypothesis; incoming weights and bias are still zero"
    yield "=", rule.relation.right, "the next sample", *known
    yield "=", v1 * BEND * d_before + FLAT_ERROR * v1 * BEND * SAMPLE, waited
    yield "=", v1 * BEND * (d_before + FLAT_ERROR * SAMPLE), "collect"
    yield "=", ..., "one more error times its input"


@chain(equals(w2, -(eta * v1 * BEND * sum_d)), name="the second step of the incoming weights")
def second_step() -> Lines:
    """What the second step adds to the incoming weights."""
    step = define("the second step", w2, -(eta * sum_g))
    yield "=", -(eta * sum_g), "the second step", step, second_sums.at("m")
    yield "=", ..., "the gradient after the first step"


@chain(dot(w2, w2) > 0, name="the incoming weights move")
def second_moves_if() -> Lines:
    """The second step moves the incoming weights, unless one of its factors is zero."""
    known = (POSITIVE_RATE, AWAKE, SLOPE_AT_ZERO, WEIGHTED, second_step)
    yield "=", (eta * v1 * BEND) ** 2 * dot(sum_d, sum_d), "the second step", *known
    yield ">", ..., "none of the factors is 0"
