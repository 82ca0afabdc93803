"""Where both factors start at zero neither ever moves."""

from proofs.chapters.further.factors import ERRORS, HU, factor, learned
from proofs.chapters.hidden.setting import (
    ETA_MEANS, NOW, READ_OR_STEP, SAMPLE, STEP, T, empty, eta, half_square,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, calculation, conjunction, induction, line
from proofs.terms import (
    ZERO, Hypothesis, Symbol, Term, assume, define, dot, equals, number, say, vector,
)  # fmt: skip

a, b, sum_a, sum_b = (factor(name, NOW) for name in ("a", "b", "A", "B"))
START_A = assume("the row starts at zero", equals(factor("a", "0"), ZERO))
START_B = assume("the column starts at zero", equals(factor("b", "0"), ZERO))
x, errors, UPDATES = vector("x"), vector("delta"), learned()

entry = Entry(
    "further.both-factors-at-zero",
    place=71,
    title="Where both of two factors start at zero, neither ever moves",
    idea="The gradient of each factor of a product contains the other factor. If both are zero, so "
    "are both gradients, at this step and at every later one.",
    says=say(
        "The outputs get the product of two matrices times the input: for each component, a row {} "
        "of one and a column {} of the other, {} is added. If both start at zero, {} and {} after "
        "every number of updates, for every component, whatever the data, the loss and the rate.",
        *(a, b, dot(a, SAMPLE) * b, equals(a, ZERO), equals(b, ZERO)),
    ),
    given=(START_A, START_B),
    citations=(HU,),
)


def _factor(symbol: Symbol) -> Writer:
    """One more update of a factor, of which nothing was summed."""

    def lines(*assumed: Hypothesis) -> Lines:
        yield (
            "=",
            UPDATES[symbol],
            "one update",
            define("one update", symbol, UPDATES[symbol]),
            *assumed,
        )
        yield "=", ZERO - eta * STEP * ZERO, "the induction hypothesis"
        yield "=", ..., "nothing was summed, so nothing moves"

    return lines


def _summed(symbol: Symbol, added: Term) -> Writer:
    """One more sample, to which the other factor gives nothing."""

    def lines(*assumed: Hypothesis) -> Lines:
        yield (
            "=",
            UPDATES[symbol],
            "one update",
            define("one update", symbol, UPDATES[symbol]),
            *assumed,
        )
        yield "=", (1 - STEP) * (ZERO + added), "the induction hypothesis: the other factor is 0"
        yield "=", ..., "0 times anything"

    return lines


stuck = induction(
    *(equals(symbol, ZERO) for symbol in (a, b, sum_a, sum_b)),
    start=(
        *(line("both start at zero", start) for start in (START_A, START_B)),
        *(line("no sample has been read", empty(factor(name, "0"))) for name in ("A", "B")),
    ),
    name="both factors rest",
)((
    *map(_factor, (a, b)),
    _summed(sum_a, dot(ZERO, ERRORS) * SAMPLE),
    _summed(sum_b, dot(ZERO, SAMPLE) * ERRORS),
))  # fmt: skip
entry.shows("never-moves", "Neither factor ever moves", stuck)


def _loss(column: int, row: int) -> Term:
    """Half the square of the error, with input and label 1."""
    return half_square(number(column) * row * 1, 1)


entry.shows(
    "not-optimal",
    "In numbers: one row and one column of one number each, input and label 1. At zero half the "
    "square of the error is 1/2 for ever, and it is 0 where both are 1",
    conjunction(
        "zero is no best choice",
        calculation("both zero", _loss(0, 0), [("=", number(1, 2), "the output is 0")]),
        calculation("both one", _loss(1, 1), [("=", number(0), "a perfect fit")]),
    ),
)
entry.twin(
    "It is enough that one of them starts at zero.",
    equals(dot(factor("a", "0"), x) * errors, ZERO),
    START_B,
)
entry.symbol(say("{}, {}", a, b), "the row and the column of a component after {} updates", T)
entry.symbol(
    say("{}, {}", sum_a, sum_b), "their gradients, summed over the samples read since the last step"
)
entry.symbol(
    say("{}, {}", SAMPLE, ERRORS),
    "the sample that is read at update {}, and the slopes of the loss by each output, any numbers",
    T,
)
for meaning in (READ_OR_STEP, ETA_MEANS):
    entry.symbol(*meaning)
