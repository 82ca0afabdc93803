"""The gradient of softmax regression, by differentiation, and what it is at zero weights."""

from proofs.calculus import slope
from proofs.chapters.hidden.setting import BEFORE, NOW, SAMPLE, eta
from proofs.statement import Lines, Writer, at_once, chain, induction
from proofs.terms import (
    EXP, LOG, ZERO, Hypothesis, Symbol, assume, define, dot, equals, scalar, vector,
)  # fmt: skip
from proofs.trusted import trust

# One sample --------------------------------------------------------------------------------------

K, w, x, one = scalar("K"), vector("w"), vector("x"), vector("g")
S, e, q = scalar("S"), scalar("e"), scalar("q")
NET = dot(w, x)
LOSS = LOG(EXP(NET) + S) - (e * NET + q)
GRADIENT = slope(LOSS, w)
OTHERS = assume("other exponentials not negative", S >= 0)


@chain(equals(one, (EXP(NET) / (EXP(NET) + S) - e) * x), name="the gradient by one row")
def by_one_row() -> Lines:
    """The gradient of the loss on one sample by the weights of one class."""
    found = trust("rules of differentiation", equals(one, GRADIENT))
    yield "=", GRADIENT, "SymPy's gradient, by the chain rule", OTHERS, found
    yield "=", ..., "probability minus label"


# At zero weights ---------------------------------------------------------------------------------

other, count, added = vector("v", NOW), scalar("n", NOW), scalar("P", NOW)
OTHER_ZERO = assume("zero weights of the other classes", equals(other, ZERO))


def _no_class() -> Lines:
    """No class."""
    empty = (define("nothing yet", scalar("P", "0"), 0), define("none yet", scalar("n", "0"), 0))
    yield "=", ..., "the sum is empty", *empty


@induction(equals(added, count), start=_no_class, name="the exponentials of other classes")
def exponentials(assumed: Hypothesis) -> Lines:
    """One more class."""
    more = define("one more class", added, scalar("P", BEFORE) + EXP(dot(other, x)))
    counted = define("it is counted", count, scalar("n", BEFORE) + 1)
    yield "=", more.relation.right, "one more class", more, counted, assumed
    yield "=", scalar("n", BEFORE) + 1, "zero weights: the exponential of 0 is 1", OTHER_ZERO
    yield "=", ..., "it is counted"


label, rest = scalar("e", NOW), scalar("S", NOW)
ZERO_ROW = assume("zero weights of the class", equals(w, ZERO))
CLASSES = assume("at least one class", K >= 1)
EACH_ONE = assume("each of the other exponentials is 1", equals(rest, K - 1))
HERE = EXP(dot(w, SAMPLE))
SHARE = 1 / K - label
G, H = vector("G", NOW), vector("H", NOW)


def _empty(*sums: Symbol) -> Writer:
    """No sample."""
    starts = (Symbol(s.name, s.of_kind, "0", s.lower) for s in sums)
    empty = (define("an empty sum", symbol, ZERO) for symbol in starts)
    return at_once("no sample", "all sums are empty", *empty)


@induction(equals(G, H), start=_empty(G, H), name="the gradient at zero weights")
def at_zero(assumed: Hypothesis) -> Lines:
    """One more sample."""
    more = define(
        "one more gradient", G, vector("G", BEFORE) + (HERE / (HERE + rest) - label) * SAMPLE
    )
    share = define("one more share", H, vector("H", BEFORE) + SHARE * SAMPLE)
    yield "=", more.relation.right, "one more sample", more, share, assumed, CLASSES, EACH_ONE
    net_zero = vector("H", BEFORE) + (1 / (1 + (K - 1)) - label) * SAMPLE
    yield "=", net_zero, "zero weights: the exponential of 0 is 1", ZERO_ROW
    yield "=", vector("H", BEFORE) + SHARE * SAMPLE, "add up the ", K, " exponentials"
    yield "=", ..., "one more share"


# Two rows ----------------------------------------------------------------------------------------

h_1, h_2 = vector("H", NOW, "1"), vector("H", NOW, "2")
c_1, c_2 = vector("C", NOW, "1"), vector("C", NOW, "2")
e_1, e_2 = scalar("e", NOW, "1"), scalar("e", NOW, "2")


@induction(equals(h_1 - h_2, c_2 - c_1), start=_empty(h_1, h_2, c_1, c_2), name="two gradients")
def two_rows(assumed: Hypothesis) -> Lines:
    """One more sample."""
    old_h, old_c = (
        vector("H", BEFORE, "1") - vector("H", BEFORE, "2"),
        vector("C", BEFORE, "2") - vector("C", BEFORE, "1"),
    )
    rules = [
        define("one more share", h, vector("H", BEFORE, k) + (1 / K - own) * SAMPLE)
        for h, k, own in ((h_1, "1", e_1), (h_2, "2", e_2))
    ]
    rules += [
        define("one more input of the class", c, vector("C", BEFORE, k) + own * SAMPLE)
        for c, k, own in ((c_1, "1", e_1), (c_2, "2", e_2))
    ]
    yield (
        "=",
        rules[0].relation.right - (rules[1].relation.right),
        "one more sample",
        CLASSES,
        *rules,
        assumed,
    )
    yield "=", old_h + (e_2 - e_1) * SAMPLE, "collect"
    yield "=", old_c + (e_2 - e_1) * SAMPLE, "the induction hypothesis"
    yield "=", ..., "one more input of a class"


d_1, d_2 = vector("Delta_w", "1", "1"), vector("Delta_w", "1", "2")
m_1, m_2 = vector("C", "m", "1"), vector("C", "m", "2")


@chain(equals(d_1 - d_2, eta * (m_1 - m_2)), name="the first step of two rows")
def first_step() -> Lines:
    """How far the first step takes two rows apart."""
    sums = (vector("H", "m", "1"), vector("H", "m", "2"))
    steps = (
        define("the first step", d_1, -(eta * sums[0])),
        define("the other row", d_2, -(eta * sums[1])),
    )
    yield "=", -(eta * sums[0]) - -(eta * sums[1]), "the first step", *steps
    yield "=", -(eta * (sums[0] - sums[1])), "collect ", eta
    yield "=", -(eta * (m_2 - m_1)), "two gradients", two_rows.at("m")
    yield "=", ..., "turn the sign"
