"""Equal hidden units can drift apart where their gradients are added in different orders."""

from collections.abc import Callable

from proofs.chapters.floating.setting import HIGHAM, IEEE, rounded_value
from proofs.statement import Entry, Lines, shown_by
from proofs.terms import FL64, Term, equals, number, say, scalar

a, b, c, START = number(1, 10), number(2, 10), number(3, 10), number(1)


def _exactly(value: Term) -> Term:
    return value


def _sum(left: bool, rounding: Callable[[Term], Term] = FL64) -> Term:
    """The gradient, its terms added from the left or from the right."""
    first, second, third = (rounding(value) for value in (a, b, c))
    if left:
        return rounding(rounding(first + second) + third)
    return rounding(first + rounding(second + third))


def _after(gradient: Term) -> Term:
    return FL64(START - gradient)


ORDERS = equals(_after(_sum(True)), _after(_sum(False)))
AFTER_LEFT = equals(ORDERS.left, rounded_value(ORDERS.left))
AFTER_RIGHT = equals(ORDERS.right, rounded_value(ORDERS.right))

entry = Entry(
    "float.equal-units-drift",
    place=40,
    title="On a machine, one gradient summed in two orders can part two equal hidden units",
    idea="An exact sum does not depend on the order of its terms. A machine rounds after each "
    "addition, so another order rounds other partial sums: equal units whose gradients are added "
    "in two orders can get two results.",
    says=say(
        "Two units that start equal get the same gradient, a sum over the samples. Rounding makes "
        "the sum depend on the order of its terms, and a matrix product need not add every column "
        "in one order. From weight 1, with contributions {}, {} and {} and rate 1, two orders give "
        "two weights in binary64 after one step; without rounding both are {}.",
        *(a, b, c, number(2, 5)),
    ),
    needs=(
        shown_by(
            "one order of summation", "two-orders", ORDERS, says="With two orders of summation:"
        ),
    ),
    built_in=(("one order of summation", say("every unit's gradient is added in one order")),),
    citations=(IEEE, HIGHAM),
    kind="exhibit",
)


def _rounded(left: bool) -> Lines:
    gradient = rounded_value(_sum(left))
    yield "=", _after(gradient), "every contribution and every sum rounded"
    yield "=", ..., "the step, rounded"


@entry.part("Added from the left", AFTER_LEFT)
def left_to_right() -> Lines:
    yield from _rounded(True)


@entry.part("Added from the right", AFTER_RIGHT)
def right_to_left() -> Lines:
    yield from _rounded(False)


@entry.part("Without rounding", equals(START - _sum(True, _exactly), number(2, 5)))
def without_rounding() -> Lines:
    yield "=", START - _sum(False, _exactly), "addition is associative"
    yield "=", ..., "arithmetic"


entry.twin("Rounded addition is associative.", equals(_sum(True), _sum(False)))
entry.symbol(FL64(scalar("a")), "the binary64 number nearest to {}, ties to even", scalar("a"))
