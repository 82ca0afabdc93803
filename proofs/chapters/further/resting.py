"""A unit that starts with zero weights and sends on nothing: none of its numbers ever moves."""

from proofs.chapters.hidden.setting import (
    BEFORE, NOW, SAMPLE, SIGMA, SLOPE, STEP, empty, eta, learned, net, nothing, unit,
)  # fmt: skip
from proofs.statement import Line, Lines, Proof, Writer, induction, line
from proofs.terms import ZERO, Hypothesis, Symbol, Term, assume, define, dot, equals, number, scalar

zero, now, before, bias = unit("0"), unit(NOW), unit(BEFORE), scalar("b")
"""The unit at the start, now and before; and where its bias starts."""
START_W = assume("incoming weights start at zero", equals(zero.w, ZERO))
START_BETA = define("the bias at the start", zero.beta, bias)
START_V = assume("outgoing weight starts at zero", equals(zero.v, 0))
SILENT = assume("the unit sends on 0", equals(SIGMA(bias), 0))
NIL = number(0)


def resting(name: str, error: Term) -> Proof:
    """Weights, bias and sums of the unit after every update, for errors of any kind."""
    updates = learned(now, before, error)
    states = (ZERO, bias, NIL, ZERO, NIL, NIL)

    def rule(symbol: Symbol, assumed: tuple[Hypothesis, ...]) -> Line:
        one = define("the update rule", symbol, updates[symbol])
        return "=", updates[symbol], "the update rule", one, *assumed

    def weight(symbol: Symbol, state: Term) -> Writer:
        """One more update of a weight, of which nothing was summed."""

        def lines(*assumed: Hypothesis) -> Lines:
            yield rule(symbol, assumed)
            yield "=", state - eta * STEP * nothing(symbol), "the induction hypothesis"
            yield "=", ..., "nothing was summed, so nothing moves"

        return lines

    def summed(symbol: Symbol, back: Term) -> Writer:
        """One more sample, of which nothing comes back."""

        def lines(*assumed: Hypothesis) -> Lines:
            zero_out = "the induction hypothesis: the outgoing weight is 0"
            yield rule(symbol, assumed)
            yield "=", (1 - STEP) * (nothing(symbol) + back), zero_out
            yield "=", ..., "0 times anything: nothing comes back"

        return lines

    def sum_v(*assumed: Hypothesis) -> Lines:
        """One more update of V."""
        received = dot(ZERO, SAMPLE) + bias
        yield rule(now.sum_v, assumed)
        yield "=", (1 - STEP) * (NIL + error * SIGMA(received)), "the induction hypothesis"
        yield "=", (1 - STEP) * (NIL + error * SIGMA(bias)), "the unit receives its bias"
        yield "=", ..., "it sends on ", SILENT

    back = error * NIL * SLOPE(net(before))
    starts = (
        *(line("where it starts", start) for start in (START_W, START_BETA, START_V)),
        *(line("no sample has been read", empty(symbol)) for symbol in zero[3:]),
    )
    return induction(
        *(equals(symbol, state) for symbol, state in zip(now, states, strict=True)),
        start=starts,
        name=name,
    )((
        *(weight(symbol, state) for symbol, state in zip(now[:3], states[:3], strict=True)),
        summed(now.sum_w, back * SAMPLE),
        summed(now.sum_beta, back),
        sum_v,
    ))  # fmt: skip
