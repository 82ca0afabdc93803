"""Descent along one coordinate after the other from zero misses the solution of least norm."""

from proofs.chapters.further.one_sample import shortest_fits, target, x_1, x_2
from proofs.statement import Entry, Lines, chain, conjunction
from proofs.terms import Term, assume, differs, equals, number, say, scalar

a, b = scalar("a"), scalar("b")
NIL, ONE = number(0), number(1)
OTHER_FIRST = assume("another first weight", differs(a, 1))
OTHER_SECOND = assume("another second weight", differs(b, 0))


def loss(first: Term, second: Term) -> Term:
    """Half the square of the error on the sample (1, 2) with the target 1."""
    return (first + 2 * second - 1) ** 2 / 2


LEAST_1, LEAST_2 = loss(a, NIL) > loss(ONE, NIL), loss(ONE, b) > loss(ONE, NIL)

entry = Entry(
    "further.coordinate-descent-norm",
    place=91,
    title="Coordinate descent from zero need not find the solution of least norm",
    idea="Descent that moves one weight at a time lets the first weight do all it can. If that "
    "already fits, nothing is left to the second, though a fit in which both share the work is "
    "shorter.",
    says=say(
        "On the sample (1, 2) with target 1, from (0, 0): along the first weight the loss is least "
        "at (1, 0), {} where {}; and from there along the second it is least where it is, {} where "
        "{}. So descent that makes the loss least along one weight after the other, the first one "
        "first, ends at (1, 0), without loss, and with the squared norm 1; (1/5, 2/5) has no loss "
        "either, and the squared norm 1/5.",
        *(LEAST_1, OTHER_FIRST.relation, LEAST_2, OTHER_SECOND.relation),
    ),
)


@entry.part("Along the first weight, from (0, 0)", LEAST_1)
def first() -> Lines:
    yield "=", (a - 1) ** 2 / 2, "collect"
    yield ">", NIL, "a square, and not of 0", OTHER_FIRST
    yield "=", ..., "the loss at (1, 0)"


@entry.part("Along the second weight, from (1, 0)", LEAST_2)
def second() -> Lines:
    yield "=", 2 * b**2, "collect"
    yield ">", NIL, "a square, and not of 0", OTHER_SECOND
    yield "=", ..., "the loss at (1, 0)"


@chain(number(1, 5) ** 2 + number(2, 5) ** 2 < ONE**2 + NIL**2, name="it is shorter")
def shorter() -> Lines:
    yield "=", number(1, 5), "add the squares"
    yield "<", ..., "a fifth of it"


entry.shows(
    "shorter", "A shorter solution", conjunction("the weights (1/5, 2/5)", shortest_fits, shorter)
)
entry.twin("Nothing that fits is shorter than (1, 0).", a**2 + b**2 >= 1,
           assume("it fits", equals(loss(a, b), 0)))  # fmt: skip
entry.symbol(say("{}, {}, {}", x_1, x_2, target), "the sample and its target")
entry.symbol(say("{}, {}", a, b), "any first and second weight")
