"""A network of h equal units at all zero: its gradient, summed sample by sample."""

from proofs.chapters.hidden.setting import (
    BEFORE, LABEL, LOSS_SLOPE, NOW, SAMPLE, SIGMA, SLOPE, ZERO_BIAS, ZERO_WEIGHTS, T, empty, h,
    net, nothing, unit, x,
)  # fmt: skip
from proofs.statement import Lines, Writer, induction
from proofs.terms import (
    ZERO, Hypothesis, Symbol, Term, Words, assume, define, equals, number, say, scalar,
)  # fmt: skip

u, c, delta, now, before = unit(), scalar("c"), scalar("delta"), unit(NOW), unit(BEFORE)
sums, sum_c, sum_c_now = unit("m"), scalar("C", "m"), scalar("C", NOW)
ZERO_OUT = assume("zero outgoing weight", equals(u.v, 0))
ZERO_OUTPUT_BIAS = assume("zero output bias", equals(c, 0))
ALL_ZERO = (ZERO_WEIGHTS, ZERO_BIAS, ZERO_OUT, ZERO_OUTPUT_BIAS)


def errors_at_zero(index: str) -> Symbol:
    """The sum of the slopes of the loss at output 0, over so many samples."""
    return scalar("E", index)


E = errors_at_zero("m")
SENT = SIGMA(number(0))
AT_ZERO = LOSS_SLOPE(number(0), LABEL)
ERROR = LOSS_SLOPE(h * u.v * SIGMA(net(u)) + c, LABEL)
ERROR_FOUND = LOSS_SLOPE(h * 0 * SENT + 0, LABEL)
ONE_MORE_ERROR = define("the errors at zero", errors_at_zero(NOW), errors_at_zero(BEFORE) + AT_ZERO)
NO_ERROR_YET = define("an empty sum of errors", errors_at_zero("0"), 0)
MORE: dict[Symbol, Term] = {
    now.sum_w: before.sum_w + ERROR * u.v * SLOPE(net(u)) * SAMPLE,
    now.sum_beta: before.sum_beta + ERROR * u.v * SLOPE(net(u)),
    now.sum_v: before.sum_v + ERROR * SIGMA(net(u)),
    sum_c_now: scalar("C", BEFORE) + ERROR,
}


def _empty(name: Symbol) -> Writer:
    """Nothing is summed before the first sample, and there is no error."""
    symbol = Symbol(name.name, name.of_kind, "0", "")
    stops = name in (now.sum_w, now.sum_beta)

    def lines() -> Lines:
        none = "no sample has been read"
        yield "=", nothing(symbol), none, empty(symbol), NO_ERROR_YET
        if not stops:
            yield "=", ..., "nor any error"

    return lines


def _none_sent_back(symbol: Symbol, back: Term) -> Writer:
    """One more sample, of which nothing comes back through an outgoing weight of zero."""

    def lines(*assumed: Hypothesis) -> Lines:
        following = define("the next sample", symbol, MORE[symbol])
        zero = "the induction hypothesis; the outgoing weight is zero"
        yield "=", MORE[symbol], "the next sample", following, *assumed, ZERO_OUT
        yield "=", nothing(symbol) + back, zero
        yield "=", ..., "0 times anything: nothing comes back"

    return lines


def _next_sample(symbol: Symbol, *assumed: Hypothesis) -> Lines:
    following = define("the next sample", symbol, MORE[symbol])
    yield "=", MORE[symbol], "the next sample", following, *assumed, ONE_MORE_ERROR, *ALL_ZERO


def _more_in_v(*assumed: Hypothesis) -> Lines:
    """One more sample in V."""
    summed = errors_at_zero(BEFORE)
    yield from _next_sample(now.sum_v, *assumed)
    zero = "the induction hypothesis; all is zero"
    yield "=", SENT * summed + ERROR_FOUND * SENT, zero
    yield "=", SENT * (summed + AT_ZERO), "collect ", SENT
    yield "=", ..., "one more error at zero"


def _more_in_c(*assumed: Hypothesis) -> Lines:
    """One more sample in C."""
    yield from _next_sample(sum_c_now, *assumed)
    yield "=", errors_at_zero(BEFORE) + ERROR_FOUND, "the induction hypothesis; all is zero"
    yield "=", ..., "one more error at zero"


BACK = ERROR * 0 * SLOPE(net(u))
gradient = induction(
    equals(now.sum_w, ZERO),
    equals(now.sum_beta, 0),
    equals(now.sum_v, SENT * errors_at_zero(NOW)),
    equals(sum_c_now, errors_at_zero(NOW)),
    start=tuple(map(_empty, MORE)),
    name="the gradient at all zero",
)((
    _none_sent_back(now.sum_w, BACK * SAMPLE),
    _none_sent_back(now.sum_beta, BACK),
    _more_in_v,
    _more_in_c,
))  # fmt: skip
"""From all zero: the gradient by v is sigma(0) E, that by c is E, the others are 0."""

GRADIENT_TITLE = say("The gradient at all zero, summed over {} samples", T)

EQUAL_UNITS = "incoming weights, bias and outgoing weight of each of the {} equal units"
NOTATION: tuple[tuple[Words, Words], ...] = (
    (say("{}, {}, {}", *u[:3]), say(EQUAL_UNITS, h)),
    (say(c), say("the output bias; the output is {}", h * u.v * SIGMA(net(u, x)) + c)),
    (
        say("{}, {}, …", now.sum_w, now.sum_beta),
        say("capital letters: gradients by the small letter, summed over {} samples", T),
    ),
)
SAMPLE_MEANS = (say("{}, {}", SAMPLE, LABEL), say("sample number {} and its label", T))
