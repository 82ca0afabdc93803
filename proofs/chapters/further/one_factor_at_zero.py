"""Of two factors it makes a difference which one starts at zero."""

from typing import NamedTuple

from proofs.calculus import derivative, slope
from proofs.chapters.further.factors import HU
from proofs.chapters.hidden.setting import ETA_MEANS, POSITIVE_RATE, eta, half_square
from proofs.statement import Entry, Lines, Proof, calculation, chain, conjunction
from proofs.terms import (
    ZERO, Hypothesis, Term, assume, define, differs, dot, equals, number, say, scalar, vector,
)  # fmt: skip
from proofs.trusted import trust

a, x, b, y, error = vector("a"), vector("x"), scalar("b"), scalar("y"), scalar("delta")
by_a, by_b = vector("g", "", "a"), scalar("g", "", "b")
LOSS, ERROR = half_square(b * dot(a, x), y), define("the error", error, b * dot(a, x) - y)
BY_A, BY_B, RULES = slope(LOSS, a), derivative(LOSS, b), "rules of differentiation"
COLUMN = assume("the column starts at zero", equals(b, 0))
NOT_ZERO = assume("rate not zero", differs(eta, 0))
ROW = assume("the row starts at zero", equals(a, ZERO))
AFTER = (b - eta * (error * dot(a, x))) * (a - eta * (error * b * x))
ALONG_ROW, ALONG_INPUT = -(eta * error * dot(a, x)) * a, -(eta * error * b**2) * x

entry = Entry(
    "further.one-factor-at-zero",
    place=70,
    title="Of two factors it can make a difference which one starts at zero",
    idea="Where one factor is zero the other gets no gradient, so the first step moves the zero "
    "factor alone. A zero column leaves the row pointing where it started; a zero row takes the "
    "direction of the input.",
    says=say(
        "Let the output be {}, a column {} times a row {}, as where two low-rank factors are "
        "trained. After one step on one sample with error {} the product of the factors is {} if "
        "{}, and {} if {}: it lies along the row's own start, or along the input. With input "
        "(1, 1) and label 1 the row (1, 0) and column 0 give ({}, 0), the row (0, 0) and column 1 "
        "give ({}, {}): different for every rate that is not 0.",
        *(b * dot(a, x), b, a, error, ALONG_ROW, COLUMN.relation, ALONG_INPUT, ROW.relation),
        *(eta, eta, eta),
    ),
    citations=(HU,),
)


@chain(equals(by_a, error * b * x), name="by the row")
def gradient_a() -> Lines:
    yield "=", BY_A, "SymPy's gradient, by the chain rule", ERROR, trust(RULES, equals(by_a, BY_A))
    yield "=", ..., "the error times the column times the input"


@chain(equals(by_b, error * dot(a, x)), name="by the column")
def gradient_b() -> Lines:
    yield "=", BY_B, "SymPy's derivative", ERROR, trust(RULES, equals(by_b, BY_B))
    yield "=", ..., "the error times what the row makes of the input"


entry.shows(
    "gradient",
    "The gradient of half the square of the error",
    conjunction("the gradient by two factors", gradient_a, gradient_b),
)


@entry.part("One step where the column starts at zero", equals(AFTER, ALONG_ROW))
def column_at_zero() -> Lines:
    yield "=", (0 - eta * (error * dot(a, x))) * (a - eta * (error * 0 * x)), COLUMN
    yield "=", ..., "the row does not move"


@entry.part("One step where the row starts at zero", equals(AFTER, ALONG_INPUT))
def row_at_zero() -> Lines:
    start = (b - eta * (error * dot(ZERO, x))) * (ZERO - eta * (error * b * x))
    yield "=", start, ROW
    yield "=", b * -(eta * error * b * x), "the column does not move"
    yield "=", ..., "collect"


# In numbers: input (1, 1) and label 1 ------------------------------------------------------------

inputs, label = (scalar("x", "", "1"), scalar("x", "", "2")), scalar("y", "1")
DATA = (*(define("the input", each, 1) for each in inputs), define("the label", label, 1))


class Example(NamedTuple):
    """The product after a step, and where its factors start."""

    entries: tuple[Term, Term]
    known: tuple[Hypothesis, ...]


def _product(letter: str, row: tuple[int, int], column: int) -> Example:
    """One step on the sample, from a row and a column."""
    parts = scalar(letter, "0", "1"), scalar(letter, "0", "2")
    other = scalar("b" + letter[1:], "0")
    starts = (
        *(define("the row", part, value) for part, value in zip(parts, row, strict=True)),
        define("the column", other, column),
    )
    made = parts[0] * inputs[0] + parts[1] * inputs[1]
    wrong = other * made - label
    moved = other - eta * (wrong * made)
    pairs = zip(parts, inputs, strict=True)
    first, second = (moved * (part - eta * (wrong * other * each)) for part, each in pairs)
    return Example((first, second), (*starts, *DATA))


BY_ROW, BY_COLUMN = _product("a", (1, 0), 0), _product("a'", (0, 0), 1)


PLACES = ("first", "second")


def _entries(name: str, example: Example, *values: Term) -> Proof:
    return conjunction(
        name,
        *(
            calculation(f"{which} entry", entry_of, [("=", at, "the error is −1", *example.known)])
            for which, entry_of, at in zip(
                ("first", "second"), example.entries, values, strict=True
            )
        ),
    )


entry.shows(
    "row-first",
    "In numbers, for the input (1, 1) and the label 1: the product from the row (1, 0) and the "
    "column 0",
    _entries("row (1, 0)", BY_ROW, eta, number(0)),
)
entry.shows(
    "column-first",
    "The product from the row (0, 0) and the column 1",
    _entries("column 1", BY_COLUMN, eta, eta),
)
SECOND = BY_COLUMN.entries[1] - BY_ROW.entries[1]


@entry.part("They are different", SECOND**2 > 0)
def different() -> Lines:
    known = (*BY_ROW.known, *BY_COLUMN.known)
    yield "=", eta**2, "the second entries are 0 and the rate", *known
    yield ">", ..., NOT_ZERO


entry.twin("The two products are the same.", equals(eta, 0), POSITIVE_RATE)
entry.symbol(say("{}, {}, {}", a, x, y), "the row, the input and the label")
entry.symbol(say("{}, {}", by_a, by_b), "the gradient of the loss by {} and by {}", a, b)
entry.symbol(say("{}, {}", *inputs), "the two entries of the input in the example")
entry.symbol(*ETA_MEANS)
