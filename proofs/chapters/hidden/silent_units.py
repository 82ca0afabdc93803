"""Two rectified units that receive what is below 0: neither ever moves."""

from proofs.chapters.hidden.setting import BEFORE, NOW, eta, relu
from proofs.statement import Lines, Writer, induction, line
from proofs.terms import (
    Hypothesis, Relation, Symbol, Term, define, equals, number, scalar, threshold,
)  # fmt: skip

t_error = scalar("delta", NOW)
kappa = scalar("kappa")
RELU_SLOPE = threshold("s", 0, kappa, 1)


def outgoing(k: int) -> Symbol:
    """Where the outgoing weight of a unit starts, and stays."""
    return scalar("q", "", str(k))


def _silent(k: int) -> tuple[tuple[Relation, Writer, Writer], ...]:
    """Unit k with incoming weight -k and bias 0: what stays, why at the start, why at each step."""
    weight, bias, sends = (
        [scalar(name, at, str(k)) for at in ("0", BEFORE, NOW)] for name in ("w", "beta", "v")
    )
    received = weight[1] * 1 + bias[1]
    back = t_error * sends[1] * RELU_SLOPE(received)
    rows = (
        (weight, number(-k), eta * back * 1),
        (bias, number(0), eta * back),
        (sends, outgoing(k), eta * t_error * relu(received)),
    )

    def step(symbol: Symbol, before: Symbol, less: Term) -> Writer:
        update = define("one step", symbol, before - less)

        def lines(*assumed: Hypothesis) -> Lines:
            yield "=", update.relation.right, "one step", update, *assumed
            yield "=", ..., "what it receives is below 0: it sends nothing on, and its slope is 0"

        return lines

    return tuple(
        (
            equals(now, value),
            line("the start", define("the start", start, value)),
            step(now, past, less),
        )
        for (start, past, now), value, less in rows
    )


ROWS = (*_silent(1), *_silent(2))
silent_units = induction(
    *(relation for relation, _, _ in ROWS),
    start=tuple(start for _, start, _ in ROWS),
    name="nothing moves",
)(tuple(step for _, _, step in ROWS))
"""Incoming weights −1 and −2, biases 0, input 1."""
