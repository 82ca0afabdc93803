"""Networks whose weights start at zero and whose biases need not: what they sum."""

from proofs.chapters.hidden.setting import (
    BEFORE, LABEL, LOSS_SLOPE, NOW, SAMPLE, SIGMA, SLOPE, T, Unit, empty, net, sent, unit,
)  # fmt: skip
from proofs.statement import Line, Lines, Writer, at_once, induction
from proofs.terms import (
    ZERO, Hypothesis, Symbol, Term, Words, assume, define, equals, say, scalar,
)  # fmt: skip

SRIVASTAVA = (
    "N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, Dropout: a simple "
    "way to prevent neural networks from overfitting, Journal of Machine Learning Research 15, "
    "1929-1958, 2014."
)

one, two, c, rest = unit("", "1"), unit("", "2"), scalar("c"), scalar("r", NOW)
OUTPUT = sent(one) + sent(two) + rest + c
ZERO_IN = (
    assume("incoming weights of unit 1 zero", equals(one.w, ZERO)),
    assume("incoming weights of unit 2 zero", equals(two.w, ZERO)),
)
ZERO_OUT = (
    assume("outgoing weight of unit 1 zero", equals(one.v, 0)),
    assume("outgoing weight of unit 2 zero", equals(two.v, 0)),
    assume("the others add nothing", equals(rest, 0)),
)
AT_BIAS, ERROR = LOSS_SLOPE(c, LABEL), LOSS_SLOPE(OUTPUT, LABEL)
RULE, HELD = "the next sample", "the induction hypothesis; the output is "


def errors(index: str) -> Symbol:
    """The slopes of the loss at the output c, summed over so many samples."""
    return scalar("E", index)


def bias_sum(index: str) -> Symbol:
    """The gradient by the output bias, summed over so many samples."""
    return scalar("C", index)


NO_ERRORS = define("no errors yet", errors("0"), 0)
MORE_ERRORS = define("one more error", errors(NOW), errors(BEFORE) + AT_BIAS)
SUMMED = (*unit(NOW, "1")[3:], *unit(NOW, "2")[3:], bias_sum(NOW))


def _added(u: Unit) -> tuple[Term, Term, Term]:
    """What a sample adds to the gradient by a unit."""
    back = ERROR * u.v * SLOPE(net(u))
    return back * SAMPLE, back, ERROR * SIGMA(net(u))


def _rule(symbol: Symbol, added: Term, assumed: tuple[Hypothesis, ...]) -> Line:
    before = Symbol(symbol.name, symbol.of_kind, BEFORE, symbol.lower)
    return "=", before + added, RULE, define(RULE, symbol, before + added), *assumed


def _none_back(symbol: Symbol, added: Term, own: Hypothesis) -> Writer:
    """One more sample, of which nothing comes back."""

    def lines(*assumed: Hypothesis) -> Lines:
        yield _rule(symbol, added, assumed)
        yield "=", ..., "the induction hypothesis; nothing comes back, for ", own

    return lines


def _sent_on(symbol: Symbol, added: Term, u: Unit, own: Hypothesis) -> Writer:
    """One more sample, of which the unit sends on what its bias makes it."""
    sends = SIGMA(u.beta)

    def lines(*assumed: Hypothesis) -> Lines:
        yield _rule(symbol, added, assumed)
        yield "=", sends * errors(BEFORE) + AT_BIAS * sends, HELD, c, own, *ZERO_OUT
        yield "=", sends * (errors(BEFORE) + AT_BIAS), "collect ", sends
        yield "=", ..., "one more error", MORE_ERRORS

    return lines


def _by_bias(*assumed: Hypothesis) -> Lines:
    """One more error."""
    yield _rule(bias_sum(NOW), ERROR, assumed)
    yield "=", errors(BEFORE) + AT_BIAS, HELD, c, *ZERO_OUT
    yield "=", ..., "one more error", MORE_ERRORS


def _steps(now: Unit, u: Unit, own_w: Hypothesis, own_v: Hypothesis) -> tuple[Writer, ...]:
    by_w, by_beta, by_v = _added(u)
    return (
        _none_back(now.sum_w, by_w, own_v),
        _none_back(now.sum_beta, by_beta, own_v),
        _sent_on(now.sum_v, by_v, u, own_w),
    )


def _start(symbol: Symbol) -> Writer:
    first = empty(Symbol(symbol.name, symbol.of_kind, "0", symbol.lower))
    errors_too = () if symbol.name in "WB" else (NO_ERRORS,)
    return at_once("no sample", "no sample has been read", first, *errors_too)


first, second = unit(NOW, "1"), unit(NOW, "2")
gradient = induction(
    *(equals(first.sum_w, ZERO), equals(first.sum_beta, 0)),
    equals(first.sum_v, SIGMA(one.beta) * errors(NOW)),
    *(equals(second.sum_w, ZERO), equals(second.sum_beta, 0)),
    equals(second.sum_v, SIGMA(two.beta) * errors(NOW)),
    equals(bias_sum(NOW), errors(NOW)),
    start=tuple(map(_start, SUMMED)),
    name="the gradient at zero weights",
)((
    *_steps(first, one, ZERO_IN[0], ZERO_OUT[0]),
    *_steps(second, two, ZERO_IN[1], ZERO_OUT[1]),
    _by_bias,
))  # fmt: skip
"""By an outgoing weight it is sigma(beta) E, by the output bias E, by all else 0."""

GRADIENT_TITLE = say("The gradient where all weights are zero, summed over {} samples", T)
UNITS_MEAN = (
    say("{}, {}, {}", *one[:3]),
    say("incoming weights, bias and outgoing weight of unit 1 at the start; unit 2 likewise"),
)
NOTATION: tuple[tuple[Words, Words], ...] = (
    UNITS_MEAN,
    (say("{}, {}", c, rest), say("the output bias, and what all other units add to the output")),
    (
        say("{}, {}, …", first.sum_w, bias_sum(NOW)),
        say("capital letters: gradients by the small letter, summed over {} samples", T),
    ),
    (say(errors(NOW)), say("the slopes of the loss at output {}, summed over {} samples", c, T)),
)
