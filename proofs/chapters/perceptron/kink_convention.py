"""At zero every sample sits at the kink; the choice made there decides if anything moves."""

from collections.abc import Callable

from proofs.chapters.perceptron.setting import (
    BEFORE, LABEL, NOW, SAMPLE, ZERO_START, eta, w, w_before, w_now, x, y, z,
)  # fmt: skip
from proofs.statement import Entry, Lines, induction, line
from proofs.terms import (
    ZERO, Function, Hypothesis, Term, define, dot, equals, number, say, scalar, threshold,
    vector,
)  # fmt: skip

COUNTED, QUIET, TIE = threshold("h_1", 1, 1, 0), threshold("h_0", 1, 0, 0), number(0)
g_now, g_before, g_0 = (vector("g", index) for index in (NOW, BEFORE, "0"))
flag = scalar("s", NOW)


def _summand(count: Function, at: Term, sample: Term = SAMPLE, label: Term = LABEL) -> Term:
    return count(label * dot(at, sample)) * label * sample


entry = Entry(
    "perceptron.kink-convention",
    place=170,
    title="At zero every sample is a tie, and the choice made there can decide everything",
    idea="At zero weights every net input is 0, just at the kink of the loss, where there is a "
    "choice of slopes. Count the tie as a mistake, and a sample pulls; take the slope 0, and no "
    "sample ever pulls.",
    says=say(
        "At {} every net input is 0, where the loss has its kink. If a tie counts as a mistake, "
        "the first sample contributes label times input, {}, to the first step; if the subgradient "
        "0 is taken there, it contributes nothing, and the weights stay zero for ever, for any "
        "data: here zero really blocks.",
        *(ZERO_START.relation, y(1) * x(1)),
    ),
    given=(ZERO_START,),
)


def _first(count: Function, value: int) -> Callable[[], Lines]:
    def lines() -> Lines:
        yield "=", _summand(count, ZERO, x(1), y(1)), "the start is zero", ZERO_START
        yield "=", count(TIE) * y(1) * x(1), "the inner product with zero is 0"
        yield "=", ..., "the choice ", equals(count(TIE), value)

    return lines


counted = entry.part(
    "A tie counts as a mistake",
    equals(_summand(COUNTED, w(0), x(1), y(1)), y(1) * x(1)),
    name="counted",
)(_first(COUNTED, 1))
entry.part(
    "Subgradient 0 at the tie", equals(_summand(QUIET, w(0), x(1), y(1)), ZERO), name="not-counted"
)(_first(QUIET, 0))


STARTS = (
    line("the start is zero", ZERO_START),
    line("an empty sum", define("start of the sum", g_0, ZERO)),
)


def _weights_stay(weights: Hypothesis, total: Hypothesis) -> Lines:
    """The weights stay."""
    rule = define("weights", w_now, w_before + eta * flag * g_before)
    yield "=", rule.relation.right, "the update rule", rule
    yield "=", ZERO + eta * flag * ZERO, "the induction hypothesis", weights, total
    yield "=", ..., "any multiple of zero is zero"


def _sum_stays(weights: Hypothesis, total: Hypothesis) -> Lines:
    """The sum stays."""
    rule = define("sum", g_now, (1 - flag) * (g_before + _summand(QUIET, w_before)))
    yield "=", rule.relation.right, "the update rule", rule
    known = ("the induction hypothesis", weights, total)
    yield "=", (1 - flag) * (ZERO + _summand(QUIET, ZERO)), *known
    flat = (1 - flag) * (ZERO + QUIET(TIE) * LABEL * SAMPLE)
    yield "=", flat, "the inner product with zero is 0"
    yield "=", ..., "the choice ", equals(QUIET(TIE), 0)


entry.shows(
    "blocked",
    "Then nothing moves, for every number of steps",
    induction(equals(w_now, ZERO), equals(g_now, ZERO), start=STARTS, name="nothing ever moves")(
        (_weights_stay, _sum_stays)
    ),
)
alike = equals(COUNTED(TIE) * y(1) * x(1), QUIET(TIE) * y(1) * x(1))
entry.twin("The choice at the kink makes no difference.", alike)
entry.symbol(COUNTED(z), "1 for {} and 0 for {}", z <= 0, z > 0)
entry.symbol(QUIET(z), "1 for {} and 0 for {}", z < 0, z >= 0)
so_far = "the sum over the samples of the batch so far; {} marks the end of a batch"
entry.symbol(g_now, so_far, equals(flag, 1))
