"""The first two steps of a network of h units from all zero, on m samples."""

from proofs.chapters.hidden.network import (
    beta, c, f, gradient, h, i, j, k, n, network, v, w,
)  # fmt: skip
from proofs.chapters.hidden.setting import LOSS_SLOPE, POSITIVE_RATE, SIGMA, SLOPE, eta
from proofs.statement import Lines, Proof, at_once, chain, induction
from proofs.terms import (
    ZERO, Function, Hypothesis, Symbol, Term, as_term, assume, define, differs, dot, equals,
    finite_sum, function, natural, scalar, substitute, vector,
)  # fmt: skip

m = natural("m")
x, y = function("x", ("index",), "vector"), function("y", ("index",))
NIL, ONE = as_term(0), as_term(1)
SENT, BEND = SIGMA(NIL), SLOPE(NIL)
E, K, D = scalar("E"), scalar("K"), vector("D")


def over_samples(term: Term) -> Term:
    """The sum over the samples."""
    return finite_sum(i, m, term)


OUTPUT = define("the output", f(i, n), network(x(i)), (i, n))
FOUND = define("the errors at zero", E, over_samples(LOSS_SLOPE(NIL, y(i))))
GAIN = define("how far the output moves", K, 1 + h * SENT**2)
AFTER = -(eta * K * E)
"""The output after the first step, for every sample."""
WEIGHTED = define("errors times inputs", D, over_samples(LOSS_SLOPE(AFTER, y(i)) * x(i)))


def _step(run: Function, *unit: Symbol) -> Hypothesis:
    now = run(*unit, n)
    slope = gradient(network(x(i)), f(i, n), y(i), m, now)
    return define("one step", run(*unit, n + 1), now - eta * slope, (*unit, n))


W, BETA, V, C = _step(w, j), _step(beta, j), _step(v, j), _step(c)
ZERO_W = assume("zero incoming weights", equals(w(j, 0), ZERO), (j,))
ZERO_BETA = assume("zero bias", equals(beta(j, 0), 0), (j,))
ZERO_V = assume("zero outgoing weight", equals(v(j, 0), 0), (j,))
ZERO_C = assume("zero output bias", equals(c(0), 0))
ALL_ZERO = (ZERO_W, ZERO_BETA, ZERO_V, ZERO_C)
START = (OUTPUT, ZERO_C, *(z for zero in ALL_ZERO[:3] for z in (zero, zero.at(j))))


def _first(then: Term, step: Hypothesis, now: Term, name: str, *found: Hypothesis) -> Proof:
    """What one component is after the first step."""

    @chain(equals(then, now), name=name)
    def lines() -> Lines:
        yield "=", step.relation.right, step
        yield "=", ..., "all is zero, and so is the output", *START, *found

    return lines


after_w = _first(w(j, 1), W.at(j, 0), ZERO, "the incoming weights wait")
after_beta = _first(beta(j, 1), BETA.at(j, 0), NIL, "the biases wait")
after_v = _first(v(j, 1), V.at(j, 0), -(eta * SENT * E), "the outgoing weights", FOUND)
after_c = _first(c(1), C.at(0), -(eta * E), "the output bias", FOUND)
count = natural("s")
"""How many units, or samples, are summed."""


def _sum(over: Symbol, term: Term) -> Term:
    return finite_sum(over, count, term)


_SENDS = v(k, 1) * SIGMA(dot(w(k, 1), x(i)) + beta(k, 1))


@induction(
    equals(_sum(k, _SENDS), -(count * (eta * SENT * E) * SENT)),
    start=at_once("no unit", "an empty sum"),
    name="what the units send after the first step",
    over=count,
)
def sent(assumed: Hypothesis) -> Lines:
    """One more unit."""
    yield "=", _sum(k, _SENDS) + substitute(_SENDS, {k: count}), "the last unit apart"
    moved = tuple(each.of({j: count}) for each in (after_w, after_beta, after_v))
    yield "=", ..., "the ", assumed, "; the first step", *moved, FOUND


@chain(equals(f(i, 1), AFTER), name="the output after the first step")
def output() -> Lines:
    yield "=", OUTPUT.at(i, 1).relation.right, OUTPUT.at(i, 1)
    yield "=", -(h * (eta * SENT * E) * SENT) + c(1), sent.of({count: h})
    yield "=", ..., "the first step", after_c, GAIN, FOUND


_BACK = v(j, 1) * LOSS_SLOPE(f(i, 1), y(i)) * SLOPE(dot(w(j, 1), x(i)) + beta(j, 1)) * x(i)
_ERROR = LOSS_SLOPE(AFTER, y(i)) * x(i)


@induction(
    equals(_sum(i, _BACK), v(j, 1) * BEND * _sum(i, _ERROR)),
    start=at_once("no sample", "both are empty"),
    name="the gradient after the first step",
    over=count,
)
def second_sums(assumed: Hypothesis) -> Lines:
    """One more sample."""
    yield "=", _sum(i, _BACK) + substitute(_BACK, {i: count}), "the last sample apart"
    last = substitute(_ERROR, {i: count})
    rest = v(j, 1) * BEND * _sum(i, _ERROR)
    known = (after_w, after_beta, output.of({i: count}), FOUND, GAIN)
    yield "=", rest + v(j, 1) * BEND * last, "the ", assumed, "; the first step", *known
    yield "=", ..., "collect"


@chain(equals(w(j, 2), -(eta * v(j, 1) * BEND * D)), name="the second step")
def second_step() -> Lines:
    yield "=", W.at(j, 1).relation.right, W.at(j, 1)
    known = (after_w, second_sums.of({count: m}), WEIGHTED, FOUND, GAIN)
    yield "=", ..., "the weights were zero; the gradient after the first step", *known


MOVED = v(j, 1) ** 2 > 0
SENDS = assume("activation not 0 at 0", differs(SENT, 0))
ERRORS = assume("errors do not sum to 0", differs(E, 0))
NO_ERRORS = assume("errors sum to 0", equals(E, 0))
BENDS = assume("slope not 0 at 0", differs(BEND, 0))
PULLED = assume("errors times inputs do not sum to 0", differs(D, ZERO))


@chain((eta * SENT * E) ** 2 > 0, name="a step that is not 0")
def first_factors() -> Lines:
    yield ">", ..., "none of the factors is 0", POSITIVE_RATE, SENDS, ERRORS


@chain(MOVED, name="the outgoing weight moves")
def moves() -> Lines:
    yield "=", (eta * SENT * E) ** 2, after_v, FOUND
    yield ">", ..., "none of the factors is 0", first_factors


@chain(equals(v(j, 1), 0), name="the outgoing weight waits")
def waits() -> Lines:
    yield "=", -(eta * SENT * E), after_v, FOUND
    yield "=", ..., NO_ERRORS


@chain((eta * BEND) ** 2 * dot(D, D) > 0, name="a second step that is not 0")
def second_factors() -> Lines:
    yield ">", ..., "none of the factors is 0", POSITIVE_RATE, BENDS, PULLED


@chain(dot(w(j, 2), w(j, 2)) > 0, name="the incoming weights move")
def second_moves() -> Lines:
    factors = (eta * BEND) ** 2 * dot(D, D)
    yield "=", factors * v(j, 1) ** 2, "the second step", second_step, FOUND, GAIN, WEIGHTED
    yield ">", ..., "none of the factors is 0", second_factors, moves
