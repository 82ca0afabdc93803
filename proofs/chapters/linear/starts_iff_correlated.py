"""From zero the first step moves exactly if a column's inner product with the targets is not 0."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, ZERO_START, eta, w
from proofs.chapters.linear.setting import FIRST, SAMPLES, XT, X, m, squared, u, y
from proofs.statement import Entry, Lines, calculation, conjunction
from proofs.terms import (
    SQRT, ZERO, assume, define, differs, dot, equals, number, say, scalar,
)  # fmt: skip

s = scalar("s")
CORRELATED = assume("a column meets the targets", differs(XT(y), ZERO))
UNCORRELATED = assume("no column meets the targets", equals(XT(y), ZERO))
BEND, FALL, ALL = squared(X(XT(y))), squared(XT(y)), squared(y)
BETTER = define("a step along it", s, FALL / (BEND + FALL))
STEP = equals(w(1), eta / m * XT(y))

entry = Entry(
    "linear.starts-iff-correlated",
    place=30,
    title="Descent from zero starts exactly if there is something to learn",
    idea="The first step goes along the inner products of the columns with the targets. If all of "
    "them are 0, the targets are perpendicular to all that the model can put out, and zero fits "
    "best; if not, a move along them fits better.",
    says=say(
        "From {}, at a rate {}, the first step moves if and only if {}, that is, if the inner "
        "product of some column with the targets is not 0; and that is so if and only if zero "
        "weights are not a least-squares solution.",
        *(ZERO_START.relation, POSITIVE_RATE.relation, CORRELATED.relation),
    ),
    given=(ZERO_START, SAMPLES),
    remarks=(
        say(
            "Inner products are meant, not correlations: the column (1, 2) and the targets (2, −1) "
            "have inner product 0, and their correlation is −1."
        ),
    ),
)


@entry.part("The first step", STEP)
def first_step() -> Lines:
    at_zero = ("the start is zero, and so are its predictions", ZERO_START, SAMPLES)
    yield "=", FIRST.relation.right, "gradient descent", FIRST
    yield "=", ZERO - eta * (XT(ZERO - y) / m), *at_zero
    yield "=", ..., "two minus signs"


@entry.part(say("If {}, the first step moves", CORRELATED.relation), squared(w(1)) > 0)
def moves() -> Lines:
    yield "=", (eta / m) ** 2 * FALL, first_step, SAMPLES, POSITIVE_RATE
    yield ">", ..., CORRELATED


@entry.part(say("If {}, the first step stays at zero", UNCORRELATED.relation), equals(w(1), ZERO))
def stays() -> Lines:
    yield "=", STEP.right, first_step
    yield "=", ..., UNCORRELATED


@entry.part(
    say("If {}, zero is a least-squares solution", UNCORRELATED.relation),
    squared(X(u) - y) >= squared(X(ZERO) - y),
)
def then_optimal() -> Lines:
    apart = squared(X(u)) - 2 * dot(u, XT(y)) + ALL
    yield "=", apart, "multiply out; the adjoint moves"
    yield "=", squared(X(u)) + ALL, UNCORRELATED
    yield ">=", ALL, "a square is not negative"
    yield "=", ..., "zero weights predict zero"


@entry.part(
    say("If {}, zero is none: some multiple of {} fits better", CORRELATED.relation, XT(y)),
    squared(X(s * XT(y)) - y) < squared(X(ZERO) - y),
)
def else_not_optimal() -> Lines:
    apart = s * (s * BEND - 2 * FALL) + ALL
    positive = (equals(s * BEND + s * FALL, FALL), ", which is positive")
    yield "=", apart, "multiply out; the adjoint moves", CORRELATED, BETTER
    yield "<", ALL, *positive
    yield "=", ..., "zero weights predict zero"


x_1, x_2 = scalar("x", "1"), scalar("x", "2")
y_1, y_2 = scalar("y", "1"), scalar("y", "2")
mean_x, mean_y = scalar("x_bar"), scalar("y_bar")
EXAMPLE = tuple(
    define("two samples of one feature", symbol, value)
    for symbol, value in ((x_1, 1), (x_2, 2), (y_1, 2), (y_2, -1))
)
MEANS = (define("the means", mean_x, (x_1 + x_2) / 2), define("the means", mean_y, (y_1 + y_2) / 2))
TOGETHER = (x_1 - mean_x) * (y_1 - mean_y) + (x_2 - mean_x) * (y_2 - mean_y)
SPREADS = ((x_1 - mean_x) ** 2 + (x_2 - mean_x) ** 2) * ((y_1 - mean_y) ** 2 + (y_2 - mean_y) ** 2)
entry.shows(
    "not-pearson",
    "What counts is the inner product, not Pearson's correlation, which takes the means off first: "
    "in numbers",
    conjunction(
        "two samples of one feature",
        calculation(
            "the inner product", x_1 * y_1 + x_2 * y_2, [("=", number(0), "2 − 2", *EXAMPLE)]
        ),
        calculation(
            "Pearson's correlation",
            TOGETHER / SQRT(SPREADS),
            [
                (
                    "=",
                    number(-3, 2) / SQRT(number(9, 4)),
                    "the means are 3/2 and 1/2",
                    *MEANS,
                    *EXAMPLE,
                ),
                ("=", number(-1), "the root of 9/4 is 3/2"),
            ],
        ),
    ),
)
entry.twin(
    "The first step moves whenever the targets are not all zero.",
    CORRELATED.relation,
    assume("some target", differs(y, ZERO)),
)
entry.symbol(s, "the length of a step along {}", XT(y))
