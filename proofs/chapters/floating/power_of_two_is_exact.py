"""Rates that are powers of two scale every weight bit for bit."""

from proofs.chapters.floating.setting import BEFORE, HIGHAM, IEEE, NOW
from proofs.chapters.perceptron.setting import (
    LABEL, SAMPLE, ZERO_START, c, scaling, starts_at_zero, v_before, v_now, w_before, w_now,
)  # fmt: skip
from proofs.statement import Entry, Lines, at_once, induction, shown_by
from proofs.terms import (
    FL64, PHI, Hypothesis, Term, assume, define, equals, function, number, say, scalar,
    vector,
)  # fmt: skip

fl, fl_vector = function("fl"), function("Fl", ("vector",), "vector")
inner = function("fldot", ("vector", "vector"))
a, vec, sample = scalar("a"), vector("a"), vector("x")
p, p_before, p_0 = (scalar("p", at) for at in (NOW, BEFORE, "0"))
q, q_before, q_0 = (scalar("q", at) for at in (NOW, BEFORE, "0"))
one, x = scalar("w", NOW), scalar("x", NOW)
SCALED, INNER_SCALED = equals(w_now, c * v_now), inner(c * vec, sample)

POSITIVE = assume("positive factor", c > 0)
NUMBERS = assume("scaling numbers is exact", equals(fl(c * a), c * fl(a)), (a,))
VECTORS = assume("scaling vectors is exact", equals(fl_vector(c * vec), c * fl_vector(vec)), (vec,))
PRODUCTS = assume(
    "scaling inner products is exact", equals(INNER_SCALED, c * inner(vec, sample)), (vec, sample)
)
SUM = define("partial sum", p, fl(p_before + fl(one * x)))
SCALED_SUM = define("partial sum of the scaled weights", q, fl(q_before + fl((c * one) * x)))
EMPTY, EMPTY_SCALED = define("empty", p_0, 0), define("empty scaled", q_0, 0)
TINY, HALF, TENTH = number(1, 2**1074), number(-1, 2), FL64(number(1, 10))

entry = Entry(
    "float.power-of-two-is-exact",
    place=20,
    title="From zero, a rate that commutes with rounding, as a power of two does, scales every "
    "weight",
    says=say(
        "Let rounding keep a fixed number of binary digits and have no smallest and no largest "
        "exponent: that is what the machine does while nothing over- or underflows. Multiplying by "
        "a power of two {} commutes with it, whatever the order of summation: that is assumed "
        "here, for numbers, vectors and inner products. Then from zero the run with rate {} is {}, "
        "rounding included, for every number of updates.",
        *(c, c, SCALED),
    ),
    given=(POSITIVE, NUMBERS, VECTORS, PRODUCTS, ZERO_START),
    needs=(
        shown_by(
            *("no underflow", "underflow", equals(FL64(TINY * HALF), TINY * FL64(HALF))),
            says="With the smallest positive binary64 number as rate, half of it rounds to 0:",
        ),
        shown_by(
            *("power of two", "not-a-power-of-two", equals(FL64(3 * TENTH), 3 * TENTH)),
            says="Scaling by 3 is rounded:",
        ),
    ),
    remarks=(
        say(
            "That multiplying by a power of two {} commutes with such rounding is a property of "
            "the number format, stated as a hypothesis: the significand is not touched. For inner "
            "products it follows from that for numbers, one product and one sum at a time, as the "
            "first part shows. The witnesses use the machine's own rounding: there the exponent "
            "has an end, and 3 is not a power of two.",
            c,
        ),
    ),
    citations=(IEEE, HIGHAM),
    built_in=(
        ("no underflow", say("no result is so small or so large that it loses digits")),
        ("power of two", say("the rate is a power of two")),
    ),
)


@entry.part("Inner products, one rounded product and sum at a time")
@induction(
    equals(q, c * p),
    start=at_once("empty sums", "an empty sum, and any multiple of 0 is 0", EMPTY, EMPTY_SCALED),
    name="rounded inner products",
)
def inner_products(assumed: Hypothesis) -> Lines:
    """One more product."""
    whole, product = p_before + fl(one * x), one * x
    exact = ("scaling the product is exact", NUMBERS.at(product))
    yield "=", fl(q_before + fl((c * one) * x)), "the next partial sum", SCALED_SUM
    yield "=", fl(c * p_before + fl(c * product)), "the ", assumed
    yield "=", fl(c * p_before + c * fl(product)), *exact
    yield "=", fl(c * whole), "collect ", c
    yield "=", c * fl(whole), "scaling the sum is exact", NUMBERS.at(whole)
    yield "=", ..., "the next partial sum", SUM


def _error(weights: Term) -> Term:
    """Label minus predicted label, rounded."""
    return fl(LABEL - PHI(inner(weights, SAMPLE)))


def _stepped(weights: Term, rate: Term) -> Term:
    """One update, every operation rounded."""
    return fl_vector(weights + fl_vector(fl(rate * _error(weights)) * SAMPLE))


@scaling(
    "rounded runs",
    update=_stepped(v_before, number(1)),
    image_update=_stepped(w_before, c),
    factor=c,
    start=starts_at_zero(c),
)
def runs() -> Lines:
    """One rounded update commutes with scaling."""
    weights, alone = v_before, fl(1 * _error(v_before)) * SAMPLE
    scaled, moved = c * weights, weights + fl_vector(alone)
    scaled_error = fl(LABEL - PHI(c * inner(weights, SAMPLE)))
    yield "=", fl_vector(c * moved), "scaling a vector is exact", VECTORS.at(moved)
    yield "=", fl_vector(scaled + c * fl_vector(alone)), "multiply out ", c
    exact = ("scaling the step is exact", VECTORS.at(alone))
    yield "=", fl_vector(scaled + fl_vector(c * alone)), *exact
    exact = ("scaling the error is exact", NUMBERS.at(1 * _error(weights)))
    yield "=", fl_vector(scaled + fl_vector(fl(c * _error(weights)) * SAMPLE)), *exact
    sign = ("the threshold function sees the sign alone, and ", POSITIVE)
    yield "=", fl_vector(scaled + fl_vector(fl(c * scaled_error) * SAMPLE)), *sign
    yield "=", ..., "scaling an inner product is exact", PRODUCTS.at(weights, SAMPLE)


entry.shows("symmetry", "The whole run", runs)
entry.twin("Every factor commutes with rounding.", equals(fl(3 * a), 3 * fl(a)))
entry.symbol(
    say("{}, {}", fl(a), fl_vector(vec)),
    "the number, and the vector coordinate by coordinate, rounded",
)
entry.symbol(
    inner(vec, sample), "the inner product, every product and sum rounded, in any fixed order"
)
entry.symbol(
    say("{}, {}", p, q),
    "partial sums of the inner product with the weights and with the scaled weights",
)
