"""From zero the second step has two powers of the rate; a 2 x 2 design shows the direction."""

from fractions import Fraction

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.gradient_descent.two_weights import determinant, one, two, weight, written_out
from proofs.chapters.linear import figures
from proofs.chapters.linear.setting import b, expanded, m, numbered_step, polynomial
from proofs.statement import Entry, Lines, chain, conjunction, line
from proofs.terms import define, equals, number, say, scalar

LOSS = ((one - 1) ** 2 + (2 * two - 1) ** 2) / 4
x_1, x_2, y_1, y_2 = (
    scalar(*name) for name in (("x", "1", "1"), ("x", "2", "2"), ("y", "1"), ("y", "2"))
)
DATA = {x_1: 1, x_2: 2, y_1: 1, y_2: 1}
OF_DATA = ((x_1 * one - y_1) ** 2 + (x_2 * two - y_2) ** 2) / 4
STEPS = (
    *(define("the two samples", symbol, value) for symbol, value in DATA.items()),
    *written_out("", OF_DATA, 1), *written_out("'", OF_DATA, Fraction(1, 2)),
)  # fmt: skip
ENDS = {
    weight("", 2, 1): number(3, 4), weight("", 2, 2): number(0),
    weight("'", 2, 1): number(7, 16), weight("'", 2, 2): number(1, 2),
}  # fmt: skip

entry = Entry(
    "linear.eta-does-not-factor",
    place=60,
    title="After two steps from zero the rate need not factor out, nor leave the direction alone",
    idea=say(
        "The second gradient is taken where the first step ended, and the rate has chosen that "
        "place. So two steps mix two vectors, one with the factor {}, the other with {}; another "
        "rate gives another mix, which can point elsewhere.",
        *(eta, eta**2),
    ),
    says=say(
        "From {}, {}. The direction may depend on {} too: for {} samples, the design with the "
        "rows (1, 0) and (0, 2), the targets 1 and 1 and half the mean squared error, {}, two "
        "steps at the rate 1 end at (3/4, 0) and two steps at the rate 1/2 at (7/16, 1/2): the "
        "determinant of the two is 3/8, not 0.",
        *(ZERO_START.relation, equals(w(2), polynomial(2)), eta, equals(m, 2), LOSS),
    ),
    aside=(equals(m, 2),),
    given=(ZERO_START,),
)
entry.figure(figures.two_steps)
first = say("The first step: one power of {}", eta)
entry.shows("first-step", first, expanded(1))
entry.shows("second-step", "The second step: two powers", expanded(2))


entry.shows(
    "ends",
    "Where two steps end at the rate 1, and at the rate 1/2",
    conjunction(
        "where two steps end",
        *(chain(equals(end, at))(line("two steps", *STEPS)) for end, at in ENDS.items()),
    ),
)


@entry.part("The determinant of the two directions", equals(determinant(2), number(3, 8)))
def two_rates() -> Lines:
    yield "=", number(3, 4) * number(1, 2) - number(0) * number(7, 16), "where they end", *STEPS
    yield "=", ..., "which is not 0"


entry.twin(
    "The second step is twice the first: the rate factors out.",
    equals(w(2), 2 * eta * b),
    *(ZERO_START, numbered_step(1), numbered_step(2)),
)
entry.symbol(
    say("{}, {}", weight("", 2, 1), weight("'", 2, 1)),
    "in the example, the first weight after two steps at the rates 1 and 1/2; the second likewise",
)
