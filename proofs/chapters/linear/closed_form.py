"""The weights after any number of steps, and the first few as polynomials in the rate."""

from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.descent import NONE, STEP, j, k, n, powers, w
from proofs.chapters.linear.setting import (
    RICHARDSON, A, b, expanded, numbered_step,
)  # fmt: skip
from proofs.claim import Claim, entry
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import (
    Hypothesis, Term, as_term, define, equals, finite_sum, function, number, say, scalar,
)  # fmt: skip

MOST_UPDATES = 12
"""The largest number of steps whose polynomial in the rate is written out."""

ONE_STEP = scalar("I") - eta * scalar("A")
start_power, START_ZERO, START_STEP = powers("s", w(NONE))
b_power, B_ZERO, B_STEP = powers("q", b)
FROM_ANY = equals(w(n), start_power(n) + eta * finite_sum(k, n, b_power(k)))

C, image = function("C", ("index", "index")), function("p", ("step",), "vector")
NOTHING = define("nothing is chosen in one way", C(n, NONE), 1, (n,))
TOO_MANY = define("nothing to choose from", C(NONE, k + 1), 0, (k,))
PASCAL = define("Pascal's rule", C(n + 1, k + 1), C(n, k) + C(n, k + 1), (n, k))
B_ITSELF = define("power 0 of A", image(NONE), b)
IMAGE = define("one more power of A", image(k + 1), A(image(k)), (k,))
POLYNOMIAL = finite_sum(k, n, C(n, k + 1) * (as_term(-1) ** k * eta ** (k + 1)) * image(k))
ONE = as_term(1)
FROM_ZERO = equals(w(n), POLYNOMIAL)


@induction(
    FROM_ANY,
    start=at_once("no steps", "power 0, and the sum is empty", START_ZERO),
    name="the weights in closed form",
    over=n,
)
def any_start(assumed: Hypothesis) -> Lines:
    """One more step."""
    summed = finite_sum(k, n, b_power(k))
    at = start_power(n) + eta * summed
    yield "=", w(n) - eta * (A(w(n)) - b), STEP.at(n)
    yield "=", at - eta * (A(at) - b), "the ", assumed
    shifted = finite_sum(k, n, b_power(k + 1))
    yield "=", start_power(n + 1) + eta * (b + shifted), "one more power", START_STEP, B_STEP
    yield "=", ..., "power 0 is the first term of the sum", B_ZERO


@induction(
    equals(C(n, n + j + 1), 0),
    start=at_once("nothing to choose from", "nothing to choose from", TOO_MANY.at(j)),
    name="more than all",
    over=n,
    every=(j,),
)
def more_than_all(assumed: Hypothesis) -> Lines:
    """One more to choose from."""
    yield "=", C(n, n + j + 1) + C(n, n + j + 2), PASCAL.at(n, n + j + 1)
    yield "=", ..., "the ", assumed.at(j), assumed.at(j + 1)


@induction(
    equals(C(n, ONE), n),
    start=at_once("nothing to choose from", "nothing to choose from", TOO_MANY.at(0)),
    name="one of n",
    over=n,
)
def one_of_them(assumed: Hypothesis) -> Lines:
    """One more to choose from."""
    yield "=", C(n, NONE) + C(n, ONE), PASCAL.at(n, 0)
    yield "=", 1 + n, NOTHING.at(n), "; the ", assumed
    yield "=", ..., "in order"


@induction(
    FROM_ZERO,
    start=at_once("no steps", "the start is zero, and the sum is empty", ZERO_START),
    name="binomial coefficients",
    over=n,
)
def from_zero(assumed: Hypothesis) -> Lines:
    """One more step."""

    def summed(terms: Term, coefficient: Term) -> Term:
        return finite_sum(k, terms, coefficient * (as_term(-1) ** k * eta ** (k + 1)) * image(k))

    yield "=", w(n) - eta * (A(w(n)) - b), STEP.at(n)
    yield "=", POLYNOMIAL - eta * (A(POLYNOMIAL) - b), "the ", assumed
    first = "each term one place on; the first is ", eta * b
    yield "=", POLYNOMIAL + summed(n + 1, C(n, k)), *first, NOTHING, B_ITSELF, IMAGE
    one_more = summed(n + 1, C(n, k) + C(n, k + 1))
    yield "=", one_more, "a term that is zero more", more_than_all.of({j: 0})
    yield "=", ..., PASCAL


@cache
def written(updates: int = 3) -> Claim:
    """The weights after so many steps; raises `ValueError` outside 1 to 12 steps."""
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    page = Entry(
        "linear.closed-form",
        place=70,
        title="The weights after any number of steps",
        idea="Each step multiplies the weights by one fixed matrix and adds one fixed vector. To "
        "repeat that gives a geometric sum of powers of the matrix, and multiplied out they have "
        "binomial coefficients.",
        says=say(
            "From any start {}. From {} that is {}, a polynomial in {}; in front of {} stands {}.",
            *(FROM_ANY, ZERO_START.relation, FROM_ZERO, eta, eta * b, equals(C(n, ONE), n)),
        ),
        citations=(RICHARDSON,),
    )
    page.figure(figures.polynomials)
    page.shares(
        ("From any start", any_start),
        ("More than all cannot be chosen", more_than_all),
        ("One of n can be chosen in n ways", one_of_them),
        ("From zero, with binomial coefficients", from_zero),
    )
    for step in range(1, updates + 1):
        page.shows(f"step-{step}", say("From zero, step {}", number(step)), expanded(step))
    page.twin(
        "All powers of the rate have positive coefficients.",
        equals(w(2), 2 * eta * b + eta**2 * A(b)),
        *(ZERO_START, numbered_step(1), numbered_step(2)),
    )
    page.symbol(C(n, k), "the binomial coefficient, {} over {}", n, k)
    page.symbol(start_power(n), "the power {} of {} applied to {}", n, ONE_STEP, w(NONE))
    page.symbol(b_power(n), "the power {} of {} applied to {}", n, ONE_STEP, b)
    page.symbol(image(n), "the power {} of {} applied to {}", n, A, b)
    return page.claim()


closed_form = entry("linear.closed-form", place=70, updates=True)(written)
