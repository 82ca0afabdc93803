"""From zero the second step has two powers of the rate; a 2 x 2 design shows the direction."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.gradient_descent.two_weights import determinant, one, two, weight, written_out
from proofs.chapters.linear.setting import b, expanded, m, numbered_step, polynomial
from proofs.statement import Entry, Lines, calculation, conjunction
from proofs.terms import define, equals, number, say, scalar

LOSS = ((one - 1) ** 2 + (2 * two - 1) ** 2) / 4
x_1, x_2 = scalar("x", "1", "1"), scalar("x", "2", "2")
y_1, y_2 = scalar("y", "1"), scalar("y", "2")
DATA = tuple(
    define("the two samples", symbol, value)
    for symbol, value in ((x_1, 1), (x_2, 2), (y_1, 1), (y_2, 1))
)
OF_DATA = ((x_1 * one - y_1) ** 2 + (x_2 * two - y_2) ** 2) / 4
RUNS = tuple(
    (*DATA, *written_out(prime, OF_DATA, rate)) for prime, rate in (("", 1), ("'", Fraction(1, 2)))
)


entry = Entry(
    "linear.eta-does-not-factor",
    place=60,
    title="From the second step on the rate does not factor out",
    says=say(
        "From {}, {}. Even the direction depends on {}: for the design with the rows (1, 0) and "
        "(0, 2), the targets 1 and 1 and the loss {}, two steps at the rate 1 end at (3/4, 0) and "
        "two steps at the rate 1/2 at (7/16, 1/2).",
        *(ZERO_START.relation, equals(w(2), polynomial(2)), eta, LOSS),
    ),
    given=(ZERO_START,),
)
first = say("The first step: one power of {}", eta)
entry.shows("first-step", first, expanded(1))
entry.shows("second-step", "The second step: two powers", expanded(2))


@entry.part(
    say(
        "The determinant of the two directions: two samples, two features, {} and the loss {}",
        *(equals(m, 2), LOSS),
    ),
    equals(determinant(2), number(3, 8)),
)
def two_rates() -> Lines:
    ends = "two steps at the rate 1 end at (3/4, 0), at the rate 1/2 at (7/16, 1/2)"
    yield "=", number(3, 4) * number(1, 2) - number(0) * number(7, 16), ends, *RUNS[0], *RUNS[1]
    yield "=", ..., "which is not 0"


ENDS = ((number(3, 4), number(0)), (number(7, 16), number(1, 2)))
entry.shows(
    "two-ends",
    "Where the two rates lead in two steps",
    conjunction(
        "where two rates lead",
        *(
            calculation(
                f"weight {k} at the rate {rate}",
                weight(prime, 2, k),
                [("=", end[k - 1], "exactly", *steps)],
            )
            for prime, rate, end, steps in zip(("", "'"), ("1", "1/2"), ENDS, RUNS, strict=True)
            for k in (1, 2)
        ),
    ),
)
entry.twin(
    "The second step is twice the first: the rate factors out.",
    equals(w(2), 2 * eta * b),
    *(ZERO_START, numbered_step(1), numbered_step(2)),
)
entry.symbol(
    say("{}, {}", weight("", 2, 1), weight("'", 2, 1)),
    "in the example, the first weight after two steps at the rates 1 and 1/2",
)
