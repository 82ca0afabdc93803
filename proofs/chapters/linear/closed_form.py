"""The weights after any number of steps, and the first few as polynomials in the rate."""

from functools import cache

from proofs.chapters.gradient_descent.setting import ZERO_START, eta, w
from proofs.chapters.linear.pascal import (
    after, coefficient_after, coefficient_left, coefficient_same, pascal_summed, power_of_rate,
    same, shorter,
)  # fmt: skip
from proofs.chapters.linear.setting import (
    BEFORE, NOW, RICHARDSON, STEP, A, b, decayed, expanded, numbered_step, run,
)  # fmt: skip
from proofs.claim import Claim, entry
from proofs.derivation import apply_fact
from proofs.statement import Entry, Lines, at_once, induction
from proofs.terms import ZERO, Hypothesis, define, equals, number, say, scalar

MOST_UPDATES = 12
"""The largest number of steps whose polynomial in the rate is written out."""

powers, binomials = run("power_sum"), run("binomial_sum")
start_power, START_ZERO, START_STEP = decayed("decayed_start", w(0))
b_power, B_ZERO, B_STEP = decayed("decayed_b", b)
T, t = scalar("T"), scalar("t")
ONE_MORE = powers(BEFORE) + b_power(BEFORE)
EMPTY = define("the empty sum", powers(0), ZERO)
MORE = define("one more power in the sum", powers(NOW), ONE_MORE)
NO_BINOMIALS = define("the empty sum of binomials", binomials(0), ZERO)
FROM_ANY = equals(w(NOW), start_power(NOW) + eta * powers(NOW))
FROM_ZERO = equals(w(NOW), binomials(NOW))


@induction(
    equals(eta * A(powers(NOW)), b - b_power(NOW)),
    start=at_once("the empty sum", "both sides are zero", EMPTY, B_ZERO),
    name="the sum of powers telescopes",
)
def telescope(assumed: Hypothesis) -> Lines:
    """One more power."""
    more = eta * A(b_power(BEFORE))
    yield "=", eta * A(powers(BEFORE)) + more, MORE
    yield "=", (b - b_power(BEFORE)) + more, "the ", assumed
    yield "=", ..., "one more power", B_STEP


@induction(
    FROM_ANY,
    start=at_once("no steps", "power 0, and the sum is empty", START_ZERO, EMPTY),
    name="the weights in closed form",
)
def any_start(assumed: Hypothesis) -> Lines:
    """One more step."""
    at, image = start_power(BEFORE) + eta * powers(BEFORE), eta * A(powers(BEFORE))
    begun = start_power(NOW) + eta * powers(BEFORE)
    yield "=", STEP.relation.right, STEP
    yield "=", at - eta * (A(start_power(BEFORE)) + image - b), "the ", assumed
    yield "=", begun - eta * (image - b), "one more power of the start", START_STEP
    yield "=", begun + eta * b_power(BEFORE), telescope.at(BEFORE)
    yield "=", ..., MORE


@induction(
    FROM_ZERO,
    start=at_once("no steps", "the start is zero, and the sum is empty", ZERO_START, NO_BINOMIALS),
    name="binomial coefficients",
)
def from_zero(assumed: Hypothesis) -> Lines:
    """One more step."""
    before = binomials(BEFORE)
    summed = equals(binomials(NOW), before - eta * A(before) + eta * b)
    pascal = apply_fact("Pascal's rule", summed, pascal_summed())
    yield "=", STEP.relation.right, STEP
    yield "=", before - eta * (A(before) - b), "the ", assumed
    yield "=", ..., "Pascal's rule, for each power of ", eta, pascal


@cache
def written(updates: int = 3) -> Claim:
    """The weights after so many steps; raises `ValueError` outside 1 to 12 steps."""
    if not 1 <= updates <= MOST_UPDATES:
        raise ValueError(f"the number of updates must be from 1 to {MOST_UPDATES}, not {updates}")
    page = Entry(
        "linear.closed-form",
        place=70,
        title="The weights after any number of steps",
        says=say(
            "From any start {}. From {} that is {}, a polynomial in {} with {} in front of {}.",
            *(FROM_ANY, ZERO_START.relation, FROM_ZERO, eta, t, eta * b),
        ),
        remarks=(
            say(
                "Summed to the end, where the coefficient of {} over {} is 0, Pascal's rule says "
                "that the sums with binomial coefficients satisfy the recursion of descent. The "
                "sums for {} steps and fewer are multiplied out above without it.",
                *(T - 1, T, number(updates)),
            ),
        ),
        citations=(RICHARDSON,),
    )
    page.shares(("A sum of powers", telescope), ("From any start", any_start))
    sums = say(
        "Pascal's rule, summed: {} and {} are the sums for {} and {} steps, {} is the latter "
        "without its last term",
        *(after(NOW), same(NOW), T, T - 1, shorter(NOW)),
    )
    page.shares((sums, pascal_summed), ("From zero, with binomial coefficients", from_zero))
    for step in range(1, updates + 1):
        page.shows(f"step-{step}", say("From zero, step {}", number(step)), expanded(step))
    page.twin(
        "All powers of the rate have positive coefficients.",
        equals(w(2), 2 * eta * b + eta**2 * A(b)),
        *(ZERO_START, numbered_step(1), numbered_step(2)),
    )
    page.symbol(
        say(
            "{}, {}, {}", *(c(NOW) for c in (coefficient_after, coefficient_same, coefficient_left))
        ),
        "the binomial coefficients of {} over {}, of {} over {} and of {} over {}, the terms being "
        "counted from 0",
        *(T, t + 1, T - 1, t + 1, T - 1, t),
    )
    page.symbol(
        power_of_rate(NOW), "the power of {} and of {} in term {}, with its sign", eta, A, t
    )
    return page.claim()


closed_form = entry("linear.closed-form", place=70, updates=True)(written)
