"""The error shrinks by rho at least in every step, so good starts have good bounds."""

from proofs.chapters.gradient_descent.setting import POSITIVE_RATE, eta
from proofs.chapters.linear import figures
from proofs.chapters.linear.descent import NONE, k, n, w
from proofs.chapters.linear.setting import (
    AXLER, RICHARDSON, SAMPLES, SECOND_MOMENT, A, rho, squared,
)  # fmt: skip
from proofs.chapters.linear.spectrum import (
    AN_ORTHONORMAL_BASIS, CONTRACTION, CURVED, DIFFERENCE, EIGEN, FACTOR, FROM_SOLUTION, GAP,
    LENGTH_PARTS, ONE_OF_THEM, REST, REST_PARTS, ROW_SPACE, ROW_SPACE_NOTATION, SHARE, SOLUTION, a,
    family_needs, length, other, powers_in_order, r, rest_apart, s, stands_still, u, x, z,
)  # fmt: skip
from proofs.chapters.linear.three_steps import three_steps
from proofs.statement import Entry, Lines, at_once, chain, induction
from proofs.terms import Hypothesis, assume, define, dot, equals, finite_sum, norm, say, scalar

c = scalar("c")
NONNEGATIVE = assume("not negative", rho >= 0)
GOAL = s + z
BOUND = norm(w(n) - GOAL) <= rho**n * norm(w(NONE) - GOAL)

entry = Entry(
    "linear.warm-start-bound",
    place=150,
    title="A start near the solution that it approaches has a smaller bound on its error",
    idea="Every step multiplies each part of the error by a number, none larger in size than one "
    "common factor. So the error is at most a power of that factor times the error at the start: "
    "with half the one, the bound is half.",
    says=say(
        "Let {} and {} for every {}, and {} for every {}. Let {}, and let {} be what is left of "
        "{} without its components, {}. If {} and {} for every {}, then {}.",
        *(EIGEN.relation, CURVED.relation, k < r, ROW_SPACE.relation, a, SOLUTION.relation, z),
        *(w(NONE) - s, REST.relation, NONNEGATIVE.relation, CONTRACTION.relation, k < r, BOUND),
    ),
    given=(SAMPLES, SECOND_MOMENT, EIGEN, CURVED, ROW_SPACE),
    aside=(k < r,),
    remarks=(
        AN_ORTHONORMAL_BASIS,
        say(
            "With independent columns {} is zero, since the features do not see it. With dependent "
            "ones the point that is approached is the solution {}, which shares its null-space "
            "part with the start.",
            *(z, GOAL),
        ),
        say(
            "A bound is a promise about the worst case. Step by step the order of two starts can "
            "turn: linear.closer-start-can-end-farther."
        ),
    ),
    citations=(AXLER, RICHARDSON),
)
entry.figure(figures.warm_start)
entry.shares(
    ("A solution is a run that stands still", stands_still),
    *REST_PARTS,
    *LENGTH_PARTS,
    ("Powers keep the order", powers_in_order),
)
AFTER, FIRST = (FACTOR**n * SHARE) ** 2, (rho**n) ** 2


@chain((x**n * c) ** 2 <= FIRST * c**2)
def multiples_in_order() -> Lines:
    yield "<=", ..., powers_in_order


@entry.part("Each component contracts", AFTER <= FIRST * SHARE**2)
def contraction() -> Lines:
    known = (CONTRACTION.at(k), ONE_OF_THEM)
    yield "<=", ..., "no factor is larger", multiples_in_order.of({x: FACTOR, c: SHARE}), *known


@entry.part("The length at the start", equals(squared(GAP - z), finite_sum(k, r, SHARE**2)))
def first_length() -> Lines:
    yield "=", dot(finite_sum(k, r, SHARE * u(k)), GAP - z), REST
    yield "=", finite_sum(k, r, SHARE * (SHARE - dot(z, u(k)))), "the inner product of a sum"
    yield "=", ..., rest_apart.of({}, every=(k,))


@entry.part(
    "So do they together", squared(DIFFERENCE - z) <= FIRST * squared(GAP - z), name="together"
)
def together() -> Lines:
    yield "=", finite_sum(k, r, AFTER), length
    yield "<=", finite_sum(k, r, FIRST * SHARE**2), contraction.of({}, every=(k,))
    yield "=", FIRST * finite_sum(k, r, SHARE**2), "a common factor"
    yield "=", ..., "the length at the start", first_length, REST


@entry.part("Powers are not negative")
@induction(rho**n >= 0, start=at_once("no steps", "it is 1"), over=n)
def powers_not_negative(assumed: Hypothesis) -> Lines:
    """One more factor."""
    yield "=", rho * rho**n, "one more factor"
    yield ">=", ..., "neither factor is negative", assumed, NONNEGATIVE


@entry.part("The bound on the error", BOUND)
def error_bound() -> Lines:
    still = (stands_still, FROM_SOLUTION)
    yield "=", norm(DIFFERENCE - z), *still
    yield (
        "<=",
        rho**n * norm(GAP - z),
        "squares keep the order",
        together,
        powers_not_negative,
        REST,
    )
    yield "=", ..., FROM_SOLUTION


entry.shows(
    "in-numbers",
    "One sample with the input and the target 1, whose solution is 1: three steps from good "
    "weights and from zero",
    three_steps,
)
_NEXT, _OTHER_NEXT = (start - eta * A(start) for start in (w(NONE), other(NONE)))
family_needs(entry)
entry.twin(
    "Of two starts the one nearer to the solution is nearer after a step as well.",
    squared(other(1)) <= squared(w(1)),
    *(POSITIVE_RATE, assume("nearer", squared(other(NONE)) <= squared(w(NONE)))),
    define("a step", w(1), _NEXT),
    define("a step from the other start", other(1), _OTHER_NEXT),
)
entry.symbol(
    say("{}, {}", scalar("p", "t"), scalar("q", "t")),
    "the weight after {} steps from good weights and from zero, in numbers",
    scalar("t"),
)
entry.symbol(z, "what is left of {} without its components", w(NONE) - s)
entry.symbols(*ROW_SPACE_NOTATION)
