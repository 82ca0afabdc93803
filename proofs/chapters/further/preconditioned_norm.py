"""Preconditioned descent from zero need not tend to the solution of least norm."""

from proofs.chapters.further.setting import DESIGN
from proofs.chapters.further.one_sample import SAMPLE, limit_fits, target, x_1, x_2
from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.powers import (
    powers_vanish, rho_power, SCALE_START, SCALE_STEP, SHRINKS, factor, geometric_sum,
    powers_shrink, scale,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    BEFORE, NOW, SAMPLES, X, XT, lambda_, m, rho, run, y,
)  # fmt: skip
from proofs.statement import Entry, Lines, Writer, at_once, chain, conjunction, induction
from proofs.terms import (
    ZERO, Hypothesis, Symbol, assume, define, equals, linear_map, number, say, scalar,
)  # fmt: skip

P = linear_map("P", "P'")
combination = run("d")
MADE = P(XT(combination(BEFORE)))
COMBINED = combination(BEFORE) - eta * ((X(MADE) - y) / m)
STEP = define("preconditioned descent", w(NOW), w(BEFORE) - eta * P(XT(X(w(BEFORE)) - y) / m))
EMPTY = define("no combination yet", combination(0), ZERO)
GROWS = define("one step of the combination", combination(NOW), COMBINED)
IN_RANGE = equals(w(NOW), P(XT(combination(NOW))))

a, b = scalar("a"), scalar("b")
FITS = assume("it fits", equals(a + 2 * b, 1))
SEVENTEEN = assume("the curvature of the example", equals(lambda_, 17))


def weight(index: str | int, which: int) -> Symbol:
    """One of the two weights of the example."""
    return scalar("w", str(index), str(which))


p_1, p_2 = scalar("p", "", "1"), scalar("p", "", "2")
DATA = (*SAMPLE, define("the matrix", p_1, 1), define("the matrix", p_2, 4))
MISSING = x_1 * weight(BEFORE, 1) + x_2 * weight(BEFORE, 2) - target
FIRST, SECOND = (
    define(f"weight {k}", weight(NOW, k), weight(BEFORE, k) - eta * (unit * (size * MISSING)))
    for k, unit, size in ((1, p_1, x_1), (2, p_2, x_2))
)
ZEROS = tuple(define(f"weight {k} starts at zero", weight(0, k), 0) for k in (1, 2))
FORMS = equals(weight(NOW, 1), scale(NOW)), equals(weight(NOW, 2), 8 * scale(NOW))
LEFT = (17 * weight(NOW, 1) - 1) ** 2 <= rho_power(NOW) ** 2

entry = Entry(
    "further.preconditioned-norm",
    place=90,
    title="Preconditioned descent from zero need not find the solution of least norm",
    idea="A matrix before the gradient can turn the steps out of the space that the samples span. "
    "The weights can still tend to a perfect fit, but it lies elsewhere than the shortest one, "
    "which is in that space.",
    says=say(
        "If the gradient is multiplied by a matrix {} before each step, the weights from zero are "
        "{} for ever, which need not lie in the row space. For one sample (1, 2) with target 1, "
        "and the second entry of the gradient taken four times, the weights are on the way to "
        "(1/17, 8/17), whose squared norm is 65/289: {}, where {} is at most {} in size, as for "
        "rates below 2/17. (1/5, 2/5) fits too, and has the squared norm 1/5, the least of all.",
        *(P, IN_RANGE, LEFT, 1 - 17 * eta, rho),
    ),
)


@entry.part("The weights from zero, for any features and targets", name="in-the-range")
@induction(IN_RANGE, start=at_once("no steps", "both are zero", ZERO_START, EMPTY))
def in_the_range(assumed: Hypothesis) -> Lines:
    """One more step."""
    yield "=", STEP.relation.right, STEP
    yield "=", MADE - eta * P(XT(X(MADE) - y) / m), "the ", assumed
    yield "=", P(XT(COMBINED)), "a linear map of a sum", SAMPLES
    yield "=", ..., GROWS


def _start(which: int) -> Writer:
    return at_once(f"weight {which + 1}", "both are 0", ZEROS[which], SCALE_START)


def _weight(which: int) -> Writer:
    size = (1, 8)[which]

    def lines(*assumed: Hypothesis) -> Lines:
        rule = (FIRST, SECOND)[which]
        missing = scale(BEFORE) + 2 * (8 * scale(BEFORE)) - 1
        yield "=", rule.relation.right, rule
        known = ("the induction hypothesis", *assumed, *DATA)
        yield "=", size * scale(BEFORE) - eta * (size * missing), *known
        yield "=", ..., "collect", SCALE_STEP, SEVENTEEN

    lines.__doc__ = f"One more step of weight {which + 1}."
    return lines


on_a_line = induction(
    *FORMS, start=(_start(0), _start(1)), name="the second weight is eight times the first"
)((_weight(0), _weight(1)))
entry.shows("on-a-line", "The example: both weights are multiples of one number", on_a_line)
entry.shares(
    ("What is missing is a power", geometric_sum),
    (say("If {} is at most {} in size, its powers are at most those of {}", SHRINKS, rho, rho),
     powers_shrink),
    (say("These vanish if {}", rho < 1), powers_vanish),
)  # fmt: skip


@entry.part("So the first weight tends to 1/17, and the second to eight times that", LEFT)
def tends() -> Lines:
    yield "=", (17 * scale(NOW) - 1) ** 2, on_a_line
    yield "=", factor(NOW) ** 2, "a geometric sum", geometric_sum, SEVENTEEN
    yield "<=", ..., powers_shrink


@chain(equals(number(1, 17) ** 2 + number(8, 17) ** 2, number(65, 289)))
def its_norm() -> Lines:
    yield "=", ..., "add the squares"


@chain(number(65, 289) > number(1, 5))
def more() -> Lines:
    yield ">", ..., "compare the fractions"


entry.shows("norms", "The limit fits, and its squared norm is not the least",
            conjunction("the limit", limit_fits, its_norm, more))  # fmt: skip


@entry.part("Whatever fits has at least the squared norm 1/5", a**2 + b**2 >= number(1, 5))
def least() -> Lines:
    yield "=", (1 - 2 * b) ** 2 + b**2, "it fits", FITS
    yield "=", 5 * (b - number(2, 5)) ** 2 + number(1, 5), "collect"
    yield ">=", ..., "a square is not negative"


entry.twin("Whatever fits has at least the squared norm of the limit.",
           a**2 + b**2 >= number(65, 289), FITS)  # fmt: skip
entry.symbols(*DESIGN)
entry.symbol(P, "any matrix, by which the gradient is multiplied")
entry.symbol(combination(NOW), "coefficients of the samples")
entry.symbol(say("{}, {}", weight(NOW, 1), weight(NOW, 2)), "the weights of the example")
entry.symbol(say("{}, {}, {}", x_1, x_2, target), "the sample of the example and its target")
entry.symbol(say("{}, {}", p_1, p_2), "the diagonal of its matrix")
entry.symbol(scale(NOW), "the first weight once more")
entry.symbol(factor(NOW), "the power of {}", SHRINKS)
entry.symbol(say("{}, {}", rho, rho_power(NOW)), "a bound for its size, and the powers of it")
entry.symbol(say("{}, {}", a, b), "any weights that fit")
